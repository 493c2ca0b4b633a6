#include "check/levels.h"
#include "check/rules.h"
#include "check/selection.h"

enum { MARK_WORDS = (RULE_COUNT + 63) / 64 };

/* Of one thing, by a rule's index: bits. */
struct mark {
  uint64_t found[MARK_WORDS];
  uint64_t heard[MARK_WORDS]; /* of what was found */
};

static bool is_set(const uint64_t *words, uint32_t rule) { return words[rule / 64] >> rule % 64 & 1; }

static void set_mark(struct report *report, const struct entity *about) {
  void **slot = entity_map_at(&report->marks, about);
  if (!*slot) *slot = ARENA_NEW(report->marks.arena, struct mark);
  struct mark *mark = *slot;
  uint64_t bit = (uint64_t)1 << report->rule % 64;
  mark->found[report->rule / 64] |= bit;
  if (report->heard) mark->heard[report->rule / 64] |= bit;
}

bool report_is_silenced(const struct report *report, const struct entity *about) {
  const struct rule *rule = rules[report->rule];
  const struct mark *mark = entity_map_get(&report->marks, about);
  for (int i = 0; mark && i < RULE_PREREQUISITES_MAX && rule->prerequisites[i]; i++)
    if (is_set(mark->heard, rules_index(rule->prerequisites[i]))) return true;
  return false;
}

/* What a thing is called could not be read, of which it was said: a sentence that names it would name nothing. */
static bool is_nameless(const struct entity *about) {
  const uint64_t without = 1ull << ENTITY_CALENDAR | 1ull << ENTITY_BRAND | 1ull << ENTITY_ROI | 1ull << ENTITY_POLICY |
                           1ull << ENTITY_SELECTION;
  return about->misread && about->name == ATOM_NONE && !(without >> about->kind & 1);
}

struct finding *report_finding(struct report *report, const struct entity *about, struct span span, enum text_key message,
                               const struct argument *arguments) {
  if (about && report_unsure(report, is_nameless(about))) return NULL;
  bool silenced = about && report_is_silenced(report, about), off = levels_is_off(report->levels, report->rule);
  bool accepted = levels_acceptance(report->levels, report->rule, span) != NULL;
  report->heard = silenced || (!off && !accepted);
  if (about) set_mark(report, about);
  if (silenced || off) return NULL;
  if (!selection_has(report->selection, report->rule)) {
    levels_use(report->levels, report->rule, span); /* what would have accepted it is not called unused */
    return NULL;
  }
  if (accepted) report->findings->limit++; /* it must not take the room of what is not */
  struct finding *finding = finding_add(report->findings, &rules[report->rule]->row, span, message, arguments);
  levels_decide(report->levels, finding);
  return finding;
}

void report_label(struct report *report, struct finding *finding, enum text_key key, const struct argument *arguments) {
  if (finding) finding_label(report->findings, finding, key, arguments);
}

void report_help(struct report *report, struct finding *finding, enum text_key key, const struct argument *arguments) {
  if (finding) finding_help(report->findings, finding, key, arguments);
}

void report_repair(struct report *report, struct finding *finding, struct span span, const char *text) {
  if (finding) finding_repair(report->findings, finding, span, text);
}

void report_related(struct report *report, struct finding *finding, struct span span, enum text_key key,
                    const struct argument *arguments) {
  if (finding) finding_related(report->findings, finding, span, key, arguments);
}

void report_lowered(struct report *report, struct finding *finding) {
  if (!finding) return;
  finding->lowered = true;
  levels_decide(report->levels, finding);
}

void report_also_about(struct report *report, const struct entity *about) { set_mark(report, about); }

bool report_unsure(struct report *report, bool unknown) {
  if (unknown) report->unsure[report->rule] = true;
  return unknown;
}

bool report_unsure_of_measures(struct report *report, const struct model *model) {
  bool unknown = model->incomplete;
  for (uint32_t i = 0; i < model->kpis.count && !unknown; i++) {
    const struct entity *kpi = &model->kpis.items[i]->entity;
    unknown = kpi->incomplete || entity_unknown(kpi, STATEMENT_kpi_measures);
  }
  return report_unsure(report, unknown);
}

bool report_unsure_of_mentions(struct report *report, const struct model *model) {
  bool unknown = model->incomplete || report->findings->left_out > 0;
  for (uint32_t i = 0; i < report->findings->list.count && !unknown; i++)
    unknown = rules_is_e_code(report->findings->list.items[i]->code->code);
  return report_unsure(report, unknown);
}

bool report_lacks(struct report *report, const struct entity *entity, enum statement_kind kind) {
  if (entity_stated(entity, kind)) return false;
  return !report_unsure(report, entity->incomplete || entity_unknown(entity, kind));
}

bool report_has_found(const struct report *report, const struct entity *about) {
  const struct mark *mark = entity_map_get(&report->marks, about);
  return mark && is_set(mark->found, report->rule);
}
