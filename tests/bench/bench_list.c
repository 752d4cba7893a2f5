/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "bench/replay_imap.h"
#include "bench/imap_run.h"
#include "bench/run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What it costs to list a mailbox: UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE BODYSTRUCTURE of all
   messages over one plain connection, and every field of it read.

     bench_list [MESSAGES]   figures, one line each: NAME VALUE UNIT
     bench_list quick        few messages, and what must hold as TAP */

#define REPEAT 3u
#define LIMIT_S 300u
#define GROWTH_MAX_KB 256 /* of peak memory with ten times the messages, mailwire's */

static const struct imap_client clients[] = {
    { "mailwire", "peer_imap_mailwire" },
    { "libetpan", "peer_imap_etpan" },
    { "libcurl", "peer_imap_curl" },
};
#define CLIENTS 3
#define MAILWIRE 0
#define LIBETPAN 1
#define LIBCURL 2 /* reads nothing: it has no parser */

struct figures {
    double cpu_s, wall_s, peak_kb, own_kb;
    const char *problem;
};

static int failures;

/* NULL, or what is wrong. */
static const char *judge(const struct imap_run *r, size_t client)
{
    struct imap_sums want;

    imap_box_sums(&want, r->messages);
    if (r->problem || client == LIBCURL)
        return r->problem;
    return memcmp(&want, &r->sums, sizeof want) == 0 ? NULL : "not all was read, or not rightly";
}

static struct imap_run list_once(const struct replay_imap *server, size_t client,
                                 unsigned messages)
{
    struct imap_run r;

    memset(&r, 0, sizeof r);
    r.client = &clients[client];
    r.mode = "list";
    r.port = server->port;
    r.messages = messages;
    imap_run(&r, LIMIT_S);
    r.problem = judge(&r, client);
    return r;
}

/* The clients by turns, so that what else the machine does meets all of them. */
static void measure(struct figures *f, unsigned messages, unsigned repeat)
{
    double cpu[CLIENTS][REPEAT], wall[CLIENTS][REPEAT];
    unsigned count[CLIENTS] = { 0 }, n;
    struct replay_imap server;
    size_t i;

    memset(f, 0, CLIENTS * sizeof *f);
    if (replay_imap_start(&server, 0, messages, 0) != 0) {
        f[MAILWIRE].problem = "the server could not be started";
        return;
    }
    for (n = 0; n < repeat; n++)
        for (i = 0; i < CLIENTS; i++) {
            struct imap_run r;

            if (!run_has(clients[i].program))
                continue;
            r = list_once(&server, i, messages);
            f[i].problem = r.problem ? r.problem : f[i].problem;
            cpu[i][count[i]] = imap_run_cpu(&r);
            wall[i][count[i]++] = r.result.wall_s;
            f[i].peak_kb = (double)r.result.peak_kb;
            f[i].own_kb = (double)(r.result.peak_kb - r.result.start_kb);
        }
    for (i = 0; i < CLIENTS; i++) {
        f[i].cpu_s = run_median(cpu[i], count[i]);
        f[i].wall_s = run_median(wall[i], count[i]);
    }
    replay_imap_stop(&server);
}

/* --- figures --- */

static void line(unsigned messages, const char *client, const char *what, double value,
                 const char *unit)
{
    printf("list.%u.%s.%s %.*f %s\n", messages, client, what, value >= 100 ? 0 : 3, value, unit);
}

static void print_figures(const struct figures *f, unsigned messages)
{
    char name[64];
    size_t i;

    for (i = 0; i < CLIENTS; i++) {
        if (f[i].problem)
            printf("# %s, %u messages: %s\n", clients[i].name, messages, f[i].problem);
        failures += f[i].problem != NULL;
        if (f[i].problem || f[i].cpu_s < 0)
            continue;
        line(messages, clients[i].name, "cpu", f[i].cpu_s * 1e6 / messages, "us/message");
        line(messages, clients[i].name, "wall", f[i].wall_s, "s");
        line(messages, clients[i].name, "peak", f[i].peak_kb, "KB");
        line(messages, clients[i].name, "peak-own", f[i].own_kb, "KB");
    }
    for (i = 1; i < CLIENTS; i++) {
        if (f[i].problem || f[MAILWIRE].problem || f[i].cpu_s < 0)
            continue;
        snprintf(name, sizeof name, "%s-over-mailwire", clients[i].name);
        line(messages, name, "cpu", f[i].cpu_s / f[MAILWIRE].cpu_s, "times");
        line(messages, name, "wall", f[i].wall_s / f[MAILWIRE].wall_s, "times");
        line(messages, name, "peak", f[i].peak_kb / f[MAILWIRE].peak_kb, "times");
    }
}

static void figures(unsigned messages)
{
    struct figures few[CLIENTS], all[CLIENTS];
    size_t i;

    for (i = 0; i < CLIENTS; i++)
        if (!run_has(clients[i].program))
            printf("# %s is left out: %s was not built\n", clients[i].name, clients[i].program);
    printf("# cpu: user and system time of the client's process, set-up and good-bye included.\n"
           "# peak: VmHWM; peak-own: above what it was at main(). Medians of %u runs, by turns.\n"
           "# mailwire and libetpan read every field, and come to the same sums. libcurl has no\n"
           "#   parser: it hands the lines over without what is in literals, 20 messages a\n"
           "#   command (with more it fails); its figures are what not reading costs.\n"
           "# %u kinds of lines, 1.2 KB each on average, made by this program.\n",
           REPEAT, IMAP_BOX_KINDS);
    measure(few, messages / 10, REPEAT);
    print_figures(few, messages / 10);
    measure(all, messages, REPEAT);
    print_figures(all, messages);
    for (i = 0; i < CLIENTS; i++)
        if (few[i].own_kb > 0)
            line(messages, clients[i].name, "peak-growth",
                 (all[i].peak_kb - few[i].peak_kb) * 1024 / (messages - messages / 10),
                 "bytes/message");
}

/* --- quick --- */

static int tests;

static void check(int good, const char *client, const char *what, double value)
{
    printf("%sok %d - %s: %s (%.3f)\n", good ? "" : "not ", ++tests, client, what, value);
    failures += !good;
}

static void quick(void)
{
    struct figures few[CLIENTS], all[CLIENTS];
    size_t i;

    measure(few, 1000, 1);
    measure(all, 10000, 1);
    for (i = 0; i < CLIENTS; i++) {
        if (!run_has(clients[i].program)) {
            printf("ok %d - %s # SKIP %s was not built\n", ++tests, clients[i].name,
                   clients[i].program);
            continue;
        }
        check(!all[i].problem, clients[i].name,
              all[i].problem ? all[i].problem : "everything was read", all[i].cpu_s);
    }
    check(all[MAILWIRE].peak_kb - few[MAILWIRE].peak_kb < GROWTH_MAX_KB, "mailwire",
          "memory does not grow with the mailbox, KB",
          all[MAILWIRE].peak_kb - few[MAILWIRE].peak_kb);
    if (run_has(clients[LIBETPAN].program)) /* wide limits: other things run here as well */
        check(all[LIBETPAN].cpu_s > 4 * all[MAILWIRE].cpu_s, "libetpan",
              "needs many times the CPU time", all[LIBETPAN].cpu_s / all[MAILWIRE].cpu_s);
    printf("1..%d\n", tests);
}

int main(int argc, char **argv)
{
    unsigned messages = 100000;

    setvbuf(stdout, NULL, _IOLBF, 0);
    run_folder(argv[0]);
    imap_box_make();
    if (argc > 1 && strcmp(argv[1], "quick") == 0) {
        quick();
        return failures != 0;
    }
    if (argc > 1)
        messages = (unsigned)strtoul(argv[1], NULL, 10);
    if (messages < 1000) {
        fprintf(stderr, "usage: %s [quick | MESSAGES], at least 1000\n", argv[0]);
        return 2;
    }
    figures(messages);
    return failures != 0;
}
