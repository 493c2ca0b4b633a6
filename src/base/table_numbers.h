/* For the programs of the build that write tables as C: numbers, each with a comma after it. */
#ifndef BASE_TABLE_NUMBERS_H
#define BASE_TABLE_NUMBERS_H

#include <stddef.h>
#include <stdio.h>

static inline void write_number(size_t number) {
  enum { DIGITS = 20 };
  char digits[DIGITS + 1] = {0}, *first = digits + DIGITS;
  do *--first = (char)('0' + number % 10);
  while ((number /= 10) > 0);
  fputs(first, stdout);
  fputs(",", stdout);
}

static inline void write_numbers(const size_t *numbers, size_t count) {
  enum { A_LINE = 24 };
  for (size_t i = 0; i < count; i++) {
    write_number(numbers[i]);
    if (i % A_LINE == A_LINE - 1) fputs("\n", stdout);
  }
}

static inline void write_bytes(const char *bytes, size_t length) {
  for (size_t i = 0; i < length; i++) write_number((unsigned char)bytes[i]);
  fputs("\n", stdout);
}

#endif
