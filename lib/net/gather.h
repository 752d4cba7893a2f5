/* SPDX-License-Identifier: MIT */
#ifndef MW_NET_GATHER_H
#define MW_NET_GATHER_H

#include <stddef.h>
#include <stdint.h>

/* Several descriptors and a moment in time, behind the one descriptor an event loop can wait for:
   what looking up a name and trying its addresses need. On Linux that descriptor is an epoll set
   with a timer in it, made only when somebody asks. Elsewhere it is the descriptor added last, and
   a loop that is not Linux's should come back once in a while. */

#define MW_GATHER_MAX 20

typedef struct mw_gather {
    struct {
        int fd;
        uint32_t want; /* MW_POLL_ mask */
    } at[MW_GATHER_MAX];
    size_t count;
    uint64_t alarm_ms; /* on the clock of mw_clock_ms; 0: none */
    int epoll_fd;      /* -1: nobody asked, or not on this system */
    int timer_fd;
} mw_gather;

/* Milliseconds, monotonic. */
uint64_t mw_clock_ms(void);

/* poll() of one descriptor, through signals, for all of timeout_ms (UINT32_MAX: for ever). */
void mw_poll_one(int fd, uint32_t want, uint32_t timeout_ms);

void mw_gather_init(mw_gather *g);
/* Forgets all; closes none of the descriptors but its own. */
void mw_gather_clear(mw_gather *g);
/* Adds or changes; want 0 removes. MW_OK, or MW_E_SYSTEM: too many. */
int mw_gather_set(mw_gather *g, int fd, uint32_t want);
void mw_gather_alarm(mw_gather *g, uint64_t alarm_ms);
/* What is ready at this moment: MW_POLL_ mask, errors being both. */
uint32_t mw_gather_ready(const mw_gather *g, int fd);
/* Waits for any of them, the alarm, or the timeout. */
void mw_gather_wait(const mw_gather *g, uint32_t timeout_ms);
/* The one descriptor, -1: none; and what to wait for on it: MW_WANT_READ or MW_WANT_WRITE. */
int mw_gather_handle(mw_gather *g);
int mw_gather_want(const mw_gather *g);

#endif
