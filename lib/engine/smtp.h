/* SPDX-License-Identifier: MIT */
#ifndef MW_ENGINE_SMTP_H
#define MW_ENGINE_SMTP_H

/* The SMTP and LMTP engine's own state. Its files: smtp.c reads replies and takes the verdicts that
   they are, smtp_open.c gets from the greeting to READY, smtp_auth.c logs in, smtp_mail.c encodes
   commands, smtp_body.c sends messages' bytes. */

#include "engine/engine.h"
#include <mailwire/smtp.h>

/* mw_command.kind: the stage while it is on its way, and which of them; 0: none is in flight */
#define SMTP_STAGE_SHIFT 4
#define SMTP_GREETING (MW_AT_GREETING << SMTP_STAGE_SHIFT)
#define SMTP_EHLO (MW_AT_HELLO << SMTP_STAGE_SHIFT)
#define SMTP_HELO (SMTP_EHLO + 1)
#define SMTP_STARTTLS (MW_AT_STARTTLS << SMTP_STAGE_SHIFT)
#define SMTP_AUTH (MW_AT_AUTH << SMTP_STAGE_SHIFT)
#define SMTP_MAIL (MW_AT_COMMAND << SMTP_STAGE_SHIFT)
#define SMTP_RCPT (SMTP_MAIL + 1)
#define SMTP_RSET (SMTP_MAIL + 2)
#define SMTP_OTHER (SMTP_MAIL + 3) /* NOOP, VRFY */
/* what DATA becomes after 354: message and final dot */
#define SMTP_BODY (MW_AT_BODY << SMTP_STAGE_SHIFT)
/* a chunk; hidden, if it is not the last */
#define SMTP_BDAT (SMTP_BODY + 1)
/* nothing on the wire: what is known of a message is its verdict, as all its recipients were
   refused, or, in LMTP, have had theirs */
#define SMTP_VERDICT (SMTP_BODY + 2)
#define SMTP_QUIT (MW_AT_QUIT << SMTP_STAGE_SHIFT)
#define SMTP_DATA (MW_AT_DATA_START << SMTP_STAGE_SHIFT)

static inline int smtp_is_body(int kind)
{
    return kind >> SMTP_STAGE_SHIFT == MW_AT_BODY;
}

/* mw_session.step: where a body stands, MW_DOTS_... */

/* mw_session.begun */
#define SMTP_NONE 0
#define SMTP_CHUNKS 1 /* data was submitted, and its body goes by BDAT */
#define SMTP_CHUNK 2  /* and one chunk of it is open */
/* SMTP_MAIL, SMTP_RCPT: the last command of a message that has no data yet */

/* smtp.limit, smtp.used */
#define SMTP_MAILS 0 /* of one connection */
#define SMTP_RCPTS 1 /* of one message */

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

    /* LIMITS: see above; 0: none, and then used may have begun anew */
    uint16_t limit[2];
    uint16_t used[2];
    uint8_t quirks[MW_SMTP_QUIRKS];
};

static inline struct smtp *smtp_of(mw_session *s)
{
    return (struct smtp *)s;
}

extern const struct mw_engine mw_smtp_engine;

/* smtp_open.c */
void mw_smtp_secured(mw_session *s);
void mw_smtp_ehlo_line(struct smtp *m, const char *p, size_t n);
int mw_smtp_open_reply(struct smtp *m, int kind);

/* smtp_auth.c */
int mw_smtp_login(mw_session *s, const char *name);
int mw_smtp_auth_reply(mw_session *s);

/* smtp_body.c */
int mw_smtp_write(mw_session *s, const char *p, size_t n, size_t *taken);
int mw_smtp_write_end(mw_session *s);
/* Takes the chunk back that is open. */
void mw_smtp_chunk_drop(mw_session *s);

/* smtp.c */
/* Begins to encode a command: its verb and what follows. */
void mw_smtp_begin(mw_session *s, struct mw_text *t, const char *verb, const char *argument);
/* Ends it as mw_out_end does, with its CRLF; one that is not hidden has an id, which is returned
   instead of MW_OK. */
int mw_smtp_end(mw_session *s, struct mw_text *t, int kind, unsigned flags);
/* The session fails for the reply at hand. */
int mw_smtp_refused(mw_session *s);

#endif
