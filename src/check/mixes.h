/* The mixes of an agreement: those of channels, and those that campaigns set for a channel. */
#ifndef CHECK_MIXES_H
#define CHECK_MIXES_H

#include "check/rule.h"

struct mix {
  const struct shares *shares;
  const struct entity *holder;  /* the block that it stands in: what findings are about */
  const struct entity *channel; /* whose posts it divides */
  const struct cadence *posts;  /* how many there are: a campaign's own where it says so, else the channel's */
  struct decimal least, most;   /* sums */
  bool ranges;                  /* one share at least is a range */
};

typedef void mix_check(const struct model *model, struct report *report, const struct mix *mix);

/* Calls `check` for each mix of which everything could be read. */
void mixes_check(const struct model *model, struct report *report, mix_check *check);

/* The contents that mixes hold: each is a key of `held`. False where that is not known of all of them. */
bool mixes_hold(const struct model *model, struct entity_map *held);

#endif
