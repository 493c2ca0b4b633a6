#include "cli/program.h"

#include <errno.h>

#include "base/files.h"
#include "cli/progress.h"
#include "cli/signals.h"
#include "emit/shown.h"
#include "library/limits.h"
#include "library/trouble.h"

void program_say(struct call *call, enum text_key key, const struct argument *arguments) {
  struct buffer words = buffer_in(call->arena), line = buffer_in(call->arena);
  text_write(&words, call->language, key, arguments);
  buffer_text(&line, "remit: ");
  shown_text(&line, words.data, words.length);
  buffer_char(&line, '\n');
  progress_hide(call);
  file_write_stream(ERRORS, line.data, line.length); /* where it fails there is nobody left to tell */
}

enum exit_status program_write(struct call *call, int descriptor, const char *bytes, size_t length) {
  if (call->broken[descriptor]) return STATUS_TROUBLE;
  progress_hide(call);
  struct file_result result = file_write_stream(descriptor, bytes, length);
  if (result.status == FILE_OK) return STATUS_FINE;
  call->broken[descriptor] = true;
  if (descriptor == OUTPUT && result.error != EPIPE)
    program_unwritten(call, text_plain(call->language, TEXT_CLI_STANDARD_OUTPUT), result.error);
  return STATUS_TROUBLE;
}

enum exit_status program_unread(struct call *call, const char *name, int error) {
  program_say(call, TEXT_CLI_UNREAD, ARGS(arg_string(name), arg_text(trouble_key(error))));
  return STATUS_TROUBLE;
}

enum exit_status program_unwritten(struct call *call, const char *name, int error) {
  program_say(call, TEXT_CLI_UNWRITTEN, ARGS(arg_string(name), arg_text(trouble_key(error))));
  return STATUS_TROUBLE;
}

enum exit_status program_read(struct call *call, const char *path, const char **bytes, size_t *length) {
  char *read;
  struct file_result result = file_read(call->arena, path, NULL, LIMIT_FILE_MIB * BYTES_PER_MIB, &read, length);
  if (result.status == FILE_FAILED) return program_unread(call, path, result.error);
  if (result.status == FILE_OK) {
    *bytes = read;
    return STATUS_FINE;
  }
  if (result.status == FILE_TOO_LARGE) {
    program_say(call, TEXT_FILE_TOO_LARGE, ARGS(arg_string(path), arg_integer(LIMIT_FILE_MIB)));
  } else {
    program_say(call, TEXT_INCLUDE_NOT_REGULAR, ARGS(arg_string(path)));
  }
  return STATUS_TROUBLE;
}

enum exit_status program_write_file(struct call *call, const char *path, const char *bytes, size_t length) {
  return program_write_pieces(call, path, &(struct remit_piece){.bytes = bytes, .length = length});
}

enum exit_status program_write_pieces(struct call *call, const char *path, const struct remit_piece *pieces) {
  signals_writing(call->arena, path);
  struct file_result result = file_write_pieces(call->arena, NULL, path, pieces);
  signals_written();
  if (result.status == FILE_OK) return STATUS_FINE;
  return program_unwritten(call, path, result.status == FILE_FAILED ? result.error : EISDIR);
}
