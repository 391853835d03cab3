#include "cli/options.h"
#include "select/measures.h"

#include "draw/coast.h"
#include "draw/flags.h"
#include "draw/theme.h"

#define RELEASE_DATE "2026-11-21"

enum {
    page_width = 80,
    help_column = 26, /* where the help of an option begins */
};

/* The order in which everything is listed: groups, each with its options. */
static const struct line {
    const char *group; /* NULL: an option */
    enum ent_option option;
} lines[] = {
#define GROUP(title) {title, ENT_OPTION_COUNT},
#define OPTION(number, letter, name, argument, commands, figure, help) {NULL, ENT_OPTION_##number},
#include "cli/options.def"
#undef OPTION
#undef GROUP
};

static const struct {
    int status;
    const char *meaning;
} statuses[] = {
    {ENT_EXIT_DONE, "done; there may be warnings"},
    {ENT_EXIT_DATA, "the tables, the schema or the figure are wrong"},
    {ENT_EXIT_USAGE, "the command line is wrong"},
    {ENT_EXIT_WORLD, "no memory, a full disk, a closed pipe, a layout that failed"},
};

static const char *const examples[][2] = {
    {"entente render graphs/partnerships.gv --year 2016 -o partnerships-2016.svg",
     "A figure, as things were in 2016."},
    {"entente render data/vietnam-uk --as-of 2025-10-29 --type state,agreement -T dot",
     "A folder of tables on one day, two types of nodes, as DOT."},
    {"entente render graphs/partnerships.gv --year 2016 -o a.svg --alt a.html",
     "The figure, and all that it shows as a page to be read aloud."},
    {"entente list ties data/vietnam-uk --year 2016 -T table",
     "What would be drawn, as a table to read."},
    {"entente render graphs/partnerships.gv --change 2015..2025 -o changes.svg",
     "What was added, ended or stayed in ten years."},
    {"entente explain unclos data/vietnam-uk --year 1985", "Why something is drawn, or not."},
    {"entente render data/vietnam-uk --where \"treaty: signed > '1990'\" -o late.svg",
     "Of the treaties only those signed after 1990."},
    {"entente init treaties --from parties.csv treaties.csv",
     "A draft of a schema for two tables, and a figure."},
    {"entente serve data/vietnam-uk", "A page in the browser that follows what is saved."},
    {"entente check data/vietnam-uk --strict", "Faults in the tables; warnings count."},
    {"entente check data/vietnam-uk -W no-W210 -W error=W409 --diagnostics=sarif",
     "One rule left out, one raised, for a host that shows findings beside the lines."},
    {"entente schema | dot -Tsvg -o schema.svg", "The schema, drawn by plain Graphviz."},
};

static const char sentence[] =
    "entente turns tables of actors, institutions and agreements into dated network figures.";

static const char figures[] =
    "A figure is a DOT file. Its graph attributes are the long options that figures take: data, "
    "schema, year, type, title, layout and others. Paths in a figure are relative to its folder. "
    "Its node and edge statements override the style of types and relations. An option on the "
    "command line wins over the figure.";

static const char layouts[] =
    "dot to patchwork are engines of Graphviz, and -G hands them attributes. The others are our "
    "own: in them a node is a small mark in its shape, with its name beside it. timeline has an "
    "axis of days, months or years, as wide as the window that was asked for or as all dates that "
    "are known; of a single day, that day is marked. Agreements and events stand at their dates, "
    "joined to the lanes of their parties; ties with dates between two that last are bars, in a "
    "lane for each under the one that they have in common. A bar is thin where its begin or end "
    "is not known to the day, an arrow goes on beyond the axis, and a hollow one only presumes "
    "that. What has no date is listed below, and ties without a date are counted. map puts nodes "
    "at "
    "the longitude and latitude of the columns lon and lat (or longitude and latitude), or of the "
    "attributes lon and lat of a type in the schema: degrees, with a decimal point, south and west "
    "below 0. Both of its projections keep areas in proportion: Albers' cone for a part of the "
    "world, Equal Earth for more, seen from the middle of what is shown. It has coastlines "
    "(Natural Earth) and no borders. Names stand beside their marks, at the end of a thin line "
    "where it is crowded; nodes without a place are listed below. matrix has nodes as rows and "
    "columns and ties as cells, each with its line and, with --tie-label, its words; where ties "
    "lead from some nodes to others, as from parties to agreements, rows that have the same "
    "columns stand together.";

static const char frame[] =
    "Around the drawing stand title, subtitle, the rule of the year in words, legend, caption, "
    "what "
    "is not shown and why, notes and sources; --frame legend keeps of these the legend, --frame "
    "none "
    "nothing, and no part moves a node. Only what is shown is listed. With --cite, nodes and ties "
    "have the numbers of their sources; with --notes, letters for the cells of the column note. "
    "A figure is printed as large as it is drawn, unless --width or --page say otherwise: then the "
    "drawing is made smaller where it must, the frame is set anew for that width, and W702 tells "
    "of "
    "text below 6 points and what would help. Nothing is made larger without --enlarge. The size "
    "stands in the SVG, in the unit that was asked for; a PDF has exactly that page, a PNG --dpi "
    "dots "
    "to the inch of it.";

static const char account[] =
    "A picture in SVG says in its element metadata which entente made it, with which engine and "
    "options, and from what: the SHA-256 of the figure and of the schema, as sha256sum tells them, "
    "and of each table, also of places, with its lines sorted, so that the order of rows does not "
    "count; check it with LC_ALL=C sort ties.csv | sha256sum (of a packed table: zcat ties.csv.gz "
    "first). No folder of the machine, no name of an output and no time is told.";

static const char dates[] =
    "Dates follow EDTF (ISO 8601-2): 2025, 2025-10, 2025-10-29, 2025-10-XX, 201X, 2025? "
    "(uncertain), 2025~ (approximate), 2010/2015 (an interval), and .. for an open end. A date "
    "stands for all days that it may be. Spreadsheets rewrite 2008-05 as May-08; 2008-05-XX "
    "means the same and is left alone.";

static const char families[] =
    "The attribute lineage of a relation says what it makes of its tail, the younger agreement, "
    "and its head, the elder: supersedes, the tail takes the place of the head; amends, it "
    "changes the head, stands beside it and falls with it; under, it is made under the head and "
    "stands by itself. In the built-in schema these are supersedes, amends, and protocol to and "
    "under. --lineage ID shows the agreement, all that it comes from and all that comes from it, "
    "whatever has ended in between, and only these ties; --depth 1 adds parties and all else that "
    "has a tie to them. What comes from an elder by another way is not of the line: ask for that "
    "elder. With dot, ranks are in the order of the years in which agreements begin, unless "
    "--root says otherwise, and nodes tell status (the attribute of that name of a type) and "
    "date. --cluster lineage frames each family, all that such ties connect, and calls it after "
    "its eldest that is shown; a column of that name is {lineage}. --latest leaves out what has "
    "been superseded by the last day asked for, without a time all that ever is: by an agreement "
    "that had begun by then, even if it has ended since, or by what supersedes that one. What "
    "amends goes with all that it amends, and the ties that stand for an agreement go with it. "
    "Where the younger has only possibly begun, as one without a date, the elder is no surer than "
    "presumed; where that is presumed, no surer than possible. So --certain leaves out what may "
    "be superseded, --possible shows what may not be. In a loop nobody supersedes another. "
    "entente list nodes has the columns family, the id of the eldest, and successor, what had "
    "superseded it by then; check tells of loops (W220) and of dates that contradict (W221).";

static const char changes[] =
    "--change A..B asks the same question at A and at B, each as --year would (a year, a month, a "
    "day, or from Y/Z to Y/Z), and draws both in one picture. A and B share no day. What only B "
    "has was added, what only A has has ended, the rest is unchanged; nodes are new, gone or kept. "
    "Of relations that are levels of one relationship (the attribute exclusive of the schema), "
    "between two nodes the last one counts at A and the last one at B: another level has changed, "
    "and is drawn in the place of the one before, which its title names. What was added is drawn "
    "bold, what ended hollow, another level between two rails; signs before the labels and "
    "colours tell the same, and the legend counts. entente list has it in the columns change and "
    "was, DOT as attributes, --alt under the heading What changed; SVG has the classes added, "
    "ended, changed and unchanged. A theme says how they are drawn; relations that only their "
    "colour "
    "tells apart look alike there. Ties that stand for several "
    "(--project, --rollup, --merge) are made at A and at B and compared by relation, ends and "
    "weight. Not compared are dates that last no time (--on), --series, --group, timelines and "
    "matrices.";

static const char where[] =
    "--where, and the attribute where of a schema, take a test in CQL2 Text (OGC 21-065, 1.0.0). "
    "Without a scope it is asked of all nodes; a type, \"edge\" or a relation in quotes, then a "
    "colon and a blank, asks only those and lets all else pass. What is not surely true goes: a "
    "test of a blank cell, or of a date that leaves it open, is neither true nor false. Repeated "
    "tests must all hold. Properties are the columns, and id, type and name; of ties also from "
    "and to, and properties of their ends, as from.country. A property with other characters, or "
    "called like a word of CQL2, stands in double quotes; text in single ones. Conformance "
    "classes: Basic CQL2, Advanced Comparison Operators, Case-insensitive Comparison, Array "
    "Functions, Property-Property, Temporal Functions, Functions. Not supported: spatial "
    "functions, arithmetic, ACCENTI.";

static const char where_extends[] =
    "Beyond the standard: dates are EDTF, so signed >= '2025-10' and INTERVAL('2010', '..') are "
    "fine; a text is a date where both sides are dates, and a number where both sides are "
    "numbers; a time of day counts as its day; a cell with semicolons is a list. In a schema, "
    "where chooses the rows of a type or relation before its column type does; functions that "
    "ask about the network are not known there.";

static const char *const where_forms[][2] = {
    {"agreement: type IN ('mou', 'treaty') AND signed >= '2025-10'",
     "Agreements of two types, signed since October 2025; all else passes."},
    {"agreement: T_INTERSECTS(INTERVAL(start, end), INTERVAL('2010', '2015'))",
     "In force at some time from 2010 to 2015. There are T_AFTER, T_BEFORE, T_CONTAINS, "
     "T_DISJOINT, T_DURING, T_EQUALS, T_FINISHEDBY, T_FINISHES, T_INTERSECTS, T_MEETS, T_METBY, "
     "T_OVERLAPPEDBY, T_OVERLAPS, T_STARTEDBY and T_STARTS."},
    {"agreement: A_OVERLAPS(topics, ('energy', 'finance'))",
     "About one of these. There are A_CONTAINS, A_CONTAINEDBY, A_EQUALS and A_OVERLAPS."},
    {"CASEI(name) LIKE CASEI('%fraud%')",
     "A name with that word in any case; % is any text, _ one character, \\ takes the next as it "
     "is."},
    {"edge: from.country = 'gbr' AND role IS NOT NULL", "Ties that a British body has a role in."},
    {"degree() >= 5 OR isa('state') OR near('vnm', 2)",
     "Nodes with five ties or more, states, and what is within two ties of Vietnam; "
     "degree('signed') counts only ties of that relation."},
};

static const char schemas[] =
    "A schema is a digraph in DOT. A node statement is a type of nodes, an edge statement a "
    "relation "
    "that is permitted between two types; an edge with label=isa makes one type a kind of another, "
    "from which it takes what it does not state itself. The attributes below say which table holds "
    "them and how a row is read; all others are Graphviz's and say how they look. What stands in "
    "node [...], edge [...] or graph [...] holds for all. Lists in attributes are separated by "
    "blanks; a name that holds a blank or a colon stands in single quotes. The label of a relation "
    "is its name, or the wording where key gives the name; the relation \"*\" takes the rows that "
    "no other names.";

static const char themes[] =
    "A theme says what a figure stands on: light (white paper), dark (screens), print (printers "
    "without colour) or contrast (low vision: contrasts of 7, larger letters, thicker lines). In "
    "these, words and their ground have a contrast of 4.5 or more, lines and theirs of 3 (WCAG "
    "2.2). Colours that a schema states are turned into ones of the same hue that stand out on "
    "the ground of the theme; colours of a figure and of -N and -E stay as they are, and words "
    "that have none of their own are black or white where the theme's could not be read on them. "
    "A theme of your own is a DOT file: entente theme light prints one with comments. Colours that "
    "do not stand out are told (W704). With --inline and no --theme the figure follows its page: "
    "dark where the reader's system asks for it (prefers-color-scheme), unless the page gives the "
    "svg element the class light or dark, or another color-scheme; browsers from before 2024 show "
    "it light.";

/* What a schema says about tables: attribute, on what it stands, meaning. */
static const char *const mappings[][3] = {
    {"table=", "FILES",
     "the table, in the folder of the data; several are read as one, see TABLES"},
    {"encoding=, align=", "NAME", "as --encoding and --align, for this table"},
    {"key=", "TEMPLATE",
     "of a type: the id, {id} if nothing is said. Only such ids must be free of "
     "blanks. Of a relation: its name"},
    {"name=", "TEMPLATE", "the label of a node; the id if nothing is said"},
    {"flag=", "TEMPLATE", "of a type: its code of ISO 3166 (VN, VNM or 704), for --flags"},
    {"alias=", "COLUMNS",
     "columns that also tell which node is meant: 816 in column cow is cow=816"},
    {"from=, to=", "TEMPLATE", "the ends: ids, or an alias as cow={ccode}"},
    {"type=", "TEMPLATE",
     "tells the type or relation of a row; else the column type does, where several types share a "
     "table or the table is one of ties"},
    {"distinct=", "true",
     "many rows tell of one node, which the key names. Only the columns that its templates name "
     "are kept. Every row is offered to each distinct type"},
    {"separator=", "CHARACTER",
     "cuts the cells of ends into lists, \";\" if nothing is said; none: a cell is never a list"},
    {"quote=", "none", "quotes in the table are ordinary characters"},
    {"start=, end=", "TEMPLATE",
     "dates. Parts from several columns are joined by dashes, {year}-{month}-{day}: they are "
     "padded "
     "with zeros, and dropped from the right where they are missing"},
    {"nostart=, noend=", "DATE", "what a blank start or end stands for, as \"..\" for still open"},
    {"signed=", "TEMPLATE", "a date before which a blank start does not lie"},
    {"known=", "TEMPLATE", "a date by which a blank start had come"},
    {"horizon=", "DATE", "the last day that the tables tell of: open ends are certain until then"},
    {"missing=", "CODES",
     "cells that count as blank: \"-9 start:NA\" is -9 everywhere and NA in the column start, so "
     "that NA elsewhere is Namibia. A list of a type or relation replaces that of the graph"},
    {"time=", "span or point", "lasts, or ends when it starts"},
    {"exclusive=", "FAMILY",
     "between two nodes one tie of a family at a time: a later one ends it"},
    {"unpivot=", "COLUMNS",
     "each of these columns becomes a row with {column}, its name, and {value}, its cell; there is "
     "no row where the cell is blank. \"first..last\" is all that stand between two columns, "
     "c1..c91 all with these numbers"},
    {"panel=", "{YEAR}",
     "a row is an observation of a year; consecutive years with the same ends become one tie. "
     "{year}/5: every fifth year was observed, but no gap in which the table has another year is "
     "bridged"},
    {"columns=", "LIST",
     "the columns that the table has: id! (never blank) name parties:actor* (ids of a type; * a "
     "list) start:date share:number status:agreed|signed. Others set off W109"},
    {"headlabel=, taillabel=", "0..1",
     "how many ties of this name a tail has, or a head: at least so many in all, at most so many "
     "at a time"},
    {"weight=", "TEMPLATE",
     "a number above 0, 1 where the cell is blank. Without a column it is "
     "the weight that Graphviz knows"},
    {"joins=", "true",
     "of a relation: its ties make parties, for --project, and members, for --group. Where no "
     "relation says so, all do"},
    {"within=", "true", "of a relation: its tail is a part of its head, for --rollup"},
    {"lineage=", "KIND",
     "of a relation: supersedes, amends or under, for --lineage and --latest; see FAMILIES OF "
     "AGREEMENTS"},
    {"status=", "TEMPLATE", "of a type: its status, for labels; hyphens are shown as blanks"},
    {"role=, behalf=, agreement=", "TEMPLATE",
     "the part played, for whom, and the agreement that the tie stands for; else the columns of "
     "these names"},
};

static const char templates[] =
    "A template is text with columns in braces: {name}, or {short|name} for the first that is not "
    "blank; {{ and }} are braces. A template whose columns are all blank is blank. A date in the "
    "notation of others has a pattern behind a colon: {signed:%d/%m/%Y}. In patterns %d is the "
    "day, "
    "%m the month in digits, %b or %B its English name or the beginning of it, %Y the year of four "
    "digits, %% a percent sign, a blank any number of blanks, and * any text: {signed:%d %b %Y*} "
    "reads 31 Mar 1972 a. Patterns may be tried in turn, {date:%Y-01-01T*|date:%Y-%m-%dT*}. A cell "
    "that matches none is read as EDTF.";
static const char tables[] =
    "A table is UTF-8, or UTF-16 with a byte order mark; other encodings are named, with "
    "--encoding "
    "or the attribute encoding of its type in the schema, and never guessed. A table that is not "
    "there is looked for as .gz and .zst, and unpacked, up to 4 GiB. The attribute table may name "
    "several files, with blanks between, and patterns (a.csv b*.csv): their rows are read as one "
    "table by the names of the columns, each message tells the file and line it stands in, and "
    "W115 tells where headers differ. Where a header has one name less or more than all its rows, "
    "--align (or the attribute align) tells how the names stand: right reads the first cell of R's "
    "row names as the column row, left passes over the last. "
    "A folder without tables of the built-in schema, but with the headers of "
    "Gephi (Id, Label; Source, Target), Neo4j's import (:ID, :LABEL; :START_ID, :END_ID, :TYPE), "
    "Kumu (Label, Type; From, To) or manytreaties (manyID or treatyID, stateID) needs no schema: "
    "one is inferred, N116 says so, and entente schema DIR prints it.";

static const char formats[] =
    "svg is drawn by entente; svgz, png and pdf are made from it. svgz is packed without a time. "
    "In "
    "a pdf text stays text, with its fonts, and links stay links; it tells title, subject, "
    "keywords "
    "and language, and a date only where SOURCE_DATE_EPOCH says when. png has --dpi dots per inch, "
    "which it tells, as sRGB, with title and description; at most 30,000 pixels a side and 250 "
    "million in all. eps is not written, because its letters would be outlines: pdftops -eps makes "
    "it from the pdf with its text. dot is the graph itself, with every column.";

static const char pages[] =
    "-T html writes one file to be read in a browser. It asks for nothing from anywhere, opens "
    "from "
    "a disk or a mail, and a policy in it lets only its own script run, by digest. It holds the "
    "drawing of all years and shows what --year, --from and --to, --as-of, --certain and "
    "--possible "
    "ask for; the reader may choose another year. So the time is asked last: --type, --where, "
    "--ego "
    "and the others choose over all years what the page holds, and the time chooses of that what "
    "is "
    "shown. Legend, tables of nodes and ties, and sources are text around the drawing, and are "
    "there "
    "without the script. The page is light or dark as its reader wishes, or as --theme says. The "
    "column note is published with --notes only. What is for paper or for one time is refused: "
    "--width, --page, --frame, --legend, --cite, --series, --on, --project, --rollup and --merge.";

static const char serving[] =
    "serve shows the page of -T html at http://127.0.0.1:1904/ (--port chooses another port, 0 any "
    "that is free; the address is printed). It answers to programs of this machine only, whoever "
    "runs them, to the names "
    "127.0.0.1 "
    "and localhost only, and to nothing but reading that page. All files that were read are "
    "watched "
    "(tables, also new ones that a pattern of the schema names, the figure, the schema, the "
    "theme), "
    "however a program saves them; a tenth of a second after the last of several changes the page "
    "is drawn anew, in a process of its own, and those who have it open get it, with the year, the "
    "choices and the zoom that they had. Where there are errors the last page without any stays, "
    "below a list of them with file, line, the cell that is meant and a hint; the same is told on "
    "standard error. Warnings and notes are a line that opens. Where the system does not tell of "
    "changes, as on network drives, they are looked for every second. It ends with Ctrl-C, and "
    "with "
    "the signals TERM and HUP, with exit status 0. Options of paper, of pictures and of series are "
    "not taken, as with -T html.";

static const char alternatives[] =
    "--alt writes what the figure shows in words: title, rule and counts, what is not shown and "
    "why, the nodes by type, the ties by relation, each with its dates, how certain it is and its "
    "sources, and the sources with their addresses. The ending says the form. Markdown escapes "
    "every mark, for CommonMark and pandoc alike. HTML is a page of tables with captions and named "
    "rows and columns. CSV has a row for each sentence of the head, each node, tie and source; a "
    "cell that a spreadsheet would take for a formula (it begins with = + - @ or a tab) has an "
    "apostrophe before it, and so has one that begins with an apostrophe: take one away, and the "
    "cell is as it was. The figure and its alternatives come out together or not at all.";

static const char letters[] =
    "Text is shaped and measured with the faces of Noto Sans that are linked in, for Latin, Greek, "
    "Cyrillic, Arabic, Hebrew, Armenian, Georgian, Ethiopic, Thaana, Tifinagh, Thai, Lao, Khmer, "
    "Burmese, Sinhala and nine scripts of India; fonts of the machine play no part. --text embed "
    "puts the letters that a figure uses into it, for browsers. --text paths draws them as "
    "outlines, for programs that lack the fonts or cannot read embedded ones (LaTeX, word "
    "processors, Inkscape); the words stay in titles and labels for those who listen. --text "
    "system leaves the choice of a font to the reader. Chinese, Japanese, Korean and emoji are in "
    "none of the faces: N701 says so, they stay text, room is kept for one em a character, and PNG "
    "and PDF take a font of the machine. Names wrap where the shape around them comes out neither "
    "thin nor round, or at --wrap points; words are never cut, but for a soft hyphen in them, and "
    "a no-break space holds.";

static const char font_licence[] =
    "The bundled fonts are Noto Sans, copyright Google LLC, under the SIL Open Font License 1.1.\n";

static const char coast_licence[] =
    "The coastlines are Natural Earth's, in the public domain, from world-atlas (ISC licence).\n";

static const char flags_licence[] =
    "The flags are those of country-flag-icons, copyright 2020 @catamphetamine, the codes those "
    "of\n"
    "i18n-iso-countries, copyright 2016 widdix GmbH, both under the MIT licence.\n";

static void put_string(struct ent_writer *writer, const char *string)
{
    ent_put_text(writer, ent_text_of(string));
}

static void put_blanks(struct ent_writer *writer, size_t count)
{
    while (count-- > 0)
        ENT_PUT(writer, " ");
}

/* Breaks at blanks so that no line passes the page; lines after the first begin at `indent`. */
static void put_wrapped(struct ent_writer *writer, const char *string, size_t indent)
{
    struct ent_text rest = ent_text_of(string), word;
    size_t column = indent;
    while (ent_text_next(&rest, ' ', &word)) {
        size_t width = ent_text_characters(word);
        if (column > indent && column + 1 + width > page_width) {
            ENT_PUT(writer, "\n");
            put_blanks(writer, indent);
            column = indent;
        } else if (column > indent) {
            ENT_PUT(writer, " ");
            column++;
        }
        ent_put_text(writer, word);
        column += width;
    }
    ENT_PUT(writer, "\n");
}

/* A term on the left, its help on the right, or below where the term is too long. */
static void put_entry(struct ent_writer *writer, size_t term_begin, const char *help)
{
    size_t column = writer->length - term_begin;
    if (column + 2 > help_column) {
        ENT_PUT(writer, "\n");
        column = 0;
    }
    put_blanks(writer, help_column - column);
    put_wrapped(writer, help, help_column);
}

static void put_option(struct ent_writer *writer, enum ent_option option)
{
    const struct ent_option_form *form = ent_option_form(option);
    size_t begin = writer->length;
    if (form->letter) {
        ENT_PUT(writer, "  -");
        ent_put_bytes(writer, &form->letter, 1);
        ENT_PUT(writer, ", --");
    } else {
        ENT_PUT(writer, "      --");
    }
    put_string(writer, form->name);
    if (form->argument[0])
        ENT_PUT(writer, " ");
    put_string(writer, form->argument);
    put_entry(writer, begin, form->help);
}

static bool group_has(size_t group, enum ent_command command)
{
    for (size_t i = group + 1; i < ENT_COUNT(lines) && !lines[i].group; i++)
        if (ent_command_takes(command, lines[i].option))
            return true;
    return false;
}

static bool takes_options(enum ent_command command)
{
    return ent_command_form(command)->letter != 0;
}

static void put_usage(struct ent_writer *writer, enum ent_command command)
{
    const struct ent_command_form *form = ent_command_form(command);
    ENT_PUT(writer, "entente ");
    put_string(writer, form->name);
    if (takes_options(command))
        ENT_PUT(writer, " [OPTION]...");
    if (form->argument[0])
        ENT_PUT(writer, " ");
    put_string(writer, form->argument);
}

static void put_command_help(struct ent_writer *writer, enum ent_command command)
{
    ENT_PUT(writer, "Usage: ");
    put_usage(writer, command);
    ENT_PUT(writer, "\n\n");
    put_wrapped(writer, ent_command_form(command)->story, 0);
    for (size_t i = 0; i < ENT_COUNT(lines); i++) {
        if (!lines[i].group && ent_command_takes(command, lines[i].option))
            put_option(writer, lines[i].option);
        if (!lines[i].group || !group_has(i, command))
            continue;
        ENT_PUT(writer, "\n");
        put_string(writer, lines[i].group);
        ENT_PUT(writer, ":\n");
    }
}

static void put_overview(struct ent_writer *writer)
{
    put_wrapped(writer, sentence, 0);
    ENT_PUT(writer, "\nCommands:\n");
    for (size_t i = 0; i < ENT_COMMAND_COUNT; i++) {
        const struct ent_command_form *form = ent_command_form(ent_commands_listed[i]);
        size_t begin = writer->length;
        ENT_PUT(writer, "  ");
        put_string(writer, form->name);
        if (form->argument[0])
            ENT_PUT(writer, " ");
        put_string(writer, form->argument);
        put_entry(writer, begin, form->help);
    }
    ENT_PUT(writer, "\n'entente help COMMAND' lists the options of a command.\n\nExamples:\n");
    for (size_t i = 0; i < ENT_COUNT(examples); i++) {
        ENT_PUT(writer, "  ");
        put_string(writer, examples[i][0]);
        ENT_PUT(writer, "\n");
    }
    ENT_PUT(writer, "\nExit status:\n");
    for (size_t i = 0; i < ENT_COUNT(statuses); i++) {
        ENT_PUT(writer, "  ");
        ent_put_integer(writer, statuses[i].status);
        ENT_PUT(writer, "  ");
        put_wrapped(writer, statuses[i].meaning, 5);
    }
}

void ent_help_write(struct ent_writer *writer, struct ent_text subject)
{
    enum ent_command command = ent_command_named(subject);
    if (subject.length == 0 || command == ENT_COMMAND_COUNT)
        put_overview(writer);
    else
        put_command_help(writer, command);
}

void ent_version_write(struct ent_writer *writer)
{
    ENT_PUT(writer, "entente " ENTENTE_VERSION "\n"
                    "Copyright 2026 The entente authors. MIT licence, without any warranty.\n");
    put_string(writer, font_licence);
    put_string(writer, ent_flags_linked() ? flags_licence : "Built without flags.\n");
    put_string(writer, ent_coast_linked() ? coast_licence : "Built without coastlines.\n");
}

/* Roff takes a backslash as a command anywhere, and a dot or a quote at the start of a line. A
 * dash would become a hyphen, which cannot be pasted into a shell. */
static void put_roff(struct ent_writer *writer, const char *string)
{
    if (string[0] == '.' || string[0] == '\'')
        ENT_PUT(writer, "\\&");
    for (; *string; string++) {
        switch (*string) {
        case '\\':
            ENT_PUT(writer, "\\e");
            break;
        case '-':
            ENT_PUT(writer, "\\-");
            break;
        case '\'':
            ENT_PUT(writer, "\\(aq");
            break;
        case '~':
            ENT_PUT(writer, "\\(ti");
            break;
        default:
            ent_put_bytes(writer, string, 1);
        }
    }
}

static void put_section(struct ent_writer *writer, const char *title, const char *story)
{
    ENT_PUT(writer, ".SH ");
    put_string(writer, title);
    ENT_PUT(writer, "\n");
    if (story) {
        put_roff(writer, story);
        ENT_PUT(writer, "\n");
    }
}

/* A term in bold, what takes its place in italics, then what it says. */
static void put_term(struct ent_writer *writer, const char *bold, const char *italic,
                     const char *story)
{
    ENT_PUT(writer, ".TP\n\\fB");
    put_roff(writer, bold);
    ENT_PUT(writer, "\\fR");
    if (italic[0])
        ENT_PUT(writer, " \\fI");
    put_roff(writer, italic);
    ENT_PUT(writer, "\\fR\n");
    put_roff(writer, story);
    ENT_PUT(writer, "\n");
}

static void put_manual_synopsis(struct ent_writer *writer)
{
    put_section(writer, "SYNOPSIS", NULL);
    for (size_t i = 0; i < ENT_COMMAND_COUNT; i++) {
        const struct ent_command_form *form = ent_command_form(ent_commands_listed[i]);
        if (i > 0)
            ENT_PUT(writer, ".br\n");
        ENT_PUT(writer, "\\fBentente ");
        put_roff(writer, form->name);
        put_string(writer, takes_options(ent_commands_listed[i]) ? "\\fR [\\fIOPTION\\fR]... \\fI"
                                                                 : "\\fR \\fI");
        put_roff(writer, form->argument);
        ENT_PUT(writer, "\\fR\n");
    }
}

static void put_manual_commands(struct ent_writer *writer)
{
    put_section(writer, "COMMANDS", NULL);
    for (size_t i = 0; i < ENT_COMMAND_COUNT; i++) {
        const struct ent_command_form *form = ent_command_form(ent_commands_listed[i]);
        put_term(writer, form->name, form->argument, form->story);
    }
}

/* "render, check": who takes the option. */
static void put_takers(struct ent_writer *writer, enum ent_option option)
{
    const char *between = "For ";
    for (size_t i = 0; i < ENT_COMMAND_COUNT; i++) {
        if (!ent_command_takes(ent_commands_listed[i], option))
            continue;
        put_string(writer, between);
        put_string(writer, ent_command_form(ent_commands_listed[i])->name);
        between = ", ";
    }
    put_string(writer, ent_option_form(option)->figure ? "; also in figures.\n" : ".\n");
}

static void put_manual_option(struct ent_writer *writer, enum ent_option option)
{
    const struct ent_option_form *form = ent_option_form(option);
    ENT_PUT(writer, ".TP\n\\fB");
    if (form->letter) {
        ENT_PUT(writer, "\\-");
        ent_put_bytes(writer, &form->letter, 1);
        ENT_PUT(writer, "\\fR, \\fB");
    }
    ENT_PUT(writer, "\\-\\-");
    put_roff(writer, form->name);
    put_string(writer, form->argument[0] ? "\\fR \\fI" : "");
    put_roff(writer, form->argument);
    ENT_PUT(writer, "\\fR\n");
    put_roff(writer, form->help);
    ENT_PUT(writer, ".\n");
    put_takers(writer, option);
}

static void put_manual_options(struct ent_writer *writer)
{
    put_section(writer, "OPTIONS",
                "The argument of a short option may be joined to it "
                "(-Tsvg); that of a long one stands behind a blank or \"=\". "
                "A double dash ends the options.");
    for (size_t i = 0; i < ENT_COUNT(lines); i++) {
        if (!lines[i].group) {
            put_manual_option(writer, lines[i].option);
            continue;
        }
        ENT_PUT(writer, ".SS ");
        put_string(writer, lines[i].group);
        ENT_PUT(writer, "\n");
    }
}

static void put_manual_statuses(struct ent_writer *writer)
{
    put_section(writer, "EXIT STATUS", NULL);
    for (size_t i = 0; i < ENT_COUNT(statuses); i++) {
        char digit[] = {(char)('0' + statuses[i].status), '\0'};
        put_term(writer, digit, "", statuses[i].meaning);
    }
}

/* Rules that say different things in different places have a wording without words. */
static const char *wording_of(enum ent_rule rule)
{
    const char *wording = ent_rule_wording(rule);
    return strcmp(wording, "{}") == 0 ? "(the message says it)" : wording;
}

static void put_manual_rules(struct ent_writer *writer)
{
    put_section(writer, "DIAGNOSTICS",
                "Faults are told on standard error, in order of place, as "
                "file:line:column: error: message [code], with the line, a caret and at most one "
                "hint. The letter of a code is its severity: E error, W warning, N note; --strict "
                "and -W change it. At most 20 of each code are shown, then a count. With "
                "--diagnostics=json each is an object on its line: code, severity, message, hint, "
                "file, line, column, endColumn; with sarif all are one log, in which what has no "
                "line is a notification of the run. In the list, {} is what the message names.");
    for (size_t rule = 0; rule < ENT_RULE_COUNT; rule++)
        put_term(writer, ent_rule_code((enum ent_rule)rule), "", wording_of((enum ent_rule)rule));
}

static void put_manual_where(struct ent_writer *writer)
{
    put_section(writer, "FAMILIES OF AGREEMENTS", families);
    put_section(writer, "WHERE", where);
    for (size_t i = 0; i < ENT_COUNT(where_forms); i++)
        put_term(writer, where_forms[i][0], "", where_forms[i][1]);
    ENT_PUT(writer, ".PP\n");
    put_roff(writer, where_extends);
    ENT_PUT(writer, "\n");
}

static void put_manual_measures(struct ent_writer *writer)
{
    put_section(
        writer, "MEASURES",
        "Columns of 'entente list nodes' that say what a place in the selected network is "
        "worth. All but degree look at the simple graph: direction is ignored, ties of one "
        "pair are one whose weight is their sum (1 for a tie that has none), ties of a node "
        "to itself do not count. A column of a table goes before a measure of its name. With "
        "--series the list has a row for each node of each year, and the measures of that year.");
    for (enum ent_measure measure = 0; measure < ENT_MEASURE_COUNT; measure++)
        put_term(writer, ent_measure_name(measure), "", ent_measure_meaning(measure));
}

static void put_manual_worths(struct ent_writer *writer)
{
    put_section(
        writer, "SIZES AND FILLS",
        "--size and --color-by take a measure, or a column of the tables, which goes first. "
        "What they show stands in the legend, in titles and in text alternatives, too.");
    put_term(
        writer, "--size", "NAME",
        "The least area is the same for all nodes: what the largest label needs. From there on "
        "areas grow in proportion to the numbers, the greatest to five times the least. "
        "Engines of Graphviz do it, but for patchwork. In a series a thin line is the node in "
        "its largest year, where its ties end.");
    put_term(writer, "--color-by", "NAME",
             "Numbers are a ramp between the least and the greatest; the further from the ground, "
             "the greater. Anything else, and component and community, are groups: the largest "
             "eight have a fill of their own, in print four, and all others one together; the "
             "number of its group stands behind the name of a node. All fills of nodes give way to "
             "it.");
}

static void put_manual_derivations(struct ent_writer *writer)
{
    put_section(writer, "ROLL-UPS AND PROJECTIONS",
                "They are made of what is selected: first --rollup, then --merge, then --project.");
    put_term(writer, "--rollup", "TYPE",
             "An end of a tie becomes the node of that type on whose behalf it acted, or that its "
             "column country names, or that is nearest along relations with within=true, at the "
             "time asked for. Of several, each gets its share of the weight. Ties of one relation "
             "between the same two become one; those from a node to itself go, unless --loops.");
    put_term(
        writer, "--project", "TYPE",
        "Every node of that type joins its parties: two of them get a tie, whose weight is "
        "added up over all that join them by --rule, times the column weight of the node. "
        "Parties are the other ends of relations with joins=true (or those of --via) unless "
        "their role is observer, depositary or witness. Of a type that nobody joins, as topic, "
        "the parties of what is about it are tied to it instead. A line is wider the more its "
        "tie weighs.");
    put_term(writer, "--merge", "",
             "Ties of one pair become one, with their relations, whatever their direction unless "
             "one has it; levels of an exclusive family stay apart.");
    put_term(writer, "columns", "",
             "Ties that stand for several have weight, count (of rows, or of what joins), members "
             "(the ids of what joins, or from, relation and to of rows), topics and source in "
             "'entente list ties' and DOT.");
}

static void put_manual_series(struct ent_writer *writer)
{
    put_section(
        writer, "SERIES AND PLACES",
        "The pictures of a series share one layout of all that is in one of them, one frame "
        "and one legend: what is in two of them stands at the same place.");
    put_term(writer, "--sheet", "COLSxROWS",
             "A page of pictures, each below its year, its counts, and how many ties are new or "
             "have ended since the picture before. With --page it is fitted to the paper, and text "
             "that would print below 6 points is told. More pictures than places go on further "
             "pages, if '{page}' stands in the names of files.");
    put_term(writer, "--animate", "TIME",
             "One SVG without script. The last year stands still on paper, in viewers that know no "
             "animation, and for readers who ask for less motion; the focus stops it. After the "
             "last year it rests, and begins again. TIME is 334ms or more (WCAG 2.3.1).");
    put_term(writer, "--layout", "from=FILE",
             "Nodes stand where they stood in the figure that --save-layout wrote FILE of. Others "
             "find places near those that they are tied to. Ties are straight. FILE has the "
             "columns id, x and y: the centres of nodes in points from the top left corner of the "
             "drawing, y downward; the row without an id is its lower right corner, and as long as "
             "nothing new lies beyond, the drawing stands as it did.");
    put_term(writer, "--rollup, --project, --merge", "",
             "make the ties of each year anew, of what is in force then; lines are as wide in all "
             "pictures as their weight in that year, on one scale.");
}

static void put_manual_groups(struct ent_writer *writer)
{
    put_section(
        writer, "GROUPS",
        "A group is the head of ties over relations with joins=true (or those of --via); who "
        "stands "
        "at their tails at the time asked for is its member, unless the role is observer, "
        "depositary or witness. Whether group and ties are selected does not matter, so that "
        "--type may name only what is to be seen. With --group these ties are not drawn, nor is a "
        "group to which no other tie leads.");
    put_term(writer, "--group", "ID|TYPE,..",
             "ids of groups, types of which all that have a member shown are groups, or all: "
             "whatever lasts and has members");
    put_term(writer, "--group-as", "cluster",
             "a frame around the members, with dot or osage; refused where a node is in two "
             "groups, or in a --series");
    put_term(
        writer, "--group-as", "hull",
        "a soft outline around the members, behind ties and nodes, with the group's name beside "
        "it; the first is filled, the others are hatched, each in its direction. No other node "
        "stands within, whatever the layout; neato, sfdp and fdp also stand members near each "
        "other. At most five groups; not in timeline, map, matrix and patchwork");
    put_term(writer, "--group-as", "badge",
             "a mark on each member, for each of its groups; in timeline, map and matrix in "
             "brackets behind the name");
    put_term(writer, "--series", "YEARS",
             "Hulls and badges are those of each year, on the layout of all years.");
    put_term(writer, "doubt", "",
             "A membership that is merely possible, or has a date with ? ~ or %, has a badge with "
             "a ? and a dashed line, also in frames and hulls.");
}

static void put_manual_schemas(struct ent_writer *writer)
{
    put_section(writer, "SCHEMAS", schemas);
    for (size_t i = 0; i < ENT_COUNT(mappings); i++)
        put_term(writer, mappings[i][0], mappings[i][1], mappings[i][2]);
    put_section(writer, "TEMPLATES", templates);
}

static void put_manual_files(struct ent_writer *writer)
{
    put_section(writer, "FILES", NULL);
    put_term(writer, "actors.csv, institutions.csv, agreements.csv, events.csv, topics.csv", "",
             "Nodes: a row each, with a unique id.");
    put_term(writer, "ties.csv", "", "Ties: a row each, with type, from and to.");
    put_term(writer, "sources.csv", "", "Where the rows are taken from.");
    put_term(writer, "*.gv", "", "Schemas and figures, in the DOT language.");
}

static void put_manual_examples(struct ent_writer *writer)
{
    put_section(writer, "EXAMPLES", NULL);
    for (size_t i = 0; i < ENT_COUNT(examples); i++)
        put_term(writer, examples[i][0], "", examples[i][1]);
}

void ent_manual_write(struct ent_writer *writer)
{
    ENT_PUT(writer, ".TH ENTENTE 1 \"" RELEASE_DATE "\" \"entente " ENTENTE_VERSION
                    "\" \"User commands\"\n");
    put_section(writer, "NAME",
                "entente - dated network figures from tables of actors, "
                "institutions and agreements");
    put_manual_synopsis(writer);
    put_section(writer, "DESCRIPTION", sentence);
    ENT_PUT(writer, "It reads CSV tables into a typed graph, keeps what was true at the time asked "
                    "for, lays it out with Graphviz and writes the figure.\n");
    put_manual_commands(writer);
    put_manual_options(writer);
    put_section(writer, "FIGURES", figures);
    put_section(writer, "LAYOUTS", layouts);
    put_section(writer, "FORMATS", formats);
    put_section(writer, "PAGES TO EXPLORE", pages);
    put_section(writer, "SERVING", serving);
    put_section(writer, "TEXT ALTERNATIVES", alternatives);
    put_section(writer, "THEMES", themes);
    put_section(writer, "FRAME AND PAGE", frame);
    put_section(writer, "METADATA", account);
    put_section(writer, "TABLES", tables);
    put_manual_schemas(writer);
    put_section(writer, "DATES", dates);
    put_section(writer, "CHANGE", changes);
    put_section(writer, "TEXT", letters);
    put_manual_where(writer);
    put_manual_measures(writer);
    put_manual_worths(writer);
    put_manual_derivations(writer);
    put_manual_series(writer);
    put_manual_groups(writer);
    put_manual_statuses(writer);
    put_manual_rules(writer);
    put_manual_files(writer);
    put_manual_examples(writer);
    put_section(writer, "SEE ALSO", NULL);
    ENT_PUT(writer, ".BR dot (1),\n.BR gvpr (1)\n");
}

/* Is the argument a name of a file or folder, which shells complete themselves? */
static bool is_path(const char *argument)
{
    return strstr(argument, "FILE") || strstr(argument, "DIR") || strstr(argument, "FIGURE");
}

/* The words of an option: --output -o. */
static void put_option_words(struct ent_writer *writer, enum ent_option option)
{
    const struct ent_option_form *form = ent_option_form(option);
    ENT_PUT(writer, " --");
    put_string(writer, form->name);
    if (!form->letter)
        return;
    ENT_PUT(writer, " -");
    ent_put_bytes(writer, &form->letter, 1);
}

/* Inside single quotes of a shell, where a quote must end them and begin them again. */
static void put_shell(struct ent_writer *writer, const char *string, const char *escaped)
{
    for (; *string; string++) {
        if (strchr(escaped, *string))
            ENT_PUT(writer, "\\");
        if (*string == '\'')
            ENT_PUT(writer, "'\\'");
        ent_put_bytes(writer, string, 1);
    }
}

static void put_commands(struct ent_writer *writer)
{
    for (size_t i = 0; i < ENT_COMMAND_COUNT; i++) {
        put_string(writer, i > 0 ? " " : "");
        put_string(writer, ent_command_form(ent_commands_listed[i])->name);
    }
}

static void put_names(struct ent_writer *writer, const char *const *names)
{
    for (size_t i = 0; names[i]; i++) {
        put_string(writer, i > 0 ? " " : "");
        put_string(writer, names[i]);
    }
}

static void put_bash_case(struct ent_writer *writer, enum ent_command command)
{
    ENT_PUT(writer, "    ");
    put_string(writer, ent_command_form(command)->name);
    ENT_PUT(writer, ") words='--help");
    for (enum ent_option option = 0; option < ENT_OPTION_COUNT; option++)
        if (ent_command_takes(command, option))
            put_option_words(writer, option);
    put_string(writer, command == ENT_LIST ? " " : "");
    if (command == ENT_LIST)
        put_names(writer, ent_lists);
    ENT_PUT(writer, "'");
    put_string(writer, is_path(ent_command_form(command)->argument) ? " files=yes ;;\n" : " ;;\n");
}

static void put_bash_arguments(struct ent_writer *writer)
{
    for (enum ent_option option = 0; option < ENT_OPTION_COUNT; option++) {
        const struct ent_option_form *form = ent_option_form(option);
        if (!form->argument[0])
            continue;
        ENT_PUT(writer, "    --");
        put_string(writer, form->name);
        if (form->letter) {
            ENT_PUT(writer, "|-");
            ent_put_bytes(writer, &form->letter, 1);
        }
        put_string(writer,
                   is_path(form->argument) ? ") COMPREPLY=($(compgen -f -- \"$word\"));" : ")");
        ENT_PUT(writer, " return ;;\n");
    }
}

static void put_bash(struct ent_writer *writer)
{
    ENT_PUT(writer, "_entente() {\n  local word=${COMP_WORDS[COMP_CWORD]} words='' files=''\n"
                    "  COMPREPLY=()\n  if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
                    "    COMPREPLY=($(compgen -W '");
    put_commands(writer);
    ENT_PUT(writer, "' -- \"$word\"))\n    return\n  fi\n"
                    "  case ${COMP_WORDS[COMP_CWORD-1]} in\n");
    put_bash_arguments(writer);
    ENT_PUT(writer, "    help) words='");
    put_commands(writer);
    ENT_PUT(writer, "' ;;\n    completion) words='");
    put_names(writer, ent_shells);
    ENT_PUT(writer, "' ;;\n    theme) words='");
    put_names(writer, ent_theme_names);
    ENT_PUT(writer, "' ;;\n  esac\n  case ${COMP_WORDS[1]} in\n");
    for (size_t i = 0; i < ENT_COMMAND_COUNT; i++)
        if (takes_options(ent_commands_listed[i]))
            put_bash_case(writer, ent_commands_listed[i]);
    ENT_PUT(writer, "  esac\n  COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
                    "  [ -z \"$files\" ] || COMPREPLY+=($(compgen -f -- \"$word\"))\n}\n"
                    "complete -o filenames -F _entente entente\n");
}

static void put_zsh_option(struct ent_writer *writer, const char *dash, const char *name,
                           size_t length, enum ent_option option)
{
    const struct ent_option_form *form = ent_option_form(option);
    bool repeats = ent_option_repeats(option);
    ENT_PUT(writer, " \\\n        '");
    put_string(writer, repeats ? "*" : "");
    put_string(writer, dash);
    ent_put_bytes(writer, name, length);
    if (form->argument[0])
        put_string(writer, length > 1 ? "=" : "+");
    ENT_PUT(writer, "[");
    put_shell(writer, form->help, "[]:\\");
    ENT_PUT(writer, "]");
    if (form->argument[0]) {
        ENT_PUT(writer, ":");
        put_shell(writer, form->argument, "[]:\\");
        put_string(writer, is_path(form->argument) ? ":_files" : ":");
    }
    ENT_PUT(writer, "'");
}

static void put_zsh_case(struct ent_writer *writer, enum ent_command command)
{
    ENT_PUT(writer, "    ");
    put_string(writer, ent_command_form(command)->name);
    ENT_PUT(writer, ")\n      _arguments '--help[print help]'");
    for (enum ent_option option = 0; option < ENT_OPTION_COUNT; option++) {
        const struct ent_option_form *form = ent_option_form(option);
        if (!ent_command_takes(command, option))
            continue;
        put_zsh_option(writer, "--", form->name, strlen(form->name), option);
        if (form->letter)
            put_zsh_option(writer, "-", &form->letter, 1, option);
    }
    if (command == ENT_LIST) {
        ENT_PUT(writer, " '1:what:(");
        put_names(writer, ent_lists);
        ENT_PUT(writer, ")'");
    }
    put_string(writer, is_path(ent_command_form(command)->argument) ? " '*:input:_files'" : "");
    ENT_PUT(writer, " ;;\n");
}

static void put_zsh(struct ent_writer *writer)
{
    ENT_PUT(writer, "#compdef entente\n_entente() {\n  local -a commands\n  commands=(\n");
    for (size_t i = 0; i < ENT_COMMAND_COUNT; i++) {
        ENT_PUT(writer, "    '");
        put_string(writer, ent_command_form(ent_commands_listed[i])->name);
        ENT_PUT(writer, ":");
        put_shell(writer, ent_command_form(ent_commands_listed[i])->help, "\\");
        ENT_PUT(writer, "'\n");
    }
    ENT_PUT(writer, "  )\n  if (( CURRENT == 2 )); then\n    _describe command commands\n"
                    "    return\n  fi\n  shift words\n  (( CURRENT-- ))\n  case $words[1] in\n");
    for (size_t i = 0; i < ENT_COMMAND_COUNT; i++)
        if (takes_options(ent_commands_listed[i]))
            put_zsh_case(writer, ent_commands_listed[i]);
    ENT_PUT(writer, "    help) _describe command commands ;;\n    completion) _values shell ");
    put_names(writer, ent_shells);
    ENT_PUT(writer, " ;;\n    theme) _values theme ");
    put_names(writer, ent_theme_names);
    ENT_PUT(writer, " ;;\n  esac\n}\n"
                    "if [[ $funcstack[1] = _entente ]]; then _entente \"$@\"; "
                    "else compdef _entente entente; fi\n");
}

static void put_fish_option(struct ent_writer *writer, enum ent_option option)
{
    const struct ent_option_form *form = ent_option_form(option);
    ENT_PUT(writer, "complete -c entente -n '__fish_seen_subcommand_from");
    for (size_t i = 0; i < ENT_COMMAND_COUNT; i++) {
        if (!ent_command_takes(ent_commands_listed[i], option))
            continue;
        ENT_PUT(writer, " ");
        put_string(writer, ent_command_form(ent_commands_listed[i])->name);
    }
    ENT_PUT(writer, "' -l ");
    put_string(writer, form->name);
    if (form->letter) {
        ENT_PUT(writer, " -s ");
        ent_put_bytes(writer, &form->letter, 1);
    }
    if (form->argument[0])
        put_string(writer, is_path(form->argument) ? " -rF" : " -x");
    ENT_PUT(writer, " -d '");
    put_shell(writer, form->help, "\\");
    ENT_PUT(writer, "'\n");
}

static void put_fish(struct ent_writer *writer)
{
    for (size_t i = 0; i < ENT_COMMAND_COUNT; i++) {
        ENT_PUT(writer, "complete -c entente -n __fish_use_subcommand -f -a ");
        put_string(writer, ent_command_form(ent_commands_listed[i])->name);
        ENT_PUT(writer, " -d '");
        put_shell(writer, ent_command_form(ent_commands_listed[i])->help, "\\");
        ENT_PUT(writer, "'\n");
    }
    ENT_PUT(writer, "complete -c entente -s h -l help -d 'print help'\n");
    for (enum ent_option option = 0; option < ENT_OPTION_COUNT; option++)
        put_fish_option(writer, option);
    ENT_PUT(writer, "complete -c entente -n '__fish_seen_subcommand_from completion' -f -a '");
    put_names(writer, ent_shells);
    ENT_PUT(writer, "'\ncomplete -c entente -n '__fish_seen_subcommand_from theme' -f -a '");
    put_names(writer, ent_theme_names);
    ENT_PUT(writer, "'\ncomplete -c entente -n '__fish_seen_subcommand_from list' -a '");
    put_names(writer, ent_lists);
    ENT_PUT(writer, "'\ncomplete -c entente -n '__fish_seen_subcommand_from help' -f -a '");
    put_commands(writer);
    ENT_PUT(writer, "'\n");
}

bool ent_completion_write(struct ent_writer *writer, struct ent_text shell)
{
    if (ent_text_is(shell, "bash"))
        put_bash(writer);
    else if (ent_text_is(shell, "zsh"))
        put_zsh(writer);
    else if (ent_text_is(shell, "fish"))
        put_fish(writer);
    else
        return false;
    return true;
}
