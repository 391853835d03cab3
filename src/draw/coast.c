#include "draw/coast.h"

#include <math.h>

extern const char ent_coast_bytes[];
extern const size_t ent_coast_bytes_length;

static const double finest = 1;   /* points: bends less than that are not seen */
static const double smallest = 4; /* square points: islands less than that are not seen */
static const double longest = 3;  /* degrees: longer edges bend when they are projected */

bool ent_coast_linked(void)
{
    return ent_coast_bytes_length > 0;
}

/* ---- reading ---- */

struct reader {
    size_t at;
};

static int64_t next_number(struct reader *reader)
{
    uint64_t number = 0;
    for (unsigned shift = 0; reader->at < ent_coast_bytes_length; shift += 7) {
        uint8_t byte = (uint8_t)ent_coast_bytes[reader->at++];
        number |= (uint64_t)(byte & 127) << shift;
        if (byte < 128)
            break;
    }
    return number & 1 ? -(int64_t)(number / 2) - 1 : (int64_t)(number / 2);
}

/* Points of a polygon; it grows while it is cut. */
struct ring {
    struct ent_point *points;
    size_t count, room;
    bool is_lake; /* water within land */
};

static void add_point(struct ent_arena *arena, struct ring *ring, struct ent_point point)
{
    if (ring->count == ring->room) {
        size_t room = 2 * ring->room + 64;
        struct ent_point *points = ENT_NEW(arena, struct ent_point, room);
        if (ring->count > 0)
            memcpy(points, ring->points, ring->count * sizeof *points);
        ring->points = points;
        ring->room = room;
    }
    ring->points[ring->count++] = point;
}

/* x: longitude, y: latitude, in degrees. */
static void read_ring(struct ent_arena *arena, struct reader *reader, struct ring *ring)
{
    int64_t count = next_number(reader);
    struct ent_point at = {0, 0};
    ring->count = 0;
    ring->is_lake = count < 0;
    for (int64_t i = 0; i < (count < 0 ? -count : count); i++) {
        at.x += (double)next_number(reader) / 100;
        at.y += (double)next_number(reader) / 100;
        add_point(arena, ring, at);
    }
}

/* Long edges get points between, to bend at when they are projected. */
static void refine(struct ent_arena *arena, const struct ring *ring, struct ring *fine)
{
    fine->count = 0;
    for (size_t i = 0; i < ring->count; i++) {
        struct ent_point from = ring->points[i], to = ring->points[(i + 1) % ring->count];
        int parts = (int)ceil(fmax(fabs(to.x - from.x), fabs(to.y - from.y)) / longest);
        add_point(arena, fine, from);
        for (int k = 1; k < parts; k++)
            add_point(arena, fine,
                      (struct ent_point){from.x + (to.x - from.x) * k / parts,
                                         from.y + (to.y - from.y) * k / parts});
    }
}

/* ---- cutting (Sutherland and Hodgman): what lies on one side of a line ---- */

struct line {
    bool upright;   /* at x = `at`, else at y = `at` */
    double at, way; /* 1: what is greater stays, -1: what is less */
};

static double beyond(const struct line *line, struct ent_point point)
{
    return ((line->upright ? point.x : point.y) - line->at) * line->way;
}

static void cut(struct ent_arena *arena, const struct ring *ring, struct line line,
                struct ring *kept)
{
    kept->count = 0;
    for (size_t i = 0; i < ring->count; i++) {
        struct ent_point from = ring->points[i], to = ring->points[(i + 1) % ring->count];
        double here = beyond(&line, from), there = beyond(&line, to);
        if (here >= 0)
            add_point(arena, kept, from);
        if ((here >= 0) != (there >= 0)) {
            double part = here / (here - there);
            add_point(arena, kept,
                      (struct ent_point){from.x + (to.x - from.x) * part,
                                         from.y + (to.y - from.y) * part});
        }
    }
}

/* ---- simplifying (Douglas and Peucker), without recursion ---- */

static double distance(struct ent_point p, struct ent_point a, struct ent_point b)
{
    double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
    double along = length > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / length : 0;
    along = fmin(1, fmax(0, along));
    return hypot(p.x - a.x - along * dx, p.y - a.y - along * dy);
}

struct stretch {
    size_t from, to;
};

static void mark_kept(struct ent_arena *arena, const struct ring *ring, size_t from, size_t to,
                      bool *kept)
{
    struct stretch *open = ENT_NEW(arena, struct stretch, ring->count + 2);
    size_t count = 0;
    kept[from] = kept[to] = true;
    open[count++] = (struct stretch){from, to};
    while (count > 0) {
        struct stretch now = open[--count];
        size_t farthest = now.from;
        double most = finest;
        for (size_t i = now.from + 1; i < now.to; i++) {
            double away = distance(ring->points[i], ring->points[now.from], ring->points[now.to]);
            if (away > most) {
                most = away;
                farthest = i;
            }
        }
        if (farthest == now.from)
            continue;
        kept[farthest] = true;
        open[count++] = (struct stretch){now.from, farthest};
        open[count++] = (struct stretch){farthest, now.to};
    }
}

static void simplify(struct ent_arena *arena, struct ring *ring)
{
    bool *kept = ENT_NEW(arena, bool, ring->count + 1);
    size_t half = ring->count / 2, count = 0;
    if (ring->count < 4)
        return;
    mark_kept(arena, ring, 0, half, kept);
    mark_kept(arena, ring, half, ring->count - 1, kept);
    for (size_t i = 0; i < ring->count; i++)
        if (kept[i])
            ring->points[count++] = ring->points[i];
    ring->count = count;
}

/* To half points: a coast is where it is to a fraction of a millimetre, in half the bytes. */
static void round_points(struct ring *ring)
{
    size_t count = 0;
    for (size_t i = 0; i < ring->count; i++) {
        struct ent_point at = {round(ring->points[i].x * 2) / 2, round(ring->points[i].y * 2) / 2};
        bool same = count > 0 && fabs(at.x - ring->points[count - 1].x) < 0.1 &&
                    fabs(at.y - ring->points[count - 1].y) < 0.1;
        if (!same)
            ring->points[count++] = at;
    }
    ring->count = count;
}

static double area_of(const struct ring *ring)
{
    double sum = 0;
    for (size_t i = 0; i < ring->count; i++) {
        struct ent_point a = ring->points[i], b = ring->points[(i + 1) % ring->count];
        sum += a.x * b.y - b.x * a.y;
    }
    return fabs(sum) / 2;
}

/* ---- onto the page ---- */

static struct ent_point place(const struct ent_map_window *window, struct ent_spot spot)
{
    struct ent_point point = ent_project(&window->projection, spot);
    return (struct ent_point){point.x * window->scale + window->shift.x,
                              point.y * window->scale + window->shift.y};
}

struct ent_point ent_map_point(const struct ent_map_window *window, struct ent_spot spot)
{
    spot.longitude = ent_longitude_near(&window->projection, spot.longitude);
    return place(window, spot);
}

struct cutting {
    struct ent_arena *arena;
    const struct ent_map_window *window;
    struct ring whole, cut, one, other;
};

/* One turn of the globe: behind the middle the ring is cut. */
static void cut_turn(struct cutting *c, double turn)
{
    double middle = c->window->projection.middle * 180 / 3.14159265358979323846 - turn;
    cut(c->arena, &c->whole, (struct line){true, middle - 180, 1}, &c->other);
    cut(c->arena, &c->other, (struct line){true, middle + 180, -1}, &c->cut);
    refine(c->arena, &c->cut, &c->one);
    for (size_t i = 0; i < c->one.count; i++)
        c->one.points[i] =
            place(c->window, (struct ent_spot){c->one.points[i].x + turn, c->one.points[i].y});
    cut(c->arena, &c->one, (struct line){true, 0, 1}, &c->other);
    cut(c->arena, &c->other, (struct line){true, c->window->width, -1}, &c->one);
    cut(c->arena, &c->one, (struct line){false, 0, 1}, &c->other);
    cut(c->arena, &c->other, (struct line){false, c->window->height, -1}, &c->one);
    simplify(c->arena, &c->one);
    round_points(&c->one);
}

struct ent_path *ent_coast_paths(struct ent_arena *arena, const struct ent_map_window *window,
                                 struct ent_colour land, struct ent_colour water, size_t *count)
{
    enum { most = 4096 }; /* parts of rings; there are fewer rings than that */
    struct ent_path *paths = ENT_NEW(arena, struct ent_path, most);
    struct cutting c = {.arena = arena, .window = window};
    struct reader reader = {0};
    *count = 0;
    while (reader.at < ent_coast_bytes_length) {
        read_ring(arena, &reader, &c.whole);
        for (int turn = -2; turn <= 2; turn++) {
            cut_turn(&c, turn * 360.0);
            if (c.one.count < 3 || area_of(&c.one) < smallest || *count == most)
                continue;
            struct ent_point *points = ENT_NEW(arena, struct ent_point, c.one.count);
            memcpy(points, c.one.points, c.one.count * sizeof *points);
            paths[(*count)++] = (struct ent_path){.form = ENT_POLYGON,
                                                  .points = points,
                                                  .point_count = c.one.count,
                                                  .fill = c.whole.is_lake ? water : land};
        }
    }
    return paths;
}
