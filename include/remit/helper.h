/* A second processor, lent by the caller. */
#ifndef REMIT_HELPER_H
#define REMIT_HELPER_H

/* A piece of work. */
struct remit_work {
  void (*run)(void *context);
  void *context;
};

/* A function that does both pieces of work, at the same time where it can, and
 * returns when both are done. What is written is the same with it and without. It is asked for help with long texts only, and
 * the allocators are then called by both pieces at once. */
struct remit_helper {
  void (*both)(void *context, const struct remit_work *one, const struct remit_work *other);
  void *context;
};

#endif
