/* Runs a command and prints its wall-clock seconds, its seconds of processor time (with its
 * children) and its peak memory in bytes. A small program of its own, because the peak of a child
 * counts what its parent held when it was started. */
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double seconds(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

int main(int argc, char **argv)
{
    int status;
    struct rusage used;
    double start = now();
    pid_t child = argc > 1 ? fork() : -1;
    if (child == 0) {
        if (!freopen("/dev/null", "w", stdout))
            _exit(127);
        execvp(argv[1], argv + 1);
        _exit(127);
    }
    if (child < 0 || wait4(child, &status, 0, &used) != child)
        return 1;
    printf("%.6f %.6f %ld\n", now() - start, seconds(used.ru_utime) + seconds(used.ru_stime),
           used.ru_maxrss * 1024);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
