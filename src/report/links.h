/* What names a thing: an index made once, so that nothing is searched for each person or objective. */
#ifndef REPORT_LINKS_H
#define REPORT_LINKS_H

#include "check/entity_map.h"
#include "model/model.h"

/* How a person, or an objective, is named by something else; in the order in which a person's part is shown. */
enum link_part {
  LINK_OWNS, LINK_ACCOUNTABLE, LINK_RESPONSIBLE, LINK_CONSULTED, LINK_INFORMED, LINK_ACTS, LINK_DELIVERS, LINK_ACCEPTS,
  LINK_REPORTS, LINK_MEASURES_BASELINE, LINK_CHAIRS, LINK_MINUTES, LINK_ANSWERS, LINK_FUNDS, LINK_PART_COUNT
};

struct link {
  enum link_part part;
  const struct entity *by; /* what names it */
  union {
    const struct tail *question;    /* of LINK_ANSWERS */
    const struct share_item *share; /* of LINK_FUNDS: what part of the line */
  };
  struct link *next;
};

struct links {
  struct entity_map lists; /* of struct link_list, by entity */
  struct arena *arena;
};

struct links links_in(struct arena *arena);

/* `link` is copied. Links of one entity stay in the order in which they are added. */
void links_add(struct links *links, const struct entity *of, struct link link);
void links_add_refs(struct links *links, const struct refs *of, struct link link);

const struct link *links_of(const struct links *links, const struct entity *entity); /* NULL: there are none */

#endif
