/* The archive, by minizip, and its parts as XML, by expat. */
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "score/workbook_parts.h"

enum {
  NAME_MOST = 256,
  CHUNK = 64 * 1024,
  SMALL = 1024 * 1024, /* bytes of a part up to which it may expand as it likes */
  QUIET_MOST = 1024 * 1024, /* bytes in which there is neither an element nor a word: expat begins a long one anew each time */
  MIB = 1024 * 1024
};

void workbook_fails(struct workbook *book, enum workbook_fault fault, const char *part) {
  if (book->fault == WORKBOOK_FINE) {
    book->fault = fault;
    book->part = part;
  }
  if (book->parser) book->library.XML_StopParser(book->parser, XML_FALSE);
}

/* ---- The archive as a file of minizip's that lies in memory ---- */

struct window {
  const char *bytes;
  uint64_t length, at;
};

static voidpf window_open(voidpf opaque, const void *name, int mode) {
  (void)name;
  return (mode & ZLIB_FILEFUNC_MODE_READWRITEFILTER) == ZLIB_FILEFUNC_MODE_READ ? opaque : NULL;
}

static uLong window_read(voidpf opaque, voidpf stream, void *to, uLong size) {
  struct window *window = stream;
  uint64_t rest = window->at < window->length ? window->length - window->at : 0;
  uLong count = size < rest ? size : (uLong)rest;
  (void)opaque;
  if (count > 0) memcpy(to, window->bytes + window->at, count);
  window->at += count;
  return count;
}

static uLong window_write(voidpf opaque, voidpf stream, const void *from, uLong size) {
  (void)opaque, (void)stream, (void)from, (void)size;
  return 0;
}

static ZPOS64_T window_tell(voidpf opaque, voidpf stream) {
  (void)opaque;
  return ((const struct window *)stream)->at;
}

static long window_seek(voidpf opaque, voidpf stream, ZPOS64_T offset, int origin) {
  struct window *window = stream;
  uint64_t from = origin == ZLIB_FILEFUNC_SEEK_END ? window->length : origin == ZLIB_FILEFUNC_SEEK_CUR ? window->at : 0;
  (void)opaque;
  if (offset > window->length - (from < window->length ? from : window->length)) return -1;
  window->at = from + offset;
  return 0;
}

static int window_end(voidpf opaque, voidpf stream) {
  (void)opaque, (void)stream;
  return 0;
}

/* ---- Its parts ---- */

static int compare_names(const char *a, const char *b) {
  for (;; a++, b++) {
    int left = *a >= 'A' && *a <= 'Z' ? *a + 32 : (unsigned char)*a, right = *b >= 'A' && *b <= 'Z' ? *b + 32 : (unsigned char)*b;
    if (left != right || !left) return left - right;
  }
}

static int by_name(const void *a, const void *b) {
  return compare_names(((const struct workbook_entry *)a)->name, ((const struct workbook_entry *)b)->name);
}

static const struct workbook_entry *find_entry(const struct workbook *book, const char *name) {
  const struct workbook_entry wanted = {.name = name};
  if (book->entries.count == 0) return NULL;
  return bsearch(&wanted, book->entries.items, book->entries.count, sizeof wanted, by_name);
}

bool workbook_has_part(const struct workbook *book, const char *name) { return find_entry(book, name) != NULL; }

/* What the list of parts says of one. Parts with longer names than a workbook's have are passed over. */
static bool list_entry(struct workbook *book) {
  char name[NAME_MOST + 1] = {0};
  unz_file_info64 info;
  struct workbook_entry entry = {.name = NULL};
  bool fine = book->library.unzGetCurrentFileInfo64(book->file, &info, name, NAME_MOST, NULL, 0, NULL, 0) == UNZ_OK &&
              book->library.unzGetFilePos64(book->file, &entry.place) == UNZ_OK;
  if (!fine) {
    workbook_fails(book, WORKBOOK_DAMAGED, NULL);
  } else if (info.flag & 1) {
    workbook_fails(book, WORKBOOK_LOCKED, NULL);
  } else if (book->entries.count >= WORKBOOK_PARTS) {
    workbook_fails(book, WORKBOOK_MANY_PARTS, NULL);
  } else if (info.size_filename < NAME_MOST && strlen(name) == info.size_filename) {
    entry.name = arena_copy(book->arena, name, info.size_filename);
    entry.packed = info.compressed_size;
    VECTOR_PUSH(book->arena, &book->entries, entry);
  }
  return book->fault == WORKBOOK_FINE;
}

/* Two parts of one name are one to some readers and another to others. */
static void sort_entries(struct workbook *book) {
  struct workbook_entry *items = book->entries.items;
  if (book->entries.count > 1) qsort(items, book->entries.count, sizeof *items, by_name);
  for (uint32_t i = 1; i < book->entries.count; i++)
    if (by_name(&items[i - 1], &items[i]) == 0) workbook_fails(book, WORKBOOK_DAMAGED, items[i].name);
}

bool workbook_open_archive(struct workbook *book) {
  struct window *window = ARENA_NEW(book->arena, struct window);
  *window = (struct window){book->bytes, book->length, 0};
  zlib_filefunc64_def calls = {window_open, window_read, window_write, window_tell, window_seek, window_end, window_end, window};
  book->file = book->library.unzOpen2_64("", &calls);
  if (!book->file) {
    workbook_fails(book, WORKBOOK_DAMAGED, NULL);
    return false;
  }
  int status = book->library.unzGoToFirstFile(book->file);
  while (status == UNZ_OK && list_entry(book)) status = book->library.unzGoToNextFile(book->file);
  if (status != UNZ_OK && status != UNZ_END_OF_LIST_OF_FILE) workbook_fails(book, WORKBOOK_DAMAGED, NULL);
  sort_entries(book);
  return book->fault == WORKBOOK_FINE;
}

/* ---- A part ---- */

struct part {
  struct workbook *book;
  struct workbook_entry *entry;
  const struct part_reader *reader;
  uint64_t expanded;
  uint32_t depth, quiet;
};

static const char *local(const char *name) {
  const char *mark = strrchr(name, '\n');
  return mark ? mark + 1 : name;
}

const char *part_attribute(const char **attributes, const char *name, bool qualified) {
  for (; *attributes; attributes += 2)
    if ((local(*attributes) != *attributes) == qualified && !strcmp(local(*attributes), name)) return attributes[1];
  return NULL;
}

static void XMLCALL start_element(void *context, const char *name, const char **attributes) {
  struct part *part = context;
  part->quiet = 0;
  if (part->book->fault != WORKBOOK_FINE) return;
  if (++part->depth > WORKBOOK_DEPTH) workbook_fails(part->book, WORKBOOK_NOT_XML, part->entry->name);
  else part->reader->start(part->reader->context, local(name), attributes);
}

static void XMLCALL end_element(void *context, const char *name) {
  struct part *part = context;
  part->quiet = 0;
  part->depth--;
  if (part->book->fault == WORKBOOK_FINE && part->reader->end) part->reader->end(part->reader->context, local(name));
}

static void XMLCALL add_words(void *context, const char *bytes, int length) {
  struct part *part = context;
  part->quiet = 0;
  if (part->book->fault == WORKBOOK_FINE && part->reader->words) part->reader->words(part->reader->context, bytes, (size_t)length);
}

/* A document's type could define entities, name other files, and repeat itself: no workbook has one. */
static void XMLCALL refuse_doctype(void *context, const char *name, const char *system, const char *public, int internal) {
  struct part *part = context;
  (void)name, (void)system, (void)public, (void)internal;
  workbook_fails(part->book, WORKBOOK_NOT_XML, part->entry->name);
}

static void begin_parser(struct part *part) {
  const struct workbook_library *library = &part->book->library;
  XML_Parser parser = part->book->parser = library->XML_ParserCreateNS(NULL, '\n');
  if (!parser) arena_fail(part->book->arena);
  library->XML_SetUserData(parser, part);
  library->XML_SetElementHandler(parser, start_element, end_element);
  library->XML_SetCharacterDataHandler(parser, add_words);
  library->XML_SetStartDoctypeDeclHandler(parser, refuse_doctype);
}

/* Two parts that lie over one another expand the same bytes twice. */
static bool lies_apart(const struct part *part) {
  const struct workbook *book = part->book;
  for (uint32_t i = 0; i < book->entries.count; i++) {
    const struct workbook_entry *other = &book->entries.items[i];
    if (other != part->entry && other->end > 0 && part->entry->start < other->end && other->start < part->entry->end) return false;
  }
  return true;
}

static bool open_entry(struct part *part) {
  struct workbook *book = part->book;
  struct workbook_entry *entry = part->entry;
  bool fine = book->library.unzGoToFilePos64(book->file, &entry->place) == UNZ_OK &&
              book->library.unzOpenCurrentFile(book->file) == UNZ_OK;
  if (fine) {
    entry->start = book->library.unzGetCurrentFileZStreamPos64(book->file);
    entry->end = entry->start + entry->packed;
    fine = entry->end <= book->length && lies_apart(part);
  }
  if (!fine) workbook_fails(book, WORKBOOK_DAMAGED, entry->name);
  return fine;
}

static void hold_to_limits(struct part *part, uint32_t count) {
  struct workbook *book = part->book;
  part->expanded += count;
  part->quiet += count;
  book->expanded += count;
  if (book->expanded > (uint64_t)WORKBOOK_MIB * MIB) workbook_fails(book, WORKBOOK_TOO_LARGE, NULL);
  else if (part->expanded > SMALL && part->expanded / WORKBOOK_RATIO > part->entry->packed)
    workbook_fails(book, WORKBOOK_SWOLLEN, part->entry->name);
  else if (part->quiet > QUIET_MOST) workbook_fails(book, WORKBOOK_NOT_XML, part->entry->name);
}

static void parse(struct part *part) {
  struct workbook *book = part->book;
  for (int count = 1; count > 0 && book->fault == WORKBOOK_FINE;) {
    void *room = book->library.XML_GetBuffer(book->parser, CHUNK);
    if (!room) arena_fail(book->arena);
    count = book->library.unzReadCurrentFile(book->file, room, CHUNK);
    if (count < 0) workbook_fails(book, WORKBOOK_DAMAGED, part->entry->name);
    else hold_to_limits(part, (uint32_t)count);
    if (book->fault != WORKBOOK_FINE || book->library.XML_ParseBuffer(book->parser, count, count == 0) == XML_STATUS_OK) continue;
    if (book->library.XML_GetErrorCode(book->parser) == XML_ERROR_NO_MEMORY) arena_fail(book->arena);
    workbook_fails(book, WORKBOOK_NOT_XML, part->entry->name);
  }
}

bool workbook_read_part(struct workbook *book, const char *name, const struct part_reader *reader) {
  struct part part = {.book = book, .entry = (struct workbook_entry *)find_entry(book, name), .reader = reader};
  if (!part.entry) workbook_fails(book, WORKBOOK_DAMAGED, name);
  if (book->fault != WORKBOOK_FINE || !open_entry(&part)) return false;
  begin_parser(&part);
  parse(&part);
  book->library.XML_ParserFree(book->parser);
  book->parser = NULL;
  if (book->library.unzCloseCurrentFile(book->file) != UNZ_OK) workbook_fails(book, WORKBOOK_DAMAGED, part.entry->name);
  return book->fault == WORKBOOK_FINE;
}
