#include "emit/portfolio.h"

#include "library/agreement.h"
#include "library/trouble.h"

struct remit_portfolio {
  struct remit_allocator allocator;
  struct arena arena;
  struct portfolio portfolio;
  bool broken;
};

enum remit_status remit_portfolio_new(const struct remit_allocator *allocator, struct remit_portfolio **portfolio) {
  if (!portfolio) return REMIT_WRONG_USE;
  if (!allocator) allocator = &arena_standard_allocator;
  *portfolio = allocator->allocate(allocator->context, sizeof **portfolio);
  if (!*portfolio) return REMIT_NO_MEMORY;
  **portfolio = (struct remit_portfolio){.allocator = *allocator};
  arena_init(&(*portfolio)->arena, &(*portfolio)->allocator, NULL);
  return REMIT_OK;
}

void remit_portfolio_free(struct remit_portfolio *portfolio) {
  if (!portfolio) return;
  struct remit_allocator allocator = portfolio->allocator;
  arena_free(&portfolio->arena);
  allocator.release(allocator.context, portfolio);
}

/* ---- Rows ---- */

struct adding_row {
  struct remit_portfolio *to;
  const struct remit_entry *entry;
  const struct remit_agreement *agreement;
  const char *passed_over;
};

static const char *copied(struct arena *arena, const char *text) { return text ? arena_copy(arena, text, strlen(text)) : NULL; }

static enum portfolio_reason reason_of(const struct remit_entry *entry) {
  bool figures = entry->result == REMIT_ENTRY_FIGURES_UNREAD;
  if (entry->result == REMIT_ENTRY_ERRORS) return REASON_ERRORS;
  if (!figures && entry->result != REMIT_ENTRY_UNREAD) return REASON_NONE;
  switch (entry->status) {
    case REMIT_OK: return figures ? REASON_FIGURES_FAULTY : REASON_UNREAD;
    case REMIT_NO_MEMORY: return REASON_NO_MEMORY;
    case REMIT_NO_LIBRARY: return REASON_NO_LIBRARY;
    case REMIT_OUTSIDE_ROOT: return figures ? REASON_FIGURES_OUTSIDE : REASON_OUTSIDE;
    case REMIT_NOT_A_FILE: return figures ? REASON_FIGURES_NO_FILE : REASON_NO_FILE;
    default: return figures ? REASON_FIGURES_UNREAD : REASON_UNREAD;
  }
}

static enum portfolio_state state_of(const struct remit_entry *entry) {
  if (entry->result == REMIT_ENTRY_SCORED) return PORTFOLIO_SCORED;
  return entry->result == REMIT_ENTRY_UNFILLED ? PORTFOLIO_UNFILLED : PORTFOLIO_UNSCORED;
}

static void add_row(void *context) {
  struct adding_row *adding = context;
  struct arena *arena = &adding->to->arena;
  const struct remit_entry *entry = adding->entry;
  const struct remit_agreement *agreement = adding->agreement;
  struct portfolio_row row = {.path = copied(arena, entry->path),
                              .scorecard = copied(arena, entry->scorecard),
                              .figures = copied(arena, entry->figures),
                              .state = state_of(entry),
                              .reason = reason_of(entry),
                              .trouble = trouble_key(entry->error),
                              .as_of = DAY_NONE,
                              .previous = DAY_NONE,
                              .not_before = DAY_NONE};
  if (agreement && agreement->model) portfolio_describe(arena, &row, agreement->model);
  if (row.state == PORTFOLIO_SCORED) portfolio_fill(arena, &row, agreement->score, agreement->previous);
  if (row.state == PORTFOLIO_SCORED && !agreement->previous) row.not_before = agreement->before;
  if (agreement && row.state != PORTFOLIO_UNFILLED) {
    const struct remit_counts counts = remit_count(agreement);
    row.errors = counts.errors;
    row.warnings = counts.warnings;
    row.infos = counts.infos;
    row.accepted = counts.accepted;
  }
  VECTOR_PUSH(arena, &adding->to->portfolio.rows, row);
}

/* They stay in order, whoever names them first. */
static void pass_over(void *context) {
  struct adding_row *adding = context;
  struct arena *arena = &adding->to->arena;
  VECTOR_PUSH(arena, &adding->to->portfolio.passed_over, copied(arena, adding->passed_over));
  const char **items = adding->to->portfolio.passed_over.items;
  for (uint32_t i = adding->to->portfolio.passed_over.count - 1; i > 0 && strcmp(items[i - 1], items[i]) > 0; i--) {
    const char *later = items[i - 1];
    items[i - 1] = items[i];
    items[i] = later;
  }
}

static enum remit_status add(struct adding_row *adding, void (*work)(void *context)) {
  struct arena *const arenas[] = {&adding->to->arena, NULL};
  if (adding->to->broken) return REMIT_WRONG_USE;
  if (guarded(arenas, work, adding)) return REMIT_OK;
  adding->to->broken = true;
  return REMIT_NO_MEMORY;
}

enum remit_status remit_portfolio_add(struct remit_portfolio *portfolio, const struct remit_entry *entry,
                                      const struct remit_agreement *agreement) {
  struct adding_row adding = {.to = portfolio, .entry = entry, .agreement = agreement};
  if (!portfolio || !entry || !entry->path) return REMIT_WRONG_USE;
  if (entry->result == REMIT_ENTRY_SCORED && (!agreement || !agreement->score)) return REMIT_WRONG_USE;
  return add(&adding, add_row);
}

enum remit_status remit_portfolio_pass_over(struct remit_portfolio *portfolio, const char *path) {
  struct adding_row adding = {.to = portfolio, .passed_over = path};
  return portfolio && path ? add(&adding, pass_over) : REMIT_WRONG_USE;
}

/* ---- Written ---- */

struct rendering {
  const struct portfolio *portfolio;
  enum remit_portfolio_form form;
  enum text_language language;
  struct arena arena, scratch;
  struct buffer bytes;
};

static void render(void *context) {
  struct rendering *r = context;
  r->bytes = buffer_in(&r->arena);
  switch (r->form) {
    case REMIT_PORTFOLIO_HTML: emit_portfolio_html(&r->bytes, &r->scratch, r->portfolio, r->language); break;
    case REMIT_PORTFOLIO_TEXT: emit_portfolio_text(&r->bytes, r->portfolio, r->language); break;
    case REMIT_PORTFOLIO_JSON: emit_portfolio_json(&r->bytes, r->portfolio); break;
    case REMIT_PORTFOLIO_NDJSON: emit_portfolio_ndjson(&r->bytes, r->portfolio); break;
  }
}

enum remit_status remit_write_portfolio(const struct remit_portfolio *portfolio, enum remit_portfolio_form form,
                                        const char *language, struct remit_buffer *out) {
  if (!portfolio || !out || portfolio->broken || form > REMIT_PORTFOLIO_NDJSON) return REMIT_WRONG_USE;
  struct rendering rendering = {.portfolio = &portfolio->portfolio, .form = form};
  rendering.language = language ? text_language_of(language) : LANGUAGE_EN;
  if (rendering.language >= LANGUAGE_COUNT) return REMIT_WRONG_USE;
  struct arena *const arenas[] = {&rendering.arena, &rendering.scratch, NULL};
  const struct remit_allocator *allocator = out->allocator ? out->allocator : &arena_standard_allocator;
  arena_init(&rendering.arena, allocator, NULL);
  arena_init(&rendering.scratch, allocator, NULL);
  bool done = guarded(arenas, render, &rendering) && take_over(out, &rendering.arena, &rendering.bytes);
  arena_free(&rendering.scratch);
  arena_free(&rendering.arena);
  return done ? REMIT_OK : REMIT_NO_MEMORY;
}
