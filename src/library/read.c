#include <errno.h>

#include "ast/literals.h"
#include "library/agreement.h"
#include "library/limits.h"
#include "library/values.h"

/* One of the three ways to the root's text. */
struct reading {
  struct remit_agreement *agreement;
  const struct remit_options *options;
  const char *name;
  const char *text; /* at hand; NULL: a file or a descriptor */
  size_t length;
  int descriptor; /* -1: the file of that name */
  struct file_result result;
};

/* ---- Options ---- */

static bool read_day(const char *text, day_number *day) {
  enum date_form form;
  day_number last;
  return literal_date(text, strlen(text), &form, day, &last) && form == DATE_OF_DAY;
}

static bool values_are_fit(const struct remit_options *options) {
  enum { LONGEST = LIMIT_FILE_MIB * BYTES_PER_MIB };
  for (size_t i = 0; i < options->value_count; i++) {
    const struct remit_values *values = &options->values[i];
    if (!values->name || (!values->text && values->length) || values->length > LONGEST) return false;
  }
  return true;
}

static bool names_are_fit(const struct remit_options *options) {
  for (size_t i = 0; i < options->select_count; i++)
    if (!options->select[i] || !remit_rule_exists(options->select[i])) return false;
  for (size_t i = 0; i < options->ignore_count; i++) {
    enum selection_word word = options->ignore[i] ? selection_word(options->ignore[i]) : SELECTION_NOTHING;
    if (word != SELECTION_CODE && word != SELECTION_FAMILY) return false;
  }
  return true;
}

static bool options_are_fit(const struct remit_options *options) {
  day_number day, before;
  if (options->as_of && !read_day(options->as_of, &day)) return false;
  if (options->previous && (!read_day(options->previous, &before) || (options->as_of && before >= day))) return false;
  if (options->inside_root && !options->root) return false;
  return values_are_fit(options) && names_are_fit(options);
}

/* ---- Reading ---- */

static const char *copied(struct remit_agreement *agreement, const char *text) {
  return arena_copy(&agreement->arena, text, strlen(text));
}

static void prepare(struct remit_agreement *agreement, const struct remit_options *options) {
  struct arena *arena = &agreement->arena;
  struct loader *loader = &agreement->loader;
  loader->arena = arena;
  loader->limits = load_limits(&options->limits);
  loader->root = options->root ? copied(agreement, options->root) : NULL;
  agreement->sources.arena = arena;
  agreement->findings = (struct findings){.arena = arena, .sources = &agreement->sources, .limit = loader->limits.findings};
  loader->syntax = (struct syntax){.arena = &agreement->trees,
                                   .names = names_new(arena),
                                   .sources = &agreement->sources,
                                   .findings = &agreement->findings,
                                   .helper = agreement->helper.both ? &agreement->helper : NULL};
  loader->syntax.words = words_new(arena);
  agreement->selection = selection_new(arena, &(struct selection_words){options->select, options->ignore,
                                                                        options->select_count, options->ignore_count});
  agreement->as_of = agreement->before = DAY_NONE;
  if (options->as_of) read_day(options->as_of, &agreement->as_of);
  if (options->previous) read_day(options->previous, &agreement->before);
}

static const char *copied_text(struct reading *reading) {
  char *bytes = arena_alloc(&reading->agreement->arena, reading->length + 2);
  if (reading->length) memcpy(bytes, reading->text, reading->length);
  return bytes;
}

/* Sets *bytes where the result is FILE_OK. */
static struct file_result root_bytes(struct reading *reading, const char **bytes) {
  struct arena *arena = &reading->agreement->arena;
  size_t cap = (size_t)reading->agreement->loader.limits.file_mib * BYTES_PER_MIB;
  char *read = NULL;
  struct file_result result;
  if (reading->text) {
    if (reading->length > cap) return (struct file_result){.status = FILE_TOO_LARGE};
    *bytes = copied_text(reading);
    return (struct file_result){.status = FILE_OK};
  }
  if (reading->descriptor >= 0) {
    result = file_read_stream(arena, reading->descriptor, cap, &read, &reading->length);
  } else {
    const char *root = reading->options->inside_root ? reading->options->root : NULL;
    result = file_read(arena, reading->name, root, cap, &read, &reading->length);
  }
  *bytes = read;
  return result;
}

static void read_all(void *context) {
  struct reading *reading = context;
  struct remit_agreement *agreement = reading->agreement;
  struct loader *loader = &agreement->loader;
  const char *bytes = NULL, *path = NULL;
  prepare(agreement, reading->options);
  reading->result = root_bytes(reading, &bytes);
  bool too_large = reading->result.status == FILE_TOO_LARGE;
  if (reading->result.status != FILE_OK && !too_large) return;
  const char *name = copied(agreement, reading->name);
  bool is_file = !reading->text && reading->descriptor < 0;
  if (is_file || loader->root) path = file_real_path(&agreement->arena, name);
  if (is_file && !loader->root) loader->root = file_folder(&agreement->arena, name);
  struct loaded *root = too_large ? load_too_large(loader, name, path)
                                  : load_text(loader, name, path, bytes, reading->length);
  agreement->holds_agreement = root->tree->holds[STATEMENT_agreement];
  load_includes(loader, root);
  if (loader->total < SYNTAX_HELPED_FROM) agreement->helper.both = NULL;
  agreement->value_count =
      values_read(loader, reading->options->values, reading->options->value_count, &agreement->values);
}

static enum remit_status status_of(struct file_result result) {
  switch (result.status) {
    case FILE_OK:
    case FILE_TOO_LARGE: break; /* a finding */
    case FILE_FAILED: errno = result.error; return REMIT_NOT_READ;
    case FILE_NOT_REGULAR: return REMIT_NOT_A_FILE;
    case FILE_OUTSIDE_ROOT: return REMIT_OUTSIDE_ROOT;
  }
  return REMIT_OK;
}

static struct remit_agreement *new_agreement(const struct remit_options *options) {
  const struct remit_allocator *allocator = options->allocator ? options->allocator : &arena_standard_allocator;
  struct remit_agreement *agreement = allocator->allocate(allocator->context, sizeof *agreement);
  if (!agreement) return NULL;
  *agreement = (struct remit_agreement){.allocator = *allocator, .state = AGREEMENT_READ};
  if (options->helper) agreement->helper = *options->helper;
  arena_init(&agreement->arena, &agreement->allocator, NULL);
  arena_init(&agreement->trees, &agreement->allocator, NULL);
  arena_store_init(&agreement->store, &agreement->allocator);
  agreement->arena.store = agreement->trees.store = &agreement->store;
  return agreement;
}

/* All but the agreement of *reading is the caller's. */
static enum remit_status read_root(struct reading *reading, struct remit_agreement **agreement) {
  static const struct remit_options usual;
  if (!agreement) return REMIT_WRONG_USE;
  *agreement = NULL;
  if (!reading->options) reading->options = &usual;
  if (!reading->name || !options_are_fit(reading->options)) return REMIT_WRONG_USE;
  reading->agreement = new_agreement(reading->options);
  if (!reading->agreement) return REMIT_NO_MEMORY;
  struct arena *const arenas[] = {&reading->agreement->arena, &reading->agreement->trees, NULL};
  bool done = guarded(arenas, read_all, reading);
  enum remit_status status = done ? status_of(reading->result) : REMIT_NO_MEMORY;
  if (status == REMIT_OK) {
    *agreement = reading->agreement;
    return REMIT_OK;
  }
  int error = errno; /* releasing may set it */
  remit_free(reading->agreement);
  errno = error;
  return status;
}

enum remit_status remit_read_file(const struct remit_options *options, const char *path,
                                  struct remit_agreement **agreement) {
  struct reading reading = {.options = options, .name = path, .descriptor = -1};
  return read_root(&reading, agreement);
}

enum remit_status remit_read_text(const struct remit_options *options, const char *name, const char *bytes,
                                  size_t length, struct remit_agreement **agreement) {
  struct reading reading = {.options = options, .name = name, .text = bytes ? bytes : "", .length = length, .descriptor = -1};
  if (!bytes && length) reading.name = NULL; /* refused */
  return read_root(&reading, agreement);
}

enum remit_status remit_read_descriptor(const struct remit_options *options, const char *name, int descriptor,
                                        struct remit_agreement **agreement) {
  struct reading reading = {.options = options, .name = descriptor >= 0 ? name : NULL, .descriptor = descriptor};
  return read_root(&reading, agreement);
}

void remit_free(struct remit_agreement *agreement) {
  if (!agreement) return;
  struct remit_allocator allocator = agreement->allocator;
  arena_free(&agreement->trees);
  arena_free(&agreement->arena);
  arena_store_empty(&agreement->store);
  allocator.release(allocator.context, agreement);
}
