/* Draws each line of a file, in regular and in bold: lines TEXT FIGURE.svg. Tells on standard
 * output how wide it measured them, in points. */
#include "write/svg.h"

#include <stdio.h>

enum { longest = 4096, most = 200 };

static size_t read_lines(struct ent_arena *arena, const char *path, struct ent_text *lines)
{
    char line[longest];
    size_t count = 0;
    FILE *file = fopen(path, "r");
    while (file && count < most && fgets(line, sizeof line, file))
        lines[count++] = ent_text_of(ent_text_string(arena, ent_text_trim(ent_text_of(line))));
    if (file)
        fclose(file);
    return count;
}

static struct ent_words words_of(const struct ent_font *font, struct ent_text line, size_t number)
{
    bool bold = number % 2;
    return (struct ent_words){.text = line,
                              .at = {20, 40 + 20 * (double)number},
                              .size = 16,
                              .width = ent_font_width(font, line, 16, bold),
                              .bold = bold,
                              .colour = {0, true}};
}

int main(int count, char **arguments)
{
    struct ent_arena arena = {0};
    struct ent_run run;
    struct ent_writer writer = {0};
    struct ent_text lines[most];
    if (count != 3)
        return 2;
    ent_run_begin(&run);
    struct ent_font *font = ent_font_begin();
    struct ent_mark mark = {.word_count = 2 * read_lines(&arena, arguments[1], lines)};
    mark.words = ENT_NEW(&arena, struct ent_words, mark.word_count);
    for (size_t i = 0; i < mark.word_count; i++) {
        mark.words[i] = words_of(font, lines[i / 2], i);
        printf("%.6f\n", mark.words[i].width);
    }
    struct ent_drawing drawing = {.width = 900,
                                  .height = 60 + 20 * (double)mark.word_count,
                                  .prefix = ENT_TEXT("lines"),
                                  .marks = &mark,
                                  .mark_count = 1};
    ent_svg_write(&drawing, font, &arena, &writer);
    bool good = ent_writer_send(&run, &writer, ent_text_of(arguments[2]));
    ent_writer_end(&writer);
    ent_font_end(font);
    ent_run_end(&run);
    ent_arena_end(&arena);
    return good && mark.word_count > 0 ? 0 : 1;
}
