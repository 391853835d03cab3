/* The task as it is written for the child, and the answer as it is read. */
#ifndef ENT_DRAW_LAYOUT_RECORD_H
#define ENT_DRAW_LAYOUT_RECORD_H

#include "base/writer.h"
#include "draw/layout_call.h"

/* Writes the task of the call; its settings are checked before. */
void ent_layout_record_write(const struct ent_layout_call *call, struct ent_writer *record);

/* Reads the child's answer into the layout of the call. Returns false if it is none to this
 * task. */
bool ent_layout_record_read(const struct ent_layout_call *call, struct ent_text bytes);

#endif
