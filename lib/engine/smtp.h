/* SPDX-License-Identifier: MIT */
#ifndef MW_ENGINE_SMTP_H
#define MW_ENGINE_SMTP_H

/* The SMTP and LMTP engine's own state. Its files: smtp.c dispatches replies, smtp_open.c gets from
   the greeting to READY, smtp_auth.c logs in, smtp_mail.c encodes commands, smtp_body.c sends
   messages' bytes and takes their verdicts. */

#include "engine/engine.h"
#include "wire/dots.h"

#include <mailwire/smtp.h>

/* mw_command.kind; 0: none is in flight */
#define SMTP_GREETING 1
#define SMTP_EHLO 2
#define SMTP_HELO 3
#define SMTP_STARTTLS 4
#define SMTP_AUTH 5
#define SMTP_MAIL 6
#define SMTP_RCPT 7
#define SMTP_RSET 8
#define SMTP_OTHER 9 /* NOOP, VRFY */
#define SMTP_QUIT 10
#define SMTP_DATA 11
#define SMTP_BODY 12 /* what DATA becomes after 354: message and final dot */
#define SMTP_BDAT 13 /* a chunk that is not the last */
#define SMTP_LAST 14 /* BDAT ... LAST */
#define SMTP_VERDICT 15 /* nothing on the wire: what is known of a message is its verdict, as all
                           its recipients were refused, or, in LMTP, have had theirs */

/* mw_session.begun */
#define SMTP_NONE 0
#define SMTP_CHUNKS 1 /* data was submitted, and its body goes by BDAT */
#define SMTP_SENDER 2
#define SMTP_ADDRESSED 3 /* it has a recipient */

/* smtp.limit */
#define SMTP_RCPTS 0 /* of one message */
#define SMTP_MAILS 1 /* still to come */

/* mw_session.has */
#define SMTP_HAS_BINARY 1u    /* the body goes as it is */
#define SMTP_HAS_DIRTY 2u     /* the server may still hold a transaction: RSET before the next */
#define SMTP_HAS_DELIVERED 4u /* LMTP: to one at least */

struct smtp {
    mw_session s;

    /* of the message being answered */
    uint16_t accepted;     /* recipients; UINT16_MAX: or more, but not with LMTP */
    uint16_t verdicts;     /* LMTP: of them answered after the body */
    uint16_t refused_code; /* the last refusal of MAIL, RCPT or, in LMTP, after the body */

    /* of the message being submitted */
    uint16_t limit[2];   /* LIMITS: see below; UINT16_MAX: none */
    uint16_t rcpts_left; /* of this message */
    struct mw_dots dots;
    uint8_t quirks[MW_SMTP_QUIRKS];
};

static inline struct smtp *smtp_of(mw_session *s)
{
    return (struct smtp *)s;
}

extern const struct mw_engine mw_smtp_engine;

/* smtp_open.c */
void mw_smtp_start(mw_session *s);
void mw_smtp_secured(mw_session *s);
void mw_smtp_ehlo_line(struct smtp *m, const char *p, size_t n);
int mw_smtp_open_reply(struct smtp *m, int kind);

/* smtp_auth.c */
int mw_smtp_login(mw_session *s, const char *name);
int mw_smtp_auth_reply(mw_session *s);

/* smtp_body.c */
int mw_smtp_write(mw_session *s, const char *p, size_t n, size_t *taken);
int mw_smtp_write_end(mw_session *s);
void mw_smtp_lose_body(mw_session *s);
int mw_smtp_data_reply(struct smtp *m, struct mw_command *c);
int mw_smtp_body_reply(struct smtp *m, struct mw_command *c);
int mw_smtp_settle(struct smtp *m, struct mw_command *c);
int mw_smtp_writable(struct smtp *m);

/* smtp.c */
/* Begins to encode a command: its verb and what follows. */
void mw_smtp_begin(mw_session *s, struct mw_text *t, const char *verb, const char *argument);
/* Ends it as mw_out_end does, with its CRLF. */
int mw_smtp_end(mw_session *s, struct mw_text *t, int kind, unsigned flags);
/* The verdict that the reply at hand is; its command goes. */
int mw_smtp_verdict(struct smtp *m, int good);
/* The session fails for the reply at hand. */
int mw_smtp_refused(mw_session *s);
/* The reply at hand is nobody's event: its words go, and its command. MW_AGAIN. */
static inline int mw_smtp_taken(mw_session *s)
{
    return mw_taken(s);
}

#endif
