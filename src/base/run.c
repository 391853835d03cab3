#include "base/run.h"

#include <stdlib.h>

enum { longest_text = 500 }; /* bytes of what a message names */

static const struct {
    const char *code, *wording;
} rules[] = {
#define RULE(code, wording) {#code, wording},
#include "base/rules.def"
#undef RULE
};

void ent_run_begin(struct ent_run *run)
{
    *run = (struct ent_run){0};
    run->last = &run->first;
}

void ent_run_end(struct ent_run *run)
{
    ent_arena_end(&run->arena);
}

const char *ent_rule_code(enum ent_rule rule)
{
    return rules[rule].code;
}

const char *ent_rule_wording(enum ent_rule rule)
{
    return rules[rule].wording;
}

enum ent_rule ent_rule_coded(struct ent_text code)
{
    enum ent_rule rule = 0;
    while (rule < ENT_RULE_COUNT && !ent_text_is(code, rules[rule].code))
        rule++;
    return rule;
}

enum ent_severity ent_rule_usual_severity(enum ent_rule rule)
{
    char letter = rules[rule].code[0];
    return letter == 'E' ? ENT_ERROR : letter == 'W' ? ENT_WARNING : ENT_NOTE;
}

enum ent_severity ent_rule_severity(const struct ent_run *run, enum ent_rule rule)
{
    enum ent_severity usual = ent_rule_usual_severity(rule);
    if (run->treatments[rule] == ENT_SWITCHED_OFF)
        return ENT_SILENT;
    bool raised = run->treatments[rule] == ENT_AS_ERROR || (run->strict && usual == ENT_WARNING);
    return raised ? ENT_ERROR : usual;
}

/* A copy; what nobody would read of a long text is left out. */
static struct ent_text copied(struct ent_arena *arena, struct ent_text text)
{
    size_t length = text.length;
    if (length > longest_text) {
        length = longest_text;
        while (length > 0 && ((unsigned char)text.bytes[length] & 0xC0) == 0x80)
            length--;
    }
    return ENT_FORM(arena, "{}{}", ent_text_slice(text, 0, length),
                    length < text.length ? ENT_TEXT("\xE2\x80\xA6") : ENT_NO_HINT);
}

/* What is asked of several years may be found in each of them. */
static bool is_known(const struct ent_run *run, enum ent_rule rule, struct ent_place place,
                     struct ent_text message)
{
    const struct ent_diagnostic *known = run->first;
    while (known && !(known->rule == rule && known->place.source == place.source &&
                      known->place.offset == place.offset && known->place.cell == place.cell &&
                      ent_text_equal(known->message, message)))
        known = known->next;
    return known != NULL;
}

void ent_report_all(struct ent_run *run, enum ent_rule rule, struct ent_place place,
                    const struct ent_text *texts, size_t count)
{
    if (++run->counts[rule] > ENT_MOST_PER_RULE || ent_rule_severity(run, rule) == ENT_SILENT)
        return;
    struct ent_text *named = ENT_NEW(&run->arena, struct ent_text, count);
    for (size_t i = 0; i < count; i++)
        named[i] = copied(&run->arena, texts[i]);
    struct ent_text message =
        ent_text_form(&run->arena, ent_text_of(rules[rule].wording), named + 1, count - 1);
    if (!place.source && run->option.length > 0)
        message = ENT_FORM(&run->arena, "{}: {}", run->option, message);
    if (ent_rule_severity(run, rule) != ENT_ERROR && is_known(run, rule, place, message)) {
        run->counts[rule]--;
        return;
    }
    struct ent_diagnostic *diagnostic = ENT_NEW(&run->arena, struct ent_diagnostic, 1);
    *diagnostic = (struct ent_diagnostic){
        .rule = rule,
        .place = place,
        .message = message,
        .hint = named[0],
    };
    *run->last = diagnostic;
    run->last = &diagnostic->next;
}

struct ent_text ent_hint_meant(struct ent_arena *arena, struct ent_text word,
                               const struct ent_text *candidates, size_t count)
{
    struct ent_text meant = ent_text_meant(word, candidates, count);
    return meant.length > 0 ? ENT_FORM(arena, "did you mean '{}'?", meant) : ENT_NO_HINT;
}

size_t ent_run_errors(const struct ent_run *run)
{
    size_t errors = 0;
    for (size_t rule = 0; rule < ENT_RULE_COUNT; rule++)
        if (ent_rule_severity(run, (enum ent_rule)rule) == ENT_ERROR)
            errors += run->counts[rule];
    return errors;
}

size_t ent_rule_left_out(const struct ent_run *run, enum ent_rule rule)
{
    size_t found = run->counts[rule];
    bool silent = ent_rule_severity(run, rule) == ENT_SILENT;
    return !silent && found > ENT_MOST_PER_RULE ? found - ENT_MOST_PER_RULE : 0;
}

static int by_place(const void *a, const void *b)
{
    const struct ent_diagnostic *left = *(const struct ent_diagnostic *const *)a;
    const struct ent_diagnostic *right = *(const struct ent_diagnostic *const *)b;
    size_t keys[][2] = {
        {left->place.source ? left->place.source->order + 1 : 0,
         right->place.source ? right->place.source->order + 1 : 0},
        {left->place.offset, right->place.offset},
        {left->place.cell, right->place.cell},
        {left->rule, right->rule},
    };
    for (size_t i = 0; i < ENT_COUNT(keys); i++)
        if (keys[i][0] != keys[i][1])
            return keys[i][0] < keys[i][1] ? -1 : 1;
    return ent_text_compare(left->message, right->message);
}

const struct ent_diagnostic **ent_run_diagnostics(struct ent_run *run, size_t *count)
{
    size_t found = 0;
    for (const struct ent_diagnostic *d = run->first; d; d = d->next)
        found++;
    const struct ent_diagnostic **all = ENT_NEW(&run->arena, const struct ent_diagnostic *, found);
    size_t at = 0;
    for (const struct ent_diagnostic *d = run->first; d; d = d->next)
        all[at++] = d;
    qsort(all, found, sizeof *all, by_place);
    *count = 0;
    for (size_t i = 0; i < found; i++)
        if (i == 0 || by_place(&all[*count - 1], &all[i]) != 0)
            all[(*count)++] = all[i];
    return all;
}
