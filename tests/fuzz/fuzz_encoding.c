/* The first byte chooses an encoding, the others are a file in it, packed or not: what is read is
 * valid UTF-8 without a NUL, what is refused has a place, and text that is written as UTF-16 or
 * packed reads as it did before. */
#include "read/encoding.h"
#include "read/packed.h"

#include "check.h"

#include <zlib.h>

static const char *const names[] = {
    "",         "windows-1252", "windows-1258", "latin1", "shift-jis", "gb18030", "big5",
    "utf-16le", "utf-16be",     "utf-16",       "utf-7",  "utf-32",    "tscii",   "iso-2022-jp",
};

static size_t put_utf16(uint32_t code, char *bytes)
{
    uint32_t units[2] = {code, 0};
    size_t count = 1;
    if (code >= 0x10000) {
        units[0] = 0xD800 + ((code - 0x10000) >> 10);
        units[1] = 0xDC00 + ((code - 0x10000) & 0x3FF);
        count = 2;
    }
    for (size_t i = 0; i < count; i++) {
        bytes[2 * i] = (char)(units[i] & 0xFF);
        bytes[2 * i + 1] = (char)(units[i] >> 8);
    }
    return 2 * count;
}

static void check_utf16(struct ent_run *run, struct ent_text text)
{
    char *bytes = ent_arena_take(&run->arena, text.length + 1, 2);
    size_t used = 2;
    bytes[0] = '\xFF';
    bytes[1] = '\xFE';
    for (size_t at = 0; at < text.length;)
        used += put_utf16(ent_text_code(text, &at), bytes + used);
    struct ent_source *again =
        ent_source_from(run, ENT_TEXT("utf16.csv"), (struct ent_text){bytes, used});
    must(again && ent_text_equal(again->bytes, text));
}

static void check_gzip(struct ent_run *run, struct ent_text text)
{
    z_stream stream = {0};
    must(deflateInit2(&stream, 1, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
    size_t room = deflateBound(&stream, (uLong)text.length);
    char *bytes = ent_arena_take(&run->arena, room, 1);
    stream.next_in = (Bytef *)(uintptr_t)text.bytes;
    stream.avail_in = (uInt)text.length;
    stream.next_out = (Bytef *)bytes;
    stream.avail_out = (uInt)room;
    must(deflate(&stream, Z_FINISH) == Z_STREAM_END);
    struct ent_text packed = {bytes, room - stream.avail_out}, again;
    deflateEnd(&stream);
    must(ent_packed_is(packed) && !ent_packed_open(&run->arena, packed, &again));
    must(ent_text_equal(again, text));
}

static void check_text(struct ent_run *run, struct ent_text text)
{
    must(ent_text_fault(text) == text.length);
    must(ent_text_nfc(&run->arena, text).length == text.length);
    check_utf16(run, text);
    check_gzip(run, text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct ent_run run;
    if (length == 0)
        return 0;
    ent_run_begin(&run);
    struct ent_text name = ent_text_of(names[bytes[0] % ENT_COUNT(names)]);
    struct ent_text file = {(const char *)bytes + 1, length - 1}, unpacked = file;
    if (ent_packed_is(file) && ent_packed_open(&run.arena, file, &unpacked))
        unpacked = file;
    struct ent_source *source = ent_table_from(&run, ENT_TEXT("fuzz.csv"), unpacked, name);
    if (source)
        check_text(&run, source->bytes);
    else
        must(run.first != NULL);
    check_reports(&run);
    ent_run_end(&run);
    return 0;
}
