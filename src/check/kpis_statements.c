/* K: statements that KPIs lack. */
#include "check/rule.h"
#include "check/suggestion.h"

/* A statement that every KPI of a kind needs: it, or the one that stands for it. */
struct needed {
  enum statement_kind statement, or_else; /* the same where there is none */
  bool (*applies)(struct report *report, const struct kpi *kpi); /* NULL: to every KPI */
  enum text_key message;
  void (*help)(const struct model *model, struct report *report, struct finding *finding, const struct kpi *kpi);
};

static void check_needed(const struct model *model, struct report *report, const struct needed *needed) {
  for (uint32_t i = 0; i < model->kpis.count; i++) {
    const struct kpi *kpi = model->kpis.items[i];
    const struct entity *entity = &kpi->entity;
    if (needed->applies && !needed->applies(report, kpi)) continue;
    if (!report_lacks(report, entity, needed->statement) || !report_lacks(report, entity, needed->or_else)) continue;
    struct finding *finding = report_finding(report, entity, entity->head, needed->message, ARGS(arg_name(entity->spelling)));
    needed->help(model, report, finding, kpi);
  }
}

/* ---- Who and what an example may name ---- */

/* Who reports it, or else might: the owner of what it measures, or whom a party has named to be asked. */
static const char *likely_reporter(const struct model *model, const struct kpi *kpi) {
  if (kpi->reported_by.count > 0) return kpi->reported_by.items[0].to->spelling;
  for (uint32_t i = 0; i < kpi->measures.count; i++) {
    const struct objective *objective = (const struct objective *)kpi->measures.items[i].to;
    if (objective->owner.to) return objective->owner.to->spelling;
  }
  for (uint32_t i = 0; i < model->parties.count; i++)
    if (model->parties.items[i]->contact.to) return model->parties.items[i]->contact.to->spelling;
  return "PERSON";
}

/* The statements that state where the figure began: read before the work, or soon measured. A sum's is of a time. */
static void help_baseline(const struct model *model, struct report *report, struct finding *finding, const struct kpi *kpi) {
  day_number first = model->agreement.term.from;
  if (first == DAY_NONE) return;
  struct buffer read = buffer_in(report->arena), measured = buffer_in(report->arena);
  buffer_text(&read, kpi->tally == TALLY_SUM ? "baseline FIGURE over from " : "baseline FIGURE on ");
  if (kpi->tally == TALLY_SUM) {
    day_write(&read, day_add_months(first, -12));
    buffer_text(&read, " to ");
  }
  day_write(&read, first - 1);
  buffer_text(&measured, "baseline measured by ");
  day_write(&measured, day_add_months(first, 1) - 1);
  buffer_text(&measured, " by ");
  buffer_text(&measured, likely_reporter(model, kpi));
  report_help(report, finding, TEXT_KPI_BASELINE_HELP,
              ARGS(arg_name(buffer_string(&read)), arg_name(buffer_string(&measured))));
}

/* K002 */

static bool is_relative(const struct target *target) {
  return target->stated && (target->form == TARGET_GROW || target->form == TARGET_REDUCE || target->form == TARGET_MAINTAIN ||
                            target->form == TARGET_MAINTAIN_WITHIN);
}

/* What it asks for that counts from a baseline: the target before all else; NULL: nothing does. */
static const struct target *relative_target(const struct kpi *kpi) {
  if (is_relative(&kpi->target)) return &kpi->target;
  if (is_relative(kpi->stretch)) return kpi->stretch;
  for (const struct milestone *m = kpi->milestones; m; m = m->next)
    if (is_relative(&m->target)) return &m->target;
  return NULL;
}

static bool asks_relatively(struct report *report, const struct kpi *kpi) {
  (void)report;
  return relative_target(kpi) != NULL;
}

static void help_relative(const struct model *model, struct report *report, struct finding *finding, const struct kpi *kpi) {
  report_related(report, finding, relative_target(kpi)->span, TEXT_K002_RELATED, NO_ARGS);
  help_baseline(model, report, finding, kpi);
}

static void relative_target_without_baseline(const struct model *model, struct report *report) {
  check_needed(model, report, &(struct needed){.statement = STATEMENT_kpi_baseline,
                                               .or_else = STATEMENT_kpi_baseline,
                                               .applies = asks_relatively,
                                               .message = TEXT_K002,
                                               .help = help_relative});
}

const struct rule rule_K002 = {
    .row = {"K002", "relative-target-without-baseline", LEVEL_ERROR,
            "what is asked counts from a baseline (`grow`, `reduce`, `maintain`), and there is none"},
    .why = "20 % more than what? Without the figure from which it is counted, such a target asks for nothing that anybody could "
           "check. A baseline that is still to be measured will do: `baseline measured by DATE by PERSON`. Stretches, milestones "
           "and what phases ask for count from it too.",
    .wrong = "kpi followers \"Followers\" { unit followers; target grow 20% by end }\n",
    .right = "kpi followers \"Followers\" { unit followers; baseline 12_000 on 2025-12-31; target grow 20% by end }\n",
    .run = relative_target_without_baseline,
};

/* K006 */

static void help_source(const struct model *model, struct report *report, struct finding *finding, const struct kpi *kpi) {
  (void)model;
  (void)kpi;
  report_help(report, finding, TEXT_K006_HELP, NO_ARGS);
}

static void kpi_without_source(const struct model *model, struct report *report) {
  check_needed(model, report, &(struct needed){.statement = STATEMENT_kpi_source,
                                               .or_else = STATEMENT_kpi_formula,
                                               .message = TEXT_K006,
                                               .help = help_source});
}

const struct rule rule_K006 = {
    .row = {"K006", "kpi-without-source", LEVEL_WARNING, "a KPI that is neither read anywhere nor computed"},
    .why = "Two tools rarely count the same thing alike. Where the agreement doesn't say which report the figure is read from, each "
           "side will choose the one that suits it. A figure that has a formula is computed from others and needs no source.",
    .wrong = "kpi followers \"Followers\" { unit followers; target at least 20_000 }\n",
    .right = "kpi followers \"Followers\" { unit followers; target at least 20_000; source \"Page statistics\" }\n",
    .run = kpi_without_source,
};

/* K007 */

static void help_reported(const struct model *model, struct report *report, struct finding *finding, const struct kpi *kpi) {
  const char *example = suggestion(report->arena, "reported every month on day 3 by ", likely_reporter(model, kpi), "");
  report_help(report, finding, TEXT_K007_HELP, ARGS(arg_name(example)));
}

static void kpi_not_reported(const struct model *model, struct report *report) {
  check_needed(model, report, &(struct needed){.statement = STATEMENT_kpi_reported,
                                               .or_else = STATEMENT_kpi_formula,
                                               .message = TEXT_K007,
                                               .help = help_reported});
}

const struct rule rule_K007 = {
    .row = {"K007", "kpi-not-reported", LEVEL_WARNING, "nobody reports the KPI, and it is not computed"},
    .why = "A figure that nobody has to bring does not come, and least of all when it is bad. Say when it is reported and by whom; "
           "the sheet of figures is made from that. A figure that has a formula is computed from others.",
    .wrong = "kpi followers \"Followers\" { unit followers; target at least 20_000 }\n",
    .right = "kpi followers \"Followers\" {\n"
             "  unit     followers\n"
             "  target   at least 20_000\n"
             "  reported every month on day 3 by jo\n"
             "}\n",
    .run = kpi_not_reported,
};

/* K012 */

static void help_measures(const struct model *model, struct report *report, struct finding *finding, const struct kpi *kpi) {
  (void)kpi;
  if (model->objectives.count == 0) {
    report_help(report, finding, TEXT_K012_HELP_NONE, NO_ARGS);
    return;
  }
  const char *example = suggestion(report->arena, "measures ", model->objectives.items[0]->entity.spelling, "");
  report_help(report, finding, TEXT_K012_HELP, ARGS(arg_name(example)));
}

static void kpi_measures_nothing(const struct model *model, struct report *report) {
  check_needed(model, report, &(struct needed){.statement = STATEMENT_kpi_measures,
                                               .or_else = STATEMENT_kpi_measures,
                                               .message = TEXT_K012,
                                               .help = help_measures});
}

const struct rule rule_K012 = {
    .row = {"K012", "kpi-measures-nothing", LEVEL_ERROR, "a KPI that measures no objective"},
    .why = "A figure that serves no objective is work for nobody's use, and nothing follows from it when it falls. This goes for "
           "the parts of a formula too: they say something of the objective that the whole measures.",
    .wrong = "kpi followers \"Followers\" { unit followers; target at least 20_000 }\n",
    .right = "kpi followers \"Followers\" { measures sales; unit followers; target at least 20_000 }\n",
    .run = kpi_measures_nothing,
};

/* K019 */

/* A target of a figure of its own that is to be reached. To keep a level, nothing needs to have moved. */
static bool asks_for_progress(struct report *report, const struct kpi *kpi) {
  enum target_form form = kpi->target.form;
  if (report_unsure(report, entity_unknown(&kpi->entity, STATEMENT_kpi_tally) ||
                                entity_unknown(&kpi->entity, STATEMENT_kpi_target)))
    return false;
  return kpi->target.stated && kpi->tally != TALLY_SUM &&
         (form == TARGET_LEAST || form == TARGET_MOST || form == TARGET_BETWEEN);
}

static void baseline_missing(const struct model *model, struct report *report) {
  check_needed(model, report, &(struct needed){.statement = STATEMENT_kpi_baseline,
                                               .or_else = STATEMENT_kpi_formula,
                                               .applies = asks_for_progress,
                                               .message = TEXT_K019,
                                               .help = help_baseline});
}

const struct rule rule_K019 = {
    .row = {"K019", "baseline-missing", LEVEL_INFO, "a target that is not relative, and no baseline to see progress from"},
    .why = "Where nobody knows what the figure was before the work began, nobody can tell afterwards what the work has changed: the "
           "target may be met on the first day. Sums begin at 0, and computed figures come from others; neither needs a baseline. "
           "A target that only maintains a level, or observes, asks for no progress.",
    .wrong = "kpi followers \"Followers\" { unit followers; target at least 20_000 }\n",
    .right = "kpi followers \"Followers\" { unit followers; baseline 12_000 on 2025-12-31; target at least 20_000 }\n",
    .prerequisites = {&rule_K002},
    .run = baseline_missing,
};

/* K025 */

static bool is_share(struct report *report, const struct kpi *kpi) {
  return !report_unsure(report, !kpi->unit) && kpi->unit->kind == UNIT_PERCENT;
}

static void help_means(const struct model *model, struct report *report, struct finding *finding, const struct kpi *kpi) {
  (void)model;
  (void)kpi;
  report_help(report, finding, TEXT_K025_HELP, NO_ARGS);
}

static void undefined_share(const struct model *model, struct report *report) {
  check_needed(model, report, &(struct needed){.statement = STATEMENT_kpi_means,
                                               .or_else = STATEMENT_kpi_formula,
                                               .applies = is_share,
                                               .message = TEXT_K025,
                                               .help = help_means});
}

const struct rule rule_K025 = {
    .row = {"K025", "undefined-share", LEVEL_INFO, "a KPI in percent that does not say what it is a share of"},
    .why = "An engagement rate of 5 % can be of followers, of people reached or of impressions, and the three differ tenfold. A "
           "share says what is divided by what: by its formula, or in words.",
    .wrong = "kpi engagement \"Engagement\" { unit percent; target at least 5% }\n",
    .right = "kpi engagement \"Engagement\" {\n"
             "  means  \"Comments, shares and reactions to a post, divided by the people whom it reached\"\n"
             "  unit   percent\n"
             "  target at least 5%\n"
             "}\n",
    .run = undefined_share,
};
