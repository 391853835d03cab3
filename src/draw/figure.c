#include "draw/figure.h"

#include "draw/badge.h"
#include "draw/cite.h"
#include "draw/description.h"
#include "draw/fate.h"
#include "draw/frame.h"
#include "draw/hull.h"
#include "draw/id.h"
#include "draw/paged.h"
#include "draw/plan_worth.h"

#include <math.h>

/* What is needed while a figure is drawn. */
struct drawing {
    struct ent_run *run;
    const struct ent_plan *plan;
    const struct ent_layout *layout;
    struct ent_frame frame;
    struct ent_cite cite;
    struct ent_flag_mark **flags; /* of the nodes */
    struct ent_drawing *page;
};

static struct ent_mark *next_mark(struct drawing *d, enum ent_layer layer)
{
    struct ent_mark *mark = &d->page->marks[d->page->mark_count++];
    mark->layer = layer;
    return mark;
}

static struct ent_words *centred(const struct drawing *d, const struct ent_label *label,
                                 struct ent_point centre, uint32_t colour)
{
    struct ent_point top = {centre.x, centre.y - label->height / 2};
    return ent_label_words(&d->run->arena, d->plan->font, label, top, ENT_MIDDLE, colour);
}

/* The numbers of sources and notes stand behind the words of a thing. */
static void add_sign(struct drawing *d, struct ent_mark *mark, const struct ent_words *sign)
{
    if (sign->text.length == 0)
        return;
    struct ent_words *words = ENT_NEW(&d->run->arena, struct ent_words, mark->word_count + 1);
    memcpy(words, mark->words, mark->word_count * sizeof *words);
    words[mark->word_count++] = *sign;
    mark->words = words;
}

/* In a layout of our own the number stands behind the words that it drew, or beside the last line.
 */
static void add_sign_beside(struct drawing *d, struct ent_mark *mark, const struct ent_words *sign)
{
    struct ent_words beside = *sign;
    const struct ent_words *last = mark->word_count > 0 ? &mark->words[mark->word_count - 1] : NULL;
    if (last && last->upward) {
        beside.at =
            (struct ent_point){last->at.x - last->size * 0.35, last->at.y - last->width - 1};
        beside.upward = true;
    } else if (last) {
        double part = last->anchor == ENT_START ? 1 : last->anchor == ENT_MIDDLE ? 0.5 : 0;
        beside.at =
            (struct ent_point){last->at.x + last->width * part + 1, last->at.y - last->size * 0.35};
    } else if (mark->path_count > 0) {
        const struct ent_path *cell = &mark->paths[0], *line = &mark->paths[mark->path_count - 1];
        beside.at = (struct ent_point){line->points[0].x, line->points[0].y - 2};
        if (cell->form == ENT_BOX)
            beside.at = (struct ent_point){cell->points[0].x + cell->points[1].x - sign->width - 1,
                                           cell->points[0].y + sign->size * 0.9};
    } else {
        return;
    }
    beside.anchor = ENT_START;
    add_sign(d, mark, &beside);
}

/* ---- clusters, nodes, ties ---- */

static struct ent_text class_of_answer(const struct drawing *d, enum ent_answer answer)
{
    if (!d->plan->selection->timed || answer == ENT_CERTAIN)
        return (struct ent_text){0};
    return answer == ENT_PRESUMED ? ENT_TEXT("presumed") : ENT_TEXT("possible");
}

/* Is one of its nodes in the picture? */
static bool has_members(const struct ent_plan *plan, size_t cluster)
{
    for (size_t i = 0; i < plan->node_count; i++)
        if (plan->task.nodes[i].cluster == cluster && !plan->nodes[i].hidden)
            return true;
    return false;
}

static void draw_cluster(struct drawing *d, size_t number)
{
    const struct ent_placed_cluster *placed = &d->layout->clusters[number];
    const struct ent_plan_cluster *cluster = &d->plan->clusters[number];
    struct ent_arena *arena = &d->run->arena;
    struct ent_mark *mark = next_mark(d, ENT_LAYER_CLUSTERS);
    struct ent_point *points = ENT_NEW(arena, struct ent_point, 2);
    points[0] = placed->top_left;
    points[1] = (struct ent_point){placed->width, placed->height};
    mark->paths = ENT_NEW(arena, struct ent_path, 1);
    mark->paths[0] =
        (struct ent_path){.form = ENT_BOX,
                          .points = points,
                          .point_count = 2,
                          .radius = 6,
                          .fill = d->plan->theme->on.cluster,
                          .pen = ent_theme_pen(d->plan->theme, d->plan->theme->cluster_line, 0.75)};
    mark->path_count = 1;
    mark->number = (uint32_t)number;
    if (d->page->paged) {
        mark->classes =
            ent_paged_class(arena, "cluster", (struct ent_text){0}, !has_members(d->plan, number));
    } else {
        mark->id = ENT_FORM(arena, "cluster--{}", ent_id_word(arena, cluster->value));
        mark->title = ent_label_text(&d->run->arena, &cluster->label);
    }
    mark->words = centred(d, &cluster->label, placed->label, d->plan->theme->muted.rgb);
    mark->word_count = cluster->label.line_count;
    ent_mark_move(arena, mark, d->frame.origin);
}

static void draw_hulls(struct drawing *d)
{
    static void (*const parts[])(struct ent_run *, const struct ent_plan *, const struct ent_hull *,
                                 size_t,
                                 struct ent_mark *) = {ent_hull_fill, ent_hull_edge, ent_hull_name};
    const struct ent_plan *plan = d->plan;
    const struct ent_hulls *hulls = ent_hulls_of(plan, d->layout);
    for (size_t part = 0; hulls && part < ENT_COUNT(parts); part++)
        for (size_t group = 0; group < plan->group_count; group++) {
            if (hulls->all[group].outline_count == 0)
                continue;
            struct ent_mark *mark = next_mark(d, ENT_LAYER_CLUSTERS);
            parts[part](d->run, plan, &hulls->all[group], group, mark);
            mark->kind = ENT_TEXT("hulls");
            ent_mark_move(&d->run->arena, mark, d->frame.origin);
        }
}

/* What is compared has what became of it as a class, too. */
static struct ent_text classes_of(const struct drawing *d, enum ent_answer answer,
                                  const uint8_t *fates, uint32_t number)
{
    struct ent_text uncertain = class_of_answer(d, answer);
    if (!fates)
        return uncertain;
    struct ent_text fate = ent_text_of(ent_fate_name(fates[number]));
    return uncertain.length > 0 ? ENT_FORM(&d->run->arena, "{} {}", uncertain, fate) : fate;
}

/* The type or relation that marks have in common. In a page its class is none that the page's own
 * script and styles look for. */
static void set_kind(const struct drawing *d, const struct ent_kind *kind, struct ent_mark *mark)
{
    struct ent_arena *arena = &d->run->arena;
    mark->kind = ent_class_word(arena, kind->name);
    if (d->page->paged)
        mark->kind = ENT_FORM(arena, "of-{}", mark->kind);
    mark->kind_name = kind->label.length > 0 ? kind->label : kind->name;
}

/* What a layout of our own has drawn; it is copied, because it is moved. */
static void take_drawn(struct drawing *d, const struct ent_mark *drawn, struct ent_mark *mark)
{
    struct ent_arena *arena = &d->run->arena;
    mark->paths = ENT_NEW(arena, struct ent_path, drawn->path_count + 1);
    mark->path_count = drawn->path_count;
    mark->words = ENT_NEW(arena, struct ent_words, drawn->word_count + 1);
    mark->word_count = drawn->word_count;
    if (drawn->flag) {
        mark->flag = ENT_NEW(arena, struct ent_flag_mark, 1);
        *mark->flag = *drawn->flag;
    }
    if (drawn->path_count > 0)
        memcpy(mark->paths, drawn->paths, drawn->path_count * sizeof *drawn->paths);
    if (drawn->word_count > 0)
        memcpy(mark->words, drawn->words, drawn->word_count * sizeof *drawn->words);
}

static void draw_guides(struct drawing *d)
{
    for (size_t i = 0; i < d->layout->guide_count; i++) {
        struct ent_mark *mark = next_mark(d, ENT_LAYER_BACK);
        take_drawn(d, &d->layout->guides[i], mark);
        mark->kind = d->layout->guides[i].classes;
        ent_mark_move(&d->run->arena, mark, d->frame.origin);
    }
}

/* A share of its room from which on a node is drawn as filling it. */
static const double nearly_all = 0.98;

/* Ties end where the node does in the year in which it is largest: a thin line shows that. */
static size_t room_paths(const struct drawing *d, const struct ent_plan_node *node,
                         const struct ent_placed_node *placed, struct ent_path *paths)
{
    struct ent_node_look look = node->look;
    look.peripheries = 1;
    look.fill = d->plan->theme->on.ground;
    look.pen = ent_theme_pen(d->plan->theme, d->plan->theme->muted, 0.5);
    return ent_node_paths(&d->run->arena, &look, (struct ent_manner){0}, placed, paths);
}

static void outline_node(struct drawing *d, const struct ent_plan_node *node,
                         const struct ent_node_look *look, const struct ent_placed_node *placed,
                         struct ent_mark *mark)
{
    struct ent_arena *arena = &d->run->arena;
    struct ent_manner manner = {node->answer == ENT_PRESUMED, node->doubtful, node->fate};
    struct ent_placed_node now = *placed;
    mark->paths = ENT_NEW(arena, struct ent_path, 2 * ENT_MOST_NODE_PATHS);
    if (node->share.x > 0 && node->share.x * node->share.y < nearly_all) {
        mark->path_count = room_paths(d, node, placed, mark->paths);
        now = ent_placed_shrunk(arena, placed, node->share.x, node->share.y);
    }
    mark->path_count += ent_node_paths(arena, look, manner, &now, mark->paths + mark->path_count);
}

static void shape_node(struct drawing *d, size_t number, struct ent_mark *mark)
{
    const struct ent_plan_node *node = &d->plan->nodes[number];
    const struct ent_placed_node *placed = &d->layout->nodes[number];
    struct ent_node_look look = ent_fate_node_look(d->plan->theme, node->look, node->fate);
    struct ent_point middle = {placed->centre.x + node->flag_room / 2,
                               placed->centre.y - node->badge_room / 2};
    outline_node(d, node, &look, placed, mark);
    mark->words = centred(d, &node->label, middle, look.text.rgb);
    mark->word_count = node->label.line_count;
    struct ent_point below = {placed->centre.x, middle.y + node->label.height / 2};
    ent_badges_draw(d->run, d->plan, number, below, mark);
}

static void draw_node(struct drawing *d, size_t number)
{
    const struct ent_plan_node *node = &d->plan->nodes[number];
    const struct ent_network *network = d->plan->network;
    const struct ent_placed_node *placed = &d->layout->nodes[number];
    struct ent_arena *arena = &d->run->arena;
    struct ent_mark *mark = next_mark(d, ENT_LAYER_NODES);
    if (placed->drawn)
        take_drawn(d, placed->drawn, mark);
    else
        shape_node(d, number, mark);
    if (!placed->drawn)
        mark->flag = d->flags[number];
    const struct ent_change *change = d->plan->selection->change;
    mark->number = node->node;
    mark->classes =
        d->page->paged
            ? ent_paged_class(arena, "node", class_of_answer(d, node->answer), node->hidden)
            : classes_of(d, node->answer, change ? change->nodes : NULL, node->node);
    if (placed->drawn) /* its name stands beside its shape */
        mark->classes = mark->classes.length > 0 ? ENT_FORM(arena, "{} beside", mark->classes)
                                                 : ENT_TEXT("beside");
    set_kind(d, &network->schema->types[network->node_type[node->node]].kind, mark);
    if (!d->page->paged) {
        mark->id = ent_id_word(arena, network->node_id[node->node]);
        mark->title = ent_words_of_node(d->run, network, d->plan->selection, node->node);
        if (node->told.length > 0)
            mark->title = ENT_FORM(arena, "{}; {}", mark->title, node->told);
        mark->link = ent_link_of(ent_node_cell(network, node->node, ENT_TEXT("url")));
    }
    (placed->drawn ? add_sign_beside : add_sign)(d, mark, &d->cite.of_nodes[number]);
    if (d->page->paged && !placed->drawn && !node->doubtful)
        ent_paged_doubt(arena, d->plan, &network->node_life[node->node], mark);
    ent_mark_move(arena, mark, d->frame.origin);
}

/* Those of a type together, in the order in which types come first; else in theirs. */
static void draw_nodes(struct drawing *d)
{
    const struct ent_plan *plan = d->plan;
    bool *done = ENT_NEW(&d->run->arena, bool, plan->network->schema->type_count + 1);
    for (size_t first = 0; first < plan->node_count; first++) {
        uint32_t type = plan->network->node_type[plan->nodes[first].node];
        for (size_t i = first; i < plan->node_count && !done[type]; i++)
            if (plan->network->node_type[plan->nodes[i].node] == type &&
                (d->page->paged || !plan->nodes[i].hidden))
                draw_node(d, i);
        done[type] = true;
    }
}

/* From the record's ids; ties that share them are numbered in canonical order. */
static struct ent_text tie_id(const struct drawing *d, size_t number)
{
    const struct ent_network *network = d->plan->network;
    struct ent_arena *arena = &d->run->arena;
    size_t twins = 0;
    uint32_t tie = d->plan->ties[number].tie, relation = network->tie_relation[tie];
    struct ent_text name = network->schema->relations[relation].kind.name;
    bool series = network->bundles && network->bundles->twin;
    if (series) /* those of other years are no neighbours */
        twins = network->bundles->turn[tie];
    for (size_t before = series ? 0 : number; before > 0; before--) {
        uint32_t other = d->plan->ties[before - 1].tie;
        if (network->tie_relation[other] != relation ||
            network->tie_from[other] != network->tie_from[tie] ||
            network->tie_to[other] != network->tie_to[tie])
            break;
        twins++;
    }
    struct ent_text id =
        ENT_FORM(arena, "{}--{}--{}", ent_id_word(arena, network->node_id[network->tie_from[tie]]),
                 ent_id_word(arena, ent_class_word(arena, name)),
                 ent_id_word(arena, network->node_id[network->tie_to[tie]]));
    return twins == 0 ? id
                      : ENT_FORM(arena, "{}--{}", id, ent_text_number(arena, (int64_t)twins + 1));
}

/* The ground behind the words of a tie, so that its line does not strike them through. */
static struct ent_path ground_of(const struct drawing *d, const struct ent_label *label,
                                 struct ent_point centre, const struct ent_words *sign)
{
    double right = centre.x + label->width / 2;
    if (sign->text.length > 0)
        right = fmax(right, sign->at.x + sign->width);
    struct ent_point *points = ENT_NEW(&d->run->arena, struct ent_point, 2);
    points[0] = (struct ent_point){centre.x - label->width / 2 - 1, centre.y - label->height / 2};
    points[1] = (struct ent_point){right + 1 - points[0].x, label->height};
    return (struct ent_path){
        .form = ENT_BOX, .points = points, .point_count = 2, .fill = d->plan->theme->on.ground};
}

/* From a tie to the edge of its label that stands apart. */
static struct ent_path leading_line(const struct drawing *d, const struct ent_plan_tie *tie,
                                    const struct ent_placed_tie *placed)
{
    struct ent_point *points = ENT_NEW(&d->run->arena, struct ent_point, 2);
    struct ent_point from = placed->label_from, to = placed->label;
    double across = fabs(to.x - from.x), down = fabs(to.y - from.y);
    double part = fmin(1, fmin((tie->label.width / 2 + 1) / fmax(across, 1e-3),
                               tie->label.height / 2 / fmax(down, 1e-3)));
    points[0] = from;
    points[1] = (struct ent_point){to.x + (from.x - to.x) * part, to.y + (from.y - to.y) * part};
    return (struct ent_path){.form = ENT_LINES,
                             .points = points,
                             .point_count = 2,
                             .pen = ent_theme_pen(d->plan->theme, d->plan->theme->rule, 0.5)};
}

static void line_tie(struct drawing *d, size_t number, struct ent_mark *mark)
{
    const struct ent_plan_tie *tie = &d->plan->ties[number];
    struct ent_arena *arena = &d->run->arena;
    struct ent_placed_tie turned = ent_tie_turned(arena, &d->layout->ties[number]);
    const struct ent_placed_tie *placed = tie->turned ? &turned : &d->layout->ties[number];
    struct ent_manner manner = {tie->answer == ENT_PRESUMED, tie->doubtful, tie->fate};
    if (d->page->paged)
        manner.presumed = mark->fades = ent_paged_fades(d->plan->network, tie, placed);
    mark->paths = ENT_NEW(arena, struct ent_path, ent_tie_path_count(placed) + 2);
    mark->path_count =
        ent_tie_paths(arena, d->plan->theme, &tie->look, manner, placed, mark->paths);
    if (mark->fades)
        mark->paths[0].pen = mark->paths[1].pen;
    mark->words = centred(d, &tie->label, placed->label, tie->look.text.rgb);
    bool shown = placed->curve_count > 0 && !placed->label_left_out;
    mark->word_count = shown ? tie->label.line_count : 0;
    if (mark->word_count > 0 && placed->label_led)
        mark->paths[mark->path_count++] = leading_line(d, tie, placed);
    if (mark->word_count > 0)
        mark->paths[mark->path_count++] =
            ground_of(d, &tie->label, placed->label, &d->cite.of_ties[number]);
}

static void draw_tie(struct drawing *d, size_t number)
{
    const struct ent_plan_tie *tie = &d->plan->ties[number];
    const struct ent_network *network = d->plan->network;
    struct ent_arena *arena = &d->run->arena;
    struct ent_mark *mark = next_mark(d, ENT_LAYER_TIES);
    if (d->layout->ties[number].drawn)
        take_drawn(d, d->layout->ties[number].drawn, mark);
    else
        line_tie(d, number, mark);
    const struct ent_change *change = d->plan->selection->change;
    mark->number = tie->tie;
    mark->classes =
        d->page->paged ? ent_paged_class(arena, "tie", class_of_answer(d, tie->answer), tie->hidden)
                       : classes_of(d, tie->answer, change ? change->ties : NULL, tie->tie);
    set_kind(d, &network->schema->relations[network->tie_relation[tie->tie]].kind, mark);
    if (!d->page->paged) {
        mark->id = tie_id(d, number);
        mark->title = ent_words_of_tie(d->run, network, d->plan->selection, tie->tie);
        mark->link = ent_link_of(ent_tie_cell(network, tie->tie, ENT_TEXT("url")));
    }
    (d->layout->ties[number].drawn ? add_sign_beside : add_sign)(d, mark, &d->cite.of_ties[number]);
    ent_mark_move(arena, mark, d->frame.origin);
}

/* Labels that the layout left out, since they would lie on others. */
static void tell_left_out(struct ent_run *run, const struct ent_plan *plan,
                          const struct ent_layout *layout)
{
    struct ent_arena *arena = &run->arena;
    const struct ent_network *network = plan->network;
    struct ent_text first = {0};
    size_t count = 0;
    for (size_t i = 0; i < plan->tie_count; i++) {
        const struct ent_plan_tie *tie = &plan->ties[i];
        if (!layout->ties[i].label_left_out || count++ > 0)
            continue;
        first = ENT_FORM(arena, "'{}' of {} – {}", tie->label.lines[0],
                         network->node_name[plan->nodes[tie->from].node],
                         network->node_name[plan->nodes[tie->to].node]);
    }
    if (count > 0)
        ent_report(run, ENT_W703, ENT_NOWHERE,
                   ENT_TEXT("another engine (-K), more room (ranksep, sep), or fewer words "
                            "(--tie-label, --wrap)"),
                   ent_words_of_count(arena, count, "label", "labels"),
                   count == 1 ? ENT_TEXT("finds") : ENT_TEXT("find"), first);
}

static void draw_block(struct drawing *d, const struct ent_block *block)
{
    for (size_t i = 0; i < block->count; i++)
        d->page->marks[d->page->mark_count++] = block->marks[i];
}

/* ---- the page ---- */

/* Ids begin with a word made from what is shown, so that figures may share a page. */
static struct ent_text prefix_of(const struct drawing *d, const struct ent_wish *wish)
{
    struct ent_arena *arena = &d->run->arena;
    struct ent_text prefix = wish->id_prefix.text;
    if (!wish->id_prefix.given)
        return ent_id_prefix(arena, d->page, wish->salt.text);
    if (!wish->salt.given)
        return prefix;
    return ENT_FORM(arena, "{}-{}", prefix,
                    ent_id_prefix(arena, &(struct ent_drawing){0}, wish->salt.text));
}

static void describe(struct drawing *d, const struct ent_wish *wish)
{
    struct ent_arena *arena = &d->run->arena;
    const struct ent_plan *plan = d->plan;
    struct ent_text title = ent_words_of_title(arena, plan->selection, wish->title.text);
    d->page->title = title.length > 0 ? title : ent_words_of_no_title(arena, plan->selection);
    struct ent_plan shown = ent_plan_shown(d->run, plan);
    d->page->description = ent_description_make(d->run, &shown);
}

size_t ent_figure_room(const struct ent_plan *plan, const struct ent_layout *layout)
{
    return plan->cluster_count + 3 * plan->group_count + plan->node_count + plan->tie_count +
           layout->guide_count;
}

static void draw_records(struct drawing *d)
{
    const struct ent_plan *plan = d->plan;
    d->flags = ent_flags_place(&d->run->arena, plan, d->layout);
    d->cite = ent_cite_make(&d->run->arena, plan, d->layout, &d->frame, d->flags);
    draw_guides(d);
    draw_hulls(d);
    for (size_t i = 0; i < plan->cluster_count; i++)
        if (d->page->paged || has_members(plan, i))
            draw_cluster(d, i);
    for (size_t i = 0; i < plan->tie_count; i++)
        if (d->page->paged || !plan->ties[i].hidden)
            draw_tie(d, i);
    draw_nodes(d);
    if (!plan->whole || plan->selection == plan->whole->pictures) /* once for a series */
        tell_left_out(d->run, plan, d->layout);
}

void ent_figure_put(struct ent_run *run, const struct ent_plan *plan,
                    const struct ent_layout *layout, const struct ent_frame *frame,
                    struct ent_drawing *drawing)
{
    struct drawing d = {
        .run = run, .plan = plan, .layout = layout, .frame = *frame, .page = drawing};
    draw_records(&d);
}

void ent_figure_finish(struct ent_run *run, const struct ent_plan *plan,
                       const struct ent_wish *wish, struct ent_drawing *drawing)
{
    struct drawing d = {.run = run, .plan = plan, .page = drawing};
    drawing->language = ENT_TEXT("en");
    drawing->metadata = ENT_FORM(&run->arena, "generator: entente {}\nlayout: {}{}", wish->version,
                                 plan->task.engine, wish->told);
    drawing->ground = plan->theme->on.ground;
    drawing->lettering = wish->lettering;
    drawing->prefix = wish->paged ? ENT_TEXT("figure") : prefix_of(&d, wish);
    drawing->fade = wish->paged ? ent_paged_fade(plan, wish) : 0;
    drawing->inlined = wish->inlined;
    drawing->navigable = wish->navigable;
    drawing->linked = wish->linked;
    drawing->dark = wish->follows_page ? &wish->dark : NULL;
}

void ent_figure_draw(struct ent_run *run, const struct ent_plan *plan,
                     const struct ent_layout *layout, const struct ent_wish *wish,
                     struct ent_drawing *drawing)
{
    *drawing = (struct ent_drawing){.paged = wish->paged};
    struct drawing d = {.run = run, .plan = plan, .layout = layout, .page = drawing};
    ent_frame_make(run, plan, layout, wish, &d.frame);
    const struct ent_parts *parts = &d.frame.parts;
    drawing->marks = ENT_NEW(&run->arena, struct ent_mark,
                             ent_figure_room(plan, layout) + parts->above.count +
                                 parts->below.count + parts->beside.count + 1);
    drawing->width = d.frame.width;
    drawing->height = d.frame.height;
    drawing->paper = d.frame.paper;
    draw_block(&d, &parts->above);
    draw_records(&d);
    draw_block(&d, &parts->beside);
    draw_block(&d, &parts->below);
    describe(&d, wish);
    if (wish->paged)
        ent_paged_snap(&run->arena, drawing);
    ent_figure_finish(run, plan, wish, drawing);
}
