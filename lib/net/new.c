/* SPDX-License-Identifier: MIT */
#include "net/new.h"
#include "session/session.h"

#include <stdlib.h>
#include <string.h>

#define NET_BUFFER_BYTES 32768 /* two TLS records: about all that throughput can use */
#define NET_COMMANDS 256       /* 64 messages on their way */

/* In front of a session's block: what was made for it. */
struct net_session {
    mw_transport *tcp;
    mw_transport *tls;       /* over tcp; NULL: none */
    mw_transport *filter;    /* over both; NULL: none */
    mw_tls_context *context; /* NULL: none, or the caller's */
    uint64_t block[1];       /* the session, as long as it must be */
};

int mw_new(mw_session **s, const mw_config *cfg, mw_size_function *size, mw_init_function *init)
{
    size_t bytes = size(cfg);
    void *block;
    int rc;

    if (s == NULL || bytes == 0)
        return MW_E_ARG;
    *s = NULL;
    block = malloc(bytes + MW_OWN_BYTES);
    if (block == NULL)
        return MW_E_MEMORY;
    rc = init(s, block, bytes, cfg);
    if (rc == MW_OK)
        mw_session_own(*s, free);
    else
        free(block);
    return rc;
}

static void give_back(struct net_session *n)
{
    mw_transport_free(n->filter);
    mw_transport_free(n->tls);
    mw_transport_free(n->tcp);
    mw_tls_context_free(n->context);
    free(n);
}

static void release(void *block)
{
    give_back((void *)((char *)block - offsetof(struct net_session, block)));
}

static int make_tls(struct net_session *n, const mw_config *cfg)
{
    /* The shared context is only read: it is const for who has it, and so for us. */
    mw_tls_context *context = (mw_tls_context *)cfg->tls;
    int rc = MW_OK;

    if (context == NULL) {
        rc = mw_tls_context_new(&n->context, NULL);
        context = n->context;
    }
    return rc == MW_OK ? mw_tls_over(&n->tls, n->tcp, context) : rc;
}

static int make_transports(struct net_session *n, mw_config *cfg, mw_filter_function *filter)
{
    int rc = mw_tcp_new(&n->tcp);

    if (rc == MW_OK && cfg->security != MW_PLAIN)
        rc = make_tls(n, cfg);
    cfg->transport = n->tls != NULL ? n->tls : n->tcp;
    if (rc == MW_OK && filter != NULL) {
        rc = filter(&n->filter, cfg->transport);
        cfg->transport = n->filter;
    }
    return rc;
}

/* The caller's struct may be shorter than ours. */
static mw_config net_config(const mw_config *cfg)
{
    mw_config c;

    memset(&c, 0, sizeof c);
    memcpy(&c, cfg, cfg->size < sizeof c ? cfg->size : sizeof c);
    if (c.in_bytes == 0)
        c.in_bytes = NET_BUFFER_BYTES;
    if (c.out_bytes == 0)
        c.out_bytes = NET_BUFFER_BYTES;
    if (c.commands == 0)
        c.commands = NET_COMMANDS;
    if (c.hash == NULL)
        c.hash = mw_net_hash();
    return c;
}

int mw_net_new(mw_session **s, const mw_config *cfg, mw_size_function *size,
               mw_init_function *init, mw_filter_function *filter)
{
    struct net_session *n;
    mw_config c;
    size_t bytes;
    int rc;

    if (s == NULL || cfg == NULL)
        return MW_E_ARG;
    *s = NULL;
    c = net_config(cfg);
    bytes = size(&c);
    if (bytes == 0 || c.transport != NULL)
        return MW_E_ARG;
    n = calloc(1, offsetof(struct net_session, block) + bytes + MW_OWN_BYTES);
    if (n == NULL)
        return MW_E_MEMORY;
    rc = make_transports(n, &c, filter);
    if (rc == MW_OK)
        rc = init(s, n->block, bytes, &c);
    if (rc == MW_OK)
        mw_session_own(*s, release);
    else
        give_back(n);
    return rc;
}
