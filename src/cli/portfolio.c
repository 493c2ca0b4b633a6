/* `remit score --portfolio`: each agreement under a folder with the figures beside it, one at a time for each thread; of each only its row
 * is kept. */
#include <errno.h>
#include <stdlib.h>

#include "base/files.h"
#include "cli/run.h"
#include "cli/scoring.h"

/* The names of an agreement's figures, as `remit build` writes them; the first in which something stands counts. */
static const char *const figures_endings[] = {"actuals.csv", "scorecard.xlsx"};
enum { FIGURES_NAMES = sizeof figures_endings / sizeof figures_endings[0] };

/* What came of one agreement. */
struct taken {
  const struct remit_agreement *agreement;
  bool passed_over;
  enum remit_entry_result result;
  enum remit_status status;
  int error;
  const char *figures; /* the ending of its file of figures; NULL: there is none */
  struct remit_standings standings;
  struct remit_buffer filled;
};

/* All of them. */
struct portfolio_run {
  struct remit_portfolio *portfolio;
  enum exit_status status;
  bool any;   /* something is there to be shown */
  bool ended; /* by something that cannot get better with the next agreement */
};

/* ---- One agreement, on any thread ---- */

/* The file beside the agreement's; in memory of malloc, NULL where there is none. */
static char *beside(const char *path, const char *ending) {
  size_t length = strlen(path) - strlen("remit"), more = strlen(ending);
  char *name = malloc(length + more + 1);
  if (!name) return NULL;
  memcpy(name, path, length);
  memcpy(name + length, ending, more + 1);
  return name;
}

static const char *root_of(const struct call *call) { return call->root ? call->root : call->portfolio; }

/* Whether something is filled into the file. What is there and is no sheet counts: reading it says what is wrong. */
static bool is_filled(const char *path) {
  enum remit_filled filled = REMIT_NOT_FILLED;
  if (!file_is_regular(path)) return file_is_there(path);
  return remit_look_for_figures(NULL, path, &filled) != REMIT_OK || filled != REMIT_NOT_FILLED;
}

/* A link is followed to where agreements are taken from too, and no farther; one that leads nowhere is not read. */
static enum remit_status add_file(const struct call *call, struct remit_agreement *agreement, const char *path) {
  if (file_is_link(path) && file_is_regular(path) && !file_lies_in(path, root_of(call))) return REMIT_OUTSIDE_ROOT;
  return remit_add_figures_file(agreement, path);
}

/* REMIT_NOTHING: nothing is filled in beside the agreement. */
static enum remit_status add_figures(const struct call *call, struct remit_agreement *agreement, struct taken *taken) {
  for (int i = 0; i < FIGURES_NAMES; i++) {
    char *name = beside(remit_file_name(agreement, 0), figures_endings[i]);
    bool found = name && is_filled(name);
    enum remit_status status = !name ? REMIT_NO_MEMORY : found ? add_file(call, agreement, name) : REMIT_NOTHING;
    taken->error = status == REMIT_NOT_READ ? errno : 0;
    if (found) taken->figures = figures_endings[i];
    free(name);
    if (status != REMIT_NOTHING) return status;
  }
  return REMIT_NOTHING;
}

/* Findings are listed of those that have errors, and of the figures of those that were scored. */
static enum remit_status score_one(const struct call *call, struct remit_agreement *agreement, struct taken *taken) {
  taken->passed_over = !remit_has_agreement(agreement);
  if (taken->passed_over) return REMIT_NOTHING;
  if (remit_count(agreement).errors > 0) {
    taken->result = REMIT_ENTRY_ERRORS;
    return REMIT_OK;
  }
  taken->status = add_figures(call, agreement, taken);
  taken->result = taken->status == REMIT_NOTHING ? REMIT_ENTRY_UNFILLED : REMIT_ENTRY_FIGURES_UNREAD;
  if (taken->status != REMIT_OK) return taken->status == REMIT_NO_MEMORY ? REMIT_NO_MEMORY : REMIT_NOTHING;
  enum remit_status scored = remit_score(agreement);
  if (scored != REMIT_OK && scored != REMIT_NOT_BEFORE) return REMIT_NO_MEMORY;
  if (remit_unread_figures(agreement) > 0) return REMIT_OK; /* findings say why */
  taken->result = REMIT_ENTRY_SCORED;
  taken->standings = remit_standings(agreement);
  const struct remit_score_style style = score_style(call);
  return call->folder ? remit_write_score(agreement, REMIT_SCORE_HTML, &style, &taken->filled) : REMIT_OK;
}

static enum remit_status prepare(const struct call *call, struct remit_agreement *agreement, void **prepared) {
  struct taken *taken = calloc(1, sizeof *taken);
  *prepared = taken;
  if (!taken) return REMIT_NO_MEMORY;
  taken->agreement = agreement;
  enum remit_status checked = remit_check(agreement);
  return checked == REMIT_OK ? score_one(call, agreement, taken) : checked;
}

static void discard(const struct call *call, void *prepared) {
  struct taken *taken = prepared;
  (void)call;
  remit_buffer_free(&taken->filled);
  free(taken);
}

/* ---- Its row ---- */

static const char *with_ending(struct call *call, const char *stem, const char *ending) {
  struct buffer name = buffer_in(call->arena);
  buffer_text(&name, stem);
  buffer_char(&name, '.');
  buffer_text(&name, ending);
  return buffer_string(&name);
}

/* Writes the filled scorecard where there is one; *address gets where it is from the page's place, NULL: nowhere. */
static enum exit_status write_filled(struct call *call, const struct input *input, const struct taken *taken, const char **address) {
  static const char ending[] = "filled.html";
  *address = NULL;
  if (taken->filled.length == 0) return STATUS_FINE;
  *address = with_ending(call, input->stem, ending);
  return score_write(call, input->stem, ending, &taken->filled);
}

static enum exit_status no_memory(struct call *call, struct portfolio_run *run, const char *path) {
  program_say(call, TEXT_CLI_NO_MEMORY, ARGS(arg_string(path)));
  run->ended = true;
  return STATUS_TROUBLE;
}

static enum exit_status add_row(struct call *call, struct portfolio_run *run, const struct remit_entry *entry,
                                const struct remit_agreement *agreement) {
  run->any = true;
  return remit_portfolio_add(run->portfolio, entry, agreement) == REMIT_OK ? STATUS_FINE : no_memory(call, run, entry->path);
}

static enum exit_status pass_over(struct call *call, struct portfolio_run *run, const char *path) {
  run->any = true;
  return remit_portfolio_pass_over(run->portfolio, path) == REMIT_OK ? STATUS_FINE : no_memory(call, run, path);
}

static void judge(const struct call *call, struct portfolio_run *run, const struct taken *taken) {
  if (taken->result == REMIT_ENTRY_SCORED) run->status = worse(run->status, score_judged(call, &taken->standings));
  if (taken->result == REMIT_ENTRY_ERRORS) run->status = worse(run->status, STATUS_FINDINGS);
  if (taken->result == REMIT_ENTRY_FIGURES_UNREAD)
    run->status = worse(run->status, taken->status == REMIT_OK ? STATUS_FINDINGS : STATUS_TROUBLE);
}

/* They are named as the agreement is, with the folder that was named. */
static void say_unread_figures(struct call *call, const struct input *input, const struct taken *taken) {
  const char *stem = arena_copy(call->arena, input->name, strlen(input->name) - strlen(".remit"));
  const char *figures = with_ending(call, stem, taken->figures ? taken->figures : figures_endings[0]);
  switch (taken->status) {
    case REMIT_OK: break; /* findings said it */
    case REMIT_NO_LIBRARY: program_say(call, TEXT_CLI_NO_WORKBOOK, ARGS(arg_string(figures))); break;
    case REMIT_NOT_READ: program_unread(call, figures, taken->error); break;
    case REMIT_OUTSIDE_ROOT: program_say(call, TEXT_CLI_OUTSIDE_ROOT, ARGS(arg_string(figures), arg_string(root_of(call)))); break;
    default: program_say(call, TEXT_INCLUDE_NOT_REGULAR, ARGS(arg_string(figures))); break;
  }
}

/* STATUS_TROUBLE only where it ends the run: what is wrong with one agreement is its own. */
static enum exit_status finish(struct call *call, const struct input *input, void *prepared, void *context) {
  struct portfolio_run *run = context;
  const struct taken *taken = prepared;
  struct remit_entry entry = {.path = with_ending(call, input->stem, "remit"),
                              .figures = taken->figures ? with_ending(call, input->stem, taken->figures) : NULL,
                              .result = taken->result,
                              .status = taken->status,
                              .error = taken->error};
  if (taken->passed_over) return pass_over(call, run, entry.path);
  if (taken->result == REMIT_ENTRY_FIGURES_UNREAD) say_unread_figures(call, input, taken);
  judge(call, run, taken);
  if (write_filled(call, input, taken, &entry.scorecard) == STATUS_FINE) return add_row(call, run, &entry, taken->agreement);
  run->ended = true;
  return STATUS_TROUBLE;
}

static enum exit_status unread(struct call *call, const struct input *input, enum remit_status status, int error, void *context) {
  const struct remit_entry entry = {.path = with_ending(call, input->stem, "remit"),
                                    .result = REMIT_ENTRY_UNREAD,
                                    .status = status,
                                    .error = error};
  return add_row(call, context, &entry, NULL);
}

/* Those that belong to another agreement are passed over at once. */
static enum exit_status before(struct call *call, struct inputs *inputs, void *context) {
  struct portfolio_run *run = context;
  for (uint32_t i = 0; i < inputs->list.count; i++) {
    const struct input *input = &inputs->list.items[i];
    enum exit_status status = input->included ? pass_over(call, run, with_ending(call, input->stem, "remit")) : STATUS_FINE;
    if (status != STATUS_FINE) return status;
  }
  return STATUS_FINE;
}

/* ---- All ---- */

static const char *language_of(const struct call *call) { return text_plain(call->language, TEXT_LANGUAGE_CODE); }

static enum exit_status write_form(struct call *call, const struct portfolio_run *run, enum remit_portfolio_form form,
                                   const char *ending) {
  struct remit_buffer bytes = {0};
  enum exit_status status = STATUS_TROUBLE;
  if (remit_write_portfolio(run->portfolio, form, language_of(call), &bytes) != REMIT_OK)
    program_say(call, TEXT_CLI_NO_MEMORY, ARGS(arg_string(call->portfolio)));
  else if (ending) status = score_write(call, "portfolio", ending, &bytes);
  else status = program_write(call, OUTPUT, bytes.data, bytes.length);
  remit_buffer_free(&bytes);
  return status;
}

static enum exit_status write_all(struct call *call, const struct portfolio_run *run) {
  enum exit_status status = STATUS_FINE;
  if (call->folder) status = worse(status, write_form(call, run, REMIT_PORTFOLIO_HTML, "html"));
  if (call->folder && status == STATUS_FINE) status = worse(status, write_form(call, run, REMIT_PORTFOLIO_NDJSON, "ndjson"));
  if (!call->scores || status != STATUS_FINE) return status;
  return write_form(call, run, call->score == REMIT_SCORE_JSON ? REMIT_PORTFOLIO_JSON : REMIT_PORTFOLIO_TEXT, NULL);
}

enum exit_status score_portfolio(struct call *call) {
  struct portfolio_run run = {.status = STATUS_FINE};
  const struct run_step step = {.before = before, .prepare = prepare, .finish = finish, .unread = unread, .discard = discard, .context = &run};
  if (remit_portfolio_new(NULL, &run.portfolio) != REMIT_OK) arena_fail(call->arena);
  call->files = &call->portfolio;
  call->file_count = 1;
  enum exit_status status = run_all(call, &step);
  status = worse(status, run.status);
  if (run.any && !run.ended) status = worse(status, write_all(call, &run));
  remit_portfolio_free(run.portfolio);
  return status;
}
