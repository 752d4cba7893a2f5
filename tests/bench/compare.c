/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "bench/compare.h"

#include <stdio.h>
#include <string.h>

struct run compare_run(const struct compare *b, const struct setting *set,
                       const struct run_client *c, unsigned messages)
{
    struct run r;

    memset(&r, 0, sizeof r);
    r.client = *c;
    r.target = set->target;
    r.delay_ms = set->delay_ms;
    r.messages = messages;
    r.bytes = b->bytes;
    r.tls = set->tls;
    return r;
}

void compare_play(struct run *r)
{
    run_begin(r);
    run_end(r, COMPARE_LIMIT_S);
}

int compare_good(struct compare *b, const struct setting *set, const struct run *r)
{
    if (r->problem) {
        printf("# %s.%s, %u messages: %s\n", set->name, r->client.name, r->messages, r->problem);
        b->failures++;
    }
    return r->problem == NULL;
}

double compare_cpu_us(const struct run *r)
{
    return (r->result.user_s + r->result.system_s) * 1e6 / r->messages;
}

void compare_take(const struct run *r, struct figures *f)
{
    f->wall_s = r->result.wall_s;
    f->cpu_us = compare_cpu_us(r);
    f->peak_kb = (double)r->result.peak_kb;
    f->own_kb = (double)(r->result.peak_kb - r->result.start_kb);
}

void compare_direct(struct compare *b, const struct setting *set, struct figures *f)
{
    double wall[COMPARE_MAX][COMPARE_REPEAT], cpu[COMPARE_MAX][COMPARE_REPEAT];
    double peak[COMPARE_MAX][COMPARE_REPEAT], own[COMPARE_MAX][COMPARE_REPEAT];
    unsigned count[COMPARE_MAX] = { 0 }, n;
    size_t i;

    for (n = 0; n < COMPARE_REPEAT; n++)
        for (i = 0; i < b->count; i++) {
            struct run r = compare_run(b, set, &b->clients[i], set->messages);
            struct figures one;

            if (!run_can(&b->clients[i]))
                continue;
            compare_play(&r);
            if (!compare_good(b, set, &r))
                continue;
            compare_take(&r, &one);
            wall[i][count[i]] = one.wall_s;
            cpu[i][count[i]] = one.cpu_us;
            peak[i][count[i]] = one.peak_kb;
            own[i][count[i]++] = one.own_kb;
        }
    for (i = 0; i < b->count; i++) {
        f[i].wall_s = run_median(wall[i], count[i]);
        f[i].cpu_us = run_median(cpu[i], count[i]);
        f[i].peak_kb = run_median(peak[i], count[i]);
        f[i].own_kb = run_median(own[i], count[i]);
    }
}

void compare_line(const struct compare *b, const struct setting *set, const char *client,
                  const char *what, double value, const char *unit)
{
    if (value >= 0)
        printf("%s.%s.%s.%s %.*f %s\n", b->name, set->name, client, what,
               value >= 1000 ? 0
               : value >= 10 ? 1
                             : 3,
               value, unit);
}

void compare_ratio(const struct compare *b, const struct setting *set, size_t peer, size_t our,
                   const char *what, double peers, double ours)
{
    char name[64];

    if (peers < 0 || ours <= 0)
        return;
    snprintf(name, sizeof name, "%s-over-%s", b->clients[peer].name, b->clients[our].name);
    compare_line(b, set, name, what, peers / ours, "times");
}

void compare_left_out(const struct compare *b)
{
    size_t i;

    for (i = 0; i < b->count; i++)
        if (!run_can(&b->clients[i]))
            printf("# %s is left out: %s was not built\n", b->clients[i].name,
                   b->clients[i].program);
}
