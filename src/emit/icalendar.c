#include "emit/icalendar.h"

#include "base/utf8.h"
#include "report/phrases.h"
#include "report/reader.h"
#include "emit/recurrence_rule.h"

#define LINE_END "\r\n"

enum {
  LINE_OCTETS = 75,
  MINUTES_A_DAY = 24 * 60,
  USUAL_MORNING = 9 * 60,
  REPLACEMENT_CHARACTER = 0xFFFD,
  MOST_ENTRIES = 20000 /* days that recur without a rule are entries of their own, and may be without number */
};

struct calendar_writer {
  struct buffer *out;
  struct document *document;
  const struct model *model;
  struct names *identities;   /* that were given */
  const char *owner;          /* the part of identities behind the @ */
  const char *stamp;
  int64_t sequence;
  bool inconsistent;
  uint32_t entries;
};

/* ---- The one way into the medium: lines, and texts in them ---- */

/* A line of any length, folded so that no character is cut. */
static void put_line(struct buffer *out, const struct buffer *line) {
  size_t column = 0;
  for (size_t at = 0; at < line->length;) {
    int size;
    utf8_decode(line->data + at, line->length - at, &size);
    if (column + (size_t)size > LINE_OCTETS) {
      buffer_text(out, LINE_END " ");
      column = 1;
    }
    buffer_bytes(out, line->data + at, (size_t)size);
    column += (size_t)size;
    at += (size_t)size;
  }
  buffer_text(out, LINE_END);
}

static void put_plain(struct buffer *out, const char *line) {
  buffer_text(out, line);
  buffer_text(out, LINE_END);
}

static bool ends_line(uint32_t c) { return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029; }

static bool is_none(uint32_t c) {
  return c == UTF8_INVALID || (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF) || (c >= 0x7F && c < 0xA0);
}

/* A text as a value: what would end it is escaped; `one_line`: its line ends become blanks. */
static void put_escaped(struct buffer *line, const char *text, size_t length, bool one_line) {
  int size;
  for (size_t at = 0; at < length; at += (size_t)size) {
    uint32_t c = utf8_decode(text + at, length - at, &size);
    if (c == '\r' && at + 1 < length && text[at + 1] == '\n') continue;
    if (ends_line(c)) {
      buffer_text(line, one_line ? " " : "\\n");
    } else if (c == '\\' || c == ';' || c == ',') {
      buffer_char(line, '\\');
      buffer_char(line, (char)c);
    } else if (c == '\t') {
      buffer_char(line, ' ');
    } else if (is_none(c)) {
      buffer_code_point(line, REPLACEMENT_CHARACTER);
    } else if (c < ' ') {
      buffer_code_point(line, 0x2400 + c); /* its picture */
    } else {
      buffer_bytes(line, text + at, (size_t)size);
    }
  }
}

static void put_text(struct calendar_writer *w, const char *property, const char *text, size_t length, bool one_line) {
  struct buffer line = buffer_in(w->document->scratch);
  buffer_text(&line, property);
  buffer_char(&line, ':');
  put_escaped(&line, text, length, one_line);
  put_line(w->out, &line);
}

static void put_cell(struct calendar_writer *w, const char *property, const struct cell *cell, bool one_line) {
  struct buffer words = buffer_in(w->document->scratch);
  cell_say(&words, w->document, cell);
  put_text(w, property, words.data, words.length, one_line);
}

static void put_sentence(struct calendar_writer *w, const char *property, enum text_key key) {
  const char *words = text_plain(w->document->language, key);
  put_text(w, property, words, strlen(words), true);
}

static void put_digits(struct buffer *out, day_number day) {
  struct civil civil = civil_from_day(day);
  buffer_padded(out, civil.year, 4);
  buffer_padded(out, civil.month, 2);
  buffer_padded(out, civil.day, 2);
}

static void put_date(struct calendar_writer *w, const char *property, day_number day) {
  buffer_text(w->out, property);
  buffer_text(w->out, ";VALUE=DATE:");
  put_digits(w->out, day);
  buffer_text(w->out, LINE_END);
}

/* ---- Identities ---- */

/* What the agreement says twice gets a number. */
static const char *identity_of(struct calendar_writer *w, const struct event *event) {
  struct buffer name = buffer_in(w->out->arena);
  event_identity(&name, w->model, event);
  size_t length = name.length;
  for (int number = 2; names_find(w->identities, name.data, name.length) != ATOM_NONE; number++) {
    name.length = length;
    buffer_char(&name, '.');
    buffer_integer(&name, number);
  }
  names_intern(w->identities, name.data, name.length);
  return buffer_string(&name);
}

static void put_identity(struct calendar_writer *w, const char *identity, day_number day) {
  struct buffer line = buffer_in(w->document->scratch);
  buffer_text(&line, "UID:");
  buffer_text(&line, identity);
  if (day != DAY_NONE) {
    buffer_char(&line, '.');
    day_write(&line, day);
  }
  buffer_char(&line, '@');
  buffer_text(&line, w->owner);
  put_line(w->out, &line);
}

/* ---- Alarms: in the morning of a day before, when the office opens ---- */

static void put_trigger(struct calendar_writer *w, int days) {
  int opens = w->model->calendar.opens;
  int minutes = days * MINUTES_A_DAY - (opens > 0 && opens < MINUTES_A_DAY ? opens : USUAL_MORNING);
  struct buffer *out = w->out;
  buffer_text(out, "TRIGGER:-P");
  if (minutes >= MINUTES_A_DAY) {
    buffer_integer(out, minutes / MINUTES_A_DAY);
    buffer_char(out, 'D');
  }
  minutes %= MINUTES_A_DAY;
  if (minutes > 0) buffer_char(out, 'T');
  if (minutes >= 60) {
    buffer_integer(out, minutes / 60);
    buffer_char(out, 'H');
  }
  if (minutes % 60 > 0) {
    buffer_integer(out, minutes % 60);
    buffer_char(out, 'M');
  }
  buffer_text(out, LINE_END);
}

/* What recurs is not announced before it was there the last time, and not every day. */
static bool is_announced(const struct event *event, int days) {
  if (days == 0) return false;
  if (!event->every) return true;
  enum time_unit unit = event->every->unit;
  return unit != TIME_DAY && unit != TIME_WORKDAY && (unit != TIME_WEEK || days < 7);
}

static void put_alarms(struct calendar_writer *w, const struct event *event, const struct cell *summary) {
  const struct event_row *row = event_row(event->kind);
  for (int i = 0; i < EVENT_ALARMS; i++) {
    if (!is_announced(event, row->alarms[i])) continue;
    put_plain(w->out, "BEGIN:VALARM");
    put_plain(w->out, "ACTION:DISPLAY");
    put_trigger(w, row->alarms[i]);
    put_cell(w, "DESCRIPTION", summary, true);
    put_plain(w->out, "END:VALARM");
  }
}

/* ---- Entries ---- */

/* A text on lines of its own, a blank one before it. */
static void say_apart(struct calendar_writer *w, struct buffer *words, const struct cell *cell) {
  if (words->length > 0) buffer_text(words, "\n\n");
  cell_say(words, w->document, cell);
}

static void say_key(struct calendar_writer *w, struct buffer *words, enum text_key key) {
  buffer_char(words, '\n');
  buffer_text(words, text_plain(w->document->language, key));
}

/* What everything that is written has to say of where it comes from. */
static void say_source(struct calendar_writer *w, struct buffer *words) {
  struct cell source = event_source(w->document, w->model);
  say_apart(w, words, &source);
  if (w->inconsistent) say_key(w, words, TEXT_REPORT_INCONSISTENT);
  if (w->model->agreement.draft) say_key(w, words, TEXT_REPORT_DRAFT);
}

static void put_description(struct calendar_writer *w, const struct event *event, day_number day) {
  struct buffer words = buffer_in(w->document->scratch);
  struct cell description = event_description(w->document, w->model, event, day);
  cell_say(&words, w->document, &description);
  say_source(w, &words);
  put_text(w, "DESCRIPTION", words.data, words.length, false);
}

static void put_rule(struct calendar_writer *w, const struct event *event, const struct buffer *rule) {
  struct buffer line = buffer_in(w->document->scratch);
  put_line(w->out, rule);
  buffer_text(&line, "EXDATE;VALUE=DATE:");
  if (recurrence_exceptions_write(&line, &w->model->calendar, event->every, event->day)) put_line(w->out, &line);
}

/* One entry: on `day`, or a series by `rule`. `single`: one day of several, by which it is known. */
static void put_entry(struct calendar_writer *w, const struct event *event, const char *identity, day_number day,
                      const struct buffer *rule, bool single) {
  struct cell summary = event_summary(w->document, w->model, event);
  bool tentative = w->inconsistent || w->model->agreement.draft;
  put_plain(w->out, "BEGIN:VEVENT");
  put_identity(w, identity, single ? day : DAY_NONE);
  buffer_text(w->out, "DTSTAMP:");
  put_plain(w->out, w->stamp);
  buffer_text(w->out, "SEQUENCE:");
  buffer_integer(w->out, w->sequence);
  buffer_text(w->out, LINE_END);
  put_date(w, "DTSTART", day);
  put_date(w, "DTEND", day + 1);
  if (rule) put_rule(w, event, rule);
  put_cell(w, "SUMMARY", &summary, true);
  put_description(w, event, rule ? DAY_NONE : day);
  put_sentence(w, "CATEGORIES", event_row(event->kind)->category);
  put_plain(w->out, tentative ? "STATUS:TENTATIVE" : "STATUS:CONFIRMED");
  put_plain(w->out, "TRANSP:TRANSPARENT"); /* it takes nobody's time: whole days stay free */
  put_alarms(w, event, &summary);
  put_plain(w->out, "END:VEVENT");
  w->entries++;
  document_rest(w->document);
}

static bool has_second(const struct calendar_writer *w, const struct event *event) {
  return event->every && recurrence_next(&w->model->calendar, event->every, event->day + 1) != DAY_NONE;
}

static bool rule_of(const struct calendar_writer *w, const struct event *event, struct buffer *rule) {
  buffer_text(rule, "RRULE:");
  return recurrence_rule_write(rule, &w->model->calendar, event->every);
}

static void put_event(struct calendar_writer *w, const struct event *event) {
  const struct calendar *calendar = &w->model->calendar;
  const char *identity = identity_of(w, event);
  struct buffer rule = buffer_in(w->out->arena);
  if (!has_second(w, event)) {
    put_entry(w, event, identity, event->day, NULL, false);
  } else if (rule_of(w, event, &rule)) {
    put_entry(w, event, identity, event->day, &rule, false);
  } else {
    day_number day = event->day;
    for (; day != DAY_NONE && w->entries < MOST_ENTRIES; day = recurrence_next(calendar, event->every, day + 1))
      put_entry(w, event, identity, day, NULL, true);
  }
}

/* How many entries it comes to; not counted on beyond `most`. */
static uint64_t count_entries(struct calendar_writer *w, const struct event *event, uint64_t most) {
  struct buffer rule = buffer_in(w->document->scratch);
  uint64_t count = 1;
  if (!has_second(w, event) || rule_of(w, event, &rule)) return count;
  day_number day = recurrence_next(&w->model->calendar, event->every, event->day + 1);
  for (; day != DAY_NONE && count <= most; day = recurrence_next(&w->model->calendar, event->every, day + 1)) count++;
  return count;
}

/* Whether there are more than are written. */
static bool are_too_many(struct calendar_writer *w, const struct events *events) {
  uint64_t count = 0;
  for (uint32_t i = 0; i < events->count && count <= MOST_ENTRIES; i++)
    count += count_entries(w, &events->items[i], MOST_ENTRIES);
  document_rest(w->document);
  return count > MOST_ENTRIES;
}

/* ---- The calendar ---- */

/* An entry that comes again with a higher number replaces the one that was there: 1.2 is 1002. */
static int64_t sequence_of(const struct text *version) {
  enum { STEP = 1000, MOST = 1000000 };
  int64_t parts[2] = {0, 0};
  int part = 0;
  for (uint32_t i = 0; i < version->length && part < 2; i++) {
    char c = version->bytes[i];
    if (c == '.' && i > 0) part++;
    else if (c < '0' || c > '9') return 0;
    else parts[part] = parts[part] * 10 + (c - '0');
    if (parts[0] >= MOST) return 0;
    if (part == 1 && parts[1] >= STEP) parts[1] = STEP - 1;
  }
  return parts[0] * STEP + parts[1];
}

/* There is no clock: what is written depends on the text alone. So entries are stamped with the term's first day. */
static const char *stamp_of(struct arena *arena, const struct model *model) {
  struct buffer stamp = buffer_in(arena);
  put_digits(&stamp, model->agreement.term.from == DAY_NONE ? 0 : model->agreement.term.from);
  buffer_text(&stamp, "T000000Z");
  return buffer_string(&stamp);
}

static const char *owner_of(struct arena *arena, const struct model *model) {
  struct buffer owner = buffer_in(arena);
  event_agreement_identity(&owner, model);
  buffer_text(&owner, ".remit");
  return buffer_string(&owner);
}

/* For whom it is, where it is for one reader. */
static void say_reader(struct calendar_writer *w, struct buffer *about, bool named) {
  const struct reader *reader = w->document->reader;
  if (!reader) return;
  const struct argument *who = ARGS(arg_entity(w->document, reader->who));
  buffer_char(about, '\n');
  text_write(about, w->document->language, TEXT_REPORT_FOR_ONE, who);
  if (named) return;
  buffer_char(about, '\n');
  text_write(about, w->document->language, TEXT_REPORT_FOR_NOTHING, who);
}

/* The agreement's title, and for whom the calendar is where it is for one reader. */
static struct cell title_of(struct calendar_writer *w) {
  const struct entity *agreement = &w->model->agreement.entity;
  const struct reader *reader = w->document->reader;
  if (!reader) return phrase_entity(agreement);
  return cell_sentence(w->document, TEXT_REPORT_TITLE_FOR,
                       ARGS(arg_entity(w->document, agreement), arg_entity(w->document, reader->who)));
}

static void put_head(struct calendar_writer *w, bool too_many, bool named) {
  struct cell title = title_of(w);
  struct buffer about = buffer_in(w->document->scratch);
  buffer_text(&about, text_plain(w->document->language, TEXT_CALENDAR_ABOUT));
  if (too_many) {
    buffer_char(&about, '\n');
    text_write(&about, w->document->language, TEXT_CALENDAR_LEFT_OUT, ARGS(arg_integer(MOST_ENTRIES)));
  }
  say_reader(w, &about, named);
  say_source(w, &about);
  put_plain(w->out, "BEGIN:VCALENDAR");
  put_plain(w->out, "VERSION:2.0");
  put_plain(w->out, "PRODID:-//Remit//Remit calendar//EN");
  put_plain(w->out, "CALSCALE:GREGORIAN");
  put_cell(w, "NAME", &title, true); /* RFC 7986; the X- forms are what most programs know */
  put_cell(w, "X-WR-CALNAME", &title, true);
  put_text(w, "DESCRIPTION", about.data, about.length, false);
  put_text(w, "X-WR-CALDESC", about.data, about.length, false);
  put_plain(w->out, "REFRESH-INTERVAL;VALUE=DURATION:P1D");
  put_plain(w->out, "X-PUBLISHED-TTL:P1D");
  document_rest(w->document);
}

void emit_calendar(struct buffer *out, struct document *document, const struct model *model, bool inconsistent) {
  struct calendar_writer w = {.out = out, .document = document, .model = model, .inconsistent = inconsistent};
  struct events events = events_of(out->arena, model, document->reader);
  w.identities = names_new(out->arena);
  w.owner = owner_of(out->arena, model);
  w.stamp = stamp_of(out->arena, model);
  w.sequence = sequence_of(&model->agreement.version);
  put_head(&w, are_too_many(&w, &events), events.named);
  for (uint32_t i = 0; i < events.count && w.entries < MOST_ENTRIES; i++) put_event(&w, &events.items[i]);
  put_plain(out, "END:VCALENDAR");
}
