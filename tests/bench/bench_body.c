/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "bench/replay_imap.h"
#include "bench/imap_run.h"
#include "bench/run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Bodies as a stream, 1 MB each: UID FETCH 1:* (BODY.PEEK[]) beside a loop of recv(), and of
   mbedtls_ssl_read(), that looks at nothing.

     bench_body [MEGABYTES]   figures, one line each: NAME VALUE UNIT
     bench_body quick         few bodies, and what must hold as TAP */

#define BODY_BYTES (1024u * 1024)
#define REPEAT 11u
#define REPEAT_TLS 5u
#define LIMIT_S 300u

static const struct imap_client clients[] = {
    { "mailwire", "peer_imap_mailwire" },
    { "bare-loop", "peer_imap_raw" },
    { "libcurl", "peer_imap_curl" },
};
#define CLIENTS 3
#define MAILWIRE 0
#define BARE 1
#define LIBCURL 2

struct figures {
    double wall_s, cpu_s, peak_kb;
    const char *problem;
};

static int failures;

static struct imap_run body_once(const struct replay_imap *server, size_t client,
                                 unsigned messages)
{
    struct imap_run r;

    memset(&r, 0, sizeof r);
    r.client = &clients[client];
    r.mode = "body";
    r.ca_file = server->ca_file;
    r.port = server->port;
    r.messages = messages;
    imap_run(&r, LIMIT_S);
    if (!r.problem && (client == BARE ? r.bytes < (uint64_t)messages * BODY_BYTES
                                      : r.bytes != (uint64_t)messages * BODY_BYTES))
        r.problem = "another number of bytes arrived";
    return r;
}

/* Over TLS libcurl is another TLS library, so it is no measure there. */
static int takes_part(size_t client, int with_tls)
{
    return run_has(clients[client].program) && !(with_tls && client == LIBCURL);
}

/* -1: there are none. */
static double least(const double *values, unsigned count)
{
    double found = -1;

    for (; count; count--, values++)
        if (found < 0 || *values < found)
            found = *values;
    return found;
}

/* The clients by turns, so that what else the machine does meets all of them. */
static void measure(struct figures *f, int with_tls, unsigned messages, unsigned repeat)
{
    double wall[CLIENTS][REPEAT], cpu[CLIENTS][REPEAT];
    unsigned count[CLIENTS] = { 0 }, n;
    struct replay_imap server;
    size_t i;

    memset(f, 0, CLIENTS * sizeof *f);
    if (replay_imap_start(&server, with_tls ? REPLAY_IMAP_TLS : 0, messages, BODY_BYTES) != 0) {
        f[MAILWIRE].problem = "the server could not be started";
        return;
    }
    for (n = 0; n < repeat; n++)
        for (i = 0; i < CLIENTS; i++) {
            struct imap_run r;

            if (!takes_part(i, with_tls))
                continue;
            r = body_once(&server, i, messages);
            f[i].problem = r.problem ? r.problem : f[i].problem;
            wall[i][count[i]] = r.result.wall_s;
            cpu[i][count[i]++] = imap_run_cpu(&r);
            f[i].peak_kb = (double)r.result.peak_kb;
        }
    for (i = 0; i < CLIENTS; i++) {
        f[i].wall_s = least(wall[i], count[i]);
        f[i].cpu_s = run_median(cpu[i], count[i]);
    }
    replay_imap_stop(&server);
}

/* --- figures --- */

static void line(const char *set, const char *client, const char *what, double value,
                 const char *unit)
{
    printf("body.%s.%s.%s %.*f %s\n", set, client, what, value >= 100 ? 0 : 3, value, unit);
}

static void print_figures(const struct figures *f, const char *set, unsigned messages)
{
    size_t i;

    for (i = 0; i < CLIENTS; i++) {
        if (f[i].problem)
            printf("# %s, %s: %s\n", set, clients[i].name, f[i].problem);
        failures += f[i].problem != NULL;
        if (f[i].problem || f[i].wall_s < 0)
            continue;
        line(set, clients[i].name, "speed", messages / f[i].wall_s, "MB/s");
        line(set, clients[i].name, "cpu", f[i].cpu_s * 1e3 / messages, "ms/MB");
        line(set, clients[i].name, "peak", f[i].peak_kb, "KB");
        if (i == MAILWIRE || f[MAILWIRE].problem)
            continue;
        line(set, "mailwire-over", clients[i].name, f[i].wall_s / f[MAILWIRE].wall_s * 100,
             "% of its speed");
        line(set, "mailwire-cpu-over", clients[i].name, f[MAILWIRE].cpu_s / f[i].cpu_s * 100,
             "% of its CPU time");
    }
}

static void figures(unsigned messages)
{
    struct figures f[CLIENTS];

    printf("# %u bodies of 1 MB in one FETCH; %u runs by turns, with TLS %u. The speed is\n"
           "#   that of the fastest, as what else the machine does only slows it; CPU the median.\n"
           "# The bare loop receives into 32 KB, as mailwire does, and does nothing else. With\n"
           "#   TLS both use the same Mbed TLS. libcurl fetches one body a command.\n",
           messages, REPEAT, REPEAT_TLS);
    measure(f, 0, messages, REPEAT);
    print_figures(f, "plain", messages);
    measure(f, 1, messages, REPEAT_TLS);
    print_figures(f, "tls", messages);
}

/* --- quick --- */

static int tests;

static void check(int good, const char *client, const char *what, double value)
{
    printf("%sok %d - %s: %s (%.3f)\n", good ? "" : "not ", ++tests, client, what, value);
    failures += !good;
}

static void quick(int with_tls, unsigned messages)
{
    struct figures f[CLIENTS];
    const char *set = with_tls ? "TLS" : "plain";
    size_t i;

    measure(f, with_tls, messages, 3);
    for (i = 0; i < 2; i++)
        check(!f[i].problem, clients[i].name,
              f[i].problem ? f[i].problem : "all bytes arrived", f[i].wall_s);
    /* a wide limit: other things run here as well */
    check(f[BARE].cpu_s > 0.4 * f[MAILWIRE].cpu_s, set, "CPU time is near the limit",
          f[MAILWIRE].cpu_s / f[BARE].cpu_s);
}

int main(int argc, char **argv)
{
    unsigned messages = 1024;

    setvbuf(stdout, NULL, _IOLBF, 0);
    run_folder(argv[0]);
    if (argc > 1 && strcmp(argv[1], "quick") == 0) {
        quick(0, 256);
        quick(1, 32);
        printf("1..%d\n", tests);
        return failures != 0;
    }
    if (argc > 1)
        messages = (unsigned)strtoul(argv[1], NULL, 10);
    if (messages == 0 || messages > 100000) {
        fprintf(stderr, "usage: %s [quick | MEGABYTES], at most 100000\n", argv[0]);
        return 2;
    }
    figures(messages);
    return failures != 0;
}
