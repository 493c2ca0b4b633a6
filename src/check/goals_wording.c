/* G, K: what the words of an agreement say, by the lists of wording.def. */
#include <string.h>

#include "base/utf8.h"
#include "check/figures.h"
#include "check/objectives.h"
#include "check/suggestion.h"
#include "check/wording.h"

/* A phrase of a text: where it stands, and as it is written. */
struct place {
  struct span span;
  const char *written;
};

static size_t after_characters(const char *bytes, size_t length, size_t count) {
  size_t at = 0;
  int size;
  for (; count > 0 && at < length; count--, at += (size_t)size) utf8_decode(bytes + at, length - at, &size);
  return at;
}

/* The bytes of the quote before the text where the source holds it as it is, without escapes and parameters; else 0. */
static size_t quote_before(const struct model *model, const struct text *text) {
  size_t whole = text->span.end - text->span.start;
  const char *source = sources_get(model->sources, text->span.file)->bytes + text->span.start;
  if (whole <= text->length || (whole - text->length) % 2 != 0) return 0;
  size_t quote = (whole - text->length) / 2;
  return memcmp(source + quote, text->bytes, text->length) == 0 ? quote : 0;
}

/* Where a match in the text's prepared form stands. Folding keeps the count of characters nearly always; where it does
 * not, or where the text is not in the source as it is, the place is the whole text. */
static struct place place_of(const struct model *model, const struct text *text, struct wording_text prepared,
                             struct wording_match match) {
  struct place place = {text->span, NULL};
  struct buffer out = buffer_in(model->arena);
  const char *bytes = prepared.bytes;
  if (utf8_count(text->bytes, text->length) == utf8_count(prepared.bytes, prepared.length)) {
    size_t before = utf8_count(prepared.bytes, match.start);
    size_t count = utf8_count(prepared.bytes + match.start, match.end - match.start);
    bytes = text->bytes;
    match.start = after_characters(bytes, text->length, before);
    match.end = match.start + after_characters(bytes + match.start, text->length - match.start, count);
    size_t quote = quote_before(model, text);
    size_t start = text->span.start + quote + match.start;
    if (quote > 0) place.span = span_at(text->span.file, start, start + match.end - match.start);
  }
  buffer_bytes(&out, bytes + match.start, match.end - match.start);
  place.written = buffer_string(&out);
  return place;
}

static struct wording_text prepare(const struct text *text, struct arena *arena) {
  return wording_text(arena, text->bytes, text->length);
}

/* G010 */

static void help_with_figure(struct report *report, struct finding *finding, const struct objective *objective) {
  const struct kpi *kpi = objectives_first_target(objective);
  if (kpi)
    report_help(report, finding, TEXT_G010_HELP_KPI,
                ARGS(arg_name(kpi->entity.spelling), objectives_asked_argument(kpi), arg_date(kpi->target.by)));
  else
    report_help(report, finding, TEXT_G010_HELP, NO_ARGS);
}

static bool names_figure(const struct text *aim, struct arena *arena) {
  for (const struct text *text = aim; text; text = text->second)
    if (text->bytes && wording_has_figure(arena, prepare(text, arena))) return true;
  return false;
}

static void check_aim(const struct model *model, struct report *report, const struct objective *objective) {
  if (names_figure(&objective->aim, report->arena)) return;
  for (const struct text *text = &objective->aim; text; text = text->second) {
    if (!text->bytes) continue;
    struct wording_text prepared = prepare(text, report->arena);
    struct wording_match match = wording_find(wording_of(WORDING_VAGUE), prepared, 0, prepared.length);
    if (!wording_is_found(match)) continue;
    struct place place = place_of(model, text, prepared, match);
    struct finding *finding = report_finding(report, &objective->entity, place.span, TEXT_G010,
                                             ARGS(arg_name(objective->entity.spelling), arg_name(place.written)));
    report_label(report, finding, TEXT_G010_LABEL, NO_ARGS);
    help_with_figure(report, finding, objective);
    return;
  }
}

static void vague_wording(const struct model *model, struct report *report) {
  for (uint32_t i = 0; i < model->objectives.count; i++) check_aim(model, report, model->objectives.items[i]);
}

const struct rule rule_G010 = {
    .row = {"G010", "vague-wording", LEVEL_WARNING, "an aim that names no figure, and says \"increase\" or the like"},
    .why = "Whoever reads \"increase awareness\" agrees at once, and each has another figure in mind. A figure, in digits or in "
           "words, makes it an aim; that of a date (\"by the end of 2026\") does not, since it says when and not how much. The words are looked for in English, Traditional Chinese, Bulgarian and Vietnamese, "
           "whatever the language of the agreement; of an aim and its translation one figure is enough.",
    .wrong = "objective fame \"A good name\" { aim \"Increase awareness as soon as possible\" }\n",
    .right = "objective fame \"A good name\" { aim \"Raise the rating from 4.1 to 4.5 stars by June\" }\n",
    .run = vague_wording,
};

/* G016 */

struct wonder_lists {
  const struct model *model;
  struct report *report;
  const struct wording *wonders, *denials, *joined, *after, *no_denials, *parting, *also;
};

static struct wonder_lists wonder_lists(const struct model *model, struct report *report) {
  return (struct wonder_lists){.model = model,
                               .report = report,
                               .wonders = wording_of(WORDING_WONDER),
                               .denials = wording_of(WORDING_DENIAL),
                               .joined = wording_of(WORDING_DENIAL_JOINED),
                               .after = wording_of(WORDING_DENIAL_AFTER),
                               .no_denials = wording_of(WORDING_NO_DENIAL),
                               .parting = wording_of(WORDING_CLAUSE),
                               .also = wording_of(WORDING_ALSO)};
}

/* "Not only" denies nothing. */
static bool is_denied_before(const struct wonder_lists *lists, struct wording_text text, size_t from, size_t to) {
  for (;;) {
    struct wording_match denial = wording_find(lists->denials, text, from, to);
    if (!wording_is_found(denial)) return wording_stands_before(lists->joined, text, to);
    struct wording_match none = wording_next(lists->no_denials, text, denial.start);
    if (none.end <= denial.end) return true;
    from = none.end;
    if (from >= to) return false;
  }
}

/* "We do not promise to go viral" promises nothing; "go viral, without paying for ads" does, and more. */
static bool is_denied(const struct wonder_lists *lists, struct wording_text text, struct wording_match match) {
  struct wording_match clause = wording_clause(lists->parting, text, match);
  return is_denied_before(lists, text, clause.start, match.start) ||
         wording_is_found(wording_find(lists->after, text, match.end, clause.end));
}

/* The first promise of the text. What is listed after a denied one is denied too. */
static struct wording_match find_promise(const struct wonder_lists *lists, struct wording_text text) {
  struct wording_match match = {0, 0};
  for (bool denied = false;;) {
    size_t before = match.end;
    match = wording_find(lists->wonders, text, before, text.length);
    if (!wording_is_found(match)) return match;
    denied = (denied && wording_is_all(lists->also, text, before, match.start)) || is_denied(lists, text, match);
    if (!denied) return match;
  }
}

/* One of a text and its translation is enough. */
static void check_promise(const struct wonder_lists *lists, const struct entity *entity, const struct text *first) {
  for (const struct text *text = first; text; text = text->second) {
    if (!text->bytes) continue;
    struct wording_text prepared = prepare(text, lists->report->arena);
    struct wording_match match = find_promise(lists, prepared);
    if (!wording_is_found(match)) continue;
    struct place place = place_of(lists->model, text, prepared, match);
    struct finding *finding = report_finding(lists->report, entity, place.span, TEXT_G016, ARGS(arg_name(place.written)));
    report_label(lists->report, finding, TEXT_G016_LABEL, NO_ARGS);
    report_help(lists->report, finding, TEXT_G016_HELP, NO_ARGS);
    return;
  }
}

static void check_title(const struct wonder_lists *lists, const struct entity *entity) {
  check_promise(lists, entity, &entity->title);
}

static void check_tails(const struct wonder_lists *lists, const struct entity *entity, const struct tail *tail) {
  for (; tail; tail = tail->next) check_promise(lists, entity, &tail->text);
}

static void check_what_is_achieved(const struct wonder_lists *lists, const struct model *model) {
  for (uint32_t i = 0; i < model->goals.count; i++) check_title(lists, &model->goals.items[i]->entity);
  for (uint32_t i = 0; i < model->objectives.count; i++) {
    const struct objective *objective = model->objectives.items[i];
    check_title(lists, &objective->entity);
    check_promise(lists, &objective->entity, &objective->aim);
  }
  for (uint32_t i = 0; i < model->kpis.count; i++) {
    const struct kpi *kpi = model->kpis.items[i];
    check_title(lists, &kpi->entity);
    check_promise(lists, &kpi->entity, &kpi->means);
  }
  for (uint32_t i = 0; i < model->incentives.count; i++) check_title(lists, &model->incentives.items[i]->entity);
}

static void check_phase(const struct wonder_lists *lists, const struct phase *phase) {
  check_title(lists, &phase->entity);
  check_tails(lists, &phase->entity, phase->exits);
}

static void check_what_is_done(const struct wonder_lists *lists, const struct model *model) {
  for (uint32_t i = 0; i < model->actions.count; i++) {
    check_title(lists, &model->actions.items[i]->entity);
    check_tails(lists, &model->actions.items[i]->entity, model->actions.items[i]->criteria);
  }
  for (uint32_t i = 0; i < model->deliverables.count; i++) {
    check_title(lists, &model->deliverables.items[i]->entity);
    check_tails(lists, &model->deliverables.items[i]->entity, model->deliverables.items[i]->criteria);
  }
  for (uint32_t i = 0; i < model->phases.count; i++) check_phase(lists, model->phases.items[i]);
  for (uint32_t i = 0; i < model->campaigns.count; i++) check_phase(lists, model->campaigns.items[i]);
}

static void promised_wonder(const struct model *model, struct report *report) {
  struct wonder_lists lists = wonder_lists(model, report);
  check_title(&lists, &model->agreement.entity);
  for (uint32_t i = 0; i < model->agreement.clauses.count; i++) {
    const struct clause *clause = model->agreement.clauses.items[i];
    check_title(&lists, &clause->entity);
    check_promise(&lists, &clause->entity, &clause->text);
  }
  check_what_is_achieved(&lists, model);
  check_what_is_done(&lists, model);
}

const struct rule rule_G016 = {
    .row = {"G016", "promised-wonder", LEVEL_WARNING,
            "words that promise what nobody controls, such as first place in search or to go viral"},
    .why = "Whether a post spreads or a page comes first is decided by others: by their readers and by the search engine. Who signs "
           "such a promise either doesn't know that, or doesn't mean to keep it. Looked through are the words that promise: "
           "titles, aims, what KPIs mean, criteria, what ends a phase, and clauses; not problems, reasons, questions, contents, or what is "
           "excluded. What is denied in the same clause (\"we do not promise to go viral\") is not promised; \"first place in "
           "search, without paying for ads\" is, and no fee takes it back.",
    .wrong = "objective fame \"A good name\" { aim \"First place in search for 20 words\" }\n",
    .right = "objective fame \"A good name\" { aim \"9_000 visits a month from search\" }\n",
    .run = promised_wonder,
};

/* K013 */

struct seen_lists {
  const struct wording *seen, *counters, *deeds;
};

/* The words of the counted thing, before `per`. */
static struct wording_text counted_thing(const struct unit *unit, struct arena *arena) {
  const char *per = strstr(unit->spelling, " per ");
  return wording_text(arena, unit->spelling, per ? (size_t)(per - unit->spelling) : strlen(unit->spelling));
}

/* What people, times or accounts are counted for, the title says: "People who click" are seen to click, "People who order
 * after a click" do more. */
static bool counts_what_is_seen(const struct seen_lists *lists, const struct kpi *kpi, struct arena *arena) {
  if (!kpi->unit || kpi->unit->kind != UNIT_COUNT) return false;
  struct wording_text unit = counted_thing(kpi->unit, arena);
  if (wording_is_found(wording_find(lists->seen, unit, 0, unit.length))) return true;
  struct wording_match counter = wording_find(lists->counters, unit, 0, unit.length);
  if (!wording_is_found(counter) || counter.start > 0 || counter.end < unit.length) return false;
  struct text label = entity_label(&kpi->entity);
  struct wording_text title = prepare(&label, arena);
  return wording_is_found(wording_find(lists->seen, title, 0, title.length)) &&
         !wording_is_found(wording_find(lists->deeds, title, 0, title.length));
}

static bool all_are_seen(const struct seen_lists *lists, const struct objective *objective, struct arena *arena) {
  for (uint32_t i = 0; i < objective->kpis.count; i++)
    if (!counts_what_is_seen(lists, objective->kpis.items[i], arena)) return false;
  return objective->kpis.count > 0;
}

static void vanity_only(const struct model *model, struct report *report) {
  if (model->kpis.count == 0 || report_unsure_of_measures(report, model)) return;
  struct arena *arena = report->arena;
  struct seen_lists lists = {wording_of(WORDING_SEEN), wording_of(WORDING_COUNTER), wording_of(WORDING_DEED)};
  for (uint32_t i = 0; i < model->objectives.count; i++) {
    const struct objective *objective = model->objectives.items[i];
    const struct entity *entity = &objective->entity;
    if (!all_are_seen(&lists, objective, arena)) continue;
    struct finding *finding = report_finding(report, entity, entity->head, TEXT_K013,
                                             ARGS(arg_name(entity->spelling), objectives_kpi_names(objective, arena)));
    report_help(report, finding, TEXT_K013_HELP,
                ARGS(arg_name(suggestion(arena, "measures ", entity->spelling, ""))));
  }
}

const struct rule rule_K013 = {
    .row = {"K013", "vanity-only", LEVEL_INFO, "all KPIs of an objective count what is only seen or clicked"},
    .why = "Followers, likes and views can be bought, and grow while nothing else does. One figure beside them of what people do "
           "then (ask, sign up, order, come back) tells applause from success. A KPI counts what is seen where its unit says so "
           "(followers, likes, views, reach, clicks …) or, for people and times, its title, unless the title says what they do then (\"people who order after a click\"); one in "
           "per cent, money or time does not.",
    .wrong = "objective fans \"People who follow us\" { aim \"20_000 followers\" }\n"
             "kpi followers \"Followers\" { measures fans; unit followers; target at least 20_000 }\n",
    .right = "objective fans \"People who follow us\" { aim \"20_000 followers\" }\n"
             "kpi followers \"Followers\" { measures fans; unit followers; target at least 20_000 }\n"
             "kpi questions \"Questions about tea\" { measures fans; unit questions; target at least 40 }\n",
    .run = vanity_only,
};
