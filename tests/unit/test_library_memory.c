/* Memory may fail at every single allocation. This program has its own arena, in which each piece of memory is an allocation
 * of its own, so that each of them can fail. */
#define _GNU_SOURCE

#include "library_fixture.h"

#include "failing_memory.h"

/* Something to do with the library, by an allocator; the status of the first call that fails, else REMIT_OK. */
typedef enum remit_status scenario(const struct remit_allocator *allocator);

static enum remit_status do_read(const struct remit_allocator *allocator, struct remit_agreement **agreement) {
  const struct remit_values values[] = {value("fee=800 EUR"), value("town=\"Cork\""), value("nobody=1"), value("fee=1,2")};
  const struct remit_options options = {.allocator = allocator, .values = values, .value_count = 4, .as_of = "2026-03-31"};
  enum remit_status status = remit_read_file(&options, at("plan.remit"), agreement);
  return status == REMIT_OK ? remit_check(*agreement) : status;
}

static enum remit_status list_in(const struct remit_allocator *allocator, enum remit_format format) {
  struct remit_agreement *agreement = NULL;
  struct remit_buffer out = {.allocator = allocator};
  struct remit_listing listing = {.format = format, .colour = true, .show_allowed = true};
  enum remit_status status = do_read(allocator, &agreement);
  if (status == REMIT_OK) status = remit_listing_begin(&listing, &out);
  if (status == REMIT_OK) status = remit_listing_add(&listing, agreement, &out);
  if (status == REMIT_OK) status = remit_listing_end(&listing, &out);
  remit_buffer_free(&out);
  remit_free(agreement);
  return status;
}

static enum remit_status list_text(const struct remit_allocator *allocator) { return list_in(allocator, REMIT_FORMAT_TEXT); }
static enum remit_status list_json(const struct remit_allocator *allocator) { return list_in(allocator, REMIT_FORMAT_JSON); }

/* Formats for machines, of a text that is small, since SARIF lists every rule. */
static enum remit_status list_for_machines(const struct remit_allocator *allocator) {
  static const char text[] = "agreement a \"A\" { term from 2026-01-01 to 2026-12-31; currency TWD }\n"
                             "objective o \"O\" { allow G001 \"so be it\" }\nfoo\nfoo\n";
  const char *const ignored[] = {"A", "g002"};
  const struct remit_options options = {.allocator = allocator, .ignore = ignored, .ignore_count = 2};
  struct remit_agreement *agreement = NULL;
  struct remit_buffer out = {.allocator = allocator};
  enum remit_status status = remit_read_text(&options, "plan.remit", text, sizeof text - 1, &agreement);
  if (status == REMIT_OK) status = remit_check(agreement);
  for (int format = REMIT_FORMAT_NDJSON; format < REMIT_FORMAT_COUNT && status == REMIT_OK; format++) {
    struct remit_listing listing = {.format = (enum remit_format)format, .show_allowed = true};
    status = remit_listing_begin(&listing, &out);
    if (status == REMIT_OK) status = remit_listing_add(&listing, agreement, &out);
    if (status == REMIT_OK) status = remit_listing_end(&listing, &out);
  }
  remit_buffer_free(&out);
  remit_free(agreement);
  return status;
}

static enum remit_status write_pages(const struct remit_allocator *allocator) {
  struct remit_buffer out = {.allocator = allocator};
  enum remit_status status = REMIT_OK;
  for (int form = REMIT_PAGE_TEXT; form <= REMIT_PAGE_MARKDOWN && status == REMIT_OK; form++) {
    status = remit_write_explanation("m001", (enum remit_page_form)form, &out);
    if (status == REMIT_OK) status = remit_write_rules((enum remit_page_form)form, &out);
  }
  if (status == REMIT_OK) status = remit_write_base(&out);
  remit_buffer_free(&out);
  return status;
}

static enum remit_status write_all(const struct remit_allocator *allocator) {
  struct remit_agreement *agreement = NULL;
  struct remit_buffer out = {.allocator = allocator};
  const struct remit_artifact_style style = {.force = true};
  const struct remit_options options = {.allocator = allocator};
  enum remit_status status = remit_read_file(&options, EXAMPLE, &agreement);
  if (status == REMIT_OK) status = remit_check(agreement);
  for (size_t i = 0; status == REMIT_OK && remit_artifact_at(i); i++)
    status = remit_write_artifact(agreement, remit_artifact_at(i)->name, remit_artifact_at(i)->form, &style, &out);
  remit_buffer_free(&out);
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
  static const char middle[] = "\npolicy {\n}\nallow G003 \"so be it\"\n";
  memcpy(longer + length - 90000, middle, sizeof middle - 1);
  remit_buffer_free(&base);
  const struct remit_helper helper = {one_after_the_other, &helped};
  const struct remit_options options = {.allocator = allocator, .helper = &helper};
  const struct remit_artifact csv = {"scorecard", "csv"}, markdown = {"scorecard", "md"};
  const struct remit_artifact *const artifacts[] = {&csv, &markdown};
  struct remit_buffer out[] = {{.allocator = allocator}, {.allocator = allocator}};
  struct remit_writing writing = {.artifacts = artifacts, .count = 2, .out = out};
  struct remit_agreement *agreement = NULL;
  enum remit_status status = remit_read_text(&options, "plan.remit", longer, length, &agreement);
  if (status == REMIT_OK) status = remit_check_and_write(agreement, &writing);
  if (status == REMIT_OK) status = writing.status;
  if (status == REMIT_OK) assert_true(helped == 2 && out[0].length && out[1].length);
  remit_buffer_free(&out[0]);
  remit_buffer_free(&out[1]);
  remit_free(agreement);
  free(longer);
  return status;
}

/* The Nth allocation fails, for N from 1 until all goes well; then the same with all that follow it. */
static void fail_everywhere(scenario *run) {
  char *before = all_outputs();
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
  char *after = all_outputs();
  assert_string_equal(before, after);
  free(before);
  free(after);
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

static void test_no_memory_while_listing_text(void **state) {
  (void)state;
  put_faulty();
  fail_everywhere(list_text);
}

static void test_no_memory_while_listing_json(void **state) {
  (void)state;
  put_faulty();
  fail_everywhere(list_json);
}

static void test_no_memory_while_listing_for_machines(void **state) {
  (void)state;
  fail_everywhere(list_for_machines);
}

static void test_no_memory_while_writing_pages(void **state) {
  (void)state;
  fail_everywhere(write_pages);
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

static void test_no_memory_while_writing_artifacts(void **state) {
  (void)state;
  fail_everywhere(write_all);
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
    assert_int_equal(remit_write_artifact(agreement, artifact->name, artifact->form, &style, &out), REMIT_NO_MEMORY);
    assert_int_equal(out.length, 0);
    memory.fail_at = 0;
    assert_int_equal(remit_write_artifact(agreement, artifact->name, artifact->form, &style, &out), REMIT_OK);
  }
  remit_buffer_free(&out);
  remit_free(agreement);
  assert_int_equal(memory.live, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      IN_FOLDER(test_no_memory_while_listing_text),
      IN_FOLDER(test_no_memory_while_listing_json),
      IN_FOLDER(test_no_memory_while_listing_for_machines),
      IN_FOLDER(test_no_memory_while_writing_pages),
      IN_FOLDER(test_no_memory_for_a_repaired_text),
      IN_FOLDER(test_no_memory_while_writing_artifacts),
      IN_FOLDER(test_no_memory_while_writing_together),
      IN_FOLDER(test_the_call_after_a_failed_one_is_fine),
  };
  return cmocka_run_group_tests_name("library_memory", tests, NULL, NULL);
}
