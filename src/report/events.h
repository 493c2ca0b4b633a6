/* What happens on which day, from the model: what a calendar shows. */
#ifndef REPORT_EVENTS_H
#define REPORT_EVENTS_H

#include "model/model.h"
#include "report/document.h"

enum event_kind {
  EVENT_TERM_BEGINS, EVENT_TERM_ENDS, EVENT_RENEWAL_NOTICE, EVENT_RENEWAL, EVENT_NOTICE, EVENT_PHASE_BEGINS,
  EVENT_PHASE_ENDS, EVENT_CAMPAIGN_BEGINS, EVENT_CAMPAIGN_ENDS, EVENT_BASELINE, EVENT_REPORT, EVENT_MILESTONE,
  EVENT_TARGET, EVENT_DEADLINE, EVENT_RETURN_JUDGED, EVENT_RETURN_EXPECTED, EVENT_REVIEW, EVENT_ACTION,
  EVENT_ACTION_BEGINS, EVENT_ACTION_ENDS, EVENT_DELIVERABLE, EVENT_PAYMENT, EVENT_TASK, EVENT_KIND_COUNT
};

struct event {
  enum event_kind kind;
  day_number day;                      /* the first, where it recurs */
  const struct recurrence *every;      /* NULL: it is on that day alone */
  const struct entity *of;
  const struct milestone *milestone;   /* of EVENT_MILESTONE */
  const struct payment *payment;       /* of EVENT_PAYMENT */
  const struct tail *task;             /* of EVENT_TASK */
  const struct kpi *const *kpis;       /* of EVENT_REPORT: those that the same people report on the same days */
  uint32_t kpi_count;
};

struct events {
  const struct event *items; /* by their first days, then by kind, then as the text has them */
  uint32_t count;
  bool named; /* one of them is the reader's own */
};

struct reader;
/* With a reader only those that are theirs, and those that are nobody's. */
struct events events_of(struct arena *arena, const struct model *model, const struct reader *reader);

/* How a calendar presents the kinds. */
enum { EVENT_ALARMS = 2 };
struct event_row {
  const char *slug;          /* of the event's identity */
  enum text_key category;
  uint8_t alarms[EVENT_ALARMS]; /* days before; 0: none */
};
const struct event_row *event_row(enum event_kind kind);

/* Writes by what the event is known, which rests on names of the agreement alone and stays when titles, people or figures
 * change: review.monthly, milestone.followers.2026-06-30. ASCII; two events of one agreement may still have the same where
 * the agreement says something twice. */
void event_identity(struct buffer *out, const struct model *model, const struct event *event);

/* The same for the agreement as a whole, among those of other parties: tea_2026.alpine.lantern */
void event_agreement_identity(struct buffer *out, const struct model *model);

/* What it is, in a line, and what is to be known of it, a cell for each line; both in the document's scratch. `day` is the
 * one of its days that is meant, DAY_NONE: all of them. */
struct cell event_summary(struct document *document, const struct model *model, const struct event *event);
struct cell event_description(struct document *document, const struct model *model, const struct event *event,
                              day_number day);

/* From which agreement it comes: title, version, fingerprint. */
struct cell event_source(struct document *document, const struct model *model);

#endif
