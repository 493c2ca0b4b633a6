/* Hostile text in every place of a document that takes text, read again from each format. */
#include "document_fixture.h"

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

enum { TEXT_PLACES = 35, ATTRIBUTE_PLACES = 9, CSV_PLACES = 30 };

/* Tasks, and a matrix of one mark. */
static void put_work(struct cell plain) {
  const struct task task = {plain, plain, plain, plain, 1};
  const struct head heads[] = {{.name = plain, .note = plain},
                               {.groups = {plain, plain}, .begins = {true, true}, .name = plain, .note = plain}};
  document_tasks(&document, &task, 1);
  document_matrix(&document, plain, heads, 2);
  document_matrix_row(&document, plain, (const struct cell[]){plain, plain}, 2);
  document_table_end(&document);
}

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
  put_work(plain);
  document_room(&document, plain, input(INPUT_NOTE, payload, NULL, DAY_NONE, payload));
  document_clause(&document, "1.1", "clause-1.1", plain);
  struct fact_list lines = facts_in(&document);
  facts_add_line(&lines, TEXT_REPORT_WHO, plain);
  facts_sign(&lines, plain, plain);
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
  assert_int_equal(CSV_PLACES, found); /* lists, the sentence and the head hold it among other words */
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
