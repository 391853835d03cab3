#include "draw/colour.h"

#include <math.h>

/* SVG 1.1, "recognized color keyword names". CSS has the same, and one more. */
/* clang-format off */
#define COLOURS                                                                                    \
    COLOUR(aliceblue, 0xf0f8ff) COLOUR(antiquewhite, 0xfaebd7) COLOUR(aqua, 0x00ffff)              \
    COLOUR(aquamarine, 0x7fffd4) COLOUR(azure, 0xf0ffff) COLOUR(beige, 0xf5f5dc)                   \
    COLOUR(bisque, 0xffe4c4) COLOUR(black, 0x000000) COLOUR(blanchedalmond, 0xffebcd)              \
    COLOUR(blue, 0x0000ff) COLOUR(blueviolet, 0x8a2be2) COLOUR(brown, 0xa52a2a)                    \
    COLOUR(burlywood, 0xdeb887) COLOUR(cadetblue, 0x5f9ea0) COLOUR(chartreuse, 0x7fff00)           \
    COLOUR(chocolate, 0xd2691e) COLOUR(coral, 0xff7f50) COLOUR(cornflowerblue, 0x6495ed)           \
    COLOUR(cornsilk, 0xfff8dc) COLOUR(crimson, 0xdc143c) COLOUR(cyan, 0x00ffff)                    \
    COLOUR(darkblue, 0x00008b) COLOUR(darkcyan, 0x008b8b) COLOUR(darkgoldenrod, 0xb8860b)          \
    COLOUR(darkgray, 0xa9a9a9) COLOUR(darkgreen, 0x006400) COLOUR(darkgrey, 0xa9a9a9)              \
    COLOUR(darkkhaki, 0xbdb76b) COLOUR(darkmagenta, 0x8b008b) COLOUR(darkolivegreen, 0x556b2f)     \
    COLOUR(darkorange, 0xff8c00) COLOUR(darkorchid, 0x9932cc) COLOUR(darkred, 0x8b0000)            \
    COLOUR(darksalmon, 0xe9967a) COLOUR(darkseagreen, 0x8fbc8f) COLOUR(darkslateblue, 0x483d8b)    \
    COLOUR(darkslategray, 0x2f4f4f) COLOUR(darkslategrey, 0x2f4f4f)                                \
    COLOUR(darkturquoise, 0x00ced1) COLOUR(darkviolet, 0x9400d3) COLOUR(deeppink, 0xff1493)        \
    COLOUR(deepskyblue, 0x00bfff) COLOUR(dimgray, 0x696969) COLOUR(dimgrey, 0x696969)              \
    COLOUR(dodgerblue, 0x1e90ff) COLOUR(firebrick, 0xb22222) COLOUR(floralwhite, 0xfffaf0)         \
    COLOUR(forestgreen, 0x228b22) COLOUR(fuchsia, 0xff00ff) COLOUR(gainsboro, 0xdcdcdc)            \
    COLOUR(ghostwhite, 0xf8f8ff) COLOUR(gold, 0xffd700) COLOUR(goldenrod, 0xdaa520)                \
    COLOUR(gray, 0x808080) COLOUR(green, 0x008000) COLOUR(greenyellow, 0xadff2f)                   \
    COLOUR(grey, 0x808080) COLOUR(honeydew, 0xf0fff0) COLOUR(hotpink, 0xff69b4)                    \
    COLOUR(indianred, 0xcd5c5c) COLOUR(indigo, 0x4b0082) COLOUR(ivory, 0xfffff0)                   \
    COLOUR(khaki, 0xf0e68c) COLOUR(lavender, 0xe6e6fa) COLOUR(lavenderblush, 0xfff0f5)             \
    COLOUR(lawngreen, 0x7cfc00) COLOUR(lemonchiffon, 0xfffacd) COLOUR(lightblue, 0xadd8e6)         \
    COLOUR(lightcoral, 0xf08080) COLOUR(lightcyan, 0xe0ffff)                                       \
    COLOUR(lightgoldenrodyellow, 0xfafad2) COLOUR(lightgray, 0xd3d3d3)                             \
    COLOUR(lightgreen, 0x90ee90) COLOUR(lightgrey, 0xd3d3d3) COLOUR(lightpink, 0xffb6c1)           \
    COLOUR(lightsalmon, 0xffa07a) COLOUR(lightseagreen, 0x20b2aa) COLOUR(lightskyblue, 0x87cefa)   \
    COLOUR(lightslategray, 0x778899) COLOUR(lightslategrey, 0x778899)                              \
    COLOUR(lightsteelblue, 0xb0c4de) COLOUR(lightyellow, 0xffffe0) COLOUR(lime, 0x00ff00)          \
    COLOUR(limegreen, 0x32cd32) COLOUR(linen, 0xfaf0e6) COLOUR(magenta, 0xff00ff)                  \
    COLOUR(maroon, 0x800000) COLOUR(mediumaquamarine, 0x66cdaa) COLOUR(mediumblue, 0x0000cd)       \
    COLOUR(mediumorchid, 0xba55d3) COLOUR(mediumpurple, 0x9370db)                                  \
    COLOUR(mediumseagreen, 0x3cb371) COLOUR(mediumslateblue, 0x7b68ee)                             \
    COLOUR(mediumspringgreen, 0x00fa9a) COLOUR(mediumturquoise, 0x48d1cc)                          \
    COLOUR(mediumvioletred, 0xc71585) COLOUR(midnightblue, 0x191970) COLOUR(mintcream, 0xf5fffa)   \
    COLOUR(mistyrose, 0xffe4e1) COLOUR(moccasin, 0xffe4b5) COLOUR(navajowhite, 0xffdead)           \
    COLOUR(navy, 0x000080) COLOUR(oldlace, 0xfdf5e6) COLOUR(olive, 0x808000)                       \
    COLOUR(olivedrab, 0x6b8e23) COLOUR(orange, 0xffa500) COLOUR(orangered, 0xff4500)               \
    COLOUR(orchid, 0xda70d6) COLOUR(palegoldenrod, 0xeee8aa) COLOUR(palegreen, 0x98fb98)           \
    COLOUR(paleturquoise, 0xafeeee) COLOUR(palevioletred, 0xdb7093) COLOUR(papayawhip, 0xffefd5)   \
    COLOUR(peachpuff, 0xffdab9) COLOUR(peru, 0xcd853f) COLOUR(pink, 0xffc0cb)                      \
    COLOUR(plum, 0xdda0dd) COLOUR(powderblue, 0xb0e0e6) COLOUR(purple, 0x800080)                   \
    COLOUR(red, 0xff0000) COLOUR(rosybrown, 0xbc8f8f) COLOUR(royalblue, 0x4169e1)                  \
    COLOUR(saddlebrown, 0x8b4513) COLOUR(salmon, 0xfa8072) COLOUR(sandybrown, 0xf4a460)            \
    COLOUR(seagreen, 0x2e8b57) COLOUR(seashell, 0xfff5ee) COLOUR(sienna, 0xa0522d)                 \
    COLOUR(silver, 0xc0c0c0) COLOUR(skyblue, 0x87ceeb) COLOUR(slateblue, 0x6a5acd)                 \
    COLOUR(slategray, 0x708090) COLOUR(slategrey, 0x708090) COLOUR(snow, 0xfffafa)                 \
    COLOUR(springgreen, 0x00ff7f) COLOUR(steelblue, 0x4682b4) COLOUR(tan, 0xd2b48c)                \
    COLOUR(teal, 0x008080) COLOUR(thistle, 0xd8bfd8) COLOUR(tomato, 0xff6347)                      \
    COLOUR(turquoise, 0x40e0d0) COLOUR(violet, 0xee82ee) COLOUR(wheat, 0xf5deb3)                   \
    COLOUR(white, 0xffffff) COLOUR(whitesmoke, 0xf5f5f5) COLOUR(yellow, 0xffff00)                  \
    COLOUR(yellowgreen, 0x9acd32)
/* clang-format on */

static const struct ent_text names[] = {
#define COLOUR(name, rgb) {#name, sizeof(#name) - 1},
    COLOURS
#undef COLOUR
};

static const uint32_t values[] = {
#define COLOUR(name, rgb) rgb,
    COLOURS
#undef COLOUR
};

static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte + 'a' - 'A') : byte;
}

static bool is_named(struct ent_text text, struct ent_text name)
{
    if (text.length != name.length)
        return false;
    for (size_t at = 0; at < text.length; at++)
        if (lower(text.bytes[at]) != name.bytes[at])
            return false;
    return true;
}

static int digit(char byte)
{
    byte = lower(byte);
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    return byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
}

/* The digits behind '#': three, each of which counts twice, or six. */
static bool read_digits(struct ent_text digits, uint32_t *rgb)
{
    if (digits.length != 3 && digits.length != 6)
        return false;
    *rgb = 0;
    for (size_t at = 0; at < digits.length; at++) {
        int value = digit(digits.bytes[at]);
        if (value < 0)
            return false;
        *rgb =
            digits.length == 3 ? *rgb << 8 | (uint32_t)value * 0x11 : *rgb << 4 | (uint32_t)value;
    }
    return true;
}

static bool read_name(struct ent_text text, uint32_t *rgb)
{
    for (size_t i = 0; i < ENT_COUNT(names); i++) {
        if (!is_named(text, names[i]))
            continue;
        *rgb = values[i];
        return true;
    }
    return false;
}

bool ent_colour_read(struct ent_text text, struct ent_colour *colour)
{
    uint32_t rgb = 0;
    bool given = !is_named(text, ENT_TEXT("none")) && !is_named(text, ENT_TEXT("transparent"));
    bool coded = text.length > 0 && text.bytes[0] == '#';
    if (given &&
        !(coded ? read_digits(ent_text_slice(text, 1, SIZE_MAX), &rgb) : read_name(text, &rgb)))
        return false;
    *colour = (struct ent_colour){rgb, given};
    return true;
}

const struct ent_text *ent_colour_names(size_t *count)
{
    *count = ENT_COUNT(names);
    return names;
}

struct ent_text ent_colour_meant(struct ent_text text)
{
    return ent_text_meant(text, names, ENT_COUNT(names));
}

void ent_put_colour(struct ent_writer *writer, struct ent_colour colour)
{
    if (!colour.given) {
        ENT_PUT(writer, "none");
        return;
    }
    ENT_PUT(writer, "#");
    for (int shift = 20; shift >= 0; shift -= 4)
        ent_put_bytes(writer, &"0123456789abcdef"[colour.rgb >> shift & 15], 1);
}

static uint32_t on_paper(struct ent_colour colour)
{
    return colour.given ? colour.rgb : 0xFFFFFF;
}

/* Undoes the curve of sRGB. */
static double linear(uint32_t level)
{
    double share = level / 255.0;
    return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4);
}

static double luminance(uint32_t rgb)
{
    return 0.2126 * linear(rgb >> 16 & 255) + 0.7152 * linear(rgb >> 8 & 255) +
           0.0722 * linear(rgb & 255);
}

double ent_colour_contrast(struct ent_colour a, struct ent_colour b)
{
    double first = luminance(on_paper(a)) + 0.05, second = luminance(on_paper(b)) + 0.05;
    return first > second ? first / second : second / first;
}

struct ent_colour ent_colour_mix(struct ent_colour a, struct ent_colour b, double share)
{
    uint32_t from = on_paper(a), to = on_paper(b), mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
        int first = from >> shift & 255, second = to >> shift & 255;
        mixed |= (uint32_t)lround(first + (second - first) * share) << shift;
    }
    return (struct ent_colour){mixed, true};
}
