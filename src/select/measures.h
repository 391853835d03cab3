/* Measures of nodes: rows of measures.def, which says what each is and who defined it. */
#ifndef ENT_SELECT_MEASURES_H
#define ENT_SELECT_MEASURES_H

#include "select/select.h"

enum ent_measure {
#define MEASURE(number, name, take, meaning) ENT_##number,
#include "select/measures.def"
#undef MEASURE
    ENT_MEASURE_COUNT
};

/* "degree", "betweenness" ...: as columns of lists are called. */
const char *ent_measure_name(enum ent_measure measure);

/* What it is, in words, with the source of the definition. */
const char *ent_measure_meaning(enum ent_measure measure);

/* The measure of that name, or ENT_MEASURE_COUNT. */
enum ent_measure ent_measure_named(struct ent_text name);

/* A value for each node of the network, 0 for those that are not selected. The same for every order
 * of rows. */
double *ent_measure(struct ent_run *run, const struct ent_network *network,
                    const struct ent_selection *selection, enum ent_measure measure);

/* ---- for the files of the measures ---- */

/* The simple graph of the selected nodes, numbered in the order of their ids. The neighbours of
 * node n are `others[first[n]]` to before `others[first[n + 1]]`, in rising order. */
struct ent_simple {
    size_t count;
    size_t *first;
    uint32_t *others;
    double *weights; /* beside `others` */
};

/* The simple graph of a selection. The node that each of its nodes stands for goes to `*nodes`. */
struct ent_simple ent_simple_make(struct ent_run *run, const struct ent_network *network,
                                  const struct ent_selection *selection, const uint32_t **nodes);

/* A measure of it; NULL of degree, which counts ties. */
typedef void ent_simple_measure(struct ent_arena *arena, const struct ent_simple *graph,
                                double *values);
ent_simple_measure *ent_measure_of_simple(enum ent_measure measure);

void ent_simple_strength(struct ent_arena *arena, const struct ent_simple *graph, double *values);
void ent_simple_betweenness(struct ent_arena *arena, const struct ent_simple *graph,
                            double *values);
void ent_simple_closeness(struct ent_arena *arena, const struct ent_simple *graph, double *values);
void ent_simple_pagerank(struct ent_arena *arena, const struct ent_simple *graph, double *values);
void ent_simple_eigenvector(struct ent_arena *arena, const struct ent_simple *graph,
                            double *values);
void ent_simple_clustering(struct ent_arena *arena, const struct ent_simple *graph, double *values);
void ent_simple_components(struct ent_arena *arena, const struct ent_simple *graph, double *values);
void ent_simple_communities(struct ent_arena *arena, const struct ent_simple *graph,
                            double *values);

/* Numbers groups anew by size, the largest 1, of equal ones the one that comes first. */
void ent_groups_number(struct ent_arena *arena, const uint32_t *group, size_t count,
                       double *values);

#endif
