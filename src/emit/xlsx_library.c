#include "emit/xlsx_library.h"

#include "base/loading.h"

bool xlsx_library_load(struct xlsx_library *library) {
  bool whole = true;
  library->handle = loading_open(REMIT_XLSXWRITER);
  if (!library->handle) return false;
#define XLSX_FUNCTION(name) whole = loading_find(library->handle, #name, &library->name, sizeof library->name) && whole;
  XLSX_FUNCTIONS(XLSX_FUNCTION)
#undef XLSX_FUNCTION
  if (!whole) xlsx_library_release(library);
  return whole;
}

void xlsx_library_release(struct xlsx_library *library) { loading_close(library->handle); }

/* ---- Figures ---- */

enum { SHEET_DIGITS = 15, POWERS = 22 }; /* 10^22 is the last power that the form holds exactly */

/* At most 15 digits that count, so that they are held exactly. */
static struct decimal shortened(struct decimal number) {
  struct decimal limit = decimal_scaled(decimal_from_integer(1), SHEET_DIGITS), whole = decimal_reduced(number);
  int power = whole.exponent;
  for (whole.exponent = 0; decimal_compare(decimal_absolute(whole), limit) >= 0; power++)
    whole = decimal_rounded(decimal_scaled(whole, -1), 0);
  return decimal_scaled(decimal_reduced(whole), power);
}

static double binary(struct decimal number) {
  struct decimal figure = shortened(number);
  double value = (double)figure.low, ten = 10;
  int power = figure.exponent < 0 ? -figure.exponent : figure.exponent;
  double factor = 1;
  for (int i = 0; i < power && i < 2 * POWERS; i++) factor *= ten;
  value = figure.exponent < 0 ? value / factor : value * factor;
  return figure.negative ? -value : value;
}

lxw_error xlsx_write_number(const struct xlsx_library *library, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                            struct decimal number, lxw_format *format) {
  return library->worksheet_write_number(sheet, row, column, binary(number), format);
}

lxw_error xlsx_write_formula(const struct xlsx_library *library, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                             const char *formula, lxw_format *format, struct decimal present) {
  return library->worksheet_write_formula_num(sheet, row, column, formula, format, binary(present));
}
