#include "emit/findings.h"

#include <assert.h>

#include "emit/formats.h"
#include "emit/listed.h"

static const struct findings_format *const formats[] = {
    [REMIT_FORMAT_TEXT] = &findings_text,     [REMIT_FORMAT_JSON] = &findings_json,
    [REMIT_FORMAT_NDJSON] = &findings_ndjson, [REMIT_FORMAT_SARIF] = &findings_sarif,
    [REMIT_FORMAT_JUNIT] = &findings_junit,   [REMIT_FORMAT_GITHUB] = &findings_github,
    [REMIT_FORMAT_GITLAB] = &findings_gitlab, [REMIT_FORMAT_MARKDOWN] = &findings_markdown,
};
static_assert(sizeof formats / sizeof formats[0] == REMIT_FORMAT_COUNT, "each format has its row");

const struct findings_format *findings_format_at(size_t index) {
  return index < REMIT_FORMAT_COUNT ? formats[index] : NULL;
}

static void add_count(struct findings_count *sum, struct findings_count count) {
  sum->errors += count.errors;
  sum->warnings += count.warnings;
  sum->infos += count.infos;
  sum->accepted += count.accepted;
}

void findings_begin(struct findings_listing *listing) {
  if (listing->format->shows_accepted) listing->style.show_accepted = true;
  if (listing->format->begin) listing->format->begin(listing);
}

static void add_each(struct findings_listing *listing, const struct findings *findings) {
  for (uint32_t i = 0; i < findings->list.count; i++) {
    const struct finding *finding = findings->list.items[i];
    if (!finding_is_listed(finding, &listing->style)) continue;
    listing->format->each(listing, finding);
    listing->any = true;
  }
}

void findings_add(struct findings_listing *listing, const struct findings *findings) {
  const struct findings_format *format = listing->format;
  if (format->shows_accepted) listing->style.show_accepted = true;
  listing->findings = findings;
  listing->here = listing->there = (struct unit_counter){0};
  listing->repetitions = repetitions_of(listing->out->arena, findings->list.count);
  if (format->open) format->open(listing);
  if (format->each) add_each(listing, findings);
  if (format->close) format->close(listing);
  add_count(&listing->count, count_listed(findings_tally(findings), &listing->style));
  listing->files++;
}

void findings_end(struct findings_listing *listing) {
  if (listing->format->end) listing->format->end(listing);
}
