/* The sheet of contents: the planned mix of each channel beside what was posted in each month. */
#include "report/scorecard_book_parts.h"

enum { MIX_CONTENT, MIX_SHARE, MIX_POSTS, MIX_SO_FAR, MIX_ACTUAL, MIX_OFF, MIX_MONTHS };

static const struct cell nothing = {.kind = CELL_EMPTY};

struct mix {
  struct card *card;
  const struct channel *channel;
  const struct cadence *posts;
  uint32_t first, last; /* its lines */
};

static struct book_place at(const struct mix *mix, uint32_t row, uint32_t column) {
  return card_at(mix->card, CARD_CONTENT, row, column);
}

static const char *fill(const struct mix *mix, const char *pattern, const char *const *parts) {
  return book_fill(mix->card->sc.document->scratch, pattern, parts);
}

static const char *range(const struct mix *mix, uint32_t row, uint32_t column, uint32_t last_row, uint32_t last_column) {
  struct arena *scratch = mix->card->sc.document->scratch;
  return fill(mix, "{1}:{2}", PARTS(book_address(scratch, row, column), book_address(scratch, last_row, last_column)));
}

static uint32_t last_month(const struct card *card) { return MIX_MONTHS + card->months.count - 1; }

static void put_band(struct card *card, uint32_t row, struct cell words) {
  const struct book_style band = {.look = LOOK_BAND};
  for (uint32_t column = 0; column <= last_month(card); column++)
    book_blank(card->book, card_at(card, CARD_CONTENT, row, column), band);
  book_words(card->book, card_at(card, CARD_CONTENT, row, 0), band, card_say(card, words));
}

static void put_months(const struct mix *mix, uint32_t row, const char *content) {
  struct card *card = mix->card;
  for (uint32_t i = 0; i < card->months.count; i++) {
    struct place place = {.kind = INPUT_POSTS, .name = mix->channel->entity.spelling, .part = content,
                          .date = card->months.items[i].last};
    card_input(card, at(mix, row, MIX_MONTHS + i), (struct book_style){.form = FORM_NUMBER}, &place, NULL);
  }
}

static void put_sum(const struct mix *mix, uint32_t row, enum book_look look) {
  struct book_style style = {.look = (uint8_t)look, .form = FORM_NUMBER};
  book_counted(mix->card->book, at(mix, row, MIX_SO_FAR), style,
               fill(mix, "SUM({1})", PARTS(range(mix, row, MIX_MONTHS, row, last_month(mix->card)))), decimal_from_integer(0));
}

/* How far the share lies outside what is planned, in percentage points; nothing as long as nothing was posted. */
static void put_share(const struct mix *mix, uint32_t row, const struct share_item *item) {
  struct arena *scratch = mix->card->sc.document->scratch;
  const char *total = book_address(scratch, mix->last + 1, MIX_SO_FAR), *own = book_address(scratch, row, MIX_SO_FAR);
  const char *share = book_address(scratch, row, MIX_ACTUAL);
  book_formula(mix->card->book, at(mix, row, MIX_ACTUAL), (struct book_style){.look = LOOK_CELL, .form = FORM_SHARE, .places = 1},
               fill(mix, "IF({1}=0,\"\",{2}/{1})", PARTS(total, own)), "");
  book_formula(mix->card->book, at(mix, row, MIX_OFF), (struct book_style){.look = LOOK_CELL, .form = FORM_POINTS, .places = 1},
               fill(mix, "IF(ISNUMBER({1}),{1}-MIN(MAX({1},{2}),{3}),\"\")",
                    PARTS(share, book_figure(scratch, item->least), book_figure(scratch, item->most))),
               "");
}

static void put_item(const struct mix *mix, uint32_t row, const struct share_item *item) {
  struct card *card = mix->card;
  card_cell(card, CARD_CONTENT, row, MIX_CONTENT, phrase_entity(item->of.to), LOOK_CELL);
  card_cell(card, CARD_CONTENT, row, MIX_SHARE, scorecard_range(FIGURE_SHARE, true, item->least, true, item->most), LOOK_CELL);
  card_cell(card, CARD_CONTENT, row, MIX_POSTS, scorecard_posts_of_share(mix->posts, item), LOOK_CELL);
  put_sum(mix, row, LOOK_CELL);
  put_share(mix, row, item);
  put_months(mix, row, item->of.to->spelling);
}

/* All posts of the channel: the sum of its contents, or, where it has no mix, typed in. */
static void put_total(const struct mix *mix, uint32_t row, bool has_items) {
  struct card *card = mix->card;
  const struct book_style empty = {.look = LOOK_TOTAL};
  struct cell planned = scorecard_cadence_is_known(mix->posts) ? scorecard_cadence(mix->posts) : nothing;
  for (uint32_t column = 0; column < MIX_MONTHS; column++) book_blank(card->book, at(mix, row, column), empty);
  card_cell(card, CARD_CONTENT, row, MIX_CONTENT, scorecard_say(TEXT_REPORT_ALL_POSTS), LOOK_TOTAL);
  card_cell(card, CARD_CONTENT, row, MIX_POSTS, planned, LOOK_TOTAL);
  put_sum(mix, row, LOOK_TOTAL);
  if (!has_items) {
    put_months(mix, row, NULL);
    return;
  }
  for (uint32_t i = 0; i < card->months.count; i++) {
    const char *cells = range(mix, mix->first, MIX_MONTHS + i, mix->last, MIX_MONTHS + i);
    book_formula(card->book, at(mix, row, MIX_MONTHS + i), (struct book_style){.look = LOOK_TOTAL, .form = FORM_NUMBER},
                 fill(mix, "IF(COUNT({1})=0,\"\",SUM({1}))", PARTS(cells)), "");
  }
}

static struct cell posts_per(struct card *card, const struct channel *channel) {
  struct document *document = card->sc.document;
  struct cell title = phrase_entity(&channel->entity);
  if (!scorecard_cadence_is_known(&channel->posts)) return title;
  struct cell per = cell_sentence(document, TEXT_REPORT_POSTS_PER, ARGS(arg_text(phrase_time_unit(channel->posts.per))));
  return cell_sentence(document, TEXT_REPORT_OF_PHASE, ARGS(arg_cell(document, &title), arg_cell(document, &per)));
}

static uint32_t put_channel(struct card *card, const struct channel *channel, uint32_t row) {
  struct mix mix = {.card = card, .channel = channel, .posts = &channel->posts, .first = row + 1};
  uint32_t count = 0;
  for (uint32_t i = 0; i < channel->mix.items.count; i++)
    count += channel->mix.items.items[i].known && channel->mix.items.items[i].of.to;
  mix.last = row + count;
  put_band(card, row++, posts_per(card, channel));
  for (uint32_t i = 0; i < channel->mix.items.count; i++) {
    const struct share_item *item = &channel->mix.items.items[i];
    if (item->known && item->of.to) put_item(&mix, row++, item);
  }
  put_total(&mix, row, count > 0);
  card_rule(card, card_at(card, CARD_CONTENT, mix.first, MIX_MONTHS), count > 0 ? mix.last : row, last_month(card), NULL);
  card->content_last = row;
  return row + 2;
}

/* What a campaign plans for a channel: its posts are counted with the channel's own. */
static uint32_t put_campaign_mix(struct card *card, const struct phase *campaign, const struct shares *shares, uint32_t row) {
  if (!shares->of.to) return row;
  struct document *document = card->sc.document;
  struct argument title = arg_entity(document, &campaign->entity), channel = arg_entity(document, shares->of.to);
  put_band(card, row++, cell_sentence(document, TEXT_SHEET_IN_CAMPAIGN, ARGS(title, channel)));
  for (uint32_t i = 0; i < shares->items.count; i++) {
    const struct share_item *item = &shares->items.items[i];
    if (!item->known || !item->of.to) continue;
    card_cell(card, CARD_CONTENT, row, MIX_CONTENT, phrase_entity(item->of.to), LOOK_CELL);
    card_cell(card, CARD_CONTENT, row++, MIX_SHARE, scorecard_range(FIGURE_SHARE, true, item->least, true, item->most), LOOK_CELL);
  }
  return row + 1;
}

static bool has_plan(const struct channel *channel) {
  return channel->mix.items.count > 0 || (channel->posts.stated && channel->posts.known);
}

void card_content(struct card *card) {
  static const enum text_key heads[] = {TEXT_REPORT_CONTENT_KIND, TEXT_REPORT_PLANNED_SHARE, TEXT_REPORT_PLANNED,
                                        TEXT_REPORT_POSTED, TEXT_REPORT_ACTUAL_SHARE, TEXT_SHEET_OFF_PLAN};
  const struct model *model = card->sc.model;
  uint32_t row = CARD_FIRST_ROW;
  if (card->months.count == 0) return;
  card->content_column = MIX_MONTHS;
  card_title(card, CARD_CONTENT, TEXT_REPORT_CONTENT, scorecard_say(TEXT_SHEET_CONTENT_HINT), MIX_OFF);
  card_heads(card, CARD_CONTENT, CARD_FIRST_ROW - 1, heads, MIX_MONTHS);
  card_month_heads(card, CARD_CONTENT, CARD_FIRST_ROW - 1, MIX_MONTHS);
  for (uint32_t i = 0; i < model->channels.count; i++)
    if (has_plan(model->channels.items[i])) row = put_channel(card, model->channels.items[i], row);
  for (uint32_t i = 0; i < model->campaigns.count; i++)
    for (uint32_t k = 0; k < model->campaigns.items[i]->mixes.count; k++)
      row = put_campaign_mix(card, model->campaigns.items[i], &model->campaigns.items[i]->mixes.items[k], row);
  document_rest(card->sc.document);
}
