#include "write/html_records.h"
#include "draw/id.h"

/* ---- order ---- */

static struct ent_page_order order_of(struct ent_arena *arena, const struct ent_drawing *drawing,
                                      enum ent_layer layer, size_t all)
{
    struct ent_page_order order = {ENT_NEW(arena, uint32_t, all + 1),
                                   ENT_NEW(arena, uint32_t, all + 1), 0};
    memset(order.position, 0xFF, all * sizeof *order.position);
    for (size_t i = 0; i < drawing->mark_count; i++) {
        const struct ent_mark *mark = &drawing->marks[i];
        if (mark->layer != layer || order.position[mark->number] != ENT_NONE)
            continue;
        order.position[mark->number] = (uint32_t)order.count;
        order.numbers[order.count++] = mark->number;
    }
    return order;
}

/* Kinds that occur, by the first of their name, and the types that they are kinds of. */
static struct ent_page_order order_kinds(struct ent_arena *arena, const bool *used, size_t all)
{
    struct ent_page_order order = {ENT_NEW(arena, uint32_t, all + 1),
                                   ENT_NEW(arena, uint32_t, all + 1), 0};
    memset(order.position, 0xFF, all * sizeof *order.position);
    for (uint32_t i = 0; i < all; i++)
        if (used[i]) {
            order.position[i] = (uint32_t)order.count;
            order.numbers[order.count++] = i;
        }
    return order;
}

static void order_all(struct ent_page_records *r)
{
    struct ent_arena *arena = &r->run->arena;
    const struct ent_schema *schema = r->network->schema;
    const struct ent_drawing *drawing = r->page->drawing;
    r->nodes = order_of(arena, drawing, ENT_LAYER_NODES, r->network->node_count);
    r->ties = order_of(arena, drawing, ENT_LAYER_TIES, r->network->tie_count);
    bool *types = ENT_NEW(arena, bool, schema->type_count + 1);
    bool *relations = ENT_NEW(arena, bool, schema->relation_count + 1);
    for (size_t i = 0; i < r->nodes.count; i++)
        for (uint32_t type = r->network->node_type[r->nodes.numbers[i]]; type != ENT_NONE;
             type = schema->types[type].general)
            types[type] = true;
    for (size_t i = 0; i < r->ties.count; i++)
        relations[schema->relations[r->network->tie_relation[r->ties.numbers[i]]].same] = true;
    r->types = order_kinds(arena, types, schema->type_count);
    r->relations = order_kinds(arena, relations, schema->relation_count);
}

static void index_aliases(struct ent_page_records *r)
{
    const struct ent_network *network = r->network;
    struct ent_arena *arena = &r->run->arena;
    r->alias_first = ENT_NEW(arena, uint32_t, network->node_count + 2);
    r->aliases = ENT_NEW(arena, uint32_t, network->alias_count + 1);
    for (size_t i = 0; i < network->alias_count; i++)
        r->alias_first[network->alias_node[i] + 1]++;
    for (size_t i = 0; i < network->node_count; i++)
        r->alias_first[i + 1] += r->alias_first[i];
    uint32_t *next = ENT_NEW(arena, uint32_t, network->node_count + 1);
    for (uint32_t i = 0; i < network->alias_count; i++) {
        uint32_t node = network->alias_node[i];
        r->aliases[r->alias_first[node] + next[node]++] = i;
    }
}

static void index_clusters(struct ent_page_records *r)
{
    const struct ent_plan *plan = r->page->plan;
    r->cluster_of = ENT_NEW(&r->run->arena, uint32_t, r->network->node_count + 1);
    memset(r->cluster_of, 0xFF, r->network->node_count * sizeof *r->cluster_of);
    for (size_t i = 0; i < plan->node_count; i++)
        r->cluster_of[plan->nodes[i].node] = plan->task.nodes[i].cluster;
}

static void set_text(json_t *object, const char *name, struct ent_text text)
{
    if (text.length > 0)
        ent_json_set(object, name, ent_json_text(text));
}

static void set_true(json_t *object, const char *name, bool is)
{
    if (is)
        ent_json_set(object, name, json_true());
}

/* ---- kinds and sources ---- */

static json_t *kind_of(const struct ent_page_records *r, const struct ent_kind *kind)
{
    json_t *told = json_object();
    set_text(told, "name", kind->name);
    set_text(told, "label", kind->label);
    set_text(told, "class",
             ENT_FORM(&r->run->arena, "of-{}", ent_class_word(&r->run->arena, kind->name)));
    return told;
}

static json_t *all_types(const struct ent_page_records *r)
{
    const struct ent_schema *schema = r->network->schema;
    json_t *types = json_array();
    for (size_t i = 0; i < r->types.count; i++) {
        const struct ent_type *type = &schema->types[r->types.numbers[i]];
        json_t *told = kind_of(r, &type->kind), *isa = json_array();
        for (uint32_t general = type->general; general != ENT_NONE;
             general = schema->types[general].general)
            json_array_append_new(isa, json_integer(r->types.position[general]));
        ent_json_set(told, "isa", isa);
        set_true(told, "happening", type->kind.timing != ENT_UNTIMED);
        json_array_append_new(types, told);
    }
    return types;
}

/* What is true of one pair of ends of a relation counts for its name. */
static json_t *all_relations(const struct ent_page_records *r)
{
    const struct ent_schema *schema = r->network->schema;
    json_t *relations = json_array();
    for (size_t i = 0; i < r->relations.count; i++) {
        uint32_t first = r->relations.numbers[i];
        const struct ent_relation *relation = &schema->relations[first];
        json_t *told = kind_of(r, &relation->kind);
        bool joins = false, within = false;
        for (uint32_t k = first; k < schema->relation_count; k++) {
            joins |= schema->relations[k].same == first && schema->relations[k].joins;
            within |= schema->relations[k].same == first && schema->relations[k].within;
        }
        set_true(told, "symmetric", relation->symmetric);
        set_text(told, "family", ent_kind_text(schema, &relation->kind, ENT_AT_EXCLUSIVE));
        set_true(told, "joins", joins);
        set_true(told, "within", within);
        json_array_append_new(relations, told);
    }
    return relations;
}

static json_t *all_sources(const struct ent_page_records *r)
{
    json_t *sources = json_array();
    for (size_t i = 0; i < r->source_count; i++) {
        const struct ent_cited *source = &r->sources[i];
        struct ent_text link = ent_link_of(source->url);
        json_t *told = json_object();
        set_text(told, "id", source->id);
        set_text(told, "words", ent_cited_words(&r->run->arena, source));
        set_text(told, link.length > 0 ? "url" : "address", link.length > 0 ? link : source->url);
        json_array_append_new(sources, told);
    }
    return sources;
}

/* ---- the whole ---- */

static int year_of(ent_day day)
{
    int year, month, of_month;
    ent_day_split(day, &year, &month, &of_month);
    return year;
}

/* The years in which something begins, ends or is dated, and those that are asked for. */
static void set_years(const struct ent_page_records *r, json_t *whole)
{
    ent_day first = ENT_DAY_LAST, last = ENT_DAY_FIRST;
    const struct ent_window window = r->page->shown->window;
    for (size_t i = 0; i <= r->life_count; i++) {
        ent_day days[] = {window.first, window.last, window.first, window.last};
        if (i < r->life_count) {
            const struct ent_lifetime *life = r->lives[i].days;
            memcpy(days,
                   (const ent_day[]){life->start_earliest, life->start_latest, life->end_earliest,
                                     life->end_latest},
                   sizeof days);
        }
        for (size_t k = 0; k < ENT_COUNT(days); k++) {
            if (days[k] == ENT_DAY_FIRST || days[k] == ENT_DAY_LAST)
                continue;
            first = days[k] < first ? days[k] : first;
            last = days[k] > last ? days[k] : last;
        }
    }
    if (first > last)
        return;
    ent_json_set(whole, "first", json_integer(year_of(first)));
    ent_json_set(whole, "last", json_integer(year_of(last)));
}

static void set_question(const struct ent_page_records *r, json_t *whole)
{
    const struct ent_page *page = r->page;
    const struct ent_selection *shown = page->shown;
    if (shown->timed) {
        json_t *window = json_array();
        json_array_append_new(window, ent_page_day(shown->window.first));
        json_array_append_new(window, ent_page_day(shown->window.last));
        ent_json_set(whole, "window", window);
    }
    ent_json_set(whole, "least", ent_json_text(ent_words_of_answer(shown->least)));
    if (page->question->context > 0)
        ent_json_set(whole, "context", json_integer((json_int_t)page->question->context));
    set_true(whole, "keep", page->question->keep_isolated);
    set_true(whole, "filtered", ent_question_filters(page->question));
}

/* No "<" in a script, whatever it is a part of. */
static void put_without_tags(struct ent_writer *writer, struct ent_text json)
{
    size_t sent = 0;
    for (size_t at = 0; at < json.length; at++) {
        if (json.bytes[at] != '<')
            continue;
        ent_put_bytes(writer, json.bytes + sent, at - sent);
        ENT_PUT(writer, "\\u003c");
        sent = at + 1;
    }
    ent_put_bytes(writer, json.bytes + sent, json.length - sent);
}

void ent_html_put_records(struct ent_run *run, const struct ent_page *page,
                          struct ent_writer *writer)
{
    struct ent_page_records r = {.run = run, .page = page, .network = page->network};
    struct ent_writer json = {0};
    json_t *whole = json_object();
    r.sources = ent_cited_make(run, page->network, page->all, &r.source_count);
    order_all(&r);
    ent_page_lives_begin(&r);
    index_aliases(&r);
    index_clusters(&r);
    ent_json_set(whole, "format", json_integer(1));
    ent_json_set(whole, "version", ent_json_text(page->wish->version));
    ent_json_set(whole, "language", ent_json_text(page->drawing->language));
    set_text(whole, "title", page->wish->title.text);
    set_text(whole, "subtitle", page->wish->subtitle.text);
    set_question(&r, whole);
    json_t *nodes = ent_page_nodes(&r), *ties = ent_page_ties(&r);
    set_years(&r, whole);
    ent_json_set(whole, "types", all_types(&r));
    ent_json_set(whole, "relations", all_relations(&r));
    ent_json_set(whole, "sources", all_sources(&r));
    ent_json_set(whole, "lives", ent_page_lives(&r));
    ent_json_set(whole, "quotes", ent_page_quotes(&r));
    ent_json_set(whole, "nodes", nodes);
    ent_json_set(whole, "ties", ties);
    ent_put_json(&json, whole, 0);
    put_without_tags(writer, ent_writer_text(&json));
    ent_writer_end(&json);
}
