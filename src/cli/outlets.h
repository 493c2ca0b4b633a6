/* Where the findings of a call go: a listing for each format that was asked for. */
#ifndef CLI_OUTLETS_H
#define CLI_OUTLETS_H

#include "cli/program.h"

struct outlet {
  struct remit_listing listing;
  struct remit_buffer bytes;
  const char *path; /* NULL: `descriptor` */
  int descriptor;
  bool is_summary;  /* of a workflow's run, to be added to what its file holds */
  bool is_cut;      /* it grew too long, and takes no more */
};

struct outlets {
  VECTOR(struct outlet) list;
};

/* Each of these returns STATUS_TROUBLE where something could not be written, which it says. What goes to a stream is
 * written at once, a file when the listing has ended. */
enum exit_status outlets_begin(struct call *call, struct outlets *outlets);
enum exit_status outlets_add(struct call *call, struct outlets *outlets, struct remit_agreement *agreement);
enum exit_status outlets_end(struct call *call, struct outlets *outlets);

#endif
