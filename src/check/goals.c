/* G: goals and objectives. */
#include "check/rule.h"

static const char *measures_it(const struct objective *objective, struct arena *arena) {
  struct buffer out = buffer_in(arena);
  buffer_text(&out, "measures ");
  buffer_text(&out, objective->entity.spelling);
  return buffer_string(&out);
}

static void objective_without_kpi(const struct model *model, struct report *report) {
  if (report_unsure_of_measures(report, model)) return;
  for (uint32_t i = 0; i < model->objectives.count; i++) {
    const struct objective *objective = model->objectives.items[i];
    const struct entity *entity = &objective->entity;
    if (objective->kpis.count > 0) continue;
    const struct argument *measures = ARGS(arg_name(measures_it(objective, report->arena)));
    struct finding *finding = report_finding(report, entity, entity->head, TEXT_G001, ARGS(arg_name(entity->spelling)));
    report_label(report, finding, TEXT_G001_LABEL, measures);
    report_help(report, finding, TEXT_G001_HELP, measures);
  }
}

const struct rule rule_G001 = {
    .row = {"G001", "objective-without-kpi", LEVEL_ERROR, "nothing measures the objective (M of SMART)"},
    .why = "An objective that nothing measures can neither be reached nor missed. Both sides will remember it differently, "
           "and the agency cannot show what its work was worth.",
    .wrong = "objective community \"A community that talks about tea\" {\n"
             "  aim \"More people who answer us\"\n"
             "}\n",
    .right = "objective community \"A community that talks about tea\" {\n"
             "  aim \"More people who answer us\"\n"
             "}\n"
             "kpi interactions \"Comments and shares a month\" {\n"
             "  measures community\n"
             "  unit     interactions\n"
             "  target   at least 4_000 by end\n"
             "}\n",
    .run = objective_without_kpi,
};
