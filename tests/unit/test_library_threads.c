/* Different agreements in different threads do not meet; run under the thread sanitizer by tests/run.sh all. */
#define _GNU_SOURCE

#include "library_fixture.h"

#include <pthread.h>

static void *compile_often(void *expected) {
  for (int i = 0; i < 20; i++) {
    char *outputs = all_outputs();
    bool same = !strcmp(outputs, expected);
    free(outputs);
    if (!same) return expected;
  }
  return NULL;
}

static void test_threads_do_not_meet(void **state) {
  (void)state;
  enum { THREADS = 4 };
  pthread_t threads[THREADS];
  char *expected = all_outputs();
  for (int i = 0; i < THREADS; i++) assert_int_equal(pthread_create(&threads[i], NULL, compile_often, expected), 0);
  for (int i = 0; i < THREADS; i++) {
    void *different;
    assert_int_equal(pthread_join(threads[i], &different), 0);
    assert_null(different);
  }
  free(expected);
}

/* ---- A helper ---- */

static void *run_work(void *context) {
  const struct remit_work *work = context;
  work->run(work->context);
  return NULL;
}

static void at_once(void *context, const struct remit_work *one, const struct remit_work *other) {
  pthread_t thread;
  struct remit_work there = *one;
  ++*(int *)context;
  assert_int_equal(pthread_create(&thread, NULL, run_work, &there), 0);
  other->run(other->context);
  assert_int_equal(pthread_join(thread, NULL), 0);
}

/* The order in which one thread never does it, and two may. */
static void other_first(void *context, const struct remit_work *one, const struct remit_work *other) {
  ++*(int *)context;
  other->run(other->context);
  one->run(one->context);
}

enum { ARTIFACTS_MOST = 32 };

/* Findings and all artifacts of a text, with a reader all that are for one, written with a helper or without; the status of
 * each stands before it, that of the whole first. */
static char *written(const char *text, size_t length, const struct remit_artifact_style *style,
                     const struct remit_helper *helper, size_t *size) {
  const struct remit_artifact *artifacts[ARTIFACTS_MOST];
  struct remit_written out[ARTIFACTS_MOST] = {{0}};
  struct remit_buffer all = {0};
  const struct remit_options options = {.helper = helper};
  struct remit_writing writing = {.artifacts = artifacts, .style = style, .out = out};
  struct remit_listing listing = {.format = REMIT_FORMAT_JSON};
  struct remit_agreement *agreement;
  for (size_t i = 0; (artifacts[writing.count] = remit_artifact_at(i)); i++)
    if (!style->reader || artifacts[writing.count]->for_one) writing.count++;
  assert_int_equal(remit_read_text(&options, "plan.remit", text, length, &agreement), REMIT_OK);
  assert_int_equal(remit_check_and_write(agreement, &writing), REMIT_OK);
  assert_int_equal(remit_listing_begin(&listing, &all), REMIT_OK);
  assert_int_equal(remit_listing_add(&listing, agreement, &all), REMIT_OK);
  remit_free(agreement);
  char *joined = NULL;
  FILE *memory = open_memstream(&joined, size);
  fprintf(memory, "%d\n", (int)writing.status);
  for (size_t i = 0; i < writing.count; i++) {
    fprintf(memory, "\n%d\n", (int)out[i].status);
    for (const struct remit_piece *piece = out[i].pieces; piece; piece = piece->next) fwrite(piece->bytes, 1, piece->length, memory);
  }
  fwrite(all.data, 1, all.length, memory);
  fclose(memory);
  for (size_t i = 0; i < writing.count; i++) remit_written_free(&out[i]);
  remit_buffer_free(&all);
  return joined;
}

static const struct remit_artifact_style usual, forced = {.force = true};

/* `times`: how often the helper is asked, but for the fingerprint. */
static void compare(const char *text, size_t length, const struct remit_artifact_style *style, int times) {
  int helped = 0;
  const struct remit_helper helpers[] = {{at_once, &helped}, {other_first, &helped}};
  size_t own, shared;
  char *alone = written(text, length, style, NULL, &own);
  for (int i = 0; i < 2; i++) {
    char *together = written(text, length, style, &helpers[i], &shared);
    assert_int_equal(own, shared);
    assert_memory_equal(alone, together, own);
    assert_int_equal(helped, (i + 1) * (times + 1));
    free(together);
  }
  free(alone);
}

static void same_with_helper(const char *text, const struct remit_artifact_style *style, int times) {
  size_t length;
  char *longer = lengthened(text, &length);
  compare(longer, length, style, times);
  free(longer);
}

static void test_a_helper_changes_nothing(void **state) {
  (void)state;
  static const char fault[] = "policy { level G001 error }\nobjective lonely \"Lonely\" { }\n";
  size_t length;
  char *sound = read_example(&length), *faulty = malloc(length + sizeof fault);
  assert_non_null(faulty);
  memcpy(faulty, sound, length);
  memcpy(faulty + length, fault, sizeof fault);
  same_with_helper(sound, &usual, 1);
  same_with_helper(faulty, &usual, 1); /* of the rules' errors nothing is known before they ran */
  same_with_helper(faulty, &forced, 1);
  same_with_helper("nonsense\n", &forced, 0);
  free(sound);
  free(faulty);
}

/* Of somebody unknown, and of an artifact that is for everybody, the statuses are the same too. */
static void test_a_helper_changes_nothing_for_one_reader(void **state) {
  (void)state;
  static const char *const readers[] = {"aoife", "harbour_lane", "nobody_at_all"};
  size_t length;
  char *text = read_example(&length);
  for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
    for (int force = 0; force <= 1; force++)
      same_with_helper(text, &(struct remit_artifact_style){.force = force, .reader = readers[i]}, 1);
  free(text);
}

static void test_what_one_artifact_lacks_stops_no_other(void **state) {
  (void)state;
  const struct remit_artifact selection = {"selection", "xlsx", false, false}, csv = {"scorecard", "csv", false, false};
  const struct remit_artifact *const artifacts[] = {&selection, &csv};
  int helped = 0;
  size_t length, own;
  const struct remit_helper helper = {at_once, &helped};
  const struct remit_options options = {.helper = &helper};
  char *text = read_example(&own), *longer = lengthened(text, &length);
  struct remit_agreement *agreement;
  for (int reader = 0; reader <= 1; reader++) {
    struct remit_written out[2] = {{0}};
    const struct remit_artifact_style style = {.reader = reader ? "nobody_at_all" : NULL};
    struct remit_writing writing = {.artifacts = artifacts, .count = 2, .style = &style, .out = out};
    assert_int_equal(remit_read_text(&options, "plan.remit", longer, length, &agreement), REMIT_OK);
    assert_int_equal(remit_check_and_write(agreement, &writing), REMIT_OK);
    assert_int_equal(helped, 2 * (reader + 1)); /* for the fingerprint, and for the rules */
    assert_int_equal(writing.status, reader ? REMIT_WRONG_USE : REMIT_OK); /* a workbook is for all */
    assert_int_equal(out[0].status, reader ? REMIT_WRONG_USE : REMIT_NOTHING);
    assert_true(reader ? !out[1].pieces : out[1].pieces && out[1].pieces->length > 0);
    remit_written_free(&out[1]);
    remit_free(agreement);
  }
  free(longer);
  free(text);
}

static void test_short_texts_need_no_helper(void **state) {
  (void)state;
  int helped = 0;
  size_t length, size;
  const struct remit_helper helper = {at_once, &helped};
  char *text = read_example(&length);
  free(written(text, length, &usual, &helper, &size));
  assert_int_equal(helped, 0);
  free(text);
}

static void test_wrong_use_of_writing(void **state) {
  (void)state;
  const struct remit_artifact none = {"scorecard", "exe", false, false}, csv = {"scorecard", "csv", false, false};
  const struct remit_artifact *const artifacts[] = {&csv, &none};
  struct remit_written out[2] = {{0}};
  struct remit_writing writing = {.artifacts = artifacts, .count = 2, .out = out};
  struct remit_agreement *agreement;
  assert_int_equal(remit_read_file(NULL, EXAMPLE, &agreement), REMIT_OK);
  assert_int_equal(remit_check_and_write(NULL, &writing), REMIT_WRONG_USE);
  assert_int_equal(remit_check_and_write(agreement, NULL), REMIT_WRONG_USE);
  assert_int_equal(remit_check_and_write(agreement, &writing), REMIT_WRONG_USE);
  writing.count = 1;
  assert_int_equal(remit_check_and_write(agreement, &writing), REMIT_OK);
  assert_int_equal(writing.status, REMIT_OK);
  assert_int_equal(remit_check_and_write(agreement, &writing), REMIT_WRONG_USE); /* there is one already */
  remit_written_free(&out[0]);
  assert_int_equal(remit_check_and_write(agreement, &writing), REMIT_OK); /* it was checked */
  assert_true(out[0].pieces && out[0].pieces->length > 0);
  remit_written_free(&out[0]);
  remit_free(agreement);
}

/* ---- Two halves of a text ---- */

enum { BLOCKS = 4000 };

/* An agreement with many blocks, one of which, `at` in a thousand of all, is written otherwise (NULL: none is). */
static void same_in_halves(const char *block, int at, const char *other, int times) {
  char *text = NULL;
  size_t length = 0;
  FILE *memory = open_memstream(&text, &length);
  fputs("agreement a \"A\" {\n  term from 2026-01-01 to 2026-12-31\n  currency TWD\n}\n", memory);
  for (int i = 0; i < BLOCKS; i++) {
    if (other && i == BLOCKS * at / 1000) fputs(other, memory);
    else fprintf(memory, block, i, i);
  }
  fclose(memory);
  compare(text, length, &forced, times);
  free(text);
}

#define GOAL "goal g%d \"A goal that is long enough to be one, \303\251%d\" {\n  owner Jose\314\201 # who is meant\n}\n"

/* Asked for the look at the characters of both halves, then for these, and if nothing is wrong with them, for what their blocks
 * say: an agreement with errors is not written before its rules have spoken. */
enum { LOOKED_AT = 1, PARSED = 2, READ = 3, WRITTEN = 4 };

static void test_halves_make_one_text(void **state) {
  (void)state;
  same_in_halves(GOAL, 0, NULL, READ);
  same_in_halves("goal g%d \"%d, with the other ends of lines\" {\r\n  owner nobody_at_all\r\n}\r\n", 0, NULL, READ);
  same_in_halves("goal g%d \"%d\" {\nowner somebody\n}\nclient c \"C\" {\nperson x \"X\" {\n}\nperson y \"Y\"\n}\n", 0, NULL, PARSED);
  same_in_halves("goal g%d \"a goal that takes but one line: %d\" { owner nobody_at_all }\n", 0, NULL, READ - PARSED);
}

static void test_faults_in_either_half(void **state) {
  (void)state;
  static const char *const faults[] = {
      "goal lonely \"L\" {\n",
      "}\n",
      "gaol lonely \"L\" {\n  owner nobody\n}\n",
      "goal lonely \"L {\n  owner nobody\n}\n",
      "goal lonely \"L\" {\n  owner 12,000\n  description \"\"\"\n}\nand so on\n",
      "goal lonely \"L\"\n  owner nobody\n}\n",
      "  owner nobody\n}\n",
      "goal lonely \"L\" {\n  owner $nobody; owner g1, $x\n}\nparam x = 5\n",
  };
  for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
    for (int at = 0; at < 1000; at += 249) same_in_halves(GOAL, at, faults[i], PARSED);
}

/* An agreement without an error, but for the block, which stands in it twice, half the text apart: @ is a letter that tells the
 * two from each other. */
static void same_with_block(const char *block, int at, int times) {
  char *text = NULL;
  size_t length = 0;
  FILE *memory = open_memstream(&text, &length);
  fputs("agreement a \"A\" {\n  term from 2026-01-01 to 2026-12-31\n  currency TWD\n"
        "  exchange 32 TWD per USD on 2026-01-01\n}\n"
        "client c \"C\" {\n  person p \"P\"\n}\nagency b \"B\" {\n  person q \"Q\"\n}\n"
        "budget year {\n  total 1000 TWD\n  line ad \"Ads\" 1000 TWD\n}\n", memory);
  for (int i = 0; i < BLOCKS; i++) {
    for (const char *byte = block; i % (BLOCKS / 2) == at && *byte; byte++) putc(*byte != '@' ? *byte : i < BLOCKS / 2 ? 'x' : 'y', memory);
    fprintf(memory, "goal g%d \"A goal that is long enough to be one: %d\" {\n  owner p\n}\n", i, i);
  }
  fclose(memory);
  compare(text, length, &forced, times);
  free(text);
}

/* What is wrong with what blocks say is found as by one, and what is accepted in them: a name that nobody bears is said at its
 * first use alone. */
static void test_blocks_in_either_half(void **state) {
  (void)state;
  static const struct {
    const char *text;
    int times;
  } blocks[] = {
      {"", WRITTEN},
      {"goal l@ \"L\" {\n  owner nobody_at_all\n}\n", READ},
      {"goal l@ \"L\" {\n  owner nobody_at_all\n}\ngoal m@ \"M\" {\n  owner nobody_at_all\n  owner nobody_at_all\n}\n", READ},
      {"goal l@ \"L\" {\n  owner nobody_at_a11\n}\ngoal nobody_at_al@ \"M\" {\n  owner p\n}\n", READ},
      {"goal l@ \"L\" {\n  allow G003 \"so be it\"\n  owner p\n}\n", WRITTEN},
      {"goal l@ \"L\" {\n  allow G003 \"so be it\"\n  owner nobody_at_all\n}\n", READ},
      {"objective o@ \"O\" {\n  serves g1\n}\ncontent n@ \"N\" {\n  serves o@\n}\n"
       "channel w@ \"W\" {\n  media owned\n  mix {\n    n@ 50%\n    nx 40% to 60%\n    n@ 50%\n  }\n}\n", READ},
      {"phase f@ \"F\" from start of h@ to 2026-12-31 {\n}\nphase h@ \"H\" from end of fy to 2026-12-31 {\n}\n", PARSED},
      {"phase f@ \"F\" from 2026-02-01 to 2026-12-31 {\n}\n"
       "deliverable d@ \"D\" {\n  from b to c\n  due start of f@ + 3 days\n  accepted by p within 3 days\n}\n", WRITTEN},
      {"deliverable d@ \"D\" {\n  criteria \"one\" within 2 days\n  criteria \"two\"\n  from b to nobody_at_all\n  criteria \"three\"\n}\n"
       "goal l@ \"L\" {\n  because \"it is\"\n}\n", READ},
      {"kpi k@ \"K\" {\n  unit USD per order\n  target at most 3 TWD per order by 2026-12-31\n  worth 5 USD each\n}\n", WRITTEN},
      {"channel w@ \"W\" {\n  media owned\n  boost when post > 10 likes with up to 6 TWD per month from ad\n}\n"
       "goal l@ \"L\" {\n  owner post\n}\n", READ},
      {"approval v@ \"V\" {\n  covers spend up to 400 EUR\n  step all of p, q, p within 2 days\n}\n", READ},
      {"objective o@ \"O\" {\n  serves g1\n}\nkpi k@ \"K\" {\n  measures o@\n  unit orders@\n  baseline 4 on 2025-12-31\n"
       "  target at least 5 orders@ by 2026-12-31\n  milestone at least 2 visits by 2026-06-30\n}\n", READ},
  };
  for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
    for (int at = 0; at < BLOCKS / 2; at += BLOCKS / 2 - 1) same_with_block(blocks[i].text, at, blocks[i].times);
}

/* Characters that are refused are said in the order of the text. */
static void test_refused_characters_in_either_half(void **state) {
  (void)state;
  static const char *const faults[] = {"goal lonely \"L\001\" {\n}\n", "goal lonely \"L\342\200\256\" {\n}\n",
                                       "goal lonely \"L\" {\r}\n", "goal lonely \"\377\" {\n}\n", "goal lonely \"\303\" {\n}\n"};
  for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
    for (int at = 0; at < 1000; at += 333) same_in_halves(GOAL, at, faults[i], LOOKED_AT);
}

/* What stands in the middle begins no statement there. */
static void test_a_middle_that_is_none(void **state) {
  (void)state;
  enum { LINES = 30000 };
  static const char line[] = "}\nword {\n";
  char *text = malloc(2 * 6 * LINES + sizeof line * LINES + 100);
  assert_non_null(text);
  strcpy(text, "goal g \"G\" {\n  description \"\"\"");
  char *end = text + strlen(text);
  for (int i = 0; i < LINES; i++, end += sizeof line - 1) memcpy(end, line, sizeof line - 1);
  strcpy(end, "\"\"\"\n}\ngoal h \"H\" {\n}\n");
  compare(text, strlen(text), &forced, PARSED);
  free(text);
}

/* ---- What is long ---- */

static char *long_agreement(size_t *length) {
  enum { OBJECTIVES = 4000 };
  char *text = NULL;
  FILE *memory = open_memstream(&text, length);
  fputs("agreement a \"A\" {\n  term from 2026-01-01 to 2026-12-31\n  currency TWD\n}\nclient c \"C\" {\n  person p \"P\"\n}\n"
        "agency b \"B\" {\n  person q \"Q\"\n}\ngoal g \"G\" {\n  owner p\n}\n", memory);
  for (int i = 0; i < OBJECTIVES; i++)
    fprintf(memory, "objective o%d \"\316\251 %d\" {\n  serves g\n  owner p\n}\nkpi k%d \"K\" {\n  measures o%d\n  unit orders\n"
                    "  baseline 4 on 2025-12-31\n  target at least 5 orders by 2026-12-31\n}\n", i, i, i, i);
  fclose(memory);
  return text;
}

/* The pieces follow one another and are what one buffer would hold; a line is whole in one of them. */
static void same_in_pieces(const struct remit_written *written, const struct remit_buffer *whole) {
  size_t at = 0, count = 0;
  for (const struct remit_piece *piece = written->pieces; piece; piece = piece->next, count++) {
    assert_true(piece->length > 0 && piece->length <= whole->length - at);
    assert_memory_equal(piece->bytes, whole->data + at, piece->length);
    assert_int_equal(piece->bytes[piece->length - 1], '\n');
    at += piece->length;
  }
  assert_int_equal(at, whole->length);
  assert_true(count > 2);
}

static void test_what_is_long_is_in_pieces(void **state) {
  (void)state;
  enum { COUNT = 3 };
  const struct remit_artifact csv = {"scorecard", "csv", false, false}, markdown = {"scorecard", "md", false, false},
                              page = {"scorecard", "html", false, false};
  const struct remit_artifact *const artifacts[COUNT] = {&csv, &markdown, &page};
  int helped = 0;
  size_t length;
  char *text = long_agreement(&length);
  const struct remit_helper helper = {at_once, &helped};
  static const char *const no_rules[] = {"E"}; /* for which so plain a text would be too much to be said */
  const struct remit_options unhelped = {.select = no_rules, .select_count = 1};
  const struct remit_options options = {.select = no_rules, .select_count = 1, .helper = &helper};
  struct remit_agreement *alone, *together;
  assert_int_equal(remit_read_text(&unhelped, "plan.remit", text, length, &alone), REMIT_OK);
  assert_int_equal(remit_check(alone), REMIT_OK);
  assert_int_equal(remit_read_text(&options, "plan.remit", text, length, &together), REMIT_OK);
  struct remit_written out[COUNT] = {{0}};
  struct remit_writing writing = {.artifacts = artifacts, .count = COUNT, .out = out};
  assert_int_equal(remit_check_and_write(together, &writing), REMIT_OK);
  remit_free(together);
  for (int i = 0; i < COUNT; i++) {
    struct remit_buffer whole = {0};
    assert_int_equal(out[i].status, REMIT_OK);
    assert_int_equal(remit_write_artifact(alone, artifacts[i]->name, artifacts[i]->form, NULL, &whole), REMIT_OK);
    same_in_pieces(&out[i], &whole);
    remit_buffer_free(&whole);
    remit_written_free(&out[i]);
  }
  remit_free(alone);
  free(text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      IN_FOLDER(test_threads_do_not_meet),
      IN_FOLDER(test_a_helper_changes_nothing),
      IN_FOLDER(test_a_helper_changes_nothing_for_one_reader),
      IN_FOLDER(test_what_one_artifact_lacks_stops_no_other),
      IN_FOLDER(test_short_texts_need_no_helper),
      IN_FOLDER(test_halves_make_one_text),
      IN_FOLDER(test_faults_in_either_half),
      IN_FOLDER(test_blocks_in_either_half),
      IN_FOLDER(test_refused_characters_in_either_half),
      IN_FOLDER(test_a_middle_that_is_none),
      IN_FOLDER(test_what_is_long_is_in_pieces),
      IN_FOLDER(test_wrong_use_of_writing),
  };
  return cmocka_run_group_tests_name("library_threads", tests, NULL, NULL);
}
