/* Tables made from ISO 4217 and the tz database, with their editions. */
#ifndef MODEL_TABLES_H
#define MODEL_TABLES_H

#include <stdbool.h>
#include <stddef.h>

#define TABLES_CURRENCY_EDITION "ISO 4217, amendments up to 2026-01"
#define TABLES_TIMEZONE_EDITION "tz 2025b"

/* The code as the table holds it, for a code in any case; NULL where no currency in use has it. `places` gets the digits
 * after the point. */
const char *tables_currency(const char *code, size_t length, int *places);

/* The number of a code that the table holds, from 0, and how many there are. */
size_t tables_currency_number(const char *code);
size_t tables_currency_count(void);

/* What to write instead of a code that is withdrawn or no code; NULL: nothing known. */
const char *tables_currency_instead(const char *code, size_t length);

bool tables_timezone(const char *name, size_t length);

#endif
