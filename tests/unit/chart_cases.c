/* Draws charts for tests/charts/run.py: without an argument a page with all of them in each language's turn, with `list`
 * their names, with a name that chart alone. */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "emit/chart_svg.h"
#include "emit/document.h"
#include "case_values.h"

enum { MOST = 400 };

static struct arena arena, scratch;
static jmp_buf guard;
static struct chart_limit limits[MOST];
static struct chart_point points[MOST];
static struct chart_days excused[2];
static struct chart chart;

static struct text text(const char *words) { return (struct text){.bytes = words, .length = (uint32_t)strlen(words)}; }

static void begin(const char *title, enum figure_form form, const char *unit, day_number first, day_number last) {
  chart = (struct chart){.title = text(title), .form = form, .unit = text_unit_of(unit), .places = -1, .first = first, .last = last,
                         .as_of = DAY_NONE, .by = DAY_NONE, .limits = limits, .points = points, .excused = excused};
  chart.alternative = cell_words("Six of nine figures have come; the last one is below the plan.");
}

static struct chart_range least(const char *low) { return (struct chart_range){.has_low = true, .low = number(low)}; }
static struct chart_range most(const char *high) { return (struct chart_range){.has_high = true, .high = number(high)}; }
static struct chart_range between(const char *low, const char *high) {
  return (struct chart_range){true, true, number(low), number(high)};
}

static void limit(day_number day, struct chart_range plan, struct chart_range amber) {
  limits[chart.limit_count++] = (struct chart_limit){day, plan, amber};
}
static void point(day_number day, const char *value) {
  points[chart.point_count++] = (struct chart_point){.day = day, .value = number(value)};
}
static void target(struct chart_range range, day_number by) {
  chart.target = range;
  chart.by = by;
}
static void project(day_number day, const char *value) {
  chart.projected = true;
  chart.projection = (struct chart_point){.day = day, .value = number(value)};
}

/* ---- The cases ---- */

static void growth(void) {
  static const char *const figures[] = {"8210", "8490", "8605", "9120", "9150", "9480"};
  begin("Members", FIGURE_NUMBER, "members", on(2026, 1, 1), on(2026, 12, 31));
  limit(on(2026, 1, 1), least("8000"), least("8000"));
  limit(on(2026, 6, 30), least("9600"), least("9300"));
  limit(on(2026, 12, 31), least("12000"), least("11400"));
  for (int i = 0; i < 6; i++) point(day_month_end(on(2026, i + 1, 1)), figures[i]);
  points[2].excused = true;
  excused[0] = (struct chart_days){on(2026, 3, 1), on(2026, 3, 31)};
  chart.excused_count = 1;
  target(least("12000"), on(2026, 12, 31));
  chart.has_stretch = true;
  chart.stretch = number("13500");
  chart.as_of = on(2026, 6, 30);
  project(on(2026, 12, 31), "10980");
}

static void falling_cost(void) {
  static const char *const figures[] = {"412.5", "398", "371.25", "402"};
  begin("Cost per order", FIGURE_MONEY, NULL, on(2026, 4, 1), on(2027, 3, 31));
  chart.unit = (struct text_unit){.word = "TWD", .per = "order"};
  chart.places = 2;
  limit(on(2026, 4, 30), most("400"), most("420"));
  limit(on(2027, 3, 31), most("300"), most("330"));
  for (int i = 0; i < 4; i++) point(day_month_end(on(2026, i + 4, 1)), figures[i]);
  target(most("300"), on(2027, 3, 31));
  chart.as_of = on(2026, 7, 31);
}

static void kept_between(void) {
  begin("Share of video", FIGURE_SHARE, NULL, on(2026, 1, 1), on(2026, 6, 30));
  chart.places = 0;
  limit(on(2026, 1, 31), between("0.3", "0.4"), between("0.25", "0.45"));
  limit(on(2026, 6, 30), between("0.3", "0.4"), between("0.25", "0.45"));
  point(on(2026, 1, 31), "0.35");
  point(on(2026, 2, 28), "0.43");
  point(on(2026, 3, 31), "0.22");
  target(between("0.3", "0.4"), on(2026, 6, 30));
  chart.as_of = on(2026, 4, 2);
}

static void ten_years(void) {
  char digits[12];
  begin("Subscribers & <friends>", FIGURE_NUMBER, "subscribers", on(2026, 1, 1), on(2035, 12, 31));
  limit(on(2026, 1, 1), least("0"), least("0"));
  limit(on(2035, 12, 31), least("1000000"), least("900000"));
  for (int i = 0; i < 100; i++) {
    snprintf(digits, sizeof digits, "%d", 7000 * i + (i * i * 37) % 20000);
    point(day_month_end(day_add_months(on(2026, 1, 1), i)), digits);
  }
  target(least("1000000"), on(2035, 12, 31));
  chart.as_of = on(2034, 4, 30);
}

static void four_years(void) {
  begin("Visits", FIGURE_NUMBER, "visits", on(2026, 2, 15), on(2030, 2, 14));
  for (int i = 0; i < 8; i++) point(day_month_end(day_add_months(on(2026, 3, 1), 3 * i)), i % 2 ? "12500000" : "9750000");
}

static void three_days(void) {
  begin("Booth visitors", FIGURE_NUMBER, "visitors", on(2026, 12, 30), on(2027, 1, 1));
  chart.places = 0;
  limit(on(2026, 12, 30), least("1"), least("0"));
  limit(on(2027, 1, 1), least("3"), least("2"));
  point(on(2026, 12, 30), "1");
  point(on(2026, 12, 31), "2");
  target(least("3"), on(2027, 1, 1));
  chart.as_of = on(2026, 12, 31);
}

static void one_day(void) {
  begin("Opening", FIGURE_NUMBER, "guests", on(2026, 5, 5), on(2026, 5, 5));
  limit(on(2026, 5, 5), least("100"), least("90"));
  point(on(2026, 5, 5), "84");
  target(least("100"), on(2026, 5, 5));
}

static void six_weeks(void) {
  begin("Sign-ups", FIGURE_NUMBER, NULL, on(2026, 11, 20), on(2027, 1, 1));
  for (int i = 0; i < 6; i++) point(on(2026, 11, 26) + 7 * i, i == 3 ? "14" : "11");
}

static void nothing(void) { begin("Nothing yet", FIGURE_NUMBER, "orders", on(2026, 1, 1), on(2026, 12, 31)); }

static void one_point(void) {
  begin("One figure", FIGURE_NUMBER, "orders", on(2026, 1, 1), on(2026, 12, 31));
  point(on(2026, 1, 31), "250");
}

static void all_equal(void) {
  begin("All equal", FIGURE_NUMBER, "posts", on(2026, 1, 1), on(2026, 4, 30));
  limit(on(2026, 1, 31), least("0"), least("0"));
  limit(on(2026, 4, 30), least("0"), least("0"));
  for (int i = 0; i < 4; i++) point(day_month_end(on(2026, i + 1, 1)), "0");
}

static void negative(void) {
  begin("Change against last year", FIGURE_SHARE, NULL, on(2026, 1, 1), on(2026, 12, 31));
  limit(on(2026, 1, 31), least("-0.12"), least("-0.15"));
  limit(on(2026, 12, 31), least("0.05"), least("0.02"));
  point(on(2026, 1, 31), "-0.138");
  point(on(2026, 2, 28), "-0.091");
  point(on(2026, 3, 31), "-0.2");
  target(least("0.05"), on(2026, 12, 31));
  chart.as_of = on(2026, 3, 31);
  project(on(2026, 12, 31), "-0.3");
}

static void far_apart(void) {
  begin("Reach", FIGURE_NUMBER, "people", on(2026, 1, 1), on(2026, 12, 31));
  limit(on(2026, 1, 31), least("10"), least("9"));
  limit(on(2026, 12, 31), least("12"), least("11"));
  point(on(2026, 1, 31), "3");
  point(on(2026, 2, 28), "98765432109876543210.5");
  target(least("12"), on(2026, 12, 31));
  chart.has_stretch = true;
  chart.stretch = number("13");
}

static void very_small(void) {
  begin("Rate", FIGURE_SHARE, NULL, on(2026, 1, 1), on(2026, 3, 31));
  point(on(2026, 1, 31), "0.00000000000000012");
  point(on(2026, 2, 28), "0.0000000000000002");
}

/* Limits that come and go, of one day alone, stepped on a day, and figures that are none. */
static void gaps(void) {
  begin("Gaps", FIGURE_NUMBER, "orders", on(2026, 1, 1), on(2026, 12, 31));
  limit(on(2026, 1, 31), least("10"), least("8"));
  limit(on(2026, 3, 31), (struct chart_range){0}, (struct chart_range){0});
  limit(on(2026, 5, 31), least("20"), least("16"));
  limit(on(2026, 7, 31), least("20"), least("16"));
  limit(on(2026, 7, 31), least("30"), least("24"));
  limit(on(2026, 12, 31), least("30"), least("24"));
  point(on(2026, 1, 31), "12");
  point(on(2026, 4, 30), "0");
  points[1].value.state = DECIMAL_DIVIDED_BY_ZERO;
  point(on(2026, 8, 31), "26");
  excused[0] = (struct chart_days){on(2026, 1, 1), on(2026, 1, 1)};
  excused[1] = (struct chart_days){on(2026, 9, 1), on(2026, 12, 31)};
  chart.excused_count = 2;
}

/* Figures that no agreement holds, but a formula may come to; days outside of the axis. */
static void beyond(void) {
  begin("Beyond", FIGURE_NUMBER, "orders", on(2026, 1, 1), on(2026, 12, 31));
  point(on(2025, 1, 31), "1");
  point(on(2026, 2, 28), "1");
  points[1].value = decimal_scaled(number("1"), 6100);
  point(on(2026, 3, 31), "0.5");
  points[2].value = decimal_scaled(number("-3"), -6100);
  point(on(2199, 12, 31), "2");
  target(least("1"), on(2030, 1, 1));
  chart.target.low = decimal_scaled(number("9"), 6000);
  project(on(2027, 1, 1), "7");
  chart.projection.value.state = DECIMAL_OVERFLOW;
  chart.as_of = on(1999, 1, 1);
}

/* 34 digits that differ in the last. */
static void all_but_equal(void) {
  begin("All but equal", FIGURE_NUMBER, NULL, on(2026, 1, 1), on(2026, 12, 31));
  point(on(2026, 1, 31), "9999999999999999999999999999999998");
  point(on(2026, 2, 28), "9999999999999999999999999999999999");
}

static void shown(void) {
  growth();
  target(between("11900", "12000"), on(2026, 11, 30));
  chart.stretch = number("12050");
  chart.title = text("\"Members\" <script>alert(1)</script> & more");
  chart.unit = text_unit_of("members of the club & of <b>its</b> friends");
}

static const struct {
  const char *name;
  void (*make)(void);
  enum text_language language;
} cases[] = {{"growth", growth, LANGUAGE_EN},
             {"growth-zh", growth, LANGUAGE_ZH_HANT},
             {"growth-bg", growth, LANGUAGE_BG},
             {"growth-vi", growth, LANGUAGE_VI},
             {"falling-cost", falling_cost, LANGUAGE_EN},
             {"kept-between", kept_between, LANGUAGE_EN},
             {"ten-years", ten_years, LANGUAGE_EN},
             {"four-years-bg", four_years, LANGUAGE_BG},
             {"four-years", four_years, LANGUAGE_EN},
             {"three-days", three_days, LANGUAGE_EN},
             {"three-days-zh", three_days, LANGUAGE_ZH_HANT},
             {"one-day", one_day, LANGUAGE_EN},
             {"six-weeks-vi", six_weeks, LANGUAGE_VI},
             {"nothing", nothing, LANGUAGE_EN},
             {"one-point", one_point, LANGUAGE_EN},
             {"all-equal", all_equal, LANGUAGE_EN},
             {"negative", negative, LANGUAGE_EN},
             {"far-apart", far_apart, LANGUAGE_EN},
             {"very-small", very_small, LANGUAGE_EN},
             {"gaps", gaps, LANGUAGE_EN},
             {"beyond", beyond, LANGUAGE_EN},
             {"all-but-equal", all_but_equal, LANGUAGE_VI},
             {"escaped", shown, LANGUAGE_EN}};
enum { CASE_COUNT = sizeof cases / sizeof *cases };

static void put_page(struct buffer *out, struct document *document) {
  struct document_writer writer;
  document_writer_begin(&writer, FORMAT_HTML, out, document, false);
  document_title(document, (struct cell){.kind = CELL_EMPTY}, cell_words("Charts"));
  for (int i = 0; i < CASE_COUNT; i++) {
    cases[i].make();
    document->language = writer.language = cases[i].language;
    document_heading(document, HEADING_FIRST, cases[i].name, (struct cell){.kind = CELL_EMPTY}, cell_words(cases[i].name));
    document_put(document, &(struct part){.kind = PART_CHART, .chart = &chart});
  }
  document_writer_end(&writer);
}

int main(int count, char **arguments) {
  const char *wanted = count > 1 ? arguments[1] : "";
  arena_init(&arena, &arena_standard_allocator, &guard);
  arena_init(&scratch, &arena_standard_allocator, &guard);
  if (setjmp(guard)) return 1;
  struct document document = {.scratch = &scratch};
  struct buffer out = buffer_in(&arena);
  if (!*wanted) put_page(&out, &document);
  for (int i = 0; i < CASE_COUNT; i++) {
    if (!strcmp(wanted, "list")) puts(cases[i].name);
    if (strcmp(wanted, cases[i].name)) continue;
    cases[i].make();
    document.language = cases[i].language;
    chart_svg(&out, &document, &chart, 1, &scratch);
  }
  fwrite(out.data, 1, out.length, stdout);
  arena_free(&scratch);
  arena_free(&arena);
  return 0;
}
