#include "cli/choices.h"

#include "ast/literals.h"
#include "base/files.h"
#include "base/names.h"
#include "check/selection.h"
#include "cli/options.h"

/* ---- One of several words ---- */

struct word {
  const char *name;
  int value;
};

/* The value of the word in the list, which ends with NULL; -1, with a sentence, where it is none of them. */
static int choose(struct call *call, const char *option, const struct word *words, const char *written) {
  enum { MOST = 16 };
  const char *names[MOST];
  size_t count = 0;
  for (; words[count].name && count < MOST; count++) {
    if (!strcmp(words[count].name, written)) return words[count].value;
    names[count] = words[count].name;
  }
  program_say(call, TEXT_CLI_CHOICE, ARGS(arg_name(option), arg_any(names, count), arg_name(written)));
  return -1;
}

bool choose_level(struct call *call, const char *argument) {
  static const struct word levels[] = {
      {"error", REMIT_LEVEL_ERROR}, {"warning", REMIT_LEVEL_WARNING}, {"info", REMIT_LEVEL_INFO}, {NULL, 0}};
  int level = choose(call, "--level", levels, argument);
  if (level >= 0) call->least = (enum remit_level)level;
  return level >= 0;
}

bool choose_deny(struct call *call, const char *argument) {
  static const struct word levels[] = {{"warning", REMIT_LEVEL_WARNING}, {"info", REMIT_LEVEL_INFO}, {NULL, 0}};
  int level = choose(call, "--deny", levels, argument);
  if (level >= 0) call->deny = (enum remit_level)level;
  return level >= 0;
}

bool choose_page(struct call *call, const char *argument) {
  static const struct word forms[] = {
      {"text", REMIT_PAGE_TEXT}, {"json", REMIT_PAGE_JSON}, {"md", REMIT_PAGE_MARKDOWN}, {NULL, 0}};
  int form = choose(call, "--format", forms, argument);
  if (form >= 0) call->page = (enum remit_page_form)form;
  return form >= 0;
}

bool choose_colour(struct call *call, const char *argument) {
  static const struct word colours[] = {
      {"auto", COLOUR_AUTO}, {"always", COLOUR_ALWAYS}, {"never", COLOUR_NEVER}, {NULL, 0}};
  int colour = choose(call, "--color", colours, argument);
  if (colour >= 0) call->colour = (enum colour)colour;
  return colour >= 0;
}

/* FORMAT or FORMAT=FILE. */
bool choose_format(struct call *call, const char *argument) {
  struct word formats[REMIT_FORMAT_COUNT + 1] = {{0}};
  for (int i = 0; i < REMIT_FORMAT_COUNT; i++) formats[i] = (struct word){remit_format_name((enum remit_format)i), i};
  size_t length = strcspn(argument, "=");
  const char *path = argument[length] ? argument + length + 1 : NULL;
  int format = choose(call, "--format", formats, arena_copy(call->arena, argument, length));
  if (format < 0) return false;
  if (path && !*path) {
    program_say(call, TEXT_CLI_FORMAT_NO_FILE, ARGS(arg_name(argument)));
    return false;
  }
  struct format_choice choice = {(enum remit_format)format, path};
  VECTOR_PUSH(call->arena, &call->formats, choice);
  return true;
}

/* ---- Scoring ---- */

/* The scoring itself as text or json; in any other format its findings. */
bool choose_score_format(struct call *call, const char *argument) {
  bool text = !strcmp(argument, "text");
  if (!text && strcmp(argument, "json") != 0) {
    bool result = !strncmp(argument, "text=", 5) || !strncmp(argument, "json=", 5);
    if (result) program_say(call, TEXT_CLI_SCORE_TO_FILE, ARGS(arg_name(argument)));
    return !result && choose_format(call, argument);
  }
  if (call->scores) program_say(call, TEXT_CLI_FORMATS_TOGETHER, NO_ARGS);
  call->score = text ? REMIT_SCORE_TEXT : REMIT_SCORE_JSON;
  return !call->scores && (call->scores = true);
}

bool choose_score_deny(struct call *call, const char *argument) {
  static const struct word levels[] = {{"at_risk", 0}, {"warning", REMIT_LEVEL_WARNING}, {"info", REMIT_LEVEL_INFO}, {NULL, 0}};
  int level = choose(call, "--deny", levels, argument);
  if (level > 0) call->deny = (enum remit_level)level;
  if (level == 0) call->deny_at_risk = true;
  return level >= 0;
}

bool choose_score_day(struct call *call, const char *argument) {
  call->today = !strcmp(argument, "today");
  return call->today || choose_as_of(call, argument);
}

/* Where the findings are to go to standard output, the scoring does not; standard error has them as text in any case. */
static bool settle_score(struct call *call) {
  bool output = false, said = false;
  if (call->history && call->portfolio) {
    program_say(call, TEXT_CLI_PORTFOLIO_HISTORY, NO_ARGS);
    return false;
  }
  if (call->history && !call->folder) {
    program_say(call, TEXT_CLI_HISTORY_WHERE, NO_ARGS);
    return false;
  }
  for (uint32_t i = 0; i < call->formats.count; i++) {
    const struct format_choice *choice = &call->formats.items[i];
    output = output || (!choice->path && choice->format != REMIT_FORMAT_TEXT);
    said = said || (!choice->path && choice->format == REMIT_FORMAT_TEXT);
  }
  if (output && call->scores) {
    program_say(call, TEXT_CLI_FORMATS_TOGETHER, NO_ARGS);
    return false;
  }
  if (!output) call->scores = true;
  if (!said) VECTOR_PUSH(call->arena, &call->formats, ((struct format_choice){REMIT_FORMAT_TEXT, NULL}));
  return true;
}

/* ---- Codes and families ---- */

void say_no_rule(struct call *call, const char *word) {
  const char *near = selection_near(word);
  if (near)
    program_say(call, TEXT_CLI_NO_RULE_NEAR, ARGS(arg_name(word), arg_name(near)));
  else
    program_say(call, TEXT_CLI_NO_RULE, ARGS(arg_name(word)));
}

/* The next word up to a comma; *list goes on behind it, NULL after the last. */
static const char *next_word(struct call *call, const char **list) {
  size_t length = strcspn(*list, ",");
  const char *word = arena_copy(call->arena, *list, length);
  *list = (*list)[length] ? *list + length + 1 : NULL;
  return word;
}

bool choose_select(struct call *call, const char *argument) {
  while (argument) {
    const char *word = next_word(call, &argument);
    if (selection_word(word) == SELECTION_NOTHING) {
      say_no_rule(call, word);
      return false;
    }
    VECTOR_PUSH(call->arena, &call->select, word);
  }
  return true;
}

bool choose_ignore(struct call *call, const char *argument) {
  while (argument) {
    const char *word = next_word(call, &argument);
    enum selection_word kind = selection_word(word);
    if (kind == SELECTION_NOTHING) {
      say_no_rule(call, word);
    } else if (kind == SELECTION_E_CODE || kind == SELECTION_E_FAMILY) {
      program_say(call, TEXT_CLI_IGNORE_E, ARGS(arg_name(word)));
    } else {
      VECTOR_PUSH(call->arena, &call->ignore, word);
      continue;
    }
    return false;
  }
  return true;
}

/* ---- Artifacts ---- */

static bool is_named(const struct remit_artifact *artifact, const char *name, size_t length) {
  size_t own = strlen(artifact->name);
  if (length < own || memcmp(name, artifact->name, own) != 0) return false;
  if (length == own) return true;
  return name[own] == '.' && length - own - 1 == strlen(artifact->form) &&
         !memcmp(name + own + 1, artifact->form, strlen(artifact->form));
}

static void add_artifact(struct call *call, const struct remit_artifact *artifact) {
  for (uint32_t i = 0; i < call->artifacts.count; i++)
    if (call->artifacts.items[i] == artifact) return;
  VECTOR_PUSH(call->arena, &call->artifacts, artifact);
}

static void say_no_artifact(struct call *call, const char *name) {
  const char *last = "";
  VECTOR(const char *) names = {0};
  for (size_t i = 0; remit_artifact_at(i); i++) {
    const char *next = remit_artifact_at(i)->name;
    if (strcmp(next, last) != 0) VECTOR_PUSH(call->arena, &names, next);
    last = next;
  }
  program_say(call, TEXT_CLI_NO_ARTIFACT, ARGS(arg_name(name), arg_any(names.items, names.count)));
}

/* NAME or NAME.FORM. */
static bool add_named(struct call *call, const char *name, size_t length) {
  bool any = false;
  for (size_t i = 0; remit_artifact_at(i); i++) {
    if (!is_named(remit_artifact_at(i), name, length)) continue;
    add_artifact(call, remit_artifact_at(i));
    any = true;
  }
  if (!any) say_no_artifact(call, arena_copy(call->arena, name, length));
  return any;
}

bool choose_artifacts(struct call *call, const char *argument) {
  for (;;) {
    size_t length = strcspn(argument, ",");
    call->artifacts_named = true;
    if (!add_named(call, argument, length)) return false;
    if (!argument[length]) return true;
    argument += length + 1;
  }
}

bool choose_reader(struct call *call, const char *argument) {
  call->reader = argument;
  if (!*argument) program_say(call, TEXT_CLI_OPTION_NEEDS, ARGS(arg_name("--for"), arg_text(TEXT_ARGUMENT_NAME)));
  return *argument;
}

/* All that there are; for one reader those that are written so. */
static void add_all(struct call *call) {
  for (size_t i = 0; remit_artifact_at(i); i++)
    if (!call->reader || remit_artifact_at(i)->for_one) add_artifact(call, remit_artifact_at(i));
}

/* Those that were named must be such as are written for one reader. */
static bool artifacts_fit_reader(struct call *call) {
  VECTOR(const char *) names = {0};
  const char *last = "";
  for (size_t i = 0; remit_artifact_at(i); i++) {
    const struct remit_artifact *artifact = remit_artifact_at(i);
    if (artifact->for_one && strcmp(artifact->name, last) != 0) VECTOR_PUSH(call->arena, &names, artifact->name);
    last = artifact->name;
  }
  for (uint32_t i = 0; call->reader && i < call->artifacts.count; i++) {
    if (call->artifacts.items[i]->for_one) continue;
    program_say(call, TEXT_CLI_FOR_WHOLE, ARGS(arg_name(call->artifacts.items[i]->name), arg_list(names.items, names.count)));
    return false;
  }
  return true;
}

/* ---- The rest ---- */

bool choose_folder(struct call *call, const char *argument) {
  call->folder = argument;
  if (!*argument) program_say(call, TEXT_CLI_OPTION_NEEDS, ARGS(arg_name("-o"), arg_text(TEXT_ARGUMENT_DIR)));
  return *argument;
}

bool choose_root(struct call *call, const char *argument) {
  call->root = argument;
  if (file_is_folder(argument)) return true;
  program_say(call, TEXT_CLI_ROOT_NO_FOLDER, ARGS(arg_string(argument)));
  return false;
}

bool choose_language(struct call *call, const char *argument) {
  const char *codes[LANGUAGE_COUNT];
  enum text_language language = text_language_of(argument);
  for (int i = 0; i < LANGUAGE_COUNT; i++) codes[i] = text_plain((enum text_language)i, TEXT_LANGUAGE_CODE);
  if (language < LANGUAGE_COUNT) call->language = language;
  else program_say(call, TEXT_CLI_LANGUAGE, ARGS(arg_any(codes, LANGUAGE_COUNT), arg_name(argument)));
  return call->language_named = language < LANGUAGE_COUNT;
}

bool choose_jobs(struct call *call, const char *argument) {
  enum { MOST = 1000 };
  uint32_t count = 0;
  const char *at = argument;
  while (*at >= '0' && *at <= '9' && count <= MOST) count = count * 10 + (uint32_t)(*at++ - '0');
  call->jobs = count;
  if (!*at && count >= 1 && count <= MOST) return true;
  program_say(call, TEXT_CLI_JOBS, ARGS(arg_integer(MOST), arg_name(argument)));
  return false;
}

static bool is_day(const char *text, day_number *day) {
  enum date_form form;
  day_number last;
  return literal_date(text, strlen(text), &form, day, &last) && form == DATE_OF_DAY;
}

bool choose_as_of(struct call *call, const char *argument) {
  day_number day;
  call->as_of = argument;
  if (is_day(argument, &day)) return true;
  program_say(call, TEXT_CLI_AS_OF, ARGS(arg_name(argument)));
  return false;
}

bool choose_portfolio(struct call *call, const char *argument) {
  call->portfolio = argument;
  if (file_is_folder(argument)) return true;
  program_say(call, TEXT_CLI_PORTFOLIO_NO_FOLDER, ARGS(arg_string(argument)));
  return false;
}

bool choose_history(struct call *call, const char *argument) {
  (void)argument;
  return call->history = true;
}

bool choose_previous(struct call *call, const char *argument) {
  day_number day;
  call->previous = argument;
  if (is_day(argument, &day)) return true;
  program_say(call, TEXT_CLI_PREVIOUS, ARGS(arg_name(argument)));
  return false;
}

bool previous_is_earlier(struct call *call) {
  day_number day, previous;
  if (!call->as_of || !call->previous || !is_day(call->as_of, &day) || !is_day(call->previous, &previous)) return true;
  if (previous < day) return true;
  program_say(call, TEXT_CLI_PREVIOUS_LATER, ARGS(arg_name(call->as_of), arg_name(call->previous)));
  return false;
}

bool choose_set(struct call *call, const char *argument) {
  const char *equals = strchr(argument, '=');
  struct remit_values values = {.name = "--set", .text = argument, .length = strlen(argument)};
  VECTOR_PUSH(call->arena, &call->sets, values);
  if (equals && equals > argument) return true;
  program_say(call, TEXT_CLI_SET, ARGS(arg_name(argument)));
  return false;
}

bool choose_values(struct call *call, const char *argument) {
  struct remit_values values = {.name = argument, .lines = true};
  if (program_read(call, argument, &values.text, &values.length) != STATUS_FINE) return false;
  VECTOR_PUSH(call->arena, &call->values, values);
  return true;
}

bool choose_stdin_name(struct call *call, const char *argument) {
  call->stdin_name = argument;
  if (!*argument) program_say(call, TEXT_CLI_OPTION_NEEDS, ARGS(arg_name("--stdin-filename"), arg_text(TEXT_ARGUMENT_NAME)));
  return *argument;
}

bool choose_force(struct call *call, const char *argument) {
  (void)argument;
  return call->force = true;
}

bool choose_no_bom(struct call *call, const char *argument) {
  (void)argument;
  return call->no_bom = true;
}

bool choose_show_allowed(struct call *call, const char *argument) {
  (void)argument;
  return call->show_allowed = true;
}

/* One writes what the other only shows. */
static bool is_one(struct call *call) {
  if (call->fix && call->diff) program_say(call, TEXT_CLI_FIX_AND_DIFF, NO_ARGS);
  return !(call->fix && call->diff);
}

bool choose_fix(struct call *call, const char *argument) {
  (void)argument;
  call->fix = true;
  return is_one(call);
}

bool choose_diff(struct call *call, const char *argument) {
  (void)argument;
  call->diff = true;
  return is_one(call);
}

bool choose_help(struct call *call, const char *argument) {
  (void)argument;
  return call->help = true;
}

bool choose_version(struct call *call, const char *argument) {
  (void)argument;
  return call->version = true;
}

/* ---- Together ---- */

/* The path with every link of its folder followed, so that one file has one. */
static const char *settled(struct call *call, const char *path) {
  const char *slash = strrchr(path, '/'), *folder = file_real_path(call->arena, file_folder(call->arena, path));
  struct buffer whole = buffer_in(call->arena);
  if (!folder) return path;
  buffer_text(&whole, folder);
  buffer_char(&whole, '/');
  buffer_text(&whole, slash ? slash + 1 : path);
  return buffer_string(&whole);
}

/* Beside artifacts text goes to standard error, the other formats to standard output. */
static bool share_place(struct call *call, const struct format_choice *a, const struct format_choice *b) {
  bool either_text = (a->format == REMIT_FORMAT_TEXT) != (b->format == REMIT_FORMAT_TEXT);
  if (a->path && b->path) return !strcmp(settled(call, a->path), settled(call, b->path));
  return !a->path && !b->path && !(call->command->writes_files && either_text);
}

/* Two listings in one place would be one that nobody can read. */
static bool formats_are_apart(struct call *call) {
  for (uint32_t i = 0; i < call->formats.count; i++) {
    for (uint32_t k = 0; k < i; k++) {
      if (!share_place(call, &call->formats.items[k], &call->formats.items[i])) continue;
      program_say(call, TEXT_CLI_FORMATS_TOGETHER, NO_ARGS);
      return false;
    }
  }
  return true;
}

/* A listing must not take the place of what it is about. */
static bool formats_spare_files(struct call *call) {
  for (uint32_t i = 0; i < call->formats.count; i++) {
    const char *path = call->formats.items[i].path;
    for (size_t k = 0; path && k < call->file_count; k++) {
      if (strcmp(settled(call, path), settled(call, call->files[k])) != 0) continue;
      program_say(call, TEXT_CLI_FORMAT_OVER_FILE, ARGS(arg_string(path)));
      return false;
    }
  }
  return true;
}

bool choices_finish(struct call *call) {
  if (call->command->run == command_score && !settle_score(call)) return false;
  if (!call->formats.count) {
    struct format_choice text = {REMIT_FORMAT_TEXT, NULL};
    VECTOR_PUSH(call->arena, &call->formats, text);
  }
  if (!call->artifacts.count) add_all(call);
  for (uint32_t i = 0; i < call->sets.count; i++) VECTOR_PUSH(call->arena, &call->values, call->sets.items[i]);
  return artifacts_fit_reader(call) && formats_are_apart(call) && formats_spare_files(call);
}
