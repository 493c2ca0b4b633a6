#include <errno.h>

#include "base/files.h"
#include "cli/options.h"
#include "cli/run.h"

/* What was written in this call, so that no agreement's artifacts take the place of another's. */
struct written {
  VECTOR(const struct input *) inputs;
};

/* An artifact that is rendered and not yet written. */
struct rendered {
  const char *path;
  struct remit_buffer bytes;
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

static bool is_free(struct call *call, const struct written *written, const struct input *input) {
  for (uint32_t i = 0; i < written->inputs.count; i++) {
    const struct input *earlier = written->inputs.items[i];
    if (strcmp(earlier->stem, input->stem) != 0) continue;
    program_say(call, TEXT_CLI_SAME_STEM, ARGS(arg_string(earlier->name), arg_string(input->name)));
    return false;
  }
  return true;
}

/* All of an agreement's artifacts, before the first of them is written. */
static enum remit_status render(struct call *call, const struct input *input, struct remit_agreement *agreement,
                                struct rendered *rendered) {
  const struct remit_artifact_style style = {.force = call->force, .no_bom = call->no_bom};
  for (uint32_t i = 0; i < call->artifacts.count; i++) {
    const struct remit_artifact *artifact = call->artifacts.items[i];
    enum remit_status status = remit_write_artifact(agreement, artifact->name, artifact->form, &style, &rendered[i].bytes);
    if (status != REMIT_OK) return status;
    rendered[i].path = artifact_path(call, input, artifact);
  }
  return REMIT_OK;
}

static enum exit_status write_all(struct call *call, const struct rendered *rendered) {
  const char *folder = file_folder(call->arena, rendered[0].path);
  struct file_result made = file_make_folder(folder);
  if (made.status != FILE_OK) return program_unwritten(call, folder, made.error);
  for (uint32_t i = 0; i < call->artifacts.count; i++) {
    const struct rendered *one = &rendered[i];
    enum exit_status status = program_write_file(call, one->path, one->bytes.data, one->bytes.length);
    if (status != STATUS_FINE) return status;
  }
  return STATUS_FINE;
}

static enum exit_status build(struct call *call, const struct input *input, struct remit_agreement *agreement,
                              void *context) {
  struct written *written = context;
  struct rendered *rendered = ARENA_ARRAY(call->arena, struct rendered, call->artifacts.count);
  enum exit_status status = STATUS_TROUBLE;
  switch (render(call, input, agreement, rendered)) {
    case REMIT_OK:
      if (is_free(call, written, input)) status = write_all(call, rendered);
      VECTOR_PUSH(call->arena, &written->inputs, input);
      break;
    case REMIT_NOT_CONSISTENT:
      program_say(call, call->force ? TEXT_CLI_NO_AGREEMENT : TEXT_CLI_NOT_BUILT, ARGS(arg_string(input->name)));
      status = STATUS_FINDINGS;
      break;
    default: program_say(call, TEXT_CLI_NO_MEMORY, ARGS(arg_string(input->name))); break;
  }
  for (uint32_t i = 0; i < call->artifacts.count; i++) remit_buffer_free(&rendered[i].bytes);
  return status;
}

enum exit_status command_build(struct call *call) {
  struct written written = {0};
  return run_all(call, build, &written);
}
