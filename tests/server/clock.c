/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L

#include "clock.h"

#include <limits.h>
#include <time.h>

static long long read_ms(clockid_t which)
{
    struct timespec t;

    clock_gettime(which, &t);
    return (long long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

long long clock_ms(void)
{
    return read_ms(CLOCK_MONOTONIC);
}

/* Condition variables wait for the real-time clock by default. */
struct deadline clock_deadline(unsigned timeout_ms)
{
    struct deadline d;

    d.at_ms = timeout_ms == UINT_MAX ? -1 : read_ms(CLOCK_REALTIME) + (long long)timeout_ms;
    return d;
}

int clock_wait(const struct deadline *d, pthread_cond_t *changed, pthread_mutex_t *lock)
{
    struct timespec t;

    if (d->at_ms < 0) {
        return pthread_cond_wait(changed, lock);
    }
    t.tv_sec = (time_t)(d->at_ms / 1000);
    t.tv_nsec = (long)(d->at_ms % 1000) * 1000000;
    return pthread_cond_timedwait(changed, lock, &t);
}
