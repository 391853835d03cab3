/* Between the parent and the child that runs Graphviz. A task is a head and then rows of fixed
 * size: nodes, ties, clusters, pulls, settings. No text of a user is in it. Both ends are the same
 * program, so rows go as they lie in memory.
 *
 * The answer is nothing but doubles, in points, y upward:
 *   ENT_CHILD_ANSWER, numbers of nodes, ties and clusters
 *   node:    x, y, width, height, outlines, points in each; then the points
 *   tie:     has label, its x, y; curves; then each: at its start has arrow, its tip's x, y; the
 *            same at its end; points; then the points
 *   cluster: width, height, x and y of its lower left corner; x and y of its label
 *   ENT_CHILD_ANSWER */
#ifndef ENT_DRAW_LAYOUT_CHILD_H
#define ENT_DRAW_LAYOUT_CHILD_H

#include "base/writer.h"
#include "draw/layout.h"

enum { ENT_CHILD_WORD = 32, ENT_CHILD_TASK = 0x454e5431, ENT_CHILD_ANSWER = 901 };

struct ent_child_head {
    uint32_t mark; /* ENT_CHILD_TASK */
    char engine[ENT_CHILD_WORD];
    uint32_t node_count, tie_count, cluster_count, pull_count, setting_count;
    uint32_t draws_clusters, same_ranks; /* does the engine care? */
};

struct ent_child_node {
    char shape[ENT_CHILD_WORD];
    double width, height; /* of the label */
    uint32_t peripheries, cluster, rank;
    uint32_t apart; /* only its size is asked for */
};

struct ent_child_tie {
    uint32_t from, to, arrow_at_from, arrow_at_to;
    double label_width, label_height, arrow_size, pen_width;
};

struct ent_child_cluster {
    double label_width, label_height;
};

struct ent_child_pull {
    uint32_t from, to;
    double length;
};

struct ent_child_setting {
    uint32_t kind, row; /* 'G', 'N' or 'E', and of which node or tie */
    char name[ENT_CHILD_WORD], value[ENT_CHILD_WORD];
};

/* The sizes that the textlayout plugin answers with: of the label "7", row 7. */
struct ent_label_size {
    double width, height;
};

/* Gives the plugin its table and makes a Graphviz context that knows it. */
struct GVC_s *ent_textlayout_context(const struct ent_label_size *sizes, size_t count);

/* Sends `record` to a new child and collects its answer. Returns what went wrong, as the end of
 * the message "layout engine dot ...", or nothing. */
struct ent_text ent_child_ask(struct ent_arena *arena, const struct ent_layout_task *task,
                              struct ent_text record, struct ent_writer *answer);

#endif
