/* The plan of a KPI: what it is to stand at on any day, from which figure on it is green or amber, and on which days
 * figures are due. Shares are fractions; figures are in the KPI's unit. */
#ifndef SCORE_PATH_H
#define SCORE_PATH_H

#include "model/model.h"
#include "score/fraction.h"

/* At least `low`, at most `high`; with neither there is no such limit. */
struct bounds {
  bool has_low, has_high;
  struct fraction low, high;
};

enum plan_state {
  PLAN_NONE,    /* nothing is asked: `observe`, or a target that could not be read */
  PLAN_NOT_DUE, /* before the day of the baseline */
  PLAN_UNKNOWN, /* it rests on a baseline that is not measured yet */
  PLAN_DUE
};

/* What the plan asks for on a day. */
struct plan {
  enum plan_state state;
  struct bounds asked;
};

/* Green is asked for or better, amber the rest of what is not red. */
struct limits {
  struct bounds green, amber;
};

struct path_point {
  day_number day;
  struct decimal value;              /* times the path's `under` */
  struct decimal rise;               /* to the next point */
  int64_t quick_value, quick_rise;   /* the same as whole numbers of 10^quick_exponent, where the path is quick */
};

enum path_shape { PATH_LEVEL, PATH_LINE };

struct path {
  enum plan_state state; /* PLAN_NONE, PLAN_UNKNOWN or PLAN_DUE: of the days from `begins` on */
  enum path_shape shape;
  bool least;            /* more is better; of PATH_LINE */
  bool has_start, start_known;
  struct decimal start;  /* of a sum 0, else the baseline, or the target where the baseline meets it already */
  struct decimal origin; /* the same, but the baseline as it is */
  day_number eve;        /* the day before the term */
  day_number begins;     /* the day of the start; DAY_NONE where the path has none */
  day_number by;         /* the target's date */
  struct bounds level;   /* of PATH_LEVEL */
  struct path_point *points; /* of PATH_LINE, in order of their days; the target is the last */
  uint32_t count;
  int32_t under;         /* what a baseline makes for another length of time is a quotient: 1, or that one's days */
  const struct kpi *kpi;
  int places;            /* decimals in which its limits are told apart */
  bool quick;            /* its figures have so few digits that exact arithmetic of 64 bits holds them */
  int quick_exponent;
  int64_t quick_start;
};

/* The path of `kpi`. `measured` is what a baseline that was still to be measured has come to, NULL as long as it has
 * not. The points are in the arena. */
struct path path_of(struct arena *arena, const struct model *model, const struct kpi *kpi,
                    const struct decimal *measured);

/* The same as if the KPI had no baseline: one that was to be measured by its day, and was not. */
struct path path_without_baseline(struct arena *arena, const struct model *model, const struct kpi *kpi);

/* The same where a baseline that meets the target already does not count as the target, so that what lies between the
 * paths of two baselines is linear. */
struct path path_linear(struct arena *arena, const struct model *model, const struct kpi *kpi, struct decimal baseline);

/* What the target asks for at its date, of PATH_LINE with a point. */
struct fraction path_aim(const struct path *path);

/* What a path asks for at its target's date; neither end where that is not known. */
struct bounds path_target(const struct path *path);

struct plan path_at(const struct path *path, day_number day);

/* The limits on a day: those that the KPI states, else green on the plan, amber short of it by at most `tolerance` (a
 * fraction) of the way that the plan has come. No limit where nothing is due; where the plan is not known yet, those
 * that are stated. */
struct limits path_limits(const struct path *path, const struct plan *plan, struct decimal tolerance);

/* Whether a figure lies within. */
bool bounds_hold(const struct bounds *bounds, struct quotient figure);

#endif
