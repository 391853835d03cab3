#include "cli/options.h"

/* What -W asks for, before its code. */
static const struct {
    const char *start;
    enum ent_treatment treatment;
} ways[] = {{"no-", ENT_SWITCHED_OFF}, {"error=", ENT_AS_ERROR}, {"", ENT_AS_USUAL}};

/* The same number with another letter is likelier than a typing mistake. */
static struct ent_text code_meant(struct ent_text code)
{
    struct ent_text codes[ENT_RULE_COUNT];
    for (size_t i = 0; i < ENT_RULE_COUNT; i++) {
        codes[i] = ent_text_of(ent_rule_code((enum ent_rule)i));
        struct ent_text number = ent_text_slice(codes[i], 1, SIZE_MAX);
        if (ent_text_equal(number, code) ||
            ent_text_equal(number, ent_text_slice(code, 1, SIZE_MAX)))
            return codes[i];
    }
    return ent_text_meant(code, codes, ENT_RULE_COUNT);
}

static bool refuse_unknown(struct ent_run *run, struct ent_text start, struct ent_text code)
{
    struct ent_text meant = code_meant(code);
    ent_report(run, ENT_E500, ENT_NOWHERE,
               meant.length > 0
                   ? ENT_FORM(&run->arena, "did you mean '-W {}{}'?", start, meant)
                   : ENT_TEXT("the manual lists the codes; -W takes CODE, no-CODE or error=CODE"),
               ENT_FORM(&run->arena, "-W: there is no rule '{}'", code));
    return false;
}

static bool treat(struct ent_run *run, struct ent_text text)
{
    size_t way = 0;
    while (!ent_text_starts(text, ent_text_of(ways[way].start)))
        way++;
    struct ent_text start = ent_text_of(ways[way].start);
    struct ent_text code = ent_text_slice(text, start.length, SIZE_MAX);
    enum ent_rule rule = ent_rule_coded(code);
    if (rule == ENT_RULE_COUNT)
        return refuse_unknown(run, start, code);
    if (ways[way].treatment == ENT_SWITCHED_OFF && ent_rule_usual_severity(rule) == ENT_ERROR) {
        ent_report(run, ENT_E500, ENT_NOWHERE,
                   ENT_TEXT("only warnings and notes can be switched off"),
                   ENT_FORM(&run->arena, "-W: {} is an error", code));
        return false;
    }
    run->treatments[rule] = (uint8_t)ways[way].treatment;
    return true;
}

bool ent_treatments_read(struct ent_run *run, const struct ent_options *options)
{
    const struct ent_value *last = &options->values[ENT_OPTION_WARNING];
    size_t count = 0;
    for (const struct ent_value *value = last; value && value->given; value = value->earlier)
        count++;
    struct ent_text *texts = ENT_NEW(&run->arena, struct ent_text, count + 1);
    for (size_t i = count; i > 0; i--, last = last->earlier)
        texts[i - 1] = last->text;
    bool good = true;
    for (size_t i = 0; i < count; i++)
        good = treat(run, texts[i]) && good;
    return good;
}
