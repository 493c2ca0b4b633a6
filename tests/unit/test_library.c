/* The public interface: reading, checking, listing, artifacts. */
#define _GNU_SOURCE

#include "library_fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

/* How often the listing as text names the code. */
static int count_code(struct remit_agreement *agreement, const char *code) {
  char mark[16], *text = listed(agreement, REMIT_FORMAT_TEXT);
  int count = 0;
  snprintf(mark, sizeof mark, "[%s]", code);
  for (const char *found = text; (found = strstr(found, mark)); found++) count++;
  free(text);
  return count;
}

static void expect_code(const struct remit_options *options, const char *name, const char *code, int times) {
  struct remit_agreement *agreement = read_checked(options, name);
  int count = count_code(agreement, code);
  if (count != times) fail_msg("%s: %d times %s, not %d", name, count, code, times);
  remit_free(agreement);
}

static void expect_text(struct remit_agreement *agreement, const char *part) {
  char *text = listed(agreement, REMIT_FORMAT_TEXT);
  if (!strstr(text, part)) fail_msg("`%s` does not stand in:\n%s", part, text);
  free(text);
}

/* ---- Reading ---- */

static void test_a_missing_file_is_said_by_errno(void **state) {
  (void)state;
  struct remit_agreement *agreement = (struct remit_agreement *)&agreement;
  errno = 0;
  assert_int_equal(remit_read_file(NULL, at("none.remit"), &agreement), REMIT_NOT_READ);
  assert_int_equal(errno, ENOENT);
  assert_null(agreement);
}

static void test_what_is_no_file_is_not_read(void **state) {
  (void)state;
  struct remit_agreement *agreement;
  assert_int_equal(mkfifo(at("pipe.remit"), 0600), 0);
  assert_int_equal(remit_read_file(NULL, home, &agreement), REMIT_NOT_A_FILE);
  assert_int_equal(remit_read_file(NULL, at("pipe.remit"), &agreement), REMIT_NOT_A_FILE);
  assert_int_equal(remit_read_file(NULL, "/dev/zero", &agreement), REMIT_NOT_A_FILE);
}

static void test_the_root_binds_the_named_file_only_where_asked(void **state) {
  (void)state;
  struct remit_agreement *agreement;
  mkdir(at("inner"), 0700);
  put("plan.remit", "remit 1\n");
  struct remit_options options = {.root = at("inner")};
  assert_int_equal(remit_read_file(&options, at("plan.remit"), &agreement), REMIT_OK);
  remit_free(agreement);
  options.inside_root = true;
  assert_int_equal(remit_read_file(&options, at("plan.remit"), &agreement), REMIT_OUTSIDE_ROOT);
}

static void test_wrong_use_is_refused(void **state) {
  (void)state;
  struct remit_agreement *agreement;
  struct remit_options options = {.as_of = "2026-02-30"};
  struct remit_values values = {.name = NULL, .text = "a=1", .length = 3};
  assert_int_equal(remit_read_text(NULL, "a", "", 0, NULL), REMIT_WRONG_USE);
  assert_int_equal(remit_read_text(NULL, NULL, "", 0, &agreement), REMIT_WRONG_USE);
  assert_int_equal(remit_read_text(NULL, "a", NULL, 1, &agreement), REMIT_WRONG_USE);
  assert_int_equal(remit_read_descriptor(NULL, "a", -1, &agreement), REMIT_WRONG_USE);
  assert_int_equal(remit_read_text(&options, "a", "", 0, &agreement), REMIT_WRONG_USE);
  options.as_of = "2026-03";
  assert_int_equal(remit_read_text(&options, "a", "", 0, &agreement), REMIT_WRONG_USE);
  options = (struct remit_options){.inside_root = true};
  assert_int_equal(remit_read_text(&options, "a", "", 0, &agreement), REMIT_WRONG_USE);
  options = (struct remit_options){.values = &values, .value_count = 1};
  assert_int_equal(remit_read_text(&options, "a", "", 0, &agreement), REMIT_WRONG_USE);
  assert_int_equal(remit_check(NULL), REMIT_WRONG_USE);
  remit_free(NULL);
}

static void test_steps_come_in_their_order(void **state) {
  (void)state;
  struct remit_agreement *agreement;
  struct remit_listing listing = {.format = REMIT_FORMAT_JSON};
  struct remit_buffer out = {0};
  assert_int_equal(remit_read_text(NULL, "a", NULL, 0, &agreement), REMIT_OK);
  assert_int_equal(remit_listing_begin(&listing, &out), REMIT_OK);
  assert_int_equal(remit_listing_add(&listing, agreement, &out), REMIT_WRONG_USE);
  assert_int_equal(remit_write_artifact(agreement, "model", "json", NULL, &out), REMIT_WRONG_USE);
  assert_int_equal(remit_check(agreement), REMIT_OK);
  assert_int_equal(remit_check(agreement), REMIT_WRONG_USE);
  assert_int_equal(remit_write_artifact(agreement, "model", "pdf", NULL, &out), REMIT_WRONG_USE);
  assert_int_equal(remit_write_artifact(agreement, NULL, NULL, NULL, &out), REMIT_WRONG_USE);
  listing.format = REMIT_FORMAT_COUNT;
  assert_int_equal(remit_listing_add(&listing, agreement, &out), REMIT_WRONG_USE);
  remit_buffer_free(&out);
  remit_free(agreement);
}

static void test_a_descriptor_is_read_to_its_end_and_stays_open(void **state) {
  (void)state;
  struct remit_agreement *agreement;
  int ends[2];
  assert_int_equal(pipe(ends), 0);
  assert_int_equal(write(ends[1], "agreement x \"X\" {\n}\n", 20), 20);
  close(ends[1]);
  assert_int_equal(remit_read_descriptor(NULL, "<stdin>", ends[0], &agreement), REMIT_OK);
  assert_true(remit_holds_agreement(agreement));
  assert_string_equal(remit_file_name(agreement, 0), "<stdin>");
  assert_null(remit_file_path(agreement, 0));
  assert_int_not_equal(fcntl(ends[0], F_GETFD), -1);
  close(ends[0]);
  remit_free(agreement);
}

/* ---- Includes ---- */

static void test_files_are_read_once_in_their_order(void **state) {
  (void)state;
  mkdir(at("parts"), 0700);
  put("plan.remit", "include \"parts/a.remit\"\ninclude \"parts/../parts//b.remit\"\ninclude \"./parts/a.remit\"\n");
  put("parts/a.remit", "include \"b.remit\"\n");
  put("parts/b.remit", "# nothing\n");
  struct remit_agreement *agreement = read_checked(NULL, "plan.remit");
  assert_int_equal(remit_file_count(agreement), 3);
  assert_string_equal(remit_file_name(agreement, 1), at("parts/a.remit"));
  assert_string_equal(remit_file_name(agreement, 2), at("parts/b.remit"));
  assert_null(remit_file_name(agreement, 3));
  assert_null(remit_file_path(agreement, 3));
  assert_int_equal(count_code(agreement, "E012"), 0);
  remit_free(agreement);
}

static void test_one_file_under_two_names_is_one(void **state) {
  (void)state;
  put("plan.remit", "include \"a.remit\"\ninclude \"b.remit\"\n");
  put("a.remit", "# nothing\n");
  assert_int_equal(symlink("a.remit", at("b.remit")), 0);
  struct remit_agreement *agreement = read_checked(NULL, "plan.remit");
  assert_int_equal(remit_file_count(agreement), 2);
  remit_free(agreement);
}

static void test_cycles_are_shown(void **state) {
  (void)state;
  put("plan.remit", "include \"a.remit\"\n");
  put("a.remit", "include \"b.remit\"\n");
  put("b.remit", "include \"a.remit\"\ninclude \"plan.remit\"\ninclude \"b.remit\"\n");
  expect_code(NULL, "plan.remit", "E012", 3);
}

static void test_an_include_that_fails_is_a_finding(void **state) {
  (void)state;
  mkdir(at("root"), 0700);
  mkdir(at("root/folder"), 0700);
  put("secret.remit", "agrement 12,000\n");
  assert_int_equal(symlink("../secret.remit", at("root/link.remit")), 0);
  put("root/plan.remit",
      "include \"none.remit\"\ninclude \"folder\"\ninclude \"\"\ninclude \"{$x}.remit\"\ninclude \"link.remit\"\n"
      "include \"../secret.remit\"\ninclude \"/etc/passwd\"\ninclude \"none.remit\"\ninclude \"a\\tb\"\n");
  struct remit_agreement *agreement = read_checked(NULL, "root/plan.remit");
  assert_int_equal(count_code(agreement, "E011"), 9);
  char *text = listed(agreement, REMIT_FORMAT_TEXT);
  assert_null(strstr(text, "12,000")); /* nothing of a file outside is shown */
  assert_null(strstr(text, "root:x:"));
  free(text);
  remit_free(agreement);
  struct remit_options wider = {.root = home};
  expect_code(&wider, "root/plan.remit", "E011", 7);
}

static void test_a_text_without_a_root_includes_nothing(void **state) {
  (void)state;
  struct remit_agreement *agreement;
  const char text[] = "include \"a.remit\"\n";
  put("a.remit", "# nothing\n");
  assert_int_equal(remit_read_text(NULL, at("plan.remit"), text, sizeof text - 1, &agreement), REMIT_OK);
  assert_int_equal(remit_check(agreement), REMIT_OK);
  expect_text(agreement, "error[E011]");
  remit_free(agreement);
  struct remit_options options = {.root = home};
  assert_int_equal(remit_read_text(&options, at("plan.remit"), text, sizeof text - 1, &agreement), REMIT_OK);
  assert_int_equal(remit_file_count(agreement), 2);
  remit_free(agreement);
}

/* plan.remit includes 0.remit, that 1.remit, and so on. */
static void put_chain(int length) {
  char name[32], text[64];
  put("plan.remit", length ? "include \"0.remit\"\n" : "");
  for (int i = 0; i < length; i++) {
    snprintf(name, sizeof name, "%d.remit", i);
    snprintf(text, sizeof text, i + 1 < length ? "include \"%d.remit\"\n" : "# nothing\n", i + 1);
    put(name, text);
  }
}

static void test_depth_of_includes_is_limited(void **state) {
  (void)state;
  put_chain(32);
  expect_code(NULL, "plan.remit", "E009", 0);
  put_chain(33);
  expect_code(NULL, "plan.remit", "E009", 1);
  struct remit_options options = {.limits = {.include_depth = 2}};
  put_chain(2);
  expect_code(&options, "plan.remit", "E009", 0);
  put_chain(3);
  expect_code(&options, "plan.remit", "E009", 1);
}

static void put_many(int count) {
  char name[32], *text = malloc((size_t)count * 32 + 1);
  size_t length = 0;
  assert_non_null(text);
  for (int i = 0; i < count; i++) {
    length += (size_t)sprintf(text + length, "include \"m%d.remit\"\n", i);
    snprintf(name, sizeof name, "m%d.remit", i);
    put(name, "");
  }
  put_bytes("plan.remit", text, length);
  free(text);
}

static void test_number_of_files_is_limited(void **state) {
  (void)state;
  put_many(1024);
  expect_code(NULL, "plan.remit", "E009", 0);
  put_many(1030);
  expect_code(NULL, "plan.remit", "E009", 1);
}

/* A file of just so many bytes, most of them a comment. */
static void put_sized(const char *name, const char *first, size_t size) {
  char *bytes = malloc(size + 1);
  assert_non_null(bytes);
  memset(bytes, 'x', size + 1);
  size_t length = strlen(first);
  memcpy(bytes, first, length);
  bytes[length] = '#';
  bytes[size - 1] = '\n';
  put_bytes(name, bytes, size);
  free(bytes);
}

static void test_size_of_a_file_is_limited(void **state) {
  (void)state;
  const struct remit_options options = {.limits = {.file_mib = 1}};
  put_sized("plan.remit", "", 1 << 20);
  expect_code(&options, "plan.remit", "E009", 0);
  put_sized("plan.remit", "", (1 << 20) + 1);
  expect_code(&options, "plan.remit", "E009", 1);
  put("plan.remit", "include \"a.remit\"\n");
  put_sized("a.remit", "", (1 << 20) + 1);
  expect_code(&options, "plan.remit", "E009", 1);
  put_sized("plan.remit", "", 1 << 24);
  expect_code(NULL, "plan.remit", "E009", 0);
  put_sized("plan.remit", "", (1 << 24) + 1);
  expect_code(NULL, "plan.remit", "E009", 1);
}

static void test_size_of_all_files_is_limited(void **state) {
  (void)state;
  const struct remit_options options = {.limits = {.total_mib = 2}};
  put("plan.remit", "include \"a.remit\"\ninclude \"b.remit\"\n");
  put_sized("a.remit", "", 1 << 20);
  put_sized("b.remit", "", (1 << 20) - 36);
  expect_code(&options, "plan.remit", "E009", 0);
  put_sized("b.remit", "", (1 << 20) - 35);
  struct remit_agreement *agreement = read_checked(&options, "plan.remit");
  expect_text(agreement, "come to more than 2 MiB");
  remit_free(agreement);
}

static void test_a_text_in_memory_is_limited_too(void **state) {
  (void)state;
  const struct remit_options options = {.limits = {.file_mib = 1}};
  struct remit_agreement *agreement;
  char *bytes = calloc(1, (1 << 20) + 1);
  assert_non_null(bytes);
  memset(bytes, ' ', (1 << 20) + 1);
  assert_int_equal(remit_read_text(&options, "a", bytes, (1 << 20) + 1, &agreement), REMIT_OK);
  assert_int_equal(remit_check(agreement), REMIT_OK);
  expect_text(agreement, "error[E009]");
  remit_free(agreement);
  free(bytes);
}

/* ---- The text itself ---- */

static void test_a_byte_order_mark_moves_nothing(void **state) {
  (void)state;
  put("plan.remit", "\xEF\xBB\xBF" "bogus\n");
  struct remit_agreement *agreement = read_checked(NULL, "plan.remit");
  expect_text(agreement, "plan.remit:1:1");
  remit_free(agreement);
}

/* The first as sha256sum has it, the second as Python's hashlib: sha256(sha256(plan) + sha256(a)). */
static void test_fingerprint(void **state) {
  (void)state;
  put("plan.remit", "\xEF\xBB\xBF" "#abc\n");
  struct remit_agreement *agreement = read_checked(NULL, "plan.remit");
  assert_string_equal(remit_fingerprint(agreement), "fc8ccbd0e32b035286cbce4b95843a80841f7d9944a943e664d9229c81a87b13");
  remit_free(agreement);
  put("plan.remit", "include \"a.remit\"\n");
  put("a.remit", "# nothing\n");
  agreement = read_checked(NULL, "plan.remit");
  assert_string_equal(remit_fingerprint(agreement), "74367d04ea6cc269153274f2b31ce600eb81a06a78a3152c06d0b6dcfe7c5ee7");
  remit_free(agreement);
}

static void test_findings_beyond_the_limit_are_one(void **state) {
  (void)state;
  const struct remit_options options = {.limits = {.findings = 3}};
  put("plan.remit", "bogus1\nbogus2\nbogus3\nbogus4\nbogus5\n");
  struct remit_agreement *agreement = read_checked(&options, "plan.remit");
  struct remit_counts counts = remit_count(agreement);
  assert_int_equal(counts.errors, 4);
  assert_int_equal(count_code(agreement, "E009"), 1);
  remit_free(agreement);
}

/* ---- Values ---- */

static struct remit_values value_lines(const char *text) {
  return (struct remit_values){.name = "values.txt", .text = text, .length = strlen(text), .lines = true};
}

static void expect_values(const struct remit_values *values, size_t count, const char *part) {
  const struct remit_options options = {.values = values, .value_count = count};
  put("plan.remit",
      "param fee money \"our fee\"\nparam who text \"who\"\nparam share share\n"
      "agreement x \"For {$who}\" {\n  term from 2026-01-01 to 2026-12-31\n  currency EUR\n}\n"
      "budget { total $fee }\n");
  struct remit_agreement *agreement = read_checked(&options, "plan.remit");
  expect_text(agreement, part);
  remit_free(agreement);
}

static void test_values_that_are_wrong_are_shown_at_their_place(void **state) {
  (void)state;
  const struct remit_values undeclared[] = {value("fea=5 EUR")};
  expect_values(undeclared, 1, "no `param` declares `fea`");
  const struct remit_values lines[] = {value_lines("# fees\n\n  fea = 5 EUR\r\n")};
  expect_values(lines, 1, "values.txt:3:3");
  const struct remit_values form[] = {value_lines("fee = 5 EUR\nwho\n")};
  expect_values(form, 1, "values.txt:2:1");
  const struct remit_values number[] = {value_lines("who = W\nfee = 12,000 EUR\n")};
  expect_values(number, 1, "values.txt:2:7");
  const struct remit_values empty[] = {value("fee=")};
  expect_values(empty, 1, "--set:1:5");
  const struct remit_values bytes[] = {value("who=\xFF")};
  expect_values(bytes, 1, "error[E001]");
  const struct remit_values control[] = {value("who=a\033b")};
  expect_values(control, 1, "error[E002]");
}

static void test_the_later_value_counts(void **state) {
  (void)state;
  const struct remit_values values[] = {value("fee=12,000 EUR"), value("fee=5 EUR"), value("who=W & Co., \"the best\""),
                                        value("share=3%")};
  const struct remit_options options = {.values = values, .value_count = 4};
  put("plan.remit", "param fee money\nparam who text\nparam share share\n");
  struct remit_agreement *agreement = read_checked(&options, "plan.remit");
  assert_int_equal(count_code(agreement, "E005"), 0);
  assert_int_equal(count_code(agreement, "E210"), 0);
  remit_free(agreement);
}

static void test_too_many_values_are_refused(void **state) {
  (void)state;
  char *text = malloc(1100 * 16);
  size_t length = 0;
  assert_non_null(text);
  for (int i = 0; i < 1100; i++) length += (size_t)sprintf(text + length, "v%d = 1\n", i);
  const struct remit_values values[] = {{.name = "values.txt", .text = text, .length = length, .lines = true}};
  const struct remit_options options = {.values = values, .value_count = 1};
  put("plan.remit", "agreement x \"X\" {\n}\n");
  expect_code(&options, "plan.remit", "E009", 2); /* one for the values, one for findings beyond the limit */
  free(text);
}

/* ---- Buffers ---- */

static void test_bytes_are_appended(void **state) {
  (void)state;
  struct remit_buffer out = {0};
  struct remit_listing listing = {.format = REMIT_FORMAT_JSON};
  put("plan.remit", "bogus\n");
  struct remit_agreement *agreement = read_checked(NULL, "plan.remit");
  assert_int_equal(remit_listing_begin(&listing, &out), REMIT_OK);
  size_t first = out.length;
  assert_true(first > 0);
  assert_int_equal(remit_listing_add(&listing, agreement, &out), REMIT_OK);
  assert_int_equal(remit_listing_add(&listing, agreement, &out), REMIT_OK);
  assert_true(out.length > first);
  assert_int_equal(remit_listing_end(&listing, &out), REMIT_OK);
  assert_int_equal(listing.files, 2);
  assert_memory_equal(out.data + out.length - 3, "}}\n", 3);
  remit_buffer_free(&out);
  remit_free(agreement);
}

static void test_artifacts_have_names_and_forms(void **state) {
  (void)state;
  size_t count = 0;
  for (; remit_artifact_at(count); count++) {
    assert_true(*remit_artifact_at(count)->name);
    assert_true(*remit_artifact_at(count)->form);
  }
  assert_true(count > 0);
  assert_true(*remit_version());
}

static void test_errors_forbid_artifacts(void **state) {
  (void)state;
  struct remit_buffer out = {0};
  const struct remit_artifact_style force = {.force = true};
  put("plan.remit", "agreement x \"X\" {\n  bogus\n}\n");
  struct remit_agreement *agreement = read_checked(NULL, "plan.remit");
  for (size_t i = 0; remit_artifact_at(i); i++) {
    const struct remit_artifact *artifact = remit_artifact_at(i);
    out.length = 0;
    assert_int_equal(remit_write_artifact(agreement, artifact->name, artifact->form, NULL, &out), REMIT_NOT_CONSISTENT);
    assert_int_equal(out.length, 0);
    bool nothing = !strcmp(artifact->name, "selection"); /* of which that text has none */
    assert_int_equal(remit_write_artifact(agreement, artifact->name, artifact->form, &force, &out),
                     nothing ? REMIT_NOTHING : REMIT_OK);
    assert_int_equal(out.length > 0, !nothing);
  }
  remit_free(agreement);
  put("plan.remit", "# nothing\n");
  agreement = read_checked(NULL, "plan.remit");
  assert_int_equal(remit_write_artifact(agreement, "model", "json", &force, &out), REMIT_NOT_CONSISTENT);
  remit_buffer_free(&out);
  remit_free(agreement);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      IN_FOLDER(test_a_missing_file_is_said_by_errno),
      IN_FOLDER(test_what_is_no_file_is_not_read),
      IN_FOLDER(test_the_root_binds_the_named_file_only_where_asked),
      IN_FOLDER(test_wrong_use_is_refused),
      IN_FOLDER(test_steps_come_in_their_order),
      IN_FOLDER(test_a_descriptor_is_read_to_its_end_and_stays_open),
      IN_FOLDER(test_files_are_read_once_in_their_order),
      IN_FOLDER(test_one_file_under_two_names_is_one),
      IN_FOLDER(test_cycles_are_shown),
      IN_FOLDER(test_an_include_that_fails_is_a_finding),
      IN_FOLDER(test_a_text_without_a_root_includes_nothing),
      IN_FOLDER(test_depth_of_includes_is_limited),
      IN_FOLDER(test_number_of_files_is_limited),
      IN_FOLDER(test_size_of_a_file_is_limited),
      IN_FOLDER(test_size_of_all_files_is_limited),
      IN_FOLDER(test_a_text_in_memory_is_limited_too),
      IN_FOLDER(test_a_byte_order_mark_moves_nothing),
      IN_FOLDER(test_fingerprint),
      IN_FOLDER(test_findings_beyond_the_limit_are_one),
      IN_FOLDER(test_values_that_are_wrong_are_shown_at_their_place),
      IN_FOLDER(test_the_later_value_counts),
      IN_FOLDER(test_too_many_values_are_refused),
      IN_FOLDER(test_bytes_are_appended),
      IN_FOLDER(test_artifacts_have_names_and_forms),
      IN_FOLDER(test_errors_forbid_artifacts),
  };
  return cmocka_run_group_tests_name("library", tests, NULL, NULL);
}
