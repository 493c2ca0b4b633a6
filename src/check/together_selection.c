/* C: the score sheet by which an agency is chosen. */
#include "check/figures.h"
#include "check/rule.h"
#include "check/terms.h"
#include "check/wording.h"

static bool criteria_are_known(const struct selection *selection) {
  bool known = !selection->entity.incomplete && !entity_unknown(&selection->entity, STATEMENT_selection_criterion);
  for (uint32_t i = 0; i < selection->criteria.count && known; i++) known = selection->criteria.items[i]->weight.known;
  return known;
}

/* C012 */

static struct argument criterion_terms(const struct selection *selection, struct arena *arena) {
  struct terms terms = terms_in(arena);
  for (uint32_t i = 0; i < selection->criteria.count; i++) {
    const struct criterion *criterion = selection->criteria.items[i];
    terms_add(&terms, criterion->entity.spelling, arg_share(criterion->weight.value));
  }
  return terms_argument(&terms);
}

static void check_sum(struct report *report, const struct selection *selection) {
  struct decimal sum = decimal_from_integer(0);
  for (uint32_t i = 0; i < selection->criteria.count; i++)
    sum = decimal_add(sum, selection->criteria.items[i]->weight.value);
  struct decimal excess = shares_excess(sum);
  if (decimal_is_zero(excess)) return;
  bool is_short = decimal_is_negative(excess);
  struct argument by = arg_share(decimal_absolute(excess));
  struct finding *finding = report_finding(report, &selection->entity, selection->entity.span,
                                           is_short ? TEXT_C012_SHORT : TEXT_C012_OVER, ARGS(arg_share(sum), by));
  report_label(report, finding, TEXT_TERMS, ARGS(criterion_terms(selection, report->arena)));
  report_help(report, finding, is_short ? TEXT_C012_SHORT_HELP : TEXT_C012_OVER_HELP, ARGS(by));
}

static void criteria_not_100(const struct model *model, struct report *report) {
  for (uint32_t i = 0; i < model->selections.count; i++) {
    const struct selection *selection = model->selections.items[i];
    if (report_unsure(report, !criteria_are_known(selection)) || selection->criteria.count == 0) continue;
    check_sum(report, selection);
  }
}

const struct rule rule_C012 = {
    .row = {"C012", "criteria-not-100", LEVEL_ERROR, "the weights of a selection's criteria do not come to 100 %"},
    .why = "The weights say beforehand what counts how much. Where they do not come to 100 %, two candidates can be ranked either "
           "way, and the losing one will ask.",
    .wrong = "selection \"Choosing an agency\" {\n"
             "  criterion craft \"Craft\"            weight 45%\n"
             "  criterion fit   \"Understands us\"   weight 25%\n"
             "  criterion price \"Price\"            weight 20%\n"
             "}\n",
    .right = "selection \"Choosing an agency\" {\n"
             "  criterion craft \"Craft\"            weight 45%\n"
             "  criterion fit   \"Understands us\"   weight 30%\n"
             "  criterion price \"Price\"            weight 25%\n"
             "}\n",
    .run = criteria_not_100,
};

/* C013 */

enum { PRICE_AT_MOST = 40 }; /* per cent */

struct price_lists {
  const struct wording *price, *other;
};

static bool speaks_of_price(const struct price_lists *lists, struct arena *arena, const char *bytes, size_t length) {
  struct wording_text text = wording_text(arena, bytes, length);
  for (size_t from = 0;;) {
    struct wording_match match = wording_find(lists->price, text, from, text.length);
    struct wording_match other = wording_find(lists->other, text, from, text.length);
    if (!wording_is_found(match)) return false;
    if (!wording_is_found(other) || other.start >= match.end) return true;
    from = other.end;
  }
}

static bool is_of_price(const struct price_lists *lists, const struct criterion *criterion, struct arena *arena) {
  const struct text *title = &criterion->entity.title, *second = title->second;
  return speaks_of_price(lists, arena, criterion->entity.spelling, strlen(criterion->entity.spelling)) ||
         (title->bytes && speaks_of_price(lists, arena, title->bytes, title->length)) ||
         (second && speaks_of_price(lists, arena, second->bytes, second->length));
}

static void report_price(struct report *report, const struct selection *selection, const struct criterion *criterion,
                         struct decimal limit) {
  bool only = selection->criteria.count == 1;
  struct decimal weight = criterion->weight.value;
  struct argument name = arg_name(criterion->entity.spelling), most = arg_share(limit);
  struct finding *finding =
      only ? report_finding(report, &criterion->entity, criterion->weight.span, TEXT_C013_ONLY, ARGS(name))
           : report_finding(report, &criterion->entity, criterion->weight.span, TEXT_C013,
                            ARGS(name, arg_share(weight), arg_share(decimal_subtract(weight, limit)), most));
  report_help(report, finding, only ? TEXT_C013_ONLY_HELP : TEXT_C013_HELP, ARGS(most));
}

static void check_price(struct report *report, const struct price_lists *lists, const struct selection *selection) {
  struct decimal limit = decimal_scaled(decimal_from_integer(PRICE_AT_MOST), -2);
  for (uint32_t i = 0; i < selection->criteria.count; i++) {
    const struct criterion *criterion = selection->criteria.items[i];
    bool decides = selection->criteria.count == 1 || decimal_compare(criterion->weight.value, limit) > 0;
    if (decides && is_of_price(lists, criterion, report->arena)) report_price(report, selection, criterion, limit);
  }
}

static void price_decides(const struct model *model, struct report *report) {
  if (model->selections.count == 0) return;
  struct price_lists lists = {wording_of(WORDING_PRICE), wording_of(WORDING_NO_PRICE)};
  for (uint32_t i = 0; i < model->selections.count; i++) {
    const struct selection *selection = model->selections.items[i];
    if (!report_unsure(report, !criteria_are_known(selection))) check_price(report, &lists, selection);
  }
}

const struct rule rule_C013 = {
    .row = {"C013", "price-decides", LEVEL_WARNING, "price weighs over 40 % in a selection, or is its only criterion"},
    .why = "The cheapest agency is the one that will spend the least time. What its work brings in, or costs in corrections, is many "
           "times the difference in price. A criterion is for price where its name or title says so.",
    .wrong = "selection \"Choosing an agency\" {\n"
             "  criterion craft \"Craft\" weight 45%\n"
             "  criterion price \"Price\" weight 55%\n"
             "}\n",
    .right = "selection \"Choosing an agency\" {\n"
             "  criterion craft \"Craft\" weight 65%\n"
             "  criterion price \"Price\" weight 35%\n"
             "}\n",
    .run = price_decides,
};
