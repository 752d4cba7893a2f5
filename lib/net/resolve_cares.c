/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "net/resolve.h"
#include <mailwire/error.h>
#include <mailwire/transport.h>

#ifdef MW_HAVE_CARES

#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <sys/time.h>

#include <ares.h> /* 1.18 wants fd_set to be known */

struct mw_lookup {
    ares_channel channel;
    mw_gather *gather;
    mw_addrs *out;
    uint16_t port;
    int code; /* MW_WANT_READ until the answer is there */
};

static void on_socket(void *ctx, ares_socket_t fd, int readable, int writable)
{
    mw_lookup *l = ctx;
    uint32_t want = (readable ? MW_POLL_READ : 0u) | (writable ? MW_POLL_WRITE : 0u);

    if (mw_gather_set(l->gather, fd, want) != MW_OK)
        l->code = MW_E_SYSTEM;
}

static void on_answer(void *ctx, int status, int timeouts, struct ares_addrinfo *info)
{
    mw_lookup *l = ctx;
    struct ares_addrinfo_node *node;

    (void)timeouts;
    l->code = status == ARES_ENOMEM ? MW_E_MEMORY : MW_E_DNS;
    if (info == NULL)
        return;
    for (node = info->nodes; node != NULL; node = node->ai_next)
        mw_addrs_add(l->out, node->ai_addr, l->port);
    ares_freeaddrinfo(info);
    if (l->out->count > 0)
        l->code = MW_OK;
}

static int start(mw_lookup **state, const mw_host *host, uint16_t port, mw_gather *g,
                 mw_addrs *out)
{
    mw_lookup *l = calloc(1, sizeof *l);
    struct ares_options options;
    struct ares_addrinfo_hints hints;
    int rc;

    if (l == NULL)
        return MW_E_MEMORY;
    l->gather = g;
    l->out = out;
    l->port = port;
    l->code = MW_WANT_READ;
    memset(&options, 0, sizeof options);
    options.sock_state_cb = on_socket;
    options.sock_state_cb_data = l;
    rc = ares_init_options(&l->channel, &options, ARES_OPT_SOCK_STATE_CB);
    if (rc != ARES_SUCCESS) {
        free(l);
        return rc == ARES_ENOMEM ? MW_E_MEMORY : MW_E_DNS;
    }
    *state = l;
    memset(&hints, 0, sizeof hints);
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    ares_getaddrinfo(l->channel, host->name, NULL, &hints, on_answer, l);
    return MW_OK;
}

/* Lets c-ares see each ready socket, and its own time-outs. */
static void process(mw_lookup *l)
{
    int fds[MW_GATHER_MAX];
    size_t count = l->gather->count;
    size_t i;

    /* Copied first: c-ares opens and closes sockets while it works. */
    for (i = 0; i < count; i++)
        fds[i] = l->gather->at[i].fd;
    for (i = 0; i < count; i++) {
        uint32_t ready = mw_gather_ready(l->gather, fds[i]);

        if (ready != 0)
            ares_process_fd(l->channel, ready & MW_POLL_READ ? fds[i] : ARES_SOCKET_BAD,
                            ready & MW_POLL_WRITE ? fds[i] : ARES_SOCKET_BAD);
    }
    ares_process_fd(l->channel, ARES_SOCKET_BAD, ARES_SOCKET_BAD);
}

static void set_alarm(const mw_lookup *l)
{
    struct timeval tv;

    if (ares_timeout(l->channel, NULL, &tv) != NULL)
        mw_gather_alarm(l->gather, mw_clock_ms() + (uint64_t)tv.tv_sec * 1000 +
                                       (uint64_t)tv.tv_usec / 1000 + 1);
    else
        mw_gather_alarm(l->gather, 0);
}

int mw_lookup_step(mw_lookup **state, const mw_host *host, uint16_t port, mw_gather *g,
                   mw_addrs *out)
{
    if (*state == NULL) {
        int rc = start(state, host, port, g, out);

        if (rc != MW_OK)
            return rc;
    } else {
        process(*state);
    }
    set_alarm(*state);
    return (*state)->code;
}

void mw_lookup_free(mw_lookup *state)
{
    if (state == NULL)
        return;
    mw_gather_alarm(state->gather, 0);
    ares_destroy(state->channel); /* on_socket takes what is left out of the gather */
    free(state);
}

#endif
