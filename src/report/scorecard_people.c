/* Diagnoses, everybody's part, reviews, and room for what the figures do not say. */
#include "base/ahead.h"
#include "report/scorecard_live.h"

static const struct cell nothing = {.kind = CELL_EMPTY};

/* ---- Diagnoses ---- */

static void put_holds(struct scorecard *sc, const struct diagnosis *diagnosis) {
  struct fact_list facts = facts_in(sc->document);
  if (!sc->live) return;
  facts_add(&facts, TEXT_SHEET_HOLDS, scorecard_follows(FOLLOWS_HOLDS, diagnosis->entity.spelling, DAY_NONE));
  facts_put(&facts, STYLE_NOW);
}

void scorecard_diagnoses(struct scorecard *sc) {
  document_paragraph(sc->document, scorecard_say(TEXT_REPORT_DIAGNOSES_WHY));
  for (uint32_t i = 0; i < sc->model->diagnoses.count; i++) {
    const struct diagnosis *diagnosis = sc->model->diagnoses.items[i];
    struct fact_list facts = facts_in(sc->document);
    scorecard_thing(sc, NULL, TEXT_REPORT_DIAGNOSIS, &diagnosis->entity);
    facts_add(&facts, TEXT_REPORT_WHEN, phrase_condition(sc->document, diagnosis->when));
    facts_put(&facts, STYLE_PLAIN);
    put_holds(sc, diagnosis);
    scorecard_questions(sc, TEXT_REPORT_THEN, diagnosis->then);
    document_rest(sc->document);
  }
}

/* ---- Who is named by what ---- */

static void link_questions(struct links *links, const struct entity *by, const struct tail *tails) {
  for (const struct tail *tail = tails; tail; tail = tail->next)
    links_add_refs(links, &tail->by, (struct link){.part = LINK_ANSWERS, .by = by, .question = tail});
}

static void link_goals(struct links *links, const struct model *model) {
  for (uint32_t i = 0; i < model->goals.count; i++) {
    const struct goal *goal = model->goals.items[i];
    links_add(links, goal->owner.to, (struct link){.part = LINK_OWNS, .by = &goal->entity});
  }
  for (uint32_t i = 0; i < model->objectives.count; i++) {
    const struct objective *objective = model->objectives.items[i];
    links_add(links, objective->owner.to, (struct link){.part = LINK_OWNS, .by = &objective->entity});
  }
}

static void link_duties(struct links *links, const struct model *model) {
  for (uint32_t i = 0; i < model->duties.count; i++) {
    const struct duty *duty = model->duties.items[i];
    links_add(links, duty->accountable.to, (struct link){.part = LINK_ACCOUNTABLE, .by = &duty->entity});
    links_add_refs(links, &duty->responsible, (struct link){.part = LINK_RESPONSIBLE, .by = &duty->entity});
    links_add_refs(links, &duty->consulted, (struct link){.part = LINK_CONSULTED, .by = &duty->entity});
    links_add_refs(links, &duty->informed, (struct link){.part = LINK_INFORMED, .by = &duty->entity});
  }
}

static void link_work(struct links *links, const struct model *model) {
  for (uint32_t i = 0; i < model->actions.count; i++)
    links_add_refs(links, &model->actions.items[i]->by,
                   (struct link){.part = LINK_ACTS, .by = &model->actions.items[i]->entity});
  for (uint32_t i = 0; i < model->deliverables.count; i++) {
    const struct deliverable *deliverable = model->deliverables.items[i];
    links_add(links, deliverable->from.to, (struct link){.part = LINK_DELIVERS, .by = &deliverable->entity});
    links_add(links, deliverable->accepted_by.to, (struct link){.part = LINK_ACCEPTS, .by = &deliverable->entity});
  }
}

static void link_figures(struct links *links, const struct model *model) {
  for (uint32_t i = 0; i < model->kpis.count; i++) {
    const struct kpi *kpi = model->kpis.items[i];
    links_add_refs(links, &kpi->reported_by, (struct link){.part = LINK_REPORTS, .by = &kpi->entity});
    if (kpi->baseline.form == BASELINE_MEASURED)
      links_add(links, kpi->baseline.by.to, (struct link){.part = LINK_MEASURES_BASELINE, .by = &kpi->entity});
  }
}

static void link_meetings(struct links *links, const struct model *model) {
  for (uint32_t i = 0; i < model->reviews.count; i++) {
    const struct review *review = model->reviews.items[i];
    links_add(links, review->chair.to, (struct link){.part = LINK_CHAIRS, .by = &review->entity});
    links_add(links, review->minutes_by.to, (struct link){.part = LINK_MINUTES, .by = &review->entity});
    link_questions(links, &review->entity, review->asks);
  }
  for (uint32_t i = 0; i < model->diagnoses.count; i++)
    link_questions(links, &model->diagnoses.items[i]->entity, model->diagnoses.items[i]->then);
}

/* ---- Everybody's part ---- */

static const enum text_key part_names[LINK_PART_COUNT] = {
    [LINK_OWNS] = TEXT_REPORT_PART_OWNS,
    [LINK_ACCOUNTABLE] = TEXT_REPORT_PART_ACCOUNTABLE,
    [LINK_RESPONSIBLE] = TEXT_REPORT_PART_RESPONSIBLE,
    [LINK_CONSULTED] = TEXT_REPORT_PART_CONSULTED,
    [LINK_INFORMED] = TEXT_REPORT_PART_INFORMED,
    [LINK_ACTS] = TEXT_REPORT_PART_ACTS,
    [LINK_DELIVERS] = TEXT_REPORT_PART_DELIVERS,
    [LINK_ACCEPTS] = TEXT_REPORT_PART_ACCEPTS,
    [LINK_REPORTS] = TEXT_REPORT_PART_REPORTS,
    [LINK_MEASURES_BASELINE] = TEXT_REPORT_PART_BASELINE,
    [LINK_CHAIRS] = TEXT_REPORT_PART_CHAIRS,
    [LINK_MINUTES] = TEXT_REPORT_PART_MINUTES,
    [LINK_ANSWERS] = TEXT_REPORT_PART_ANSWERS,
};

static struct cell time_of(struct scorecard *sc, enum timing timing, const struct period *period, day_number due,
                           const struct recurrence *every) {
  switch (timing) {
    case TIMING_NONE: break;
    case TIMING_PERIOD: return phrase_period(sc->document, period);
    case TIMING_DUE: return cell_date(due);
    case TIMING_EVERY: return scorecard_recurrence(sc, every);
  }
  return nothing;
}

static struct cell when_of(struct scorecard *sc, const struct link *link) {
  const struct entity *by = link->by;
  if (link->part == LINK_ANSWERS) return phrase_due(sc->document, link->question);
  if (by->kind == ENTITY_ACTION) {
    const struct action *action = (const struct action *)by;
    return time_of(sc, action->timing, &action->period, action->due, &action->every);
  }
  if (by->kind == ENTITY_DELIVERABLE) {
    const struct deliverable *deliverable = (const struct deliverable *)by;
    return time_of(sc, deliverable->timing, NULL, deliverable->due, &deliverable->every);
  }
  if (by->kind == ENTITY_REVIEW) {
    const struct review *review = (const struct review *)by;
    return time_of(sc, review->timing, NULL, review->on, &review->every);
  }
  if (link->part == LINK_REPORTS) return scorecard_recurrence(sc, &((const struct kpi *)by)->reported);
  if (link->part == LINK_MEASURES_BASELINE) return cell_date(((const struct kpi *)by)->baseline.on);
  if (by->kind == ENTITY_OBJECTIVE) return cell_date(((const struct objective *)by)->by);
  return nothing;
}

/* What is done of an action or a deliverable is a figure, which a live page has once, month by month; of other parts
 * there are words to be said. */
static struct cell done_of(struct scorecard *sc, const struct link *link) {
  const struct entity *by = link->by;
  bool done = link->part == LINK_ACTS || link->part == LINK_DELIVERS || link->part == LINK_ACCEPTS;
  if (done && sc->live) return scorecard_follows(FOLLOWS_DONE, by->spelling, DAY_NONE);
  struct text label = link->part == LINK_ANSWERS ? link->question->text : phrase_label(sc->document->language, by);
  if (link->part == LINK_ACTS) return scorecard_input(INPUT_ACTION, by->spelling, NULL, DAY_NONE, label);
  if (link->part == LINK_DELIVERS || link->part == LINK_ACCEPTS)
    return scorecard_input(INPUT_DELIVERABLE, by->spelling, NULL, DAY_NONE, label);
  return scorecard_note(sc, label);
}

/* What names a thing lies all over the agreement: all of it is brought nearer at once, in place of one after another. */
static void look_ahead_at(const struct link *first) {
  enum { NAME_AND_TIME = 256 }; /* bytes from its beginning in which both stand, but in a KPI, which is longer */
  for (const struct link *link = first; link; link = link->next) {
    look_ahead_all(link->by, NAME_AND_TIME);
    if (link->part == LINK_REPORTS) look_ahead(&((const struct kpi *)link->by)->reported);
  }
  for (const struct link *link = first; link; link = link->next) look_ahead(entity_label(link->by).bytes);
}

static void put_links(struct scorecard *sc, enum text_key caption, const struct link *first) {
  static const struct column columns[] = {{TEXT_REPORT_WHAT, NULL, COLUMN_TEXT},
                                          {TEXT_REPORT_PART, NULL, COLUMN_TEXT},
                                          {TEXT_REPORT_WHEN, NULL, COLUMN_TEXT},
                                          {TEXT_REPORT_DONE, NULL, COLUMN_TEXT}};
  look_ahead_at(first);
  document_table(sc->document, scorecard_say(caption), columns, 4);
  for (const struct link *link = first; link; link = link->next) {
    struct cell what = link->part == LINK_ANSWERS ? cell_text(link->question->text) : phrase_entity(link->by);
    const struct cell cells[] = {what, scorecard_say(part_names[link->part]), when_of(sc, link), done_of(sc, link)};
    document_row(sc->document, ROW_PLAIN, cells, 4);
  }
  document_table_end(sc->document);
}

static void put_person(struct scorecard *sc, const struct party *party, const struct person *person) {
  const struct link *links = links_of(&sc->links, &person->entity);
  struct fact_list facts = facts_in(sc->document);
  if (!links) return;
  document_heading(sc->document, HEADING_FIRST + 1, phrase_anchor(sc->document, "person", &person->entity),
                   phrase_entity(&party->entity), phrase_entity(&person->entity));
  facts_add(&facts, TEXT_REPORT_ROLE, cell_text(person->role));
  facts_add(&facts, TEXT_REPORT_DEPARTMENT, phrase_entity(person->department.to));
  facts_put(&facts, STYLE_PLAIN);
  put_links(sc, TEXT_REPORT_PERSONS_PART, links);
  document_rest(sc->document);
}

/* What no person answers for must not be lost. */
static void put_nobodys(struct scorecard *sc) {
  struct links links = links_in(sc->document->scratch);
  static const struct entity nobody = {.kind = ENTITY_UNKNOWN};
  for (uint32_t i = 0; i < sc->model->duties.count; i++) {
    const struct duty *duty = sc->model->duties.items[i];
    if (!duty->accountable.to && duty->responsible.count == 0)
      links_add(&links, &nobody, (struct link){.part = LINK_RESPONSIBLE, .by = &duty->entity});
  }
  for (uint32_t i = 0; i < sc->model->actions.count; i++)
    if (sc->model->actions.items[i]->by.count == 0)
      links_add(&links, &nobody, (struct link){.part = LINK_ACTS, .by = &sc->model->actions.items[i]->entity});
  const struct link *first = links_of(&links, &nobody);
  if (!first) return;
  document_heading(sc->document, HEADING_FIRST + 1, NULL, nothing, cell_missing(TEXT_REPORT_NOBODY));
  put_links(sc, TEXT_REPORT_NOBODYS_PART, first);
}

/* What a party as a whole delivers. */
static void put_party(struct scorecard *sc, const struct party *party) {
  const struct link *links = links_of(&sc->links, &party->entity);
  if (!links) return;
  document_heading(sc->document, HEADING_FIRST + 1, NULL, nothing, phrase_entity(&party->entity));
  put_links(sc, TEXT_REPORT_PARTYS_PART, links);
  document_rest(sc->document);
}

/* A reader sees their own part. */
static bool is_shown(const struct scorecard *sc, const struct entity *entity) {
  return !sc->document->reader || reader_is(sc->document->reader, entity);
}

static void put_done(struct scorecard *sc) {
  if (!sc->live || sc->model->actions.count + sc->model->deliverables.count == 0) return;
  document_rest(sc->document);
  document_heading(sc->document, HEADING_FIRST + 1, "done", nothing, scorecard_say(TEXT_LIVE_DONE));
  scorecard_months(sc, INPUT_ACTION, INPUT_DELIVERABLE, NULL, TEXT_LIVE_DONE_CAPTION, TEXT_REPORT_WHAT);
}

void scorecard_people(struct scorecard *sc) {
  sc->links = links_in(sc->arena);
  link_goals(&sc->links, sc->model);
  link_duties(&sc->links, sc->model);
  link_work(&sc->links, sc->model);
  link_figures(&sc->links, sc->model);
  link_meetings(&sc->links, sc->model);
  document_paragraph(sc->document, scorecard_say(TEXT_REPORT_PEOPLE_WHY));
  for (uint32_t i = 0; i < sc->model->parties.count; i++) {
    const struct party *party = sc->model->parties.items[i];
    if (is_shown(sc, &party->entity)) put_party(sc, party);
    for (uint32_t k = 0; k < party->persons.count; k++)
      if (is_shown(sc, &party->persons.items[k]->entity)) put_person(sc, party, party->persons.items[k]);
  }
  put_nobodys(sc);
  put_done(sc);
}

/* ---- Reviews ---- */

void scorecard_reviews(struct scorecard *sc) {
  struct document *document = sc->document;
  for (uint32_t i = 0; i < sc->model->reviews.count; i++) {
    const struct review *review = sc->model->reviews.items[i];
    struct fact_list facts = facts_in(document);
    scorecard_thing(sc, NULL, TEXT_REPORT_REVIEW, &review->entity);
    facts_add(&facts, TEXT_REPORT_WHEN, time_of(sc, review->timing, NULL, review->on, &review->every));
    facts_add(&facts, TEXT_REPORT_CHAIR, phrase_entity(review->chair.to));
    facts_add(&facts, TEXT_REPORT_ATTENDED, phrase_refs(document, &review->attended));
    if (review->all_kpis) facts_add(&facts, TEXT_REPORT_COVERS, scorecard_say(TEXT_REPORT_ALL_KPIS));
    facts_put(&facts, STYLE_PLAIN);
    scorecard_questions(sc, TEXT_REPORT_ASKS, review->asks);
    document_rest(document);
  }
}

/* ---- Customers ---- */

static void put_room(struct scorecard *sc, enum text_key question) {
  const char *words = text_plain(sc->document->language, question);
  document_room(sc->document, scorecard_say(question),
                scorecard_note(sc, (struct text){.bytes = words, .length = (uint32_t)strlen(words)}));
}

void scorecard_customers(struct scorecard *sc) {
  document_paragraph(sc->document, scorecard_say(TEXT_REPORT_CUSTOMERS_WHY));
  put_room(sc, TEXT_REPORT_CUSTOMERS_SAY);
  put_room(sc, TEXT_REPORT_CUSTOMERS_ASK);
  put_room(sc, TEXT_REPORT_CUSTOMERS_DO);
}
