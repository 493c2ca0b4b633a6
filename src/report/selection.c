#include "report/selection.h"

#include "report/frame.h"
#include "report/scorecard_parts.h"

static const struct cell nothing = {.kind = CELL_EMPTY};

/* ---- The document ---- */

static void put_frame(struct document *document, const struct model *model, bool inconsistent) {
  struct fact_list facts = facts_in(document);
  document_title(document, scorecard_say(TEXT_SELECTION_KICKER), phrase_entity(&model->agreement.entity));
  if (inconsistent) document_notice(document, scorecard_say(TEXT_REPORT_INCONSISTENT));
  if (model->agreement.draft) document_notice(document, scorecard_say(TEXT_REPORT_DRAFT));
  facts_add(&facts, TEXT_REPORT_VERSION, cell_text(model->agreement.version));
  facts_add_noted(&facts, TEXT_REPORT_FINGERPRINT, frame_fingerprint(model), scorecard_say(TEXT_REPORT_FINGERPRINT_NOTE));
  facts_put(&facts, STYLE_LARGE);
}

static struct cell title_of(const struct selection *selection) {
  return selection->entity.title.length > 0 ? cell_text(selection->entity.title) : scorecard_say(TEXT_SELECTION_UNTITLED);
}

struct sheet {
  struct scorecard sc;
  const struct selection *selection;
  struct column *columns; /* criterion, weight, then one for each candidate */
  uint32_t count;
};

static struct sheet sheet_of(struct scorecard *sc, const struct selection *selection) {
  struct sheet sheet = {.sc = *sc, .selection = selection, .count = 2 + selection->candidates.count};
  sheet.columns = ARENA_ARRAY(sc->arena, struct column, sheet.count);
  sheet.columns[0] = (struct column){TEXT_SELECTION_CRITERION, NULL, COLUMN_TEXT};
  sheet.columns[1] = (struct column){TEXT_SELECTION_WEIGHT, NULL, COLUMN_FIGURE};
  for (uint32_t i = 0; i < selection->candidates.count; i++) {
    struct cell name = phrase_entity(selection->candidates.items[i]);
    struct buffer words = buffer_in(sc->arena);
    cell_say(&words, sc->document->language, &name);
    sheet.columns[2 + i] = (struct column){TEXT_SELECTION_POINTS, buffer_string(&words), COLUMN_INPUT};
  }
  return sheet;
}

/* Whoever does not see the table hears both names. */
static struct cell points_cell(struct sheet *sheet, const struct criterion *criterion, const struct entity *candidate) {
  struct document *document = sheet->sc.document;
  struct cell names = cell_sentence(document, TEXT_SELECTION_OF_CANDIDATE,
                                    ARGS(arg_entity(document, &criterion->entity), arg_entity(document, candidate)));
  const char *label = cell_string(document, &names);
  return scorecard_note(&sheet->sc, (struct text){.bytes = label, .length = (uint32_t)strlen(label)});
}

static void put_criterion(struct sheet *sheet, const struct criterion *criterion) {
  struct cell *cells = ARENA_ARRAY(sheet->sc.document->scratch, struct cell, sheet->count);
  cells[0] = phrase_entity(&criterion->entity);
  if (criterion->weight.known) cells[1] = cell_figure(FIGURE_SHARE, criterion->weight.value, NULL);
  for (uint32_t i = 2; i < sheet->count; i++) cells[i] = points_cell(sheet, criterion, sheet->selection->candidates.items[i - 2]);
  document_row(sheet->sc.document, ROW_PLAIN, cells, sheet->count);
}

static void put_result(struct sheet *sheet) {
  struct cell *cells = ARENA_ARRAY(sheet->sc.document->scratch, struct cell, sheet->count);
  cells[0] = scorecard_say(TEXT_SELECTION_RESULT);
  for (uint32_t i = 2; i < sheet->count; i++)
    cells[i] = scorecard_follows(FOLLOWS_VALUE, sheet->selection->candidates.items[i - 2]->spelling, DAY_NONE);
  document_row(sheet->sc.document, ROW_TOTAL, cells, sheet->count);
}

static uint32_t put_selection(struct scorecard *sc, const struct selection *selection, uint32_t notes) {
  struct sheet sheet = sheet_of(sc, selection);
  sheet.sc.notes = notes;
  document_heading(sc->document, HEADING_FIRST, NULL, nothing, title_of(selection));
  document_paragraph(sc->document, cell_sentence(sc->document, TEXT_SELECTION_HOW_TO,
                                                 ARGS(arg_integer(SELECTION_LEAST), arg_integer(SELECTION_MOST))));
  document_table(sc->document, scorecard_say(TEXT_SELECTION_CAPTION), sheet.columns, sheet.count);
  for (uint32_t i = 0; i < selection->criteria.count; i++) put_criterion(&sheet, selection->criteria.items[i]);
  put_result(&sheet);
  document_table_end(sc->document);
  const char *words = text_plain(sc->document->language, TEXT_SELECTION_DECISION);
  document_room(sc->document, scorecard_say(TEXT_SELECTION_DECISION),
                scorecard_note(&sheet.sc, (struct text){.bytes = words, .length = (uint32_t)strlen(words)}));
  document_rest(sc->document);
  return sheet.sc.notes;
}

bool selection_any(const struct model *model) { return model->selections.count > 0; }

void selection_write(struct document *document, struct arena *arena, const struct model *model,
                     const struct report_options *options) {
  struct scorecard sc = {.document = document, .model = model, .arena = arena};
  uint32_t notes = 0;
  put_frame(document, model, options->inconsistent);
  for (uint32_t i = 0; i < model->selections.count; i++) notes = put_selection(&sc, model->selections.items[i], notes);
}
