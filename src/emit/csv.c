/* CSV as RFC 4180 has it: for spreadsheets, and for programs. Figures are plain (a point, no grouping), dates are ISO
 * 8601, and no text can start a formula. */
#include "emit/csv.h"

#include "base/utf8.h"
#include "emit/document.h"

#define LINE_END "\r\n"

/* ---- The one way into the medium for words ---- */

/* What a spreadsheet skips before it looks whether a cell is a formula. */
static bool is_blank(uint32_t c) {
  return c <= ' ' || c == 0x7F || (c >= 0x80 && c <= 0xA0) || c == 0x1680 || c == 0x180E || (c >= 0x2000 && c <= 0x200F) ||
         (c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x206F) || c == 0x3000 || c == 0xFEFF;
}

static bool starts_formula(uint32_t c) {
  uint32_t plain = c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c; /* full-width forms */
  if (c >= 0xFE50 && c <= 0xFE6B) return c == 0xFE62 || c == 0xFE63 || c == 0xFE66 || c == 0xFE6B; /* small forms */
  return plain == '=' || plain == '+' || plain == '-' || plain == '@' || c == 0x2212;
}

/* Whether a spreadsheet could take the text for a formula, or for a cell that begins elsewhere. */
static bool is_live(const char *text, size_t length) {
  int size;
  if (length == 0) return false;
  if (*text > ' ' && *text < 0x7F) return starts_formula((unsigned char)*text);
  if (*text == '\t' || *text == '\r' || *text == '\n') return true;
  for (size_t at = 0; at < length; at += (size_t)size) {
    uint32_t c = utf8_decode(text + at, length - at, &size);
    if (!is_blank(c)) return starts_formula(c);
  }
  return false;
}

/* Bytes for which a text is quoted: what RFC 4180 asks for, and the other separators that spreadsheets know. */
static const bool quoted_for[256] = {['"'] = true, [','] = true, [';'] = true, ['\t'] = true, ['\r'] = true, ['\n'] = true};

static bool needs_quotes(const char *text, size_t length) {
  bool any = false;
  if (length == 0) return false;
  for (size_t i = 0; i < length; i++) any |= quoted_for[(unsigned char)text[i]];
  return any || text[0] == ' ' || text[length - 1] == ' ';
}

/* NUL, which no reader of CSV expects, and bytes that are not UTF-8 do not occur in texts of an agreement. */
void csv_words(struct buffer *out, const char *text, size_t length) {
  bool live = is_live(text, length);
  if (!live && !needs_quotes(text, length)) {
    buffer_bytes(out, text, length);
    return;
  }
  const char *end = text + length, *quote;
  buffer_char(out, '"');
  if (live) buffer_char(out, '\'');
  for (; (quote = memchr(text, '"', (size_t)(end - text))); text = quote + 1) {
    buffer_bytes(out, text, (size_t)(quote + 1 - text));
    buffer_char(out, '"');
  }
  buffer_bytes(out, text, (size_t)(end - text));
  buffer_char(out, '"');
}

/* ---- Cells ---- */

enum { QUICK_ROOM = 32, QUICK_PLACES = 3 };

/* Writes at `to`, which has QUICK_ROOM, a figure as decimal_write gives it, if it has few enough digits for arithmetic of
 * 64 bits; nearly all have. Returns the end, or NULL. */
static char *quick_figure(char *to, const struct cell *cell, struct decimal value) {
  struct decimal shown = cell_digits(cell, value);
  char text[QUICK_ROOM];
  int at = QUICK_ROOM, places = -shown.exponent;
  uint64_t rest = shown.low;
  if (shown.state || shown.high || places < 0 || places > QUICK_PLACES) return NULL;
  if (cell->form == FIGURE_SHARE) text[--at] = '%';
  for (; places > 0; places--, rest /= 10) text[--at] = (char)('0' + rest % 10);
  if (shown.exponent) text[--at] = '.';
  do text[--at] = (char)('0' + rest % 10);
  while (rest /= 10);
  if (shown.negative) text[--at] = '-';
  while (at < QUICK_ROOM) *to++ = text[at++];
  return to;
}

static void put_figure(struct buffer *out, const struct cell *cell, struct decimal value) {
  decimal_write(out, cell_digits(cell, value));
  if (cell->form == FIGURE_SHARE) buffer_char(out, '%');
}

/* The unit is that of the cell, or none. */
static struct argument plain_figure(struct arena *scratch, enum text_language language, const struct cell *cell,
                                    struct decimal value, const struct text_unit *unit) {
  struct buffer figure = buffer_in(scratch), words = buffer_in(scratch);
  put_figure(&figure, cell, value);
  text_amount(&words, language, buffer_ended(&figure), cell_digits(cell, value), unit);
  return arg_string(buffer_ended(&words));
}

/* A range in words, its figures plain; the unit stands with the last of them. */
static void say_range(struct buffer *out, const struct document *document, const struct cell *cell) {
  enum text_language language = document->language;
  const struct text_unit none = {0};
  const struct decimal *low = &cell->as.range.low, *high = &cell->as.range.high;
  if (cell->has_low && cell->has_high)
    text_write(out, language, TEXT_REPORT_BETWEEN,
               ARGS(plain_figure(out->arena, language, cell, *low, &none),
                    plain_figure(out->arena, language, cell, *high, &cell->unit)));
  else if (cell->has_low)
    text_write(out, language, TEXT_REPORT_AT_LEAST, ARGS(plain_figure(out->arena, language, cell, *low, &cell->unit)));
  else if (cell->has_high)
    text_write(out, language, TEXT_REPORT_AT_MOST, ARGS(plain_figure(out->arena, language, cell, *high, &cell->unit)));
}

static void say(struct buffer *out, const struct document *document, const struct cell *cell) {
  switch ((enum cell_kind)cell->kind) {
    case CELL_FIGURE: put_figure(out, cell, cell->as.figure); break;
    case CELL_RANGE: say_range(out, document, cell); break;
    case CELL_DATE: day_write(out, cell->as.date); break;
    case CELL_LIST:
      for (uint32_t i = 0; i < cell->as.list.count; i++) {
        if (i > 0) buffer_text(out, text_plain(document->language, TEXT_LIST_APART));
        say(out, document, &cell->as.list.items[i]);
      }
      break;
    default: cell_say(out, document, cell); break;
  }
}

static void set_digits(char *to, int count, int value) {
  for (; count > 0; value /= 10) to[--count] = (char)('0' + value % 10);
}

/* As day_write does it, of the years 1 to 9999. */
static void set_day(char *to, day_number day) {
  struct civil civil = civil_from_day(day);
  set_digits(to, 4, civil.year);
  set_digits(to + 5, 2, civil.month);
  set_digits(to + 8, 2, civil.day);
  to[4] = to[7] = '-';
}

/* The days of periods come again in every table: they are kept as they were written. */
static const char *day_text(struct document_writer *writer, day_number day) {
  uint32_t at = (uint32_t)day % DAYS_KEPT;
  if (!writer->days[at].known || writer->days[at].day != day) {
    set_day(writer->days[at].text, day);
    writer->days[at].day = day;
    writer->days[at].known = true;
  }
  return writer->days[at].text;
}

static void put_said(struct document_writer *writer, const struct cell *cell, struct arena *scratch) {
  struct buffer words = buffer_in(scratch);
  say(&words, writer->document, cell);
  csv_words(writer->out, words.data, words.length);
}

/* Labels, heads and marks come again in every table: what one needs is looked up once. */
static void put_sentence(struct document_writer *writer, enum text_key key) {
  struct kept_sentence *kept = &writer->sentences[key % SENTENCES_KEPT];
  if (kept->key != key) {
    const char *words = text_plain(writer->language, key);
    size_t length = strlen(words);
    *kept = (struct kept_sentence){key, !is_live(words, length) && !needs_quotes(words, length), words, length};
  }
  if (kept->as_it_is) buffer_bytes(writer->out, kept->words, kept->length);
  else csv_words(writer->out, kept->words, kept->length);
}

static bool is_same_figure(struct decimal a, struct decimal b) {
  return a.low == b.low && a.high == b.high && a.exponent == b.exponent && a.negative == b.negative && a.state == b.state;
}

/* Of ranges without units. */
static bool is_same_range(const struct cell *a, const struct cell *b) {
  return a->form == b->form && a->places == b->places && a->has_low == b->has_low && a->has_high == b->has_high &&
         is_same_figure(a->as.range.low, b->as.range.low) && is_same_figure(a->as.range.high, b->as.range.high);
}

/* A plan that is level has the same range in each line of its table. One with a unit is not kept: its unit may lie in a
 * scratch that is emptied before the next. */
static void put_range(struct document_writer *writer, const struct cell *cell, struct arena *scratch) {
  struct buffer *out = writer->out;
  bool bare = text_unit_none(&cell->unit);
  if (bare && writer->range_length > 0 && is_same_range(&writer->range, cell)) {
    buffer_bytes(out, writer->range_text, writer->range_length);
    return;
  }
  size_t before = out->length;
  put_said(writer, cell, scratch);
  writer->range_length = bare && out->length - before <= RANGE_LENGTH ? out->length - before : 0;
  if (writer->range_length > 0) memcpy(writer->range_text, out->data + before, writer->range_length);
  writer->range = *cell;
}

static void put_cell(struct document_writer *writer, const struct cell *cell, struct arena *scratch) {
  switch ((enum cell_kind)cell->kind) {
    case CELL_EMPTY:
    case CELL_INPUT:
    case CELL_FOLLOWS: break;
    case CELL_FIGURE: put_figure(writer->out, cell, cell->as.figure); break;
    case CELL_RANGE: put_range(writer, cell, scratch); break;
    case CELL_DATE: buffer_bytes(writer->out, day_text(writer, cell->as.date), DAY_LENGTH); break;
    case CELL_TEXT: csv_words(writer->out, cell->as.text.bytes, cell->as.text.length); break;
    case CELL_SENTENCE:
      if (!cell->as.sentence.arguments) put_sentence(writer, cell->as.sentence.key);
      else put_said(writer, cell, scratch);
      break;
    case CELL_LIST: put_said(writer, cell, scratch); break;
  }
}

/* ---- Parts ---- */

static void end_line(struct document_writer *writer) {
  memcpy(buffer_reserve(writer->out, 2), LINE_END, 2);
  writer->out->length += 2;
}

static void put_line(struct document_writer *writer, const struct cell *first, const struct cell *second,
                     struct arena *scratch) {
  bool both = !cell_is_empty(first) && !cell_is_empty(second);
  put_cell(writer, first, scratch);
  if (both) buffer_char(writer->out, ',');
  put_cell(writer, second, scratch);
  end_line(writer);
}

static void put_number(struct document_writer *writer, const struct part *part) {
  if (!part->number) return;
  csv_words(writer->out, part->number, strlen(part->number));
  buffer_char(writer->out, ',');
}

/* Label, value, its unit, what is said beside it. */
static void put_facts(struct document_writer *writer, const struct part *part, struct arena *scratch) {
  for (uint32_t i = 0; i < part->count; i++) {
    const struct fact *fact = &part->facts[i];
    struct cell value = fact->value;
    bool noted = !cell_is_empty(&fact->note);
    struct buffer unit = buffer_in(scratch);
    text_unit_name(&unit, writer->language, &value.unit);
    value.unit = (struct text_unit){0};
    put_sentence(writer, fact->label);
    buffer_char(writer->out, ',');
    put_cell(writer, &value, scratch);
    if (noted || unit.length) buffer_char(writer->out, ',');
    csv_words(writer->out, unit.data, unit.length);
    if (noted) buffer_char(writer->out, ',');
    put_cell(writer, &fact->note, scratch);
    end_line(writer);
  }
}

static void put_head(struct document_writer *writer, const struct column *column, struct arena *scratch) {
  if (!column->unit) {
    put_sentence(writer, column->head);
    return;
  }
  struct buffer words = buffer_in(scratch);
  text_write(&words, writer->language, TEXT_REPORT_HEAD_UNIT,
             ARGS(arg_text(column->head), arg_string(column->unit)));
  csv_words(writer->out, words.data, words.length);
}

static void put_table(struct document_writer *writer, const struct part *part, struct arena *scratch) {
  if (!cell_is_empty(&part->text)) put_line(writer, &part->text, &(struct cell){.kind = CELL_EMPTY}, scratch);
  for (uint32_t i = 0; i < part->count; i++) {
    if (i > 0) buffer_char(writer->out, ',');
    put_head(writer, &part->columns[i], scratch);
  }
  end_line(writer);
}

/* Writes at `to`, which has QUICK_ROOM, a cell that is of a kind of which there are many. Returns the end, or NULL. */
static char *quick_cell(struct document_writer *writer, const struct cell *cell, char *to) {
  switch ((enum cell_kind)cell->kind) {
    case CELL_EMPTY:
    case CELL_INPUT:
    case CELL_FOLLOWS: return to;
    case CELL_DATE: return (char *)memcpy(to, day_text(writer, cell->as.date), DAY_LENGTH) + DAY_LENGTH;
    case CELL_FIGURE: return quick_figure(to, cell, cell->as.figure);
    default: return NULL;
  }
}

/* Room is made for all cells of the line at once. */
static void put_row(struct document_writer *writer, const struct part *part, struct arena *scratch) {
  struct buffer *out = writer->out;
  size_t room = (size_t)part->count * (QUICK_ROOM + 1);
  char *to = buffer_reserve(out, room);
  for (uint32_t i = 0; i < part->count; i++) {
    if (i > 0) *to++ = ',';
    char *end = quick_cell(writer, &part->cells[i], to);
    out->length = (size_t)((end ? end : to) - out->data);
    if (!end) put_cell(writer, &part->cells[i], scratch);
    to = end ? end : buffer_reserve(out, room);
  }
  end_line(writer);
}

static void put_list(struct document_writer *writer, const struct part *part, struct arena *scratch) {
  for (uint32_t i = 0; i < part->count; i++) {
    put_cell(writer, &part->cells[i], scratch);
    end_line(writer);
  }
}

static void put_tasks(struct document_writer *writer, const struct part *part, struct arena *scratch) {
  for (uint32_t i = 0; i < part->count; i++) {
    const struct task *task = &part->tasks[i];
    const struct cell *const cells[] = {&task->what, &task->who, &task->when, &task->note};
    for (size_t k = 0; k < sizeof cells / sizeof *cells; k++) {
      if (k > 0) buffer_char(writer->out, ',');
      put_cell(writer, cells[k], scratch);
    }
    end_line(writer);
  }
}

/* A group stands over each of its columns, so that none is lost where columns are moved. */
static void put_groups(struct document_writer *writer, const struct part *part, int level, struct arena *scratch) {
  buffer_char(writer->out, ',');
  for (uint32_t i = 1; i < part->count; i++) {
    buffer_char(writer->out, ',');
    put_cell(writer, &part->heads[i].groups[level], scratch);
  }
  end_line(writer);
}

/* The note of a row's name has a column of its own. */
static void put_matrix(struct document_writer *writer, const struct part *part, struct arena *scratch) {
  writer->heads = part->heads;
  put_line(writer, &part->text, &(struct cell){.kind = CELL_EMPTY}, scratch);
  for (int level = 0; level < HEAD_GROUPS; level++) put_groups(writer, part, level, scratch);
  put_cell(writer, &part->heads[0].name, scratch);
  buffer_char(writer->out, ',');
  put_cell(writer, &part->heads[0].note, scratch);
  for (uint32_t i = 1; i < part->count; i++) {
    buffer_char(writer->out, ',');
    put_cell(writer, &part->heads[i].name, scratch);
  }
  end_line(writer);
}

static void put_matrix_row(struct document_writer *writer, const struct part *part, struct arena *scratch) {
  put_cell(writer, &part->cells[0], scratch);
  buffer_char(writer->out, ',');
  put_cell(writer, &part->kicker, scratch);
  for (uint32_t i = 1; i < part->count; i++) {
    buffer_char(writer->out, ',');
    put_cell(writer, &part->cells[i], scratch);
  }
  end_line(writer);
}

void csv_put(struct document_sink *sink, const struct part *part, struct arena *scratch) {
  struct document_writer *writer = (struct document_writer *)sink;
  buffer_may_cut(writer->out);
  if (!writer->begun && writer->byte_order_mark) buffer_bytes(writer->out, "\xEF\xBB\xBF", 3);
  writer->begun = true;
  switch ((enum part_kind)part->kind) {
    case PART_CONTENTS: return;
    case PART_TITLE:
    case PART_HEADING:
      put_number(writer, part);
      put_line(writer, &part->kicker, &part->text, scratch);
      return;
    case PART_PARAGRAPH:
    case PART_NOTICE:
      put_number(writer, part);
      put_line(writer, &part->text, &part->kicker, scratch);
      break;
    case PART_FACTS: put_facts(writer, part, scratch); break;
    case PART_LIST: put_list(writer, part, scratch); break;
    case PART_TABLE: put_table(writer, part, scratch); return;
    case PART_ROW:
      if (writer->heads) put_matrix_row(writer, part, scratch);
      else put_row(writer, part, scratch);
      return;
    case PART_TABLE_END: writer->heads = NULL; break;
    case PART_TASKS: put_tasks(writer, part, scratch); break;
    case PART_MATRIX: put_matrix(writer, part, scratch); return;
    case PART_ROOM: put_line(writer, &part->text, &part->kicker, scratch); break;
    case PART_PANEL: /* of pages */
    case PART_LIVE_KPI:
    case PART_LIVE_CARD: break;
    case PART_CHART: break; /* the table of its points follows */
    case PART_SIGNATURE:
      put_line(writer, &part->kicker, &part->text, scratch);
      put_facts(writer, part, scratch);
      break;
  }
  end_line(writer); /* a blank one */
}
