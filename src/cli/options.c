#define _GNU_SOURCE

#include "cli/options.h"

#include <assert.h>
#include <getopt.h>
#include <string.h>

#include "ast/literals.h"
#include "base/names.h"
#include "cli/choices.h"

/* ---- The tables ---- */

enum command_index { CHECK, BUILD, SCORE, EXPLAIN, RULES, LIMITS, COMMAND_COUNT };

static const struct command commands[] = {
    [CHECK] = {"check", TEXT_CLI_FILES, TEXT_CLI_NO_FILE, TEXT_COMMAND_CHECK, command_check, false, false},
    [BUILD] = {"build", TEXT_CLI_FILES, TEXT_CLI_NO_FILE, TEXT_COMMAND_BUILD, command_build, true, true},
    [SCORE] = {"score", TEXT_CLI_FILE_FIGURES, TEXT_CLI_NO_FIGURES, TEXT_COMMAND_SCORE, command_score, true, false},
    [EXPLAIN] = {"explain", TEXT_CLI_CODE, TEXT_CLI_NO_CODE, TEXT_COMMAND_EXPLAIN, command_explain, false, false},
    [RULES] = {"rules", TEXT_NONE, TEXT_NONE, TEXT_COMMAND_RULES, command_rules, false, false},
    [LIMITS] = {"limits", TEXT_NONE, TEXT_NONE, TEXT_COMMAND_LIMITS, command_limits, false, false},
};
static_assert(sizeof commands / sizeof commands[0] == COMMAND_COUNT, "each command has its row");

enum {
  OF_CHECK = 1 << CHECK,
  OF_BUILD = 1 << BUILD,
  OF_SCORE = 1 << SCORE,
  OF_READERS = OF_CHECK | OF_BUILD | OF_SCORE, /* of agreements */
  OF_PAGES = 1 << EXPLAIN | 1 << RULES,
  OF_ALL = (1 << COMMAND_COUNT) - 1
};

/* Of two rows with one name each is of other commands. */

static const struct option_row options[] = {
    {"output", 'o', TEXT_ARGUMENT_DIR, TEXT_OPTION_OUTPUT, OF_BUILD, choose_folder},
    {"output", 'o', TEXT_ARGUMENT_DIR, TEXT_OPTION_SCORE_OUTPUT, OF_SCORE, choose_folder},
    {"emit", 0, TEXT_ARGUMENT_NAMES, TEXT_OPTION_EMIT, OF_BUILD, choose_artifacts},
    {"for", 0, TEXT_ARGUMENT_NAME, TEXT_OPTION_FOR, OF_BUILD, choose_reader},
    {"force", 0, TEXT_NONE, TEXT_OPTION_FORCE, OF_BUILD, choose_force},
    {"no-bom", 0, TEXT_NONE, TEXT_OPTION_NO_BOM, OF_BUILD | OF_SCORE, choose_no_bom},
    {"format", 0, TEXT_ARGUMENT_FORMAT, TEXT_OPTION_FORMAT, OF_CHECK | OF_BUILD, choose_format},
    {"format", 0, TEXT_ARGUMENT_SCORE_FORMAT, TEXT_OPTION_SCORE_FORMAT, OF_SCORE, choose_score_format},
    {"format", 0, TEXT_ARGUMENT_FORM, TEXT_OPTION_FORM, OF_PAGES, choose_page},
    {"select", 0, TEXT_ARGUMENT_CODES, TEXT_OPTION_SELECT, OF_CHECK, choose_select},
    {"ignore", 0, TEXT_ARGUMENT_CODES, TEXT_OPTION_IGNORE, OF_CHECK, choose_ignore},
    {"fix", 0, TEXT_NONE, TEXT_OPTION_FIX, OF_CHECK, choose_fix},
    {"diff", 0, TEXT_NONE, TEXT_OPTION_DIFF, OF_CHECK, choose_diff},
    {"level", 0, TEXT_ARGUMENT_LEVEL, TEXT_OPTION_LEVEL, OF_READERS, choose_level},
    {"deny", 0, TEXT_ARGUMENT_DENY, TEXT_OPTION_DENY, OF_CHECK | OF_BUILD, choose_deny},
    {"deny", 0, TEXT_ARGUMENT_DENY, TEXT_OPTION_SCORE_DENY, OF_SCORE, choose_score_deny},
    {"show-allowed", 0, TEXT_NONE, TEXT_OPTION_SHOW_ALLOWED, OF_READERS, choose_show_allowed},
    {"as-of", 0, TEXT_ARGUMENT_DATE, TEXT_OPTION_AS_OF, OF_CHECK | OF_BUILD, choose_as_of},
    {"as-of", 0, TEXT_ARGUMENT_DATE, TEXT_OPTION_SCORE_AS_OF, OF_SCORE, choose_score_day},
    {"portfolio", 0, TEXT_ARGUMENT_FOLDER, TEXT_OPTION_PORTFOLIO, OF_SCORE, choose_portfolio},
    {"history", 0, TEXT_NONE, TEXT_OPTION_HISTORY, OF_SCORE, choose_history},
    {"previous", 0, TEXT_ARGUMENT_DATE, TEXT_OPTION_PREVIOUS, OF_SCORE, choose_previous},
    {"set", 0, TEXT_ARGUMENT_SET, TEXT_OPTION_SET, OF_READERS, choose_set},
    {"values", 0, TEXT_ARGUMENT_FILE, TEXT_OPTION_VALUES, OF_READERS, choose_values},
    {"root", 0, TEXT_ARGUMENT_DIR, TEXT_OPTION_ROOT, OF_READERS, choose_root},
    {"language", 0, TEXT_ARGUMENT_LANGUAGE, TEXT_OPTION_LANGUAGE, OF_ALL, choose_language},
    {"jobs", 'j', TEXT_ARGUMENT_COUNT, TEXT_OPTION_JOBS, OF_READERS, choose_jobs},
    {"stdin-filename", 0, TEXT_ARGUMENT_NAME, TEXT_OPTION_STDIN_FILENAME, OF_READERS, choose_stdin_name},
    {"color", 0, TEXT_ARGUMENT_COLOUR, TEXT_OPTION_COLOUR, OF_READERS, choose_colour},
    {"help", 'h', TEXT_NONE, TEXT_OPTION_HELP, OF_ALL, choose_help},
    {"version", 0, TEXT_NONE, TEXT_OPTION_VERSION, OF_ALL, choose_version},
};
enum { OPTION_COUNT = sizeof options / sizeof options[0] };

const struct option_row *option_at(size_t index) { return index < OPTION_COUNT ? &options[index] : NULL; }
const struct command *command_at(size_t index) { return index < COMMAND_COUNT ? &commands[index] : NULL; }

bool option_belongs(const struct option_row *row, const struct command *command) {
  return row->commands & 1u << (command - commands);
}

/* ---- Words that are none ---- */

/* The option whose name is nearest to a misspelt one, of those that the command has; NULL: none is near. */
static const struct option_row *nearest_option(const struct call *call, const char *name) {
  const struct option_row *nearest = NULL;
  int least = (int)strlen(name) / 3 + 1;
  for (size_t i = 0; i < OPTION_COUNT; i++) {
    int distance = names_distance(name, options[i].name, least);
    if (!option_belongs(&options[i], call->command) || distance > least) continue;
    least = distance - 1;
    nearest = &options[i];
  }
  return nearest;
}

static const struct command *nearest_command(const char *name) {
  const struct command *nearest = NULL;
  int least = (int)strlen(name) / 3 + 1;
  for (size_t i = 0; i < COMMAND_COUNT; i++) {
    int distance = names_distance(name, commands[i].name, least);
    if (distance > least) continue;
    least = distance - 1;
    nearest = &commands[i];
  }
  return nearest;
}

/* As a person writes it: --name, or -o where there is no more. */
static const char *spelt(struct call *call, const char *name, size_t length) {
  struct buffer words = buffer_in(call->arena);
  buffer_text(&words, "--");
  buffer_bytes(&words, name, length);
  return buffer_string(&words);
}

static void say_unknown_option(struct call *call, const char *written) {
  size_t length = strcspn(written + 2, "=");
  const char *name = arena_copy(call->arena, written + 2, length);
  const struct option_row *nearest = nearest_option(call, name);
  if (nearest) {
    program_say(call, TEXT_CLI_UNKNOWN_OPTION_NEAR,
                ARGS(arg_name(spelt(call, name, length)), arg_name(spelt(call, nearest->name, strlen(nearest->name)))));
  } else {
    program_say(call, TEXT_CLI_UNKNOWN_OPTION,
                ARGS(arg_name(spelt(call, name, length)), arg_string(call->command->name)));
  }
}

static void say_unknown_letter(struct call *call, char letter) {
  const char written[] = {'-', letter, 0};
  program_say(call, TEXT_CLI_UNKNOWN_OPTION,
              ARGS(arg_name(arena_copy(call->arena, written, 2)), arg_string(call->command->name)));
}

static bool is_agreement(const char *name) {
  size_t length = strlen(name);
  return !strcmp(name, "-") || (length > 6 && !strcmp(name + length - 6, ".remit"));
}

static void say_unknown_command(struct call *call, const char *name) {
  const struct command *nearest = nearest_command(name);
  if (is_agreement(name)) {
    program_say(call, TEXT_CLI_FILE_WITHOUT_COMMAND, ARGS(arg_string(name)));
  } else if (nearest) {
    program_say(call, TEXT_CLI_UNKNOWN_COMMAND_NEAR, ARGS(arg_name(name), arg_name(nearest->name)));
  } else {
    program_say(call, TEXT_CLI_UNKNOWN_COMMAND, ARGS(arg_name(name)));
  }
}

/* ---- Reading ---- */

enum { FIRST_LONG = 256 }; /* getopt_long's value for the first row: beyond every letter */

static const struct option_row *row_of(int value) {
  if (value >= FIRST_LONG) return &options[value - FIRST_LONG];
  for (size_t i = 0; i < OPTION_COUNT; i++)
    if (value && options[i].letter == value) return &options[i];
  return NULL;
}

/* The first row of that name. */
static int first_row(const char *name) {
  int i = 0;
  while (strcmp(options[i].name, name) != 0) i++;
  return i;
}

/* The row of that name which the command has; NULL: none of them. */
static const struct option_row *row_for(const struct command *command, const char *name) {
  for (size_t i = 0; i < OPTION_COUNT; i++)
    if (!strcmp(options[i].name, name) && option_belongs(&options[i], command)) return &options[i];
  return NULL;
}

/* The table as getopt_long wants it: a row for each name, and the letters, after a colon that keeps it silent. */
static void make_tables(struct option *longs, char *letters) {
  *letters++ = ':';
  for (int i = 0; i < OPTION_COUNT; i++) {
    int takes = options[i].argument != TEXT_NONE;
    if (first_row(options[i].name) != i) continue;
    *longs++ = (struct option){options[i].name, takes ? required_argument : no_argument, NULL, FIRST_LONG + i};
    if (!options[i].letter) continue;
    *letters++ = options[i].letter;
    if (takes) *letters++ = ':';
  }
}

static bool refuse(struct call *call, int found, const char *written) {
  const struct option_row *row = row_of(optopt);
  if (row && found == ':') {
    program_say(call, TEXT_CLI_OPTION_NEEDS,
                ARGS(arg_name(spelt(call, row->name, strlen(row->name))), arg_text(row->argument)));
  } else if (row) {
    program_say(call, TEXT_CLI_OPTION_TAKES_NOTHING, ARGS(arg_name(spelt(call, row->name, strlen(row->name)))));
  } else if (optopt) {
    say_unknown_letter(call, (char)optopt);
  } else {
    say_unknown_option(call, written);
  }
  return false;
}

/* The first command that has the option. */
static const struct command *owner(const struct option_row *row) {
  size_t i = 0;
  while (!option_belongs(row, &commands[i])) i++;
  return &commands[i];
}

static bool take(struct call *call, int found, const char *written) {
  if (found == '?' || found == ':') return refuse(call, found, written);
  const struct option_row *row = row_of(found);
  const struct option_row *own = row_for(call->command, row->name);
  if (own) return own->take(call, optarg);
  program_say(call, TEXT_CLI_OPTION_OF_OTHER,
              ARGS(arg_name(call->command->name), arg_name(spelt(call, row->name, strlen(row->name))),
                   arg_name(owner(row)->name)));
  return false;
}

/* `arguments` begins with the command, which getopt_long takes for the program's name. */
static bool read_options(struct call *call, int count, char **arguments) {
  struct option longs[OPTION_COUNT + 1] = {{0}};
  char letters[2 * OPTION_COUNT + 2] = {0};
  make_tables(longs, letters);
  opterr = 0;
  for (int found; (found = getopt_long(count, arguments, letters, longs, NULL)) != -1;)
    if (!take(call, found, arguments[optind - 1])) return false;
  call->files = (const char *const *)(arguments + optind);
  call->file_count = (size_t)(count - optind);
  return true;
}

static bool files_are_right(struct call *call) {
  const struct command *command = call->command;
  bool wanted = command->files != TEXT_NONE;
  if (call->portfolio && call->file_count > 0) {
    program_say(call, TEXT_CLI_PORTFOLIO_FILE, ARGS(arg_string(call->portfolio), arg_string(call->files[0])));
    return false;
  }
  if (call->help || call->version || call->portfolio || wanted == (call->file_count > 0)) return true;
  program_say(call, wanted ? command->lacking : TEXT_CLI_NO_FILE_HERE, ARGS(arg_string(command->name)));
  return false;
}

static const struct command *find_command(const char *name) {
  for (size_t i = 0; i < COMMAND_COUNT; i++)
    if (!strcmp(name, commands[i].name)) return &commands[i];
  return NULL;
}

/* How many arguments `--language bg` or `--language=bg` are at the start of these; 0: it does not stand there. */
static int language_length(int count, char **arguments) {
  static const char option[] = "--language";
  if (count > 1 && !strcmp(arguments[0], option)) return 2;
  return count > 0 && !strncmp(arguments[0], option, sizeof option - 1) && arguments[0][sizeof option - 1] == '=';
}

/* `remit --language bg check …` is read as `remit check --language bg …`. */
static void move_language(int count, char **arguments) {
  int length = language_length(count, arguments);
  if (!length || length == count) return;
  char *first = arguments[length];
  memmove(arguments + 1, arguments, sizeof *arguments * (size_t)length);
  arguments[0] = first;
}

/* After what stands in the place of a command: the language alone. */
static bool read_language(struct call *call, int count, char **arguments) {
  int length = language_length(count, arguments);
  if (count == 0) return true;
  if (length && length == count) return choose_language(call, length == 2 ? arguments[1] : strchr(arguments[0], '=') + 1);
  program_say(call, TEXT_CLI_COMMAND_FIRST, ARGS(arg_name(arguments[0])));
  return false;
}

/* What may stand in the place of a command. */
static bool read_instead(struct call *call, int count, char **arguments) {
  const char *written = arguments[0];
  call->help = !strcmp(written, "--help") || !strcmp(written, "-h");
  call->version = !strcmp(written, "--version");
  if (call->help || call->version) return read_language(call, count - 1, arguments + 1);
  if (*written == '-' && written[1]) {
    program_say(call, TEXT_CLI_COMMAND_FIRST, ARGS(arg_name(written)));
  } else {
    say_unknown_command(call, written);
  }
  return false;
}

enum exit_status options_read(struct call *call, int count, char **arguments) {
  if (count < 2) {
    program_say(call, TEXT_CLI_NO_COMMAND, NO_ARGS);
    return STATUS_TROUBLE;
  }
  move_language(count - 1, arguments + 1);
  call->command = find_command(arguments[1]);
  if (!call->command) return read_instead(call, count - 1, arguments + 1) ? STATUS_FINE : STATUS_TROUBLE;
  bool fit = read_options(call, count - 1, arguments + 1) && files_are_right(call) && choices_finish(call);
  return fit ? STATUS_FINE : STATUS_TROUBLE;
}
