#include "draw/projection.h"

#include <math.h>
#include <stdlib.h>

static const double pi = 3.14159265358979323846;

static double radians(double degrees)
{
    return degrees * pi / 180;
}

double ent_longitude_near(const struct ent_projection *projection, double longitude)
{
    double middle = projection->middle * 180 / pi;
    return longitude - 360 * round((longitude - middle) / 360);
}

static struct ent_point equal_earth(double longitude, double latitude)
{
    static const double a[] = {1.340264, -0.081106, 0.000893, 0.003796};
    const double m = sqrt(3) / 2;
    double theta = asin(m * sin(latitude)), two = theta * theta, six = two * two * two;
    double slope = 9 * a[3] * six * two + 7 * a[2] * six + 3 * a[1] * two + a[0];
    return (struct ent_point){longitude * cos(theta) / (m * slope),
                              -theta * (a[3] * six * two + a[2] * six + a[1] * two + a[0])};
}

static struct ent_point albers(const struct ent_projection *p, double longitude, double latitude)
{
    double rho = sqrt(fmax(0, p->c - 2 * p->n * sin(latitude))) / p->n;
    double theta = p->n * longitude;
    return (struct ent_point){rho * sin(theta), rho * cos(theta) - p->rho};
}

struct ent_point ent_project(const struct ent_projection *projection, struct ent_spot spot)
{
    double longitude = radians(spot.longitude) - projection->middle;
    double latitude = radians(spot.latitude);
    return projection->conic ? albers(projection, longitude, latitude)
                             : equal_earth(longitude, latitude);
}

struct ent_projection ent_projection_conic(double middle, double south, double north, double origin)
{
    struct ent_projection p = {.conic = true, .middle = radians(middle)};
    double lower = sin(radians(south)), upper = sin(radians(north));
    p.n = (lower + upper) / 2;
    p.c = 1 + lower * upper;
    p.rho = sqrt(p.c - 2 * p.n * sin(radians(origin))) / p.n;
    return p;
}

/* ---- choosing ---- */

static int by_size(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

/* The middle of all but the widest gap of sorted longitudes; `*width`: from first to last. */
static double middle_of(double *longitudes, size_t count, double *width)
{
    double widest = longitudes[0] + 360 - longitudes[count - 1], first = longitudes[0];
    for (size_t i = 1; i < count; i++)
        if (longitudes[i] - longitudes[i - 1] > widest + 1e-9) {
            widest = longitudes[i] - longitudes[i - 1];
            first = longitudes[i];
        }
    *width = 360 - widest;
    return first + *width / 2;
}

struct ent_projection ent_projection_for(const struct ent_spot *spots, size_t count)
{
    enum { most = 4096 };
    static const double widest_part = 110, highest_part = 65, least_tilt = 12;
    double longitudes[most], width, south = 90, north = -90;
    size_t used = count < most ? count : most;
    for (size_t i = 0; i < used; i++) {
        double rest = fmod(spots[i].longitude + 540, 360);
        longitudes[i] = rest < 0 ? rest + 360 : rest;
        south = fmin(south, spots[i].latitude);
        north = fmax(north, spots[i].latitude);
    }
    if (used == 0)
        return (struct ent_projection){0};
    qsort(longitudes, used, sizeof *longitudes, by_size);
    double middle = middle_of(longitudes, used, &width) - 180;
    middle -= 360 * round(middle / 360);
    bool part = width <= widest_part && north - south <= highest_part && south > -80 && north < 80;
    if (!part || fabs(north + south) / 2 < least_tilt)
        return (struct ent_projection){.middle = radians(middle)};
    double sixth = fmax(north - south, 6) / 6;
    return ent_projection_conic(middle, south + sixth, north - sixth, (south + north) / 2);
}
