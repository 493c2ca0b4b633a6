/* The agreements that the files and folders of a call stand for. */
#ifndef CLI_INPUTS_H
#define CLI_INPUTS_H

#include "cli/program.h"

struct input {
  const char *name; /* of the file, as the user gave it; of standard input what it is to be called */
  const char *root; /* the folder that its includes may not leave; NULL: its own */
  const char *stem; /* what its artifacts are called, under the folder that they are written to */
  bool is_stdin;
  bool inside_root; /* it was found in a folder, or --root was given: the file itself may not lie elsewhere */
  bool included;    /* it belongs to another agreement of the call, and is none of its own */
  bool holds_agreement;
  bool was_read;    /* standard input, which can be read only once: what came of it is below */
  bool was_checked; /* and what came of it is checked */
  struct remit_agreement *agreement; /* NULL: it could not be read, of which this came: */
  enum remit_status status;
  int error;
};

struct inputs {
  VECTOR(struct input) list;
};

/* Finds the files of the call, and which of them another one includes. STATUS_TROUBLE where one of those that were
 * named is of no use, and a sentence said so; the others are in the list. */
enum exit_status inputs_find(struct call *call, struct inputs *inputs);

/* Reads the input's agreement, which the caller frees; NULL where it cannot be read: then *error is the system's. Says
 * nothing, and may be called on any thread. */
enum remit_status input_read(const struct call *call, const struct input *input, struct remit_agreement **agreement,
                             int *error);

/* From now on the input's agreement, which was read, is that of this text. */
void input_replace(const struct call *call, struct input *input, const char *bytes, size_t length);

/* Says why it cannot be read. */
void input_say_unread(struct call *call, const struct input *input, enum remit_status status, int error);

#endif
