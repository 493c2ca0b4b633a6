/* Units: what a figure counts, and how units compare, convert and multiply. */
#ifndef MODEL_UNITS_H
#define MODEL_UNITS_H

#include "base/names.h"
#include "model/values.h"
#include "text/text.h"

struct unit unit_plain(void);                                  /* a bare number */
struct unit unit_percent(void);
struct unit unit_money(atom currency, const char *spelling);
struct unit unit_time(enum time_unit time, const char *spelling);
struct unit unit_count(atom canonical, const char *spelling);
struct unit unit_score(struct decimal low, struct decimal high);

/* a * b^sign; sign is 1 or -1. Without a spelling. */
struct unit unit_product(const struct unit *a, const struct unit *b, int sign);

/* Whether figures of one can stand for the other: the same bases; percent is a share, a pure number is not. */
bool unit_same(const struct unit *a, const struct unit *b);

/* No bases at all: a share or a bare number. */
bool unit_is_pure(const struct unit *unit);

/* A count divided by a count, which may be declared percent. */
bool unit_is_count_ratio(const struct unit *unit);

/* The factor from figures in this unit to those in base units (time in minutes): 60 for hours, 1 for counts. */
struct decimal unit_scale(const struct unit *unit);

/* Minutes of one unit of time; a month is a twelfth of a year of 365 days; a workday is `workday` minutes. */
struct decimal time_minutes(enum time_unit unit, int workday);

/* As sentences say it after a figure; nothing for a score, a share, a bare number. */
struct text_unit unit_said(const struct unit *unit);
struct text_unit unit_of_time_said(enum time_unit unit); /* not TIME_NONE */

const char *time_unit_word(enum time_unit unit); /* "hours" */

#endif
