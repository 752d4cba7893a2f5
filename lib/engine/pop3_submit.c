/* SPDX-License-Identifier: MIT */
#include "engine/pop3.h"

/* Commands, RFC 1939 and RFC 2449 3:  command = keyword *(SP param) CRLF */

int mw_pop3_put(mw_session *s, int kind, const char *argument, uint32_t number)
{
    static const char verbs[] = "CAPASTLSUSERPASSSTATUIDLRETRDELENOOPQUITQUIT";
    unsigned flags = kind == POP3_PASS  ? MW_CMD_HIDDEN | MW_CMD_LAST | MW_CMD_SECRET
                     : kind < POP3_PASS ? MW_CMD_HIDDEN | MW_CMD_LAST
                                        : 0;
    struct mw_command *c;
    struct mw_text t;
    int rc;

    mw_out_begin(s, &t);
    mw_text_bytes(&t, verbs + 4 * (kind - POP3_CAPA), 4);
    if (argument) {
        mw_text_byte(&t, ' ');
        mw_text_string(&t, argument);
    }
    if (number) {
        mw_text_byte(&t, ' ');
        mw_text_number(&t, number);
    }
    mw_text_string(&t, "\r\n");
    rc = mw_out_end(s, &t, kind, flags);
    if (rc != MW_OK)
        return rc;
    c = mw_queue_newest(s);
    c->shown = 5; /* verb and space, of a secret line */
    pop3_of(s)->number[c - s->queue] = number;
    return MW_OK;
}

int mw_pop3_noop(mw_session *s)
{
    return mw_pop3_put(s, POP3_NOOP, NULL, 0);
}

int mw_pop3_quit(mw_session *s)
{
    return mw_pop3_put(s, pop3_of(s)->deletions ? POP3_UPDATE : POP3_QUIT, NULL, 0);
}

static int submit(mw_session *s, int kind, uint32_t number)
{
    int rc = mw_submit_check(s, 1);

    if (rc == MW_OK)
        rc = mw_pop3_put(s, kind, NULL, number);
    return rc == MW_OK ? mw_id_new(s) : rc;
}

int mw_pop3_stat(mw_session *s)
{
    return submit(s, POP3_STAT, 0);
}

int mw_pop3_uidl(mw_session *s)
{
    return submit(s, POP3_UIDL, 0);
}

int mw_pop3_retr(mw_session *s, uint32_t n)
{
    return n ? submit(s, POP3_RETR, n) : MW_E_ARG;
}

int mw_pop3_dele(mw_session *s, uint32_t n)
{
    int id = n ? submit(s, POP3_DELE, n) : MW_E_ARG;

    pop3_of(s)->deletions += id > 0;
    return id;
}
