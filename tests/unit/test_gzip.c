#include "write/gzip.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdlib.h>
#include <zlib.h>

static char *unpacked(const struct ent_writer *packed, size_t length)
{
    char *bytes = malloc(length + 1);
    z_stream stream = {.next_in = (unsigned char *)packed->bytes,
                       .avail_in = (unsigned)packed->length,
                       .next_out = (unsigned char *)bytes,
                       .avail_out = (unsigned)length + 1};
    assert_int_equal(inflateInit2(&stream, 15 + 16), Z_OK);
    assert_int_equal(inflate(&stream, Z_FINISH), Z_STREAM_END);
    assert_int_equal(stream.total_out, length);
    assert_int_equal(stream.avail_in, 0);
    inflateEnd(&stream);
    return bytes;
}

static void assert_comes_back(struct ent_text bytes)
{
    struct ent_writer packed = {0};
    ent_gzip_write(bytes, &packed);
    char *back = unpacked(&packed, bytes.length);
    if (bytes.length > 0)
        assert_memory_equal(back, bytes.bytes, bytes.length);
    free(back);
    ent_writer_end(&packed);
}

static void what_is_packed_comes_back(void **state)
{
    (void)state;
    assert_comes_back(ENT_TEXT("<svg/>"));
    assert_comes_back((struct ent_text){0});
}

/* More than zlib is given at once, and nothing that shrinks. */
static void megabytes_come_back(void **state)
{
    (void)state;
    struct ent_writer noise = {0};
    uint64_t hash = 1;
    while (noise.length < 3u << 20) {
        hash = hash * 6364136223846793005u + 1442695040888963407u;
        ent_put_bytes(&noise, (const char *)&hash + 4, 4);
    }
    assert_comes_back(ent_writer_text(&noise));
    ent_writer_end(&noise);
}

static void it_has_no_time_no_name_and_no_system(void **state)
{
    (void)state;
    struct ent_writer packed = {0};
    ent_gzip_write(ENT_TEXT("<svg/>"), &packed);
    assert_memory_equal(packed.bytes, "\x1F\x8B\x08\0\0\0\0\0\x02\xFF", 10);
    ent_writer_end(&packed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_packed_comes_back),
        cmocka_unit_test(megabytes_come_back),
        cmocka_unit_test(it_has_no_time_no_name_and_no_system),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
