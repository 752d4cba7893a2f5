/* SPDX-License-Identifier: MIT */
/* Sends the message on its standard input without ever blocking in the library: poll waits, and
   could wait for much else. All of a message is queued at once, so that it takes few round trips.

     MAIL_PASSWORD=... send_nb mail.example.org 587 starttls ann ann@example.org bob@example.net */

#define _POSIX_C_SOURCE 200809L
#include "options.h"

#include <poll.h>

struct letter {
    const char *from;
    char **to;
    char buf[4096]; /* read from the standard input, */
    size_t at, len; /* and how much of it is written */
    int id;         /* of the message */
};

static void wait_for(const mw_session *s)
{
    struct pollfd p;

    p.fd = (int)mw_handle(s);
    p.events = (short)((mw_want(s) & MW_POLL_READ ? POLLIN : 0) |
                       (mw_want(s) & MW_POLL_WRITE ? POLLOUT : 0));
    poll(&p, 1, mw_timeout(s) > 60000 ? 60000 : (int)mw_timeout(s));
}

/* MAIL, RCPT... and DATA in one go; 32 commands fit by default (config.commands). */
static void submit(mw_session *s, struct letter *l)
{
    char **to;

    mw_smtp_mail(s, l->from, NULL);
    for (to = l->to; *to; to++)
        if (mw_smtp_rcpt(s, *to, NULL) < 0)
            fprintf(stderr, "%s: left out\n", *to);
    l->id = mw_smtp_data(s);
}

/* There is room for body bytes. */
static void write_some(mw_session *s, struct letter *l)
{
    size_t n;

    do {
        if (l->at == l->len) {
            l->at = 0;
            l->len = fread(l->buf, 1, sizeof l->buf, stdin);
            if (l->len == 0) {
                mw_write_end(s);
                return;
            }
        }
        mw_write(s, l->buf + l->at, l->len - l->at, &n);
        l->at += n;
    } while (n > 0);
}

static int send_it(mw_session *s, struct letter *l)
{
    const mw_event *ev;
    int sent = 0;

    mw_open(s);
    do {
        while ((ev = mw_next(s)) == NULL)
            wait_for(s);
        switch (ev->type) {
        case MW_EV_READY:
            submit(s, l);
            break;
        case MW_EV_WRITE:
            write_some(s, l);
            break;
        case MW_EV_REFUSED: /* a recipient, or the message; the session lives */
            complain(s);
            if (ev->id == l->id)
                mw_quit(s);
            break;
        case MW_EV_DONE:
            if (ev->id == l->id) {
                printf("%.*s\n", (int)ev->len, ev->data);
                sent = 1;
                mw_quit(s);
            }
            break;
        case MW_EV_UNKNOWN: /* broken off behind the last byte */
            fprintf(stderr, "It may have been delivered: do not send it again by yourself.\n");
            break;
        case MW_EV_FAILED:
            complain(s);
            break;
        }
    } while (!(ev->flags & MW_EVF_LAST));
    return sent;
}

int main(int argc, char **argv)
{
    struct letter l = { 0 };
    mw_config cfg;
    mw_session *s;
    int sent;

    if (argc < OPTIONS_COUNT + 3 || !options(&cfg, argv + 1)) {
        fprintf(stderr, "usage: send_nb " OPTIONS " FROM TO... <MESSAGE\n");
        return 2;
    }
    if (mw_net_smtp(&s, &cfg) != MW_OK)
        return 2;
    l.from = argv[OPTIONS_COUNT + 1];
    l.to = argv + OPTIONS_COUNT + 2;
    sent = send_it(s, &l);
    mw_free(s);
    options_free(&cfg);
    return !sent;
}
