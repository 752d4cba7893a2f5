/* SPDX-License-Identifier: MIT */
#ifndef MW_ENGINE_POP3_H
#define MW_ENGINE_POP3_H

/* The POP3 engine's own state. Its files: pop3.c takes in what the server says, pop3_open.c gets
   from the greeting to READY, pop3_auth.c logs in, pop3_submit.c encodes commands. */

#include "engine/engine.h"
#include "wire/undots.h"

#include <mailwire/pop3.h>

/* mw_command.kind. The first three are MW_AT_GREETING, _HELLO, _STARTTLS; up to POP3_AUTH it is the
   engine that asks. */
#define POP3_GREETING 4
#define POP3_CAPA 5
#define POP3_STLS 6
#define POP3_UTF8 7
#define POP3_AUTH 8 /* also USER, PASS, APOP, and what answers a challenge */
#define POP3_STAT 9 /* from here on answered by entries, in the order of MW_ITEM_STAT, ... */
#define POP3_LAST 10
#define POP3_LIST 11 /* from here on by many, where no message is named */
#define POP3_UIDL 12 /* these three in the order of their capabilities */
#define POP3_LANG 13
#define POP3_TOP 14 /* these three name a message; the first two are answered by it */
#define POP3_RETR 15
#define POP3_DELE 16
#define POP3_RSET 17
#define POP3_NOOP 18
#define POP3_QUIT 19

/* What a status line is, in the order of MW_POP3_STATUS. */
#define POP3_OK 1u
#define POP3_ERR 2u
#define POP3_CONTINUE 3u /* the challenge of AUTH */

/* mw_session.step: what comes next */
#define POP3_FIRST 0   /* the greeting */
#define POP3_REPLY 1   /* a status line */
#define POP3_LISTING 2 /* lines up to a single dot */
#define POP3_BODY 3    /* a message up to a single dot */
#define POP3_END 4     /* nothing more: DONE is due */

struct pop3 {
    mw_session s;
    uint32_t deletions;    /* DELE submitted, not refused, and not undone */
    uint32_t entries;      /* lines of the listing at hand */
    uint16_t delay_s;      /* of LOGIN-DELAY; 0: none */
    struct mw_undots dots; /* the end of a body leaves it ready for the next */
    uint8_t quirks[MW_POP3_QUIRKS];
    uint32_t number[]; /* for each place in the queue: of the message; 0: all of them */
};

static inline struct pop3 *pop3_of(mw_session *s)
{
    return (struct pop3 *)s;
}

extern const struct mw_engine mw_pop3_engine;

/* pop3.c */
/* The held words as an event. A code that is not MW_OK is mw_last_error's, too; MW_E_AUTH and
   MW_E_REPLY_PERM become what the words' response code makes of them (RFC 2449 8.1, RFC 3206 3).
   Returns the code. */
int mw_pop3_tell(mw_session *s, int type, int32_t id, int code);
/* The session fails for the held words. Returns the code, as above. */
int mw_pop3_fail(mw_session *s, int code);
/* The oldest id ends with them as type, code being its verdict. Returns MW_OK. */
int mw_pop3_over(mw_session *s, int type, int code);
/* The oldest command is answered, and nobody shall know. Returns MW_AGAIN. */
int mw_pop3_taken(mw_session *s);
/* Lines up to a single dot are coming. Returns MW_AGAIN. */
int mw_pop3_listing(mw_session *s);

/* pop3_open.c */
void mw_pop3_start(mw_session *s);
void mw_pop3_secured(mw_session *s);
int mw_pop3_capability(mw_session *s);
int mw_pop3_after_capa(mw_session *s);
int mw_pop3_open_reply(mw_session *s, int kind, unsigned status);
/* The server has let us in. Returns MW_OK. */
int mw_pop3_ready(mw_session *s);

/* pop3_auth.c */
int mw_pop3_login(mw_session *s, const char *name);
int mw_pop3_auth_start(mw_session *s);
/* The reply to AUTH, USER, PASS or APOP: POP3_OK, ... */
int mw_pop3_auth_reply(mw_session *s, unsigned status);

/* pop3_submit.c */
/* A command into the output, with a number (not 0) and a text (not NULL), if there are. */
int mw_pop3_put(mw_session *s, int kind, uint32_t number, const char *text);
int mw_pop3_noop(mw_session *s);
int mw_pop3_quit(mw_session *s);

#endif
