/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "bench/inbox.h"
#include "bench/loop.h"

#include <mailwire/net.h>
#include <mailwire/pop3.h>
#include <stdio.h>

/* mailwire with an event loop of one descriptor: RETR is submitted as long as the session takes
   it. Whether they go out in one flight is the library's choice. */

struct app {
    const struct peer_job *job;
    mw_session *s;
    struct inbox in;
    unsigned asked;
    int ready, ended;
};

static void submit(struct app *a)
{
    int rc = 1;

    while (a->ready && rc > 0) {
        if (a->asked == a->job->messages) {
            rc = mw_quit(a->s);
            a->ready = rc < 0;
        } else {
            rc = mw_pop3_retr(a->s, a->asked + 1);
            a->asked += rc > 0;
        }
    }
    if (rc < 0 && rc != MW_WANT_WRITE) {
        fprintf(stderr, "mailwire: cannot submit: %s\n", mw_strerror(rc));
        a->ended = 1;
    }
}

static void take(void *ctx, const mw_event *ev)
{
    struct app *a = ctx;

    switch (ev->type) {
    case MW_EV_READY:
        a->ready = 1;
        break;
    case MW_EV_MSG:
        inbox_begin(&a->in, (unsigned)ev->num);
        break;
    case MW_EV_DATA:
        inbox_add(&a->in, ev->data, ev->len);
        break;
    case MW_EV_MSG_END:
        inbox_end(&a->in);
        break;
    case MW_EV_FAILED:
        loop_failed(a->s, ev);
        break;
    default:
        break;
    }
    a->ended |= (ev->flags & MW_EVF_LAST) != 0;
    if (!a->ended)
        submit(a);
}

static unsigned run(const struct peer_job *job)
{
    mw_config cfg = MW_CONFIG_INIT;
    mw_tls opt = MW_TLS_INIT;
    mw_tls_context *tls = NULL;
    struct app a = {job, NULL, {0}, 0, 0, 0};
    int rc = MW_OK;

    cfg.security = job->ca ? MW_TLS : MW_PLAIN;
    cfg.flags = MW_FLAG_SECRET_IN_CLEAR;
    cfg.host = "127.0.0.1";
    cfg.user = INBOX_USER;
    cfg.secret = INBOX_SECRET;
    cfg.port = job->port;
    cfg.commands = job->commands;
    cfg.out_bytes = job->out_bytes;
    opt.ca_file = job->ca;
    if (job->ca)
        rc = mw_tls_context_new(&tls, &opt);
    cfg.tls = tls;
    if (rc == MW_OK)
        rc = mw_net_pop3(&a.s, &cfg);
    if (rc == MW_OK && inbox_open(&a.in, job) == 0 && mw_open(a.s) > 0)
        loop_run(a.s, take, &a.ended, &a);
    else
        fprintf(stderr, "mailwire: %s\n", mw_strerror(rc));
    inbox_close(&a.in);
    mw_free(a.s);
    mw_tls_context_free(tls);
    return a.in.read;
}

int main(int argc, char **argv)
{
    return peer_main(argc, argv, run);
}
