#include "report/standings.h"

#include <assert.h>

static const struct {
  enum text_key words;
  enum tone tone;
} standings[] = {[STANDING_NONE] = {TEXT_SHEET_WATCHED, TONE_NEUTRAL},     [STANDING_NOT_DUE] = {TEXT_SHEET_NOT_DUE, TONE_NEUTRAL},
                 [STANDING_NO_DATA] = {TEXT_SHEET_NO_DATA, TONE_NEUTRAL},  [STANDING_MET] = {TEXT_SHEET_MET, TONE_GOOD},
                 [STANDING_MISSED] = {TEXT_SHEET_MISSED, TONE_BAD},        [STANDING_ON_TRACK] = {TEXT_SHEET_ON_TRACK, TONE_GOOD},
                 [STANDING_AT_RISK] = {TEXT_SHEET_AT_RISK, TONE_MIDDLING}, [STANDING_OFF_TRACK] = {TEXT_SHEET_OFF_TRACK, TONE_BAD}};
static_assert(sizeof standings / sizeof standings[0] == STANDING_COUNT, "each standing has its words");

enum text_key standing_words(enum standing standing) { return standings[standing].words; }

struct cell standing_cell(enum standing standing) {
  return (struct cell){.kind = CELL_SENTENCE, .tone = (uint8_t)standings[standing].tone, .as.sentence = {.key = standings[standing].words}};
}
