#include <setjmp.h>
#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "base/files.h"
#include "cli/help.h"
#include "cli/options.h"
#include "cli/signals.h"

static enum exit_status run(struct arena *arena, int count, char **arguments) {
  struct call call = {.arena = arena};
  enum exit_status status = options_read(&call, count, arguments);
  if (status != STATUS_FINE) return status;
  if (call.help) return help_print(&call);
  if (call.version) return help_version(&call);
  return call.command->run(&call);
}

/* Where even the sentence cannot be made there is no memory for more than its bytes. */
static enum exit_status fail(void) {
  const char *words = text_plain(LANGUAGE_EN, TEXT_CLI_OUT_OF_MEMORY);
  file_write_stream(ERRORS, words, strlen(words));
  return STATUS_TROUBLE;
}

/* Large blocks go back to the system as soon as they are free, whatever was freed before; the small heap of one file is
 * kept for the next, whichever thread reads that: memory is asked for in blocks, so that they do not wait for it. */
static void settle_memory(void) {
#ifdef __GLIBC__
  mallopt(M_MMAP_THRESHOLD, 512 * 1024);
  mallopt(M_TRIM_THRESHOLD, 16 * 1024 * 1024);
  mallopt(M_ARENA_MAX, 1);
#endif
}

int main(int count, char **arguments) {
  jmp_buf guard;
  struct arena arena;
  settle_memory();
  signals_prepare();
  arena_init(&arena, &arena_standard_allocator, &guard);
  if (setjmp(guard)) return (int)fail();
  int status = (int)run(&arena, count, arguments);
  arena_free(&arena);
  return status;
}
