/* Any bytes as the texts of a small drawing: the file is well-formed. */
#include "draw/id.h"
#include "write/svg.h"

#include <expat.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

/* One piece of the input after another; the first byte of each says how long it is. */
static struct ent_text next_piece(struct ent_text *rest)
{
    if (rest->length == 0)
        return *rest;
    size_t length = (unsigned char)rest->bytes[0];
    struct ent_text piece = ent_text_slice(*rest, 1, length);
    *rest = ent_text_slice(*rest, 1 + length, SIZE_MAX);
    return piece;
}

static struct ent_words next_words(struct ent_text *rest, const struct ent_font *font)
{
    struct ent_words words = {.text = next_piece(rest), .size = 10};
    uint64_t choice = ent_text_hash(words.text);
    words.at = (struct ent_point){(double)(choice & 127), (double)(choice >> 7 & 127)};
    words.anchor = (enum ent_anchor)(choice % 3);
    words.bold = choice & 1 << 20;
    words.italic = choice & 1 << 21;
    words.halo.given = choice & 1 << 22;
    words.leftward = choice & 1 << 23;
    words.link = ent_link_of(words.text);
    words.width = ent_font_width(font, words.text, words.size, words.bold);
    return words;
}

/* With an id as the stage before makes it, and a layer that the words choose. */
static struct ent_mark next_mark(struct ent_text *rest, struct ent_arena *arena)
{
    struct ent_mark mark = {.id = ent_id_word(arena, next_piece(rest)),
                            .classes = next_piece(rest),
                            .title = next_piece(rest),
                            .link = ent_link_of(next_piece(rest))};
    mark.layer = (enum ent_layer)(ent_text_hash(mark.title) % ENT_LAYER_COUNT);
    mark.kind = mark.kind_name = mark.classes;
    return mark;
}

static void write_drawing(struct ent_text rest, const struct ent_font *font,
                          struct ent_arena *arena, struct ent_writer *writer)
{
    uint64_t manner = ent_text_hash(rest);
    struct ent_words words[] = {next_words(&rest, font), next_words(&rest, font)};
    struct ent_mark marks[] = {
        next_mark(&rest, arena),
        next_mark(&rest, arena),
    };
    marks[0].words = words;
    marks[0].word_count = ENT_COUNT(words);
    struct ent_drawing drawing = {
        .width = 100,
        .height = 100,
        .prefix = next_piece(&rest),
        .language = next_piece(&rest),
        .title = next_piece(&rest),
        .description = next_piece(&rest),
        .metadata = next_piece(&rest),
        .lettering = (enum ent_lettering)(manner % 3),
        .marks = marks,
        .mark_count = ENT_COUNT(marks),
    };
    uint64_t choice = ent_text_hash(drawing.title);
    drawing.inlined = choice & 1;
    drawing.navigable = choice & 2;
    ent_svg_write(&drawing, font, arena, writer);
}

static void assert_well_formed(const struct ent_writer *file)
{
    XML_Parser parser = XML_ParserCreate(NULL);
    if (XML_Parse(parser, file->bytes, (int)file->length, 1) != XML_STATUS_OK) {
        fprintf(stderr, "line %lu: %s\n", XML_GetCurrentLineNumber(parser),
                XML_ErrorString(XML_GetErrorCode(parser)));
        abort();
    }
    XML_ParserFree(parser);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct ent_arena arena = {0};
    struct ent_writer writer = {0};
    static struct ent_font *font; /* opening faces takes longer than all else */
    font = font ? font : ent_font_begin();
    write_drawing((struct ent_text){(const char *)bytes, length}, font, &arena, &writer);
    assert_well_formed(&writer);
    ent_writer_end(&writer);
    ent_arena_end(&arena);
    return 0;
}
