#include "emit/xlsx_library.h"

#include <dlfcn.h>
#include <string.h>

/* One function; object and function pointers have one size wherever dlsym is. */
static bool find(void *handle, const char *name, void *function, size_t size) {
  void *found = dlsym(handle, name);
  memcpy(function, &found, size);
  return found != NULL;
}

bool xlsx_library_load(struct xlsx_library *library) {
  bool whole = true;
  /* It stays in memory when it is released, as what libcrypto leaves to the end of the program asks for. */
  library->handle = dlopen(REMIT_XLSXWRITER, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  if (!library->handle) return false;
#define XLSX_FUNCTION(name) whole = find(library->handle, #name, &library->name, sizeof library->name) && whole;
  XLSX_FUNCTIONS(XLSX_FUNCTION)
#undef XLSX_FUNCTION
  if (!whole) xlsx_library_release(library);
  return whole;
}

void xlsx_library_release(struct xlsx_library *library) { dlclose(library->handle); }

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
