#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/slip.h"

static void assert_slip(const char *written, const char *meant, enum slip_kind kind, int letters, bool inside) {
  struct slip slip = slip_between(written, meant);
  if (slip.kind != kind) fail_msg("%s for %s: %d, not %d", written, meant, (int)slip.kind, (int)kind);
  if (kind == SLIP_NONE) return;
  assert_int_equal(slip.letters, letters);
  assert_int_equal(slip.inside, inside);
}

static void each_kind(void **state) {
  (void)state;
  assert_slip("follwoers", "followers", SLIP_SWAPPED, 9, true);
  assert_slip("folowers", "followers", SLIP_MISSING, 9, true);
  assert_slip("folllowers", "followers", SLIP_EXTRA, 9, true);
  assert_slip("follpwers", "followers", SLIP_REPLACED, 9, true);
}

static void at_the_ends(void **state) {
  (void)state;
  assert_slip("sale", "sales", SLIP_MISSING, 5, false);
  assert_slip("saless", "sales", SLIP_EXTRA, 5, false);
  assert_slip("ollowers", "followers", SLIP_MISSING, 9, false);
  assert_slip("asles", "sales", SLIP_SWAPPED, 5, false);
}

static void in_a_part_of_a_name(void **state) {
  (void)state;
  assert_slip("team_b", "team_a", SLIP_REPLACED, 1, false);
  assert_slip("replt_time", "reply_time", SLIP_REPLACED, 5, false);
  assert_slip("reply_tmie_2", "reply_time_2", SLIP_SWAPPED, 4, true);
  assert_slip("продажии", "продажи", SLIP_EXTRA, 7, false);
  assert_slip("продавжи", "продажи", SLIP_EXTRA, 7, true);
}

static void no_slip(void **state) {
  (void)state;
  assert_slip("sales", "sales", SLIP_NONE, 0, false);
  assert_slip("kpi_2", "kpi_1", SLIP_NONE, 0, false);
  assert_slip("kpi_12", "kpi_1", SLIP_NONE, 0, false);
  assert_slip("replytime", "reply_time", SLIP_NONE, 0, false);
  assert_slip("slaess", "sales", SLIP_NONE, 0, false);
  assert_slip("", "sales", SLIP_NONE, 0, false);
  assert_slip("", "", SLIP_NONE, 0, false);
  char long_name[200];
  memset(long_name, 'a', sizeof long_name - 1);
  long_name[sizeof long_name - 1] = 0;
  assert_slip(long_name, long_name + 1, SLIP_NONE, 0, false);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(each_kind), cmocka_unit_test(at_the_ends),
                                     cmocka_unit_test(in_a_part_of_a_name), cmocka_unit_test(no_slip)};
  return cmocka_run_group_tests_name("slip", tests, NULL, NULL);
}
