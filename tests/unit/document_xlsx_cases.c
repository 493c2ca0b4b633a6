/* Writes a document as a workbook to standard output, for tests/books/run.py: `parts` all kinds of parts, or the name of a
 * report and the file of an agreement. */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "emit/document_xlsx.h"
#include "emit/language.h"
#include "library/agreement.h"
#include "report/agreement.h"
#include "report/chart.h"
#include "report/checklist.h"
#include "report/raci.h"
#include "report/scorecard.h"
#include "case_values.h"

static struct arena arena, scratch;
static jmp_buf guard;

static const struct cell nothing = {.kind = CELL_EMPTY};

static struct cell figure(enum figure_form form, const char *digits, const char *unit) {
  return cell_figure(form, number(digits), text_unit_of(unit));
}

static struct cell least(const char *digits, const char *unit) {
  struct cell cell = figure(FIGURE_NUMBER, "0", unit);
  cell.kind = CELL_RANGE;
  cell.has_low = true;
  cell.as.range.low = number(digits);
  return cell;
}

static struct cell sentence(enum text_key key) { return (struct cell){.kind = CELL_SENTENCE, .as.sentence = {.key = key}}; }

static struct cell toned(enum text_key key, enum tone tone) {
  struct cell cell = sentence(key);
  cell.tone = (uint8_t)tone;
  return cell;
}

/* ---- All kinds of parts ---- */

static void put_facts(struct document *document) {
  struct fact_list facts = facts_in(document);
  facts_add_noted(&facts, TEXT_REPORT_TOTAL, figure(FIGURE_MONEY, "1250000.5", "TWD"), cell_words("without tax"));
  facts_add(&facts, TEXT_REPORT_SHARE, figure(FIGURE_SHARE, "0.035", NULL));
  facts_add(&facts, TEXT_REPORT_TARGET, least("12000", "a \"quoted\" [Red] unit; @"));
  facts_add(&facts, TEXT_REPORT_PERIOD_END, cell_date(on(2026, 3, 31)));
  facts_add(&facts, TEXT_REPORT_STATUS, toned(TEXT_SHEET_OFF_TRACK, TONE_BAD));
  facts_add(&facts, TEXT_REPORT_ACTUAL, figure(FIGURE_NUMBER, "12345678901234567890.5", "orders"));
  facts_put(&facts, STYLE_PLAIN);
}

static void put_course(struct document *document, const char *title) {
  static const struct column columns[] = {{TEXT_REPORT_PERIOD_END, NULL, COLUMN_TEXT}, {TEXT_REPORT_PLANNED, "orders", COLUMN_FIGURE},
                                          {TEXT_REPORT_ACTUAL, "orders", COLUMN_FIGURE}, {TEXT_REPORT_STATUS, NULL, COLUMN_TEXT}};
  static const char *const actual[] = {"98", "140", "151", "230", NULL, NULL};
  const struct cell statuses[] = {toned(TEXT_SHEET_ON_TRACK, TONE_GOOD), toned(TEXT_SHEET_AT_RISK, TONE_MIDDLING),
                                  toned(TEXT_SHEET_MISSED, TONE_BAD),    toned(TEXT_SHEET_EXCUSED, TONE_NEUTRAL),
                                  toned(TEXT_SHEET_NOT_DUE, TONE_NEUTRAL), toned(TEXT_SHEET_NOT_DUE, TONE_NEUTRAL)};
  struct chart chart = {.title = {.bytes = title, .length = (uint32_t)strlen(title)}, .alternative = cell_words("Orders of six months")};
  document_put(document, &(struct part){.kind = PART_CHART, .chart = &chart});
  document_table(document, cell_words("Month by month"), columns, 4);
  for (int i = 0; i < 6; i++) {
    char planned[8];
    snprintf(planned, sizeof planned, "%d", 100 + 30 * i);
    document_row(document, i == 5 ? ROW_TOTAL : ROW_PLAIN,
                 (const struct cell[]){cell_date(day_month_end(on(2026, i + 1, 1))), figure(FIGURE_NUMBER, planned, NULL),
                                       actual[i] ? figure(FIGURE_NUMBER, actual[i], NULL) : nothing, statuses[i]}, 4);
  }
  document_table_end(document);
}

static void put_long_table(struct document *document) {
  static const struct column columns[] = {{TEXT_REPORT_WHO, NULL, COLUMN_TEXT}, {TEXT_REPORT_TOTAL, NULL, COLUMN_FIGURE},
                                          {TEXT_REPORT_SHARE, NULL, COLUMN_FIGURE}};
  const struct cell group = cell_words("=1+2");
  document_table(document, nothing, columns, 3);
  document_row(document, ROW_GROUP, &group, 1);
  for (int i = 0; i < 40; i++)
    document_row(document, ROW_PLAIN,
                 (const struct cell[]){cell_words(i % 2 ? "=HYPERLINK(\"http://x\",1)" : "+1"),
                                       cell_figure(FIGURE_MONEY, decimal_from_integer(1000 * i), text_unit_of(i % 2 ? "EUR" : "TWD")),
                                       figure(FIGURE_SHARE, "-0.125", NULL)}, 3);
  document_table_end(document);
}

static void put_rest(struct document *document) {
  const struct cell items[] = {cell_words("One"), cell_words("Two\nin two lines")};
  const struct task task = {.what = cell_words("Send the posts"), .who = cell_words("Mei"), .when = cell_date(on(2026, 1, 2)),
                            .note = cell_words("before noon"), .number = 1};
  const struct cell room = {.kind = CELL_INPUT, .as.place = {.kind = INPUT_NOTE, .name = "1", .date = DAY_NONE}};
  document_list(document, items, 2);
  document_tasks(document, &task, 1);
  document_room(document, cell_words("Remarks"), room);
  document_clause(document, "3.2", "c", cell_words("A clause that is long enough to be broken over more than one line of the sheet, because it goes "
                                                   "on and on until nobody can say any more where it began and what it was about."));
}

static void put_parts(struct document *document, void *context) {
  static const char *const names[] = {"Orders", "ORDERS", "'A very long name of a heading that goes on'", "[x]:*?/\\", "", "History",
                                      "會員數𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷"};
  (void)context;
  document_title(document, sentence(TEXT_REPORT_SCORECARD), cell_words("Tea & <more>"));
  document_notice(document, sentence(TEXT_REPORT_DRAFT));
  document_paragraph(document, cell_words("=SUM(A1)"));
  put_facts(document);
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    document_heading(document, 2, NULL, nothing, cell_words(names[i]));
    if (i == 0) put_course(document, names[i]);
    if (i == 1) put_long_table(document);
    if (i == 2) put_rest(document);
    document_heading(document, 3, NULL, sentence(TEXT_REPORT_KPI), cell_words("Deeper"));
    document_rest(document);
  }
}

/* ---- Reports that exist ---- */

struct asked {
  const char *name;
  const struct model *model;
};

static void put_report(struct document *document, void *context) {
  static const struct {
    const char *name;
    void (*write)(struct document *document, struct arena *arena, const struct model *model, const struct report_options *options);
  } reports[] = {{"scorecard", scorecard_write}, {"raci", raci_write}, {"checklist", checklist_write}, {"agreement", agreement_write}};
  const struct asked *asked = context;
  const struct report_options options = {0};
  for (size_t i = 0; i < sizeof reports / sizeof *reports; i++)
    if (!strcmp(reports[i].name, asked->name)) reports[i].write(document, &arena, asked->model, &options);
}

static struct remit_agreement *agreement;

static const struct model *model_of(const char *path) {
  if (remit_read_file(NULL, path, &agreement) != REMIT_OK || remit_check(agreement) != REMIT_OK) exit(2);
  return agreement->model;
}

int main(int count, char **arguments) {
  struct asked asked = {count > 1 ? arguments[1] : "", NULL};
  arena_init(&arena, &arena_standard_allocator, &guard);
  arena_init(&scratch, &arena_standard_allocator, &guard);
  if (setjmp(guard)) return 1;
  if (count > 2) asked.model = model_of(arguments[2]);
  struct document document = {.scratch = &scratch, .language = asked.model ? language_of_agreement(asked.model) : LANGUAGE_EN};
  struct buffer out = buffer_in(&arena);
  enum xlsx_result result = document_xlsx_write(&out, &document, asked.model ? put_report : put_parts, &asked);
  fwrite(out.data, 1, out.length, stdout);
  arena_free(&scratch);
  arena_free(&arena);
  remit_free(agreement);
  return result == XLSX_WRITTEN ? 0 : 1;
}
