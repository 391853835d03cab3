#include "draw/layout_patchwork.h"

#include <math.h>

enum { gap = 8, most_lost = 2 }; /* between two tiles; of a tile by rounding its edges */

/* In points: a thinner tile, stretched, would magnify the rounding of its place beyond the gap. */
static const double thinnest = 1;

struct factors {
    double across, down;
};

static struct factors least_factors(const struct ent_placed_node *tiles,
                                    const struct ent_placed_node *measured, size_t count)
{
    struct factors least = {0, 0};
    for (size_t i = 0; i < count; i++) {
        double width = measured[i].width + gap + most_lost;
        double height = measured[i].height + gap + most_lost;
        least.across = fmax(least.across, width / tiles[i].width);
        least.down = fmax(least.down, height / tiles[i].height);
    }
    return least;
}

/* Edges lie on even numbers, so that centres are whole and neighbours agree on them. */
static double edge(double at)
{
    return 2 * floor(at / 2 + 0.5);
}

static void stretch_outlines(struct ent_placed_node *node, const struct ent_placed_node *measured)
{
    double across = measured->width > 0 ? node->width / measured->width : 1;
    double down = measured->height > 0 ? node->height / measured->height : 1;
    for (size_t i = 0; i < node->outline_count; i++)
        for (size_t k = 0; k < node->outlines[i].point_count; k++) {
            struct ent_point *point = &node->outlines[i].points[k];
            point->x = node->centre.x + (point->x - measured->centre.x) * across;
            point->y = node->centre.y + (point->y - measured->centre.y) * down;
        }
}

/* The measured shape, in the middle of its tile and as large as that. */
static struct ent_placed_node fitted(const struct ent_placed_node *tile,
                                     const struct ent_placed_node *measured, struct factors by)
{
    double left = edge((tile->centre.x - tile->width / 2) * by.across);
    double right = edge((tile->centre.x + tile->width / 2) * by.across);
    double top = edge((tile->centre.y - tile->height / 2) * by.down);
    double bottom = edge((tile->centre.y + tile->height / 2) * by.down);
    struct ent_placed_node node = *measured;
    node.centre = (struct ent_point){(left + right) / 2, (top + bottom) / 2};
    node.width = right - left - gap;
    node.height = bottom - top - gap;
    stretch_outlines(&node, measured);
    return node;
}

bool ent_layout_fit_tiles(const struct ent_layout_call *call,
                          const struct ent_placed_node *measured)
{
    struct ent_placed_node *tiles = call->layout->nodes;
    size_t count = call->task->node_count;
    for (size_t i = 0; i < count; i++)
        if (tiles[i].width < thinnest || tiles[i].height < thinnest)
            return false;
    struct factors by = least_factors(tiles, measured, count);
    for (size_t i = 0; i < count; i++)
        tiles[i] = fitted(&tiles[i], &measured[i], by);
    return true;
}
