/* SPDX-License-Identifier: MIT */
#ifndef MW_ENGINE_IMAP_H
#define MW_ENGINE_IMAP_H

/* The IMAP engine's own state. Its files: imap.c knows tags and ends commands, imap_read.c reads
   responses element by element, imap_code.c what they say about themselves or a command,
   imap_data.c their data, imap_fetch.c the data of messages, imap_open.c gets from the greeting to
   READY, imap_auth.c logs in, imap_line.c encodes a command, imap_wait.c knows what of it may go,
   imap_submit.c has SELECT and FETCH. A firmware has the files of other commands only if it calls
   them: imap_enable.c, imap_names.c, imap_search.c, imap_store.c, imap_append.c, and imap_more.c of
   rare extensions.

   A response is never looked at as a whole: framing (wire/imap_lex.h) finds the end of one
   element, which must fit the input buffer or is cut, and the reader's state says what it means.

     in:  [ free | held: a name or code | element at hand, scanned to s.scan | ... | free ]

   Every entry of the queue has a tag of its own, "A" and a number that counts up, so a tag's number
   is its place. Only the greeting has none but takes number 0. What answers a continuation
   request takes the place of the entry before it. */

#include "engine/engine.h"
#include "wire/imap_lex.h"

#include <mailwire/imap.h>

/* -DMW_NO_RARE leaves the names of rare extensions out: what a server says of them comes raw, or as
   data that are not known. */
#ifdef MW_NO_RARE
#define IMAP_RARE 0
#else
#define IMAP_RARE 1
#endif

/* mw_command.kind. Those below 32 may own data, see mw_imap_owner; those from FETCH_SEEN to CLOSE
   may have an effect once they are sent; those from CLOSE to UNAUTHENTICATE close the mailbox. */
#define IMAP_GREETING 1
#define IMAP_CAPABILITY 2
#define IMAP_STARTTLS 3
#define IMAP_LOGIN 4
#define IMAP_AUTHENTICATE 5
#define IMAP_SELECT 6 /* EXAMINE too */
#define IMAP_FETCH 7
#define IMAP_OTHER 8
#define IMAP_LOGOUT 9
#define IMAP_LIST 10
#define IMAP_LSUB 11
#define IMAP_STATUS 12
#define IMAP_SEARCH 13
#define IMAP_SORT 14
#define IMAP_THREAD 15
#define IMAP_NAMESPACE 16
#define IMAP_ID 17
#define IMAP_ENABLE 18
#define IMAP_QUOTA 19 /* GETQUOTA, GETQUOTAROOT */
#define IMAP_ACL 20 /* GETACL, MYRIGHTS, LISTRIGHTS */
#define IMAP_METADATA 21
#define IMAP_LANGUAGE 22
#define IMAP_NOTIFY 23
#define IMAP_JMAP 24
#define IMAP_FETCH_SEEN 25 /* which marks messages as read */
#define IMAP_RAW 26 /* the caller's own words: any data may be its answer */
#define IMAP_STORE 27
#define IMAP_EXPUNGE 28
#define IMAP_MOVE 29
#define IMAP_SET_QUOTA 30
#define IMAP_COPY 31
#define IMAP_CHANGE 32 /* of names, rights and the like; nothing is told */
#define IMAP_CLOSE 33
#define IMAP_UNSELECT 34
#define IMAP_UNAUTHENTICATE 35
#define IMAP_APPEND 36 /* REPLACE too */
#define IMAP_IDLE 37
#define IMAP_COMPRESS 38

/* The number of a bit of mw_caps, IMAP_CAP (MOVE) is 10: it fits a byte of a table, and one
   register where the bit needs two. */
#define IMAP_CAP(word) IMAP_LOG_32(MW_IMAP_CAP_##word)
#define IMAP_LOG_32(x) ((x) >> 32 ? 32u + IMAP_LOG_16((x) >> 32) : IMAP_LOG_16(x))
#define IMAP_LOG_16(x) ((x) >> 16 ? 16u + IMAP_LOG_8((x) >> 16) : IMAP_LOG_8(x))
#define IMAP_LOG_8(x) ((x) >> 8 ? 8u + IMAP_LOG_4((x) >> 8) : IMAP_LOG_4(x))
#define IMAP_LOG_4(x) ((x) >> 4 ? 4u + IMAP_LOG_2((x) >> 4) : IMAP_LOG_2(x))
#define IMAP_LOG_2(x) ((x) >> 2 ? 2u + IMAP_LOG_1((x) >> 2) : IMAP_LOG_1(x))
#define IMAP_LOG_1(x) ((x) >> 1 ? 1u : 0u)

/* mw_command.head: the two bits that are ours */
#define IMAP_EXPECTS 0x4000u /* while there are messages, its answer cannot be empty */
#define IMAP_TOLD 0x8000u    /* data came that belong to it */

/* mw_session.step: what comes next */
#define IMAP_AT_START 0 /* a response: its tag, "*" or "+" */
/* imap_data.c */
#define IMAP_AT_TYPE 1   /* behind "*" or a tag */
#define IMAP_AT_KIND 2   /* behind "*" and a number */
#define IMAP_AT_DATA 3   /* the rest of the response is one value */
#define IMAP_AT_SET 4    /* numbers, one at a time, and words between them */
#define IMAP_AT_THREAD 5 /* lists, one at a time */
/* imap_code.c */
#define IMAP_AT_CODE_WORD 6
#define IMAP_AT_CODE_DATA 7
#define IMAP_AT_CODE_END 8 /* the data, looked at already, and "]" */
#define IMAP_AT_CAPS 9     /* a word of what the server offers */
#define IMAP_AT_TEXT 10    /* behind a status: a code, or text */
/* imap_fetch.c */
#define IMAP_AT_LIST 11 /* the list of a FETCH response */
#define IMAP_AT_ITEM 12 /* an item's name */
#define IMAP_AT_VALUE 13
#define IMAP_AT_BODY 14    /* the value of BODY[...] */
#define IMAP_AT_LITERAL 15 /* lex.left bytes of one */
#define IMAP_AT_QUOTED 16  /* bytes of one */
/* imap_read.c */
#define IMAP_AT_END 17  /* the line's end */
#define IMAP_AT_DONE 18 /* the words of a status are all here */

/* imap_reader.status; from IMAP_OK in the order of the words in imap_data.c */
#define IMAP_NONE 0 /* it is data */
#define IMAP_OK 1
#define IMAP_NO 2
#define IMAP_BAD 3
#define IMAP_BYE 4
#define IMAP_PREAUTH 5
#define IMAP_PLUS 6 /* a continuation request */

/* imap_reader.told */
#define IMAP_TOLD_DATA 1 /* an event */
#define IMAP_TOLD_WORDS 2
#define IMAP_TOLD_HIDDEN 4 /* a code among its words */
struct imap;

/* What reads responses. Near fields cost less code, see mw_session; so its functions get this, and
   find the rest of the engine's state through it. */
struct imap_reader {
    struct imap *m;
    uint8_t cut;    /* the element at hand does not fit the buffer */
    uint8_t rest;   /* what is left of that is passed over, or of the response, */
    uint8_t from;   /* which was found in this mw_session.step */
    uint8_t cr;     /* it was the last byte that was passed over */
    uint8_t spaces; /* in front of the element at hand; 2: or more */

    /* Of the response at hand; all zero at its start. */
    uint8_t tagged;
    uint8_t status; /* IMAP_OK ... */
    uint8_t coded;  /* its code is behind us, or there can be none */
    uint8_t item;   /* MW_ITEM_... */
    uint8_t flags;  /* MW_EVF_... of its events */
    uint8_t told;   /* IMAP_TOLD_... */
    uint8_t opened; /* MSG was given for its message; it is an ESEARCH */
    uint8_t behind; /* a body ended, and nothing came since */
    uint8_t parens; /* too many that are open; the tag of an ESEARCH is behind us */
    uint8_t sizes;  /* 1: size is known, 2: bytes, 4: the body at hand is all of the message */
    uint16_t place; /* in the queue of the command that it belongs to, if there is one */
    uint16_t word;  /* length of the code's word and NUL, held in front of the text */
    int32_t id;     /* of that command */
    uint32_t number;  /* of the message, or of an untagged response */
    uint32_t uid;     /* of the message; 0: not known */
    const char *name; /* of the item at hand; NULL: the held bytes are */
    uint32_t passed;  /* bytes of it that nobody is told of */
    uint32_t size;    /* of the message, modulo 2^32, as the server said, */
    uint32_t bytes;   /* and as it came */

    /* Of the session. */
    uint32_t exists;  /* messages in the mailbox, and one; 0: not known */
    uint32_t unasked; /* responses since something was achieved, see UNASKED_MAX */
    struct mw_imap_lex lex;
};
#define IMAP_RESPONSE_AT offsetof(struct imap_reader, tagged)
#define IMAP_RESPONSE_BYTES (offsetof(struct imap_reader, exists) - IMAP_RESPONSE_AT)

/* What writes a body, from its APPEND on: a firmware that has no APPEND has none of this. */
struct imap_sink {
    int (*take)(mw_session *s, const char *p, size_t n, size_t *taken); /* as mw_engine.write, */
    int (*finish)(mw_session *s);                                      /* write_end */
    int (*begins)(struct imap *m); /* the server wants the body. 0: none is due */
    void (*lose)(struct imap *m);  /* its command is refused */
    int (*pad)(struct imap *m);    /* the server gets as many bytes as it was told all the same */
    int (*ask)(mw_session *s);     /* for more of the body, if there is room; as pull() */
    int (*where)(const mw_session *s, const struct mw_command *c); /* stage() of its command */
};

struct imap {
    mw_session s;
    struct imap_reader r;
    uint32_t next_tag;
    uint32_t early;   /* bytes of the input that came before command early_tag was given out: */
    uint32_t early_tag; /* no answer to it can be among them */
    uint32_t unread;  /* bytes of the input when that was counted last */
    uint32_t idle_ms, idle_since_ms;
    const struct imap_sink *sink;
    /* What an answer to ENABLE, COMPRESS or UNAUTHENTICATE changes, from the first of these on;
       else NULL. MW_OK, or why the session fails. */
    int (*effect)(struct imap *m, int kind, int good);
    uint32_t body_at; /* where the body begins in the stream of all bytes sent */
    uint64_t left;    /* bytes of it that were not written yet */
    uint8_t enabled;   /* MW_IMAP_ON_... */
    uint8_t asked;     /* of these: an ENABLE that is not answered */
    uint8_t keeps_numbers; /* the newest command cannot change message numbers */
    uint8_t idling;     /* the server has said "+" to IDLE, DONE was not let out */
    uint8_t idle_over;  /* the caller wants it ended */
    uint8_t idle_again; /* its DONE was for renewing it */
    uint8_t append;     /* IMAP_APPEND_... */
    uint8_t padding;    /* a body was lost: the server waits for `left` bytes all the same */
    uint8_t quirks[MW_IMAP_QUIRKS];
};

/* imap.append: what follows the literal being written */
#define IMAP_APPEND_PARTS 0x01u /* another part (CATENATE) */
#define IMAP_APPEND_PAREN 0x02u /* then ) */
#define IMAP_APPEND_MORE 0x04u  /* then another message (MULTIAPPEND) */

/* mw_session.has */
#define IMAP_HAS_CAPS 0x001u    /* what the server offers is known */
#define IMAP_HAS_USER 0x002u    /* logged in */
#define IMAP_HAS_PAUSE 0x004u   /* a literal waits for its continuation request */
#define IMAP_HAS_LISTING 0x008u /* data of the fetch in flight came */
#define IMAP_HAS_COMPRESS 0x020u
#define IMAP_HAS_MAILBOX 0x010u /* one is open, so what comes now is about that one */

static inline struct imap *imap_of(mw_session *s)
{
    return (struct imap *)s;
}

extern const struct mw_engine mw_imap_engine;

/* imap.c */
/* What has come by now answers nothing from this tag on. */
void mw_imap_asks(struct imap *m, uint32_t tag);
/* Whether the next byte of the input is such. */
int mw_imap_is_early(struct imap *m);
/* Begins a command: its tag. */
void mw_imap_begin(struct imap *m, struct mw_text *t);
/* One that is a verb and no more; as mw_imap_end. */
int mw_imap_fixed(struct imap *m, const char *verb, int kind, unsigned flags);
/* Ends it, with CRLF unless it stays open. As mw_out_end. */
int mw_imap_end(struct imap *m, struct mw_text *t, int kind, unsigned flags);
/* The place in the queue of the command with this tag; IMAP_NOWHERE: none that can be answered. */
#define IMAP_NOWHERE UINT32_MAX
uint32_t mw_imap_place(const struct imap *m, const char *p, size_t n);
/* The id of the oldest command in flight of one of these kinds, a mask of 1 << kind, which the
   untagged data at hand belongs to, and its place in m->r; 0: none. A change of the mailbox before
   it hides it, as what comes may be about the mailbox before; but not with IMAP_ACCOUNT, for data
   about no mailbox. */
#define IMAP_ACCOUNT 1u
int32_t mw_imap_owner(struct imap *m, uint32_t kinds);
/* The id of the command at m->r.place; 0: the engine's own. */
int32_t mw_imap_id_of(const struct imap *m);
/* No mailbox is open any more. */
void mw_imap_no_mailbox(struct imap *m);
/* A tagged response is here. */
int mw_imap_tagged(struct imap *m);
/* The words of the response at hand as an event; code: MW_OK, or what failed for them. Returns
   code. */
int mw_imap_words(struct imap *m, int type, int32_t id, int code);
/* Which word of RFC 5530 3 says why the response at hand refuses, from 1; 0: none. The first
   IMAP_WHY_LATER are what may work later. */
#define IMAP_WHY_LATER 3
unsigned mw_imap_why(const struct imap *m);
/* MW_E_REPLY_TEMP or _PERM, or MW_E_AUTH_DISABLED. */
int mw_imap_refusal(const struct imap *m);
/* The session fails for the response at hand. */
int mw_imap_fail(struct imap *m, int code);

/* imap_enable.c */
/* imap.effect */
int mw_imap_effect(struct imap *m, int kind, int good);
/* The words of an ENABLED response. */
void mw_imap_note_enabled(struct imap *m, const char *p, size_t n);

/* imap_wait.c */
/* Whether the server may answer this command though not all of it was sent. */
int mw_imap_is_begun(const struct imap *m, const struct mw_command *c);
/* If it did, the rest is dropped. 0: its answer is good, which cannot be. */
int mw_imap_cut_short(struct imap *m, struct mw_command *c, int good);
/* A continuation request is here. 1: somebody waited for it. */
int mw_imap_plus(struct imap *m);
/* IDLE is answered. 1: it goes on for the caller. */
int mw_imap_idle_again(struct imap *m);
/* What is ours to do without a word of the server's. MW_AGAIN; MW_WANT_READ: nothing. */
int mw_imap_turn(struct imap *m);
uint32_t mw_imap_alarm(const mw_session *s);

/* imap_read.c */
int mw_imap_read(struct imap_reader *r);
/* The buffer has no room for any more. */
int mw_imap_is_full(const mw_session *s);
/* n, without a CR that p[0 .. n) ends with. */
size_t mw_imap_bare(const char *p, size_t n);
/* Takes n bytes out. MW_AGAIN; MW_E_FLOOD. */
int mw_imap_skip(struct imap_reader *r, size_t n);
/* Takes the n bytes at hand out, and what is left if they are a cut element; then goes on with
   `next`. MW_AGAIN; MW_E_FLOOD. */
int mw_imap_take(struct imap_reader *r, size_t n, int next);
/* The same, with the n bytes as the data of an event, and the held ones as its name. */
int mw_imap_give(struct imap_reader *r, int type, size_t n, int next);
/* The same for a name of ours that is not known: it is held, with its NUL, for the event. */
int mw_imap_hold(struct imap_reader *r, char *p, size_t n, int next);
/* Passes over the rest of the response. */
int mw_imap_pass(struct imap_reader *r);

/* imap_response.c */
/* Whether the server's words may be told: not before TLS where that is required. */
int mw_imap_is_trusted(const struct imap *m);
/* Whether a mailbox can be open, so that data has a meaning. */
static inline int mw_imap_is_open(const struct imap *m)
{
    return m->s.state != MW_ST_OPENING;
}
int mw_imap_is_greeting(const struct imap *m);
/* A server's bug. MW_AGAIN: it is tolerated; MW_E_PROTOCOL. */
int mw_imap_tolerate(struct imap *m, unsigned quirk);
/* Before the first element of a response: IMAP_GO_ON, or what mw_imap_read is to return. */
#define IMAP_GO_ON 3
int mw_imap_response_begins(struct imap_reader *r, const char *p, size_t n);
/* Whether as many spaces as r->spaces may stand before c. As mw_imap_tolerate. */
int mw_imap_spaces(struct imap_reader *r, int c);
/* IMAP_AT_START; the n bytes at hand. */
int mw_imap_response_start(struct imap_reader *r, const char *p, size_t n);
/* IMAP_AT_END. */
int mw_imap_response_end(struct imap_reader *r, const char *p, size_t n);
/* A line's end is here. As mw_imap_tolerate. */
int mw_imap_line_end(struct imap_reader *r, int has_cr);
/* An untagged response, or a continuation request, is over. MW_AGAIN; MW_E_FLOOD. */
int mw_imap_over(struct imap_reader *r);

/* imap_data.c */
/* The states from IMAP_AT_TYPE to IMAP_AT_THREAD; the n bytes at hand. */
int mw_imap_data_read(struct imap_reader *r, char *p, size_t n);
/* As mw_number, for numbers of 32 bits. */
size_t mw_imap_number(const char *p, size_t n, uint32_t *number);
/* The data at hand belongs to the oldest command of these kinds. */
void mw_imap_own(struct imap_reader *r, uint32_t kinds);
/* It belongs to the command whose tag stands at p, in quotes or not. */
void mw_imap_own_tag(struct imap_reader *r, const char *p, size_t n);
/* MW_EVF_DOUBTFUL: the tagged OK at hand comes without the data that it must have; else 0. */
unsigned mw_imap_doubt(const struct imap_reader *r);

/* imap_code.c */
/* The states from IMAP_AT_CODE_WORD to IMAP_AT_TEXT; the n bytes at hand. */
int mw_imap_code_read(struct imap_reader *r, char *p, size_t n);
/* IMAP_AT_DONE. */
int mw_imap_done(struct imap_reader *r);
/* A list of what the server offers begins, at the n bytes at hand. */
int mw_imap_caps_begin(struct imap_reader *r, size_t n);

/* imap_fetch.c */
/* The states from IMAP_AT_LIST to IMAP_AT_QUOTED; the n bytes at hand. */
int mw_imap_fetch_read(struct imap_reader *r, char *p, size_t n);
/* A body is a literal, whose header the n bytes at hand are. */
int mw_imap_literal(struct imap_reader *r, size_t n);
/* The n bytes at hand as the value of r->item, with what is to be said about it. */
int mw_imap_value(struct imap_reader *r, const char *p, size_t n, int next);

/* imap_open.c */
void mw_imap_secured(mw_session *s);
int mw_imap_greeting_bytes(const mw_session *s);
int mw_imap_greeting(struct imap *m);
/* Takes one word of what the server offers. */
void mw_imap_capability(struct imap *m, const char *p, size_t n);
/* Whether the server offers this, IMAP_CAP (...), by its name or by IMAP4rev2; 0: yes. */
int mw_imap_offers(const struct imap *m, unsigned cap);
/* Which the word is, IMAP_CAP (...) + 1; 0: none. */
unsigned mw_imap_offer(const char *p, size_t n);
int mw_imap_open_reply(struct imap *m, int kind);
/* The next step to READY. */
int mw_imap_go_on(struct imap *m);

/* imap_auth.c */
int mw_imap_login(mw_session *s, const char *name);
int mw_imap_auth_start(struct imap *m);
/* Goes on with LOGIN, whose command is c. */
int mw_imap_auth_fill(struct imap *m, struct mw_command *c);
int mw_imap_auth_reply(struct imap *m);
/* A continuation request is here. */
int mw_imap_continue(struct imap *m);

#endif
