/* The parts of a workbook's archive, one after the other. Internal to src/score. */
#ifndef SCORE_WORKBOOK_PARTS_H
#define SCORE_WORKBOOK_PARTS_H

#include "score/workbook.h"

/* What is done with a part's elements and their words. Names are without their namespaces: a workbook has no two
 * elements that only those tell apart. */
struct part_reader {
  void *context;
  void (*start)(void *context, const char *name, const char **attributes);
  void (*end)(void *context, const char *name);
  void (*words)(void *context, const char *bytes, size_t length);
};

/* The attribute's value; NULL where there is none. `qualified`: of another namespace than the element's. */
const char *part_attribute(const char **attributes, const char *name, bool qualified);

bool workbook_open_archive(struct workbook *book);

/* Whether there is such a part; names are those in the archive, small and capital letters alike. */
bool workbook_has_part(const struct workbook *book, const char *name);

/* Reads the whole part; false where it cannot be read, which is the workbook's fault from then on. */
bool workbook_read_part(struct workbook *book, const char *name, const struct part_reader *reader);

/* The workbook has this fault; ends the reading of the part. */
void workbook_fails(struct workbook *book, enum workbook_fault fault, const char *part);

/* What a number in a cell looks like, by the code of its format. */
enum stored_style workbook_style_of(const char *code);

/* Texts that cells share, and styles, where there is a part for them. */
void workbook_read_texts(struct workbook *book, const char *part);
void workbook_read_styles(struct workbook *book, const char *part);

/* Words of a cell as they pile up. */
struct part_words {
  struct buffer text;
  bool wanted;  /* what is being read belongs to the cell */
  uint32_t phonetic; /* how deep in what only says how to read it */
};
void part_words_add(struct part_words *words, const char *bytes, size_t length);
struct stored_text part_words_done(struct arena *arena, struct part_words *words); /* with _x000D_ as what it stands for */

#endif
