#include "draw/badge.h"

#include "draw/hull.h"

#include <math.h>

enum { badge_size = 8, longest_code = 7, most_letters = 26 };

static const double badge_height = 11.5, padding = 3.5, between = 3, above = 2.5;
static const double least_row = 96; /* badges of a small node stand in rows no narrower than that */

double ent_badge_size(void)
{
    return badge_size;
}

/* ---- how they are told ---- */

static const struct {
    const char *name;
    enum ent_group_form form;
} forms[] = {{"cluster", ENT_GROUPS_IN_CLUSTERS},
             {"hull", ENT_GROUPS_IN_HULLS},
             {"badge", ENT_GROUPS_ON_BADGES}};

static enum ent_group_form asked_form(struct ent_run *run, const struct ent_value *asked)
{
    for (size_t i = 0; i < ENT_COUNT(forms); i++)
        if (ent_text_is(asked->text, forms[i].name))
            return forms[i].form;
    if (asked->given)
        ent_report(run, ENT_E500, asked->place, ENT_TEXT("cluster, hull or badge"),
                   ENT_FORM(&run->arena, "--group-as: there is no form '{}'", asked->text));
    return ENT_NO_GROUPS;
}

/* The first planned node that is in two groups, or ENT_NONE. */
static uint32_t first_in_two(const struct ent_plan *plan, const struct ent_group *both[2])
{
    const struct ent_groups *groups = plan->selection->groups;
    for (size_t i = 0; i < plan->node_count; i++) {
        size_t count = 0;
        for (size_t k = 0; k < groups->count && count < 2; k++)
            if (ent_group_member(&groups->all[k], plan->nodes[i].node))
                both[count++] = &groups->all[k];
        if (count == 2)
            return plan->nodes[i].node;
    }
    return ENT_NONE;
}

static void refuse(struct ent_run *run, const struct ent_wish *wish, struct ent_text why,
                   const char *help)
{
    ent_report(run, ENT_E500, wish->group_as.place, ent_text_of(help),
               ENT_FORM(&run->arena, "--group-as {}: {}", wish->group_as.text, why));
}

static void check_clusters(struct ent_run *run, const struct ent_wish *wish,
                           const struct ent_plan *plan)
{
    const struct ent_group *both[2];
    const struct ent_network *network = plan->network;
    uint32_t node = first_in_two(plan, both);
    if (node != ENT_NONE)
        refuse(run, wish,
               ENT_FORM(&run->arena, "'{}' is in '{}' and in '{}', and a frame holds it once",
                        network->node_name[node], network->node_name[both[0]->node],
                        network->node_name[both[1]->node]),
               "--group-as hull or badge shows it in both");
    if (wish->cluster.given)
        refuse(run, wish, ENT_TEXT("there are frames already, of --cluster"),
               "--group-as hull or badge goes with them");
    if (plan->selection->groups->yearly)
        refuse(run, wish, ENT_TEXT("frames stay the same in a --series, and members do not"),
               "--group-as hull or badge follows the years");
}

static bool has_room_for_hulls(const struct ent_layout_engine *engine)
{
    return !engine || (!engine->place && !engine->tiles);
}

static void check_hulls(struct ent_run *run, const struct ent_wish *wish,
                        const struct ent_plan *plan, const struct ent_layout_engine *engine)
{
    if (!has_room_for_hulls(engine))
        refuse(run, wish, ENT_FORM(&run->arena, "{} has no room for hulls", wish->engine.text),
               "--group-as badge goes with every layout");
    if (plan->group_count > ENT_MOST_HULLS)
        refuse(run, wish,
               ENT_FORM(&run->arena, "{} hulls cannot be told apart, only {}",
                        ent_text_number(&run->arena, (int64_t)plan->group_count),
                        ent_text_number(&run->arena, ENT_MOST_HULLS)),
               "name fewer groups, or --group-as badge");
}

static enum ent_group_form form_that_fits(const struct ent_wish *wish, const struct ent_plan *plan)
{
    const struct ent_group *both[2];
    const struct ent_layout_engine *engine =
        wish->engine.given ? ent_layout_engine(wish->engine.text) : NULL;
    bool framed = (!engine || engine->draws_clusters) && !wish->cluster.given &&
                  !plan->selection->groups->yearly && first_in_two(plan, both) == ENT_NONE;
    for (size_t i = 0; i < plan->group_count; i++) /* a frame around one holds nothing together */
        framed &= plan->selection->groups->all[i].shown != 1;
    bool hulled = has_room_for_hulls(engine) && plan->group_count <= ENT_MOST_HULLS;
    return framed ? ENT_GROUPS_IN_CLUSTERS : hulled ? ENT_GROUPS_IN_HULLS : ENT_GROUPS_ON_BADGES;
}

/* ---- what they are called ---- */

static size_t letters_of(struct ent_text name)
{
    size_t count = 0;
    for (size_t i = 0; i < name.length; i++)
        count += (name.bytes[i] & 0xC0) != 0x80;
    return count;
}

/* Short names stand on badges; where one is long, all have letters, or numbers. */
static struct ent_text code_of(struct ent_run *run, const struct ent_plan *plan, size_t group,
                               bool named)
{
    const struct ent_groups *groups = plan->selection->groups;
    char letter = (char)('A' + group % most_letters);
    if (named)
        return plan->network->node_name[groups->all[group].node];
    if (groups->count <= most_letters)
        return ENT_FORM(&run->arena, "{}", (struct ent_text){&letter, 1});
    return ent_text_number(&run->arena, (int64_t)group + 1);
}

static struct ent_colour colour_of(const struct ent_plan *plan, size_t group)
{
    static const uint32_t colours[] = {0x7a2e5d, 0x0f6b5c, 0x8a5200, 0x3d4fa3, 0xa1343c, 0x55606b};
    struct ent_colour colour = {colours[group % ENT_COUNT(colours)], true};
    return ent_theme_colour(plan->theme, ENT_ROLE_LINE, colour);
}

static void name_groups(struct ent_run *run, struct ent_plan *plan)
{
    const struct ent_groups *groups = plan->selection->groups;
    bool named = true;
    for (size_t i = 0; i < groups->count; i++)
        named &= letters_of(plan->network->node_name[groups->all[i].node]) <= longest_code;
    plan->groups = ENT_NEW(&run->arena, struct ent_plan_group, groups->count + 1);
    for (size_t i = 0; i < groups->count; i++)
        plan->groups[i] = (struct ent_plan_group){code_of(run, plan, i, named), colour_of(plan, i)};
    plan->group_count = groups->count;
}

/* ---- room on nodes ---- */

static double width_of(const struct ent_plan *plan, size_t group, bool doubtful)
{
    double width = ent_font_width(plan->font, plan->groups[group].code, badge_size, true);
    if (doubtful)
        width += ent_font_width(plan->font, ENT_TEXT(" ?"), badge_size, true);
    return fmax(width + 2 * padding, badge_height);
}

double ent_badge_width(const struct ent_plan *plan, size_t group)
{
    return width_of(plan, group, false);
}

/* Frames tell who is in; only who may be in has a badge beside. */
static const struct ent_member *badge_of(const struct ent_plan *plan, uint32_t node, size_t group)
{
    const struct ent_member *member = ent_group_member(&plan->selection->groups->all[group], node);
    bool told = plan->group_form == ENT_GROUPS_ON_BADGES || (member && member->doubtful);
    return told ? member : NULL;
}

/* A badge in the rows of a node. */
struct badge {
    size_t group;
    bool doubtful;
    double width;
    size_t row;
};

struct rows {
    struct badge *badges;
    double *widths; /* of each row */
    size_t badge_count, count;
};

static struct rows rows_of(struct ent_run *run, const struct ent_plan *plan, size_t number)
{
    const struct ent_plan_node *node = &plan->nodes[number];
    double most = fmax(least_row, node->label.width + node->flag_room);
    struct rows rows = {ENT_NEW(&run->arena, struct badge, plan->group_count + 1),
                        ENT_NEW(&run->arena, double, plan->group_count + 1), 0, 0};
    for (size_t i = 0; i < plan->group_count; i++) {
        const struct ent_member *member = badge_of(plan, node->node, i);
        if (!member)
            continue;
        double width = width_of(plan, i, member->doubtful);
        bool fits = rows.count > 0 && rows.widths[rows.count - 1] + between + width <= most;
        rows.count += !fits;
        rows.widths[rows.count - 1] += (fits ? between : 0) + width;
        rows.badges[rows.badge_count++] =
            (struct badge){i, member->doubtful, width, rows.count - 1};
    }
    return rows;
}

static void make_room(struct ent_run *run, struct ent_plan *plan)
{
    for (size_t i = 0; i < plan->node_count; i++) {
        struct rows rows = rows_of(run, plan, i);
        for (size_t row = 0; row < rows.count; row++)
            plan->nodes[i].badge_width = fmax(plan->nodes[i].badge_width, rows.widths[row]);
        plan->nodes[i].badge_room = (double)rows.count * (badge_height + above);
    }
}

/* ---- words instead ---- */

static bool is_of_our_own(const struct ent_wish *wish)
{
    const struct ent_layout_engine *engine =
        wish->engine.given ? ent_layout_engine(wish->engine.text) : NULL;
    return engine && engine->place;
}

struct ent_text ent_badge_words(struct ent_run *run, const struct ent_plan *plan, uint32_t node)
{
    struct ent_arena *arena = &run->arena;
    struct ent_text words = {0};
    for (size_t i = 0; plan->badges_in_words && i < plan->group_count; i++) {
        const struct ent_member *member = badge_of(plan, node, i);
        if (member)
            words = ENT_FORM(
                arena, "{}{}{}{}", words, words.length > 0 ? ENT_TEXT(", ") : ENT_TEXT(" ["),
                plan->groups[i].code, member->doubtful ? ENT_TEXT(" ?") : (struct ent_text){0});
    }
    return words.length > 0 ? ENT_FORM(arena, "{}]", words) : words;
}

static void set_in_words(struct ent_run *run, const struct ent_wish *wish, struct ent_plan *plan)
{
    plan->badges_in_words = true;
    if (plan->selection->groups->yearly)
        ent_report(run, ENT_E500, wish->group.place,
                   ENT_TEXT("draw each year by itself, with --year"),
                   ENT_FORM(&run->arena,
                            "--group: {} sets groups behind names, which stay the same in a "
                            "--series",
                            wish->engine.text));
    for (size_t i = 0; i < plan->node_count; i++) {
        struct ent_plan_node *node = &plan->nodes[i];
        struct ent_text words = ent_badge_words(run, plan, node->node);
        if (words.length > 0)
            node->label = ent_label_fit(run, plan->font,
                                        ENT_FORM(&run->arena, "{}{}", node->label.text, words),
                                        node->look.font_size, false, node->look.shape->aspect);
    }
}

void ent_plan_groups(struct ent_run *run, const struct ent_wish *wish, struct ent_plan *plan)
{
    enum ent_group_form asked = asked_form(run, &wish->group_as);
    if (!plan->selection->groups)
        return;
    name_groups(run, plan);
    plan->group_form = asked != ENT_NO_GROUPS ? asked : form_that_fits(wish, plan);
    if (plan->group_form == ENT_GROUPS_IN_CLUSTERS)
        check_clusters(run, wish, plan);
    if (plan->group_form == ENT_GROUPS_IN_HULLS)
        check_hulls(run, wish, plan,
                    wish->engine.given ? ent_layout_engine(wish->engine.text) : NULL);
    if (is_of_our_own(wish))
        set_in_words(run, wish, plan);
    else
        make_room(run, plan);
}

/* ---- drawing ---- */

static void add_badge(struct ent_run *run, const struct ent_plan *plan, const struct badge *badge,
                      struct ent_point at, struct ent_mark *mark)
{
    struct ent_point *points = ENT_NEW(&run->arena, struct ent_point, 2);
    const struct ent_plan_group *group = &plan->groups[badge->group];
    struct ent_text text =
        badge->doubtful ? ENT_FORM(&run->arena, "{} ?", group->code) : group->code;
    double line = ent_font_line(plan->font, badge_size);
    double base = (badge_height - line) / 2 + ent_font_ascent(plan->font, badge_size);
    points[0] = at;
    points[1] = (struct ent_point){badge->width, badge_height};
    mark->paths[mark->path_count++] =
        (struct ent_path){.form = ENT_BOX,
                          .points = points,
                          .point_count = 2,
                          .radius = badge_height / 2.6,
                          .fill = plan->theme->on.ground,
                          .pen = {group->colour, fmax(1, plan->theme->thinnest),
                                  badge->doubtful ? ENT_DASHED : ENT_SOLID}};
    mark->words[mark->word_count++] =
        (struct ent_words){.text = text,
                           .at = {at.x + badge->width / 2, at.y + base},
                           .anchor = ENT_MIDDLE,
                           .size = badge_size,
                           .width = ent_font_width(plan->font, text, badge_size, true),
                           .bold = true,
                           .colour = plan->theme->on.ink};
}

static void grow(struct ent_arena *arena, struct ent_mark *mark, size_t more)
{
    struct ent_path *paths = ENT_NEW(arena, struct ent_path, mark->path_count + more);
    struct ent_words *words = ENT_NEW(arena, struct ent_words, mark->word_count + more);
    if (mark->path_count > 0)
        memcpy(paths, mark->paths, mark->path_count * sizeof *paths);
    if (mark->word_count > 0)
        memcpy(words, mark->words, mark->word_count * sizeof *words);
    mark->paths = paths;
    mark->words = words;
}

void ent_badges_draw(struct ent_run *run, const struct ent_plan *plan, size_t node,
                     struct ent_point middle, struct ent_mark *mark)
{
    if (plan->nodes[node].badge_room <= 0)
        return;
    struct rows rows = rows_of(run, plan, node);
    double x = 0;
    grow(&run->arena, mark, rows.badge_count);
    for (size_t i = 0; i < rows.badge_count; i++) {
        const struct badge *badge = &rows.badges[i];
        bool first = i == 0 || rows.badges[i - 1].row != badge->row;
        x = first ? middle.x - rows.widths[badge->row] / 2 : x;
        double y = middle.y + above + (double)badge->row * (badge_height + above);
        add_badge(run, plan, badge, (struct ent_point){x, y}, mark);
        x += badge->width + between;
    }
}

void ent_badge_sample(struct ent_run *run, const struct ent_plan *plan, size_t group,
                      struct ent_point left, struct ent_mark *mark)
{
    struct badge badge = {group, false, width_of(plan, group, false), 0};
    grow(&run->arena, mark, 1);
    add_badge(run, plan, &badge, (struct ent_point){left.x, left.y - badge_height / 2}, mark);
}
