/* The JSON writer, and findings as JSON; both read again by jansson. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <jansson.h>
#include <string.h>

#include "emit/findings.h"
#include "emit/json.h"

static struct arena arena;
static jmp_buf guard;
static struct sources sources;
static struct findings findings;

static const struct code_row mix_row = {"M001", "mix-not-100", LEVEL_ERROR, "a mix that is not 100 %"};
static const struct code_row warning_row = {"M002", "mix-too-thin", LEVEL_WARNING, "a warning"};
static const struct code_row info_row = {"K003", "no-source", LEVEL_INFO, "an info"};

static int begin(void **state) {
  (void)state;
  arena_init(&arena, &arena_standard_allocator, &guard);
  sources = (struct sources){.arena = &arena};
  findings = (struct findings){.arena = &arena, .sources = &sources, .limit = 100};
  return 0;
}

static int end(void **state) {
  (void)state;
  arena_free(&arena);
  return 0;
}

static struct decimal number(const char *digits) {
  struct decimal value;
  assert_true(decimal_read(digits, strlen(digits), &value));
  return value;
}

static json_t *reread(const struct buffer *out) {
  json_error_t error;
  json_t *root = json_loadb(out->data, out->length, JSON_DECODE_ANY | JSON_ALLOW_NUL | JSON_REJECT_DUPLICATES, &error);
  if (!root) fail_msg("%s at byte %d", error.text, error.position);
  return root;
}

static void put_sample(struct json *json) {
  json_object_begin(json);
  json_key(json, "empty object");
  json_object_begin(json);
  json_object_end(json);
  json_key(json, "list");
  json_array_begin(json);
  json_put_integer(json, INT64_MIN);
  json_put_bool(json, true);
  json_array_begin(json);
  json_array_end(json);
  json_object_begin(json);
  json_key(json, "a");
  json_put_null(json);
  json_key(json, "b");
  json_put_bool(json, false);
  json_object_end(json);
  json_array_end(json);
  json_key(json, "text");
  json_put_text(json, "x");
  json_key(json, "none");
  json_put_text(json, NULL);
  json_object_end(json);
}

static void test_on_one_line(void **state) {
  (void)state;
  struct buffer out = buffer_in(&arena);
  put_sample(&(struct json){.out = &out});
  assert_string_equal(buffer_string(&out),
                      "{\"empty object\": {}, \"list\": [-9223372036854775808, true, [], {\"a\": null, \"b\": false}], "
                      "\"text\": \"x\", \"none\": null}");
  json_decref(reread(&out));
}

static void test_indented(void **state) {
  (void)state;
  struct buffer out = buffer_in(&arena);
  put_sample(&(struct json){.out = &out, .indented = true});
  assert_string_equal(buffer_string(&out),
                      "{\n"
                      "  \"empty object\": {},\n"
                      "  \"list\": [\n"
                      "    -9223372036854775808,\n"
                      "    true,\n"
                      "    [],\n"
                      "    {\n"
                      "      \"a\": null,\n"
                      "      \"b\": false\n"
                      "    }\n"
                      "  ],\n"
                      "  \"text\": \"x\",\n"
                      "  \"none\": null\n"
                      "}");
  json_decref(reread(&out));
}

static void expect_quoted(const char *text, size_t length, const char *expected, const char *read) {
  struct buffer out = buffer_in(&arena);
  json_put_string(&(struct json){.out = &out}, text, length);
  assert_string_equal(buffer_string(&out), expected);
  json_t *value = reread(&out);
  const char *again = read ? read : text;
  size_t again_length = read ? strlen(read) : length;
  assert_int_equal(json_string_length(value), again_length);
  assert_memory_equal(json_string_value(value), again, again_length);
  json_decref(value);
}

static void test_strings(void **state) {
  (void)state;
  expect_quoted("", 0, "\"\"", NULL);
  expect_quoted("a \"b\" \\ /", 9, "\"a \\\"b\\\" \\\\ /\"", NULL);
  expect_quoted("\b\f\n\r\t", 5, "\"\\b\\f\\n\\r\\t\"", NULL);
  expect_quoted("\0\x01\x1f\x7f", 4, "\"\\u0000\\u0001\\u001f\\u007f\"", NULL);
  expect_quoted("\xE2\x80\xA8\xE2\x80\xA9", 6, "\"\\u2028\\u2029\"", NULL);
  expect_quoted("\xC2\x9B" "31m\xE2\x80\xAE", 8, "\"\\u009b31m\\u202e\"", NULL);
  expect_quoted("</script><!--", 13, "\"\\u003c/script>\\u003c!--\"", NULL);
  expect_quoted("##[error] #[ [", 14, "\"##\\u005berror] #[ [\"", NULL);
  expect_quoted("[#[", 3, "\"[#[\"", NULL);
  expect_quoted("社群 ê \xF0\x9F\x8D\xB5", 14, "\"社群 ê \xF0\x9F\x8D\xB5\"", NULL);
  expect_quoted("\xEF\xBF\xBE\xEF\xBF\xBF", 6, "\"\xEF\xBF\xBE\xEF\xBF\xBF\"", NULL); /* noncharacters are characters */
}

static void test_invalid_utf8_is_replaced(void **state) {
  (void)state;
  expect_quoted("a\xFF" "b", 3, "\"a\xEF\xBF\xBD" "b\"", "a\xEF\xBF\xBD" "b");
  expect_quoted("\xE2\x82", 2, "\"\xEF\xBF\xBD\xEF\xBF\xBD\"", "\xEF\xBF\xBD\xEF\xBF\xBD");
  expect_quoted("\xED\xA0\x80", 3, "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"",
                "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"); /* a lone surrogate */
}

static void test_every_ascii_character_comes_back(void **state) {
  (void)state;
  char text[128];
  for (int i = 0; i < 128; i++) text[i] = (char)i;
  struct buffer out = buffer_in(&arena);
  json_put_string(&(struct json){.out = &out}, text, sizeof text);
  json_t *value = reread(&out);
  assert_int_equal(json_string_length(value), sizeof text);
  assert_memory_equal(json_string_value(value), text, sizeof text);
  json_decref(value);
}

static void test_keys_are_escaped(void **state) {
  (void)state;
  struct buffer out = buffer_in(&arena);
  struct json json = {.out = &out};
  json_object_begin(&json);
  json_key(&json, "a\"<\n");
  json_put_integer(&json, 1);
  json_object_end(&json);
  assert_string_equal(buffer_string(&out), "{\"a\\\"\\u003c\\n\": 1}");
}

static void test_figures_and_dates(void **state) {
  (void)state;
  struct buffer out = buffer_in(&arena);
  struct json json = {.out = &out};
  json_array_begin(&json);
  json_put_decimal(&json, number("12.50"));
  json_put_decimal(&json, decimal_negated(number("0.001")));
  json_put_decimal(&json, decimal_scaled(number("5"), 3));
  json_put_decimal(&json, decimal_divide(number("1"), number("0")));
  json_put_decimal(&json, (struct decimal){.state = DECIMAL_OVERFLOW});
  json_put_date(&json, day_from_civil((struct civil){2026, 3, 31}));
  json_put_date(&json, DAY_NONE);
  json_array_end(&json);
  assert_string_equal(buffer_string(&out), "[12.50, -0.001, 5000, null, null, \"2026-03-31\", null]");
  json_decref(reread(&out));
}

/* Findings. */

static struct finding *add(const struct code_row *code, struct span span, const char *words) {
  return finding_add(&findings, code, span, TEXT_IN_THESE_WORDS, ARGS(arg_string(words)));
}

static char *written(const struct findings_style *style, int times) {
  struct buffer out = buffer_in(&arena);
  struct findings_listing listing = {.format = findings_format_at(REMIT_FORMAT_JSON), .out = &out, .style = *style};
  findings_begin(&listing);
  for (int i = 0; i < times; i++) findings_add(&listing, &findings);
  findings_end(&listing);
  json_decref(reread(&out));
  return buffer_string(&out);
}

static void test_no_findings(void **state) {
  (void)state;
  struct findings_style style = {.language = LANGUAGE_EN};
  assert_string_equal(written(&style, 1),
                      "{\"version\": 1, \"findings\": [], "
                      "\"summary\": {\"files\": 1, \"errors\": 0, \"warnings\": 0, \"infos\": 0}}\n");
}

static void test_a_whole_finding(void **state) {
  (void)state;
  struct findings_style style = {.language = LANGUAGE_EN};
  const char *text = "agreement x {\r\n  目 mix {\r\n  }\r\n}\r\n";
  uint32_t file = sources_add(&sources, "plan.remit", NULL, text, (uint32_t)strlen(text));
  struct finding *finding = finding_add(&findings, &mix_row, span_at(file, 21, 31), TEXT_IN_THESE_WORDS,
                                        ARGS(arg_string("<b>\x1b")));
  finding_label(&findings, finding, TEXT_NOTE, NO_ARGS); /* stands beside the caret only */
  finding_help(&findings, finding, TEXT_COUNT_ERRORS, ARGS(arg_integer(2)));
  finding_related(&findings, finding, span_at(file, 0, 9), TEXT_IN_THESE_WORDS, ARGS(arg_string("here")));
  finding_related(&findings, finding, span_at(file, 10, 10), TEXT_NOTE, NO_ARGS);
  assert_string_equal(
      written(&style, 1),
      "{\"version\": 1, \"findings\": [\n"
      "{\"code\": \"M001\", \"name\": \"mix-not-100\", \"level\": \"error\", \"message\": \"\\u003cb>\\u001b\", "
      "\"help\": \"2 errors\", \"file\": \"plan.remit\", \"line\": 2, \"column\": 5, \"end_line\": 3, "
      "\"end_column\": 4, "
      "\"related\": [{\"message\": \"here\", \"file\": \"plan.remit\", \"line\": 1, \"column\": 1, \"end_line\": 1, "
      "\"end_column\": 10}, {\"message\": \"note\", \"file\": \"plan.remit\", \"line\": 1, \"column\": 11, "
      "\"end_line\": 1, \"end_column\": 11}]}\n"
      "], \"summary\": {\"files\": 1, \"errors\": 1, \"warnings\": 0, \"infos\": 0}}\n");
}

static void test_accepted_findings(void **state) {
  (void)state;
  struct findings_style style = {.language = LANGUAGE_EN};
  const char *const people[] = {"wu", "陳"};
  struct acceptance accepted = {"so agreed", people, 2, day_from_civil((struct civil){2026, 6, 30})};
  struct acceptance bare = {.reason = "so be it", .until = DAY_NONE};
  uint32_t file = sources_add(&sources, "a\xFF.remit", NULL, "x", 1);
  add(&warning_row, span_at(file, 0, 1), "a")->accepted = &accepted;
  add(&warning_row, span_at(file, 0, 1), "b")->accepted = &bare;
  assert_non_null(strstr(written(&style, 1), "\"findings\": [], "));
  style.show_accepted = true;
  assert_string_equal(
      written(&style, 1),
      "{\"version\": 1, \"findings\": [\n"
      "{\"code\": \"M002\", \"name\": \"mix-too-thin\", \"level\": \"warning\", \"message\": \"a\", \"help\": \"\", "
      "\"file\": \"a\xEF\xBF\xBD.remit\", \"line\": 1, \"column\": 1, \"end_line\": 1, \"end_column\": 2, "
      "\"related\": [], "
      "\"suppressed\": {\"reason\": \"so agreed\", \"agreed_by\": [\"wu\", \"陳\"], \"until\": \"2026-06-30\"}},\n"
      "{\"code\": \"M002\", \"name\": \"mix-too-thin\", \"level\": \"warning\", \"message\": \"b\", \"help\": \"\", "
      "\"file\": \"a\xEF\xBF\xBD.remit\", \"line\": 1, \"column\": 1, \"end_line\": 1, \"end_column\": 2, "
      "\"related\": [], "
      "\"suppressed\": {\"reason\": \"so be it\", \"agreed_by\": [], \"until\": null}}\n"
      "], \"summary\": {\"files\": 1, \"errors\": 0, \"warnings\": 0, \"infos\": 0}}\n");
}

static void test_summary_adds_up_what_is_listed(void **state) {
  (void)state;
  struct findings_style style = {.language = LANGUAGE_EN};
  uint32_t file = sources_add(&sources, "a.remit", NULL, "x", 1);
  add(&mix_row, span_at(file, 0, 1), "a");
  add(&warning_row, span_at(file, 0, 1), "b");
  add(&info_row, span_at(file, 0, 1), "c");
  assert_non_null(
      strstr(written(&style, 2), "\"summary\": {\"files\": 2, \"errors\": 2, \"warnings\": 2, \"infos\": 2}}\n"));
  style.least = LEVEL_WARNING;
  char *text = written(&style, 2);
  assert_non_null(strstr(text, "\"summary\": {\"files\": 2, \"errors\": 2, \"warnings\": 2, \"infos\": 0}}\n"));
  assert_null(strstr(text, "K003"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_on_one_line, begin, end),
      cmocka_unit_test_setup_teardown(test_indented, begin, end),
      cmocka_unit_test_setup_teardown(test_strings, begin, end),
      cmocka_unit_test_setup_teardown(test_invalid_utf8_is_replaced, begin, end),
      cmocka_unit_test_setup_teardown(test_every_ascii_character_comes_back, begin, end),
      cmocka_unit_test_setup_teardown(test_keys_are_escaped, begin, end),
      cmocka_unit_test_setup_teardown(test_figures_and_dates, begin, end),
      cmocka_unit_test_setup_teardown(test_no_findings, begin, end),
      cmocka_unit_test_setup_teardown(test_a_whole_finding, begin, end),
      cmocka_unit_test_setup_teardown(test_accepted_findings, begin, end),
      cmocka_unit_test_setup_teardown(test_summary_adds_up_what_is_listed, begin, end),
  };
  return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
