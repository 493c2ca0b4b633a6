#include "library/limits.h"

#include "base/day.h"
#include "base/decimal.h"
#include "model/build.h"
#include "score/workbook.h"
#include "syntax/syntax.h"

static const struct limit_row rows[] = {
    {"file-size", LIMIT_FILE_MIB, TEXT_LIMIT_UNIT_MIB, TEXT_LIMIT_FILE_SIZE},
    {"total-size", LIMIT_TOTAL_MIB, TEXT_LIMIT_UNIT_MIB, TEXT_LIMIT_TOTAL_SIZE},
    {"files", LIMIT_FILES, TEXT_LIMIT_UNIT_FILES, TEXT_LIMIT_FILE_COUNT},
    {"include-depth", LIMIT_INCLUDE_DEPTH, TEXT_LIMIT_UNIT_FILES, TEXT_LIMIT_INCLUDES},
    {"declarations", MODEL_DECLARATIONS_MAX, TEXT_LIMIT_UNIT_DECLARATIONS, TEXT_LIMIT_DECLARATIONS},
    {"block-depth", SYNTAX_BLOCKS_MAX, TEXT_LIMIT_UNIT_BLOCKS, TEXT_LIMIT_BLOCKS},
    {"statement-signs", SYNTAX_OPERATORS_MAX, TEXT_LIMIT_UNIT_SIGNS, TEXT_LIMIT_SIGNS},
    {"unit-parts", UNIT_BASES_MAX, TEXT_LIMIT_UNIT_UNITS, TEXT_LIMIT_UNITS},
    {"periods", MODEL_PERIODS_MAX, TEXT_LIMIT_UNIT_PERIODS, TEXT_LIMIT_PERIODS},
    {"values", LIMIT_VALUES, TEXT_LIMIT_UNIT_VALUES, TEXT_LIMIT_VALUE_COUNT},
    {"workbook-size", WORKBOOK_MIB, TEXT_LIMIT_UNIT_MIB, TEXT_LIMIT_BOOK_SIZE},
    {"workbook-parts", WORKBOOK_PARTS, TEXT_LIMIT_UNIT_PARTS, TEXT_LIMIT_BOOK_PARTS},
    {"workbook-cells", WORKBOOK_CELLS, TEXT_LIMIT_UNIT_CELLS, TEXT_LIMIT_BOOK_CELLS},
    {"findings", LIMIT_FINDINGS, TEXT_LIMIT_UNIT_FINDINGS, TEXT_LIMIT_FINDINGS_KEPT},
    {"digits", DECIMAL_DIGITS, TEXT_LIMIT_UNIT_DIGITS, TEXT_LIMIT_DIGITS},
    {"exponent", DECIMAL_MAX_EXPONENT, TEXT_LIMIT_UNIT_POWER, TEXT_LIMIT_EXPONENT},
    {"first-year", DAY_FIRST_YEAR, TEXT_LIMIT_UNIT_YEAR, TEXT_LIMIT_FIRST_YEAR},
    {"last-year", DAY_LAST_YEAR, TEXT_LIMIT_UNIT_YEAR, TEXT_LIMIT_LAST_YEAR},
};

const struct limit_row *limit_at(size_t index) {
  return index < sizeof rows / sizeof rows[0] ? &rows[index] : NULL;
}
