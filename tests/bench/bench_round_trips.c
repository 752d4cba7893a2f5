/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "bench/replay_imap.h"
#include "bench/imap_run.h"
#include "bench/run.h"
#include "server/tls.h"

#include <stdio.h>
#include <string.h>

/* Round trips from the connection to the first data of a FETCH, counted by the proxy: those that
   had to be waited for one after the other. TCP's own is not among them, that of the greeting
   neither, as the server speaks first.

     bench_round_trips         figures, one line each: NAME VALUE UNIT
     bench_round_trips quick   the same, and what must hold as TAP */

#define DELAY_MS 20u
#define QUICK_DELAY_MS 5u
#define LIMIT_S 30u

static const struct imap_client clients[] = {
    { "mailwire", "peer_imap_mailwire" },
    { "libetpan", "peer_imap_etpan" },
    { "libcurl", "peer_imap_curl" },
};
#define CLIENTS 3
#define MAILWIRE 0

/* What a server offers, and mailwire's round trips: those of TLS, and behind it. */
struct setting {
    const char *name;
    unsigned flags;
    const char *mode;
    int has_tls;
    unsigned trips;
};

static const struct setting settings[] = {
    /* AUTHENTICATE with its response; SELECT and FETCH together */
    { "plain", 0, "first", 0, 2 },
    /* LOGIN, as AUTHENTICATE would wait for its challenge */
    { "no-sasl-ir", REPLAY_IMAP_NO_IR, "first", 0, 2 },
    /* CAPABILITY has to be asked for, behind the greeting and behind the login. The latter could go
       with LOGIN (RFC 9051 5.5), but some servers never answer what comes with LOGIN: Courier 5.2
       starts another program then, and nginx pipelines IMAP since 1.21.0 only. */
    { "no-capabilities", REPLAY_IMAP_QUIET, "first", 0, 4 },
    { "tls", REPLAY_IMAP_TLS, "first", 1, 2 },
    /* STARTTLS, and CAPABILITY behind it: what was said before counts no more (RFC 9051 6.2.1) */
    { "starttls", REPLAY_IMAP_STARTTLS, "first-starttls", 1, 4 },
};
#define SETTINGS (sizeof settings / sizeof *settings)

static int failures;

/* Of the handshake, which begins with the client's bytes. TLS 1.3 needs one less, but as long as
   the server speaks first behind it that one is lost again. */
static unsigned handshake_trips(const struct setting *set)
{
    return tls_has_1_3() && (set->flags & REPLAY_IMAP_STARTTLS) ? 1 : 2;
}

static struct imap_run first(const struct setting *set, size_t client, unsigned delay_ms)
{
    struct replay_imap server;
    struct imap_run r;

    memset(&r, 0, sizeof r);
    r.client = &clients[client];
    if (replay_imap_start(&server, set->flags, 1, 0) != 0) {
        r.problem = "the server could not be started";
        return r;
    }
    r.mode = set->mode;
    r.ca_file = server.ca_file;
    r.port = server.port;
    r.messages = 1;
    r.delay_ms = delay_ms;
    imap_run(&r, LIMIT_S);
    replay_imap_stop(&server);
    return r;
}

static int takes_part(const struct setting *set, size_t client)
{
    return run_has(clients[client].program) && !(set->has_tls && client != MAILWIRE);
}

static void figures(void)
{
    size_t i, j;

    printf("# With %u ms each way; wall: from setting up the library to leaving.\n"
           "# libetpan and libcurl: plain only, as here they would need the certificate set up.\n"
           "# no-capabilities: the protocol allows one less, CAPABILITY with LOGIN; Courier never\n"
           "#   answers what comes with LOGIN.\n",
           DELAY_MS);
    for (i = 0; i < SETTINGS; i++)
        for (j = 0; j < CLIENTS; j++) {
            const struct setting *set = &settings[i];
            struct imap_run r;

            if (!takes_part(set, j))
                continue;
            r = first(set, j, DELAY_MS);
            if (r.problem) {
                printf("# %s, %s: %s\n", set->name, clients[j].name, r.problem);
                failures++;
                continue;
            }
            printf("round-trips.%s.%s %u round-trips\n", set->name, clients[j].name,
                   (unsigned)r.proxy.round_trips);
            printf("round-trips.%s.%s.wall %.3f s\n", set->name, clients[j].name, r.result.wall_s);
        }
}

static void quick(void)
{
    size_t i;

    for (i = 0; i < SETTINGS; i++) {
        const struct setting *set = &settings[i];
        struct imap_run r = first(set, MAILWIRE, QUICK_DELAY_MS);
        unsigned want = set->trips + (set->has_tls ? handshake_trips(set) : 0);
        int good = !r.problem && r.proxy.round_trips == want;

        printf("%sok %u - mailwire, %s: %s (%u, want %u)\n", good ? "" : "not ", (unsigned)i + 1,
               set->name, r.problem ? r.problem : "round trips to the first data",
               (unsigned)r.proxy.round_trips, want);
        failures += !good;
    }
    printf("1..%u\n", (unsigned)SETTINGS);
}

int main(int argc, char **argv)
{
    setvbuf(stdout, NULL, _IOLBF, 0);
    run_folder(argv[0]);
    if (argc > 1 && strcmp(argv[1], "quick") == 0)
        quick();
    else
        figures();
    return failures != 0;
}
