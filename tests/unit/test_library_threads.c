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

int main(void) {
  const struct CMUnitTest tests[] = {
      IN_FOLDER(test_threads_do_not_meet),
  };
  return cmocka_run_group_tests_name("library_threads", tests, NULL, NULL);
}
