/* Reads lines `OP A B` (numbers as 12.5E-3) and prints each result as `sign coefficient exponent`, or why there is
 * none, for decimal_oracle.py to compare with Python's decimals. */
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"

static struct decimal read_number(const char *text) {
  struct decimal number;
  bool negative = *text == '-';
  text += negative;
  size_t length = strcspn(text, "E");
  if (!decimal_read(text, length, &number)) {
    fprintf(stderr, "not a number: %s\n", text);
    exit(2);
  }
  number.exponent = (int16_t)(number.exponent + (text[length] ? atoi(text + length + 1) : 0));
  return negative ? decimal_negated(number) : number;
}

static void print_digits(struct decimal a) {
  char digits[40];
  int start = sizeof digits - 1;
  __extension__ unsigned __int128 rest = a.high;
  rest = rest << 64 | a.low;
  digits[start] = 0;
  do digits[--start] = (char)('0' + (int)(rest % 10));
  while (rest /= 10);
  printf("%d %s %d\n", a.negative, digits + start, a.exponent);
}

static void print(struct decimal a) {
  if (a.state == DECIMAL_OVERFLOW) puts("overflow");
  else if (a.state == DECIMAL_DIVIDED_BY_ZERO) puts("by-zero");
  else print_digits(a);
}

static void print_written(struct decimal a) {
  static jmp_buf guard;
  struct arena arena;
  if (setjmp(guard)) exit(3);
  arena_init(&arena, &arena_standard_allocator, &guard);
  struct buffer buffer = buffer_in(&arena);
  decimal_write(&buffer, a);
  puts(buffer_string(&buffer));
  arena_free(&arena);
}

static void print_integer(struct decimal a) {
  int64_t value;
  if (decimal_to_integer(a, &value)) printf("%lld\n", (long long)value);
  else puts("none");
}

static void work_out(const char *op, struct decimal a, const char *second) {
  if (!strcmp(op, "add")) print(decimal_add(a, read_number(second)));
  else if (!strcmp(op, "sub")) print(decimal_subtract(a, read_number(second)));
  else if (!strcmp(op, "mul")) print(decimal_multiply(a, read_number(second)));
  else if (!strcmp(op, "div")) print(decimal_divide(a, read_number(second)));
  else if (!strcmp(op, "raised")) print(decimal_raised(a, read_number(second)));
  else if (!strcmp(op, "cmp")) printf("%d\n", decimal_compare(a, read_number(second)));
  else if (!strcmp(op, "round")) print(decimal_rounded(a, atoi(second)));
  else if (!strcmp(op, "scaled")) print(decimal_scaled(a, atoi(second)));
  else if (!strcmp(op, "power")) print(decimal_power(a, (uint32_t)atoi(second)));
  else if (!strcmp(op, "reduced")) print(decimal_reduced(a));
  else if (!strcmp(op, "write")) print_written(a);
  else if (!strcmp(op, "integer")) print_integer(a);
  else exit(2);
}

int main(void) {
  char line[512], op[16], a[160], b[160];
  while (fgets(line, sizeof line, stdin)) {
    if (sscanf(line, "%15s %159s %159s", op, a, b) != 3) return 2;
    work_out(op, read_number(a), b);
  }
  return 0;
}
