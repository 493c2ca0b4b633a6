/* Memory may fail at every single allocation. This program has its own arena, in which each piece of memory is an allocation
 * of its own, so that each of them can fail. */
#define _GNU_SOURCE

#include "library_fixture.h"

#include "failing_memory.h"

/* ---- From a text to its findings: all of it once for each allocation ---- */

static enum remit_status do_read(const struct remit_allocator *allocator, struct remit_agreement **agreement) {
  const struct remit_values values[] = {value("fee=800 EUR"), value("town=\"Cork\""), value("nobody=1"), value("fee=1,2")};
  const struct remit_options options = {.allocator = allocator, .values = values, .value_count = 4, .as_of = "2026-03-31"};
  enum remit_status status = remit_read_file(&options, at("plan.remit"), agreement);
  return status == REMIT_OK ? remit_check(*agreement) : status;
}

static enum remit_status list(struct remit_agreement *agreement, enum remit_format format, struct remit_buffer *out) {
  struct remit_listing listing = {.format = format, .colour = true, .show_allowed = true};
  enum remit_status status = remit_listing_begin(&listing, out);
  if (status == REMIT_OK) status = remit_listing_add(&listing, agreement, out);
  return status == REMIT_OK ? remit_listing_end(&listing, out) : status;
}

static enum remit_status read_and_list(const struct remit_allocator *allocator) {
  struct remit_agreement *agreement = NULL;
  struct remit_buffer out = {.allocator = allocator};
  enum remit_status status = do_read(allocator, &agreement);
  if (status == REMIT_OK) status = list(agreement, REMIT_FORMAT_TEXT, &out);
  remit_buffer_free(&out);
  remit_free(agreement);
  return status;
}

/* The forms that are made of a scored agreement, and the portfolio with its row. */
static enum remit_status write_scored(const struct remit_allocator *allocator, struct remit_agreement *agreement) {
  const struct remit_entry entry = {.path = "plan.remit", .figures = "plan.actuals.csv"};
  struct remit_portfolio *portfolio = NULL;
  struct remit_buffer out = {.allocator = allocator};
  enum remit_status status = REMIT_OK;
  for (int form = REMIT_SCORE_TEXT; form <= REMIT_SCORE_JSON && status == REMIT_OK; form++)
    status = remit_write_score(agreement, (enum remit_score_form)form, NULL, &out);
  for (int form = REMIT_HISTORY_CSV; form <= REMIT_HISTORY_NDJSON && status == REMIT_OK; form++)
    status = remit_write_history(agreement, (enum remit_history_form)form, false, &out);
  if (status == REMIT_OK) status = remit_portfolio_new(allocator, &portfolio);
  if (status == REMIT_OK) status = remit_portfolio_pass_over(portfolio, "house.remit");
  if (status == REMIT_OK) status = remit_portfolio_add(portfolio, &entry, agreement);
  for (int form = REMIT_PORTFOLIO_HTML; form <= REMIT_PORTFOLIO_NDJSON && status == REMIT_OK; form++)
    status = remit_write_portfolio(portfolio, (enum remit_portfolio_form)form, NULL, &out);
  remit_portfolio_free(portfolio);
  remit_buffer_free(&out);
  return status;
}

/* A sheet with good rows and with faults of each kind, in each form of the result. */
static enum remit_status score_all(const struct remit_allocator *allocator) {
  static const char sheet[] =
      "kind,name,date,value,note\nkpi,orders,2026-01-31,90,\"two\nlines \"\"and\"\" quotes\"\nkpi,orders,2026-01-31,91,\n"
      "kpi,order,2026-01-31,1,\nkpi,orders,3/4/2026,1,\nkpi,orders,2026-02-28,1.234,\nkpi,orders,2026-04-30,\"2,5\",\n"
      "kpi,per_click,2026-01-31,1,\nspend,ads,2026-01-31,12000,made from fingerprint 0123456789ab\n"
      "posts,page/daily,2026-01-31,4,\ndeliverable,hand_over,2026-03-31,20%,\nbogus,\nkpi,orders,2026-09-30,9,\n";
  static const char more[] =
      "budget year \"Budget\" { total 150_000 TWD; line ads \"Ads\" 100_000 TWD }\n"
      "kpi per_click \"Cost of an order\" { measures sales; unit TWD per order; formula spent(ads) / orders; target at most 200 }\n"
      "kpi fans \"Fans\" { measures sales; unit fans, fan; baseline measured by 2026-01-31 by mei; target grow 10%; on page, daily }\n"
      "roi { counts orders; expect at least 20% by end; judge from month 6 }\n"
      "incentive bonus \"Bonus\" { when orders > 50; pays 10 TWD each to lantern; cap 500 TWD }\n"
      "diagnosis slow \"Slow\" { when orders behind; then \"Why?\" by jo within 5 workdays }\n";
  const struct remit_options options = {.allocator = allocator, .as_of = "2026-08-31", .previous = "2026-05-31"};
  struct remit_agreement *agreement = NULL;
  struct remit_buffer text = {.allocator = allocator};
  enum remit_status status = remit_write_base(&text);
  char whole[16384] = "";
  if (status == REMIT_OK) {
    assert_true(text.length + sizeof more < sizeof whole);
    memcpy(whole, text.data, text.length);
    strcat(whole, more);
    status = remit_read_text(&options, "plan.remit", whole, strlen(whole), &agreement);
  }
  remit_buffer_free(&text);
  if (status == REMIT_OK) status = remit_check(agreement);
  if (status == REMIT_OK) status = remit_add_figures_text(agreement, "actuals.csv", sheet, sizeof sheet - 1);
  if (status == REMIT_OK) status = remit_score(agreement);
  if (status == REMIT_OK) status = write_scored(allocator, agreement);
  remit_free(agreement);
  return status;
}

static void one_after_the_other(void *context, const struct remit_work *one, const struct remit_work *other) {
  ++*(int *)context;
  other->run(other->context);
  one->run(one->context);
}

/* With a helper, the artifacts are written while the rules are applied, and the text is parsed in halves. */
static enum remit_status write_together(const struct remit_allocator *allocator) {
  int helped = 0;
  size_t length;
  struct remit_buffer base = {0};
  assert_int_equal(remit_write_base(&base), REMIT_OK);
  base.data[base.length - 1] = 0; /* in place of its last line's end */
  char *longer = lengthened(base.data, &length);
  static const char middle[] = "\npolicy {\n}\nallow G003 \"so be it\"\ngoal late \"Late\" {\n  owner wu\n  because \"\\u{41}\"\n}\n";
  memcpy(longer + length - 90000, middle, sizeof middle - 1);
  remit_buffer_free(&base);
  const struct remit_helper helper = {one_after_the_other, &helped};
  const struct remit_options options = {.allocator = allocator, .helper = &helper};
  const struct remit_artifact csv = {"scorecard", "csv", false, false}, markdown = {"scorecard", "md", false, false};
  const struct remit_artifact *const artifacts[] = {&csv, &markdown};
  struct remit_written out[] = {{.allocator = allocator}, {.allocator = allocator}};
  struct remit_writing writing = {.artifacts = artifacts, .count = 2, .out = out};
  struct remit_agreement *agreement = NULL;
  enum remit_status status = remit_read_text(&options, "plan.remit", longer, length, &agreement);
  if (status == REMIT_OK) status = remit_check_and_write(agreement, &writing);
  if (status == REMIT_OK) status = writing.status;
  if (status == REMIT_OK) assert_true(helped == 5 && out[0].pieces && out[1].pieces);
  for (int i = 0; i < 2; i++) {
    if (out[i].status != REMIT_OK) assert_null(out[i].pieces);
    remit_written_free(&out[i]);
  }
  remit_free(agreement);
  free(longer);
  return status;
}

/* The Nth allocation fails, for N from 1 until all goes well; then the same with all that follow it. */
static void fail_everywhere(enum remit_status (*run)(const struct remit_allocator *allocator)) {
  for (int from_then_on = 0; from_then_on <= 1; from_then_on++) {
    size_t points = 0;
    for (;;) {
      struct failing_memory memory = {.fail_at = points + 1, .from_then_on = from_then_on};
      struct remit_allocator allocator = failing_memory_allocator(&memory);
      enum remit_status status = run(&allocator);
      if (memory.live != 0) fail_msg("%ld pieces are left when allocation %zu fails", memory.live, points + 1);
      if (status == REMIT_OK) break;
      if (status != REMIT_NO_MEMORY) fail_msg("status %d when allocation %zu fails", (int)status, points + 1);
      points++;
    }
    print_message("%zu allocations failed, %s\n", points, from_then_on ? "each with all after it" : "one at a time");
    assert_true(points > 100);
  }
}

/* ---- What is written of an agreement that stands: a call that fails leaves it as it was, for the next one ---- */

struct standing {
  struct failing_memory memory;
  struct remit_allocator allocator;
  struct remit_agreement *agreement; /* NULL where none is needed */
  struct remit_buffer out;
  int form; /* what is written */
};

static void stand(struct standing *standing, const char *path) {
  *standing = (struct standing){.memory = {0}};
  standing->allocator = failing_memory_allocator(&standing->memory);
  standing->out.allocator = &standing->allocator;
  if (!path) return;
  const char *const ignored[] = {"A", "g002"};
  const struct remit_options options = {.allocator = &standing->allocator, .ignore = ignored, .ignore_count = 2};
  assert_int_equal(remit_read_file(&options, path, &standing->agreement), REMIT_OK);
  assert_int_equal(remit_check(standing->agreement), REMIT_OK);
}

static void leave(struct standing *standing) {
  remit_buffer_free(&standing->out);
  remit_free(standing->agreement);
  assert_int_equal(standing->memory.live, 0);
}

typedef enum remit_status writer(struct standing *standing);

/* As fail_everywhere, each `stride`th allocation; how many could fail. */
static size_t fail_while(struct standing *standing, writer *write, size_t stride, bool from_then_on) {
  struct failing_memory *memory = &standing->memory;
  for (size_t points = 0;; points++) {
    remit_buffer_free(&standing->out);
    memory->from_then_on = from_then_on;
    memory->fail_at = memory->calls + 1 + points * stride;
    enum remit_status status = write(standing);
    memory->fail_at = 0;
    if (status == REMIT_OK) return points;
    if (status != REMIT_NO_MEMORY) fail_msg("status %d when allocation %zu fails", (int)status, points * stride + 1);
    assert_int_equal(standing->out.length, 0);
  }
}

static void fail_writing(struct standing *standing, writer *write, const char *what) {
  size_t once = fail_while(standing, write, 1, false), ever = fail_while(standing, write, 1, true);
  print_message("%s: %zu and %zu allocations failed\n", what, once, ever);
  assert_true(once > 0 && ever > 0);
}

static enum remit_status write_listing(struct standing *standing) {
  enum remit_status status = list(standing->agreement, (enum remit_format)standing->form, &standing->out);
  if (status != REMIT_OK) standing->out.length = 0; /* begun, and given up by the caller */
  return status;
}

static enum remit_status write_explanation(struct standing *standing) {
  return remit_write_explanation("m001", (enum remit_page_form)standing->form, NULL, &standing->out);
}

static enum remit_status write_rules(struct standing *standing) {
  return remit_write_rules((enum remit_page_form)standing->form, NULL, &standing->out);
}

static enum remit_status write_base(struct standing *standing) { return remit_write_base(&standing->out); }

static enum remit_status write_artifact(struct standing *standing) {
  const struct remit_artifact *artifact = remit_artifact_at((size_t)standing->form);
  const struct remit_artifact_style style = {.force = true};
  enum remit_status status = remit_write_artifact(standing->agreement, artifact->name, artifact->form, &style, &standing->out);
  return status == REMIT_NOTHING ? REMIT_OK : status;
}

/* The example, with includes and with faults of many kinds. */
static void put_faulty(void) {
  static const char faults[] =
      "include \"house.remit\"\ninclude \"none.remit\"\ninclude \"../../etc/passwd\"\nbogus 12,000\n"
      "goal beans_at_home \"Once more\" { owner nobody }\n"
      "kpi followers \"Followers\" {\n  measures regular\n  unit followers\n  baseline 5 EUR on 2026-10-31\n"
      "  target grow 20% by 2026-13-01\n  weight 140%\n  formula followers / followers\n}\n"
      "channel facebook \"Facebook\" {\n  posts 3 per week\n  mix {\n    beans 30%\n    brewing 40%\n  }\n}\n"
      "action a \"A\" { after b; by tomas; from 2027-02-01 to 2027-01-01 }\naction b \"B\" { after a; due 2027-02-30 }\n"
      "review weekly \"Weekly\" { every week on moonday }\nallow X123 \"no such rule\"\n";
  size_t length;
  char *text = read_example(&length);
  text = realloc(text, length + sizeof faults);
  assert_non_null(text);
  memcpy(text + length, faults, sizeof faults);
  put("plan.remit", text);
  put("house.remit", "include \"plan.remit\"\npolicy { level M001 warning \"no reason\" }\n");
  free(text);
}

static void test_no_memory_while_reading(void **state) {
  (void)state;
  put_faulty();
  fail_everywhere(read_and_list);
}

static void test_no_memory_while_listing(void **state) {
  (void)state;
  struct standing standing;
  put_faulty();
  stand(&standing, at("plan.remit"));
  for (standing.form = REMIT_FORMAT_TEXT; standing.form < REMIT_FORMAT_COUNT; standing.form++) {
    if (standing.form != REMIT_FORMAT_SARIF) fail_writing(&standing, write_listing, "findings");
  }
  leave(&standing);
}

/* SARIF lists every rule: of its many allocations some fail. */
static void test_no_memory_while_listing_rules(void **state) {
  enum { STRIDE = 7 };
  (void)state;
  struct standing standing;
  put("plan.remit", "agreement a \"A\" { term from 2026-01-01 to 2026-12-31; currency TWD }\n"
                    "objective o \"O\" { allow G001 \"so be it\" }\nfoo\nfoo\n");
  stand(&standing, at("plan.remit"));
  standing.form = REMIT_FORMAT_SARIF;
  assert_true(fail_while(&standing, write_listing, STRIDE, false) > 100);
  leave(&standing);
}

static void test_no_memory_while_writing_pages(void **state) {
  (void)state;
  struct standing standing;
  stand(&standing, NULL);
  for (standing.form = REMIT_PAGE_TEXT; standing.form <= REMIT_PAGE_MARKDOWN; standing.form++) {
    fail_writing(&standing, write_explanation, "explanation");
    fail_writing(&standing, write_rules, "rules");
  }
  fail_writing(&standing, write_base, "base");
  leave(&standing);
}

static void test_no_memory_for_a_repaired_text(void **state) {
  (void)state;
  struct failing_memory memory = {0};
  struct remit_allocator allocator = failing_memory_allocator(&memory);
  struct remit_agreement *agreement;
  struct remit_buffer out = {.allocator = &allocator};
  assert_int_equal(remit_read_text(NULL, "plan.remit", "polcy {\n}\n", 10, &agreement), REMIT_OK);
  assert_int_equal(remit_check(agreement), REMIT_OK);
  memory.fail_at = 1;
  assert_int_equal(remit_write_repaired(agreement, 0, &out), REMIT_NO_MEMORY);
  assert_int_equal(out.length, 0);
  memory.fail_at = 0;
  assert_int_equal(remit_write_repaired(agreement, 0, &out), REMIT_OK);
  assert_memory_equal(out.data, "policy {\n}\n", 11);
  remit_buffer_free(&out);
  remit_free(agreement);
  assert_int_equal(memory.live, 0);
}

static void test_no_memory_while_scoring(void **state) {
  (void)state;
  fail_everywhere(score_all);
}

/* Of the many allocations of a workbook some fail: the library that writes it is let go with all it holds. */
static void test_no_memory_while_writing_artifacts(void **state) {
  enum { STRIDE = 61 };
  (void)state;
  char *before = all_outputs();
  struct standing standing;
  stand(&standing, EXAMPLE);
  for (standing.form = 0; remit_artifact_at((size_t)standing.form); standing.form++) {
    const struct remit_artifact *artifact = remit_artifact_at((size_t)standing.form);
    if (!strcmp(artifact->name, "selection")) continue; /* the example has none */
    if (strcmp(artifact->form, "xlsx")) fail_writing(&standing, write_artifact, artifact->name);
    else assert_true(fail_while(&standing, write_artifact, STRIDE, false) > 100);
  }
  leave(&standing);
  char *after = all_outputs();
  assert_string_equal(before, after);
  free(before);
  free(after);
}

/* ---- A scoring: an agreement for each allocation that fails ---- */

static struct remit_buffer workbook; /* filled in by nobody, or with words where figures belong */

static enum remit_status read_and_score(const struct remit_allocator *allocator) {
  const struct remit_options options = {.allocator = allocator, .as_of = "2027-03-31"};
  struct remit_agreement *agreement = NULL;
  enum remit_status status = remit_read_file(&options, EXAMPLE, &agreement);
  if (status == REMIT_OK) status = remit_check(agreement);
  if (status == REMIT_OK) status = remit_add_figures_text(agreement, "plan.scorecard.xlsx", workbook.data, workbook.length);
  if (status == REMIT_OK) status = remit_score(agreement);
  remit_free(agreement);
  return status;
}

static size_t calls_before_figures(void) {
  struct failing_memory memory = {0};
  struct remit_allocator allocator = failing_memory_allocator(&memory);
  const struct remit_options options = {.allocator = &allocator, .as_of = "2027-03-31"};
  struct remit_agreement *agreement;
  assert_int_equal(remit_read_file(&options, EXAMPLE, &agreement), REMIT_OK);
  assert_int_equal(remit_check(agreement), REMIT_OK);
  size_t calls = memory.calls;
  remit_free(agreement);
  return calls;
}

/* Of the many allocations some fail, in each part of the reading: what minizip and expat hold is let go with the rest. */
static void test_no_memory_while_reading_a_workbook(void **state) {
  enum { STRIDE = 37 };
  (void)state;
  struct remit_agreement *agreement;
  const struct remit_artifact_style style = {.force = true};
  assert_int_equal(remit_read_file(NULL, EXAMPLE, &agreement), REMIT_OK);
  assert_int_equal(remit_check(agreement), REMIT_OK);
  assert_int_equal(remit_write_artifact(agreement, "scorecard", "xlsx", &style, &workbook), REMIT_OK);
  remit_free(agreement);
  size_t points = 0;
  for (size_t at = calls_before_figures() + 1;; at += STRIDE, points++) {
    struct failing_memory memory = {.fail_at = at, .from_then_on = points % 2};
    struct remit_allocator allocator = failing_memory_allocator(&memory);
    enum remit_status status = read_and_score(&allocator);
    assert_int_equal(memory.live, 0);
    if (status == REMIT_OK) break;
    assert_int_equal(status, REMIT_NO_MEMORY);
  }
  print_message("%zu allocations failed\n", points);
  assert_true(points > 50);
  remit_buffer_free(&workbook);
}

static void test_no_memory_while_writing_together(void **state) {
  (void)state;
  fail_everywhere(write_together);
}

/* A failed call leaves an agreement with which the next one goes well. */
static void test_the_call_after_a_failed_one_is_fine(void **state) {
  (void)state;
  struct failing_memory memory = {0};
  struct remit_allocator allocator = failing_memory_allocator(&memory);
  const struct remit_options options = {.allocator = &allocator};
  struct remit_agreement *agreement;
  struct remit_buffer out = {.allocator = &allocator};
  const struct remit_artifact_style style = {.force = true};
  assert_int_equal(remit_read_file(&options, EXAMPLE, &agreement), REMIT_OK);
  assert_int_equal(remit_check(agreement), REMIT_OK);
  for (size_t i = 0; remit_artifact_at(i); i++) {
    const struct remit_artifact *artifact = remit_artifact_at(i);
    memory.fail_at = memory.calls + 1;
    out.length = 0;
    bool nothing = !strcmp(artifact->name, "selection"); /* of which the example has none */
    assert_int_equal(remit_write_artifact(agreement, artifact->name, artifact->form, &style, &out),
                     nothing ? REMIT_NOTHING : REMIT_NO_MEMORY);
    assert_int_equal(out.length, 0);
    memory.fail_at = 0;
    assert_int_equal(remit_write_artifact(agreement, artifact->name, artifact->form, &style, &out),
                     nothing ? REMIT_NOTHING : REMIT_OK);
  }
  remit_buffer_free(&out);
  remit_free(agreement);
  assert_int_equal(memory.live, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      IN_FOLDER(test_no_memory_while_reading),
      IN_FOLDER(test_no_memory_while_listing),
      IN_FOLDER(test_no_memory_while_listing_rules),
      IN_FOLDER(test_no_memory_while_scoring),
      IN_FOLDER(test_no_memory_while_writing_pages),
      IN_FOLDER(test_no_memory_for_a_repaired_text),
      IN_FOLDER(test_no_memory_while_writing_artifacts),
      IN_FOLDER(test_no_memory_while_reading_a_workbook),
      IN_FOLDER(test_no_memory_while_writing_together),
      IN_FOLDER(test_the_call_after_a_failed_one_is_fine),
  };
  return cmocka_run_group_tests_name("library_memory", tests, NULL, NULL);
}
