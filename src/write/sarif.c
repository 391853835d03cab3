#include "write/sarif.h"

#include "write/json.h"

#include <unistd.h>

static const char *const levels[] = {"none", "note", "warning", "error"};

static json_t *message_of(struct ent_text text)
{
    json_t *message = json_object();
    ent_json_set(message, "text", ent_json_text(text));
    return message;
}

/* The wording of a rule, without what a message names. */
static struct ent_text described(struct ent_arena *arena, enum ent_rule rule)
{
    struct ent_text wording = ent_text_of(ent_rule_wording(rule)), dots = ENT_TEXT("\xE2\x80\xA6");
    if (ent_text_is(wording, "{}"))
        return ENT_TEXT("The message says it.");
    return ent_text_form(arena, wording, (const struct ent_text[]){dots, dots, dots, dots, dots},
                         5);
}

static json_t *rules_of(struct ent_run *run)
{
    json_t *rules = json_array();
    for (size_t i = 0; i < ENT_RULE_COUNT; i++) {
        json_t *rule = json_object(), *usual = json_object();
        ent_json_set(rule, "id", json_string(ent_rule_code((enum ent_rule)i)));
        ent_json_set(rule, "shortDescription",
                     message_of(described(&run->arena, (enum ent_rule)i)));
        ent_json_set(usual, "level",
                     json_string(levels[ent_rule_usual_severity((enum ent_rule)i)]));
        ent_json_set(rule, "defaultConfiguration", usual);
        json_array_append_new(rules, rule);
    }
    return rules;
}

static json_t *tool_of(struct ent_run *run)
{
    json_t *tool = json_object(), *driver = json_object();
    ent_json_set(driver, "name", json_string("entente"));
    ent_json_set(driver, "version", json_string(ENTENTE_VERSION));
    ent_json_set(driver, "rules", rules_of(run));
    ent_json_set(tool, "driver", driver);
    return tool;
}

/* A host knows the files of a repository by their names in it, and there it runs. */
static struct ent_text relative(struct ent_text path)
{
    char here[4096];
    struct ent_text folder = ent_text_of(getcwd(here, sizeof here));
    if (folder.length > 0 && ent_text_starts(path, folder) && path.length > folder.length &&
        path.bytes[folder.length] == '/')
        path = ent_text_slice(path, folder.length + 1, SIZE_MAX);
    return path;
}

/* "graphs/../data" is "data" to a host, which knows every file by one name. */
static struct ent_text shortened(struct ent_arena *arena, struct ent_text path)
{
    struct ent_text *parts = ENT_NEW(arena, struct ent_text, path.length + 1), part, rest = path;
    size_t count = 0;
    while (ent_text_next(&rest, '/', &part)) {
        bool up = ent_text_is(part, "..") && count > 0 && !ent_text_is(parts[count - 1], "..");
        if (up)
            count--;
        else if (!ent_text_is(part, "."))
            parts[count++] = part;
    }
    struct ent_text whole = {0};
    for (size_t i = 0; i < count; i++)
        whole = ENT_FORM(arena, "{}{}{}", whole, i > 0 ? ENT_TEXT("/") : (struct ent_text){0},
                         parts[i]);
    return ent_text_starts(path, ENT_TEXT("/")) ? ENT_FORM(arena, "/{}", whole) : whole;
}

/* A path as RFC 3986 wants it: a colon would be taken for the end of a scheme. */
static json_t *uri_of(struct ent_arena *arena, struct ent_text path)
{
    static const char hexadecimal[] = "0123456789ABCDEF";
    struct ent_writer uri = {0};
    path = shortened(arena, relative(path));
    if (ent_text_starts(path, ENT_TEXT("/")))
        ENT_PUT(&uri, "file://");
    for (size_t at = 0; at < path.length; at++) {
        unsigned char byte = (unsigned char)path.bytes[at];
        bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                     (byte >= '0' && byte <= '9') || (byte > 0 && strchr("-._~/", byte));
        const char escaped[] = {'%', hexadecimal[byte >> 4], hexadecimal[byte & 15]};
        ent_put_bytes(&uri, plain ? path.bytes + at : escaped, plain ? 1 : sizeof escaped);
    }
    json_t *string = ent_json_text(ent_writer_text(&uri));
    ent_writer_end(&uri);
    return string;
}

static json_t *region_of(struct ent_place place)
{
    struct ent_position position = ent_place_position(place);
    size_t end = position.column + ent_place_width(place.source, position);
    json_t *region = json_object();
    ent_json_set(region, "startLine", json_integer((json_int_t)position.line));
    ent_json_set(region, "startColumn", json_integer((json_int_t)position.column));
    ent_json_set(region, "endColumn", json_integer((json_int_t)end));
    return region;
}

static json_t *locations_of(struct ent_arena *arena, struct ent_place place)
{
    json_t *locations = json_array(), *location = json_object(), *physical = json_object();
    json_t *artifact = json_object();
    ent_json_set(artifact, "uri", uri_of(arena, place.source->name));
    ent_json_set(physical, "artifactLocation", artifact);
    ent_json_set(physical, "region", region_of(place));
    ent_json_set(location, "physicalLocation", physical);
    json_array_append_new(locations, location);
    return locations;
}

/* A hint belongs to what is told: hosts show nothing else. */
static struct ent_text told(struct ent_arena *arena, const struct ent_diagnostic *found)
{
    if (found->hint.length == 0)
        return found->message;
    return ENT_FORM(arena, "{}; hint: {}", found->message, found->hint);
}

static json_t *result_of(struct ent_run *run, const struct ent_diagnostic *found)
{
    json_t *result = json_object();
    ent_json_set(result, "ruleId", json_string(ent_rule_code(found->rule)));
    ent_json_set(result, "ruleIndex", json_integer(found->rule));
    ent_json_set(result, "level", json_string(levels[ent_rule_severity(run, found->rule)]));
    ent_json_set(result, "message", message_of(told(&run->arena, found)));
    ent_json_set(result, "locations", locations_of(&run->arena, found->place));
    return result;
}

static json_t *notification_of(struct ent_run *run, enum ent_rule rule, struct ent_text text)
{
    json_t *notification = json_object(), *descriptor = json_object();
    ent_json_set(descriptor, "id", json_string(ent_rule_code(rule)));
    ent_json_set(descriptor, "index", json_integer(rule));
    ent_json_set(notification, "associatedRule", descriptor);
    ent_json_set(notification, "level", json_string(levels[ent_rule_severity(run, rule)]));
    ent_json_set(notification, "message", message_of(text));
    return notification;
}

/* A run that could not look at everything is no success, and a host says so. */
static json_t *invocation_of(struct ent_run *run, const struct ent_diagnostic **all, size_t count)
{
    json_t *invocation = json_object(), *notifications = json_array();
    bool good = true;
    for (size_t i = 0; i < count; i++) {
        if (all[i]->place.source)
            continue;
        good = good && ent_rule_severity(run, all[i]->rule) != ENT_ERROR;
        json_array_append_new(notifications,
                              notification_of(run, all[i]->rule, told(&run->arena, all[i])));
    }
    for (size_t i = 0; i < ENT_RULE_COUNT; i++) {
        size_t more = ent_rule_left_out(run, (enum ent_rule)i);
        struct ent_text number = ent_text_number(&run->arena, (int64_t)more);
        if (more > 0)
            json_array_append_new(
                notifications,
                notification_of(run, (enum ent_rule)i,
                                ENT_FORM(&run->arena, "and {} more of these", number)));
    }
    ent_json_set(invocation, "executionSuccessful", json_boolean(good));
    ent_json_set(invocation, "toolExecutionNotifications", notifications);
    return invocation;
}

void ent_sarif_write(struct ent_run *run, struct ent_writer *writer)
{
    size_t count;
    const struct ent_diagnostic **all = ent_run_diagnostics(run, &count);
    json_t *log = json_object(), *once = json_object(), *results = json_array();
    json_t *runs = json_array(), *invocations = json_array();
    for (size_t i = 0; i < count; i++)
        if (all[i]->place.source)
            json_array_append_new(results, result_of(run, all[i]));
    json_array_append_new(invocations, invocation_of(run, all, count));
    ent_json_set(once, "tool", tool_of(run));
    ent_json_set(once, "invocations", invocations);
    ent_json_set(once, "columnKind", json_string("unicodeCodePoints"));
    ent_json_set(once, "results", results);
    json_array_append_new(runs, once);
    ent_json_set(log, "$schema", json_string("https://json.schemastore.org/sarif-2.1.0.json"));
    ent_json_set(log, "version", json_string("2.1.0"));
    ent_json_set(log, "runs", runs);
    ent_put_json(writer, log, 2);
}
