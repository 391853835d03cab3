#include "read/encoding.h"

#include "read/file.h"

#include <errno.h>
#include <iconv.h>
#include <stdio.h>

enum {
    first_unstable = 0xCC, /* begins U+0300: all code points below it are in normal form C */
    most_growth = 3,       /* times the bytes that normal form C may need, by Unicode Annex 15 */
    most_decoded = 9,    /* bytes of UTF-8 for one byte: TSCII has a letter of three code points */
    longest_name = 40,   /* of an encoding */
    shown_behind = 500,  /* bytes behind a fault that are still decoded, to show the line */
    longest_word = 16,   /* bytes on either side of a fault that show how it may be read */
    looked_at = 1 << 20, /* bytes by which another encoding is tried */
    most_offered = 3,
};

/* What spreadsheets write, the likelier first. They are offered, never chosen: Windows-1252 and
 * Windows-1258 read the same bytes, and only a reader of the language can tell. */
static const char *const common[] = {
    "UTF-8",        "windows-1252", "windows-1258", "latin1", "shift-jis", "windows-1250",
    "windows-1251", "gb18030",      "big5",         "euc-kr", "utf-16le",  "utf-16be",
};

static const struct {
    struct ent_text mark;
    const char *name;
} marks[] = {
    {{"\xEF\xBB\xBF", 3}, "UTF-8"},
    {{"\xFF\xFE", 2}, "UTF-16LE"},
    {{"\xFE\xFF", 2}, "UTF-16BE"},
};

/* Letters as iconv compares them: without case, and here without what people put between. */
static bool is_utf8(struct ent_text name)
{
    return ent_text_distance(name, ENT_TEXT("UTF8"), 0) == 0;
}

/* ---- names ---- */

/* iconv takes more than names: "" is the encoding of the locale, "//IGNORE" drops what is bad. */
static bool is_name(struct ent_text name)
{
    for (size_t at = 0; at < name.length; at++) {
        char byte = name.bytes[at];
        bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
        if (!letter && !(byte >= '0' && byte <= '9') && !strchr("-_.:+", byte))
            return false;
    }
    return name.length > 0 && name.length <= longest_name;
}

static bool open_converter(struct ent_text name, iconv_t *converter)
{
    char word[longest_name + 1] = {0};
    if (!is_name(name))
        return false;
    memcpy(word, name.bytes, name.length);
    *converter = iconv_open("UTF-8", word);
    return *converter != (iconv_t)-1; /* NOLINT: it is how iconv says no */
}

bool ent_encoding_known(struct ent_text name)
{
    iconv_t converter;
    if (!open_converter(name, &converter))
        return false;
    iconv_close(converter);
    return true;
}

struct ent_text ent_encoding_hint(struct ent_arena *arena, struct ent_text name)
{
    struct ent_text names[ENT_COUNT(common)], list = {0};
    for (size_t i = 0; i < ENT_COUNT(common); i++) {
        names[i] = ent_text_of(common[i]);
        list = ENT_FORM(arena, "{}{}{}", list, i > 0 ? ENT_TEXT(", ") : ENT_NO_HINT, names[i]);
    }
    struct ent_text hint = ent_hint_meant(arena, name, names, ENT_COUNT(common));
    return hint.length > 0 ? hint : ENT_FORM(arena, "common ones are {}", list);
}

/* ---- decoding ---- */

/* Bytes on their way to UTF-8. A bad one becomes U+FFFD, so that its line can be shown. */
struct decoding {
    struct ent_text left; /* what is not decoded yet */
    char *text;
    size_t length, room;
    size_t fault;      /* in `text`, of the first bad byte; SIZE_MAX: there is none */
    size_t fault_at;   /* the same in the bytes */
    const char *first; /* of the bytes */
    size_t unit;       /* bytes of the shortest character */
};

static size_t convert(struct decoding *d, iconv_t converter, bool end)
{
    char *in = (char *)(uintptr_t)d->left.bytes, *out = d->text + d->length;
    size_t in_left = d->left.length, out_left = d->room - d->length;
    size_t status = end ? iconv(converter, NULL, NULL, &out, &out_left)
                        : iconv(converter, &in, &in_left, &out, &out_left);
    d->length = (size_t)(out - d->text);
    d->left = ent_text_slice(d->left, d->left.length - in_left, SIZE_MAX);
    return status;
}

static void pass_over_fault(struct decoding *d)
{
    if (d->fault == SIZE_MAX) {
        d->fault = d->length;
        d->fault_at = (size_t)(d->left.bytes - d->first);
        d->left = ent_text_slice(d->left, 0, shown_behind);
    }
    memcpy(d->text + d->length, "\xEF\xBF\xBD", 3);
    d->length += 3;
    d->left = ent_text_slice(d->left, d->unit, SIZE_MAX);
}

/* False if there is no room. Windows-1258 keeps a letter back until it knows whether an accent
 * follows: the end, as a fault, lets it go. */
static bool decode(struct decoding *d, iconv_t converter)
{
    while (d->left.length > 0) {
        errno = 0;
        if (convert(d, converter, false) != (size_t)-1)
            continue;
        if (errno == E2BIG)
            return false;
        convert(d, converter, true);
        if (d->room - d->length < 3)
            return false;
        pass_over_fault(d);
    }
    return convert(d, converter, true) != (size_t)-1;
}

/* False after reporting nothing: the name is unknown, or more than 4 GiB come out. */
static bool decode_from(struct ent_arena *arena, struct ent_text bytes, struct ent_text name,
                        struct decoding *d)
{
    iconv_t converter;
    if (!open_converter(name, &converter))
        return false;
    size_t room =
        bytes.length < UINT32_MAX / most_decoded ? bytes.length * most_decoded : UINT32_MAX;
    bool wide = ent_text_distance(ent_text_slice(name, 0, 5), ENT_TEXT("UTF16"), 0) == 0 ||
                ent_text_distance(ent_text_slice(name, 0, 6), ENT_TEXT("UTF16"), 0) == 0;
    *d = (struct decoding){.left = bytes, .fault = SIZE_MAX, .first = bytes.bytes};
    d->unit = wide ? 2 : 1;
    d->room = room + 16;
    d->text = ENT_NEW(arena, char, d->room);
    bool fits = decode(d, converter);
    iconv_close(converter);
    return fits;
}

/* ---- faults ---- */

static size_t line_start(struct ent_text bytes, size_t at)
{
    while (at > 0 && bytes.bytes[at - 1] != '\n')
        at--;
    return at;
}

/* Controls that no text holds: a sign of the wrong encoding. */
static bool is_plausible(struct ent_text text)
{
    for (size_t at = 0; at < text.length;) {
        uint32_t code = ent_text_code(text, &at);
        if (code == 0 || (code >= 0x7F && code < 0xA0) || (code >= 0xE000 && code < 0xF900))
            return false;
    }
    return true;
}

static bool ends_word(char byte)
{
    return (unsigned char)byte <= ' ' || strchr(",;|\"", byte);
}

/* The bytes around a fault, from blank to blank. */
static struct ent_text word_around(struct ent_text bytes, size_t fault)
{
    size_t begin = fault, end = fault;
    while (begin > 0 && fault - begin < longest_word && !ends_word(bytes.bytes[begin - 1]))
        begin--;
    while (end < bytes.length && end - fault < longest_word && !ends_word(bytes.bytes[end]))
        end++;
    return ent_text_slice(bytes, begin, end - begin);
}

/* Are all bytes good? A part of a file may end inside a character. */
static bool is_read(const struct decoding *d, bool part, size_t length)
{
    bool good = d->fault == SIZE_MAX || (part && d->fault_at + 4 > length);
    return good && is_plausible((struct ent_text){d->text, d->length});
}

/* How an encoding reads the word; empty where it does not read the bytes around it. */
static struct ent_text reading_of(struct ent_arena *arena, struct ent_text bytes, size_t fault,
                                  struct ent_text name)
{
    struct decoding all, word;
    size_t begin = fault < looked_at / 2 ? 0 : line_start(bytes, fault - looked_at / 2);
    struct ent_text part = ent_text_slice(bytes, begin, looked_at);
    if (!decode_from(arena, part, name, &all) ||
        !is_read(&all, begin + part.length < bytes.length, part.length) ||
        !decode_from(arena, word_around(bytes, fault), name, &word))
        return ENT_NO_HINT;
    return (struct ent_text){word.text, word.length};
}

/* "--encoding windows-1252 reads 'Café', ..."; each reading once. */
static struct ent_text hint_for_bytes(struct ent_arena *arena, struct ent_text bytes, size_t fault,
                                      struct ent_text tried)
{
    struct ent_text readings[most_offered], hint = {0};
    size_t count = 0;
    for (size_t i = 0; i < ENT_COUNT(common) && count < most_offered; i++) {
        struct ent_text name = ent_text_of(common[i]);
        struct ent_text reading = reading_of(arena, bytes, fault, name);
        bool wide = ent_text_starts(name, ENT_TEXT("utf-16")); /* reads anything */
        bool known = wide || reading.length == 0 || ent_text_distance(name, tried, 0) == 0;
        for (size_t k = 0; k < count; k++)
            known |= ent_text_equal(reading, readings[k]);
        if (known)
            continue;
        hint = ENT_FORM(arena, "{}{}{} reads '{}'", hint,
                        count > 0 ? ENT_TEXT(", ") : ENT_TEXT("name its encoding: --encoding "),
                        name, reading);
        readings[count++] = reading;
    }
    return count > 0 ? hint : ENT_TEXT("save as UTF-8 (in a spreadsheet: \"CSV UTF-8\")");
}

/* UTF-16 without a mark has a NUL beside every letter of ASCII. */
static struct ent_text hint_for_nul(struct ent_text bytes, size_t nul)
{
    if (nul % 2 == 1 && nul + 2 < bytes.length && bytes.bytes[nul + 2] == 0)
        return ENT_TEXT("UTF-16 without a byte order mark? give --encoding utf-16le");
    if (nul % 2 == 0 && nul + 2 < bytes.length && bytes.bytes[nul + 2] == 0)
        return ENT_TEXT("UTF-16 without a byte order mark? give --encoding utf-16be");
    return ENT_TEXT("is it a text? a spreadsheet saves one as \"CSV UTF-8\"");
}

/* What is to be read: its bytes without mark, and how. */
struct reading {
    struct ent_run *run;
    struct ent_source *source;
    struct ent_text bytes, encoding;
    bool is_table; /* for which an encoding can be named */
    bool is_marked;
};

static bool report_nul(const struct reading *r, size_t fault)
{
    struct ent_text hint =
        r->is_table ? hint_for_nul(r->bytes, fault) : ENT_TEXT("is it a text? save as UTF-8");
    ent_report(r->run, ENT_E111, ent_place_at(r->source, fault), hint);
    return false;
}

/* `fault` in the text that is shown, `fault_at` in the bytes. */
static bool report_byte(const struct reading *r, size_t fault, size_t fault_at)
{
    char hexadecimal[8];
    struct ent_arena *arena = &r->run->arena;
    snprintf(hexadecimal, sizeof hexadecimal, "0x%02X",
             (unsigned)(unsigned char)r->bytes.bytes[fault_at]);
    struct ent_text hint = r->is_marked
                               ? ENT_TEXT("its byte order mark says so: it is damaged here")
                           : r->is_table ? hint_for_bytes(arena, r->bytes, fault_at, r->encoding)
                                         : ENT_TEXT("save as UTF-8");
    ent_report(r->run, ENT_E107, ent_place_at(r->source, fault), hint, r->encoding,
               ent_text_of(hexadecimal));
    return false;
}

static bool take_text(const struct reading *r)
{
    r->source->bytes = r->bytes;
    size_t fault = ent_text_fault(r->bytes);
    if (fault == r->bytes.length)
        return true;
    return r->bytes.bytes[fault] == 0 ? report_nul(r, fault) : report_byte(r, fault, fault);
}

static bool take_decoded(const struct reading *r)
{
    struct decoding d;
    if (!decode_from(&r->run->arena, r->bytes, r->encoding, &d) || d.length >= UINT32_MAX) {
        ent_report(r->run, ENT_E101, ENT_NOWHERE, ENT_NO_HINT, r->source->name,
                   ent_text_of(strerror(EFBIG)));
        return false;
    }
    r->source->bytes = (struct ent_text){d.text, d.length};
    if (d.fault != SIZE_MAX)
        return report_byte(r, d.fault, d.fault_at);
    size_t fault = ent_text_fault(r->source->bytes);
    return fault == d.length || report_nul(r, fault);
}

/* A mark tells more than a name that was given for all tables. */
static void take_mark(struct reading *r)
{
    for (size_t i = 0; i < ENT_COUNT(marks); i++)
        if (ent_text_starts(r->bytes, marks[i].mark)) {
            r->bytes = ent_text_slice(r->bytes, marks[i].mark.length, SIZE_MAX);
            r->encoding = ent_text_of(marks[i].name);
            r->is_marked = true;
            return;
        }
}

/* ---- normal form C ---- */

/* Plain ASCII is passed over eight bytes at a step. */
static size_t first_unstable_byte(struct ent_text bytes)
{
    size_t at = 0;
    while (at < bytes.length) {
        uint64_t word;
        if (bytes.length - at >= sizeof word) {
            memcpy(&word, bytes.bytes + at, sizeof word);
            if (!(word & 0x8080808080808080u)) {
                at += sizeof word;
                continue;
            }
        }
        if ((unsigned char)bytes.bytes[at] >= first_unstable)
            break;
        at++;
    }
    return at;
}

static struct ent_text line_at(struct ent_text bytes, size_t at)
{
    const char *end = memchr(bytes.bytes + at, '\n', bytes.length - at);
    size_t length = end ? (size_t)(end - bytes.bytes) + 1 - at : bytes.length - at;
    return ent_text_slice(bytes, at, length);
}

/* Nothing composes across a line feed, so that each line can be looked at by itself. Memory is
 * taken when the first line changes: most files have none. */
static struct ent_text composed(struct ent_arena *arena, struct ent_text bytes)
{
    char *changed = NULL;
    size_t length = 0;
    size_t at = line_start(bytes, first_unstable_byte(bytes));
    while (at < bytes.length) {
        struct ent_text line = line_at(bytes, at), normal = ent_text_nfc(arena, line);
        if (!changed && normal.bytes != line.bytes) {
            changed = ent_arena_take(arena, bytes.length, most_growth);
            memcpy(changed, bytes.bytes, at);
            length = at;
        }
        if (changed) {
            memcpy(changed + length, normal.bytes, normal.length);
            length += normal.length;
        }
        at += line.length;
    }
    return changed ? (struct ent_text){changed, length} : bytes;
}

static struct ent_source *read_source(struct reading r, struct ent_text name)
{
    r.source = ENT_NEW(&r.run->arena, struct ent_source, 1);
    *r.source = (struct ent_source){.name = name, .order = r.run->source_count++};
    take_mark(&r);
    if (r.encoding.length == 0 || is_utf8(r.encoding))
        r.encoding = ENT_TEXT("UTF-8");
    if (!(is_utf8(r.encoding) ? take_text(&r) : take_decoded(&r)))
        return NULL;
    r.source->bytes = composed(&r.run->arena, r.source->bytes);
    return r.source;
}

struct ent_source *ent_source_from(struct ent_run *run, struct ent_text name, struct ent_text bytes)
{
    return read_source((struct reading){.run = run, .bytes = bytes}, name);
}

struct ent_source *ent_table_from(struct ent_run *run, struct ent_text name, struct ent_text bytes,
                                  struct ent_text encoding)
{
    return read_source((struct reading){run, NULL, bytes, encoding, true, false}, name);
}

static struct ent_text shown_name(struct ent_text path)
{
    return ent_text_is(path, "-") ? ENT_TEXT("<standard input>") : path;
}

struct ent_source *ent_source_open(struct ent_run *run, struct ent_text path,
                                   struct ent_place mentioned)
{
    struct ent_text bytes = {0};
    if (!ent_file_read(run, path, mentioned, &bytes))
        return NULL;
    return ent_source_from(run, shown_name(path), bytes);
}

struct ent_source *ent_table_open(struct ent_run *run, struct ent_text path,
                                  struct ent_text encoding, struct ent_place mentioned)
{
    struct ent_text bytes = {0};
    if (!ent_file_read(run, path, mentioned, &bytes))
        return NULL;
    return ent_table_from(run, shown_name(path), bytes, encoding);
}
