#include "write/account.h"

#include "write/rows.h"

/* Those after the note are for sheets, or where two times are compared. */
enum column {
    KIND,
    TYPE,
    ID,
    NAME,
    FROM,
    TO,
    DATES,
    ANSWER,
    WORDS,
    SOURCE,
    NOTE,
    SHOWN,
    CHANGE = SHOWN,
    WAS,
    COLUMN_COUNT
};

static const struct ent_text columns[] = {
    [KIND] = {"kind", 4},     [TYPE] = {"type", 4},     [ID] = {"id", 2},
    [NAME] = {"name", 4},     [FROM] = {"from", 4},     [TO] = {"to", 2},
    [DATES] = {"dates", 5},   [ANSWER] = {"answer", 6}, [WORDS] = {"words", 5},
    [SOURCE] = {"source", 6}, [NOTE] = {"note", 4},     [SHOWN] = {"shown", 5},
    [WAS] = {"was", 3},
};

/* Every row that is written, one after the other. */
struct table {
    const struct ent_account *account;
    struct ent_setting *head; /* what it is, and its words */
    size_t head_count, node_count, tie_count;
    uint32_t *nodes, *ties;
};

/* Spreadsheets compute what begins so, also in its full width; an apostrophe is doubled so that it
 * can be taken away again. */
static bool begins_formula(struct ent_text cell)
{
    size_t at = 0;
    if (cell.length == 0)
        return false;
    uint32_t code = ent_text_code(cell, &at);
    bool ascii = code < 0x80 && strchr("=+-@\t\r\n'", (int)code);
    return ascii || code == 0xFF1D || code == 0xFF0B || code == 0xFF0D || code == 0xFF20;
}

static void make_harmless(struct ent_arena *arena, struct ent_text *cells)
{
    for (size_t i = 0; i < COLUMN_COUNT; i++)
        if (begins_formula(cells[i]))
            cells[i] = ENT_FORM(arena, "'{}", cells[i]);
}

static void fill_source(const struct table *table, size_t row, struct ent_text *cells)
{
    const struct ent_cited *source = &table->account->sources[row];
    cells[KIND] = ENT_TEXT("source");
    cells[ID] = source->id;
    cells[NAME] = source->title;
    cells[DATES] = source->published;
    cells[WORDS] = ent_cited_words(&table->account->run->arena, source);
    cells[SOURCE] = source->url;
}

static void fill_element(const struct ent_account_item *item, bool is_tie, struct ent_text *cells)
{
    cells[KIND] = is_tie ? ENT_TEXT("tie") : ENT_TEXT("node");
    cells[TYPE] = item->kind;
    cells[ID] = item->id;
    cells[NAME] = item->name;
    cells[FROM] = item->from;
    cells[TO] = item->to;
    cells[DATES] = item->dates;
    cells[ANSWER] = item->answer;
    cells[WORDS] = item->words;
    cells[SOURCE] = item->sources;
    cells[NOTE] = item->note;
    if (item->change.length > 0) {
        cells[CHANGE] = item->change;
        cells[WAS] = item->was;
    } else {
        cells[SHOWN] = item->shown;
    }
}

static size_t count_columns(const struct ent_account *account)
{
    return account->selection->change ? COLUMN_COUNT : account->years->count > 0 ? WAS : SHOWN;
}

static void fill(const void *subject, size_t row, struct ent_text *written)
{
    const struct table *table = subject;
    struct ent_text cells[COLUMN_COUNT] = {0};
    if (row < table->head_count) {
        cells[KIND] = ENT_TEXT("figure");
        cells[TYPE] = table->head[row].name;
        cells[WORDS] = table->head[row].value;
    } else if ((row -= table->head_count) < table->node_count) {
        struct ent_account_item item = ent_account_node(table->account, table->nodes[row]);
        fill_element(&item, false, cells);
    } else if ((row -= table->node_count) < table->tie_count) {
        struct ent_account_item item = ent_account_tie(table->account, table->ties[row]);
        fill_element(&item, true, cells);
    } else {
        fill_source(table, row - table->tie_count, cells);
    }
    make_harmless(&table->account->run->arena, cells);
    memcpy(written, cells, count_columns(table->account) * sizeof *cells);
}

static uint32_t *join(struct ent_arena *arena, const struct ent_account_group *groups, size_t count,
                      size_t *total)
{
    for (size_t i = 0; i < count; i++)
        *total += groups[i].count;
    uint32_t *numbers = ENT_NEW(arena, uint32_t, *total + 1), *end = numbers;
    for (size_t i = 0; i < count; i++) {
        memcpy(end, groups[i].numbers, groups[i].count * sizeof *end);
        end += groups[i].count;
    }
    return numbers;
}

static void add_head(struct table *table, const char *name, struct ent_text value)
{
    if (value.length > 0)
        table->head[table->head_count++] = (struct ent_setting){ent_text_of(name), value};
}

static void fill_head(struct table *table)
{
    const struct ent_account *account = table->account;
    table->head = ENT_NEW(&account->run->arena, struct ent_setting,
                          account->hidden_count + account->group_count + account->years->count + 7);
    add_head(table, "title", account->title);
    add_head(table, "subtitle", account->subtitle);
    add_head(table, "rule", account->rule);
    add_head(table, "counts", account->counts);
    add_head(table, "worth", account->worth);
    add_head(table, "answers", account->answers);
    add_head(table, "caption", account->caption);
    for (size_t i = 0; i < account->years->count; i++)
        add_head(table, "picture", account->pictures[i]);
    for (size_t i = 0; i < account->hidden_count; i++)
        add_head(table, "not shown", account->hidden[i]);
    for (size_t i = 0; i < account->group_count; i++)
        add_head(table, "group", account->groups[i]);
}

void ent_account_put_csv(const struct ent_account *account, struct ent_writer *writer)
{
    struct ent_arena *arena = &account->run->arena;
    struct table table = {.account = account};
    struct ent_text titles[COLUMN_COUNT];
    memcpy(titles, columns, sizeof titles);
    if (account->selection->change)
        titles[CHANGE] = ENT_TEXT("change");
    fill_head(&table);
    table.nodes = join(arena, account->nodes, account->node_group_count, &table.node_count);
    table.ties = join(arena, account->ties, account->tie_group_count, &table.tie_count);
    ent_rows_write(account->run,
                   &(struct ent_rows){
                       .columns = titles,
                       .column_count = count_columns(account),
                       .row_count = table.head_count + table.node_count + table.tie_count +
                                    account->source_count,
                       .fill = fill,
                       .subject = &table,
                   },
                   ENT_ROWS_CSV, writer);
}
