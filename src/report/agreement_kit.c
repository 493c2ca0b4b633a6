/* What the parts of the agreement share: numbers, phrases and tables. */
#include "report/agreement_parts.h"

static const struct cell nothing = {.kind = CELL_EMPTY};

/* ---- Headings and clauses ---- */

struct number {
  const char *words;  /* 4.1.2 */
  const char *anchor; /* clause-4.1.2 */
};

/* The next number at a depth. */
static struct number next_number(struct paper *paper, int depth) {
  static const char prefix[] = "clause-";
  struct buffer words = buffer_in(paper->document->scratch);
  paper->numbers[depth - 1]++;
  for (int i = depth; i < PAPER_DEPTH; i++) paper->numbers[i] = 0;
  buffer_text(&words, prefix);
  for (int i = 0; i < depth; i++) {
    if (i > 0) buffer_char(&words, '.');
    buffer_integer(&words, paper->numbers[i]);
  }
  const char *anchor = buffer_string(&words);
  return (struct number){anchor + sizeof prefix - 1, anchor};
}

static void put_heading(struct paper *paper, int depth, struct cell kicker, struct cell text) {
  struct number number = next_number(paper, depth);
  paper->depth = depth;
  document_put(paper->document, &(struct part){.kind = PART_HEADING, .level = (uint8_t)(HEADING_FIRST + depth - 1),
                                               .anchor = number.anchor, .number = number.words, .kicker = kicker,
                                               .text = text});
}

void paper_part(struct paper *paper, enum text_key title) { put_heading(paper, 1, nothing, paper_say(title)); }

void paper_thing(struct paper *paper, int depth, struct cell kicker, const struct entity *entity) {
  put_heading(paper, depth, kicker, phrase_entity(entity));
}

void paper_topic(struct paper *paper, enum text_key title) { put_heading(paper, 2, nothing, paper_say(title)); }

static void put_clause(struct paper *paper, struct cell text) {
  if (cell_is_empty(&text)) return;
  struct number number = next_number(paper, paper->depth + 1);
  document_clause(paper->document, number.words, number.anchor, text);
}

void paper_clause(struct paper *paper, enum text_key key, const struct argument *arguments) {
  put_clause(paper, cell_sentence(paper->document, key, arguments));
}

void paper_text(struct paper *paper, struct text text) { put_clause(paper, cell_text(text)); }

/* ---- Arguments ---- */

struct argument paper_words(struct paper *paper, struct text text) {
  struct cell cell = cell_text(text);
  return arg_cell(paper->document, &cell);
}

struct argument paper_entity(struct paper *paper, const struct entity *entity) {
  struct cell cell = phrase_entity(entity);
  return arg_cell(paper->document, &cell);
}

struct argument paper_refs(struct paper *paper, const struct refs *refs) {
  struct cell cell = phrase_refs(paper->document, refs);
  return arg_cell(paper->document, &cell);
}

struct argument paper_duration(struct paper *paper, const struct duration *duration) {
  struct cell cell = phrase_duration(paper->document, duration);
  return arg_cell(paper->document, &cell);
}

struct argument paper_date(struct paper *paper, day_number day) {
  return day == DAY_NONE ? arg_string("") : arg_said_date(paper->document, day);
}

/* ---- Cells ---- */

struct cell paper_say(enum text_key key) { return (struct cell){.kind = CELL_SENTENCE, .as.sentence = {.key = key}}; }

struct cell paper_sentence(struct paper *paper, enum text_key key, const struct argument *arguments) {
  return cell_sentence(paper->document, key, arguments);
}

struct cell paper_money(struct paper *paper, const struct money *money) {
  if (!money->stated || !money->known) return nothing;
  struct cell amount = phrase_amount(paper->model, money->amount);
  if (!money->currency || !amount.unit.word || strcmp(money->currency, amount.unit.word) == 0) return amount;
  struct cell written = cell_figure(FIGURE_MONEY, money->written, text_unit_of(money->currency));
  return paper_sentence(paper, TEXT_AGREEMENT_CONVERTED,
                        ARGS(arg_cell(paper->document, &written), arg_cell(paper->document, &amount)));
}

struct cell paper_effort(struct paper *paper, const struct quantity *effort) {
  bool per_time = effort->unit && effort->unit->per_time != TIME_NONE;
  return per_time ? phrase_effort(paper->document, effort) : nothing;
}

struct cell paper_time(struct paper *paper, enum timing timing, const struct period *period, day_number due,
                       const struct recurrence *every) {
  switch (timing) {
    case TIMING_NONE: break;
    case TIMING_PERIOD: return phrase_period(paper->document, period);
    case TIMING_DUE: return cell_date(due);
    case TIMING_EVERY: return phrase_recurrence(paper->document, paper->model, every);
  }
  return nothing;
}

struct cell paper_hour(struct paper *paper, int minutes) {
  struct buffer words = buffer_in(paper->document->scratch);
  if (minutes < 0) return nothing;
  buffer_padded(&words, minutes / 60, 2);
  buffer_char(&words, ':');
  buffer_padded(&words, minutes % 60, 2);
  return cell_words(buffer_string(&words));
}

struct cell paper_cadence(struct paper *paper, const struct cadence *cadence) {
  if (!cadence->stated || !cadence->known) return nothing;
  struct cell count = cell_figure(FIGURE_NUMBER, decimal_from_integer(cadence->least), (struct text_unit){0});
  bool exact = cadence->has_least && cadence->has_most && cadence->least == cadence->most;
  if (!exact) {
    count.kind = CELL_RANGE;
    count.has_low = cadence->has_least;
    count.has_high = cadence->has_most;
    count.as.range.low = decimal_from_integer(cadence->least);
    count.as.range.high = decimal_from_integer(cadence->most);
  }
  return paper_sentence(paper, TEXT_AGREEMENT_POSTS,
                        ARGS(arg_cell(paper->document, &count), arg_text(phrase_time_unit(cadence->per)),
                             arg_integer(cadence->has_most ? cadence->most : cadence->least)));
}

struct cell paper_revisions(struct paper *paper, const struct revisions *revisions) {
  if (!revisions->stated || !revisions->known) return nothing;
  struct cell then = revisions->then ? paper_money(paper, revisions->then) : nothing;
  if (cell_is_empty(&then)) return paper_sentence(paper, TEXT_AGREEMENT_REVISIONS, ARGS(arg_integer(revisions->count)));
  return paper_sentence(paper, TEXT_AGREEMENT_REVISIONS_THEN,
                        ARGS(arg_integer(revisions->count), arg_cell(paper->document, &then)));
}

void paper_lines_add(struct paper_lines *lines, struct cell cell) {
  if (!cell_is_empty(&cell)) VECTOR_PUSH(lines->paper->document->scratch, &lines->cells, cell);
}

struct cell paper_lines_cell(const struct paper_lines *lines) {
  struct cell cell = cell_list(lines->cells.items, lines->cells.count);
  cell.lines = true;
  return cell;
}

/* What a phase is to reach has no bounds of its own: they are worked out for the KPI, and are as stated here. */
static struct target with_bounds(const struct target *target) {
  struct target bounded = *target;
  bool plain = target->form <= TARGET_BETWEEN || target->form == TARGET_MAINTAIN_LEAST || target->form == TARGET_MAINTAIN_MOST;
  if (target->bounded || !plain) return bounded;
  bounded.bounded = true;
  bounded.has_low = target->form != TARGET_MOST && target->form != TARGET_MAINTAIN_MOST;
  bounded.has_high = target->form == TARGET_BETWEEN || !bounded.has_low;
  bounded.low = target->a;
  bounded.high = target->form == TARGET_BETWEEN ? target->b : target->a;
  return bounded;
}

void paper_lines_expect(struct paper_lines *lines, const struct expectation *expectation) {
  struct document *document = lines->paper->document;
  const struct kpi *kpi = (const struct kpi *)expectation->kpi.to;
  const struct target asked = with_bounds(&expectation->target);
  struct cell target = kpi ? phrase_target(document, kpi->unit, &asked) : nothing;
  if (cell_is_empty(&target)) return;
  paper_lines_add(lines, paper_sentence(lines->paper, TEXT_REPORT_KPI_AND_TARGET,
                                        ARGS(paper_entity(lines->paper, &kpi->entity), arg_cell(document, &target))));
}

/* ---- Tables ---- */

void paper_table_row(struct paper_table *table, const struct cell *cells) {
  for (uint32_t i = 0; i < table->column_count; i++) VECTOR_PUSH(table->paper->document->scratch, &table->cells, cells[i]);
}

static bool column_has_any(const struct paper_table *table, uint32_t column) {
  for (uint32_t i = column; i < table->cells.count; i += table->column_count)
    if (!cell_is_empty(&table->cells.items[i])) return true;
  return false;
}

void paper_table_put(struct paper_table *table, enum text_key caption) {
  struct document *document = table->paper->document;
  uint32_t *kept = ARENA_ARRAY(document->scratch, uint32_t, table->column_count), count = 0;
  struct column *columns = ARENA_ARRAY(document->scratch, struct column, table->column_count);
  struct cell *row = ARENA_ARRAY(document->scratch, struct cell, table->column_count);
  if (table->cells.count == 0) return;
  for (uint32_t i = 0; i < table->column_count; i++) {
    if (i > 0 && !column_has_any(table, i)) continue;
    kept[count] = i;
    columns[count++] = table->columns[i];
  }
  document_table(document, paper_say(caption), columns, count);
  for (uint32_t at = 0; at < table->cells.count; at += table->column_count) {
    for (uint32_t i = 0; i < count; i++) row[i] = table->cells.items[at + kept[i]];
    document_row(document, ROW_PLAIN, row, count);
  }
  document_table_end(document);
}

static bool is_plain(const struct tail *tails) {
  bool plain = true;
  for (const struct tail *tail = tails; tail && plain; tail = tail->next)
    plain = tail->by.count == 0 && tail->within.unit == TIME_NONE && tail->due == DAY_NONE;
  return plain;
}

static void put_plain_tails(struct paper *paper, enum text_key label, const struct tail *tails) {
  struct paper_lines lines = {.paper = paper};
  struct fact_list facts = facts_in(paper->document);
  for (const struct tail *tail = tails; tail; tail = tail->next) paper_lines_add(&lines, cell_text(tail->text));
  facts_add(&facts, label, paper_lines_cell(&lines));
  facts_put(&facts, STYLE_PLAIN);
}

void paper_tails(struct paper *paper, enum text_key caption, const struct tail *tails) {
  if (is_plain(tails)) {
    put_plain_tails(paper, caption, tails);
    return;
  }
  static const struct column columns[] = {{TEXT_AGREEMENT_WHAT, NULL, COLUMN_TEXT},
                                          {TEXT_REPORT_WHO, NULL, COLUMN_TEXT},
                                          {TEXT_REPORT_BY_WHEN, NULL, COLUMN_TEXT}};
  struct paper_table table = {.paper = paper, .columns = columns, .column_count = 3};
  for (const struct tail *tail = tails; tail; tail = tail->next) {
    const struct cell cells[] = {cell_text(tail->text), phrase_refs(paper->document, &tail->by),
                                 phrase_due(paper->document, tail)};
    paper_table_row(&table, cells);
  }
  paper_table_put(&table, caption);
}

void paper_mix(struct paper *paper, struct cell caption, const struct shares *mix) {
  static const struct column columns[] = {{TEXT_REPORT_CONTENT_KIND, NULL, COLUMN_TEXT},
                                          {TEXT_AGREEMENT_SHARE_OF_POSTS, NULL, COLUMN_FIGURE}};
  if (mix->items.count == 0) return;
  document_table(paper->document, caption, columns, 2);
  for (uint32_t i = 0; i < mix->items.count; i++) {
    const struct share_item *item = &mix->items.items[i];
    struct cell share = item->known ? cell_figure(FIGURE_SHARE, item->least, (struct text_unit){0}) : nothing;
    if (item->known && item->range) {
      share.kind = CELL_RANGE;
      share.has_low = share.has_high = true;
      share.as.range.low = item->least;
      share.as.range.high = item->most;
    }
    document_row(paper->document, ROW_PLAIN, (const struct cell[]){phrase_entity(item->of.to), share}, 2);
  }
  document_table_end(paper->document);
}

void paper_silence(struct paper *paper, const struct silence *silence, enum text_key accepts) {
  switch (silence->form) {
    case SILENCE_NONE: break;
    case SILENCE_ACCEPTS: paper_clause(paper, accepts, NO_ARGS); break;
    case SILENCE_REJECTS: paper_clause(paper, TEXT_AGREEMENT_SILENCE_REJECTS, NO_ARGS); break;
    case SILENCE_ESCALATES:
      paper_clause(paper, TEXT_AGREEMENT_SILENCE_ESCALATES,
                   ARGS(paper_entity(paper, silence->to.to), paper_duration(paper, &silence->within)));
      break;
  }
}
