/* contents, channels with their mixes, brand */
#include "model/builder.h"

/* The index of the word among choices, from 1; 0 where it is none of them (reported). */
static int choice(struct reading *r, const enum sense *choices) {
  enum sense sense = read_choice(r->b, r->statement, argument(r, ROLE_VALUE), choices);
  for (int i = 0; choices[i] != SENSE_NONE; i++)
    if (choices[i] == sense) return i + 1;
  mark_unknown(r);
  return 0;
}

static void read_purpose(struct reading *r) {
  static const enum sense choices[] = {SENSE_promote, SENSE_engage, SENSE_inform, SENSE_serve, SENSE_trend, SENSE_NONE};
  ((struct content *)r->entity)->purpose = (enum purpose)choice(r, choices);
}

static void read_revisions(struct reading *r) {
  struct revisions *v = r->field;
  const struct node *then = argument(r, ROLE_THEN);
  struct figure count = read_integer(r->b, r->statement, argument(r, ROLE_VALUE), 0, 1000);
  *v = (struct revisions){.stated = true, .known = count.known, .span = count.span};
  if (count.known) decimal_to_integer(count.value, &v->count);
  if (then) {
    struct money *each = ARENA_NEW(r->b->arena, struct money);
    *each = read_money(r->b, r->statement, then);
    v->then = each;
  }
  if (!v->known) mark_unknown(r);
}

static void read_media(struct reading *r) {
  static const enum sense choices[] = {SENSE_owned, SENSE_paid, SENSE_earned, SENSE_NONE};
  ((struct channel *)r->entity)->media = (enum media)choice(r, choices);
}

static void read_crosspost(struct reading *r) {
  static const enum sense choices[] = {SENSE_allowed, SENSE_adapted, SENSE_forbidden, SENSE_NONE};
  struct channel *channel = (struct channel *)r->entity;
  channel->crosspost = (enum crosspost)choice(r, choices);
  channel->crosspost_span = span_join(ast_head_span(r->statement), ast_span(r->statement, argument(r, ROLE_VALUE)));
}

static void bad_cadence(struct reading *r, struct value unit) {
  struct finding *f = fault_at(r->b, E007, unit.span, TEXT_BAD_CADENCE, ARGS(arg_name(spell(r->b, unit))));
  finding_help(r->b->findings, f, TEXT_BAD_CADENCE_HELP, NO_ARGS);
}

static struct cadence cadence(struct reading *r) {
  const struct node *range = argument(r, ROLE_VALUE), *per = argument(r, ROLE_PER);
  struct cadence c = {.stated = true, .span = ast_span(r->statement, range)};
  struct value unit = {per, r->statement->file, ast_span(r->statement, per), NULL};
  c.per = read_time_unit(r->b, unit);
  bool counted = (c.per >= TIME_DAY && c.per <= TIME_YEAR) || c.per == TIME_WORKDAY;
  if (!counted) bad_cadence(r, unit);
  struct figure first = read_integer(r->b, r->statement, range->children, 0, 1000000);
  struct figure second = first;
  if (range->flag == BOUND_RANGE) second = read_integer(r->b, r->statement, range->children->next, 0, 1000000);
  if (!first.known || !second.known || !counted) return c;
  decimal_to_integer(first.value, &c.least);
  decimal_to_integer(second.value, &c.most);
  c.has_least = range->flag != BOUND_MOST;
  c.has_most = range->flag != BOUND_LEAST;
  if (range->flag == BOUND_RANGE && c.least > c.most) {
    struct finding *f = fault_at(r->b, E204, c.span, TEXT_EMPTY_COUNT, ARGS(arg_integer(c.least), arg_integer(c.most)));
    finding_help(r->b->findings, f, TEXT_EMPTY_HELP, NO_ARGS);
    return c;
  }
  c.known = true;
  return c;
}

static void read_posts(struct reading *r) {
  struct channel *c = (struct channel *)r->entity;
  c->posts = cadence(r);
  if (!c->posts.known) mark_unknown(r);
}

static void read_campaign_posts(struct reading *r) {
  struct phase *p = (struct phase *)r->entity;
  struct campaign_posts posts = {.channel = name_ref(r->b, value_of(r->b, r->statement, argument(r, ROLE_NAME)), &wanted_channel)};
  posts.posts = cadence(r);
  VECTOR_PUSH(r->b->arena, &p->posts, posts);
}

/* The lines of a mix or split. */

static bool read_item(struct builder *b, const struct statement *s, const struct wanted *wanted, struct share_item *item) {
  const struct node *name = ast_argument(s, ROLE_NAME), *from = ast_argument(s, ROLE_FROM), *to = ast_argument(s, ROLE_TO);
  item->of = name_ref(b, value_of(b, s, name), wanted);
  struct figure least = read_share(b, s, from, true), most = to ? read_share(b, s, to, true) : least;
  item->span = ast_span(s, name);
  item->least = least.value;
  item->most = most.value;
  item->range = to != NULL;
  item->known = item->of.to && least.known && most.known;
  if (least.known && most.known && decimal_compare(least.value, most.value) > 0) {
    struct finding *f = fault_at(b, E204, span_join(least.span, most.span), TEXT_EMPTY_SHARES,
                                 ARGS(arg_share(least.value), arg_share(most.value)));
    finding_help(b->findings, f, TEXT_EMPTY_HELP, NO_ARGS);
    item->known = false;
  }
  return item->known;
}

static void read_shares(struct reading *r, struct shares *shares, const struct wanted *wanted) {
  shares->stated = shares->complete = true;
  shares->head = ast_head_span(r->statement);
  begin_round(r->b);
  for (const struct statement *s = r->statement->block; s; s = s->next) {
    if (s->kind == STATEMENT_allow) {
      struct entity inner = {.block = span_at(s->file, r->statement->start, r->statement->close + 1), .spelling = ""};
      read_statement(r->b, s, &inner);
      continue;
    }
    struct share_item item = {.known = false};
    if (s->spoiled || !s->arguments || !read_item(r->b, s, wanted, &item)) shares->complete = false;
    meet_once(r->b, &item.of);
    if (item.of.to) VECTOR_PUSH(r->b->arena, &shares->items, item);
  }
  if (!shares->complete) mark_unknown(r);
}

static void read_mix(struct reading *r) { read_shares(r, &((struct channel *)r->entity)->mix, &wanted_content); }

static void read_campaign_mix(struct reading *r) {
  struct shares mix = {.of = name_ref(r->b, value_of(r->b, r->statement, argument(r, ROLE_VALUE)), &wanted_channel)};
  read_shares(r, &mix, &wanted_content);
  VECTOR_PUSH(r->b->arena, &((struct phase *)r->entity)->mixes, mix);
}

static void read_split(struct reading *r) {
  struct shares split = {.of = name_ref(r->b, value_of(r->b, r->statement, argument(r, ROLE_VALUE)), &wanted_line)};
  read_shares(r, &split, &wanted_objective);
  VECTOR_PUSH(r->b->arena, &((struct budget *)r->entity)->splits, split);
}

static void read_answers(struct reading *r) {
  struct channel *c = (struct channel *)r->entity;
  const struct node *every = argument(r, ROLE_VALUE);
  c->answers.stated = true;
  c->answers.span = ast_head_span(r->statement);
  c->answers.within = read_duration(r->b, r->statement, argument(r, ROLE_WITHIN));
  c->answers.by = name_refs(r->b, r->statement, argument(r, ROLE_BY), &wanted_person);
  c->answers.from = c->answers.to = -1;
  c->answers.every.unit = TIME_NONE;
  if (every) {
    c->answers.every = read_recurrence(r->b, r->statement, every);
    const struct node *from = argument(r, ROLE_FROM), *to = argument(r, ROLE_TO);
    c->answers.from = read_time(r, from);
    c->answers.to = read_time(r, to);
    struct span span = span_join(ast_span(r->statement, from), ast_span(r->statement, to));
    if (c->answers.from >= c->answers.to && c->answers.to >= 0)
      finding_help(r->b->findings, fault_at(r->b, E204, span, TEXT_EMPTY_HOURS, NO_ARGS), TEXT_EMPTY_HELP, NO_ARGS);
  }
  if (c->answers.within.unit == TIME_NONE) mark_unknown(r);
}

static void read_boost(struct reading *r) {
  struct channel *c = (struct channel *)r->entity;
  const struct node *per = argument(r, ROLE_PER);
  c->boost.stated = true;
  c->boost.span = ast_head_span(r->statement);
  c->boost.when = read_condition(r->b, r->statement, argument(r, ROLE_WHEN), true);
  c->boost.up_to = read_money(r->b, r->statement, argument(r, ROLE_UP_TO));
  c->boost.per = read_time_unit(r->b, (struct value){per, r->statement->file, ast_span(r->statement, per), NULL});
  c->boost.from = name_ref(r->b, value_of(r->b, r->statement, argument(r, ROLE_FROM)), &wanted_line);
  if (c->boost.per < TIME_DAY || c->boost.per > TIME_YEAR)
    bad_cadence(r, (struct value){per, r->statement->file, ast_span(r->statement, per), NULL});
  if (!c->boost.when || !c->boost.up_to.known || !c->boost.from.to) mark_unknown(r);
}

static void read_crisis(struct reading *r) {
  struct brand *brand = (struct brand *)r->entity;
  struct crisis crisis = {.span = ast_head_span(r->statement)};
  const struct node *what = argument(r, ROLE_TITLE);
  if (what) crisis.what = read_text(r->b, r->statement, what);
  crisis.by = name_refs(r->b, r->statement, argument(r, ROLE_BY), &wanted_person);
  crisis.within = read_duration(r->b, r->statement, argument(r, ROLE_WITHIN));
  VECTOR_PUSH(r->b->arena, &brand->crises, crisis);
}

#define CONTENT(field) offsetof(struct content, field)
#define CHANNEL(field) offsetof(struct channel, field)
#define BRAND(field) offsetof(struct brand, field)

const struct reader *readers_publishing(enum statement_kind kind) {
  static const struct reader rows[STATEMENT_KIND_COUNT] = {
    [STATEMENT_content_serves] = {reader_refs, CONTENT(serves), &wanted_objective},
    [STATEMENT_content_purpose] = {read_purpose, 0, NULL},
    [STATEMENT_content_by] = {reader_ref, CONTENT(by), &wanted_party},
    [STATEMENT_content_reacts] = {reader_duration_within, CONTENT(reacts), NULL},
    [STATEMENT_content_revisions] = {read_revisions, CONTENT(revisions), NULL},
    [STATEMENT_content_label] = {reader_text, CONTENT(label), NULL},
    [STATEMENT_content_example] = {reader_texts, CONTENT(examples), NULL},
    [STATEMENT_channel_media] = {read_media, 0, NULL},
    [STATEMENT_channel_audience] = {reader_text, CHANNEL(audience), NULL},
    [STATEMENT_channel_suits] = {reader_refs, CHANNEL(suits), &wanted_objective},
    [STATEMENT_channel_because] = {reader_text, CHANNEL(because), NULL},
    [STATEMENT_channel_posts] = {read_posts, 0, NULL},
    [STATEMENT_channel_mix] = {read_mix, 0, NULL},
    [STATEMENT_channel_crosspost] = {read_crosspost, 0, NULL},
    [STATEMENT_channel_access] = {reader_refs, CHANNEL(access), &wanted_person},
    [STATEMENT_channel_answers] = {read_answers, 0, NULL},
    [STATEMENT_channel_boost] = {read_boost, 0, NULL},
    [STATEMENT_brand_voice] = {reader_text, BRAND(voice), NULL},
    [STATEMENT_brand_always] = {reader_texts, BRAND(always), NULL},
    [STATEMENT_brand_never] = {reader_texts, BRAND(never), NULL},
    [STATEMENT_brand_crisis] = {read_crisis, 0, NULL},
    [STATEMENT_budget_split] = {read_split, 0, NULL},
    [STATEMENT_campaign_posts] = {read_campaign_posts, 0, NULL},
    [STATEMENT_campaign_mix] = {read_campaign_mix, 0, NULL},
    [STATEMENT_deliverable_revisions] = {read_revisions, offsetof(struct deliverable, revisions), NULL}};
  return rows[kind].read ? &rows[kind] : NULL;
}
