#include "score/score.h"

#include <errno.h>

#include "base/utf8.h"
#include "check/late.h"
#include "check/settings.h"
#include "emit/language.h"
#include "emit/score.h"
#include "emit/score_history.h"
#include "library/agreement.h"
#include "library/limits.h"
#include "score/workbook.h"

/* ---- Sheets ---- */

/* One sheet that is being added. */
struct adding {
  struct remit_agreement *agreement;
  const char *name, *text; /* text: at hand; NULL: the file of that name */
  size_t length;
  struct file_result result;
  bool lacks_library; /* a workbook, and nothing to read it with */
};

static size_t cap_of(const struct remit_agreement *agreement) {
  return (size_t)agreement->loader.limits.file_mib * BYTES_PER_MIB;
}

/* Where lines end in CR alone they end in LF from here on, so that they can be counted. */
static void settle_lines(char *bytes, size_t length) {
  if (memchr(bytes, '\n', length)) return;
  for (size_t i = 0; i < length; i++)
    if (bytes[i] == '\r') bytes[i] = '\n';
}

static char *bytes_of(struct adding *adding) {
  struct arena *arena = &adding->agreement->arena;
  char *bytes = NULL;
  if (!adding->text) {
    adding->result = file_read(arena, adding->name, NULL, cap_of(adding->agreement), &bytes, &adding->length);
  } else if (adding->length > cap_of(adding->agreement)) {
    adding->result.status = FILE_TOO_LARGE;
  } else {
    bytes = arena_alloc(arena, adding->length + 2);
    if (adding->length) memcpy(bytes, adding->text, adding->length);
  }
  return bytes;
}

static void add_sheet(void *context) {
  struct adding *adding = context;
  struct remit_agreement *agreement = adding->agreement;
  struct arena *arena = &agreement->arena;
  char *bytes = bytes_of(adding);
  bool too_large = adding->result.status == FILE_TOO_LARGE;
  if (adding->result.status != FILE_OK && !too_large) return;
  const char *name = arena_copy(arena, adding->name, strlen(adding->name));
  const char *path = adding->text ? NULL : file_real_path(arena, name);
  if (too_large) {
    uint32_t file = sources_add(&agreement->sources, name, path, arena_alloc(arena, 2), 0);
    finding_error(&agreement->findings, E009, span_at(file, 0, 0), TEXT_D001_TOO_LARGE,
                  ARGS(arg_string(name), arg_integer(agreement->loader.limits.file_mib)));
    VECTOR_PUSH(arena, &agreement->unread_figures, name);
    return;
  }
  if (!workbook_begins(bytes, adding->length)) settle_lines(bytes, adding->length);
  else if (!workbook_library_is_there()) adding->lacks_library = true;
  if (adding->lacks_library) return;
  VECTOR_PUSH(arena, &agreement->figures, sources_add(&agreement->sources, name, path, bytes, (uint32_t)adding->length));
}

static enum remit_status broken(struct remit_agreement *agreement) {
  agreement->state = AGREEMENT_BROKEN;
  agreement->score = agreement->previous = NULL;
  arena_free(&agreement->arena);
  return REMIT_NO_MEMORY;
}

static enum remit_status add(struct adding *adding) {
  struct remit_agreement *agreement = adding->agreement;
  if (!agreement || !adding->name || agreement->state != AGREEMENT_CHECKED || agreement->score) return REMIT_WRONG_USE;
  struct arena *const arenas[] = {&agreement->arena, NULL};
  if (!guarded(arenas, add_sheet, adding)) return broken(agreement);
  if (adding->lacks_library) return REMIT_NO_LIBRARY;
  switch (adding->result.status) {
    case FILE_OK:
    case FILE_TOO_LARGE: return REMIT_OK; /* a finding */
    case FILE_FAILED: errno = adding->result.error; return REMIT_NOT_READ;
    case FILE_NOT_REGULAR: return REMIT_NOT_A_FILE;
    case FILE_OUTSIDE_ROOT: break;
  }
  return REMIT_OUTSIDE_ROOT;
}

enum remit_status remit_add_figures_file(struct remit_agreement *agreement, const char *path) {
  struct adding adding = {.agreement = agreement, .name = path};
  return add(&adding);
}

enum remit_status remit_add_figures_text(struct remit_agreement *agreement, const char *name, const char *bytes,
                                         size_t length) {
  struct adding adding = {.agreement = agreement, .name = name, .text = bytes ? bytes : "", .length = length};
  if (!bytes && length) adding.name = NULL; /* refused */
  return add(&adding);
}

/* ---- Scoring ---- */

/* Whether its bytes are UTF-8 without NUL; a finding says where they are not, and nothing of the sheet is read. */
static bool is_text(struct findings *findings, uint32_t file) {
  const struct source *source = sources_get(findings->sources, file);
  const unsigned char *bytes = (const unsigned char *)source->bytes;
  bool utf16 = source->length >= 2 && ((bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF));
  size_t invalid = utf8_first_invalid(source->bytes, source->length);
  const char *nul = memchr(source->bytes, 0, source->length);
  if (source->length >= 4 && !memcmp(source->bytes, "\xD0\xCF\x11\xE0", 4)) {
    struct finding *finding = finding_error(findings, E002, span_at(file, 0, 0), TEXT_D001_BOOK_OLD, NO_ARGS);
    finding_help(findings, finding, TEXT_D001_BOOK_OLD_HELP, NO_ARGS);
  } else if (utf16) {
    struct finding *finding = finding_error(findings, E001, span_at(file, 0, 0), TEXT_D001_UTF16, NO_ARGS);
    finding_help(findings, finding, TEXT_D001_UTF16_HELP, NO_ARGS);
  } else if (nul) {
    size_t at = (size_t)(nul - source->bytes);
    struct finding *finding = finding_error(findings, E002, span_at(file, at, at + 1), TEXT_D001_NUL, NO_ARGS);
    finding_help(findings, finding, TEXT_D001_NUL_HELP, NO_ARGS);
  } else if (invalid < source->length) {
    struct finding *finding = finding_error(findings, E001, span_at(file, invalid, invalid + 1), TEXT_D001_NOT_UTF8, NO_ARGS);
    finding_help(findings, finding, TEXT_D001_NUL_HELP, NO_ARGS);
  } else {
    return true;
  }
  return false;
}

static bool read_sheet(struct remit_agreement *agreement, struct figures_reading *reading, uint32_t file) {
  const struct source *source = sources_get(&agreement->sources, file);
  if (workbook_begins(source->bytes, source->length)) return figures_add_workbook(reading, file, agreement->as_of);
  return is_text(&agreement->findings, file) && figures_add_csv(reading, file);
}

static void read_figures(struct remit_agreement *agreement, struct figures_reading *reading) {
  for (uint32_t i = 0; i < agreement->figures.count; i++) {
    uint32_t file = agreement->figures.items[i];
    const char *name = sources_get(&agreement->sources, file)->name;
    if (!read_sheet(agreement, reading, file)) VECTOR_PUSH(&agreement->arena, &agreement->unread_figures, name);
  }
}

static bool is_of_figures(const struct remit_agreement *agreement, const struct finding *finding) {
  return finding->span.file >= agreement->loader.files.count;
}

/* What the check told of an agreement without errors is not told again with every sheet. */
static void leave_check_aside(struct remit_agreement *agreement) {
  struct findings *findings = &agreement->findings;
  uint32_t kept = 0;
  for (uint32_t i = 0; i < findings->list.count; i++)
    if (is_of_figures(agreement, findings->list.items[i])) findings->list.items[kept++] = findings->list.items[i];
  findings->list.count = kept;
}

static struct finding *add_complaint(void *context, const char *code, const struct entity *about, struct span span,
                                     enum text_key message, const struct argument *arguments) {
  return late_finding(context, code, about, span, message, arguments);
}

/* The same figures as they were known on the earlier day. */
static void score_previous(struct remit_agreement *agreement) {
  struct score_input input = *agreement->scored;
  const struct score *now = agreement->score;
  if (agreement->before == DAY_NONE || now->as_of == DAY_NONE || agreement->before >= now->as_of) return;
  input.as_of = agreement->before;
  agreement->previous = score_of(&agreement->arena, &input);
}

static void score(void *context) {
  struct remit_agreement *agreement = context;
  struct model *model = agreement->model;
  struct arena *arena = &agreement->arena;
  struct settings settings;
  struct findings *findings = &agreement->findings;
  struct complaints complaints = {findings, late_new(model, findings, agreement->as_of, agreement->selection), add_complaint};
  model->fingerprint = fingerprint_of(agreement);
  settings_read(&settings, model);
  leave_check_aside(agreement);
  struct figures_reading *reading = figures_begin(arena, model, &complaints);
  read_figures(agreement, reading);
  struct figures *figures = ARENA_NEW(arena, struct figures);
  *figures = figures_end(reading);
  day_number day = agreement->as_of != DAY_NONE ? agreement->as_of : figures_judged_on(reading);
  struct score_input *input = ARENA_NEW(arena, struct score_input);
  *input = (struct score_input){model, figures, day, setting_of(&settings, SETTING_TOLERANCE), &complaints};
  agreement->score = score_of(arena, input);
  input->complaints = NULL; /* the findings are told */
  agreement->scored = input;
  agreement->scored_day = agreement->score->as_of != DAY_NONE ? day_written(arena, agreement->score->as_of) : NULL;
  score_previous(agreement);
  report_left_out(findings);
  findings_sort(findings);
}

enum remit_status remit_score(struct remit_agreement *agreement) {
  if (!agreement || agreement->state != AGREEMENT_CHECKED || agreement->score) return REMIT_WRONG_USE;
  bool has_errors = false;
  for (uint32_t i = 0; i < agreement->findings.list.count && !has_errors; i++) {
    const struct finding *finding = agreement->findings.list.items[i];
    has_errors = finding->level == LEVEL_ERROR && !finding->accepted && !is_of_figures(agreement, finding);
  }
  if (!agreement->model->has_agreement || has_errors) return REMIT_NOT_CONSISTENT;
  struct arena *const arenas[] = {&agreement->arena, NULL};
  if (!guarded(arenas, score, agreement)) return broken(agreement);
  bool dated = agreement->score->as_of != DAY_NONE, lacks = agreement->before != DAY_NONE && !agreement->previous;
  return dated && lacks ? REMIT_NOT_BEFORE : REMIT_OK;
}

/* ---- What it came to ---- */

uint32_t remit_unread_figures(const struct remit_agreement *agreement) {
  return agreement && agreement->score ? agreement->unread_figures.count : 0;
}

const char *remit_unread_figures_at(const struct remit_agreement *agreement, uint32_t index) {
  return index < remit_unread_figures(agreement) ? agreement->unread_figures.items[index] : NULL;
}

const char *remit_scored_day(const struct remit_agreement *agreement) {
  return agreement && agreement->score ? agreement->scored_day : NULL;
}

struct remit_standings remit_standings(const struct remit_agreement *agreement) {
  struct remit_standings count = {0};
  if (!agreement || !agreement->score) return count;
  for (uint32_t i = 0; i < agreement->score->kpis.count; i++) {
    switch (agreement->score->kpis.items[i].standing) {
      case STANDING_NOT_DUE: count.not_due++; break;
      case STANDING_NO_DATA: count.no_data++; break;
      case STANDING_MET: count.met++; break;
      case STANDING_MISSED: count.missed++; break;
      case STANDING_ON_TRACK: count.on_track++; break;
      case STANDING_AT_RISK: count.at_risk++; break;
      case STANDING_OFF_TRACK: count.off_track++; break;
      default: break;
    }
  }
  return count;
}

struct rendering {
  struct score_emission emission;
  enum remit_status status;
  struct arena arena, scratch;
  struct buffer bytes;
};

static void render(void *context) {
  struct rendering *rendering = context;
  rendering->bytes = buffer_in(&rendering->arena);
  rendering->status = emit_score(&rendering->bytes, &rendering->emission, &rendering->scratch);
}

enum remit_status remit_write_score(struct remit_agreement *agreement, enum remit_score_form form,
                                    const struct remit_score_style *style, struct remit_buffer *out) {
  static const struct remit_score_style usual;
  if (!agreement || !out || !agreement->score || form > REMIT_SCORE_XLSX) return REMIT_WRONG_USE;
  if (!style) style = &usual;
  enum text_language language = style->language ? text_language_of(style->language) : language_of_agreement(agreement->model);
  if (language >= LANGUAGE_COUNT) return REMIT_WRONG_USE;
  struct rendering rendering = {
      .emission = {agreement->score, agreement->previous, form, .language = language, .no_bom = style->no_bom}};
  const struct remit_allocator *allocator = out->allocator ? out->allocator : &arena_standard_allocator;
  struct arena *const arenas[] = {&rendering.arena, &rendering.scratch, NULL};
  arena_init(&rendering.arena, allocator, NULL);
  arena_init(&rendering.scratch, allocator, NULL);
  bool done = guarded(arenas, render, &rendering);
  if (done && rendering.status == REMIT_OK) done = append(out, rendering.bytes.data, rendering.bytes.length);
  arena_free(&rendering.scratch);
  arena_free(&rendering.arena);
  return done ? rendering.status : REMIT_NO_MEMORY;
}

/* ---- History ---- */

struct history_writing {
  const struct score_input *input;
  enum remit_history_form form;
  bool no_bom;
  struct arena arena;
  struct buffer bytes;
};

static void write_history(void *context) {
  struct history_writing *writing = context;
  writing->bytes = buffer_in(&writing->arena);
  if (writing->form == REMIT_HISTORY_CSV) emit_history_csv(&writing->bytes, writing->input, !writing->no_bom);
  else emit_history_ndjson(&writing->bytes, writing->input);
}

enum remit_status remit_write_history(struct remit_agreement *agreement, enum remit_history_form form, bool no_bom,
                                      struct remit_buffer *out) {
  if (!agreement || !out || !agreement->score || form > REMIT_HISTORY_NDJSON) return REMIT_WRONG_USE;
  struct history_writing writing = {.input = agreement->scored, .form = form, .no_bom = no_bom};
  struct arena *const arenas[] = {&writing.arena, NULL};
  arena_init(&writing.arena, out->allocator ? out->allocator : &arena_standard_allocator, NULL);
  bool done = guarded(arenas, write_history, &writing) && take_over(out, &writing.arena, &writing.bytes);
  arena_free(&writing.arena);
  return done ? REMIT_OK : REMIT_NO_MEMORY;
}
