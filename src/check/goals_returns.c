/* G: what objectives return, and what leaving them alone would cost. */
#include "check/figures.h"
#include "check/objectives.h"
#include "check/suggestion.h"
#include "model/gain.h"

/* G012 */

/* Whether none returns anything direct for certain: one that does not say what it returns may (G015 speaks of it). */
static bool returns_nothing_direct(const struct model *model, struct report *report) {
  bool unknown = model->incomplete, direct = false, unsaid = false;
  for (uint32_t i = 0; i < model->objectives.count; i++) {
    const struct objective *objective = model->objectives.items[i];
    const struct entity *entity = &objective->entity;
    unknown = unknown || entity->incomplete || entity_unknown(entity, STATEMENT_objective_returns);
    unsaid = unsaid || !entity_stated(entity, STATEMENT_objective_returns);
    direct = direct || objective->direct;
  }
  return !direct && !unsaid && !report_unsure(report, unknown);
}

static struct argument objective_names(const struct model *model, struct arena *arena) {
  const char **names = ARENA_ARRAY(arena, const char *, model->objectives.count);
  for (uint32_t i = 0; i < model->objectives.count; i++) names[i] = model->objectives.items[i]->entity.spelling;
  return arg_list(names, model->objectives.count);
}

static void no_direct_return(const struct model *model, struct report *report) {
  const struct entity *agreement = &model->agreement.entity;
  if (!model->has_agreement || model->objectives.count == 0 || !returns_nothing_direct(model, report)) return;
  struct finding *finding = report_finding(report, agreement, agreement->head, TEXT_G012, NO_ARGS);
  report_help(report, finding, TEXT_G012_HELP, ARGS(objective_names(model, report->arena)));
}

const struct rule rule_G012 = {
    .row = {"G012", "no-direct-return", LEVEL_WARNING, "no objective returns anything direct"},
    .why = "Reputation and conversation are worth something, but they do not pay next year's budget. An agreement in which nothing "
           "can be counted in money is hard to defend when the client has to save. As long as an objective does not say what it "
           "returns (G015), this rule keeps silent.",
    .wrong = "agreement tea \"Tea\" { term from 2026-01-01 to 2026-12-31; currency TWD }\n"
             "client alpine \"Alpine\" { person mei \"Lin Mei\" }\n"
             "objective fame \"A good name\" { returns indirect reputation; owner mei }\n",
    .right = "agreement tea \"Tea\" { term from 2026-01-01 to 2026-12-31; currency TWD }\n"
             "client alpine \"Alpine\" { person mei \"Lin Mei\" }\n"
             "objective fame \"A good name\" { returns indirect reputation; owner mei }\n"
             "objective shop \"Orders\" { returns direct; owner mei }\n",
    .run = no_direct_return,
};

/* G013 */

static bool proxies_are_unknown(const struct objective *objective) {
  const struct entity *entity = &objective->entity;
  bool unknown = entity->incomplete || entity_unknown(entity, STATEMENT_objective_returns);
  for (uint32_t i = 0; i < objective->kpis.count; i++)
    unknown = unknown || entity_unknown(&objective->kpis.items[i]->entity, STATEMENT_kpi_proxy);
  return unknown;
}

/* The kinds that its KPIs stand in for, and those of its KPIs that stand in for none. */
struct proxies {
  uint32_t kinds;
  const char **free_names;
  uint32_t free_count;
};

static struct proxies proxies_of(const struct objective *objective, struct arena *arena) {
  struct proxies proxies = {0, ARENA_ARRAY(arena, const char *, objective->kpis.count), 0};
  for (uint32_t i = 0; i < objective->kpis.count; i++) {
    const struct kpi *kpi = objective->kpis.items[i];
    if (kpi->proxy >= 0) proxies.kinds |= 1u << kpi->proxy;
    else proxies.free_names[proxies.free_count++] = kpi->entity.spelling;
  }
  return proxies;
}

/* What stands at a place, as it was written. */
static const char *written_at(const struct model *model, struct span span, struct arena *arena) {
  struct buffer out = buffer_in(arena);
  buffer_bytes(&out, sources_get(model->sources, span.file)->bytes + span.start, span.end - span.start);
  return buffer_string(&out);
}

static void report_unshown(const struct model *model, struct report *report, const struct objective *objective, int kind,
                           const struct proxies *proxies) {
  struct arena *arena = report->arena;
  const struct entity *entity = &objective->entity;
  struct span span = objective->indirect_spans[kind];
  const char *word = written_at(model, span, arena);
  struct finding *finding =
      report_finding(report, entity, span, TEXT_G013, ARGS(arg_name(entity->spelling), arg_name(word)));
  struct argument proxy = arg_name(suggestion(arena, "proxy for ", word, ""));
  if (proxies->free_count > 0)
    report_help(report, finding, TEXT_G013_HELP, ARGS(proxy, arg_any(proxies->free_names, proxies->free_count)));
  else
    report_help(report, finding, TEXT_G013_HELP_NEW,
                ARGS(arg_name(suggestion(arena, "measures ", entity->spelling, "")), proxy));
}

static void indirect_without_proxy(const struct model *model, struct report *report) {
  if (report_unsure_of_measures(report, model)) return;
  for (uint32_t i = 0; i < model->objectives.count; i++) {
    const struct objective *objective = model->objectives.items[i];
    if (!objective->indirect || objective->kpis.count == 0) continue; /* without a KPI G001 says all that there is to say */
    if (report_unsure(report, proxies_are_unknown(objective))) continue;
    struct proxies proxies = proxies_of(objective, report->arena);
    uint32_t unshown = objective->indirect_kinds & ~proxies.kinds;
    for (int kind = 0; kind < RETURN_KIND_COUNT; kind++)
      if (unshown >> kind & 1) report_unshown(model, report, objective, kind, &proxies);
  }
}

const struct rule rule_G013 = {
    .row = {"G013", "indirect-without-proxy", LEVEL_WARNING,
            "a kind of indirect return of an objective for which no KPI of it is a proxy"},
    .why = "What cannot be counted itself can be seen by something that moves with it: word of mouth by the posts that name you, a "
           "reputation by the ratings. Agree on that figure now; afterwards each side will choose the one that suits it. Each "
           "kind that lacks its figure is reported where it is named.",
    .wrong = "objective fame \"A good name\" { aim \"4.5 stars\"; returns indirect reputation }\n"
             "kpi stars \"Stars\" { measures fame; unit score 1 to 5; target at least 4.5 }\n",
    .right = "objective fame \"A good name\" { aim \"4.5 stars\"; returns indirect reputation }\n"
             "kpi stars \"Stars\" { measures fame; unit score 1 to 5; target at least 4.5; proxy for reputation }\n",
    .run = indirect_without_proxy,
};

/* G017 */

/* What the splits of the budget give an objective. */
struct given {
  struct decimal amount;
  bool known;
  VECTOR(const struct share_item *) items; /* in the order of the text */
  VECTOR(struct decimal) amounts;
};

static void give(struct report *report, struct given *given, const struct share_item *item, const struct line *line) {
  bool known = item->known && line && line->whole.known && !line->entity.incomplete;
  struct decimal amount = known ? decimal_multiply(line->whole.amount, item->least) : decimal_from_integer(0);
  given->known = given->known && known && decimal_is_finite(amount);
  given->amount = decimal_add(given->amount, amount);
  VECTOR_PUSH(report->arena, &given->items, item);
  VECTOR_PUSH(report->arena, &given->amounts, amount);
}

static void gather_given(struct report *report, const struct budget *budget, struct entity_map *map) {
  for (uint32_t i = 0; i < budget->splits.count; i++) {
    const struct shares *split = &budget->splits.items[i];
    for (uint32_t k = 0; k < split->items.count; k++) {
      const struct share_item *item = &split->items.items[k];
      if (!item->of.to) continue;
      void **slot = entity_map_at(map, item->of.to);
      if (!*slot) {
        *slot = ARENA_NEW(report->arena, struct given);
        *(struct given *)*slot = (struct given){.amount = decimal_from_integer(0), .known = true};
      }
      give(report, *slot, item, (const struct line *)split->of.to);
    }
  }
}

/* An amount a year over the term: whole months, and of one that is begun its days. */
static struct decimal over_term(const struct model *model, struct decimal yearly) {
  enum { MONTHS_A_YEAR = 12 };
  int rest, length;
  int months = months_between(model->agreement.term.from, model->agreement.term.to + 1, &rest, &length);
  struct decimal days = decimal_from_integer((int64_t)months * length + rest);
  return decimal_divide(decimal_multiply(yearly, days), decimal_from_integer((int64_t)length * MONTHS_A_YEAR));
}

/* What the KPI's gain at target is worth, 0 where it has no worth or no target; false where that is unknown. */
static bool add_worth(const struct model *model, const struct kpi *kpi, struct decimal *sum) {
  struct decimal gain;
  if (kpi->entity.incomplete || entity_unknown(&kpi->entity, STATEMENT_kpi_worth) || !kpi->unit) return false;
  if (!kpi->worth->stated || (kpi->target.stated && kpi->target.form == TARGET_OBSERVE)) return true;
  if (!kpi->worth->known || !gain_at_target(model, kpi, &kpi->target, false, &gain)) return false;
  if (decimal_is_negative(gain)) return true;
  *sum = decimal_add(*sum, decimal_multiply(gain_units(kpi, gain), kpi->worth->amount));
  return decimal_is_finite(*sum);
}

/* What an objective is held against. */
struct benefit {
  struct decimal inaction, worth, sum;
};

static bool benefit_of(const struct model *model, const struct objective *objective, struct benefit *benefit) {
  bool known = objective->inaction.known;
  benefit->inaction = over_term(model, objective->inaction.amount);
  benefit->worth = decimal_from_integer(0);
  for (uint32_t i = 0; known && i < objective->kpis.count; i++)
    known = add_worth(model, objective->kpis.items[i], &benefit->worth);
  benefit->sum = decimal_add(benefit->inaction, benefit->worth);
  return known && decimal_is_finite(benefit->sum);
}

static void report_dear(const struct model *model, struct report *report, const struct objective *objective,
                        const struct given *given, const struct benefit *benefit) {
  const struct entity *entity = &objective->entity;
  struct decimal over = decimal_subtract(given->amount, benefit->sum);
  uint32_t last = given->items.count - 1;
  struct finding *finding = report_finding(report, entity, given->items.items[last]->span, TEXT_G017,
                                           ARGS(arg_name(entity->spelling), money_argument(model, given->amount),
                                                money_argument(model, over), money_argument(model, benefit->sum)));
  report_label(report, finding, TEXT_G017_LABEL,
               ARGS(money_argument(model, benefit->inaction), money_argument(model, benefit->worth)));
  for (uint32_t i = 0; last > 0 && i <= last; i++)
    report_related(report, finding, given->items.items[i]->span, TEXT_G017_GIVEN,
                   ARGS(money_argument(model, given->amounts.items[i])));
  report_related(report, finding, objective->inaction.span, TEXT_G017_INACTION, NO_ARGS);
  report_help(report, finding, TEXT_G017_HELP, ARGS(arg_name(money_written(model, benefit->sum, report->arena))));
}

static bool money_is_unknown(const struct model *model) {
  const struct period *term = &model->agreement.term;
  return term->from == DAY_NONE || term->to < term->from || model->budget->entity.incomplete ||
         entity_unknown(&model->budget->entity, STATEMENT_budget_split);
}

static void dearer_than_inaction(const struct model *model, struct report *report) {
  if (!model->budget || report_unsure(report, money_is_unknown(model)) || report_unsure_of_measures(report, model)) return;
  struct entity_map map = {.arena = report->arena};
  gather_given(report, model->budget, &map);
  for (uint32_t i = 0; i < model->objectives.count; i++) {
    const struct objective *objective = model->objectives.items[i];
    const struct given *given = entity_map_get(&map, &objective->entity);
    struct benefit benefit;
    if (!given || !objective->inaction.stated) continue;
    if (report_unsure(report, !given->known || !benefit_of(model, objective, &benefit))) continue;
    if (decimal_compare(given->amount, benefit.sum) > 0) report_dear(model, report, objective, given, &benefit);
  }
}

const struct rule rule_G017 = {
    .row = {"G017", "dearer-than-inaction", LEVEL_INFO,
            "the budget gives an objective more than its `inaction` over the term and its KPIs' worth at target together"},
    .why = "Where solving a problem costs more than living with it, and the targets do not bring in the rest, the client would do "
           "better to keep the money; an agency that says so itself is trusted the next time. What the budget gives is what its "
           "`split`s say; an objective that states no `inaction` is left alone, since nobody has said what it is held against.",
    .wrong = "objective good_name \"A good name\" { aim \"4.5 stars\"; inaction costs 50_000 TWD per year }\n"
             "kpi stars \"Stars\" { measures good_name; unit score 1 to 5; target at least 4.5 }\n"
             "budget year \"2026\" {\n"
             "  total 80_000 TWD\n"
             "  line  work \"Work\" 80_000 TWD to lantern\n"
             "  split work { good_name 100% }\n"
             "}\n",
    .right = "objective good_name \"A good name\" { aim \"4.5 stars\"; inaction costs 90_000 TWD per year }\n"
             "kpi stars \"Stars\" { measures good_name; unit score 1 to 5; target at least 4.5 }\n"
             "budget year \"2026\" {\n"
             "  total 80_000 TWD\n"
             "  line  work \"Work\" 80_000 TWD to lantern\n"
             "  split work { good_name 100% }\n"
             "}\n",
    .run = dearer_than_inaction,
};
