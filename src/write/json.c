#include "write/json.h"

json_t *ent_json_text(struct ent_text text)
{
    struct ent_writer safe = {0};
    ent_put_shown(&safe, text);
    json_t *string = json_stringn(safe.bytes ? safe.bytes : "", safe.length);
    ent_writer_end(&safe);
    return string;
}

void ent_json_set(json_t *object, const char *name, json_t *member)
{
    json_object_set_new(object, name, member);
}

static int put_bytes(const char *bytes, size_t length, void *writer)
{
    ent_put_bytes(writer, bytes, length);
    return 0;
}

void ent_put_json(struct ent_writer *writer, json_t *object, size_t indent)
{
    const size_t digits = 12; /* as ent_text_decimal has them */
    json_dump_callback(object, put_bytes, writer,
                       (indent > 0 ? JSON_INDENT(indent) : JSON_COMPACT) |
                           JSON_REAL_PRECISION(digits));
    ENT_PUT(writer, "\n");
    json_decref(object);
}
