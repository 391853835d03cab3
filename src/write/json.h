/* The door to jansson: what every writer of JSON needs. */
#ifndef ENT_WRITE_JSON_H
#define ENT_WRITE_JSON_H

#include "base/writer.h"

#include <jansson.h>

/* A text that JSON may hold and a terminal may show. */
json_t *ent_json_text(struct ent_text text);

/* Adds a member and takes it over: the members of an object stay in this order. */
void ent_json_set(json_t *object, const char *name, json_t *member);

/* Writes an object and a line end, and gives its memory back. `indent` 0: on one line. */
void ent_put_json(struct ent_writer *writer, json_t *object, size_t indent);

#endif
