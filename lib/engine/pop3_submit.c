/* SPDX-License-Identifier: MIT */
#include "engine/pop3.h"

/* The commands a caller submits. */

int mw_pop3_noop(mw_session *s)
{
    return mw_out_string(s, "NOOP\r\n", POP3_NOOP, 0);
}

int mw_pop3_quit(mw_session *s)
{
    return mw_out_string(s, "QUIT\r\n", POP3_QUIT, MW_CMD_LAST);
}

static int submit(mw_session *s, const char *line, int kind)
{
    int rc = mw_submit_check(s, 1);

    if (rc == MW_OK)
        rc = mw_out_string(s, line, kind, 0);
    return rc == MW_OK ? mw_id_new(s) : rc;
}

/* A command for the n-th message. */
static int submit_number(mw_session *s, const char *verb, uint32_t n, int kind)
{
    int rc = mw_submit_check(s, 1);
    struct mw_text t;

    if (rc != MW_OK)
        return rc;
    if (n == 0)
        return MW_E_ARG;
    mw_out_begin(s, &t);
    mw_text_string(&t, verb);
    mw_text_number(&t, n);
    mw_text_string(&t, "\r\n");
    rc = mw_out_end(s, &t, kind, 0);
    if (rc != MW_OK)
        return rc;
    pop3_of(s)->number[mw_queue_newest(s) - s->queue] = n;
    return mw_id_new(s);
}

int mw_pop3_stat(mw_session *s)
{
    return submit(s, "STAT\r\n", POP3_STAT);
}

int mw_pop3_uidl(mw_session *s)
{
    return submit(s, "UIDL\r\n", POP3_UIDL);
}

int mw_pop3_retr(mw_session *s, uint32_t n)
{
    return submit_number(s, "RETR ", n, POP3_RETR);
}

int mw_pop3_dele(mw_session *s, uint32_t n)
{
    int id = submit_number(s, "DELE ", n, POP3_DELE);

    if (id > 0)
        pop3_of(s)->deletions++;
    return id;
}
