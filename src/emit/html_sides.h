/* HTML of a document in two languages: what is said in each stands beside the other, each with its own `lang`. */
#ifndef EMIT_HTML_SIDES_H
#define EMIT_HTML_SIDES_H

#include "emit/document.h"

/* In a table and beside a label what is the same in both is said once; elsewhere the columns stay beside each other. */
enum sided { SIDED_ALWAYS, SIDED_ONCE };

/* What a cell says in the second language: what lacks its translation is marked as of the first. */
void html_words(struct document_writer *writer, const char *text, size_t length);

/* What is written between the two is one side, in an element of its own; the other side follows it. In a document of one
 * language they write nothing. */
size_t html_side_begin(struct document_writer *writer, const char *element);
void html_side_end(struct document_writer *writer, size_t from, const char *element, enum sided sided);

#endif
