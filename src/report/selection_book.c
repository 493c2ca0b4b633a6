/* The score sheet as a workbook: points are typed in, sums and ranks follow. */
#include "report/phrases.h"
#include "report/frame.h"
#include "report/scorecard_parts.h"
#include "report/selection.h"

enum { CRITERION, WEIGHT, CANDIDATES, NONE_NAMED = 3, FIRST_ROW = 3 };

struct points {
  struct book *book;
  struct document *document;
  const struct selection *selection;
  uint32_t sheet, first, last; /* the lines of its criteria */
  uint32_t candidates;         /* columns of them */
};

static struct arena *scratch_of(const struct points *points) { return points->document->scratch; }

static struct book_place at(const struct points *points, uint32_t row, uint32_t column) {
  return (struct book_place){points->sheet, row, column};
}

static const char *say(const struct points *points, struct cell cell) {
  struct buffer words = buffer_in(scratch_of(points));
  cell_say(&words, points->document->language, &cell);
  return buffer_string(&words);
}

static const char *words_of(const struct points *points, enum text_key key) {
  return text_plain(points->document->language, key);
}

static const char *range(const struct points *points, uint32_t row, uint32_t column, uint32_t last_row, uint32_t last_column) {
  struct arena *scratch = scratch_of(points);
  return book_fill(scratch, "{1}:{2}", PARTS(book_address(scratch, row, column), book_address(scratch, last_row, last_column)));
}

static void put_heads(const struct points *points, uint32_t row) {
  const struct book_style head = {.look = LOOK_HEAD, .wrap = true}, figures = {.look = LOOK_FIGURE_HEAD, .wrap = true};
  book_words(points->book, at(points, row, CRITERION), head, words_of(points, TEXT_SELECTION_CRITERION));
  book_words(points->book, at(points, row, WEIGHT), figures, words_of(points, TEXT_SELECTION_WEIGHT));
  for (uint32_t i = 0; i < points->candidates; i++) {
    struct book_place place = at(points, row, CANDIDATES + i);
    if (i < points->selection->candidates.count)
      book_words(points->book, place, figures, say(points, phrase_entity(points->selection->candidates.items[i])));
    else book_blank(points->book, place, (struct book_style){.look = LOOK_INPUT, .form = FORM_WORDS, .wrap = true});
  }
  book_words(points->book, at(points, row, CANDIDATES + points->candidates), figures, words_of(points, TEXT_SELECTION_REMARKS));
  points->book->back->height(points->book, points->sheet, row, 3);
}

static void put_criterion(const struct points *points, const struct criterion *criterion, uint32_t row) {
  const struct book_style words = {.look = LOOK_CELL, .wrap = true}, share = {.look = LOOK_CELL, .form = FORM_SHARE};
  book_words(points->book, at(points, row, CRITERION), words, say(points, phrase_entity(&criterion->entity)));
  points->book->back->height(points->book, points->sheet, row, 2);
  if (criterion->weight.known) book_number(points->book, at(points, row, WEIGHT), share, criterion->weight.value);
  for (uint32_t i = 0; i < points->candidates; i++)
    book_blank(points->book, at(points, row, CANDIDATES + i), (struct book_style){.look = LOOK_INPUT, .form = FORM_GENERAL});
  book_blank(points->book, at(points, row, CANDIDATES + points->candidates),
             (struct book_style){.look = LOOK_INPUT, .form = FORM_WORDS, .wrap = true});
}

static void put_rule(const struct points *points) {
  struct arena *scratch = scratch_of(points);
  struct cell message = cell_sentence(points->document, TEXT_SELECTION_WRONG,
                                      ARGS(arg_integer(SELECTION_LEAST), arg_integer(SELECTION_MOST)));
  struct book_rule rule = {.kind = RULE_BETWEEN, .first = at(points, points->first, CANDIDATES), .last_row = points->last,
                           .last_column = CANDIDATES + points->candidates - 1,
                           .low = book_figure(scratch, decimal_from_integer(SELECTION_LEAST)),
                           .high = book_figure(scratch, decimal_from_integer(SELECTION_MOST)),
                           .title = words_of(points, TEXT_SHEET_WRONG_TITLE), .message = say(points, message)};
  points->book->back->rule(points->book, &rule);
}

/* A candidate's sum stands there once each criterion has its points. */
static void put_results(const struct points *points) {
  static const enum text_key labels[] = {TEXT_SELECTION_RESULT, TEXT_SELECTION_LACKING, TEXT_SELECTION_RANK};
  const struct book_style total = {.look = LOOK_TOTAL}, sums = {.look = LOOK_TOTAL, .form = FORM_NUMBER, .places = 2};
  const struct book_style counts = {.look = LOOK_TOTAL, .form = FORM_NUMBER};
  struct arena *scratch = scratch_of(points);
  uint32_t row = points->last + 1, end = CANDIDATES + points->candidates - 1;
  const char *weights = range(points, points->first, WEIGHT, points->last, WEIGHT), *all = range(points, row, CANDIDATES, row, end);
  int64_t lines = (int64_t)points->last - points->first + 1;
  for (uint32_t i = 0; i < 3; i++) {
    book_words(points->book, at(points, row + i, CRITERION), total, words_of(points, labels[i]));
    book_blank(points->book, at(points, row + i, WEIGHT), total);
  }
  for (uint32_t column = CANDIDATES; column <= end; column++) {
    const char *given = range(points, points->first, column, points->last, column);
    const char *lacking = book_address(scratch, row + 1, column), *sum = book_address(scratch, row, column);
    book_formula(points->book, at(points, row, column), sums,
                 book_fill(scratch, "IF({1}=0,SUMPRODUCT({2},{3}),\"\")", PARTS(lacking, weights, given)), "");
    book_counted(points->book, at(points, row + 1, column), counts,
                 book_fill(scratch, "ROWS({1})-COUNT({1})", PARTS(given)), decimal_from_integer(lines));
    book_formula(points->book, at(points, row + 2, column), counts,
                 book_fill(scratch, "IF(ISNUMBER({1}),COUNTIF({2},\">\"&{1})+1,\"\")", PARTS(sum, all)), "");
  }
}

static uint32_t put_selection(struct points *points, uint32_t row) {
  const struct selection *selection = points->selection;
  bool named = selection->candidates.count > 0;
  struct cell title = selection->entity.title.length > 0 ? cell_text(selection->entity.title) : scorecard_say(TEXT_SELECTION_UNTITLED);
  points->candidates = named ? selection->candidates.count : NONE_NAMED;
  book_words(points->book, at(points, row, 0), (struct book_style){.look = LOOK_TITLE}, say(points, title));
  points->book->back->height(points->book, points->sheet, row, 2);
  if (!named)
    book_words(points->book, at(points, row + 1, 0), (struct book_style){.look = LOOK_QUIET}, words_of(points, TEXT_SELECTION_NO_CANDIDATE));
  row += 2;
  put_heads(points, row++);
  if (selection->criteria.count == 0) return row;
  points->first = row;
  for (uint32_t i = 0; i < selection->criteria.count; i++) put_criterion(points, selection->criteria.items[i], row++);
  points->last = row - 1;
  put_rule(points);
  put_results(points);
  document_rest(points->document);
  return row + 5;
}

static const char *print_of(const struct points *points, const struct model *model) {
  struct argument name = arg_entity(points->document, &model->agreement.entity);
  struct cell print = frame_fingerprint(model);
  struct argument digits = arg_cell(points->document, &print);
  if (model->agreement.version.length == 0)
    return say(points, cell_sentence(points->document, TEXT_SHEET_FOOTER_NO_VERSION, ARGS(name, digits)));
  return say(points, cell_sentence(points->document, TEXT_SHEET_FOOTER,
                                   ARGS(name, arg_words(points->document, model->agreement.version), digits)));
}

void selection_book_write(struct book *book, struct document *document, struct arena *arena, const struct model *model,
                          const struct report_options *options) {
  (void)arena; /* nothing outlives a row */
  enum { SPREAD = 5 };
  struct points points = {.book = book, .document = document};
  const char *print = print_of(&points, model), *name = words_of(&points, TEXT_SELECTION_SHEET);
  const struct book_sheet form = {.name = name, .widths = {54, 10}, .other_width = 22, .landscape = true, .footer = print};
  struct cell how = cell_sentence(document, TEXT_SELECTION_HOW_TO, ARGS(arg_integer(SELECTION_LEAST), arg_integer(SELECTION_MOST)));
  uint32_t row = FIRST_ROW;
  points.sheet = book->back->sheet(book, &form);
  book->back->properties(book, say(&points, phrase_entity(&model->agreement.entity)), print);
  book_spread(book, at(&points, 0, 0), SPREAD, (struct book_style){.look = LOOK_QUIET, .wrap = true}, say(&points, how));
  book->back->height(book, points.sheet, 0, 3);
  book_words(book, at(&points, 1, 0), (struct book_style){.look = LOOK_QUIET}, print);
  if (options->inconsistent) {
    book_spread(book, at(&points, 2, 0), SPREAD, (struct book_style){.look = LOOK_NOTICE, .wrap = true},
                words_of(&points, TEXT_REPORT_INCONSISTENT));
    book->back->height(book, points.sheet, 2, 2);
  }
  for (uint32_t i = 0; i < model->selections.count; i++) {
    points.selection = model->selections.items[i];
    row = put_selection(&points, row);
  }
}
