#include "write/html_page.h"
#include "write/html_parts.h"

/* Cells and rows end where the next one begins, as HTML allows: they are most of the page. */

enum { of_dates, of_answer, of_sources, of_note, of_role, columns_that_vary };

/* Columns that no row has anything in are left out. */
static void find_columns(const struct ent_account *account, const struct ent_account_group *groups,
                         size_t count, bool of_ties, bool *there)
{
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < groups[i].count; k++) {
            struct ent_account_item item = of_ties
                                               ? ent_account_tie(account, groups[i].numbers[k])
                                               : ent_account_node(account, groups[i].numbers[k]);
            there[of_dates] |= item.dates.length > 0;
            there[of_answer] |= item.answer.length > 0;
            there[of_sources] |= item.sources.length > 0;
            there[of_note] |= item.note.length > 0;
            there[of_role] |= item.part.length > 0;
        }
}

static void put_heading(struct ent_writer *writer, bool there, const char *name)
{
    if (!there)
        return;
    ENT_PUT(writer, "<th scope=\"col\">");
    ent_put_text(writer, ent_text_of(name));
}

static void put_head(const bool *there, bool of_ties, struct ent_writer *writer)
{
    ENT_PUT(writer, "<thead>\n<tr>");
    put_heading(writer, !of_ties, "Name");
    put_heading(writer, !of_ties, "Type");
    put_heading(writer, of_ties, "From");
    put_heading(writer, of_ties, "Relation");
    put_heading(writer, of_ties, "To");
    put_heading(writer, of_ties && there[of_role], "Part");
    put_heading(writer, there[of_dates], "When");
    put_heading(writer, there[of_answer], "Certainty");
    put_heading(writer, there[of_sources], "Sources");
    put_heading(writer, there[of_note], "Note");
    ENT_PUT(writer, "\n<tbody>\n");
}

static void put_cell(struct ent_writer *writer, bool there, struct ent_text text)
{
    if (!there)
        return;
    ENT_PUT(writer, "<td>");
    ent_put_xml(writer, text);
}

static void put_rest(const struct ent_account *account, const struct ent_account_item *item,
                     const bool *there, struct ent_writer *writer)
{
    put_cell(writer, there[of_dates], item->dates);
    put_cell(writer, there[of_answer], item->answer);
    if (there[of_sources]) {
        ENT_PUT(writer, "<td>");
        ent_html_put_sources_of(account, item->sources, writer);
    }
    put_cell(writer, there[of_note], item->note);
    ENT_PUT(writer, "\n");
}

static void put_node(const struct ent_account *account, uint32_t node, struct ent_text kind,
                     const bool *there, struct ent_writer *writer)
{
    struct ent_account_item item = ent_account_node(account, node);
    ENT_PUT(writer, "<tr><th>");
    ent_put_xml(writer, item.name);
    put_cell(writer, true, kind);
    put_rest(account, &item, there, writer);
}

static void put_tie(const struct ent_account *account, uint32_t tie, struct ent_text kind,
                    const bool *there, struct ent_writer *writer)
{
    const struct ent_network *network = account->network;
    struct ent_account_item item = ent_account_tie(account, tie);
    ENT_PUT(writer, "<tr><th>");
    ent_put_xml(writer, network->node_name[network->tie_from[tie]]);
    put_cell(writer, true, kind);
    put_cell(writer, true, network->node_name[network->tie_to[tie]]);
    put_cell(writer, there[of_role], ent_text_trim(item.part));
    put_rest(account, &item, there, writer);
}

static void put_table(const struct ent_account *account, bool of_ties, struct ent_writer *writer)
{
    const struct ent_account_group *groups = of_ties ? account->ties : account->nodes;
    size_t count = of_ties ? account->tie_group_count : account->node_group_count;
    bool there[columns_that_vary] = {false};
    find_columns(account, groups, count, of_ties, there);
    ent_put_text(writer, of_ties ? ENT_TEXT("<section>\n<h2 id=\"ties-heading\">Ties</h2>\n"
                                            "<div class=\"wide\" role=\"region\" tabindex=\"0\" "
                                            "aria-labelledby=\"ties-heading\">\n"
                                            "<table id=\"ties\">\n")
                                 : ENT_TEXT("<section>\n<h2 id=\"nodes-heading\">Nodes</h2>\n"
                                            "<div class=\"wide\" role=\"region\" tabindex=\"0\" "
                                            "aria-labelledby=\"nodes-heading\">\n"
                                            "<table id=\"nodes\">\n"));
    put_head(there, of_ties, writer);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < groups[i].count; k++)
            (of_ties ? put_tie : put_node)(account, groups[i].numbers[k], groups[i].label, there,
                                           writer);
    ENT_PUT(writer, "</table>\n</div>\n</section>\n");
}

void ent_html_put_tables(const struct ent_account *account, struct ent_writer *writer)
{
    put_table(account, false, writer);
    put_table(account, true, writer);
}
