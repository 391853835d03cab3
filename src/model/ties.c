#include "model/building.h"

/* ---- strands: which rows become which ties ---- */

static bool reads_alike(const struct ent_kind *a, const struct ent_kind *b)
{
    static const enum ent_attribute attributes[] = {
        ENT_AT_FROM,   ENT_AT_TO,      ENT_AT_SEPARATOR, ENT_AT_AGREEMENT,
        ENT_AT_BEHALF, ENT_AT_MISSING, ENT_AT_TYPE,      ENT_AT_WHERE};
    for (size_t i = 0; i < ENT_COUNT(attributes); i++)
        if (!ent_text_equal(a->values[attributes[i]].text, b->values[attributes[i]].text))
            return false;
    return true;
}

static struct ent_strand *strand_for(struct ent_building *b, const struct ent_relation *relation,
                                     const struct ent_table *table)
{
    uint32_t last = ENT_NONE;
    for (uint32_t i = 0; i < b->strand_count; i++) {
        struct ent_strand *strand = &b->strands[i];
        const struct ent_relation *first = &b->schema->relations[strand->relations[0]];
        if (strand->table != table || first->same != relation->same ||
            !ent_text_equal(first->kind.values[ENT_AT_TYPE].text,
                            relation->kind.values[ENT_AT_TYPE].text))
            continue;
        if (reads_alike(&first->kind, &relation->kind))
            return strand;
        last = i;
    }
    if (last != ENT_NONE)
        b->strands[last].other = (uint32_t)b->strand_count;
    return &b->strands[b->strand_count++];
}

/* Bound once for all that share it, so that its fault is told once. */
static const struct ent_condition *
where_of(const struct ent_building *b, const struct ent_kind *kind, const struct ent_table *table)
{
    for (size_t i = 0; i < b->strand_count; i++)
        if (b->strands[i].table == table && b->strands[i].where &&
            b->strands[i].where->expression == kind->where)
            return b->strands[i].where;
    return ent_bind_where(b, kind, table);
}

static struct ent_end open_end(const struct ent_building *b, const struct ent_kind *kind,
                               const struct ent_table *table, enum ent_attribute attribute)
{
    struct ent_end end = {ent_bind_or_column(b, kind, table, attribute), NULL,
                          ENT_NEW(&b->run->arena, struct ent_text, 1),
                          ENT_NEW(&b->run->arena, uint32_t, 1)};
    return end;
}

static void open_strand(const struct ent_building *b, const struct ent_kind *kind,
                        const struct ent_table *table, struct ent_strand *strand)
{
    struct ent_text separator = ent_kind_text(b->schema, kind, ENT_AT_SEPARATOR);
    bool own = !ent_table_is_of_nodes(b->schema, table);
    strand->name = kind->name;
    strand->table = table;
    strand->relations = ENT_NEW(&b->run->arena, uint32_t, b->schema->relation_count);
    strand->bindings = ENT_NEW(&b->run->arena, struct ent_binding, b->schema->relation_count);
    strand->from = open_end(b, kind, table, ENT_AT_FROM);
    strand->to = open_end(b, kind, table, ENT_AT_TO);
    strand->agreement = own ? ent_bind_or_column(b, kind, table, ENT_AT_AGREEMENT)
                            : ent_bind(b, kind, table, ENT_AT_AGREEMENT);
    strand->behalf = own ? ent_bind_or_column(b, kind, table, ENT_AT_BEHALF)
                         : ent_bind(b, kind, table, ENT_AT_BEHALF);
    strand->separator = separator.length == 0   ? ';'
                        : separator.length == 1 ? separator.bytes[0]
                                                : '\0';
    strand->type = ent_bind_or_column(b, kind, table, ENT_AT_TYPE);
    strand->by_type =
        (own || kind->values[ENT_AT_TYPE].text.length > 0) && ent_filler_is_bound(&strand->type);
    strand->value = ent_bind_value(b, kind, table);
    strand->where = where_of(b, kind, table);
    strand->id = own ? ENT_NONE : ent_table_column(table, ENT_TEXT("id"));
    strand->other = ENT_NONE;
}

void ent_build_strands(struct ent_building *b)
{
    b->strands = ENT_NEW(&b->run->arena, struct ent_strand, b->schema->relation_count + 1);
    for (uint32_t i = 0; i < b->schema->relation_count; i++) {
        const struct ent_relation *relation = &b->schema->relations[i];
        const struct ent_table *table = ent_records_of_kind(b->records, &relation->kind);
        b->network->relation_table[i] = table;
        if (!table)
            continue;
        struct ent_strand *strand = strand_for(b, relation, table);
        if (!strand->table)
            open_strand(b, &relation->kind, table, strand);
        strand->bindings[strand->relation_count] = ent_binding_make(b, &relation->kind, table);
        strand->relations[strand->relation_count++] = i;
    }
}

/* ---- ties ---- */

static bool is_list(struct ent_text text, char separator)
{
    return separator != 0 && memchr(text.bytes, separator, text.length);
}

/* Items of a list; a cell without a separator is one item. */
static size_t count_items(struct ent_text list, char separator)
{
    if (list.length == 0)
        return 0;
    size_t count = 1;
    for (const char *at = list.bytes, *end = list.bytes + list.length;
         (at = memchr(at, separator, (size_t)(end - at))); at++)
        count++;
    return count;
}

static uint32_t resolve(const struct ent_building *b, const struct ent_filler *filler, size_t row,
                        struct ent_text id)
{
    uint32_t node = ent_network_node(b->network, id);
    if (node == ENT_NONE && ent_index_find(&b->lost_ids, id) == ENT_NONE)
        ent_report(b->run, ENT_E201, ent_template_place(filler, row),
                   ent_network_meant(b->run, b->network, id), id, ent_template_column(filler, row));
    return node;
}

/* A whole cell: told of before, or the same as that of the last row, or looked up. */
static uint32_t resolve_end(const struct ent_building *b, const struct ent_end *end, size_t row,
                            struct ent_text id)
{
    if (end->told && end->told[row] != ENT_NONE)
        return end->told[row];
    if (end->last_id->length > 0 && ent_text_equal(*end->last_id, id))
        return *end->last;
    *end->last = resolve(b, &end->filler, row, id);
    *end->last_id = *end->last == ENT_NONE ? (struct ent_text){0} : id;
    return *end->last;
}

static const uint32_t *nodes_told(const struct ent_building *b, const struct ent_filler *filler)
{
    for (size_t i = 0; i < b->told_count; i++) {
        const struct ent_filler *key = &b->told[i].key;
        bool alike = key->table == filler->table && key->code_count == filler->code_count &&
                     ent_text_equal(key->template->text, filler->template->text);
        for (size_t c = 0; alike && c < key->code_count; c++)
            alike = key->codes[c].column == filler->codes[c].column &&
                    ent_text_equal(key->codes[c].text, filler->codes[c].text);
        if (alike)
            return b->told[i].node;
    }
    return NULL;
}

static struct ent_text type_name(const struct ent_building *b, uint32_t node)
{
    return b->schema->types[b->network->node_type[node]].kind.name;
}

/* "person, institution -> agreement; ...": every pair that the relation permits. */
static struct ent_text permitted(const struct ent_building *b, const struct ent_strand *strand)
{
    struct ent_text list = ENT_TEXT("permitted: ");
    for (size_t i = 0; i < strand->relation_count; i++) {
        const struct ent_relation *relation = &b->schema->relations[strand->relations[i]];
        list = ENT_FORM(&b->run->arena, "{}{}{} -> {}", list, i > 0 ? ENT_TEXT(", ") : ENT_TEXT(""),
                        b->schema->types[relation->from].kind.name,
                        b->schema->types[relation->to].kind.name);
    }
    return list;
}

/* Which relation of the strand permits these ends? A symmetric one permits them in either order. */
static size_t fitting(const struct ent_building *b, const struct ent_strand *strand, uint32_t from,
                      uint32_t to)
{
    uint32_t from_type = b->network->node_type[from], to_type = b->network->node_type[to];
    for (size_t i = 0; i < strand->relation_count; i++) {
        const struct ent_relation *relation = &b->schema->relations[strand->relations[i]];
        if (ent_type_isa(b->schema, from_type, relation->from) &&
            ent_type_isa(b->schema, to_type, relation->to))
            return i;
        if (relation->symmetric && ent_type_isa(b->schema, to_type, relation->from) &&
            ent_type_isa(b->schema, from_type, relation->to))
            return i;
    }
    return SIZE_MAX;
}

static uint32_t optional_node(const struct ent_building *b, const struct ent_filler *filler,
                              size_t row)
{
    if (filler->fixed && filler->text.length == 0)
        return ENT_NONE;
    struct ent_text id = ent_template_fill(&b->run->arena, filler, row);
    if (id.length > 0 && b->records->partial)
        return ent_network_node(b->network, id);
    return id.length == 0 ? ENT_NONE : resolve(b, filler, row, id);
}

static double weight_of(const struct ent_building *b, const struct ent_filler *filler, size_t row)
{
    double weight;
    struct ent_text text = ent_text_trim(ent_template_fill(&b->run->arena, filler, row));
    if (text.length == 0)
        return 1;
    if (ent_weight_read(text, &weight))
        return weight;
    ent_report(b->run, ENT_E603, ent_template_place(filler, row),
               ENT_TEXT("a blank cell counts as 1"), text);
    return 1;
}

/* The first strand from `strand` on, of the same name and table, that takes the row, or ENT_NONE.
 */
static uint32_t taking(const struct ent_building *b, uint32_t strand, size_t row)
{
    while (strand != ENT_NONE && !ent_row_is_taken(b->strands[strand].where, row))
        strand = b->strands[strand].other;
    return strand;
}

/* `before`: the ties there were before any strand took this row. */
static void take_tie(const struct ent_building *b, const struct ent_strand *strand, size_t row,
                     uint32_t from, uint32_t to, size_t before)
{
    struct ent_network *network = b->network;
    size_t chosen = fitting(b, strand, from, to);
    if (chosen == SIZE_MAX) {
        bool is_last = !strand->by_type || taking(b, strand->other, row) == ENT_NONE;
        if (is_last && network->tie_count == before)
            ent_report(b->run, ENT_E206, ent_template_place(&strand->from.filler, row),
                       permitted(b, strand), b->schema->relations[strand->relations[0]].kind.name,
                       type_name(b, from), network->node_id[from], type_name(b, to),
                       network->node_id[to]);
        return;
    }
    size_t tie = network->tie_count++;
    network->tie_relation[tie] = strand->relations[chosen];
    network->tie_row[tie] = (uint32_t)row;
    network->tie_from[tie] = from;
    network->tie_to[tie] = to;
    network->tie_agreement[tie] = optional_node(b, &strand->agreement, row);
    network->tie_behalf[tie] = optional_node(b, &strand->behalf, row);
    network->tie_life[tie] = ent_binding_life(b, &strand->bindings[chosen], strand->table, row);
    if (network->tie_weight)
        network->tie_weight[tie] = weight_of(b, &strand->bindings[chosen].weight, row);
}

static void report_blank(const struct ent_building *b, const struct ent_filler *filler, size_t row)
{
    ent_report(b->run, ENT_E205, ent_template_place(filler, row), ENT_NO_HINT,
               ent_template_column(filler, row));
}

/* Is it a row of a node table whose id belongs to another row? That was reported there. */
static bool was_left_out(const struct ent_building *b, const struct ent_strand *strand, size_t row)
{
    if (strand->id == ENT_NONE)
        return false;
    uint32_t node =
        ent_index_find(&b->network->ids, ent_table_cell(strand->table, row, strand->id));
    return node != ENT_NONE &&
           (b->network->node_row[node] != row ||
            b->network->type_table[b->network->node_type[node]] != strand->table);
}

static void take_pair(const struct ent_building *b, const struct ent_strand *strand, size_t row,
                      uint32_t from, uint32_t to, size_t before)
{
    if (from != ENT_NONE && to != ENT_NONE)
        take_tie(b, strand, row, from, to, before);
}

static void take_row(const struct ent_building *b, const struct ent_strand *strand, size_t row,
                     size_t before)
{
    struct ent_text froms = ent_template_fill(&b->run->arena, &strand->from.filler, row), from_id,
                    to_id;
    struct ent_text tos = ent_template_fill(&b->run->arena, &strand->to.filler, row);
    char separator = strand->separator;
    if (!ent_row_is_there(b, &strand->value, row))
        return;
    if (strand->by_type && froms.length == 0)
        report_blank(b, &strand->from.filler, row);
    if (strand->by_type && tos.length == 0)
        report_blank(b, &strand->to.filler, row);
    if (froms.length == 0 || tos.length == 0 || was_left_out(b, strand, row))
        return;
    if (!is_list(froms, separator) && !is_list(tos, separator)) {
        uint32_t from = resolve_end(b, &strand->from, row, froms);
        take_pair(b, strand, row, from, resolve_end(b, &strand->to, row, tos), before);
        return;
    }
    while (ent_text_next(&froms, separator, &from_id)) {
        uint32_t from = resolve(b, &strand->from.filler, row, from_id);
        for (struct ent_text rest = tos; ent_text_next(&rest, separator, &to_id);)
            take_pair(b, strand, row, from, resolve(b, &strand->to.filler, row, to_id), before);
    }
}

/* The strands of the rows of a table for which `type` chooses: neighbours are often alike. */
struct chooser {
    const struct ent_strand *first; /* whose `type` it is */
    struct ent_text last;
    uint32_t strand;
};

static bool choose_alike(const struct ent_strand *a, const struct ent_strand *b)
{
    return a->by_type && b->by_type && a->table == b->table &&
           ent_text_equal(a->type.template->text, b->type.template->text);
}

/* The relation "*" takes what no other names. */
static uint32_t strand_of_name(const struct ent_building *b, const struct ent_strand *first,
                               struct ent_text name)
{
    uint32_t rest = ENT_NONE;
    for (uint32_t i = 0; i < b->strand_count; i++) {
        if (!choose_alike(&b->strands[i], first))
            continue;
        if (ent_text_equal(b->strands[i].name, name))
            return i;
        if (rest == ENT_NONE && ent_text_is(b->strands[i].name, "*"))
            rest = i;
    }
    return rest;
}

static uint32_t choose(const struct ent_building *b, struct chooser *chooser, size_t row)
{
    struct ent_text name = ent_template_fill(&b->run->arena, &chooser->first->type, row);
    if (!chooser->last.bytes || !ent_text_equal(name, chooser->last))
        chooser->strand = strand_of_name(b, chooser->first, name);
    chooser->last = name;
    return chooser->strand;
}

static struct ent_text hint_for_relation(const struct ent_building *b, struct ent_text name)
{
    size_t count;
    struct ent_text *names = ent_schema_names(&b->run->arena, b->schema, false, true, &count);
    return ent_hint_meant(&b->run->arena, name, names, count);
}

static void report_relation(const struct ent_building *b, const struct ent_filler *type, size_t row)
{
    struct ent_text name = ent_template_fill(&b->run->arena, type, row);
    ent_report(b->run, ENT_E207, ent_template_place(type, row), hint_for_relation(b, name), name);
}

static size_t count_row(const struct ent_building *b, const struct ent_strand *strand, size_t row)
{
    struct ent_text from = ent_template_fill(&b->run->arena, &strand->from.filler, row);
    struct ent_text to = ent_template_fill(&b->run->arena, &strand->to.filler, row);
    return count_items(from, strand->separator) * count_items(to, strand->separator);
}

/* Was the strand served by the pass of an earlier one? */
static bool is_served(const struct ent_building *b, uint32_t strand)
{
    for (uint32_t i = 0; i < strand; i++)
        if (choose_alike(&b->strands[i], &b->strands[strand]))
            return true;
    return false;
}

/* Does a relation of the table take the row? If none does, its type does not matter. */
static bool is_taken_by_any(const struct ent_building *b, const struct ent_table *table, size_t row)
{
    for (size_t i = 0; i < b->strand_count; i++)
        if (b->strands[i].table == table && ent_row_is_taken(b->strands[i].where, row))
            return true;
    return false;
}

/* The strands of one name, or where nothing chooses this one alone. */
static size_t pass_row(const struct ent_building *b, uint32_t strand, size_t row, bool making)
{
    size_t count = 0, before = b->network->tie_count;
    while (strand != ENT_NONE) {
        const struct ent_strand *now = &b->strands[strand];
        if (!making)
            count += count_row(b, now, row);
        else if (ent_row_is_taken(now->where, row))
            take_row(b, now, row, before);
        strand = now->by_type ? now->other : ENT_NONE;
    }
    return count;
}

/* Either counts the ties of a table or, with room made for them, takes them. */
static size_t pass_over(const struct ent_building *b, const struct ent_table *table, bool making)
{
    size_t count = 0;
    for (uint32_t first = 0; first < b->strand_count; first++) {
        if (b->strands[first].table != table || is_served(b, first))
            continue;
        bool by_type = b->strands[first].by_type;
        struct chooser chooser = {.first = &b->strands[first]};
        for (size_t row = 0; row < table->row_count; row++) {
            if (by_type && !ent_row_is_there(b, &b->strands[first].value, row))
                continue;
            uint32_t strand = by_type ? choose(b, &chooser, row) : first;
            if (strand == ENT_NONE && making && is_taken_by_any(b, table, row))
                report_relation(b, &chooser.first->type, row);
            count += pass_row(b, strand, row, making);
        }
    }
    return count;
}

/* Most tables hold no lists. */
static void look_for_lists(struct ent_building *b, const struct ent_table *table)
{
    char sought = 0;
    bool found = false;
    for (uint32_t i = 0; i < b->strand_count; i++) {
        struct ent_strand *strand = &b->strands[i];
        if (strand->table != table)
            continue;
        if (strand->separator != sought) {
            sought = strand->separator;
            found = ent_table_holds(table, sought);
        }
        strand->separator = found ? sought : 0;
    }
}

/* An upper bound. Without lists it is known before looking at the rows. */
static size_t most_ties(const struct ent_building *b, const struct ent_table *table)
{
    size_t strands = 0, groups = 0, longest = 0;
    for (uint32_t i = 0; i < b->strand_count; i++) {
        const struct ent_strand *strand = &b->strands[i];
        if (strand->table != table)
            continue;
        if (strand->separator != 0)
            return pass_over(b, table, false);
        size_t chain = 1;
        strands += !strand->by_type;
        groups += strand->by_type && !is_served(b, i);
        for (; strand->other != ENT_NONE; strand = &b->strands[strand->other])
            chain++;
        longest = strand->by_type && chain > longest ? chain : longest;
    }
    return table->row_count * (strands + groups * longest);
}

static bool has_weights(const struct ent_building *b)
{
    for (size_t i = 0; i < b->schema->relation_count; i++)
        if (b->schema->relations[i].kind.values[ENT_AT_WEIGHT].text.length > 0)
            return true;
    return false;
}

void ent_build_ties(struct ent_building *b)
{
    struct ent_network *network = b->network;
    struct ent_arena *arena = &b->run->arena;
    size_t most = 0;
    for (size_t i = 0; i < b->records->table_count; i++) {
        look_for_lists(b, &b->records->tables[i]);
        most += most_ties(b, &b->records->tables[i]);
    }
    network->tie_relation = ENT_NEW(arena, uint32_t, most + 1);
    network->tie_row = ENT_NEW(arena, uint32_t, most + 1);
    network->tie_from = ENT_NEW(arena, uint32_t, most + 1);
    network->tie_to = ENT_NEW(arena, uint32_t, most + 1);
    network->tie_agreement = ENT_NEW(arena, uint32_t, most + 1);
    network->tie_behalf = ENT_NEW(arena, uint32_t, most + 1);
    network->tie_life = ENT_NEW(arena, struct ent_lifetime, most + 1);
    if (has_weights(b))
        network->tie_weight = ENT_NEW(arena, double, most + 1);
    for (size_t i = 0; i < b->strand_count; i++) {
        b->strands[i].from.told = nodes_told(b, &b->strands[i].from.filler);
        b->strands[i].to.told = nodes_told(b, &b->strands[i].to.filler);
    }
    for (size_t i = 0; i < b->records->table_count; i++)
        pass_over(b, &b->records->tables[i], true);
}
