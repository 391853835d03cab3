#include "draw/references.h"

#include "base/writer.h"
#include "draw/cited.h"
#include "draw/id.h"

#include <math.h>
#include <stdlib.h>

/* An element names something. */
struct mention {
    struct ent_text key;
    size_t element; /* nodes first, then ties, by their positions in the plan */
    size_t order;   /* of all mentions */
    size_t item;    /* what is named */
};

struct mentions {
    struct mention *all;
    size_t count, room;
};

/* ---- who names what ---- */

static void mention(struct mentions *mentions, struct ent_text key, size_t element)
{
    if (mentions->all && key.length > 0)
        mentions->all[mentions->count] = (struct mention){key, element, mentions->count, 0};
    mentions->count += key.length > 0;
}

static void mention_each(struct mentions *mentions, struct ent_text ids, size_t element)
{
    for (struct ent_text id; ent_text_next(&ids, ';', &id);)
        mention(mentions, id, element);
}

static void gather_sources(const struct ent_plan *plan, struct mentions *mentions)
{
    struct ent_text column = ENT_TEXT("source");
    for (size_t i = 0; i < plan->node_count; i++)
        mention_each(mentions, ent_node_cell(plan->network, plan->nodes[i].node, column), i);
    for (size_t i = 0; i < plan->tie_count; i++)
        mention_each(mentions, ent_tie_cell(plan->network, plan->ties[i].tie, column),
                     plan->node_count + i);
}

/* A tie out of a column of a node's table has no row, and so no note, of its own. */
static void gather_notes(const struct ent_plan *plan, struct mentions *mentions)
{
    struct ent_text column = ENT_TEXT("note");
    for (size_t i = 0; i < plan->node_count; i++)
        mention(mentions, ent_text_trim(ent_node_cell(plan->network, plan->nodes[i].node, column)),
                i);
    for (size_t i = 0; i < plan->tie_count; i++)
        if (ent_tie_has_row(plan->network, plan->ties[i].tie))
            mention(mentions, ent_text_trim(ent_tie_cell(plan->network, plan->ties[i].tie, column)),
                    plan->node_count + i);
}

/* Counts, then fills. */
static struct mentions gather(struct ent_arena *arena, const struct ent_plan *plan,
                              void (*from)(const struct ent_plan *, struct mentions *))
{
    struct mentions mentions = {0};
    from(plan, &mentions);
    mentions.all = ENT_NEW(arena, struct mention, mentions.count + 1);
    mentions.count = 0;
    from(plan, &mentions);
    return mentions;
}

static int by_key(const void *a, const void *b)
{
    const struct mention *left = a, *right = b;
    int order = ent_text_compare(left->key, right->key);
    return order != 0 ? order : (left->order > right->order) - (left->order < right->order);
}

static int by_order(const void *a, const void *b)
{
    const struct mention *left = a, *right = b;
    return (left->order > right->order) - (left->order < right->order);
}

static int by_element(const void *a, const void *b)
{
    const struct mention *left = a, *right = b;
    int order = (left->element > right->element) - (left->element < right->element);
    return order != 0 ? order : (left->item > right->item) - (left->item < right->item);
}

/* The first mention of each key, in the order of keys; every mention is told its group. */
static size_t first_mentions(struct mentions *mentions, struct mention *firsts)
{
    size_t count = 0;
    qsort(mentions->all, mentions->count, sizeof *mentions->all, by_key);
    for (size_t i = 0; i < mentions->count; i++) {
        bool again = i > 0 && ent_text_equal(mentions->all[i].key, mentions->all[i - 1].key);
        if (!again)
            firsts[count++] = mentions->all[i];
        mentions->all[i].item = count - 1;
        firsts[count - 1].item = count - 1;
    }
    return count;
}

/* ---- numbers and letters ---- */

/* a, b .. z, aa, ab .. */
static struct ent_text letters(struct ent_arena *arena, size_t number)
{
    char reversed[16], *bytes;
    size_t length = 0;
    for (number++; number > 0; number = (number - 1) / 26)
        reversed[length++] = (char)('a' + (number - 1) % 26);
    bytes = ENT_NEW(arena, char, length);
    for (size_t i = 0; i < length; i++)
        bytes[i] = reversed[length - 1 - i];
    return (struct ent_text){bytes, length};
}

/* The marks of the element that the first mention names; ends behind its mentions. */
static struct ent_text marks_of(struct ent_arena *arena, const struct mention **now,
                                const struct mention *end, const struct ent_references *references)
{
    const struct mention *first = *now;
    struct ent_writer writer = {0};
    for (; *now < end && (*now)->element == first->element; ++*now) {
        if (*now > first && (*now)[-1].item == (*now)->item)
            continue;
        if (*now > first)
            ENT_PUT(&writer, ",");
        ent_put_text(&writer, references->items[(*now)->item].mark);
    }
    struct ent_text marks = ent_writer_text(&writer);
    marks = (struct ent_text){ent_text_string(arena, marks), marks.length};
    ent_writer_end(&writer);
    return marks;
}

static void join_marks(struct ent_arena *arena, const struct ent_plan *plan,
                       struct mentions *mentions, struct ent_references *references)
{
    references->of_node = ENT_NEW(arena, struct ent_text, plan->node_count + 1);
    references->of_tie = ENT_NEW(arena, struct ent_text, plan->tie_count + 1);
    qsort(mentions->all, mentions->count, sizeof *mentions->all, by_element);
    const struct mention *now = mentions->all, *end = now + mentions->count;
    while (now < end) {
        size_t element = now->element;
        struct ent_text marks = marks_of(arena, &now, end, references);
        if (element < plan->node_count)
            references->of_node[element] = marks;
        else
            references->of_tie[element - plan->node_count] = marks;
    }
}

/* Makes an item of each key. With `numbered` they stand in the order of their first mention. */
static struct ent_references collect(struct ent_arena *arena, const struct ent_plan *plan,
                                     struct mentions *mentions, bool numbered,
                                     struct ent_text (*mark)(struct ent_arena *, size_t))
{
    struct mention *firsts = ENT_NEW(arena, struct mention, mentions->count + 1);
    size_t count = first_mentions(mentions, firsts);
    size_t *place = ENT_NEW(arena, size_t, count + 1);
    struct ent_references references = {ENT_NEW(arena, struct ent_reference, count + 1), count,
                                        NULL, NULL};
    if (numbered)
        qsort(firsts, count, sizeof *firsts, by_order);
    for (size_t i = 0; i < count; i++) {
        place[firsts[i].item] = i;
        references.items[i].mark = numbered ? mark(arena, i) : firsts[i].key;
        references.items[i].words = firsts[i].key;
    }
    for (size_t i = 0; i < mentions->count; i++)
        mentions->all[i].item = place[mentions->all[i].item];
    if (numbered)
        join_marks(arena, plan, mentions, &references);
    return references;
}

static struct ent_text numbers(struct ent_arena *arena, size_t number)
{
    return ent_text_number(arena, (int64_t)number + 1);
}

static const struct ent_cited *find_cited(const struct ent_cited *cited, size_t count,
                                          struct ent_text id)
{
    for (size_t low = 0, high = count; low < high;) {
        size_t middle = low + (high - low) / 2;
        int order = ent_text_compare(id, cited[middle].id);
        if (order == 0)
            return &cited[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

/* A source of which the table tells nothing is told by its id. */
struct ent_references ent_references_of_sources(struct ent_run *run, const struct ent_plan *plan,
                                                bool numbered)
{
    struct ent_arena *arena = &run->arena;
    struct mentions mentions = gather(arena, plan, gather_sources);
    struct ent_references references = collect(arena, plan, &mentions, numbered, numbers);
    size_t count;
    struct ent_cited *cited = ent_cited_make(run, plan->network, plan->selection, &count);
    for (size_t i = 0; i < references.count; i++) {
        struct ent_reference *item = &references.items[i];
        const struct ent_cited *found = find_cited(cited, count, item->words);
        struct ent_text words = found ? ent_cited_words(arena, found) : (struct ent_text){0};
        item->link = ent_link_of(found ? found->url : (struct ent_text){0});
        if (words.length > 0 || !numbered)
            item->words = words;
    }
    return references;
}

struct ent_references ent_references_of_notes(struct ent_run *run, const struct ent_plan *plan)
{
    struct mentions mentions = gather(&run->arena, plan, gather_notes);
    return collect(&run->arena, plan, &mentions, true, letters);
}

/* ---- the list ---- */

static const double least_column = 150, most_column = 330, column_gap = 20, mark_gap = 5;
static const double item_gap = 2, most_mark = 70;

struct list {
    struct ent_run *run;
    const struct ent_plan *plan;
    const struct ent_references *references;
    const char *kind;
    double mark_width, column_width;
    size_t columns;
    struct ent_label *marks, *texts;
};

static double mark_widest(const struct list *list)
{
    double widest = 0;
    for (size_t i = 0; i < list->references->count; i++)
        widest = fmax(widest, ent_font_width(list->plan->font, list->references->items[i].mark,
                                             ent_wording_size(ENT_SMALL), false));
    return fmin(widest, most_mark);
}

static double text_widest(const struct list *list)
{
    double widest = 0;
    for (size_t i = 0; i < list->references->count; i++)
        widest = fmax(widest, ent_font_width(list->plan->font, list->references->items[i].words,
                                             ent_wording_size(ENT_SMALL), false));
    return widest;
}

/* Lines between 150 and 330 points: the longest that are read well. */
static void choose_columns(struct list *list, double width)
{
    double marks = list->mark_width + mark_gap;
    double wanted = fmin(fmax(marks + text_widest(list), least_column), most_column);
    double fit = floor((width + column_gap) / (wanted + column_gap));
    list->columns = fit < 1 ? 1 : (size_t)fmin(fit, (double)list->references->count);
    list->column_width = fmin(wanted, width);
}

static void set_items(struct list *list)
{
    size_t count = list->references->count;
    double room = fmax(list->column_width - list->mark_width - mark_gap, 1);
    list->marks = ENT_NEW(&list->run->arena, struct ent_label, count + 1);
    list->texts = ENT_NEW(&list->run->arena, struct ent_label, count + 1);
    for (size_t i = 0; i < count; i++) {
        const struct ent_reference *item = &list->references->items[i];
        list->marks[i] =
            ent_wording_label(list->run, list->plan, ENT_SMALL, item->mark, list->mark_width);
        list->texts[i] = ent_wording_label(list->run, list->plan, ENT_SMALL, item->words, room);
    }
}

static double item_height(const struct list *list, size_t number)
{
    return fmax(list->marks[number].height, list->texts[number].height) + item_gap;
}

/* The least height at which all columns hold everything, in their order. */
static bool holds(const struct list *list, double height)
{
    size_t column = 1;
    double y = 0;
    for (size_t i = 0; i < list->references->count; i++) {
        double item = item_height(list, i);
        if (y > 0 && y + item > height) {
            column++;
            y = 0;
        }
        y += item;
    }
    return column <= list->columns;
}

static double even_height(const struct list *list)
{
    double total = 0, tallest = 0;
    for (size_t i = 0; i < list->references->count; i++) {
        total += item_height(list, i);
        tallest = fmax(tallest, item_height(list, i));
    }
    double height = fmax(total / (double)list->columns, tallest);
    for (double step = 4; !holds(list, height); height += step)
        ;
    return height;
}

static void place_item(const struct list *list, size_t number, struct ent_point at,
                       struct ent_block *block)
{
    struct ent_arena *arena = &list->run->arena;
    const struct ent_label *mark_label = &list->marks[number], *text = &list->texts[number];
    struct ent_point beside = {at.x + list->mark_width + mark_gap, at.y};
    struct ent_words *first =
        ent_wording_words(arena, list->plan, ENT_SMALL, mark_label, at, mark_label->width);
    struct ent_words *second =
        ent_wording_words(arena, list->plan, ENT_SMALL, text, beside, text->width);
    for (size_t i = 0; i < text->line_count; i++)
        second[i].link = list->references->items[number].link;
    struct ent_mark *mark = ent_block_mark(block, list->kind);
    mark->word_count = mark_label->line_count + text->line_count;
    mark->words = ENT_NEW(arena, struct ent_words, mark->word_count + 1);
    memcpy(mark->words, first, mark_label->line_count * sizeof *first);
    memcpy(mark->words + mark_label->line_count, second, text->line_count * sizeof *second);
}

static void place_items(const struct list *list, struct ent_block *block)
{
    double height = even_height(list), x = 0, y = 0, lowest = 0;
    for (size_t i = 0; i < list->references->count; i++) {
        double item = item_height(list, i);
        if (y > 0 && y + item > height) {
            x += list->column_width + column_gap;
            y = 0;
        }
        place_item(list, i, (struct ent_point){x, block->height + y}, block);
        y += item;
        lowest = fmax(lowest, y);
    }
    block->height += lowest;
    block->width = fmax(block->width, x + list->column_width);
}

struct ent_block ent_references_block(struct ent_run *run, const struct ent_plan *plan,
                                      const struct ent_references *references, const char *heading,
                                      const char *kind, double width)
{
    struct ent_block block = ent_block_make(&run->arena, references->count + 1);
    struct list list = {.run = run, .plan = plan, .references = references, .kind = kind};
    if (references->count == 0)
        return block;
    ent_block_text(run, plan, &block, ENT_HEADING, kind, ent_text_of(heading), 0, width);
    block.height += item_gap;
    list.mark_width = mark_widest(&list);
    choose_columns(&list, width);
    set_items(&list);
    place_items(&list, &block);
    ent_block_layer(&block, ENT_LAYER_NOTES);
    return block;
}
