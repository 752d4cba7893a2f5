/* SPDX-License-Identifier: MIT */
#ifndef MW_ENGINE_POP3_H
#define MW_ENGINE_POP3_H

/* The POP3 engine's own state. Its files: pop3.c takes in what the server says, pop3_open.c gets
   from the greeting to READY, pop3_submit.c encodes commands. */

#include "engine/engine.h"
#include "wire/undots.h"

#include <mailwire/pop3.h>

/* mw_command.kind. The first four are MW_AT_GREETING, _HELLO, _STARTTLS, _AUTH: it is the engine
   that asks. */
#define POP3_GREETING 4
#define POP3_CAPA 5
#define POP3_STLS 6
#define POP3_LOGIN 7 /* UTF8, while there is no mechanism yet; then AUTH, USER, APOP, responses */
#define POP3_RSET 8
#define POP3_NOOP 9
#define POP3_STAT 10 /* from here on answered by entries, in the order of MW_ITEM_STAT, ... */
#define POP3_LAST 11
#define POP3_LIST 12 /* from here on by many, where no message is named */
#define POP3_UIDL 13 /* these three in the order of their capabilities */
#define POP3_LANG 14
#define POP3_TOP 15 /* these three name a message; the first two are answered by it */
#define POP3_RETR 16
#define POP3_DELE 17
#define POP3_QUIT 18

/* What a status line is, by MW_POP3_STATUS. */
#define POP3_OK 1u
#define POP3_ERR 2u
#define POP3_CONTINUE 3u /* the challenge of AUTH */

/* mw_session.inside: what comes next, if it is not a status line */
#define POP3_LISTING 1 /* lines up to a single dot */
#define POP3_BODY 2    /* a message up to a single dot */
#define POP3_END 3     /* nothing more: DONE is due */

/* A place in the queue. */
struct pop3_command {
    struct mw_command c;
    uint32_t number; /* of the message; 0: all of them */
};

struct pop3 {
    mw_session s;
    uint32_t deletions;    /* DELE submitted, not refused, and not undone */
    uint16_t delay_s;      /* of LOGIN-DELAY; 0: none */
    struct mw_undots dots; /* the end of a body leaves it ready for the next */
    uint8_t quirks[MW_POP3_QUIRKS];
    uint32_t lines;    /* of TOP, */
    const char *range; /* and of LANG, while it is encoded */
};

static inline struct pop3 *pop3_of(mw_session *s)
{
    return (struct pop3 *)s;
}

extern const struct mw_engine mw_pop3_engine;

/* pop3.c */
/* The held words as an event of the oldest id, num its message. Returns MW_OK. */
int mw_pop3_event(mw_session *s, int type);
/* Lines up to a single dot are coming, not more than `most`. Returns MW_AGAIN. */
int mw_pop3_listing(mw_session *s, uint32_t most);
/* The held words are an entry of what this kind of command lists. As pull(). */
int mw_pop3_entry(mw_session *s, int kind);

/* pop3_reply.c */
/* As pull(), where a line comes. */
int mw_pop3_line(mw_session *s);
/* The session fails for the held words, as no server may say them here. Returns the code. */
int mw_pop3_wrong(mw_session *s);

/* pop3_open.c */
void mw_pop3_secured(mw_session *s);
int mw_pop3_capability(mw_session *s);
/* The reply to what the engine asks; the end of it, of CAPA. */
int mw_pop3_open_reply(mw_session *s, int kind, unsigned status);
int mw_pop3_login(mw_session *s, const char *name);

/* pop3_submit.c */
/* A command into the output, with a number, if it is not 0. */
int mw_pop3_put(mw_session *s, uint32_t number, int kind);
/* The same without. */
int mw_pop3_ask(mw_session *s, int kind);
int mw_pop3_noop(mw_session *s);
int mw_pop3_quit(mw_session *s);

#endif
