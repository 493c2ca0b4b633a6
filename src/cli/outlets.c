#define _POSIX_C_SOURCE 200809L

#include "cli/outlets.h"

#include <stdlib.h>
#include <unistd.h>

#include "cli/fix.h"

/* A terminal that takes colours, unless the person does not want any. */
static bool is_coloured(const struct call *call, const struct outlet *outlet) {
  if (call->colour != COLOUR_AUTO) return call->colour == COLOUR_ALWAYS;
  const char *none = getenv("NO_COLOR"), *terminal = getenv("TERM");
  if (outlet->path || (none && *none) || (terminal && !strcmp(terminal, "dumb"))) return false;
  return isatty(outlet->descriptor);
}

/* Beside artifacts findings for a person go to standard error. */
static int descriptor_of(const struct call *call, enum remit_format format) {
  if (fix_takes_output(call)) return ERRORS;
  return format == REMIT_FORMAT_TEXT && call->command->writes_files ? ERRORS : OUTPUT;
}

static enum exit_status flush(struct call *call, struct outlet *outlet) {
  if (outlet->path || !outlet->bytes.length) return STATUS_FINE;
  enum exit_status status = program_write(call, outlet->descriptor, outlet->bytes.data, outlet->bytes.length);
  outlet->bytes.length = 0;
  return status;
}

/* The library's only failure here is one of memory, which goes where the program's own goes. */
static enum exit_status written(struct call *call, struct outlet *outlet, enum remit_status status) {
  if (status != REMIT_OK) arena_fail(call->arena);
  return flush(call, outlet);
}

enum exit_status outlets_begin(struct call *call, struct outlets *outlets) {
  enum exit_status status = STATUS_FINE;
  *outlets = (struct outlets){0};
  for (uint32_t i = 0; i < call->formats.count; i++) {
    const struct format_choice *choice = &call->formats.items[i];
    struct outlet outlet = {.path = choice->path, .descriptor = descriptor_of(call, choice->format)};
    outlet.listing = (struct remit_listing){.format = choice->format,
                                            .least = call->least,
                                            .colour = is_coloured(call, &outlet),
                                            .show_allowed = call->show_allowed};
    VECTOR_PUSH(call->arena, &outlets->list, outlet);
    struct outlet *added = &outlets->list.items[i];
    status = worse(status, written(call, added, remit_listing_begin(&added->listing, &added->bytes)));
  }
  return status;
}

enum exit_status outlets_add(struct call *call, struct outlets *outlets, struct remit_agreement *agreement) {
  enum exit_status status = STATUS_FINE;
  for (uint32_t i = 0; i < outlets->list.count; i++) {
    struct outlet *outlet = &outlets->list.items[i];
    status = worse(status, written(call, outlet, remit_listing_add(&outlet->listing, agreement, &outlet->bytes)));
  }
  return status;
}

enum exit_status outlets_end(struct call *call, struct outlets *outlets) {
  enum exit_status status = STATUS_FINE;
  for (uint32_t i = 0; i < outlets->list.count; i++) {
    struct outlet *outlet = &outlets->list.items[i];
    status = worse(status, written(call, outlet, remit_listing_end(&outlet->listing, &outlet->bytes)));
    if (outlet->path)
      status = worse(status, program_write_file(call, outlet->path, outlet->bytes.data, outlet->bytes.length));
    remit_buffer_free(&outlet->bytes);
  }
  return status;
}
