/* A finding a line, each an object by itself, to be loaded by a database or a cluster: the objects of `json`. */
#include "emit/findings_json.h"
#include "emit/formats.h"

static void each(struct findings_listing *listing, const struct finding *finding) {
  put_finding_json(listing->out, listing->findings->sources, finding, listing->style.language);
  buffer_char(listing->out, '\n');
}

const struct findings_format findings_ndjson = {.name = "ndjson", .each = each};
