#include "library/values.h"

#include "ast/literals.h"
#include "base/utf8.h"
#include "library/limits.h"

static const enum sense kinds[] = {SENSE_text, SENSE_number,   SENSE_share, SENSE_money,
                                   SENSE_date, SENSE_duration, SENSE_name,  SENSE_NONE};

/* A NAME = VALUE. */
struct entry {
  atom name;
  struct span name_span, span; /* span: of the value */
};

struct reader {
  struct loader *loader;
  struct findings *findings;
  VECTOR(struct entry) entries;
  VECTOR(const struct statement *) parameters; /* that are declared */
  bool full; /* no more entries are taken */
};

static struct finding *fault(struct reader *reader, enum e_code code, struct span span, enum text_key key,
                             const struct argument *arguments) {
  return finding_error(reader->findings, code, span, key, arguments);
}

/* ---- The texts ---- */

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

static struct span trimmed(const char *bytes, struct span span) {
  while (span.start < span.end && is_blank(bytes[span.start])) span.start++;
  while (span.end > span.start && is_blank(bytes[span.end - 1])) span.end--;
  return span;
}

/* The later of two values for one parameter counts. */
static void add_entry(struct reader *reader, struct entry entry) {
  for (uint32_t i = 0; i < reader->entries.count; i++) {
    if (reader->entries.items[i].name != entry.name) continue;
    reader->entries.items[i] = entry;
    return;
  }
  if (reader->entries.count < LIMIT_VALUES) {
    VECTOR_PUSH(reader->loader->arena, &reader->entries, entry);
  } else if (!reader->full) {
    reader->full = true;
    fault(reader, E009, entry.name_span, TEXT_VALUES_TOO_MANY, ARGS(arg_integer(LIMIT_VALUES)));
  }
}

static void read_entry(struct reader *reader, struct span span) {
  const char *bytes = sources_get(reader->findings->sources, span.file)->bytes;
  span = trimmed(bytes, span);
  const char *equals = memchr(bytes + span.start, '=', span.end - span.start);
  uint32_t middle = equals ? (uint32_t)(equals - bytes) : span.start;
  struct span name = trimmed(bytes, (struct span){span.start, middle, span.file});
  if (name.start == name.end) {
    fault(reader, E210, span, TEXT_VALUES_FORM, NO_ARGS);
    return;
  }
  struct entry entry = {.name_span = name, .span = trimmed(bytes, (struct span){middle + 1, span.end, span.file})};
  entry.name = names_intern(reader->loader->syntax.names, bytes + name.start, name.end - name.start);
  add_entry(reader, entry);
}

static void read_lines(struct reader *reader, uint32_t file) {
  const struct source *source = sources_get(reader->findings->sources, file);
  for (uint32_t start = 0, end; start < source->length; start = end + 1) {
    const char *feed = memchr(source->bytes + start, '\n', source->length - start);
    end = feed ? (uint32_t)(feed - source->bytes) : source->length;
    struct span line = trimmed(source->bytes, (struct span){start, end, file});
    if (line.start < line.end && source->bytes[line.start] != '#') read_entry(reader, line);
  }
}

static bool is_refused(const char *bytes, uint32_t length, uint32_t at) {
  int size;
  uint32_t c = utf8_decode(bytes + at, length - at, &size);
  return (utf8_is_control(c) && !is_blank((char)c)) || utf8_is_bidi_control(c);
}

/* A text for a parameter goes into the agreement as it stands, so it is held to the same as a source. */
static bool is_readable(struct reader *reader, uint32_t file) {
  const struct source *source = sources_get(reader->findings->sources, file);
  uint32_t at = (uint32_t)utf8_first_invalid(source->bytes, source->length);
  if (at < source->length) {
    fault(reader, E001, span_at(file, at, at + 1), TEXT_NOT_UTF8, NO_ARGS);
    return false;
  }
  for (at = 0; at < source->length; at++) {
    if (!is_refused(source->bytes, source->length, at)) continue;
    fault(reader, E002, span_at(file, at, at + 1), TEXT_VALUES_CHARACTER, NO_ARGS);
    return false;
  }
  return true;
}

static void read_text(struct reader *reader, const struct remit_values *text) {
  struct arena *arena = reader->loader->arena;
  const char *name = arena_copy(arena, text->name, strlen(text->name));
  size_t mark = text->length >= 3 && !memcmp(text->text, "\xEF\xBB\xBF", 3) ? 3 : 0, length = text->length - mark;
  char *bytes = arena_alloc(arena, length + 2);
  if (length) memcpy(bytes, text->text + mark, length);
  uint32_t file = sources_add(reader->findings->sources, name, NULL, bytes, (uint32_t)length);
  if (!is_readable(reader, file)) return;
  if (text->lines) {
    read_lines(reader, file);
  } else {
    read_entry(reader, span_at(file, 0, length));
  }
}

/* ---- The parameters ---- */

static void find_parameters(struct reader *reader) {
  const struct loader *loader = reader->loader;
  for (uint32_t i = 0; i < loader->files.count; i++) {
    const struct ast_file *tree = loader->files.items[i]->tree;
    for (const struct statement *s = tree->statements; s && tree->holds[STATEMENT_param]; s = s->next)
      if (s->kind == STATEMENT_param) VECTOR_PUSH(loader->arena, &reader->parameters, s);
  }
}

static atom parameter_name(const struct statement *s) {
  const struct node *name = s->spoiled ? NULL : ast_argument(s, ROLE_NAME);
  return name ? name->atom : s->name;
}

static const struct statement *find_parameter(const struct reader *reader, atom name) {
  for (uint32_t i = 0; i < reader->parameters.count; i++)
    if (parameter_name(reader->parameters.items[i]) == name) return reader->parameters.items[i];
  return NULL;
}

static enum sense parameter_kind(const struct reader *reader, const struct statement *s) {
  const struct node *kind = s->spoiled ? NULL : ast_argument(s, ROLE_KIND);
  const struct syntax *syntax = &reader->loader->syntax;
  return kind ? words_choice(syntax->words, syntax->names, kind->atom, kinds) : SENSE_NONE;
}

static void fault_undeclared(struct reader *reader, const struct entry *entry) {
  const struct names *names = reader->loader->syntax.names;
  uint32_t count = reader->parameters.count;
  if (reader->loader->incomplete) return; /* it may stand in what could not be read */
  struct finding *finding = fault(reader, E210, entry->name_span, TEXT_VALUES_UNDECLARED,
                                  ARGS(arg_name(names_text(names, entry->name))));
  if (!count) return;
  enum { SHOWN = 20 };
  const char **known = ARENA_ARRAY(reader->loader->arena, const char *, SHOWN);
  size_t shown = 0;
  for (uint32_t i = 0; i < count && shown < SHOWN; i++) {
    atom name = parameter_name(reader->parameters.items[i]);
    if (name) known[shown++] = names_text(names, name);
  }
  if (shown) finding_help(reader->findings, finding, TEXT_VALUES_UNDECLARED_HELP, ARGS(arg_list(known, shown)));
}

/* ---- Texts as values ---- */

static void take_plain(void *context, const char *bytes, size_t length) { buffer_bytes(context, bytes, length); }

static void take_parameter(void *context, const char *name, size_t length) {
  buffer_text(context, "{$");
  buffer_bytes(context, name, length);
  buffer_char(context, '}');
}

/* As given; with quotes round it, as the language has them, what is between them. */
static struct text given_text(struct reader *reader, struct span span) {
  const char *bytes = sources_get(reader->findings->sources, span.file)->bytes + span.start;
  uint32_t length = span.end - span.start;
  struct buffer decoded = buffer_in(reader->loader->arena);
  const struct text_pieces pieces = {&decoded, take_plain, take_parameter};
  size_t at;
  bool quoted = length >= 2 && bytes[0] == '"' && bytes[length - 1] == '"';
  if (!quoted || literal_text(bytes, length, &pieces, &at) != TEXT_FINE) return (struct text){.bytes = bytes, .length = length};
  return (struct text){.bytes = buffer_string(&decoded), .length = (uint32_t)decoded.length};
}

/* ---- Other values ---- */

/* The value is parsed as a text of its own; then tree and findings are moved to where it stands. */
static void move_span(struct span *span, struct span to) {
  span->start += to.start;
  span->end += to.start;
  span->file = to.file;
}

static void move_nodes(struct node *node, uint32_t by) {
  for (; node; node = node->next) {
    node->start += by;
    node->end += by;
    move_nodes(node->children, by);
  }
}

static void move_statement(struct statement *s, struct span to) {
  s->start += to.start;
  s->end += to.start;
  s->file = (uint16_t)to.file; /* files and values are far fewer */
  move_nodes(s->arguments, to.start);
}

static void move_findings(struct findings *findings, uint32_t first, struct span to) {
  for (uint32_t i = first; i < findings->list.count; i++) {
    struct finding *finding = findings->list.items[i];
    move_span(&finding->span, to);
    for (uint32_t k = 0; k < finding->related.count; k++) move_span(&finding->related.items[k].span, to);
    for (uint32_t k = 0; k < finding->repairs.count; k++) move_span(&finding->repairs.items[k].span, to);
  }
}

static struct statement *parse_value(struct reader *reader, const struct entry *entry, enum sense kind) {
  struct loader *loader = reader->loader;
  struct findings *findings = reader->findings;
  const struct source *source = sources_get(findings->sources, entry->span.file);
  uint32_t length = entry->span.end - entry->span.start, before = findings->added, first = findings->list.count;
  char *bytes = arena_alloc(loader->syntax.arena, length + 2u);
  if (length) memcpy(bytes, source->bytes + entry->span.start, length);
  struct sources alone = {.arena = loader->syntax.arena};
  struct syntax syntax = loader->syntax;
  syntax.sources = &alone;
  struct statement *value = syntax_parse_value(&syntax, sources_add(&alone, source->name, NULL, bytes, length));
  move_findings(findings, first, entry->span);
  if (value) {
    move_statement(value, entry->span);
  } else if (findings->added == before) {
    fault(reader, E210, entry->span, TEXT_VALUES_NO_VALUE, ARGS(arg_name(words_spelling(kind))));
  }
  return value;
}

static void give(struct reader *reader, const struct entry *entry, struct parameter_value *given) {
  const struct statement *parameter = find_parameter(reader, entry->name);
  enum sense kind = parameter_kind(reader, parameter);
  *given = (struct parameter_value){.name = names_text(reader->loader->syntax.names, entry->name),
                                    .file = entry->span.file,
                                    .text = given_text(reader, entry->span)};
  if (kind != SENSE_NONE && kind != SENSE_text && kind != SENSE_name) given->value = parse_value(reader, entry, kind);
}

uint32_t values_read(struct loader *loader, const struct remit_values *texts, size_t count,
                     struct parameter_value **given) {
  struct reader reader = {.loader = loader, .findings = loader->syntax.findings};
  uint32_t known = 0;
  for (size_t i = 0; i < count; i++) read_text(&reader, &texts[i]);
  find_parameters(&reader);
  *given = ARENA_ARRAY(loader->arena, struct parameter_value, reader.entries.count);
  for (uint32_t i = 0; i < reader.entries.count; i++) {
    const struct entry *entry = &reader.entries.items[i];
    if (find_parameter(&reader, entry->name)) {
      give(&reader, entry, &(*given)[known++]);
    } else {
      fault_undeclared(&reader, entry);
    }
  }
  return known;
}
