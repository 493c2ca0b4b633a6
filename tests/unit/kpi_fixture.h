/* A KPI of the year 2026 that says nothing yet, and what it takes to say something. */
#ifndef UNIT_KPI_FIXTURE_H
#define UNIT_KPI_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "model/model.h"

static struct arena arena;
static jmp_buf guard;
static struct model model;
static struct kpi kpi;
static const struct target no_target = {.each = TIME_NONE};
static const struct band no_band = {.stated = false};
static const struct money no_worth = {.stated = false};

static inline day_number on(int year, int month, int day) { return day_from_civil((struct civil){year, month, day}); }

static inline struct decimal number(const char *digits) {
  struct decimal value;
  bool negative = *digits == '-';
  assert_true(decimal_read(digits + negative, strlen(digits + negative), &value));
  return negative ? decimal_negated(value) : value;
}

/* The year 2026, and a KPI of it that says nothing yet. */
static inline int begin(void **state) {
  (void)state;
  arena_init(&arena, &arena_standard_allocator, &guard);
  model = (struct model){.arena = &arena};
  model.agreement.term = (struct period){on(2026, 1, 1), on(2026, 12, 31), {0}};
  calendar_init(&model.calendar);
  calendar_prepare(&arena, &model.calendar, on(2026, 1, 1), on(2026, 12, 31));
  kpi = (struct kpi){.proxy = -1, .stretch = &no_target, .green = &no_band, .amber = &no_band, .worth = &no_worth};
  kpi.baseline.on = DAY_NONE;
  kpi.target.each = TIME_NONE;
  kpi.reported.unit = TIME_NONE;
  return 0;
}

static inline int end(void **state) {
  (void)state;
  arena_free(&arena);
  return 0;
}

static inline struct target target_of(enum target_form form, const char *figure, day_number by) {
  struct target target = {.form = form, .stated = true, .known = true, .each = TIME_NONE, .by = by, .bounded = true};
  target.a = target.low = target.high = number(figure);
  target.has_low = form == TARGET_LEAST || form == TARGET_MAINTAIN_LEAST || form == TARGET_GROW;
  target.has_high = form == TARGET_MOST || form == TARGET_MAINTAIN_MOST || form == TARGET_REDUCE;
  return target;
}

static inline void aim(enum target_form form, const char *figure, day_number by) { kpi.target = target_of(form, figure, by); }

static inline void start_from(const char *figure, day_number day) {
  kpi.baseline.form = BASELINE_ON;
  kpi.baseline.figure = (struct figure){.value = number(figure), .known = true};
  kpi.baseline.on = day;
}

static inline void add_milestone(const char *figure, day_number by) {
  struct milestone **last = &kpi.milestones;
  while (*last) last = &(*last)->next;
  *last = ARENA_NEW(&arena, struct milestone);
  (*last)->target = target_of(kpi.target.form == TARGET_MOST ? TARGET_MOST : TARGET_LEAST, figure, by);
}

static inline void add_forecast(const char *figure, day_number day) {
  struct forecast **last = &kpi.forecasts;
  while (*last) last = &(*last)->next;
  *last = ARENA_NEW(&arena, struct forecast);
  (*last)->figure = (struct figure){.value = number(figure), .known = true};
  (*last)->on = day;
}

static inline void measure_by(day_number day) {
  kpi.baseline.form = BASELINE_MEASURED;
  kpi.baseline.on = day;
}

#endif
