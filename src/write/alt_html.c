#include "write/html_parts.h"

/* System colours and the reader's own font: light and dark, large print and forced colours follow
 * from the browser. */
static const char style[] =
    ":root{color-scheme:light dark}\n"
    "body{font-family:sans-serif;line-height:1.45;max-width:60rem;margin:0 auto;padding:0 1rem}\n"
    "table{border-collapse:collapse;width:100%;margin:1rem 0}\n"
    "caption{text-align:left}\n"
    "caption h3{font-size:1.1rem;margin:1rem 0 .3rem}\n"
    "th,td{text-align:left;vertical-align:top;padding:.3rem .6rem .3rem 0;"
    "border-bottom:1px solid;overflow-wrap:anywhere}\n"
    "thead th{overflow-wrap:normal}\n"
    "tbody th{font-weight:inherit}\n";

/* ---- tables ---- */

/* Columns that no row of the group has anything in are left out. */
struct columns {
    bool worth, shown, dates, change, answer, sources, note;
};

static struct ent_account_item item_of(const struct ent_account *account, bool of_ties,
                                       uint32_t number)
{
    return of_ties ? ent_account_tie(account, number) : ent_account_node(account, number);
}

static struct columns find_columns(const struct ent_account *account,
                                   const struct ent_account_group *group, bool of_ties)
{
    struct columns columns = {0};
    for (size_t i = 0; i < group->count; i++) {
        struct ent_account_item item = item_of(account, of_ties, group->numbers[i]);
        columns.worth |= item.worth.length > 0;
        columns.shown |= item.shown.length > 0;
        columns.dates |= item.dates.length > 0;
        columns.change |= item.fate.length > 0;
        columns.answer |= item.answer.length > 0;
        columns.sources |= item.sources.length > 0;
        columns.note |= item.note.length > 0;
    }
    return columns;
}

static void put_head(struct columns columns, bool of_ties, struct ent_writer *writer)
{
    ENT_PUT(writer, "<thead><tr>");
    ent_put_text(writer, of_ties ? ENT_TEXT("<th scope=\"col\">Between</th>")
                                 : ENT_TEXT("<th scope=\"col\">Name</th>"));
    if (columns.worth)
        ENT_PUT(writer, "<th scope=\"col\">Value</th>");
    if (columns.shown)
        ENT_PUT(writer, "<th scope=\"col\">Shown in</th>");
    if (columns.dates)
        ENT_PUT(writer, "<th scope=\"col\">When</th>");
    if (columns.change)
        ENT_PUT(writer, "<th scope=\"col\">Change</th>");
    if (columns.answer)
        ENT_PUT(writer, "<th scope=\"col\">Certainty</th>");
    if (columns.sources)
        ENT_PUT(writer, "<th scope=\"col\">Sources</th>");
    if (columns.note)
        ENT_PUT(writer, "<th scope=\"col\">Note</th>");
    ENT_PUT(writer, "</tr></thead>\n");
}

static void put_cell(struct ent_text text, struct ent_writer *writer)
{
    ENT_PUT(writer, "<td>");
    ent_put_xml(writer, text);
    ENT_PUT(writer, "</td>");
}

static void put_row(const struct ent_account *account, struct ent_account_item item,
                    struct columns columns, struct ent_writer *writer)
{
    ENT_PUT(writer, "<tr><th scope=\"row\">");
    ent_put_xml(writer, item.ends.length > 0 ? item.ends : item.name);
    ent_put_xml(writer, item.part);
    ENT_PUT(writer, "</th>");
    if (columns.worth)
        put_cell(item.worth, writer);
    if (columns.shown)
        put_cell(item.shown, writer);
    if (columns.dates)
        put_cell(item.dates, writer);
    if (columns.change)
        put_cell(item.fate, writer);
    if (columns.answer)
        put_cell(item.answer, writer);
    if (columns.sources) {
        ENT_PUT(writer, "<td>");
        ent_html_put_sources_of(account, item.sources, writer);
        ENT_PUT(writer, "</td>");
    }
    if (columns.note)
        put_cell(item.note, writer);
    ENT_PUT(writer, "</tr>\n");
}

static void put_table(const struct ent_account *account, const struct ent_account_group *group,
                      bool of_ties, struct ent_writer *writer)
{
    struct columns columns = find_columns(account, group, of_ties);
    ENT_PUT(writer, "<table>\n<caption><h3>");
    ent_put_xml(writer, group->label);
    ENT_PUT(writer, " (");
    ent_put_integer(writer, (int64_t)group->count);
    ENT_PUT(writer, ")</h3></caption>\n");
    put_head(columns, of_ties, writer);
    ENT_PUT(writer, "<tbody>\n");
    for (size_t i = 0; i < group->count; i++)
        put_row(account, item_of(account, of_ties, group->numbers[i]), columns, writer);
    ENT_PUT(writer, "</tbody>\n</table>\n");
}

static void put_tables(const struct ent_account *account, const struct ent_account_group *groups,
                       size_t count, bool of_ties, struct ent_writer *writer)
{
    for (size_t i = 0; i < count; i++)
        put_table(account, &groups[i], of_ties, writer);
}

/* ---- sections ---- */

static void put_hidden(const struct ent_account *account, struct ent_writer *writer)
{
    if (account->hidden_count == 0)
        return;
    ENT_PUT(writer, "<h2>Not shown</h2>\n<ul>\n");
    for (size_t i = 0; i < account->hidden_count; i++)
        ent_html_put_element(writer, "li", account->hidden[i]);
    ENT_PUT(writer, "</ul>\n");
}

static void put_pictures(const struct ent_account *account, struct ent_writer *writer)
{
    if (account->years->count == 0)
        return;
    ENT_PUT(writer, "<h2>Pictures</h2>\n<ul>\n");
    for (size_t i = 0; i < account->years->count; i++)
        ent_html_put_element(writer, "li", account->pictures[i]);
    ENT_PUT(writer, "</ul>\n");
}

static void put_memberships(const struct ent_account *account, struct ent_writer *writer)
{
    if (account->group_count == 0)
        return;
    ENT_PUT(writer, "<h2>Groups</h2>\n<ul>\n");
    for (size_t i = 0; i < account->group_count; i++)
        ent_html_put_element(writer, "li", account->groups[i]);
    ENT_PUT(writer, "</ul>\n");
}

static void put_sources(const struct ent_account *account, struct ent_writer *writer)
{
    if (account->source_count == 0)
        return;
    ENT_PUT(writer, "<h2>Sources</h2>\n<ul>\n");
    ent_html_put_sources(account, writer);
    ENT_PUT(writer, "</ul>\n");
}

/* Well-formed as XML, too. */
void ent_account_put_html(const struct ent_account *account, struct ent_writer *writer)
{
    ENT_PUT(writer, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
                    "<meta name=\"viewport\" content=\"width=device-width\"/>\n");
    ent_html_put_element(writer, "title", account->title);
    ENT_PUT(writer, "<style>\n");
    ent_put_text(writer, ent_text_of(style));
    ENT_PUT(writer, "</style>\n</head>\n<body>\n<main>\n");
    ent_html_put_element(writer, "h1", account->title);
    ent_html_put_element(writer, "p", account->subtitle);
    ent_html_put_element(writer, "p",
                         ENT_FORM(&account->run->arena, "{} {}", account->rule, account->counts));
    ent_html_put_element(writer, "p", account->worth);
    ent_html_put_element(writer, "p", account->answers);
    ent_html_put_element(writer, "p", account->caption);
    put_pictures(account, writer);
    put_hidden(account, writer);
    put_memberships(account, writer);
    if (account->tie_change_count + account->node_change_count > 0)
        ENT_PUT(writer, "<h2>What changed</h2>\n");
    put_tables(account, account->tie_changes, account->tie_change_count, true, writer);
    put_tables(account, account->node_changes, account->node_change_count, false, writer);
    if (account->node_group_count > 0)
        ENT_PUT(writer, "<h2>Nodes</h2>\n");
    put_tables(account, account->nodes, account->node_group_count, false, writer);
    if (account->tie_group_count > 0)
        ENT_PUT(writer, "<h2>Ties</h2>\n");
    put_tables(account, account->ties, account->tie_group_count, true, writer);
    put_sources(account, writer);
    ENT_PUT(writer, "</main>\n</body>\n</html>\n");
}
