#define _POSIX_C_SOURCE 200809L

#include "cli/progress.h"

#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/files.h"

#define ERASE "\r\x1b[K"

enum { FIRST_AFTER = 1000, NEXT_AFTER = 100 }; /* milliseconds */

struct progress {
  bool wanted;
  bool stands;   /* on the terminal now */
  int64_t next;  /* when it is to be shown or changed */
};

/* Of a clock that only this line goes by: no output depends on it. */
static int64_t milliseconds(void) {
  struct timespec now = {0};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void progress_begin(struct call *call) {
  const char *terminal = getenv("TERM");
  call->progress = ARENA_NEW(call->arena, struct progress);
  call->progress->wanted = isatty(ERRORS) && !(terminal && !strcmp(terminal, "dumb"));
  if (call->progress->wanted) call->progress->next = milliseconds() + FIRST_AFTER;
}

void progress_show(struct call *call, uint32_t done, uint32_t total) {
  struct progress *progress = call->progress;
  if (!progress->wanted || total < 2) return;
  int64_t now = milliseconds();
  if (now < progress->next) return;
  struct buffer words = buffer_in(call->arena);
  buffer_text(&words, ERASE);
  text_write(&words, call->language, TEXT_CLI_PROGRESS, ARGS(arg_integer(done), arg_integer(total)));
  file_write_stream(ERRORS, words.data, words.length);
  progress->stands = true;
  progress->next = now + NEXT_AFTER;
}

void progress_hide(struct call *call) {
  if (!call->progress || !call->progress->stands) return;
  file_write_stream(ERRORS, ERASE, sizeof ERASE - 1);
  call->progress->stands = false;
}
