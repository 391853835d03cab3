#include "write/html_records.h"

/* The days that JSON has no number for. */
enum { before_all = -1000000000, after_all = 1000000000 };

json_t *ent_page_day(ent_day day)
{
    return json_integer(day == ENT_DAY_FIRST ? before_all : day == ENT_DAY_LAST ? after_all : day);
}

static bool same_life(const struct ent_page_life *a, const struct ent_page_life *b)
{
    return a->days->start_earliest == b->days->start_earliest &&
           a->days->start_latest == b->days->start_latest &&
           a->days->end_earliest == b->days->end_earliest &&
           a->days->end_latest == b->days->end_latest && a->days->marks == b->days->marks &&
           ent_text_equal(a->start, b->start) && ent_text_equal(a->end, b->end);
}

static uint64_t hash_of(const struct ent_page_life *life)
{
    uint32_t days[] = {(uint32_t)life->days->start_earliest, (uint32_t)life->days->end_latest,
                       (uint32_t)life->days->start_latest, (uint32_t)life->days->end_earliest};
    return ent_text_hash((struct ent_text){(const char *)days, sizeof days});
}

/* Its number among those that are told. */
json_t *ent_page_life(struct ent_page_records *r, struct ent_page_life life)
{
    if (!life.days->given)
        return NULL;
    size_t at = hash_of(&life) & (r->life_room - 1);
    while (r->life_table[at] != 0 && !same_life(&r->lives[r->life_table[at] - 1], &life))
        at = (at + 1) & (r->life_room - 1);
    if (r->life_table[at] == 0) {
        r->lives[r->life_count++] = life;
        r->life_table[at] = (uint32_t)r->life_count;
    }
    return json_integer(r->life_table[at] - 1);
}

void ent_page_lives_begin(struct ent_page_records *r)
{
    size_t most = r->nodes.count + r->ties.count + 1;
    r->lives = ENT_NEW(&r->run->arena, struct ent_page_life, most);
    for (r->life_room = 64; r->life_room < 2 * most;)
        r->life_room *= 2;
    r->life_table = ENT_NEW(&r->run->arena, uint32_t, r->life_room);
    r->quotes = ENT_NEW(&r->run->arena, struct ent_text, most);
    r->quote_index = ent_index_make(&r->run->arena, r->quotes, most);
}

json_t *ent_page_lives(const struct ent_page_records *r)
{
    json_t *lives = json_array();
    for (size_t i = 0; i < r->life_count; i++) {
        const struct ent_page_life *life = &r->lives[i];
        json_t *told = json_array();
        json_array_append_new(told, ent_page_day(life->days->start_earliest));
        json_array_append_new(told, ent_page_day(life->days->start_latest));
        json_array_append_new(told, ent_page_day(life->days->end_earliest));
        json_array_append_new(told, ent_page_day(life->days->end_latest));
        json_array_append_new(told, json_integer(life->days->marks != 0));
        json_array_append_new(told, ent_json_text(ent_words_of_life(&r->run->arena, life->days)));
        json_array_append_new(told, ent_json_text(life->start));
        json_array_append_new(told, ent_json_text(life->end));
        json_array_append_new(lives, told);
    }
    return lives;
}

json_t *ent_page_quote(struct ent_page_records *r, struct ent_text quote)
{
    if (quote.length == 0)
        return NULL;
    r->quotes[r->quote_count] = quote;
    uint32_t number = ent_index_add(&r->quote_index, (uint32_t)r->quote_count);
    if (number == ENT_NONE)
        number = (uint32_t)r->quote_count++;
    return json_integer(number);
}

json_t *ent_page_quotes(const struct ent_page_records *r)
{
    json_t *quotes = json_array();
    for (size_t i = 0; i < r->quote_count; i++)
        json_array_append_new(quotes, ent_json_text(r->quotes[i]));
    return quotes;
}
