#define _POSIX_C_SOURCE 200809L

#include <stdlib.h>

#include "base/files.h"
#include "base/names.h"
#include "cli/options.h"
#include "cli/run.h"

/* What was written in this call, so that no agreement's artifacts take the place of another's. */
struct written {
  struct names *stems;
  VECTOR(const struct input *) inputs; /* by their stem's atom, from 1 */
  bool reader_lacking;                 /* an agreement has nobody of the reader's name */
  bool kept;                           /* a file of figures was not written over */
};

/* The artifacts of an agreement, rendered and not yet written. */
struct rendered {
  enum remit_status status; /* what holds for all of them */
  char *near;               /* of REMIT_NO_READER: the name most like it; NULL: none */
  struct remit_written items[]; /* of each artifact of the call */
};

/* plan.for-lin.checklist.html: beside the whole, and one reader's beside the other's. */
static void put_reader(struct buffer *path, const char *reader) {
  buffer_text(path, "for-");
  buffer_text(path, reader);
  buffer_char(path, '.');
}

static const char *artifact_path(struct call *call, const struct input *input, const struct remit_artifact *artifact) {
  struct buffer path = buffer_in(call->arena);
  if (call->folder) {
    buffer_text(&path, call->folder);
    if (call->folder[strlen(call->folder) - 1] != '/') buffer_char(&path, '/');
  }
  buffer_text(&path, input->stem);
  buffer_char(&path, '.');
  if (call->reader) put_reader(&path, call->reader);
  buffer_text(&path, artifact->name);
  buffer_char(&path, '.');
  buffer_text(&path, artifact->form);
  return buffer_string(&path);
}

/* Whether no other agreement of the call has the same name; the first has it from now on. */
static bool is_free(struct call *call, struct written *written, const struct input *input) {
  atom stem = names_intern(written->stems, input->stem, strlen(input->stem));
  if (stem > written->inputs.count) {
    VECTOR_PUSH(call->arena, &written->inputs, input);
    return true;
  }
  const struct input *earlier = written->inputs.items[stem - 1];
  program_say(call, TEXT_CLI_SAME_STEM, ARGS(arg_string(earlier->name), arg_string(input->name)));
  return false;
}

static void discard(const struct call *call, void *prepared) {
  struct rendered *rendered = prepared;
  for (uint32_t i = 0; i < call->artifacts.count; i++) remit_written_free(&rendered->items[i]);
  free(rendered->near);
  free(rendered);
}

/* NULL also where there is no memory for it: then it is not said. */
static char *find_near(const struct call *call, struct remit_agreement *agreement) {
  const char *near = NULL;
  remit_find_reader(agreement, call->reader, &near);
  return near ? strdup(near) : NULL;
}

/* All of an agreement's artifacts, before the first of them is written. */
static enum remit_status render(const struct call *call, struct remit_agreement *agreement, void **prepared) {
  const struct remit_artifact_style style = {.force = call->force, .no_bom = call->no_bom, .reader = call->reader};
  struct rendered *rendered = calloc(1, sizeof *rendered + call->artifacts.count * sizeof *rendered->items);
  if (!rendered) return REMIT_NO_MEMORY;
  struct remit_writing writing = {call->artifacts.items, call->artifacts.count, &style, rendered->items, REMIT_OK};
  enum remit_status checked = remit_check_and_write(agreement, &writing);
  rendered->status = writing.status;
  if (rendered->status == REMIT_NO_READER) rendered->near = find_near(call, agreement);
  *prepared = rendered;
  return checked;
}

/* Of an artifact that is not written: nothing, where the agreement has nothing for it and it was not asked for by name. */
static enum exit_status say_lacking(struct call *call, const struct input *input, const char *path, enum remit_status status) {
  if (status == REMIT_NOTHING) {
    if (call->artifacts_named) program_say(call, TEXT_CLI_NOTHING_FOR, ARGS(arg_string(path), arg_string(input->name)));
    return STATUS_FINE;
  }
  program_say(call, status == REMIT_NO_LIBRARY ? TEXT_CLI_NO_XLSX : TEXT_CLI_XLSX_FAILED, ARGS(arg_string(path)));
  return STATUS_TROUBLE;
}

/* Whether the file at `path` is left as it is, since figures would be lost; that is said. */
static bool keeps_figures(struct call *call, const struct remit_artifact *artifact, const char *path) {
  enum remit_filled filled = REMIT_NOT_FILLED;
  if (!artifact->filled_in || call->force) return false;
  if (remit_look_for_figures(NULL, path, &filled) == REMIT_NO_MEMORY) filled = REMIT_FILLED_UNKNOWN;
  if (filled != REMIT_NOT_FILLED)
    program_say(call, filled == REMIT_FILLED ? TEXT_CLI_HOLDS_FIGURES : TEXT_CLI_MAY_HOLD_FIGURES, ARGS(arg_string(path)));
  return filled != REMIT_NOT_FILLED;
}

static enum exit_status write_all(struct call *call, const struct input *input, const struct rendered *rendered,
                                  struct written *written) {
  const char *folder = file_folder(call->arena, artifact_path(call, input, call->artifacts.items[0]));
  struct file_result made = file_make_folder(folder);
  if (made.status != FILE_OK) return program_unwritten(call, folder, made.error);
  enum exit_status worst = STATUS_FINE;
  for (uint32_t i = 0; i < call->artifacts.count; i++) {
    const char *path = artifact_path(call, input, call->artifacts.items[i]);
    enum exit_status status = STATUS_FINE;
    if (rendered->items[i].status != REMIT_OK)
      worst = worse(worst, say_lacking(call, input, path, rendered->items[i].status));
    else if (keeps_figures(call, call->artifacts.items[i], path))
      written->kept = true;
    else
      status = program_write_pieces(call, path, rendered->items[i].pieces);
    if (status != STATUS_FINE) return status;
  }
  return worst;
}

static void say_no_reader(struct call *call, const struct input *input, const char *near) {
  if (near) program_say(call, TEXT_CLI_NO_READER_NEAR, ARGS(arg_name(call->reader), arg_string(input->name), arg_name(near)));
  else program_say(call, TEXT_CLI_NO_READER, ARGS(arg_name(call->reader), arg_string(input->name)));
}

static enum exit_status finish(struct call *call, const struct input *input, void *prepared, void *context) {
  const struct rendered *rendered = prepared;
  switch (rendered->status) {
    case REMIT_OK: return is_free(call, context, input) ? write_all(call, input, rendered, context) : STATUS_TROUBLE;
    case REMIT_NOT_CONSISTENT:
      program_say(call, call->force ? TEXT_CLI_NO_AGREEMENT : TEXT_CLI_NOT_BUILT, ARGS(arg_string(input->name)));
      return STATUS_FINDINGS;
    case REMIT_NO_READER:
      ((struct written *)context)->reader_lacking = true; /* other agreements may have them */
      say_no_reader(call, input, rendered->near);
      return STATUS_FINE;
    default: program_say(call, TEXT_CLI_NO_MEMORY, ARGS(arg_string(input->name))); return STATUS_TROUBLE;
  }
}

enum exit_status command_build(struct call *call) {
  struct written written = {.stems = names_new(call->arena)};
  const struct run_step step = {.prepare = render, .finish = finish, .discard = discard, .apart = true, .context = &written};
  enum exit_status status = run_all(call, &step);
  return written.reader_lacking || written.kept ? worse(status, STATUS_TROUBLE) : status;
}
