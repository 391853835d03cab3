#include "pictures.h"

#include "draw/keywords.h"
#include "draw/series.h"
#include "write/gzip.h"
#include "write/picture.h"
#include "write/svg.h"

/* A sheet of a series, or all of it in motion. */
static struct ent_picture begin_sheet(struct ent_run *run, const struct ent_inquiry *inquiry,
                                      const struct ent_wish *wish, const struct ent_output *output,
                                      size_t number)
{
    size_t places = wish->step > 0 ? inquiry->years.count : wish->columns * wish->rows;
    size_t first = number * places;
    size_t left = inquiry->years.count - first, count = left < places ? left : places;
    const struct ent_selection *selections = inquiry->yearly + first;
    return (struct ent_picture){
        .selection = ent_years_united(run, &inquiry->shown, &inquiry->left, selections, count),
        .years = {inquiry->years.years + first, selections, count, first > 0},
        .output = ent_output_of_page(run, output, number),
    };
}

size_t ent_pictures_begin(struct ent_run *run, const struct ent_inquiry *inquiry,
                          const struct ent_wish *wish, const struct ent_output *output,
                          struct ent_picture **pictures)
{
    size_t years = inquiry->years.count;
    bool sheets = (wish->columns > 0 || wish->step > 0) && output->format != ENT_DOT;
    size_t count = years == 0 ? 1 : sheets ? ent_series_drawings(wish, years) : years;
    *pictures = ENT_NEW(&run->arena, struct ent_picture, count);
    for (size_t i = 0; i < count; i++)
        if (years == 0)
            (*pictures)[i] = (struct ent_picture){.selection = inquiry->paged ? inquiry->selection
                                                                              : inquiry->left,
                                                  .output = *output};
        else if (sheets)
            (*pictures)[i] = begin_sheet(run, inquiry, wish, output, i);
        else
            (*pictures)[i] = (struct ent_picture){
                .selection = inquiry->yearly[i],
                .output = ent_output_of_year(run, output, inquiry->years.years[i])};
    return count;
}

bool ent_picture_paint(struct ent_run *run, const struct ent_inquiry *inquiry,
                       const struct ent_font *font, const struct ent_drawing *drawing,
                       struct ent_picture *picture)
{
    const struct ent_output *output = &picture->output;
    struct ent_writer svg = {0};
    bool good = true;
    ent_svg_write(drawing, font, &run->arena, &svg);
    if (output->format == ENT_SVG) {
        picture->writer = svg;
        return true;
    }
    struct ent_picture_words words = {drawing->title, drawing->description,
                                      ent_keywords(run, &inquiry->shown, &picture->selection),
                                      drawing->language};
    struct ent_text text = ent_writer_text(&svg);
    if (output->format == ENT_SVGZ)
        ent_gzip_write(text, &picture->writer);
    else if (output->format == ENT_PNG)
        good = ent_png_write(run, text, &words, output->dpi, output->path, &picture->writer);
    else
        good = ent_pdf_write(run, text, &words, output->path, &picture->writer);
    ent_writer_end(&svg);
    return good;
}

void ent_pictures_send(struct ent_run *run, const struct ent_inquiry *inquiry,
                       const struct ent_wish *wish, const struct ent_picture *pictures,
                       size_t count)
{
    size_t alts = pictures->output.alt_count, sent = 0;
    struct ent_writer *words = ENT_NEW(&run->arena, struct ent_writer, alts * count + 1);
    struct ent_parcel *parcels = ENT_NEW(&run->arena, struct ent_parcel, (alts + 2) * count);
    for (size_t i = 0; i < alts * count; i++) {
        const struct ent_picture *picture = &pictures[i / alts];
        const struct ent_alt_output *alt = &picture->output.alts[i % alts];
        ent_alt_write(run, &inquiry->shown, &picture->selection, &picture->years, wish, alt->form,
                      &words[i]);
        parcels[sent++] = (struct ent_parcel){ent_writer_text(&words[i]), alt->path};
    }
    for (size_t i = 0; i < count; i++)
        parcels[sent++] =
            (struct ent_parcel){ent_writer_text(&pictures[i].writer), pictures[i].output.path};
    for (size_t i = 0; i < count; i++)
        if (pictures[i].places.length > 0 && pictures[i].output.places.length > 0)
            parcels[sent++] = (struct ent_parcel){ent_writer_text(&pictures[i].places),
                                                  pictures[i].output.places};
    ent_parcels_send(run, parcels, sent);
    for (size_t i = 0; i < alts * count; i++)
        ent_writer_end(&words[i]);
}

void ent_pictures_end(struct ent_picture *pictures, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        ent_writer_end(&pictures[i].writer);
        ent_writer_end(&pictures[i].places);
    }
}
