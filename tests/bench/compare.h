/* SPDX-License-Identifier: MIT */
#ifndef TESTS_BENCH_COMPARE_H
#define TESTS_BENCH_COMPARE_H

#include "bench/run.h"

#include <stddef.h>

/* Clients side by side: what a bench of whole mailboxes or messages finds out about each, and how
   it is printed, "BENCH.SETTING.CLIENT.WHAT VALUE UNIT". */

#define COMPARE_MAX 8    /* clients */
#define COMPARE_REPEAT 3 /* runs without delay; their medians count */
#define COMPARE_LIMIT_S 900u

struct compare {
    const char *name;
    const struct run_client *clients;
    size_t count;
    unsigned bytes; /* of a message */
    int failures;
};

struct setting {
    const char *name; /* "replay.direct" */
    const struct run_target *target;
    unsigned messages, delay_ms;
    int tls;
};

/* What was found out about one client in one setting; negative: nothing. */
struct figures {
    double wall_s, cpu_us, round_trips, peak_kb, own_kb, syscalls;
};

/* A run to be begun. */
struct run compare_run(const struct compare *b, const struct setting *set,
                       const struct run_client *c, unsigned messages);

/* Begins and ends it. */
void compare_play(struct run *r);

/* Did it come to its end with all messages? If not, says so and counts a failure. */
int compare_good(struct compare *b, const struct setting *set, const struct run *r);

double compare_cpu_us(const struct run *r);

/* All but round trips and system calls. */
void compare_take(const struct run *r, struct figures *f);

/* Without delay, what each client costs: clients take turns, so that what else the machine does
   meets all of them. */
void compare_direct(struct compare *b, const struct setting *set, struct figures *f);

/* Prints nothing if the value is negative. */
void compare_line(const struct compare *b, const struct setting *set, const char *client,
                  const char *what, double value, const char *unit);
void compare_ratio(const struct compare *b, const struct setting *set, size_t peer, size_t our,
                   const char *what, double peers, double ours);

/* Whose programs are not there. */
void compare_left_out(const struct compare *b);

#endif
