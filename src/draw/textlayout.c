/* Our plugin for Graphviz: every label is a number, and its size stands in a table. So no font of
 * this machine and no text of a user ever enters Graphviz. */
#include "draw/layout_child.h"

#include <graphviz/gvc.h>
#include <graphviz/gvplugin.h>
#include <graphviz/gvplugin_textlayout.h>
#include <stdlib.h>

#if ENT_GV_HAS_BOOLEAN
#define GV_BOOL boolean /* before Graphviz 3.0 */
#else
#define GV_BOOL bool
#endif

/* The callback gets nothing of ours, so the table has file scope. It lives in the child only. */
static struct {
    const struct ent_label_size *sizes;
    size_t count;
} table;

static GV_BOOL answer_size(textspan_t *span, char **font_path)
{
    (void)font_path;
    char *end;
    unsigned long number = strtoul(span->str, &end, 10);
    if (end == span->str || *end != '\0' || number >= table.count)
        return false;
    span->size.x = table.sizes[number].width;
    span->size.y = table.sizes[number].height;
    span->yoffset_layout = 0;
    span->yoffset_centerline = 0;
    span->layout = NULL;
    span->free_layout = NULL;
    return true;
}

struct GVC_s *ent_textlayout_context(const struct ent_label_size *sizes, size_t count)
{
    static gvtextlayout_engine_t engine = {answer_size};
    enum { above_pango = 1000 };
    static gvplugin_installed_t types[] = {
        {0, "textlayout", above_pango, &engine, NULL},
        {0, NULL, 0, NULL, NULL},
    };
    static gvplugin_api_t apis[] = {{API_textlayout, types}, {(api_t)0, NULL}};
    static gvplugin_library_t library = {"entente", apis};
    /* Only names that begin with 'g' and end like this are looked at. */
    static const lt_symlist_t plugins[] = {{"gvplugin_entente_LTX_library", &library}, {0}};

    table.sizes = sizes;
    table.count = count;
    return gvContextPlugins(plugins, 1);
}
