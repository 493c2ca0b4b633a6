#include "cli/help.h"

#include "cli/options.h"
#include "model/tables.h"

static void put(struct buffer *out, enum text_key key) { buffer_text(out, text_plain(LANGUAGE_EN, key)); }

static void put_line(struct buffer *out, enum text_key key) {
  put(out, key);
  buffer_char(out, '\n');
}

/* Fills up to the column where explanations stand, on the next line where that is passed. `start` is the line's. */
static void fill(struct buffer *out, size_t start, size_t column) {
  size_t width = out->length - start;
  if (width + 2 > column) {
    buffer_char(out, '\n');
    width = 0;
  }
  buffer_repeat(out, ' ', column - width);
}

/* ---- A command ---- */

static void put_usage(struct buffer *out, const struct command *command) {
  put(out, TEXT_HELP_USAGE);
  buffer_text(out, " remit ");
  buffer_text(out, command->name);
  buffer_char(out, ' ');
  put(out, TEXT_HELP_OPTIONS);
  if (command->files != TEXT_NONE) {
    buffer_char(out, ' ');
    put(out, command->files);
  }
  buffer_text(out, "\n\n");
}

/* "  -o, --output DIR        the folder …" */
static void put_option(struct buffer *out, const struct option_row *row) {
  enum { COLUMN = 30 };
  const char letter[] = {'-', row->letter, ',', ' ', 0};
  size_t start = out->length;
  buffer_text(out, "  ");
  buffer_text(out, row->letter ? letter : "    ");
  buffer_text(out, "--");
  buffer_text(out, row->name);
  if (row->argument != TEXT_NONE) {
    buffer_char(out, ' ');
    put(out, row->argument);
  }
  fill(out, start, COLUMN);
  put_line(out, row->help);
}

static void put_artifacts(struct buffer *out) {
  const char *last = "";
  put(out, TEXT_HELP_ARTIFACTS);
  for (size_t i = 0; remit_artifact_at(i); i++) {
    const struct remit_artifact *artifact = remit_artifact_at(i);
    bool another = strcmp(artifact->name, last) != 0;
    buffer_text(out, another ? "\n  " : ", ");
    if (another) buffer_text(out, artifact->name);
    if (another) buffer_text(out, ": ");
    buffer_text(out, artifact->name);
    buffer_char(out, '.');
    buffer_text(out, artifact->form);
    last = artifact->name;
  }
  buffer_text(out, "\n\n");
}

static void put_formats(struct buffer *out) {
  put(out, TEXT_HELP_FORMATS);
  for (int i = 0; i < REMIT_FORMAT_COUNT; i++) {
    buffer_text(out, i ? ", " : " ");
    buffer_text(out, remit_format_name((enum remit_format)i));
  }
  buffer_text(out, "\n\n");
}

static void put_command(struct buffer *out, const struct command *command) {
  put_line(out, command->summary);
  buffer_char(out, '\n');
  put_usage(out, command);
  if (command->files == TEXT_CLI_FILES || command->files == TEXT_CLI_FILE_FIGURES) {
    put_line(out, command->files == TEXT_CLI_FILES ? TEXT_HELP_FILES : TEXT_HELP_FIGURES);
    buffer_char(out, '\n');
  }
  for (size_t i = 0; option_at(i); i++)
    if (option_belongs(option_at(i), command)) put_option(out, option_at(i));
  buffer_char(out, '\n');
  if (command->files == TEXT_CLI_FILES || command->files == TEXT_CLI_FILE_FIGURES) put_formats(out);
  if (command->lists_artifacts) put_artifacts(out);
  put_line(out, TEXT_HELP_STATUS);
}

/* ---- The program ---- */

static void put_program(struct buffer *out) {
  enum { COLUMN = 27 };
  put_line(out, TEXT_HELP_PROGRAM);
  buffer_char(out, '\n');
  for (size_t i = 0; command_at(i); i++) {
    const struct command *command = command_at(i);
    size_t start = out->length;
    buffer_text(out, "  remit ");
    buffer_text(out, command->name);
    buffer_char(out, ' ');
    if (command->files != TEXT_NONE) put(out, command->files);
    fill(out, start, COLUMN);
    put_line(out, command->summary);
  }
  buffer_char(out, '\n');
  put_line(out, TEXT_HELP_MORE);
}

enum exit_status help_print(struct call *call) {
  struct buffer out = buffer_in(call->arena);
  if (call->command) {
    put_command(&out, call->command);
  } else {
    put_program(&out);
  }
  return program_write(call, OUTPUT, out.data, out.length);
}

enum exit_status help_version(struct call *call) {
  struct buffer out = buffer_in(call->arena);
  text_write(&out, LANGUAGE_EN, TEXT_VERSION,
             ARGS(arg_string(remit_version()), arg_string(TABLES_CURRENCY_EDITION), arg_string(TABLES_TIMEZONE_EDITION)));
  buffer_char(&out, '\n');
  return program_write(call, OUTPUT, out.data, out.length);
}
