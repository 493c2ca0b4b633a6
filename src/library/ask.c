#include "library/agreement.h"

const char *remit_version(void) { return REMIT_VERSION; }

struct remit_counts remit_count(const struct remit_agreement *agreement) {
  if (agreement->state == AGREEMENT_BROKEN) return (struct remit_counts){0};
  struct findings_count count = findings_tally(&agreement->findings);
  return (struct remit_counts){count.errors, count.warnings, count.infos, count.accepted};
}

bool remit_has_agreement(const struct remit_agreement *agreement) {
  return agreement->state == AGREEMENT_CHECKED && agreement->model->has_agreement;
}

bool remit_holds_agreement(const struct remit_agreement *agreement) { return agreement->holds_agreement; }

size_t remit_file_count(const struct remit_agreement *agreement) { return agreement->loader.files.count; }

const char *remit_file_name(const struct remit_agreement *agreement, size_t index) {
  return index < agreement->loader.files.count ? agreement->loader.files.items[index]->name : NULL;
}

const char *remit_file_path(const struct remit_agreement *agreement, size_t index) {
  return index < agreement->loader.files.count ? agreement->loader.files.items[index]->path : NULL;
}

const char *fingerprint_of(struct remit_agreement *agreement) {
  if (!*agreement->fingerprint) load_fingerprint(&agreement->loader, agreement->fingerprint);
  return agreement->fingerprint;
}

const char *remit_fingerprint(struct remit_agreement *agreement) {
  return agreement->state == AGREEMENT_BROKEN ? NULL : fingerprint_of(agreement);
}
