/* The format is documented by findings.schema.json, which stands beside this file. */
#include "emit/findings.h"

#include <assert.h>

#include "emit/json.h"
#include "emit/listed.h"

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
  struct position start = source_position(sources, span.file, span.start);
  struct position end = source_position(sources, span.file, span.end);
  put_text(json, "file", sources_get(sources, span.file)->name);
  put_integer(json, "line", start.line);
  put_integer(json, "column", start.column);
  put_integer(json, "end_line", end.line);
  put_integer(json, "end_column", end.column);
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

static void put_finding(struct json *json, struct sources *sources, const struct finding *finding,
                        enum text_language language) {
  json_object_begin(json);
  put_text(json, "code", finding->code->code);
  put_text(json, "name", finding->code->name);
  put_text(json, "level", level_words[finding->level]);
  put_note(json, "message", &finding->message, language);
  put_note(json, "help", &finding->help, language);
  put_place(json, sources, finding->span);
  put_related(json, sources, finding, language);
  if (finding->repairs.count) put_repairs(json, sources, finding);
  if (finding->accepted) put_acceptance(json, finding->accepted);
  json_object_end(json);
}

void emit_findings_json_begin(struct findings_json *json, struct buffer *out, const struct findings_style *style) {
  *json = (struct findings_json){.out = out, .style = *style};
  buffer_text(out, "{\"version\": 1, \"findings\": [");
}

static void add_count(struct findings_count *sum, struct findings_count count) {
  sum->errors += count.errors;
  sum->warnings += count.warnings;
  sum->infos += count.infos;
  sum->accepted += count.accepted;
}

void emit_findings_json_add(struct findings_json *json, const struct findings *findings) {
  for (uint32_t i = 0; i < findings->list.count; i++) {
    const struct finding *finding = findings->list.items[i];
    if (!finding_is_listed(finding, &json->style)) continue;
    struct json one = {.out = json->out};
    buffer_text(json->out, json->any ? ",\n" : "\n"); /* a finding a line, for those who read it as lines */
    put_finding(&one, findings->sources, finding, json->style.language);
    json->any = true;
  }
  add_count(&json->count, count_listed(findings_tally(findings), &json->style));
  json->files++;
}

void emit_findings_json_end(struct findings_json *json) {
  struct json summary = {.out = json->out};
  buffer_text(json->out, json->any ? "\n], \"summary\": " : "], \"summary\": ");
  json_object_begin(&summary);
  put_integer(&summary, "files", json->files);
  put_integer(&summary, "errors", json->count.errors);
  put_integer(&summary, "warnings", json->count.warnings);
  put_integer(&summary, "infos", json->count.infos);
  json_object_end(&summary);
  buffer_text(json->out, "}\n");
}
