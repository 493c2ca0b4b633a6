/* Who agrees, for how long, and by what rules of time: parties, frame, purpose, scope, changes, calendar. */
#include <assert.h>

#include "report/agreement_parts.h"

static const struct cell nothing = {.kind = CELL_EMPTY};

/* ---- Parties ---- */

static enum text_key side_of(const struct party *party) {
  return party->entity.kind == ENTITY_CLIENT   ? TEXT_REPORT_CLIENT
         : party->entity.kind == ENTITY_AGENCY ? TEXT_REPORT_AGENCY
                                               : TEXT_REPORT_SUPPLIER;
}

static void put_persons(struct paper *paper, const struct party *party) {
  static const struct column columns[] = {
      {TEXT_AGREEMENT_PERSON, NULL, COLUMN_TEXT},   {TEXT_REPORT_ROLE, NULL, COLUMN_TEXT},
      {TEXT_REPORT_DEPARTMENT, NULL, COLUMN_TEXT},  {TEXT_AGREEMENT_EMAIL, NULL, COLUMN_TEXT},
      {TEXT_AGREEMENT_DEPUTY, NULL, COLUMN_TEXT},   {TEXT_AGREEMENT_GIVES, NULL, COLUMN_TEXT}};
  struct paper_table table = {.paper = paper, .columns = columns, .column_count = 6};
  for (uint32_t i = 0; i < party->persons.count; i++) {
    const struct person *person = party->persons.items[i];
    const struct cell cells[] = {phrase_entity(&person->entity),       cell_text(person->role),
                                 phrase_entity(person->department.to), cell_plain(person->email),
                                 phrase_entity(person->deputy.to),     paper_effort(paper, &person->gives)};
    paper_table_row(&table, cells);
  }
  paper_table_put(&table, TEXT_AGREEMENT_PERSONS);
}

static void put_departments(struct paper *paper, const struct party *party) {
  struct paper_lines lines = {.paper = paper};
  struct fact_list facts = facts_in(paper->document);
  for (uint32_t i = 0; i < party->departments.count; i++)
    paper_lines_add(&lines, phrase_entity(&party->departments.items[i]->entity));
  facts_add(&facts, TEXT_AGREEMENT_DEPARTMENTS, cell_list(lines.cells.items, lines.cells.count));
  facts_put(&facts, STYLE_PLAIN);
}

void paper_parties(struct paper *paper) {
  for (uint32_t i = 0; i < paper->model->parties.count; i++) {
    const struct party *party = paper->model->parties.items[i];
    paper_thing(paper, 2, paper_say(side_of(party)), &party->entity);
    put_departments(paper, party);
    put_persons(paper, party);
    if (party->contact.to) paper_clause(paper, TEXT_AGREEMENT_CONTACT, ARGS(paper_entity(paper, party->contact.to)));
    document_rest(paper->document);
  }
}

/* ---- Term, money, language ---- */

static void put_currency(struct paper *paper) {
  const struct agreement *agreement = &paper->model->agreement;
  if (!agreement->currency) return;
  struct argument currency = arg_string(agreement->currency);
  if (!agreement->tax_stated) {
    paper_clause(paper, TEXT_AGREEMENT_CURRENCY, ARGS(currency));
  } else {
    paper_clause(paper, agreement->tax_plus ? TEXT_AGREEMENT_CURRENCY_PLUS_TAX : TEXT_AGREEMENT_CURRENCY_WITH_TAX,
                 ARGS(currency, arg_share(agreement->tax.value)));
  }
}

static void put_exchange(struct paper *paper, const struct exchange *exchange) {
  struct cell one = cell_figure(FIGURE_MONEY, decimal_from_integer(1), text_unit_of(exchange->from));
  struct cell rate = cell_figure(FIGURE_MONEY, exchange->rate, text_unit_of(exchange->to));
  struct argument from = arg_cell(paper->document, &one), to = arg_cell(paper->document, &rate);
  if (exchange->on == DAY_NONE) paper_clause(paper, TEXT_AGREEMENT_EXCHANGE_UNDATED, ARGS(from, to));
  else paper_clause(paper, TEXT_AGREEMENT_EXCHANGE, ARGS(from, to, paper_date(paper, exchange->on)));
}

static enum text_key language_name(enum emit_language language) {
  static_assert(TEXT_AGREEMENT_IN_VI - TEXT_AGREEMENT_IN_EN == EMIT_VI, "languages stand in their order");
  return (enum text_key)(TEXT_AGREEMENT_IN_EN + (int)language);
}

static void put_language(struct paper *paper) {
  const struct agreement *agreement = &paper->model->agreement;
  struct argument first = arg_text(language_name(agreement->language));
  if (agreement->language == EMIT_NONE) return;
  if (agreement->second_language == EMIT_NONE) paper_clause(paper, TEXT_AGREEMENT_LANGUAGE, ARGS(first));
  else paper_clause(paper, TEXT_AGREEMENT_LANGUAGES, ARGS(first, arg_text(language_name(agreement->second_language))));
}

void paper_frame(struct paper *paper) {
  const struct agreement *agreement = &paper->model->agreement;
  if (agreement->under.length > 0) paper_clause(paper, TEXT_AGREEMENT_UNDER, ARGS(paper_words(paper, agreement->under)));
  if (agreement->term.from != DAY_NONE && agreement->term.to != DAY_NONE)
    paper_clause(paper, TEXT_AGREEMENT_TERM,
                 ARGS(paper_date(paper, agreement->term.from), paper_date(paper, agreement->term.to)));
  if (agreement->draft) paper_clause(paper, TEXT_AGREEMENT_STATUS_DRAFT, NO_ARGS);
  else if (entity_stated(&agreement->entity, STATEMENT_agreement_status))
    paper_clause(paper, TEXT_AGREEMENT_STATUS_AGREED, NO_ARGS);
  put_currency(paper);
  for (uint32_t i = 0; i < agreement->exchanges.count; i++) put_exchange(paper, &agreement->exchanges.items[i]);
  put_language(paper);
  struct cell timezone = cell_plain(agreement->timezone);
  if (!cell_is_empty(&timezone))
    paper_clause(paper, TEXT_AGREEMENT_TIMEZONE, ARGS(arg_cell(paper->document, &timezone)));
}

/* ---- Purpose ---- */

void paper_purpose(struct paper *paper) {
  paper_text(paper, paper->model->agreement.mission);
  for (uint32_t i = 0; i < paper->model->goals.count; i++) {
    const struct goal *goal = paper->model->goals.items[i];
    struct fact_list facts = facts_in(paper->document);
    paper_thing(paper, 2, paper_say(TEXT_AGREEMENT_GOAL), &goal->entity);
    facts_add(&facts, TEXT_REPORT_OWNER, phrase_entity(goal->owner.to));
    facts_add(&facts, TEXT_REPORT_BECAUSE, cell_text(goal->because));
    facts_put(&facts, STYLE_PLAIN);
    document_rest(paper->document);
  }
}

/* ---- Scope ---- */

void paper_scope(struct paper *paper) {
  const struct agreement *agreement = &paper->model->agreement;
  if (agreement->excludes.count > 0) paper_topic(paper, TEXT_AGREEMENT_EXCLUDED);
  for (uint32_t i = 0; i < agreement->excludes.count; i++) paper_text(paper, agreement->excludes.items[i]);
  if (agreement->assumes.count > 0) paper_topic(paper, TEXT_AGREEMENT_ASSUMED);
  for (uint32_t i = 0; i < agreement->assumes.count; i++) paper_text(paper, agreement->assumes.items[i]);
}

/* ---- Changes, notice, renewal ---- */

static void put_notice(struct paper *paper) {
  const struct agreement *agreement = &paper->model->agreement;
  struct argument length = paper_duration(paper, &agreement->notice);
  if (agreement->notice.unit == TIME_NONE) return;
  if (agreement->notice_from == DAY_NONE) paper_clause(paper, TEXT_AGREEMENT_NOTICE, ARGS(length));
  else paper_clause(paper, TEXT_AGREEMENT_NOTICE_FROM, ARGS(length, paper_date(paper, agreement->notice_from)));
}

void paper_changes(struct paper *paper) {
  const struct agreement *agreement = &paper->model->agreement;
  if (agreement->change_by.count > 0)
    paper_clause(paper, TEXT_AGREEMENT_CHANGE,
                 ARGS(paper_refs(paper, &agreement->change_by), paper_duration(paper, &agreement->change_within)));
  put_notice(paper);
  if (agreement->renews.unit != TIME_NONE)
    paper_clause(paper, TEXT_AGREEMENT_RENEWS,
                 ARGS(paper_duration(paper, &agreement->renews), paper_duration(paper, &agreement->renews_notice)));
}

void paper_own_clauses(struct paper *paper) {
  for (uint32_t i = 0; i < paper->model->agreement.clauses.count; i++) {
    const struct clause *clause = paper->model->agreement.clauses.items[i];
    paper_thing(paper, 2, nothing, &clause->entity);
    paper_text(paper, clause->text);
  }
}

/* ---- Calendar ---- */

static struct cell workdays(struct paper *paper) {
  struct paper_lines days = {.paper = paper};
  for (int day = MONDAY; day <= SUNDAY; day++)
    if (paper->model->calendar.weekdays & 1u << day) paper_lines_add(&days, paper_say((enum text_key)(TEXT_WEEKDAY_MONDAY + day)));
  return cell_list(days.cells.items, days.cells.count);
}

static void put_days(struct paper *paper, enum text_key caption, const struct calendar_day *days, uint32_t count) {
  static const struct column columns[] = {{TEXT_AGREEMENT_DAYS, NULL, COLUMN_TEXT}, {TEXT_AGREEMENT_WHAT, NULL, COLUMN_TEXT}};
  struct paper_table table = {.paper = paper, .columns = columns, .column_count = 2};
  for (uint32_t i = 0; i < count; i++) {
    struct cell when = cell_date(days[i].from);
    if (days[i].to != days[i].from) when = phrase_period(paper->document, &(struct period){days[i].from, days[i].to, {0, 0, 0}});
    paper_table_row(&table, (const struct cell[]){when, cell_text(days[i].name)});
  }
  paper_table_put(&table, caption);
}

void paper_calendar(struct paper *paper) {
  static const enum text_key closed[] = {[CLOSED_STAYS] = TEXT_AGREEMENT_CLOSED_STAYS,
                                         [CLOSED_NEXT] = TEXT_AGREEMENT_CLOSED_NEXT,
                                         [CLOSED_PREVIOUS] = TEXT_AGREEMENT_CLOSED_PREVIOUS};
  const struct calendar *calendar = &paper->model->calendar;
  struct cell days = workdays(paper), opens = paper_hour(paper, calendar->opens), closes = paper_hour(paper, calendar->closes);
  paper_clause(paper, TEXT_AGREEMENT_WORKDAYS, ARGS(arg_cell(paper->document, &days)));
  paper_clause(paper, TEXT_AGREEMENT_HOURS, ARGS(arg_cell(paper->document, &opens), arg_cell(paper->document, &closes)));
  paper_clause(paper, closed[calendar->closed], NO_ARGS);
  put_days(paper, TEXT_AGREEMENT_HOLIDAYS, calendar->holidays.items, calendar->holidays.count);
  put_days(paper, TEXT_AGREEMENT_OPEN_DAYS, calendar->open_days.items, calendar->open_days.count);
}
