/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "bench/run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Submission of many small messages over one connection, by mailwire and by others, side by side.

     bench_submit [MESSAGES [DELAY_MS]]   figures, one line each: NAME VALUE UNIT
     bench_submit quick                   a few messages, and what must hold as TAP

   With MW_SERVERS in the environment, the directory of tests/servers/start.sh, Postfix is used as
   well as the replay server. */

#define BYTES 5120u
#define FEW 50u
#define MORE 250u
#define REPEAT 3
#define LIMIT_S 900u

static const struct run_client clients[] = {
    { "mailwire-bdat", "peer_mailwire", 0, 0, 0, 256, 32768 },
    { "mailwire-data", "peer_mailwire", 0, 0, 1, 256, 32768 },
    { "libcurl", "peer_curl", 0, 0, 0, 0, 0 },
    { "libesmtp", "peer_esmtp", 0, 0, 0, 0, 0 },
};
#define CLIENTS (sizeof clients / sizeof clients[0])
#define OURS 2 /* the first two are mailwire's */

/* What was found out about one client in one setting; negative: nothing. */
struct figures {
    double wall_s, cpu_us, round_trips, peak_kb, own_kb, syscalls;
};

struct setting {
    const char *name; /* "replay.direct" */
    const struct run_target *target;
    unsigned messages, delay_ms;
};

static int failures;

static struct run make_run(const struct setting *set, const struct run_client *c, unsigned messages)
{
    struct run r;

    memset(&r, 0, sizeof r);
    r.client = *c;
    r.target = set->target;
    r.delay_ms = set->delay_ms;
    r.messages = messages;
    r.bytes = BYTES;
    return r;
}

static int is_good(const struct setting *set, const struct run *r)
{
    if (r->problem) {
        printf("# %s.%s, %u messages: %s\n", set->name, r->client.name, r->messages, r->problem);
        failures++;
    }
    return r->problem == NULL;
}

static void line(const struct setting *set, const char *client, const char *what, double value,
                 const char *unit)
{
    if (value >= 0)
        printf("submit.%s.%s.%s %.*f %s\n", set->name, client, what,
               value >= 1000 ? 0
               : value >= 10 ? 1
                             : 3,
               value, unit);
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double median(double *values, unsigned count)
{
    if (count == 0)
        return -1;
    qsort(values, count, sizeof *values, by_size);
    return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

static double cpu_us(const struct run *r)
{
    return (r->result.user_s + r->result.system_s) * 1e6 / r->messages;
}

/* --- without delay: what the client costs --- */

static double syscalls_per_message(const struct setting *set, const struct run_client *c)
{
    struct run few = make_run(set, c, FEW), more = make_run(set, c, MORE);

    run_traced(&few, 60);
    run_traced(&more, 60);
    if (!is_good(set, &few) || !is_good(set, &more))
        return -1;
    return ((double)more.syscalls - (double)few.syscalls) / (MORE - FEW);
}

/* Clients take turns, so that what else the machine does meets all of them. */
static void measure_direct(const struct setting *set, struct figures *f)
{
    double wall[CLIENTS][REPEAT], cpu[CLIENTS][REPEAT], peak[CLIENTS][REPEAT], own[CLIENTS][REPEAT];
    unsigned count[CLIENTS] = {0}, n;
    size_t i;

    for (n = 0; n < REPEAT; n++)
        for (i = 0; i < CLIENTS; i++) {
            struct run r = make_run(set, &clients[i], set->messages);

            if (!run_can(&clients[i]))
                continue;
            run_begin(&r);
            run_end(&r, LIMIT_S);
            if (!is_good(set, &r))
                continue;
            wall[i][count[i]] = r.result.wall_s;
            cpu[i][count[i]] = cpu_us(&r);
            peak[i][count[i]] = (double)r.result.peak_kb;
            own[i][count[i]++] = (double)(r.result.peak_kb - r.result.start_kb);
        }
    for (i = 0; i < CLIENTS; i++) {
        f[i].wall_s = median(wall[i], count[i]);
        f[i].cpu_us = median(cpu[i], count[i]);
        f[i].peak_kb = median(peak[i], count[i]);
        f[i].own_kb = median(own[i], count[i]);
        f[i].syscalls = count[i] ? syscalls_per_message(set, &clients[i]) : -1;
    }
}

/* --- with delay: what waiting costs --- */

static void figures_of(const struct run *r, struct figures *f)
{
    f->wall_s = r->result.wall_s;
    f->cpu_us = cpu_us(r);
    f->round_trips = (double)r->proxy.round_trips / r->messages;
    f->peak_kb = (double)r->result.peak_kb;
    f->own_kb = (double)(r->result.peak_kb - r->result.start_kb);
}

static void measure_slope(const struct setting *set, const struct run_client *c, struct figures *f)
{
    struct run few = make_run(set, c, FEW), more = make_run(set, c, MORE);
    double wall, cpu, trips;

    if (!run_can(c))
        return;
    run_begin(&few);
    run_end(&few, LIMIT_S);
    run_begin(&more);
    run_end(&more, LIMIT_S);
    if (!is_good(set, &few) || !is_good(set, &more))
        return;
    wall = (more.result.wall_s - few.result.wall_s) / (MORE - FEW);
    cpu = (cpu_us(&more) * MORE - cpu_us(&few) * FEW) / (MORE - FEW);
    trips = ((double)more.proxy.round_trips - (double)few.proxy.round_trips) / (MORE - FEW);
    f->wall_s = more.result.wall_s + wall * (set->messages - MORE);
    f->cpu_us = cpu;
    f->round_trips = trips;
}

/* How many messages are under way is the configuration's: a small window costs round trips. */
static void window_table(const struct setting *set)
{
    static const unsigned sizes[][2] = {
        {16, 32768}, {64, 32768}, {256, 32768}, {256, 8192}, {256, 4096}};
    size_t i;

    for (i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        struct run r = make_run(set, &clients[0], set->messages);
        struct figures f = {-1, -1, -1, -1, -1, -1};
        char name[64];

        r.client.commands = sizes[i][0];
        r.client.out_bytes = sizes[i][1];
        run_begin(&r);
        run_end(&r, LIMIT_S);
        if (!is_good(set, &r))
            continue;
        figures_of(&r, &f);
        snprintf(name, sizeof name, "mailwire-bdat.commands-%u.out-bytes-%u", sizes[i][0],
                 sizes[i][1]);
        line(set, name, "round-trips", f.round_trips, "round-trips/message");
        line(set, name, "wall", f.wall_s, "s");
        line(set, name, "peak-own", f.own_kb, "KB");
    }
}

/* DATA needs a round trip a message, so all of its messages take minutes; the others run beside
   it, as nobody is short of CPU time here. */
static void measure_delayed(const struct setting *set, struct figures *f)
{
    struct run bdat = make_run(set, &clients[0], set->messages);
    struct run data = make_run(set, &clients[1], set->messages);
    size_t i;

    run_begin(&data);
    run_begin(&bdat);
    run_end(&bdat, LIMIT_S);
    if (is_good(set, &bdat))
        figures_of(&bdat, &f[0]);
    for (i = OURS; i < CLIENTS; i++)
        measure_slope(set, &clients[i], &f[i]);
    window_table(set);
    run_end(&data, LIMIT_S);
    if (is_good(set, &data))
        figures_of(&data, &f[1]);
}

/* --- printing --- */

static void ratio(const struct setting *set, size_t peer, size_t our, const char *what,
                  double peers, double ours)
{
    char name[64];

    if (peers < 0 || ours <= 0)
        return;
    snprintf(name, sizeof name, "%s-over-%s", clients[peer].name, clients[our].name);
    line(set, name, what, peers / ours, "times");
}

static void print_ratios(const struct setting *set, const struct figures *f)
{
    size_t our, i;

    for (our = 0; our < OURS; our++)
        for (i = OURS; i < CLIENTS; i++) {
            ratio(set, i, our, "round-trips", f[i].round_trips, f[our].round_trips);
            ratio(set, i, our, "wall", f[i].wall_s, f[our].wall_s);
            ratio(set, i, our, "cpu", f[i].cpu_us, f[our].cpu_us);
            ratio(set, i, our, "peak", f[i].peak_kb, f[our].peak_kb);
            ratio(set, i, our, "peak-own", f[i].own_kb, f[our].own_kb);
            ratio(set, i, our, "system-calls", f[i].syscalls, f[our].syscalls);
        }
}

static void print_figures(const struct setting *set, const struct figures *f)
{
    size_t i;

    for (i = 0; i < CLIENTS; i++) {
        int is_slope = set->delay_ms && i >= OURS;

        line(set, clients[i].name, "round-trips", f[i].round_trips, "round-trips/message");
        line(set, clients[i].name, is_slope ? "wall-extrapolated" : "wall", f[i].wall_s, "s");
        line(set, clients[i].name, "cpu", f[i].cpu_us, "us/message");
        line(set, clients[i].name, "peak", f[i].peak_kb, "KB");
        line(set, clients[i].name, "peak-own", f[i].own_kb, "KB");
        line(set, clients[i].name, "system-calls", f[i].syscalls, "calls/message");
    }
    print_ratios(set, f);
}

static void measure(const struct setting *set)
{
    struct figures f[CLIENTS];
    size_t i;

    printf("# %s: %u messages of %u bytes, one recipient, one connection\n", set->name,
           set->messages, BYTES);
    for (i = 0; i < CLIENTS; i++)
        f[i].wall_s = f[i].cpu_us = f[i].round_trips = f[i].peak_kb = f[i].own_kb = f[i].syscalls =
            -1;
    if (set->delay_ms)
        measure_delayed(set, f);
    else
        measure_direct(set, f);
    print_figures(set, f);
}

static void print_notes(unsigned delay_ms)
{
    size_t i;

    for (i = 0; i < CLIENTS; i++)
        if (!run_can(&clients[i]))
            printf("# %s is left out: %s was not built\n", clients[i].name, clients[i].program);
    printf(
        "# wall, cpu: from setting up the library to its good-bye; cpu is user and system time.\n"
        "#   Without delay medians of %d runs, the clients by turns.\n"
        "# peak: VmHWM of the client's process; peak-own: above what it was at main().\n"
        "# system-calls: slope between %u and %u messages, traced.\n"
        "# With %u ms of delay each way libcurl and libESMTP send %u and %u messages: round trips\n"
        "#   and cpu are the slope, wall is extrapolated by it. mailwire sends all.\n"
        "# round-trips: the longest chain of answers that had to be waited for; see proxy.h.\n",
        REPEAT, FEW, MORE, delay_ms, FEW, MORE);
    printf(
        "# Not fair to the peers: the proxy delays bytes, not TCP (no slow start, no loss, a\n"
        "#   window of %u MB, connecting is free), which is kind to who has much under way.\n"
        "#   mailwire may have 64 messages in flight (commands 256), more than its default; it is\n"
        "#   linked statically, they are not, with libraries not needed here: see peak-own.\n"
        "#   libESMTP holds all messages of a session, by design, and reads their headers.\n"
        "# Not fair to mailwire: the replay server and the proxy acknowledge at once, which hides\n"
        "#   that libESMTP leaves Nagle's algorithm on; libcurl need not look at line ends.\n",
        PROXY_LINE_BYTES / 1024 / 1024);
}

/* --- Postfix --- */

static int postfix_ports(struct run_target *t)
{
    const char *folder = getenv("MW_SERVERS");
    char path[512], name[64];
    unsigned port;
    FILE *f;

    memset(t, 0, sizeof *t);
    if (!folder)
        return 0;
    snprintf(path, sizeof path, "%s/ports.txt", folder);
    f = fopen(path, "r");
    while (f && fscanf(f, "%63s %u", name, &port) == 2) {
        if (strcmp(name, "POSTFIX_CLEAR") == 0)
            t->port[0] = (uint16_t)port;
        if (strcmp(name, "POSTFIX_NOCHUNK") == 0)
            t->port[1] = (uint16_t)port;
    }
    if (f)
        fclose(f);
    return t->port[0] && t->port[1];
}

static void figures(unsigned messages, unsigned delay_ms)
{
    struct run_target postfix;
    struct setting direct = {"replay.direct", NULL, messages, 0};
    struct setting delayed = {"replay.delayed", NULL, messages, delay_ms};

    print_notes(delay_ms);
    measure(&direct);
    measure(&delayed);
    if (!postfix_ports(&postfix))
        return;
    direct.name = "postfix.direct";
    delayed.name = "postfix.delayed";
    direct.target = delayed.target = &postfix;
    measure(&direct);
    measure(&delayed);
}

/* --- quick --- */

#define QUICK_DELAY_MS 5
#define QUICK_MESSAGES 60

static int tests;

static void check(int good, const char *client, const char *what, double value)
{
    printf("%sok %d - %s: %s (%.3f)\n", good ? "" : "not ", ++tests, client, what, value);
    failures += !good;
}

static void quick_client(const struct setting *set, const struct run_client *c)
{
    struct run r = make_run(set, c, set->messages);
    double trips;

    if (!run_can(c)) {
        printf("ok %d - %s # SKIP %s was not built\n", ++tests, c->name, c->program);
        return;
    }
    run_begin(&r);
    run_end(&r, 100);
    trips = (double)r.proxy.round_trips / r.messages;
    check(!r.problem, c->name, r.problem ? r.problem : "all messages arrived as they were",
          r.result.accepted);
    if (strcmp(c->name, "mailwire-bdat") == 0)
        check(trips < 1, c->name, "less than one round trip a message", trips);
    else if (strcmp(c->name, "mailwire-data") == 0)
        check(trips > 0.9 && trips < 1.2, c->name, "about one round trip a message", trips);
    else if (strcmp(c->name, "libcurl") == 0)
        check(trips >= 3, c->name, "at least three round trips a message", trips);
    else
        check(trips > 0, c->name, "round trips a message are counted", trips);
}

static void quick(void)
{
    const struct setting set = {"quick", NULL, QUICK_MESSAGES, QUICK_DELAY_MS};
    size_t i;

    for (i = 0; i < CLIENTS; i++)
        quick_client(&set, &clients[i]);
    printf("1..%d\n", tests);
}

int main(int argc, char **argv)
{
    unsigned messages = 5000, delay_ms = 20;

    setvbuf(stdout, NULL, _IOLBF, 0);
    run_folder(argv[0]);
    if (argc > 1 && strcmp(argv[1], "quick") == 0) {
        quick();
        return failures != 0;
    }
    if (argc > 1)
        messages = (unsigned)strtoul(argv[1], NULL, 10);
    if (argc > 2)
        delay_ms = (unsigned)strtoul(argv[2], NULL, 10);
    if (messages <= MORE || delay_ms == 0) {
        fprintf(stderr, "usage: %s [quick | MESSAGES [DELAY_MS]], more than %u messages\n", argv[0],
                MORE);
        return 2;
    }
    figures(messages, delay_ms);
    return failures != 0;
}
