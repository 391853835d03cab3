#include "model/building.h"

/* ---- templates ---- */

struct ent_filler ent_bind(const struct ent_building *b, const struct ent_kind *kind,
                           const struct ent_table *table, enum ent_attribute attribute)
{
    return ent_template_bind(&b->run->arena, ent_kind_template(b->schema, kind, attribute), table,
                             ent_kind_text(b->schema, kind, ENT_AT_MISSING));
}

/* The column of that name where the schema states no template. */
struct ent_filler ent_bind_or_column(const struct ent_building *b, const struct ent_kind *kind,
                                     const struct ent_table *table, enum ent_attribute attribute)
{
    if (kind->values[attribute].text.length > 0)
        return ent_bind(b, kind, table, attribute);
    struct ent_template *template = ENT_NEW(&b->run->arena, struct ent_template, 1);
    struct ent_text text = ENT_FORM(&b->run->arena, "{{}}", ent_attribute_name(attribute));
    ent_template_read(b->run, text, ENT_NOWHERE, template);
    return ent_template_bind(&b->run->arena, template, table,
                             ent_kind_text(b->schema, kind, ENT_AT_MISSING));
}

uint32_t ent_type_column(const struct ent_building *b, const struct ent_kind *kind,
                         const struct ent_table *table)
{
    return ent_bind_or_column(b, kind, table, ENT_AT_TYPE).single;
}

bool ent_kind_is_distinct(const struct ent_kind *kind)
{
    return ent_text_is(kind->values[ENT_AT_DISTINCT].text, "true");
}

bool ent_filler_is_bound(const struct ent_filler *filler)
{
    for (size_t i = 0; i < filler->template->part_count; i++)
        for (size_t j = 0; j < filler->template->parts[i].column_count; j++)
            if (filler->columns[i][j] != ENT_NONE)
                return true;
    return false;
}

struct ent_binding ent_binding_make(const struct ent_building *b, const struct ent_kind *kind,
                                    const struct ent_table *table)
{
    return (struct ent_binding){
        .key = ent_bind(b, kind, table, ENT_AT_KEY),
        .name = ent_bind(b, kind, table, ENT_AT_NAME),
        .start = ent_bind(b, kind, table, ENT_AT_START),
        .end = ent_bind(b, kind, table, ENT_AT_END),
        .signature = ent_bind(b, kind, table, ENT_AT_SIGNED),
        .known = ent_bind(b, kind, table, ENT_AT_KNOWN),
        .horizon = ent_bind(b, kind, table, ENT_AT_HORIZON),
        .nostart = kind->values[ENT_AT_NOSTART].text,
        .noend = kind->values[ENT_AT_NOEND].text,
        .timed = kind->timing != ENT_UNTIMED,
        .point = kind->timing == ENT_POINT,
        .source = ent_table_column(table, ENT_TEXT("source")),
    };
}
bool ent_kind_is_of_table(const struct ent_kind *kind, const struct ent_table *table)
{
    return ent_text_equal(kind->values[ENT_AT_TABLE].text, table->name);
}
bool ent_building_is_node_table(const struct ent_building *b, const struct ent_table *table)
{
    for (size_t i = 0; i < b->schema->type_count; i++)
        if (ent_kind_is_of_table(&b->schema->types[i].kind, table))
            return true;
    return false;
}

/* ---- lifetimes ---- */

/* The source that was published first tells by when a thing had begun. */
static struct ent_bound known_by(const struct ent_building *b, const struct ent_binding *binding,
                                 const struct ent_table *table, size_t row)
{
    struct ent_bound known = {0};
    struct ent_text text = ent_template_fill(&b->run->arena, &binding->known, row);
    if (text.length > 0) {
        ent_bound_read(b->run, text, ent_template_place(&binding->known, row), &known);
        return known;
    }
    if (binding->source == ENT_NONE)
        return known;
    struct ent_text cited = ent_table_cell(table, row, binding->source), id;
    while (ent_text_next(&cited, ';', &id)) {
        uint32_t source = ent_index_find(&b->network->sources, id);
        if (source == ENT_NONE || !b->published[source].given)
            continue;
        if (!known.given || b->published[source].date.latest < known.date.latest)
            known = b->published[source];
    }
    return known;
}

/* The cells of a row that its lifetime is made from. */
struct dates {
    struct ent_text start, end, signature, horizon;
};

static void warn_of_dates(const struct ent_building *b, const struct ent_binding *binding,
                          size_t row, const struct ent_span *span, const struct dates *dates)
{
    const struct ent_bound *start = &span->start, *signature = &span->signature;
    if (signature->given && start->given && !start->open &&
        start->date.latest < signature->date.earliest)
        ent_report(b->run, ENT_W410, ent_template_place(&binding->start, row),
                   ENT_TEXT("provisional application?"), dates->start, dates->signature);
    if (!start->given && !signature->given && !span->known.given && span->end.given &&
        !span->end.open)
        ent_report(b->run, ENT_W411, ent_template_place(&binding->end, row),
                   ENT_TEXT("give a start, as [..2025-10-29], or date the source"), dates->end,
                   ent_day_text(&b->run->arena, span->end.date.latest));
}

/* Places cost more than dates: they are looked up where there is a fault. */
static bool read_dates(const struct ent_building *b, const struct ent_binding *binding, size_t row,
                       const struct dates *dates, struct ent_span *span)
{
    if (ent_bounds_read(NULL, dates->start, ENT_NOWHERE, dates->end, ENT_NOWHERE, span) &&
        ent_bound_read(NULL, dates->signature, ENT_NOWHERE, &span->signature) &&
        ent_bound_read(NULL, dates->horizon, ENT_NOWHERE, &span->horizon))
        return true;
    if (!ent_bounds_read(b->run, dates->start, ent_template_place(&binding->start, row), dates->end,
                         ent_template_place(&binding->end, row), span) ||
        !ent_bound_read(b->run, dates->signature, ent_template_place(&binding->signature, row),
                        &span->signature))
        return false;
    ent_bound_read(b->run, dates->horizon, ent_template_place(&binding->horizon, row),
                   &span->horizon);
    return true;
}

/* The lifetime of a row; none where its dates are at fault, so that nothing follows from them. */
struct ent_lifetime ent_binding_life(const struct ent_building *b,
                                     const struct ent_binding *binding,
                                     const struct ent_table *table, size_t row)
{
    struct ent_arena *arena = &b->run->arena;
    struct dates dates = {
        .start = ent_template_fill(arena, &binding->start, row),
        .end = ent_template_fill(arena, &binding->end, row),
        .signature = ent_template_fill(arena, &binding->signature, row),
        .horizon = ent_template_fill(arena, &binding->horizon, row),
    };
    if (dates.start.length == 0)
        dates.start = binding->nostart;
    if (dates.end.length == 0)
        dates.end = binding->noend;
    struct ent_lifetime life = {0};
    bool blank = dates.start.length == 0 && dates.end.length == 0 && dates.signature.length == 0;
    struct ent_span span = {.timed = binding->timed, .point = binding->point};
    if ((blank && !binding->timed) || !read_dates(b, binding, row, &dates, &span))
        return life;
    if (!span.start.given)
        span.known = known_by(b, binding, table, row);
    if (dates.end.length == 0 && span.end.given) /* the start cell holds an interval */
        dates.end = ent_day_text(arena, span.end.date.latest);
    if (!ent_lifetime_make(&span, &life))
        ent_report(b->run, ENT_E405, ent_template_place(&binding->start, row), ENT_TEXT("swapped?"),
                   dates.end, dates.start);
    else
        warn_of_dates(b, binding, row, &span, &dates);
    return life;
}

/* The built-in schema is not at fault where a table lacks a column. */
void ent_column_missing(const struct ent_building *b, const struct ent_kind *kind,
                        const struct ent_table *table, struct ent_text column)
{
    struct ent_arena *arena = &b->run->arena;
    struct ent_text meant = ent_text_meant(column, table->columns, table->column_count);
    if (b->schema->built_in || ent_text_is(column, "id"))
        ent_report(b->run, ENT_E105, ent_place_at(table->source, 0),
                   meant.length > 0 ? ENT_FORM(arena, "rename the column '{}'", meant)
                                    : ENT_NO_HINT,
                   ENT_FORM(arena, "column '{}' is missing", column));
    else
        ent_report(b->run, ENT_E304, ent_place_at(b->schema->source, kind->offset),
                   ent_hint_meant(arena, column, table->columns, table->column_count), kind->name,
                   column, table->source->name);
}

/* ---- sources ---- */

void ent_build_sources(struct ent_building *b)
{
    const struct ent_table *table = b->records->sources;
    if (!table)
        return;
    struct ent_arena *arena = &b->run->arena;
    uint32_t id = ent_table_column(table, ENT_TEXT("id"));
    uint32_t published = ent_table_column(table, ENT_TEXT("published"));
    if (id == ENT_NONE) {
        ent_column_missing(b, NULL, table, ENT_TEXT("id"));
        return;
    }
    b->network->source_id = ENT_NEW(arena, struct ent_text, table->row_count + 1);
    b->published = ENT_NEW(arena, struct ent_bound, table->row_count + 1);
    b->network->sources = ent_index_make(arena, b->network->source_id, table->row_count);
    for (size_t row = 0; row < table->row_count; row++) {
        b->network->source_id[row] = ent_table_cell(table, row, id);
        uint32_t before = ent_index_add(&b->network->sources, (uint32_t)row);
        if (before != ENT_NONE)
            ent_report(b->run, ENT_E202, ent_table_place(table, row, id), ENT_NO_HINT,
                       b->network->source_id[row],
                       ent_place_mention(arena, ent_table_place(table, before, id)));
        if (published != ENT_NONE)
            ent_bound_read(b->run, ent_table_cell(table, row, published),
                           ent_table_place(table, row, published), &b->published[row]);
    }
}
