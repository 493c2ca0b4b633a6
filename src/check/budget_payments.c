/* B: when lines are paid. */
#include "check/figures.h"
#include "check/recurrences.h"
#include "check/rule.h"
#include "check/spending.h"
#include "check/terms.h"

/* The payments of one line. */
struct paid {
  VECTOR(const struct payment *) items; /* in the order of the text */
  struct decimal shares;                /* their sum */
  const struct payment *last_share;     /* NULL: no shares */
  bool recurs, on_delivery;
};

static bool payments_are_known(const struct budget *budget) {
  return !budget->entity.incomplete && !entity_unknown(&budget->entity, STATEMENT_budget_pay);
}

static void add_payment(struct arena *arena, struct paid *paid, const struct payment *payment) {
  VECTOR_PUSH(arena, &paid->items, payment);
  if (payment->every.unit != TIME_NONE) {
    paid->recurs = true;
    return;
  }
  paid->shares = decimal_add(paid->shares, payment->share.value);
  if (!paid->last_share || span_is_before(paid->last_share->span, payment->span)) paid->last_share = payment;
  if (payment->after.to) paid->on_delivery = true;
}

/* By line: struct paid. */
static struct entity_map gather_payments(const struct budget *budget, struct arena *arena) {
  struct entity_map map = {.arena = arena};
  for (uint32_t i = 0; i < budget->payments.count; i++) {
    const struct payment *payment = &budget->payments.items[i];
    void **slot = entity_map_at(&map, payment->line.to);
    if (!*slot) {
      struct paid *paid = ARENA_NEW(arena, struct paid);
      paid->shares = decimal_from_integer(0);
      *slot = paid;
    }
    add_payment(arena, *slot, payment);
  }
  return map;
}

/* What each party delivers once: the first such deliverable, that a payment may wait for. */
static struct entity_map gather_deliverables(const struct model *model, struct arena *arena) {
  struct entity_map map = {.arena = arena};
  for (uint32_t i = 0; i < model->deliverables.count; i++) {
    struct deliverable *deliverable = model->deliverables.items[i];
    const struct party *from = entity_party(deliverable->from.to);
    if (!from || deliverable->timing != TIMING_DUE) continue;
    void **slot = entity_map_at(&map, from);
    if (!*slot) *slot = deliverable;
  }
  return map;
}

/* pay film 50% after hand_over */
static const char *pay_example(const struct line *line, struct decimal share, const struct entity_map *deliverables,
                               struct arena *arena) {
  struct buffer out = buffer_in(arena);
  const struct deliverable *deliverable = line->to.to ? entity_map_get(deliverables, line->to.to) : NULL;
  buffer_text(&out, "pay ");
  buffer_text(&out, line->entity.spelling);
  buffer_char(&out, ' ');
  buffer_text(&out, share_written(share, arena));
  buffer_text(&out, " after ");
  buffer_text(&out, deliverable ? deliverable->entity.spelling : "DELIVERABLE");
  return buffer_string(&out);
}

static const char *pay_monthly_example(const struct line *line, struct arena *arena) {
  struct buffer out = buffer_in(arena);
  buffer_text(&out, "pay ");
  buffer_text(&out, line->entity.spelling);
  buffer_text(&out, " every month on day 5 within 14 days");
  return buffer_string(&out);
}

/* B007 */

static const char *when_written(const struct payment *payment, struct arena *arena) {
  return payment->after.to ? payment->after.to->spelling : day_written(arena, payment->on);
}

static struct argument payment_terms(const struct paid *paid, struct arena *arena) {
  struct terms terms = terms_in(arena);
  for (uint32_t i = 0; i < paid->items.count; i++) {
    const struct payment *payment = paid->items.items[i];
    if (payment->every.unit == TIME_NONE) terms_add(&terms, when_written(payment, arena), arg_share(payment->share.value));
  }
  return terms_argument(&terms);
}

static void check_shares(struct report *report, const struct line *line, const struct paid *paid,
                         const struct entity_map *deliverables) {
  struct decimal excess = shares_excess(paid->shares);
  bool is_short = decimal_is_negative(excess);
  if (decimal_is_zero(excess) || (is_short && paid->recurs)) return;
  struct decimal missing = decimal_absolute(excess);
  struct argument name = arg_name(line->entity.spelling), by = arg_share(missing);
  struct finding *finding = report_finding(report, &line->entity, paid->last_share->share.span,
                                           is_short ? TEXT_B007_SHORT : TEXT_B007_OVER,
                                           ARGS(name, arg_share(paid->shares), by));
  report_label(report, finding, TEXT_TERMS, ARGS(payment_terms(paid, report->arena)));
  if (is_short)
    report_help(report, finding, TEXT_B007_SHORT_HELP,
                ARGS(by, arg_name(pay_example(line, missing, deliverables, report->arena))));
  else
    report_help(report, finding, TEXT_B007_OVER_HELP, ARGS(by, name));
}

static void payments_not_100(const struct model *model, struct report *report) {
  const struct budget *budget = model->budget;
  if (!budget || report_unsure(report, !payments_are_known(budget))) return;
  struct entity_map map = gather_payments(budget, report->arena);
  struct entity_map deliverables = gather_deliverables(model, report->arena);
  for (uint32_t i = 0; i < budget->lines.count; i++) {
    const struct line *line = budget->lines.items[i];
    const struct paid *paid = entity_map_get(&map, line);
    if (paid && paid->last_share) check_shares(report, line, paid, &deliverables);
  }
}

const struct rule rule_B007 = {
    .row = {"B007", "payments-not-100", LEVEL_ERROR, "the shares of a line that are paid do not come to 100 %"},
    .why = "Where the payments of a line come to less than all of it, the agency has worked for something that nobody will pay; "
           "where they come to more, the client pays twice. Where the line is also paid by a recurrence, this may pay the rest.",
    .wrong = "budget year \"Budget 2026\" {\n"
             "  total 60_000 TWD\n"
             "  line  film \"Film\" 60_000 TWD to lantern\n"
             "  pay   film 30% on 2026-02-15\n"
             "  pay   film 60% after hand_over\n"
             "}\n",
    .right = "budget year \"Budget 2026\" {\n"
             "  total 60_000 TWD\n"
             "  line  film \"Film\" 60_000 TWD to lantern\n"
             "  pay   film 30% on 2026-02-15\n"
             "  pay   film 70% after hand_over\n"
             "}\n",
    .run = payments_not_100,
};

/* Days of payments */

/* The day by which what falls due on `day` must be paid. */
static day_number paid_by(const struct calendar *calendar, day_number day, const struct duration *within) {
  enum { MINUTES_A_DAY = 24 * 60 };
  if (within->unit == TIME_NONE) return day;
  moment paid = calendar_after(calendar, (moment)day * MINUTES_A_DAY, within);
  return paid == MOMENT_NEVER || !day_in_range(paid / MINUTES_A_DAY) ? DAY_NONE : (day_number)(paid / MINUTES_A_DAY);
}

/* From when to when the payment is made; false where that rests on a deliverable, or is not known. */
static bool payment_days(struct recurrences *recurrences, const struct payment *payment, day_number *first,
                         day_number *last) {
  if (payment->after.to) return false;
  *first = *last = payment->on;
  if (payment->every.unit != TIME_NONE) {
    *first = recurrences_first(recurrences, &payment->every);
    *last = recurrences_last(recurrences, &payment->every);
  }
  if (*last != DAY_NONE) *last = paid_by(recurrences->calendar, *last, &payment->within);
  return *first != DAY_NONE && *last != DAY_NONE;
}

/* B008 */

enum { DAYS_BEFORE = 30, DAYS_AFTER = 90 };

static void check_payment_days(const struct model *model, struct report *report, const struct payment *payment) {
  const struct period *term = &model->agreement.term;
  day_number first, last, from = term->from - DAYS_BEFORE, to = term->to + DAYS_AFTER;
  if (!payment_days(report->recurrences, payment, &first, &last) || (first >= from && last <= to)) return;
  bool early = first < from;
  struct finding *finding =
      report_finding(report, payment->line.to, payment->when, early ? TEXT_B008_EARLY : TEXT_B008_LATE,
                     ARGS(arg_name(payment->line.to->spelling), arg_date(early ? first : last),
                          arg_integer(early ? term->from - first : last - term->to), arg_date(early ? term->from : term->to)));
  report_help(report, finding, TEXT_B008_HELP, ARGS(arg_date(from), arg_date(to)));
}

static void payment_outside_term(const struct model *model, struct report *report) {
  const struct period *term = &model->agreement.term;
  if (!model->budget || report_unsure(report, term->from == DAY_NONE || !payments_are_known(model->budget))) return;
  for (uint32_t i = 0; i < model->budget->payments.count; i++)
    check_payment_days(model, report, &model->budget->payments.items[i]);
}

const struct rule rule_B008 = {
    .row = {"B008", "payment-outside-term", LEVEL_WARNING,
            "a payment more than 30 days before the term, or more than 90 days after it"},
    .why = "A payment far outside the term is mostly a slip in the year. Where it is meant, one side gives credit to the other for "
           "months: that belongs into a clause. What is paid `within` some days counts with the last of them; what is paid after "
           "a deliverable follows the deliverable's own date, of which T001 speaks.",
    .wrong = "budget year \"Budget 2026\" {\n"
             "  total 60_000 TWD\n"
             "  line  film \"Film\" 60_000 TWD to lantern\n"
             "  pay   film 50% on 2025-02-15\n"
             "  pay   film 50% after hand_over\n"
             "}\n",
    .right = "budget year \"Budget 2026\" {\n"
             "  total 60_000 TWD\n"
             "  line  film \"Film\" 60_000 TWD to lantern\n"
             "  pay   film 50% on 2026-02-15\n"
             "  pay   film 50% after hand_over\n"
             "}\n",
    .run = payment_outside_term,
};

/* B014 */

/* The payment with which the line is paid in full; NULL where some of it is still open, or rests on a deliverable. */
static const struct payment *last_payment(const struct report *report, const struct paid *paid, day_number *latest) {
  const struct payment *last = NULL;
  if (paid->on_delivery || (!paid->recurs && decimal_is_negative(shares_excess(paid->shares)))) return NULL;
  for (uint32_t i = 0; i < paid->items.count; i++) {
    day_number first, end;
    if (!payment_days(report->recurrences, paid->items.items[i], &first, &end)) return NULL;
    if (last && end < *latest) continue;
    last = paid->items.items[i];
    *latest = end;
  }
  return last;
}

static struct finding *check_advance(const struct model *model, struct report *report, const struct line *line,
                                     const struct paid *paid, day_number second_month) {
  day_number latest = DAY_NONE;
  const struct payment *last = last_payment(report, paid, &latest);
  if (!last || latest >= second_month) return NULL;
  struct argument name = arg_name(line->entity.spelling);
  struct finding *finding =
      report_finding(report, &line->entity, last->when, TEXT_B014,
                     ARGS(name, arg_name(line->to.to->spelling), arg_date(latest), arg_date(second_month)));
  report_label(report, finding, TEXT_B014_LABEL, ARGS(money_argument(model, line->whole.amount)));
  return finding;
}

static void paid_in_advance(const struct model *model, struct report *report) {
  const struct budget *budget = model->budget;
  const struct period *term = &model->agreement.term;
  if (!budget || report_unsure(report, term->from == DAY_NONE || !payments_are_known(budget))) return;
  struct entity_map map = gather_payments(budget, report->arena);
  struct entity_map deliverables = gather_deliverables(model, report->arena);
  struct decimal half = decimal_scaled(decimal_from_integer(5), -1);
  day_number second_month = day_add_months(term->from, 1);
  if (term->to < second_month) return;
  for (uint32_t i = 0; i < budget->lines.count; i++) {
    const struct line *line = budget->lines.items[i];
    const struct paid *paid = entity_map_get(&map, line);
    if (!paid || !line->to.to || line->to.to->kind != ENTITY_AGENCY) continue;
    if (report_unsure(report, !line->whole.known)) continue;
    struct finding *finding = check_advance(model, report, line, paid, second_month);
    if (finding) report_help(report, finding, TEXT_B014_HELP, ARGS(arg_name(pay_example(line, half, &deliverables, report->arena))));
  }
}

const struct rule rule_B014 = {
    .row = {"B014", "paid-in-advance", LEVEL_WARNING, "a fee of the agency is paid in full before the second month"},
    .why = "Who has been paid in full has nothing left to lose, and who has paid in full nothing left to hold back. A part of the "
           "fee that falls due later, best after something is delivered, keeps both sides at the table. A payment that waits for "
           "a deliverable is not in advance.",
    .wrong = "budget year \"Budget 2026\" {\n"
             "  total 60_000 TWD\n"
             "  line  site \"New site\" 60_000 TWD to lantern\n"
             "  pay   site 100% on 2026-01-15\n"
             "}\n",
    .right = "budget year \"Budget 2026\" {\n"
             "  total 60_000 TWD\n"
             "  line  site \"New site\" 60_000 TWD to lantern\n"
             "  pay   site 50% on 2026-01-15\n"
             "  pay   site 50% after hand_over\n"
             "}\n",
    .prerequisites = {&rule_B007},
    .run = paid_in_advance,
};

/* B018 */

static void line_without_payment(const struct model *model, struct report *report) {
  const struct budget *budget = model->budget;
  if (!budget || report_unsure(report, !payments_are_known(budget))) return;
  struct entity_map map = gather_payments(budget, report->arena);
  struct entity_map deliverables = gather_deliverables(model, report->arena);
  struct decimal all = decimal_from_integer(1);
  for (uint32_t i = 0; i < budget->lines.count; i++) {
    const struct line *line = budget->lines.items[i];
    const struct entity *entity = &line->entity;
    if (!line->to.to || entity_map_get(&map, line)) continue;
    struct finding *finding = report_finding(report, entity, entity->head, TEXT_B018,
                                             ARGS(arg_name(entity->spelling), arg_name(line->to.to->spelling)));
    const char *example = line->per_month ? pay_monthly_example(line, report->arena)
                                          : pay_example(line, all, &deliverables, report->arena);
    report_help(report, finding, TEXT_B018_HELP, ARGS(arg_name(example)));
  }
}

const struct rule rule_B018 = {
    .row = {"B018", "line-without-payment", LEVEL_INFO, "a line to a party, and nothing says when it is paid"},
    .why = "An amount without a date is paid when the client thinks it time and asked for when the agency does. One line says when, "
           "and it stands in both calendars. Money that goes `through` a party is spent on something else, when it is released: an "
           "approval says by whom.",
    .wrong = "budget year \"Budget 2026\" {\n"
             "  total 480_000 TWD\n"
             "  line  retainer \"Retainer\" 40_000 TWD per month to lantern\n"
             "}\n",
    .right = "budget year \"Budget 2026\" {\n"
             "  total 480_000 TWD\n"
             "  line  retainer \"Retainer\" 40_000 TWD per month to lantern\n"
             "  pay   retainer every month on day 5 within 14 days\n"
             "}\n",
    .run = line_without_payment,
};
