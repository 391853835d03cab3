/* Names beside marks where there is room: none on another, none on a mark, few on lines. */
#ifndef ENT_DRAW_CROWD_H
#define ENT_DRAW_CROWD_H

#include "draw/view.h"

struct ent_crowd {
    struct ent_arena *arena;
    double width, height; /* what does not fit in there is not placed */
    struct ent_room *rooms;
    size_t room_count, room_most;
    struct ent_point *spots; /* of lines, a few points apart */
    size_t spot_count, spot_most;
};

struct ent_crowd ent_crowd_begin(struct ent_arena *arena, double width, double height);

/* What nothing else may stand on. */
void ent_crowd_take(struct ent_crowd *crowd, struct ent_room room);

/* A Bezier curve of one piece, which names rather keep away from. */
void ent_crowd_pass(struct ent_crowd *crowd, const struct ent_point curve[4]);

/* A name beside the mark at `at`, `away` from its middle. */
struct ent_crowd_name {
    struct ent_point top; /* of the first line, at the anchor */
    enum ent_anchor anchor;
    bool led; /* it stands apart: a line leads from the mark to `foot` */
    struct ent_point foot;
};

/* Finds room for a label and takes it; false if there is none. With `far` also away from the mark,
 * with a line that leads there. */
bool ent_crowd_name(struct ent_crowd *crowd, struct ent_point at, double away,
                    const struct ent_label *label, bool far, struct ent_crowd_name *name);

/* Room for a label on a curve: its middle. */
bool ent_crowd_saying(struct ent_crowd *crowd, const struct ent_point curve[4],
                      const struct ent_label *label, struct ent_point *middle);

#endif
