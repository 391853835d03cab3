#include "write/picture.h"

#include "draw/font.h"
#include "write/pdf.h"
#include "write/png.h"

#include <cairo-pdf.h>
#include <cairo.h>
#include <dlfcn.h>
#include <errno.h>
#include <fontconfig/fontconfig.h>
#include <librsvg/rsvg.h>
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum {
    points_per_inch = 72,
    longest_side = 30000,  /* cairo ends at 32,767 */
    most_dots = 250000000, /* of four bytes: A0 at 400 dots per inch */
    longest_message = 500, /* of a library */
};

/* Fifty libraries come with librsvg, and loading them takes longer than drawing a figure. So they
 * are loaded when a picture is painted, and stay. */
/* clang-format off */
#define FUNCTIONS \
    FUNCTION(FcConfigAppFontAddFile) \
    FUNCTION(FcConfigBuildFonts) \
    FUNCTION(FcConfigCreate) \
    FUNCTION(FcConfigDestroy) \
    FUNCTION(FcConfigGetCacheDirs) \
    FUNCTION(FcConfigGetFontDirs) \
    FUNCTION(FcConfigParseAndLoadFromMemory) \
    FUNCTION(FcConfigSetCurrent) \
    FUNCTION(FcInitLoadConfig) \
    FUNCTION(FcStrListDone) \
    FUNCTION(FcStrListNext) \
    FUNCTION(cairo_create) \
    FUNCTION(cairo_destroy) \
    FUNCTION(cairo_image_surface_create) \
    FUNCTION(cairo_pdf_surface_create_for_stream) \
    FUNCTION(cairo_pdf_surface_restrict_to_version) \
    FUNCTION(cairo_pdf_surface_set_metadata) \
    FUNCTION(cairo_status_to_string) \
    FUNCTION(cairo_surface_destroy) \
    FUNCTION(cairo_surface_finish) \
    FUNCTION(cairo_surface_status) \
    FUNCTION(cairo_surface_write_to_png_stream) \
    FUNCTION(g_clear_error) \
    FUNCTION(g_memory_input_stream_new_from_data) \
    FUNCTION(g_object_unref) \
    FUNCTION(rsvg_handle_get_intrinsic_dimensions) \
    FUNCTION(rsvg_handle_new_from_stream_sync) \
    FUNCTION(rsvg_handle_render_document)
/* clang-format on */

struct library {
#define FUNCTION(name) __typeof__(&name) name;
    FUNCTIONS
#undef FUNCTION
};

/* A picture being painted. */
struct easel {
    struct library library;
    struct ent_text svg;
    const struct ent_picture_words *words;
    bool paged; /* PDF */
    double dpi; /* of PNG */
    struct ent_writer *writer;
    char fault[longest_message]; /* empty: none */
};

static bool fail(struct easel *easel, const char *fault)
{
    if (easel->fault[0] == '\0')
        snprintf(easel->fault, sizeof easel->fault, "%s", fault);
    return false;
}

static bool load(struct easel *easel)
{
    void *librsvg = dlopen("librsvg-2.so.2", RTLD_NOW | RTLD_LOCAL);
    if (!librsvg)
        return fail(easel, dlerror());
    void *found;
#define FUNCTION(name)                                                                             \
    if (!(found = dlsym(librsvg, #name)))                                                          \
        return fail(easel, dlerror());                                                             \
    memcpy(&easel->library.name, &found, sizeof found);
    FUNCTIONS
#undef FUNCTION
    return true;
}

static cairo_status_t collect(void *writer, const unsigned char *bytes, unsigned length)
{
    ent_put_bytes(writer, (const char *)bytes, length);
    return CAIRO_STATUS_SUCCESS;
}

static RsvgHandle *open_svg(struct easel *easel)
{
    GError *error = NULL;
    GInputStream *stream = easel->library.g_memory_input_stream_new_from_data(
        easel->svg.bytes, (gssize)easel->svg.length, NULL);
    RsvgHandle *handle = easel->library.rsvg_handle_new_from_stream_sync(
        stream, NULL, RSVG_HANDLE_FLAG_UNLIMITED, NULL, &error); /* a large figure is no attack */
    easel->library.g_object_unref(stream);
    if (!handle)
        fail(easel, error->message);
    easel->library.g_clear_error(&error);
    return handle;
}

/* The units that a figure may be told in; without one, those of the viewBox, which are points. */
static double points_of(RsvgLength length, bool given, double otherwise)
{
    static const double factors[] = {
        [RSVG_UNIT_PX] = 0.75,      [RSVG_UNIT_IN] = 72, [RSVG_UNIT_CM] = 72 / 2.54,
        [RSVG_UNIT_MM] = 72 / 25.4, [RSVG_UNIT_PT] = 1,  [RSVG_UNIT_PC] = 12,
    };
    bool known = given && length.unit < ENT_COUNT(factors) && factors[length.unit] > 0;
    return known ? length.length * factors[length.unit] : otherwise;
}

/* The size on paper, in points. */
static bool find_size(struct easel *easel, RsvgHandle *handle, RsvgRectangle *box)
{
    gboolean has_width, has_height, has_box;
    RsvgLength width, height;
    easel->library.rsvg_handle_get_intrinsic_dimensions(handle, &has_width, &width, &has_height,
                                                        &height, &has_box, box);
    if (!has_box || !(box->width > 0 && box->height > 0))
        return fail(easel, "the figure has no size");
    box->width = points_of(width, has_width, box->width);
    box->height = points_of(height, has_height, box->height);
    return true;
}

static bool paint_on(struct easel *easel, RsvgHandle *handle, cairo_surface_t *surface,
                     const RsvgRectangle *area)
{
    GError *error = NULL;
    cairo_t *brush = easel->library.cairo_create(surface);
    bool good = easel->library.rsvg_handle_render_document(handle, brush, area, &error);
    if (!good)
        fail(easel, error->message);
    easel->library.g_clear_error(&error);
    easel->library.cairo_destroy(brush);
    return good;
}

static bool check(struct easel *easel, cairo_status_t status)
{
    return status == CAIRO_STATUS_SUCCESS ||
           fail(easel, easel->library.cairo_status_to_string(status));
}

static bool fits(struct easel *easel, double width, double height)
{
    if (width >= 1 && height >= 1 && width <= longest_side && height <= longest_side &&
        width * height <= most_dots)
        return true;
    double least = fmin(longest_side / fmax(width, height), sqrt(most_dots / (width * height)));
    snprintf(easel->fault, sizeof easel->fault,
             "%.0f x %.0f pixels at %.6g dpi, at least 1 and at most %d a side and %d million in "
             "all are possible",
             fmax(width, 0), fmax(height, 0), easel->dpi, longest_side, most_dots / 1000000);
    size_t length = strlen(easel->fault);
    if (width >= 1 && height >= 1 && easel->dpi * least >= 1)
        snprintf(easel->fault + length, sizeof easel->fault - length, "; --dpi %.0f would do",
                 floor(easel->dpi * least));
    return false;
}

static void put_png(struct easel *easel, cairo_surface_t *surface)
{
    struct ent_writer png = {0};
    cairo_status_t status =
        easel->library.cairo_surface_write_to_png_stream(surface, collect, &png);
    if (check(easel, status))
        ent_png_tell(ent_writer_text(&png), easel->dpi, easel->words->title,
                     easel->words->description, easel->words->language, easel->writer);
    ent_writer_end(&png);
}

static void paint_png(struct easel *easel, RsvgHandle *handle, const RsvgRectangle *box)
{
    const double slack = 0.01; /* 96.001 dots are 96 */
    double scale = easel->dpi / points_per_inch;
    RsvgRectangle area = {0, 0, box->width * scale, box->height * scale};
    double width = ceil(area.width - slack), height = ceil(area.height - slack);
    if (!fits(easel, width, height))
        return;
    cairo_surface_t *surface =
        easel->library.cairo_image_surface_create(CAIRO_FORMAT_ARGB32, (int)width, (int)height);
    if (check(easel, easel->library.cairo_surface_status(surface)) &&
        paint_on(easel, handle, surface, &area))
        put_png(easel, surface);
    easel->library.cairo_surface_destroy(surface);
}

/* Without a date given, the empty one keeps cairo from writing the time of day. */
static void date(const struct library *library, cairo_surface_t *surface)
{
    char stamp[sizeof "2026-01-31T12:00:00Z"] = "";
    const char *given = getenv("SOURCE_DATE_EPOCH");
    char *end = NULL;
    errno = 0;
    long long seconds = given && given[0] ? strtoll(given, &end, 10) : -1;
    time_t moment = (time_t)seconds;
    struct tm day;
    if (seconds >= 0 && errno == 0 && *end == '\0' && gmtime_r(&moment, &day))
        strftime(stamp, sizeof stamp, "%Y-%m-%dT%H:%M:%SZ", &day);
    library->cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, stamp);
}

static void entitle(const struct library *library, cairo_surface_t *surface,
                    const struct ent_picture_words *words)
{
    struct ent_arena arena = {0};
    const struct {
        cairo_pdf_metadata_t what;
        struct ent_text text;
    } told[] = {{CAIRO_PDF_METADATA_TITLE, words->title},
                {CAIRO_PDF_METADATA_SUBJECT, words->description},
                {CAIRO_PDF_METADATA_KEYWORDS, words->keywords}};
    for (size_t i = 0; i < ENT_COUNT(told); i++)
        library->cairo_pdf_surface_set_metadata(surface, told[i].what,
                                                ent_text_string(&arena, told[i].text));
    ent_arena_end(&arena);
}

static void paint_pdf(struct easel *easel, RsvgHandle *handle, const RsvgRectangle *box)
{
    const struct library *library = &easel->library;
    struct ent_writer pdf = {0};
    RsvgRectangle area = {0, 0, box->width, box->height};
    cairo_surface_t *surface =
        library->cairo_pdf_surface_create_for_stream(collect, &pdf, box->width, box->height);
    library->cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_4);
    date(library, surface);
    entitle(library, surface, easel->words);
    bool good = paint_on(easel, handle, surface, &area);
    library->cairo_surface_finish(surface);
    if (good && check(easel, library->cairo_surface_status(surface)))
        ent_pdf_tell(ent_writer_text(&pdf), easel->words->language, easel->writer);
    library->cairo_surface_destroy(surface);
    ent_writer_end(&pdf);
}

static void *paint(void *argument)
{
    struct easel *easel = argument;
    RsvgRectangle box;
    RsvgHandle *handle = open_svg(easel);
    if (!handle)
        return NULL;
    if (find_size(easel, handle, &box))
        (easel->paged ? paint_pdf : paint_png)(easel, handle, &box);
    easel->library.g_object_unref(handle);
    return NULL;
}

/* Pango keeps what it learnt of the fonts for as long as its thread lives; ours are gone after
 * each picture. */
static void paint_in_thread(struct easel *easel)
{
    pthread_t thread;
    int fault = pthread_create(&thread, NULL, paint, easel);
    if (fault == 0)
        pthread_join(thread, NULL);
    else
        fail(easel, strerror(fault));
}

/* Slanted letters are made from upright ones, and nothing is hinted. An installed font of the name
 * of one of ours would win over it. */
static const char rules_for_fonts[] =
    "<fontconfig>"
    "<match target='font'>"
    "<test name='slant'><const>roman</const></test>"
    "<test target='pattern' name='slant' compare='not_eq'><const>roman</const></test>"
    "<edit name='matrix' mode='assign'><times><name>matrix</name>"
    "<matrix><double>1</double><double>0.2</double><double>0</double><double>1</double></matrix>"
    "</times></edit>"
    "</match>"
    "<match target='font'>"
    "<edit name='antialias' mode='assign'><bool>true</bool></edit>"
    "<edit name='hinting' mode='assign'><bool>false</bool></edit>"
    "<edit name='rgba' mode='assign'><const>none</const></edit>"
    "</match>"
    "<selectfont>"
#define FACE(name, family, ...)                                                                    \
    "<rejectfont><pattern><patelt name='family'><string>" family                                   \
    "</string></patelt></pattern></rejectfont>"
#include "draw/faces.def"
#undef FACE
    "</selectfont>"
    "</fontconfig>";

static void put_folders(const struct library *library, struct ent_writer *rules, const char *name,
                        FcStrList *folders)
{
    const FcChar8 *folder;
    while ((folder = library->FcStrListNext(folders))) {
        ENT_PUT(rules, "<");
        ent_put_text(rules, ent_text_of(name));
        ENT_PUT(rules, ">");
        ent_put_xml(rules, ent_text_of((const char *)folder));
        ENT_PUT(rules, "</");
        ent_put_text(rules, ent_text_of(name));
        ENT_PUT(rules, ">");
    }
    library->FcStrListDone(folders);
}

/* Where the machine keeps its fonts, but none of its rules. */
static bool add_system_folders(const struct library *library, FcConfig *config)
{
    FcConfig *system = library->FcInitLoadConfig();
    if (!system)
        return true;
    struct ent_writer rules = {0};
    ENT_PUT(&rules, "<fontconfig>");
    put_folders(library, &rules, "dir", library->FcConfigGetFontDirs(system));
    put_folders(library, &rules, "cachedir", library->FcConfigGetCacheDirs(system));
    ENT_PUT(&rules, "</fontconfig>\0");
    bool good =
        library->FcConfigParseAndLoadFromMemory(config, (const FcChar8 *)rules.bytes, FcTrue);
    ent_writer_end(&rules);
    library->FcConfigDestroy(system);
    return good;
}

/* What the letters of a figure ask for. */
struct need {
    ent_faces faces;
    bool more; /* characters that no bundled face has */
};

static struct need need_of(const struct ent_font *font, struct ent_text svg)
{
    struct need need = {.faces = 1};
    struct ent_text line;
    while (ent_text_next(&svg, '\n', &line)) {
        need.faces |= ent_font_faces(font, line);
        need.more |= !ent_font_covers(font, line);
    }
    return need;
}

static bool save(struct ent_text path, struct ent_text bytes)
{
    FILE *file = fopen(path.bytes, "wbx");
    if (!file)
        return false;
    bool good = fwrite(bytes.bytes, 1, bytes.length, file) == bytes.length;
    return fclose(file) == 0 && good;
}

/* A private folder for the bundled faces: fontconfig takes fonts from files only. */
struct shelf {
    const char *folder;
    struct ent_text faces[ENT_FACE_COUNT][2]; /* paths, ended by a NUL; empty: not needed */
    struct need need;
};

static bool put_on_shelf(struct ent_arena *arena, struct shelf *shelf, const struct ent_font *font,
                         unsigned face, bool bold)
{
    struct ent_text number = ent_text_number(arena, face);
    shelf->faces[face][bold] =
        bold ? ENT_FORM(arena, "{}/{}-bold.ttf", ent_text_of(shelf->folder), number)
             : ENT_FORM(arena, "{}/{}.ttf", ent_text_of(shelf->folder), number);
    return save(shelf->faces[face][bold], ent_font_file(font, face, bold));
}

static bool fill_shelf(struct ent_arena *arena, struct shelf *shelf, const struct ent_font *font)
{
    for (unsigned face = 0; face < ENT_FACE_COUNT; face++)
        if (shelf->need.faces >> face & 1 && (!put_on_shelf(arena, shelf, font, face, false) ||
                                              !put_on_shelf(arena, shelf, font, face, true)))
            return false;
    return true;
}

static bool open_shelf(struct ent_arena *arena, struct ent_text svg, struct shelf *shelf)
{
    const char *place = getenv("TMPDIR");
    struct ent_text parent = ent_text_of(place && place[0] ? place : "/tmp");
    shelf->folder = mkdtemp(ent_text_string(arena, ENT_FORM(arena, "{}/entente.XXXXXX", parent)));
    if (!shelf->folder)
        return false;
    struct ent_font *font = ent_font_begin();
    shelf->need = need_of(font, svg);
    bool good = fill_shelf(arena, shelf, font);
    ent_font_end(font);
    return good;
}

static void close_shelf(const struct shelf *shelf)
{
    if (!shelf->folder)
        return;
    for (unsigned face = 0; face < ENT_FACE_COUNT; face++)
        for (int bold = 0; bold < 2; bold++)
            if (shelf->faces[face][bold].length > 0)
                unlink(shelf->faces[face][bold].bytes);
    rmdir(shelf->folder);
}

static bool add_faces(const struct library *library, FcConfig *config, const struct shelf *shelf)
{
    for (unsigned face = 0; face < ENT_FACE_COUNT; face++)
        for (int bold = 0; bold < 2; bold++) {
            struct ent_text path = shelf->faces[face][bold];
            if (path.length > 0 &&
                !library->FcConfigAppFontAddFile(config, (const FcChar8 *)path.bytes))
                return false;
        }
    return true;
}

static FcConfig *configure(const struct library *library, const struct shelf *shelf)
{
    FcConfig *config = library->FcConfigCreate();
    if (!config)
        return NULL;
    const FcChar8 *rules = (const FcChar8 *)rules_for_fonts;
    if (library->FcConfigParseAndLoadFromMemory(config, rules, FcTrue) &&
        (!shelf->need.more || add_system_folders(library, config)) &&
        library->FcConfigBuildFonts(config) && add_faces(library, config, shelf))
        return config;
    library->FcConfigDestroy(config);
    return NULL;
}

static void paint_with(struct easel *easel, const struct shelf *shelf)
{
    FcConfig *config = configure(&easel->library, shelf);
    if (!config || !easel->library.FcConfigSetCurrent(config))
        fail(easel, "the bundled font could not be made known to fontconfig");
    else
        paint_in_thread(easel);
    easel->library.FcConfigSetCurrent(NULL);
    if (config)
        easel->library.FcConfigDestroy(config);
}

static bool show(struct ent_run *run, struct easel *easel, struct ent_text path)
{
    struct shelf shelf = {0};
    if (load(easel) && open_shelf(&run->arena, easel->svg, &shelf))
        paint_with(easel, &shelf);
    else
        fail(easel, strerror(errno)); /* unless a reason is known */
    close_shelf(&shelf);
    return easel->fault[0] == '\0' || ent_writer_fail(run, path, ent_text_of(easel->fault));
}

bool ent_png_write(struct ent_run *run, struct ent_text svg, const struct ent_picture_words *words,
                   double dpi, struct ent_text path, struct ent_writer *writer)
{
    struct easel easel = {.svg = svg, .words = words, .dpi = dpi, .writer = writer};
    return show(run, &easel, path);
}

bool ent_pdf_write(struct ent_run *run, struct ent_text svg, const struct ent_picture_words *words,
                   struct ent_text path, struct ent_writer *writer)
{
    struct easel easel = {.svg = svg, .words = words, .paged = true, .writer = writer};
    return show(run, &easel, path);
}
