/* The table of the settings that may be handed to Graphviz, and their check. */
#ifndef ENT_DRAW_LAYOUT_SETTINGS_H
#define ENT_DRAW_LAYOUT_SETTINGS_H

#include "draw/layout.h"

/* Reports E500 for the first setting of the task that Graphviz shall not see, and returns false. */
bool ent_layout_settings_check(struct ent_run *run, const struct ent_layout_task *task);

/* What Graphviz is told instead of the value: a number that stands for it, where it may be any
 * name at all, else the value itself. */
struct ent_text ent_layout_setting_told(struct ent_arena *arena, char kind,
                                        const struct ent_setting *setting);

/* The value of the last setting of this name, or nothing. */
struct ent_text ent_layout_setting_value(const struct ent_setting *settings, size_t count,
                                         const char *name);

#endif
