/* Tasks and matrices in each format: whole outputs. */
#include "document_fixture.h"

static void put_tasks(bool people) {
  const struct task tasks[] = {
      {.what = cell_text(text("Measure \"it\"")), .who = people ? cell_text(text("Mei")) : nothing,
       .when = cell_date(on(2026, 1, 31)), .note = cell_text(text("read from <Meta>")), .number = 7},
      {.what = cell_text(text("Sign")), .number = 8}};
  document_tasks(&document, tasks, 2);
  document_tasks(&document, tasks, 0);
}

static void put_matrix(bool departments) {
  const struct cell client = cell_text(text("Tea")), agency = cell_text(text("Ads")), sales = cell_text(text("Sales"));
  const struct head heads[] = {
      {.name = sentence(TEXT_RACI_DUTY), .note = sentence(TEXT_RACI_NOTE)},
      {.groups = {client, nothing}, .begins = {true, true}, .name = cell_text(text("Wu"))},
      {.groups = {client, departments ? sales : nothing}, .begins = {false, true}, .name = cell_text(text("Mei"))},
      {.groups = {agency, nothing}, .begins = {true, true}, .name = cell_text(text("\"An\"")), .note = cell_text(text("Editor"))}};
  struct cell letters[] = {sentence(TEXT_RACI_RESPONSIBLE), sentence(TEXT_RACI_INFORMED)};
  letters[0].tone = TONE_STRONG;
  document_matrix(&document, sentence(TEXT_RACI_CAPTION), heads, 4);
  document_matrix_row(&document, cell_text(text("core")),
                      (const struct cell[]){cell_text(text("Strategy")), cell_list(letters, 2), nothing, letters[1]}, 4);
  document_table_end(&document);
}

static const char *body(const char *page) {
  const char *found = strstr(page, "</h1>\n");
  assert_non_null(found);
  return found + strlen("</h1>\n");
}

static const char *page_of(void (*put)(bool more), bool more) {
  open_document(FORMAT_HTML, false);
  document_title(&document, nothing, cell_text(text("Tea")));
  put(more);
  return body(closed());
}

#define PAGE_END "</main>\n</body>\n</html>\n"

static void test_tasks_in_html(void **state) {
  (void)state;
  assert_string_equal(
      "<ul class=\"tasks\">\n"
      "<li><label><input type=\"checkbox\" name=\"tick/7\" autocomplete=\"off\"> <span class=\"what\">Measure &quot;it&quot; "
      "<span class=\"note\">read from &lt;Meta&gt;</span></span> <span class=\"who\">Mei</span> "
      "<span class=\"when\">31 January 2026</span></label></li>\n"
      "<li><label><input type=\"checkbox\" name=\"tick/8\" autocomplete=\"off\"> <span class=\"what\">Sign</span></label></li>\n"
      "</ul>\n" PAGE_END,
      page_of(put_tasks, true));
  const char *own = page_of(put_tasks, false);
  assert_ptr_equal(own, strstr(own, "<ul class=\"tasks own\">\n<li>"));
}

static void test_tasks_in_markdown(void **state) {
  (void)state;
  open_document(FORMAT_MARKDOWN, false);
  put_tasks(true);
  put_tasks(false);
  assert_string_equal(
      "- [ ] Measure \"it\" (Mei; 31 January 2026)<br>read from &lt;Meta&gt;\n- [ ] Sign\n\n"
      "- [ ] Measure \"it\" (31 January 2026)<br>read from &lt;Meta&gt;\n- [ ] Sign\n\n",
      closed());
}

static void test_tasks_in_csv(void **state) {
  (void)state;
  open_document(FORMAT_CSV, false);
  put_tasks(true);
  assert_string_equal("\"Measure \"\"it\"\"\",Mei,2026-01-31,read from <Meta>\r\nSign,,,\r\n\r\n", closed());
}

static void test_matrix_in_html(void **state) {
  (void)state;
  assert_string_equal(
      "<div class=\"table matrix\" role=\"region\" tabindex=\"0\" aria-labelledby=\"table-1\">\n"
      "<table><caption id=\"table-1\">What everybody is in each duty</caption>\n"
      "<thead><tr><th scope=\"col\" rowspan=\"3\">Duty <span class=\"note\">What belongs to it</span></th>"
      "<th scope=\"colgroup\" colspan=\"2\">Tea</th><th scope=\"colgroup\" colspan=\"1\">Ads</th></tr>\n"
      "<tr><td colspan=\"1\"></td><th scope=\"colgroup\" colspan=\"1\">Sales</th><td colspan=\"1\"></td></tr>\n"
      "<tr><th scope=\"col\">Wu</th><th scope=\"col\">Mei</th>"
      "<th scope=\"col\">&quot;An&quot; <span class=\"note\">Editor</span></th></tr></thead>\n<tbody>\n"
      "<tr><th scope=\"row\" class=\"text\">Strategy <span class=\"note\">core</span></th>"
      "<td data-of=\"Wu\"><b>R</b><i>I</i></td><td></td><td data-of=\"&quot;An&quot;\"><i>I</i></td></tr>\n"
      "</tbody></table></div>\n" PAGE_END,
      page_of(put_matrix, true));
  assert_non_null(strstr(page_of(put_matrix, false), "rowspan=\"2\""));
}

static void test_matrix_in_csv(void **state) {
  (void)state;
  open_document(FORMAT_CSV, false);
  put_matrix(true);
  assert_string_equal("What everybody is in each duty\r\n"
                      ",,Tea,Tea,Ads\r\n"
                      ",,,Sales,\r\n"
                      "Duty,What belongs to it,Wu,Mei,\"\"\"An\"\"\"\r\n"
                      "Strategy,core,\"R; I\",,I\r\n\r\n",
                      closed());
}

static void test_matrix_in_markdown(void **state) {
  (void)state;
  open_document(FORMAT_MARKDOWN, false);
  put_matrix(true);
  assert_string_equal("**What everybody is in each duty**\n\n"
                      "| Duty | Wu | Mei | \"An\" |\n"
                      "| --- | :---: | :---: | :---: |\n"
                      "| Strategy | R, I |  | I |\n\n",
                      closed());
}

/* Rows of a table after a matrix are those of a table again. */
static void test_a_table_after_a_matrix(void **state) {
  (void)state;
  static const struct column columns[] = {{TEXT_REPORT_WHAT, NULL, COLUMN_TEXT}, {TEXT_REPORT_WHO, NULL, COLUMN_TEXT}};
  open_document(FORMAT_CSV, false);
  put_matrix(false);
  out.length = 0;
  document_table(&document, nothing, columns, 2);
  document_row(&document, ROW_PLAIN, (const struct cell[]){cell_text(text("a")), cell_text(text("b"))}, 2);
  assert_string_equal("What,Who\r\na,b\r\n", closed());
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_tasks_in_html, begin, end),
      cmocka_unit_test_setup_teardown(test_tasks_in_markdown, begin, end),
      cmocka_unit_test_setup_teardown(test_tasks_in_csv, begin, end),
      cmocka_unit_test_setup_teardown(test_matrix_in_html, begin, end),
      cmocka_unit_test_setup_teardown(test_matrix_in_csv, begin, end),
      cmocka_unit_test_setup_teardown(test_matrix_in_markdown, begin, end),
      cmocka_unit_test_setup_teardown(test_a_table_after_a_matrix, begin, end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
