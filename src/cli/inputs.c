#include "cli/inputs.h"

#include <errno.h>

#include "base/files.h"
#include "cli/relations.h"

/* ---- Finding ---- */

/* The name without what stands before its last slash, and without .remit. */
static const char *stem_of(struct call *call, const char *name) {
  static const char ending[] = ".remit";
  size_t length = strlen(name), cut = sizeof ending - 1;
  if (length > cut && !strcmp(name + length - cut, ending)) length -= cut;
  return arena_copy(call->arena, name, length);
}

static const char *last_part(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash && slash[1] ? slash + 1 : path;
}

static void add_file(struct call *call, struct inputs *inputs, const char *path) {
  struct input input = {.name = path, .root = call->root, .inside_root = call->root, .stem = stem_of(call, last_part(path))};
  VECTOR_PUSH(call->arena, &inputs->list, input);
}

static enum exit_status add_stdin(struct call *call, struct inputs *inputs) {
  for (uint32_t i = 0; i < inputs->list.count; i++) {
    if (!inputs->list.items[i].is_stdin) continue;
    program_say(call, TEXT_CLI_STDIN_TWICE, NO_ARGS);
    return STATUS_TROUBLE;
  }
  struct input input = {.name = call->stdin_name ? call->stdin_name : "<stdin>",
                        .root = call->root ? call->root : ".",
                        .stem = call->stdin_name ? stem_of(call, last_part(call->stdin_name)) : "stdin",
                        .is_stdin = true};
  VECTOR_PUSH(call->arena, &inputs->list, input);
  return STATUS_FINE;
}

/* Below the folder that they are written to artifacts lie as the agreements do below this one. */
static const char *stem_below(struct call *call, const char *folder, const char *path) {
  size_t length = strlen(folder);
  if (!strncmp(path, folder, length)) path += length;
  while (*path == '/') path++;
  return stem_of(call, path);
}

static enum exit_status add_folder(struct call *call, struct inputs *inputs, const char *folder) {
  char **paths;
  size_t count;
  struct file_result result = file_list(call->arena, folder, ".remit", &paths, &count);
  if (result.status != FILE_OK) return program_unread(call, folder, result.error);
  if (!count) program_say(call, TEXT_CLI_EMPTY_FOLDER, ARGS(arg_string(folder)));
  for (size_t i = 0; i < count; i++) {
    struct input input = {.name = paths[i],
                          .root = call->root ? call->root : folder,
                          .inside_root = true,
                          .stem = stem_below(call, folder, paths[i])};
    VECTOR_PUSH(call->arena, &inputs->list, input);
  }
  return count ? STATUS_FINE : STATUS_TROUBLE;
}

enum exit_status inputs_find(struct call *call, struct inputs *inputs) {
  enum exit_status status = STATUS_FINE;
  *inputs = (struct inputs){0};
  for (size_t i = 0; i < call->file_count; i++) {
    const char *file = call->files[i];
    if (!strcmp(file, "-")) {
      status = worse(status, add_stdin(call, inputs));
    } else if (file_is_folder(file)) {
      status = worse(status, add_folder(call, inputs, file));
    } else {
      add_file(call, inputs, file);
    }
  }
  if (inputs->list.count > 1) relations_find(call, inputs);
  return status;
}

/* ---- Reading ---- */

void input_say_unread(struct call *call, const struct input *input, enum remit_status status, int error) {
  switch (status) {
    case REMIT_NO_MEMORY: program_say(call, TEXT_CLI_NO_MEMORY, ARGS(arg_string(input->name))); break;
    case REMIT_NOT_A_FILE: program_say(call, TEXT_INCLUDE_NOT_REGULAR, ARGS(arg_string(input->name))); break;
    case REMIT_OUTSIDE_ROOT:
      program_say(call, TEXT_CLI_OUTSIDE_ROOT, ARGS(arg_string(input->name), arg_string(input->root)));
      break;
    default: program_unread(call, input->name, error); break;
  }
}

static struct remit_options options_of(const struct call *call, const struct input *input) {
  return (struct remit_options){.helper = call->helper,
                                .root = input->root,
                                .inside_root = input->inside_root,
                                .values = call->values.items,
                                .value_count = call->values.count,
                                .as_of = call->as_of,
                                .previous = call->previous,
                                .select = call->select.items,
                                .select_count = call->select.count,
                                .ignore = call->ignore.items,
                                .ignore_count = call->ignore.count};
}

enum remit_status input_read(const struct call *call, const struct input *input, struct remit_agreement **agreement,
                             int *error) {
  *agreement = input->agreement;
  *error = input->error;
  if (input->was_read) return input->status;
  const struct remit_options options = options_of(call, input);
  enum remit_status status = input->is_stdin ? remit_read_descriptor(&options, input->name, INPUT, agreement)
                                             : remit_read_file(&options, input->name, agreement);
  *error = status == REMIT_OK ? 0 : errno;
  return status;
}

void input_replace(const struct call *call, struct input *input, const char *bytes, size_t length) {
  const struct remit_options options = options_of(call, input);
  remit_free(input->agreement);
  input->was_read = true;
  input->was_checked = false;
  input->status = remit_read_text(&options, input->name, bytes, length, &input->agreement);
  input->error = 0;
}
