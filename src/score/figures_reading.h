/* The reading of figures while it goes on: what its parts share. */
#ifndef SCORE_FIGURES_READING_H
#define SCORE_FIGURES_READING_H

#include "score/figures.h"

struct figures_reading {
  struct arena *arena;
  const struct model *model;
  const struct complaints *complaints;
  const struct entity **by_name; /* by atom; NULL: no thing that figures can be of */
  uint32_t name_count;
  VECTOR(struct figure_row) rows, remarks;
  uint32_t left_out;
  struct span left[LEFT_NAMED];
  const struct version_words *version_words; /* what a version's note is known by; NULL: not worked out yet */
  bool version_told;             /* that the sheet is of another version was said */
  day_number judged_on;          /* as a workbook has it; DAY_NONE */
};

/* The row's day and its figure; false where it has none, which is said. */
bool figures_read_date(struct figures_reading *reading, struct figure_row *row, const struct raw_cell *cell);
bool figures_read_value(struct figures_reading *reading, struct figure_row *row, const struct raw_cell *cell,
                        enum raw_figure figure);

/* The note of a sheet's first line says from which version it was made. */
void figures_look_for_version(struct figures_reading *reading, const struct raw_cell *note);

/* Whether a note says that. */
bool figures_names_version(struct figures_reading *reading, const struct raw_cell *note);

/* Whether a note is that one and nothing else, in whatever language and of whatever version. */
bool figures_is_version(struct arena *arena, const struct raw_cell *note);

/* As much of a cell as a sentence shows. */
const char *figures_shown(struct arena *arena, const char *text, size_t length);

/* Whether the cell holds this word, in capitals or small letters. */
bool figures_is_word(const struct raw_cell *cell, const char *word);

#endif
