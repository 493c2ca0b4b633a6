#include "cli/fix.h"

#include "base/files.h"
#include "base/names.h"
#include "cli/hunks.h"
#include "cli/run.h"

/* A file of the call's agreements: each is handled once, whichever of them include it. */
struct mended {
  const char *name;
  bool is_stdin;
  bool disputed; /* of two agreements with the file one asks for other repairs, or none */
  size_t count;  /* of repairs */
  struct buffer before, after; /* where there are any */
};

struct fixing {
  struct arena *arena;
  struct names *paths;
  VECTOR(struct mended) files; /* by their path's atom, from 1; in the order of reading */
  struct input *from_stdin;    /* NULL: none of the inputs is standard input */
  struct buffer text;          /* of standard input */
};

bool fix_takes_output(const struct call *call) {
  bool from_stdin = false;
  for (size_t i = 0; i < call->file_count; i++) from_stdin = from_stdin || !strcmp(call->files[i], "-");
  return call->diff || (call->fix && from_stdin);
}

/* ---- What is to be repaired ---- */

static struct buffer copied(struct arena *arena, const char *bytes, size_t length) {
  struct buffer copy = buffer_in(arena);
  buffer_bytes(&copy, bytes, length);
  return copy;
}

static struct buffer repaired(struct arena *arena, const struct remit_agreement *agreement, size_t index) {
  struct remit_buffer out = {0};
  if (remit_write_repaired(agreement, index, &out) != REMIT_OK) arena_fail(arena);
  struct buffer text = copied(arena, out.data, out.length);
  remit_buffer_free(&out);
  return text;
}

static struct buffer as_read(struct arena *arena, const struct remit_agreement *agreement, size_t index) {
  size_t length;
  const char *bytes = remit_file_bytes(agreement, index, &length);
  return copied(arena, bytes, length);
}

static struct mended mended_of(struct arena *arena, const struct remit_agreement *agreement, size_t index) {
  const char *name = remit_file_name(agreement, index);
  struct mended file = {.name = arena_copy(arena, name, strlen(name)), .count = remit_repair_count(agreement, index)};
  if (!file.count) return file;
  file.before = as_read(arena, agreement, index);
  file.after = repaired(arena, agreement, index);
  return file;
}

static bool is_same(const struct buffer *a, const struct buffer *b) {
  return a->length == b->length && (!a->length || !memcmp(a->data, b->data, a->length));
}

/* A file that another agreement of the call has too: it is read there with other names declared. */
static void compare(struct fixing *fixing, struct mended *known, const struct remit_agreement *agreement, size_t index) {
  struct arena *arena = fixing->arena;
  if (!known->count && !remit_repair_count(agreement, index)) return;
  struct mended file = mended_of(arena, agreement, index);
  if (file.count == known->count && is_same(&file.before, &known->before) && is_same(&file.after, &known->after)) return;
  known->disputed = true;
}

/* The text of standard input may be called like a file, and is none. */
static void note(struct fixing *fixing, const struct remit_agreement *agreement, size_t index, bool is_stdin) {
  const char *path = is_stdin ? NULL : remit_file_path(agreement, index);
  if (!path) path = "-";
  atom a = names_intern(fixing->paths, path, strlen(path));
  if (a <= fixing->files.count) {
    compare(fixing, &fixing->files.items[a - 1], agreement, index);
    return;
  }
  struct mended file = mended_of(fixing->arena, agreement, index);
  file.is_stdin = is_stdin;
  VECTOR_PUSH(fixing->arena, &fixing->files, file);
}

/* Standard input can be read only once: its agreement is kept, and its text goes on to the run. */
static bool look(struct call *call, struct input *input, struct remit_agreement *agreement, void *context) {
  struct fixing *fixing = context;
  for (size_t i = 0; i < remit_file_count(agreement); i++) note(fixing, agreement, i, input->is_stdin && i == 0);
  if (!input->is_stdin) return false;
  fixing->from_stdin = input;
  fixing->text = call->fix ? repaired(fixing->arena, agreement, 0) : as_read(fixing->arena, agreement, 0);
  return true;
}

/* ---- What comes of it ---- */

/* A file that its owner has closed to writing is left alone, though a folder that is open would let it be replaced; so is one
 * that somebody has changed since it was read. */
static enum exit_status may_write(struct call *call, const struct mended *file) {
  const char *bytes = NULL;
  size_t length = 0;
  int error = file_refuses_writing(file->name);
  if (error) return program_unwritten(call, file->name, error);
  if (program_read(call, file->name, &bytes, &length) != STATUS_FINE) return STATUS_TROUBLE;
  if (length == file->before.length && !memcmp(bytes, file->before.data, length)) return STATUS_FINE;
  program_say(call, TEXT_CLI_CHANGED_MEANWHILE, ARGS(arg_string(file->name)));
  return STATUS_TROUBLE;
}

static enum exit_status mend(struct call *call, const struct mended *file) {
  enum exit_status status = file->is_stdin ? STATUS_FINE : may_write(call, file);
  if (status == STATUS_FINE && !file->is_stdin)
    status = program_write_file(call, file->name, file->after.data, file->after.length);
  if (status == STATUS_FINE)
    program_say(call, TEXT_CLI_REPAIRED, ARGS(arg_integer((int64_t)file->count), arg_string(file->name)));
  return status;
}

static enum exit_status show(struct call *call, const struct mended *file) {
  struct buffer out = buffer_in(call->arena);
  hunks_write(&out, file->name, file->before, file->after);
  return program_write(call, OUTPUT, out.data, out.length);
}

static enum exit_status handle(struct call *call, const struct mended *file) {
  if (file->disputed) {
    program_say(call, TEXT_CLI_REPAIRS_DIFFER, ARGS(arg_string(file->name)));
    return STATUS_FINE;
  }
  if (!file->count) return STATUS_FINE;
  return call->diff ? show(call, file) : mend(call, file);
}

/* Of a text that was too large nothing was kept, and it stays as it was checked. */
static enum exit_status hand_on(struct call *call, struct fixing *fixing) {
  if (!fixing->from_stdin || !fixing->text.length) return STATUS_FINE;
  input_replace(call, fixing->from_stdin, fixing->text.data, fixing->text.length);
  return call->fix ? program_write(call, OUTPUT, fixing->text.data, fixing->text.length) : STATUS_FINE;
}

enum exit_status fix_before(struct call *call, struct inputs *inputs, void *context) {
  struct fixing fixing = {.arena = call->arena, .paths = names_new(call->arena)};
  enum exit_status status = STATUS_FINE;
  (void)context;
  run_look(call, inputs, look, &fixing);
  for (uint32_t i = 0; i < fixing.files.count; i++) status = worse(status, handle(call, &fixing.files.items[i]));
  return worse(status, hand_on(call, &fixing));
}
