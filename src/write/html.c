#include "write/html.h"

#include "draw/hidden.h"
#include "write/html_page.h"
#include "write/html_parts.h"
#include "write/live.h"
#include "write/svg.h"

extern const char ent_viewer_script[], ent_viewer_style[];
extern const size_t ent_viewer_script_length, ent_viewer_style_length;

bool ent_html_linked(void)
{
    return ent_viewer_script_length > 0;
}

/* What is put together before the page is, since its head tells their digests. */
struct parts {
    struct ent_writer figure, style;
    struct ent_text figure_style, script;
};

static size_t find(struct ent_text text, struct ent_text part)
{
    size_t at = 0;
    while (at + part.length <= text.length && memcmp(text.bytes + at, part.bytes, part.length) != 0)
        at++;
    return at;
}

/* The rules that a figure brings. Nobody else writes such a tag: what comes from tables is escaped.
 */
static struct ent_text style_of(struct ent_text figure)
{
    struct ent_text begin = ENT_TEXT("<style>"), end = ENT_TEXT("</style>");
    size_t from = find(figure, begin) + begin.length;
    struct ent_text rest = ent_text_slice(figure, from, SIZE_MAX);
    return from > figure.length ? (struct ent_text){0} : ent_text_slice(rest, 0, find(rest, end));
}

/* ---- head ---- */

/* Nothing is fetched, sent, framed or run but what stands here; no string becomes markup. A page
 * that is served asks its server. */
static void put_policy(const struct parts *parts, bool live, struct ent_writer *writer)
{
    ENT_PUT(writer, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
                    " script-src");
    ent_live_put_digest(writer, parts->script);
    if (live)
        ent_live_put_digest(writer, ent_live_script());
    ENT_PUT(writer, "; style-src");
    ent_live_put_digest(writer, ent_writer_text(&parts->style));
    ent_live_put_digest(writer, parts->figure_style);
    if (live)
        ent_live_put_digest(writer, ent_live_style());
    ent_put_text(writer, live ? ENT_TEXT("; connect-src 'self'") : ENT_TEXT(""));
    ENT_PUT(writer, "; img-src data: blob:; font-src data:; base-uri 'none'; form-action 'none';"
                    " require-trusted-types-for 'script'; trusted-types 'none'\">\n");
}

static void put_head(const struct ent_page *page, const struct parts *parts,
                     const struct ent_account *account, struct ent_writer *writer)
{
    ENT_PUT(writer, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    put_policy(parts, page->wish->live, writer);
    ENT_PUT(writer, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                    "<meta name=\"referrer\" content=\"no-referrer\">\n"
                    "<meta name=\"generator\" content=\"entente ");
    ent_put_xml(writer, page->wish->version);
    ENT_PUT(writer, "\">\n<meta name=\"description\" content=\"");
    ent_put_xml(writer, account->subtitle.length > 0 ? account->subtitle : account->rule);
    ENT_PUT(writer, "\">\n");
    ent_html_put_element(writer, "title", account->title);
    ENT_PUT(writer, "<style>");
    ent_put_text(writer, ent_writer_text(&parts->style));
    if (page->wish->live) {
        ENT_PUT(writer, "</style>\n<style>");
        ent_put_text(writer, ent_live_style());
    }
    ENT_PUT(writer, "</style>\n</head>\n");
}

/* A theme that is asked for is that of the whole page; else the reader's. */
static void put_scheme(const struct ent_page *page, struct ent_writer *writer)
{
    const struct ent_tone_ground *on = &page->wish->theme.on;
    bool dark = on->ground.given && ent_tone_lightness(on->ground) < 0.5;
    ent_put_text(writer, page->wish->follows_page ? ENT_TEXT("light dark")
                         : dark                   ? ENT_TEXT("dark")
                                                  : ENT_TEXT("light"));
}

static void make_style(struct ent_run *run, const struct ent_page *page, const struct ent_key *key,
                       struct ent_writer *writer)
{
    ENT_PUT(writer, ":root{color-scheme:");
    put_scheme(page, writer);
    ENT_PUT(writer, "}\n");
    ent_put_bytes(writer, ent_viewer_style, ent_viewer_style_length);
    ent_html_put_key_rules(run, page, key, writer);
}

/* ---- body ---- */

static void put_paragraph(struct ent_writer *writer, const char *id, struct ent_text text)
{
    if (text.length == 0)
        return;
    ENT_PUT(writer, "<p id=\"");
    ent_put_text(writer, ent_text_of(id));
    ENT_PUT(writer, "\">");
    ent_put_xml(writer, text);
    ENT_PUT(writer, "</p>\n");
}

static size_t count_in(const uint8_t *answers, size_t count)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        found += answers[i] != ENT_OUT;
    return found;
}

/* "12 of 40 nodes, 31 of 90 ties" */
static struct ent_text counts_of(struct ent_arena *arena, const struct ent_page *page)
{
    size_t nodes = page->network->node_count, ties = page->network->tie_count;
    size_t shown[] = {count_in(page->shown->nodes, nodes), count_in(page->shown->ties, ties)};
    size_t all[] = {count_in(page->all->nodes, nodes), count_in(page->all->ties, ties)};
    struct ent_text words[] = {ent_words_of_count(arena, all[0], "node", "nodes"),
                               ent_words_of_count(arena, all[1], "tie", "ties")};
    for (size_t i = 0; i < ENT_COUNT(words); i++)
        if (shown[i] != all[i])
            words[i] =
                ENT_FORM(arena, "{} of {}", ent_text_number(arena, (int64_t)shown[i]), words[i]);
    return ENT_FORM(arena, "{}, {}", words[0], words[1]);
}

static void put_header(struct ent_run *run, const struct ent_page *page,
                       const struct ent_account *account, struct ent_writer *writer)
{
    ENT_PUT(writer, "<header>\n<h1 id=\"title\">");
    ent_put_xml(writer, account->title);
    ENT_PUT(writer, "</h1>\n");
    put_paragraph(writer, "subtitle", account->subtitle);
    put_paragraph(writer, "rule", ent_words_of_rule(&run->arena, page->shown));
    put_paragraph(writer, "counts", counts_of(&run->arena, page));
    ENT_PUT(writer, "</header>\n");
}

static void put_figure(const struct parts *parts, const struct ent_account *account,
                       struct ent_writer *writer)
{
    ENT_PUT(writer, "<figure>\n<div id=\"stage\">\n");
    ent_put_text(writer, ent_writer_text(&parts->figure));
    ENT_PUT(writer, "</div>\n");
    ent_html_put_element(writer, "figcaption", account->caption);
    ENT_PUT(writer, "</figure>\n");
}

static void put_sources(const struct ent_account *account, struct ent_writer *writer)
{
    if (account->source_count == 0)
        return;
    ENT_PUT(writer, "<section>\n<h2>Sources</h2>\n<ul id=\"sources\">\n");
    ent_html_put_sources(account, writer);
    ENT_PUT(writer, "</ul>\n</section>\n");
}

/* How the page was made: what `metadata` is in a figure. */
static void put_footer(const struct ent_page *page, const struct ent_account *account,
                       struct ent_writer *writer)
{
    struct ent_text lines = ent_text_trim(page->drawing->metadata), line;
    ENT_PUT(writer, "<footer>\n");
    if (account->hidden_count > 0)
        ENT_PUT(writer, "<p>Not in this page:</p>\n<ul>\n");
    for (size_t i = 0; i < account->hidden_count; i++)
        ent_html_put_element(writer, "li", account->hidden[i]);
    if (account->hidden_count > 0)
        ENT_PUT(writer, "</ul>\n");
    ENT_PUT(writer, "<details>\n<summary>How this page was made</summary>\n<ul id=\"metadata\">\n");
    while (ent_text_next(&lines, '\n', &line))
        ent_html_put_element(writer, "li", line);
    ENT_PUT(writer, "</ul>\n</details>\n</footer>\n");
}

/* What the tables tell is what is shown; the list of sources is that of all years, and so is what
 * is left out. */
static void put_body(struct ent_run *run, const struct ent_page *page, const struct ent_key *key,
                     const struct parts *parts, struct ent_account *account,
                     struct ent_writer *writer)
{
    ENT_PUT(writer, "<body>\n");
    ent_put_text(writer, page->wish->live ? ent_live_place() : ENT_TEXT(""));
    put_header(run, page, account, writer);
    ENT_PUT(writer, "<main>\n<div id=\"controls\"></div>\n");
    put_figure(parts, account, writer);
    struct ent_writer legend = {0};
    ent_html_put_key(run, page, key, &legend);
    ent_html_put_dense(ent_writer_text(&legend), writer);
    ent_writer_end(&legend);
    ent_html_put_tables(account, writer);
    put_sources(account, writer);
    ENT_PUT(writer, "</main>\n");
    put_footer(page, account, writer);
    ENT_PUT(writer, "<script type=\"application/json\" id=\"entente-data\">");
    ent_html_put_records(run, page, writer);
    ENT_PUT(writer, "</script>\n<script>");
    ent_put_text(writer, parts->script);
    if (page->wish->live) {
        ENT_PUT(writer, "</script>\n<script>");
        ent_put_text(writer, ent_live_script());
    }
    ENT_PUT(writer, "</script>\n</body>\n</html>\n");
}

void ent_html_write(struct ent_run *run, const struct ent_page *page, struct ent_writer *writer)
{
    struct ent_account account;
    struct parts parts = {.script = {ent_viewer_script, ent_viewer_script_length}};
    struct ent_key *key = ent_html_key_make(run, page);
    ent_account_make(run, page->network, page->shown, &(struct ent_alt_years){0}, page->wish,
                     &account);
    account.numbered = true;
    account.sources = ent_cited_make(run, page->network, page->all, &account.source_count);
    account.hidden_count = ent_hidden_words(run, page->network, page->all, account.hidden);
    struct ent_writer figure = {0};
    ent_svg_write(page->drawing, page->font, &run->arena, &figure);
    ent_html_put_dense(ent_writer_text(&figure), &parts.figure);
    ent_writer_end(&figure);
    parts.figure_style = style_of(ent_writer_text(&parts.figure));
    make_style(run, page, key, &parts.style);
    put_head(page, &parts, &account, writer);
    put_body(run, page, key, &parts, &account, writer);
    ent_writer_end(&parts.figure);
    ent_writer_end(&parts.style);
}
