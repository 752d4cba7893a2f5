/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "net/resolve.h"
#include <mailwire/error.h>

#include <netdb.h>
#include <string.h>

socklen_t mw_addr_len(const struct sockaddr *sa)
{
    return sa->sa_family == AF_INET6 ? (socklen_t)sizeof(struct sockaddr_in6)
                                     : (socklen_t)sizeof(struct sockaddr_in);
}

void mw_addrs_add(mw_addrs *list, const struct sockaddr *sa, uint16_t port)
{
    if (list->count == MW_ADDRS_MAX)
        return;
    if (sa->sa_family != AF_INET && sa->sa_family != AF_INET6)
        return;
    memcpy(&list->at[list->count], sa, mw_addr_len(sa));
    if (sa->sa_family == AF_INET)
        list->at[list->count].v4.sin_port = htons(port);
    else
        list->at[list->count].v6.sin6_port = htons(port);
    list->count++;
}

void mw_addrs_interleave(mw_addrs *list)
{
    mw_addrs old = *list;
    size_t next[2] = { 0, 0 }; /* of the first address's family, of the other one */
    int turn = 0;
    size_t i;

    for (i = 0; i < old.count; i++, turn = !turn) {
        size_t *n = &next[turn];

        while (*n < old.count &&
               (old.at[*n].any.sa_family == old.at[0].any.sa_family) != (turn == 0))
            ++*n;
        if (*n < old.count)
            list->at[i] = old.at[(*n)++];
        else
            i--; /* this family is used up; each further turn of it passes */
    }
}

int mw_lookup_libc(const mw_host *host, uint16_t port, int flags, mw_addrs *out)
{
    struct addrinfo hints, *list = NULL, *a;
    int rc;

    memset(&hints, 0, sizeof hints);
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = flags;
    rc = getaddrinfo(host->name, NULL, &hints, &list);
    if (rc == EAI_MEMORY)
        return MW_E_MEMORY;
    if (rc == EAI_SYSTEM)
        return MW_E_SYSTEM;
    if (rc != 0)
        return MW_E_DNS;
    for (a = list; a != NULL; a = a->ai_next)
        mw_addrs_add(out, a->ai_addr, port);
    freeaddrinfo(list);
    return out->count > 0 ? MW_OK : MW_E_DNS;
}

#ifndef MW_HAVE_CARES

int mw_lookup_step(mw_lookup **state, const mw_host *host, uint16_t port, mw_gather *g,
                   mw_addrs *out)
{
    (void)state;
    (void)g;
    return mw_lookup_libc(host, port, 0, out);
}

void mw_lookup_free(mw_lookup *state)
{
    (void)state;
}

#endif
