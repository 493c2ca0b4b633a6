/* The formats of findings, each of which stands in a file of its own: findings_NAME.c. To add one: the file, its line here,
 * its row in findings.c, its name in enum remit_format. */
#ifndef EMIT_FORMATS_H
#define EMIT_FORMATS_H

#include "emit/findings.h"

extern const struct findings_format findings_text, findings_json, findings_ndjson, findings_sarif, findings_junit,
    findings_github, findings_gitlab, findings_markdown;

#endif
