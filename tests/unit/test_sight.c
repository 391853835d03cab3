#include "read/file.h"
#include "read/gather.h"
#include "read/sight.h"

#include "run.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static struct ent_text in(const char *folder, const char *name)
{
    return ENT_FORM(&run.arena, "{}/{}", ent_text_of(folder), ent_text_of(name));
}

static void save(struct ent_text path, const char *words)
{
    FILE *file = fopen(ent_text_string(&run.arena, path), "wb");
    fputs(words, file);
    fclose(file);
}

static bool is_same(const struct ent_sight *sight)
{
    return ent_sight_again(&run.arena, sight) == sight->stamp;
}

static void a_file_is_the_same_until_it_is_saved(void **state)
{
    (void)state;
    char folder[] = "/tmp/entente-sight-XXXXXX";
    assert_non_null(mkdtemp(folder));
    struct ent_text path = in(folder, "ties.csv"), bytes;
    ent_sight_file(&run, path);
    assert_true(is_same(run.sights));
    save(path, "a\n");
    assert_false(is_same(run.sights));

    assert_true(ent_file_read(&run, path, ENT_NOWHERE, &bytes));
    assert_true(is_same(run.sights));
    save(in(folder, "new"), "a\n");
    rename(ent_text_string(&run.arena, in(folder, "new")), ent_text_string(&run.arena, path));
    assert_false(is_same(run.sights));

    ent_sight_file(&run, path);
    chmod(ent_text_string(&run.arena, path), 0600);
    assert_false(is_same(run.sights));
    unlink(ent_text_string(&run.arena, path));
    rmdir(folder);
}

static void a_pattern_sees_which_files_there_are_and_not_what_is_in_them(void **state)
{
    (void)state;
    char folder[] = "/tmp/entente-sight-XXXXXX";
    assert_non_null(mkdtemp(folder));
    size_t count;
    save(in(folder, "a1.csv"), "a\n");
    ent_gather_paths(&run, ent_text_of(folder), ENT_TEXT("a*.csv"), &count);
    save(in(folder, "a1.csv"), "other\n");
    save(in(folder, ".~lock.a1.csv#"), "");
    assert_true(is_same(run.sights));
    save(in(folder, "a2.csv"), "a\n");
    assert_false(is_same(run.sights));
    unlink(ent_text_string(&run.arena, in(folder, "a2.csv")));
    assert_true(is_same(run.sights));
    unlink(ent_text_string(&run.arena, in(folder, "a1.csv")));
    unlink(ent_text_string(&run.arena, in(folder, ".~lock.a1.csv#")));
    rmdir(folder);
}

static void a_folder_is_itself_whatever_comes_into_it(void **state)
{
    (void)state;
    char folder[] = "/tmp/entente-sight-XXXXXX";
    assert_non_null(mkdtemp(folder));
    ent_sight_file(&run, ent_text_of(folder));
    save(in(folder, "a.csv"), "a\n");
    assert_true(is_same(run.sights));
    unlink(ent_text_string(&run.arena, in(folder, "a.csv")));
    rmdir(folder);
    assert_false(is_same(run.sights));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_file_is_the_same_until_it_is_saved, begin, end),
        cmocka_unit_test_setup_teardown(
            a_pattern_sees_which_files_there_are_and_not_what_is_in_them, begin, end),
        cmocka_unit_test_setup_teardown(a_folder_is_itself_whatever_comes_into_it, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
