#include "draw/words.h"

#include "draw/fate.h"
#include "model/bundle.h"

static const char *const months[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};

struct calendar_day {
    int year, month, day;
};

static struct calendar_day split(ent_day day)
{
    struct calendar_day found;
    ent_day_split(day, &found.year, &found.month, &found.day);
    return found;
}

static struct ent_text day_words(struct ent_arena *arena, struct calendar_day day)
{
    return ENT_FORM(arena, "{} {} {}", ent_text_number(arena, day.day),
                    ent_text_of(months[day.month - 1]), ent_text_number(arena, day.year));
}

static bool is_whole_month(struct calendar_day first, struct calendar_day last)
{
    return first.year == last.year && first.month == last.month && first.day == 1 &&
           last.day == ent_month_length(last.year, last.month);
}

static bool is_whole_years(struct calendar_day first, struct calendar_day last)
{
    return first.month == 1 && first.day == 1 && last.month == 12 && last.day == 31;
}

/* Words for a stretch of days: "2025", "2010 to 2019", "October 2025", or NULL bytes if it is no
 * round one. */
static struct ent_text round_words(struct ent_arena *arena, struct calendar_day first,
                                   struct calendar_day last)
{
    if (is_whole_years(first, last) && first.year == last.year)
        return ent_text_number(arena, first.year);
    if (is_whole_years(first, last))
        return ENT_FORM(arena, "{} to {}", ent_text_number(arena, first.year),
                        ent_text_number(arena, last.year));
    if (is_whole_month(first, last))
        return ENT_FORM(arena, "{} {}", ent_text_of(months[first.month - 1]),
                        ent_text_number(arena, first.year));
    return (struct ent_text){0};
}

/* "28 to 30 October 2025" where month and year are shared. */
static struct ent_text range_words(struct ent_arena *arena, struct calendar_day first,
                                   struct calendar_day last)
{
    struct ent_text end = day_words(arena, last);
    if (first.year == last.year && first.month == last.month)
        return ENT_FORM(arena, "{} to {}", ent_text_number(arena, first.day), end);
    return ENT_FORM(arena, "{} to {}", day_words(arena, first), end);
}

struct ent_text ent_words_of_days(struct ent_arena *arena, ent_day earliest, ent_day latest)
{
    bool from = earliest != ENT_DAY_FIRST, to = latest != ENT_DAY_LAST;
    if (!from && !to)
        return (struct ent_text){0};
    if (!from)
        return ENT_FORM(arena, "by {}", day_words(arena, split(latest)));
    if (!to)
        return ENT_FORM(arena, "{} or later", day_words(arena, split(earliest)));
    if (earliest == latest)
        return day_words(arena, split(earliest));
    struct ent_text words = round_words(arena, split(earliest), split(latest));
    return words.length > 0 ? words
                            : ENT_FORM(arena, "one day from {}",
                                       range_words(arena, split(earliest), split(latest)));
}

static bool is_point(const struct ent_lifetime *life)
{
    return life->start_earliest == life->end_earliest && life->start_latest == life->end_latest;
}

static struct ent_text point_words(struct ent_arena *arena, const struct ent_lifetime *life,
                                   struct ent_text start)
{
    bool day = life->start_earliest == life->start_latest;
    bool round = start.length > 0 && !ent_text_starts(start, ENT_TEXT("one day")) &&
                 !ent_text_starts(start, ENT_TEXT("by"));
    return ENT_FORM(arena, "{}{}",
                    day     ? ENT_TEXT("on ")
                    : round ? ENT_TEXT("in ")
                            : ENT_TEXT(""),
                    start);
}

/* The start of a lifetime as its dates give it; "by" says nothing where it is the evidence that
 * tells, so an unknown start has no words. */
struct ent_text ent_words_of_life(struct ent_arena *arena, const struct ent_lifetime *life)
{
    if (!life->given)
        return (struct ent_text){0};
    struct ent_text start = ent_words_of_days(arena, life->start_earliest, life->start_latest);
    struct ent_text end = {0};
    if (life->end_latest != ENT_DAY_LAST)
        end = ent_words_of_days(arena, life->end_earliest, life->end_latest);
    if (life->start_earliest != ENT_DAY_FIRST && life->start_latest == ENT_DAY_LAST)
        return ENT_FORM(arena, "not before {}", day_words(arena, split(life->start_earliest)));
    if (start.length > 0 && is_point(life))
        return point_words(arena, life, start);
    bool known = life->start_earliest != ENT_DAY_FIRST;
    if (known && end.length > 0)
        return ENT_FORM(arena, "from {} to {}", start, end);
    if (end.length > 0)
        return ENT_FORM(arena, "until {}", end);
    if (known)
        return ENT_FORM(arena, "since {}", start);
    return start.length > 0 ? ENT_FORM(arena, "known {}", start) : start;
}

struct ent_text ent_year_of_life(struct ent_arena *arena, const struct ent_lifetime *life)
{
    if (!life->given || life->start_earliest == ENT_DAY_FIRST || life->start_latest == ENT_DAY_LAST)
        return (struct ent_text){0};
    int first = split(life->start_earliest).year, last = split(life->start_latest).year;
    struct ent_text year = ent_text_number(arena, first);
    return first == last ? year : ENT_FORM(arena, "{}–{}", year, ent_text_number(arena, last));
}

struct ent_text ent_words_of_answer(enum ent_answer answer)
{
    static const char *const words[] = {"out", "possible", "presumed", "certain"};
    return ent_text_of(words[answer]);
}

static struct ent_text joined(struct ent_arena *arena, struct ent_text before, const char *between,
                              struct ent_text more)
{
    if (more.length == 0)
        return before;
    return ENT_FORM(arena, "{}{}{}", before, ent_text_of(between), more);
}

enum { most_named = 12 }; /* nobody listens to more */

static struct ent_text cited(struct ent_arena *arena, struct ent_text sources)
{
    struct ent_text names = {0}, name;
    size_t count = 0;
    for (; ent_text_next(&sources, ';', &name); count++)
        if (count < most_named)
            names = count == 0 ? name : ENT_FORM(arena, "{}, {}", names, name);
    if (count > most_named)
        names = ENT_FORM(arena, "{} and {} more", names,
                         ent_text_number(arena, (int64_t)(count - most_named)));
    return count == 0 ? names
                      : ENT_FORM(arena, "source{} {}",
                                 count > 1 ? ENT_TEXT("s") : (struct ent_text){0}, names);
}

struct ent_text ent_words_of_name(struct ent_arena *arena, const struct ent_network *network,
                                  uint32_t node)
{
    struct ent_text full = ent_node_cell(network, node, ENT_TEXT("name"));
    struct ent_text name = network->node_name[node];
    if (full.length == 0 || ent_text_equal(full, name))
        return name;
    return ENT_FORM(arena, "{} ({})", full, name);
}

static const char *manner_of(const struct ent_member *member)
{
    return member->doubtful ? " (uncertain)" : member->answer == ENT_PRESUMED ? " (presumed)" : "";
}

static struct ent_text relation_of(const struct ent_network *network,
                                   const struct ent_member *member)
{
    return network->schema->relations[member->relation].kind.label;
}

/* From that group on: those that a relation of the same name makes it a member of. */
static struct ent_text names_of_groups(struct ent_arena *arena, const struct ent_network *network,
                                       const struct ent_groups *groups, size_t first,
                                       struct ent_text relation, uint32_t node)
{
    struct ent_text names = {0};
    for (size_t i = first; i < groups->count; i++) {
        const struct ent_member *member = ent_group_member(&groups->all[i], node);
        if (!member || !ent_text_equal(relation_of(network, member), relation))
            continue;
        struct ent_text name = ENT_FORM(arena, "{}{}", network->node_name[groups->all[i].node],
                                        ent_text_of(manner_of(member)));
        names = joined(arena, names, names.length > 0 ? ", " : "", name);
    }
    return names;
}

static bool was_named(const struct ent_network *network, const struct ent_groups *groups,
                      size_t before, struct ent_text relation, uint32_t node)
{
    bool named = false;
    for (size_t i = 0; i < before && !named; i++) {
        const struct ent_member *member = ent_group_member(&groups->all[i], node);
        named = member && ent_text_equal(relation_of(network, member), relation);
    }
    return named;
}

struct ent_text ent_words_of_memberships(struct ent_arena *arena, const struct ent_network *network,
                                         const struct ent_selection *selection, uint32_t node)
{
    const struct ent_groups *groups = selection->groups;
    struct ent_text words = {0};
    for (size_t i = 0; groups && i < groups->count; i++) {
        const struct ent_member *member = ent_group_member(&groups->all[i], node);
        struct ent_text relation = member ? relation_of(network, member) : (struct ent_text){0};
        if (!member || was_named(network, groups, i, relation, node))
            continue;
        struct ent_text names = names_of_groups(arena, network, groups, i, relation, node);
        words = joined(arena, words, words.length > 0 ? ", " : "",
                       ENT_FORM(arena, "{} {}", relation, names));
    }
    return words;
}

struct ent_text ent_words_of_group_size(struct ent_arena *arena, const struct ent_group *group)
{
    struct ent_text words = ent_words_of_count(arena, group->count, "member", "members");
    if (group->shown < group->count)
        words =
            ENT_FORM(arena, "{} of {} shown", ent_text_number(arena, (int64_t)group->shown), words);
    return group->doubtful == 0 ? words
                                : ENT_FORM(arena, "{}, {} uncertain (?)", words,
                                           ent_text_number(arena, (int64_t)group->doubtful));
}

struct ent_text ent_words_of_node(struct ent_run *run, const struct ent_network *network,
                                  const struct ent_selection *selection, uint32_t node)
{
    struct ent_arena *arena = &run->arena;
    struct ent_text words = ENT_FORM(arena, "{}: {}", ent_words_of_name(arena, network, node),
                                     network->schema->types[network->node_type[node]].kind.label);
    words = joined(arena, words, ", ", ent_words_of_life(arena, &network->node_life[node]));
    if (selection->timed && network->node_life[node].given)
        words = joined(arena, words, ", ", ent_words_of_answer(selection->nodes[node]));
    words = joined(arena, words, ", ", ent_words_of_memberships(arena, network, selection, node));
    words = joined(arena, words, "; ", ent_words_of_node_fate(selection, node));
    return joined(arena, words, "; ",
                  cited(arena, ent_node_cell(network, node, ENT_TEXT("source"))));
}

struct ent_text ent_words_of_ends(struct ent_arena *arena, const struct ent_network *network,
                                  uint32_t tie)
{
    bool symmetric = network->schema->relations[network->tie_relation[tie]].symmetric;
    return ENT_FORM(arena, "{} {} {}", network->node_name[network->tie_from[tie]],
                    symmetric ? ENT_TEXT("–") : ENT_TEXT("→"),
                    network->node_name[network->tie_to[tie]]);
}

struct ent_text ent_words_of_part(struct ent_arena *arena, const struct ent_network *network,
                                  uint32_t tie)
{
    struct ent_text role = {0}, words = {0};
    if (ent_tie_has_row(network, tie))
        role = ent_tie_cell(network, tie, ENT_TEXT("role"));
    if (role.length > 0)
        words = ENT_FORM(arena, " ({})", role);
    return network->tie_behalf[tie] == ENT_NONE
               ? words
               : ENT_FORM(arena, "{}, on behalf of {}", words,
                          network->node_name[network->tie_behalf[tie]]);
}

struct ent_text ent_words_of_bundle(struct ent_arena *arena, const struct ent_network *network,
                                    uint32_t tie)
{
    struct ent_text list = {0};
    if (!ent_tie_is_bundle(network, tie))
        return list;
    size_t count = ent_tie_member_count(network, tie), named = 0, hub_count = 0;
    const struct ent_bundles *bundles = network->bundles;
    bool projected = ent_tie_is_projected(network, tie);
    const uint32_t *hubs = projected ? ent_tie_hubs(network, tie, &hub_count) : NULL;
    for (; named < count && named < most_named; named++) {
        uint32_t member = projected ? hubs[named] : bundles->members[bundles->first[tie] + named];
        struct ent_text name =
            projected
                ? network->node_name[member]
                : ENT_FORM(arena, "{}: {}", ent_words_of_ends(arena, bundles->origin, member),
                           bundles->origin->schema->relations[bundles->origin->tie_relation[member]]
                               .kind.label);
        list = named == 0 ? name : ENT_FORM(arena, "{}; {}", list, name);
    }
    if (named < count)
        list = ENT_FORM(arena, "{} and {} more", list,
                        ent_text_number(arena, (int64_t)(count - named)));
    return ENT_FORM(arena, "weight {} from {}: {}",
                    ent_bundle_cell(network, tie, ENT_TEXT("weight")),
                    ent_text_number(arena, (int64_t)count), list);
}

struct ent_text ent_words_of_tie(struct ent_run *run, const struct ent_network *network,
                                 const struct ent_selection *selection, uint32_t tie)
{
    struct ent_arena *arena = &run->arena;
    struct ent_text words =
        ENT_FORM(arena, "{}: {}{}", ent_words_of_ends(arena, network, tie),
                 network->schema->relations[network->tie_relation[tie]].kind.label,
                 ent_words_of_part(arena, network, tie));
    words = joined(arena, words, ", ", ent_words_of_bundle(arena, network, tie));
    words = joined(arena, words, ", ", ent_words_of_life(arena, &network->tie_life[tie]));
    if (selection->timed)
        words = joined(arena, words, ", ", ent_words_of_answer(selection->ties[tie]));
    words = joined(arena, words, "; ", ent_words_of_tie_fate(arena, network, selection, tie));
    return joined(arena, words, "; ", cited(arena, ent_tie_cell(network, tie, ENT_TEXT("source"))));
}

struct ent_text ent_words_of_window(struct ent_arena *arena, const struct ent_selection *selection)
{
    struct ent_window window = selection->window;
    bool from = window.first != ENT_DAY_FIRST, to = window.last != ENT_DAY_LAST;
    if (!from && !to)
        return ENT_TEXT("all years");
    if (!from)
        return ENT_FORM(arena, "up to {}", day_words(arena, split(window.last)));
    if (!to)
        return ENT_FORM(arena, "{} or later", day_words(arena, split(window.first)));
    if (window.first == window.last)
        return day_words(arena, split(window.first));
    struct ent_text words = round_words(arena, split(window.first), split(window.last));
    return words.length > 0 ? words : range_words(arena, split(window.first), split(window.last));
}

/* "What changed between 2015 and 2025". */
static struct ent_text times_words(struct ent_arena *arena, const struct ent_change *change)
{
    return ENT_FORM(arena, "{} changed between {} and {}",
                    ent_change_is_none(change) ? ENT_TEXT("Nothing") : ENT_TEXT("What"),
                    ent_words_of_window(arena, &change->before),
                    ent_words_of_window(arena, &change->after));
}

/* The same, "by what was in force at some time in each". */
static struct ent_text change_words(struct ent_arena *arena, const struct ent_change *change)
{
    struct ent_window before = change->before.window, after = change->after.window;
    bool days = before.first == before.last && after.first == after.last;
    return ENT_FORM(arena, "{}, by what was in force {} each", times_words(arena, change),
                    days ? ENT_TEXT("on") : ENT_TEXT("at some time in"));
}

static struct ent_text rule_of_time(struct ent_arena *arena, const struct ent_selection *selection)
{
    static const char *const rules[] = {
        [ENT_OUT] = "",
        [ENT_POSSIBLE] = "; also what is merely possible",
        [ENT_PRESUMED] = "; an unknown end counts as going on",
        [ENT_CERTAIN] = "; only what is certain",
    };
    if (!selection->timed)
        return ENT_TEXT("All years together");
    struct ent_text window = ent_words_of_window(arena, selection);
    struct ent_text rule = ent_text_of(rules[selection->least]);
    if (selection->yearly)
        return selection->on.length > 0
                   ? ENT_FORM(arena, "Dated by '{}': the year of each picture{}", selection->on,
                              rule)
                   : ENT_FORM(arena, "In force at some time in the year of each picture{}", rule);
    if (selection->change)
        return ENT_FORM(arena, "{}{}", change_words(arena, selection->change), rule);
    if (selection->on.length > 0)
        return ENT_FORM(arena, "Dated by '{}': {}{}", selection->on, window, rule);
    if (selection->window.first == selection->window.last)
        return ENT_FORM(arena, "As of {}{}", window, rule);
    if (selection->window.last == ENT_DAY_LAST)
        return ENT_FORM(arena, "In force on {}{}", window, rule);
    if (selection->window.first == ENT_DAY_FIRST)
        return ENT_FORM(arena, "In force on {} or before{}",
                        day_words(arena, split(selection->window.last)), rule);
    struct calendar_day first = split(selection->window.first);
    struct calendar_day last = split(selection->window.last);
    bool one =
        is_whole_month(first, last) || (is_whole_years(first, last) && first.year == last.year);
    return ENT_FORM(arena, "In force at some time {}{}{}",
                    one ? ENT_TEXT("in ") : ENT_TEXT("from "), window, rule);
}

struct ent_text ent_words_of_rule(struct ent_arena *arena, const struct ent_selection *selection)
{
    struct ent_text rule = rule_of_time(arena, selection);
    return selection->latest ? ENT_FORM(arena, "{}; without what has been superseded", rule) : rule;
}

struct ent_text ent_words_of_picture(struct ent_arena *arena, const struct ent_network *network,
                                     const struct ent_selection *now,
                                     const struct ent_selection *before)
{
    size_t begun = before ? ent_count_ties(network, now, before) : 0;
    size_t ended = before ? ent_count_ties(network, before, now) : 0;
    struct ent_text words =
        ENT_FORM(arena, "{}, {}",
                 ent_words_of_count(arena, ent_count_nodes(network, now, NULL), "node", "nodes"),
                 ent_words_of_count(arena, ent_count_ties(network, now, NULL), "tie", "ties"));
    if (begun > 0)
        words = ENT_FORM(arena, "{}, {} new", words, ent_text_number(arena, (int64_t)begun));
    if (ended > 0)
        words = ENT_FORM(arena, "{}, {} ended", words, ent_text_number(arena, (int64_t)ended));
    return words;
}

struct ent_text ent_words_of_title(struct ent_arena *arena, const struct ent_selection *selection,
                                   struct ent_text title)
{
    struct ent_text slot = ENT_TEXT("{year}");
    for (size_t at = 0; at + slot.length <= title.length; at++)
        if (ent_text_equal(ent_text_slice(title, at, slot.length), slot))
            return ENT_FORM(arena, "{}{}{}", ent_text_slice(title, 0, at),
                            ent_words_of_window(arena, selection),
                            ent_text_slice(title, at + slot.length, SIZE_MAX));
    return title;
}

struct ent_text ent_words_of_no_title(struct ent_arena *arena,
                                      const struct ent_selection *selection)
{
    const struct ent_change *change = selection->change;
    return change ? times_words(arena, change) : ENT_TEXT("Network of relations");
}

struct ent_text ent_words_of_count(struct ent_arena *arena, size_t count, const char *one,
                                   const char *many)
{
    return ENT_FORM(arena, "{} {}", ent_text_number(arena, (int64_t)count),
                    ent_text_of(count == 1 ? one : many));
}
