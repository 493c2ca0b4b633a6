/* Of long lists whose items lie far apart, the next one is brought nearer while the one before it is looked at. */
#ifndef BASE_AHEAD_H
#define BASE_AHEAD_H

/* Memory that will be read soon; any address will do, also NULL. Changes nothing but the time. */
static inline void look_ahead(const void *memory) {
#ifdef __GNUC__
  __builtin_prefetch(memory);
#else
  (void)memory;
#endif
}

#endif
