#include "check/suggestion.h"

#include <string.h>

#include "check/figures.h"
#include "model/units.h"

const char *suggestion(struct arena *arena, const char *before, const char *name, const char *after) {
  struct buffer out = buffer_in(arena);
  buffer_text(&out, before);
  buffer_text(&out, name);
  buffer_text(&out, after);
  return buffer_string(&out);
}

const char *suggested_crisis(const struct model *model, struct arena *arena) {
  return suggestion(arena, "crisis escalates to ", suggested_person(model, ENTITY_CLIENT), " within 2 workhours");
}

const char *suggested_brand(const struct model *model, struct arena *arena) {
  return suggestion(arena, "brand { voice \"…\"; never \"…\"; ", suggested_crisis(model, arena), " }");
}

const char *suggested_duration(const struct duration *duration, struct arena *arena) {
  struct buffer out = buffer_in(arena);
  const char *word = time_unit_word(duration->unit);
  size_t length = strlen(word);
  bool single = decimal_compare(duration->amount, decimal_from_integer(1)) == 0;
  decimal_write(&out, decimal_reduced(duration->amount));
  buffer_char(&out, ' ');
  buffer_bytes(&out, word, single && length > 0 ? length - 1 : length);
  return buffer_string(&out);
}

const char *suggested_money(const struct model *model, const char *before, struct decimal amount, struct arena *arena) {
  return suggestion(arena, before, money_written(model, amount, arena), "");
}

const char *suggested_worth(const struct model *model, struct arena *arena) {
  return suggestion(arena, "worth ", money_written(model, decimal_from_integer(100), arena), " each");
}

const char *suggested_target(const struct kpi *kpi, struct decimal figure, struct arena *arena) {
  const struct target *target = &kpi->target;
  if (!target->has_low) return suggestion(arena, "at most ", figure_written(kpi->unit, figure_above(kpi->unit, figure), arena), "");
  const char *low = figure_written(kpi->unit, figure_below(kpi->unit, figure), arena);
  if (!target->has_high) return suggestion(arena, "at least ", low, "");
  const char *from = suggestion(arena, "between ", low, " and ");
  return suggestion(arena, from, figure_written(kpi->unit, target->high, arena), "");
}

const struct party *suggested_party(const struct model *model, enum entity_kind kind) {
  for (uint32_t i = 0; i < model->parties.count; i++)
    if (model->parties.items[i]->entity.kind == kind) return model->parties.items[i];
  return NULL;
}

const struct entity *suggested_contact(const struct party *party) {
  if (party->contact.to && entity_party(party->contact.to) == party) return party->contact.to;
  for (uint32_t i = 0; i < party->persons.count; i++)
    if (party->persons.items[i]->entity.name) return &party->persons.items[i]->entity; /* the name could be read */
  return NULL;
}

const struct entity *suggested_somebody(const struct model *model, enum entity_kind kind) {
  const struct entity *person = NULL;
  for (uint32_t i = 0; i < model->parties.count && !person; i++)
    if (model->parties.items[i]->entity.kind == kind) person = suggested_contact(model->parties.items[i]);
  return person;
}

const char *suggested_name(const struct entity *person) { return person ? person->spelling : "PERSON"; }

const char *suggested_person(const struct model *model, enum entity_kind kind) {
  return suggested_name(suggested_somebody(model, kind));
}
