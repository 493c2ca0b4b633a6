#define _POSIX_C_SOURCE 200809L

#include "cli/outlets.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/files.h"
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

/* ---- The summary of a workflow's run ---- */

/* GitHub takes at most 1 MiB for a step. */
enum { MOST_SUMMARY = 1000 * 1000 };

/* Where GitHub wants it; NULL: nowhere. */
static const char *summary_path(const struct call *call) {
  const char *path = getenv("GITHUB_STEP_SUMMARY");
  for (uint32_t i = 0; i < call->formats.count; i++)
    if (call->formats.items[i].format == REMIT_FORMAT_GITHUB) return path && *path ? path : NULL;
  return NULL;
}

/* What would make it too long is left out. */
static void keep_short(struct outlet *outlet, size_t before) {
  if (!outlet->is_summary || outlet->bytes.length <= MOST_SUMMARY) return;
  outlet->bytes.length = before;
  outlet->is_cut = true;
}

/* The summary's file as it is, and the findings after it. */
static enum exit_status write_summary(struct call *call, const struct outlet *outlet) {
  enum { CAP = 16 * 1024 * 1024 };
  struct buffer whole = buffer_in(call->arena);
  char *bytes = NULL;
  size_t length = 0;
  struct file_result read = file_read(call->arena, outlet->path, NULL, CAP, &bytes, &length);
  bool is_new = read.status == FILE_FAILED && read.error == ENOENT;
  if (!outlet->bytes.length && !outlet->is_cut) return STATUS_FINE;
  if (read.status != FILE_OK && !is_new)
    return program_unwritten(call, outlet->path, read.status == FILE_FAILED ? read.error : EISDIR);
  if (!is_new) buffer_bytes(&whole, bytes, length);
  buffer_bytes(&whole, outlet->bytes.data, outlet->bytes.length);
  if (outlet->is_cut) buffer_text(&whole, text_plain(call->language, TEXT_CLI_SUMMARY_CUT));
  return program_write_file(call, outlet->path, whole.data, whole.length);
}

/* ---- Steps ---- */

static enum exit_status begin(struct call *call, struct outlets *outlets, struct outlet outlet, enum remit_format format) {
  outlet.descriptor = descriptor_of(call, format);
  outlet.listing = (struct remit_listing){.format = format,
                                          .least = call->least,
                                          .deny = call->deny,
                                          .language = text_plain(call->language, TEXT_LANGUAGE_CODE),
                                          .colour = is_coloured(call, &outlet),
                                          .show_allowed = call->show_allowed};
  VECTOR_PUSH(call->arena, &outlets->list, outlet);
  struct outlet *added = &outlets->list.items[outlets->list.count - 1];
  return written(call, added, remit_listing_begin(&added->listing, &added->bytes));
}

enum exit_status outlets_begin(struct call *call, struct outlets *outlets) {
  enum exit_status status = STATUS_FINE;
  const char *summary = summary_path(call);
  *outlets = (struct outlets){0};
  for (uint32_t i = 0; i < call->formats.count; i++) {
    const struct format_choice *choice = &call->formats.items[i];
    status = worse(status, begin(call, outlets, (struct outlet){.path = choice->path}, choice->format));
  }
  struct outlet of_summary = {.path = summary, .is_summary = true};
  if (summary) status = worse(status, begin(call, outlets, of_summary, REMIT_FORMAT_MARKDOWN));
  return status;
}

enum exit_status outlets_add(struct call *call, struct outlets *outlets, struct remit_agreement *agreement) {
  enum exit_status status = STATUS_FINE;
  for (uint32_t i = 0; i < outlets->list.count; i++) {
    struct outlet *outlet = &outlets->list.items[i];
    size_t before = outlet->bytes.length;
    if (outlet->is_cut) continue;
    status = worse(status, written(call, outlet, remit_listing_add(&outlet->listing, agreement, &outlet->bytes)));
    keep_short(outlet, before);
  }
  return status;
}

static enum exit_status write_out(struct call *call, const struct outlet *outlet) {
  if (!outlet->path) return STATUS_FINE;
  if (outlet->is_summary) return write_summary(call, outlet);
  return program_write_file(call, outlet->path, outlet->bytes.data, outlet->bytes.length);
}

enum exit_status outlets_end(struct call *call, struct outlets *outlets) {
  enum exit_status status = STATUS_FINE;
  for (uint32_t i = 0; i < outlets->list.count; i++) {
    struct outlet *outlet = &outlets->list.items[i];
    status = worse(status, written(call, outlet, remit_listing_end(&outlet->listing, &outlet->bytes)));
    status = worse(status, write_out(call, outlet));
    remit_buffer_free(&outlet->bytes);
  }
  return status;
}
