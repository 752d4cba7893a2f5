/* SPDX-License-Identifier: MIT */
#ifndef MW_ENGINE_POP3_H
#define MW_ENGINE_POP3_H

/* The POP3 engine's own state. Its files: pop3.c takes in what the server says, pop3_open.c gets
   from the greeting to READY, pop3_submit.c encodes commands. */

#include "engine/engine.h"
#include "wire/undots.h"

#include <mailwire/pop3.h>

/* mw_command.kind; the first ones log in and are in the order of MW_AT_GREETING, ... */
#define POP3_GREETING 1
#define POP3_CAPA 2
#define POP3_STLS 3
#define POP3_USER 4
#define POP3_PASS 5
#define POP3_STAT 6
#define POP3_UIDL 7
#define POP3_RETR 8
#define POP3_DELE 9
#define POP3_NOOP 10
#define POP3_QUIT 11
#define POP3_UPDATE 12 /* a QUIT that deletes (RFC 1939 6) */

/* mw_session.step: what comes next */
#define POP3_FIRST 0   /* the greeting */
#define POP3_REPLY 1   /* a status line */
#define POP3_LISTING 2 /* lines up to a single dot */
#define POP3_BODY 3    /* a message up to a single dot */
#define POP3_END 4     /* nothing more: DONE is due */

struct pop3 {
    mw_session s;
    uint32_t deletions; /* DELE submitted and not refused */
    uint32_t entries;   /* lines of the listing at hand */
    struct mw_undots dots; /* the end of a body leaves it ready for the next */
    uint32_t number[]; /* of the message, for each place in the queue */
};

static inline struct pop3 *pop3_of(mw_session *s)
{
    return (struct pop3 *)s;
}

extern const struct mw_engine mw_pop3_engine;

/* pop3.c */
/* The held words as an event; a code that is not MW_OK is mw_last_error's, too. Returns code. */
int mw_pop3_tell(mw_session *s, int type, int32_t id, int code);
/* The held words as an event of the oldest id, num its message. Returns MW_OK. */
int mw_pop3_event(mw_session *s, int type);
/* The oldest id ends with them as type, code being its verdict. Returns MW_OK. */
int mw_pop3_over(mw_session *s, int type, int code);
/* Why the server said no, by its response code (RFC 2449 8.1, RFC 3206 3): `later`, or
   MW_E_REPLY_PERM, or `unsaid`, as there is none of these. */
int mw_pop3_refusal(const mw_session *s, int later, int unsaid);
/* The session fails for the held words. Returns code. */
int mw_pop3_fail(mw_session *s, int code);
/* Lines up to a single dot are coming. Returns MW_AGAIN. */
int mw_pop3_listing(mw_session *s);

/* pop3_open.c */
void mw_pop3_start(mw_session *s);
void mw_pop3_secured(mw_session *s);
int mw_pop3_capability(mw_session *s);
int mw_pop3_after_capa(mw_session *s);
int mw_pop3_open_reply(mw_session *s, int kind, int good);

/* pop3_submit.c */
/* A command with a string or a number, if there is one, into the output. */
int mw_pop3_put(mw_session *s, int kind, const char *argument, uint32_t number);
int mw_pop3_noop(mw_session *s);
int mw_pop3_quit(mw_session *s);

#endif
