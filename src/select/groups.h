/* Groups and who was in them when. A membership is a tie over a relation that joins (joins=true);
 * the group is its head. */
#ifndef ENT_SELECT_GROUPS_H
#define ENT_SELECT_GROUPS_H

#include "select/derive.h"

struct ent_member {
    uint32_t node;
    uint8_t answer;    /* enum ent_answer of the membership; never ENT_OUT */
    bool doubtful;     /* merely possible, or a date of it has a mark */
    uint32_t relation; /* that makes it a member, of the network's schema */
};

struct ent_group {
    uint32_t node;              /* of the network */
    struct ent_member *members; /* at the time asked for, by number of their node */
    size_t count, doubtful;     /* of all members, shown or not */
    size_t shown;               /* of them, those that are selected */
};

struct ent_groups {
    struct ent_group *all; /* as they were named; those that a type or `all` names, by id */
    size_t count;
    bool yearly;                  /* of a series: who is a member in one of its years */
    size_t nodes_told, ties_told; /* of groups and memberships that are selected no more */
};

/* Finds the groups that `wish->group` names and their members at the time of `asked`, and takes
 * the ties that make members out of `left`, and with them each group to which no other tie leads;
 * `left->groups` is set. `shown` is the network of `left`. Nothing happens where no group is
 * asked for. Reports E505, E508 and E500 for names that are no group, W510 for groups without a
 * member; returns false if there was an error. */
bool ent_groups_take(struct ent_run *run, const struct ent_network *network,
                     const struct ent_selection *asked, const struct ent_derivation *wish,
                     const struct ent_network *shown, struct ent_selection *left);

/* The same for each year of a series, and in `all` those who are members in one of them. */
bool ent_groups_take_yearly(struct ent_run *run, const struct ent_network *network,
                            const struct ent_derivation *wish, const struct ent_network *shown,
                            struct ent_selection *yearly, size_t count, struct ent_selection *all);

/* The membership of a node, or NULL. */
const struct ent_member *ent_group_member(const struct ent_group *group, uint32_t node);

/* The ids of the groups of a node, with ";" between. */
struct ent_text ent_group_ids(struct ent_arena *arena, const struct ent_network *network,
                              const struct ent_selection *selection, uint32_t node);

#endif
