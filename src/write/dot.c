#include "write/dot.h"

#include "draw/fate.h"
#include "model/bundle.h"

#include <stdlib.h>

enum { longest_run = 8000 }; /* the scanner of cgraph takes no longer run of plain bytes */

struct dot {
    struct ent_run *run;
    const struct ent_network *network;
    const struct ent_selection *selection;
    struct ent_writer *writer;
    uint32_t **columns; /* by name, of each table that has been met */
};

/* A backslash is doubled, as Graphviz shows it and as entente reads it back; a long text is broken
 * by an escaped line end, which DOT passes over. */
static void put_quoted(struct ent_writer *writer, struct ent_text text)
{
    size_t sent = 0, run = 0;
    ENT_PUT(writer, "\"");
    for (size_t at = 0; at < text.length; at++, run++) {
        char byte = text.bytes[at];
        bool boundary = (byte & 0xC0) != 0x80;
        if (byte != '"' && byte != '\\' && (run < longest_run || !boundary))
            continue;
        ent_put_bytes(writer, text.bytes + sent, at - sent);
        sent = at;
        if (byte == '"' || byte == '\\')
            ENT_PUT(writer, "\\");
        else
            ENT_PUT(writer, "\\\n");
        run = 0;
    }
    ent_put_bytes(writer, text.bytes + sent, text.length - sent);
    ENT_PUT(writer, "\"");
}

static bool is_word(struct ent_text text)
{
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.bytes[i];
        bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_';
        if (!letter && !(i > 0 && byte >= '0' && byte <= '9'))
            return false;
    }
    static const char *const keywords[] = {"node",    "edge",     "graph",
                                           "digraph", "subgraph", "strict"};
    for (size_t i = 0; i < ENT_COUNT(keywords); i++)
        if (ent_text_distance(text, ent_text_of(keywords[i]), 0) == 0)
            return false;
    return text.length > 0;
}

static void put_name(struct ent_writer *writer, struct ent_text text)
{
    if (is_word(text))
        ent_put_text(writer, text);
    else
        put_quoted(writer, text);
}

/* Attributes without a value are left out: cgraph cannot tell them from absent ones. */
static void put_attribute(struct dot *dot, struct ent_text name, struct ent_text value)
{
    if (value.length == 0)
        return;
    ENT_PUT(dot->writer, " ");
    put_name(dot->writer, name);
    ENT_PUT(dot->writer, "=");
    put_quoted(dot->writer, value);
}

/* Labels are drawn by dot, which reads "&eacute;" in them and passes on what no SVG may hold. They
 * are not read back. */
static void put_label(struct dot *dot, struct ent_text text)
{
    struct ent_writer escaped = {0};
    for (size_t at = 0; at < text.length; at++) {
        unsigned char byte = (unsigned char)text.bytes[at];
        if (byte == '&')
            ENT_PUT(&escaped, "&amp;");
        else if (byte < 0x20 && byte != '\t' && byte != '\n')
            ENT_PUT(&escaped, "\xEF\xBF\xBD");
        else
            ent_put_bytes(&escaped, text.bytes + at, 1);
    }
    put_attribute(dot, ENT_TEXT("label"), ent_writer_text(&escaped));
    ent_writer_end(&escaped);
}

/* ---- columns ---- */

static bool is_written_apart(struct ent_text column)
{
    static const char *const apart[] = {"id",    "type", "from",           "to",
                                        "start", "end",  ENT_ANSWER_COLUMN};
    for (size_t i = 0; i < ENT_COUNT(apart); i++)
        if (ent_text_is(column, apart[i]))
            return true;
    return false;
}

/* A graph that is read back has its columns in no other order. */
static const uint32_t *columns_of(struct dot *dot, const struct ent_table *table)
{
    size_t number = (size_t)(table - dot->network->records->tables);
    if (!dot->columns[number])
        dot->columns[number] = ent_table_by_name(&dot->run->arena, table);
    return dot->columns[number];
}

/* Of the rows that tell of a distinct node, what is not part of it may differ. */
static bool is_of_node(const struct ent_kind *kind, struct ent_text column)
{
    for (size_t at = 0; at < ENT_ATTRIBUTE_COUNT; at++)
        for (size_t i = 0; i < kind->values[at].part_count; i++)
            for (size_t j = 0; j < kind->values[at].parts[i].column_count; j++)
                if (ent_text_equal(kind->values[at].parts[i].columns[j], column))
                    return true;
    return false;
}

/* `kind` is 'N' or 'E'. `distinct`: the type whose columns are wanted, or NULL for all columns. */
static void put_columns(struct dot *dot, const struct ent_table *table, uint32_t row, char kind,
                        const struct ent_kind *distinct)
{
    const uint32_t *columns = columns_of(dot, table);
    for (size_t i = 0; i < table->column_count; i++) {
        struct ent_text name = table->columns[columns[i]];
        bool told_anew = kind == 'N' && dot->selection->groups && ent_text_is(name, "groups");
        if (told_anew || is_written_apart(name) || name.length == 0 ||
            ent_table_is_turned(table, columns[i]) || (distinct && !is_of_node(distinct, name)))
            continue;
        bool taken =
            dot->selection->change && (ent_text_is(name, "change") || ent_text_is(name, "was"));
        if (taken || ent_column_collides(name, kind))
            name = ENT_FORM(&dot->run->arena, "{}{}", ENT_TEXT(ENT_COLUMN_PREFIX), name);
        put_attribute(dot, name, ent_table_cell(table, row, columns[i]));
    }
}

static struct ent_text mark_in(struct ent_text date)
{
    for (size_t at = 0; at < date.length; at++)
        if (strchr("?~%", date.bytes[at]))
            return ent_text_slice(date, at, 1);
    return (struct ent_text){0};
}

/* A day of a set, which has none for the infinities. */
static struct ent_text marked_day(struct ent_arena *arena, ent_day day, struct ent_text mark)
{
    if (day == ENT_DAY_FIRST || day == ENT_DAY_LAST)
        return (struct ent_text){0};
    return ENT_FORM(arena, "{}{}", ent_day_text(arena, day), mark);
}

/* The end of a tie that a later level cuts is written as it was cut, with the mark that it had. */
static struct ent_text cut_end(struct ent_arena *arena, const struct ent_lifetime *life,
                               struct ent_text end)
{
    struct ent_text first = marked_day(arena, life->end_earliest, mark_in(end));
    struct ent_text last = marked_day(arena, life->end_latest, mark_in(end));
    if (life->end_earliest != life->end_latest)
        return ENT_FORM(arena, "[{}..{}]", first, last);
    return last.length > 0 ? last : ENT_TEXT("..");
}

/* Observations of a panel were merged: their years stand in no cell. */
static struct ent_text year_of(struct ent_arena *arena, ent_day day)
{
    return ent_text_slice(ent_day_text(arena, day), 0, 4);
}

static bool is_panel(const struct ent_network *network, uint32_t tie)
{
    return network->schema->relations[network->tie_relation[tie]].step > 0;
}

struct ent_text ent_tie_start_written(struct ent_run *run, const struct ent_network *network,
                                      uint32_t tie)
{
    return is_panel(network, tie) ? year_of(&run->arena, network->tie_life[tie].start_earliest)
                                  : ent_tie_text(run, network, tie, ENT_AT_START);
}

struct ent_text ent_tie_end_written(struct ent_run *run, const struct ent_network *network,
                                    uint32_t tie)
{
    const struct ent_lifetime *life = &network->tie_life[tie];
    struct ent_text end = is_panel(network, tie) ? year_of(&run->arena, life->end_latest)
                                                 : ent_tie_text(run, network, tie, ENT_AT_END);
    return life->cut ? cut_end(&run->arena, life, end) : end;
}

/* What became of it, where two times are compared. */
static void put_fate(struct dot *dot, const uint8_t *fates, uint32_t number, struct ent_text was)
{
    if (!fates)
        return;
    put_attribute(dot, ENT_TEXT("change"), ent_text_of(ent_fate_name(fates[number])));
    put_attribute(dot, ENT_TEXT("was"), was);
}

/* Where no time is asked for, a graph that was read keeps the answers that it came with. */
static void put_answer(struct dot *dot, enum ent_answer answer, struct ent_text before)
{
    put_attribute(dot, ENT_TEXT(ENT_ANSWER_MARK),
                  dot->selection->timed ? ent_words_of_answer(answer) : before);
}

/* The name of a table as the data folder has it, also of ties that came from a graph. */
static struct ent_text table_name(const struct ent_table *table)
{
    struct ent_text prefix = ENT_TEXT("ties of ");
    return ent_text_starts(table->name, prefix)
               ? ent_text_slice(table->name, prefix.length, SIZE_MAX)
               : table->name;
}

/* ---- looks ---- */

static void put_looks(struct dot *dot, const struct ent_kind *kind, const struct ent_table *table,
                      uint32_t row)
{
    static const enum ent_attribute looks[] = {
        ENT_AT_SHAPE,       ENT_AT_STYLE, ENT_AT_COLOR,     ENT_AT_FILLCOLOR, ENT_AT_PENWIDTH,
        ENT_AT_PERIPHERIES, ENT_AT_DIR,   ENT_AT_ARROWHEAD, ENT_AT_FONTSIZE};
    for (size_t i = 0; i < ENT_COUNT(looks); i++) {
        struct ent_filler filler = ent_template_bind(&dot->run->arena, &kind->values[looks[i]],
                                                     table, (struct ent_text){0});
        put_attribute(dot, ent_attribute_name(looks[i]),
                      ent_template_fill(&dot->run->arena, &filler, row));
    }
}

/* ---- statements ---- */

/* The ids of the groups that a node is in. */
static void put_groups(struct dot *dot, uint32_t node)
{
    struct ent_text ids = ent_group_ids(&dot->run->arena, dot->network, dot->selection, node);
    if (dot->selection->groups)
        put_attribute(dot, ENT_TEXT("groups"), ids);
}

static void put_node(struct dot *dot, uint32_t node)
{
    const struct ent_network *network = dot->network;
    uint32_t type = network->node_type[node];
    const struct ent_kind *kind = &network->schema->types[type].kind;
    const struct ent_table *table = network->type_table[type];
    ENT_PUT(dot->writer, "  ");
    put_quoted(dot->writer, network->node_id[node]);
    ENT_PUT(dot->writer, " [");
    put_label(dot, network->node_name[node]);
    put_attribute(dot, ENT_TEXT("type"), kind->name);
    put_attribute(dot, ENT_TEXT("start"), ent_node_text(dot->run, network, node, ENT_AT_START));
    put_attribute(dot, ENT_TEXT("end"), ent_node_text(dot->run, network, node, ENT_AT_END));
    put_answer(dot, dot->selection->nodes[node],
               ent_node_cell(network, node, ENT_TEXT(ENT_ANSWER_COLUMN)));
    const struct ent_change *change = dot->selection->change;
    put_fate(dot, change ? change->nodes : NULL, node, (struct ent_text){0});
    put_attribute(dot, ENT_TEXT(ENT_TABLE_MARK), table_name(table));
    put_groups(dot, node);
    put_columns(dot, table, network->node_row[node], 'N', kind->distinct ? kind : NULL);
    put_looks(dot, kind, table, network->node_row[node]);
    ENT_PUT(dot->writer, " ];\n");
}

/* A tie from a column of a node table has no row of its own, but shares the source of that row. */
static void put_tie_row(struct dot *dot, uint32_t tie)
{
    const struct ent_network *network = dot->network;
    for (size_t i = 0; ent_tie_is_bundle(network, tie) && ent_bundle_columns[i]; i++) {
        struct ent_text column = ent_text_of(ent_bundle_columns[i]);
        put_attribute(dot, column, ent_bundle_cell(network, tie, column));
    }
    if (ent_tie_has_row(network, tie))
        put_columns(dot, network->relation_table[network->tie_relation[tie]], network->tie_row[tie],
                    'E', NULL);
    else
        put_attribute(dot, ENT_TEXT("source"), ent_tie_cell(network, tie, ENT_TEXT("source")));
}

static void put_tie(struct dot *dot, uint32_t tie)
{
    const struct ent_network *network = dot->network;
    uint32_t relation = network->tie_relation[tie];
    const struct ent_kind *kind = &network->schema->relations[relation].kind;
    ENT_PUT(dot->writer, "  ");
    put_quoted(dot->writer, network->node_id[network->tie_from[tie]]);
    ENT_PUT(dot->writer, " -> ");
    put_quoted(dot->writer, network->node_id[network->tie_to[tie]]);
    ENT_PUT(dot->writer, " [");
    put_label(dot, kind->label);
    put_attribute(dot, ENT_TEXT("type"), kind->name);
    put_attribute(dot, ENT_TEXT("start"), ent_tie_start_written(dot->run, network, tie));
    put_attribute(dot, ENT_TEXT("end"), ent_tie_end_written(dot->run, network, tie));
    put_answer(dot, dot->selection->ties[tie],
               ent_tie_cell(network, tie, ENT_TEXT(ENT_ANSWER_COLUMN)));
    const struct ent_change *change = dot->selection->change;
    put_fate(dot, change ? change->ties : NULL, tie,
             ent_tie_was(&dot->run->arena, network, dot->selection, tie));
    if (network->relation_table[relation]) /* projected ties stand in no table */
        put_attribute(dot, ENT_TEXT(ENT_TABLE_MARK), table_name(network->relation_table[relation]));
    put_tie_row(dot, tie);
    put_looks(dot, kind, network->relation_table[relation], network->tie_row[tie]);
    ENT_PUT(dot->writer, " ];\n");
}

/* The rows of the sources in the order of their ids, as CSV. */
static void put_sources(struct dot *dot)
{
    const struct ent_network *network = dot->network;
    const struct ent_table *table = network->records->sources;
    if (!table || !network->source_id || table->row_count == 0)
        return;
    struct ent_writer text = {0};
    for (size_t c = 0; c < table->column_count; c++) {
        ent_put_text(&text, c > 0 ? ENT_TEXT(",") : (struct ent_text){0});
        ent_put_csv(&text, table->columns[c]);
    }
    bool *done = ENT_NEW(&dot->run->arena, bool, table->row_count);
    for (size_t count = 0; count < table->row_count; count++) {
        size_t next = SIZE_MAX;
        for (size_t i = 0; i < table->row_count; i++)
            if (!done[i] && (next == SIZE_MAX ||
                             ent_text_compare(network->source_id[i], network->source_id[next]) < 0))
                next = i;
        done[next] = true;
        for (size_t c = 0; c < table->column_count; c++) {
            ent_put_text(&text, c > 0 ? ENT_TEXT(",") : ENT_TEXT("\n"));
            ent_put_csv(&text, ent_table_cell(table, next, c));
        }
    }
    ENT_PUT(&text, "\n");
    ENT_PUT(dot->writer, "  graph [");
    put_attribute(dot, ENT_TEXT("sources"), ent_writer_text(&text));
    ENT_PUT(dot->writer, " ];\n");
    ent_writer_end(&text);
}

static void put_head(struct dot *dot, const struct ent_dot_head *head)
{
    const struct ent_selection *selection = dot->selection;
    struct ent_arena *arena = &dot->run->arena;
    ENT_PUT(dot->writer, "digraph entente {\n  graph [");
    put_attribute(dot, ENT_TEXT(ENT_GRAPH_MARK), head->version);
    put_attribute(dot, ENT_TEXT("schema"), head->schema);
    struct ent_text asked = dot->network->records->asked;
    bool has_rule = selection->timed || (selection->latest && asked.length == 0);
    put_attribute(dot, ENT_TEXT("asked"), has_rule ? ent_words_of_rule(arena, selection) : asked);
    put_attribute(dot, ENT_TEXT("title"), head->title);
    put_label(dot, ent_words_of_title(arena, selection, head->title));
    put_attribute(dot, ENT_TEXT("layout"), head->engine);
    for (size_t i = 0; i < head->setting_count; i++)
        put_attribute(dot, head->settings[i].name, head->settings[i].value);
    ENT_PUT(dot->writer, " ];\n");
}

void ent_dot_write(struct ent_run *run, const struct ent_network *network,
                   const struct ent_selection *selection, const struct ent_dot_head *head,
                   struct ent_writer *writer)
{
    size_t tables = network->records->table_count;
    struct dot dot = {run, network, selection, writer,
                      ENT_NEW(&run->arena, uint32_t *, tables + 1)};
    struct ent_order order = ent_order_make(run, network, selection);
    put_head(&dot, head);
    put_sources(&dot);
    for (size_t i = 0; i < order.node_count; i++)
        put_node(&dot, order.nodes[i]);
    for (size_t i = 0; i < order.tie_count; i++)
        put_tie(&dot, order.ties[i]);
    ENT_PUT(writer, "}\n");
}
