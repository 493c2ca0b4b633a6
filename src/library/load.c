#include "library/load.h"

#include <assert.h>
#include <nettle/sha2.h>

#include "ast/literals.h"
#include "library/limits.h"
#include "library/trouble.h"

static_assert(LOAD_DIGEST == SHA256_DIGEST_SIZE, "a digest has its room");

static uint32_t lower(uint32_t given, uint32_t own) { return given && given < own ? given : own; }

struct remit_limits load_limits(const struct remit_limits *given) {
  uint32_t total_mib = lower(given->total_mib, LIMIT_TOTAL_MIB);
  return (struct remit_limits){.file_mib = lower(lower(given->file_mib, LIMIT_FILE_MIB), total_mib),
                               .total_mib = total_mib,
                               .files = lower(given->files, LIMIT_FILES),
                               .include_depth = lower(given->include_depth, LIMIT_INCLUDE_DEPTH),
                               .findings = lower(given->findings, LIMIT_FINDINGS)};
}

/* ---- Files that are known ---- */

/* A table with open addressing by the names and paths of files, which never has more than two for each file. */
enum { KEY_SLOTS = 8192 };
static_assert(KEY_SLOTS >= 2 * 2 * (LIMIT_FILES + 1), "half of the table at most is in use");

struct load_key {
  const char *text;
  struct loaded *file;
};

/* FNV-1a. */
static uint32_t key_hash(const char *text) {
  uint32_t hash = 2166136261u;
  for (; *text; text++) hash = (hash ^ (unsigned char)*text) * 16777619u;
  return hash ^ hash >> 15;
}

/* The slot that holds the text, or the free one that it would get. */
static struct load_key *key_slot(const struct loader *loader, const char *text) {
  uint32_t slot = key_hash(text) % KEY_SLOTS;
  while (loader->keys[slot].text && strcmp(loader->keys[slot].text, text) != 0) slot = (slot + 1) % KEY_SLOTS;
  return &loader->keys[slot];
}

static void remember(struct loader *loader, const char *text, struct loaded *file) {
  if (!text) return;
  struct load_key *slot = key_slot(loader, text);
  if (!slot->text) *slot = (struct load_key){text, file};
}

/* Made when the first `include` asks for it: most agreements are one file. */
static void make_keys(struct loader *loader) {
  struct loaded *root = loader->files.items[0];
  loader->keys = ARENA_ARRAY(loader->syntax.arena, struct load_key, KEY_SLOTS);
  remember(loader, root->name, root);
  remember(loader, root->path, root);
}

/* ---- Reading ---- */

static struct loaded *new_file(struct loader *loader, const char *name, const char *path, struct loaded *includer) {
  struct loaded *file = ARENA_NEW(loader->arena, struct loaded);
  file->name = name;
  file->path = path;
  file->includer = includer;
  file->depth = includer ? includer->depth + 1 : 0;
  return file;
}

/* A byte-order mark at the start belongs to the file, not to its text. */
static void take_text(struct loader *loader, struct loaded *file, const char *bytes, size_t length) {
  file->bytes = bytes;
  file->length = length;
  loader->total += length;
  size_t mark = length >= 3 && !memcmp(bytes, "\xEF\xBB\xBF", 3) ? 3 : 0;
  file->source = sources_add(loader->syntax.sources, file->name, file->path, bytes + mark, (uint32_t)(length - mark));
  VECTOR_PUSH(loader->arena, &loader->files, file);
  file->tree = syntax_parse(&loader->syntax, file->source);
  if (file->tree->refused) loader->incomplete = true;
}

struct loaded *load_text(struct loader *loader, const char *name, const char *path, const char *bytes,
                         size_t length) {
  struct loaded *file = new_file(loader, name, path, NULL);
  take_text(loader, file, bytes, length);
  return file;
}

struct loaded *load_too_large(struct loader *loader, const char *name, const char *path) {
  struct loaded *file = load_text(loader, name, path, arena_alloc(loader->arena, 2), 0);
  struct finding *finding =
      finding_error(loader->syntax.findings, E009, span_at(file->source, 0, 0), TEXT_FILE_TOO_LARGE,
                    ARGS(arg_string(name), arg_integer(loader->limits.file_mib)));
  finding_help(loader->syntax.findings, finding, TEXT_FILE_TOO_LARGE_HELP, NO_ARGS);
  file->tree->refused = loader->incomplete = true;
  return file;
}

static size_t in_bytes(uint32_t mib) { return (size_t)mib * BYTES_PER_MIB; }

/* How large the next file may be; the total never exceeds its limit. */
static size_t room_left(const struct loader *loader) {
  size_t file = in_bytes(loader->limits.file_mib), left = in_bytes(loader->limits.total_mib) - loader->total;
  return left < file ? left : file;
}

/* ---- Findings at an `include` ---- */

/* One include that is being followed. */
struct including {
  struct loader *loader;
  struct loaded *from;
  struct statement *statement;
  struct span span; /* of the file's name in the statement */
};

static struct finding *fault(const struct including *at, enum e_code code, enum text_key key,
                             const struct argument *arguments) {
  at->loader->incomplete = true;
  return finding_error(at->loader->syntax.findings, code, at->span, key, arguments);
}

static void help(const struct including *at, struct finding *finding, enum text_key key,
                 const struct argument *arguments) {
  finding_help(at->loader->syntax.findings, finding, key, arguments);
}

static void fault_too_large(const struct including *at, const char *name) {
  const struct remit_limits *limits = &at->loader->limits;
  bool alone = room_left(at->loader) == in_bytes(limits->file_mib); /* else the other files fill the room */
  struct finding *finding =
      alone ? fault(at, E009, TEXT_FILE_TOO_LARGE, ARGS(arg_string(name), arg_integer(limits->file_mib)))
            : fault(at, E009, TEXT_LOAD_TOTAL, ARGS(arg_string(name), arg_integer(limits->total_mib)));
  if (alone) help(at, finding, TEXT_FILE_TOO_LARGE_HELP, NO_ARGS);
}

/* Said at each `include` of a file that could not be read. */
static void fault_unread(const struct including *at, const struct loaded *file) {
  switch (file->result.status) {
    case FILE_OK: break;
    case FILE_FAILED:
      fault(at, E011, TEXT_INCLUDE_FAILED,
            ARGS(arg_string(file->name), arg_text(trouble_key(file->result.error))));
      break;
    case FILE_NOT_REGULAR: fault(at, E011, TEXT_INCLUDE_NOT_REGULAR, ARGS(arg_string(file->name))); break;
    case FILE_TOO_LARGE: fault_too_large(at, file->name); break;
    case FILE_OUTSIDE_ROOT:
      help(at, fault(at, E011, TEXT_INCLUDE_OUTSIDE, ARGS(arg_string(file->name))), TEXT_INCLUDE_OUTSIDE_HELP,
           ARGS(arg_string(at->loader->root)));
      break;
  }
}

/* The files from the one that is included again down to the one that includes it, and that one again. */
static void fault_cycle(const struct including *at, const struct loaded *again) {
  uint32_t count = at->from->depth - again->depth + 2;
  const char **names = ARENA_ARRAY(at->loader->arena, const char *, count);
  names[count - 1] = again->name;
  const struct loaded *file = at->from;
  for (uint32_t i = count - 1; i-- > 0; file = file->includer) names[i] = file->name;
  struct finding *finding =
      finding_error(at->loader->syntax.findings, E012, at->span, TEXT_INCLUDE_CYCLE, ARGS(arg_chain(names, count)));
  help(at, finding, TEXT_INCLUDE_CYCLE_HELP, NO_ARGS);
}

static bool may_read_another(const struct including *at) {
  struct loader *loader = at->loader;
  if (loader->refused) return false;
  if (at->from->depth >= loader->limits.include_depth) {
    fault(at, E009, TEXT_INCLUDES_TOO_DEEP, ARGS(arg_integer(loader->limits.include_depth)));
    return false;
  }
  if (++loader->tried <= loader->limits.files) return true;
  loader->refused = true;
  fault(at, E009, TEXT_TOO_MANY_FILES, ARGS(arg_integer(loader->limits.files)));
  return false;
}

/* ---- Including ---- */

static void read_included(const struct including *at, struct loaded *file) {
  struct loader *loader = at->loader;
  char *bytes;
  size_t length;
  file->result = file_read(loader->arena, file->name, loader->root, room_left(loader), &bytes, &length);
  if (file->result.status != FILE_OK) {
    fault_unread(at, file);
    return;
  }
  take_text(loader, file, bytes, length);
  at->statement->included = file->tree;
  load_includes(loader, file);
}

/* A file that was named before, by this name or another. */
static void include_again(const struct including *at, const struct loaded *file) {
  if (file->result.status != FILE_OK) {
    fault_unread(at, file);
  } else if (file->open) {
    fault_cycle(at, file);
  }
}

static void include_file(const struct including *at, const char *name) {
  struct loader *loader = at->loader;
  if (!loader->keys) make_keys(loader);
  struct loaded *known = key_slot(loader, name)->file;
  if (known) {
    include_again(at, known);
    return;
  }
  if (!may_read_another(at)) {
    loader->incomplete = true;
    return;
  }
  char *path = file_real_path(loader->arena, name);
  known = path ? key_slot(loader, path)->file : NULL;
  struct loaded *file = known ? known : new_file(loader, name, path, at->from);
  remember(loader, name, file);
  remember(loader, path, file);
  if (known) {
    include_again(at, known);
  } else {
    read_included(at, file);
  }
}

/* ---- The file's name ---- */

struct decoding {
  struct buffer name;
  bool has_parameter;
};

static void take_plain(void *context, const char *bytes, size_t length) {
  struct decoding *decoding = context;
  buffer_bytes(&decoding->name, bytes, length);
}

static void take_parameter(void *context, const char *name, size_t length) {
  struct decoding *decoding = context;
  (void)name;
  (void)length;
  decoding->has_parameter = true;
}

/* The name as it is written, without its quotes; NULL where it is none, and a finding says so. */
static const char *included_name(const struct including *at) {
  const struct source *source = sources_get(at->loader->syntax.sources, at->from->source);
  struct decoding decoding = {.name = buffer_in(at->loader->arena)};
  const struct text_pieces pieces = {&decoding, take_plain, take_parameter};
  size_t fault_at;
  literal_text(source->bytes + at->span.start, at->span.end - at->span.start, &pieces, &fault_at);
  if (decoding.has_parameter) {
    help(at, fault(at, E011, TEXT_LOAD_PARAMETER, NO_ARGS), TEXT_LOAD_PARAMETER_HELP, NO_ARGS);
    return NULL;
  }
  if (!decoding.name.length) {
    fault(at, E011, TEXT_INCLUDE_EMPTY, NO_ARGS);
    return NULL;
  }
  return buffer_string(&decoding.name);
}

static void include(struct loader *loader, struct loaded *from, struct statement *statement) {
  const struct node *text = statement->spoiled ? NULL : ast_argument(statement, ROLE_VALUE);
  if (!text) {
    loader->incomplete = true; /* a syntax error, which was reported */
    return;
  }
  struct including at = {loader, from, statement, ast_span(statement, text)};
  const char *name = included_name(&at);
  if (!name) return;
  if (!loader->root) {
    fault(&at, E011, TEXT_LOAD_NO_ROOT, ARGS(arg_string(name)));
    return;
  }
  include_file(&at, file_beside(loader->arena, from->name, name));
}

void load_includes(struct loader *loader, struct loaded *from) {
  from->open = true;
  for (struct statement *s = from->tree->statements; s && from->tree->holds[STATEMENT_include]; s = s->next)
    if (s->kind == STATEMENT_include) include(loader, from, s);
  from->open = false;
}

/* ---- The fingerprint ---- */

static void hexadecimal(const unsigned char *digest, char *text) {
  static const char digits[] = "0123456789abcdef";
  for (int i = 0; i < LOAD_DIGEST; i++) {
    text[2 * i] = digits[digest[i] >> 4];
    text[2 * i + 1] = digits[digest[i] & 15];
  }
  text[LOAD_FINGERPRINT] = 0;
}

static void digest_of(const struct loaded *file, unsigned char *digest) {
  struct sha256_ctx context;
  sha256_init(&context);
  sha256_update(&context, file->length, (const uint8_t *)file->bytes);
  sha256_digest(&context, LOAD_DIGEST, digest);
}

void load_fingerprint(const struct loader *loader, char fingerprint[LOAD_FINGERPRINT + 1]) {
  unsigned char digest[LOAD_DIGEST];
  struct sha256_ctx all;
  sha256_init(&all);
  for (uint32_t i = 0; i < loader->files.count; i++) {
    digest_of(loader->files.items[i], digest);
    sha256_update(&all, LOAD_DIGEST, digest);
  }
  if (loader->files.count != 1) sha256_digest(&all, LOAD_DIGEST, digest);
  hexadecimal(digest, fingerprint);
}
