/* Any bytes as a date: refused with one diagnostic, or two days in order, which read back the
 * same when they are printed. */
#include "read/edtf.h"

#include "check.h"

static void check_day(struct ent_run *run, ent_day day)
{
    if (day == ENT_DAY_FIRST || day == ENT_DAY_LAST)
        return;
    struct ent_date again;
    must(ent_date_read(run, ent_day_text(&run->arena, day), ENT_NOWHERE, &again));
    must(again.earliest == day && again.latest == day && again.marks == 0);
}

/* What is proposed must be worth typing in. */
static void check_hint(struct ent_run *run, struct ent_text hint)
{
    struct ent_text start = ENT_TEXT("did you mean ");
    if (!ent_text_starts(hint, start))
        return;
    struct ent_text proposal = ent_text_slice(hint, start.length, SIZE_MAX);
    size_t end = 0;
    while (end < proposal.length && proposal.bytes[end] != '?' && proposal.bytes[end] != ' ')
        end++;
    struct ent_date date;
    must(ent_date_read(run, ent_text_slice(proposal, 0, end), ENT_NOWHERE, &date));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct ent_run run;
    struct ent_date date;
    ent_run_begin(&run);
    if (ent_date_read(&run, (struct ent_text){(const char *)bytes, length}, ENT_NOWHERE, &date)) {
        must(run.first == NULL && date.earliest <= date.latest);
        check_day(&run, date.earliest);
        check_day(&run, date.latest);
    } else {
        must(run.first && !run.first->next);
        check_hint(&run, run.first->hint);
    }
    ent_run_end(&run);
    return 0;
}
