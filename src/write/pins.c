#include "write/pins.h"

#include "draw/layout_geometry.h"

#include <stdlib.h>

struct place {
    struct ent_text id;
    struct ent_point at;
};

static int by_id(const void *a, const void *b)
{
    return ent_text_compare(((const struct place *)a)->id, ((const struct place *)b)->id);
}

static void put_place(const struct place *place, struct ent_writer *writer)
{
    ent_put_csv(writer, place->id);
    ENT_PUT(writer, ",");
    ent_put_number(writer, place->at.x);
    ENT_PUT(writer, ",");
    ent_put_number(writer, place->at.y);
    ENT_PUT(writer, "\n");
}

void ent_pins_write(struct ent_run *run, const struct ent_plan *plan,
                    const struct ent_layout *layout, struct ent_writer *writer)
{
    struct place *places = ENT_NEW(&run->arena, struct place, plan->node_count + 1);
    size_t count = 0;
    for (size_t i = 0; i < plan->node_count; i++)
        if (!plan->nodes[i].hidden)
            places[count++] =
                (struct place){plan->network->node_id[plan->nodes[i].node],
                               ent_layout_plus(layout->nodes[i].centre, layout->inset)};
    qsort(places, count, sizeof *places, by_id);
    ENT_PUT(writer, "id,x,y\n");
    put_place(&(struct place){{0}, {layout->width, layout->height}}, writer);
    for (size_t i = 0; i < count; i++)
        put_place(&places[i], writer);
}
