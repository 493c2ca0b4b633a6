/* JUnit's XML: a suite for each agreement, in it a case for each finding, as readers show and count them; of an agreement
 * without findings one case, which passed. A finding that makes the program's status 1 is a failure; a lesser one passed
 * and says in its output what it found; an accepted one was skipped. So a reader's verdict is that of the program. */
#include "emit/formats.h"
#include "emit/listed.h"
#include "emit/place.h"
#include "emit/markup.h"
#include "emit/sentences.h"

/* ---- The one way into the medium ---- */

static void put_attribute(struct buffer *out, const char *name, const struct buffer *value) {
  buffer_char(out, ' ');
  buffer_text(out, name);
  buffer_text(out, "=\"");
  markup_words(out, value->data, value->length);
  buffer_char(out, '"');
}

static void put_count(struct buffer *out, const char *name, uint32_t count) {
  buffer_char(out, ' ');
  buffer_text(out, name);
  buffer_text(out, "=\"");
  buffer_integer(out, count);
  buffer_char(out, '"');
}

/* ---- Suites ---- */

static bool is_failure(const struct findings_listing *listing, const struct finding *finding) {
  enum level deny = listing->style.deny ? listing->style.deny : LEVEL_ERROR;
  return !finding->accepted && finding->level >= deny;
}

static void begin(struct findings_listing *listing) {
  buffer_text(listing->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"remit\">\n");
}

static struct buffer suite_name(const struct findings_listing *listing) {
  const char *name = place_path(sources_get(listing->findings->sources, 0)->name);
  return sentence_from(listing, TEXT_IN_THESE_WORDS, ARGS(arg_string(name)));
}

static void put_clean(struct buffer *out, const struct buffer *name) {
  buffer_text(out, "<testcase");
  put_attribute(out, "name", name);
  put_attribute(out, "classname", name);
  buffer_text(out, "/>\n");
}

static void open(struct findings_listing *listing) {
  struct buffer name = suite_name(listing);
  uint32_t cases = 0, failures = 0, skipped = 0;
  for (uint32_t i = 0; i < listing->findings->list.count; i++) {
    const struct finding *finding = listing->findings->list.items[i];
    if (!finding_is_listed(finding, &listing->style)) continue;
    cases++;
    failures += is_failure(listing, finding);
    skipped += finding->accepted != NULL;
  }
  buffer_text(listing->out, "<testsuite");
  put_attribute(listing->out, "name", &name);
  put_count(listing->out, "tests", cases ? cases : 1);
  put_count(listing->out, "failures", failures);
  put_count(listing->out, "errors", 0);
  put_count(listing->out, "skipped", skipped);
  buffer_text(listing->out, ">\n");
  if (!cases) put_clean(listing->out, &name);
}

static void close_suite(struct findings_listing *listing) { buffer_text(listing->out, "</testsuite>\n"); }

static void end(struct findings_listing *listing) { buffer_text(listing->out, "</testsuites>\n"); }

/* ---- Cases ---- */

/* "M001 mix-not-100: the mix of …", and how manieth where that is said twice: readers tell cases by their names. Lines do not
 * stand in it, so that the history of a case goes on when it moves. */
static struct buffer case_name(struct findings_listing *listing, const struct finding *finding, const struct buffer *message) {
  struct buffer name = buffer_in(listing->out->arena);
  buffer_text(&name, finding->code->code);
  buffer_char(&name, ' ');
  buffer_text(&name, finding->code->name);
  buffer_text(&name, text_plain(listing->style.language, TEXT_COLON));
  buffer_bytes(&name, message->data, message->length);
  uint32_t times = repetition_of(&listing->repetitions, name.data, name.length);
  if (times < 2) return name;
  buffer_text(&name, text_plain(listing->style.language, TEXT_NOTE_OPEN));
  buffer_integer(&name, times);
  buffer_text(&name, text_plain(listing->style.language, TEXT_BRACKET_CLOSE));
  return name;
}

/* plan.remit:41:3: error: the mix of … */
static void put_details(struct findings_listing *listing, const struct finding *finding) {
  struct buffer *out = listing->out, place = shown_place(listing, finding, true), words = sentence_with_help(listing, finding);
  markup_words(out, place.data, place.length);
  buffer_text(out, text_plain(listing->style.language, TEXT_COLON));
  buffer_text(out, level_name(listing->style.language, finding->level));
  buffer_text(out, text_plain(listing->style.language, TEXT_COLON));
  markup_words(out, words.data, words.length);
}

static void put_skipped(struct findings_listing *listing, const struct finding *finding) {
  struct buffer words = sentence_of_acceptance(listing, finding->accepted);
  buffer_text(listing->out, "<skipped>"); /* a `message` is not known to all readers */
  markup_words(listing->out, words.data, words.length);
  buffer_text(listing->out, "</skipped>");
}

static void put_failure(struct findings_listing *listing, const struct finding *finding, const struct buffer *message) {
  buffer_text(listing->out, "<failure type=\"");
  buffer_text(listing->out, finding->code->code);
  buffer_char(listing->out, '"');
  put_attribute(listing->out, "message", message);
  buffer_char(listing->out, '>');
  put_details(listing, finding);
  buffer_text(listing->out, "</failure>");
}

static void put_output(struct findings_listing *listing, const struct finding *finding) {
  buffer_text(listing->out, "<system-out>");
  put_details(listing, finding);
  buffer_text(listing->out, "</system-out>");
}

static void each(struct findings_listing *listing, const struct finding *finding) {
  struct buffer message = sentence_of(listing, &finding->message), path = shown_path(listing, finding);
  struct buffer name = case_name(listing, finding, &message);
  buffer_text(listing->out, "<testcase");
  put_attribute(listing->out, "name", &name);
  put_attribute(listing->out, "classname", &path);
  buffer_text(listing->out, ">\n");
  if (is_failure(listing, finding)) put_failure(listing, finding, &message);
  else if (finding->accepted) put_skipped(listing, finding);
  if (!is_failure(listing, finding)) put_output(listing, finding);
  buffer_text(listing->out, "\n</testcase>\n");
}

const struct findings_format findings_junit = {
    .name = "junit", .begin = begin, .open = open, .each = each, .close = close_suite, .end = end};
