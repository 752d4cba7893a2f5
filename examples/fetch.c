/* SPDX-License-Identifier: MIT */
/* Writes every message of an IMAP mailbox to standard output, streamed, whatever its size, and says
   on standard error what is what.

     MAIL_PASSWORD=... fetch imap.example.org 993 tls ann INBOX >messages */

#include "options.h"

static int fetch_all(mw_session *s, const char *mailbox)
{
    mw_fetch what = MW_FETCH_INIT;
    const mw_event *ev;
    int id, rc = mw_run(s, mw_open(s));

    if (rc == MW_OK)
        rc = mw_run(s, mw_imap_examine(s, mailbox, NULL));
    if (rc != MW_OK)
        return rc;
    what.items = MW_IMAP_FLAGS | MW_IMAP_SIZE | MW_IMAP_BODY;
    id = mw_imap_fetch(s, &what);
    while ((ev = mw_each(s, id)) != NULL)
        switch (ev->type) {
        case MW_EV_MSG:
            fprintf(stderr, "message %lu", (unsigned long)ev->num);
            break;
        case MW_EV_ATTR:
            fprintf(stderr, ", %s %.*s", ev->name, (int)ev->len, ev->data);
            break;
        case MW_EV_DATA:
            fwrite(ev->data, 1, ev->len, stdout);
            break;
        case MW_EV_MSG_END:
            fprintf(stderr, "\n");
            break;
        }
    return mw_run(s, id); /* it is over: just its verdict */
}

int main(int argc, char **argv)
{
    mw_config cfg;
    mw_session *s;
    int failed;

    if (argc < OPTIONS_COUNT + 1 || !options(&cfg, argv + 1)) {
        fprintf(stderr, "usage: fetch " OPTIONS " [MAILBOX] >MESSAGES\n");
        return 2;
    }
    if (mw_net_imap(&s, &cfg) != MW_OK)
        return 2;
    failed = fetch_all(s, argc > OPTIONS_COUNT + 1 ? argv[OPTIONS_COUNT + 1] : "INBOX") != MW_OK;
    if (failed)
        complain(s);
    else
        mw_run(s, mw_quit(s));
    mw_free(s);
    options_free(&cfg);
    return failed;
}
