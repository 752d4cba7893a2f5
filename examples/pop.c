/* SPDX-License-Identifier: MIT */
/* Fetches all messages of a POP3 maildrop, each into a file of its own in the present folder, and
   with "delete" takes those off the server that are safe here.

     MAIL_PASSWORD=... pop pop.example.org 995 tls ann delete */

#include "options.h"

/* One message into a file. MW_OK: it is whole, and on the disk as far as stdio can tell. */
static int retrieve(mw_session *s, uint32_t n)
{
    char name[32];
    const mw_event *ev;
    FILE *out;
    int id, rc;

    snprintf(name, sizeof name, "%lu.eml", (unsigned long)n);
    out = fopen(name, "wb");
    if (!out) {
        perror(name);
        return MW_E_SYSTEM;
    }
    id = mw_pop3_retr(s, n);
    while ((ev = mw_each(s, id)) != NULL)
        if (ev->type == MW_EV_DATA)
            fwrite(ev->data, 1, ev->len, out);
    rc = mw_run(s, id); /* it is over: just its verdict */
    if (fflush(out) != 0 || ferror(out)) {
        perror(name);
        rc = MW_E_SYSTEM;
    }
    fclose(out);
    return rc;
}

/* How many messages there are; -1: the session has failed. */
static long count(mw_session *s)
{
    const mw_event *ev;
    long n = 0;
    int id = mw_pop3_stat(s);

    while ((ev = mw_each(s, id)) != NULL)
        if (ev->type == MW_EV_ITEM)
            n = (long)ev->num;
    return mw_run(s, id) == MW_OK ? n : -1;
}

static int fetch_all(mw_session *s, int and_delete)
{
    long i, n;
    int rc = mw_run(s, mw_open(s));

    if (rc != MW_OK)
        return rc;
    n = count(s);
    for (i = 1; i <= n && rc == MW_OK; i++) {
        rc = retrieve(s, (uint32_t)i);
        if (rc == MW_OK && and_delete)
            rc = mw_run(s, mw_pop3_dele(s, (uint32_t)i));
    }
    if (rc == MW_OK && n >= 0)
        rc = mw_run(s, mw_quit(s)); /* only now are they deleted */
    return n < 0 ? MW_E_REPLY_PERM : rc;
}

int main(int argc, char **argv)
{
    mw_config cfg;
    mw_session *s;
    int failed;

    if (argc < OPTIONS_COUNT + 1 || !options(&cfg, argv + 1)) {
        fprintf(stderr, "usage: pop " OPTIONS " [delete]\n");
        return 2;
    }
    if (mw_net_pop3(&s, &cfg) != MW_OK)
        return 2;
    failed = fetch_all(s, argc > OPTIONS_COUNT + 1 && !strcmp(argv[OPTIONS_COUNT + 1], "delete")) !=
             MW_OK;
    if (failed && mw_last_error(s)->code != MW_OK)
        complain(s);
    mw_free(s);
    options_free(&cfg);
    return failed;
}
