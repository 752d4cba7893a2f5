/* SPDX-License-Identifier: MIT */
#ifndef SERVER_SMTP_H
#define SERVER_SMTP_H

/* One SMTP or LMTP session, shared by smtp_srv.c, smtp_params.c and smtp_data.c. */

#include "session.h"

enum smtp_body { BODY_NONE, BODY_7BIT, BODY_8BITMIME, BODY_BINARYMIME };

struct rcpt {
    char *address; /* as sent, without <> */
    char *user;    /* whose mailbox */
    char *params;
};

struct smtp {
    struct session *s;
    int lmtp;
    int greeted;        /* EHLO, HELO or LHLO was accepted */
    int extended;       /* by EHLO or LHLO */
    int quit;
    char *mail_from;    /* NULL: no transaction */
    char *mail_params;
    enum smtp_body body;
    int utf8;
    int bdat;           /* the content comes in BDAT chunks */
    int too_big;
    struct rcpt *rcpts;
    size_t rcpt_count;
    struct buf data;
    uint64_t data_bytes; /* also when nothing is kept */
};

/* "250 2.1.0 ok"; enhanced NULL or the extension off: without it. */
void smtp_reply(struct smtp *m, int code, const char *enhanced, const char *text);
int smtp_offers(const struct smtp *m, unsigned extension);

/* Looks through "SIZE=1 BODY=7BIT"; replies itself and returns 0 when something is wrong. */
int smtp_mail_params(struct smtp *m, const char *params);
int smtp_rcpt_params(struct smtp *m, const char *params);

void smtp_data(struct smtp *m);
void smtp_bdat(struct smtp *m, const char *args);
void smtp_forget(struct smtp *m); /* ends the transaction */

#endif
