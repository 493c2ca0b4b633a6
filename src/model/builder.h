/* What the builder's parts share. Internal to src/model. */
#ifndef MODEL_BUILDER_H
#define MODEL_BUILDER_H

#include "model/build.h"
#include "model/units.h"

/* A declaration and what it declares. */
struct declared {
  const struct statement *statement;
  struct entity *entity;
};

/* What was met in a round, and where. */
struct met {
  uint32_t order; /* of the entity */
  struct span span;
};

/* A unit of one word, so that it is not made for each of its uses. */
struct kept_unit {
  atom name;
  struct unit *unit;
};
enum { UNITS_KEPT = 256 };

struct parameter {
  atom name;
  enum sense kind;             /* SENSE_text … SENSE_name; SENSE_NONE: unknown */
  struct span head;            /* where it is declared */
  const struct node *value;    /* NULL: it has none */
  uint32_t file;               /* of the value */
  const struct text *given;    /* from outside, for texts and names */
  bool reported;               /* that it has no value, or that it is of no use */
  bool used;                   /* it stands somewhere */
};

/* A name that nothing declares and that one alone can be meant by. Whether the use is wrong or the declaration is seen at
 * the end: the right name is used elsewhere too, and the wrong one is not. */
struct misspelling {
  struct finding *finding;
  struct span span;
  atom written, parameter;    /* `parameter`: what is meant, where it is one */
  const struct entity *meant; /* NULL: a parameter */
  const char *right;
  bool again; /* the wrong one is used again */
};

enum { GROUPS_MAX = 4 };

struct builder {
  const struct model_input *input;
  struct model *model;
  struct arena *arena;
  struct arena *scratch; /* of the builder's own tables: the trees' arena where it may be used */
  struct names *names;
  struct words *words;
  struct findings *findings;
  struct sources *sources;
  struct entity **symbols;   /* by atom */
  uint8_t *symbol_kinds;     /* the same: their kinds, so that an entity need not be looked at for its own */
  bool *mentions;            /* the same: some statement names it */
  atom *aliases;             /* of spellings of counted things, by atom; ATOM_NONE: its own */
  uint32_t symbol_count;
  struct entity **looks;     /* by the atom of how a name looks; NULL until a name of two alphabets asks for it */
  uint32_t look_count;
  VECTOR(struct declared) declared;
  VECTOR(struct parameter) parameters;
  VECTOR(struct misspelling) misspellings;
  uint32_t *parameter_of;    /* by atom, its number from 1; NULL: there is none at all */
  struct entity *calendar, *policy;
  struct entity *nobody;     /* what names that nothing declares stand for, once that has been said */
  struct entity *suspect;    /* the same, of names that are perhaps misspelt */
  uint8_t bits[STATEMENT_KIND_COUNT]; /* a statement's bit in its block's masks */
  const struct reader *readers[STATEMENT_KIND_COUNT]; /* NULL: nothing reads it */
  uint64_t groups[BLOCK_KIND_COUNT][GROUPS_MAX]; /* the bits of each group of which a block needs one */
  struct kept_unit units[UNITS_KEPT]; /* by the atom's low bits */
  struct span term_tie;      /* the term that is being read, of no length else */
  bool has_includes;
  bool in_order;             /* the statements were made in the order in which they are read */
  uint32_t root_file;
  uint32_t suggestions_left; /* comparisons that may still be made for "did you mean" */
  struct tail **tails, **tails_end; /* the list that was added to last, and its end */
  uint32_t *rates;           /* by two currencies, the number of the exchange that was stated first; NULL: there is none */
  VECTOR(struct met) met;    /* in this round */
  uint32_t *met_at;          /* by an entity's order, where it stands there, if it does */
  void *kept;                /* while another reads beside: the entity that is being read, as it was; else NULL */
  bool gave_up;              /* meanwhile it came to what is to be written alone */
  bool overfull;             /* there are more declarations than may be */
  bool names_missing;        /* a declaration's name could not be read */
  bool unknown_declared;     /* a word at the top starts no declaration: what it was meant to be is not known */
};

/* A node whose parameters have been replaced, the file that it stands in, and where the text says it. */
struct value {
  const struct node *node; /* NULL: a parameter without a value (reported) */
  uint32_t file;
  struct span span;
  const struct text *given; /* a parameter's text or name from outside */
};

/* One statement being read into an entity. */
struct reading {
  struct builder *b;
  const struct statement *statement;
  struct entity *entity;
  const struct reader *row;
  void *field;
};

static inline const struct node *argument(const struct reading *r, enum role role) {
  return ast_argument(r->statement, role);
}

/* What a place wants a name of, and how messages call it. */
struct wanted {
  uint64_t kinds; /* bits 1 << enum entity_kind */
  enum text_key name;
};
extern const struct wanted wanted_person, wanted_party, wanted_side, wanted_goal, wanted_department, wanted_objective,
    wanted_kpi, wanted_content, wanted_channel, wanted_line, wanted_action, wanted_deliverable, wanted_counted_on,
    wanted_needed, wanted_included, wanted_approved, wanted_reviewed, wanted_phase;

struct reader {
  void (*read)(struct reading *r);
  size_t offset;
  const void *extra; /* struct wanted, or enum sense list of choices */
};

/* declare.c */
void declare_all(struct builder *b);
/* What is declared there will be looked at soon; nothing past the last. */
enum { LOOKED_AHEAD = 4 };
void look_at_declared(const struct builder *b, uint32_t index);
struct declared *declare_find(struct builder *b, const struct entity *entity);
const struct statement *declare_statement(struct builder *b, const struct entity *entity);
size_t declare_size(const struct declared *declared); /* of its entity */
size_t declare_largest(void);                         /* of any entity */
/* The entity that a name of two alphabets looks like; NULL: it is of one, or looks like none. */
struct entity *declare_lookalike(struct builder *b, const char *text);
void declare_confusable(struct builder *b, const char *name, struct span span, const struct entity *other);

/* blocks.c: what the blocks of all declarations say. A large agreement is read by two at once, if nothing is wrong with it. Each
 * writes its own entities, in memory of its own; what is not its own, such as a finding, it writes alone: before that stands
 * write_alone, which does not return while another reads. Then the entity is read again, when the other is done. */
void blocks_read(struct builder *b);
void write_alone(struct builder *b);

/* names.c */
struct entity *name_entity(struct builder *b, atom a);
void name_stands_for(struct builder *b, atom a, struct entity *entity);
void mention_persons(struct builder *b); /* at the end: those that some statement names */
struct ref name_ref(struct builder *b, struct value v, const struct wanted *wanted);
struct refs name_refs(struct builder *b, const struct statement *s, const struct node *list, const struct wanted *wanted);
enum text_key kind_name(enum entity_kind kind);
/* The members of a circle, from the first back to it; of many, the middle is left out. */
const char *name_circle(struct builder *b, const struct entity *const *members, uint32_t count);
/* What may stand once for each of several things: those of one list are a round. */
void begin_round(struct builder *b);
/* E106 where the thing was met before in this round. */
void meet_once(struct builder *b, const struct ref *ref);

/* parameters.c */
void parameters_declare(struct builder *b, const struct statement *s);
void parameters_give(struct builder *b);
const struct node *parameter_node(struct builder *b, atom name); /* its value; NULL: none, or no parameter (not said) */
struct value value_of(struct builder *b, const struct statement *s, const struct node *node);
struct value value_child(struct builder *b, struct value parent, const struct node *child);
/* The value of a parameter, checked to be of a kind among `kinds` (SENSE_NONE ends them). */
struct value value_of_kind(struct builder *b, const struct statement *s, const struct node *node, const enum sense *kinds);
void parameter_into_text(struct builder *b, struct buffer *out, const char *name, size_t length, struct span span);

bool parameter_is_used(struct builder *b, atom name);

/* repairs.c: repairs of findings, where nothing else can be meant. */
bool repair_name(struct builder *b, struct finding *f, struct span span, atom written, const struct entity *meant,
                 bool of_person);
void repair_parameter(struct builder *b, struct finding *f, struct span span, atom written, atom meant);
bool repair_withdraw(struct builder *b, atom written); /* it is used again: it may be a name that was forgotten */
void repairs_settle(struct builder *b);
void repair_choice(struct builder *b, struct finding *f, struct span span, const char *written, const enum sense *choices);
void repair_share(struct builder *b, struct finding *f, struct value v);

/* read.c: values. `known` false means that it was reported. */
const char *bytes_of(struct builder *b, struct value v, size_t *length);
struct text read_text(struct builder *b, const struct statement *s, const struct node *node);
bool read_number(struct builder *b, struct value v, struct decimal *out);
struct figure read_integer(struct builder *b, const struct statement *s, const struct node *node, int64_t least,
                           int64_t most);
struct figure read_share(struct builder *b, const struct statement *s, const struct node *node, bool part_of_whole);
struct money money_of(struct builder *b, struct value v);
struct money read_money(struct builder *b, const struct statement *s, const struct node *node);
struct duration duration_of(struct builder *b, struct value v);
struct duration read_duration(struct builder *b, const struct statement *s, const struct node *node);
struct quantity read_quantity(struct builder *b, const struct statement *s, const struct node *node);
/* 8 hours per week: a time per a time. */
struct quantity read_effort(struct builder *b, const struct statement *s, const struct node *node);
/* The language that a tag names (en, zh-Hant, …); false where it is none (reported). */
bool read_language_tag(struct builder *b, const char *tag, struct span span, enum emit_language *language);
enum sense read_choice(struct builder *b, const struct statement *s, const struct node *node, const enum sense *choices);
enum time_unit read_time_unit(struct builder *b, struct value v);
const char *spell(struct builder *b, struct value v); /* as written, with a NUL */
const char *head_word(struct builder *b, const struct statement *s);

/* figures.c: in the unit of a KPI */
struct figure read_figure(struct builder *b, const struct statement *s, const struct node *node, const struct unit *unit);
struct figure read_change(struct builder *b, const struct statement *s, const struct node *node, const struct unit *unit,
                          bool *relative);
const struct unit *read_unit(struct reading *r);
atom atom_of_code(struct builder *b, const char *code); /* of a currency */
bool unit_of_word(struct builder *b, struct value name, struct unit *unit);
const struct unit *unit_of_quantity(struct builder *b, struct value quantity);
void add_exchange(struct builder *b, struct exchange exchange);
bool convert_money(struct builder *b, struct decimal amount, const char *from, const char *to, struct decimal *out);
atom unit_canonical(struct builder *b, atom a);

/* dates.c */
enum day_side { DAY_FIRST, DAY_LAST };
day_number read_day(struct builder *b, const struct statement *s, const struct node *node, enum day_side side);
struct period read_period(struct builder *b, const struct statement *s, const struct node *from, const struct node *to);
struct period read_period_node(struct builder *b, const struct statement *s, const struct node *node);
struct recurrence read_recurrence(struct builder *b, const struct statement *s, const struct node *node);
void phase_dates(struct builder *b, struct declared *d);

/* targets.c, formulas.c */
struct target read_target(struct builder *b, const struct statement *s, const struct node *node, const struct unit *unit);
struct condition *read_condition(struct builder *b, const struct statement *s, const struct node *node, bool post);
struct tail *read_tail(struct builder *b, const struct statement *s);
void formulas_check(struct builder *b);
struct expression *read_expression(struct builder *b, const struct statement *s, const struct node *node);

/* readers_*.c: a table each; NULL where it has no reader for the kind */
const struct reader *readers_frame(enum statement_kind kind);
const struct reader *readers_goals(enum statement_kind kind);
const struct reader *readers_publishing(enum statement_kind kind);
const struct reader *readers_money(enum statement_kind kind);
const struct reader *readers_work(enum statement_kind kind);
void readers_find(struct builder *b);
void read_statement(struct builder *b, const struct statement *s, struct entity *entity);
void read_block(struct builder *b, const struct statement *block, struct entity *entity, enum block_kind kind);
/* Only the statements for which `chosen` gives `want`. */
void read_chosen(struct builder *b, const struct statement *block, struct entity *entity,
                 bool (*chosen)(enum statement_kind), bool want);
void check_required(struct builder *b, struct entity *entity, enum block_kind kind);

/* The name that an argument is; of none where there is no such argument. */
struct ref ref_of(struct reading *r, enum role role, const struct wanted *wanted);

/* Minutes of the day, -1 where there is no such time (reported by the scanner). */
int read_time(struct reading *r, const struct node *node);

/* common readers, for the tables */
void reader_text(struct reading *r);
void reader_texts(struct reading *r);
void reader_ref(struct reading *r);
void reader_refs(struct reading *r);
void reader_title(struct reading *r); /* nothing: the declaration has read it */
void reader_money(struct reading *r);
void reader_tail(struct reading *r);
void reader_effort(struct reading *r);
void check_parts(struct reading *r);
void reader_nothing(struct reading *r);
void reader_duration_within(struct reading *r);

/* resolve.c: what follows from all statements together */
void resolve_all(struct builder *b);

/* How many names a list was written with; one name stands for itself. */
uint32_t list_length(const struct node *list);

/* E107 for what a first line lacks: a line its amount, a phase its period. */
void part_missing(struct builder *b, const struct statement *s, const struct entity *entity, enum text_key part);

/* Marks the statement's value as unknown. */
void mark_unknown(struct reading *r);

struct finding *fault_at(struct builder *b, enum e_code code, struct span span, enum text_key key,
                         const struct argument *arguments);

#endif
