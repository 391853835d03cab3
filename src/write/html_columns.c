#include "draw/id.h"
#include "write/html_records.h"

/* NULL stands for an empty cell. */
typedef json_t *cell_of(struct ent_page_records *r, uint32_t number);

static json_t *text_or_nothing(struct ent_text text)
{
    return text.length > 0 ? ent_json_text(text) : NULL;
}

/* An array, or where most cells are empty an object by position. A column that is empty is left
 * out. */
static void set_column(struct ent_page_records *r, json_t *table, const char *name,
                       const struct ent_page_order *order, cell_of *cell)
{
    json_t **cells = ENT_NEW(&r->run->arena, json_t *, order->count + 1);
    size_t filled = 0;
    for (size_t i = 0; i < order->count; i++) {
        cells[i] = cell(r, order->numbers[i]);
        filled += cells[i] != NULL;
    }
    if (filled == 0)
        return;
    bool is_dense = filled * 2 > order->count;
    json_t *column = is_dense ? json_array() : json_object();
    for (size_t i = 0; i < order->count; i++)
        if (is_dense)
            json_array_append_new(column, cells[i] ? cells[i] : json_null());
        else if (cells[i])
            json_object_set_new(
                column,
                ent_text_string(&r->run->arena, ent_text_number(&r->run->arena, (int64_t)i)),
                cells[i]);
    ent_json_set(table, name, column);
}

static json_t *sources_of(const struct ent_page_records *r, struct ent_text ids)
{
    json_t *sources = NULL;
    for (struct ent_text id; ent_text_next(&ids, ';', &id);) {
        size_t source = ent_cited_find(r->sources, r->source_count, id);
        if (source == r->source_count)
            continue;
        sources = sources ? sources : json_array();
        json_array_append_new(sources, json_integer((json_int_t)source));
    }
    return sources;
}

static json_t *node_id(struct ent_page_records *r, uint32_t node)
{
    return ent_json_text(r->network->node_id[node]);
}

static json_t *node_name(struct ent_page_records *r, uint32_t node)
{
    return ent_json_text(r->network->node_name[node]);
}

static json_t *node_full(struct ent_page_records *r, uint32_t node)
{
    struct ent_text full = ent_node_cell(r->network, node, ENT_TEXT("name"));
    return ent_text_equal(full, r->network->node_name[node]) ? NULL : text_or_nothing(full);
}

static json_t *node_type(struct ent_page_records *r, uint32_t node)
{
    return json_integer(r->types.position[r->network->node_type[node]]);
}

static json_t *node_life(struct ent_page_records *r, uint32_t node)
{
    return ent_page_life(
        r, (struct ent_page_life){.days = &r->network->node_life[node],
                                  .start = ent_node_text(r->run, r->network, node, ENT_AT_START),
                                  .end = ent_node_text(r->run, r->network, node, ENT_AT_END)});
}

static json_t *node_sources(struct ent_page_records *r, uint32_t node)
{
    return sources_of(r, ent_node_cell(r->network, node, ENT_TEXT("source")));
}

static json_t *node_quote(struct ent_page_records *r, uint32_t node)
{
    return ent_page_quote(r, ent_node_cell(r->network, node, ENT_TEXT("quote")));
}

static json_t *node_url(struct ent_page_records *r, uint32_t node)
{
    return text_or_nothing(ent_link_of(ent_node_cell(r->network, node, ENT_TEXT("url"))));
}

/* What is written for those who keep the tables is published only where the figure asks for it. */
static json_t *node_note(struct ent_page_records *r, uint32_t node)
{
    return r->page->wish->notes.given
               ? text_or_nothing(ent_text_trim(ent_node_cell(r->network, node, ENT_TEXT("note"))))
               : NULL;
}

/* Other keys of the node, as "VNM". */
static json_t *node_also(struct ent_page_records *r, uint32_t node)
{
    json_t *also = NULL;
    for (uint32_t at = r->alias_first[node]; at < r->alias_first[node + 1]; at++) {
        struct ent_text alias = r->network->alias[r->aliases[at]];
        const char *equals = memchr(alias.bytes, '=', alias.length);
        size_t cut = equals ? (size_t)(equals - alias.bytes) + 1 : 0;
        also = also ? also : json_array();
        json_array_append_new(also, ent_json_text(ent_text_slice(alias, cut, SIZE_MAX)));
    }
    return also;
}

static json_t *node_cluster(struct ent_page_records *r, uint32_t node)
{
    uint32_t cluster = r->cluster_of[node];
    return cluster == ENT_NONE ? NULL : json_integer(cluster);
}

static json_t *tie_relation(struct ent_page_records *r, uint32_t tie)
{
    uint32_t relation = r->network->schema->relations[r->network->tie_relation[tie]].same;
    return json_integer(r->relations.position[relation]);
}

static json_t *position_of(const struct ent_page_records *r, uint32_t node)
{
    bool held = node != ENT_NONE && r->nodes.position[node] != ENT_NONE;
    return held ? json_integer(r->nodes.position[node]) : NULL;
}

static json_t *tie_from(struct ent_page_records *r, uint32_t tie)
{
    return position_of(r, r->network->tie_from[tie]);
}

static json_t *tie_to(struct ent_page_records *r, uint32_t tie)
{
    return position_of(r, r->network->tie_to[tie]);
}

static json_t *tie_agreement(struct ent_page_records *r, uint32_t tie)
{
    return position_of(r, r->network->tie_agreement[tie]);
}

static json_t *tie_life(struct ent_page_records *r, uint32_t tie)
{
    return ent_page_life(
        r, (struct ent_page_life){.days = &r->network->tie_life[tie],
                                  .start = ent_tie_text(r->run, r->network, tie, ENT_AT_START),
                                  .end = ent_tie_text(r->run, r->network, tie, ENT_AT_END)});
}

/* A position, or the name of a node that the page does not hold. */
static json_t *tie_behalf(struct ent_page_records *r, uint32_t tie)
{
    uint32_t behalf = r->network->tie_behalf[tie];
    json_t *position = position_of(r, behalf);
    return position || behalf == ENT_NONE ? position : ent_json_text(r->network->node_name[behalf]);
}

static json_t *tie_sources(struct ent_page_records *r, uint32_t tie)
{
    return sources_of(r, ent_tie_cell(r->network, tie, ENT_TEXT("source")));
}

/* What stands in the row of a node is told with the node. */
static json_t *row_cell(struct ent_page_records *r, uint32_t tie, struct ent_text column)
{
    return ent_tie_has_row(r->network, tie)
               ? text_or_nothing(ent_text_trim(ent_tie_cell(r->network, tie, column)))
               : NULL;
}

static json_t *tie_role(struct ent_page_records *r, uint32_t tie)
{
    return row_cell(r, tie, ENT_TEXT("role"));
}

static json_t *tie_quote(struct ent_page_records *r, uint32_t tie)
{
    return ent_tie_has_row(r->network, tie)
               ? ent_page_quote(r, ent_text_trim(ent_tie_cell(r->network, tie, ENT_TEXT("quote"))))
               : NULL;
}

static json_t *tie_url(struct ent_page_records *r, uint32_t tie)
{
    return text_or_nothing(ent_link_of(ent_tie_cell(r->network, tie, ENT_TEXT("url"))));
}

static json_t *tie_note(struct ent_page_records *r, uint32_t tie)
{
    return r->page->wish->notes.given ? row_cell(r, tie, ENT_TEXT("note")) : NULL;
}

/* ---- tables ---- */

struct column {
    const char *name;
    cell_of *cell;
};

static json_t *table_of(struct ent_page_records *r, const struct ent_page_order *order,
                        const struct column *columns, size_t count)
{
    json_t *table = json_object();
    for (size_t i = 0; i < count; i++)
        set_column(r, table, columns[i].name, order, columns[i].cell);
    return table;
}

json_t *ent_page_nodes(struct ent_page_records *r)
{
    static const struct column columns[] = {
        {"id", node_id},     {"name", node_name},       {"full", node_full},
        {"type", node_type}, {"life", node_life},       {"also", node_also},
        {"url", node_url},   {"sources", node_sources}, {"quote", node_quote},
        {"note", node_note}, {"cluster", node_cluster},
    };
    return table_of(r, &r->nodes, columns, ENT_COUNT(columns));
}

json_t *ent_page_ties(struct ent_page_records *r)
{
    static const struct column columns[] = {
        {"relation", tie_relation}, {"from", tie_from},           {"to", tie_to},
        {"life", tie_life},         {"role", tie_role},           {"behalf", tie_behalf},
        {"url", tie_url},           {"sources", tie_sources},     {"quote", tie_quote},
        {"note", tie_note},         {"agreement", tie_agreement},
    };
    return table_of(r, &r->ties, columns, ENT_COUNT(columns));
}
