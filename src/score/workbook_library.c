#include "score/workbook_library.h"

#include "base/loading.h"

#define MINIZIP_FUNCTION(name) whole = loading_find(library->minizip, #name, &library->name, sizeof library->name) && whole;
#define EXPAT_FUNCTION(name) whole = loading_find(library->expat, #name, &library->name, sizeof library->name) && whole;

bool workbook_library_load(struct workbook_library *library) {
  *library = (struct workbook_library){.minizip = loading_open(REMIT_MINIZIP), .expat = loading_open(REMIT_EXPAT)};
  bool whole = library->minizip && library->expat;
  if (whole) {
    MINIZIP_FUNCTIONS(MINIZIP_FUNCTION)
    EXPAT_FUNCTIONS(EXPAT_FUNCTION)
  }
  if (!whole) workbook_library_release(library);
  return whole;
}

void workbook_library_release(struct workbook_library *library) {
  if (library->minizip) loading_close(library->minizip);
  if (library->expat) loading_close(library->expat);
}

bool workbook_library_is_there(void) {
  struct workbook_library library;
  bool loaded = workbook_library_load(&library);
  if (loaded) workbook_library_release(&library);
  return loaded;
}
