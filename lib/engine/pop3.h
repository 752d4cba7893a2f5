/* SPDX-License-Identifier: MIT */
#ifndef MW_ENGINE_POP3_H
#define MW_ENGINE_POP3_H

/* The POP3 engine's own state. Its files: pop3.c dispatches replies, pop3_open.c gets from the
   greeting to READY, pop3_read.c takes listings and messages in, pop3_submit.c encodes commands. */

#include "engine/engine.h"
#include "wire/undots.h"

#include <mailwire/pop3.h>

/* mw_command.kind; the first ones log in, one after the other. */
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

/* mw_session.step: what comes next */
#define POP3_REPLY 0   /* a status line */
#define POP3_LISTING 1 /* lines up to a single dot */
#define POP3_BODY 2    /* a message up to a single dot */
#define POP3_END 3     /* nothing more: DONE is due */
#define POP3_EARLY 4   /* a line that was there before its command was sent */

struct pop3 {
    mw_session s;
    uint32_t deletions; /* DELE submitted and not refused: QUIT does them */
    uint32_t entries;   /* lines of the listing at hand */
    struct mw_undots dots;
    uint32_t number[]; /* the message's, for each place in the queue */
};

static inline struct pop3 *pop3_of(mw_session *s)
{
    return (struct pop3 *)s;
}

extern const struct mw_engine mw_pop3_engine;

/* pop3.c */
/* The held words as an event. Returns MW_OK. */
int mw_pop3_event(mw_session *s, int type, int32_t id);
/* The oldest id ends with the held words as type, code being its verdict. Returns MW_OK. */
int mw_pop3_over(mw_session *s, int type, int code);
/* MW_E_REPLY_TEMP or _PERM. */
int mw_pop3_refusal(const mw_session *s);
/* The session fails for the held words. Returns code. */
int mw_pop3_fail(mw_session *s, int code);

/* pop3_open.c */
void mw_pop3_start(mw_session *s);
void mw_pop3_secured(mw_session *s);
int mw_pop3_greeting_bytes(const mw_session *s);
int mw_pop3_capability(mw_session *s);
int mw_pop3_after_capa(mw_session *s);
int mw_pop3_open_reply(mw_session *s, int kind, int good);

/* pop3_read.c */
int mw_pop3_data_reply(mw_session *s, int kind);
int mw_pop3_listing_line(mw_session *s, const char *p, size_t n);
int mw_pop3_body(mw_session *s);

/* pop3_submit.c */
/* A command with a string or a number, if there is one, into the output. */
int mw_pop3_put(mw_session *s, int kind, const char *argument, uint32_t number);
int mw_pop3_noop(mw_session *s);
int mw_pop3_quit(mw_session *s);

#endif
