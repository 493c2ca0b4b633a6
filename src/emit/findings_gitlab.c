/* GitLab's code quality report: a list of findings, which merge requests are held against by fingerprint. It shows no
 * `check_name`, so that the code stands in the description too. */
#include "emit/formats.h"
#include "emit/json.h"
#include "emit/place.h"
#include "emit/sentences.h"

static void put_text(struct json *json, const char *key, const char *text) {
  json_key(json, key);
  json_put_text(json, text);
}

static void put_bytes(struct json *json, const char *key, const struct buffer *bytes) {
  json_key(json, key);
  json_put_string(json, bytes->data, bytes->length);
}

static const char *severity(const struct finding *finding) {
  if (finding->accepted || finding->level == LEVEL_INFO) return "info";
  return finding->level == LEVEL_ERROR ? "major" : "minor";
}

static void add_part(struct buffer *words, enum text_language language, enum text_key mark, const struct buffer *part) {
  if (!part->length) return;
  buffer_text(words, text_plain(language, mark));
  buffer_bytes(words, part->data, part->length);
}

/* M001: the mix of … (help: …) */
static struct buffer description(const struct findings_listing *listing, const struct finding *finding) {
  enum text_language language = listing->style.language;
  struct buffer words = buffer_in(listing->out->arena);
  struct buffer message = sentence_of(listing, &finding->message), help = sentence_of(listing, &finding->help);
  struct buffer cell = shown_cell(listing, finding);
  buffer_text(&words, finding->code->code);
  add_part(&words, language, TEXT_COLON, &cell);
  add_part(&words, language, TEXT_COLON, &message);
  add_part(&words, language, TEXT_LIST_APART, &help);
  if (!finding->accepted) return words;
  struct buffer accepted = sentence_of_acceptance(listing, finding->accepted);
  add_part(&words, language, TEXT_LIST_APART, &accepted);
  return words;
}

static void put_line(struct json *json, const char *key, uint32_t line) {
  json_key(json, key);
  json_put_integer(json, line);
}

static void put_location(struct json *json, const struct findings_listing *listing, const struct finding *finding) {
  struct place place = place_of(listing->findings->sources, finding->span);
  json_key(json, "location");
  json_object_begin(json);
  put_text(json, "path", place.path);
  json_key(json, "lines");
  json_object_begin(json);
  put_line(json, "begin", place.start.line);
  put_line(json, "end", place.end.line);
  json_object_end(json);
  json_object_end(json);
}

static void begin(struct findings_listing *listing) { buffer_char(listing->out, '['); }

static void each(struct findings_listing *listing, const struct finding *finding) {
  struct json json = {.out = listing->out};
  struct buffer words = description(listing, finding), fingerprint = buffer_in(listing->out->arena);
  fingerprint_write(&fingerprint, &listing->repetitions, listing->findings, finding);
  buffer_text(listing->out, listing->any ? ",\n" : "\n");
  json_object_begin(&json);
  put_bytes(&json, "description", &words);
  put_text(&json, "check_name", finding->code->name);
  put_bytes(&json, "fingerprint", &fingerprint);
  put_text(&json, "severity", severity(finding));
  put_location(&json, listing, finding);
  json_object_end(&json);
}

static void end(struct findings_listing *listing) { buffer_text(listing->out, listing->any ? "\n]\n" : "]\n"); }

const struct findings_format findings_gitlab = {.name = "gitlab", .begin = begin, .each = each, .end = end};
