/* What is meant: an agreement with its names resolved, units typed, dates resolved. Built once, then constant.
 *
 * Lists of one kind are arrays of pointers in the order of the text, the included files' where they are included. What
 * is not stated is 0, NULL, DAY_NONE or an empty list. What is stated but could not be read is unknown: entity_unknown
 * says so, and nothing is said of it again. */
#ifndef MODEL_MODEL_H
#define MODEL_MODEL_H

#include "base/names.h"
#include "base/vector.h"
#include "diag/diag.h"
#include "model/calendar.h"
#include "model/values.h"

enum entity_kind {
  ENTITY_UNKNOWN, /* declared by a statement that could not be read */
  ENTITY_CLIENT, ENTITY_AGENCY, ENTITY_SUPPLIER, ENTITY_DEPARTMENT, ENTITY_PERSON, ENTITY_ASSET, ENTITY_GOAL,
  ENTITY_OBJECTIVE, ENTITY_KPI, ENTITY_CONTENT, ENTITY_CHANNEL, ENTITY_BUDGET, ENTITY_LINE, ENTITY_RATE, ENTITY_INCENTIVE,
  ENTITY_ACTION, ENTITY_DELIVERABLE, ENTITY_DUTY, ENTITY_APPROVAL, ENTITY_PHASE, ENTITY_CAMPAIGN, ENTITY_REVIEW,
  ENTITY_DIAGNOSIS, ENTITY_SELECTION, ENTITY_CRITERION, ENTITY_CANDIDATE, ENTITY_CLAUSE, ENTITY_AGREEMENT,
  ENTITY_BRAND, ENTITY_ROI, ENTITY_POLICY, ENTITY_CALENDAR, ENTITY_KIND_COUNT
};

/* The head of everything that is declared. */
struct entity {
  enum entity_kind kind;
  atom name;            /* ATOM_NONE for blocks without one */
  const char *spelling; /* of the name */
  struct text title;
  struct span span;     /* of the name, or of the first word */
  struct span head;     /* from the first word to the title: where what lacks is reported */
  struct span block;    /* from the first word to the closing brace */
  uint32_t order;       /* in which it was declared among all */
  uint64_t stated;      /* statements that stand in the block, a bit for each by statement_bit */
  uint64_t unknown;     /* those whose values could not be read, or that lack though they must stand */
  bool incomplete;      /* something in the block could not be read at all */
  bool misread;         /* its first line has a fault: it may be called otherwise */
  bool included;        /* from an included file */
  uint8_t dates;        /* of phases and campaigns, while the model is built: how far they are worked out */
};

/* The title where there is one, else the name. */
struct text entity_label(const struct entity *entity);
bool entity_stated(const struct entity *entity, enum statement_kind kind);
bool entity_unknown(const struct entity *entity, enum statement_kind kind);

struct party {
  struct entity entity; /* client, agency, supplier */
  VECTOR(struct department *) departments;
  VECTOR(struct person *) persons;
  struct ref contact;
};
struct department {
  struct entity entity;
  struct party *party;
};
struct person {
  struct entity entity;
  struct party *party;
  struct ref department;
  struct text role, email;
  struct ref deputy;
  struct quantity gives; /* hours per week */
  bool mentioned;        /* some statement names them */
};
struct asset {
  struct entity entity;
  struct ref owner; /* a party */
  struct refs admin, access;
};
struct goal {
  struct entity entity;
  struct ref owner;
  struct text because;
};

enum indirect_kind {
  RETURN_THOUGHT_LEADERSHIP, RETURN_RELATIONSHIPS, RETURN_WORD_OF_MOUTH, RETURN_REPUTATION, RETURN_AUTHORITY,
  RETURN_INDIRECT_SALES, RETURN_SERVICE_SAVINGS, RETURN_MESSAGING, RETURN_KIND_COUNT
};
struct endorsement {
  struct refs by;
  day_number on;
  struct span span;
};
struct objective {
  struct entity entity;
  struct refs serves, departments;
  struct text problem, aim, because;
  struct ref owner;
  struct figure priority;
  bool direct, indirect;
  uint32_t indirect_kinds; /* bits 1 << enum indirect_kind */
  struct span indirect_spans[RETURN_KIND_COUNT]; /* where each of them is named */
  struct money inaction;   /* a year */
  VECTOR(struct endorsement) endorsed;
  day_number by;           /* stated, or the latest of its KPIs' targets; DAY_NONE */
  bool by_stated;
  VECTOR(struct kpi *) kpis; /* that measure it */
};

enum tally { TALLY_LATEST, TALLY_SUM, TALLY_AVERAGE };
enum baseline_form { BASELINE_NONE, BASELINE_ON, BASELINE_OVER, BASELINE_MEASURED };
enum discipline {
  DISCIPLINE_NONE, DISCIPLINE_SEO, DISCIPLINE_ADS, DISCIPLINE_SOCIAL, DISCIPLINE_CONTENT, DISCIPLINE_EMAIL,
  DISCIPLINE_BRAND, DISCIPLINE_SALES, DISCIPLINE_SERVICE, DISCIPLINE_WEB
};
struct milestone {
  struct target target;
  struct entity *phase; /* NULL: a milestone of the KPI itself; else the phase or campaign that asks for it */
  struct milestone *next;
};
struct forecast {
  struct figure figure;
  day_number on;
  struct forecast *next;
};
struct excuse {
  struct period period;
  struct text why;
  struct refs by;
  struct excuse *next;
};
struct band {
  bool stated, known, least; /* least: at least, else at most */
  struct decimal value;
  struct span span;
};
struct kpi_costs {
  struct money each;
  struct decimal part; /* of the gain that is bought: 1 where none is stated */
  struct ref from;     /* a line */
  bool stated;
};
struct kpi {
  struct entity entity;
  struct refs measures;
  struct text means, because, source;
  struct refs open_to;
  const struct unit *unit; /* NULL: unknown */
  struct expression *formula;
  struct {
    struct figure figure;
    enum baseline_form form;
    day_number on;        /* of BASELINE_ON, BASELINE_MEASURED */
    struct period over;
    struct ref by;
    struct span span;
    struct span date_span; /* of its day or period */
  } baseline;
  struct target target;
  const struct target *stretch;  /* never NULL: one that is not stated where there is none */
  struct milestone *milestones; /* in the order of their dates */
  struct forecast *forecasts;   /* in the order of their dates */
  const struct band *green, *amber; /* likewise */
  struct recurrence reported;
  struct refs reported_by;
  struct refs on, needs;
  struct figure weight;
  bool weight_stated;
  enum tally tally; /* this and the next two stand where they take no room: there are many KPIs */
  enum discipline discipline;
  int proxy; /* enum indirect_kind, -1: none */
  const struct money *worth; /* never NULL, as above */
  const struct kpi_costs *costs; /* likewise */
  struct refs influences;
  struct excuse *excused;
};

enum purpose { PURPOSE_NONE, PURPOSE_PROMOTE, PURPOSE_ENGAGE, PURPOSE_INFORM, PURPOSE_SERVE, PURPOSE_TREND };
struct revisions {
  bool stated, known;
  int64_t count;
  const struct money *then; /* each further one; NULL: nothing is said */
  struct span span;
};
struct content {
  struct entity entity;
  struct refs serves;
  enum purpose purpose;
  struct ref by;             /* a party; none: the agency */
  struct duration reacts;
  struct revisions revisions;
  struct text label;
  VECTOR(struct text) examples;
};

enum media { MEDIA_NONE, MEDIA_OWNED, MEDIA_PAID, MEDIA_EARNED };
enum crosspost { CROSSPOST_NONE, CROSSPOST_ALLOWED, CROSSPOST_ADAPTED, CROSSPOST_FORBIDDEN };
struct cadence {
  bool stated, known, has_least, has_most;
  int64_t least, most; /* posts per unit */
  enum time_unit per;
  struct span span;
};
struct share_item {     /* a line of `mix` or `split` */
  struct ref of;        /* a content or an objective */
  struct decimal least, most; /* fractions; equal where it is one share */
  bool known, range;
  struct span span;
};
struct shares {
  VECTOR(struct share_item) items;
  bool stated, complete; /* complete: every item was read */
  struct span head;      /* the word `mix` or `split` */
  struct ref of;         /* the line of a split, the channel of a campaign's mix */
};
struct channel {
  struct entity entity;
  enum media media;
  struct text audience, because;
  struct refs suits;
  struct cadence posts;
  struct shares mix;
  enum crosspost crosspost;
  struct span crosspost_span; /* of the statement */
  struct ref owner;
  struct refs admin, access;
  struct {
    struct duration within;
    struct refs by;
    struct recurrence every;
    int from, to; /* minutes of the day; -1: the calendar's hours */
    struct span span;
    bool stated;
  } answers;
  struct {
    struct condition *when;
    struct money up_to;
    enum time_unit per;
    struct ref from;
    struct span span;
    bool stated;
  } boost;
};
struct crisis {
  struct text what;
  struct refs by;
  struct duration within;
  struct span span;
};
struct brand {
  struct entity entity;
  struct text voice;
  VECTOR(struct text) always;
  VECTOR(struct text) never;
  VECTOR(struct crisis) crises;
};

struct line {
  struct entity entity;
  struct money amount;     /* as written: each month where per_month */
  struct figure share;     /* 15 % of another line */
  struct ref share_of;
  struct money share_least;
  bool by_share, per_month, at_cost, internal;
  struct ref to, through;
  struct figure markup;
  struct refs channels;
  struct quantity hours;   /* for 30 hours per month */
  struct money whole;      /* over the term, in the agreement's currency; not known where it can't be worked out */
};
struct rate {
  struct entity entity;
  struct money each;
  struct ref to;
};
struct shift {
  struct figure up_to;
  struct refs lines;
  struct ref by;
  struct span span;
};
struct payment {
  struct ref line;
  struct recurrence every; /* TIME_NONE: a share */
  struct duration within;
  struct figure share;
  day_number on;           /* DAY_NONE: after a deliverable */
  struct ref after;
  struct span when;        /* of the recurrence, the date or the deliverable */
  struct span span;
};
struct budget {
  struct entity entity;
  struct span total_head; /* the word `total` */
  struct money total;
  VECTOR(struct line *) lines;
  VECTOR(struct rate *) rates;
  VECTOR(struct shares) splits;
  VECTOR(struct shift) shifts;
  VECTOR(struct payment) payments;
};
struct incentive {
  struct entity entity;
  struct condition *when;
  bool deducts, each;
  struct money amount;
  struct figure share;
  struct ref share_of; /* a line */
  struct ref to;       /* a party */
  struct money cap;
};
struct roi {
  struct entity entity;
  struct refs counts, costs;
  struct target expect; /* a fraction */
  day_number judge;
  struct span judge_span;
};

struct expectation {
  struct ref kpi;
  struct target target;
};
enum timing { TIMING_NONE, TIMING_PERIOD, TIMING_DUE, TIMING_EVERY };
struct action {
  struct entity entity;
  struct refs objectives, channels, by, after, needs;
  enum timing timing;
  struct period period;
  day_number due;
  struct recurrence every;
  struct span timing_span;
  struct money cost;
  struct ref cost_from;
  struct quantity takes;
  VECTOR(struct expectation) expects;
  struct tail *criteria;
  struct text precedent;
};
enum silence_form { SILENCE_NONE, SILENCE_ACCEPTS, SILENCE_REJECTS, SILENCE_ESCALATES };
struct silence {
  enum silence_form form;
  struct ref to;
  struct duration within;
  struct span span;
};
struct deliverable {
  struct entity entity;
  struct ref from, to; /* parties or persons, as written */
  enum timing timing;  /* TIMING_DUE or TIMING_EVERY */
  day_number due;
  struct recurrence every;
  struct span timing_span;
  struct refs needs;
  struct ref accepted_by;
  struct duration accepted_within;
  struct silence silence;
  struct tail *criteria;
  struct revisions revisions;
};
struct duty {
  struct entity entity;
  bool core, specialist;
  bool kind_unknown;    /* which of the two it is could not be read */
  struct refs responsible, consulted, informed, includes;
  struct ref accountable;
  struct quantity takes;
  struct text because;
};

struct spend_limit { /* covers spend … */
  struct money over, up_to;
  struct ref line;
  struct span span; /* from `spend` */
};
struct step {
  struct refs by;
  bool all; /* all of; else one or any of them */
  struct duration within;
  struct span span;
};
struct approval {
  struct entity entity;
  VECTOR(struct ref) covers;
  VECTOR(struct spend_limit) spend;
  VECTOR(struct step) steps;
  struct silence silence; /* SILENCE_ACCEPTS: approves */
  struct ref delegated;   /* a party */
};

struct campaign_posts {
  struct ref channel;
  struct cadence posts;
};
struct phase { /* or campaign */
  struct entity entity;
  struct period period;
  struct refs focus;
  VECTOR(struct expectation) reach;
  struct tail *exits;
  VECTOR(struct campaign_posts) posts;
  VECTOR(struct shares) mixes;
};
struct review {
  struct entity entity;
  enum timing timing; /* TIMING_DUE (on) or TIMING_EVERY */
  day_number on;
  struct recurrence every;
  struct span timing_span;
  struct ref chair;
  struct refs attended, needs;
  bool all_kpis;
  VECTOR(struct ref) covers;
  struct tail *asks;
  struct ref minutes_by;
  struct duration minutes_within;
};
struct diagnosis {
  struct entity entity;
  struct condition *when;
  struct tail *then;
};
struct criterion {
  struct entity entity;
  struct figure weight;
};
struct selection {
  struct entity entity;
  VECTOR(struct criterion *) criteria;
  VECTOR(struct entity *) candidates;
};
struct clause {
  struct entity entity;
  struct text text;
};

enum emit_language { EMIT_EN, EMIT_ZH_HANT, EMIT_BG, EMIT_VI, EMIT_NONE };
struct agreement {
  struct entity entity;
  bool draft;
  struct text version, under, timezone, mission;
  struct period term;
  struct duration renews, renews_notice;
  const char *currency; /* ISO 4217 code; NULL: unknown */
  int currency_places;  /* digits after the point */
  struct figure tax;
  bool tax_stated, tax_plus;
  VECTOR(struct exchange) exchanges;
  enum emit_language language, second_language;
  VECTOR(struct text) excludes;
  VECTOR(struct text) assumes;
  struct refs change_by;
  struct duration change_within;
  struct duration notice;
  day_number notice_from;
  VECTOR(struct clause *) clauses;
};

/* House rules, as they were read; what they do is decided in src/check. */
struct allowance {
  const char *code;      /* as written */
  struct span span;      /* of the code */
  struct span where;     /* the block that it stands in, or the whole file list where it stands at the top */
  bool everywhere;
  struct acceptance acceptance;
  bool used;
};
struct policy_level {
  const char *code;
  enum level level;
  bool known;
  struct text reason;
  struct span span;
};
struct policy_set {
  const char *name;
  struct quantity value;
  struct span span, value_span;
};

struct model {
  struct arena *arena;
  struct names *names;
  struct sources *sources;
  bool has_agreement;
  bool incomplete; /* a file or a declaration could not be read: names may be missing for that reason alone */
  struct agreement agreement;
  struct calendar calendar;
  struct brand *brand;   /* NULL: none */
  struct budget *budget;
  struct roi *roi;
  VECTOR(struct party *) parties;
  VECTOR(struct asset *) assets;
  VECTOR(struct goal *) goals;
  VECTOR(struct objective *) objectives;
  VECTOR(struct kpi *) kpis;
  VECTOR(struct content *) contents;
  VECTOR(struct channel *) channels;
  VECTOR(struct incentive *) incentives;
  VECTOR(struct action *) actions;
  VECTOR(struct deliverable *) deliverables;
  VECTOR(struct duty *) duties;
  VECTOR(struct approval *) approvals;
  VECTOR(struct phase *) phases;
  VECTOR(struct phase *) campaigns;
  VECTOR(struct review *) reviews;
  VECTOR(struct diagnosis *) diagnoses;
  VECTOR(struct selection *) selections;
  VECTOR(struct allowance) allowances;
  VECTOR(struct policy_level) levels;
  VECTOR(struct policy_set) settings;
  const char *fingerprint; /* SHA-256 of the sources, 64 hexadecimal digits */
  bool partial;            /* lists hold only what one reader is shown: what counts the whole is left out */
};

/* The members of a circle, from the first back to it: a → b → a; of many, the middle is left out. */
const char *entities_circle(struct arena *arena, const struct entity *const *members, uint32_t count);

/* The party of a party or person; NULL for others. */
const struct party *entity_party(const struct entity *entity);
bool entity_is_client(const struct entity *entity); /* a client, or a person of one */

/* Whether less is better where a target does not say: by the bands, the stretch, else by the unit (times and costs). */
bool kpi_less_is_better(const struct kpi *kpi);

/* Whether a figure that is less than another (-1), the same (0) or more (1) is what the comparison wants. */
bool comparison_passes(enum comparison comparison, int order);

#endif
