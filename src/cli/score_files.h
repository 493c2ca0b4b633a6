/* Where the files of a scoring are written. */
#ifndef CLI_SCORE_FILES_H
#define CLI_SCORE_FILES_H

#include "cli/program.h"

/* DIR/NAME.ENDING; NAME may have folders in it. */
const char *score_path(struct call *call, const char *name, const char *ending);

/* Writes that file, and makes the folders that it lies in. */
enum exit_status score_write(struct call *call, const char *name, const char *ending, const struct remit_buffer *bytes);

#endif
