/* What will be drawn: the selected nodes and ties in canonical order, their looks and their
 * measured labels. It is made before anything is placed. */
#ifndef ENT_DRAW_PLAN_H
#define ENT_DRAW_PLAN_H

#include "draw/flags.h"
#include "draw/label.h"
#include "draw/layout.h"
#include "draw/style.h"
#include "draw/words.h"
#include "draw/worth.h"
#include "read/pins.h"
#include "select/order.h"

/* What stands around the drawing: all that is said, only what explains it, or nothing. */
enum ent_frame_form { ENT_FRAME_ALL, ENT_FRAME_LEGEND, ENT_FRAME_NONE };

enum ent_legend_place {
    ENT_LEGEND_AUTO, /* below; on a page where the drawing becomes larger */
    ENT_LEGEND_BELOW,
    ENT_LEGEND_RIGHT,
    ENT_LEGEND_NONE
};

/* How the figure is wanted, as the options put it. */
struct ent_wish {
    struct ent_value engine, title, subtitle, caption, node_label, tie_label, root, cluster,
        id_prefix, salt, size, colour_by;
    enum ent_frame_form frame;
    enum ent_legend_place legend_place;
    struct ent_value group, group_as;
    struct ent_value cite, notes; /* not given where the frame leaves them out */
    struct ent_paper paper;       /* width 0: as large as it is; height 0: as high as it takes */
    struct ent_value sheet;       /* how that was written: of --page or --width */
    bool enlarge;
    size_t columns, rows;        /* of a sheet with the pictures of a series; 0: no sheet */
    bool each;                   /* pictures of a series have layouts of their own */
    const struct ent_pins *pins; /* where nodes stood before; NULL: the engine places them */
    long step;                   /* milliseconds a picture of a series that moves; 0: it does not */
    struct ent_setting *settings; /* of the graph, for the layout */
    size_t setting_count;
    double wrap; /* of labels, in points; below 0: by the shape around them */
    double timeout;
    enum ent_lettering lettering;
    struct ent_figure figure;
    struct ent_theme theme;
    struct ent_tone_ground dark; /* of the theme dark, where the figure follows its page */
    bool follows_page;
    bool live; /* a page that is served while its tables are edited */
    enum ent_flags_wish flags;
    struct ent_place flags_place;
    bool self_executable;
    bool lineage;                    /* ranks are in the order of time */
    bool inlined, navigable, linked; /* see struct ent_drawing */
    bool paged;                      /* the same: without a frame, all of it is drawn */
    struct ent_text version;
    struct ent_text told; /* lines of metadata: options and digests of files, each after a "\n" */
};

struct ent_plan_node {
    uint32_t node;
    enum ent_answer answer;
    bool doubtful; /* merely possible, or a date of it has a mark: drawn dashed, with "?" */
    const struct ent_fate_look *fate; /* what became of it; NULL: nothing is compared */
    bool overridden;                  /* the figure gives it a look of its own */
    struct ent_node_look look;
    struct ent_label label;
    const struct ent_flag *flag;    /* NULL: none */
    double flag_room;               /* that it takes in front of the label; 0: it stands outside */
    double badge_width, badge_room; /* of the badges below the label, and how high they stand */
    struct ent_text told;           /* what it is worth, in words; empty: not asked for */
    struct ent_point room;          /* of label and what is free around it; 0: as it needs */
    struct ent_point share;         /* of its room, in this picture of a series; 0: all of it */
    bool hidden;                    /* in this picture of a series */
    const struct ent_pin *pinned;   /* where it stood before; NULL: it finds a place */
};

struct ent_plan_tie {
    uint32_t tie;
    uint32_t from, to; /* positions in the plan */
    enum ent_answer answer;
    bool doubtful;
    const struct ent_fate_look *fate; /* see above */
    bool turned; /* laid out from `to` to `from`, so that ranks lead away from the roots */
    bool spaced; /* in a lineage: spans so many ranks */
    unsigned span;
    bool hidden; /* in this picture of a series */
    struct ent_tie_look look;
    struct ent_label label;
};

struct ent_plan_cluster {
    struct ent_text value; /* of the column */
    struct ent_label label;
};

/* How groups are told: see badge.h. */
enum ent_group_form {
    ENT_NO_GROUPS,
    ENT_GROUPS_IN_CLUSTERS,
    ENT_GROUPS_IN_HULLS,
    ENT_GROUPS_ON_BADGES
};

/* A group of the selection, under the same number. */
struct ent_plan_group {
    struct ent_text code; /* what stands on its badge */
    struct ent_colour colour;
};

struct ent_plan {
    double wrap; /* of labels, as asked for; below 0: the layout chooses */
    const struct ent_network *network;
    const struct ent_selection *selection;
    const struct ent_font *font;
    const struct ent_theme *theme; /* the wish's */
    struct ent_plan_node *nodes;   /* by general type, start, id */
    size_t node_count;
    struct ent_plan_tie *ties; /* by relation, from, start, to */
    size_t tie_count;
    struct ent_plan_cluster *clusters; /* by value */
    size_t cluster_count;
    enum ent_group_form group_form;
    struct ent_plan_group *groups;
    size_t group_count;
    bool badges_in_words; /* behind the names, in layouts of our own */
    struct ent_layout_task task;
    struct ent_worth size, colour; /* what --size and --color-by show */
    double least_area;             /* of a node, where sizes are shown */
    const struct ent_pins *pins;   /* the wish's */
    const struct ent_plan *whole;  /* of a picture of a series: all that is shown in one of them */
    const struct ent_selection *pictures; /* of the whole: what each picture shows */
    size_t picture_count;
};

/* `plan` comes empty, or with the pictures of a series. Reports E311 and E313 for looks and
 * overrides, E500 for options that do not fit, N701. Returns false if there was an error. */
bool ent_plan_make(struct ent_run *run, const struct ent_network *network,
                   const struct ent_selection *selection, const struct ent_wish *wish,
                   const struct ent_font *font, struct ent_plan *plan);

/* Finds the places that nodes had before. Reports W120 for places of nobody; E500, and false, if no
 * node has one. */
bool ent_plan_pin(struct ent_run *run, struct ent_plan *plan);

/* A picture of a series: the plan of all of them, in which is hidden what is not in `selection`. */
struct ent_plan ent_plan_picture(struct ent_run *run, const struct ent_plan *whole,
                                 const struct ent_selection *selection);

/* Only what is not hidden, for those who count; it has no task. */
struct ent_plan ent_plan_shown(struct ent_run *run, const struct ent_plan *plan);

/* Finds the flags of the planned nodes. Reports W705 for codes without one, N706 for nodes without
 * a code, E500 if the schema says of no type where its codes stand. */
void ent_plan_flags(struct ent_run *run, const struct ent_wish *wish, struct ent_plan *plan);

/* Width of a flag by its height: all of them are 3 by 2. */
#define ENT_FLAG_ASPECT 1.5

/* For each planned node its flag, where the node stands, or NULL. Beside a node it takes the corner
 * where the fewest of its ties are, the upper left one of equals. */
struct ent_flag_mark **ent_flags_place(struct ent_arena *arena, const struct ent_plan *plan,
                                       const struct ent_layout *layout);

#endif
