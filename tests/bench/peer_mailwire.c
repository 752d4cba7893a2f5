/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "bench/loop.h"
#include "bench/peer.h"

#include <mailwire/net.h>
#include <mailwire/smtp.h>
#include <stdio.h>
#include <stdlib.h>

/* mailwire with an event loop of one descriptor: messages are queued as long as the session takes
   them, and each is counted when its own verdict comes. BDAT or DATA is the library's choice. */

struct app {
    const struct peer_job *job;
    mw_session *s;
    int *data_ids; /* of the messages begun, by number: their mw_smtp_data's */
    unsigned begun, judged, accepted;
    int (*next)(struct app *a); /* submits the next command: an id or an error */
    size_t written;             /* of the body that is open */
    int ended;
};

static int submit_data(struct app *a)
{
    int id = mw_smtp_data(a->s);

    if (id > 0) {
        a->data_ids[a->begun++] = id;
        a->written = 0;
        a->next = NULL; /* until the body is written */
    }
    return id;
}

static int submit_rcpt(struct app *a)
{
    int id = mw_smtp_rcpt(a->s, a->job->to, NULL);

    if (id > 0)
        a->next = submit_data;
    return id;
}

static int submit_mail(struct app *a)
{
    mw_mail options = MW_MAIL_INIT;
    int id;

    if (a->begun == a->job->messages)
        return MW_WANT_READ;
    options.bytes = a->job->bytes;
    id = mw_smtp_mail(a->s, a->job->from, &options);
    if (id > 0)
        a->next = submit_rcpt;
    return id;
}

static int submit_quit(struct app *a)
{
    int id = mw_quit(a->s);

    if (id > 0)
        a->next = NULL;
    return id;
}

/* Queues what the session has room for. */
static void submit(struct app *a)
{
    int rc = 1;

    while (rc > 0 && a->next) {
        if (a->next == submit_mail && a->judged == a->job->messages)
            a->next = submit_quit;
        rc = a->next(a);
    }
    if (rc <= 0 && rc != MW_WANT_WRITE && rc != MW_WANT_READ) {
        fprintf(stderr, "mailwire: cannot submit: %s\n", mw_strerror(rc));
        a->ended = 1;
    }
}

static void write_body(struct app *a)
{
    size_t taken = 0;
    int rc = mw_write(a->s, a->job->message + a->written, a->job->bytes - a->written, &taken);

    a->written += taken;
    if (rc != MW_OK || a->written < a->job->bytes)
        return; /* another MW_EV_WRITE will come, or the session ends */
    rc = mw_write_end(a->s);
    if (rc > 0)
        a->next = submit_mail;
    else
        fprintf(stderr, "mailwire: mw_write_end: %s\n", mw_strerror(rc));
}

static void verdict(struct app *a, const mw_event *ev)
{
    if (a->judged < a->begun && ev->id == a->data_ids[a->judged]) {
        a->judged++;
        a->accepted += ev->type == MW_EV_DONE;
    }
}

static void take(void *ctx, const mw_event *ev)
{
    struct app *a = ctx;

    switch (ev->type) {
    case MW_EV_READY:
        a->next = submit_mail;
        break;
    case MW_EV_WRITE:
        write_body(a);
        break;
    case MW_EV_DONE:
    case MW_EV_REFUSED:
    case MW_EV_ABORTED:
    case MW_EV_UNKNOWN:
        verdict(a, ev);
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
    mw_transport *tcp = NULL;
    struct app a = {job, NULL, NULL, 0, 0, 0, NULL, 0, 0};
    int rc = mw_tcp_new(&tcp);

    cfg.security = MW_PLAIN;
    cfg.host = "127.0.0.1";
    cfg.hello = "client.example.test";
    cfg.port = job->port;
    cfg.transport = tcp;
    cfg.in_bytes = 32768;
    cfg.out_bytes = job->out_bytes;
    cfg.commands = job->commands;
    a.data_ids = malloc((job->messages + 1) * sizeof *a.data_ids);
    if (rc == MW_OK)
        rc = mw_smtp_new(&a.s, &cfg);
    if (rc == MW_OK && a.data_ids && mw_open(a.s) > 0)
        loop_run(a.s, take, &a.ended, &a);
    else
        fprintf(stderr, "mailwire: %s\n", mw_strerror(rc));
    mw_free(a.s);
    mw_transport_free(tcp);
    free(a.data_ids);
    return a.accepted;
}

int main(int argc, char **argv)
{
    return peer_main(argc, argv, run);
}
