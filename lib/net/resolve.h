/* SPDX-License-Identifier: MIT */
#ifndef MW_NET_RESOLVE_H
#define MW_NET_RESOLVE_H

#include "net/gather.h"
#include "net/host.h"

#include <netinet/in.h>
#include <sys/socket.h>

#define MW_ADDRS_MAX 16

typedef struct mw_addrs {
    size_t count;
    union {
        struct sockaddr any;
        struct sockaddr_in v4;
        struct sockaddr_in6 v6;
    } at[MW_ADDRS_MAX];
} mw_addrs;

/* Adds a copy, its port replaced; anything but IPv4 and IPv6, and too many, are left out. */
void mw_addrs_add(mw_addrs *list, const struct sockaddr *sa, uint16_t port);
/* Alternates between the two families, the order within each kept (RFC 8305 4). */
void mw_addrs_interleave(mw_addrs *list);
socklen_t mw_addr_len(const struct sockaddr *sa);

/* A look-up under way; NULL when none is. */
typedef struct mw_lookup mw_lookup;

/* Looks host up; called, with *state NULL at first, until it stops returning MW_WANT_READ. What it
   waits for is put into g, and taken out by mw_lookup_free. MW_E_DNS, MW_E_MEMORY, MW_E_SYSTEM. */
int mw_lookup_step(mw_lookup **state, const mw_host *host, uint16_t port, mw_gather *g,
                   mw_addrs *out);
void mw_lookup_free(mw_lookup *state);

/* By getaddrinfo, which blocks unless flags has AI_NUMERICHOST. */
int mw_lookup_libc(const mw_host *host, uint16_t port, int flags, mw_addrs *out);

#endif
