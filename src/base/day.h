/* Days: counted from 1970-01-01 in the proleptic Gregorian calendar. No time zone, no clock. */
#ifndef BASE_DAY_H
#define BASE_DAY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"

typedef int32_t day_number; /* days since 1970-01-01 */

#define DAY_NONE INT32_MIN

enum { DAY_FIRST_YEAR = 1900, DAY_LAST_YEAR = 2199 };
enum weekday { MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY };

struct civil {
  int year, month, day; /* month and day from 1 */
};

bool civil_is_valid(struct civil civil);   /* a day that exists, of any year from 1 to 9999 */
day_number day_from_civil(struct civil civil);
struct civil civil_from_day(day_number day);
bool day_in_range(int64_t day);            /* of the years 1900 to 2199 */
int month_length(int year, int month);
enum weekday day_weekday(day_number day);

/* `months` later (or earlier): the same day of the month, or that month's last. */
day_number day_add_months(day_number day, int64_t months);

day_number day_month_start(day_number day);
day_number day_month_end(day_number day);

/* Whole months from `from` to `to` (to >= from), the rest as a part of the month that it lies in: 2.5 as 2 and 15 of
 * 30. `*rest` gets the days over, `*length` the days of that month. */
int months_between(day_number from, day_number to, int *rest, int *length);

void day_write(struct buffer *buffer, day_number day); /* 2026-03-31 */
const char *day_written(struct arena *arena, day_number day);

#endif
