/* Remit as a library: an agreement is read, checked, asked, and written out.
 *
 * An agreement is one text with all the files that it includes. What is wrong with it is not a failure of a function:
 * it is among the agreement's findings, which are counted by remit_count and listed by remit_listing_add.
 *
 * The library has no global state: different agreements may be used by different threads at once, one agreement by one
 * thread at a time. It never prints, exits or aborts, and does not ask for the time, the locale or the environment. All
 * text is UTF-8, whatever the locale. */
#ifndef REMIT_REMIT_H
#define REMIT_REMIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "remit/helper.h"
#include "remit/memory.h"
#include "remit/piece.h"

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define REMIT_API __attribute__((visibility("default")))
#else
#define REMIT_API
#endif

/* How a call went. */
enum remit_status {
  REMIT_OK,
  REMIT_NO_MEMORY,     /* the allocator gave none; nothing that the call made is left */
  REMIT_WRONG_USE,     /* an argument that the function does not take, or a call out of its turn */
  REMIT_NOT_READ,      /* the system does not give the file that was named: errno says why */
  REMIT_NOT_A_FILE,    /* what was named is a folder, a device or a pipe */
  REMIT_OUTSIDE_ROOT,  /* the file that was named lies outside the root folder */
  REMIT_NOT_CONSISTENT, /* an artifact of an agreement that has errors */
  REMIT_NO_LIBRARY,     /* a workbook, which is written by libxlsxwriter, and read by minizip and expat, and these are not there */
  REMIT_NOT_WRITTEN,    /* an artifact that could not be made: no room for temporary files, or larger than its form can be */
  REMIT_NOTHING,        /* an artifact of which the agreement has nothing to say */
  REMIT_NO_READER,      /* nobody of the name for whom an artifact is to be */
  REMIT_NOT_BEFORE      /* the previous day is not before that of the scoring, so that nothing is compared */
};

/* An agreement with everything that is known of it. */
struct remit_agreement;

/* Values for the parameters of a template. */
struct remit_values {
  const char *name;  /* what findings call the text: a file's name, "--set" */
  const char *text;  /* NAME = VALUE; need not end in NUL */
  size_t length;     /* of the text, in bytes */
  bool lines;        /* a NAME = VALUE on each line (empty ones and those that begin with # aside), not one in all */
};

/* Limits lower than the compiler's own, which `remit limits` lists. 0, or more than its own: its own. */
struct remit_limits {
  uint32_t file_mib;      /* the size of a file, in MiB */
  uint32_t total_mib;     /* the size of all files of an agreement together, in MiB */
  uint32_t files;         /* the files of an agreement */
  uint32_t include_depth; /* how deep files may include one another */
  uint32_t findings;      /* how many findings are kept; those after that are counted only */
};

/* How to read. All zero is the usual way. Nothing in it is needed after the call that it was given to. */
struct remit_options {
  const struct remit_allocator *allocator; /* copied; NULL: that of the C library */
  const struct remit_helper *helper; /* copied; NULL: there is none */
  const char *root;   /* the folder that no include may leave, links followed. NULL: the folder of the file that is
                         named; for a text or a descriptor: nothing can be included */
  bool inside_root;   /* the file that is named must lie in `root` as well */
  const struct remit_values *values; /* of two values for one parameter the later counts */
  size_t value_count;
  const char *as_of;  /* the day that `until` is held against, as 2026-03-31; NULL: nothing has run out yet */
  const char *previous; /* a day before `as_of`: figures are scored as of it too, and kept beside; NULL: there is none */
  struct remit_limits limits;
  /* Rules by code ("M001") or by the letter of a family ("M"): only those, where any is to select; all but those to ignore.
   * A code counts for more than a family, and what is to ignore for more than what is to select. E codes are found always:
   * they may be selected, and to ignore one is wrong use, as is a name that remit_rule_exists does not know. An artifact
   * should be written of an agreement that was checked by all rules. */
  const char *const *select, *const *ignore;
  size_t select_count, ignore_count;
};

/* Whether there is such a code, or such a family. */
REMIT_API bool remit_rule_exists(const char *name);

/* The version of the library, such as "1.0.0". */
REMIT_API const char *remit_version(void);

/* ---- Read ---- */

/* Each of the three reads a text and the files that it includes, and sets *agreement, which the caller frees by
 * remit_free; on a failure *agreement is NULL. `options` may be NULL. A text that is too large, that is not UTF-8, or
 * whose includes fail, is read: what is wrong with it is a finding. */

/* From the file at `path`, which is also its name in findings. Fails with REMIT_NO_MEMORY, REMIT_WRONG_USE,
 * REMIT_NOT_READ, REMIT_NOT_A_FILE, REMIT_OUTSIDE_ROOT. */
REMIT_API enum remit_status remit_read_file(const struct remit_options *options, const char *path,
                                            struct remit_agreement **agreement);

/* From memory: `length` bytes, which are copied. `name` is what findings call the text, and what its includes are
 * relative to. Fails with REMIT_NO_MEMORY, REMIT_WRONG_USE. */
REMIT_API enum remit_status remit_read_text(const struct remit_options *options, const char *name, const char *bytes,
                                            size_t length, struct remit_agreement **agreement);

/* Whether the file at `path` may include others, by a look at its bytes: false means that it doesn't, or that it can't
 * be read. With the C library's allocator; true where that fails. */
REMIT_API bool remit_may_include(const char *path);

/* From an open descriptor to its end, such as standard input; it stays open. `name` as above. Fails with
 * REMIT_NO_MEMORY, REMIT_WRONG_USE, REMIT_NOT_READ, REMIT_NOT_A_FILE. */
REMIT_API enum remit_status remit_read_descriptor(const struct remit_options *options, const char *name, int descriptor,
                                                  struct remit_agreement **agreement);

/* Frees the agreement with all that belongs to it. NULL is allowed. */
REMIT_API void remit_free(struct remit_agreement *agreement);

/* ---- Check ---- */

/* Works out what the text means and applies all rules; once for an agreement, before its findings are counted or listed
 * and before artifacts are written. Fails with REMIT_NO_MEMORY, after which the agreement can only be freed, and with
 * REMIT_WRONG_USE where it was checked already. */
REMIT_API enum remit_status remit_check(struct remit_agreement *agreement);

/* ---- Ask ---- */

/* Findings by level. Accepted ones (by `allow`) are counted apart, and in no level. */
struct remit_counts {
  uint32_t errors, warnings, infos, accepted;
};
REMIT_API struct remit_counts remit_count(const struct remit_agreement *agreement);

/* Whether the text that was named holds the `agreement` statement itself, its includes aside. */
REMIT_API bool remit_holds_agreement(const struct remit_agreement *agreement);

/* Whether the text, or a file that it includes, holds the `agreement` statement; false before the check. */
REMIT_API bool remit_has_agreement(const struct remit_agreement *agreement);

/* The files that were read, in the order of reading; the one that was named has index 0. Names and paths are the
 * agreement's, and valid until it is freed. */
REMIT_API size_t remit_file_count(const struct remit_agreement *agreement);
REMIT_API const char *remit_file_name(const struct remit_agreement *agreement, size_t index); /* as findings have it */
REMIT_API const char *remit_file_path(const struct remit_agreement *agreement, size_t index); /* with every link followed;
                                                                                NULL: it is no file */

/* The bytes of a file as it was read, with its byte-order mark, *length of them; the agreement's, valid until it is freed.
 * NULL past the last file. */
REMIT_API const char *remit_file_bytes(const struct remit_agreement *agreement, size_t index, size_t *length);

/* How many findings in the file of that index are repaired by remit_write_repaired; 0 before the check. */
REMIT_API size_t remit_repair_count(const struct remit_agreement *agreement, size_t index);

/* The SHA-256 of the sources, 64 hexadecimal digits; the agreement's, valid until it is freed. For one file it is the
 * digest of its bytes, as `sha256sum` gives it; for several the digest of their digests (32 bytes each), one after the
 * other in the order of reading. It is worked out at the first call; NULL: the agreement could not be read for want of memory. */
REMIT_API const char *remit_fingerprint(struct remit_agreement *agreement);

/* ---- Write ---- */

/* Bytes that grow: the caller's, to start with all zero but the allocator. The functions below append to it; where one
 * fails the bytes are as they were. No NUL stands after them. */
struct remit_buffer {
  char *data;
  size_t length, capacity; /* in bytes */
  const struct remit_allocator *allocator; /* NULL: that of the C library; must outlive the buffer */
};
REMIT_API void remit_buffer_free(struct remit_buffer *buffer); /* leaves it empty, to be used again */

/* Appends the file of that index as remit_file_bytes has it, with the repairs made that cannot be wrong: those of findings of
 * which nothing else can be meant. Its lines and their ends stay; of two repairs at one place the first is made. It should be
 * read and checked again, since what a fault kept from being read may have faults of its own. Fails with REMIT_NO_MEMORY, and
 * with REMIT_WRONG_USE (no such file, or not checked). */
REMIT_API enum remit_status remit_write_repaired(const struct remit_agreement *agreement, size_t index,
                                                 struct remit_buffer *out);

enum remit_format {
  REMIT_FORMAT_TEXT,     /* for a person */
  REMIT_FORMAT_JSON,     /* one object for the whole listing, as findings.schema.json describes it */
  REMIT_FORMAT_NDJSON,   /* a finding a line, each an object as in `json` */
  REMIT_FORMAT_SARIF,    /* SARIF 2.1.0, for code scanning; accepted findings always, as suppressed */
  REMIT_FORMAT_JUNIT,    /* JUnit's XML: a suite for each agreement, a case for each finding */
  REMIT_FORMAT_GITHUB,   /* commands for the log of GitHub's workflows */
  REMIT_FORMAT_GITLAB,   /* GitLab's code quality report */
  REMIT_FORMAT_MARKDOWN, /* a table for each agreement that has findings */
  REMIT_FORMAT_COUNT
};

/* "text", "sarif"; static, NULL where there is no such format. */
REMIT_API const char *remit_format_name(enum remit_format format);

enum remit_level { REMIT_LEVEL_INFO = 1, REMIT_LEVEL_WARNING, REMIT_LEVEL_ERROR };

/* A listing of findings, of one agreement or of several one after the other. */
struct remit_listing {
  enum remit_format format;
  enum remit_level least;  /* findings below it are left out; 0: none is */
  enum remit_level deny;   /* from it on they are failures, in a format that knows failures (JUnit); 0: errors are */
  bool colour;             /* text with the colours of a terminal */
  bool show_allowed;       /* accepted findings too */
  const char *language;    /* of its sentences: en, zh-Hant, bg, vi; NULL: en */
  /* the library's own */
  bool any;
  uint32_t files;
  struct remit_counts counts;
};

/* Begin once, add each agreement (checked), end once; the bytes of each step are appended to `out`, and may be taken
 * from there at once. The caller has set the listing's first part, and zeroed the rest. Fail with REMIT_NO_MEMORY and
 * REMIT_WRONG_USE; a listing that failed is not to be gone on with. */
REMIT_API enum remit_status remit_listing_begin(struct remit_listing *listing, struct remit_buffer *out);
REMIT_API enum remit_status remit_listing_add(struct remit_listing *listing, struct remit_agreement *agreement,
                                              struct remit_buffer *out);
REMIT_API enum remit_status remit_listing_end(struct remit_listing *listing, struct remit_buffer *out);

/* ---- Score ---- */

/* Figures that were reported, held against the agreement on a day: `as_of` of the options that it was read with, or the
 * day that is typed into a workbook, or the latest date in the figures. What is wrong with a row is among the agreement's findings (codes D001 to D010), the row is
 * left out, and the rest is scored. docs/scoring.md says how each figure is worked out. */

/* Each of the two gives the agreement, which was checked, a sheet of figures, before it is scored: CSV, or the filled
 * workbook itself (XLSX), whichever its first bytes say. A sheet that is too large is a finding. A workbook is read by
 * minizip and expat, which are loaded for it, and which take their memory from malloc: where one of them is not there, both
 * functions fail with REMIT_NO_LIBRARY. From the file at `path`, which is also its name in findings; fails with REMIT_NO_MEMORY,
 * REMIT_WRONG_USE, REMIT_NOT_READ, REMIT_NOT_A_FILE. From memory: `length` bytes, which are copied, under the name that
 * findings call them; fails with REMIT_NO_MEMORY, REMIT_WRONG_USE. */
REMIT_API enum remit_status remit_add_figures_file(struct remit_agreement *agreement, const char *path);
REMIT_API enum remit_status remit_add_figures_text(struct remit_agreement *agreement, const char *name, const char *bytes,
                                                   size_t length);

enum remit_filled {
  REMIT_NOT_FILLED,    /* there is no such file, or nothing was typed into it */
  REMIT_FILLED,
  REMIT_FILLED_UNKNOWN /* it cannot be read, or not as a sheet of figures */
};

/* Whether somebody typed figures or notes into the file at `path`, CSV or XLSX, of whatever agreement it is: they would be
 * lost if it was written over. `allocator` may be NULL. Fails with REMIT_NO_MEMORY and REMIT_WRONG_USE. */
REMIT_API enum remit_status remit_look_for_figures(const struct remit_allocator *allocator, const char *path,
                                                   enum remit_filled *filled);

/* Scores the agreement, once. Its findings are then those of the figures alone: the others, none of them an error, are
 * `remit_check`'s to tell. Fails with REMIT_NO_MEMORY, after which the
 * agreement can only be freed, with REMIT_WRONG_USE where it is not checked or was scored already, and with
 * REMIT_NOT_CONSISTENT where it has errors or holds no `agreement`. Where the options name a `previous` day, the same figures are
 * scored as of it too, without findings of its own; where the day of the scoring turns out not to be after it, the agreement is scored
 * all the same, nothing is kept beside, and REMIT_NOT_BEFORE says so. */
REMIT_API enum remit_status remit_score(struct remit_agreement *agreement);

/* How many sheets there were of which nothing could be read, so that the scoring is without them: a finding says of each why (bytes that
 * are no text, a workbook that is damaged or foreign, columns that are missing, a file that is too large). 0 before it is scored. */
REMIT_API uint32_t remit_unread_figures(const struct remit_agreement *agreement);
REMIT_API const char *remit_unread_figures_at(const struct remit_agreement *agreement, uint32_t index); /* its name; NULL past the last */

/* How many KPIs stand how; those that are only observed are in none. All 0 before it is scored. */
struct remit_standings {
  uint32_t not_due, no_data, met, missed, on_track, at_risk, off_track;
};
REMIT_API struct remit_standings remit_standings(const struct remit_agreement *agreement);

/* The day of the scoring, such as "2026-03-31"; the agreement's, valid until it is freed. NULL where it was not scored, or where
 * no day was given and there is no figure. */
REMIT_API const char *remit_scored_day(const struct remit_agreement *agreement);

enum remit_score_form {
  REMIT_SCORE_TEXT,     /* what is at stake, for a person at a terminal */
  REMIT_SCORE_JSON,     /* one object, as score.schema.json describes it */
  REMIT_SCORE_HTML,     /* the filled scorecard: all of it, with what each figure rests on, and charts */
  REMIT_SCORE_MARKDOWN, /* the same without charts */
  REMIT_SCORE_CSV,      /* the same, table after table */
  REMIT_SCORE_XLSX      /* the same as a workbook for reading: a sheet for each part, figures as such, charts; no formula */
};

struct remit_score_style {
  const char *language; /* of the text: en, zh-Hant, bg, vi; NULL: the agreement's own */
  bool no_bom;          /* CSV without the byte-order mark that Excel wants */
};

/* Appends what the scoring came to. `style` may be NULL. Fails with REMIT_NO_MEMORY, with REMIT_WRONG_USE where it was not
 * scored; of a workbook also with REMIT_NO_LIBRARY and REMIT_NOT_WRITTEN. */
REMIT_API enum remit_status remit_write_score(struct remit_agreement *agreement, enum remit_score_form form,
                                              const struct remit_score_style *style, struct remit_buffer *out);

enum remit_history_form {
  REMIT_HISTORY_CSV,
  REMIT_HISTORY_NDJSON /* an object a line, as history.schema.json describes it */
};

/* Appends the course of each KPI: a line for each last day of one of its periods and each day of which something was reported, up to the
 * day of the scoring, with what it came to as scored on that day. `no_bom`: CSV without the byte-order mark that Excel wants. Fails with
 * REMIT_NO_MEMORY, and with REMIT_WRONG_USE where the agreement was not scored. */
REMIT_API enum remit_status remit_write_history(struct remit_agreement *agreement, enum remit_history_form form, bool no_bom,
                                                struct remit_buffer *out);

/* ---- Portfolio ---- */

/* Many agreements side by side: what is at risk in any of them, and how each stands. A row is kept of each, and nothing else of it. By
 * one thread at a time. */
struct remit_portfolio;

enum remit_entry_result {
  REMIT_ENTRY_SCORED,
  REMIT_ENTRY_UNFILLED,         /* nothing was filled in beside it */
  REMIT_ENTRY_ERRORS,           /* not scored: it has errors */
  REMIT_ENTRY_UNREAD,           /* not scored: `status` and `error` say why its file is not read */
  REMIT_ENTRY_FIGURES_UNREAD    /* not scored: they say why its figures are not read; REMIT_OK: findings do */
};

/* One agreement. Nothing in it is needed after the call that it was given to. */
struct remit_entry {
  const char *path;      /* of its file, under the folder of the portfolio */
  const char *figures;   /* of the file of its figures, likewise; NULL: there is none */
  const char *scorecard; /* of its filled scorecard, from where the page is to stand; NULL: there is none */
  enum remit_entry_result result;
  enum remit_status status; /* what reading came to, of the last two */
  int error;                /* errno, of REMIT_NOT_READ */
};

/* An empty one, which the caller frees. `allocator` may be NULL. Fails with REMIT_NO_MEMORY. */
REMIT_API enum remit_status remit_portfolio_new(const struct remit_allocator *allocator, struct remit_portfolio **portfolio);
REMIT_API void remit_portfolio_free(struct remit_portfolio *portfolio); /* NULL is allowed */

/* Adds a row, in the order of the paths. `agreement`: NULL where it could not be read. Fails with REMIT_NO_MEMORY, after which the portfolio
 * can only be freed, and with REMIT_WRONG_USE. */
REMIT_API enum remit_status remit_portfolio_add(struct remit_portfolio *portfolio, const struct remit_entry *entry,
                                                const struct remit_agreement *agreement);

/* Adds a file that holds no agreement, and is only named. Fails likewise. */
REMIT_API enum remit_status remit_portfolio_pass_over(struct remit_portfolio *portfolio, const char *path);

enum remit_portfolio_form {
  REMIT_PORTFOLIO_HTML,
  REMIT_PORTFOLIO_TEXT,  /* a summary for a person */
  REMIT_PORTFOLIO_JSON,  /* one object, as portfolio.schema.json describes it */
  REMIT_PORTFOLIO_NDJSON /* an object a line, each as those in it */
};

/* Appends it. `language`: of page and summary (en, zh-Hant, bg, vi; NULL: en). Fails with REMIT_NO_MEMORY and REMIT_WRONG_USE. */
REMIT_API enum remit_status remit_write_portfolio(const struct remit_portfolio *portfolio, enum remit_portfolio_form form,
                                                  const char *language, struct remit_buffer *out);

/* ---- Rules ---- */

enum remit_page_form { REMIT_PAGE_TEXT, REMIT_PAGE_JSON, REMIT_PAGE_MARKDOWN };

/* Appends the list of all codes: each with its name, level and summary. `language`: of levels and heads (en, zh-Hant, bg,
 * vi; NULL: en); what the rules say of themselves is English. Fails with REMIT_NO_MEMORY, REMIT_WRONG_USE. */
REMIT_API enum remit_status remit_write_rules(enum remit_page_form form, const char *language, struct remit_buffer *out);

/* Appends the page of one code, in capitals or small letters: why it matters, a wrong example with what is found in it, the
 * right one. `language`: of heads, levels and findings, as above. Fails with REMIT_NO_MEMORY, and with REMIT_WRONG_USE where there is no such code. */
REMIT_API enum remit_status remit_write_explanation(const char *code, enum remit_page_form form, const char *language,
                                                    struct remit_buffer *out);

/* Appends the agreement that the examples go on from, in the language. Fails with REMIT_NO_MEMORY, REMIT_WRONG_USE. */
REMIT_API enum remit_status remit_write_base(struct remit_buffer *out);

/* ---- Artifacts ---- */

/* What can be written of an agreement: "scorecard" in the form "html", a file NAME.scorecard.html. */
struct remit_artifact {
  const char *name, *form;
  bool for_one; /* it can be written for one person, department or party */
  bool filled_in; /* people type figures into it: see remit_look_for_figures */
};
REMIT_API const struct remit_artifact *remit_artifact_at(size_t index); /* NULL past the last; static */

struct remit_artifact_style {
  bool force;  /* also where the agreement has errors: the artifact then says that it is not consistent */
  bool no_bom; /* CSV without the byte-order mark that Excel wants */
  const char *reader; /* the name of a person, a department or a party: only what is theirs; NULL: all of it */
};

/* REMIT_OK where the agreement, which was checked, has a person, a department or a party of that name; else
 * REMIT_NO_READER, and *near, where `near` is not NULL, is the name most like it (the agreement's, valid until it is freed)
 * or NULL. Fails with REMIT_NO_MEMORY, and with REMIT_WRONG_USE where it was not checked. */
REMIT_API enum remit_status remit_find_reader(struct remit_agreement *agreement, const char *name, const char **near);

/* Appends one artifact of a checked agreement to `out`. `style` may be NULL. Fails with REMIT_NO_MEMORY, with
 * REMIT_WRONG_USE (no such artifact, none that is for one reader, or not checked), with REMIT_NO_READER (the agreement has
 * nobody of the name of `reader`), and with REMIT_NOT_CONSISTENT where the agreement has errors and
 * `force` is not set, or where its files hold no `agreement` at all; with REMIT_NOTHING where the agreement has nothing for
 * it; and where it is in the form "xlsx", with REMIT_NO_LIBRARY and REMIT_NOT_WRITTEN. That form alone is made by a library
 * of others, libxlsxwriter, which is loaded at the call. It takes its memory from malloc, not from the caller's allocator,
 * writes temporary files (in /tmp, or TMPDIR), and where malloc has none it may say so on standard error, or break off. */
REMIT_API enum remit_status remit_write_artifact(struct remit_agreement *agreement, const char *name, const char *form,
                                                 const struct remit_artifact_style *style, struct remit_buffer *out);

/* What came of one artifact: its bytes, in pieces that follow one another (of about a megabyte where the form allows it), or
 * why there are none. The caller's: to start with all zero but the allocator. It outlives the agreement. */
struct remit_written {
  enum remit_status status;  /* set: as from remit_write_artifact */
  struct remit_piece *pieces; /* set: the first; NULL: there are no bytes */
  const struct remit_allocator *allocator; /* NULL: that of the C library; must outlive the pieces */
};
REMIT_API void remit_written_free(struct remit_written *written); /* leaves it empty, to be used again */

/* Artifacts that are wanted of one agreement. */
struct remit_writing {
  const struct remit_artifact *const *artifacts; /* `count` of them */
  size_t count;
  const struct remit_artifact_style *style; /* NULL: the usual */
  struct remit_written *out;                /* one for each, empty */
  enum remit_status status; /* set: of the first that failed for what holds for all of them, after which no other was
                               tried; not REMIT_NOTHING, REMIT_NO_LIBRARY or REMIT_NOT_WRITTEN, which hold for one alone */
};

/* remit_check, unless the agreement was checked, and remit_write_artifact of each of them, at the same time where there is a
 * helper. Fails as remit_check does; then nothing was written. */
REMIT_API enum remit_status remit_check_and_write(struct remit_agreement *agreement, struct remit_writing *writing);

#ifdef __cplusplus
}
#endif

#endif
