/* libxlsxwriter, loaded when a workbook is written and not before: it brings libcrypto with it, which costs each start of
 * the program more than checking an agreement does. Its functions are called through this table, by their own names. */
#ifndef EMIT_XLSX_LIBRARY_H
#define EMIT_XLSX_LIBRARY_H

#include <stdbool.h>
#include <xlsxwriter.h>

#include "base/decimal.h"

/* Each function that is used. */
#define XLSX_FUNCTIONS(X)                                                                                              \
  X(workbook_new_opt) X(workbook_add_worksheet) X(workbook_add_format) X(workbook_add_chart) X(workbook_close)           \
  X(workbook_set_properties) X(lxw_workbook_free)                                                                      \
  X(worksheet_write_number) X(worksheet_write_string) X(worksheet_write_blank) X(worksheet_write_formula_num)            \
  X(worksheet_write_formula_str) X(worksheet_merge_range) X(worksheet_set_column) X(worksheet_set_row)                   \
  X(worksheet_freeze_panes) X(worksheet_protect) X(worksheet_hide) X(worksheet_set_landscape) X(worksheet_set_paper)     \
  X(worksheet_fit_to_pages) X(worksheet_repeat_rows) X(worksheet_repeat_columns) X(worksheet_set_h_pagebreaks)           \
  X(worksheet_set_print_scale) X(worksheet_gridlines) X(worksheet_set_footer)                      \
  X(worksheet_data_validation_range) X(worksheet_conditional_format_range) X(worksheet_insert_chart_opt)                 \
  X(format_set_bold) X(format_set_font_color) X(format_set_font_name) X(format_set_font_size) X(format_set_bg_color)     \
  X(format_set_border) X(format_set_border_color) X(format_set_num_format) X(format_set_align) X(format_set_text_wrap)                       \
  X(format_set_indent) X(format_set_unlocked)                                                                           \
  X(chart_add_series) X(chart_series_set_name) X(chart_series_set_fill) X(chart_set_series_gap)                          \
  X(chart_series_set_line) X(chart_series_set_marker_type) \
  X(chart_series_set_marker_size) X(chart_series_set_marker_fill) \
  X(chart_axis_get) X(chart_axis_set_num_format) X(chart_axis_major_gridlines_set_line)  \
  X(chart_legend_set_position) X(chart_show_hidden_data) X(chart_show_blanks_as) X(chart_title_off)

struct xlsx_library {
  void *handle;
#define XLSX_FUNCTION(name) __typeof__(&name) name;
  XLSX_FUNCTIONS(XLSX_FUNCTION)
#undef XLSX_FUNCTION
};

/* False where the library, or one of its functions, is not there. */
bool xlsx_library_load(struct xlsx_library *library);
void xlsx_library_release(struct xlsx_library *library);

/* What asks for binary floating point: the library takes figures in no other form. A figure of up to 15 digits, as many
 * as a spreadsheet holds, is the nearest of that form. */
lxw_error xlsx_write_number(const struct xlsx_library *library, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                            struct decimal number, lxw_format *format);
lxw_error xlsx_write_formula(const struct xlsx_library *library, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                             const char *formula, lxw_format *format, struct decimal present);

#endif
