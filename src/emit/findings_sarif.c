/* SARIF 2.1.0, for code scanning: all rules with their explanations, then the findings, infos as notes.
 *
 * `partialFingerprints` has our own key only. GitHub goes by `primaryLocationLineHash`, which its upload works out itself
 * where it is missing; anything else under that key would be wrong. Accepted findings are always listed, as suppressed:
 * a reader who wants them away takes them away by that mark. */
#include "check/check.h"
#include "emit/formats.h"
#include "emit/json.h"
#include "emit/place.h"
#include "emit/rules.h"
#include "emit/sentences.h"

static void put_text(struct json *json, const char *key, const char *text) {
  json_key(json, key);
  json_put_text(json, text);
}

static void put_number(struct json *json, const char *key, uint32_t number) {
  json_key(json, key);
  json_put_integer(json, number);
}

static void put_bytes(struct json *json, const char *key, const struct buffer *bytes) {
  json_key(json, key);
  json_put_string(json, bytes->data, bytes->length);
}

static void open_object(struct json *json, const char *key) {
  json_key(json, key);
  json_object_begin(json);
}

/* SARIF knows no info. */
static const char *level_word(enum level level) {
  return level == LEVEL_ERROR ? "error" : level == LEVEL_WARNING ? "warning" : level == LEVEL_INFO ? "note" : "none";
}

/* ---- Messages ---- */

/* In a message of SARIF `{0}` stands for an argument, so that a brace is written twice, and `[words](address)` is a link,
 * which a blank between the two keeps it from being, whatever a viewer makes of backslashes. */
static struct buffer message_words(const struct buffer *words) {
  struct buffer out = buffer_in(words->arena);
  for (size_t i = 0; i < words->length; i++) {
    char c = words->data[i];
    buffer_char(&out, c);
    if (c == '{' || c == '}') buffer_char(&out, c);
    if (c == ']' && i + 1 < words->length && words->data[i + 1] == '(') buffer_char(&out, ' ');
  }
  return out;
}

static void put_message(struct json *json, const char *key, const struct buffer *words) {
  struct buffer message = message_words(words);
  open_object(json, key);
  put_bytes(json, "text", &message);
  json_object_end(json);
}

/* ---- Rules ---- */

static void put_plain_message(struct json *json, const char *key, const char *text) {
  open_object(json, key);
  put_text(json, "text", text);
  json_object_end(json);
}

/* As they are read, braces and all: no argument can stand in them. */
static void put_help(struct json *json, const struct code_page *page) {
  struct buffer text = buffer_in(json->out->arena), markdown = buffer_in(json->out->arena);
  emit_page(&text, LANGUAGE_EN, page, NULL, RULES_TEXT);
  emit_page(&markdown, LANGUAGE_EN, page, NULL, RULES_MARKDOWN);
  open_object(json, "help");
  put_bytes(json, "text", &text);
  put_bytes(json, "markdown", &markdown);
  json_object_end(json);
}

/* mix-not-100 as MixNot100, as names of rules are written there. */
static struct buffer pascal_name(struct arena *arena, const char *name) {
  struct buffer out = buffer_in(arena);
  for (bool starts = true; *name; name++) {
    bool small = *name >= 'a' && *name <= 'z';
    if (*name != '-') buffer_char(&out, starts && small ? (char)(*name - 'a' + 'A') : *name);
    starts = *name == '-';
  }
  return out;
}

static void put_rule(struct json *json, const struct code_page *page) {
  struct buffer name = pascal_name(json->out->arena, page->row->name);
  json_object_begin(json);
  put_text(json, "id", page->row->code);
  put_bytes(json, "name", &name);
  put_plain_message(json, "shortDescription", page->row->summary);
  put_plain_message(json, "fullDescription", page->why);
  put_help(json, page);
  open_object(json, "defaultConfiguration");
  put_text(json, "level", level_word(page->row->level));
  json_object_end(json);
  json_object_end(json);
}

static void put_rules(struct buffer *out) {
  struct code_page page;
  for (uint32_t i = 0; check_page(i, &page); i++) {
    struct json json = {.out = out};
    buffer_text(out, i ? ",\n" : "\n");
    put_rule(&json, &page);
  }
}

static void begin(struct findings_listing *listing) {
  struct buffer *out = listing->out;
  buffer_text(out, "{\"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\", \"version\": \"2.1.0\", \"runs\": [{\n"
                   "\"tool\": {\"driver\": {\"name\": \"Remit\", \"semanticVersion\": \"" REMIT_VERSION "\", \"rules\": [");
  put_rules(out);
  buffer_text(out, "\n]}},\n\"columnKind\": \"utf16CodeUnits\",\n\"results\": [");
}

/* ---- Findings ---- */

static void put_region(struct json *json, struct sources *sources, struct span span, struct place place,
                       struct unit_counter *counter) {
  uint32_t start = place.start.column, end = place.end.column;
  if (!place.book) {
    start = place_utf16_column(counter, sources, span.file, span.start, place.start);
    end = place_utf16_column(counter, sources, span.file, span.end, place.end);
  }
  open_object(json, "region");
  put_number(json, "startLine", place.start.line);
  put_number(json, "startColumn", start);
  put_number(json, "endLine", place.end.line);
  put_number(json, "endColumn", end);
  json_object_end(json);
}

/* A workbook has no regions as SARIF knows them, of lines, characters or bytes: its rows and columns stand there instead, which
 * readers ask for, and its cell is a place by name besides. */
static void put_cell(struct json *json, const char *cell) {
  json_key(json, "logicalLocations");
  json_array_begin(json);
  json_object_begin(json);
  put_text(json, "fullyQualifiedName", cell);
  put_text(json, "kind", "element");
  json_object_end(json);
  json_array_end(json);
}

static void put_location(struct json *json, struct sources *sources, struct span span, struct unit_counter *counter) {
  struct place place = place_of(sources, span);
  struct buffer uri = buffer_in(json->out->arena);
  place_uri(&uri, place.path);
  open_object(json, "physicalLocation");
  open_object(json, "artifactLocation");
  put_bytes(json, "uri", &uri);
  json_object_end(json);
  put_region(json, sources, span, place, counter);
  json_object_end(json);
  if (place.cell) put_cell(json, place.cell);
}

static void put_locations(struct json *json, struct findings_listing *listing, struct span span) {
  json_key(json, "locations");
  json_array_begin(json);
  json_object_begin(json);
  put_location(json, listing->findings->sources, span, &listing->here);
  json_object_end(json);
  json_array_end(json);
}

static void put_related(struct json *json, struct findings_listing *listing, const struct finding *finding) {
  if (!finding->related.count) return;
  json_key(json, "relatedLocations");
  json_array_begin(json);
  for (uint32_t i = 0; i < finding->related.count; i++) {
    const struct related *related = &finding->related.items[i];
    struct buffer words = sentence_of(listing, &related->message);
    json_object_begin(json);
    put_number(json, "id", i + 1);
    put_location(json, listing->findings->sources, related->span, &listing->there);
    put_message(json, "message", &words);
    json_object_end(json);
  }
  json_array_end(json);
}

/* All results of a run have the list or none has it, so that it is there also where it is empty. */
static void put_suppressions(struct json *json, const struct findings_listing *listing, const struct finding *finding) {
  json_key(json, "suppressions");
  json_array_begin(json);
  if (finding->accepted) {
    struct buffer words = sentence_of_acceptance(listing, finding->accepted);
    json_object_begin(json);
    put_text(json, "kind", "inSource");
    put_text(json, "status", "accepted");
    put_bytes(json, "justification", &words);
    json_object_end(json);
  }
  json_array_end(json);
}

static void put_fingerprint(struct json *json, struct findings_listing *listing, const struct finding *finding) {
  struct buffer fingerprint = buffer_in(json->out->arena);
  fingerprint_write(&fingerprint, &listing->repetitions, listing->findings, finding);
  open_object(json, "partialFingerprints");
  put_bytes(json, "remitFinding/v1", &fingerprint);
  json_object_end(json);
}

/* The message, and what to write instead. */
static void put_words(struct json *json, const struct findings_listing *listing, const struct finding *finding) {
  struct buffer words = sentence_with_help(listing, finding);
  put_message(json, "message", &words);
}

static void each(struct findings_listing *listing, const struct finding *finding) {
  struct json json = {.out = listing->out};
  uint32_t index = check_index(finding->code);
  buffer_text(listing->out, listing->any ? ",\n" : "\n");
  json_object_begin(&json);
  put_text(&json, "ruleId", finding->code->code);
  if (check_code(index)) put_number(&json, "ruleIndex", index);
  put_text(&json, "level", level_word(finding->level));
  put_words(&json, listing, finding);
  put_locations(&json, listing, finding->span);
  put_related(&json, listing, finding);
  put_fingerprint(&json, listing, finding);
  put_suppressions(&json, listing, finding);
  json_object_end(&json);
}

static void end(struct findings_listing *listing) {
  buffer_text(listing->out, listing->any ? "\n" : "");
  buffer_text(listing->out, "]}]}\n");
}

const struct findings_format findings_sarif = {
    .name = "sarif", .shows_accepted = true, .begin = begin, .each = each, .end = end};
