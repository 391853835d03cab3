/* From the selected network to one whose ties stand for several: model.md §5. */
#ifndef ENT_SELECT_DERIVE_H
#define ENT_SELECT_DERIVE_H

#include "model/bundle.h"
#include "select/years.h"

/* How much a hub gives to each pair of its parties. */
enum ent_rule_of_weight { ENT_BY_COUNT, ENT_BY_NEWMAN, ENT_BY_SHARE, ENT_BY_DAYS };

/* How ties are put together, as the options say. */
struct ent_derivation {
    struct ent_value rollup, project, via, max_parties;
    struct ent_value group; /* ids, types or "all": see groups.h */
    enum ent_rule_of_weight rule;
    bool merge, loops, share, keep_isolated;
    double least_weight;  /* of a projected tie */
    size_t most_per_node; /* a projected tie is among so many of one of its ends; 0: any */
    size_t most_parties;  /* hubs with more give nothing; 0: any */
    struct ent_text when; /* " in 2016" where it is done for several times; for messages */
};

/* Rolls up, projects and merges, as far as asked for, and drops who is left without a tie; then
 * takes groups out of the picture. Without any of it the network and the selection come back as
 * they are. Reports E508 for types and relations, E500 for days without a window, E604 for more
 * than memory takes, N601, W602, N605 to N607, N609. Returns false if there was an error. */
bool ent_derive(struct ent_run *run, const struct ent_network *network,
                const struct ent_selection *selection, const struct ent_derivation *wish,
                struct ent_network *derived, struct ent_selection *left);

/* The same for each year of a series. The derived network holds the ties of all years, each with
 * its weight in that year; `yearly` become selections of it, and `left` what is in one of them. */
bool ent_derive_years(struct ent_run *run, const struct ent_network *network,
                      const struct ent_selection *all, const struct ent_derivation *wish,
                      struct ent_network *derived, struct ent_selection *yearly, size_t count,
                      struct ent_selection *left);

/* The same at both times that are compared, in one network: see change.h. */
bool ent_derive_change(struct ent_run *run, const struct ent_network *network,
                       const struct ent_selection *selection, const struct ent_derivation *wish,
                       struct ent_network *derived, struct ent_selection *left);

/* ---- the steps; each takes what the one before gave ---- */

/* A network whose ties are made anew. */
struct ent_derived {
    struct ent_network *network;
    struct ent_selection *selection;
    struct ent_bundles *bundles;
};

bool ent_derive_rollup(struct ent_run *run, const struct ent_derivation *wish,
                       struct ent_derived *derived);
bool ent_derive_projection(struct ent_run *run, const struct ent_derivation *wish,
                           struct ent_derived *derived);
void ent_derive_merger(struct ent_run *run, struct ent_derived *derived);

/* ---- tools ---- */

/* Room for `count` ties and `members` members; all columns zero. */
void ent_derived_room(struct ent_run *run, struct ent_derived *derived, size_t count,
                      size_t members);

/* The smallest lifetime that holds both. */
struct ent_lifetime ent_lifetime_hull(struct ent_lifetime a, struct ent_lifetime b);

/* The type of that name, or ENT_NONE after E508. */
uint32_t ent_derive_type(struct ent_run *run, const struct ent_schema *schema, const char *option,
                         struct ent_value name);

#endif
