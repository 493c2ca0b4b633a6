/* Why the system refused something, in plain words. The C library's own would be in the locale's language. */
#ifndef LIBRARY_TROUBLE_H
#define LIBRARY_TROUBLE_H

#include "text/text.h"

/* What `error`, a value of errno, says: "there is no such file". */
enum text_key trouble_key(int error);

#endif
