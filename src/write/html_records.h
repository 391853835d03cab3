/* What the writers of a page's record set share: it on its way to JSON. */
#ifndef ENT_WRITE_HTML_RECORDS_H
#define ENT_WRITE_HTML_RECORDS_H

#include "write/html_page.h"
#include "write/json.h"

/* Numbers of the network or the schema in the order in which the page has them, and back: ENT_NONE
 * for what it does not have. */
struct ent_page_order {
    uint32_t *numbers, *position;
    size_t count;
};

/* A lifetime as it is told: its days and the cells that it was made of. */
struct ent_page_life {
    const struct ent_lifetime *days;
    struct ent_text start, end;
};

struct ent_page_records {
    struct ent_run *run;
    const struct ent_page *page;
    const struct ent_network *network;
    struct ent_page_order nodes, ties, types, relations;
    struct ent_cited *sources;
    size_t source_count;
    struct ent_page_life *lives; /* each once */
    size_t life_count;
    uint32_t *life_table; /* numbers of lives, from 1, by hash; its size is a power of two */
    size_t life_room;
    struct ent_text *quotes; /* each once: many rows cite one sentence */
    size_t quote_count;
    struct ent_index quote_index;
    uint32_t *alias_first,
        *aliases;         /* those of node n are from alias_first[n] to before the next */
    uint32_t *cluster_of; /* of each node; or ENT_NONE */
};

/* A day; the infinities, for which JSON has no number, are a thousand million days away. */
json_t *ent_page_day(ent_day day);

/* Makes room for the lifetimes and quotes of all nodes and ties. */
void ent_page_lives_begin(struct ent_page_records *records);

/* The number of a quote, the same for equal ones; NULL if it is empty. And all of them. */
json_t *ent_page_quote(struct ent_page_records *records, struct ent_text quote);
json_t *ent_page_quotes(const struct ent_page_records *records);

/* The number of a lifetime, the same for equal ones; NULL if there is none. */
json_t *ent_page_life(struct ent_page_records *records, struct ent_page_life life);

/* All that have a number: [earliest and latest start, earliest and latest end, 1 if a date has a
 * mark, in words, start, end]. */
json_t *ent_page_lives(const struct ent_page_records *records);

/* The tables of nodes and ties, as objects of columns. A column is an array, or where most cells
 * are empty an object by position; one that is empty is left out. */
json_t *ent_page_nodes(struct ent_page_records *records);
json_t *ent_page_ties(struct ent_page_records *records);

#endif
