#include "serve/shown.h"

#include "read/digest.h"
#include "write/diagnostics.h"
#include "write/live.h"

enum { digest_length = 16 };

/* ---- what is kept ---- */

static struct ent_text short_digest(struct ent_arena *memory, struct ent_text bytes)
{
    return ent_text_slice(ent_digest_of_bytes(memory, bytes), 0, digest_length);
}

/* A drawing that failed does not know what to wait for: the same as before. */
static struct ent_sight *copied(struct ent_arena *memory, const struct ent_sight *sights)
{
    struct ent_sight *copies = NULL;
    for (; sights; sights = sights->next) {
        struct ent_sight *copy = ENT_NEW(memory, struct ent_sight, 1);
        *copy = (struct ent_sight){{ent_text_string(memory, sights->path), sights->path.length},
                                   {ent_text_string(memory, sights->names), sights->names.length},
                                   sights->stamp,
                                   copies};
        copies = copy;
    }
    return copies;
}

void ent_shown_take(struct ent_shown *shown, struct ent_arena memory,
                    const struct ent_redrawn *redrawn)
{
    struct ent_writer told = {0};
    shown->sights = redrawn->sights ? redrawn->sights : copied(&memory, shown->sights);
    shown->told = redrawn->told;
    memcpy(shown->totals, redrawn->totals, sizeof shown->totals);
    shown->count++;
    if (redrawn->page.length > 0) {
        shown->good = redrawn->page;
        shown->good_digest = short_digest(&memory, redrawn->page);
    }
    ent_shown_told(shown, &told);
    shown->told_digest = short_digest(&memory, ent_writer_text(&told));
    ent_writer_end(&told);
    ent_arena_end(&shown->latest_memory);
    if (redrawn->page.length > 0) {
        ent_arena_end(&shown->good_memory);
        shown->good_memory = memory;
    } else {
        shown->latest_memory = memory;
    }
}

void ent_shown_end(struct ent_shown *shown)
{
    ent_arena_end(&shown->latest_memory);
    ent_arena_end(&shown->good_memory);
}

/* ---- what is shown ---- */

void ent_shown_told(const struct ent_shown *shown, struct ent_writer *told)
{
    struct ent_writer totals = {0};
    ent_totals_write(shown->totals, &totals);
    if (shown->totals[ENT_ERROR] > 0) {
        ENT_PUT(told, "<p role=\"alert\"><strong>");
        ent_put_text(told, ent_writer_text(&totals));
        ent_put_text(told,
                     shown->good.length > 0
                         ? ENT_TEXT("</strong>. Below is the last figure without an error.</p>\n")
                         : ENT_TEXT("</strong>. There is no figure before that is mended.</p>\n"));
        ent_put_text(told, shown->told);
    } else if (totals.length > 0) {
        ENT_PUT(told, "<details><summary>");
        ent_put_text(told, ent_writer_text(&totals));
        ENT_PUT(told, "</summary>\n");
        ent_put_text(told, shown->told);
        ENT_PUT(told, "</details>\n");
    }
    ent_writer_end(&totals);
}

static void put_section(const struct ent_shown *shown, struct ent_writer *page)
{
    ENT_PUT(page, "<section id=\"entente-told\" lang=\"en\" aria-label=\"State of the tables\" "
                  "data-page=\"");
    ent_put_text(page, shown->good_digest);
    ENT_PUT(page, "\" data-told=\"");
    ent_put_text(page, shown->told_digest);
    ENT_PUT(page, "\">");
    ent_shown_told(shown, page);
    ENT_PUT(page, "</section>");
}

static size_t place_in(struct ent_text page)
{
    struct ent_text place = ent_live_place();
    size_t at = 0;
    while (at + place.length <= page.length &&
           memcmp(page.bytes + at, place.bytes, place.length) != 0)
        at++;
    return at;
}

void ent_shown_page(const struct ent_shown *shown, struct ent_writer *page)
{
    struct ent_writer bare = {0};
    struct ent_text around = shown->good;
    if (around.length == 0) {
        ent_live_bare(&bare);
        around = ent_writer_text(&bare);
    }
    size_t at = place_in(around);
    ent_put_text(page, ent_text_slice(around, 0, at));
    put_section(shown, page);
    ent_put_text(page, ent_text_slice(around, at + ent_live_place().length, SIZE_MAX));
    ent_writer_end(&bare);
}

void ent_shown_state(const struct ent_shown *shown, bool draws, struct ent_writer *state)
{
    ENT_PUT(state, "{\"page\":\"");
    ent_put_text(state, shown->good_digest);
    ENT_PUT(state, "\",\"told\":\"");
    ent_put_text(state, shown->told_digest);
    ENT_PUT(state, "\",\"draws\":");
    ent_put_text(state, draws ? ENT_TEXT("true}") : ENT_TEXT("false}"));
}
