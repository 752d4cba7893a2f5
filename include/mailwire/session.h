/* SPDX-License-Identifier: MIT */
#ifndef MAILWIRE_SESSION_H
#define MAILWIRE_SESSION_H

#include <mailwire/transport.h>

/* One connection to one server. Opaque; one thread at a time; sessions know nothing of each other.
   Pull events with mw_next until it returns NULL, wait, and go on: the same for every protocol. */
typedef struct mw_session mw_session;

/* --- configuration ----------------------------------------------------------------------- */

/* config.security. There is no "if offered". */
#define MW_PLAIN 0u    /* no TLS: for 25 inside a house, LMTP, old devices, tests          */
#define MW_STARTTLS 1u /* required: no STARTTLS, no session (587, 143, 110)                */
#define MW_TLS 2u      /* from the first byte (465, 993, 995)                              */

/* config.auth: mechanisms that may be used; a mask. Of those that the server offers, and that can
   be used here and now, the first of this list is taken; it is the order of their strength.

   - Without TLS none that reveals the secret is used, unless MW_FLAG_SECRET_IN_CLEAR says so.
   - SCRAM, CRAM-MD5 and APOP need config.hash, and SCRAM a transport with random(); -PLUS, which
     binds the login to the TLS connection, one with binding().
   - When a mechanism is refused as such, the next one is tried that reveals no more than it: never
     PLAIN after SCRAM. A password that was refused is not tried again another way. config.tries is
     the limit.
   - -PLUS that is refused as such, for a broken protocol (Cyrus over TLS 1.3), or before the
     server's first message (GNU mailutils), is something that the server cannot do with this
     connection: SCRAM without binding is tried. Not with MW_FLAG_STRICT, nor if -PLUS alone is
     allowed here.
   - IMAP's LOGIN is used where PLAIN is not offered, and where it takes a round trip less than
     PLAIN: there is no SASL-IR, and name and password are ASCII, and not longer than 478 bytes.
   - A server that says it offers no -PLUS where it does is found out (MW_E_AUTH_DOWNGRADE; where it
     gives no reason, as Dovecot with -PLUS behind a Postfix without, MW_E_AUTH), and one that says
     yes before it has proven in SCRAM that it knows the password (MW_E_AUTH_SERVER). */
#define MW_AUTH_OWN 0x0001u                /* config.mechanism                                */
#define MW_AUTH_EXTERNAL 0x0002u           /* RFC 4422 A: the client certificate; sends authzid */
#define MW_AUTH_SCRAM_SHA_512_PLUS 0x0004u
#define MW_AUTH_SCRAM_SHA_256_PLUS 0x0008u /* RFC 7677                                        */
#define MW_AUTH_SCRAM_SHA_1_PLUS 0x0010u   /* RFC 5802                                        */
#define MW_AUTH_SCRAM_SHA_512 0x0020u
#define MW_AUTH_SCRAM_SHA_256 0x0040u
#define MW_AUTH_SCRAM_SHA_1 0x0080u
#define MW_AUTH_CRAM_MD5 0x0100u    /* RFC 2195: whoever sees it can guess weak passwords      */
#define MW_AUTH_APOP 0x0200u        /* POP3, RFC 1939 7: the same                              */
#define MW_AUTH_OAUTHBEARER 0x0400u /* RFC 7628: secret is an OAuth access token               */
#define MW_AUTH_XOAUTH2 0x0800u     /* the same, as Google and Microsoft have it               */
#define MW_AUTH_PLAIN 0x1000u       /* RFC 4616; POP3: also USER and PASS; IMAP: also LOGIN    */
#define MW_AUTH_LOGIN 0x4000u       /* draft-murchison-sasl-login                              */
#define MW_AUTH_ANONYMOUS 0x8000u   /* RFC 4505: user is a trace, an address or a nickname     */
/* All SCRAM. */
#define MW_AUTH_SCRAM 0x00fcu
/* What auth 0 stands for. */
#define MW_AUTH_DEFAULT (MW_AUTH_OWN | MW_AUTH_SCRAM | MW_AUTH_PLAIN | MW_AUTH_LOGIN)

/* config.flags */
#define MW_FLAG_TRACE 0x01u         /* MW_EV_TRACE events; no secret and no message byte in them */
#define MW_FLAG_LMTP 0x02u          /* SMTP sessions: speak LMTP (RFC 2033)                      */
#define MW_FLAG_SECRET_IN_CLEAR 0x04u /* log in without TLS, too: all on the way can read it */
#define MW_FLAG_STRICT 0x08u        /* no tolerance for servers' known bugs (the quirks)         */
#define MW_FLAG_RAW_NAMES 0x10u     /* IMAP: mailbox names are bytes as they go over the wire    */
#define MW_FLAG_UTF8 0x20u          /* POP3: UTF-8 mode before logging in, where it is offered   */
#define MW_FLAG_ASK 0x40u           /* MW_EV_CREDENTIAL will be answered: see mw_set_secret      */

/* How long silence may last, per phase; 0 in a field: the default behind it (RFC 5321 4.5.3.2). The
   clock of a phase starts again only when something is achieved: a command answered, or at
   least MW_PROGRESS_BYTES moved; single bytes do not keep a session alive. */
#define MW_PROGRESS_BYTES 1024u
typedef struct mw_timeouts {
    uint32_t size;          /* sizeof (mw_timeouts)                                          */
    uint32_t connect_ms;    /* 30,000: look-up and connecting, all addresses                    */
    uint32_t tls_ms;        /* 60,000: handshake                                                */
    uint32_t greeting_ms;   /* 300,000                                                          */
    uint32_t command_ms;    /* 300,000: every command but the following; logging in too         */
    uint32_t data_start_ms; /* 120,000: SMTP DATA until 354                                     */
    uint32_t body_ms;       /* 180,000: between MW_PROGRESS_BYTES of a body, either direction */
    uint32_t data_end_ms;   /* 600,000: from the final dot to its reply                         */
    uint32_t quit_ms;       /* 2,000: QUIT, LOGOUT: it changes nothing any more                 */
} mw_timeouts;
#define MW_TIMEOUTS_INIT { sizeof(mw_timeouts), 0, 0, 0, 0, 0, 0, 0, 0 }

/* Strings are copied into the session; the secret's copy is wiped by mw_free. What is kept as a
   pointer is said. No string may hold a control byte, or be over 256 MB (MW_E_ARG). */
typedef struct mw_config {
    uint32_t size;       /* sizeof (mw_config)                                               */
    uint32_t security;   /* MW_TLS, MW_STARTTLS, MW_PLAIN                              */
    uint32_t flags;      /* MW_FLAG_...                                                      */
    uint32_t auth;       /* MW_AUTH_...; 0: MW_AUTH_DEFAULT, what a password fits            */
    const char *host;    /* name or IP literal; also what the certificate must bear. Required   */
    const char *address; /* connect here instead; NULL: host                                 */
    const char *hello;   /* EHLO name, a domain or "[192.0.2.1]"; NULL: "[127.0.0.1]"        */
    const char *authzid; /* whose mailbox, if not user's: UTF-8; NULL, "": user's                */
    const char *user;    /* UTF-8; NULL: do not log in                                          */
    const char *secret;  /* password or OAuth token, UTF-8; any length; NULL: ""             */
    const mw_transport *transport; /* kept; NULL: byte ports                                 */
    const mw_timeouts *timeouts;   /* kept; NULL: all defaults                               */
    const struct mw_tls_context *tls; /* kept; for mw_net_... only, see net.h                */
    uint32_t port;                    /* 1 to 65535; 0: the standard one for .security       */
    uint32_t in_bytes;  /* input buffer, 64 to 1 GB; 0: 4096. A value longer than this is cut */
    uint32_t out_bytes; /* output buffer, 128 to 1 GB; 0: 1024. No command can be longer      */
    uint32_t commands;  /* how many may be queued or in flight, 4 to 65535; 0: 32             */
    uint32_t idle_ms;   /* IMAP: IDLE is issued anew after this; 0: 1,380,000 (23 minutes)    */
    uint32_t secret_bytes; /* room for mw_set_secret's, at most 1 MB; 0: as long as secret   */
    uint32_t tries;        /* how often the session may try to log in, 1 to 255; 0: 3            */
    const struct mw_hash *hash;           /* kept, sasl.h; NULL: none                            */
    const struct mw_mechanism *mechanism; /* kept, sasl.h; NULL: none                            */
} mw_config;
#define MW_CONFIG_INIT                                                                             \
    { sizeof(mw_config), MW_TLS, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }

/* --- events ------------------------------------------------------------------------------ */

/* mw_event.type           id  fields set besides                                             */
#define MW_EV_READY 1   /* *   connected, secured, logged in                                  */
#define MW_EV_WRITE 2   /* *   room for body bytes: mw_write, then mw_write_end. Comes when a
                              body may begin and after each mw_write that took less than all  */
#define MW_EV_MSG 3     /* *   a message begins: num its number, uid if known by now (0: not)    */
#define MW_EV_ATTR 4    /* *   item, name "FLAGS", data its raw value; num if it is a number     */
#define MW_EV_BODY 5    /* *   item, name "BODY[]": its bytes come; num their count              */
#define MW_EV_DATA 6    /* *   data, len: the next bytes of that body                            */
#define MW_EV_MSG_END 7 /* *   num, uid                                                          */
#define MW_EV_MAILBOX 8 /* *   item, name "EXISTS", "UIDNEXT", ...; num, data; id: of the command
                              whose answer it came with                                       */
#define MW_EV_ITEM 9    /* *   one entry of a listing: item, name; num, uid, data                */
#define MW_EV_CAP 10    /* 0   one line or word of what the server offers: data; POP3: num, uid  */
#define MW_EV_RCPT 11   /* *   LMTP: verdict for the num-th accepted recipient, from 1; code, data,
                              uid its enhanced status code                                    */
#define MW_EV_DONE 12   /* *   the command succeeded: code, data the server's words              */
#define MW_EV_REFUSED 13 /* *  the server said no: code, data, mw_last_error; the session lives  */
#define MW_EV_ABORTED 14 /* *  the session failed first: the command had no effect; code why     */
#define MW_EV_UNKNOWN 15 /* *  the session failed and the command may have had its effect        */
#define MW_EV_SECURE 16 /* 0   byte ports: do the TLS handshake now, then mw_secured             */
#define MW_EV_TRACE 17  /* 0   name "C" or "S", data one line without CRLF                       */
#define MW_EV_CLOSED 18 /* 0   last: a clean end                                                 */
#define MW_EV_FAILED 19 /* 0   last: code; see mw_last_error                                     */
#define MW_EV_CREDENTIAL 20 /* 0 with MW_FLAG_ASK: the token was refused, code MW_E_AUTH_EXPIRED,
                              data the server's words: a fresh one, please, by mw_set_secret  */
#define MW_EV_OAUTH 21  /* 0   a token is refused: data the server's JSON, which tells status and
                              scope (RFC 7628 3.2.2)                                          */

/* mw_event.flags */
#define MW_EVF_LAST 0x01u     /* CLOSED or FAILED; it will be returned again and again        */
#define MW_EVF_CUT 0x02u      /* the value did not fit in_bytes: data is its beginning or empty */
#define MW_EVF_BEFORE_TLS 0x04u /* TRACE: said before TLS; believe nothing of it             */
#define MW_EVF_REDACTED 0x08u /* TRACE: the rest of the line was secret and is not shown         */
#define MW_EVF_DAMAGED 0x10u  /* data is raw: it does not follow the grammar                     */
#define MW_EVF_EARLIER 0x20u  /* VANISHED: before this session (RFC 7162 3.2.10)                 */
#define MW_EVF_DOUBTFUL 0x40u /* it can hardly be true; ask again another way (imap.h)           */

/* mw_event.item: what `name` says, as a number; 0: something else. */
#define MW_ITEM_FLAGS 1
#define MW_ITEM_UID 2
#define MW_ITEM_SIZE 3 /* RFC822.SIZE */
#define MW_ITEM_DATE 4 /* INTERNALDATE */
#define MW_ITEM_ENVELOPE 5
#define MW_ITEM_STRUCTURE 6 /* BODYSTRUCTURE, BODY */
#define MW_ITEM_BODY 7      /* BODY[section] */
#define MW_ITEM_MODSEQ 8
#define MW_ITEM_PREVIEW 9
#define MW_ITEM_SAVEDATE 10
#define MW_ITEM_EMAILID 11
#define MW_ITEM_THREADID 12
#define MW_ITEM_X_GM_MSGID 13
#define MW_ITEM_X_GM_THRID 14
#define MW_ITEM_X_GM_LABELS 15
#define MW_ITEM_BINARY_SIZE 16 /* BINARY.SIZE[section] */
#define MW_ITEM_EXISTS 20
#define MW_ITEM_RECENT 21
#define MW_ITEM_EXPUNGE 22
/* IMAP: response codes, data their arguments */
#define MW_ITEM_UIDVALIDITY 23
#define MW_ITEM_UIDNEXT 24
#define MW_ITEM_UNSEEN 25
#define MW_ITEM_PERMANENTFLAGS 26
#define MW_ITEM_READ_ONLY 27
#define MW_ITEM_READ_WRITE 28
#define MW_ITEM_ALERT 29 /* text a person must be shown (RFC 9051 7.1) */
#define MW_ITEM_TEXT 30  /* any other untagged OK, NO, BAD: data its words */
#define MW_ITEM_HIGHESTMODSEQ 31
#define MW_ITEM_NOMODSEQ 32
#define MW_ITEM_CLOSED 33
#define MW_ITEM_MAILBOXID 34
#define MW_ITEM_UIDNOTSTICKY 35
#define MW_ITEM_APPENDUID 36
#define MW_ITEM_COPYUID 37
#define MW_ITEM_MODIFIED 38
#define MW_ITEM_CODE 39  /* any other: name its word */
#define MW_ITEM_VANISHED 45 /* UIDs from uid to num are gone (RFC 7162 3.2.10) */
/* POP3 */
#define MW_ITEM_STAT 40 /* num = messages, uid = octets of all */
#define MW_ITEM_LAST 41 /* num */
#define MW_ITEM_SCAN 42 /* of LIST: num, uid = octets */
#define MW_ITEM_UIDL 43 /* num, data = unique-id */
#define MW_ITEM_LANG 44 /* data = language tag, and its name */
/* IMAP: what listings are made of; data the raw rest of the response, read by imap_data.h */
#define MW_ITEM_LIST 80
#define MW_ITEM_LSUB 81
#define MW_ITEM_STATUS 82
#define MW_ITEM_SEARCH 83 /* messages from uid to num: UIDs, unless numbers were asked for */
#define MW_ITEM_SORT 84   /* the same, in the order that was asked for */
#define MW_ITEM_THREAD 85 /* one thread a time */
#define MW_ITEM_NAMESPACE 86
#define MW_ITEM_ID 87
#define MW_ITEM_ENABLED 88
#define MW_ITEM_QUOTA 89
#define MW_ITEM_QUOTAROOT 90
#define MW_ITEM_ACL 91
#define MW_ITEM_MYRIGHTS 92
#define MW_ITEM_LISTRIGHTS 93
#define MW_ITEM_METADATA 94
#define MW_ITEM_LANGUAGE 95
#define MW_ITEM_JMAPACCESS 96
#define MW_ITEM_OTHER 97 /* a response not known here: name its word, num the number before it; with
                            nothing behind the word, that is its data */
#define MW_ITEM_MIN 98   /* ESEARCH: num */
#define MW_ITEM_MAX 99
#define MW_ITEM_COUNT 100
#define MW_ITEM_RELEVANCY 101 /* ESEARCH: num, one for each hit, in their order (RFC 6203) */

/* Owned by the session, valid until its next mw_next (mw_each, mw_run, mw_write, mw_in).
   Fields are only appended; skip types and items you do not know. */
typedef struct mw_event {
    uint16_t type;    /* MW_EV_...                                                           */
    uint16_t item;    /* MW_ITEM_...                                                         */
    int32_t id;       /* the command it belongs to; 0: nobody asked                             */
    int32_t code;     /* SMTP reply code; 0: positive; or MW_E_...                           */
    uint32_t flags;   /* MW_EVF_...                                                          */
    uint64_t num;     /* see above; SMTP DONE, REFUSED: enhanced status code, 201005 */
    uint64_t uid;
    const char *name; /* NUL-terminated, never NULL                                             */
    const char *data; /* NOT NUL-terminated, never NULL                                         */
    size_t len;
} mw_event;

#ifdef __cplusplus
extern "C" {
#endif

/* --- non-blocking ------------------------------------------------------------------------ */

/* Goes as far as it can without waiting. Returns the next event, or NULL: wait for mw_want on
   mw_handle, at most mw_timeout, then call again. Call it until NULL before you wait. The last
   event (MW_EVF_LAST) is returned for ever. */
MW_API const mw_event *mw_next(mw_session *s);
MW_API uint32_t mw_want(const mw_session *s);    /* MW_POLL_ mask; 0: only the clock       */
MW_API uint32_t mw_timeout(const mw_session *s); /* ms until mw_next must run again         */
MW_API intptr_t mw_handle(const mw_session *s);  /* may change until READY; -1: none           */

/* --- blocking: the same, with the wait inside --------------------------------------------- */

/* For each event until the command `id` is over: then NULL, and mw_run tells how. Over is: ended,
   or wants body bytes (MW_EV_WRITE). Everybody's events are handed over, TRACE too. An id that is
   negative, or that ended last, gives NULL at once; so does a wait that was cancelled. */
MW_API const mw_event *mw_each(mw_session *s, int id);

/* Waits until id is over, dropping events. MW_OK, or why it did not succeed: MW_E_REPLY_TEMP,
   MW_E_REPLY_PERM, another refusal, or what ended the session. A negative id comes back as it is,
   so calls nest: mw_run(s, mw_noop(s)). An id that ended earlier than the last: MW_E_USAGE. */
MW_API int mw_run(mw_session *s, int id);

/* Writes all of a body's bytes, waiting for room as often as needed. MW_OK, MW_E_CANCELLED, or as
   mw_write. Where room must wait for the server's replies, events are dropped as by mw_run: with
   other messages on their way, use mw_write and mw_each, which lose none. */
MW_API int mw_write_all(mw_session *s, const void *data, size_t len);

/* --- either way --------------------------------------------------------------------------- */

/* Functions that return an id submit a command: an id > 0, or MW_E_USAGE before READY, in a
   body, or after the end; MW_E_ARG; MW_E_TOO_LONG; MW_WANT_WRITE: the queue is full, drive
   mw_next and ask again. They keep no pointer of yours, and every id ends exactly once, in DONE,
   REFUSED, ABORTED or UNKNOWN. */

/* Connects, secures, logs in: once in a session's life. Its id ends in READY, or the session in
   FAILED. */
MW_API int mw_open(mw_session *s);

/* QUIT or LOGOUT once everything queued is done; ends in DONE, then CLOSED. Without a good answer
   within quit_ms it is CLOSED all the same, unless something depended on it (POP3 deletions). */
MW_API int mw_quit(mw_session *s);

/* NOOP: is the server still there? */
MW_API int mw_noop(mw_session *s);

/* Offers body bytes; *taken of them are copied, also 0. SMTP: any line ends: CRLF, LF and CR alone
   all become CRLF on the way (not in a binary body), and dots are doubled. IMAP: bytes as they are.
   MW_OK; MW_E_USAGE: no body is open; or what ended the session. */
MW_API int mw_write(mw_session *s, const void *data, size_t len, size_t *taken);
/* That was all. Returns the id of the command the body belongs to, which now runs to its end;
   MW_WANT_WRITE: no room for the end, drive mw_next and call again. */
MW_API int mw_write_end(mw_session *s);

/* Ends the session at the next mw_next with MW_E_CANCELLED. Ids end as in any failure. */
MW_API void mw_cancel(mw_session *s);

/* The session fails with MW_E_TIMEOUT when this much more time has passed, whatever happens; on
   top of the phases' own limits. Replaces an earlier call; 0: none. At most 2^31 - 1. */
MW_API void mw_deadline(mw_session *s, uint32_t ms);

/* Of FAILED, or of the last REFUSED. Never NULL; .code 0 when nothing has failed. */
MW_API const mw_error *mw_last_error(const mw_session *s);
/* The event mw_next gave last, or that mw_run and mw_each stopped at: e.g. the DONE of a
   message, whose data is the server's "queued as ...". Same lifetime as any event. */
MW_API const mw_event *mw_last_event(const mw_session *s);

/* What the server offers now: MW_SMTP_CAP_..., MW_IMAP_CAP_..., MW_POP3_CAP_... bits; 0 before it
   said. */
MW_API uint64_t mw_caps(const mw_session *s);

/* The mechanisms it offers for logging in now, whether or not config.auth allows them: MW_AUTH_...;
   words without a bit come as MW_EV_CAP only. */
MW_API uint32_t mw_mechanisms(const mw_session *s);

/* How often a server's known bug was tolerated: quirk is one of MW_SMTP_QUIRK_...,
   MW_IMAP_QUIRK_..., MW_POP3_QUIRK_... of the session's protocol. 0 to 255; 255: or more. 0 for
   other numbers, and always with MW_FLAG_STRICT, where the same bytes are an error. */
MW_API unsigned mw_quirk(const mw_session *s, unsigned quirk);

/* Any time: closes the transport, wipes the block. Open ids end without a word. NULL is fine. */
MW_API void mw_free(mw_session *s);

/* --- byte ports: when you own the socket (config.transport NULL) ---------------------------- */

/* Where to put received bytes: MW_OK with *cap > 0; MW_WANT_WRITE: no room, drive mw_next. */
MW_API int mw_in(mw_session *s, void **buf, size_t *cap);
/* n bytes were put there; 0: the peer closed. */
MW_API void mw_in_done(mw_session *s, size_t n);
/* What to send: MW_OK with *len > 0; MW_WANT_READ: nothing now. Drive mw_next first. */
MW_API int mw_out(mw_session *s, const void **buf, size_t *len);
/* The first n of them were sent. */
MW_API void mw_out_done(mw_session *s, size_t n);
/* Answers MW_EV_SECURE: MW_OK after a verified handshake, else the MW_E_... that ends it. */
MW_API void mw_secured(mw_session *s, int rc);
/* The connection broke or could not be made: why. */
MW_API void mw_broken(mw_session *s, int rc);
/* Milliseconds, from any start, never backwards; before mw_open and before each mw_next. Only
   where the transport has no now(); without any clock there are no time limits. */
MW_API void mw_set_now(mw_session *s, uint64_t ms);

#ifdef __cplusplus
}
#endif
#endif
