/* A text through the front end: its tree, its model, and what is found in it. */
#ifndef UNIT_FRONT_FIXTURE_H
#define UNIT_FRONT_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "model/build.h"
#include "syntax/syntax.h"

static struct {
  jmp_buf guard;
  struct arena arena;
  struct sources sources;
  struct findings findings;
  struct syntax syntax;
  struct ast_file *tree;
  const char *text;
} front;

static inline int front_set_up(void **state) {
  (void)state;
  if (setjmp(front.guard)) return -1;
  arena_init(&front.arena, &arena_standard_allocator, &front.guard);
  return 0;
}

static inline int front_tear_down(void **state) {
  (void)state;
  arena_free(&front.arena);
  return 0;
}

/* A source needs two NUL bytes after it. */
static inline uint32_t front_source(const char *text) {
  size_t length = strlen(text);
  char *copy = arena_alloc(&front.arena, length + 2);
  memcpy(copy, text, length);
  return sources_add(&front.sources, "test.remit", NULL, copy, (uint32_t)length);
}

/* Anew for each text of a test. */
static inline struct ast_file *front_parse(const char *text) {
  front.text = text;
  front.sources = (struct sources){.arena = &front.arena};
  front.findings = (struct findings){.arena = &front.arena, .sources = &front.sources, .limit = 100};
  struct names *names = names_new(&front.arena);
  front.syntax = (struct syntax){.arena = &front.arena, .names = names, .words = words_new(&front.arena),
                                 .sources = &front.sources, .findings = &front.findings};
  front.tree = syntax_parse(&front.syntax, front_source(text));
  return front.tree;
}

static inline struct model *front_build(const char *text) {
  struct model_input input = {.root = front_parse(text)};
  input.arena = &front.arena;
  input.names = front.syntax.names;
  input.words = front.syntax.words;
  input.sources = &front.sources;
  input.findings = &front.findings;
  return model_build(&input);
}

/* "E005 2:14, E101 3:1": code and place of each finding, in the text's order. */
static inline const char *front_found(void) {
  struct buffer out = buffer_in(&front.arena);
  findings_sort(&front.findings);
  for (uint32_t i = 0; i < front.findings.list.count; i++) {
    const struct finding *f = front.findings.list.items[i];
    struct position at = source_position(&front.sources, f->span.file, f->span.start);
    if (out.length) buffer_text(&out, ", ");
    buffer_text(&out, f->code->code);
    buffer_char(&out, ' ');
    buffer_integer(&out, at.line);
    buffer_char(&out, ':');
    buffer_integer(&out, at.column);
  }
  return buffer_string(&out);
}

/* What the first finding's help line says, "" where it has none. */
static inline const char *front_help(void) {
  struct buffer out = buffer_in(&front.arena);
  findings_sort(&front.findings);
  if (front.findings.list.count && front.findings.list.items[0]->help.key)
    text_write(&out, LANGUAGE_EN, front.findings.list.items[0]->help.key, front.findings.list.items[0]->help.arguments);
  return buffer_string(&out);
}

#endif
