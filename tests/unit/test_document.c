/* The document and its back ends: whole outputs of a small one, and figures. */
#include "document_fixture.h"

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
      "會員\r\n"
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
      "會員\n\n"
      "## Budget\n\n"
      "- **Total**: 1,000,000 TWD (1 March 2026)\n"
      "- **Share**: 3.5 %\n"
      "- **Who**: Mei, An\n\n"
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
      "<p class=\"text\">會員</p>\n"
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

/* Numbered clauses, and where they are signed. */
static void put_paper(void) {
  struct fact_list lines = facts_in(&document);
  document_put(&document, &(struct part){.kind = PART_TITLE, .style = STYLE_PAPER, .text = cell_text(text("Tea"))});
  document_put(&document, &(struct part){.kind = PART_HEADING, .level = 2, .anchor = "clause-1", .number = "1",
                                         .kicker = sentence(TEXT_REPORT_CLIENT), .text = cell_text(text("Alpine"))});
  document_clause(&document, "1.1", "clause-1.1", cell_text(text("It begins.")));
  document_clause(&document, "1.2", "clause-1.2", nothing);
  facts_add_line(&lines, TEXT_REPORT_WHO, cell_text(text("Mei")));
  facts_add_line(&lines, TEXT_REPORT_ROLE, nothing);
  facts_sign(&lines, sentence(TEXT_REPORT_CLIENT), cell_text(text("Alpine")));
}

static void test_clauses_in_html(void **state) {
  (void)state;
  open_document(FORMAT_HTML, false);
  put_paper();
  const char *page = closed(), *body = strstr(page, "<body>");
  assert_non_null(body);
  assert_string_equal(
      "<body>\n<main class=\"paper\">\n<h1>Tea</h1>\n"
      "<section class=\"part\" id=\"clause-1\">\n"
      "<h2><span class=\"kicker\">Client</span> <a class=\"number\" href=\"#clause-1\">1</a> <span>Alpine</span></h2>\n"
      "<p class=\"clause\" id=\"clause-1.1\"><a class=\"number\" href=\"#clause-1.1\">1.1</a> "
      "<span class=\"text\">It begins.</span></p>\n"
      "<div class=\"signature\">\n<p><span class=\"kicker\">Client</span> Alpine</p>\n<dl class=\"facts\">\n"
      "<div><dt>Who</dt><dd class=\"text\">Mei</dd></div>\n<div><dt>Role</dt><dd></dd></div>\n</dl></div>\n"
      "</section>\n</main>\n</body>\n</html>\n",
      body);
}

static void test_clauses_in_markdown(void **state) {
  (void)state;
  open_document(FORMAT_MARKDOWN, false);
  put_paper();
  assert_string_equal("# Tea\n\n## 1 Client: Alpine\n\n**1.1** It begins.\n\nClient: **Alpine**\n\n"
                      "- **Who**: Mei\n- **Role**: \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\n\n",
                      closed());
}

static void test_clauses_in_csv(void **state) {
  (void)state;
  open_document(FORMAT_CSV, false);
  put_paper();
  assert_string_equal("Tea\r\n1,Client,Alpine\r\n1.1,It begins.\r\n\r\nClient,Alpine\r\nWho,Mei\r\nRole,\r\n\r\n", closed());
}

/* No byte of a path gets out of its link, or makes an address of another kind. */
static void test_addresses(void **state) {
  static const struct {
    const char *path, *address;
  } cases[] = {{"north/plan.filled.html", "north/plan.filled.html"},
               {"a b&c\"<>.html", "a%20b%26c%22%3C%3E.html"},
               {"javascript:alert(1)", "javascript%3Aalert%281%29"},
               {"//host/x", ".//host/x"},
               {"\u8336)](x#?%", "%E8%8C%B6%29%5D%28x%23%3F%25"}};
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct cell cell = cell_words("Tea & more");
    char html[160] = "<a href=\"", markdown[160] = "[Tea &amp; more](";
    cell.address = cases[i].path;
    open_document(FORMAT_HTML, false);
    document_paragraph(&document, cell);
    assert_non_null(strstr(closed(), strcat(strcat(html, cases[i].address), "\">Tea &amp; more</a>")));
    open_document(FORMAT_MARKDOWN, false);
    document_paragraph(&document, cell);
    assert_non_null(strstr(closed(), strcat(strcat(markdown, cases[i].address), ")")));
    assert_string_equal("Tea & more", csv_of(cell));
  }
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

/* ---- Figures ---- */

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
  assert_string_equal("a division by zero", said(cell_figure(FIGURE_NUMBER, decimal_divide(number("1"), number("0")), (struct text_unit){0})));
}

/* A unit may lie in a scratch that holds something else by the time of the next range. */
static void test_a_range_keeps_nothing_of_its_unit(void **state) {
  (void)state;
  char unit[] = "orders";
  open_document(FORMAT_CSV, false);
  document_paragraph(&document, range(FIGURE_NUMBER, "1", NULL, unit));
  *unit = '\0';
  document_paragraph(&document, range(FIGURE_NUMBER, "1", NULL, NULL));
  document_paragraph(&document, range(FIGURE_NUMBER, "1", NULL, NULL));
  assert_string_equal("at least 1 orders\r\n\r\nat least 1\r\n\r\nat least 1\r\n\r\n", closed());
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_csv),
      TEST(test_csv_for_machines_has_no_mark),
      TEST(test_markdown),
      TEST(test_html),
      TEST(test_clauses_in_html),
      TEST(test_clauses_in_markdown),
      TEST(test_clauses_in_csv),
      TEST(test_addresses),
      TEST(test_html_loads_nothing),
      TEST(test_back_ends_do_not_disturb_each_other),
      TEST(test_a_range_keeps_nothing_of_its_unit),
      TEST(test_figures),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
