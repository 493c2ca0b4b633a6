/* HTML: one file without outside references, for the screen, the phone and A4. */
#include "emit/chart_svg.h"
#include "emit/html_parts.h"
#include "emit/html_sides.h"
#include "emit/html_style.h"

static void put_sided(struct document_writer *writer, const struct cell *cell, const struct column *column,
                      const char *element, enum sided sided, struct arena *scratch) {
  size_t from = html_side_begin(writer, element);
  html_cell(writer, cell, column, scratch);
  html_side_end(writer, from, element, sided);
}

/* ---- Tables ---- */

static void put_heads(struct document_writer *writer, const struct part *part) {
  buffer_text(writer->out, "<thead><tr>");
  for (uint32_t i = 0; i < part->count; i++) {
    const struct column *column = &part->columns[i];
    buffer_text(writer->out, column->form == COLUMN_TEXT ? "<th scope=\"col\">" : "<th scope=\"col\" class=\"n\">");
    size_t from = html_side_begin(writer, "div");
    html_sentence(writer, column->head);
    if (column->unit) {
      buffer_text(writer->out, " <span class=\"unit\">");
      html_sentence(writer, TEXT_BRACKET_OPEN);
      html_string(writer->out, column->unit);
      html_sentence(writer, TEXT_BRACKET_CLOSE);
      buffer_text(writer->out, "</span>");
    }
    html_side_end(writer, from, "div", SIDED_ONCE);
    buffer_text(writer->out, "</th>");
  }
  buffer_text(writer->out, "</tr></thead>\n<tbody>\n");
}

/* A table that is wider than the screen is moved in a frame of its own, which the keyboard reaches. */
void html_frame(struct document_writer *writer, const struct part *part, const char *class, struct arena *scratch) {
  struct buffer *out = writer->out;
  writer->tables++;
  buffer_text(out, "<div class=\"");
  buffer_text(out, class);
  if (cell_is_empty(&part->text)) { /* the heading before it names it */
    buffer_text(out, "\" tabindex=\"0\">\n<table>\n");
    return;
  }
  buffer_text(out, "\" role=\"region\" tabindex=\"0\" aria-labelledby=\"table-");
  buffer_integer(out, writer->tables);
  buffer_text(out, "\">\n<table><caption id=\"table-");
  buffer_integer(out, writer->tables);
  buffer_text(out, "\">");
  put_sided(writer, &part->text, NULL, "div", SIDED_ONCE, scratch);
  buffer_text(out, "</caption>\n");
}

static void put_table(struct document_writer *writer, const struct part *part, struct arena *scratch) {
  writer->columns = part->columns;
  writer->column_count = part->count;
  html_frame(writer, part, "table", scratch);
  put_heads(writer, part);
}

static void put_table_end(struct document_writer *writer) {
  writer->heads = NULL;
  writer->figures = false;
  buffer_text(writer->out, "</tbody></table></div>\n");
}

static void put_group(struct document_writer *writer, const struct part *part, struct arena *scratch) {
  buffer_text(writer->out, "<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"");
  buffer_integer(writer->out, writer->column_count);
  buffer_text(writer->out, "\">");
  put_sided(writer, &part->cells[0], NULL, "div", SIDED_ONCE, scratch);
  buffer_text(writer->out, "</th></tr>\n");
}

/* The cells of a row differ by what their column holds. */
static void put_row_cell(struct document_writer *writer, const struct cell *cell, const struct column *column,
                         struct arena *scratch) {
  if (column->form != COLUMN_TEXT) {
    buffer_text(writer->out, cell->kind == CELL_RANGE ? "<td class=\"n range\">" : "<td class=\"n\">");
  } else {
    buffer_text(writer->out, "<td");
    html_class(writer, cell->kind == CELL_FOLLOWS ? "follows" : cell->kind == CELL_DATE ? "line" : NULL, cell);
    buffer_char(writer->out, '>');
  }
  put_sided(writer, cell, column, "div", SIDED_ONCE, scratch);
  buffer_text(writer->out, "</td>");
}

/* ---- Matrices ---- */

static bool has_groups(const struct part *part, int level) {
  for (uint32_t i = 1; i < part->count; i++)
    if (!cell_is_empty(&part->heads[i].groups[level])) return true;
  return false;
}

static uint32_t group_length(const struct part *part, int level, uint32_t from) {
  uint32_t to = from + 1;
  while (to < part->count && !part->heads[to].begins[level]) to++;
  return to - from;
}

static void put_groups(struct document_writer *writer, const struct part *part, int level, struct arena *scratch) {
  for (uint32_t i = 1, length; i < part->count; i += length) {
    const struct cell *group = &part->heads[i].groups[level];
    length = group_length(part, level, i);
    buffer_text(writer->out, cell_is_empty(group) ? "<td colspan=\"" : "<th scope=\"colgroup\" colspan=\"");
    buffer_integer(writer->out, length);
    buffer_text(writer->out, "\">");
    html_cell(writer, group, NULL, scratch);
    buffer_text(writer->out, cell_is_empty(group) ? "</td>" : "</th>");
  }
  buffer_text(writer->out, "</tr>\n<tr>");
}

static void put_noted(struct document_writer *writer, const struct cell *cell, const struct cell *note,
                      struct arena *scratch) {
  html_cell(writer, cell, NULL, scratch);
  if (cell_is_empty(note)) return;
  buffer_text(writer->out, " <span class=\"note\">");
  html_said(writer, note, scratch);
  buffer_text(writer->out, "</span>");
}

static void put_matrix(struct document_writer *writer, const struct part *part, struct arena *scratch) {
  struct buffer *out = writer->out;
  writer->heads = part->heads;
  html_frame(writer, part, "table matrix", scratch);
  bool groups[HEAD_GROUPS];
  int rows = 1;
  for (int level = 0; level < HEAD_GROUPS; level++) rows += groups[level] = has_groups(part, level);
  buffer_text(out, "<thead><tr><th scope=\"col\" rowspan=\"");
  buffer_integer(out, rows);
  buffer_text(out, "\">");
  put_noted(writer, &part->heads[0].name, &part->heads[0].note, scratch);
  buffer_text(out, "</th>");
  for (int level = 0; level < HEAD_GROUPS; level++)
    if (groups[level]) put_groups(writer, part, level, scratch);
  for (uint32_t i = 1; i < part->count; i++) {
    buffer_text(out, "<th scope=\"col\">");
    put_noted(writer, &part->heads[i].name, &part->heads[i].note, scratch);
    buffer_text(out, "</th>");
  }
  buffer_text(out, "</tr></thead>\n<tbody>\n");
}

/* On a phone a row is a card, in which each mark needs the name that its column's head has. */
static void put_marks(struct document_writer *writer, const struct cell *marks, const struct head *head,
                      struct arena *scratch) {
  struct buffer *out = writer->out;
  if (cell_is_empty(marks)) {
    buffer_text(out, "<td></td>");
    return;
  }
  buffer_text(out, "<td data-of=\"");
  html_said(writer, &head->name, scratch);
  buffer_text(out, "\">");
  const struct cell *items = marks->kind == CELL_LIST ? marks->as.list.items : marks;
  uint32_t count = marks->kind == CELL_LIST ? marks->as.list.count : 1;
  for (uint32_t i = 0; i < count; i++) {
    buffer_text(out, items[i].tone == TONE_STRONG ? "<b>" : "<i>");
    html_content(writer, &items[i], NULL, scratch);
    buffer_text(out, items[i].tone == TONE_STRONG ? "</b>" : "</i>");
  }
  buffer_text(out, "</td>");
}

static void put_matrix_row(struct document_writer *writer, const struct part *part, struct arena *scratch) {
  buffer_text(writer->out, "<tr><th scope=\"row\"");
  html_class(writer, NULL, &part->cells[0]);
  buffer_char(writer->out, '>');
  put_noted(writer, &part->cells[0], &part->kicker, scratch);
  buffer_text(writer->out, "</th>");
  for (uint32_t i = 1; i < part->count; i++) put_marks(writer, &part->cells[i], &writer->heads[i], scratch);
  buffer_text(writer->out, "</tr>\n");
}

/* ---- Rows ---- */

static void put_row(struct document_writer *writer, const struct part *part, struct arena *scratch) {
  struct buffer *out = writer->out;
  if (writer->heads) {
    if (writer->figures) html_figures_row(writer, part, scratch);
    else put_matrix_row(writer, part, scratch);
    return;
  }
  if (part->style == ROW_GROUP) {
    put_group(writer, part, scratch);
    return;
  }
  buffer_text(out, part->style == ROW_TOTAL ? "<tr class=\"total\"><th scope=\"row\"" : "<tr><th scope=\"row\"");
  const struct cell *first = &part->cells[0];
  html_class(writer, first->kind == CELL_TEXT ? "w" : first->kind == CELL_LIST ? NULL : "line", first);
  buffer_char(out, '>');
  put_sided(writer, first, NULL, "div", SIDED_ONCE, scratch);
  buffer_text(out, "</th>");
  for (uint32_t i = 1; i < part->count; i++) put_row_cell(writer, &part->cells[i], &writer->columns[i], scratch);
  buffer_text(out, "</tr>\n");
}

/* ---- Other parts ---- */

static void put_head(struct document_writer *writer, const struct part *part, struct arena *scratch) {
  struct buffer *out = writer->out;
  buffer_text(out, "<!DOCTYPE html>\n<html lang=\"");
  html_sentence(writer, TEXT_LANGUAGE_CODE);
  buffer_text(out, "\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"");
  html_policy(out, writer->page);
  buffer_text(out, "\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                   "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n"
                   "<meta name=\"format-detection\" content=\"telephone=no\">\n<title>");
  html_said(writer, &part->text, scratch);
  buffer_text(out, "</title>\n<style>");
  buffer_text(out, html_style);
  buffer_text(out, "</style>\n</head>\n<body>\n");
  if (writer->sides) buffer_text(out, "<main class=\"paper two\">\n");
  else buffer_text(out, part->style == STYLE_PAPER ? "<main class=\"paper\">\n" : "<main>\n");
}

/* The number of a clause leads to the clause itself, so that its address can be copied. */
static void put_number(struct document_writer *writer, const struct part *part) {
  if (!part->number) return;
  buffer_text(writer->out, "<a class=\"number\" href=\"#");
  html_string(writer->out, part->anchor);
  buffer_text(writer->out, "\">");
  html_string(writer->out, part->number);
  buffer_text(writer->out, "</a> ");
}

static void put_kicker(struct document_writer *writer, const struct part *part, struct arena *scratch) {
  if (cell_is_empty(&part->kicker)) return;
  buffer_text(writer->out, "<span class=\"kicker\">");
  html_cell(writer, &part->kicker, NULL, scratch);
  buffer_text(writer->out, "</span> ");
}

/* In two languages each side has its own kicker. */
static void put_kicked_sides(struct document_writer *writer, const struct part *part, struct arena *scratch) {
  put_number(writer, part);
  size_t from = html_side_begin(writer, "span");
  put_kicker(writer, part, scratch);
  html_cell(writer, &part->text, NULL, scratch);
  html_side_end(writer, from, "span", SIDED_ALWAYS);
}

static void put_kicked(struct document_writer *writer, const struct part *part, struct arena *scratch) {
  if (writer->sides) {
    put_kicked_sides(writer, part, scratch);
    return;
  }
  put_kicker(writer, part, scratch);
  put_number(writer, part);
  if (part->number) buffer_text(writer->out, "<span>");
  html_cell(writer, &part->text, NULL, scratch);
  if (part->number) buffer_text(writer->out, "</span>");
}

/* By which a page is saved with what is ticked in it; hidden until its script runs. */
static void put_keep(struct document_writer *writer) {
  buffer_text(writer->out, "<p class=\"tools\" id=\"keep\" hidden><button type=\"button\" data-do=\"save\">");
  html_sentence(writer, TEXT_LIVE_SAVE_TICKS);
  buffer_text(writer->out, "</button></p>\n");
}

static void put_title(struct document_writer *writer, const struct part *part, struct arena *scratch) {
  put_head(writer, part, scratch);
  buffer_text(writer->out, "<h1>");
  put_kicked(writer, part, scratch);
  buffer_text(writer->out, "</h1>\n");
  if (writer->page == PAGE_KEPT) put_keep(writer);
  writer->level = HEADING_FIRST - 1;
}

static void close_sections(struct document_writer *writer, int level) {
  for (; writer->level >= level; writer->level--) buffer_text(writer->out, "</section>\n");
}

static void put_heading(struct document_writer *writer, const struct part *part, struct arena *scratch) {
  close_sections(writer, part->level);
  writer->level = part->level;
  buffer_text(writer->out, part->level > HEADING_FIRST ? "<section class=\"part keep\"" : "<section class=\"part\"");
  if (part->anchor) {
    buffer_text(writer->out, " id=\"");
    html_string(writer->out, part->anchor);
    buffer_char(writer->out, '"');
  }
  buffer_text(writer->out, ">\n<h");
  buffer_integer(writer->out, part->level);
  buffer_char(writer->out, '>');
  put_kicked(writer, part, scratch);
  buffer_text(writer->out, "</h");
  buffer_integer(writer->out, part->level);
  buffer_text(writer->out, ">\n");
}

static void put_paragraph(struct document_writer *writer, const struct part *part, const char *class,
                          struct arena *scratch) {
  buffer_text(writer->out, "<p");
  html_class(writer, class, &part->text);
  buffer_char(writer->out, '>');
  put_sided(writer, &part->text, NULL, "span", SIDED_ALWAYS, scratch);
  buffer_text(writer->out, "</p>\n");
}

static void put_clause(struct document_writer *writer, const struct part *part, struct arena *scratch) {
  buffer_text(writer->out, "<p class=\"clause\" id=\"");
  html_string(writer->out, part->anchor);
  buffer_text(writer->out, "\">");
  put_number(writer, part);
  buffer_text(writer->out, "<span");
  html_class(writer, NULL, &part->text);
  buffer_char(writer->out, '>');
  put_sided(writer, &part->text, NULL, "span", SIDED_ALWAYS, scratch);
  buffer_text(writer->out, "</span></p>\n");
}

static void put_value(struct document_writer *writer, const struct fact *fact, struct arena *scratch) {
  html_cell(writer, &fact->value, NULL, scratch);
  if (cell_is_empty(&fact->note)) return;
  buffer_text(writer->out, " <span class=\"note\">");
  html_cell(writer, &fact->note, NULL, scratch);
  buffer_text(writer->out, "</span>");
}

static void put_fact(struct document_writer *writer, const struct fact *fact, struct arena *scratch) {
  buffer_text(writer->out, "<div><dt>");
  size_t label = html_side_begin(writer, "div");
  html_sentence(writer, fact->label);
  html_side_end(writer, label, "div", SIDED_ONCE);
  buffer_text(writer->out, "</dt><dd");
  html_class(writer, NULL, &fact->value);
  buffer_char(writer->out, '>');
  size_t value = html_side_begin(writer, "div");
  put_value(writer, fact, scratch);
  html_side_end(writer, value, "div", SIDED_ONCE);
  buffer_text(writer->out, "</dd></div>\n");
}

static void put_facts(struct document_writer *writer, const struct part *part, struct arena *scratch) {
  static const char *const lists[] = {[STYLE_PLAIN] = "<dl class=\"facts\">\n",
                                      [STYLE_LARGE] = "<dl class=\"facts large\">\n",
                                      [STYLE_BESIDE] = "<dl class=\"facts beside\">\n",
                                      [STYLE_LEGEND] = "<dl class=\"facts legend\">\n",
                                      [STYLE_NOW] = "<dl class=\"facts large now\">\n"};
  buffer_text(writer->out, lists[part->style]);
  for (uint32_t i = 0; i < part->count; i++) put_fact(writer, &part->facts[i], scratch);
  buffer_text(writer->out, "</dl>\n");
}

static void put_signature(struct document_writer *writer, const struct part *part, struct arena *scratch) {
  buffer_text(writer->out, "<div class=\"signature\">\n<p>");
  put_kicked(writer, part, scratch);
  buffer_text(writer->out, "</p>\n<dl class=\"facts\">\n");
  for (uint32_t i = 0; i < part->count; i++) put_fact(writer, &part->facts[i], scratch);
  buffer_text(writer->out, "</dl></div>\n");
}

static void put_list(struct document_writer *writer, const struct part *part, struct arena *scratch) {
  buffer_text(writer->out, "<ul>\n");
  for (uint32_t i = 0; i < part->count; i++) {
    buffer_text(writer->out, "<li");
    html_class(writer, NULL, &part->cells[i]);
    buffer_char(writer->out, '>');
    put_sided(writer, &part->cells[i], NULL, "div", SIDED_ONCE, scratch);
    buffer_text(writer->out, "</li>\n");
  }
  buffer_text(writer->out, "</ul>\n");
}

static void put_contents(struct document_writer *writer, const struct part *part, struct arena *scratch) {
  buffer_text(writer->out, "<nav aria-label=\"");
  html_sentence(writer, TEXT_REPORT_CONTENTS);
  buffer_text(writer->out, "\">\n");
  put_list(writer, part, scratch);
  buffer_text(writer->out, "</nav>\n");
}

static void put_room(struct document_writer *writer, const struct part *part, struct arena *scratch) {
  const struct place *place = &part->cells[0].as.place;
  buffer_text(writer->out, "<div class=\"room\"><label for=\"");
  html_place_name(writer->out, place);
  buffer_text(writer->out, "\"");
  html_class(writer, NULL, &part->text);
  buffer_char(writer->out, '>');
  html_cell(writer, &part->text, NULL, scratch);
  buffer_text(writer->out, "</label><textarea id=\"");
  html_place_name(writer->out, place);
  buffer_text(writer->out, "\" name=\"");
  html_place_name(writer->out, place);
  buffer_text(writer->out, "\" rows=\"4\"></textarea></div>\n");
}

/* The whole item is the box's label: it is read as one, and a finger finds it. */
static void put_task(struct document_writer *writer, const struct task *task, struct arena *scratch) {
  const struct {
    const char *class;
    const struct cell *cell;
  } sides[] = {{"who", &task->who}, {"when", &task->when}};
  struct buffer *out = writer->out;
  buffer_text(out, "<li><label><input type=\"checkbox\" name=\"tick/");
  buffer_integer(out, task->number);
  buffer_text(out, "\" autocomplete=\"off\"> <span class=\"what\">");
  put_noted(writer, &task->what, &task->note, scratch);
  buffer_text(out, "</span>");
  for (size_t i = 0; i < sizeof sides / sizeof *sides; i++) {
    if (cell_is_empty(sides[i].cell)) continue;
    buffer_text(out, " <span class=\"");
    buffer_text(out, sides[i].class);
    buffer_text(out, "\">");
    html_cell(writer, sides[i].cell, NULL, scratch);
    buffer_text(out, "</span>");
  }
  buffer_text(out, "</label></li>\n");
}

static void put_tasks(struct document_writer *writer, const struct part *part, struct arena *scratch) {
  bool people = false;
  for (uint32_t i = 0; i < part->count; i++) people |= !cell_is_empty(&part->tasks[i].who);
  buffer_text(writer->out, people ? "<ul class=\"tasks\">\n" : "<ul class=\"tasks own\">\n");
  for (uint32_t i = 0; i < part->count; i++) put_task(writer, &part->tasks[i], scratch);
  buffer_text(writer->out, "</ul>\n");
}

void html_put(struct document_sink *sink, const struct part *part, struct arena *scratch) {
  struct document_writer *writer = (struct document_writer *)sink;
  buffer_may_cut(writer->out);
  switch ((enum part_kind)part->kind) {
    case PART_TITLE: put_title(writer, part, scratch); break;
    case PART_CONTENTS: put_contents(writer, part, scratch); break;
    case PART_HEADING: put_heading(writer, part, scratch); break;
    case PART_PARAGRAPH:
      if (part->number) put_clause(writer, part, scratch);
      else put_paragraph(writer, part, NULL, scratch);
      break;
    case PART_NOTICE: put_paragraph(writer, part, "notice", scratch); break;
    case PART_FACTS: put_facts(writer, part, scratch); break;
    case PART_LIST: put_list(writer, part, scratch); break;
    case PART_TABLE: put_table(writer, part, scratch); break;
    case PART_ROW: put_row(writer, part, scratch); break;
    case PART_TABLE_END: put_table_end(writer); break;
    case PART_TASKS: put_tasks(writer, part, scratch); break;
    case PART_MATRIX:
      if (part->style == STYLE_FIGURES) html_figures(writer, part, scratch);
      else put_matrix(writer, part, scratch);
      break;
    case PART_ROOM: put_room(writer, part, scratch); break;
    case PART_PANEL: html_panel(writer); break;
    case PART_LIVE_KPI: html_live_kpi(writer, part->live_kpi, scratch); break;
    case PART_LIVE_CARD: html_live_card(writer, part->live_card, scratch); break;
    case PART_CHART: chart_svg(writer->out, writer->document, part->chart, ++writer->charts, scratch); break;
    case PART_SIGNATURE: put_signature(writer, part, scratch); break;
  }
}

void html_end(struct document_writer *writer) {
  close_sections(writer, HEADING_FIRST);
  buffer_text(writer->out, "</main>\n");
  html_scripts(writer->out, writer->page);
  buffer_text(writer->out, "</body>\n</html>\n");
}
