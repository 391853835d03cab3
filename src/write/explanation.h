/* An explanation while it is written. */
#ifndef ENT_WRITE_EXPLANATION_H
#define ENT_WRITE_EXPLANATION_H

#include "draw/plan.h"
#include "write/explain.h"
#include "write/verdict.h"

struct ent_explanation {
    struct ent_run *run;
    const struct ent_network *network;
    const struct ent_question *question;
    const struct ent_selection *selection;
    struct ent_order order; /* of all nodes and ties */
    struct ent_writer *writer;
    struct ent_text asked_by; /* "explain" or "--why" */
};

void ent_node_explain(const struct ent_explanation *e, uint32_t node);
void ent_tie_explain(const struct ent_explanation *e, uint32_t tie);

/* ---- explain_steps.c: what a step said when it took something out ---- */

/* The step at which it went out, and why; a sentence without a full stop. */
struct ent_text ent_node_step_told(const struct ent_explanation *e, uint32_t node);
struct ent_text ent_tie_step_told(const struct ent_explanation *e, uint32_t tie);

/* "Home Office ('home-office')": the ends of a tie that went out at the step at which it did, or
 * before; a sentence of that, or nothing. */
struct ent_text ent_ends_out_told(const struct ent_explanation *e, uint32_t tie);
struct ent_text ent_tie_by_ends(const struct ent_explanation *e, uint32_t tie);

/* ---- explain_lineage.c: what the steps about families say ---- */

struct ent_text ent_node_at_latest(const struct ent_explanation *e, uint32_t node);
struct ent_text ent_tie_at_latest(const struct ent_explanation *e, uint32_t tie);
struct ent_text ent_node_at_lineage(const struct ent_explanation *e, uint32_t node);
struct ent_text ent_tie_at_lineage(const struct ent_explanation *e, uint32_t tie);

/* Of a node that --latest leaves, but less sure than its dates are: why; or nothing. */
struct ent_text ent_node_kept_by_latest(const struct ent_explanation *e, uint32_t node);

/* ---- explain_elements.c: parts of sentences ---- */

/* "Vietnam", in full; "Home Office → MoU on fraud: party to" (file:line). */
struct ent_text ent_node_full_name(const struct ent_explanation *e, uint32_t node);
struct ent_text ent_tie_named(const struct ent_explanation *e, uint32_t tie);

/* Why the time asked for lets it stay, or not: of its lifetime, or of the date that --on names.
 * Empty where it has none. */
struct ent_text ent_node_verdict(const struct ent_explanation *e, uint32_t node);
struct ent_text ent_tie_verdict(const struct ent_explanation *e, uint32_t tie);

#endif
