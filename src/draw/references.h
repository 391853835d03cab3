/* What is listed below a figure: the sources and the notes of what is shown. */
#ifndef ENT_DRAW_REFERENCES_H
#define ENT_DRAW_REFERENCES_H

#include "draw/block.h"
#include "draw/plan.h"

struct ent_reference {
    struct ent_text mark;  /* "1", "a", or an id */
    struct ent_text words; /* empty where no more than the id is known */
    struct ent_text link;  /* or empty */
};

/* The marks of an element are those of all references that it has: "1,4". */
struct ent_references {
    struct ent_reference *items;
    size_t count;
    struct ent_text *of_node, *of_tie; /* by position in the plan; empty: none */
};

/* Sources in the order of their ids; numbered, in the order in which nodes and ties name them. */
struct ent_references ent_references_of_sources(struct ent_run *run, const struct ent_plan *plan,
                                                bool numbered);

/* The cells `note`, lettered in the order of nodes and ties; the same note is told once. */
struct ent_references ent_references_of_notes(struct ent_run *run, const struct ent_plan *plan);

/* A list with a heading, in columns where lines would be too long to be read. */
struct ent_block ent_references_block(struct ent_run *run, const struct ent_plan *plan,
                                      const struct ent_references *references, const char *heading,
                                      const char *kind, double width);

#endif
