#include "draw/planning.h"

#include "model/bundle.h"

/* Where ties stand for several, weight, count and members are made and stand in no row. */
static struct ent_text bundle_cell(const struct ent_network *network, uint32_t tie,
                                   struct ent_text column)
{
    for (size_t i = 0; ent_bundle_columns[i]; i++)
        if (ent_text_is(column, ent_bundle_columns[i]))
            return ent_bundle_cell(network, tie, column);
    return ent_tie_cell(network, tie, column);
}

static struct ent_text bundle_text(const struct ent_planning *p, uint32_t tie,
                                   const struct ent_template *template)
{
    struct ent_text filled = {0};
    bool found = false;
    for (size_t i = 0; i < template->part_count; i++) {
        const struct ent_part *part = &template->parts[i];
        struct ent_text cell = {0};
        for (size_t k = 0; k < part->column_count && cell.length == 0; k++)
            cell = bundle_cell(p->plan->network, tie, part->columns[k]);
        found |= cell.length > 0;
        filled = ENT_FORM(&p->run->arena, "{}{}{}", filled, part->constant, cell);
    }
    return found ? filled : (struct ent_text){0};
}

struct ent_text ent_planning_cell(const struct ent_planning *p, struct ent_element element,
                                  struct ent_text text)
{
    const struct ent_network *network = p->plan->network;
    struct ent_template template;
    if (!ent_template_read(p->run, text, ENT_NOWHERE, &template))
        return (struct ent_text){0};
    if (element.is_tie && network->bundles)
        return bundle_text(p, element.number, &template);
    const struct ent_table *table =
        element.is_tie ? network->relation_table[network->tie_relation[element.number]]
                       : network->type_table[network->node_type[element.number]];
    uint32_t row =
        element.is_tie ? network->tie_row[element.number] : network->node_row[element.number];
    struct ent_filler filler =
        ent_template_bind(&p->run->arena, &template, table, (struct ent_text){0});
    return ent_template_fill(&p->run->arena, &filler, row);
}

static struct ent_text behalf_text(const struct ent_planning *p, uint32_t tie)
{
    uint32_t behalf = p->plan->network->tie_behalf[tie];
    return behalf == ENT_NONE
               ? (struct ent_text){0}
               : ENT_FORM(&p->run->arena, "for {}", p->plan->network->node_name[behalf]);
}

/* A word of a list, such as "in-force". */
static struct ent_text status_text(const struct ent_planning *p, uint32_t node)
{
    struct ent_text status = ent_node_text(p->run, p->plan->network, node, ENT_AT_STATUS);
    char *bytes = ENT_NEW(&p->run->arena, char, status.length + 1);
    for (size_t i = 0; i < status.length; i++)
        bytes[i] = status.bytes[i] == '-' || status.bytes[i] == '_' ? ' ' : status.bytes[i];
    return (struct ent_text){bytes, status.length};
}

/* One item of --node-label or --tie-label. */
static struct ent_text item_text(const struct ent_planning *p, struct ent_element element,
                                 struct ent_text item)
{
    const struct ent_network *network = p->plan->network;
    struct ent_arena *arena = &p->run->arena;
    if (item.length > 0 && memchr(item.bytes, '{', item.length))
        return ent_planning_cell(p, element, item);
    if (ent_text_is(item, "year"))
        return ent_year_of_life(arena, element.life);
    if (ent_text_is(item, "date"))
        return ent_words_of_life(arena, element.life);
    if (!element.is_tie && ent_text_is(item, "name"))
        return network->node_name[element.number];
    if (!element.is_tie && ent_text_is(item, "type"))
        return network->schema->types[network->node_type[element.number]].kind.label;
    if (!element.is_tie && ent_text_is(item, "status"))
        return status_text(p, element.number);
    if (element.is_tie && ent_text_is(item, "relation"))
        return network->schema->relations[network->tie_relation[element.number]].kind.label;
    if (element.is_tie && ent_text_is(item, "behalf"))
        return behalf_text(p, element.number);
    if (element.is_tie && ent_text_is(item, "role"))
        return ent_tie_has_row(network, element.number)
                   ? ent_tie_cell(network, element.number, ENT_TEXT("role"))
                   : (struct ent_text){0};
    return (struct ent_text){0};
}

static bool is_item(struct ent_text item, bool is_tie)
{
    static const char *const items[2][7] = {
        {"name", "type", "year", "date", "status", "none", NULL},
        {"relation", "role", "behalf", "year", "date", "none", NULL}};
    for (size_t i = 0; items[is_tie][i]; i++)
        if (ent_text_is(item, items[is_tie][i]))
            return true;
    return item.length > 0 && memchr(item.bytes, '{', item.length);
}

static bool is_column(const struct ent_network *network, struct ent_text name, bool is_tie)
{
    const struct ent_table **tables = is_tie ? network->relation_table : network->type_table;
    size_t count = is_tie ? network->schema->relation_count : network->schema->type_count;
    for (size_t i = 0; is_tie && network->bundles && ent_bundle_columns[i]; i++)
        if (ent_text_is(name, ent_bundle_columns[i]))
            return true;
    for (size_t i = 0; i < count; i++)
        if (tables[i] && ent_table_column(tables[i], name) != ENT_NONE)
            return true;
    return false;
}

/* Of "{a|b}" one is enough. */
static void check_columns(const struct ent_planning *p, const char *option, struct ent_value value,
                          struct ent_text item, bool is_tie)
{
    struct ent_template template;
    if (!ent_template_read(p->run, item, value.place, &template))
        return;
    for (size_t i = 0; i < template.part_count; i++) {
        const struct ent_part *part = &template.parts[i];
        bool known = part->column_count == 0;
        for (size_t k = 0; k < part->column_count; k++)
            known |= is_column(p->plan->network, part->columns[k], is_tie);
        if (!known)
            ent_report(p->run, ENT_E500, value.place, ENT_NO_HINT,
                       ENT_FORM(&p->run->arena, "{}: no table of {} has a column '{}'",
                                ent_text_of(option), is_tie ? ENT_TEXT("ties") : ENT_TEXT("nodes"),
                                part->columns[0]));
    }
}

void ent_planning_check_items(const struct ent_planning *p, const char *option,
                              struct ent_value value, bool is_tie)
{
    for (struct ent_text rest = value.text, item; ent_text_next(&rest, ',', &item);)
        if (!is_item(item, is_tie))
            ent_report(p->run, ENT_E500, value.place,
                       is_tie ? ENT_TEXT("relation, role, behalf, year, date, none, or a {column}")
                              : ENT_TEXT("name, type, year, date, status, none, or a {column}"),
                       ENT_FORM(&p->run->arena, "{}: cannot show '{}'", ent_text_of(option), item));
        else if (memchr(item.bytes, '{', item.length))
            check_columns(p, option, value, item, is_tie);
}

/* The items that have something to say, each in a line of its own. */
struct ent_text ent_planning_words(const struct ent_planning *p, struct ent_element element,
                                   struct ent_text items)
{
    struct ent_text text = {0}, item;
    while (ent_text_next(&items, ',', &item)) {
        struct ent_text more = item_text(p, element, item);
        if (more.length == 0)
            continue;
        text = text.length == 0 ? more : ENT_FORM(&p->run->arena, "{}\n{}", text, more);
    }
    return text;
}

void ent_planning_note_uncovered(const struct ent_planning *p, struct ent_text text)
{
    if (ent_font_covers(p->plan->font, text))
        return;
    if (p->uncovered->count++ == 0)
        p->uncovered->first = text;
}

void ent_planning_tell_uncovered(const struct ent_planning *p)
{
    struct ent_arena *arena = &p->run->arena;
    size_t count = p->uncovered->count;
    struct ent_text labels = ENT_FORM(arena, "'{}' has", p->uncovered->first);
    if (count > 1)
        labels = ENT_FORM(arena, "{} labels, such as '{}', have",
                          ent_text_number(arena, (int64_t)count), p->uncovered->first);
    if (count > 0)
        ent_report(p->run, ENT_N701, ENT_NOWHERE, ENT_NO_HINT, labels);
}

struct ent_label ent_planning_label(const struct ent_planning *p, struct ent_text text, double size,
                                    bool bold, double aspect)
{
    ent_planning_note_uncovered(p, text);
    return p->wish->wrap < 0
               ? ent_label_fit(p->run, p->plan->font, text, size, bold, aspect)
               : ent_label_make(p->run, p->plan->font, text, size, bold, p->wish->wrap);
}
