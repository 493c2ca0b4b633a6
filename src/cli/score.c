#include <errno.h>
#include <stdlib.h>

#include "base/files.h"
#include "cli/choices.h"
#include "cli/options.h"
#include "cli/run.h"
#include "cli/scoring.h"
#include "cli/today.h"

/* What is written to a folder, and how its files end. */
static const struct file_row {
  const char *ending;
  bool history;
  int form; /* enum remit_history_form, or enum remit_score_form */
} files[] = {{"filled.html", false, REMIT_SCORE_HTML},    {"filled.md", false, REMIT_SCORE_MARKDOWN},
             {"filled.csv", false, REMIT_SCORE_CSV},      {"filled.xlsx", false, REMIT_SCORE_XLSX},
             {"history.csv", true, REMIT_HISTORY_CSV},    {"history.ndjson", true, REMIT_HISTORY_NDJSON}};
enum { FILE_COUNT = sizeof files / sizeof files[0] };

static bool is_wanted(const struct call *call, const struct file_row *file) {
  return call->folder && (!file->history || call->history);
}

/* Its bytes, or why there are none. */
struct file {
  enum remit_status status;
  struct remit_buffer bytes;
};

/* What came of an agreement's figures. */
struct scored {
  enum remit_status status;
  const char *unread; /* the sheet that could not be read; NULL: none */
  int error;
  bool has_errors;
  const struct remit_agreement *agreement;
  const char *day; /* of the scoring, the agreement's; NULL: there is none */
  struct remit_standings standings;
  struct remit_buffer bytes;
  struct file files[FILE_COUNT];
};

static void add_sheets(const struct call *call, struct remit_agreement *agreement, struct scored *scored) {
  for (size_t i = 0; i < call->sheet_count && scored->status == REMIT_OK; i++) {
    scored->status = remit_add_figures_file(agreement, call->sheets[i]);
    if (scored->status == REMIT_OK) continue;
    scored->error = errno;
    scored->unread = call->sheets[i];
  }
}

static enum remit_status make_file(struct remit_agreement *agreement, const struct remit_score_style *style,
                                   const struct file_row *file, struct remit_buffer *out) {
  if (file->history) return remit_write_history(agreement, (enum remit_history_form)file->form, style->no_bom, out);
  return remit_write_score(agreement, (enum remit_score_form)file->form, style, out);
}

/* A workbook alone may be lacking. */
static bool is_lacking(enum remit_status status) { return status == REMIT_NO_LIBRARY || status == REMIT_NOT_WRITTEN; }

static void make_files(const struct call *call, struct remit_agreement *agreement, const struct remit_score_style *style,
                       struct scored *scored) {
  for (int i = 0; i < FILE_COUNT && scored->status == REMIT_OK; i++) {
    struct file *file = &scored->files[i];
    if (is_wanted(call, &files[i])) file->status = make_file(agreement, style, &files[i], &file->bytes);
    if (!is_lacking(file->status)) scored->status = file->status;
  }
}

static void score_it(const struct call *call, struct remit_agreement *agreement, struct scored *scored) {
  const struct remit_score_style style = score_style(call);
  scored->agreement = agreement;
  add_sheets(call, agreement, scored);
  scored->has_errors = remit_count(agreement).errors > 0;
  if (scored->status == REMIT_OK) scored->status = remit_score(agreement);
  scored->day = remit_scored_day(agreement);
  if (scored->status != REMIT_OK || remit_unread_figures(agreement) > 0) return;
  scored->standings = remit_standings(agreement);
  if (call->scores) scored->status = remit_write_score(agreement, call->score, &style, &scored->bytes);
  make_files(call, agreement, &style, scored);
}

static enum remit_status score(const struct call *call, struct remit_agreement *agreement, void **prepared) {
  enum remit_status checked = remit_check(agreement);
  struct scored *scored = checked == REMIT_OK ? calloc(1, sizeof *scored) : NULL;
  *prepared = scored;
  if (checked != REMIT_OK) return checked;
  if (!scored) return REMIT_NO_MEMORY;
  score_it(call, agreement, scored);
  return REMIT_OK;
}

static void discard(const struct call *call, void *prepared) {
  struct scored *scored = prepared;
  (void)call;
  remit_buffer_free(&scored->bytes);
  for (int i = 0; i < FILE_COUNT; i++) remit_buffer_free(&scored->files[i].bytes);
  free(scored);
}

static enum exit_status say_unread(struct call *call, const struct scored *scored) {
  if (scored->status == REMIT_NOT_READ) return program_unread(call, scored->unread, scored->error);
  bool lacks = scored->status == REMIT_NO_LIBRARY;
  program_say(call, lacks ? TEXT_CLI_NO_WORKBOOK : TEXT_INCLUDE_NOT_REGULAR, ARGS(arg_string(scored->unread)));
  return STATUS_TROUBLE;
}

/* Whether there were sheets of which nothing could be read: what is said without them would be wrong. */
static bool lacks_figures(struct call *call, const struct input *input, const struct scored *scored) {
  uint32_t count = remit_unread_figures(scored->agreement);
  for (uint32_t i = 0; i < count; i++)
    program_say(call, TEXT_CLI_FIGURES_UNREAD,
                ARGS(arg_string(remit_unread_figures_at(scored->agreement, i)), arg_string(input->name)));
  return count > 0;
}

/* Whether a file that was read has this real path: the agreement, what it includes, a sheet. */
static bool was_read(struct call *call, const struct remit_agreement *agreement, const char *path) {
  bool found = false;
  for (size_t i = 0; i < remit_file_count(agreement) && !found; i++) {
    const char *read = remit_file_path(agreement, i);
    found = read && !strcmp(read, path);
  }
  for (size_t i = 0; i < call->sheet_count && !found; i++) {
    const char *read = file_real_path(call->arena, call->sheets[i]);
    found = read && !strcmp(read, path);
  }
  return found;
}

/* Whether a file that is to be written would take the place of one that was read; that is said, before any is written. */
static bool is_over_input(struct call *call, const struct input *input, const struct scored *scored) {
  for (int i = 0; i < FILE_COUNT; i++) {
    const char *path = is_wanted(call, &files[i]) ? score_path(call, input->stem, files[i].ending) : NULL;
    const char *settled = path ? file_real_path(call->arena, path) : NULL; /* NULL: there is nothing yet */
    if (!settled || !was_read(call, scored->agreement, settled)) continue;
    program_say(call, TEXT_CLI_SCORE_OVER_FILE, ARGS(arg_string(path)));
    return true;
  }
  return false;
}

static void say_lacking(struct call *call, const struct input *input, const char *ending, enum remit_status status) {
  const char *path = score_path(call, input->stem, ending);
  program_say(call, status == REMIT_NO_LIBRARY ? TEXT_CLI_NO_XLSX : TEXT_CLI_XLSX_FAILED, ARGS(arg_string(path)));
}

/* What keeps one file from being written (a full disk, a file where the folder was to be) keeps the next one too, and is said once. */
static enum exit_status write_files(struct call *call, const struct input *input, const struct scored *scored) {
  enum exit_status status = STATUS_FINE;
  for (int i = 0; i < FILE_COUNT; i++) {
    const struct file *file = &scored->files[i];
    if (!is_wanted(call, &files[i])) continue;
    if (is_lacking(file->status)) {
      say_lacking(call, input, files[i].ending, file->status);
      status = STATUS_TROUBLE;
    } else if (score_write(call, input->stem, files[i].ending, &file->bytes) != STATUS_FINE) {
      return STATUS_TROUBLE;
    }
  }
  return status;
}

static enum exit_status finish(struct call *call, const struct input *input, void *prepared, void *context) {
  const struct scored *scored = prepared;
  (void)context;
  if (scored->status == REMIT_NO_MEMORY) {
    program_say(call, TEXT_CLI_NO_MEMORY, ARGS(arg_string(input->name)));
    return STATUS_TROUBLE;
  }
  if (scored->unread) return say_unread(call, scored);
  if (lacks_figures(call, input, scored)) return STATUS_FINDINGS;
  if (scored->status == REMIT_NOT_BEFORE) {
    program_say(call, TEXT_CLI_PREVIOUS_LATER, ARGS(arg_name(scored->day), arg_name(call->previous)));
    return STATUS_TROUBLE;
  }
  if (scored->status != REMIT_OK) {
    program_say(call, scored->has_errors ? TEXT_CLI_NOT_SCORED : TEXT_CLI_NOTHING_TO_SCORE, ARGS(arg_string(input->name)));
    return STATUS_FINDINGS;
  }
  if (is_over_input(call, input, scored)) return STATUS_TROUBLE;
  enum exit_status written = write_files(call, input, scored);
  written = worse(written, program_write(call, OUTPUT, scored->bytes.data, scored->bytes.length));
  return worse(written, score_judged(call, &scored->standings));
}

static bool is_one_agreement(struct call *call) {
  if (call->file_count < 2) {
    program_say(call, TEXT_CLI_NO_FIGURES, ARGS(arg_string(call->command->name)));
    return false;
  }
  if (!file_is_folder(call->files[0])) return true;
  program_say(call, TEXT_CLI_ONE_AGREEMENT, ARGS(arg_string(call->files[0])));
  return false;
}

enum exit_status command_score(struct call *call) {
  const struct run_step step = {.prepare = score, .finish = finish, .discard = discard};
  if (!call->portfolio && !is_one_agreement(call)) return STATUS_TROUBLE;
  if (call->today && !(call->as_of = today(call->arena))) {
    program_say(call, TEXT_CLI_NO_TODAY, NO_ARGS);
    return STATUS_TROUBLE;
  }
  if (!previous_is_earlier(call)) return STATUS_TROUBLE;
  if (call->portfolio) return score_portfolio(call);
  call->sheets = call->files + 1;
  call->sheet_count = call->file_count - 1;
  call->file_count = 1;
  return run_all(call, &step);
}
