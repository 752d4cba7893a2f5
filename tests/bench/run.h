/* SPDX-License-Identifier: MIT */
#ifndef TESTS_BENCH_RUN_H
#define TESTS_BENCH_RUN_H

#include "bench/peer.h"
#include "bench/proxy.h"
#include "bench/replay.h"

#include <stdint.h>
#include <sys/types.h>

/* One run of one peer: its process, and the server and the proxy made for it. */

struct run_client {
    const char *name;
    const char *program; /* beside the benchmark */
    int is_pop3;         /* it reads a mailbox */
    int no_pipelining;   /* the server must not offer it */
    int no_chunking;     /* the server must not offer CHUNKING */
    unsigned commands, out_bytes;
};

/* A server that runs already; NULL stands for a replay server of the run's own. */
struct run_target {
    uint16_t port[2]; /* with CHUNKING, without */
};

struct run {
    struct run_client client;
    const struct run_target *target;
    unsigned messages, bytes;
    unsigned delay_ms; /* each way; 0: no proxy */
    int tls;           /* of a mailbox */

    /* results */
    struct peer_result result;
    struct proxy_counts proxy;   /* zero without one */
    struct replay_counts server; /* zero with a target */
    uint64_t syscalls;           /* by run_traced */
    const char *problem;         /* NULL: all messages were accepted, and arrived as they were */

    struct replay replay_process;
    struct proxy proxy_process;
    pid_t pid;
    int output;
    char ca[32]; /* the authority's certificate; "": none */
};

/* Where the peers' programs are: the folder argv[0] lies in. */
void run_folder(const char *argv0);
int run_can(const struct run_client *c);
int run_has(const char *program);

/* Starts it; several may run at once. run_end waits for it, at most limit_s. */
void run_begin(struct run *r);
void run_end(struct run *r, unsigned limit_s);

/* Both, counting system calls. It is far slower so: no other result of it is worth anything. */
void run_traced(struct run *r, unsigned limit_s);

/* Runs a program of that folder; args are NULL-ended, the first one its name. text is what it
   prints within the limit. 0; -1: that was nothing. */
int run_program(const char *program, char *const *args, char *text, size_t size, unsigned limit_s);

/* The middle one of values, which are sorted; -1: there are none. */
double run_median(double *values, unsigned count);

#define RUN_FROM "alice@example.test"
#define RUN_TO "bench@sink.example.test"

#endif
