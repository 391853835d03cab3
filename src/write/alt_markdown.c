#include "write/account.h"

#include "draw/id.h"

/* Marks that mean something wherever they stand: a backslash before any of them is CommonMark. */
static bool is_mark(uint32_t code)
{
    return code != 0 && code < 0x80 && strchr("\\`*_[]{}<>&~^$|@#\"'", (int)code);
}

/* Marks that mean something only beside another of them, or before a letter: "--", "...", ":-)". */
static bool is_joint(struct ent_text text, size_t at, size_t next)
{
    char mark = text.bytes[at];
    if (!memchr("-.:=+", mark, 5))
        return false;
    bool beside =
        (at > 0 && text.bytes[at - 1] == mark) || (next < text.length && text.bytes[next] == mark);
    return beside || (mark == ':' && next < text.length && text.bytes[next] != ' ');
}

static bool is_word(char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
           (byte >= 'A' && byte <= 'Z');
}

/* A line may begin with the sign of a list: "1.", "iv)", "(a)", "-", "+", ":", "%". How many bytes
 * from the start on are such a sign, of which the last wants a backslash. */
static size_t sign_length(struct ent_text text)
{
    size_t at = 0;
    if (text.length > 0 && memchr("(-+:%=", text.bytes[0], 6))
        return 1;
    while (at < text.length && is_word(text.bytes[at]))
        at++;
    bool closed = at > 0 && at < text.length && memchr(".)", text.bytes[at], 2);
    return closed ? at + 1 : 0;
}

/* Text in the place of a line's beginning. What is no picture becomes one, or a blank. */
static void put(struct ent_writer *writer, struct ent_text text)
{
    size_t sign = sign_length(text);
    for (size_t at = 0; at < text.length;) {
        size_t from = at;
        uint32_t code = ent_text_code(text, &at);
        if (code == '\n' || code == '\r' || code == '\t')
            code = ' ';
        if (is_mark(code) || is_joint(text, from, at) || from + 1 == sign)
            ENT_PUT(writer, "\\");
        ent_put_code(writer, code);
    }
}

static void put_heading(struct ent_writer *writer, const char *level, struct ent_text text)
{
    ENT_PUT(writer, "\n");
    ent_put_text(writer, ent_text_of(level));
    ENT_PUT(writer, " ");
    put(writer, text);
    ENT_PUT(writer, "\n");
}

/* A list needs a blank line before it. */
static void begin_list(struct ent_writer *writer)
{
    ENT_PUT(writer, "\n");
}

static void put_item(struct ent_writer *writer, struct ent_text text)
{
    ENT_PUT(writer, "- ");
    put(writer, text);
    ENT_PUT(writer, "\n");
}

static void put_paragraph(struct ent_writer *writer, struct ent_text text)
{
    if (text.length == 0)
        return;
    ENT_PUT(writer, "\n");
    put(writer, text);
    ENT_PUT(writer, "\n");
}

static void put_groups(const struct ent_account *account, const struct ent_account_group *groups,
                       size_t count, bool of_ties, struct ent_writer *writer)
{
    struct ent_arena *arena = &account->run->arena;
    for (size_t i = 0; i < count; i++) {
        const struct ent_account_group *group = &groups[i];
        put_heading(writer, "###",
                    ENT_FORM(arena, "{} ({})", group->label,
                             ent_text_number(arena, (int64_t)group->count)));
        begin_list(writer);
        for (size_t k = 0; k < group->count; k++) {
            struct ent_account_item item = of_ties ? ent_account_tie(account, group->numbers[k])
                                                   : ent_account_node(account, group->numbers[k]);
            put_item(writer, item.note.length == 0
                                 ? item.words
                                 : ENT_FORM(arena, "{}. Note: {}", item.words, item.note));
        }
    }
}

/* Between brackets an address is a link, unless it has some itself. */
static void put_address(struct ent_writer *writer, struct ent_text address)
{
    struct ent_text link = ent_link_of(address);
    bool bracketed = link.length > 0 && !memchr(link.bytes, '<', link.length) &&
                     !memchr(link.bytes, '>', link.length);
    if (address.length == 0)
        return;
    ent_put_text(writer, bracketed ? ENT_TEXT(" <") : ENT_TEXT(" "));
    if (bracketed)
        ent_put_text(writer, link);
    else
        put(writer, address);
    if (bracketed)
        ENT_PUT(writer, ">");
}

static void put_source(const struct ent_account *account, const struct ent_cited *source,
                       struct ent_writer *writer)
{
    struct ent_text words = ent_cited_words(&account->run->arena, source);
    ENT_PUT(writer, "- ");
    put(writer, words.length > 0 ? ENT_FORM(&account->run->arena, "{}: {}", source->id, words)
                                 : source->id);
    put_address(writer, source->url);
    ENT_PUT(writer, "\n");
}

static void put_hidden(const struct ent_account *account, struct ent_writer *writer)
{
    if (account->hidden_count == 0)
        return;
    put_heading(writer, "##", ENT_TEXT("Not shown"));
    begin_list(writer);
    for (size_t i = 0; i < account->hidden_count; i++)
        put_item(writer, account->hidden[i]);
}

static void put_memberships(const struct ent_account *account, struct ent_writer *writer)
{
    if (account->group_count == 0)
        return;
    put_heading(writer, "##", ENT_TEXT("Groups"));
    begin_list(writer);
    for (size_t i = 0; i < account->group_count; i++)
        put_item(writer, account->groups[i]);
}

static void put_sources(const struct ent_account *account, struct ent_writer *writer)
{
    if (account->source_count == 0)
        return;
    put_heading(writer, "##", ENT_TEXT("Sources"));
    begin_list(writer);
    for (size_t i = 0; i < account->source_count; i++)
        put_source(account, &account->sources[i], writer);
}

static void put_pictures(const struct ent_account *account, struct ent_writer *writer)
{
    if (account->years->count == 0)
        return;
    put_heading(writer, "##", ENT_TEXT("Pictures"));
    begin_list(writer);
    for (size_t i = 0; i < account->years->count; i++)
        put_item(writer, account->pictures[i]);
}

void ent_account_put_markdown(const struct ent_account *account, struct ent_writer *writer)
{
    struct ent_arena *arena = &account->run->arena;
    ENT_PUT(writer, "# ");
    put(writer, account->title);
    ENT_PUT(writer, "\n");
    put_paragraph(writer, account->subtitle);
    put_paragraph(writer, ENT_FORM(arena, "{} {}", account->rule, account->counts));
    put_paragraph(writer, account->worth);
    put_paragraph(writer, account->answers);
    put_paragraph(writer, account->caption);
    put_pictures(account, writer);
    put_hidden(account, writer);
    put_memberships(account, writer);
    if (account->tie_change_count + account->node_change_count > 0)
        put_heading(writer, "##", ENT_TEXT("What changed"));
    put_groups(account, account->tie_changes, account->tie_change_count, true, writer);
    put_groups(account, account->node_changes, account->node_change_count, false, writer);
    if (account->node_group_count > 0)
        put_heading(writer, "##", ENT_TEXT("Nodes"));
    put_groups(account, account->nodes, account->node_group_count, false, writer);
    if (account->tie_group_count > 0)
        put_heading(writer, "##", ENT_TEXT("Ties"));
    put_groups(account, account->ties, account->tie_group_count, true, writer);
    put_sources(account, writer);
}
