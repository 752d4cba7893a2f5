/* SPDX-License-Identifier: MIT */
#ifndef MW_NET_DIAL_H
#define MW_NET_DIAL_H

#include "net/gather.h"
#include "net/resolve.h"

/* After so long without an answer the next address is tried too, the earlier ones going on
   (RFC 8305 5); at once when one fails. */
#define MW_DIAL_NEXT_MS 250

typedef struct mw_dial {
    mw_addrs addrs;
    size_t next;          /* the address to try next */
    int fds[MW_ADDRS_MAX]; /* being tried; -1: not, or failed */
    uint64_t next_ms;     /* when to */
    int code;             /* the failure that says most so far, 0: none */
    int error;            /* its errno */
} mw_dial;

void mw_dial_init(mw_dial *d);
/* Tries all addresses, until one answers: MW_OK and its socket, which is then the caller's;
   MW_WANT_READ or _WRITE: wait for g; or when all have failed what says most about why. */
int mw_dial_step(mw_dial *d, mw_gather *g, int *fd);
/* Closes what is being tried. */
void mw_dial_stop(mw_dial *d, mw_gather *g);

/* What an errno means, while connecting and after. */
int mw_errno_code(int error, int connecting);

#endif
