#include "read/digest.h"

#include <sha2.h>
#include <stdlib.h>

enum { prefix_length = 8 };

/* A line without its end, and its first bytes as a number, by which most lines are told apart. */
struct line {
    uint64_t prefix;
    struct ent_text text;
};

static uint64_t prefix_of(struct ent_text text)
{
    uint64_t prefix = 0;
    for (size_t i = 0; i < prefix_length; i++)
        prefix = prefix << 8 | (i < text.length ? (unsigned char)text.bytes[i] : 0);
    return prefix;
}

static int by_bytes(const void *a, const void *b)
{
    const struct line *left = a, *right = b;
    if (left->prefix != right->prefix)
        return left->prefix < right->prefix ? -1 : 1;
    return ent_text_compare(left->text, right->text);
}

static struct ent_text hexadecimal(struct ent_arena *arena, SHA2_CTX *context)
{
    uint8_t digest[SHA256_DIGEST_LENGTH];
    SHA256Final(digest, context);
    char *digits = ENT_NEW(arena, char, 2 * sizeof digest);
    for (size_t i = 0; i < sizeof digest; i++) {
        digits[2 * i] = "0123456789abcdef"[digest[i] >> 4];
        digits[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
    }
    return (struct ent_text){digits, 2 * sizeof digest};
}

static void add(SHA2_CTX *context, const char *bytes, size_t length)
{
    SHA256Update(context, (const uint8_t *)bytes, length);
}

struct ent_text ent_digest_of_bytes(struct ent_arena *arena, struct ent_text bytes)
{
    SHA2_CTX context;
    SHA256Init(&context);
    add(&context, bytes.bytes, bytes.length);
    return hexadecimal(arena, &context);
}

void ent_digest_put_base64(struct ent_writer *writer, struct ent_text bytes)
{
    SHA2_CTX context;
    uint8_t digest[SHA256_DIGEST_LENGTH];
    SHA256Init(&context);
    add(&context, bytes.bytes, bytes.length);
    SHA256Final(digest, &context);
    ent_put_base64(writer, digest, sizeof digest);
}

static size_t count_lines(struct ent_text bytes)
{
    size_t count = 0;
    for (size_t at = 0; at < bytes.length; count++) {
        const char *end = memchr(bytes.bytes + at, '\n', bytes.length - at);
        at = end ? (size_t)(end - bytes.bytes) + 1 : bytes.length;
    }
    return count;
}

struct ent_text ent_digest_of_lines(struct ent_arena *arena, struct ent_text bytes)
{
    size_t count = count_lines(bytes), at = 0;
    struct line *lines = ENT_NEW(arena, struct line, count + 1);
    for (size_t i = 0; i < count; i++) {
        const char *end = memchr(bytes.bytes + at, '\n', bytes.length - at);
        size_t length = end ? (size_t)(end - bytes.bytes) - at : bytes.length - at;
        lines[i].text = ent_text_slice(bytes, at, length);
        lines[i].prefix = prefix_of(lines[i].text);
        at += length + 1;
    }
    qsort(lines, count, sizeof *lines, by_bytes);
    SHA2_CTX context;
    SHA256Init(&context);
    for (size_t i = 0; i < count; i++) {
        add(&context, lines[i].text.bytes, lines[i].text.length);
        add(&context, "\n", 1);
    }
    return hexadecimal(arena, &context);
}
