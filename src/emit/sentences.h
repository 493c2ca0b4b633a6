/* The sentences of a finding as the formats for machines that show them to people want them: in the language of the
 * listing, with nothing in them that would steer, turn round or hide what is read. */
#ifndef EMIT_SENTENCES_H
#define EMIT_SENTENCES_H

#include "emit/findings.h"

/* One sentence; empty where there is none. */
struct buffer sentence_of(const struct findings_listing *listing, const struct note *note);

/* The finding's message, and on a line of its own what to write instead. */
struct buffer sentence_with_help(const struct findings_listing *listing, const struct finding *finding);

/* The same of any row of the catalogue. */
struct buffer sentence_from(const struct findings_listing *listing, enum text_key key, const struct argument *arguments);

/* "accepted: the reason; agreed by `wu`; until 30 June 2026" */
struct buffer sentence_of_acceptance(const struct findings_listing *listing, const struct acceptance *accepted);

/* The file's name, without `./` before it. */
struct buffer shown_path(const struct findings_listing *listing, const struct finding *finding);

/* The place as a person reads it, with or without a column; of a workbook the file, the sheet and the cell. */
struct buffer shown_place(const struct findings_listing *listing, const struct finding *finding, bool column);

/* The cell of a workbook that the finding is about: KPIs!E14; empty where it is about none. */
struct buffer shown_cell(const struct findings_listing *listing, const struct finding *finding);

/* "error", "warning", "info" */
const char *level_name(enum text_language language, enum level level);

#endif
