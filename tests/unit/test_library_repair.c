#define _XOPEN_SOURCE 700

#include "library_fixture.h"

static struct remit_agreement *checked(const char *text) {
  struct remit_agreement *agreement;
  assert_int_equal(remit_read_text(NULL, "plan.remit", text, strlen(text), &agreement), REMIT_OK);
  assert_int_equal(remit_check(agreement), REMIT_OK);
  return agreement;
}

static void assert_repaired(const struct remit_agreement *agreement, size_t file, const char *expected) {
  struct remit_buffer out = {0};
  assert_int_equal(remit_write_repaired(agreement, file, &out), REMIT_OK);
  assert_int_equal(out.length, strlen(expected));
  assert_memory_equal(out.data, expected, out.length);
  remit_buffer_free(&out);
}

static void assert_text(const char *text, size_t repairs, const char *expected) {
  struct remit_agreement *agreement = checked(text);
  if (remit_repair_count(agreement, 0) != repairs) fail_msg("%s: %zu repairs", text, remit_repair_count(agreement, 0));
  assert_repaired(agreement, 0, expected);
  remit_free(agreement);
}

/* A frame in which names are declared and used. */
#define FRAME                                                                                               \
  "agreement a \"A\" { term from 2026-01-01 to 2026-12-31; currency EUR }\n"                                 \
  "client c \"C\" { person mei \"Mei\" }\n"                                                                  \
  "goal growth \"G\" { owner mei }\n"                                                                        \
  "objective visitors \"V\" { serves growth; owner mei }\n"

static void test_several_in_one_text(void **state) {
  (void)state;
  assert_text("polcy {\n}\nagremeent a \"A\" {\r\n  trem from 2026-1-1 to 31.12.2026\r\n}", 5,
              "policy {\n}\nagreement a \"A\" {\r\n  term from 2026-01-01 to 2026-12-31\r\n}");
}

static void test_nothing_to_repair(void **state) {
  (void)state;
  assert_text("", 0, "");
  assert_text("policy {\n}\n", 0, "policy {\n}\n");
  assert_text("\xEF\xBB\xBFpolcy {\n}\n", 1, "\xEF\xBB\xBFpolicy {\n}\n");
}

static void test_a_misspelt_name(void **state) {
  (void)state;
  const char *second = "objective more \"M\" { serves growth; owner mei }\n";
  char text[2000], right[2000];
  snprintf(text, sizeof text, FRAME "%skpi k \"K\" { measures vistiors; unit visits }\nkpi l \"L\" { measures visitors; unit visits }\n", second);
  snprintf(right, sizeof right, FRAME "%skpi k \"K\" { measures visitors; unit visits }\nkpi l \"L\" { measures visitors; unit visits }\n", second);
  assert_text(text, 1, right);
}

/* Nothing else uses the right name; the wrong one is used twice; it stands beside the right one; another is as near. */
static void test_a_name_that_may_be_another(void **state) {
  (void)state;
  static const char *const texts[] = {
      FRAME "kpi k \"K\" { measures vistiors; unit visits }\n",
      FRAME "kpi k \"K\" { measures vistiors; unit visits }\nkpi l \"L\" { measures vistiors; unit visits }\n"
            "kpi m \"M\" { measures visitors; unit visits }\n",
      FRAME "kpi k \"K\" { measures vistiors, visitors; unit visits }\n",
      FRAME "objective visiters \"V\" { serves growth; owner mei }\nkpi k \"K\" { measures visitrs; unit visits }\n"
            "kpi m \"M\" { measures visitors, visiters; unit visits }\n"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) assert_text(texts[i], 0, texts[i]);
}

static void test_each_file_has_its_own(void **state) {
  (void)state;
  put("plan.remit", "include \"house.remit\"\npolcy {\n}\n");
  put("house.remit", "\xEF\xBB\xBFpoliccy {\n}\n");
  struct remit_agreement *agreement = read_checked(NULL, "plan.remit");
  size_t length;
  assert_int_equal(remit_repair_count(agreement, 0), 1);
  assert_int_equal(remit_repair_count(agreement, 1), 1);
  assert_int_equal(remit_repair_count(agreement, 2), 0);
  assert_repaired(agreement, 0, "include \"house.remit\"\npolicy {\n}\n");
  assert_repaired(agreement, 1, "\xEF\xBB\xBFpolicy {\n}\n");
  assert_memory_equal(remit_file_bytes(agreement, 1, &length), "\xEF\xBB\xBFpoliccy {\n}\n", 15);
  assert_int_equal(length, 15);
  assert_null(remit_file_bytes(agreement, 2, &length));
  assert_int_equal(length, 0);
  remit_free(agreement);
}

/* A repair in a value from outside has no file to be made in. */
static void test_values_are_no_files(void **state) {
  (void)state;
  const struct remit_values value_of_fee = value("fee=12,000 EUR");
  const struct remit_options options = {.values = &value_of_fee, .value_count = 1};
  struct remit_agreement *agreement;
  const char *text = "param fee money \"Fee\"\n";
  assert_int_equal(remit_read_text(&options, "plan.remit", text, strlen(text), &agreement), REMIT_OK);
  assert_int_equal(remit_check(agreement), REMIT_OK);
  assert_int_equal(remit_repair_count(agreement, 0), 0);
  assert_repaired(agreement, 0, text);
  remit_free(agreement);
}

static void test_wrong_use(void **state) {
  (void)state;
  struct remit_buffer out = {0};
  struct remit_agreement *agreement;
  assert_int_equal(remit_read_text(NULL, "plan.remit", "polcy {\n}\n", 10, &agreement), REMIT_OK);
  assert_int_equal(remit_repair_count(agreement, 0), 0);
  assert_int_equal(remit_write_repaired(agreement, 0, &out), REMIT_WRONG_USE);
  assert_int_equal(remit_check(agreement), REMIT_OK);
  assert_int_equal(remit_write_repaired(agreement, 1, &out), REMIT_WRONG_USE);
  assert_int_equal(remit_write_repaired(agreement, 0, NULL), REMIT_WRONG_USE);
  assert_int_equal(remit_write_repaired(NULL, 0, &out), REMIT_WRONG_USE);
  assert_null(out.data);
  remit_free(agreement);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      IN_FOLDER(test_several_in_one_text),   IN_FOLDER(test_nothing_to_repair),
      IN_FOLDER(test_a_misspelt_name),       IN_FOLDER(test_a_name_that_may_be_another),
      IN_FOLDER(test_each_file_has_its_own), IN_FOLDER(test_values_are_no_files),
      IN_FOLDER(test_wrong_use),
  };
  return cmocka_run_group_tests_name("library_repair", tests, NULL, NULL);
}
