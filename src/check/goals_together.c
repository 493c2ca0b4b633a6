/* G: objectives held against one another. */
#include <stdlib.h>

#include "check/objectives.h"
#include "check/suggestion.h"

/* G008 */

static const char *more_objectives_written(uint32_t count, struct arena *arena) {
  struct buffer out = buffer_in(arena);
  buffer_text(&out, "set objectives ");
  decimal_write(&out, decimal_from_integer(count));
  return buffer_string(&out);
}

static void too_many_objectives(const struct model *model, struct report *report) {
  struct decimal limit = setting_of(report->settings, SETTING_OBJECTIVES);
  uint32_t count = model->objectives.count, most = 0;
  while (most < count && decimal_compare(decimal_from_integer((int64_t)most + 1), limit) <= 0) most++;
  if (most == count) return;
  const struct entity *first = &model->objectives.items[most]->entity;
  struct finding *finding = report_finding(report, first, first->head, TEXT_G008,
                                           ARGS(arg_integer(count), arg_integer(count - most), arg_integer(most)));
  report_label(report, finding, TEXT_G008_LABEL, NO_ARGS);
  report_help(report, finding, TEXT_G008_HELP,
              ARGS(arg_integer(most), arg_name(more_objectives_written(count, report->arena))));
}

const struct rule rule_G008 = {
    .row = {"G008", "too-many-objectives", LEVEL_INFO, "more objectives at once than `objectives` (5)"},
    .why = "Who pursues everything gets a little of each. Five objectives can be kept in mind, talked about in one review and paid "
           "from one budget. All objectives of an agreement count, since each is pursued from the term's first day unless it "
           "is reached before.",
    .wrong = "policy { set objectives 2 }\n"
             "objective readers \"Readers of the blog\" { aim \"900 readers a month\" }\n"
             "objective guests \"Guests of the tea house\" { aim \"40 guests a week\" }\n",
    .right = "policy { set objectives 3 }\n"
             "objective readers \"Readers of the blog\" { aim \"900 readers a month\" }\n"
             "objective guests \"Guests of the tea house\" { aim \"40 guests a week\" }\n",
    .run = too_many_objectives,
};

/* G014 */

static int compare_priority(const void *left, const void *right) {
  const struct objective *a = *(struct objective *const *)left, *b = *(struct objective *const *)right;
  int order = decimal_compare(a->priority.value, b->priority.value);
  if (order != 0) return order;
  return (a->entity.order > b->entity.order) - (a->entity.order < b->entity.order);
}

static void report_same_priority(struct report *report, const struct objective *first, const struct objective *other,
                                 struct decimal greatest) {
  struct buffer free_one = buffer_in(report->arena);
  decimal_write(&free_one, decimal_add(greatest, decimal_from_integer(1)));
  const char *example = suggestion(report->arena, "priority ", buffer_string(&free_one), "");
  struct argument name = arg_name(first->entity.spelling);
  struct finding *finding =
      report_finding(report, &other->entity, other->priority.span, TEXT_G014,
                     ARGS(name, arg_name(other->entity.spelling), arg_number(other->priority.value)));
  report_related(report, finding, first->priority.span, TEXT_G014_FIRST, ARGS(name));
  report_help(report, finding, TEXT_G014_HELP, ARGS(arg_name(example)));
}

static void same_priority(const struct model *model, struct report *report) {
  uint32_t count = 0, first = 0;
  struct objective **sorted = ARENA_ARRAY(report->arena, struct objective *, model->objectives.count);
  for (uint32_t i = 0; i < model->objectives.count; i++)
    if (model->objectives.items[i]->priority.known) sorted[count++] = model->objectives.items[i];
  if (count > 0) qsort(sorted, count, sizeof *sorted, compare_priority);
  for (uint32_t i = 1; i < count; i++) {
    if (decimal_compare(sorted[first]->priority.value, sorted[i]->priority.value) == 0)
      report_same_priority(report, sorted[first], sorted[i], sorted[count - 1]->priority.value);
    else
      first = i;
  }
}

const struct rule rule_G014 = {
    .row = {"G014", "same-priority", LEVEL_INFO, "two objectives with the same priority"},
    .why = "A priority is asked for when time or money is short, and then only one of two can go first. Better decided now than in "
           "the week before a launch.",
    .wrong = "objective readers \"Readers of the blog\" { aim \"900 readers a month\"; priority 1 }\n",
    .right = "objective readers \"Readers of the blog\" { aim \"900 readers a month\"; priority 2 }\n",
    .run = same_priority,
};
