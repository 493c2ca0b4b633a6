/* The pages of rules: a wrong example is compiled as any agreement, and what is found of the code is shown. */
#include "check/check.h"
#include "emit/rules.h"
#include "library/agreement.h"

#define EXAMPLE_NAME "example.remit"
#define BASE_NAME "base.remit"

bool remit_rule_exists(const char *name) { return name && selection_word(name) != SELECTION_NOTHING; }

/* ---- Examples ---- */

/* The day that the first line of an example gives: # checked with --as-of 2026-05-10 */
static const char *day_of(struct arena *arena, const char *example) {
  static const char words[] = "# checked with --as-of ";
  if (strncmp(example, words, sizeof words - 1) != 0) return NULL;
  const char *day = example + sizeof words - 1;
  return arena_copy(arena, day, strcspn(day, "\n"));
}

/* What is compiled: a fragment stands at the end of the base agreement. */
static struct buffer text_of(struct arena *arena, const struct code_page *page) {
  struct buffer text = buffer_in(arena);
  if (!page->whole) buffer_bytes(&text, (const char *)check_base, check_base_length);
  buffer_text(&text, page->wrong);
  return text;
}

/* A page while it is made. */
struct page_work {
  struct code_page page;
  enum remit_page_form form;
  enum text_language language;
  struct remit_agreement *agreement; /* NULL: nothing is compiled for it */
  struct arena arena;
  struct buffer bytes;
};

/* Places in the base are its own, those behind it are the fragment's. */
static struct span placed(const struct page_work *work, struct span span) {
  uint32_t base = work->page.whole ? 0 : (uint32_t)check_base_length;
  if (span.start < base) return (struct span){span.start, span.end < base ? span.end : base, 1};
  return (struct span){span.start - base, span.end - base, 0};
}

static void place(const struct page_work *work, struct finding *finding) {
  finding->span = placed(work, finding->span);
  for (uint32_t i = 0; i < finding->related.count; i++)
    finding->related.items[i].span = placed(work, finding->related.items[i].span);
}

static struct sources *example_sources(struct page_work *work) {
  struct sources *sources = ARENA_NEW(&work->arena, struct sources);
  char *example = arena_alloc(&work->arena, strlen(work->page.wrong) + 2);
  char *base = arena_alloc(&work->arena, check_base_length + 2);
  sources->arena = &work->arena;
  memcpy(example, work->page.wrong, strlen(work->page.wrong));
  memcpy(base, check_base, check_base_length);
  sources_add(sources, EXAMPLE_NAME, NULL, example, (uint32_t)strlen(work->page.wrong));
  sources_add(sources, BASE_NAME, NULL, base, (uint32_t)check_base_length);
  return sources;
}

/* Those of the code alone. */
static const struct findings *found_of(struct page_work *work) {
  struct findings *found = ARENA_NEW(&work->arena, struct findings);
  const struct findings *all = &work->agreement->findings;
  *found = (struct findings){.arena = &work->arena, .sources = example_sources(work)};
  for (uint32_t i = 0; i < all->list.count; i++) {
    struct finding *finding = all->list.items[i];
    if (strcmp(finding->code->code, work->page.row->code) != 0) continue;
    place(work, finding);
    VECTOR_PUSH(&work->arena, &found->list, finding);
  }
  findings_sort(found);
  return found;
}

/* ---- Pages ---- */

static const enum rules_form forms[] = {
    [REMIT_PAGE_TEXT] = RULES_TEXT, [REMIT_PAGE_JSON] = RULES_JSON, [REMIT_PAGE_MARKDOWN] = RULES_MARKDOWN};

static void write_page(void *context) {
  struct page_work *work = context;
  const struct findings *found = work->agreement ? found_of(work) : NULL;
  work->bytes = buffer_in(&work->arena);
  emit_page(&work->bytes, work->language, &work->page, found, forms[work->form]);
}

static void write_rules(void *context) {
  struct page_work *work = context;
  work->bytes = buffer_in(&work->arena);
  emit_rules(&work->bytes, work->language, forms[work->form]);
}

/* Does `write` in the work's arena, and appends what it wrote. */
static enum remit_status take(struct page_work *work, void (*write)(void *context), struct remit_buffer *out) {
  struct arena *const arenas[] = {&work->arena, work->agreement ? &work->agreement->arena : NULL, NULL};
  bool done = guarded(arenas, write, work) && append(out, work->bytes.data, work->bytes.length);
  return done ? REMIT_OK : REMIT_NO_MEMORY;
}

struct example {
  struct page_work *work;
  const char *as_of;
  struct buffer text;
};

static void prepare(void *context) {
  struct example *example = context;
  example->as_of = day_of(&example->work->arena, example->work->page.wrong);
  example->text = text_of(&example->work->arena, &example->work->page);
}

/* Reads and checks the wrong example. */
static enum remit_status compile(struct page_work *work) {
  struct example example = {.work = work};
  struct arena *const arenas[] = {&work->arena, NULL};
  if (work->page.apart) return REMIT_OK;
  if (!guarded(arenas, prepare, &example)) return REMIT_NO_MEMORY;
  const struct remit_options options = {.allocator = work->arena.allocator, .as_of = example.as_of};
  enum remit_status status =
      remit_read_text(&options, EXAMPLE_NAME, example.text.data, example.text.length, &work->agreement);
  return status == REMIT_OK ? remit_check(work->agreement) : status;
}

static bool same_code(const char *a, const char *b) {
  for (; *a && *b; a++, b++)
    if (*a != *b && !(*a >= 'a' && *a <= 'z' && *a - 'a' + 'A' == *b)) return false;
  return *a == *b;
}

static bool find_page(const char *code, struct code_page *page) {
  for (uint32_t i = 0; check_page(i, page); i++)
    if (same_code(code, page->row->code)) return true;
  return false;
}

static void begin(struct page_work *work, const struct remit_buffer *out) {
  arena_init(&work->arena, out->allocator ? out->allocator : &arena_standard_allocator, NULL);
}

static enum text_language language_of(const char *code) { return code ? text_language_of(code) : LANGUAGE_EN; }

static bool is_writable(const struct page_work *work, const struct remit_buffer *out) {
  return out && work->form <= REMIT_PAGE_MARKDOWN && work->language < LANGUAGE_COUNT;
}

enum remit_status remit_write_explanation(const char *code, enum remit_page_form form, const char *language,
                                          struct remit_buffer *out) {
  struct page_work work = {.form = form, .language = language_of(language)};
  if (!is_writable(&work, out) || !code || !find_page(code, &work.page)) return REMIT_WRONG_USE;
  begin(&work, out);
  enum remit_status status = compile(&work);
  if (status == REMIT_OK) status = take(&work, write_page, out);
  remit_free(work.agreement);
  arena_free(&work.arena);
  return status;
}

enum remit_status remit_write_rules(enum remit_page_form form, const char *language, struct remit_buffer *out) {
  struct page_work work = {.form = form, .language = language_of(language)};
  if (!is_writable(&work, out)) return REMIT_WRONG_USE;
  begin(&work, out);
  enum remit_status status = take(&work, write_rules, out);
  arena_free(&work.arena);
  return status;
}

enum remit_status remit_write_base(struct remit_buffer *out) {
  if (!out) return REMIT_WRONG_USE;
  return append(out, (const char *)check_base, check_base_length) ? REMIT_OK : REMIT_NO_MEMORY;
}
