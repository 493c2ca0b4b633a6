/* In which language a report of an agreement is. */
#ifndef EMIT_LANGUAGE_H
#define EMIT_LANGUAGE_H

#include "model/model.h"
#include "text/text.h"

enum text_language language_catalogue(enum emit_language language); /* EMIT_NONE: English */
enum text_language language_of_agreement(const struct model *model); /* its first */

#endif
