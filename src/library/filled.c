#include <errno.h>

#include "library/agreement.h"
#include "library/limits.h"
#include "score/workbook.h"

/* A file that is looked into. */
struct looking {
  const char *path;
  struct arena arena;
  enum figures_typed typed;
};

static enum figures_typed typed_in(struct arena *arena, const char *bytes, size_t length) {
  if (!workbook_begins(bytes, length)) return figures_typed_csv(arena, bytes, (uint32_t)length);
  return workbook_library_is_there() ? figures_typed_workbook(arena, bytes, (uint32_t)length) : TYPED_UNKNOWN;
}

/* Why a folder cannot be written over is said when that is tried. */
static void look(void *context) {
  struct looking *looking = context;
  char *bytes = NULL;
  size_t length = 0;
  const size_t most = (size_t)LIMIT_FILE_MIB * BYTES_PER_MIB; /* a sheet that `remit score` takes is not larger */
  struct file_result result = file_read(&looking->arena, looking->path, NULL, most, &bytes, &length);
  bool missing = result.status == FILE_FAILED && result.error == ENOENT;
  if (result.status == FILE_OK) looking->typed = typed_in(&looking->arena, bytes, length);
  else if (missing || result.status == FILE_NOT_REGULAR) looking->typed = TYPED_NOTHING;
  else looking->typed = TYPED_UNKNOWN;
}

enum remit_status remit_look_for_figures(const struct remit_allocator *allocator, const char *path, enum remit_filled *filled) {
  static const enum remit_filled answers[] = {[TYPED_NOTHING] = REMIT_NOT_FILLED, [TYPED_SOMETHING] = REMIT_FILLED,
                                              [TYPED_UNKNOWN] = REMIT_FILLED_UNKNOWN};
  if (!path || !filled) return REMIT_WRONG_USE;
  struct looking looking = {.path = path};
  arena_init(&looking.arena, allocator ? allocator : &arena_standard_allocator, NULL);
  bool done = guarded((struct arena *const[]){&looking.arena, NULL}, look, &looking);
  arena_free(&looking.arena);
  if (done) *filled = answers[looking.typed];
  return done ? REMIT_OK : REMIT_NO_MEMORY;
}
