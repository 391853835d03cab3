#include "write/list.h"

struct steps {
    struct ent_run *run;
    const struct ent_selection *selection;
};

static void fill_step(const void *subject, size_t row, struct ent_text *cells)
{
    const struct steps *steps = subject;
    const struct ent_step *step = &steps->selection->steps[row];
    cells[0] = ent_text_of(step->name);
    cells[1] = ent_text_number(&steps->run->arena, (int64_t)step->nodes);
    cells[2] = ent_text_number(&steps->run->arena, (int64_t)step->ties);
}

bool ent_list_steps_write(struct ent_run *run, const struct ent_selection *selection,
                          const struct ent_list_wish *wish, struct ent_writer *writer)
{
    const struct ent_text columns[] = {ENT_TEXT("name"), ENT_TEXT("nodes"), ENT_TEXT("ties")};
    struct steps steps = {run, selection};
    if (wish->columns.given) {
        ent_report(run, ENT_E500, wish->columns.place,
                   ENT_TEXT("steps have the columns name, nodes and ties"),
                   ENT_FORM(&run->arena, "--columns: there is no column '{}' to list",
                            wish->columns.text));
        return false;
    }
    ent_rows_write(run,
                   &(struct ent_rows){
                       .columns = columns,
                       .column_count = ENT_COUNT(columns),
                       .row_count = selection->step_count,
                       .numeric = (const bool[]){false, true, true},
                       .fill = fill_step,
                       .subject = &steps,
                   },
                   wish->form, writer);
    return true;
}
