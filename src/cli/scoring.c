#include "cli/scoring.h"

#include "base/files.h"

enum exit_status score_judged(const struct call *call, const struct remit_standings *standings) {
  bool at_risk = call->deny_at_risk && standings->at_risk + standings->off_track > 0;
  return standings->missed > 0 || at_risk ? STATUS_FINDINGS : STATUS_FINE;
}

struct remit_score_style score_style(const struct call *call) {
  return (struct remit_score_style){.language = call->language_named ? text_plain(call->language, TEXT_LANGUAGE_CODE) : NULL,
                                    .no_bom = call->no_bom};
}

const char *score_path(struct call *call, const char *name, const char *ending) {
  struct buffer path = buffer_in(call->arena);
  buffer_text(&path, call->folder);
  if (call->folder[strlen(call->folder) - 1] != '/') buffer_char(&path, '/');
  buffer_text(&path, name);
  buffer_char(&path, '.');
  buffer_text(&path, ending);
  return buffer_string(&path);
}

enum exit_status score_write(struct call *call, const char *name, const char *ending, const struct remit_buffer *bytes) {
  const char *path = score_path(call, name, ending), *folder = file_folder(call->arena, path);
  struct file_result made = file_make_folder(folder);
  if (made.status != FILE_OK) return program_unwritten(call, folder, made.error);
  return program_write_file(call, path, bytes->data, bytes->length);
}
