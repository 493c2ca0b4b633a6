#include "emit/language.h"

#include <assert.h>

enum text_language language_catalogue(enum emit_language language) {
  static const enum text_language languages[] = {[EMIT_EN] = LANGUAGE_EN, [EMIT_ZH_HANT] = LANGUAGE_ZH_HANT,
                                                 [EMIT_BG] = LANGUAGE_BG, [EMIT_VI] = LANGUAGE_VI, [EMIT_NONE] = LANGUAGE_EN};
  static_assert(sizeof languages / sizeof *languages == EMIT_NONE + 1, "a catalogue for each language");
  return languages[language];
}

enum text_language language_of_agreement(const struct model *model) { return language_catalogue(model->agreement.language); }
