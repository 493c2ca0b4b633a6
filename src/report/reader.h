/* For whom a report is: one person, a department or a party, and what of the agreement is theirs. Worked out once; reports
 * ask it and hold no rule of their own. Where there is no reader a report is for everybody. */
#ifndef REPORT_READER_H
#define REPORT_READER_H

#include "check/entity_map.h"
#include "model/model.h"

struct reader {
  const struct entity *who;
  bool named;               /* something names one of them */
  struct entity_map people; /* `who` and all whose things are theirs too; a value marks each */
  struct entity_map things; /* of what names anybody: whether it names one of them */
};

/* `who` is a person, a department or a party. A department stands for its people, a party for its departments and people.
 * What a party does as a whole belongs to its contact as well, or to each of its people where it has no contact. */
const struct reader *reader_of(struct arena *arena, const struct model *model, const struct entity *who);

/* The person, department or party of that name; NULL: there is none. `near`, where it is not NULL, gets the name most like
 * it, or NULL. */
const struct entity *reader_find(const struct model *model, const char *name, const char **near);

/* Whether the reader is that person, department or party, or stands for it. Nobody (NULL) is not. */
bool reader_is(const struct reader *reader, const struct entity *person);

/* Whether the reader is one of them. */
bool reader_is_among(const struct reader *reader, const struct refs *people);

/* Whether something is to be shown to the reader: it names one of them, or nobody at all, so that nothing is lost between
 * all of its readers. Without a reader (NULL) everything is. */
bool reader_has(const struct reader *reader, const struct entity *thing);

/* Whether it names the reader. */
bool reader_names(const struct reader *reader, const struct entity *thing);

/* The agreement as a scorecard for the reader shows it: its lists of objectives, KPIs, channels, campaigns, lines,
 * incentives, actions, deliverables, duties, approvals, reviews and diagnoses hold only what is to be shown, and what that
 * is worked out from. `partial` is set in it. */
const struct model *reader_model(struct arena *arena, const struct model *model, const struct reader *reader);

/* Who pays a line: the client where there is one, unless the line goes to it; NULL: it does not say. */
const struct entity *reader_paying(const struct model *model, const struct line *line);

#endif
