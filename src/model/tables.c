#include "model/tables.h"

#include <string.h>

static const struct currency {
  char code[4];
  int places;
} currencies[] = {
#define CURRENCY(code, places) {code, places},
#define WITHDRAWN(code, instead)
#include "model/currencies.def"
#undef CURRENCY
#undef WITHDRAWN
};

static const struct withdrawn {
  char code[4], instead[4];
} withdrawn[] = {
#define CURRENCY(code, places)
#define WITHDRAWN(code, instead) {code, instead},
#include "model/currencies.def"
#undef CURRENCY
#undef WITHDRAWN
};

static const char *const timezones[] = {
#define TIMEZONE(name) name,
#include "model/timezones.def"
#undef TIMEZONE
};

static int compare_code(const char *code, const char *row) {
  for (int i = 0; i < 3; i++) {
    char c = code[i] >= 'a' && code[i] <= 'z' ? (char)(code[i] - 'a' + 'A') : code[i];
    if (c != row[i]) return c < row[i] ? -1 : 1;
  }
  return 0;
}

static const struct currency *find_currency(const char *code) {
  size_t low = 0, high = sizeof currencies / sizeof *currencies;
  while (low < high) {
    size_t middle = (low + high) / 2;
    int order = compare_code(code, currencies[middle].code);
    if (order == 0) return &currencies[middle];
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return NULL;
}

const char *tables_currency(const char *code, size_t length, int *places) {
  const struct currency *currency = length == 3 ? find_currency(code) : NULL;
  if (currency) *places = currency->places;
  return currency ? currency->code : NULL;
}

size_t tables_currency_number(const char *code) { return (size_t)(find_currency(code) - currencies); }

size_t tables_currency_count(void) { return sizeof currencies / sizeof *currencies; }

const char *tables_currency_instead(const char *code, size_t length) {
  if (length != 3) return NULL;
  for (size_t i = 0; i < sizeof withdrawn / sizeof *withdrawn; i++)
    if (compare_code(code, withdrawn[i].code) == 0) return withdrawn[i].instead;
  return NULL;
}

bool tables_timezone(const char *name, size_t length) {
  size_t low = 0, high = sizeof timezones / sizeof *timezones;
  while (low < high) {
    size_t middle = (low + high) / 2;
    int order = strncmp(name, timezones[middle], length);
    if (order == 0) order = timezones[middle][length] ? -1 : 0;
    if (order == 0) return true;
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return false;
}
