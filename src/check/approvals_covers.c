/* A: what approvals cover: twice, and not at all. */
#include "check/approvals.h"
#include "check/approvals_spend.h"
#include "check/figures.h"
#include "check/suggestion.h"

/* ---- A002 ---- */

/* Where something is covered first. */
struct covered {
  const struct approval *approval;
  const struct ref *ref;
  const struct approval *reported; /* the last that covers it again */
};

static void report_covered_twice(struct report *report, const struct approval *approval, const struct ref *cover,
                                 const struct covered *first) {
  struct argument name = arg_name(cover->to->spelling), by = arg_name(approval->entity.spelling);
  struct argument other = arg_name(first->approval->entity.spelling);
  struct finding *finding = report_finding(report, cover->to, cover->span, TEXT_A002, ARGS(name, other, by));
  report_related(report, finding, first->ref->span, TEXT_A002_FIRST, ARGS(other));
  report_help(report, finding, TEXT_A002_HELP, ARGS(name));
}

/* Named twice in one approval it is covered by that one all the same; and once more by each other one. */
static void check_things(const struct model *model, struct report *report) {
  struct entity_map met = {.arena = report->arena};
  for (uint32_t i = 0; i < model->approvals.count; i++) {
    const struct approval *approval = model->approvals.items[i];
    for (uint32_t k = 0; k < approval->covers.count; k++) {
      const struct ref *cover = &approval->covers.items[k];
      if (!cover->to) continue;
      void **slot = entity_map_at(&met, cover->to);
      struct covered *first = *slot;
      if (first && first->reported != approval) report_covered_twice(report, approval, cover, first);
      if (!first) *slot = first = ARENA_NEW(report->arena, struct covered);
      if (!first->approval) *first = (struct covered){approval, cover, NULL};
      first->reported = approval;
    }
  }
}

static struct amounts common_amounts(const struct amounts *a, const struct amounts *b) {
  struct amounts common = {.from = decimal_max(a->from, b->from), .endless = a->endless && b->endless};
  if (a->endless || b->endless)
    common.to = a->endless ? b->to : a->to;
  else
    common.to = decimal_min(a->to, b->to);
  return common;
}

/* Once for each statement, however many others it meets. */
static void report_spend_twice(const struct model *model, struct report *report, struct entity_map *said,
                               const struct covered_spend *a, const struct covered_spend *b) {
  const struct covered_spend *first = a->order < b->order ? a : b, *second = first == a ? b : a;
  void **slot = entity_map_at(said, second->limit);
  if (*slot) return;
  *slot = (void *)second->approval;
  struct amounts common = common_amounts(&a->amounts, &b->amounts);
  struct argument written = arg_name(amounts_written(model, &common, a->line, report->arena));
  struct argument other = arg_name(first->approval->entity.spelling);
  struct finding *finding = report_finding(report, &second->approval->entity, second->limit->span, TEXT_A002,
                                           ARGS(written, other, arg_name(second->approval->entity.spelling)));
  report_related(report, finding, first->limit->span, TEXT_A002_FIRST, ARGS(other));
  report_help(report, finding, TEXT_A002_SPEND_HELP, NO_ARGS);
}

static bool reaches_over(const struct covered_spend *spend, struct decimal from) {
  return spend->amounts.endless || decimal_compare(spend->amounts.to, from) > 0;
}

static bool reaches_further(const struct covered_spend *a, const struct covered_spend *b) {
  if (!b || a->amounts.endless) return true;
  return !b->amounts.endless && decimal_compare(a->amounts.to, b->amounts.to) >= 0;
}

/* Amounts of one line, by where they begin: each is held against what reaches furthest of those before it, and of
 * those of other approvals than that one's. */
static void check_line_spends(const struct model *model, struct report *report, const struct covered_spend *items,
                              uint32_t count) {
  struct entity_map said = {.arena = report->arena};
  const struct covered_spend *furthest = NULL, *other = NULL;
  for (uint32_t i = 0; i < count; i++) {
    const struct covered_spend *spend = &items[i];
    const struct covered_spend *before = furthest && furthest->approval != spend->approval ? furthest : other;
    if (before && reaches_over(before, spend->amounts.from)) report_spend_twice(model, report, &said, before, spend);
    if (reaches_further(spend, furthest)) {
      if (furthest && furthest->approval != spend->approval) other = furthest;
      furthest = spend;
    } else if (furthest->approval != spend->approval && reaches_further(spend, other)) {
      other = spend;
    }
  }
}

static void covered_twice(const struct model *model, struct report *report) {
  const struct covered_spends spends = covered_spends_of(model, report->arena);
  report_unsure(report, !spends.known);
  check_things(model, report);
  for (uint32_t first = 0, end; first < spends.count; first = end) {
    end = covered_spends_end(&spends, first);
    check_line_spends(model, report, &spends.items[first], end - first);
  }
}

const struct rule rule_A002 = {
    .row = {"A002", "covered-twice", LEVEL_ERROR, "two approvals cover the same thing, or the same amounts of spend"},
    .why = "Where two approvals claim the same post or the same sum, one says yes and the other has not been asked: each side will "
           "follow the one that suits it. Amounts are over the one figure and up to the other, so `up to 20_000 TWD` and `over "
           "20_000 TWD` do not meet. An approval of the spend on a line goes before one that names no line.",
    .wrong = "approval small \"Small sums\" { covers spend up to 20_000 TWD; delegated to lantern }\n"
             "approval large \"Large sums\" {\n"
             "  covers  spend over 15_000 TWD\n"
             "  step    mei within 2 workdays\n"
             "  silence rejects\n"
             "}\n",
    .right = "approval small \"Small sums\" { covers spend up to 20_000 TWD; delegated to lantern }\n"
             "approval large \"Large sums\" {\n"
             "  covers  spend over 20_000 TWD\n"
             "  step    mei within 2 workdays\n"
             "  silence rejects\n"
             "}\n",
    .run = covered_twice,
};

/* ---- A009 ---- */

/* What is spent of it needs no approval: it is the client's own time, somebody's fee, or paid by a plan. */
static bool goes_by_itself(const struct line *line, const struct entity_map *planned) {
  return line->internal || line->to.span.end > 0 || entity_map_get(planned, line);
}

/* A share of a line that goes by itself goes with it. */
static bool needs_approval(const struct line *line, const struct entity_map *planned) {
  if (goes_by_itself(line, planned)) return false;
  const struct line *of = line->by_share ? (const struct line *)line->share_of.to : NULL;
  return !of || !goes_by_itself(of, planned);
}

/* The amounts up to the most that can be spent at once that approvals without a line leave out. */
struct gaps {
  struct amounts *items;
  uint32_t count;
};

static struct gaps gaps_of(const struct covered_spends *spends, uint32_t general, struct decimal most, struct arena *arena) {
  struct gaps gaps = {.items = ARENA_ARRAY(arena, struct amounts, general + 1)};
  struct decimal reached = decimal_from_integer(0);
  for (uint32_t i = 0; i < general && decimal_compare(reached, most) < 0; i++) {
    const struct amounts *amounts = &spends->items[i].amounts;
    struct decimal from = decimal_min(amounts->from, most);
    if (decimal_compare(reached, from) < 0) gaps.items[gaps.count++] = (struct amounts){reached, from, false};
    reached = amounts->endless ? most : decimal_max(reached, amounts->to);
  }
  if (decimal_compare(reached, most) < 0) gaps.items[gaps.count++] = (struct amounts){reached, most, false};
  return gaps;
}

/* The first gap that reaches over an amount; gaps.count: none does. */
static uint32_t gap_over(const struct gaps *gaps, struct decimal amount) {
  uint32_t low = 0, high = gaps->count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (decimal_compare(gaps->items[middle].to, amount) > 0)
      high = middle;
    else
      low = middle + 1;
  }
  return low;
}

/* The approvals of one line alone, by where their amounts begin. */
struct own_spends {
  const struct covered_spend *items;
  uint32_t count;
  struct decimal most; /* the greatest that can be spent */
};

/* The first amounts that neither the line's own approvals cover nor those without a line. */
static bool first_gap(const struct gaps *gaps, const struct own_spends *own, struct amounts *gap) {
  struct decimal reached = decimal_from_integer(0);
  for (uint32_t next = 0;; next++) {
    uint32_t at = gap_over(gaps, reached);
    if (at == gaps->count) return false;
    *gap = (struct amounts){decimal_max(reached, gaps->items[at].from), decimal_min(gaps->items[at].to, own->most), false};
    if (decimal_compare(gap->from, gap->to) >= 0) return false;
    while (next < own->count && !reaches_over(&own->items[next], gap->from)) next++;
    if (next == own->count) return true;
    const struct amounts *amounts = &own->items[next].amounts;
    if (decimal_compare(amounts->from, gap->from) > 0) {
      gap->to = decimal_min(gap->to, amounts->from);
      return true;
    }
    if (amounts->endless) return false;
    reached = amounts->to;
  }
}

/* Lines of which something may be spent that no approval covers. */
struct open_lines {
  const struct entity *at;    /* where that is reported */
  const struct entity *line;  /* NULL: all that have no approvals of their own */
  struct decimal most;        /* that can be spent of one of them */
  const struct line **items;
  uint32_t count;
};

/* Those that hold more than an amount. */
static struct argument names_over(const struct open_lines *lines, struct decimal amount, struct arena *arena) {
  const char **names = ARENA_ARRAY(arena, const char *, lines->count + 1);
  uint32_t count = 0;
  for (uint32_t i = 0; i < lines->count; i++)
    if (decimal_compare(lines->items[i]->whole.amount, amount) > 0) names[count++] = lines->items[i]->entity.spelling;
  return arg_list(names, count);
}

static void report_gap(const struct model *model, struct report *report, const struct open_lines *lines,
                       const struct amounts *gap) {
  struct amounts missing = *gap;
  missing.endless = decimal_compare(gap->to, lines->most) == 0; /* what to write needs no bound that is there anyhow */
  const char *written = amounts_written(model, gap, lines->line, report->arena);
  struct argument amounts = arg_name(written);
  struct finding *finding =
      lines->line ? report_finding(report, lines->at, lines->at->head, TEXT_A009_LINE,
                                   ARGS(amounts, money_argument(model, lines->most)))
                  : report_finding(report, lines->at, lines->at->head, TEXT_A009,
                                   ARGS(amounts, names_over(lines, gap->from, report->arena)));
  const char *covers = suggestion(report->arena, "covers ", amounts_written(model, &missing, lines->line, report->arena), "");
  report_help(report, finding, TEXT_A009_HELP, ARGS(arg_name(covers)));
}

static void report_no_spend(const struct model *model, struct report *report, const struct open_lines *lines) {
  const char *person = suggested_person(model, ENTITY_CLIENT);
  const char *approval = suggestion(report->arena, "approval spending { covers spend; step ", person,
                                    " within 2 workdays; silence rejects }");
  struct argument names = names_over(lines, decimal_from_integer(0), report->arena);
  struct finding *finding = report_finding(report, lines->at, lines->at->head, TEXT_A009_NONE, ARGS(names));
  report_help(report, finding, TEXT_A009_NONE_HELP, ARGS(arg_name(approval)));
}

static void check_own_line(const struct model *model, struct report *report, const struct gaps *gaps,
                           const struct own_spends *own) {
  const struct line *line = (const struct line *)own->items[0].line;
  struct open_lines open = {&line->entity, &line->entity, own->most, NULL, 0};
  struct amounts gap;
  if (first_gap(gaps, own, &gap)) report_gap(model, report, &open, &gap);
}

static bool budget_is_read(const struct budget *budget) {
  const struct entity *entity = &budget->entity;
  return budget->total.known && !entity->incomplete && !entity_unknown(entity, STATEMENT_budget_line) &&
         !entity_unknown(entity, STATEMENT_budget_pay);
}

static struct entity_map gather_planned(const struct budget *budget, struct arena *arena) {
  struct entity_map planned = {.arena = arena};
  for (uint32_t i = 0; i < budget->payments.count; i++)
    *entity_map_at(&planned, budget->payments.items[i].line.to) = budget->payments.items[i].line.to;
  return planned;
}

/* Of a line no more is spent than it holds. Notes the lines that have approvals of their own. */
static void check_own_lines(const struct model *model, struct report *report, const struct covered_spends *spends,
                            uint32_t general, const struct entity_map *planned, struct entity_map *own) {
  struct decimal total = model->budget->total.amount;
  const struct gaps gaps = gaps_of(spends, general, total, report->arena);
  for (uint32_t first = general, end; first < spends->count; first = end) {
    const struct line *line = (const struct line *)spends->items[first].line;
    end = covered_spends_end(spends, first);
    *entity_map_at(own, line) = &spends->items[first];
    if (!needs_approval(line, planned) || report_unsure(report, !line->whole.known)) continue;
    check_own_line(model, report, &gaps,
                   &(struct own_spends){&spends->items[first], end - first, decimal_min(line->whole.amount, total)});
  }
}

static struct open_lines gather_open(struct report *report, const struct budget *budget, const struct entity_map *planned,
                                     const struct entity_map *own) {
  struct open_lines open = {&budget->entity, NULL, decimal_from_integer(0), NULL, 0};
  open.items = ARENA_ARRAY(report->arena, const struct line *, budget->lines.count + 1);
  for (uint32_t i = 0; i < budget->lines.count; i++) {
    const struct line *line = budget->lines.items[i];
    if (!needs_approval(line, planned) || entity_map_get(own, line) || report_unsure(report, !line->whole.known)) continue;
    open.most = decimal_max(open.most, decimal_min(line->whole.amount, budget->total.amount));
    open.items[open.count++] = line;
  }
  return open;
}

static void spend_gap(const struct model *model, struct report *report) {
  const struct budget *budget = model->budget;
  if (!budget || report_unsure(report, !budget_is_read(budget))) return;
  const struct covered_spends spends = covered_spends_of(model, report->arena);
  if (report_unsure(report, !spends.known)) return;
  const struct entity_map planned = gather_planned(budget, report->arena);
  struct entity_map own = {.arena = report->arena};
  uint32_t general = spends.count > 0 && !spends.items[0].line ? covered_spends_end(&spends, 0) : 0;
  check_own_lines(model, report, &spends, general, &planned, &own);
  struct open_lines open = gather_open(report, budget, &planned, &own);
  if (decimal_is_zero(open.most)) return;
  const struct gaps gaps = gaps_of(&spends, general, open.most, report->arena);
  if (general == 0) report_no_spend(model, report, &open);
  for (uint32_t i = 0; general > 0 && i < gaps.count; i++) report_gap(model, report, &open, &gaps.items[i]);
}

const struct rule rule_A009 = {
    .row = {"A009", "spend-gap", LEVEL_WARNING, "amounts up to the budget's total that no approval covers"},
    .why = "Sooner or later an expense falls into the gap, and then the agency either waits while the price rises or spends money "
           "that nobody released. Lines that are a party's fee, paid by a plan or `internal` need no approval, nor does a share of "
           "one of these. Of a line no more is spent than it holds. The smallest amounts count as well: where nobody need be asked, "
           "an approval that is delegated says so.",
    .wrong = "budget year \"Budget 2026\" {\n"
             "  total 400_000 TWD\n"
             "  line  ads \"Ads\" 400_000 TWD\n"
             "}\n"
             "approval small \"Small sums\" { covers spend up to 20_000 TWD; delegated to lantern }\n",
    .right = "budget year \"Budget 2026\" {\n"
             "  total 400_000 TWD\n"
             "  line  ads \"Ads\" 400_000 TWD\n"
             "}\n"
             "approval small \"Small sums\" { covers spend up to 20_000 TWD; delegated to lantern }\n"
             "approval large \"Large sums\" {\n"
             "  covers  spend over 20_000 TWD\n"
             "  step    mei within 2 workdays\n"
             "  silence rejects\n"
             "}\n",
    .run = spend_gap,
};
