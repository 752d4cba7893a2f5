/* SPDX-License-Identifier: MIT */
/* Waits for new messages in an IMAP mailbox, for ever, and prints who they are from. The server
   tells at once; IDLE is renewed by itself.

     MAIL_PASSWORD=... idle imap.example.org 993 tls ann INBOX */

#include "options.h"

/* Waits until id is over, counting the mailbox's messages; bytes of messages are printed. With
   `until` above 0, IDLE is ended when there are that many. */
static int drive(mw_session *s, int id, uint64_t *messages, uint64_t until)
{
    const mw_event *ev;

    while ((ev = mw_each(s, id)) != NULL) {
        if (ev->type == MW_EV_DATA)
            fwrite(ev->data, 1, ev->len, stdout);
        if (ev->type != MW_EV_MAILBOX)
            continue;
        if (ev->item == MW_ITEM_EXISTS)
            *messages = ev->num;
        else if (ev->item == MW_ITEM_EXPUNGE)
            --*messages;
        if (until && *messages >= until)
            mw_imap_idle_done(s); /* the loop goes on until the server has agreed */
    }
    fflush(stdout);
    return mw_run(s, id);
}

static int watch(mw_session *s, const char *mailbox)
{
    uint64_t messages = 0, seen, known;
    mw_fetch what = MW_FETCH_INIT;
    char numbers[48];
    int rc = mw_run(s, mw_open(s));

    what.uids = numbers;
    what.numbers = 1;
    what.items = MW_IMAP_BODY;
    what.section = "HEADER.FIELDS (From Subject)";
    if (rc == MW_OK)
        rc = drive(s, mw_imap_examine(s, mailbox, NULL), &messages, 0);
    for (seen = messages; rc == MW_OK; seen = known < messages ? known : messages) {
        rc = drive(s, mw_imap_idle(s), &messages, seen + 1);
        known = messages;
        if (rc != MW_OK || known <= seen)
            continue;
        snprintf(numbers, sizeof numbers, "%lu:%lu", (unsigned long)seen + 1, (unsigned long)known);
        rc = drive(s, mw_imap_fetch(s, &what), &messages, 0);
    }
    return rc;
}

int main(int argc, char **argv)
{
    mw_config cfg;
    mw_session *s;

    if (argc < OPTIONS_COUNT + 1 || !options(&cfg, argv + 1)) {
        fprintf(stderr, "usage: idle " OPTIONS " [MAILBOX]\n");
        return 2;
    }
    if (mw_net_imap(&s, &cfg) != MW_OK)
        return 2;
    watch(s, argc > OPTIONS_COUNT + 1 ? argv[OPTIONS_COUNT + 1] : "INBOX");
    complain(s);
    mw_free(s);
    options_free(&cfg);
    return 1;
}
