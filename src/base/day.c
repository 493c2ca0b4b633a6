#include "base/day.h"

static bool is_leap(int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int month_length(int year, int month) {
  static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : lengths[month - 1];
}

bool civil_is_valid(struct civil civil) {
  if (civil.year < 1 || civil.year > 9999 || civil.month < 1 || civil.month > 12) return false;
  return civil.day >= 1 && civil.day <= month_length(civil.year, civil.month);
}

static int64_t floor_divide(int64_t a, int64_t b) { return a / b - (a % b < 0); }

/* Years are counted from March, so that the leap day is the last, in cycles of 400 years, which have 146,097 days;
 * 719,468 days lie between 0000-03-01 and 1970-01-01. The months from March have 153 days in every five. */
enum { CYCLE_YEARS = 400, CYCLE_DAYS = 146097, DAYS_BEFORE_1970 = 719468 };

day_number day_from_civil(struct civil civil) {
  int64_t year = civil.month > 2 ? civil.year : (int64_t)civil.year - 1;
  int64_t cycle = floor_divide(year, CYCLE_YEARS), rest = year - cycle * CYCLE_YEARS;
  int month = civil.month > 2 ? civil.month - 3 : civil.month + 9;
  int64_t day_of_year = (153 * month + 2) / 5 + civil.day - 1;
  int64_t day_of_cycle = rest * 365 + rest / 4 - rest / 100 + day_of_year;
  return (day_number)(cycle * CYCLE_DAYS + day_of_cycle - DAYS_BEFORE_1970);
}

struct civil civil_from_day(day_number day) {
  int64_t days = (int64_t)day + DAYS_BEFORE_1970, cycle = floor_divide(days, CYCLE_DAYS);
  int rest = (int)(days - cycle * CYCLE_DAYS);
  int year = (rest - rest / 1460 + rest / 36524 - rest / (CYCLE_DAYS - 1)) / 365;
  int day_of_year = rest - (365 * year + year / 4 - year / 100), month = (5 * day_of_year + 2) / 153;
  return (struct civil){.year = (int)(cycle * CYCLE_YEARS) + year + (month > 9),
                        .month = month < 10 ? month + 3 : month - 9,
                        .day = day_of_year - (153 * month + 2) / 5 + 1};
}

bool day_in_range(int64_t day) {
  enum { FIRST = -25567, LAST = 84005 }; /* 1900-01-01 and 2199-12-31 */
  return day >= FIRST && day <= LAST;
}

enum weekday day_weekday(day_number day) {
  int64_t since_thursday = (int64_t)day - floor_divide(day, 7) * 7; /* 1970-01-01 was one */
  return (enum weekday)((since_thursday + THURSDAY) % 7);
}

/* Beyond the years 1 to 9999 there is no day. */
day_number day_add_months(day_number day, int64_t months) {
  enum { MOST_MONTHS = 10000 * 12 };
  struct civil civil = civil_from_day(day);
  if (day == DAY_NONE || months < -MOST_MONTHS || months > MOST_MONTHS) return DAY_NONE;
  int64_t month = (int64_t)civil.year * 12 + civil.month - 1 + months, year = floor_divide(month, 12);
  if (year < 1 || year > 9999) return DAY_NONE;
  civil.year = (int)year;
  civil.month = (int)(month - year * 12) + 1;
  int length = month_length(civil.year, civil.month);
  if (civil.day > length) civil.day = length;
  return day_from_civil(civil);
}

day_number day_month_start(day_number day) { return day - civil_from_day(day).day + 1; }

day_number day_month_end(day_number day) {
  struct civil civil = civil_from_day(day);
  return day - civil.day + month_length(civil.year, civil.month);
}

int months_between(day_number from, day_number to, int *rest, int *length) {
  struct civil first = civil_from_day(from), last = civil_from_day(to);
  int months = (last.year - first.year) * 12 + last.month - first.month;
  if (day_add_months(from, months) > to) months--;
  day_number start = day_add_months(from, months);
  *rest = to - start;
  *length = day_add_months(from, months + 1) - start;
  return months;
}

void day_write(struct buffer *buffer, day_number day) {
  struct civil civil = civil_from_day(day);
  buffer_padded(buffer, civil.year, 4);
  buffer_char(buffer, '-');
  buffer_padded(buffer, civil.month, 2);
  buffer_char(buffer, '-');
  buffer_padded(buffer, civil.day, 2);
}

const char *day_written(struct arena *arena, day_number day) {
  struct buffer out = buffer_in(arena);
  day_write(&out, day);
  return buffer_string(&out);
}
