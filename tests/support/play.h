/* SPDX-License-Identifier: MIT */
#ifndef TESTS_SUPPORT_PLAY_H
#define TESTS_SUPPORT_PLAY_H

/* Plays a transcript against a session, one way at a time, and compares as it goes. */

#include "support/guard.h"
#include "support/script.h"

/* Who moves the bytes. */
#define PLAY_PORTS 0 /* byte ports, mw_next          */
#define PLAY_NEXT 1  /* a transport, mw_next         */
#define PLAY_EACH 2  /* a transport that waits, mw_each  */
#define PLAY_RUN 3   /* the same, mw_run: events are dropped */

/* What goes wrong at the fault_at-th call of the transport. */
#define FAULT_NONE 0
#define FAULT_WANT_READ 1
#define FAULT_WANT_WRITE 2
#define FAULT_SHORT 3 /* one byte */
#define FAULT_LOST 4
#define FAULT_EOF 5       /* from recv; else as lost */
#define FAULT_TRUNCATED 6 /* from recv; else as lost */
#define FAULT_FREE 7      /* the caller gives up: mw_free */
#define FAULT_CANCEL 8
#define FAULTS 9

struct play_way {
    int how;            /* PLAY_... */
    size_t in_chunk;    /* most bytes the session gets at once; 0: all there are */
    size_t out_chunk;   /* most it may hand out at once */
    size_t write_chunk; /* most the caller writes at once */
    uint32_t in_bytes, out_bytes;
    int fault;
    unsigned fault_at; /* from 1 */
};

struct play_bytes {
    char *p;
    size_t len, cap;
};

#define PLAY_IDS_MAX 8192

struct play {
    const struct script *sc;
    struct play_way way;
    mw_session *s;
    mw_transport transport;
    uint64_t now_ms;

    size_t c_at, c_off;     /* the 'C' item being compared, and how much of it was */
    size_t s_at, s_off;     /* the 'S' item being given */
    size_t call_at;         /* the '>' not yet done */
    size_t event_at;        /* the '!' not yet seen */
    int deferred;           /* that call was tried: no room */
    size_t written;         /* of its bytes */
    int write_due, eof, cancel_in_wait;
    int broken;             /* what recv returns at the end of the bytes */
    int deaf;               /* no byte comes in any more */
    int secure_rc;          /* 1: not known yet */
    int secure_due;
    int moved;
    unsigned rounds;
    unsigned steps;         /* how often anything happened */
    int ended;              /* LAST was seen */
    int faulted;            /* the fault has happened: only the rules are watched */
    int stop;               /* FAULT_FREE */
    unsigned calls;         /* of the transport */

    unsigned compared;      /* events the script mentions, as bits by type */
    int32_t newest_id;
    char over[PLAY_IDS_MAX]; /* by id: how it ended */
    int body_id;             /* of the newest `data`, */
    int body_open;           /* which is not written to its end, */
    int body_more;           /* or another one has to follow */
    size_t call_of[PLAY_IDS_MAX]; /* by id: the '>' that submitted it; 0: not looked at */

    struct play_bytes wire, log, data; /* data: DATA events being joined */
    int32_t data_id;

    int failed;
    char why[2048];
};

/* 1: it went as the transcript says. Else p->why tells why not. `g` is where the session lives,
   so that it ends at a page without access. p stays to be looked at until play_done. */
int play(struct play *p, const struct script *sc, const struct play_way *way,
         const struct guard *g);
void play_done(struct play *p);

/* --- between the files of the player --- */

void play_add(struct play_bytes *b, const void *data, size_t n);
void play_fail(struct play *p, int line, const char *format, ...);
/* How far the script may be followed: items before this may happen now. */
size_t play_limit(const struct play *p);
/* The next item of a kind at or behind `at`; count: none. */
size_t play_find(const struct play *p, size_t at, char kind);

/* play_event.c */
void play_event(struct play *p, const mw_event *ev);
void play_flush_data(struct play *p);
unsigned play_compared(const struct script *sc);
/* The next '!' that counts. */
size_t play_next_event(const struct play *p);
/* The id that a `!` before the limit ends next; 0: none. */
int32_t play_awaited(const struct play *p);
/* mw_run returned rc for id. */
void play_ran(struct play *p, int32_t id, int rc);

/* play_call.c */
/* Does the call at call_at and goes on to the next. 1: done; 0: not now. */
int play_call(struct play *p);
/* Whether the '>' at `at` submits a command or a part of a body. */
int play_is_submission(const struct play *p, size_t at);
/* Whether it writes or ends a body. */
int play_is_body(const struct play *p, size_t at);

/* A kind of call: the id or MW_E_... it returned, if it submits; else 1: done, 0: not now. */
struct play_command {
    const char *name;
    int (*function)(struct play *, const struct script_item *);
};

/* The value of "key=value" among the words of a call, "" of "key"; NULL: not there. */
const char *play_option(const struct script_item *it, const char *key);
int64_t play_number_option(const struct script_item *it, const char *key);
struct word;
int64_t play_word_option(const struct script_item *it, const char *key, const struct word *table);
/* The first word behind the call's name, or "". */
const char *play_argument(const struct script_item *it);
/* rc is what the transcript says. Returns 1. */
int play_check_code(struct play *p, const struct script_item *it, int rc);
/* rc, of a call that begins a body. */
int play_body(struct play *p, int rc);

/* play_imap.c */
extern const struct play_command play_imap_submissions[];
extern const struct play_command play_imap_others[];

/* play_io.c */
void play_transport(struct play *p);
void play_output(struct play *p, const char *data, size_t n);
int play_ports(struct play *p);
/* Server bytes that may be given now. */
size_t play_available(struct play *p, const char **data);
void play_taken(struct play *p, size_t n);

#endif
