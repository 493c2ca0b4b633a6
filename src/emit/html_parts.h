/* What the files that write HTML share. Internal to src/emit. */
#ifndef EMIT_HTML_PARTS_H
#define EMIT_HTML_PARTS_H

#include "emit/document.h"

/* Words, as text and in attributes. */
void html_string(struct buffer *out, const char *text);
void html_sentence(struct document_writer *writer, enum text_key key);
void html_said(struct document_writer *writer, const struct cell *cell, struct arena *scratch);

/* A cell, with what leads from it and how it looks; only what stands in it; the class of what it stands in. */
void html_cell(struct document_writer *writer, const struct cell *cell, const struct column *column, struct arena *scratch);
void html_content(struct document_writer *writer, const struct cell *cell, const struct column *column, struct arena *scratch);
void html_class(struct document_writer *writer, const char *class, const struct cell *cell);

/* kpi/followers/2026-01-31: by which programs know what is filled in. */
void html_place_name(struct buffer *out, const struct place *place);

/* A table that is wider than the screen is moved in a frame of its own, which the keyboard reaches. */
void html_frame(struct document_writer *writer, const struct part *part, const char *class, struct arena *scratch);

/* Fields in a grid. */
void html_figures(struct document_writer *writer, const struct part *part, struct arena *scratch);
void html_figures_row(struct document_writer *writer, const struct part *part, struct arena *scratch);

/* Of a live page. */
void html_panel(struct document_writer *writer);
void html_live_kpi(struct document_writer *writer, const struct live_kpi *live, struct arena *scratch);
void html_live_card(struct document_writer *writer, const struct live_card *card, struct arena *scratch);

#endif
