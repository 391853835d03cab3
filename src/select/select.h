/* From the network to what is asked for. */
#ifndef ENT_SELECT_SELECT_H
#define ENT_SELECT_SELECT_H

#include "model/network.h"

struct ent_groups; /* groups.h */

/* The question, as the options put it. */
struct ent_question {
    struct ent_value year, from, to, as_of, on;
    bool certain, possible;
    struct ent_value type, not_type, topic, where, ego, between, path, max, component, top;
    struct ent_value lineage;
    struct ent_value series; /* several years, each a picture of its own */
    struct ent_value change; /* two times, in one picture with what changed */
    bool of_two;             /* asked once for each of them: `year` is one */
    struct ent_value why;    /* what to explain beside the work; repeatable */
    struct ent_value latest; /* for its place */
    size_t depth, context;
    size_t lineage_depth;               /* around a lineage */
    size_t most_ties;                   /* of a path */
    size_t min_degree, core, top_count; /* 0: not asked for */
    bool keep_isolated;
    bool time_last;   /* for a page: the time is asked of what the other steps left */
    bool short_forms; /* ties that an agreement stands for are kept beside it */
};

/* How much was left after a step. */
struct ent_step {
    const char *name;
    size_t nodes, ties;
};

enum { ENT_MOST_STEPS = 16 };

struct ent_change; /* change.h */

/* An answer for each node and tie of the network, under the same numbers. */
struct ent_selection {
    uint8_t *nodes, *ties;         /* enum ent_answer; ENT_OUT: not selected */
    uint8_t *node_step, *tie_step; /* at which of the steps each went out; 0: at none */
    bool timed;                    /* a time was asked for */
    bool latest;                   /* what has been superseded is out */
    bool yearly;                   /* of each of several years, together */
    struct ent_window window;
    enum ent_answer least; /* the answer that was enough */
    struct ent_text on;    /* the date that was asked for instead of the lifetime; or empty */
    struct ent_step steps[ENT_MOST_STEPS];
    size_t step_count;
    const struct ent_selection *origin; /* of a derived year: what it was made from; or NULL */
    const struct ent_groups *groups;    /* told by frames and marks instead of ties; NULL: none */
    const struct ent_change *change;    /* what is compared with what; NULL: nothing is */
};

/* Runs the steps in their order: time, latest, type, topic, where, lineage, ego, between, path,
 * component, size, tidy. Reports E408, E500 to E505, E507, E508, W506, W508, W509, E512, N513, N421
 * to N424. Returns false if the question was wrong. */
bool ent_select(struct ent_run *run, const struct ent_network *network,
                const struct ent_question *question, struct ent_selection *selection);

/* Does it ask for more than a time? Then nothing is shown that has no tie, whatever the time. */
bool ent_question_filters(const struct ent_question *question);

/* W506 if that step left nothing, once for all steps: at the one that emptied the selection. */
void ent_select_warn(struct ent_run *run, const struct ent_network *network,
                     const struct ent_question *question, const struct ent_selection *selection,
                     size_t step);

/* The steps, for ent_select. Each takes away from the selection. */
bool ent_select_time(struct ent_run *run, const struct ent_network *network,
                     const struct ent_question *question, struct ent_selection *selection);
bool ent_select_latest(struct ent_run *run, const struct ent_network *network,
                       const struct ent_question *question, struct ent_selection *selection);
bool ent_select_types(struct ent_run *run, const struct ent_network *network,
                      const struct ent_question *question, struct ent_selection *selection);
bool ent_select_topics(struct ent_run *run, const struct ent_network *network,
                       const struct ent_question *question, struct ent_selection *selection);
bool ent_select_where(struct ent_run *run, const struct ent_network *network,
                      const struct ent_question *question, struct ent_selection *selection);
bool ent_select_lineage(struct ent_run *run, const struct ent_network *network,
                        const struct ent_question *question, struct ent_selection *selection);
bool ent_select_egos(struct ent_run *run, const struct ent_network *network,
                     const struct ent_question *question, struct ent_selection *selection);
bool ent_select_between(struct ent_run *run, const struct ent_network *network,
                        const struct ent_question *question, struct ent_selection *selection);
bool ent_select_path(struct ent_run *run, const struct ent_network *network,
                     const struct ent_question *question, struct ent_selection *selection);
bool ent_select_component(struct ent_run *run, const struct ent_network *network,
                          const struct ent_question *question, struct ent_selection *selection);
bool ent_select_size(struct ent_run *run, const struct ent_network *network,
                     const struct ent_question *question, struct ent_selection *selection);

/* What the time asks of a single node or tie, whatever else there is. */
enum ent_answer ent_node_answer(struct ent_run *run, const struct ent_network *network,
                                uint32_t node, const struct ent_selection *selection);
enum ent_answer ent_tie_answer(struct ent_run *run, const struct ent_network *network, uint32_t tie,
                               const struct ent_selection *selection);

/* The nodes of a list of ids. Returns false after reporting E505 with the option's `name`. */
bool ent_select_ids(struct ent_run *run, const struct ent_network *network, const char *name,
                    struct ent_value list, uint32_t **nodes, size_t *count);

/* Which nodes lie within `depth` selected ties of these, direction ignored. */
bool *ent_select_near(struct ent_run *run, const struct ent_network *network,
                      const struct ent_selection *selection, const uint32_t *nodes, size_t count,
                      size_t depth);

/* Is the node something that happens, and not someone or somewhere? */
static inline bool ent_is_happening(const struct ent_network *network, uint32_t node)
{
    return network->schema->types[network->node_type[node]].kind.timing != ENT_UNTIMED;
}

/* Does the tie hold its ends: is it dated, or does it touch something that happens? An undated tie
 * between two that endure (belongs to, part of) holds nobody. */
static inline bool ent_tie_holds(const struct ent_network *network, uint32_t tie)
{
    return network->tie_life[tie].given || ent_is_happening(network, network->tie_from[tie]) ||
           ent_is_happening(network, network->tie_to[tie]);
}

#endif
