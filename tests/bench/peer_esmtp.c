/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "bench/peer.h"

#include <libesmtp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* libESMTP as it is meant: a session to which all messages are added before it is started. Each
   message reads its text by a callback; one that is asked without a length begins anew. */

/* libESMTP frees *state. */
static const char *read_message(void **state, int *len, void *arg)
{
    const struct peer_job *job = arg;
    int *given = *state ? *state : (*state = malloc(sizeof *given));

    if (!given)
        return NULL;
    if (!len || *given) {
        *given = 0;
        if (len)
            *len = 0;
        return NULL;
    }
    *given = 1;
    *len = (int)job->bytes;
    return job->message;
}

static void add_messages(smtp_session_t session, const struct peer_job *job)
{
    unsigned i;

    for (i = 0; i < job->messages; i++) {
        smtp_message_t m = smtp_add_message(session);

        smtp_set_reverse_path(m, job->from);
        smtp_add_recipient(m, job->to);
        smtp_set_messagecb(m, read_message, (void *)(size_t)job);
    }
}

static void count_accepted(smtp_message_t m, void *arg)
{
    const smtp_status_t *status = smtp_message_transfer_status(m);
    unsigned *accepted = arg;

    *accepted += status && status->code / 100 == 2;
}

static unsigned run(const struct peer_job *job)
{
    smtp_session_t session = smtp_create_session();
    unsigned accepted = 0;
    char server[64], text[128];

    if (!session)
        return 0;
    snprintf(server, sizeof server, "127.0.0.1:%u", job->port);
    smtp_set_server(session, server);
    smtp_set_hostname(session, "client.example.test");
    add_messages(session, job);
    if (smtp_start_session(session))
        smtp_enumerate_messages(session, count_accepted, &accepted);
    else
        fprintf(stderr, "libESMTP: %s\n", smtp_strerror(smtp_errno(), text, sizeof text));
    smtp_destroy_session(session);
    return accepted;
}

int main(int argc, char **argv)
{
    return peer_main(argc, argv, run);
}
