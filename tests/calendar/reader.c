/* Reads a calendar with libical and says what it finds, so that run.py can hold it against the agreement: reader FILE.
 *
 * A line for each component ("begin NAME", "end NAME"), for each property ("property NAME|value", the value as libical
 * decodes it, its line ends and backslashes written as \n and \\), and for each day of an event ("day 2026-01-31", with
 * those of its rule). Status 1 where libical finds an error. */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void put_escaped(const char *text) {
  for (; text && *text; text++) {
    if (*text == '\n') fputs("\\n", stdout);
    else if (*text == '\\') fputs("\\\\", stdout);
    else putchar(*text);
  }
}

static const char *decoded(icalproperty *property) {
  icalvalue *value = icalproperty_get_value(property);
  switch (icalvalue_isa(value)) {
    case ICAL_TEXT_VALUE: return icalvalue_get_text(value);
    case ICAL_X_VALUE: return icalvalue_get_x(value);
    default: return icalproperty_get_value_as_string(property);
  }
}

static void put_day(icalcomponent *event, struct icaltime_span *span, void *context) {
  time_t start = span->start;
  struct tm *day = gmtime(&start);
  (void)event;
  (void)context;
  printf("day %04d-%02d-%02d\n", day->tm_year + 1900, day->tm_mon + 1, day->tm_mday);
}

static void put_days(icalcomponent *event) {
  struct icaltimetype first = icaltime_from_string("19000101"), last = icaltime_from_string("22000101");
  icalcomponent_foreach_recurrence(event, first, last, put_day, NULL);
}

static int put_component(icalcomponent *component) {
  int faults = 0;
  printf("begin %s\n", icalcomponent_kind_to_string(icalcomponent_isa(component)));
  for (icalproperty *p = icalcomponent_get_first_property(component, ICAL_ANY_PROPERTY); p;
       p = icalcomponent_get_next_property(component, ICAL_ANY_PROPERTY)) {
    const char *name = icalproperty_get_property_name(p);
    faults += icalproperty_isa(p) == ICAL_XLICERROR_PROPERTY;
    printf("property %s|", name);
    put_escaped(decoded(p));
    putchar('\n');
  }
  if (icalcomponent_isa(component) == ICAL_VEVENT_COMPONENT) put_days(component);
  for (icalcomponent *c = icalcomponent_get_first_component(component, ICAL_ANY_COMPONENT); c;
       c = icalcomponent_get_next_component(component, ICAL_ANY_COMPONENT))
    faults += put_component(c);
  printf("end %s\n", icalcomponent_kind_to_string(icalcomponent_isa(component)));
  return faults;
}

static char *whole_file(const char *path) {
  FILE *file = fopen(path, "rb");
  char *text = calloc(1, 64u << 20);
  size_t length = file && text ? fread(text, 1, (64u << 20) - 1, file) : 0;
  if (file) fclose(file);
  return length > 0 && strlen(text) == length ? text : NULL;
}

int main(int count, char **arguments) {
  char *text = count > 1 ? whole_file(arguments[1]) : NULL;
  icalcomponent *calendar = text ? icalparser_parse_string(text) : NULL;
  if (!calendar) return 1;
  int faults = put_component(calendar);
  if (!icalrestriction_check(calendar)) faults++;
  faults += icalcomponent_count_errors(calendar);
  icalcomponent_free(calendar);
  free(text);
  return faults > 0;
}
