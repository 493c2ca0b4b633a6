/* What is published and where, whose the accounts are, and how the brand speaks. */
#include <assert.h>

#include "report/agreement_parts.h"

static const struct cell nothing = {.kind = CELL_EMPTY};

/* ---- Contents ---- */

static struct cell purpose(const struct content *content) {
  static_assert(TEXT_AGREEMENT_PURPOSE_TREND - TEXT_AGREEMENT_PURPOSE_PROMOTE == PURPOSE_TREND - PURPOSE_PROMOTE,
                "purposes stand in their order");
  if (content->purpose == PURPOSE_NONE) return nothing;
  return paper_say((enum text_key)(TEXT_AGREEMENT_PURPOSE_PROMOTE + (int)content->purpose - PURPOSE_PROMOTE));
}

static struct cell list_of(struct paper *paper, const struct text *texts, uint32_t count) {
  struct paper_lines lines = {.paper = paper};
  for (uint32_t i = 0; i < count; i++) paper_lines_add(&lines, cell_text(texts[i]));
  return paper_lines_cell(&lines);
}

static struct cell within(struct paper *paper, const struct duration *duration) {
  if (duration->unit == TIME_NONE) return nothing;
  return paper_sentence(paper, TEXT_REPORT_WITHIN, ARGS(paper_duration(paper, duration)));
}

static void put_content(struct paper *paper, const struct content *content) {
  struct fact_list facts = facts_in(paper->document);
  paper_thing(paper, 2, paper_say(TEXT_REPORT_CONTENT_KIND), &content->entity);
  facts_add(&facts, TEXT_REPORT_SERVES, phrase_refs(paper->document, &content->serves));
  facts_add(&facts, TEXT_AGREEMENT_PURPOSE_OF, purpose(content));
  facts_add(&facts, TEXT_AGREEMENT_MADE_BY,
            content->by.to ? phrase_entity(content->by.to) : paper_say(TEXT_AGREEMENT_BY_AGENCY));
  facts_add(&facts, TEXT_AGREEMENT_REACTS, within(paper, &content->reacts));
  facts_add(&facts, TEXT_AGREEMENT_REVISIONS_HEAD, paper_revisions(paper, &content->revisions));
  facts_add(&facts, TEXT_AGREEMENT_LABEL, cell_text(content->label));
  facts_add(&facts, TEXT_AGREEMENT_EXAMPLES, list_of(paper, content->examples.items, content->examples.count));
  facts_put(&facts, STYLE_PLAIN);
  document_rest(paper->document);
}

/* ---- Channels ---- */

static struct cell media(const struct channel *channel) {
  static const enum text_key words[] = {[MEDIA_OWNED] = TEXT_AGREEMENT_MEDIA_OWNED, [MEDIA_PAID] = TEXT_AGREEMENT_MEDIA_PAID,
                                        [MEDIA_EARNED] = TEXT_AGREEMENT_MEDIA_EARNED};
  return channel->media == MEDIA_NONE ? nothing : paper_say(words[channel->media]);
}

static struct cell crosspost(const struct channel *channel) {
  static const enum text_key words[] = {[CROSSPOST_ALLOWED] = TEXT_AGREEMENT_CROSSPOST_ALLOWED,
                                        [CROSSPOST_ADAPTED] = TEXT_AGREEMENT_CROSSPOST_ADAPTED,
                                        [CROSSPOST_FORBIDDEN] = TEXT_AGREEMENT_CROSSPOST_FORBIDDEN};
  return channel->crosspost == CROSSPOST_NONE ? nothing : paper_say(words[channel->crosspost]);
}

static void add_account(struct paper *paper, struct fact_list *facts, const struct ref *owner, const struct refs *admin,
                        const struct refs *access) {
  facts_add(facts, TEXT_AGREEMENT_ACCOUNT, phrase_entity(owner->to));
  facts_add(facts, TEXT_AGREEMENT_ADMIN, phrase_refs(paper->document, admin));
  facts_add(facts, TEXT_AGREEMENT_ACCESS, phrase_refs(paper->document, access));
}

static void put_answers(struct paper *paper, const struct channel *channel) {
  struct document *document = paper->document;
  if (!channel->answers.stated || channel->answers.within.unit == TIME_NONE) return;
  struct argument length = paper_duration(paper, &channel->answers.within), by = paper_refs(paper, &channel->answers.by);
  struct cell every = phrase_recurrence(document, paper->model, &channel->answers.every);
  struct cell from = paper_hour(paper, channel->answers.from), to = paper_hour(paper, channel->answers.to);
  if (cell_is_empty(&every)) paper_clause(paper, TEXT_AGREEMENT_ANSWERS, ARGS(length, by));
  else paper_clause(paper, TEXT_AGREEMENT_ANSWERS_HOURS, ARGS(length, by, arg_cell(document, &every),
                                                               arg_cell(document, &from), arg_cell(document, &to)));
}

static void put_boost(struct paper *paper, const struct channel *channel) {
  struct cell when = phrase_condition(paper->document, channel->boost.when);
  struct cell money = paper_money(paper, &channel->boost.up_to);
  if (!channel->boost.stated || cell_is_empty(&when) || cell_is_empty(&money)) return;
  paper_clause(paper, TEXT_AGREEMENT_BOOST,
               ARGS(arg_cell(paper->document, &when), arg_cell(paper->document, &money),
                    arg_text(phrase_time_unit(channel->boost.per)), paper_entity(paper, channel->boost.from.to)));
}

static void put_channel(struct paper *paper, const struct channel *channel) {
  struct fact_list facts = facts_in(paper->document);
  paper_thing(paper, 2, paper_say(TEXT_REPORT_CHANNEL), &channel->entity);
  facts_add(&facts, TEXT_AGREEMENT_MEDIA, media(channel));
  facts_add(&facts, TEXT_REPORT_AUDIENCE, cell_text(channel->audience));
  facts_add(&facts, TEXT_REPORT_SUITS, phrase_refs(paper->document, &channel->suits));
  facts_add(&facts, TEXT_REPORT_BECAUSE, cell_text(channel->because));
  facts_add(&facts, TEXT_AGREEMENT_CADENCE, paper_cadence(paper, &channel->posts));
  facts_add(&facts, TEXT_AGREEMENT_CROSSPOST, crosspost(channel));
  add_account(paper, &facts, &channel->owner, &channel->admin, &channel->access);
  facts_put(&facts, STYLE_PLAIN);
  paper_mix(paper, paper_say(TEXT_AGREEMENT_MIX), &channel->mix);
  put_answers(paper, channel);
  put_boost(paper, channel);
  document_rest(paper->document);
}

void paper_publishing(struct paper *paper) {
  for (uint32_t i = 0; i < paper->model->contents.count; i++) put_content(paper, paper->model->contents.items[i]);
  for (uint32_t i = 0; i < paper->model->channels.count; i++) put_channel(paper, paper->model->channels.items[i]);
}

/* ---- Assets ---- */

void paper_assets(struct paper *paper) {
  for (uint32_t i = 0; i < paper->model->assets.count; i++) {
    const struct asset *asset = paper->model->assets.items[i];
    struct fact_list facts = facts_in(paper->document);
    paper_thing(paper, 2, nothing, &asset->entity);
    add_account(paper, &facts, &asset->owner, &asset->admin, &asset->access);
    facts_put(&facts, STYLE_PLAIN);
    document_rest(paper->document);
  }
}

/* ---- Brand ---- */

static void put_crisis(struct paper *paper, const struct crisis *crisis) {
  struct argument by = paper_refs(paper, &crisis->by), length = paper_duration(paper, &crisis->within);
  if (crisis->what.length == 0) paper_clause(paper, TEXT_AGREEMENT_CRISIS, ARGS(by, length));
  else paper_clause(paper, TEXT_AGREEMENT_CRISIS_OF, ARGS(paper_words(paper, crisis->what), by, length));
}

void paper_brand(struct paper *paper) {
  const struct brand *brand = paper->model->brand;
  struct fact_list facts = facts_in(paper->document);
  facts_add(&facts, TEXT_AGREEMENT_VOICE, cell_text(brand->voice));
  facts_add(&facts, TEXT_AGREEMENT_ALWAYS, list_of(paper, brand->always.items, brand->always.count));
  facts_add(&facts, TEXT_AGREEMENT_NEVER, list_of(paper, brand->never.items, brand->never.count));
  facts_put(&facts, STYLE_PLAIN);
  for (uint32_t i = 0; i < brand->crises.count; i++) put_crisis(paper, &brand->crises.items[i]);
}
