/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "bench/inbox.h"

#include <libetpan/libetpan.h>
#include <stdio.h>

/* libEtPan!'s low-level POP3, one message after the other, each in one string. It reads a message
   only when it has listed all of them. */

static int log_in(mailpop3 *f, const struct peer_job *job)
{
    carray *list;
    int rc = job->ca ? mailpop3_ssl_connect(f, "127.0.0.1", job->port)
                     : mailpop3_socket_connect(f, "127.0.0.1", job->port);

    if (rc == MAILPOP3_NO_ERROR)
        rc = mailpop3_login(f, INBOX_USER, INBOX_SECRET);
    if (rc == MAILPOP3_NO_ERROR)
        rc = mailpop3_list(f, &list);
    return rc;
}

static int read_all(mailpop3 *f, const struct peer_job *job, struct inbox *in)
{
    int rc = MAILPOP3_NO_ERROR;
    unsigned i;

    for (i = 1; i <= job->messages && rc == MAILPOP3_NO_ERROR; i++) {
        char *text;
        size_t len;

        inbox_begin(in, i);
        rc = mailpop3_retr(f, i, &text, &len);
        if (rc == MAILPOP3_NO_ERROR) {
            inbox_add(in, text, len);
            inbox_end(in);
            mailpop3_retr_free(text);
        }
    }
    return rc;
}

static unsigned run(const struct peer_job *job)
{
    mailpop3 *f = mailpop3_new(0, NULL);
    struct inbox in;
    int rc;

    if (!f || inbox_open(&in, job) != 0)
        return 0;
    rc = log_in(f, job);
    if (rc == MAILPOP3_NO_ERROR)
        rc = read_all(f, job, &in);
    if (rc == MAILPOP3_NO_ERROR)
        mailpop3_quit(f);
    else
        fprintf(stderr, "libetpan: error %d\n", rc);
    mailpop3_free(f);
    inbox_close(&in);
    return in.read;
}

int main(int argc, char **argv)
{
    return peer_main(argc, argv, run);
}
