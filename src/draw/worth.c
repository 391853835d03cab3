#include "draw/worth.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- what is asked for ---- */

static bool is_column(const struct ent_network *network, struct ent_text name)
{
    for (size_t i = 0; i < network->schema->type_count; i++)
        if (network->type_table[i] && ent_table_column(network->type_table[i], name) != ENT_NONE)
            return true;
    return false;
}

static bool is_grouping(enum ent_measure measure)
{
    return measure == ENT_COMPONENT || measure == ENT_COMMUNITY;
}

static struct ent_text hint_for(struct ent_run *run, const struct ent_network *network,
                                struct ent_text name)
{
    size_t room = ENT_MEASURE_COUNT, count = 0;
    for (size_t i = 0; i < network->schema->type_count; i++)
        room += network->type_table[i] ? network->type_table[i]->column_count : 0;
    struct ent_text *all = ENT_NEW(&run->arena, struct ent_text, room + 1);
    for (enum ent_measure measure = 0; measure < ENT_MEASURE_COUNT; measure++)
        all[count++] = ent_text_of(ent_measure_name(measure));
    for (size_t i = 0; i < network->schema->type_count; i++)
        for (size_t k = 0; network->type_table[i] && k < network->type_table[i]->column_count; k++)
            all[count++] = network->type_table[i]->columns[k];
    struct ent_text meant = ent_hint_meant(&run->arena, name, all, count);
    return meant.length > 0 ? meant
                            : ENT_TEXT("degree, strength, betweenness, closeness, pagerank, "
                                       "eigenvector, clustering, or a column of the nodes");
}

/* ---- values ---- */

/* A reference is told by the name of what it refers to. */
static struct ent_text word_of(const struct ent_network *network, uint32_t node,
                               struct ent_text column)
{
    struct ent_text cell = ent_text_trim(ent_node_cell(network, node, column));
    uint32_t other = cell.length > 0 ? ent_network_node(network, cell) : ENT_NONE;
    return other == ENT_NONE ? cell : network->node_name[other];
}

struct ent_text ent_worth_words(struct ent_arena *arena, double number)
{
    char digits[32];
    if (isnan(number))
        return (struct ent_text){0};
    if (fabs(number) < 1e15 && number <= floor(number))
        return ent_text_number(arena, (int64_t)number);
    snprintf(digits, sizeof digits, "%.4g", number);
    char *comma = strchr(digits, ',');
    if (comma)
        *comma = '.';
    return ENT_FORM(arena, "{}", ent_text_of(digits));
}

static void take_measure(struct ent_run *run, const struct ent_network *network,
                         const struct ent_selection *selection, const struct ent_worth *worth,
                         struct ent_worths *worths)
{
    const double *measured = ent_measure(run, network, selection, worth->measure);
    for (uint32_t node = 0; node < network->node_count; node++) {
        if (selection->nodes[node] == ENT_OUT)
            continue;
        worths->numbers[node] = measured[node];
        worths->words[node] = ent_worth_words(&run->arena, measured[node]);
    }
}

struct ent_worths ent_worth_take(struct ent_run *run, const struct ent_network *network,
                                 const struct ent_selection *selection,
                                 const struct ent_worth *worth)
{
    struct ent_worths worths = {ENT_NEW(&run->arena, double, network->node_count + 1),
                                ENT_NEW(&run->arena, struct ent_text, network->node_count + 1)};
    for (uint32_t node = 0; node < network->node_count; node++)
        worths.numbers[node] = NAN;
    if (worth->measure != ENT_MEASURE_COUNT)
        take_measure(run, network, selection, worth, &worths);
    for (uint32_t node = 0; worth->measure == ENT_MEASURE_COUNT && node < network->node_count;
         node++) {
        if (selection->nodes[node] == ENT_OUT)
            continue;
        double number;
        worths.words[node] = word_of(network, node, worth->asked.text);
        if (ent_text_number_read(worths.words[node], &number) && isfinite(number))
            worths.numbers[node] = number;
    }
    return worths;
}

/* ---- the scale ---- */

static void stretch(struct ent_worth *worth, const struct ent_worths *worths, size_t count)
{
    for (size_t node = 0; node < count; node++)
        if (!isnan(worths->numbers[node])) {
            worth->least = fmin(worth->least, worths->numbers[node]);
            worth->most = fmax(worth->most, worths->numbers[node]);
        }
}

struct group {
    struct ent_text word;
    double number; /* of a measure, which has its order */
    size_t size;
};

static int by_word(const void *a, const void *b)
{
    return ent_text_compare(((const struct group *)a)->word, ((const struct group *)b)->word);
}

static int by_number_and_size(const void *a, const void *b)
{
    const struct group *left = a, *right = b;
    if (left->number < right->number || left->number > right->number)
        return left->number < right->number ? -1 : 1;
    if (left->size != right->size)
        return left->size > right->size ? -1 : 1;
    return by_word(a, b);
}

static void find_groups(struct ent_arena *arena, const struct ent_network *network,
                        struct ent_worth *worth)
{
    struct group *groups = ENT_NEW(arena, struct group, network->node_count + 1);
    bool measured = worth->measure != ENT_MEASURE_COUNT;
    size_t count = 0, different = 0;
    for (size_t node = 0; node < network->node_count; node++)
        if (worth->worths.words[node].length > 0)
            groups[count++] = (struct group){worth->worths.words[node],
                                             measured ? worth->worths.numbers[node] : 0, 1};
    qsort(groups, count, sizeof *groups, by_word);
    for (size_t i = 0; i < count; i++) {
        if (different > 0 && ent_text_equal(groups[different - 1].word, groups[i].word))
            groups[different - 1].size++;
        else
            groups[different++] = groups[i];
    }
    qsort(groups, different, sizeof *groups, by_number_and_size);
    worth->groups = ENT_NEW(arena, struct ent_text, different + 1);
    for (; worth->group_count < different; worth->group_count++)
        worth->groups[worth->group_count] = groups[worth->group_count].word;
}

uint32_t ent_worth_group(const struct ent_worth *worth, struct ent_text word)
{
    for (uint32_t i = 0; word.length > 0 && i < worth->told; i++)
        if (ent_text_equal(worth->groups[i], word))
            return i;
    return ENT_NONE;
}

/* Numbers if all that is shown is one, else groups. */
static bool take_kind(struct ent_run *run, const struct ent_network *network,
                      const struct ent_selection *selection, const char *option,
                      struct ent_worth *worth)
{
    size_t numbers = 0, words = 0, shown = 0;
    for (size_t node = 0; node < network->node_count; node++) {
        numbers += !isnan(worth->worths.numbers[node]);
        words += worth->worths.words[node].length > 0;
        shown += selection->nodes[node] != ENT_OUT;
    }
    worth->grouped = is_grouping(worth->measure) || numbers < words;
    worth->some_without = words < shown;
    if (words == 0 && shown > 0)
        ent_report(run, ENT_E500, worth->asked.place, ENT_NO_HINT,
                   ENT_FORM(&run->arena, "{}: nothing that is shown has a '{}'",
                            ent_text_of(option), worth->asked.text));
    return words > 0 || shown == 0;
}

bool ent_worth_find(struct ent_run *run, const struct ent_network *network,
                    struct ent_showings showings, const char *option, struct ent_value asked,
                    struct ent_worth *worth)
{
    bool column = is_column(network, asked.text);
    *worth = (struct ent_worth){
        .asked = asked,
        .measure = column ? ENT_MEASURE_COUNT : ent_measure_named(asked.text),
        .least = INFINITY,
        .most = -INFINITY,
    };
    if (!column && worth->measure == ENT_MEASURE_COUNT) {
        ent_report(run, ENT_E500, asked.place, hint_for(run, network, asked.text),
                   ENT_FORM(&run->arena, "{}: there is no measure or column '{}'",
                            ent_text_of(option), asked.text));
        return false;
    }
    worth->worths = ent_worth_take(run, network, showings.all, worth);
    if (!take_kind(run, network, showings.all, option, worth))
        return false;
    if (worth->grouped)
        find_groups(&run->arena, network, worth);
    for (size_t i = 0; i < showings.picture_count; i++) {
        struct ent_worths of_picture = ent_worth_take(run, network, &showings.pictures[i], worth);
        stretch(worth, &of_picture, network->node_count);
    }
    if (showings.picture_count == 0)
        stretch(worth, &worth->worths, network->node_count);
    return true;
}

/* ---- in words ---- */

static struct ent_text told(struct ent_arena *arena, const struct ent_worth *worth,
                            const struct ent_worths *values, uint32_t node)
{
    struct ent_text word = values->words[node];
    return word.length == 0 ? ENT_FORM(arena, "no {}", worth->asked.text)
                            : ENT_FORM(arena, "{} {}", worth->asked.text, word);
}

struct ent_text ent_worth_told(struct ent_arena *arena, const struct ent_worth *const worths[2],
                               const struct ent_worths values[2], uint32_t node)
{
    struct ent_text words = {0};
    for (size_t i = 0; i < 2; i++) {
        bool again = i > 0 && worths[0]->asked.given &&
                     ent_text_equal(worths[0]->asked.text, worths[1]->asked.text);
        if (!worths[i]->asked.given || again)
            continue;
        struct ent_text more = told(arena, worths[i], &values[i], node);
        words = words.length == 0 ? more : ENT_FORM(arena, "{}, {}", words, more);
    }
    return words;
}

struct ent_text ent_worth_sentence(struct ent_arena *arena, const struct ent_worth *size,
                                   const struct ent_worth *colour)
{
    if (size->asked.given && colour->asked.given)
        return ENT_FORM(arena, "Areas show {}, fills show {}.", size->asked.text,
                        colour->asked.text);
    if (size->asked.given)
        return ENT_FORM(arena, "Areas show {}.", size->asked.text);
    return colour->asked.given ? ENT_FORM(arena, "Fills show {}.", colour->asked.text)
                               : (struct ent_text){0};
}
