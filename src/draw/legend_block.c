#include "draw/badge.h"
#include "draw/hull.h"
#include "draw/swatch.h"

#include <math.h>

enum { headings_from = 7 };

static const double swatch_gap = 6;
static const double row_height = 17, column_gap = 18, heading_gap = 4, group_gap = 9;
static const double most_entry = 190; /* a longer name wraps */

/* ---- columns ---- */

/* An entry set: its label beside its sample. */
struct cell {
    struct ent_label label;
    double sample, width, height; /* sample: the width that it takes */
};

struct grid {
    struct ent_run *run;
    const struct ent_plan *plan;
    const struct ent_layout *layout;
    const struct ent_legend *legend;
    struct cell *cells; /* one for each entry */
    size_t columns;
    double *widths; /* of the columns, without the gaps */
    bool flat;      /* groups stand in one row */
    double indent;  /* where the entries begin: headings stand before them, or above if 0 */
};

/* Badges may be wider than other samples; then all of them take that room. */
static double sample_width(const struct grid *grid, size_t entry)
{
    double widest = ENT_SWATCH_WIDTH;
    bool of_group = grid->legend->entries[entry].group == ENT_OF_GROUPS &&
                    grid->plan->group_form == ENT_GROUPS_ON_BADGES;
    for (size_t i = 0; of_group && i < grid->plan->group_count; i++)
        widest = fmax(widest, ent_badge_width(grid->plan, i));
    return widest;
}

/* Circles stand in higher rows. */
static double row_of_group(enum ent_legend_group group)
{
    return group == ENT_OF_SIZE ? ENT_SWATCH_WIDTH + 4 : row_height;
}

static void set_cells(struct grid *grid, double width)
{
    for (size_t i = 0; i < grid->legend->count; i++) {
        struct cell *cell = &grid->cells[i];
        cell->sample = sample_width(grid, i);
        double room = fmin(width, most_entry) - cell->sample - swatch_gap;
        cell->label = ent_wording_label(grid->run, grid->plan, ENT_ENTRY,
                                        grid->legend->entries[i].names, fmax(room, 1));
        cell->width = cell->sample + swatch_gap + cell->label.width;
        cell->height = fmax(row_of_group(grid->legend->entries[i].group), cell->label.height + 4);
    }
}

/* Where the group of an entry begins. */
static size_t group_start(const struct grid *grid, size_t entry)
{
    const struct ent_legend *legend = grid->legend;
    if (grid->flat)
        return 0;
    while (entry > 0 && legend->entries[entry - 1].group == legend->entries[entry].group)
        entry--;
    return entry;
}

/* The width that so many columns take; columns of all groups share their edges. */
static double measure(struct grid *grid, size_t columns)
{
    double width = (double)(columns - 1) * column_gap;
    for (size_t i = 0; i < columns; i++)
        grid->widths[i] = 0;
    for (size_t i = 0; i < grid->legend->count; i++) {
        size_t column = (i - group_start(grid, i)) % columns;
        grid->widths[column] = fmax(grid->widths[column], grid->cells[i].width);
    }
    for (size_t i = 0; i < columns; i++)
        width += grid->widths[i];
    grid->columns = columns;
    return width;
}

static size_t longest_group(const struct grid *grid)
{
    size_t longest = 1;
    for (size_t i = 0; i < grid->legend->count; i++)
        if (i - group_start(grid, i) >= longest)
            longest = i - group_start(grid, i) + 1;
    return longest;
}

/* As few rows as the width allows, and then as few columns as these rows need. */
static void choose_columns(struct grid *grid, double width)
{
    size_t longest = longest_group(grid), columns = longest;
    while (columns > 1 && measure(grid, columns) > width)
        columns--;
    size_t rows = (longest + columns - 1) / columns;
    while (columns > 1 && (longest + columns - 2) / (columns - 1) == rows)
        columns--;
    if (measure(grid, columns) > width)
        measure(grid, 1);
}

static void frame_swatch(const struct grid *grid, struct ent_point left, struct ent_mark *mark)
{
    struct ent_arena *arena = &grid->run->arena;
    const struct ent_theme *theme = grid->plan->theme;
    struct ent_point *points = ENT_NEW(arena, struct ent_point, 2);
    points[0] = (struct ent_point){left.x, left.y - ENT_SWATCH_HEIGHT / 2};
    points[1] = (struct ent_point){ENT_SWATCH_WIDTH, ENT_SWATCH_HEIGHT};
    mark->paths = ENT_NEW(arena, struct ent_path, 1);
    mark->paths[mark->path_count++] =
        (struct ent_path){.form = ENT_BOX,
                          .points = points,
                          .point_count = 2,
                          .radius = 4,
                          .fill = theme->on.cluster,
                          .pen = ent_theme_pen(theme, theme->cluster_line, 0.75)};
}

static void group_swatch(const struct grid *grid, size_t group, struct ent_point left,
                         struct ent_mark *mark)
{
    if (grid->plan->group_form == ENT_GROUPS_IN_CLUSTERS)
        frame_swatch(grid, left, mark);
    else if (grid->plan->group_form == ENT_GROUPS_IN_HULLS)
        ent_hull_sample(grid->run, grid->plan, group,
                        (struct ent_box){left.x, left.y - ENT_SWATCH_HEIGHT / 2,
                                         left.x + ENT_SWATCH_WIDTH, left.y + ENT_SWATCH_HEIGHT / 2},
                        mark);
    else
        ent_badge_sample(grid->run, grid->plan, group, left, mark);
}

/* Behind those of the sample. */
static void add_words(struct ent_arena *arena, struct ent_mark *mark, const struct ent_words *words,
                      size_t count)
{
    struct ent_words *all = ENT_NEW(arena, struct ent_words, mark->word_count + count + 1);
    if (mark->word_count > 0)
        memcpy(all, mark->words, mark->word_count * sizeof *all);
    memcpy(all + mark->word_count, words, count * sizeof *all);
    mark->words = all;
    mark->word_count += count;
}

static void place_entry(const struct grid *grid, size_t number, struct ent_point at,
                        struct ent_block *block)
{
    struct ent_arena *arena = &grid->run->arena;
    const struct ent_legend_entry *entry = &grid->legend->entries[number];
    const struct cell *cell = &grid->cells[number];
    double row = row_of_group(entry->group);
    double first =
        at.y + (row - cell->label.line) / 2; /* a name of two lines begins where one would */
    struct ent_point middle = {at.x, at.y + row / 2};
    struct ent_mark *mark = ent_block_mark(block, "entry");
    if (entry->group == ENT_OF_GROUPS)
        group_swatch(grid, entry->sample, middle, mark);
    else
        ent_swatch_draw(arena, grid->plan, grid->layout, entry, middle, mark);
    struct ent_point top = {at.x + cell->sample + swatch_gap, first};
    add_words(arena, mark,
              ent_wording_words(arena, grid->plan, ENT_ENTRY, &cell->label, top, cell->label.width),
              cell->label.line_count);
}

static double row_of(const struct grid *grid, size_t first, size_t end, double y,
                     struct ent_block *block)
{
    double x = grid->indent, height = 0;
    for (size_t i = first; i < end; i++) {
        place_entry(grid, i, (struct ent_point){x, y}, block);
        x += grid->widths[i - first] + column_gap;
        height = fmax(height, grid->cells[i].height);
        block->width = fmax(block->width, x - column_gap);
    }
    return height;
}

static void place_heading(const struct grid *grid, enum ent_legend_group group,
                          struct ent_block *block)
{
    struct ent_text heading = ent_legend_heading(&grid->run->arena, grid->plan, group);
    struct ent_label label = ent_wording_label(grid->run, grid->plan, ENT_HEADING, heading, 0);
    bool beside = grid->indent > 0;
    struct ent_mark *mark = ent_block_mark(block, "group");
    double top = block->height + (beside ? (row_of_group(group) - label.height) / 2 : 0);
    mark->words = ent_wording_words(&grid->run->arena, grid->plan, ENT_HEADING, &label,
                                    (struct ent_point){0, top}, label.width);
    mark->word_count = label.line_count;
    block->height += beside ? 0 : label.height + heading_gap;
    block->width = fmax(block->width, label.width);
}

static void place_group(const struct grid *grid, size_t first, size_t end, bool headed,
                        struct ent_block *block)
{
    bool beside = grid->indent > 0;
    if (block->height > 0)
        block->height += beside ? heading_gap : headed ? group_gap : 0;
    if (headed)
        place_heading(grid, grid->legend->entries[first].group, block);
    for (size_t row = first; row < end; row += grid->columns) {
        bool full = row + grid->columns < end;
        block->height += row_of(grid, row, full ? row + grid->columns : end, block->height, block);
    }
}

static double heading_room(const struct grid *grid)
{
    double widest = 0;
    for (enum ent_legend_group group = 0; group < ENT_LEGEND_GROUPS; group++) {
        struct ent_text heading = ent_legend_heading(&grid->run->arena, grid->plan, group);
        widest = fmax(
            widest, ent_font_width(grid->plan->font, heading, ent_wording_size(ENT_HEADING), true));
    }
    return widest + column_gap;
}

static size_t group_end(const struct grid *grid, size_t first)
{
    const struct ent_legend *legend = grid->legend;
    size_t end = grid->flat ? legend->count : first;
    while (end < legend->count && legend->entries[end].group == legend->entries[first].group)
        end++;
    return end;
}

struct ent_block ent_legend_block(struct ent_run *run, const struct ent_plan *plan,
                                  const struct ent_layout *layout, const struct ent_legend *legend,
                                  double width, bool narrow)
{
    struct ent_arena *arena = &run->arena;
    struct ent_block block = ent_block_make(arena, legend->count + ENT_LEGEND_GROUPS);
    struct grid grid = {run,
                        plan,
                        layout,
                        legend,
                        ENT_NEW(arena, struct cell, legend->count + 1),
                        1,
                        ENT_NEW(arena, double, legend->count + 1),
                        false,
                        0};
    if (legend->count == 0)
        return block;
    bool several = group_end(&grid, 0) < legend->count;
    bool scaled = plan->colour.asked.given || plan->size.asked.given;
    bool headed = scaled || (several && (narrow || legend->count >= headings_from));
    if (headed && !narrow)
        grid.indent = heading_room(&grid);
    set_cells(&grid, width - grid.indent);
    grid.flat = several && !headed;
    grid.flat = grid.flat && measure(&grid, legend->count) <= width;
    if (narrow)
        measure(&grid, 1);
    else
        choose_columns(&grid, width - grid.indent);
    for (size_t first = 0; first < legend->count; first = group_end(&grid, first))
        place_group(&grid, first, group_end(&grid, first), headed, &block);
    ent_block_layer(&block, ENT_LAYER_LEGEND);
    return block;
}
