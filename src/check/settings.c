#include "check/settings.h"

#include <assert.h>
#include <string.h>

#include "base/names.h"
#include "base/slip.h"

const struct setting_row setting_rows[] = {
    [SETTING_TOLERANCE] = {"tolerance", SETTING_SHARE, 10},
    [SETTING_OBJECTIVES] = {"objectives", SETTING_NUMBER, 5},
    [SETTING_GROWTH_PER_MONTH] = {"growth_per_month", SETTING_SHARE, 40},
    [SETTING_GROWTH_PER_MONTH_LONG] = {"growth_per_month_long", SETTING_SHARE, 15},
    [SETTING_SEO_MONTHS] = {"seo_months", SETTING_MONTHS, 4},
    [SETTING_BRAND_MONTHS] = {"brand_months", SETTING_MONTHS, 6},
    [SETTING_CONTENT_MONTHS] = {"content_months", SETTING_MONTHS, 3},
    [SETTING_SOCIAL_MONTHS] = {"social_months", SETTING_MONTHS, 2},
    [SETTING_EMAIL_MONTHS] = {"email_months", SETTING_MONTHS, 1},
    [SETTING_ADS_MONTHS] = {"ads_months", SETTING_MONTHS, 1},
    [SETTING_BASELINE_MONTHS] = {"baseline_months", SETTING_MONTHS, 6},
    [SETTING_KPIS_PER_OBJECTIVE] = {"kpis_per_objective", SETTING_NUMBER, 5},
    [SETTING_EXPECTED_SHARE] = {"expected_share", SETTING_SHARE, 80},
    [SETTING_PROMOTION] = {"promotion", SETTING_SHARE, 50},
    [SETTING_ROI_MONTHS] = {"roi_months", SETTING_MONTHS, 6},
    [SETTING_APPROVAL_STEPS] = {"approval_steps", SETTING_NUMBER, 2},
    [SETTING_APPROVALS_PER_MONTH] = {"approvals_per_month", SETTING_NUMBER, 30},
    [SETTING_RESPONSIBLE] = {"responsible", SETTING_NUMBER, 2},
    [SETTING_DUTIES_PER_PERSON] = {"duties_per_person", SETTING_NUMBER, 8},
};
static_assert(sizeof setting_rows / sizeof setting_rows[0] == SETTING_COUNT, "each parameter has its row");

/* What each kind of parameter asks for, and how such a value is written. */
static const struct {
  enum text_key wanted;
  const char *example;
} kinds[] = {
    [SETTING_SHARE] = {TEXT_SETTINGS_SHARE_WANTED, "20%"},
    [SETTING_NUMBER] = {TEXT_SETTINGS_NUMBER_WANTED, "3"},
    [SETTING_MONTHS] = {TEXT_SETTINGS_MONTHS_WANTED, "3"},
};
static_assert(sizeof kinds / sizeof kinds[0] == SETTING_MONTHS + 1, "each kind has its row");

enum setting settings_find(const char *name) {
  int i = 0;
  while (i < SETTING_COUNT && strcmp(setting_rows[i].name, name) != 0) i++;
  return (enum setting)i;
}

const char *settings_near(const char *name) {
  enum { MOST_SLIPS = 3 };
  const char *near = NULL;
  int least = MOST_SLIPS + 1;
  for (int i = 0; i < SETTING_COUNT; i++) {
    int distance = names_distance(name, setting_rows[i].name, MOST_SLIPS);
    if (distance >= least) continue;
    least = distance;
    near = setting_rows[i].name;
  }
  return near;
}

bool settings_is_slip(const char *name, const char *near) {
  enum { NEARLY = 2 };
  for (int i = 0; i < SETTING_COUNT; i++)
    if (setting_rows[i].name != near && names_distance(name, setting_rows[i].name, NEARLY) <= NEARLY) return false;
  return slip_between(name, near).kind != SLIP_NONE;
}

static bool is_in_months(const struct unit *unit) {
  bool plain_time = unit->kind == UNIT_TIME && unit->base_count == 1 && unit->per_time == TIME_NONE;
  return plain_time && (unit->time == TIME_MONTH || unit->time == TIME_QUARTER || unit->time == TIME_YEAR);
}

static struct decimal in_months(const struct quantity *value) {
  int months = !value->unit || value->unit->time == TIME_MONTH ? 1 : value->unit->time == TIME_QUARTER ? 3 : 12;
  return decimal_multiply(value->value, decimal_from_integer(months));
}

/* The value as the parameter takes it; false where it is of another kind. */
static bool read_value(enum setting_kind kind, const struct quantity *value, struct decimal *out) {
  const struct unit *unit = value->unit;
  *out = value->value;
  switch (kind) {
    case SETTING_SHARE: return unit && unit->kind == UNIT_PERCENT && !value->points;
    case SETTING_NUMBER: return !unit;
    case SETTING_MONTHS:
      *out = in_months(value);
      return !unit || is_in_months(unit);
  }
  return false;
}

void settings_read(struct settings *settings, const struct model *model) {
  for (int i = 0; i < SETTING_COUNT; i++) {
    struct decimal initial = decimal_from_integer(setting_rows[i].initial);
    settings->values[i] = setting_rows[i].kind == SETTING_SHARE ? decimal_scaled(initial, -2) : initial;
  }
  for (uint32_t i = 0; i < model->settings.count; i++) {
    const struct policy_set *set = &model->settings.items[i];
    enum setting setting = settings_find(set->name);
    struct decimal value;
    if (setting == SETTING_COUNT || !set->value.known) continue;
    if (!read_value(setting_rows[setting].kind, &set->value, &value) || decimal_is_negative(value)) continue;
    settings->values[setting] = value;
  }
}

/* What is no figure at all is unknown for that reason, or because something else was wrong with it and was said. */
static bool is_reported(const struct findings *findings, struct span span) {
  bool reported = false;
  for (uint32_t i = 0; i < findings->list.count && !reported; i++) {
    const struct span *other = &findings->list.items[i]->span;
    reported = other->file == span.file && other->start < span.end && other->end > span.start;
  }
  return reported;
}

static void check_value(const struct policy_set *set, enum setting_kind kind, struct findings *findings) {
  struct decimal value = decimal_from_integer(0);
  if (!set->value.known && is_reported(findings, set->value_span)) return;
  if (!set->value.known || !read_value(kind, &set->value, &value)) {
    struct finding *finding = finding_error(findings, E201, set->value_span, kinds[kind].wanted, ARGS(arg_name(set->name)));
    finding_help(findings, finding, TEXT_SETTINGS_WRITE, ARGS(arg_name(kinds[kind].example)));
  } else if (decimal_is_negative(value)) {
    finding_error(findings, E203, set->value_span, TEXT_SETTINGS_NEGATIVE, ARGS(arg_name(set->name)));
  }
}

void settings_check_values(const struct model *model, struct findings *findings) {
  for (uint32_t i = 0; i < model->settings.count; i++) {
    const struct policy_set *set = &model->settings.items[i];
    enum setting setting = settings_find(set->name);
    if (setting != SETTING_COUNT) check_value(set, setting_rows[setting].kind, findings);
  }
}
