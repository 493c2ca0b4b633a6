/* The document and its back ends: whole outputs of a small one, and hostile text in every place that takes text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/utf8.h"
#include "emit/document.h"

static struct arena arena, scratch;
static jmp_buf guard;
static struct document document;
static struct document_writer writer;
static struct buffer out;

static int begin(void **state) {
  (void)state;
  arena_init(&arena, &arena_standard_allocator, &guard);
  arena_init(&scratch, &arena_standard_allocator, &guard);
  return 0;
}

static int end(void **state) {
  (void)state;
  arena_free(&scratch);
  arena_free(&arena);
  return 0;
}

static void open_document(enum document_format format, bool byte_order_mark) {
  document = (struct document){.scratch = &scratch, .language = LANGUAGE_EN};
  out = buffer_in(&arena);
  document_writer_begin(&writer, format, &out, &document, byte_order_mark);
}

static const char *closed(void) {
  document_writer_end(&writer);
  return buffer_string(&out);
}

static struct text text(const char *words) { return (struct text){.bytes = words, .length = (uint32_t)strlen(words)}; }

static struct decimal number(const char *digits) {
  struct decimal value;
  bool negative = *digits == '-';
  assert_true(decimal_read(digits + negative, strlen(digits + negative), &value));
  return negative ? decimal_negated(value) : value;
}

static day_number on(int year, int month, int day) { return day_from_civil((struct civil){year, month, day}); }

static struct cell figure(enum figure_form form, const char *digits, int places, const char *unit) {
  struct cell cell = cell_figure(form, number(digits), unit);
  cell.places = (int8_t)places;
  return cell;
}

static struct cell range(enum figure_form form, const char *low, const char *high, const char *unit) {
  struct cell cell = cell_figure(form, number("0"), unit);
  cell.kind = CELL_RANGE;
  cell.has_low = low != NULL;
  cell.has_high = high != NULL;
  cell.as.range.low = number(low ? low : "0");
  cell.as.range.high = number(high ? high : "0");
  return cell;
}

static struct cell input(enum input_kind kind, const char *name, const char *part, day_number date, const char *label) {
  return (struct cell){.kind = CELL_INPUT, .as.place = {(uint8_t)kind, name, part, date, text(label)}};
}

static struct cell sentence(enum text_key key) { return cell_sentence(&document, key, NO_ARGS); }

static const struct cell nothing = {.kind = CELL_EMPTY};

/* ---- Whole outputs ---- */

static void put_small_table(void) {
  static const struct column columns[] = {{TEXT_REPORT_PERIOD_END, NULL, COLUMN_TEXT},
                                          {TEXT_REPORT_PLANNED, "orders", COLUMN_FIGURE},
                                          {TEXT_REPORT_TARGET, NULL, COLUMN_FIGURE},
                                          {TEXT_REPORT_ACTUAL, NULL, COLUMN_INPUT},
                                          {TEXT_REPORT_STATUS, NULL, COLUMN_TEXT}};
  struct cell month = cell_date(on(2026, 1, 31)), group = cell_text(text("Half-year")), missing = cell_missing(TEXT_REPORT_NOBODY);
  month.month = true;
  group.anchor = "half";
  document_table(&document, sentence(TEXT_REPORT_PLAN_AND_FIGURES), columns, 5);
  document_row(&document, ROW_GROUP, &group, 1);
  document_row(&document, ROW_PLAIN,
               (const struct cell[]){month, figure(FIGURE_NUMBER, "12000", 0, NULL), range(FIGURE_SHARE, "0.05", "0.12", NULL),
                                     input(INPUT_KPI, "orders", NULL, on(2026, 1, 31), "Orders"), missing},
               5);
  document_row(&document, ROW_TOTAL,
               (const struct cell[]){cell_date(on(2026, 2, 15)), figure(FIGURE_NUMBER, "-5.30", 2, NULL),
                                     range(FIGURE_NUMBER, "1200", NULL, NULL), nothing,
                                     {.kind = CELL_FOLLOWS, .as.place = {.kind = FOLLOWS_STATUS, .name = "orders"}}},
               5);
  document_table_end(&document);
}

static void put_small(void) {
  const struct cell items[] = {cell_text(text("Mei")), cell_text(text("An"))};
  const struct cell contents[] = {{.kind = CELL_SENTENCE, .anchor = "half", .as.sentence = {.key = TEXT_REPORT_BUDGET}}};
  struct text both = text("會員"), second = text("Members");
  both.second = &second;
  struct cell lines = cell_list(items, 2);
  lines.lines = true;
  document_title(&document, sentence(TEXT_REPORT_SCORECARD), cell_text(text("Tea")));
  document_put(&document, &(struct part){.kind = PART_CONTENTS, .cells = contents, .count = 1});
  document_notice(&document, sentence(TEXT_REPORT_DRAFT));
  document_paragraph(&document, cell_text(both));
  document_heading(&document, 2, "half", nothing, sentence(TEXT_REPORT_BUDGET));
  struct fact_list facts = facts_in(&document);
  facts_add_noted(&facts, TEXT_REPORT_TOTAL, figure(FIGURE_MONEY, "1000000", 0, "TWD"), cell_date(on(2026, 3, 1)));
  facts_add(&facts, TEXT_REPORT_SHARE, figure(FIGURE_SHARE, "0.035", -1, NULL));
  facts_add(&facts, TEXT_REPORT_WHO, cell_list(items, 2));
  facts_add(&facts, TEXT_REPORT_WHEN, nothing);
  facts_put(&facts, STYLE_PLAIN);
  put_small_table();
  document_heading(&document, 3, NULL, sentence(TEXT_REPORT_KPI), cell_text(text("Orders")));
  document_list(&document, (const struct cell[]){lines, nothing}, 1);
  document_room(&document, sentence(TEXT_REPORT_CUSTOMERS_SAY), input(INPUT_NOTE, "1", NULL, DAY_NONE, "Say"));
}

static void test_csv(void **state) {
  (void)state;
  open_document(FORMAT_CSV, true);
  put_small();
  assert_string_equal(
      "\xEF\xBB\xBFScorecard,Tea\r\n"
      "Draft: this has not been agreed yet.\r\n"
      "\r\n"
      "會員 / Members\r\n"
      "\r\n"
      "Budget\r\n"
      "Total,1000000,TWD,2026-03-01\r\n"
      "Share,3.5%\r\n"
      "Who,\"Mei; An\"\r\n"
      "\r\n"
      "Plan and figures\r\n"
      "Period to,Planned (orders),Target,Actual,Status\r\n"
      "Half-year\r\n"
      "2026-01-31,12000,5% to 12%,,nobody\r\n"
      "2026-02-15,-5.30,at least 1200,,\r\n"
      "\r\n"
      "KPI,Orders\r\n"
      "\"Mei; An\"\r\n"
      "\r\n"
      "What do customers say about the product or service itself?\r\n"
      "\r\n",
      closed());
}

static void test_csv_for_machines_has_no_mark(void **state) {
  (void)state;
  open_document(FORMAT_CSV, false);
  document_title(&document, nothing, cell_text(text("Tea")));
  assert_string_equal("Tea\r\n", closed());
}

static void test_markdown(void **state) {
  (void)state;
  open_document(FORMAT_MARKDOWN, false);
  put_small();
  assert_string_equal(
      "# Scorecard: Tea\n\n"
      "> **Draft: this has not been agreed yet.**\n\n"
      "會員 / Members\n\n"
      "## Budget\n\n"
      "- **Total:** 1,000,000 TWD (1 March 2026)\n"
      "- **Share:** 3.5 %\n"
      "- **Who:** Mei, An\n\n"
      "**Plan and figures**\n\n"
      "| Period to | Planned (orders) | Target | Actual | Status |\n"
      "| --- | ---: | ---: | ---: | --- |\n"
      "| **Half-year** |  |  |  |  |\n"
      "| January 2026 | 12,000 | 5 % to 12 % |  | nobody |\n"
      "| **15 February 2026** | -5.30 | at least 1,200 |  |  |\n\n"
      "### KPI: Orders\n\n"
      "- Mei<br>&#10;An\n\n"
      "What do customers say about the product or service itself?\n\n"
      "> &nbsp;\n\n",
      closed());
}

static void test_html(void **state) {
  (void)state;
  open_document(FORMAT_HTML, false);
  put_small();
  const char *page = closed(), *body = strstr(page, "<body>");
  assert_non_null(body);
  assert_string_equal(
      "<body>\n<main>\n"
      "<h1><span class=\"kicker\">Scorecard</span> Tea</h1>\n"
      "<nav aria-label=\"Contents\">\n<ul>\n<li><a href=\"#half\">Budget</a></li>\n</ul>\n</nav>\n"
      "<p class=\"notice\">Draft: this has not been agreed yet.</p>\n"
      "<p class=\"text\">會員 <span class=\"second\">Members</span></p>\n"
      "<section class=\"part\" id=\"half\">\n<h2>Budget</h2>\n"
      "<dl class=\"facts\">\n"
      "<div><dt>Total</dt><dd>1,000,000 TWD <span class=\"note\">1 March 2026</span></dd></div>\n"
      "<div><dt>Share</dt><dd>3.5 %</dd></div>\n"
      "<div><dt>Who</dt><dd class=\"text\">Mei, An</dd></div>\n"
      "</dl>\n"
      "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-labelledby=\"table-1\">\n"
      "<table><caption id=\"table-1\">Plan and figures</caption>\n"
      "<thead><tr><th scope=\"col\">Period to</th><th scope=\"col\" class=\"n\">Planned <span class=\"unit\">(orders)</span></th>"
      "<th scope=\"col\" class=\"n\">Target</th><th scope=\"col\" class=\"n\">Actual</th>"
      "<th scope=\"col\">Status</th></tr></thead>\n<tbody>\n"
      "<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"5\"><a href=\"#half\">Half-year</a></th></tr>\n"
      "<tr><th scope=\"row\" class=\"line\">January 2026</th><td class=\"n\">12,000</td><td class=\"n range\">5 % to 12 %</td>"
      "<td class=\"n\"><input name=\"kpi/orders/2026-01-31\" aria-label=\"Orders, Actual, 31 January 2026\" "
      "inputmode=\"decimal\" autocomplete=\"off\"></td><td><span class=\"missing\">nobody</span></td></tr>\n"
      "<tr class=\"total\"><th scope=\"row\" class=\"line\">15 February 2026</th><td class=\"n\">-5.30</td>"
      "<td class=\"n range\">at least 1,200</td><td class=\"n\"></td><td class=\"follows\"></td></tr>\n"
      "</tbody></table></div>\n"
      "<section class=\"part keep\">\n<h3><span class=\"kicker\">KPI</span> Orders</h3>\n"
      "<ul>\n<li class=\"text\"><ul class=\"lines\"><li>Mei</li><li>An</li></ul></li>\n</ul>\n"
      "<div class=\"room\"><label for=\"note/1\">What do customers say about the product or service itself?</label>"
      "<textarea id=\"note/1\" name=\"note/1\" rows=\"4\"></textarea></div>\n"
      "</section>\n</section>\n</main>\n</body>\n</html>\n",
      body);
}

static void test_html_loads_nothing(void **state) {
  (void)state;
  open_document(FORMAT_HTML, false);
  put_small();
  const char *page = closed();
  assert_ptr_equal(page, strstr(page, "<!DOCTYPE html>\n<html lang=\"en\">"));
  assert_non_null(strstr(page, "content=\"default-src 'none'; style-src 'sha256-"));
  assert_non_null(strstr(page, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"));
  assert_null(strstr(page, "<script"));
  assert_null(strstr(page, "url("));
  assert_null(strstr(page, "@import"));
  assert_null(strstr(page, "src="));
  assert_null(strstr(page, "style=\""));
  assert_null(strstr(page, "://"));
}

/* The back ends of one document say the same whether they are alone or together. */
static void test_back_ends_do_not_disturb_each_other(void **state) {
  (void)state;
  const char *alone[DOCUMENT_FORMAT_COUNT];
  struct document_writer writers[DOCUMENT_FORMAT_COUNT];
  struct buffer outs[DOCUMENT_FORMAT_COUNT];
  for (int format = 0; format < DOCUMENT_FORMAT_COUNT; format++) {
    open_document((enum document_format)format, true);
    put_small();
    alone[format] = closed();
  }
  document = (struct document){.scratch = &scratch, .language = LANGUAGE_EN};
  for (int format = 0; format < DOCUMENT_FORMAT_COUNT; format++) {
    outs[format] = buffer_in(&arena);
    document_writer_begin(&writers[format], (enum document_format)format, &outs[format], &document, true);
  }
  put_small();
  for (int format = 0; format < DOCUMENT_FORMAT_COUNT; format++) {
    document_writer_end(&writers[format]);
    assert_string_equal(alone[format], buffer_string(&outs[format]));
  }
}

static void test_formats_have_endings(void **state) {
  (void)state;
  assert_string_equal("html", document_format_ending(FORMAT_HTML));
  assert_string_equal("md", document_format_ending(FORMAT_MARKDOWN));
  assert_string_equal("csv", document_format_ending(FORMAT_CSV));
}

/* ---- Figures ---- */

static const char *csv_of(struct cell cell) {
  open_document(FORMAT_CSV, false);
  document_paragraph(&document, cell);
  char *line = (char *)(uintptr_t)closed();
  line[strlen(line) - 4] = 0; /* two line ends */
  return line;
}

static const char *said(struct cell cell) {
  open_document(FORMAT_MARKDOWN, false);
  return cell_string(&document, &cell);
}

static void test_figures(void **state) {
  (void)state;
  assert_string_equal("12000", csv_of(figure(FIGURE_NUMBER, "12000", -1, NULL)));
  assert_string_equal("12,000", said(figure(FIGURE_NUMBER, "12000", -1, NULL)));
  assert_string_equal("-1234567.5", csv_of(figure(FIGURE_NUMBER, "-1234567.5", 1, NULL)));
  assert_string_equal("-1,234,567.5", said(figure(FIGURE_NUMBER, "-1234567.5", 1, NULL)));
  assert_string_equal("0.05", csv_of(figure(FIGURE_NUMBER, "0.05", 2, NULL)));
  assert_string_equal("0", csv_of(figure(FIGURE_NUMBER, "0", 0, NULL)));
  assert_string_equal("0.0", csv_of(figure(FIGURE_NUMBER, "0", 1, NULL)));
  assert_string_equal("5.30", said(figure(FIGURE_NUMBER, "5.3", 2, NULL)));
  assert_string_equal("5.3", said(figure(FIGURE_NUMBER, "5.30", -1, NULL)));
  assert_string_equal("1.5 TWD", said(figure(FIGURE_MONEY, "1.50", -1, "TWD")));
  assert_string_equal("3.5%", csv_of(figure(FIGURE_SHARE, "0.035", -1, NULL)));
  assert_string_equal("104.0%", csv_of(figure(FIGURE_SHARE, "1.04", 1, NULL)));
  assert_string_equal("104.0 %", said(figure(FIGURE_SHARE, "1.04", 1, NULL)));
  assert_string_equal("123456789012345678901234567890", csv_of(figure(FIGURE_NUMBER, "123456789012345678901234567890", 0, NULL)));
  assert_string_equal("123,456,789,012,345,678,901,234,567,890", said(figure(FIGURE_NUMBER, "123456789012345678901234567890", 0, NULL)));
  assert_string_equal("at most 1234.5 orders", csv_of(range(FIGURE_NUMBER, NULL, "1234.5", "orders")));
  assert_string_equal("at most 1,234.5 orders", said(range(FIGURE_NUMBER, NULL, "1234.5", "orders")));
  assert_string_equal("1 to 2", csv_of(range(FIGURE_NUMBER, "1", "2", NULL)));
  assert_string_equal("a division by zero", said(cell_figure(FIGURE_NUMBER, decimal_divide(number("1"), number("0")), NULL)));
}

/* ---- Hostile texts ---- */

static const char *const payloads[] = {
    "=1+2", "+1", "-1+cmd|'/c calc'!A0", "@SUM(1)", "\t=1", "\r=1", "\n=1", "=HYPERLINK(\"http://x\",1)", "=1+2\";=1+2",
    "=1+2'\" ;,=1+2", " =1", "   \t +1", "＝1", "　＝1", "＋1", "－1", "＠x", "\xC2\xA0=1", "\xE2\x88\x92" "1", "'=1", "\"=1\"",
    "\xEF\xBB\xBF=1", "\xE2\x80\x8B=1", "a,b", "a;b", "a\tb", "a\"b", "a\r\nb", ",=1+1", "\";=1+1", "a\nb", " a ",
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)", "</title>", "</style>",
    "</script>", "</textarea>", "</td></tr></table>", "<!--", "-->", "]]>", "&lt;", "&#x3c;", "&amp;amp;", "&nbsp", "&",
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:x", "&#106;avascript:x", "data:text/html,<b>", "//evil.example",
    "</script><script>", "a\xE2\x80\xA8" "b\xE2\x80\xA9" "c", "red;background:url(//x)", "expression(alert(1))",
    "}</style><style>*{}", "|", "\\|", "\\\\|", "a|b|c", "`", "``", "```", "````x````", "[x](javascript:1)", "![](http://x/?q)",
    "[x]: http://x", "[^1]", "<b>", "<http://x>", "# h", "## h ##", "- [ ] x", "+ x", "* x", "1. x", "12) x", "1234567890. x",
    "---", "***", "___", "===", "~~~", "~~x~~", "    code", "x\\", "x  ", "> quote", "@user", "a@b.example", "#123", "a/b#1",
    "GH-12", "gh-7", ":smile:", ":+1:", "09:30:15", "http://auto.link", "https://auto.link/a_b", "www.auto.link", "WWW.auto.link",
    "ftp://x", "$$x$$", "$x$", "*a* _b_ **c** __d__", "snake_case_name", "```mermaid", "!x", "a  b", "<br>", "&#10;", "%0A::error::x",
    "::add-mask::x", "##[error]x", "a=b", "x: y", "粉絲數", "ангажираност", "tương_tác", "🙂👍🏽"};
enum { PAYLOAD_COUNT = sizeof payloads / sizeof payloads[0] };

enum { TEXT_PLACES = 17, ATTRIBUTE_PLACES = 8 };

/* A document with `payload` in every place that takes text of an agreement. */
static void put_everywhere(const char *payload) {
  const struct column columns[] = {{TEXT_REPORT_WHAT, NULL, COLUMN_TEXT},
                                   {TEXT_REPORT_PLANNED, payload, COLUMN_FIGURE},
                                   {TEXT_REPORT_ANSWER, NULL, COLUMN_TEXT},
                                   {TEXT_REPORT_WHO, NULL, COLUMN_TEXT}};
  struct cell plain = cell_text(text(payload)), linked = plain, items[] = {plain, plain}, list = cell_list(items, 2);
  struct cell noted = figure(FIGURE_NUMBER, "5", 0, payload);
  linked.anchor = payload;
  document_title(&document, nothing, plain);
  document_notice(&document, plain);
  document_paragraph(&document, plain);
  document_heading(&document, 2, payload, plain, plain);
  struct fact_list facts = facts_in(&document);
  facts_add_noted(&facts, TEXT_REPORT_SOURCE, plain, plain);
  facts_add(&facts, TEXT_REPORT_TOTAL, noted);
  facts_add(&facts, TEXT_REPORT_WHO, list);
  facts_put(&facts, STYLE_LARGE);
  document_list(&document, &plain, 1);
  document_table(&document, plain, columns, 4);
  document_row(&document, ROW_GROUP, &linked, 1);
  document_row(&document, ROW_PLAIN,
               (const struct cell[]){plain, figure(FIGURE_NUMBER, "-5", 0, NULL),
                                     input(INPUT_POSTS, payload, payload, DAY_NONE, payload),
                                     cell_sentence(&document, TEXT_REPORT_CONTACT, ARGS(arg_string(payload)))},
               4);
  document_table_end(&document);
  document_room(&document, plain, input(INPUT_NOTE, payload, NULL, DAY_NONE, payload));
}

static const char *everywhere(enum document_format format, const char *payload) {
  open_document(format, false);
  put_everywhere(payload);
  return closed();
}

static size_t occurrences(const char *in, const char *what) {
  size_t count = 0;
  for (const char *at = in; (at = strstr(at, what)); at += strlen(what)) count++;
  return count;
}

/* ---- Read again: CSV ---- */

struct csv {
  const char *at;
  struct buffer field;
  bool last; /* of its line */
};

/* The next field by RFC 4180; false at the end. */
static bool read_field(struct csv *csv) {
  csv->field.length = 0;
  if (!*csv->at) return false;
  bool quoted = *csv->at == '"';
  if (quoted) csv->at++;
  for (;; csv->at++) {
    assert_true(*csv->at);
    if (quoted && *csv->at == '"') {
      if (csv->at[1] != '"') break;
      csv->at++;
    } else if (!quoted && (*csv->at == ',' || *csv->at == '\r')) {
      break;
    }
    assert_true(quoted || (*csv->at != '"' && *csv->at != '\n'));
    buffer_char(&csv->field, *csv->at);
  }
  if (quoted) csv->at++;
  csv->last = *csv->at == '\r';
  assert_true(csv->last ? csv->at[1] == '\n' : *csv->at == ',');
  csv->at += csv->last ? 2 : 1;
  return true;
}

/* The fields of each line, as digits: what must not depend on the text in them. */
static const char *csv_shape(const char *bytes) {
  struct csv csv = {.at = bytes, .field = buffer_in(&arena)};
  struct buffer shape = buffer_in(&arena);
  for (int count = 1; read_field(&csv); count++) {
    if (!csv.last) continue;
    buffer_integer(&shape, count);
    buffer_char(&shape, ' ');
    count = 0;
  }
  return buffer_string(&shape);
}

/* What a spreadsheet would take for a formula, whatever blanks stand before it. */
static bool is_formula(const char *field) {
  static const char *const blanks[] = {" ", "\t", "\r", "\n", "\xC2\xA0", "　", "\xEF\xBB\xBF", "\xE2\x80\x8B"};
  static const char *const starts[] = {"=", "+", "-", "@", "＝", "＋", "－", "＠", "\xE2\x88\x92"};
  bool again = true;
  if (*field == '\t' || *field == '\r' || *field == '\n') return true;
  while (again) {
    again = false;
    for (size_t i = 0; i < sizeof blanks / sizeof blanks[0]; i++) {
      if (strncmp(field, blanks[i], strlen(blanks[i])) != 0) continue;
      field += strlen(blanks[i]);
      again = true;
    }
  }
  for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++)
    if (strncmp(field, starts[i], strlen(starts[i])) == 0) return true;
  return false;
}

static void assert_csv_safe(const char *payload, const char *shape) {
  const char *bytes = everywhere(FORMAT_CSV, payload);
  struct csv csv = {.at = bytes, .field = buffer_in(&arena)};
  size_t found = 0;
  assert_string_equal(shape, csv_shape(bytes));
  while (read_field(&csv)) {
    const char *field = buffer_string(&csv.field);
    if (is_formula(field)) assert_string_equal("-5", field); /* a figure of ours */
    if (*field == '\'' && is_formula(payload)) field++;
    found += strcmp(field, payload) == 0;
  }
  assert_int_equal(13, found); /* lists, the sentence and the head hold it among other words */
}

static void test_csv_of_hostile_texts(void **state) {
  (void)state;
  const char *shape = csv_shape(everywhere(FORMAT_CSV, "x"));
  for (size_t i = 0; i < PAYLOAD_COUNT; i++) assert_csv_safe(payloads[i], shape);
}

/* The two examples of OWASP, byte for byte. */
static void test_csv_quotes_what_it_disarms(void **state) {
  (void)state;
  assert_string_equal("\"'=1+2\"\";=1+2\"", csv_of(cell_text(text("=1+2\";=1+2"))));
  assert_string_equal("\"'=1+2'\"\" ;,=1+2\"", csv_of(cell_text(text("=1+2'\" ;,=1+2"))));
  assert_string_equal("\"'+1\"", csv_of(cell_text(text("+1"))));
  assert_string_equal("\"a,b\"", csv_of(cell_text(text("a,b"))));
  assert_string_equal("\"a\r\nb\"", csv_of(cell_text(text("a\r\nb"))));
  assert_string_equal("1+1", csv_of(cell_text(text("1+1"))));
  assert_string_equal("-5", csv_of(figure(FIGURE_NUMBER, "-5", 0, NULL)));
}

/* ---- Read again: HTML ---- */

static void take_entity(const char **at, struct buffer *text_out) {
  static const struct {
    const char *name;
    char c;
  } entities[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}, {"&#13;", '\r'}};
  for (size_t i = 0; i < sizeof entities / sizeof entities[0]; i++) {
    if (strncmp(*at, entities[i].name, strlen(entities[i].name)) != 0) continue;
    buffer_char(text_out, entities[i].c);
    *at += strlen(entities[i].name);
    return;
  }
  fail_msg("an ampersand that begins nothing: %.20s", *at);
}

/* The attribute's value, from after its quote. */
static void take_attribute(const char **at, struct buffer *values) {
  for (; **at != '"';) {
    assert_true(**at && **at != '<' && **at != '>');
    if (**at == '&') take_entity(at, values);
    else buffer_char(values, *(*at)++);
  }
  buffer_char(values, '\x1F');
}

struct html {
  struct buffer tags, words, values; /* tags without attributes' values; text; values */
};

static struct html read_html(const char *page) {
  struct html html = {buffer_in(&arena), buffer_in(&arena), buffer_in(&arena)};
  const char *at = strstr(page, "</style>");
  assert_non_null(at);
  assert_null(strstr(at + 1, "</style>"));
  while (*at) {
    if (*at == '<') {
      for (; *at != '>'; at++) {
        assert_true(*at);
        buffer_char(&html.tags, *at);
        if (*at != '"') continue;
        at++;
        take_attribute(&at, &html.values);
      }
      buffer_char(&html.tags, *at++);
      buffer_char(&html.words, '\x1F');
    } else if (*at == '&') {
      take_entity(&at, &html.words);
    } else {
      assert_true(*at != '>' && *at != '"' && *at != '\'');
      buffer_char(&html.words, *at++);
    }
  }
  return html;
}

static const char *between_tags(const char *payload) {
  struct buffer marked = buffer_in(&arena);
  buffer_char(&marked, '\x1F');
  buffer_text(&marked, payload);
  buffer_char(&marked, '\x1F');
  return buffer_string(&marked);
}

static void test_html_of_hostile_texts(void **state) {
  (void)state;
  struct html harmless = read_html(everywhere(FORMAT_HTML, "x"));
  const char *tags = buffer_string(&harmless.tags);
  for (size_t i = 0; i < PAYLOAD_COUNT; i++) {
    struct html html = read_html(everywhere(FORMAT_HTML, payloads[i]));
    assert_string_equal(tags, buffer_string(&html.tags));
    assert_true(occurrences(buffer_string(&html.words), payloads[i]) >= TEXT_PLACES);
    assert_true(occurrences(buffer_string(&html.words), between_tags(payloads[i])) >= 9);
    assert_true(occurrences(buffer_string(&html.values), payloads[i]) >= ATTRIBUTE_PLACES);
  }
}

/* The title of the page too: it is read as text until its end tag. */
static void test_html_title(void **state) {
  (void)state;
  const char *page = everywhere(FORMAT_HTML, "</title><script>x");
  assert_non_null(strstr(page, "<title>&lt;/title&gt;&lt;script&gt;x</title>\n<style>"));
  assert_int_equal(1, occurrences(page, "<title>"));
  assert_int_equal(1, occurrences(page, "</title>"));
}

static void test_html_shows_controls(void **state) {
  (void)state;
  open_document(FORMAT_HTML, false);
  document_title(&document, nothing, cell_text(text("a\x1B[2J\x07\x7F" "b\xC2\x9B" "31m\xEF\xBF\xBE" "c\xE2\x80\xAE")));
  assert_non_null(strstr(closed(), "<title>a␛[2J␇\xEF\xBF\xBD" "b\xEF\xBF\xBD" "31m\xEF\xBF\xBD" "c\xE2\x80\xAE</title>"));
}

/* ---- Read again: Markdown ---- */

/* The text of an inline as CommonMark gives it; nothing but text may be in it. */
static const char *inline_text(const char *from, const char *to) {
  static const struct {
    const char *written, *read;
  } pieces[] = {{"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}, {"&#124;", "|"}, {"&#9;", "\t"}, {"&#13;", "\r"},
                {"&#10;", "\n"}, {"&#32;", " "}, {"&#160;", "\xC2\xA0"}, {"&#12288;", "　"}, {"<!-- -->", ""}, {"<br>", ""}};
  struct buffer words = buffer_in(&arena);
  while (from < to) {
    size_t i = 0, count = sizeof pieces / sizeof pieces[0];
    while (i < count && strncmp(from, pieces[i].written, strlen(pieces[i].written)) != 0) i++;
    if (i < count) {
      buffer_text(&words, pieces[i].read);
      from += strlen(pieces[i].written);
    } else if (*from == '\\') {
      assert_non_null(strchr("\\`*_[]~$#.)+-=", from[1]));
      buffer_char(&words, from[1]);
      from += 2;
    } else {
      assert_null(strchr("`*_[]~$#<>&|\t\r\n", *from));
      buffer_char(&words, *from++);
    }
  }
  return buffer_string(&words);
}

static const char *markdown_of(const char *payload) {
  open_document(FORMAT_MARKDOWN, false);
  document_paragraph(&document, cell_text(text(payload)));
  const char *written = closed();
  assert_true(strlen(written) >= 2);
  return inline_text(written, written + strlen(written) - 2);
}

/* What each line is, and the bars in it: what must not depend on the text. */
static const char *markdown_shape(const char *bytes) {
  static const char *const marks[] = {"# ", "## ", "> ", "- ", "|", "**", "\n"};
  struct buffer shape = buffer_in(&arena);
  for (const char *line = bytes; *line; line += strcspn(line, "\n") + 1) {
    size_t mark = 0, count = sizeof marks / sizeof marks[0];
    while (mark < count && strncmp(line, marks[mark], strlen(marks[mark])) != 0) mark++;
    buffer_integer(&shape, (int64_t)mark);
    for (const char *c = line; *c && *c != '\n'; c++)
      if (*c == '|') buffer_char(&shape, '|');
  }
  return buffer_string(&shape);
}

static void test_markdown_of_hostile_texts(void **state) {
  (void)state;
  const char *shape = markdown_shape(everywhere(FORMAT_MARKDOWN, "x"));
  for (size_t i = 0; i < PAYLOAD_COUNT; i++) {
    assert_string_equal(payloads[i], markdown_of(payloads[i]));
    assert_string_equal(shape, markdown_shape(everywhere(FORMAT_MARKDOWN, payloads[i])));
  }
}

static const char *markdown_written(const char *payload) {
  open_document(FORMAT_MARKDOWN, false);
  document_paragraph(&document, cell_text(text(payload)));
  return closed();
}

static void test_markdown_leaves_nothing_alive(void **state) {
  (void)state;
  assert_string_equal("@<!-- -->user and a@<!-- -->b.example\n\n", markdown_written("@user and a@b.example"));
  assert_string_equal("\\#<!-- -->123\n\n", markdown_written("#123"));
  assert_string_equal("GH-<!-- -->12, high-12\n\n", markdown_written("GH-12, high-12"));
  assert_string_equal(":<!-- -->smile:\n\n", markdown_written(":smile:"));
  assert_string_equal("http:<!-- -->//auto.link\n\n", markdown_written("http://auto.link"));
  assert_string_equal("www<!-- -->.auto.link\n\n", markdown_written("www.auto.link"));
  assert_string_equal("09:00 to 18:00, at 10: yes\n\n", markdown_written("09:00 to 18:00, at 10: yes"));
  assert_string_equal("1\\. x\n\n", markdown_written("1. x"));
  assert_string_equal("1.5 x (2)\n\n", markdown_written("1.5 x (2)"));
  assert_string_equal("-5, + 3\n\n", markdown_written("-5, + 3"));
  assert_string_equal("\\---\n\n", markdown_written("---"));
  assert_string_equal("a<br>&#10;b\n\n", markdown_written("a\nb"));
  assert_string_equal("&#32;   code\n\n", markdown_written("    code"));
  assert_string_equal("\\\\&#124;\n\n", markdown_written("\\|"));
  assert_string_equal("a␛\xEF\xBF\xBD\n\n", markdown_written("a\x1B\xC2\x9B"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_csv),
      TEST(test_csv_for_machines_has_no_mark),
      TEST(test_markdown),
      TEST(test_html),
      TEST(test_html_loads_nothing),
      TEST(test_back_ends_do_not_disturb_each_other),
      TEST(test_formats_have_endings),
      TEST(test_figures),
      TEST(test_csv_of_hostile_texts),
      TEST(test_csv_quotes_what_it_disarms),
      TEST(test_html_of_hostile_texts),
      TEST(test_html_title),
      TEST(test_html_shows_controls),
      TEST(test_markdown_of_hostile_texts),
      TEST(test_markdown_leaves_nothing_alive),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
