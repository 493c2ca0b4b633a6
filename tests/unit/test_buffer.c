#include "base/buffer.h"

#include <string.h>

#include "arena_fixture.h"

static const char *integer(int64_t value) {
  struct buffer buffer = buffer_in(&arena);
  buffer_integer(&buffer, value);
  return buffer_string(&buffer);
}

static const char *padded(int64_t value, int digits) {
  struct buffer buffer = buffer_in(&arena);
  buffer_padded(&buffer, value, digits);
  return buffer_string(&buffer);
}

static void integers(void **state) {
  (void)state;
  assert_string_equal(integer(0), "0");
  assert_string_equal(integer(7), "7");
  assert_string_equal(integer(-7), "-7");
  assert_string_equal(integer(1000000), "1000000");
  assert_string_equal(integer(INT64_MAX), "9223372036854775807");
  assert_string_equal(integer(INT64_MIN), "-9223372036854775808");
}

static void padded_integers(void **state) {
  (void)state;
  assert_string_equal(padded(3, 2), "03");
  assert_string_equal(padded(2026, 4), "2026");
  assert_string_equal(padded(12345, 4), "12345");
  assert_string_equal(padded(-5, 3), "-005");
  assert_string_equal(padded(0, 4), "0000");
  assert_string_equal(padded(1, 0), "1");
  assert_string_equal(padded(1, 30), "000000000000000000000000000001");
}

static void code_points(void **state) {
  (void)state;
  struct buffer buffer = buffer_in(&arena);
  const uint32_t points[] = {'a', 0x7F, 0x80, 0x7FF, 0x800, 0xFFFF, 0x10000, 0x10FFFF, 0xD800, 0x110000};
  for (size_t i = 0; i < sizeof points / sizeof *points; i++) buffer_code_point(&buffer, points[i]);
  assert_string_equal(buffer_string(&buffer),
                      "a\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80\xEF\xBF\xBF\xF0\x90\x80\x80\xF4\x8F\xBF\xBF"
                      "\xEF\xBF\xBD\xEF\xBF\xBD");
}

static void parts_are_joined(void **state) {
  (void)state;
  struct buffer buffer = buffer_in(&arena);
  assert_string_equal(buffer_string(&buffer), "");
  buffer_bytes(&buffer, NULL, 0);
  buffer_repeat(&buffer, 'x', 0);
  buffer_text(&buffer, "");
  assert_int_equal(buffer.length, 0);
  buffer_text(&buffer, "one");
  buffer_char(&buffer, ' ');
  buffer_repeat(&buffer, '-', 3);
  buffer_bytes(&buffer, "\0b", 2);
  assert_int_equal(buffer.length, 9);
  assert_memory_equal(buffer.data, "one ---\0b", 9);
  memcpy(buffer_reserve(&buffer, 100), "later", 5);
  assert_int_equal(buffer.length, 9);
  buffer.length += 5;
  assert_memory_equal(buffer_string(&buffer), "one ---\0blater", 15);
}

static void two_buffers_grow_side_by_side(void **state) {
  (void)state;
  enum { TIMES = 300000 };
  struct buffer a = buffer_in(&arena), b = buffer_in(&arena);
  for (int i = 0; i < TIMES; i++) {
    buffer_char(&a, (char)('a' + i % 26));
    buffer_text(&b, "xy");
  }
  assert_int_equal(a.length, TIMES);
  assert_int_equal(b.length, 2 * TIMES);
  for (int i = 0; i < TIMES; i++) {
    assert_int_equal(a.data[i], 'a' + i % 26);
    assert_int_equal(b.data[2 * i + 1], 'y');
  }
}

/* Lines of many lengths, one longer than a piece; none is cut. */
static void write_lines(struct buffer *buffer) {
  enum { LINES = 30000 };
  for (int i = 0; i < LINES; i++) {
    buffer_may_cut(buffer);
    buffer_repeat(buffer, (char)('a' + i % 26), i == LINES / 2 ? 3 * ARENA_PIECE : (size_t)(i * 7 % 200));
    buffer_char(buffer, '\n');
  }
}

static void pieces_make_one_text(void **state) {
  (void)state;
  struct buffer whole = buffer_in(&arena);
  struct pieces pieces = {0};
  struct buffer buffer = buffer_in_pieces(&arena, &pieces);
  size_t length = 0, count = 0;
  write_lines(&whole);
  write_lines(&buffer);
  buffer_cut(&buffer);
  buffer_cut(&buffer); /* of nothing */
  assert_int_equal(buffer.length, 0);
  for (struct remit_piece *piece = pieces.first, *next; piece; piece = next, count++) {
    next = piece->next;
    assert_true(next || piece == pieces.last);
    assert_true(length + piece->length <= whole.length);
    assert_memory_equal(piece->bytes, whole.data + length, piece->length);
    assert_int_equal(piece->bytes[piece->length - 1], '\n');
    length += piece->length;
    arena_standard_allocator.release(NULL, piece);
  }
  assert_int_equal(length, whole.length);
  assert_true(count >= 4);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(integers),
      cmocka_unit_test(padded_integers),
      cmocka_unit_test(code_points),
      cmocka_unit_test(parts_are_joined),
      cmocka_unit_test(two_buffers_grow_side_by_side),
      cmocka_unit_test(pieces_make_one_text),
  };
  return cmocka_run_group_tests(tests, arena_begin, arena_end);
}
