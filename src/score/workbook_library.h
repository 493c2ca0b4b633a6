/* minizip and expat, loaded when a workbook is read and not before. Their functions are called through these tables, by
 * their own names. */
#ifndef SCORE_WORKBOOK_LIBRARY_H
#define SCORE_WORKBOOK_LIBRARY_H

#include <stdbool.h>

#include <expat.h>
#include <unzip.h>

/* Each function that is used. */
#define MINIZIP_FUNCTIONS(X)                                                                                           \
  X(unzOpen2_64) X(unzClose) X(unzGoToFirstFile) X(unzGoToNextFile) X(unzGetCurrentFileInfo64) X(unzGetFilePos64)       \
  X(unzGoToFilePos64) X(unzOpenCurrentFile) X(unzReadCurrentFile) X(unzCloseCurrentFile) X(unzGetCurrentFileZStreamPos64)
#define EXPAT_FUNCTIONS(X)                                                                                             \
  X(XML_ParserCreateNS) X(XML_ParserFree) X(XML_SetUserData) X(XML_SetElementHandler) X(XML_SetCharacterDataHandler)     \
  X(XML_SetStartDoctypeDeclHandler) X(XML_GetBuffer) X(XML_ParseBuffer) X(XML_StopParser) X(XML_GetErrorCode)

struct workbook_library {
  void *minizip, *expat;
#define WORKBOOK_FUNCTION(name) __typeof__(&name) name;
  MINIZIP_FUNCTIONS(WORKBOOK_FUNCTION)
  EXPAT_FUNCTIONS(WORKBOOK_FUNCTION)
#undef WORKBOOK_FUNCTION
};

/* False where one of the two, or one of their functions, is not there. */
bool workbook_library_load(struct workbook_library *library);
void workbook_library_release(struct workbook_library *library);
bool workbook_library_is_there(void);

#endif
