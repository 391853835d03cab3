/* A bare pass of libcsv: what reading costs before anyone does anything with it. Prints the number
 * of cells and rows. */
#include <csv.h>
#include <stdio.h>

enum { chunk_size = 64 * 1024 };

struct counts {
    size_t cells, rows;
};

static void count_cell(void *bytes, size_t length, void *counts)
{
    (void)bytes, (void)length;
    ((struct counts *)counts)->cells++;
}

static void count_row(int byte, void *counts)
{
    (void)byte;
    ((struct counts *)counts)->rows++;
}

int main(int argc, char **argv)
{
    static char chunk[chunk_size];
    struct counts counts = {0};
    struct csv_parser parser;
    FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
    if (!file || csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        return 1;
    for (size_t got; (got = fread(chunk, 1, sizeof chunk, file)) > 0;)
        if (csv_parse(&parser, chunk, got, count_cell, count_row, &counts) != got)
            return 1;
    csv_fini(&parser, count_cell, count_row, &counts);
    csv_free(&parser);
    fclose(file);
    printf("%zu cells, %zu rows\n", counts.cells, counts.rows);
    return 0;
}
