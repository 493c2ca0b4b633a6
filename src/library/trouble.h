/* Why the system refused something, in plain words. The C library's own would be in the locale's language. */
#ifndef LIBRARY_TROUBLE_H
#define LIBRARY_TROUBLE_H

#include "base/arena.h"
#include "text/text.h"

/* What `error`, a value of errno, says: "there is no such file". In `arena` where it is not one of the catalogue. */
const char *trouble_text(struct arena *arena, enum text_language language, int error);

#endif
