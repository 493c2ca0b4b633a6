/* The format is documented by findings.schema.json, which stands beside this file. */
#include "emit/findings_json.h"

#include <assert.h>

#include "emit/formats.h"
#include "emit/json.h"
#include "emit/place.h"

/* Words for programs: the same in every language. */
static const char *const level_words[] = {"off", "info", "warning", "error"};
static_assert(sizeof level_words / sizeof level_words[0] == LEVEL_ERROR + 1, "each level has its word");

static void put_text(struct json *json, const char *key, const char *text) {
  json_key(json, key);
  json_put_text(json, text);
}

static void put_integer(struct json *json, const char *key, uint32_t value) {
  json_key(json, key);
  json_put_integer(json, value);
}

/* The sentence in the style's language; empty where there is none. */
static void put_note(struct json *json, const char *key, const struct note *note, enum text_language language) {
  struct buffer words = buffer_in(json->out->arena);
  if (note->key != TEXT_NONE) text_write(&words, language, note->key, note->arguments);
  json_key(json, key);
  json_put_string(json, words.data, words.length);
}

static void put_place(struct json *json, struct sources *sources, struct span span) {
  struct place place = place_of(sources, span);
  put_text(json, "file", sources_get(sources, span.file)->name);
  put_integer(json, "line", place.start.line);
  put_integer(json, "column", place.start.column);
  put_integer(json, "end_line", place.end.line);
  put_integer(json, "end_column", place.end.column);
  if (place.cell) put_text(json, "cell", place.cell);
}

static void put_related(struct json *json, struct sources *sources, const struct finding *finding,
                        enum text_language language) {
  json_key(json, "related");
  json_array_begin(json);
  for (uint32_t i = 0; i < finding->related.count; i++) {
    const struct related *related = &finding->related.items[i];
    json_object_begin(json);
    put_note(json, "message", &related->message, language);
    put_place(json, sources, related->span);
    json_object_end(json);
  }
  json_array_end(json);
}

static void put_repairs(struct json *json, struct sources *sources, const struct finding *finding) {
  json_key(json, "repair");
  json_array_begin(json);
  for (uint32_t i = 0; i < finding->repairs.count; i++) {
    json_object_begin(json);
    put_text(json, "text", finding->repairs.items[i].text);
    put_place(json, sources, finding->repairs.items[i].span);
    json_object_end(json);
  }
  json_array_end(json);
}

static void put_acceptance(struct json *json, const struct acceptance *accepted) {
  json_key(json, "suppressed");
  json_object_begin(json);
  put_text(json, "reason", accepted->reason);
  json_key(json, "agreed_by");
  json_array_begin(json);
  for (uint32_t i = 0; i < accepted->agreed_count; i++) json_put_text(json, accepted->agreed_by[i]);
  json_array_end(json);
  json_key(json, "until");
  json_put_date(json, accepted->until);
  json_object_end(json);
}

void put_finding_json(struct buffer *out, struct sources *sources, const struct finding *finding,
                      enum text_language language) {
  struct json json = {.out = out};
  json_object_begin(&json);
  put_text(&json, "code", finding->code->code);
  put_text(&json, "name", finding->code->name);
  put_text(&json, "level", level_words[finding->level]);
  put_note(&json, "message", &finding->message, language);
  put_note(&json, "help", &finding->help, language);
  put_place(&json, sources, finding->span);
  put_related(&json, sources, finding, language);
  if (finding->repairs.count) put_repairs(&json, sources, finding);
  if (finding->accepted) put_acceptance(&json, finding->accepted);
  json_object_end(&json);
}

static void begin(struct findings_listing *listing) { buffer_text(listing->out, "{\"version\": 1, \"findings\": ["); }

/* A finding a line, for those who read it as lines. */
static void each(struct findings_listing *listing, const struct finding *finding) {
  buffer_text(listing->out, listing->any ? ",\n" : "\n");
  put_finding_json(listing->out, listing->findings->sources, finding, listing->style.language);
}

static void end(struct findings_listing *listing) {
  struct json summary = {.out = listing->out};
  buffer_text(listing->out, listing->any ? "\n], \"summary\": " : "], \"summary\": ");
  json_object_begin(&summary);
  put_integer(&summary, "files", listing->files);
  put_integer(&summary, "errors", listing->count.errors);
  put_integer(&summary, "warnings", listing->count.warnings);
  put_integer(&summary, "infos", listing->count.infos);
  json_object_end(&summary);
  buffer_text(listing->out, "}\n");
}

const struct findings_format findings_json = {.name = "json", .begin = begin, .each = each, .end = end};
