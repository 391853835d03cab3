/* Three bytes as a question, the rest as tables with a line "---" between them: both ends of what
 * is selected are selected, and who asks for less certainty or a longer time is shown more. */
#include "read/csv.h"
#include "read/encoding.h"
#include "select/select.h"

#include "check.h"

static const char *const names[] = {"actors.csv", "agreements.csv",   "ties.csv",
                                    "topics.csv", "institutions.csv", "sources.csv"};

/* Read once: it is the same for all inputs. */
static const struct ent_schema *built_in(void)
{
    static struct ent_run run;
    static struct ent_schema schema;
    if (schema.type_count > 0)
        return &schema;
    ent_run_begin(&run);
    must(ent_schema_read(&run, ent_schema_built_in(&run), &schema));
    schema.built_in = true;
    return &schema;
}

static struct ent_text next_table(struct ent_text *rest)
{
    static const char fence[] = "---\n";
    struct ent_text table = *rest;
    for (size_t at = 0; at + strlen(fence) <= rest->length; at++) {
        if ((at > 0 && rest->bytes[at - 1] != '\n') ||
            memcmp(rest->bytes + at, fence, strlen(fence)) != 0)
            continue;
        table.length = at;
        break;
    }
    *rest = ent_text_slice(*rest, table.length + strlen(fence), SIZE_MAX);
    return table;
}

static void read_tables(struct ent_run *run, struct ent_text rest, struct ent_records *records)
{
    records->tables = ENT_NEW(&run->arena, struct ent_table, ENT_COUNT(names));
    for (size_t i = 0; i < ENT_COUNT(names) && rest.length > 0; i++) {
        struct ent_source *source = ent_source_from(run, ent_text_of(names[i]), next_table(&rest));
        if (!source || source->bytes.length == 0)
            continue;
        ent_csv_read(run, source, &records->tables[records->table_count++]);
    }
    records->sources = ent_records_table(records, ENT_TEXT("sources.csv"));
}

static struct ent_value value(const char *text)
{
    return (struct ent_value){.text = ent_text_of(text), .given = text != NULL};
}

static struct ent_question question_of(const uint8_t bytes[3])
{
    static const char *const years[] = {"2008",      "2025", "1982", "20XX",
                                        "2008/2025", "0001", "9999", "../2010"};
    static const char *const days[] = {"2025-10-29", "2008-05", "2025", "2024-02-29"};
    static const char *const dates[] = {NULL, "signed", "start", "end"};
    static const char *const types[] = {NULL, "state", "agreement,actor", "party to"};
    static const char *const ids[] = {NULL, "vnm", "cow=816", "to-lam,gbr"};
    static const char *const topics[] = {NULL, NULL, "ai", "ai,trade"};
    struct ent_question question = {
        .on = value(dates[bytes[1] & 3]),
        .type = value(types[bytes[1] >> 2 & 3]),
        .not_type = value(types[bytes[1] >> 4 & 3]),
        .topic = value(topics[bytes[1] >> 6]),
        .ego = value(ids[bytes[2] & 3]),
        .depth = bytes[2] >> 2 & 3,
        .context = bytes[2] >> 4 & 3,
        .keep_isolated = bytes[2] >> 6 & 1,
    };
    if ((bytes[0] & 3) == 0)
        question.year = value(years[bytes[0] >> 2 & 7]);
    if ((bytes[0] & 3) == 1)
        question.as_of = value(days[bytes[0] >> 2 & 3]);
    if ((bytes[0] & 3) == 2) {
        question.from = value(days[bytes[0] >> 2 & 3]);
        question.to = value(days[bytes[0] >> 4 & 3]);
    }
    return question;
}

static void check_ends(const struct ent_network *network, const struct ent_selection *selection)
{
    for (size_t node = 0; node < network->node_count; node++)
        must(selection->nodes[node] <= ENT_CERTAIN);
    for (size_t tie = 0; tie < network->tie_count; tie++) {
        must(selection->ties[tie] <= ENT_CERTAIN);
        if (selection->ties[tie] == ENT_OUT)
            continue;
        must(selection->nodes[network->tie_from[tie]] != ENT_OUT);
        must(selection->nodes[network->tie_to[tie]] != ENT_OUT);
    }
}

/* All that is in `less` is in `more`. */
static void check_within(const struct ent_network *network, const struct ent_selection *less,
                         const struct ent_selection *more)
{
    for (size_t node = 0; node < network->node_count; node++)
        must(less->nodes[node] == ENT_OUT || more->nodes[node] != ENT_OUT);
    for (size_t tie = 0; tie < network->tie_count; tie++)
        must(less->ties[tie] == ENT_OUT || more->ties[tie] != ENT_OUT);
}

/* A short form is hidden when its agreement is shown: then more is less. */
static bool has_short_forms(const struct ent_network *network)
{
    for (size_t tie = 0; tie < network->tie_count; tie++)
        if (network->tie_agreement[tie] != ENT_NONE)
            return true;
    return false;
}

static void ask(struct ent_run *run, const struct ent_network *network,
                struct ent_question question)
{
    struct ent_selection certain, presumed, possible, ever;
    if (!ent_select(run, network, &question, &presumed))
        return;
    question.certain = true;
    must(ent_select(run, network, &question, &certain));
    question.certain = false;
    question.possible = true;
    must(ent_select(run, network, &question, &possible));
    question.year = question.as_of = question.to = (struct ent_value){0};
    question.from = value("..");
    must(ent_select(run, network, &question, &ever));
    check_ends(network, &certain);
    check_ends(network, &presumed);
    check_ends(network, &possible);
    if (has_short_forms(network))
        return;
    check_within(network, &certain, &presumed);
    check_within(network, &presumed, &possible);
    if (possible.timed) /* else undated ties were kept as well */
        check_within(network, &possible, &ever);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    if (length < 3)
        return 0;
    struct ent_run run;
    struct ent_records records = {0};
    struct ent_network network;
    ent_run_begin(&run);
    read_tables(&run, (struct ent_text){(const char *)bytes + 3, length - 3}, &records);
    bool good = ent_network_build(&run, built_in(), &records, &network);
    ent_network_check(&run, &network, length & 1);
    ent_quotes_check(&run, &network, ENT_TEXT("/nowhere"));
    if (good)
        ask(&run, &network, question_of(bytes));
    check_reports(&run);
    ent_run_end(&run);
    return 0;
}
