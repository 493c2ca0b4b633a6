#define _POSIX_C_SOURCE 200809L

#include "cli/signals.h"

#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <unistd.h>

#include "base/files.h"
#include "emit/shown.h"
#include "text/text.h"

struct sentence {
  size_t length;
  const char *bytes;
};

/* NULL while nothing is being written. */
static _Atomic(const struct sentence *) interrupted;

/* Only calls that a signal handler may make. The handler was reset when it was called, so the second signal is the
 * system's own. */
static void end(int signal) {
  const char *temporary = file_temporary();
  const struct sentence *sentence = atomic_load(&interrupted);
  if (*temporary) unlink(temporary);
  if (sentence) (void)!write(STDERR_FILENO, sentence->bytes, sentence->length);
  raise(signal);
}

/* A signal that whoever started the program had it ignore (nohup) stays ignored. */
static void handle(int signal) {
  struct sigaction old, ending = {.sa_handler = end, .sa_flags = (int)SA_RESETHAND};
  sigemptyset(&ending.sa_mask);
  if (!sigaction(signal, NULL, &old) && old.sa_handler != SIG_IGN) sigaction(signal, &ending, NULL);
}

void signals_prepare(void) {
  struct sigaction ignoring = {.sa_handler = SIG_IGN};
  sigemptyset(&ignoring.sa_mask);
  sigaction(SIGPIPE, &ignoring, NULL);
  handle(SIGINT);
  handle(SIGTERM);
  handle(SIGHUP);
}

void signals_writing(struct arena *arena, const char *path) {
  struct buffer words = buffer_in(arena), line = buffer_in(arena);
  struct sentence *sentence = ARENA_NEW(arena, struct sentence);
  text_write(&words, LANGUAGE_EN, TEXT_CLI_INTERRUPTED, ARGS(arg_string(path)));
  buffer_text(&line, "remit: ");
  shown_text(&line, words.data, words.length);
  buffer_char(&line, '\n');
  *sentence = (struct sentence){line.length, line.data};
  atomic_store(&interrupted, sentence);
}

void signals_written(void) { atomic_store(&interrupted, NULL); }
