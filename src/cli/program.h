/* One call of the program: what its arguments ask for, and what it says to the person who called it. */
#ifndef CLI_PROGRAM_H
#define CLI_PROGRAM_H

#include "base/files.h"
#include "base/vector.h"
#include "remit/remit.h"
#include "text/text.h"

/* The conventional statuses; where several hold, the highest counts. */
enum exit_status {
  STATUS_FINE,
  STATUS_FINDINGS, /* at error level, or at the level that --deny names */
  STATUS_TROUBLE   /* wrong use, or a file that could not be read or written */
};

enum { INPUT = 0, OUTPUT = 1, ERRORS = 2 }; /* the standard descriptors */

enum colour { COLOUR_AUTO, COLOUR_ALWAYS, COLOUR_NEVER };

/* Where findings go in one format. */
struct format_choice {
  enum remit_format format;
  const char *path; /* NULL: standard output, or standard error */
};

struct progress;
struct call;
struct command {
  const char *name;
  enum text_key files;   /* what stands after the options; TEXT_NONE: nothing */
  enum text_key lacking; /* what is said where that is missing */
  enum text_key summary;
  enum exit_status (*run)(struct call *call);
  bool writes_files;     /* its findings as text go to standard error, beside what it writes */
  bool lists_artifacts;  /* its help names them */
};

struct call {
  struct arena *arena;
  const struct command *command; /* NULL: none was named */
  bool help, version;
  struct progress *progress; /* NULL before it was first to be shown */
  bool broken[ERRORS + 1]; /* standard descriptors that could not be written to, which is said once */
  const char *root, *as_of, *previous, *folder, *portfolio, *stdin_name, *reader;
  bool fix, diff;
  bool force, artifacts_named, show_allowed, no_bom;
  enum colour colour;
  enum text_language language;
  bool language_named; /* by --language; else English */
  uint32_t jobs; /* 0: as many as there are processors */
  const struct remit_helper *helper; /* NULL: no processor is left over by the inputs */
  enum remit_level least, deny; /* 0: all are shown, errors alone count */
  enum remit_page_form page;
  bool scores, today;        /* scores: a form of the scoring was asked for; today: --as-of today */
  enum remit_score_form score;
  bool deny_at_risk;
  bool history;              /* the course of each KPI is written to files */
  VECTOR(struct format_choice) formats;
  VECTOR(const char *) select, ignore; /* codes and families */
  VECTOR(struct remit_values) sets, values; /* `values` has all of them once the options are read */
  VECTOR(const struct remit_artifact *) artifacts;
  const char *const *files;
  size_t file_count;
  const char *const *sheets; /* of figures, behind the agreement */
  size_t sheet_count;
};

/* A sentence to standard error: "remit: …". What it shows of names is safe for a terminal. */
void program_say(struct call *call, enum text_key key, const struct argument *arguments);

/* Bytes to standard output or standard error; STATUS_TROUBLE where they, or others before them, could not be written,
 * which is said once (not of a closed pipe, whose reader wants no more). */
enum exit_status program_write(struct call *call, int descriptor, const char *bytes, size_t length);

/* Says why the file cannot be read, or written; returns STATUS_TROUBLE. */
enum exit_status program_unread(struct call *call, const char *name, int error);
enum exit_status program_unwritten(struct call *call, const char *name, int error);

/* The file as bytes in the arena, after which two NUL bytes stand; STATUS_TROUBLE, with the sentence said, where it
 * cannot be read. */
enum exit_status program_read(struct call *call, const char *path, const char **bytes, size_t *length);

/* Writes the file whole or not at all; of pieces, as file_write_pieces has them. */
enum exit_status program_write_file(struct call *call, const char *path, const char *bytes, size_t length);
enum exit_status program_write_pieces(struct call *call, const char *path, const struct remit_piece *pieces);

static inline enum exit_status worse(enum exit_status a, enum exit_status b) { return a > b ? a : b; }

#endif
