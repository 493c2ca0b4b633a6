/* Values of the model: texts, places, figures with units, lengths of time, recurrences, conditions, expressions. */
#ifndef MODEL_VALUES_H
#define MODEL_VALUES_H

#include "ast/ast.h"
#include "base/day.h"
#include "base/decimal.h"
#include "source/source.h"

struct entity;
struct kpi;
struct line;

/* Text of the agreement, decoded; no NUL after it. bytes NULL: there is none. */
struct text {
  const char *bytes;
  uint32_t length;
  struct span span;    /* where it is written, with its quotes; of the parameter that stands in its place */
  struct text *second; /* in the agreement's second language, or NULL */
};

struct ref {
  struct entity *to; /* NULL: unknown (and reported) */
  struct span span;
};

struct refs {
  struct ref *items; /* only those that are known */
  uint32_t count;
  bool stated;       /* the statement stands there, whatever is known of it */
  bool partial;      /* some of its names are not known */
  struct span span;  /* of the whole list; of the statement's first word where nothing is known of it */
};

enum time_unit {
  TIME_MINUTE, TIME_HOUR, TIME_DAY, TIME_WEEK, TIME_MONTH, TIME_QUARTER, TIME_YEAR, TIME_WORKHOUR, TIME_WORKDAY, TIME_NONE
};

struct duration {
  struct decimal amount;
  enum time_unit unit; /* TIME_NONE: none is stated */
  struct span span;
};

struct period {
  day_number from, to; /* both included; DAY_NONE where unknown */
  struct span span;
};

/* What a figure counts. Units multiply and divide: each is a product of bases with exponents and a scale. */
enum unit_kind { UNIT_NONE, UNIT_COUNT, UNIT_PERCENT, UNIT_SCORE, UNIT_MONEY, UNIT_TIME, UNIT_COMPOUND };

enum { UNIT_BASES_MAX = 6 };

struct unit_base {
  uint32_t base;   /* a canonical atom: of a counted thing, of a currency, or UNIT_BASE_TIME, UNIT_BASE_SCORE */
  int8_t exponent; /* never 0 */
};

enum { UNIT_BASE_TIME = 0xFFFFFFF0u, UNIT_BASE_SCORE = 0xFFFFFFF1u };

struct unit {
  enum unit_kind kind;   /* of the part before `per` */
  uint8_t base_count;    /* sorted by base */
  bool overflow;         /* more bases than there is room for */
  struct unit_base bases[UNIT_BASES_MAX];
  enum time_unit time;   /* in which figures of UNIT_TIME stand */
  enum time_unit per_time; /* after `per`, where that is a unit of time */
  struct decimal low, high; /* of a score's scale */
  const char *spelling;  /* "orders", "TWD per order", "percent": as written, to write it so again */
  const char *of, *per;  /* its parts: "TWD", "order"; NULL: none, or a unit of time after `per` */
};

/* A figure in the unit of its place. A share is a fraction: 30 % is 0.3. */
struct figure {
  struct decimal value;
  bool known;
  struct span span;
};

/* A figure with a unit of its own. */
struct quantity {
  struct decimal value;
  const struct unit *unit; /* NULL: a bare number */
  bool known, points;      /* points: percentage points */
  struct span span;
};

/* Money in the agreement's currency, and as it was written where that is another. */
struct money {
  struct decimal amount;         /* in the agreement's currency */
  struct decimal written;
  const char *currency;          /* as written: "USD" */
  bool stated, known;
  struct span span;
};

/* One unit of `from` is `rate` of `to`. */
struct exchange {
  const char *from, *to; /* codes of ISO 4217 */
  struct decimal rate;
  day_number on;         /* DAY_NONE: unknown */
};

enum recurrence_spot {
  SPOT_ANY,           /* the unit's first day; every day, every workday */
  SPOT_WEEKDAY,       /* of a week */
  SPOT_DAY,           /* day n of the month or quarter, or its last */
  SPOT_LAST_DAY,
  SPOT_WORKDAY,       /* nth workday of the month or quarter */
  SPOT_LAST_WORKDAY,
  SPOT_NTH_WEEKDAY,   /* second tuesday */
  SPOT_LAST_WEEKDAY
};

struct recurrence {
  enum time_unit unit; /* day, workday, week, month, quarter or year; TIME_NONE: there is none */
  int interval;        /* every 2 weeks: 2 */
  enum recurrence_spot spot;
  int nth;
  enum weekday weekday;
  day_number from, to; /* its first and last possible days */
  bool bounds_stated;  /* both were written; else they are the term's */
  struct span span;
};

/* A target, its figures in the KPI's unit. */
struct target {
  enum target_form form;
  bool stated, known;
  bool relative;              /* a share of the baseline */
  struct decimal a, b;        /* as written: the amount or share; b of `between` */
  enum time_unit each;        /* grow … each month; TIME_NONE */
  int64_t times;              /* how often that comes until its date */
  day_number by;              /* DAY_NONE: unknown */
  bool by_stated;
  struct span span, by_span;
  /* What it asks for at its date, resolved: at least `low`, at most `high`. */
  bool bounded, has_low, has_high;
  struct decimal low, high;
};

enum condition_kind { CONDITION_STATE, CONDITION_COMPARISON, CONDITION_NOT, CONDITION_AND, CONDITION_OR };
enum kpi_state { STATE_MET, STATE_MISSED, STATE_ON_TRACK, STATE_AT_RISK, STATE_OFF_TRACK, STATE_BEHIND };

struct condition {
  enum condition_kind kind;
  struct kpi *kpi;      /* NULL in a comparison: the figure of one post */
  enum kpi_state state;
  enum comparison comparison;
  struct figure figure; /* in the KPI's unit */
  const struct unit *post_unit; /* of a comparison with `post`; NULL: a bare number */
  struct condition *left, *right;
  struct span span;
};

enum expression_kind {
  EXPRESSION_UNKNOWN, EXPRESSION_KPI, EXPRESSION_QUANTITY, EXPRESSION_SPENT, EXPRESSION_BINARY, EXPRESSION_NEGATIVE,
  EXPRESSION_SUM, EXPRESSION_MIN, EXPRESSION_MAX
};

struct expression {
  enum expression_kind kind;
  char operation; /* + - * / */
  struct kpi *kpi;
  struct line *line;
  struct decimal value;
  struct unit unit; /* of the result */
  struct expression *first; /* operands, in order, by `next` */
  struct expression *next;
  struct span span;
};

/* A sentence with who does it by when. */
struct tail {
  struct text text;
  struct refs by;
  struct duration within;
  day_number due; /* DAY_NONE: none */
  struct span span;
  struct tail *next;
};

#endif
