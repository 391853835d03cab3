#include "read/packed.h"

#define ZLIB_CONST /* it does not write to what it is given */
#include <zlib.h>
#include <zstd.h>

enum {
    chunk_size = 64 * 1024,
    gzip_window = 15 + 16, /* zlib's way to say: the largest window, with a header of gzip */
};

static const char too_large[] = "it unpacks to more than 4 GiB";
static const char cut_off[] = "the packed file is cut off";
static const char damaged[] = "the packed file is damaged";
static const char followed[] = "something else follows the packed file";

/* Where unpacked bytes go: counted only, or kept. */
struct unpacking {
    struct ent_text packed;
    size_t at;     /* bytes of it that are used */
    char *scratch; /* of chunk_size */
    char *kept;    /* one byte longer than what comes out, or NULL: count */
    size_t length, room;
};

static char *room_for(const struct unpacking *u, size_t *room)
{
    *room = u->kept ? u->room - u->length : chunk_size;
    if (*room > chunk_size)
        *room = chunk_size;
    return u->kept ? u->kept + u->length : u->scratch;
}

/* Tables keep offsets in 32 bits. */
static const char *took(struct unpacking *u, size_t length)
{
    u->length += length;
    return u->length >= UINT32_MAX ? too_large : NULL;
}

static bool is_gzip(struct ent_text bytes)
{
    return ent_text_starts(bytes, ENT_TEXT("\x1F\x8B\x08"));
}

static bool is_zstandard(struct ent_text bytes)
{
    return ent_text_starts(bytes, ENT_TEXT("\x28\xB5\x2F\xFD"));
}

static struct ent_text left_of(const struct unpacking *u)
{
    return ent_text_slice(u->packed, u->at, SIZE_MAX);
}

/* Archives on tapes are filled up with NUL, which gzip too passes over. */
static bool is_filling(struct ent_text left)
{
    for (size_t at = 0; at < left.length; at++)
        if (left.bytes[at] != 0)
            return false;
    return true;
}

static const char *inflate_chunk(struct unpacking *u, z_stream *stream, bool *ended)
{
    struct ent_text left = left_of(u);
    size_t room, given = left.length < chunk_size ? left.length : chunk_size;
    stream->next_in = (const Bytef *)left.bytes;
    stream->avail_in = (uInt)given;
    stream->next_out = (Bytef *)room_for(u, &room);
    stream->avail_out = (uInt)room;
    int status = inflate(stream, Z_NO_FLUSH);
    u->at += given - stream->avail_in;
    *ended = status == Z_STREAM_END;
    if (status == Z_BUF_ERROR)
        return cut_off;
    if (status != Z_OK && !*ended)
        return damaged;
    return took(u, room - stream->avail_out);
}

/* A file may hold several members, one behind the other. */
static const char *pass_gzip(struct unpacking *u)
{
    z_stream stream = {0};
    const char *fault = NULL;
    bool ended = false;
    if (inflateInit2(&stream, gzip_window) != Z_OK)
        return "no memory to unpack it";
    while (!fault && (!ended || !is_filling(left_of(u)))) {
        if (ended && !is_gzip(left_of(u)))
            fault = followed;
        else if (ended && inflateReset(&stream) != Z_OK)
            fault = damaged;
        else
            fault = inflate_chunk(u, &stream, &ended);
    }
    inflateEnd(&stream);
    return fault;
}

static const char *pass_zstandard(struct unpacking *u)
{
    ZSTD_DCtx *context = ZSTD_createDCtx();
    const char *fault = context ? NULL : "no memory to unpack it";
    bool ended = false;
    while (!fault && !ended) {
        size_t room;
        ZSTD_inBuffer in = {u->packed.bytes, u->packed.length, u->at};
        char *next = room_for(u, &room);
        ZSTD_outBuffer out = {next, room, 0};
        size_t wanted = ZSTD_decompressStream(context, &out, &in);
        bool stuck = in.pos == u->at && out.pos == 0;
        u->at = in.pos;
        ended = u->at == u->packed.length && wanted == 0;
        if (ZSTD_isError(wanted))
            fault = damaged;
        else if (!ended && (stuck || (u->at == u->packed.length && out.pos < out.size)))
            fault = cut_off;
        else
            fault = took(u, out.pos);
    }
    ZSTD_freeDCtx(context);
    return fault;
}

bool ent_packed_is(struct ent_text bytes)
{
    return is_gzip(bytes) || is_zstandard(bytes);
}

const char *ent_packed_open(struct ent_arena *arena, struct ent_text packed, struct ent_text *bytes)
{
    const char *(*pass)(struct unpacking *) = is_gzip(packed) ? pass_gzip : pass_zstandard;
    struct unpacking count = {.packed = packed, .scratch = ENT_NEW(arena, char, chunk_size)};
    const char *fault = pass(&count);
    if (fault)
        return fault;
    size_t room = count.length + 1; /* zlib wants room for the end too */
    struct unpacking fill = {.packed = packed, .kept = ENT_NEW(arena, char, room), .room = room};
    fault = pass(&fill);
    *bytes = (struct ent_text){fill.kept, fill.length};
    return fault;
}
