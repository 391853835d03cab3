/* What the text alternative tells, before it gets a form. */
#ifndef ENT_WRITE_ACCOUNT_H
#define ENT_WRITE_ACCOUNT_H

#include "draw/cited.h"
#include "draw/plan.h"
#include "write/alt.h"

/* The nodes of a type, or the ties of a relation. */
struct ent_account_group {
    struct ent_text label;
    uint32_t *numbers; /* in canonical order */
    size_t count;
};

struct ent_account {
    struct ent_run *run;
    const struct ent_network *network;
    const struct ent_selection *selection;
    struct ent_text title, subtitle, caption; /* the last two: empty if there is none */
    struct ent_text rule, counts;             /* sentences */
    struct ent_text worth;                    /* what fills and areas mean; or empty */
    struct ent_text answers;                  /* what 'presumed' and 'possible' mean; or empty */
    struct ent_text hidden[ENT_MOST_STEPS];
    size_t hidden_count;
    const struct ent_alt_years *years; /* of a sheet */
    struct ent_text *pictures;         /* "2008: 3 nodes, 2 ties", of each of them */
    bool noted;                        /* notes are asked for */
    struct ent_worth size, colour;     /* what --size and --color-by show */
    struct ent_worths *worths[2];      /* their values, in each picture of a sheet */
    struct ent_account_group *tie_changes, *node_changes; /* where two times are compared */
    size_t tie_change_count, node_change_count;
    struct ent_account_group *nodes, *ties; /* general types and their kinds, relations */
    size_t node_group_count, tie_group_count;
    struct ent_text *groups; /* "ASEAN: 2 members: Laos, Vietnam (presumed)" */
    size_t group_count;
    bool numbered; /* links to sources are numbers */
    struct ent_cited *sources;
    size_t source_count;
};

/* A node or a tie in parts; what does not apply is empty. */
struct ent_account_item {
    struct ent_text kind;     /* name of the type or relation */
    struct ent_text id, name; /* of a node; the name is the full one */
    struct ent_text from, to; /* ids of the ends of a tie */
    struct ent_text ends;     /* "Vietnam – China" */
    struct ent_text part;     /* "(chair), on behalf of Vietnam" */
    struct ent_text dates, answer;
    struct ent_text change, was, fate; /* "changed", "partnership"; "changed from partnership" */
    struct ent_text sources;           /* ids with ";" between, as the table has them */
    struct ent_text note;              /* where notes are asked for */
    struct ent_text shown;             /* of a sheet: in which years, "2008 to 2012, 2015" */
    struct ent_text worth;             /* "degree 16, community 2", where fills or areas show it */
    struct ent_text words;             /* all of it but the note, as the figure's titles say it */
};

void ent_account_make(struct ent_run *run, const struct ent_network *network,
                      const struct ent_selection *selection, const struct ent_alt_years *years,
                      const struct ent_wish *wish, struct ent_account *account);

struct ent_account_item ent_account_node(const struct ent_account *account, uint32_t node);
struct ent_account_item ent_account_tie(const struct ent_account *account, uint32_t tie);

/* Of a sheet: counts each of its pictures, and says which of them show a node or a tie. */
void ent_account_count_years(struct ent_account *account);
struct ent_text ent_account_shown(const struct ent_account *account, bool is_tie, uint32_t number);

/* Fills what changed from the groups of all. */
void ent_account_group_changes(struct ent_account *account);

/* What fills and areas mean, and what a node is worth by them; empty where they say nothing. */
void ent_account_find_worths(struct ent_account *account, const struct ent_wish *wish);
struct ent_text ent_account_worth(const struct ent_account *account, uint32_t node);

/* The forms. */
void ent_account_put_markdown(const struct ent_account *account, struct ent_writer *writer);
void ent_account_put_html(const struct ent_account *account, struct ent_writer *writer);
void ent_account_put_csv(const struct ent_account *account, struct ent_writer *writer);

#endif
