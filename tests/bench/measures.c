/* Takes the measures of a graph in memory. usage: measures MEASURE,.. < GRAPH
 * GRAPH: a line "NODES TIES", then a line "FROM TO WEIGHT" for each tie, in numbers from 0.
 * Prints for the simple graph ("graph") and for each measure: its name, seconds of the processor
 * (the least of up to `runs` within `enough` seconds), and the sum of all values. */
#include "select/measures.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { runs = 5, id_length = 16 };

static const double enough = 2;

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static void must(bool good)
{
    if (!good) {
        fputs("measures: this is no graph\n", stderr);
        exit(1);
    }
}

static void read_graph(struct ent_run *run, struct ent_network *network)
{
    must(scanf("%zu %zu", &network->node_count, &network->tie_count) == 2);
    network->node_id = ENT_NEW(&run->arena, struct ent_text, network->node_count + 1);
    network->tie_from = ENT_NEW(&run->arena, uint32_t, network->tie_count + 1);
    network->tie_to = ENT_NEW(&run->arena, uint32_t, network->tie_count + 1);
    network->tie_weight = ENT_NEW(&run->arena, double, network->tie_count + 1);
    for (size_t node = 0; node < network->node_count; node++) {
        char *id = ENT_NEW(&run->arena, char, id_length);
        snprintf(id, id_length, "n%09u", (uint32_t)node);
        network->node_id[node] = ent_text_of(id);
    }
    for (size_t tie = 0; tie < network->tie_count; tie++) {
        must(scanf("%u %u %lf", &network->tie_from[tie], &network->tie_to[tie],
                   &network->tie_weight[tie]) == 3);
        must(network->tie_from[tie] < network->node_count &&
             network->tie_to[tie] < network->node_count);
    }
}

static double take(struct ent_run *run, const struct ent_network *network,
                   const struct ent_selection *selection, const struct ent_simple *graph,
                   enum ent_measure measure, double *sum)
{
    double *values = ENT_NEW(&run->arena, double, network->node_count + 1), begin = seconds();
    if (ent_measure_of_simple(measure))
        ent_measure_of_simple(measure)(&run->arena, graph, values);
    else
        values = ent_measure(run, network, selection, measure);
    double took = seconds() - begin;
    *sum = 0;
    for (size_t node = 0; node < network->node_count; node++)
        *sum += values[node];
    return took;
}

static void print_measure(struct ent_run *run, const struct ent_network *network,
                          const struct ent_selection *selection, const struct ent_simple *graph,
                          enum ent_measure measure)
{
    double least = 1e9, spent = 0, sum;
    for (size_t i = 0; i < runs && spent < enough; i++) {
        double took = take(run, network, selection, graph, measure, &sum);
        least = took < least ? took : least;
        spent += took;
    }
    printf("%s %.6f %.17g\n", ent_measure_name(measure), least, sum);
    fflush(stdout);
}

int main(int argc, char **argv)
{
    struct ent_run run;
    struct ent_network network = {0};
    struct ent_selection selection = {0};
    const uint32_t *nodes;
    ent_run_begin(&run);
    read_graph(&run, &network);
    selection.nodes = ENT_NEW(&run.arena, uint8_t, network.node_count + 1);
    selection.ties = ENT_NEW(&run.arena, uint8_t, network.tie_count + 1);
    memset(selection.nodes, ENT_CERTAIN, network.node_count);
    memset(selection.ties, ENT_CERTAIN, network.tie_count);
    double begin = seconds();
    struct ent_simple graph = ent_simple_make(&run, &network, &selection, &nodes);
    printf("graph %.6f %zu\n", seconds() - begin, graph.first[graph.count] / 2);
    struct ent_text rest = ent_text_of(argc > 1 ? argv[1] : "degree"), name;
    while (ent_text_next(&rest, ',', &name)) {
        enum ent_measure measure = ent_measure_named(name);
        must(measure != ENT_MEASURE_COUNT);
        print_measure(&run, &network, &selection, &graph, measure);
    }
    ent_run_end(&run);
    return 0;
}
