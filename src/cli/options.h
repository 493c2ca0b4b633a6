/* Commands and options: the one table from which arguments are read and help is printed. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "cli/program.h"

struct option_row {
  const char *name;       /* of the long form */
  char letter;            /* of the short one; 0: none */
  enum text_key argument; /* what it takes; TEXT_NONE: nothing */
  enum text_key help;
  unsigned commands;      /* that have it: bits 1 << index in the table of commands */
  bool (*take)(struct call *call, const char *argument); /* false: it said what is wrong */
};

const struct option_row *option_at(size_t index);          /* NULL past the last */
const struct command *command_at(size_t index);            /* NULL past the last */
bool option_belongs(const struct option_row *row, const struct command *command);

/* Reads the program's arguments into the call; STATUS_TROUBLE where they are of no use, and a sentence said so. */
enum exit_status options_read(struct call *call, int count, char **arguments);

/* The commands, each a function beside its row in the table. */
enum exit_status command_check(struct call *call);
enum exit_status command_build(struct call *call);
enum exit_status command_score(struct call *call);
enum exit_status command_rules(struct call *call);
enum exit_status command_explain(struct call *call);
enum exit_status command_limits(struct call *call);

#endif
