#include "emit/artifacts.h"

#include <assert.h>

#include "emit/actuals.h"
#include "emit/icalendar.h"
#include "emit/language.h"
#include "emit/map.h"
#include "emit/model_json.h"
#include "emit/xlsx.h"
#include "report/actuals.h"
#include "report/agreement.h"
#include "report/checklist.h"
#include "report/raci.h"
#include "report/reader.h"
#include "report/scorecard.h"
#include "report/scorecard_book.h"
#include "report/selection.h"

static void emit_model(struct buffer *out, const struct model *model, const struct artifact_style *style,
                       struct arena *scratch) {
  (void)scratch;
  emit_model_json(out, model, style->inconsistent);
}

static void emit_actuals(struct buffer *out, const struct model *model, const struct artifact_style *style,
                         struct arena *scratch) {
  const struct actuals actuals = actuals_of(scratch, model);
  actuals_write(out, model, &actuals, language_of_agreement(model), style);
}

static const struct artifact_row rows[] = {
    {{"scorecard", "html", true, false}, .report = scorecard_write, .format = FORMAT_HTML, .page = PAGE_LIVE, .narrow = true},
    {{"scorecard", "md", true, false}, .report = scorecard_write, .format = FORMAT_MARKDOWN, .narrow = true},
    {{"scorecard", "csv", true, false}, .report = scorecard_write, .format = FORMAT_CSV, .narrow = true, .shared = true},
    {{"scorecard", "xlsx", true, true}, .book = scorecard_book_write, .narrow = true},
    {{"selection", "html", false, false}, .has = selection_any, .report = selection_write, .format = FORMAT_HTML},
    {{"selection", "xlsx", false, false}, .has = selection_any, .book = selection_book_write},
    {{"agreement", "html", false, false}, .report = agreement_write, .format = FORMAT_HTML, .both = true},
    {{"agreement", "md", false, false}, .report = agreement_write, .format = FORMAT_MARKDOWN, .both = true},
    {{"checklist", "html", true, false}, .report = checklist_write, .format = FORMAT_HTML, .page = PAGE_KEPT},
    {{"checklist", "md", true, false}, .report = checklist_write, .format = FORMAT_MARKDOWN},
    {{"checklist", "csv", true, false}, .report = checklist_write, .format = FORMAT_CSV},
    {{"raci", "html", false, false}, .report = raci_write, .format = FORMAT_HTML},
    {{"raci", "csv", false, false}, .report = raci_write, .format = FORMAT_CSV},
    {{"actuals", "csv", false, true}, .data = emit_actuals},
    {{"calendar", "ics", true, false}, .draw = emit_calendar},
    {{"map", "svg", false, false}, .draw = emit_map_svg},
    {{"map", "dot", false, false}, .draw = emit_map_dot},
    {{"model", "json", false, false}, .data = emit_model},
};

const struct artifact_row *artifact_at(size_t index) {
  return index < sizeof rows / sizeof rows[0] ? &rows[index] : NULL;
}

/* What is under way. */
struct emission {
  const struct artifact_row *row;
  struct buffer *out;
  struct document document;
  const struct model *model;
  struct report_options options;
};

static void write_report(struct emission *emission, struct sides *sides, struct buffer *out, bool bom) {
  const struct artifact_row *row = emission->row;
  struct document_writer writer;
  emission->document.sinks = NULL;
  document_writer_begin(&writer, row->format, out, &emission->document, bom);
  writer.sides = sides;
  writer.page = row->page;
  row->report(&emission->document, emission->out->arena, emission->model, &emission->options);
  document_writer_end(&writer);
}

/* First in the second language, of which what stands beside the first is kept. */
static void emit_both(struct emission *emission, bool bom) {
  const struct agreement *agreement = &emission->model->agreement;
  struct document *document = &emission->document, first = *document;
  struct sides sides = {.arena = emission->out->arena, .first = language_catalogue(agreement->language),
                        .second = language_catalogue(agreement->second_language), .keeping = true};
  struct buffer unused = buffer_in(emission->out->arena);
  document->language = sides.second;
  document->second = true;
  document->first = sides.first;
  write_report(emission, &sides, &unused, bom);
  *document = first;
  sides.keeping = false;
  write_report(emission, &sides, emission->out, bom);
}

static void emit_report(struct emission *emission, bool bom) {
  if (emission->row->both && emission->model->agreement.second_language != EMIT_NONE) emit_both(emission, bom);
  else write_report(emission, NULL, emission->out, bom);
}

static void fill_book(struct book *book, void *context) {
  struct emission *emission = context;
  emission->row->book(book, &emission->document, emission->out->arena, emission->model, &emission->options);
}

static enum artifact_result emit_book(struct emission *emission) {
  static const enum artifact_result results[] = {[XLSX_WRITTEN] = ARTIFACT_WRITTEN, [XLSX_NO_LIBRARY] = ARTIFACT_NO_LIBRARY,
                                                 [XLSX_NOT_WRITTEN] = ARTIFACT_NOT_WRITTEN};
  const struct document *document = &emission->document;
  return results[xlsx_write(emission->out, document->scratch, document->language, fill_book, emission)];
}

/* A scorecard counts what it shows, so it is given the reader's part alone; the others ask of each item whose it is. */
static void choose_reader(struct emission *emission, const struct entity *who) {
  struct arena *arena = emission->out->arena;
  emission->document.reader = reader_of(arena, emission->model, who);
  if (emission->row->narrow) emission->model = reader_model(arena, emission->model, emission->document.reader);
}

enum artifact_result artifact_emit(const struct artifact_row *row, struct buffer *out, const struct model *model,
                                   const struct artifact_style *style, struct arena *scratch) {
  struct emission emission = {.row = row, .out = out, .model = model,
                              .document = {.scratch = scratch, .language = language_of_agreement(model)},
                              .options = {.inconsistent = style->inconsistent, .live = row->page == PAGE_LIVE,
                                          .sheet = row->format == FORMAT_CSV, .share = style->share}};
  if (row->has && !row->has(model)) return ARTIFACT_NOTHING;
  if (style->reader) choose_reader(&emission, style->reader);
  if (row->book) return emit_book(&emission);
  if (row->report) emit_report(&emission, !style->no_bom && style->share != REPORT_REST);
  else if (row->draw) row->draw(out, &emission.document, emission.model, style->inconsistent);
  else row->data(out, model, style, scratch);
  return ARTIFACT_WRITTEN;
}
