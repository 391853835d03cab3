#include "cli/wish.h"

static const struct ent_value *value(const struct ent_options *options, enum ent_option option)
{
    return &options->values[option];
}

static const struct {
    const char *name;
    enum ent_rule_of_weight rule;
} rules[] = {
    {"count", ENT_BY_COUNT},
    {"newman", ENT_BY_NEWMAN},
    {"share", ENT_BY_SHARE},
    {"days", ENT_BY_DAYS},
};

static enum ent_rule_of_weight read_rule(struct ent_run *run, const struct ent_value *rule)
{
    for (size_t i = 0; i < ENT_COUNT(rules); i++)
        if (ent_text_is(rule->text, rules[i].name))
            return rules[i].rule;
    if (rule->given)
        ent_report(run, ENT_E500, rule->place, ENT_TEXT("count, newman, share or days"),
                   ENT_FORM(&run->arena, "--rule: there is no rule '{}'", rule->text));
    return ENT_BY_COUNT;
}

/* Digits with at most one point, in every locale. */
static double read_weight(struct ent_run *run, const struct ent_value *least)
{
    double weight = 0, unit = 1;
    bool point = false, good = least->text.length > 0 && least->text.length < 16;
    for (size_t at = 0; good && at < least->text.length; at++) {
        char byte = least->text.bytes[at];
        good = (byte >= '0' && byte <= '9') || (byte == '.' && !point);
        if (byte == '.') {
            point = true;
            continue;
        }
        weight = weight * 10 + (byte - '0');
        unit *= point ? 10 : 1;
    }
    if (least->given && !good)
        ent_report(run, ENT_E500, least->place, ENT_NO_HINT,
                   ENT_FORM(&run->arena, "--min is a weight, as 3 or 0.5, not '{}'", least->text));
    return good ? weight / unit : 0;
}

/* What means something only beside another option is refused without it. */
static void refuse_alone(struct ent_run *run, const struct ent_options *options)
{
    static const struct {
        enum ent_option option, needs;
    } pairs[] = {
        {ENT_OPTION_RULE, ENT_OPTION_PROJECT},  {ENT_OPTION_MIN, ENT_OPTION_PROJECT},
        {ENT_OPTION_SHARE, ENT_OPTION_PROJECT}, {ENT_OPTION_MAX_PARTIES, ENT_OPTION_PROJECT},
        {ENT_OPTION_LOOPS, ENT_OPTION_ROLLUP},  {ENT_OPTION_GROUP_AS, ENT_OPTION_GROUP},
    };
    struct ent_arena *arena = &run->arena;
    const struct ent_value *via = value(options, ENT_OPTION_VIA);
    if (via->given && !value(options, ENT_OPTION_PROJECT)->given &&
        !value(options, ENT_OPTION_GROUP)->given)
        ent_report(run, ENT_E500, via->place, ENT_NO_HINT,
                   ENT_TEXT("--via says how to --project or --group, which is not asked for"));
    for (size_t i = 0; i < ENT_COUNT(pairs); i++)
        if (value(options, pairs[i].option)->given && !value(options, pairs[i].needs)->given)
            ent_report(run, ENT_E500, value(options, pairs[i].option)->place, ENT_NO_HINT,
                       ENT_FORM(arena, "{} says how to {}, which is not asked for",
                                ent_option_name(arena, pairs[i].option),
                                ent_option_name(arena, pairs[i].needs)));
}

/* Members stand in no tie that could be compared. */
static void refuse_in_change(struct ent_run *run, const struct ent_options *options)
{
    const struct ent_value *group = value(options, ENT_OPTION_GROUP);
    if (group->given && value(options, ENT_OPTION_CHANGE)->given)
        ent_report(run, ENT_E500, group->place,
                   ENT_TEXT("draw each of the two by itself, with --year"),
                   ENT_TEXT("--group is not compared by --change"));
}

/* Members would have to be found in each year, and the groups that are left without a tie. */
static void refuse_groups_of_made_ties(struct ent_run *run, const struct ent_options *options)
{
    static const enum ent_option made[] = {ENT_OPTION_ROLLUP, ENT_OPTION_PROJECT, ENT_OPTION_MERGE};
    for (size_t i = 0; i < ENT_COUNT(made); i++)
        if (value(options, made[i])->given && value(options, ENT_OPTION_SERIES)->given &&
            value(options, ENT_OPTION_GROUP)->given)
            ent_report(run, ENT_E500, value(options, ENT_OPTION_GROUP)->place,
                       ENT_TEXT("draw each year by itself, with --year"),
                       ENT_FORM(&run->arena, "--group is not drawn in a --series with {}",
                                ent_option_name(&run->arena, made[i])));
}

bool ent_derivation_read(struct ent_run *run, const struct ent_options *options,
                         struct ent_derivation *derivation)
{
    size_t errors = ent_run_errors(run);
    bool projects = value(options, ENT_OPTION_PROJECT)->given;
    *derivation = (struct ent_derivation){
        .rollup = *value(options, ENT_OPTION_ROLLUP),
        .project = *value(options, ENT_OPTION_PROJECT),
        .via = *value(options, ENT_OPTION_VIA),
        .group = *value(options, ENT_OPTION_GROUP),
        .max_parties = *value(options, ENT_OPTION_MAX_PARTIES),
        .rule = read_rule(run, value(options, ENT_OPTION_RULE)),
        .merge = value(options, ENT_OPTION_MERGE)->given,
        .loops = value(options, ENT_OPTION_LOOPS)->given,
        .share = value(options, ENT_OPTION_SHARE)->given,
        .keep_isolated = value(options, ENT_OPTION_KEEP_ISOLATED)->given ||
                         value(options, ENT_OPTION_LINEAGE)->given,
        .least_weight = read_weight(run, value(options, ENT_OPTION_MIN)),
        .most_per_node =
            projects ? (size_t)ent_option_number(run, options, ENT_OPTION_TOP, 1, 100000000, 0) : 0,
        .most_parties =
            (size_t)ent_option_number(run, options, ENT_OPTION_MAX_PARTIES, 2, 100000000, 0),
    };
    refuse_alone(run, options);
    refuse_in_change(run, options);
    refuse_groups_of_made_ties(run, options);
    return ent_run_errors(run) == errors;
}
