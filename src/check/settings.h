/* The limits that rules go by: the parameters of `policy { set … }`, with their defaults. */
#ifndef CHECK_SETTINGS_H
#define CHECK_SETTINGS_H

#include "diag/diag.h"
#include "model/model.h"

enum setting {
  SETTING_TOLERANCE, SETTING_OBJECTIVES, SETTING_GROWTH_PER_MONTH, SETTING_GROWTH_PER_MONTH_LONG, SETTING_SEO_MONTHS,
  SETTING_BRAND_MONTHS, SETTING_CONTENT_MONTHS, SETTING_SOCIAL_MONTHS, SETTING_EMAIL_MONTHS, SETTING_ADS_MONTHS,
  SETTING_BASELINE_MONTHS, SETTING_KPIS_PER_OBJECTIVE, SETTING_EXPECTED_SHARE, SETTING_PROMOTION, SETTING_ROI_MONTHS,
  SETTING_APPROVAL_STEPS, SETTING_APPROVALS_PER_MONTH, SETTING_RESPONSIBLE, SETTING_DUTIES_PER_PERSON, SETTING_COUNT
};

enum setting_kind {
  SETTING_SHARE,  /* a fraction */
  SETTING_NUMBER,
  SETTING_MONTHS  /* a number of them, with or without the word */
};

struct setting_row {
  const char *name;
  enum setting_kind kind;
  int initial; /* in per cent where it is a share */
};
extern const struct setting_row setting_rows[SETTING_COUNT];

struct settings {
  struct decimal values[SETTING_COUNT]; /* shares as fractions */
};

/* The defaults, with what the policy sets; of two that set the same the later holds, and one that cannot be read
 * changes nothing. */
void settings_read(struct settings *settings, const struct model *model);

/* E201 and E203: values that are not of their parameter's kind. */
void settings_check_values(const struct model *model, struct findings *findings);

/* SETTING_COUNT: there is no such parameter. */
enum setting settings_find(const char *name);

/* The parameter that was perhaps meant; NULL: none is near. */
const char *settings_near(const char *name);

/* Whether one slip parts the name from that parameter's, and no other parameter is near. */
bool settings_is_slip(const char *name, const char *near);

static inline struct decimal setting_of(const struct settings *settings, enum setting setting) {
  return settings->values[setting];
}

#endif
