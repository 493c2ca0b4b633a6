#include "cli/choices.h"
#include "cli/options.h"

/* Prints what a function of the library has appended; its only failure that is left is one of memory. */
static enum exit_status print(struct call *call, enum remit_status status, struct remit_buffer *out) {
  if (status != REMIT_OK) arena_fail(call->arena);
  enum exit_status written = program_write(call, OUTPUT, out->data, out->length);
  remit_buffer_free(out);
  return written;
}

static const char *language_code(const struct call *call) { return text_plain(call->language, TEXT_LANGUAGE_CODE); }

enum exit_status command_rules(struct call *call) {
  struct remit_buffer out = {0};
  return print(call, remit_write_rules(call->page, language_code(call), &out), &out);
}

enum exit_status command_explain(struct call *call) {
  struct remit_buffer out = {0};
  const char *code = call->files[0];
  if (call->file_count > 1) {
    program_say(call, TEXT_CLI_ONE_CODE, NO_ARGS);
    return STATUS_TROUBLE;
  }
  if (!strcmp(code, "base")) return print(call, remit_write_base(&out), &out);
  enum remit_status status = remit_write_explanation(code, call->page, language_code(call), &out);
  if (status == REMIT_OK || status == REMIT_NO_MEMORY) return print(call, status, &out);
  say_no_rule(call, code);
  return STATUS_TROUBLE;
}
