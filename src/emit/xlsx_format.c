#include "emit/xlsx_format.h"

#include <assert.h>

#include "emit/faces.h"

/* ---- Figures and dates ---- */

static void put_places(struct buffer *out, const char *whole, unsigned places, const char *end) {
  buffer_text(out, whole);
  if (places > 0) buffer_char(out, '.');
  buffer_repeat(out, '0', places);
  buffer_text(out, end);
}

/* Words in quotes: nothing in them is a code. */
static void put_unit(struct buffer *out, const char *unit) {
  if (!unit) return;
  buffer_char(out, '"');
  buffer_text(out, unit);
  buffer_char(out, '"');
}

const char *xlsx_figures(struct arena *arena, enum text_language language, struct book_style style) {
  static const char *const bounds[] = {[SIGN_NONE] = "", [SIGN_LEAST] = "\"≥ \"", [SIGN_MOST] = "\"≤ \""};
  struct buffer out = buffer_in(arena);
  switch ((enum book_form)style.form) {
    case FORM_GENERAL: return "General";
    case FORM_WORDS: return "@";
    case FORM_DATE: return text_plain(language, TEXT_SHEET_DATE_FORM);
    case FORM_MONTH: return text_plain(language, TEXT_SHEET_MONTH_FORM);
    case FORM_SHORT_MONTH: return text_plain(language, TEXT_SHEET_SHORT_MONTH_FORM);
    case FORM_NUMBER:
      buffer_text(&out, bounds[style.bound]);
      put_places(&out, "#,##0", style.places, "");
      put_unit(&out, style.unit);
      break;
    case FORM_SHARE:
      buffer_text(&out, bounds[style.bound]);
      put_places(&out, "0", style.places, "%");
      break;
    case FORM_POINTS:
      put_places(&out, "+0", style.places, "%;");
      put_places(&out, "-0", style.places, "%;");
      put_places(&out, "0", style.places, "%");
      break;
  }
  return buffer_string(&out);
}

/* ---- Looks ---- */

enum { NAVY = 0x1F3864, PALE = 0xDCE6F2, LINE = 0xBFBFBF, QUIET = 0x595959, CREAM = 0xFFF8E1, RED = 0x9C0006, ROSE = 0xFFC7CE,
       LIGHT = 0xF2F2F2, FRAME = 0xB58900 };

struct look {
  lxw_color_t colour, ground, frame; /* 0: none */
  uint8_t size;                      /* 0: as usual */
  bool bold, centred;
};

static const struct look looks[] = {
    [LOOK_PLAIN] = {0},
    [LOOK_TITLE] = {.colour = NAVY, .size = 16, .bold = true},
    [LOOK_QUIET] = {.colour = QUIET, .size = 9},
    [LOOK_NOTICE] = {.colour = RED, .ground = ROSE, .bold = true},
    [LOOK_HEAD] = {.colour = 0xFFFFFF, .ground = NAVY, .bold = true},
    [LOOK_FIGURE_HEAD] = {.colour = 0xFFFFFF, .ground = NAVY, .bold = true, .centred = true},
    [LOOK_BAND] = {.colour = NAVY, .ground = PALE, .bold = true},
    [LOOK_STRONG] = {.bold = true},
    [LOOK_VALUE] = {0},
    [LOOK_CELL] = {.frame = LINE},
    [LOOK_TOTAL] = {.ground = LIGHT, .frame = LINE, .bold = true},
    [LOOK_STATUS] = {.frame = LINE, .bold = true, .centred = true},
    [LOOK_GOOD] = {.colour = 0x006100, .ground = 0xC6EFCE, .frame = LINE, .bold = true, .centred = true},
    [LOOK_MIDDLING] = {.colour = 0x7F4B00, .ground = 0xFFEB9C, .frame = LINE, .bold = true, .centred = true},
    [LOOK_BAD] = {.colour = RED, .ground = ROSE, .frame = LINE, .bold = true, .centred = true},
    [LOOK_NEUTRAL] = {.colour = 0x404040, .ground = 0xE7E6E6, .frame = LINE, .bold = true, .centred = true},
    [LOOK_INPUT] = {.ground = CREAM, .frame = FRAME},
};
static_assert(sizeof looks / sizeof looks[0] == LOOK_INPUT + 1, "each look has its row");

static void set_look(const struct xlsx_library *library, lxw_format *format, const struct look *look) {
  if (look->colour) library->format_set_font_color(format, look->colour);
  if (look->ground) library->format_set_bg_color(format, look->ground);
  if (look->size) library->format_set_font_size(format, look->size);
  if (look->bold) library->format_set_bold(format);
  if (look->centred) library->format_set_align(format, LXW_ALIGN_CENTER);
  if (!look->frame) return;
  library->format_set_border(format, LXW_BORDER_THIN);
  library->format_set_border_color(format, look->frame);
}

/* Figures of tables to the right, the rest to the left, both a little off the edge of a table's cell. */
static void set_place(const struct xlsx_library *library, lxw_format *format, struct book_style style) {
  bool figures = style.form == FORM_NUMBER || style.form == FORM_SHARE || style.form == FORM_POINTS;
  bool middle = !style.wrap || style.look == LOOK_HEAD || style.look == LOOK_FIGURE_HEAD || style.look == LOOK_CELL;
  library->format_set_align(format, middle ? LXW_ALIGN_VERTICAL_CENTER : LXW_ALIGN_VERTICAL_TOP);
  if (looks[style.look].centred) return;
  library->format_set_align(format, figures && style.look != LOOK_VALUE ? LXW_ALIGN_RIGHT : LXW_ALIGN_LEFT);
  if (looks[style.look].frame || looks[style.look].ground) library->format_set_indent(format, 1);
}

static bool is_same(struct book_style a, struct book_style b) {
  bool units = a.unit && b.unit ? !strcmp(a.unit, b.unit) : a.unit == b.unit;
  return a.look == b.look && a.form == b.form && a.places == b.places && a.bound == b.bound && a.wrap == b.wrap && units;
}

static lxw_format *make(struct xlsx_formats *formats, struct book_style style) {
  const struct xlsx_library *library = formats->library;
  lxw_format *format = library->workbook_add_format(formats->workbook);
  if (!format) return NULL;
  if (formats->language == LANGUAGE_ZH_HANT) library->format_set_font_name(format, FACE_TAIWAN_SHEET);
  set_look(library, format, &looks[style.look]);
  if (style.form != FORM_GENERAL)
    library->format_set_num_format(format, xlsx_figures(formats->arena, formats->language, style));
  if (style.look == LOOK_INPUT) library->format_set_unlocked(format);
  if (style.wrap) library->format_set_text_wrap(format);
  set_place(library, format, style);
  return format;
}

lxw_format *xlsx_format(struct xlsx_formats *formats, struct book_style style) {
  for (uint32_t i = 0; i < formats->made.count; i++)
    if (is_same(formats->made.items[i].style, style)) return formats->made.items[i].format;
  lxw_format *format = make(formats, style);
  if (style.unit) style.unit = arena_copy(formats->arena, style.unit, strlen(style.unit));
  VECTOR_PUSH(formats->arena, &formats->made, ((struct xlsx_format){style, format}));
  return format;
}

lxw_format *xlsx_tint(struct xlsx_formats *formats, enum book_colour colour) {
  static const struct {
    lxw_color_t ground, words;
  } tints[] = {[COLOUR_GOOD] = {0xC6EFCE, 0x006100},
               [COLOUR_MIDDLING] = {0xFFEB9C, 0x7F4B00},
               [COLOUR_BAD] = {0xFFC7CE, 0x9C0006},
               [COLOUR_NEUTRAL] = {0xE7E6E6, 0x404040}};
  const struct xlsx_library *library = formats->library;
  if (formats->tints[colour]) return formats->tints[colour];
  lxw_format *format = library->workbook_add_format(formats->workbook);
  if (!format) return NULL;
  library->format_set_bg_color(format, tints[colour].ground);
  library->format_set_font_color(format, tints[colour].words);
  return formats->tints[colour] = format;
}
