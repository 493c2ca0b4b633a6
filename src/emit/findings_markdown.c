/* A table in Markdown, for the summary of a workflow's run or a comment on a change. GitHub takes no summary over 1 MiB, so
 * that a longer one is cut, and says so. */
#include "emit/formats.h"
#include "emit/listed.h"
#include "emit/markdown.h"
#include "emit/place.h"
#include "emit/sentences.h"

/* Of the findings of one agreement, of which there are seldom more than some hundred. */
enum { MOST_BYTES = 200 * 1024 };

static void put(struct buffer *out, const struct buffer *words) { markdown_words(out, words->data, words->length); }

static void put_word(struct findings_listing *listing, enum text_key key) {
  struct buffer words = sentence_from(listing, key, NO_ARGS);
  put(listing->out, &words);
}

static void put_heading(struct findings_listing *listing) {
  struct buffer summary = buffer_in(listing->out->arena), shown = buffer_in(listing->out->arena);
  struct findings_style style = listing->style;
  const struct source *root = sources_get(listing->findings->sources, 0);
  emit_findings_summary(&summary, root->name, findings_tally(listing->findings), &style);
  if (summary.length) summary.length--; /* its line end */
  buffer_bytes(&shown, summary.data, summary.length);
  buffer_text(listing->out, "### ");
  put(listing->out, &shown);
  buffer_text(listing->out, "\n\n");
}

static bool has_any(const struct findings_listing *listing) {
  for (uint32_t i = 0; i < listing->findings->list.count; i++)
    if (finding_is_listed(listing->findings->list.items[i], &listing->style)) return true;
  return false;
}

static void put_place(struct findings_listing *listing, const struct finding *finding) {
  struct buffer place = shown_place(listing, finding, false);
  put(listing->out, &place);
}

static void put_note(struct findings_listing *listing, const struct buffer *words) {
  if (!words->length) return;
  buffer_text(listing->out, "<br>");
  put(listing->out, words);
}

static void put_row(struct findings_listing *listing, const struct finding *finding) {
  struct buffer *out = listing->out;
  struct buffer message = sentence_of(listing, &finding->message), help = sentence_of(listing, &finding->help);
  buffer_text(out, "| ");
  buffer_text(out, level_name(listing->style.language, finding->level));
  buffer_text(out, " | ");
  buffer_text(out, finding->code->code);
  buffer_text(out, " | ");
  put_place(listing, finding);
  buffer_text(out, " | ");
  put(out, &message);
  put_note(listing, &help);
  if (finding->accepted) {
    struct buffer accepted = sentence_of_acceptance(listing, finding->accepted);
    put_note(listing, &accepted);
  }
  buffer_text(out, " |\n");
}

static void put_head(struct findings_listing *listing) {
  static const enum text_key heads[] = {TEXT_SUMMARY_LEVEL, TEXT_SUMMARY_RULE, TEXT_SUMMARY_PLACE, TEXT_SUMMARY_FINDING};
  for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++) {
    buffer_text(listing->out, i ? " | " : "| ");
    put_word(listing, heads[i]);
  }
  buffer_text(listing->out, " |\n| --- | --- | --- | --- |\n");
}

static void put_rest(struct findings_listing *listing, uint32_t count) {
  struct buffer words = sentence_from(listing, TEXT_FINDINGS_LEFT_OUT, ARGS(arg_integer(count)));
  buffer_char(listing->out, '\n');
  put(listing->out, &words);
  buffer_char(listing->out, '\n');
}

/* Rendered at once, since the head stands only where rows do. */
static void open(struct findings_listing *listing) {
  const struct findings *findings = listing->findings;
  size_t start = listing->out->length;
  uint32_t left_out = 0;
  if (!has_any(listing)) return;
  put_heading(listing);
  put_head(listing);
  for (uint32_t i = 0; i < findings->list.count; i++) {
    const struct finding *finding = findings->list.items[i];
    if (!finding_is_listed(finding, &listing->style)) continue;
    if (listing->out->length - start > MOST_BYTES) left_out++;
    else put_row(listing, finding);
  }
  if (left_out) put_rest(listing, left_out);
  buffer_char(listing->out, '\n');
}

const struct findings_format findings_markdown = {.name = "md", .open = open};
