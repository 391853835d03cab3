#include "draw/page.h"

#include <math.h>

/* Between a postage stamp and a banner. */
static const double least_length = 28, most_length = 14200;

/* In the order of enum ent_unit. */
static const struct {
    const char *name;
    double points;
} units[] = {{"pt", 1}, {"px", 0.75}, {"mm", 72 / 25.4}, {"cm", 72 / 2.54}, {"in", 72}};

/* ISO 216 and what is usual in America, upright. */
static const struct {
    const char *name;
    double width, height;
    enum ent_unit unit;
} papers[] = {
    {"a6", 105, 148, ENT_MILLIMETRES},  {"a5", 148, 210, ENT_MILLIMETRES},
    {"a4", 210, 297, ENT_MILLIMETRES},  {"a3", 297, 420, ENT_MILLIMETRES},
    {"a2", 420, 594, ENT_MILLIMETRES},  {"a1", 594, 841, ENT_MILLIMETRES},
    {"a0", 841, 1189, ENT_MILLIMETRES}, {"letter", 8.5, 11, ENT_INCHES},
    {"legal", 8.5, 14, ENT_INCHES},     {"tabloid", 11, 17, ENT_INCHES},
};

const char *ent_unit_name(enum ent_unit unit)
{
    return units[unit].name;
}

double ent_unit_points(enum ent_unit unit)
{
    return units[unit].points;
}

/* Digits with at most one point among them, in every locale. Cuts them off the text. */
static bool take_number(struct ent_text *text, double *number)
{
    double found = 0, scale = 0;
    size_t at = 0;
    bool digits = false;
    for (; at < text->length && at < 12; at++) {
        char byte = text->bytes[at];
        if (byte == '.' && scale == 0) {
            scale = 1;
            continue;
        }
        if (byte < '0' || byte > '9')
            break;
        found = found * 10 + (byte - '0');
        scale *= 10;
        digits = true;
    }
    *number = scale > 1 ? found / scale : found;
    *text = ent_text_slice(*text, at, SIZE_MAX);
    return digits;
}

static bool read_unit(struct ent_text text, enum ent_unit *unit)
{
    for (size_t i = 0; i < ENT_COUNT(units); i++)
        if (ent_text_is(text, units[i].name)) {
            *unit = (enum ent_unit)i;
            return true;
        }
    return false;
}

static bool is_sane(double points)
{
    return points >= least_length && points <= most_length;
}

bool ent_length_read(struct ent_text text, struct ent_paper *paper)
{
    *paper = (struct ent_paper){0};
    if (!take_number(&text, &paper->width) || !read_unit(text, &paper->unit))
        return false;
    paper->width *= units[paper->unit].points;
    return is_sane(paper->width);
}

/* "200x150mm". */
static bool read_sides(struct ent_text text, struct ent_paper *paper)
{
    *paper = (struct ent_paper){0};
    if (!take_number(&text, &paper->width) || !ent_text_starts(text, ENT_TEXT("x")))
        return false;
    text = ent_text_slice(text, 1, SIZE_MAX);
    if (!take_number(&text, &paper->height) || !read_unit(text, &paper->unit))
        return false;
    paper->width *= units[paper->unit].points;
    paper->height *= units[paper->unit].points;
    return is_sane(paper->width) && is_sane(paper->height);
}

bool ent_paper_read(struct ent_text text, struct ent_paper *paper)
{
    for (size_t i = 0; i < ENT_COUNT(papers); i++)
        if (ent_text_distance(text, ent_text_of(papers[i].name), 0) == 0) {
            double points = units[papers[i].unit].points;
            *paper = (struct ent_paper){papers[i].width * points, papers[i].height * points,
                                        papers[i].unit};
            return true;
        }
    return read_sides(text, paper);
}

const struct ent_text *ent_paper_names(struct ent_arena *arena, size_t *count)
{
    struct ent_text *names = ENT_NEW(arena, struct ent_text, ENT_COUNT(papers));
    for (*count = 0; *count < ENT_COUNT(papers); (*count)++)
        names[*count] = ent_text_of(papers[*count].name);
    return names;
}

struct ent_paper ent_paper_turned(struct ent_paper paper, bool landscape)
{
    struct ent_paper turned = paper;
    turned.width = landscape ? fmax(paper.width, paper.height) : fmin(paper.width, paper.height);
    turned.height = landscape ? fmin(paper.width, paper.height) : fmax(paper.width, paper.height);
    return turned;
}

double ent_paper_margin(struct ent_paper paper)
{
    double shorter = paper.height > 0 ? fmin(paper.width, paper.height) : paper.width;
    return fmin(15 * units[ENT_MILLIMETRES].points, 0.07 * shorter);
}

double ent_page_scale(double width, double height, double drawn_width, double drawn_height,
                      double most)
{
    double scale = most;
    if (drawn_width > 0)
        scale = fmin(scale, width / drawn_width);
    if (drawn_height > 0 && height > 0)
        scale = fmin(scale, height / drawn_height);
    return scale;
}
