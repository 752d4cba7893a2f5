/* SPDX-License-Identifier: MIT */
#ifndef MW_ENGINE_SMTP_H
#define MW_ENGINE_SMTP_H

/* The SMTP and LMTP engine's own state. Its files: smtp.c dispatches replies, smtp_open.c gets from
   the greeting to READY, smtp_auth.c logs in, smtp_mail.c encodes commands, smtp_body.c sends
   messages' bytes and takes their verdicts. */

#include "engine/engine.h"
#include "wire/dots.h"

#include <mailwire/smtp.h>

/* mw_command.kind */
#define SMTP_GREETING 1
#define SMTP_EHLO 2
#define SMTP_HELO 3
#define SMTP_STARTTLS 4
#define SMTP_AUTH 5
#define SMTP_MAIL 6
#define SMTP_RCPT 7
#define SMTP_DATA 8
#define SMTP_BODY 9  /* what DATA becomes after 354: message and final dot */
#define SMTP_BDAT 10 /* a chunk that is not the last */
#define SMTP_LAST 11 /* BDAT ... LAST */
#define SMTP_RSET 12
#define SMTP_OTHER 13 /* NOOP, VRFY */
#define SMTP_QUIT 14

static inline int smtp_is_body(int kind)
{
    return kind >= SMTP_BODY && kind <= SMTP_LAST;
}

/* mw_session.has holds SMTP_HAS_..., .step the step of AUTH. */
struct smtp {
    mw_session s;
    uint32_t max_bytes; /* SIZE; 0: none, or beyond 32 bits */
    int32_t enhanced;   /* of the reply at hand; 0 between replies */

    /* of the message being answered */
    uint32_t accepted;     /* recipients */
    uint32_t verdicts;     /* LMTP: of them answered after the body */
    uint16_t refused_code; /* the last refusal of MAIL, RCPT or, in LMTP, after the body */

    /* of the message being submitted */
    uint16_t mails_left;           /* LIMITS; UINT16_MAX: no limit */
    uint16_t rcpts_left, rcpt_max; /* the same of one message */
    struct mw_dots dots;
    uint16_t mechanism;
    uint32_t progress; /* bytes of the BDAT chunk being filled, of the AUTH response encoded */
    uint8_t quirks[MW_SMTP_QUIRKS];
};

#define SMTP_HAS_MAIL 0x001u    /* a message was begun */
#define SMTP_HAS_RCPT 0x002u
#define SMTP_HAS_BDAT 0x004u    /* its body goes by BDAT */
#define SMTP_HAS_BINARY 0x008u  /* as it is */
#define SMTP_HAS_DIRTY 0x010u   /* the server may still hold a transaction: RSET before the next */
#define SMTP_HAS_NOBODY 0x040u  /* data ends without having been sent: nobody would get it */
#define SMTP_HAS_REPLY 0x080u   /* the last line of a reply was read */
#define SMTP_HAS_VERDICT 0x100u   /* LMTP: all recipients have theirs, the message's is due */
#define SMTP_HAS_DELIVERED 0x200u /* LMTP: to one at least */
/* What is not about the message being submitted, but about earlier ones. */
#define SMTP_HAS_KEPT (SMTP_HAS_NOBODY | SMTP_HAS_REPLY | SMTP_HAS_VERDICT | SMTP_HAS_DELIVERED)

static inline struct smtp *smtp_of(mw_session *s)
{
    return (struct smtp *)s;
}

extern const struct mw_engine mw_smtp_engine;

/* smtp_open.c */
void mw_smtp_start(mw_session *s);
void mw_smtp_secured(mw_session *s);
int mw_smtp_greeting_bytes(const mw_session *s);
int mw_smtp_ehlo_line(struct smtp *m, const char *p, size_t n);
int mw_smtp_open_reply(struct smtp *m, int kind);

/* smtp_auth.c */
int mw_smtp_auth_start(struct smtp *m);
int mw_smtp_auth_fill(struct smtp *m);
int mw_smtp_auth_reply(struct smtp *m);

/* smtp_body.c */
int mw_smtp_write(mw_session *s, const char *p, size_t n, size_t *taken);
int mw_smtp_write_end(mw_session *s);
void mw_smtp_lose_body(mw_session *s);
int mw_smtp_data_reply(struct smtp *m);
int mw_smtp_body_reply(struct smtp *m, const struct mw_command *c);
int mw_smtp_nobody(struct smtp *m);
int mw_smtp_lmtp_end(struct smtp *m);
int mw_smtp_writable(struct smtp *m);

/* smtp.c */
/* Begins to encode a command: its verb and what follows. */
void mw_smtp_begin(mw_session *s, struct mw_text *t, const char *verb, const char *argument);
/* Ends it as mw_out_end does, with its CRLF. */
int mw_smtp_end(mw_session *s, struct mw_text *t, int kind, unsigned flags);
/* The reply at hand as an event; the session remembers a refusal. */
void mw_smtp_event(struct smtp *m, int type, int32_t id);
/* The reply at hand as an event for the oldest visible id, which ends: DONE or REFUSED. */
int mw_smtp_verdict(struct smtp *m, int good);
/* The session fails for the reply at hand: with this code, or with what the reply's own says. */
int mw_smtp_fail(struct smtp *m, int code);
int mw_smtp_refused(struct smtp *m);
/* The reply at hand is nobody's event: its words go, and its command. MW_AGAIN. */
int mw_smtp_taken(struct smtp *m);
/* READY, with the reply at hand, whose command goes. */
int mw_smtp_ready(struct smtp *m);

#endif
