#include <errno.h>
#include <stdlib.h>

#include "base/files.h"
#include "cli/choices.h"
#include "cli/options.h"
#include "cli/run.h"
#include "cli/scoring.h"
#include "cli/today.h"

/* The forms of the history, and how their files end. */
enum { HISTORY_FORMS = 2 };
static const char *const history_endings[HISTORY_FORMS] = {[REMIT_HISTORY_CSV] = "history.csv",
                                                           [REMIT_HISTORY_NDJSON] = "history.ndjson"};

/* What came of an agreement's figures. */
struct scored {
  enum remit_status status;
  const char *unread; /* the sheet that could not be read; NULL: none */
  int error;
  bool has_errors;
  const char *day; /* of the scoring, the agreement's; NULL: there is none */
  struct remit_standings standings;
  struct remit_buffer bytes, history[HISTORY_FORMS];
};

static void add_sheets(const struct call *call, struct remit_agreement *agreement, struct scored *scored) {
  for (size_t i = 0; i < call->sheet_count && scored->status == REMIT_OK; i++) {
    scored->status = remit_add_figures_file(agreement, call->sheets[i]);
    if (scored->status == REMIT_OK) continue;
    scored->error = errno;
    scored->unread = call->sheets[i];
  }
}

static void score_it(const struct call *call, struct remit_agreement *agreement, struct scored *scored) {
  add_sheets(call, agreement, scored);
  scored->has_errors = remit_count(agreement).errors > 0;
  if (scored->status == REMIT_OK) scored->status = remit_score(agreement);
  scored->day = remit_scored_day(agreement);
  if (scored->status != REMIT_OK) return;
  scored->standings = remit_standings(agreement);
  const char *language = call->language_named ? text_plain(call->language, TEXT_LANGUAGE_CODE) : NULL;
  if (call->scores) scored->status = remit_write_score(agreement, call->score, language, &scored->bytes);
  for (int i = 0; i < HISTORY_FORMS && call->history && scored->status == REMIT_OK; i++)
    scored->status = remit_write_history(agreement, (enum remit_history_form)i, call->no_bom, &scored->history[i]);
}

static enum remit_status score(const struct call *call, struct remit_agreement *agreement, void **prepared) {
  struct remit_writing nothing = {0};
  enum remit_status checked = remit_check_and_write(agreement, &nothing);
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
  for (int i = 0; i < HISTORY_FORMS; i++) remit_buffer_free(&scored->history[i]);
  free(scored);
}

static enum exit_status say_unread(struct call *call, const struct scored *scored) {
  if (scored->status == REMIT_NOT_READ) return program_unread(call, scored->unread, scored->error);
  bool lacks = scored->status == REMIT_NO_LIBRARY;
  program_say(call, lacks ? TEXT_CLI_NO_WORKBOOK : TEXT_INCLUDE_NOT_REGULAR, ARGS(arg_string(scored->unread)));
  return STATUS_TROUBLE;
}

static enum exit_status write_files(struct call *call, const struct input *input, const struct scored *scored) {
  enum exit_status status = STATUS_FINE;
  for (int i = 0; i < HISTORY_FORMS && call->history && status == STATUS_FINE; i++)
    status = score_write(call, input->stem, history_endings[i], &scored->history[i]);
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
  if (scored->status == REMIT_NOT_BEFORE) {
    program_say(call, TEXT_CLI_PREVIOUS_LATER, ARGS(arg_name(scored->day), arg_name(call->previous)));
    return STATUS_TROUBLE;
  }
  if (scored->status != REMIT_OK) {
    program_say(call, scored->has_errors ? TEXT_CLI_NOT_SCORED : TEXT_CLI_NOTHING_TO_SCORE, ARGS(arg_string(input->name)));
    return STATUS_FINDINGS;
  }
  enum exit_status written = write_files(call, input, scored);
  if (written != STATUS_TROUBLE) written = program_write(call, OUTPUT, scored->bytes.data, scored->bytes.length);
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
