/* agreement, calendar, parties, assets, policy, allow */
#include <string.h>

#include "model/builder.h"
#include "model/tables.h"

static void read_status(struct reading *r) {
  static const enum sense choices[] = {SENSE_draft, SENSE_agreed, SENSE_NONE};
  struct agreement *a = (struct agreement *)r->entity;
  a->draft = read_choice(r->b, r->statement, argument(r, ROLE_VALUE), choices) == SENSE_draft;
}

/* The last day of a term of this length; beyond all years where it is too long, INT64_MIN where it is no length of days. */
static int64_t term_end(day_number first, const struct duration *length) {
  enum { MOST_MONTHS = 3600 };
  int64_t n, months = length->unit == TIME_YEAR ? 12 : length->unit == TIME_QUARTER ? 3 : 1;
  if (length->unit < TIME_DAY || length->unit > TIME_YEAR || !decimal_to_integer(length->amount, &n)) return INT64_MIN;
  if (length->unit < TIME_MONTH) return first + (length->unit == TIME_WEEK ? 7 * n : n) - 1;
  return n * months > MOST_MONTHS ? INT64_MAX : (int64_t)day_add_months(first, n * months) - 1;
}

static void bad_term(struct reading *r, enum e_code code, struct span span, enum text_key key,
                     const struct argument *arguments) {
  finding_help(r->b->findings, fault_at(r->b, code, span, key, arguments), TEXT_TERM_HELP, NO_ARGS);
}

/* `term 12 months from 2026-01-01` */
static void read_term_of(struct reading *r, struct period *term) {
  struct duration d = read_duration(r->b, r->statement, argument(r, ROLE_VALUE));
  day_number first = read_day(r->b, r->statement, argument(r, ROLE_FROM), DAY_FIRST);
  if (d.unit == TIME_NONE || first == DAY_NONE) return;
  int64_t last = term_end(first, &d);
  if (last == INT64_MIN) {
    bad_term(r, E201, d.span, TEXT_WHOLE_DAYS, NO_ARGS);
  } else if (!day_in_range(last)) {
    bad_term(r, E207, term->span, TEXT_DATE_OUT_OF_YEARS, NO_ARGS);
  } else if (last < first) {
    bad_term(r, E204, term->span, TEXT_EMPTY_TERM, NO_ARGS);
  } else {
    term->from = first;
    term->to = (day_number)last;
  }
}

static void read_term(struct reading *r) {
  struct period *term = &((struct agreement *)r->entity)->term;
  const struct node *length = argument(r, ROLE_VALUE), *from = argument(r, ROLE_FROM), *to = argument(r, ROLE_TO);
  struct span span = to ? span_join(ast_span(r->statement, from), ast_span(r->statement, to))
                        : span_join(ast_span(r->statement, length), ast_span(r->statement, from));
  struct period read = {DAY_NONE, DAY_NONE, span};
  r->b->term_tie = span;
  if (to)
    read = read_period(r->b, r->statement, from, to);
  else
    read_term_of(r, &read);
  r->b->term_tie = (struct span){0, 0, 0};
  bool known = read.from != DAY_NONE && read.to != DAY_NONE;
  *term = known ? read : (struct period){DAY_NONE, DAY_NONE, span};
  if (!known) mark_unknown(r);
}

static void read_renews(struct reading *r) {
  struct agreement *a = (struct agreement *)r->entity;
  a->renews = read_duration(r->b, r->statement, argument(r, ROLE_VALUE));
  a->renews_notice = read_duration(r->b, r->statement, argument(r, ROLE_WITHIN));
}

static void read_currency(struct reading *r) {
  struct agreement *a = (struct agreement *)r->entity;
  struct value v = value_of(r->b, r->statement, argument(r, ROLE_VALUE));
  const struct node *tax = argument(r, ROLE_TAX);
  if (tax) {
    a->tax = read_share(r->b, r->statement, tax, true);
    a->tax_stated = true;
    a->tax_plus = argument(r, ROLE_KIND) != NULL;
  }
  const char *word = v.given ? arena_copy(r->b->arena, v.given->bytes, v.given->length)
                             : v.node && v.node->kind == NODE_NAME ? names_text(r->b->names, v.node->atom) : NULL;
  if (word) a->currency = tables_currency(word, strlen(word), &a->currency_places);
  if (a->currency) return;
  mark_unknown(r);
  if (!word) return;
  const char *instead = tables_currency_instead(word, strlen(word));
  struct finding *f = fault_at(r->b, E209, v.span, TEXT_UNKNOWN_CURRENCY, ARGS(arg_name(word)));
  if (instead)
    finding_help(r->b->findings, f, TEXT_WRITE, ARGS(arg_name(instead)));
  else
    finding_help(r->b->findings, f, TEXT_UNKNOWN_CURRENCY_HELP, NO_ARGS);
}

static void read_exchange(struct reading *r) {
  struct quantity q = read_quantity(r->b, r->statement, argument(r, ROLE_VALUE));
  const struct node *node = value_of(r->b, r->statement, argument(r, ROLE_VALUE)).node;
  day_number on = read_day(r->b, r->statement, argument(r, ROLE_ON), DAY_LAST);
  if (!q.known || !node) return;
  int places;
  const struct node *of = node->kind == NODE_QUANTITY && node->flag == QUANTITY_RATIO ? node->children : NULL;
  const char *to = of ? names_text(r->b->names, of->atom) : "", *from = of ? names_text(r->b->names, of->next->atom) : "";
  struct exchange e = {tables_currency(from, strlen(from), &places), tables_currency(to, strlen(to), &places), q.value, on};
  if (!e.from || !e.to || strcmp(e.from, e.to) == 0) {
    struct finding *f = fault_at(r->b, E201, q.span, TEXT_EXCHANGE_FORM, NO_ARGS);
    finding_help(r->b->findings, f, TEXT_EXCHANGE_HELP, NO_ARGS);
  } else if (decimal_is_zero(q.value) || decimal_is_negative(q.value)) {
    struct finding *f = fault_at(r->b, E203, q.span, TEXT_RATE_NOT_POSITIVE, NO_ARGS);
    finding_help(r->b->findings, f, TEXT_EXCHANGE_HELP, NO_ARGS);
  } else {
    add_exchange(r->b, e);
  }
}

static bool language_of(const char *name, enum emit_language *language) {
  static const struct { const char *tag; enum emit_language language; } tags[] = {
    {"en", EMIT_EN}, {"zh-hant", EMIT_ZH_HANT}, {"zh-tw", EMIT_ZH_HANT}, {"bg", EMIT_BG}, {"vi", EMIT_VI}};
  for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
    size_t k = 0;
    while (name[k] && ((name[k] >= 'A' && name[k] <= 'Z' ? name[k] + 32 : name[k]) == tags[i].tag[k])) k++;
    if (!name[k] && !tags[i].tag[k]) {
      *language = tags[i].language;
      return true;
    }
  }
  return false;
}

bool read_language_tag(struct builder *b, const char *tag, struct span span, enum emit_language *language) {
  if (language_of(tag, language)) return true;
  struct finding *f = fault_at(b, E209, span, TEXT_UNKNOWN_LANGUAGE, ARGS(arg_name(tag)));
  finding_help(b->findings, f, TEXT_UNKNOWN_LANGUAGE_HELP, NO_ARGS);
  return false;
}

static void read_one_language(struct reading *r, const struct node *node, enum emit_language *language) {
  struct value v = value_of(r->b, r->statement, node);
  const char *name = v.given ? arena_copy(r->b->arena, v.given->bytes, v.given->length)
                             : v.node && v.node->kind == NODE_NAME ? names_text(r->b->names, v.node->atom) : NULL;
  if (name) read_language_tag(r->b, name, v.span, language);
}

static void read_language(struct reading *r) {
  struct agreement *a = (struct agreement *)r->entity;
  read_one_language(r, argument(r, ROLE_VALUE), &a->language);
  const struct node *second = argument(r, ROLE_SECOND);
  if (!second) return;
  read_one_language(r, second, &a->second_language);
  if (a->second_language != a->language) return;
  struct finding *f = fault_at(r->b, E106, ast_span(r->statement, second), TEXT_REPEATED_PART, NO_ARGS);
  finding_help(r->b->findings, f, TEXT_REPEATED_PART_HELP, NO_ARGS);
  a->second_language = EMIT_NONE;
}

static void read_timezone(struct reading *r) {
  struct agreement *a = (struct agreement *)r->entity;
  const struct node *node = argument(r, ROLE_VALUE);
  a->timezone = read_text(r->b, r->statement, node);
  if (!a->timezone.bytes || tables_timezone(a->timezone.bytes, a->timezone.length)) return;
  struct finding *f = fault_at(r->b, E209, ast_span(r->statement, node), TEXT_UNKNOWN_TIMEZONE,
                               ARGS(arg_name(arena_copy(r->b->arena, a->timezone.bytes, a->timezone.length))));
  finding_help(r->b->findings, f, TEXT_UNKNOWN_TIMEZONE_HELP, NO_ARGS);
}

static void read_change_rule(struct reading *r) {
  struct agreement *a = (struct agreement *)r->entity;
  a->change_by = name_refs(r->b, r->statement, argument(r, ROLE_BY), &wanted_person);
  a->change_within = read_duration(r->b, r->statement, argument(r, ROLE_WITHIN));
}

static void read_notice(struct reading *r) {
  struct agreement *a = (struct agreement *)r->entity;
  a->notice = read_duration(r->b, r->statement, argument(r, ROLE_VALUE));
  if (argument(r, ROLE_FROM)) a->notice_from = read_day(r->b, r->statement, argument(r, ROLE_FROM), DAY_FIRST);
}

static void read_clause(struct reading *r) {
  const struct node *name = argument(r, ROLE_NAME);
  struct clause *clause = (struct clause *)name_entity(r->b, name->atom);
  if (!clause || clause->entity.kind != ENTITY_CLAUSE || clause->entity.span.start != name->start) return;
  clause->text = read_text(r->b, r->statement, argument(r, ROLE_VALUE));
}

/* calendar */

static struct calendar *calendar_of(struct reading *r) { return &r->b->model->calendar; }

static const enum sense weekdays[] = {SENSE_monday, SENSE_tuesday, SENSE_wednesday, SENSE_thursday, SENSE_friday,
                                      SENSE_saturday, SENSE_sunday, SENSE_NONE};

static int read_weekday(struct reading *r, const struct node *node) {
  enum sense sense = read_choice(r->b, r->statement, node, weekdays);
  return sense == SENSE_NONE ? -1 : (int)(sense - SENSE_monday);
}

static void read_workdays(struct reading *r) {
  const struct node *from = argument(r, ROLE_FROM);
  unsigned days = 0;
  if (from) {
    int first = read_weekday(r, from), last = read_weekday(r, argument(r, ROLE_TO));
    if (first < 0 || last < 0) return;
    for (int d = first;; d = (d + 1) % 7) {
      days |= 1u << d;
      if (d == last) break;
    }
  } else {
    for (const struct node *n = argument(r, ROLE_VALUE)->children; n; n = n->next) {
      int day = read_weekday(r, n);
      if (day >= 0) days |= 1u << day;
    }
  }
  if (days) calendar_of(r)->weekdays = (uint8_t)days;
}

static void read_hours(struct reading *r) {
  const struct node *from = argument(r, ROLE_FROM), *to = argument(r, ROLE_TO);
  int opens = read_time(r, from), closes = read_time(r, to);
  if (opens < 0 || closes < 0) return;
  if (closes <= opens) {
    struct span span = span_join(ast_span(r->statement, from), ast_span(r->statement, to));
    finding_help(r->b->findings, fault_at(r->b, E204, span, TEXT_EMPTY_HOURS, NO_ARGS), TEXT_EMPTY_HELP, NO_ARGS);
    return;
  }
  calendar_of(r)->opens = opens;
  calendar_of(r)->closes = closes;
}

static bool read_calendar_day(struct reading *r, struct calendar_day *day) {
  struct period period = read_period_node(r->b, r->statement, argument(r, ROLE_ON));
  *day = (struct calendar_day){period.from, period.to, read_text(r->b, r->statement, argument(r, ROLE_VALUE)), period.span};
  return period.from != DAY_NONE && period.to != DAY_NONE;
}

static void read_holiday(struct reading *r) {
  struct calendar_day day;
  if (read_calendar_day(r, &day)) VECTOR_PUSH(r->b->arena, &calendar_of(r)->holidays, day);
}

static void read_open(struct reading *r) {
  struct calendar_day day;
  if (read_calendar_day(r, &day)) VECTOR_PUSH(r->b->arena, &calendar_of(r)->open_days, day);
}

static void read_closed(struct reading *r) {
  static const enum sense choices[] = {SENSE_next, SENSE_previous, SENSE_NONE};
  enum sense sense = read_choice(r->b, r->statement, argument(r, ROLE_VALUE), choices);
  if (sense != SENSE_NONE) calendar_of(r)->closed = sense == SENSE_next ? CLOSED_NEXT : CLOSED_PREVIOUS;
}

/* parties */

static void read_department(struct reading *r) {
  struct department *d = (struct department *)name_entity(r->b, argument(r, ROLE_NAME)->atom);
  if (d && d->entity.kind == ENTITY_DEPARTMENT) d->party = (struct party *)r->entity;
}

static void read_person(struct reading *r) {
  const struct node *name = argument(r, ROLE_NAME), *in = argument(r, ROLE_IN);
  struct person *p = (struct person *)name_entity(r->b, name->atom);
  if (!p || p->entity.kind != ENTITY_PERSON || p->entity.span.start != name->start) return;
  p->party = (struct party *)r->entity;
  if (in) p->department = name_ref(r->b, value_of(r->b, r->statement, in), &wanted_department);
  read_block(r->b, r->statement->block, &p->entity, BLOCK_PERSON);
}

static void read_account(struct reading *r, struct ref *owner, struct refs *admin) {
  *owner = name_ref(r->b, value_of(r->b, r->statement, argument(r, ROLE_BY)), &wanted_party);
  if (argument(r, ROLE_ADMIN)) *admin = name_refs(r->b, r->statement, argument(r, ROLE_ADMIN), &wanted_person);
  if (!owner->to) mark_unknown(r);
}

static void read_asset_account(struct reading *r) {
  struct asset *a = (struct asset *)r->entity;
  read_account(r, &a->owner, &a->admin);
}

static void read_channel_account(struct reading *r) {
  struct channel *c = (struct channel *)r->entity;
  read_account(r, &c->owner, &c->admin);
}

/* policy */

static void read_set(struct reading *r) {
  const struct node *name = argument(r, ROLE_NAME), *value = argument(r, ROLE_VALUE);
  struct policy_set set = {.span = ast_span(r->statement, name), .value_span = ast_span(r->statement, value)};
  set.name = name->kind == NODE_NAME ? names_text(r->b->names, name->atom) : "";
  set.value = (struct quantity){.span = set.value_span};
  if (value->kind == NODE_QUANTITY || value->kind == NODE_PARAM) set.value = read_quantity(r->b, r->statement, value);
  VECTOR_PUSH(r->b->arena, &r->b->model->settings, set);
}

static void read_level(struct reading *r) {
  static const enum sense choices[] = {SENSE_off, SENSE_info, SENSE_warning, SENSE_error, SENSE_NONE};
  static const enum level levels[] = {LEVEL_OFF, LEVEL_INFO, LEVEL_WARNING, LEVEL_ERROR};
  const struct node *code = argument(r, ROLE_NAME), *reason = argument(r, ROLE_TITLE);
  struct policy_level level = {.span = ast_span(r->statement, code)};
  level.code = code->kind == NODE_NAME ? names_text(r->b->names, code->atom) : "";
  enum sense sense = read_choice(r->b, r->statement, argument(r, ROLE_VALUE), choices);
  for (int i = 0; choices[i] != SENSE_NONE; i++)
    if (choices[i] == sense) level.level = levels[i];
  level.known = sense != SENSE_NONE;
  if (reason) level.reason = read_text(r->b, r->statement, reason);
  VECTOR_PUSH(r->b->arena, &r->b->model->levels, level);
}

static void read_allow(struct reading *r) {
  const struct node *code = argument(r, ROLE_VALUE), *by = argument(r, ROLE_BY), *until = argument(r, ROLE_UNTIL);
  write_alone(r->b);
  struct text reason = read_text(r->b, r->statement, argument(r, ROLE_REASON));
  struct allowance a = {.span = ast_span(r->statement, code), .where = r->entity ? r->entity->block : (struct span){0, 0, 0}};
  a.everywhere = !r->entity;
  a.code = code->kind == NODE_NAME ? names_text(r->b->names, code->atom) : "";
  a.acceptance.reason = arena_copy(r->b->arena, reason.bytes, reason.length);
  a.acceptance.until = until ? read_day(r->b, r->statement, until, DAY_LAST) : DAY_NONE;
  if (by) {
    struct refs refs = name_refs(r->b, r->statement, by, &wanted_person);
    const char **names = ARENA_ARRAY(r->b->arena, const char *, refs.count + 1);
    for (uint32_t i = 0; i < refs.count; i++) names[i] = refs.items[i].to->spelling;
    a.acceptance.agreed_by = names;
    a.acceptance.agreed_count = refs.count;
  }
  VECTOR_PUSH(r->b->arena, &r->b->model->allowances, a);
}

#define AGREEMENT(field) offsetof(struct agreement, field)
#define PERSON(field) offsetof(struct person, field)

const struct reader *readers_frame(enum statement_kind kind) {
  static const struct reader rows[STATEMENT_KIND_COUNT] = {
    [STATEMENT_agreement_status] = {read_status, 0, NULL},
    [STATEMENT_agreement_version] = {reader_text, AGREEMENT(version), NULL},
    [STATEMENT_agreement_under] = {reader_text, AGREEMENT(under), NULL},
    [STATEMENT_agreement_term] = {read_term, 0, NULL},
    [STATEMENT_agreement_renews] = {read_renews, 0, NULL},
    [STATEMENT_agreement_currency] = {read_currency, 0, NULL},
    [STATEMENT_agreement_exchange] = {read_exchange, 0, NULL},
    [STATEMENT_agreement_language] = {read_language, 0, NULL},
    [STATEMENT_agreement_timezone] = {read_timezone, 0, NULL},
    [STATEMENT_agreement_mission] = {reader_text, AGREEMENT(mission), NULL},
    [STATEMENT_agreement_excludes] = {reader_texts, AGREEMENT(excludes), NULL},
    [STATEMENT_agreement_assumes] = {reader_texts, AGREEMENT(assumes), NULL},
    [STATEMENT_agreement_change] = {read_change_rule, 0, NULL},
    [STATEMENT_agreement_notice] = {read_notice, 0, NULL},
    [STATEMENT_agreement_clause] = {read_clause, 0, NULL},
    [STATEMENT_calendar_workdays] = {read_workdays, 0, NULL},
    [STATEMENT_calendar_hours] = {read_hours, 0, NULL},
    [STATEMENT_calendar_holiday] = {read_holiday, 0, NULL},
    [STATEMENT_calendar_open] = {read_open, 0, NULL},
    [STATEMENT_calendar_closed] = {read_closed, 0, NULL},
    [STATEMENT_party_department] = {read_department, 0, NULL},
    [STATEMENT_party_person] = {read_person, 0, NULL},
    [STATEMENT_party_contact] = {reader_ref, offsetof(struct party, contact), &wanted_person},
    [STATEMENT_person_role] = {reader_text, PERSON(role), NULL},
    [STATEMENT_person_email] = {reader_text, PERSON(email), NULL},
    [STATEMENT_person_deputy] = {reader_ref, PERSON(deputy), &wanted_person},
    [STATEMENT_person_gives] = {reader_effort, PERSON(gives), NULL},
    [STATEMENT_asset_account] = {read_asset_account, 0, NULL},
    [STATEMENT_asset_access] = {reader_refs, offsetof(struct asset, access), &wanted_person},
    [STATEMENT_channel_account] = {read_channel_account, 0, NULL},
    [STATEMENT_policy_set] = {read_set, 0, NULL},
    [STATEMENT_policy_level] = {read_level, 0, NULL},
    [STATEMENT_allow] = {read_allow, 0, NULL}};
  return rows[kind].read ? &rows[kind] : NULL;
}
