/* SPDX-License-Identifier: MIT */
#ifndef MW_ENGINE_ENGINE_H
#define MW_ENGINE_ENGINE_H

/* What the three engines share: the session's state, its input line by line, and the queue of
   commands. An engine turns bytes into events and submissions into bytes, and does no I/O.

   Output is one buffer. Commands are encoded into it at once, bodies as they come; a command
   in the queue knows where it ends in the stream of all bytes ever sent, modulo 2^32. The gate is
   how far sending may go: it moves over whole commands as pipelining allows.

     out:   [ sendable ... | ... waiting for the gate ... | free ]
     stream:  sent        gate                           put

   Input is one buffer, too. `held` bytes are kept for the event that points at them; of what
   follows, `scan` bytes were looked at already for the end of the present line.

     in:    [ free | held | not yet parsed ... | free ]
                   in_off                     in_len                                       */

#include "base/text.h"

#include <mailwire/session.h>

/* Where a session is in its life. Up to SECURING these are the stages, too. */
#define MW_ST_NEW MW_AT_NONE
#define MW_ST_CONNECTING MW_AT_CONNECT
#define MW_ST_SECURING MW_AT_TLS
#define MW_ST_OPENING 4 /* greeting, capabilities, STARTTLS, logging in */
#define MW_ST_READY 5
#define MW_ST_QUITTING 6
#define MW_ST_ENDING 7 /* err is final: open ids are being ended */
#define MW_ST_ENDED 8

/* mw_command.flags */
#define MW_CMD_HIDDEN 0x01u /* the engine's own: no id                                        */
#define MW_CMD_LAST 0x02u   /* nothing may follow it until it is answered (RFC 2920 3.1)         */
#define MW_CMD_OPEN 0x04u   /* its bytes are still being produced                             */
#define MW_CMD_TRACED 0x08u /* nothing of it is to be traced, or all has been                 */
#define MW_CMD_SECRET 0x10u /* only the first `head` bytes may be traced                      */
#define MW_CMD_ENDED 0x20u  /* its id has ended before its reply                                 */
#define MW_CMD_HOLD 0x40u   /* not complete: the gate stays closed before it                     */
#define MW_CMD_EARLY 0x80u  /* its id has ended while older ones had not                         */

struct mw_command {
    uint32_t end;  /* stream position behind its last byte */
    uint8_t kind;  /* the engine's */
    uint8_t flags; /* MW_CMD_... */
    uint16_t head; /* SECRET: see there; else, if not 0: the gate stops behind so many bytes, and
                      the engine lets the rest out. Besides these, two bits are the engine's */
};

#define MW_HEAD_BYTES 0x3fffu /* of mw_command.head */

/* What pull() of an engine returns besides MW_OK (an event is ready), MW_WANT_READ (nothing to be
   done without more input) and errors: */
#define MW_AGAIN 1 /* something was done, call again; TLS is next if s->state is SECURING now */
#define MW_WAIT 2  /* there is more to do, but not in this call of mw_next */

struct mw_engine {
    void (*secured)(mw_session *s);     /* TLS after STARTTLS is up                           */
    int (*pull)(mw_session *s);         /* one step: at most one event, see above                */
    int (*stage)(const mw_session *s);  /* MW_AT_... of the oldest command in flight       */
    /* Sent, it may have an effect: MW_AT_... of waiting for its verdict; 0: it has none. */
    int (*lasting)(const mw_session *s, const struct mw_command *c);
    int (*noop)(mw_session *s);
    int (*quit)(mw_session *s);
    /* Begins s->mechanism, which has that name; NULL: the response to a challenge (auth.h). */
    int (*login)(mw_session *s, const char *name);
    int (*write)(mw_session *s, const char *p, size_t n, size_t *taken);
    int (*write_end)(mw_session *s);
    /* How long until pull() must run again, though nothing comes; UINT32_MAX: it need not. NULL:
       never. */
    uint32_t (*alarm)(const mw_session *s);
    /* What a code in err.text adds to err; may change err.code. NULL: nothing. */
    void (*refused)(mw_session *s);
    uint16_t port[3];        /* by config.security */
    uint16_t own_bytes;      /* its struct, which begins with a mw_session, */
    uint8_t each_bytes;      /* and the queue's entries behind it, which begin with a mw_command */
    uint8_t quirks;          /* how many there are, and where in its struct the uint8_t counts */
    uint16_t quirks_at;
    uint8_t in_order; /* replies come in the order of commands and never unasked, so that input
                         with nothing in flight answers no command that is still to come */
    uint8_t greeting; /* kind of the command whose reply is the greeting */
};

/* mw_session.body: a body of the caller's */
#define MW_BODY_NONE 0
#define MW_BODY_LOST 1 /* its command was refused in mid-body: the rest is dropped */
#define MW_BODY_DUE 2  /* it was submitted and has not begun yet */
#define MW_BODY_OPEN 3 /* mw_write */
#define MW_BODY_MORE 4 /* it was written, and the caller has to begin another one */

/* What is used most stands first, by the width of its fields: on small machines near fields cost
   less code (Thumb: bytes up to 31, halfwords up to 62, words up to 124), and so do bytes that are
   set or looked at together, side by side. */
struct mw_session {
    uint8_t state;    /* MW_ST_... */
    uint8_t want;     /* MW_POLL_... */
    uint8_t security; /* MW_TLS, ... */
    uint8_t secure;   /* 1: TLS runs */

    uint8_t cut;       /* 1: the line or reply at hand was cut */
    uint8_t given;     /* 1: the held bytes belong to the event given out last */
    uint8_t skip;      /* 1: passing over the rest of a cut line */
    uint8_t inside;    /* 1: a reply, listing or body is coming: an end now cuts it off */
    uint8_t body;      /* MW_BODY_... */
    uint8_t write_due; /* 1: a WRITE event is owed */

    uint8_t config; /* MW_FLAG_... */
    uint8_t flags;  /* MW_S_... */
    uint8_t step;   /* the engine's: where logging in, or reading, stands */
    uint8_t begun;  /* the engine's: how far a message is that is being submitted */

    /* 0 or 1: */
    uint8_t replied; /* the engine's: a whole reply is at hand */
    uint8_t line_traced;
    uint8_t pipeline; /* the server takes commands before it answered the last */
    uint8_t clean;    /* ending is not a failure: CLOSED */
    uint8_t bye;      /* the server says that it will close: fail after this event */

    uint8_t login_is;   /* MW_LOGIN_... */
    uint8_t login_step; /* which response of it is next, see below */
    uint8_t unproven;   /* the server must still prove itself */
    uint8_t tries;      /* that are left */
    uint8_t bare_lf;    /* the last line that was not cut ended without CR */
    uint16_t mechanism; /* MW_AUTH_... in use */

    uint16_t has;         /* the engine's flags */
    uint16_t code;        /* of the reply at hand, if the protocol has codes, */
    uint16_t lines;       /* the engine's: and how many lines of it came */
    uint16_t moved_bytes; /* since since_ms */
    uint16_t queue_cap, queue_head, queue_count;
    uint16_t released;   /* of queue_count: in flight, or being sent */
    uint16_t auth;       /* MW_AUTH_... allowed; 0: no user was given, */
    uint16_t mechanisms; /* and offered */
    uint16_t port;
    int16_t over_code; /* how over_id ended; before: why logging in will fail, if that is known */

    const struct mw_engine *engine;
    const mw_transport *transport;

    char *in;
    uint32_t in_off, in_len, held, scan;

    char *out;
    uint32_t sent, gate, put;
    struct mw_login *with; /* what logging in needs; NULL: nothing more than this */

    uint32_t progress;  /* bytes of what is being encoded */
    uint64_t caps;
    int32_t next_id;   /* of the next submission */
    int32_t oldest_id; /* that has not ended; next_id: none */
    int32_t over_id;   /* the last one that ended */


    uint32_t now_ms, since_ms; /* now; when the present wait began */
    uint32_t in_cap;
    uint32_t until_ms; /* mw_deadline, if MW_S_DEADLINE */
    const mw_timeouts *timeouts;
    uint32_t max_bytes; /* of a message that the server takes; 0: not known, or beyond 32 bits */
    int32_t enhanced;  /* status code of the reply at hand; 0: none */
    mw_error err;
    mw_event ev;
};

/* mw_session.flags: what is looked at rarely */
#define MW_S_DEADLINE 0x01u
#define MW_S_CLOCK 0x02u /* there is a clock */
#define MW_S_CANCEL 0x04u
#define MW_S_SEND_DEAD 0x08u /* sending failed; what the server still said is being read */
#define MW_S_ASKED 0x10u     /* byte ports: SECURE was given out */
#define MW_S_EOF 0x20u       /* byte ports: the peer closed */
#define MW_S_OWNED 0x40u     /* what frees the block stands behind it, see mw_session_own */
#define MW_S_TWO_STEP 0x80u  /* logging in: a mechanism's name goes without a response */

/* mw_session.login_step, besides the number of a response: */
#define MW_LOGIN_BEFORE UINT8_MAX /* the server asks for the first response; + 1 is 0 */
#define MW_LOGIN_CANCEL 0xfe      /* "*" was the response: the exchange is off */

/* mw_session.login_is: what it waits for */
#define MW_LOGIN_WAIT 0     /* the server */
#define MW_LOGIN_FILL 1     /* room for the rest of a response */
#define MW_LOGIN_WORK 2     /* the next call of mw_next: a key is being made */
#define MW_LOGIN_START 3    /* nothing: a mechanism begins */
#define MW_LOGIN_ASKED 4    /* mw_set_secret, */
#define MW_LOGIN_GIVEN_UP 5 /* which was called without a secret */

/* The first id, which is mw_open's. */
#define MW_OPEN_ID 1

/* host, address, hello, authzid, user, secret: each with its NUL, in the order of mw_config */
#define MW_STR_HOST 0
#define MW_STR_ADDRESS 1
#define MW_STR_HELLO 2
#define MW_STR_AUTHZID 3
#define MW_STR_USER 4
#define MW_STR_SECRET 5
#define MW_STRINGS 6
const char *mw_session_string(const mw_session *s, int which);

/* The output ends where the input begins. */
static inline uint32_t mw_out_bytes(const mw_session *s)
{
    return (uint32_t)(s->in - s->out);
}

/* STARTTLS is to come. */
static inline int mw_tls_is_due(const mw_session *s)
{
    return s->security == MW_STARTTLS && !s->secure;
}

/* --- events (event.c) --- */

/* Begins s->ev: all zero and empty but these. Returns MW_OK. */
int mw_event_set(mw_session *s, int type, int32_t id);

/* The same for a TRACE event of a line in the output or in the input; flags besides
   MW_EVF_BEFORE_TLS. */
void mw_event_trace(mw_session *s, const char *p, size_t n, unsigned flags);

/* The held words, and the codes of the reply at hand, as an event; they stay until the next one.
   code: MW_OK, or what failed for them (mw_event_refused). Returns err.code, or MW_OK. */
int mw_tell(mw_session *s, int type, int32_t id, int code);
/* The session fails for them: returns err.code. */
int mw_fail(mw_session *s, int code);
/* The oldest command is answered, and its id ends as they say: DONE, or REFUSED for this code.
   Returns MW_OK. */
int mw_verdict(mw_session *s, int code);

/* Begins s->err: all zero but what follows from the code. */
void mw_error_set(mw_session *s, int code);

/* The words that s->ev tells are why something failed. Returns err.code. */
int mw_event_refused(mw_session *s, int code);

/* id ends, as s->ev says; code is its verdict. */
void mw_id_over(mw_session *s, int32_t id, int code);
/* The command with that id, which has not ended or has early; NULL: it is not in the queue. */
struct mw_command *mw_id_command(const mw_session *s, int32_t id);

/* The session is open, as the held words say: the oldest command is answered, mw_open's id ends.
   The secret is not needed any more, nor what is left of it in the output, which must be empty.
   Returns MW_OK. */
int mw_ready(mw_session *s);

/* The reply to STARTTLS was good: TLS is next. Not one byte may stand behind it (RFC 3207 4,
   RFC 9051 6.2.1, RFC 2595 4): MW_E_INJECTED. */
int mw_starttls_go(mw_session *s);

/* Whether a secret would leave where it can be read, without the caller's leave. */
int mw_login_leaks(const mw_session *s);

/* A server's bug is here: 1: it is tolerated, and counted; 0: MW_FLAG_STRICT. */
int mw_quirk_allowed(mw_session *s, unsigned quirk);

/* --- input (line.c) --- */

#define MW_LINE_MAX_BYTES 65536u /* a line longer than this, cut or not, is a flood */

/* Finds the line behind the held bytes. MW_OK: *line, *len without its end, with control bytes
   replaced; it stays until mw_line_done. s->cut is set when only its beginning is there.
   MW_WANT_READ; MW_E_FLOOD. MW_AGAIN: it is in s->ev as a TRACE event now (hand that on), without
   what a challenge asks. */
int mw_line_get(mw_session *s, char **line, size_t *len);
/* Adds n bytes of the line at hand, from its byte `from` on, to the held ones, behind an LF if
   there are some. mw_line_done must follow. */
void mw_line_keep(mw_session *s, size_t from, size_t n);
/* Takes the line out of the buffer; the rest of a cut one is passed over later. */
void mw_line_done(mw_session *s);
/* Passes over the rest of a cut line, as mw_line_get does. MW_OK; MW_WANT_READ; MW_E_FLOOD. */
int mw_line_skip(mw_session *s);
/* What a terminal might obey becomes '?', in words that are shown to people. */
void mw_line_clean(char *p, size_t n);
/* Takes n bytes out that begin behind the held ones. */
void mw_input_drop(mw_session *s, size_t n);
/* Lets go of the held bytes. */
void mw_input_release(mw_session *s);
/* Whether the first byte that is here can begin a greeting, being between these: MW_OK, also if
   there is none yet; else what the server is. */
int mw_greeting_byte(const mw_session *s, int from, int to);
/* Bytes are here that were not parsed yet, or a reply is half read. */
int mw_input_begun(const mw_session *s);
/* Where to put received bytes and how many: all that is free, in one piece. */
size_t mw_input_room(mw_session *s, void **p);

/* --- output and queue (command.c) --- */

/* Begins to encode a command at the end of the output, with all the room there is. */
void mw_out_begin(const mw_session *s, struct mw_text *t);
/* Ends it: into the queue with kind and flags. MW_OK; MW_WANT_WRITE: no room now; MW_E_TOO_LONG:
   never. */
int mw_out_end(mw_session *s, const struct mw_text *t, int kind, unsigned flags);
/* The same for a fixed string. */
int mw_out_string(mw_session *s, const char *string, int kind, unsigned flags);
/* Where the output ends; what is free there. */
char *mw_out_tail(const mw_session *s);
size_t mw_out_room(const mw_session *s);
/* n bytes were appended there, to the newest command. */
void mw_out_grow(mw_session *s, size_t n);
/* Everything waiting has gone out. */
int mw_out_empty(const mw_session *s);

/* May a command of the caller be submitted? MW_OK, MW_E_USAGE, or MW_WANT_WRITE: fewer
   than `commands` places are free. */
int mw_submit_check(const mw_session *s, unsigned commands);
/* Its id, after mw_out_end. */
int32_t mw_id_new(mw_session *s);

/* The queue, a ring: where its i-th place lies; behind the last one stand the session's strings. */
static inline char *mw_queue_place(const mw_session *s, unsigned i)
{
    const struct mw_engine *e = s->engine;

    return (char *)(uintptr_t)s + e->own_bytes + e->each_bytes * i;
}
/* The i-th in it; 0: the oldest. */
struct mw_command *mw_queue_at(const mw_session *s, unsigned i);
/* The oldest, if it is in flight; else NULL. */
struct mw_command *mw_queue_front(const mw_session *s);
struct mw_command *mw_queue_newest(const mw_session *s);
/* The oldest is answered: it leaves the queue, and its wait is over. */
void mw_queue_pop(mw_session *s);
/* The same, and nobody shall know what was held. Returns MW_AGAIN. */
int mw_taken(mw_session *s);
/* All its bytes were handed to the transport. */
int mw_command_sent(const mw_session *s, const struct mw_command *c);
/* Opens the gate as far as it may. Returns 1 when a TRACE event is in s->ev (hand it on). */
int mw_gate_move(mw_session *s);

/* The present wait begins now: something was achieved. */
void mw_wait_restart(mw_session *s);
/* n bytes moved, either way; every MW_PROGRESS_BYTES restart the wait. */
void mw_wait_moved(mw_session *s, size_t n);

#endif
