#include "draw/shape.h"
#include "draw/view.h"

#include <math.h>
#include <stdlib.h>

enum { name_size = 9, small_size = 8, most_rows = 150, most_columns = 100, many = 60 };

static const double name_wrap = 150, head_wrap = 74, upward_wrap = 130;
static const double glyph_width = 13, glyph_height = 9, stripe_height = 15, close_stripe = 11;
static const double widest_heads = 600, gap = 6;

/* What ties make of nodes: rows lead to columns, or all are both. */
struct matrix {
    struct ent_run *run;
    const struct ent_plan *plan;
    struct ent_layout *layout;
    bool square, upward, close;
    uint32_t *rows, *columns; /* planned nodes */
    size_t row_count, column_count;
    uint32_t *row_of, *column_of; /* of each planned node; or ENT_NONE */
    size_t *row_ties, *column_ties;
    struct ent_label *row_names, *heads;
    size_t *stripe;             /* of each tie: which of its cell it is */
    size_t *stripes;            /* of each row: the most ties of a cell */
    double *tops;               /* of each row, and where the last one ends */
    double left, width, height; /* where cells begin, and how large one is */
    double head_height;
};

/* ---- rows and columns ---- */

static bool has_both(const struct ent_plan *plan, bool *from, bool *to)
{
    bool both = false;
    for (size_t i = 0; i < plan->tie_count; i++) {
        from[plan->ties[i].from] = true;
        to[plan->ties[i].to] = true;
    }
    for (size_t i = 0; i < plan->node_count; i++)
        both |= from[i] && to[i];
    return both;
}

/* The fewer stand above, because names are read from left to right. */
static void choose_sides(struct matrix *m)
{
    const struct ent_plan *plan = m->plan;
    struct ent_arena *arena = &m->run->arena;
    bool *from = ENT_NEW(arena, bool, plan->node_count + 1);
    bool *to = ENT_NEW(arena, bool, plan->node_count + 1);
    size_t froms = 0, tos = 0;
    m->square = has_both(plan, from, to);
    for (size_t i = 0; i < plan->node_count; i++) {
        froms += from[i];
        tos += to[i];
    }
    m->rows = ENT_NEW(arena, uint32_t, plan->node_count + 1);
    m->columns = ENT_NEW(arena, uint32_t, plan->node_count + 1);
    const bool *down = froms >= tos ? from : to, *across = froms >= tos ? to : from;
    for (uint32_t i = 0; i < plan->node_count; i++) {
        if (m->square ? from[i] || to[i] : down[i])
            m->rows[m->row_count++] = i;
        if (m->square ? from[i] || to[i] : across[i])
            m->columns[m->column_count++] = i;
    }
}

/* ---- order ---- */

static uint32_t general_type(const struct matrix *m, uint32_t node)
{
    const struct ent_network *network = m->plan->network;
    uint32_t type = network->node_type[m->plan->nodes[node].node];
    while (network->schema->types[type].general != ENT_NONE)
        type = network->schema->types[type].general;
    return type;
}

/* What a row or column is sorted by. */
struct line {
    uint32_t node, type;
    size_t ties;
    const uint8_t *cells; /* of a row: which columns it has; NULL: of a column */
    size_t cell_count;
};

/* Those with the most ties first; rows that have the same columns come to stand together. */
static int compare_lines(const void *a, const void *b)
{
    const struct line *left = a, *right = b;
    if (left->type != right->type)
        return left->type < right->type ? -1 : 1;
    if (left->cells) {
        int order = memcmp(right->cells, left->cells, left->cell_count);
        if (order != 0)
            return order;
    } else if (left->ties != right->ties) {
        return left->ties > right->ties ? -1 : 1;
    }
    return left->node < right->node ? -1 : left->node > right->node;
}

static void number_lines(const struct matrix *m, const uint32_t *nodes, size_t count,
                         uint32_t *number)
{
    memset(number, 0xFF, m->plan->node_count * sizeof *number);
    for (size_t i = 0; i < count; i++)
        number[nodes[i]] = (uint32_t)i;
}

static void sort_columns(struct matrix *m, const size_t *ties)
{
    struct line *lines = ENT_NEW(&m->run->arena, struct line, m->column_count + 1);
    for (size_t i = 0; i < m->column_count; i++)
        lines[i] = (struct line){.node = m->columns[i],
                                 .type = general_type(m, m->columns[i]),
                                 .ties = ties[m->columns[i]]};
    qsort(lines, m->column_count, sizeof *lines, compare_lines);
    for (size_t i = 0; i < m->column_count; i++)
        m->columns[i] = lines[i].node;
}

static void sort_rows(struct matrix *m)
{
    const struct ent_plan *plan = m->plan;
    struct ent_arena *arena = &m->run->arena;
    uint8_t *cells = ENT_NEW(arena, uint8_t, m->row_count * m->column_count + 1);
    struct line *lines = ENT_NEW(arena, struct line, m->row_count + 1);
    for (size_t i = 0; i < plan->tie_count; i++)
        for (int way = 0; way < 2; way++) {
            uint32_t row = m->row_of[way ? plan->ties[i].to : plan->ties[i].from];
            uint32_t column = m->column_of[way ? plan->ties[i].from : plan->ties[i].to];
            if (row != ENT_NONE && column != ENT_NONE)
                cells[row * m->column_count + column] = 1;
        }
    for (size_t i = 0; i < m->row_count; i++)
        lines[i] = (struct line){.node = m->rows[i],
                                 .type = general_type(m, m->rows[i]),
                                 .cells = cells + i * m->column_count,
                                 .cell_count = m->column_count};
    qsort(lines, m->row_count, sizeof *lines, compare_lines);
    for (size_t i = 0; i < m->row_count; i++)
        m->rows[i] = lines[i].node;
}

/* Of one set of nodes the canonical order stays, so that both sides agree. */
static void order_all(struct matrix *m)
{
    const struct ent_plan *plan = m->plan;
    struct ent_arena *arena = &m->run->arena;
    size_t *ties = ENT_NEW(arena, size_t, plan->node_count + 1);
    m->row_of = ENT_NEW(arena, uint32_t, plan->node_count + 1);
    m->column_of = ENT_NEW(arena, uint32_t, plan->node_count + 1);
    for (size_t i = 0; i < plan->tie_count; i++) {
        ties[plan->ties[i].from]++;
        ties[plan->ties[i].to]++;
    }
    if (!m->square)
        sort_columns(m, ties);
    number_lines(m, m->rows, m->row_count, m->row_of);
    number_lines(m, m->columns, m->column_count, m->column_of);
    if (!m->square)
        sort_rows(m);
    number_lines(m, m->rows, m->row_count, m->row_of);
    m->row_ties = m->column_ties = ties;
}

/* ---- cells ---- */

struct cell {
    uint32_t row, column;
};

/* The cells of a tie: one, or two where it has no direction and all nodes are rows and columns. */
static size_t cells_of(const struct matrix *m, size_t number, struct cell *cells)
{
    const struct ent_plan_tie *tie = &m->plan->ties[number];
    const struct ent_network *network = m->plan->network;
    bool mutual = network->schema->relations[network->tie_relation[tie->tie]].symmetric;
    cells[0] = (struct cell){m->row_of[tie->from], m->column_of[tie->to]};
    if (cells[0].row == ENT_NONE || cells[0].column == ENT_NONE)
        cells[0] = (struct cell){m->row_of[tie->to], m->column_of[tie->from]};
    if (!m->square || !mutual || tie->from == tie->to)
        return 1;
    cells[1] = (struct cell){m->row_of[tie->to], m->column_of[tie->from]};
    return 2;
}

/* Several ties of one cell stand below each other. */
static void count_stripes(struct matrix *m)
{
    struct ent_arena *arena = &m->run->arena;
    size_t *used = ENT_NEW(arena, size_t, m->row_count * m->column_count + 1);
    m->stripe = ENT_NEW(arena, size_t, 2 * m->plan->tie_count + 1);
    m->stripes = ENT_NEW(arena, size_t, m->row_count + 1);
    for (size_t i = 0; i < m->row_count; i++)
        m->stripes[i] = 1;
    for (size_t i = 0; i < m->plan->tie_count; i++) {
        struct cell cells[2];
        size_t count = cells_of(m, i, cells);
        for (size_t k = 0; k < count; k++) {
            size_t *there = &used[cells[k].row * m->column_count + cells[k].column];
            m->stripe[2 * i + k] = (*there)++;
            if (*there > m->stripes[cells[k].row])
                m->stripes[cells[k].row] = *there;
        }
    }
}

/* ---- sizes ---- */

static void measure_names(struct matrix *m)
{
    const struct ent_plan *plan = m->plan;
    m->row_names = ENT_NEW(&m->run->arena, struct ent_label, m->row_count + 1);
    for (size_t i = 0; i < m->row_count; i++) {
        m->row_names[i] = ent_view_label(m->run, plan, &plan->nodes[m->rows[i]].label,
                                         m->close ? small_size : name_size, false, name_wrap);
        m->left = fmax(m->left, m->row_names[i].width + glyph_width + 2 * gap);
    }
}

static void make_heads(struct matrix *m, double wrap)
{
    for (size_t i = 0; i < m->column_count; i++)
        m->heads[i] = ent_view_label(m->run, m->plan, &m->plan->nodes[m->columns[i]].label,
                                     m->close ? small_size : name_size, false, wrap);
}

/* Names above columns stand upright where the columns have room for them. */
static void measure_heads(struct matrix *m)
{
    double widest = 0, tallest = 0;
    m->heads = ENT_NEW(&m->run->arena, struct ent_label, m->column_count + 1);
    make_heads(m, head_wrap);
    for (size_t i = 0; i < m->column_count; i++)
        widest = fmax(widest, m->heads[i].width + 10);
    m->upward = fmax(widest, m->width) * (double)m->column_count > widest_heads;
    if (m->upward)
        make_heads(m, upward_wrap);
    else
        m->width = fmax(m->width, widest);
    for (size_t i = 0; i < m->column_count; i++) {
        const struct ent_label *head = &m->heads[i];
        if (m->upward)
            m->width = fmax(m->width, head->height + 3);
        tallest = fmax(tallest, m->upward ? head->width : head->height);
    }
    m->head_height = ceil(tallest + glyph_height + 3 * gap);
}

static void measure_cells(struct matrix *m)
{
    double stripe = m->close ? close_stripe : stripe_height;
    m->width = stripe + 1;
    for (size_t i = 0; i < m->plan->tie_count; i++) {
        const struct ent_label *label = &m->plan->ties[i].label;
        if (label->line_count == 0)
            continue;
        m->width = fmax(m->width, label->width + 8);
        stripe = fmax(stripe, label->height + 6);
    }
    m->height = stripe;
}

static void measure_rows(struct matrix *m)
{
    m->tops = ENT_NEW(&m->run->arena, double, m->row_count + 1);
    m->tops[0] = m->head_height;
    for (size_t i = 0; i < m->row_count; i++) {
        double height = fmax(m->height * (double)m->stripes[i], m->row_names[i].height + 3);
        m->tops[i + 1] = m->tops[i] + ceil(height + 1);
    }
}

static double column_left(const struct matrix *m, size_t column)
{
    return m->left + (double)column * m->width;
}

/* ---- grid ---- */

static bool begins_group(const struct matrix *m, const uint32_t *nodes, size_t number)
{
    return number > 0 && general_type(m, nodes[number]) != general_type(m, nodes[number - 1]);
}

static void draw_grid(struct matrix *m)
{
    struct ent_sketch sketch = ent_sketch_begin(m->run, m->plan);
    double right = column_left(m, m->column_count), bottom = m->tops[m->row_count];
    double top = m->tops[0];
    for (size_t i = 0; i < m->row_count; i += 2)
        ent_sketch_box(&sketch, (struct ent_room){0, m->tops[i], right, m->tops[i + 1]},
                       ent_view_colour(m->plan->theme, ENT_VIEW_BAND), (struct ent_pen){0});
    for (size_t i = 0; m->square && i < m->row_count; i++)
        ent_sketch_box(
            &sketch,
            (struct ent_room){column_left(m, i), m->tops[i], column_left(m, i + 1), m->tops[i + 1]},
            ent_view_colour(m->plan->theme, ENT_VIEW_FAINT), (struct ent_pen){0});
    for (size_t i = 0; i <= m->column_count; i++) {
        bool group = i < m->column_count && begins_group(m, m->columns, i);
        double x = column_left(m, i);
        ent_sketch_line(&sketch, (struct ent_point){x, group ? 0 : top},
                        (struct ent_point){x, bottom},
                        ent_view_pen(m->plan, group ? ENT_VIEW_RULE : ENT_VIEW_FAINT, 0.75));
    }
    for (size_t i = 0; i <= m->row_count; i++) {
        bool edge = i == 0 || i == m->row_count || begins_group(m, m->rows, i);
        if (edge)
            ent_sketch_line(&sketch, (struct ent_point){0, m->tops[i]},
                            (struct ent_point){right, m->tops[i]},
                            ent_view_pen(m->plan, ENT_VIEW_RULE, 0.75));
    }
    ent_view_guide(m->run, m->layout, &sketch, "grid");
}

/* ---- names ---- */

static void draw_row_name(const struct matrix *m, struct ent_sketch *sketch, size_t row)
{
    uint32_t node = m->rows[row];
    double middle = (m->tops[row] + m->tops[row + 1]) / 2;
    ent_sketch_glyph(sketch, &m->plan->nodes[node], &m->layout->nodes[node],
                     (struct ent_point){glyph_width / 2 + 1, middle}, glyph_width, glyph_height);
    ent_sketch_label(sketch, &m->row_names[row],
                     (struct ent_point){glyph_width + gap, middle - m->row_names[row].height / 2},
                     ENT_START, ENT_VIEW_INK);
}

static void turn_upward(const struct matrix *m, struct ent_words *words, size_t count, double x,
                        double bottom)
{
    double line = ent_font_line(m->plan->font, words[0].size);
    double ascent = ent_font_ascent(m->plan->font, words[0].size);
    for (size_t i = 0; i < count; i++) {
        words[i].at =
            (struct ent_point){x - line * (double)count / 2 + ascent + line * (double)i, bottom};
        words[i].anchor = ENT_START;
        words[i].upward = true;
    }
}

static void draw_head(const struct matrix *m, struct ent_sketch *sketch, size_t column)
{
    uint32_t node = m->columns[column];
    const struct ent_label *head = &m->heads[column];
    double x = column_left(m, column) + m->width / 2, y = m->head_height - gap - glyph_height / 2;
    double across = fmin(glyph_width, m->width - 2);
    size_t before = sketch->mark->word_count;
    ent_sketch_glyph(sketch, &m->plan->nodes[node], &m->layout->nodes[node],
                     (struct ent_point){x, y}, across, glyph_height);
    double bottom = y - glyph_height / 2 - gap / 2 - 1;
    ent_sketch_label(sketch, head, (struct ent_point){x, bottom - head->height}, ENT_MIDDLE,
                     ENT_VIEW_INK);
    if (m->upward && head->line_count > 0)
        turn_upward(m, sketch->mark->words + before, head->line_count, x, bottom);
}

static void draw_names(struct matrix *m)
{
    for (size_t i = 0; i < m->plan->node_count; i++) {
        if (m->row_of[i] == ENT_NONE && m->column_of[i] == ENT_NONE)
            continue;
        struct ent_sketch sketch = ent_sketch_begin(m->run, m->plan);
        if (m->row_of[i] != ENT_NONE)
            draw_row_name(m, &sketch, m->row_of[i]);
        if (m->column_of[i] != ENT_NONE)
            draw_head(m, &sketch, m->column_of[i]);
        m->layout->nodes[i].drawn = sketch.mark;
    }
}

/* ---- ties ---- */

/* The line of the tie, short: as the legend has it. */
static void draw_stroke(const struct matrix *m, struct ent_sketch *sketch,
                        const struct ent_plan_tie *tie, double left, double right, double y)
{
    struct ent_arena *arena = &m->run->arena;
    struct ent_tie_look look = tie->look;
    double arrow = fmin(5, (right - left) / 2.5);
    bool head = look.to.arrow != ENT_ARROW_NONE && !m->close;
    bool tail = look.from.arrow != ENT_ARROW_NONE && !m->close;
    double from = left + (tail ? arrow : 0), to = right - (head ? arrow : 0);
    struct ent_point points[4];
    for (int i = 0; i < 4; i++)
        points[i] = (struct ent_point){from + (to - from) * i / 3, y};
    struct ent_curve curve = {points, 4, tail, head, {left, y}, {right, y}};
    struct ent_placed_tie placed = {.curves = &curve, .curve_count = 1};
    struct ent_path *paths = ENT_NEW(arena, struct ent_path, ent_tie_path_count(&placed));
    struct ent_manner manner = {tie->answer == ENT_PRESUMED, tie->doubtful, NULL};
    look.pen.width = fmin(look.pen.width, 2.5);
    size_t count = ent_tie_paths(arena, m->plan->theme, &look, manner, &placed, paths);
    for (size_t i = 0; i < count; i++)
        ent_sketch_path(sketch, paths[i].form, paths[i].points, paths[i].point_count, paths[i].fill,
                        paths[i].pen);
}

static void draw_cell(const struct matrix *m, struct ent_sketch *sketch,
                      const struct ent_plan_tie *tie, struct cell cell, size_t stripe)
{
    const struct ent_theme *theme = m->plan->theme;
    double height = (m->tops[cell.row + 1] - m->tops[cell.row]) / (double)m->stripes[cell.row];
    double top = m->tops[cell.row] + height * (double)stripe;
    double left = column_left(m, cell.column), right = left + m->width;
    struct ent_room room = {left + 1, top + 0.75, right - 1, top + height - 0.75};
    struct ent_colour pale = ent_colour_mix(theme->on.ground, tie->look.pen.colour, 0.2);
    double y = tie->label.line_count > 0 ? room.bottom - 3 : (room.top + room.bottom) / 2;
    ent_sketch_box(sketch, room, pale, (struct ent_pen){0});
    draw_stroke(m, sketch, tie, fmax(room.left + 2, (left + right) / 2 - 14),
                fmin(room.right - 2, (left + right) / 2 + 14), y);
    ent_sketch_label(sketch, &tie->label,
                     (struct ent_point){(left + right) / 2,
                                        (room.top + room.bottom - 4 - tie->label.height) / 2},
                     ENT_MIDDLE, ENT_VIEW_INK);
}

static void draw_ties(struct matrix *m)
{
    for (size_t i = 0; i < m->plan->tie_count; i++) {
        struct ent_sketch sketch = ent_sketch_begin(m->run, m->plan);
        struct cell cells[2];
        size_t count = cells_of(m, i, cells);
        for (size_t k = 0; k < count; k++)
            draw_cell(m, &sketch, &m->plan->ties[i], cells[k], m->stripe[2 * i + k]);
        m->layout->ties[i].drawn = sketch.mark;
    }
}

/* ---- all ---- */

static bool refuse(const struct matrix *m)
{
    struct ent_arena *arena = &m->run->arena;
    if (m->plan->tie_count == 0)
        return ent_view_refuse(m->run, m->plan, ENT_TEXT("nothing that is shown has a tie"),
                               ENT_TEXT("ties are the cells"));
    return ent_view_refuse(
        m->run, m->plan,
        ENT_FORM(arena, "{} rows and {} columns cannot be read, at most {} and {} are drawn",
                 ent_text_number(arena, (int64_t)m->row_count),
                 ent_text_number(arena, (int64_t)m->column_count),
                 ent_text_number(arena, most_rows), ent_text_number(arena, most_columns)),
        ENT_TEXT("--ego, --type, --where or --year say which part is wanted"));
}

static void tell_rest(struct matrix *m)
{
    bool *aside = ENT_NEW(&m->run->arena, bool, m->plan->node_count + 1);
    for (size_t i = 0; i < m->plan->node_count; i++)
        aside[i] = m->row_of[i] == ENT_NONE && m->column_of[i] == ENT_NONE;
    double right = column_left(m, m->column_count), bottom = m->tops[m->row_count];
    m->layout->width = right;
    bottom = ent_view_aside(m->run, m->plan, m->layout, aside, ENT_TEXT("Without a tie"),
                            fmax(right, 400), bottom);
    if (m->square)
        bottom = ent_view_remark(m->run, m->plan, m->layout,
                                 ENT_TEXT("A tie leads from its row to its column; one without a "
                                          "direction stands in both of its cells."),
                                 fmax(right, 400), bottom);
    m->layout->height = ceil(bottom + 1);
}

bool ent_matrix_place(struct ent_run *run, const struct ent_plan *plan, struct ent_layout *layout)
{
    struct matrix m = {.run = run, .plan = plan, .layout = layout};
    choose_sides(&m);
    if (plan->tie_count == 0 || m.row_count > most_rows || m.column_count > most_columns)
        return refuse(&m);
    m.close = m.row_count > many || m.column_count > many;
    order_all(&m);
    count_stripes(&m);
    measure_cells(&m);
    measure_names(&m);
    measure_heads(&m);
    measure_rows(&m);
    draw_grid(&m);
    draw_names(&m);
    draw_ties(&m);
    tell_rest(&m);
    return true;
}
