#include "cli/wish_series.h"

#include "cli/input.h"
#include "draw/layout.h"

static const struct ent_value *value(const struct ent_options *options, enum ent_option option)
{
    return &options->values[option];
}

/* What --layout says: an engine, how a series shares it, a file of places. */
struct asked {
    struct ent_value engine, sharing, file;
};

static void refuse(struct ent_run *run, const struct ent_value *layout, struct ent_text item)
{
    ent_report(run, ENT_E500, layout->place,
               ENT_TEXT("an engine, or union, each or from=FILE, or both, as neato,from=FILE"),
               ENT_FORM(&run->arena, "--layout: '{}' is too much", item));
}

/* A file may have commas in its name: it comes last. */
static struct asked split(struct ent_run *run, const struct ent_value *layout)
{
    struct asked asked = {0};
    struct ent_text rest = layout->text, from = ENT_TEXT("from="), item;
    for (;;) {
        struct ent_value *slot = &asked.file;
        bool file = ent_text_equal(ent_text_slice(rest, 0, from.length), from);
        if (file)
            item = ent_text_slice(rest, from.length, SIZE_MAX);
        else if (!ent_text_next(&rest, ',', &item))
            break;
        if (!file)
            slot = ent_text_is(item, "union") || ent_text_is(item, "each") ? &asked.sharing
                                                                           : &asked.engine;
        if (slot->given || (file && asked.sharing.given))
            refuse(run, layout, file ? ENT_TEXT("from=") : item);
        *slot = (struct ent_value){.text = item, .place = layout->place, .given = true};
        if (file)
            break;
    }
    bool nothing = !asked.engine.given && !asked.sharing.given && !asked.file.given;
    if (layout->given && nothing) /* no engine has that name */
        asked.engine = *layout;
    return asked;
}

static bool keeps_places(const struct ent_value *engine)
{
    const struct ent_layout_engine *found = ent_layout_engine(engine->text);
    return !engine->given || !found ||
           (found->straight && !found->tiles && !found->draws_clusters && !found->place);
}

static void read_file(struct ent_run *run, const struct ent_options *options,
                      const struct asked *asked, struct ent_wish *wish)
{
    const struct ent_value *graph = value(options, ENT_OPTION_GRAPH);
    const struct ent_value *root = value(options, ENT_OPTION_ROOT);
    struct ent_arena *arena = &run->arena;
    struct ent_pins *pins = ENT_NEW(arena, struct ent_pins, 1);
    if (!keeps_places(&asked->engine))
        ent_report(run, ENT_E500, asked->file.place,
                   ENT_TEXT("neato, sfdp, fdp, twopi and circo can, and no engine at all"),
                   ENT_FORM(arena, "--layout: {} cannot keep the places of '{}'",
                            asked->engine.text, asked->file.text));
    else if (graph->given && !graph->place.source)
        ent_report(run, ENT_E500, graph->place, ENT_NO_HINT,
                   ENT_FORM(arena, "--graph: '{}' places nothing where '{}' says where nodes stand",
                            graph->text, asked->file.text));
    else if (root->given && !root->place.source)
        ent_report(run, ENT_E500, root->place, ENT_NO_HINT,
                   ENT_FORM(arena, "--root: nothing has ranks where '{}' says where nodes stand",
                            asked->file.text));
    else if (ent_pins_read(run, ent_input_path(run, &asked->file), asked->file.place, pins))
        wish->pins = pins;
}

void ent_layout_wish_read(struct ent_run *run, const struct ent_options *options,
                          struct ent_wish *wish)
{
    struct asked asked = split(run, value(options, ENT_OPTION_LAYOUT));
    wish->engine = asked.engine;
    if (asked.file.given)
        read_file(run, options, &asked, wish);
    if (!asked.sharing.given)
        return;
    if (value(options, ENT_OPTION_SERIES)->given)
        wish->each = ent_text_is(asked.sharing.text, "each");
    else if (!asked.sharing.place.source) /* a figure may have a series that a year set aside */
        ent_report(run, ENT_E500, asked.sharing.place, ENT_TEXT("as --series 2008..2025"),
                   ENT_FORM(&run->arena,
                            "--layout {} is for the pictures of a --series, and none is asked for",
                            asked.sharing.text));
}
