/* What serves what: goal, objective, KPI, what is done and published, channels. */
#ifndef REPORT_MAP_H
#define REPORT_MAP_H

#include "model/model.h"
#include "report/document.h"

enum map_layer { MAP_GOALS, MAP_OBJECTIVES, MAP_KPIS, MAP_WORK, MAP_CHANNELS, MAP_LAYER_COUNT };

enum { MAP_NONE = 0xFFFFFFFFu };

struct map_node {
  enum map_layer layer;
  const struct entity *entity; /* NULL: it stands for others that are left out */
  uint32_t more;               /* how many those are */
  uint32_t objective;          /* of an objective its place in the order of priority, of a KPI that of its first; MAP_NONE */
};

/* What stands at `from` serves what stands at `to`, in a lower layer; or it influences it: both are KPIs then. */
struct map_edge {
  uint32_t from, to;
  bool influences;
};

struct map {
  VECTOR(struct map_node) nodes; /* layer by layer; those that stand for others last */
  VECTOR(struct map_edge) edges; /* by `from` */
};

/* The whole of it. An edge to an objective is left out where one to its KPI says as much, and so is what a channel is
 * suited for where something on it serves that. */
struct map map_of(struct arena *arena, const struct model *model);

/* Parts of it: goals and objectives; one objective (a place among the nodes) with all that it serves and that serves it;
 * what no objective has a part in. */
struct map map_overview(struct arena *arena, const struct map *map);
struct map map_around(struct arena *arena, const struct map *map, uint32_t objective);
struct map map_unattached(struct arena *arena, const struct map *map);

/* Those nodes alone for which `kept` is true, with the edges between them. */
struct map map_reduced(struct arena *arena, const struct map *map, const bool *kept);

/* What a layer holds, what a node is and is called, and what is said below that; in the document's scratch. */
enum text_key map_layer_name(enum map_layer layer);
enum text_key map_kind(const struct map_node *node);
struct cell map_title(struct document *document, const struct map_node *node);
struct cell map_detail(struct document *document, const struct map_node *node);

/* What the whole is called, and of which version and text it is. */
struct cell map_headline(struct document *document, const struct model *model);
struct cell map_version(struct document *document, const struct model *model);

/* "Followers: serves A community" for who does not see the lines; the words of one node. */
struct cell map_said(struct document *document, const struct map *map, uint32_t node);

#endif
