/* SPDX-License-Identifier: MIT */
/* Sends the message on its standard input, blocking, and says what became of each recipient.

     MAIL_PASSWORD=... send mail.example.org 465 tls ann ann@example.org bob@example.net <letter */

#include "options.h"

/* Passes the standard input on as the body. */
static int write_input(mw_session *s)
{
    char buf[4096];
    size_t n;
    int rc = MW_OK;

    while (rc == MW_OK && (n = fread(buf, 1, sizeof buf, stdin)) > 0)
        rc = mw_write_all(s, buf, n);
    return rc;
}

static int send_to(mw_session *s, const char *from, char **to)
{
    int rc = mw_run(s, mw_open(s));

    if (rc == MW_OK)
        rc = mw_run(s, mw_smtp_mail(s, from, NULL));
    for (; rc == MW_OK && *to; to++)
        if (mw_run(s, mw_smtp_rcpt(s, *to, NULL)) != MW_OK)
            fprintf(stderr, "%s: %s\n", *to, mw_last_error(s)->advice); /* the others get it */
    if (rc == MW_OK)
        rc = mw_run(s, mw_smtp_data(s));
    if (rc == MW_OK)
        rc = write_input(s);
    if (rc == MW_OK)
        rc = mw_run(s, mw_write_end(s));
    if (rc == MW_OK)
        printf("%.*s\n", (int)mw_last_event(s)->len, mw_last_event(s)->data); /* "queued as ..." */
    return rc;
}

int main(int argc, char **argv)
{
    mw_config cfg;
    mw_session *s;
    int failed;

    if (argc < OPTIONS_COUNT + 3 || !options(&cfg, argv + 1)) {
        fprintf(stderr, "usage: send " OPTIONS " FROM TO... <MESSAGE\n");
        return 2;
    }
    if (mw_net_smtp(&s, &cfg) != MW_OK)
        return 2;
    failed = send_to(s, argv[OPTIONS_COUNT + 1], argv + OPTIONS_COUNT + 2) != MW_OK;
    if (failed)
        complain(s);
    else
        mw_run(s, mw_quit(s)); /* whatever comes of it, the message is delivered */
    mw_free(s);
    options_free(&cfg);
    return failed;
}
