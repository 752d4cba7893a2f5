/* SPDX-License-Identifier: MIT */
#ifndef MW_ENGINE_POP3_H
#define MW_ENGINE_POP3_H

/* The POP3 engine's own state. Its files: pop3.c dispatches replies, pop3_open.c gets from the
   greeting to READY, pop3_read.c takes listings and messages in, pop3_submit.c encodes commands. */

#include "engine/engine.h"
#include "wire/undots.h"

#include <mailwire/pop3.h>

/* mw_command.kind */
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

/* mw_session.step */
#define POP3_AT_REPLY 0   /* a status line is due */
#define POP3_AT_LISTING 1 /* lines up to a single dot are due */
#define POP3_AT_BODY 2    /* a message is */
#define POP3_AT_END 3     /* all has come, DONE is due */

/* mw_session.has */
#define POP3_HAS_EARLY 0x01u /* bytes stood behind the last reply while nothing was in flight */

struct pop3 {
    mw_session s;
    uint32_t deletions; /* DELE submitted and not refused: QUIT does them */
    uint32_t entries;   /* lines of the listing at hand */
    struct mw_undots dots;
    uint32_t number[]; /* of the message, for each place in the queue */
};

static inline struct pop3 *pop3_of(mw_session *s)
{
    return (struct pop3 *)s;
}

extern const struct mw_engine mw_pop3_engine;

/* pop3.c */
/* The held words, without the first `skip` bytes, as an event. */
void mw_pop3_event(struct pop3 *m, int type, int32_t id, size_t skip);
/* The words of the reply at hand as an event. */
void mw_pop3_words(struct pop3 *m, int type, int32_t id);
/* The front command is answered; bytes that stand behind its reply unasked are noted. */
void mw_pop3_answered(struct pop3 *m);
/* The oldest visible id ends, DONE or REFUSED, and its command leaves the queue. */
int mw_pop3_verdict(struct pop3 *m, int good);
/* Whether the reply at hand bears one of these response codes (mw_pop3_word). */
int mw_pop3_says(const struct pop3 *m, const char *codes);
/* MW_E_REPLY_TEMP or _PERM. */
int mw_pop3_refusal(const struct pop3 *m);
/* The session fails for the reply at hand. */
int mw_pop3_fail(struct pop3 *m, int code);

/* pop3_open.c */
void mw_pop3_start(mw_session *s);
void mw_pop3_secured(mw_session *s);
int mw_pop3_greeting_bytes(const mw_session *s);
void mw_pop3_capability(struct pop3 *m, const char *p, size_t n);
int mw_pop3_after_capa(struct pop3 *m);
int mw_pop3_open_reply(struct pop3 *m, int kind, int good);

/* pop3_read.c */
int mw_pop3_stat_reply(struct pop3 *m);
void mw_pop3_listing_begins(struct pop3 *m);
int mw_pop3_listing_line(struct pop3 *m, int kind, const char *p, size_t n);
int mw_pop3_body_begins(struct pop3 *m);
int mw_pop3_body(struct pop3 *m);

/* pop3_submit.c */
int mw_pop3_noop(mw_session *s);
int mw_pop3_quit(mw_session *s);

#endif
