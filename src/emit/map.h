/* The artifact `map`: what serves what, as a picture (SVG) and for Graphviz (DOT). */
#ifndef EMIT_MAP_H
#define EMIT_MAP_H

#include "base/buffer.h"
#include "report/map.h"

/* `inconsistent`: it is written although the agreement has errors, and says so. They work in the arena of `out`, and in the
 * document's scratch, which they empty now and then; of the document they take these and the language alone. */
void emit_map_svg(struct buffer *out, struct document *document, const struct model *model, bool inconsistent);
void emit_map_dot(struct buffer *out, struct document *document, const struct model *model, bool inconsistent);

#endif
