#include <stdlib.h>

#include "base/files.h"
#include "base/names.h"
#include "cli/options.h"
#include "cli/run.h"

/* What was written in this call, so that no agreement's artifacts take the place of another's. */
struct written {
  struct names *stems;
  VECTOR(const struct input *) inputs; /* by their stem's atom, from 1 */
};

/* The artifacts of an agreement, rendered and not yet written. */
struct rendered {
  enum remit_status status;
  struct remit_buffer bytes[]; /* of each artifact of the call */
};

static const char *artifact_path(struct call *call, const struct input *input, const struct remit_artifact *artifact) {
  struct buffer path = buffer_in(call->arena);
  if (call->folder) {
    buffer_text(&path, call->folder);
    if (call->folder[strlen(call->folder) - 1] != '/') buffer_char(&path, '/');
  }
  buffer_text(&path, input->stem);
  buffer_char(&path, '.');
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
  for (uint32_t i = 0; i < call->artifacts.count; i++) remit_buffer_free(&rendered->bytes[i]);
  free(rendered);
}

/* All of an agreement's artifacts, before the first of them is written. */
static enum remit_status render(const struct call *call, struct remit_agreement *agreement, void **prepared) {
  const struct remit_artifact_style style = {.force = call->force, .no_bom = call->no_bom};
  struct rendered *rendered = calloc(1, sizeof *rendered + call->artifacts.count * sizeof *rendered->bytes);
  if (!rendered) return REMIT_NO_MEMORY;
  struct remit_writing writing = {call->artifacts.items, call->artifacts.count, &style, rendered->bytes, REMIT_OK};
  enum remit_status checked = remit_check_and_write(agreement, &writing);
  rendered->status = writing.status;
  *prepared = rendered;
  return checked;
}

static enum exit_status write_all(struct call *call, const struct input *input, const struct rendered *rendered) {
  const char *folder = file_folder(call->arena, artifact_path(call, input, call->artifacts.items[0]));
  struct file_result made = file_make_folder(folder);
  if (made.status != FILE_OK) return program_unwritten(call, folder, made.error);
  for (uint32_t i = 0; i < call->artifacts.count; i++) {
    const struct remit_buffer *bytes = &rendered->bytes[i];
    const char *path = artifact_path(call, input, call->artifacts.items[i]);
    enum exit_status status = program_write_file(call, path, bytes->data, bytes->length);
    if (status != STATUS_FINE) return status;
  }
  return STATUS_FINE;
}

static enum exit_status finish(struct call *call, const struct input *input, void *prepared, void *context) {
  const struct rendered *rendered = prepared;
  switch (rendered->status) {
    case REMIT_OK: return is_free(call, context, input) ? write_all(call, input, rendered) : STATUS_TROUBLE;
    case REMIT_NOT_CONSISTENT:
      program_say(call, call->force ? TEXT_CLI_NO_AGREEMENT : TEXT_CLI_NOT_BUILT, ARGS(arg_string(input->name)));
      return STATUS_FINDINGS;
    default: program_say(call, TEXT_CLI_NO_MEMORY, ARGS(arg_string(input->name))); return STATUS_TROUBLE;
  }
}

enum exit_status command_build(struct call *call) {
  struct written written = {.stems = names_new(call->arena)};
  const struct run_step step = {.prepare = render, .finish = finish, .discard = discard, .context = &written};
  return run_all(call, &step);
}
