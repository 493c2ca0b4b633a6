#include "score/workbook.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "score/workbook_parts.h"

bool workbook_begins(const char *bytes, size_t length) {
  return length >= 4 && (!memcmp(bytes, "PK\3\4", 4) || !memcmp(bytes, "PK\5\6", 4));
}

/* ---- Relations between parts ---- */

/* One that a part has to another: its kind is the last word of its type. */
struct relation {
  const char *id, *kind, *target;
};

struct relations {
  struct workbook *book;
  const char *home; /* the folder of the part whose they are, with its slash */
  VECTOR(struct relation) list;
};

/* The target as the archive names it: from the root, or beside the part that has the relation. */
static const char *resolved(struct arena *arena, const char *home, const char *target) {
  struct buffer path = buffer_in(arena);
  if (*target != '/') buffer_text(&path, home);
  for (const char *at = target; *at;) {
    size_t length = strcspn(at, "/");
    bool up = length == 2 && at[0] == '.' && at[1] == '.';
    if (up && path.length > 0) path.length--;
    while (up && path.length > 0 && path.data[path.length - 1] != '/') path.length--;
    bool named = length > 0 && !up && !(length == 1 && *at == '.');
    if (named) buffer_bytes(&path, at, length);
    if (named && at[length]) buffer_char(&path, '/');
    at += length + (at[length] == '/');
  }
  return buffer_string(&path);
}

static void add_relation(void *context, const char *name, const char **attributes) {
  struct relations *relations = context;
  const char *id = part_attribute(attributes, "Id", false), *type = part_attribute(attributes, "Type", false);
  const char *target = part_attribute(attributes, "Target", false), *mode = part_attribute(attributes, "TargetMode", false);
  struct arena *arena = relations->book->arena;
  if (strcmp(name, "Relationship") != 0 || !id || !type || !target || (mode && !strcmp(mode, "External"))) return;
  const char *slash = strrchr(type, '/'), *kind = slash ? slash + 1 : type;
  const struct relation relation = {arena_copy(arena, id, strlen(id)), arena_copy(arena, kind, strlen(kind)),
                                    resolved(arena, relations->home, target)};
  VECTOR_PUSH(arena, &relations->list, relation);
}

/* The relations of the part in a folder; of the archive itself where both are empty. */
static struct relations relations_of(struct workbook *book, const char *home, const char *part) {
  struct relations relations = {.book = book, .home = home};
  const struct part_reader reader = {.context = &relations, .start = add_relation};
  struct buffer path = buffer_in(book->arena);
  buffer_text(&path, home);
  buffer_text(&path, "_rels/");
  buffer_text(&path, part);
  buffer_text(&path, ".rels");
  const char *name = buffer_string(&path);
  if (!workbook_has_part(book, name)) workbook_fails(book, WORKBOOK_FOREIGN, NULL);
  else workbook_read_part(book, name, &reader);
  return relations;
}

static const char *target_of_kind(const struct relations *relations, const char *kind) {
  for (uint32_t i = 0; i < relations->list.count; i++)
    if (!strcmp(relations->list.items[i].kind, kind)) return relations->list.items[i].target;
  return NULL;
}

static const char *target_of_id(const struct relations *relations, const char *id) {
  for (uint32_t i = 0; id && i < relations->list.count; i++)
    if (!strcmp(relations->list.items[i].id, id) && !strcmp(relations->list.items[i].kind, "worksheet"))
      return relations->list.items[i].target;
  return NULL;
}

/* ---- The list of sheets ---- */

struct listing {
  struct workbook *book;
  const struct relations *relations;
};

static void add_sheet(void *context, const char *name, const char **attributes) {
  struct listing *listing = context;
  struct workbook *book = listing->book;
  const char *shown = part_attribute(attributes, "name", false), *from = part_attribute(attributes, "date1904", false);
  if (!strcmp(name, "workbookPr") && from) book->from_1904 = !strcmp(from, "1") || !strcmp(from, "true");
  if (strcmp(name, "sheet") != 0 || !shown) return;
  const struct workbook_sheet sheet = {arena_copy(book->arena, shown, strlen(shown)),
                                       target_of_id(listing->relations, part_attribute(attributes, "id", true))};
  VECTOR_PUSH(book->arena, &book->sheets, sheet);
}

int stored_compare(const char *a, size_t length, const char *b, size_t other) {
  int order = memcmp(a, b, length < other ? length : other);
  return order ? order : (length > other) - (length < other);
}

static int by_name(const void *a, const void *b) {
  const struct workbook_sheet *const *left = a, *const *right = b;
  int order = strcmp((*left)->name, (*right)->name);
  return order ? order : (*left > *right) - (*left < *right);
}

static void sort_sheets(struct workbook *book) {
  book->by_name = ARENA_ARRAY(book->arena, const struct workbook_sheet *, (size_t)book->sheets.count + 1);
  for (uint32_t i = 0; i < book->sheets.count; i++) book->by_name[i] = &book->sheets.items[i];
  if (book->sheets.count > 1) qsort(book->by_name, book->sheets.count, sizeof *book->by_name, by_name);
}

static void read_sheets(struct workbook *book, const char *part) {
  const char *slash = strrchr(part, '/'), *file = slash ? slash + 1 : part;
  struct relations relations = relations_of(book, arena_copy(book->arena, part, (size_t)(file - part)), file);
  struct listing listing = {book, &relations};
  const struct part_reader reader = {.context = &listing, .start = add_sheet};
  if (book->fault != WORKBOOK_FINE || !workbook_read_part(book, part, &reader)) return;
  sort_sheets(book);
  const char *texts = target_of_kind(&relations, "sharedStrings"), *styles = target_of_kind(&relations, "styles");
  if (texts) workbook_read_texts(book, texts);
  if (styles && book->fault == WORKBOOK_FINE) workbook_read_styles(book, styles);
}

void workbook_open(struct workbook *book, struct arena *arena, const char *bytes, size_t length) {
  *book = (struct workbook){.arena = arena, .bytes = bytes, .length = length};
  book->loaded = workbook_library_load(&book->library);
  if (!book->loaded) arena_fail(arena);
  if (!workbook_open_archive(book)) return;
  struct relations relations = relations_of(book, "", "");
  if (book->fault != WORKBOOK_FINE) return;
  const char *part = target_of_kind(&relations, "officeDocument");
  if (part && workbook_has_part(book, part)) read_sheets(book, part);
  else workbook_fails(book, WORKBOOK_FOREIGN, NULL);
}

void workbook_close(struct workbook *book) {
  if (book->parser) book->library.XML_ParserFree(book->parser);
  if (book->file) book->library.unzClose(book->file);
  if (book->loaded) workbook_library_release(&book->library);
  *book = (struct workbook){.arena = NULL};
}

/* The first of those of the name. */
const struct workbook_sheet *workbook_sheet(const struct workbook *book, const char *name, size_t length) {
  uint32_t low = 0, high = book->sheets.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    const char *other = book->by_name[middle]->name;
    if (stored_compare(other, strlen(other), name, length) < 0) low = middle + 1;
    else high = middle;
  }
  if (low == book->sheets.count) return NULL;
  const struct workbook_sheet *found = book->by_name[low];
  return stored_compare(found->name, strlen(found->name), name, length) == 0 ? found : NULL;
}
