/* Each test of the library has a folder of its own, and agreements in it. */
#ifndef UNIT_LIBRARY_FIXTURE_H
#define UNIT_LIBRARY_FIXTURE_H

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "remit/remit.h"

/* An agreement without faults. */
#define EXAMPLE REMIT_FOLDER "/examples/coffee-roaster.remit"

static char home[64];

/* ---- Files to work with ---- */

static inline const char *at(const char *name) {
  static char paths[4][512];
  static int next;
  char *path = paths[next++ % 4];
  snprintf(path, sizeof paths[0], "%s/%s", home, name);
  return path;
}

static inline void put_bytes(const char *name, const char *bytes, size_t length) {
  FILE *file = fopen(at(name), "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(bytes, 1, length, file), length);
  assert_int_equal(fclose(file), 0);
}

static inline void put(const char *name, const char *text) { put_bytes(name, text, strlen(text)); }

static inline char *read_example(size_t *length) {
  FILE *file = fopen(EXAMPLE, "rb");
  assert_non_null(file);
  assert_int_equal(fseek(file, 0, SEEK_END), 0);
  *length = (size_t)ftell(file);
  char *text = malloc(*length + 1);
  assert_non_null(text);
  rewind(file);
  assert_int_equal(fread(text, 1, *length, file), *length);
  fclose(file);
  text[*length] = 0;
  return text;
}

static inline int begin(void **state) {
  (void)state;
  strcpy(home, "/tmp/remit-library-XXXXXX");
  return mkdtemp(home) ? 0 : -1;
}

static inline int remove_one(const char *path, const struct stat *about, int kind, struct FTW *walk) {
  (void)about;
  (void)kind;
  (void)walk;
  return remove(path);
}

static inline int end(void **state) {
  (void)state;
  return nftw(home, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* ---- Agreements to work with ---- */

static inline struct remit_agreement *read_checked(const struct remit_options *options, const char *name) {
  struct remit_agreement *agreement;
  assert_int_equal(remit_read_file(options, at(name), &agreement), REMIT_OK);
  assert_int_equal(remit_check(agreement), REMIT_OK);
  return agreement;
}

static inline char *listed(struct remit_agreement *agreement, enum remit_format format) {
  struct remit_listing listing = {.format = format};
  struct remit_buffer out = {0};
  assert_int_equal(remit_listing_begin(&listing, &out), REMIT_OK);
  assert_int_equal(remit_listing_add(&listing, agreement, &out), REMIT_OK);
  assert_int_equal(remit_listing_end(&listing, &out), REMIT_OK);
  char *text = malloc(out.length + 1);
  assert_non_null(text);
  if (out.length) memcpy(text, out.data, out.length);
  text[out.length] = 0;
  remit_buffer_free(&out);
  assert_null(out.data);
  return text;
}

/* Every file and every artifact of the example that is text, as one, to be compared. */
static inline char *all_outputs(void) {
  struct remit_agreement *agreement;
  struct remit_buffer out = {0};
  const struct remit_artifact_style style = {.force = true};
  assert_int_equal(remit_read_file(NULL, EXAMPLE, &agreement), REMIT_OK);
  assert_int_equal(remit_check(agreement), REMIT_OK);
  for (size_t i = 0; remit_artifact_at(i); i++) {
    const struct remit_artifact *artifact = remit_artifact_at(i);
    if (!strcmp(artifact->form, "xlsx")) continue; /* no text */
    enum remit_status status = remit_write_artifact(agreement, artifact->name, artifact->form, &style, &out);
    assert_int_equal(status, !strcmp(artifact->name, "selection") ? REMIT_NOTHING : REMIT_OK); /* the example has none */
  }
  char *text = listed(agreement, REMIT_FORMAT_JSON);
  size_t length = strlen(text);
  char *all = malloc(length + out.length + 1);
  assert_non_null(all);
  memcpy(all, text, length);
  memcpy(all + length, out.data, out.length);
  all[length + out.length] = 0;
  free(text);
  remit_buffer_free(&out);
  remit_free(agreement);
  return all;
}

static inline struct remit_values value(const char *text) {
  return (struct remit_values){.name = "--set", .text = text, .length = strlen(text)};
}

/* A text with so much more that it is long enough for a helper; the caller frees it. */
static inline char *lengthened(const char *text, size_t *length) {
  enum { MORE = 200000 };
  size_t own = strlen(text);
  char *longer = malloc(own + MORE + 3);
  assert_non_null(longer);
  memcpy(longer, text, own);
  longer[own] = '\n';
  memset(longer + own + 1, '#', MORE);
  memcpy(longer + own + 1 + MORE, "\n", 2);
  *length = own + MORE + 2;
  return longer;
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, begin, end)

#endif
