#define _POSIX_C_SOURCE 200809L

#include "cli/progress.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/files.h"

#define ERASE "\r\x1b[K"

/* Fewer are done before anybody could read how many. */
enum { MANY = 100 };

static bool is_wanted(uint32_t total) {
  const char *terminal = getenv("TERM");
  return total >= MANY && isatty(ERRORS) && !(terminal && !strcmp(terminal, "dumb"));
}

void progress_show(struct call *call, uint32_t done, uint32_t total) {
  if (!done) call->shows_progress = is_wanted(total);
  if (!call->shows_progress || done % (total / MANY) != 0) return;
  struct buffer words = buffer_in(call->arena);
  buffer_text(&words, ERASE);
  text_write(&words, LANGUAGE_EN, TEXT_CLI_PROGRESS, ARGS(arg_integer(done), arg_integer(total)));
  file_write_stream(ERRORS, words.data, words.length);
  call->progress_stands = true;
}

void progress_hide(struct call *call) {
  if (!call->progress_stands) return;
  file_write_stream(ERRORS, ERASE, sizeof ERASE - 1);
  call->progress_stands = false;
}
