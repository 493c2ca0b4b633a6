#include "emit/scorecard.h"

#include "report/scorecard.h"

/* All that lives while a scorecard is written, so that it can be given back from wherever memory runs out. */
struct writing {
  struct buffer *const *outs;
  const struct model *model;
  const struct scorecard_style *style;
  struct arena scratch, arena;
  struct document_writer writers[DOCUMENT_FORMAT_COUNT];
};

static void write_all(struct writing *writing) {
  struct document document = {.scratch = &writing->scratch, .language = writing->style->language};
  struct scorecard_options options = {.inconsistent = writing->style->inconsistent};
  for (int format = 0; format < DOCUMENT_FORMAT_COUNT; format++)
    if (writing->outs[format])
      document_writer_begin(&writing->writers[format], (enum document_format)format, writing->outs[format], &document,
                            writing->style->byte_order_mark);
  scorecard_write(&document, &writing->arena, writing->model, &options);
  for (int format = 0; format < DOCUMENT_FORMAT_COUNT; format++)
    if (writing->outs[format]) document_writer_end(&writing->writers[format]);
}

static void set_guards(const struct writing *writing, jmp_buf *guard) {
  for (int format = 0; format < DOCUMENT_FORMAT_COUNT; format++)
    if (writing->outs[format]) writing->outs[format]->arena->guard = guard;
}

/* False where memory ran out. */
static bool write_guarded(struct writing *writing) {
  jmp_buf here;
  writing->scratch.guard = writing->arena.guard = &here;
  set_guards(writing, &here);
  if (setjmp(here)) return false;
  write_all(writing);
  return true;
}

void emit_scorecard(struct buffer *const outs[DOCUMENT_FORMAT_COUNT], const struct model *model,
                    const struct scorecard_style *style) {
  struct arena *first = NULL;
  for (int format = DOCUMENT_FORMAT_COUNT; format-- > 0;)
    if (outs[format]) first = outs[format]->arena;
  if (!first) return;
  jmp_buf *outer = first->guard;
  struct writing writing = {.outs = outs, .model = model, .style = style};
  arena_init(&writing.scratch, first->allocator, NULL);
  arena_init(&writing.arena, first->allocator, NULL);
  bool done = write_guarded(&writing);
  arena_free(&writing.scratch);
  arena_free(&writing.arena);
  set_guards(&writing, outer);
  if (!done) arena_fail(first);
}
