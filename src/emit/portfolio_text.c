/* The page of a portfolio, and its summary for a person at a terminal. */
#include "emit/columns.h"
#include "emit/document.h"
#include "emit/portfolio.h"
#include "emit/shown.h"

void emit_portfolio_html(struct buffer *out, struct arena *scratch, const struct portfolio *portfolio, enum text_language language) {
  struct document document = {.scratch = scratch, .language = language};
  struct document_writer writer;
  document_writer_begin(&writer, FORMAT_HTML, out, &document, false);
  portfolio_write(&document, out->arena, portfolio);
  document_writer_end(&writer);
}

/* ---- The summary ---- */

struct summary {
  struct buffer *out;
  enum text_language language;
  const struct portfolio *portfolio;
};

static const char *plain(const struct summary *s, enum text_key key) { return text_plain(s->language, key); }

static void put_line(const struct summary *s, enum text_key key, const struct argument *arguments) {
  text_write(s->out, s->language, key, arguments);
  buffer_char(s->out, '\n');
}

static void put_heading(const struct summary *s, enum text_key key) {
  buffer_char(s->out, '\n');
  buffer_text(s->out, plain(s, key));
  buffer_char(s->out, '\n');
}

/* Text of an agreement, or a path, safe for a terminal. */
static const char *shown(const struct summary *s, const char *text) {
  struct buffer words = buffer_in(s->out->arena);
  if (text) shown_text(&words, text, strlen(text));
  return buffer_string(&words);
}

static const char *number(const struct summary *s, uint32_t count) {
  struct buffer words = buffer_in(s->out->arena);
  text_number(&words, s->language, decimal_from_integer(count));
  return buffer_string(&words);
}

static void put_head(const struct summary *s) {
  const struct portfolio_sums sums = portfolio_sum(s->portfolio);
  const uint32_t *of = sums.standings;
  put_line(s, TEXT_PORTFOLIO_TITLE, ARGS(arg_integer(s->portfolio->rows.count)));
  put_line(s, TEXT_PORTFOLIO_DIVIDED, ARGS(arg_integer(sums.scored), arg_integer(sums.unfilled), arg_integer(sums.unscored)));
  if (sums.scored > 0)
    put_line(s, TEXT_PORTFOLIO_KPI_COUNTS,
             ARGS(arg_integer(of[STANDING_MISSED]), arg_integer(of[STANDING_OFF_TRACK]), arg_integer(of[STANDING_AT_RISK]),
                  arg_integer(of[STANDING_NO_DATA]), arg_integer(of[STANDING_ON_TRACK]), arg_integer(of[STANDING_MET]),
                  arg_integer(of[STANDING_NOT_DUE])));
  if (sums.previous != DAY_NONE)
    put_line(s, TEXT_PORTFOLIO_COMPARED, ARGS(arg_date(sums.previous), arg_integer(sums.better), arg_integer(sums.worse)));
  if (sums.not_before != DAY_NONE)
    put_line(s, TEXT_PORTFOLIO_NOT_COMPARED, ARGS(arg_integer(sums.uncompared), arg_date(sums.not_before)));
}

static void put_urgent(const struct summary *s) {
  enum { COLUMNS = 8, FIGURES = 1 << 2 | 1 << 3 | 1 << 4 | 1 << 5 | 1 << 6 | 1 << 7 };
  struct columns columns = {.arena = s->out->arena, .count = COLUMNS, .right = FIGURES};
  const char *heads[] = {plain(s, TEXT_PORTFOLIO_AGREEMENT), plain(s, TEXT_REPORT_CLIENT),      plain(s, TEXT_PORTFOLIO_MISSED),
                         plain(s, TEXT_PORTFOLIO_OFF_TRACK), plain(s, TEXT_PORTFOLIO_AT_RISK),  plain(s, TEXT_PORTFOLIO_NO_DATA),
                         plain(s, TEXT_PORTFOLIO_ON_TRACK),  plain(s, TEXT_PORTFOLIO_MET)};
  uint32_t count;
  bool any = false;
  const struct portfolio_row **rows = portfolio_by_urgency(s->out->arena, s->portfolio, &count);
  columns_add(&columns, heads);
  for (uint32_t i = 0; i < count; i++) {
    const uint32_t *of = rows[i]->standings;
    const char *cells[] = {shown(s, rows[i]->label),          shown(s, rows[i]->client),     number(s, of[STANDING_MISSED]),
                           number(s, of[STANDING_OFF_TRACK]), number(s, of[STANDING_AT_RISK]), number(s, of[STANDING_NO_DATA]),
                           number(s, of[STANDING_ON_TRACK]),  number(s, of[STANDING_MET])};
    if (!portfolio_needs_attention(rows[i])) continue;
    any = true;
    columns_add(&columns, cells);
  }
  if (!any) return;
  put_heading(s, TEXT_PORTFOLIO_FIRST);
  columns_write(s->out, &columns);
}

static void put_reason(const struct summary *s, const struct portfolio_row *row) {
  struct buffer why = buffer_in(s->out->arena);
  portfolio_say_reason(&why, s->language, row);
  put_line(s, TEXT_PORTFOLIO_LINE, ARGS(arg_string(shown(s, row->path)), arg_string(shown(s, buffer_string(&why)))));
}

static void put_state(const struct summary *s, enum portfolio_state state, enum text_key heading) {
  bool any = false;
  for (uint32_t i = 0; i < s->portfolio->rows.count; i++) {
    const struct portfolio_row *row = &s->portfolio->rows.items[i];
    if (row->state != state) continue;
    if (!any) put_heading(s, heading);
    any = true;
    if (state == PORTFOLIO_UNSCORED) put_reason(s, row);
    else put_line(s, TEXT_PORTFOLIO_ITEM, ARGS(arg_string(shown(s, row->title)), arg_string(shown(s, row->path))));
  }
}

void emit_portfolio_text(struct buffer *out, const struct portfolio *portfolio, enum text_language language) {
  const struct portfolio labelled = portfolio_labelled(out->arena, portfolio, language);
  const struct summary s = {out, language, &labelled};
  struct buffer passed_over = buffer_in(out->arena);
  put_head(&s);
  put_urgent(&s);
  put_state(&s, PORTFOLIO_UNSCORED, TEXT_PORTFOLIO_UNSCORED);
  put_state(&s, PORTFOLIO_UNFILLED, TEXT_PORTFOLIO_UNFILLED);
  enum { NAMED = 3 };
  portfolio_say_passed_over(&passed_over, language, portfolio, NAMED);
  if (passed_over.length == 0) return;
  buffer_char(out, '\n');
  buffer_text(out, shown(&s, buffer_string(&passed_over)));
  buffer_char(out, '\n');
}
