#include "write/gzip.h"

#include <stdio.h>
#include <stdlib.h>
#include <zlib.h>

enum { gzip_window = 15 + 16, most_memory = 9, unknown_system = 255 };

static void fail_without_memory(void)
{
    fputs("entente: out of memory\n", stderr);
    exit(ENT_EXIT_WORLD);
}

/* Its input is taken in pieces that its counters can hold. */
static void pack(z_stream *stream, struct ent_text bytes, struct ent_writer *writer)
{
    const size_t most = 1 << 20;
    unsigned char packed[1 << 14];
    for (int state = Z_OK; state != Z_STREAM_END;) {
        size_t length = bytes.length < most ? bytes.length : most;
        if (stream->avail_in == 0) {
            stream->next_in = (unsigned char *)(uintptr_t)bytes.bytes; /* zlib only reads it */
            stream->avail_in = (unsigned)length;
            bytes = ent_text_slice(bytes, length, SIZE_MAX);
        }
        stream->next_out = packed;
        stream->avail_out = sizeof packed;
        state = deflate(stream, bytes.length == 0 ? Z_FINISH : Z_NO_FLUSH);
        ent_put_bytes(writer, (const char *)packed, sizeof packed - stream->avail_out);
    }
}

void ent_gzip_write(struct ent_text bytes, struct ent_writer *writer)
{
    z_stream stream = {0};
    gz_header header = {.os = unknown_system};
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, gzip_window, most_memory,
                     Z_DEFAULT_STRATEGY) != Z_OK)
        fail_without_memory();
    deflateSetHeader(&stream, &header);
    pack(&stream, bytes, writer);
    deflateEnd(&stream);
}
