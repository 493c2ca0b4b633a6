/* ast -> model: names resolved, units and dates worked out; what is wrong with them is among the findings. */
#ifndef MODEL_BUILD_H
#define MODEL_BUILD_H

#include "ast/words.h"
#include "model/model.h"
#include "remit/helper.h"

/* How many periods all the KPIs of an agreement together may be reported for: a line of the scorecard each. */
enum { MODEL_PERIODS_MAX = 2000000 };

/* A value given to a parameter from outside. */
struct parameter_value {
  const char *name;
  struct text text;          /* as given, for a parameter of kind text or name */
  struct statement *value;   /* as parsed, for the other kinds; NULL where it is no value */
  uint32_t file;             /* the source that it stands in */
};

struct model_input {
  struct arena *arena;       /* of the model */
  struct names *names;
  struct words *words;
  struct sources *sources;
  struct findings *findings;
  struct ast_file *root;     /* included files hang on their `include` statements */
  const struct parameter_value *values;
  uint32_t value_count;
  bool incomplete;           /* an included file could not be read */
  struct arena *trees;       /* that holds the trees and nothing else that is used again: given back while they are read, and
                              * used for the builder's own tables; NULL: it stays */
  const struct remit_helper *helper; /* to read a large agreement with; NULL: there is none */
};

/* How many declarations the files of one agreement may hold. */
enum { MODEL_DECLARATIONS_MAX = 250000 };

struct model *model_build(const struct model_input *input);

#endif
