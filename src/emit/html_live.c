/* A page that works: its panel, its fields in grids, and the data that its script reads, as JSON in elements that nothing
 * runs. Every number is text, exact: `12.5`, `38000/3`, or a pair of them where it hangs on a baseline that is still to be
 * measured: what it is at 0, and what at 1. A member that says nothing is left out. */
#include "emit/html_parts.h"

#include "emit/actuals.h"
#include "emit/json.h"
#include "model/units.h"
#include "report/frame.h"
#include "report/live.h"
#include "report/phrases.h"
#include "score/tallies.h"

/* ---- Fields in a grid ---- */

void html_figures(struct document_writer *writer, const struct part *part, struct arena *scratch) {
  struct buffer *out = writer->out;
  writer->heads = part->heads;
  writer->figures = true;
  html_frame(writer, part, "table figures", scratch);
  buffer_text(out, "<thead><tr>");
  for (uint32_t i = 0; i < part->count; i++) {
    buffer_text(out, i == 0 ? "<th scope=\"col\">" : "<th scope=\"col\" class=\"n\">");
    html_cell(writer, &part->heads[i].name, NULL, scratch);
    buffer_text(out, "</th>");
  }
  buffer_text(out, "</tr></thead>\n<tbody>\n");
}

void html_figures_row(struct document_writer *writer, const struct part *part, struct arena *scratch) {
  struct buffer *out = writer->out;
  buffer_text(out, "<tr><th scope=\"row\"");
  html_class(writer, "w", &part->cells[0]);
  buffer_char(out, '>');
  html_cell(writer, &part->cells[0], NULL, scratch);
  if (!cell_is_empty(&part->kicker)) {
    buffer_text(out, " <span class=\"note\">");
    html_said(writer, &part->kicker, scratch);
    buffer_text(out, "</span>");
  }
  buffer_text(out, "</th>");
  for (uint32_t i = 1; i < part->count; i++) {
    buffer_text(out, "<td class=\"n\">");
    html_cell(writer, &part->cells[i], NULL, scratch);
    buffer_text(out, "</td>");
  }
  buffer_text(out, "</tr>\n");
}

/* ---- The panel ---- */

static void put_button(struct document_writer *writer, const char *does, enum text_key words, bool hidden) {
  buffer_text(writer->out, "<button type=\"button\" data-do=\"");
  buffer_text(writer->out, does);
  buffer_text(writer->out, hidden ? "\" hidden>" : "\">");
  html_sentence(writer, words);
  buffer_text(writer->out, "</button>\n");
}

static void put_day_field(struct document_writer *writer) {
  buffer_text(writer->out, "<div class=\"day\"><label for=\"as_of\">");
  html_sentence(writer, TEXT_SHEET_AS_OF);
  buffer_text(writer->out, "</label> <input type=\"date\" id=\"as_of\" name=\"as_of\" aria-describedby=\"as_of-note\" "
                           "autocomplete=\"off\"><span class=\"note\" id=\"as_of-note\">");
  html_sentence(writer, TEXT_SHEET_AS_OF_NOTE);
  buffer_text(writer->out, "</span></div>\n");
}

/* Hidden until the script runs: on paper, and where none does, the page is a form. */
void html_panel(struct document_writer *writer) {
  struct buffer *out = writer->out;
  buffer_text(out, "<section class=\"part panel\" id=\"standing\" hidden>\n<h2>");
  html_sentence(writer, TEXT_LIVE_TITLE);
  buffer_text(out, "</h2>\n<div id=\"standing-now\"></div>\n<p class=\"quiet how\">");
  html_sentence(writer, TEXT_LIVE_HOW);
  buffer_text(out, "</p>\n<div class=\"tools\">\n");
  put_day_field(writer);
  put_button(writer, "save", TEXT_LIVE_SAVE, false);
  put_button(writer, "export", TEXT_LIVE_EXPORT, false);
  put_button(writer, "import", TEXT_LIVE_IMPORT, false);
  put_button(writer, "undo", TEXT_LIVE_UNDO, true);
  buffer_text(out, "<input type=\"file\" id=\"file\" accept=\".csv,text/csv\" hidden>\n</div>\n"
                   "<div id=\"said\" role=\"status\"></div>\n<div id=\"heard\" role=\"status\" class=\"unseen\"></div>\n</section>\n");
}

/* ---- Data ---- */

struct data {
  struct json json;
  struct buffer text;
};

static void data_begin(struct data *data, struct arena *scratch) {
  data->text = buffer_in(scratch);
  data->json = (struct json){.out = &data->text};
  json_object_begin(&data->json);
}

/* No text in it can end the element, nor begin what a reader of HTML would take for one. */
static void data_end(struct data *data, struct buffer *out, const char *class) {
  const char *at, *end, *sign;
  json_object_end(&data->json);
  end = data->text.data + data->text.length;
  at = data->text.data;
  buffer_text(out, "<script type=\"application/json\" class=\"");
  buffer_text(out, class);
  buffer_text(out, "\">");
  for (; (sign = memchr(at, '<', (size_t)(end - at))); at = sign + 1) {
    buffer_bytes(out, at, (size_t)(sign - at));
    buffer_text(out, "\\u003c");
  }
  buffer_bytes(out, at, (size_t)(end - at));
  buffer_text(out, "</script>\n");
}

static void put_text(struct data *data, const char *key, const char *text) {
  json_key(&data->json, key);
  json_put_text(&data->json, text);
}

static void put_words(struct data *data, const char *key, const struct text *text) {
  json_key(&data->json, key);
  json_put_string(&data->json, text->bytes, text->length);
}

static void put_flag(struct data *data, const char *key, bool value) {
  if (!value) return;
  json_key(&data->json, key);
  json_put_bool(&data->json, true);
}

static void put_date(struct data *data, const char *key, day_number day) {
  if (day == DAY_NONE) return;
  json_key(&data->json, key);
  json_put_date(&data->json, day);
}

static void put_fraction(struct data *data, struct fraction fraction) {
  struct buffer digits = buffer_in(data->text.arena);
  if (!decimal_is_finite(fraction.over)) {
    json_put_null(&data->json);
    return;
  }
  decimal_write(&digits, decimal_reduced(fraction.over));
  if (fraction.under != 1) {
    buffer_char(&digits, '/');
    buffer_integer(&digits, fraction.under);
  }
  json_put_string(&data->json, digits.data, digits.length);
}

static void put_decimal(struct data *data, const char *key, struct decimal value) {
  json_key(&data->json, key);
  put_fraction(data, fraction_of(value));
}

/* What a baseline that is still to be measured makes of it, where it hangs on one. */
static void put_hanging(struct data *data, const char *key, bool hangs, struct fraction zero, struct fraction one) {
  json_key(&data->json, key);
  if (!hangs) {
    put_fraction(data, zero);
    return;
  }
  json_array_begin(&data->json);
  put_fraction(data, zero);
  put_fraction(data, one);
  json_array_end(&data->json);
}

static void put_bounds(struct data *data, const char *least, const char *most, bool hangs, const struct bounds *zero,
                       const struct bounds *one) {
  if (zero->has_low) put_hanging(data, least, hangs, zero->low, one->low);
  if (zero->has_high) put_hanging(data, most, hangs, zero->high, one->high);
}

/* ---- Formulas and conditions: lists that begin with what is done ---- */

static void put_operator(struct data *data, const char *word) {
  json_array_begin(&data->json);
  json_put_text(&data->json, word);
}

static void put_named(struct data *data, const char *word, const struct entity *entity) {
  put_operator(data, word);
  json_put_text(&data->json, entity->spelling);
  json_array_end(&data->json);
}

static void put_expression(struct data *data, const struct expression *e) {
  const char sign[] = {e->operation, 0};
  const char *word = sign;
  switch (e->kind) {
    case EXPRESSION_UNKNOWN: json_put_null(&data->json); return;
    case EXPRESSION_KPI: put_named(data, "kpi", &e->kpi->entity); return;
    case EXPRESSION_SPENT: put_named(data, "spent", &e->line->entity); return;
    case EXPRESSION_QUANTITY: put_fraction(data, fraction_of(e->value)); return;
    case EXPRESSION_BINARY: break;
    case EXPRESSION_NEGATIVE: word = "negative"; break;
    case EXPRESSION_SUM: word = "sum"; break;
    case EXPRESSION_MIN: word = "min"; break;
    case EXPRESSION_MAX: word = "max"; break;
  }
  put_operator(data, word);
  for (const struct expression *x = e->first; x; x = x->next) put_expression(data, x);
  json_array_end(&data->json);
}

static void put_state(struct data *data, const struct condition *c) {
  static const char *const states[] = {[STATE_MET] = "met", [STATE_MISSED] = "missed", [STATE_ON_TRACK] = "on_track",
                                       [STATE_AT_RISK] = "at_risk", [STATE_OFF_TRACK] = "off_track", [STATE_BEHIND] = "behind"};
  put_operator(data, "state");
  json_put_text(&data->json, c->kpi->entity.spelling);
  json_put_text(&data->json, states[c->state]);
  json_array_end(&data->json);
}

static void put_comparison(struct data *data, const struct condition *c) {
  static const char *const signs[] = {[COMPARE_LESS] = "<", [COMPARE_LESS_EQUAL] = "<=", [COMPARE_GREATER] = ">",
                                      [COMPARE_GREATER_EQUAL] = ">=", [COMPARE_EQUAL] = "="};
  put_operator(data, signs[c->comparison]);
  json_put_text(&data->json, c->kpi->entity.spelling);
  put_fraction(data, fraction_of(c->figure.value));
  json_array_end(&data->json);
}

static void put_condition(struct data *data, const struct condition *c) {
  const char *word = "not";
  switch (c ? c->kind : CONDITION_COMPARISON) {
    case CONDITION_STATE:
      if (c->kpi) put_state(data, c);
      else json_put_null(&data->json);
      return;
    case CONDITION_COMPARISON:
      if (c && c->kpi && c->figure.known) put_comparison(data, c);
      else json_put_null(&data->json);
      return;
    case CONDITION_NOT: break;
    case CONDITION_AND: word = "and"; break;
    case CONDITION_OR: word = "or"; break;
  }
  put_operator(data, word);
  put_condition(data, c->left);
  if (c->right) put_condition(data, c->right);
  json_array_end(&data->json);
}

/* ---- A KPI ---- */

static void put_unit(struct data *data, const struct unit *unit) {
  static const char *const kinds[] = {[UNIT_NONE] = "plain", [UNIT_COUNT] = "count", [UNIT_PERCENT] = "percent",
                                      [UNIT_SCORE] = "score", [UNIT_MONEY] = "money", [UNIT_TIME] = "time",
                                      [UNIT_COMPOUND] = "compound"};
  if (!unit) return;
  put_text(data, "unit", kinds[unit->kind]);
  if (unit->kind == UNIT_SCORE) {
    put_decimal(data, "low", unit->low);
    put_decimal(data, "high", unit->high);
  }
  put_decimal(data, "scale", unit_scale(unit));
}

static void put_band(struct data *data, const char *least, const char *most, const struct band *band) {
  if (band) put_decimal(data, band->least ? least : most, band->value);
}

/* What is asked for, which hangs on a baseline where `at_one` is what one of 1 makes of it. */
static void put_asked(struct data *data, const char *least, const char *most, const struct bounds *asked,
                      const struct bounds *at_one) {
  put_bounds(data, least, most, at_one != NULL, asked, at_one ? at_one : asked);
}

/* Where a path starts, where it is to go, and how the way between is measured. */
static void put_path(struct data *data, const struct path *path, const struct path *at_one, enum way_form way) {
  static const char *const ways[] = {[WAY_WITHIN] = "within", [WAY_FROM_START] = "start", [WAY_OF_TARGET] = "of",
                                     [WAY_TO_TARGET] = "to"};
  struct bounds target = path_target(path), target_at_one = at_one ? path_target(at_one) : target;
  put_text(data, "way", ways[way]);
  if (path->shape == PATH_LINE && path->has_start)
    put_hanging(data, "start", at_one != NULL, fraction_of(path->start), fraction_of(at_one ? at_one->start : path->start));
  put_asked(data, "targetLeast", "targetMost", &target, at_one ? &target_at_one : NULL);
}

static void put_unmeasured(struct data *data, const struct path *path) {
  json_key(&data->json, "unmeasured");
  json_object_begin(&data->json);
  if (path->state == PLAN_DUE) put_path(data, path, NULL, way_of_path(path, false));
  json_object_end(&data->json);
}

static void put_standard(struct data *data, const struct standard *s) {
  const struct path *path = standard_path(s);
  struct bounds held = path_maintained(path, path_target(path));
  if (path->state == PLAN_NONE) return;
  put_text(data, "shape", path->shape == PATH_LINE ? "line" : "level");
  put_flag(data, "less", !standard_directions(s).low);
  put_date(data, "by", path->by);
  put_date(data, "begins", path->begins);
  put_date(data, "judged", s->from);
  put_date(data, "due", s->due);
  put_date(data, "until", s->until);
  put_flag(data, "hangs", s->measured);
  put_flag(data, "clamped", s->clamped);
  put_flag(data, "maintain", s->maintain);
  put_flag(data, "floorAtEnd", s->maintain && !held.has_low);
  put_flag(data, "forGood", s->for_good);
  put_path(data, path, s->measured ? &s->one : NULL, standard_way(s));
  put_band(data, "greenLeast", "greenMost", standard_green(s));
  put_flag(data, "amberStated", standard_amber(s) != NULL);
  if (s->measured) put_unmeasured(data, &s->unmeasured);
}

static void put_unmeasured_limits(struct data *data, const struct limits_asked *limits) {
  json_key(&data->json, "unmeasured");
  json_object_begin(&data->json);
  put_asked(data, "least", "most", &limits->asked, NULL);
  put_asked(data, "amberLeast", "amberMost", &limits->amber, NULL);
  json_object_end(&data->json);
}

static void put_day(struct data *data, const struct live_day *day, bool hangs) {
  json_object_begin(&data->json);
  put_date(data, "to", day->day);
  if (day->period && day->period->due != day->day) put_date(data, "due", day->period->due);
  put_flag(data, "between", !day->period);
  put_flag(data, "excused", day->excused);
  put_flag(data, "early", day->on.early);
  put_asked(data, "least", "most", &day->on.asked, hangs ? &day->on.at_one : NULL);
  put_asked(data, "amberLeast", "amberMost", &day->on.amber, NULL);
  put_flag(data, "amberFollows", day->on.amber_follows);
  if (hangs) put_unmeasured_limits(data, &day->on.unmeasured);
  json_object_end(&data->json);
}

static void put_parts(struct data *data, const struct kpi *kpi) {
  if (kpi->on.count < 2 || kpi->formula) return;
  json_key(&data->json, "parts");
  json_array_begin(&data->json);
  for (uint32_t i = 0; i < kpi->on.count; i++) json_put_text(&data->json, kpi->on.items[i].to->spelling);
  json_array_end(&data->json);
}

static int places_of(const struct kpi *kpi, const struct path *path) {
  bool share = kpi->unit && kpi->unit->kind == UNIT_PERCENT;
  return share && path->places < 2 ? 2 : path->places;
}

void html_live_kpi(struct document_writer *writer, const struct live_kpi *live, struct arena *scratch) {
  static const char *const tallies[] = {[TALLY_LATEST] = "latest", [TALLY_SUM] = "sum", [TALLY_AVERAGE] = "average"};
  const struct kpi *kpi = live->kpi;
  const struct text label = phrase_label(writer->language, &kpi->entity);
  struct data data;
  data_begin(&data, scratch);
  put_text(&data, "name", kpi->entity.spelling);
  put_words(&data, "label", &label);
  put_text(&data, "tally", tallies[kpi->tally]);
  put_flag(&data, "addsUp", tallies_add_up(kpi->unit));
  put_unit(&data, kpi->unit);
  json_key(&data.json, "places");
  json_put_integer(&data.json, places_of(kpi, &live->standard->path));
  put_parts(&data, kpi);
  if (kpi->formula) {
    json_key(&data.json, "formula");
    put_expression(&data, kpi->formula);
  }
  if (kpi->baseline.form == BASELINE_MEASURED) put_date(&data, "measured", kpi->baseline.on);
  put_standard(&data, live->standard);
  json_key(&data.json, "days");
  json_array_begin(&data.json);
  for (uint32_t i = 0; i < live->count; i++) put_day(&data, &live->days[i], live->standard->measured);
  json_array_end(&data.json);
  data_end(&data, writer->out, "kpi");
}

/* ---- Everything else ---- */

static const struct decimal *weight_of(const struct kpi *kpi) {
  return kpi->weight_stated && kpi->weight.known ? &kpi->weight.value : NULL;
}

static void put_objective(struct data *data, const struct objective *objective, enum text_language language) {
  const struct text label = phrase_label(language, &objective->entity);
  bool weighted = false;
  json_object_begin(&data->json);
  put_text(data, "name", objective->entity.spelling);
  put_words(data, "label", &label);
  json_key(&data->json, "kpis");
  json_array_begin(&data->json);
  for (uint32_t i = 0; i < objective->kpis.count; i++) {
    const struct kpi *kpi = objective->kpis.items[i];
    weighted = weighted || weight_of(kpi);
    json_put_text(&data->json, kpi->entity.spelling);
  }
  json_array_end(&data->json);
  if (weighted) {
    json_key(&data->json, "weights");
    json_array_begin(&data->json);
    for (uint32_t i = 0; i < objective->kpis.count; i++) {
      const struct decimal *weight = weight_of(objective->kpis.items[i]);
      put_fraction(data, fraction_of(weight ? *weight : decimal_from_integer(0)));
    }
    json_array_end(&data->json);
  }
  json_object_end(&data->json);
}

static void put_lines(struct data *data, const struct model *model) {
  const struct budget *budget = model->budget;
  json_key(&data->json, "lines");
  json_array_begin(&data->json);
  for (uint32_t i = 0; budget && i < budget->lines.count; i++) {
    const struct line *line = budget->lines.items[i];
    json_object_begin(&data->json);
    put_text(data, "name", line->entity.spelling);
    if (line->whole.known) put_decimal(data, "whole", line->whole.amount);
    json_object_end(&data->json);
  }
  json_array_end(&data->json);
  if (budget) put_text(data, "budget", budget->entity.spelling);
}

static void put_return(struct data *data, const struct live_return *item) {
  json_object_begin(&data->json);
  put_text(data, "kpi", item->kpi->entity.spelling);
  put_flag(data, "told", item->told);
  put_flag(data, "less", item->less);
  put_flag(data, "measured", item->measured);
  put_decimal(data, "base", item->base);
  if (item->over > 0) {
    json_key(&data->json, "over");
    json_put_integer(&data->json, item->over);
  }
  put_decimal(data, "value", item->value);
  json_object_end(&data->json);
}

static void put_money(struct data *data, const struct live_card *card) {
  put_lines(data, card->model);
  json_key(&data->json, "returns");
  json_array_begin(&data->json);
  for (uint32_t i = 0; i < card->return_count; i++) put_return(data, &card->returns[i]);
  json_array_end(&data->json);
  json_key(&data->json, "costs");
  json_array_begin(&data->json);
  for (uint32_t i = 0; i < card->cost_count; i++) json_put_text(&data->json, card->costs[i]->entity.spelling);
  json_array_end(&data->json);
}

static void put_conditions(struct data *data, const struct model *model) {
  json_key(&data->json, "diagnoses");
  json_object_begin(&data->json);
  for (uint32_t i = 0; i < model->diagnoses.count; i++) {
    json_key(&data->json, model->diagnoses.items[i]->entity.spelling);
    put_condition(data, model->diagnoses.items[i]->when);
  }
  json_object_end(&data->json);
  json_key(&data->json, "incentives");
  json_object_begin(&data->json);
  for (uint32_t i = 0; i < model->incentives.count; i++) {
    json_key(&data->json, model->incentives.items[i]->entity.spelling);
    put_condition(data, model->incentives.items[i]->when);
  }
  json_object_end(&data->json);
}

/* The lines of the sheet of figures, by the names of their fields. */
static void put_rows(struct data *data, const struct actuals *actuals) {
  json_key(&data->json, "rows");
  json_array_begin(&data->json);
  for (uint32_t i = 0; i < actuals->count; i++) {
    const struct actual *actual = &actuals->items[i];
    struct buffer name = buffer_in(data->text.arena);
    buffer_text(&name, actuals_kind(actual->kind));
    buffer_char(&name, '/');
    buffer_text(&name, actual->thing->spelling);
    buffer_char(&name, '/');
    if (actual->part) {
      buffer_text(&name, actual->part->spelling);
      buffer_char(&name, '/');
    }
    day_write(&name, actual->date);
    json_put_string(&data->json, name.data, name.length);
  }
  json_array_end(&data->json);
}

/* ---- Words ---- */

static const struct {
  const char *name;
  enum text_key key;
} words[] = {
    {"on_track", TEXT_SHEET_ON_TRACK},        {"at_risk", TEXT_SHEET_AT_RISK},
    {"off_track", TEXT_SHEET_OFF_TRACK},      {"met", TEXT_SHEET_MET},
    {"missed", TEXT_SHEET_MISSED},            {"no_data", TEXT_SHEET_NO_DATA},
    {"not_due", TEXT_SHEET_NOT_DUE},          {"excused", TEXT_SHEET_EXCUSED},
    {"observe", TEXT_SHEET_WATCHED},          {"no_figure", TEXT_SHEET_NO_FIGURE},
    {"yes", TEXT_SHEET_YES},                  {"no", TEXT_SHEET_NO},
    {"due", TEXT_SHEET_INCENTIVE_DUE},        {"notDue", TEXT_SHEET_INCENTIVE_NOT_DUE},
    {"between", TEXT_REPORT_BETWEEN},         {"labelled", TEXT_SHEET_LABELLED},
    {"notKnown", TEXT_REPORT_NOT_KNOWN},      {"judged", TEXT_SHEET_AS_OF_USED},
    {"roi", TEXT_SHEET_ROI_NOW},              {"left", TEXT_LIVE_LEFT},
    {"lacking", TEXT_SHEET_LACKING},          {"score", TEXT_SHEET_SCORE},
    {"objectives", TEXT_REPORT_OBJECTIVES},   {"chart", TEXT_SHEET_CHART},
    {"actual", TEXT_REPORT_ACTUAL},           {"planned", TEXT_REPORT_PLANNED},
    {"noFigures", TEXT_LIVE_NO_FIGURES},      {"first", TEXT_LIVE_FIRST},
    {"nothingFirst", TEXT_LIVE_NOTHING_FIRST}, {"more", TEXT_LIVE_MORE},
    {"ofPlanned", TEXT_LIVE_OF_PLANNED},      {"wrongNumber", TEXT_LIVE_WRONG_NUMBER},
    {"wrongCount", TEXT_LIVE_WRONG_COUNT},    {"wrongBetween", TEXT_SHEET_WRONG_BETWEEN},
    {"wrongFrom", TEXT_SHEET_WRONG_FROM},     {"saved", TEXT_LIVE_SAVED},
    {"exported", TEXT_LIVE_EXPORTED},         {"exportWrong", TEXT_LIVE_EXPORT_WRONG},
    {"imported", TEXT_LIVE_IMPORTED},         {"undone", TEXT_LIVE_UNDONE},
    {"line", TEXT_LIVE_LINE},                 {"otherText", TEXT_LIVE_OTHER_TEXT},
    {"noHead", TEXT_LIVE_NO_HEAD},            {"noKind", TEXT_LIVE_NO_KIND},
    {"noDate", TEXT_LIVE_NO_DATE},            {"noField", TEXT_LIVE_NO_FIELD},
    {"noValue", TEXT_LIVE_NO_VALUE},          {"twice", TEXT_LIVE_TWICE},
    {"openQuotes", TEXT_LIVE_OPEN_QUOTES},
};

static void put_language(struct data *data, enum text_language language) {
  put_text(data, "point", text_plain(language, TEXT_DECIMAL_POINT));
  put_text(data, "mark", text_plain(language, TEXT_THOUSANDS_MARK));
  put_text(data, "groupedFrom", text_plain(language, TEXT_GROUPED_FROM));
  put_text(data, "percent", text_pattern(language, TEXT_PER_CENT));
  put_text(data, "date", text_pattern(language, TEXT_DATE));
  json_key(&data->json, "months");
  json_array_begin(&data->json);
  for (int month = TEXT_MONTH_JANUARY; month <= TEXT_MONTH_DECEMBER; month++)
    json_put_text(&data->json, text_plain(language, (enum text_key)month));
  json_array_end(&data->json);
  json_key(&data->json, "words");
  json_object_begin(&data->json);
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) put_text(data, words[i].name, text_pattern(language, words[i].key));
  json_object_end(&data->json);
}

static void put_frame(struct data *data, const struct live_card *card, enum text_language language) {
  const struct agreement *agreement = &card->model->agreement;
  const struct cell digits = frame_fingerprint(card->model);
  struct buffer made = buffer_in(data->text.arena);
  actuals_made_from(&made, card->model, language, card->inconsistent);
  put_text(data, "agreement", agreement->entity.spelling);
  if (!cell_is_empty(&digits)) put_words(data, "fingerprint", &digits.as.text);
  json_key(&data->json, "madeFrom");
  json_put_string(&data->json, made.data, made.length);
  put_date(data, "from", agreement->term.from);
  put_date(data, "until", agreement->term.to);
  put_text(data, "currency", agreement->currency ? agreement->currency : "");
  put_decimal(data, "tolerance", card->tolerance);
}

void html_live_card(struct document_writer *writer, const struct live_card *card, struct arena *scratch) {
  struct data data;
  data_begin(&data, scratch);
  put_frame(&data, card, writer->language);
  json_key(&data.json, "objectives");
  json_array_begin(&data.json);
  for (uint32_t i = 0; i < card->objective_count; i++) put_objective(&data, card->objectives[i], writer->language);
  json_array_end(&data.json);
  put_money(&data, card);
  put_conditions(&data, card->model);
  put_rows(&data, &card->actuals);
  put_language(&data, writer->language);
  data_end(&data, writer->out, "card");
}
