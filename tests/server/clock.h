/* SPDX-License-Identifier: MIT */
#ifndef SERVER_CLOCK_H
#define SERVER_CLOCK_H

#include <pthread.h>

long long clock_ms(void); /* monotonic */

/* Waits for the condition at most until the deadline; timeout_ms UINT_MAX: for ever.
   struct deadline d = clock_deadline(ms); while (!enough && clock_wait(&d, ...) == 0) {} */
struct deadline {
    long long at_ms; /* -1: never */
};
struct deadline clock_deadline(unsigned timeout_ms);
int clock_wait(const struct deadline *d, pthread_cond_t *changed, pthread_mutex_t *lock);

#endif
