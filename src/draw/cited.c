#include "draw/cited.h"

#include "draw/words.h"

#include <stdlib.h>

static void mark_cited(const struct ent_network *network, struct ent_text ids, bool *shown)
{
    for (struct ent_text id; ent_text_next(&ids, ';', &id);) {
        uint32_t source = ent_index_find(&network->sources, id);
        if (source != ENT_NONE)
            shown[source] = true;
    }
}

static struct ent_text cell(const struct ent_table *table, size_t row, const char *name)
{
    uint32_t column = ent_table_column(table, ent_text_of(name));
    return column == ENT_NONE ? (struct ent_text){0} : ent_table_cell(table, row, column);
}

static struct ent_text published_words(struct ent_run *run, struct ent_text published)
{
    struct ent_date date;
    if (published.length == 0 || !ent_date_read(run, published, ENT_NOWHERE, &date))
        return (struct ent_text){0};
    struct ent_text words = ent_words_of_days(&run->arena, date.earliest, date.latest);
    return date.marks != 0 ? ENT_FORM(&run->arena, "{}?", words) : words;
}

static int by_id(const void *a, const void *b)
{
    const struct ent_cited *left = a, *right = b;
    return ent_text_compare(left->id, right->id);
}

static bool *find_shown(struct ent_run *run, const struct ent_network *network,
                        const struct ent_selection *selection, size_t rows)
{
    bool *shown = ENT_NEW(&run->arena, bool, rows + 1);
    struct ent_text column = ENT_TEXT("source");
    for (uint32_t node = 0; node < network->node_count; node++)
        if (selection->nodes[node] != ENT_OUT)
            mark_cited(network, ent_node_cell(network, node, column), shown);
    for (uint32_t tie = 0; tie < network->tie_count; tie++)
        if (selection->ties[tie] != ENT_OUT)
            mark_cited(network, ent_tie_cell(network, tie, column), shown);
    return shown;
}

struct ent_cited *ent_cited_make(struct ent_run *run, const struct ent_network *network,
                                 const struct ent_selection *selection, size_t *count)
{
    const struct ent_table *table = network->records->sources;
    *count = 0;
    if (!table || !network->source_id)
        return NULL;
    bool *shown = find_shown(run, network, selection, table->row_count);
    struct ent_cited *cited = ENT_NEW(&run->arena, struct ent_cited, table->row_count + 1);
    for (size_t row = 0; row < table->row_count; row++)
        if (shown[row])
            cited[(*count)++] = (struct ent_cited){
                .id = network->source_id[row],
                .title = cell(table, row, "title"),
                .author = cell(table, row, "author"),
                .publisher = cell(table, row, "publisher"),
                .url = cell(table, row, "url"),
                .published = published_words(run, cell(table, row, "published")),
            };
    qsort(cited, *count, sizeof *cited, by_id);
    return cited;
}

size_t ent_cited_find(const struct ent_cited *sources, size_t count, struct ent_text id)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = ent_text_compare(id, sources[middle].id);
        if (order == 0)
            return middle;
        low = order > 0 ? middle + 1 : low;
        high = order > 0 ? high : middle;
    }
    return count;
}

struct ent_text ent_cited_words(struct ent_arena *arena, const struct ent_cited *cited)
{
    struct ent_text parts[] = {cited->title, cited->author, cited->publisher, cited->published};
    struct ent_text words = {0};
    for (size_t i = 0; i < ENT_COUNT(parts); i++)
        if (parts[i].length > 0)
            words = words.length == 0 ? parts[i] : ENT_FORM(arena, "{}, {}", words, parts[i]);
    return words;
}
