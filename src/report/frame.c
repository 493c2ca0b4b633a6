#include "report/frame.h"

#include "report/phrases.h"
#include "report/reader.h"

static void put_party(struct fact_list *facts, const struct party *party) {
  struct document *document = facts->document;
  enum text_key label = party->entity.kind == ENTITY_CLIENT   ? TEXT_REPORT_CLIENT
                        : party->entity.kind == ENTITY_AGENCY ? TEXT_REPORT_AGENCY
                                                              : TEXT_REPORT_SUPPLIER;
  struct cell contact = {.kind = CELL_EMPTY};
  if (party->contact.to)
    contact = cell_sentence(document, TEXT_REPORT_CONTACT, ARGS(arg_entity(document, party->contact.to)));
  facts_add_noted(facts, label, phrase_entity(&party->entity), contact);
}

struct cell frame_fingerprint(const struct model *model) {
  const char *digits = model->fingerprint;
  if (!digits) return (struct cell){.kind = CELL_EMPTY};
  size_t length = strlen(digits);
  if (length > FINGERPRINT_DIGITS) length = FINGERPRINT_DIGITS;
  return cell_text((struct text){.bytes = digits, .length = (uint32_t)length});
}

struct cell frame_kind(struct document *document, enum text_key kind) {
  if (!document->reader) return cell_sentence(document, kind, NO_ARGS);
  return cell_sentence(document, TEXT_REPORT_KIND_FOR, ARGS(arg_text(kind), arg_entity(document, document->reader->who)));
}

void frame_put_reader(struct document *document, bool named) {
  if (!document->reader) return;
  struct argument who = arg_entity(document, document->reader->who);
  document_paragraph(document, cell_sentence(document, TEXT_REPORT_FOR_ONE, ARGS(who)));
  if (!named) document_notice(document, cell_sentence(document, TEXT_REPORT_FOR_NOTHING, ARGS(who)));
}

void frame_put_title(struct document *document, const struct model *model, enum text_key kind, bool inconsistent) {
  const struct agreement *agreement = &model->agreement;
  document_title(document, frame_kind(document, kind), phrase_entity(&agreement->entity));
  if (inconsistent) document_notice(document, cell_sentence(document, TEXT_REPORT_INCONSISTENT, NO_ARGS));
  if (agreement->draft) document_notice(document, cell_sentence(document, TEXT_REPORT_DRAFT, NO_ARGS));
  document_paragraph(document, cell_text(agreement->mission));
}

void frame_put_facts(struct document *document, const struct model *model) {
  const struct agreement *agreement = &model->agreement;
  struct fact_list facts = facts_in(document);
  for (uint32_t i = 0; i < model->parties.count; i++) put_party(&facts, model->parties.items[i]);
  facts_add(&facts, TEXT_REPORT_TERM, phrase_period(document, &agreement->term));
  facts_add(&facts, TEXT_REPORT_VERSION, cell_text(agreement->version));
  facts_add_noted(&facts, TEXT_REPORT_FINGERPRINT, frame_fingerprint(model),
                  cell_sentence(document, TEXT_REPORT_FINGERPRINT_NOTE, NO_ARGS));
  facts_put(&facts, STYLE_LARGE);
}

void frame_put(struct document *document, const struct model *model, enum text_key kind, bool inconsistent) {
  frame_put_title(document, model, kind, inconsistent);
  frame_put_facts(document, model);
}
