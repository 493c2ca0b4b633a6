#include "cli/help.h"

#include "base/utf8.h"
#include "cli/options.h"
#include "model/tables.h"

/* Help while it is written. */
struct help {
  struct buffer out;
  enum text_language language;
};

static void put(struct help *help, enum text_key key) { buffer_text(&help->out, text_plain(help->language, key)); }

static void put_line(struct help *help, enum text_key key) {
  put(help, key);
  buffer_char(&help->out, '\n');
}

/* Fills up to the column where explanations stand, on the next line where that is passed. `start` is the line's. */
static void fill(struct buffer *out, size_t start, size_t column) {
  size_t width = utf8_width(out->data + start, out->length - start);
  if (width + 2 > column) {
    buffer_char(out, '\n');
    width = 0;
  }
  buffer_repeat(out, ' ', column - width);
}

/* ---- A command ---- */

static void put_usage(struct help *help, const struct command *command) {
  put(help, TEXT_HELP_USAGE);
  buffer_text(&help->out, " remit ");
  buffer_text(&help->out, command->name);
  buffer_char(&help->out, ' ');
  put(help, TEXT_HELP_OPTIONS);
  if (command->files != TEXT_NONE) {
    buffer_char(&help->out, ' ');
    put(help, command->files);
  }
  buffer_text(&help->out, "\n\n");
}

/* "  -o, --output DIR        the folder …" */
static void put_option(struct help *help, const struct option_row *row) {
  enum { COLUMN = 30 };
  const char letter[] = {'-', row->letter, ',', ' ', 0};
  size_t start = help->out.length;
  buffer_text(&help->out, "  ");
  buffer_text(&help->out, row->letter ? letter : "    ");
  buffer_text(&help->out, "--");
  buffer_text(&help->out, row->name);
  if (row->argument != TEXT_NONE) {
    buffer_char(&help->out, ' ');
    put(help, row->argument);
  }
  fill(&help->out, start, COLUMN);
  put_line(help, row->help);
}

static void put_artifacts(struct help *help) {
  const char *last = "";
  put(help, TEXT_HELP_ARTIFACTS);
  for (size_t i = 0; remit_artifact_at(i); i++) {
    const struct remit_artifact *artifact = remit_artifact_at(i);
    bool another = strcmp(artifact->name, last) != 0;
    buffer_text(&help->out, another ? "\n  " : ", ");
    if (another) buffer_text(&help->out, artifact->name);
    if (another) put(help, TEXT_COLON);
    buffer_text(&help->out, artifact->name);
    buffer_char(&help->out, '.');
    buffer_text(&help->out, artifact->form);
    last = artifact->name;
  }
  buffer_text(&help->out, "\n\n");
}

static void put_formats(struct help *help) {
  put(help, TEXT_HELP_FORMATS);
  for (int i = 0; i < REMIT_FORMAT_COUNT; i++) {
    buffer_text(&help->out, i ? ", " : " ");
    buffer_text(&help->out, remit_format_name((enum remit_format)i));
  }
  buffer_text(&help->out, "\n\n");
}

static bool takes_agreements(const struct command *command) {
  return command->files == TEXT_CLI_FILES || command->files == TEXT_CLI_FILE_FIGURES;
}

static void put_command(struct help *help, const struct command *command) {
  put_line(help, command->summary);
  buffer_char(&help->out, '\n');
  put_usage(help, command);
  if (takes_agreements(command)) {
    put_line(help, command->files == TEXT_CLI_FILES ? TEXT_HELP_FILES : TEXT_HELP_FIGURES);
    buffer_char(&help->out, '\n');
  }
  for (size_t i = 0; option_at(i); i++)
    if (option_belongs(option_at(i), command)) put_option(help, option_at(i));
  buffer_char(&help->out, '\n');
  if (takes_agreements(command)) put_formats(help);
  if (command->lists_artifacts) put_artifacts(help);
  put_line(help, TEXT_HELP_STATUS);
}

/* ---- The program ---- */

static void put_program(struct help *help) {
  enum { COLUMN = 31 };
  put_line(help, TEXT_HELP_PROGRAM);
  buffer_char(&help->out, '\n');
  for (size_t i = 0; command_at(i); i++) {
    const struct command *command = command_at(i);
    size_t start = help->out.length;
    buffer_text(&help->out, "  remit ");
    buffer_text(&help->out, command->name);
    buffer_char(&help->out, ' ');
    if (command->files != TEXT_NONE) put(help, command->files);
    fill(&help->out, start, COLUMN);
    put_line(help, command->summary);
  }
  buffer_char(&help->out, '\n');
  put_line(help, TEXT_HELP_MORE);
}

enum exit_status help_print(struct call *call) {
  struct help help = {buffer_in(call->arena), call->language};
  if (call->command) put_command(&help, call->command);
  else put_program(&help);
  return program_write(call, OUTPUT, help.out.data, help.out.length);
}

enum exit_status help_version(struct call *call) {
  struct buffer out = buffer_in(call->arena);
  text_write(&out, call->language, TEXT_VERSION,
             ARGS(arg_string(remit_version()), arg_string(TABLES_CURRENCY_EDITION), arg_string(TABLES_TIMEZONE_EDITION)));
  buffer_char(&out, '\n');
  return program_write(call, OUTPUT, out.data, out.length);
}
