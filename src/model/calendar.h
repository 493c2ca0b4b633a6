/* The business calendar: which days are worked, at what hours, and how long a length of time can really last. */
#ifndef MODEL_CALENDAR_H
#define MODEL_CALENDAR_H

#include "base/arena.h"
#include "model/values.h"

struct calendar_day {
  day_number from, to; /* both included */
  struct text name;
  struct span span;
};

struct calendar {
  uint8_t weekdays;       /* bits 1 << enum weekday */
  int opens, closes;      /* minutes of the day */
  VECTOR(struct calendar_day) holidays;
  VECTOR(struct calendar_day) open_days; /* worked all the same */
  enum { CLOSED_STAYS, CLOSED_NEXT, CLOSED_PREVIOUS } closed;
  bool stated;
  bool unknown;           /* something in the block could not be read */
  struct span span;
  /* made by calendar_prepare: */
  day_number first;        /* the first day of the table */
  uint32_t days;
  uint8_t *worked;         /* 1 where worked, by day - first */
  uint32_t *worked_before; /* workdays from `first` to before the day; one more than there are days */
  day_number *worked_days; /* those of the table, in order */
  struct calendar *without_holidays; /* the same without them; NULL: there are none */
};

/* Monday to Friday, 09:00 to 18:00. */
void calendar_init(struct calendar *calendar);

/* Makes the table of days for look-ups from `from` to `to`, with a year on both sides (DAY_NONE: of no known end), and
 * over every holiday and open day. Outside the table, and before there is one, only the weekdays count. What holds for
 * the calendar must be complete by then; it may be made again. */
void calendar_prepare(struct arena *arena, struct calendar *calendar, day_number from, day_number to);

/* Where the calendar has no such day between the years 1 and 9999, DAY_NONE. */
bool calendar_is_worked(const struct calendar *calendar, day_number day);
day_number calendar_next_worked(const struct calendar *calendar, day_number day);     /* the day itself if worked */
day_number calendar_previous_worked(const struct calendar *calendar, day_number day); /* the day itself if worked */
/* The nth worked day after `day`, before it where n is negative, the day itself where it is 0. */
day_number calendar_add_workdays(const struct calendar *calendar, day_number day, int64_t n);
int calendar_minutes_a_day(const struct calendar *calendar); /* 0 where it closes before it opens */

/* Worked days by number: how many lie before `day` (fewer than none before the table), and the day of a number. */
int64_t calendar_workdays_before(const struct calendar *calendar, day_number day);
day_number calendar_workday(const struct calendar *calendar, int64_t number);

/* A moment: minutes since the start of 1970-01-01, local time of the agreement. */
typedef int64_t moment;

/* After the year 9999, or never for lack of working time. Also a wait's minutes then. */
#define MOMENT_NEVER INT64_MAX

/* When a wait of `duration` that begins at `from` is over. Minutes, hours, days and weeks are clock time; months and
 * years go by the calendar; workhours pass only in working hours; a workday is the same time on the next working day
 * (a moment outside working hours counts from the next opening). Parts become whole minutes, half to even: a part of a
 * month is of the days of the month that it lies in, a part of a workday is of its working minutes. None is 0. */
moment calendar_after(const struct calendar *calendar, moment from, const struct duration *duration);

struct wait {
  int64_t minutes; /* from asking to the answer's last moment */
  moment from;     /* the worst moment to ask, the earliest of its kind */
  bool holiday;    /* it would be shorter without holidays */
  int64_t minutes_without_holidays;
};

/* The longest that steps asked one after another can last in all, from the worst moment of the period to ask the first.
 * To the minute, in a time that grows with the days of the period. All 0 where the period is unknown. */
struct wait calendar_longest_wait(struct arena *arena, const struct calendar *calendar, day_number from, day_number to,
                                  const struct duration *steps, uint32_t count);

/* The recurrence's first day on or after `day`, moved as `closed` says; DAY_NONE: there is none. Its bounds hold for
 * the day before it is moved, so that no month is lost to a weekend at the end of a term. */
day_number recurrence_next(const struct calendar *calendar, const struct recurrence *recurrence, day_number day);

/* How many of its days lie in from … to, as recurrence_next gives them. */
uint32_t recurrence_count(const struct calendar *calendar, const struct recurrence *recurrence, day_number from,
                          day_number to);

/* The last day of the period that a report on `day` is of: the month (week, quarter, year) before it; of that one
 * itself on its last day or last workday; the day itself for a daily one. A moved day counts as the one that it was. */
day_number recurrence_period_end(const struct calendar *calendar, const struct recurrence *recurrence, day_number day);

#endif
