#include "emit/findings.h"

#include <assert.h>

#include "emit/excerpt.h"
#include "emit/formats.h"
#include "emit/listed.h"
#include "emit/shown.h"

#define COLOUR_GUTTER "\x1b[34m"
#define COLOUR_HELP "\x1b[32m"
#define COLOUR_NOTE "\x1b[34m"
#define COLOUR_END "\x1b[0m"

static const struct {
  enum text_key word;
  const char *colour;
} levels[] = {
    [LEVEL_OFF] = {TEXT_LEVEL_INFO, COLOUR_NOTE}, /* never shown */
    [LEVEL_INFO] = {TEXT_LEVEL_INFO, COLOUR_NOTE},
    [LEVEL_WARNING] = {TEXT_LEVEL_WARNING, "\x1b[1;33m"},
    [LEVEL_ERROR] = {TEXT_LEVEL_ERROR, "\x1b[1;31m"},
};
static_assert(sizeof levels / sizeof levels[0] == LEVEL_ERROR + 1, "each level has its row");

struct printer {
  struct buffer *out;
  struct sources *sources;
  const struct findings_style *style;
  struct buffer words; /* a sentence before it is made safe */
  int gutter;          /* the digits of the finding's largest line number */
};

static struct printer make_printer(struct buffer *out, struct sources *sources, const struct findings_style *style) {
  return (struct printer){.out = out, .sources = sources, .style = style, .words = buffer_in(out->arena)};
}

static void set_colour(struct printer *printer, const char *colour) {
  if (printer->style->colour) buffer_text(printer->out, colour);
}

static void paint(struct printer *printer, const char *colour, const char *text) {
  set_colour(printer, colour);
  buffer_text(printer->out, text);
  set_colour(printer, COLOUR_END);
}

static const char *word(const struct printer *printer, enum text_key key) {
  return text_plain(printer->style->language, key);
}

/* A sentence, safe as a whole: whatever came into it by its arguments. */
static void say(struct printer *printer, enum text_key key, const struct argument *arguments) {
  printer->words.length = 0;
  text_write(&printer->words, printer->style->language, key, arguments);
  shown_text(printer->out, printer->words.data, printer->words.length);
}

static void say_file(struct printer *printer, const char *name) { shown_text(printer->out, name, strlen(name)); }

static int count_digits(uint32_t number) {
  int digits = 1;
  for (; number >= 10; number /= 10) digits++;
  return digits;
}

static int line_digits(struct printer *printer, struct span span) {
  return count_digits(source_position(printer->sources, span.file, span.start).line);
}

static int gutter_of(struct printer *printer, const struct finding *finding) {
  int gutter = line_digits(printer, finding->span);
  for (uint32_t i = 0; i < finding->related.count; i++) {
    int digits = line_digits(printer, finding->related.items[i].span);
    if (digits > gutter) gutter = digits;
  }
  return gutter;
}

/* What stands before the bar, or the arrow, of a line without a number. */
static void gutter_mark(struct printer *printer, const char *mark) {
  buffer_repeat(printer->out, ' ', (size_t)printer->gutter);
  paint(printer, COLOUR_GUTTER, mark);
}

static void gutter_number(struct printer *printer, uint32_t line) {
  buffer_repeat(printer->out, ' ', (size_t)(printer->gutter - count_digits(line)));
  set_colour(printer, COLOUR_GUTTER);
  buffer_integer(printer->out, line);
  buffer_text(printer->out, " |");
  set_colour(printer, COLOUR_END);
}

static void bar_line(struct printer *printer) {
  gutter_mark(printer, " |");
  buffer_char(printer->out, '\n');
}

/* The arrow line: file, line, column; of a workbook file, sheet and cell. */
static void place_line(struct printer *printer, struct span span, struct position position) {
  const struct source_cell *cell = source_cell(printer->sources, span);
  gutter_mark(printer, "-->");
  buffer_char(printer->out, ' ');
  say_file(printer, sources_get(printer->sources, span.file)->name);
  if (sources_get(printer->sources, span.file)->book) {
    if (cell) buffer_text(printer->out, ": ");
    if (cell) shown_text(printer->out, cell->name, strlen(cell->name));
    buffer_char(printer->out, '\n');
    return;
  }
  buffer_char(printer->out, ':');
  buffer_integer(printer->out, position.line);
  buffer_char(printer->out, ':');
  buffer_integer(printer->out, position.column);
  buffer_char(printer->out, '\n');
}

static void caret_line(struct printer *printer, struct carets carets, const struct note *label, const char *colour) {
  gutter_mark(printer, " |");
  buffer_repeat(printer->out, ' ', carets.column + 1);
  set_colour(printer, colour);
  buffer_repeat(printer->out, '^', carets.count);
  set_colour(printer, COLOUR_END);
  if (label && label->key != TEXT_NONE) {
    buffer_char(printer->out, ' ');
    say(printer, label->key, label->arguments);
  }
  buffer_char(printer->out, '\n');
}

/* The bytes of the line end at `end`: LF, CR and LF, or the text's end. */
static size_t line_end(const char *end) { return end[0] == '\r' ? 2 : end[0] == '\n' ? 1 : 0; }

/* The source line and its carets; of a place over several lines the first, and an ellipsis. */
static void excerpt(struct printer *printer, struct span span, uint32_t line, const struct note *label,
                    const char *colour) {
  const struct source *source = sources_get(printer->sources, span.file);
  size_t length;
  const char *text = source_line(printer->sources, span.file, line, &length);
  size_t offset = (size_t)(text - source->bytes);
  size_t start = span.start > offset ? span.start - offset : 0;
  size_t end = span.end > offset ? span.end - offset : 0;
  if (start > length) start = length;
  if (source->book) gutter_mark(printer, " |");
  else gutter_number(printer, line);
  if (length > 0) buffer_char(printer->out, ' ');
  struct carets carets = excerpt_write(printer->out, text, length, start, end > length ? length : end);
  buffer_char(printer->out, '\n');
  caret_line(printer, carets, label, colour);
  if (span.end <= offset + length + line_end(text + length)) return;
  paint(printer, COLOUR_GUTTER, "...");
  buffer_char(printer->out, '\n');
}

static void place(struct printer *printer, struct span span, const struct note *label, const char *colour) {
  struct position position = source_position(printer->sources, span.file, span.start);
  const struct source *source = sources_get(printer->sources, span.file);
  place_line(printer, span, position);
  if (source->book && span.end == 0) return;
  bar_line(printer);
  excerpt(printer, span, position.line, label, colour);
}

static void heading(struct printer *printer, const struct finding *finding) {
  set_colour(printer, levels[finding->level].colour);
  buffer_text(printer->out, word(printer, levels[finding->level].word));
  buffer_char(printer->out, '[');
  buffer_text(printer->out, finding->code->code);
  buffer_char(printer->out, ']');
  set_colour(printer, COLOUR_END);
  buffer_text(printer->out, word(printer, TEXT_COLON));
  say(printer, finding->message.key, finding->message.arguments);
  buffer_char(printer->out, '\n');
}

static void remark(struct printer *printer, enum text_key key, const struct argument *arguments) {
  gutter_mark(printer, " =");
  buffer_char(printer->out, ' ');
  say(printer, key, arguments);
  buffer_char(printer->out, '\n');
}

static void help(struct printer *printer, const struct note *note) {
  gutter_mark(printer, " =");
  buffer_char(printer->out, ' ');
  paint(printer, COLOUR_HELP, word(printer, TEXT_HELP));
  buffer_text(printer->out, word(printer, TEXT_COLON));
  say(printer, note->key, note->arguments);
  buffer_char(printer->out, '\n');
}

static void acceptance(struct printer *printer, const struct acceptance *accepted) {
  remark(printer, TEXT_ACCEPTED, ARGS(arg_string(accepted->reason)));
  if (accepted->agreed_count > 0)
    remark(printer, TEXT_ACCEPTED_BY, ARGS(arg_list(accepted->agreed_by, accepted->agreed_count)));
  if (accepted->until != DAY_NONE) remark(printer, TEXT_ACCEPTED_UNTIL, ARGS(arg_date(accepted->until)));
}

static void related(struct printer *printer, const struct related *place_of) {
  paint(printer, COLOUR_NOTE, word(printer, TEXT_NOTE));
  buffer_text(printer->out, word(printer, TEXT_COLON));
  say(printer, place_of->message.key, place_of->message.arguments);
  buffer_char(printer->out, '\n');
  place(printer, place_of->span, NULL, COLOUR_NOTE);
}

static void finding_block(struct printer *printer, const struct finding *finding) {
  bool has_help = finding->help.key != TEXT_NONE;
  printer->gutter = gutter_of(printer, finding);
  heading(printer, finding);
  place(printer, finding->span, &finding->label, levels[finding->level].colour);
  if (has_help || finding->accepted || finding->related.count > 0) bar_line(printer);
  if (has_help) help(printer, &finding->help);
  if (finding->accepted) acceptance(printer, finding->accepted);
  for (uint32_t i = 0; i < finding->related.count; i++) related(printer, &finding->related.items[i]);
  buffer_char(printer->out, '\n');
}

static void left_out(struct printer *printer, uint32_t count) {
  paint(printer, COLOUR_NOTE, word(printer, TEXT_NOTE));
  buffer_text(printer->out, word(printer, TEXT_COLON));
  say(printer, TEXT_FINDINGS_LEFT_OUT, ARGS(arg_integer(count)));
  buffer_text(printer->out, "\n\n");
}

void emit_findings_text(struct buffer *out, const struct findings *findings, const struct findings_style *style) {
  struct printer printer = make_printer(out, findings->sources, style);
  for (uint32_t i = 0; i < findings->list.count; i++)
    if (finding_is_listed(findings->list.items[i], style)) finding_block(&printer, findings->list.items[i]);
  if (findings->left_out > 0) left_out(&printer, findings->left_out);
}

void emit_findings_summary(struct buffer *out, const char *file, struct findings_count count,
                           const struct findings_style *style) {
  struct printer printer = make_printer(out, NULL, style);
  struct findings_count listed = count_listed(count, style);
  const struct {
    enum text_key key;
    uint32_t count;
  } parts[] = {{TEXT_COUNT_ERRORS, listed.errors},
               {TEXT_COUNT_WARNINGS, listed.warnings},
               {TEXT_COUNT_INFOS, listed.infos},
               {TEXT_COUNT_ACCEPTED, listed.accepted}};
  bool any = false;
  for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
    if (parts[i].count == 0) continue;
    if (!any) say_file(&printer, file);
    buffer_text(out, word(&printer, any ? TEXT_LIST_COMMA : TEXT_COLON));
    say(&printer, parts[i].key, ARGS(arg_integer(parts[i].count)));
    any = true;
  }
  if (any) buffer_char(out, '\n');
}

static void add(struct findings_listing *listing) {
  const struct findings *findings = listing->findings;
  emit_findings_text(listing->out, findings, &listing->style);
  emit_findings_summary(listing->out, sources_get(findings->sources, 0)->name, findings_tally(findings), &listing->style);
}

const struct findings_format findings_text = {.name = "text", .open = add};
