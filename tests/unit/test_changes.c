/* What has changed between two scorings. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "score/changes.h"

static struct result known(int64_t value) { return (struct result){decimal_from_integer(value), true}; }

/* A KPI that is to be at least something, on its way. */
static struct kpi_score kpi_on(const struct kpi *kpi, enum standing standing, int64_t actual) {
  return (struct kpi_score){.kpi = kpi, .standing = standing, .actual = known(actual), .score = known(1), .asked = {.has_low = true}};
}

static enum change_way way(struct kpi_score was, struct kpi_score is) {
  struct arena arena;
  struct score before = {.kpis = {&was, 1}}, now = {.kpis = {&is, 1}};
  arena_init(&arena, &arena_standard_allocator, NULL);
  const struct changes changes = changes_of(&arena, &before, &now);
  assert_int_equal(changes.count, 1);
  assert_ptr_equal(changes.items[0].was, &was);
  assert_ptr_equal(changes.items[0].is, &is);
  enum change_way found = changes.items[0].way;
  arena_free(&arena);
  return found;
}

static void test_by_the_standing_first(void **state) {
  const struct kpi kpi = {.tally = TALLY_LATEST};
  struct kpi_score was = kpi_on(&kpi, STANDING_AT_RISK, 9), is = kpi_on(&kpi, STANDING_ON_TRACK, 5);
  (void)state;
  assert_int_equal(way(was, is), CHANGE_BETTER);
  assert_int_equal(way(is, was), CHANGE_WORSE);
  is.standing = STANDING_OFF_TRACK;
  assert_int_equal(way(was, is), CHANGE_WORSE);
  is.standing = STANDING_MISSED;
  assert_int_equal(way(was, is), CHANGE_WORSE);
  is.standing = STANDING_MET;
  assert_int_equal(way(was, is), CHANGE_BETTER);
}

static void test_then_by_the_score_then_by_the_figure(void **state) {
  const struct kpi kpi = {.tally = TALLY_LATEST};
  struct kpi_score was = kpi_on(&kpi, STANDING_ON_TRACK, 9), is = kpi_on(&kpi, STANDING_ON_TRACK, 5);
  (void)state;
  assert_int_equal(way(was, is), CHANGE_WORSE);
  assert_int_equal(way(was, was), CHANGE_NONE);
  is.asked = was.asked = (struct bounds){.has_high = true};
  assert_int_equal(way(was, is), CHANGE_BETTER); /* less is better */
  was.score = known(0);
  is.asked = (struct bounds){.has_low = true};
  assert_int_equal(way(was, is), CHANGE_BETTER);
}

static void test_sums_and_ranges_have_no_better_figure(void **state) {
  struct kpi kpi = {.tally = TALLY_SUM};
  struct kpi_score was = kpi_on(&kpi, STANDING_ON_TRACK, 5), is = kpi_on(&kpi, STANDING_ON_TRACK, 9);
  (void)state;
  assert_int_equal(way(was, is), CHANGE_NONE);
  kpi.tally = TALLY_LATEST;
  is.asked.has_high = true;
  assert_int_equal(way(was, is), CHANGE_NONE);
}

static void test_what_begins_and_what_lacks(void **state) {
  const struct kpi kpi = {.tally = TALLY_LATEST};
  struct kpi_score none = kpi_on(&kpi, STANDING_NOT_DUE, 0), held = kpi_on(&kpi, STANDING_OFF_TRACK, 5);
  struct kpi_score lacking = kpi_on(&kpi, STANDING_NO_DATA, 0), watched = kpi_on(&kpi, STANDING_NONE, 5);
  (void)state;
  assert_int_equal(way(none, held), CHANGE_BEGUN);
  assert_int_equal(way(lacking, held), CHANGE_BEGUN);
  assert_int_equal(way(held, lacking), CHANGE_LACKING);
  assert_int_equal(way(none, lacking), CHANGE_LACKING);
  assert_int_equal(way(lacking, lacking), CHANGE_NONE);
  assert_int_equal(way(watched, watched), CHANGE_NONE);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_by_the_standing_first),
      cmocka_unit_test(test_then_by_the_score_then_by_the_figure),
      cmocka_unit_test(test_sums_and_ranges_have_no_better_figure),
      cmocka_unit_test(test_what_begins_and_what_lacks),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
