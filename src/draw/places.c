#include "draw/places.h"

/* Latitude and longitude are read alike. */
struct axis {
    enum ent_attribute attribute;
    struct ent_text usual; /* the columns that are looked for where the schema says nothing */
    struct ent_text name, range;
    double most;
};

static const struct axis axes[] = {
    {ENT_AT_LON, {"{lon|longitude}", 15}, {"longitude", 9}, {"from -180 to 180", 16}, 180},
    {ENT_AT_LAT, {"{lat|latitude}", 14}, {"latitude", 8}, {"from -90 to 90", 14}, 90},
};

/* A decimal number without exponent: what a table of places has. No locale is asked. */
static bool read_degrees(struct ent_text text, double *degrees)
{
    double value = 0, place = 1;
    size_t at = text.length > 0 && (text.bytes[0] == '-' || text.bytes[0] == '+'), digits = 0;
    bool behind = false;
    for (; at < text.length && text.length < 40; at++) {
        char byte = text.bytes[at];
        if (byte == '.' && !behind) {
            behind = true;
        } else if (byte >= '0' && byte <= '9') {
            value = value * 10 + (byte - '0');
            place *= behind ? 10 : 1;
            digits++;
        } else {
            return false;
        }
    }
    *degrees = text.length > 0 && text.bytes[0] == '-' ? -value / place : value / place;
    return digits > 0 && at == text.length;
}

/* A template bound to the table of a type. */
struct source {
    struct ent_filler filler;
    bool stated; /* by the schema */
};

static bool is_bound(const struct ent_filler *filler)
{
    for (size_t i = 0; i < filler->template->part_count; i++)
        for (size_t k = 0; k < filler->template->parts[i].column_count; k++)
            if (filler->columns[i][k] != ENT_NONE)
                return true;
    return false;
}

static struct source source_for(struct ent_run *run, const struct ent_network *network,
                                uint32_t type, const struct axis *axis)
{
    const struct ent_schema *schema = network->schema;
    const struct ent_kind *kind = &schema->types[type].kind;
    const struct ent_table *table = network->type_table[type];
    const struct ent_template *stated = ent_kind_template(schema, kind, axis->attribute);
    struct source source = {.stated = stated->text.length > 0};
    struct ent_template *usual = ENT_NEW(&run->arena, struct ent_template, 1);
    if (!table || (!source.stated && !ent_template_read(run, axis->usual, ENT_NOWHERE, usual)))
        return source;
    source.filler = ent_template_bind(&run->arena, source.stated ? stated : usual, table,
                                      ent_kind_text(schema, kind, ENT_AT_MISSING));
    if (source.stated && !schema->built_in && !is_bound(&source.filler) &&
        stated->parts[0].column_count > 0) {
        struct ent_text column = stated->parts[0].columns[0];
        ent_report(run, ENT_E304, stated->place,
                   ent_hint_meant(&run->arena, column, table->columns, table->column_count),
                   kind->name, column, table->source->name);
    }
    return source;
}

static void refuse(struct ent_run *run, const struct source *source, uint32_t row,
                   const struct axis *axis, struct ent_text text)
{
    ent_report(run, ENT_E608, ent_template_place(&source->filler, row),
               ENT_FORM(&run->arena, "degrees {}, with a decimal point, as 21.03", axis->range),
               text, axis->name);
}

/* One of both: false if there is none. */
static bool read_one(struct ent_run *run, const struct source *source, uint32_t row,
                     const struct axis *axis, bool needed, double *degrees)
{
    struct ent_text text = {0};
    if (source->filler.template && is_bound(&source->filler))
        text = ent_text_trim(ent_template_fill(&run->arena, &source->filler, row));
    if (text.length == 0 && !needed)
        return false;
    if (!read_degrees(text, degrees) || *degrees > axis->most || *degrees < -axis->most) {
        refuse(run, source, row, axis, text);
        return false;
    }
    return true;
}

static bool has_text(struct ent_run *run, const struct source *source, uint32_t row)
{
    return source->filler.template && is_bound(&source->filler) &&
           ent_text_trim(ent_template_fill(&run->arena, &source->filler, row)).length > 0;
}

bool ent_places_read(struct ent_run *run, const struct ent_plan *plan, struct ent_place_of *places)
{
    const struct ent_network *network = plan->network;
    size_t errors = ent_run_errors(run), types = network->schema->type_count;
    struct source *sources = ENT_NEW(&run->arena, struct source, 2 * types + 2);
    bool *made = ENT_NEW(&run->arena, bool, types + 1);
    for (size_t i = 0; i < plan->node_count; i++) {
        uint32_t node = plan->nodes[i].node, type = network->node_type[node];
        uint32_t row = network->node_row[node];
        struct source *own = &sources[2 * type];
        for (size_t k = 0; k < 2 && !made[type]; k++)
            own[k] = source_for(run, network, type, &axes[k]);
        made[type] = true;
        bool any = has_text(run, &own[0], row) || has_text(run, &own[1], row);
        bool both = any && own[0].filler.template && own[1].filler.template;
        bool east = read_one(run, &own[0], row, &axes[0], both, &places[i].spot.longitude);
        bool north = read_one(run, &own[1], row, &axes[1], both, &places[i].spot.latitude);
        places[i].known = east && north;
    }
    return ent_run_errors(run) == errors;
}
