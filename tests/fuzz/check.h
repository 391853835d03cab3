/* What every reader owes, whatever it was given. */
#ifndef TESTS_FUZZ_CHECK_H
#define TESTS_FUZZ_CHECK_H

#include "base/run.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static inline void must(bool good)
{
    if (!good)
        abort();
}

/* A place is inside its source. */
static inline void check_place(struct ent_place place)
{
    struct ent_position position = ent_place_position(place);
    must(position.line >= 1 && position.column >= 1 && position.width >= 1);
    must(position.line_start <= position.offset && position.line_start <= position.line_end);
    must(position.line_end <= place.source->bytes.length);
    must(position.offset <= place.source->bytes.length);
}

static inline void check_reports(const struct ent_run *run)
{
    for (const struct ent_diagnostic *d = run->first; d; d = d->next) {
        must(ent_text_fault(d->message) == d->message.length);
        if (d->place.source)
            check_place(d->place);
    }
}

#endif
