/* Writing JSON: a streaming writer with fixed order of keys, decimals as they are, and no binary floating point. The
 * values are put by json_put_…, since jansson, which reads JSON, has json_string, json_integer and json_null. */
#ifndef EMIT_JSON_H
#define EMIT_JSON_H

#include "base/buffer.h"
#include "base/day.h"
#include "base/decimal.h"

struct json {
  struct buffer *out;
  bool comma;       /* the next member needs a comma before it */
  bool keyed;       /* a key stands before what comes next */
  bool indented;    /* a line for each member */
  int depth;
};

void json_object_begin(struct json *json);
void json_object_end(struct json *json);
void json_array_begin(struct json *json);
void json_array_end(struct json *json);
void json_key(struct json *json, const char *key);
void json_put_string(struct json *json, const char *text, size_t length);
void json_put_text(struct json *json, const char *text); /* NULL: null */
void json_put_integer(struct json *json, int64_t value);
void json_put_decimal(struct json *json, struct decimal value); /* plain notation; null where it is not finite */
void json_put_date(struct json *json, day_number day);          /* "2026-03-31"; null for DAY_NONE */
void json_put_bool(struct json *json, bool value);
void json_put_null(struct json *json);

#endif
