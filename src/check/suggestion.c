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

const char *suggested_person(const struct model *model, enum entity_kind kind) {
  const struct party *party = suggested_party(model, kind);
  if (party && party->contact.to) return party->contact.to->spelling;
  return party && party->persons.count > 0 ? party->persons.items[0]->entity.spelling : "PERSON";
}
