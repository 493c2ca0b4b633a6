/* What each option does to the call; a row's `take` in the table of options. */
#ifndef CLI_CHOICES_H
#define CLI_CHOICES_H

#include "cli/program.h"

bool choose_folder(struct call *call, const char *argument);
bool choose_reader(struct call *call, const char *argument);
bool choose_artifacts(struct call *call, const char *argument);
bool choose_force(struct call *call, const char *argument);
bool choose_no_bom(struct call *call, const char *argument);
bool choose_format(struct call *call, const char *argument);
bool choose_score_format(struct call *call, const char *argument);
bool choose_score_deny(struct call *call, const char *argument);
bool choose_score_day(struct call *call, const char *argument);
bool choose_portfolio(struct call *call, const char *argument);
bool choose_history(struct call *call, const char *argument);
bool choose_previous(struct call *call, const char *argument);

/* Whether the day of --previous, where there is one, lies before that of --as-of, where that was said; says so if not. */
bool previous_is_earlier(struct call *call);
bool choose_page(struct call *call, const char *argument);
bool choose_select(struct call *call, const char *argument);
bool choose_ignore(struct call *call, const char *argument);
bool choose_fix(struct call *call, const char *argument);
bool choose_diff(struct call *call, const char *argument);
bool choose_level(struct call *call, const char *argument);
bool choose_deny(struct call *call, const char *argument);
bool choose_show_allowed(struct call *call, const char *argument);
bool choose_as_of(struct call *call, const char *argument);
bool choose_set(struct call *call, const char *argument);
bool choose_values(struct call *call, const char *argument);
bool choose_root(struct call *call, const char *argument);
bool choose_language(struct call *call, const char *argument);
bool choose_jobs(struct call *call, const char *argument);
bool choose_stdin_name(struct call *call, const char *argument);
bool choose_colour(struct call *call, const char *argument);
bool choose_help(struct call *call, const char *argument);
bool choose_version(struct call *call, const char *argument);

/* Says that there is no such code or family, and which is near. */
void say_no_rule(struct call *call, const char *word);

/* After the last option: what was not chosen is as usual. False where two choices cannot stand together. */
bool choices_finish(struct call *call);

#endif
