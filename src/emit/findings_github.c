/* Commands for the log of GitHub's workflows, which shows them beside the lines: ::error file=plan.remit,line=41::…
 * GitHub shows ten of each level for a step, so that the last line says where there are more. */
#include "emit/formats.h"
#include "emit/place.h"
#include "emit/sentences.h"

enum { MOST_SHOWN = 10 }; /* of a level, by GitHub */

/* ---- The one way into the medium ---- */

/* In a property `:` and `,` would end the value, besides what ends the line or begins an escape. */
static void put_escaped(struct buffer *out, const struct buffer *text, const char *escaped) {
  for (size_t i = 0; i < text->length; i++) {
    char c = text->data[i];
    if (!c || !strchr(escaped, c)) {
      buffer_char(out, c);
      continue;
    }
    buffer_char(out, '%');
    buffer_char(out, "0123456789ABCDEF"[(unsigned char)c >> 4]);
    buffer_char(out, "0123456789ABCDEF"[(unsigned char)c & 0xF]);
  }
}

static void put_data(struct buffer *out, const struct buffer *text) { put_escaped(out, text, "%\r\n"); }

static void put_property(struct buffer *out, const char *name, const struct buffer *text) {
  buffer_text(out, name);
  buffer_char(out, '=');
  put_escaped(out, text, "%\r\n:,");
}

static void put_number(struct buffer *out, const char *name, uint32_t number) {
  buffer_char(out, ',');
  buffer_text(out, name);
  buffer_char(out, '=');
  buffer_integer(out, number);
}

/* ---- Commands ---- */

static const char *command_of(const struct finding *finding) {
  if (finding->accepted || finding->level == LEVEL_INFO) return "::notice ";
  return finding->level == LEVEL_ERROR ? "::error " : "::warning ";
}

/* Columns only on one line: with them GitHub does not show what goes over several. The name of the file as it is shown, since
 * a log is read by people: of one that would steer a terminal GitHub finds no line, but still shows the words. */
static void put_place(struct buffer *out, const struct findings_listing *listing, const struct finding *finding) {
  struct place place = place_of(listing->findings->sources, finding->span);
  struct buffer path = shown_path(listing, finding);
  put_property(out, "file", &path);
  put_number(out, "line", place.start.line);
  put_number(out, "endLine", place.end.line);
  if (place.start.line != place.end.line) return;
  put_number(out, "col", place.start.column);
  put_number(out, "endColumn", place.end.column);
}

static void put_title(struct buffer *out, const struct findings_listing *listing, const struct finding *finding) {
  struct buffer title = buffer_in(out->arena);
  buffer_text(&title, finding->code->code);
  buffer_char(&title, ' ');
  buffer_text(&title, finding->code->name);
  struct buffer cell = shown_cell(listing, finding);
  if (cell.length) buffer_char(&title, ' ');
  buffer_bytes(&title, cell.data, cell.length);
  buffer_char(out, ',');
  put_property(out, "title", &title);
}

static void put_words(struct buffer *out, const struct findings_listing *listing, const struct finding *finding) {
  struct buffer words = sentence_with_help(listing, finding);
  if (finding->accepted) {
    struct buffer accepted = sentence_of_acceptance(listing, finding->accepted);
    buffer_char(&words, '\n');
    buffer_bytes(&words, accepted.data, accepted.length);
  }
  put_data(out, &words);
}

static void each(struct findings_listing *listing, const struct finding *finding) {
  struct buffer *out = listing->out;
  buffer_text(out, command_of(finding));
  put_place(out, listing, finding);
  put_title(out, listing, finding);
  buffer_text(out, "::");
  put_words(out, listing, finding);
  buffer_char(out, '\n');
}

static void end(struct findings_listing *listing) {
  struct findings_count count = listing->count;
  if (count.errors <= MOST_SHOWN && count.warnings <= MOST_SHOWN && count.infos + count.accepted <= MOST_SHOWN) return;
  text_write(listing->out, listing->style.language, TEXT_GITHUB_MORE,
             ARGS(arg_integer(count.errors), arg_integer(count.warnings), arg_integer(count.infos + count.accepted),
                  arg_integer(MOST_SHOWN)));
  buffer_char(listing->out, '\n');
}

const struct findings_format findings_github = {.name = "github", .each = each, .end = end};
