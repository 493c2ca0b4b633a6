/* What the stages of the checklist share. Internal to src/report. */
#ifndef REPORT_CHECKLIST_PARTS_H
#define REPORT_CHECKLIST_PARTS_H

#include "report/checklist.h"
#include "report/links.h"
#include "report/phrases.h"
#include "report/reader.h"

/* Persons and parties, in the document's scratch. */
struct people {
  const struct entity *const *items;
  uint32_t count;
};

enum stage { STAGE_BEFORE, STAGE_RUNNING, STAGE_AFTER_PHASE, STAGE_END, STAGE_COUNT };

/* An item with what it is sorted by: its group, whose it is, its day, and the order in which it was added. */
struct item {
  struct task task;
  struct people whose;        /* of `who`, or the owner; none: everybody's */
  uint32_t group;
  const struct entity *owner; /* under whom it stands; NULL: under nobody */
  day_number day;             /* DAY_NONE: after those that have one */
  uint32_t order;
};

/* The head of a group: a sentence, or a thing with what kind of thing it is. */
struct group {
  enum text_key key;
  const struct entity *thing; /* NULL: `key` is the head, else it is the kind */
};

struct checklist {
  struct document *document;
  const struct model *model;
  bool sheet;
  uint32_t boxes; /* that were numbered so far */
  bool stages[STAGE_COUNT];  /* that have items */
  struct links duties;       /* that include a thing; while the stage of what runs is made */
  VECTOR(struct item) items; /* of the stage that is being made; in the document's scratch */
};

struct cell checklist_say(enum text_key key);

/* Sentences with one and two texts. */
struct cell checklist_words(struct checklist *list, enum text_key key, struct text text);
struct cell checklist_of(struct checklist *list, enum text_key key, const struct entity *entity);
struct cell checklist_with(struct checklist *list, enum text_key key, struct cell first, struct cell second);

/* An amount as words: in a sheet, where figures stand without their units, it keeps its currency. */
struct cell checklist_said(struct checklist *list, struct cell cell);

/* An item as it is filled: what, who and when are cells, the rest may be left 0. */
struct item *checklist_add(struct checklist *list, uint32_t group, struct cell what);
void checklist_due(struct item *item, day_number day); /* by that day */

/* Whose an item is: nobody's where there is none. */
struct people people_of(struct checklist *list, const struct entity *entity); /* NULL: none */
struct people people_of_refs(struct checklist *list, const struct refs *refs);
struct people checklist_contacts(struct checklist *list); /* of both sides */
void checklist_whose(struct checklist *list, struct item *item, struct people people); /* said in `who` */

/* What each stage holds, its groups in their order, and a group's head. */
void checklist_before(struct checklist *list);
void checklist_running(struct checklist *list);
void checklist_after_phase(struct checklist *list);
void checklist_end(struct checklist *list);
struct group checklist_before_group(const struct checklist *list, uint32_t group);
struct group checklist_running_group(const struct checklist *list, uint32_t group);
struct group checklist_phase_group(const struct checklist *list, uint32_t group);
struct group checklist_end_group(const struct checklist *list, uint32_t group);

/* Whether something that is due on the day comes before the start, or after the end. */
bool checklist_is_before(const struct checklist *list, day_number day);
bool checklist_is_after(const struct checklist *list, day_number day);

/* An action or a deliverable that is done once, with its criteria; where it is accepted, that too. */
void checklist_add_action(struct checklist *list, uint32_t group, const struct action *action);
void checklist_add_deliverable(struct checklist *list, uint32_t group, const struct deliverable *deliverable);

/* ---- Standing items: they hold for each agreement, whatever it says ---- */

enum standing_who { STANDING_NOBODY, STANDING_SIGNERS };
struct standing {
  enum stage stage;
  uint32_t group; /* of STAGE_AFTER_PHASE: of every one */
  enum text_key key;
  enum standing_who who;
};
void checklist_add_standing(struct checklist *list, enum stage stage, uint32_t group);

enum before_group {
  BEFORE_AGREEING, BEFORE_PEOPLE, BEFORE_ACCESS, BEFORE_SOURCES, BEFORE_APPROVALS, BEFORE_BRAND, BEFORE_MONEY, BEFORE_FIRST,
  BEFORE_FREE_DAYS, BEFORE_COUNT
};
enum end_group { END_RESULTS, END_RETURN, END_HAND_OVER, END_NEXT, END_LAST, END_COUNT };

#endif
