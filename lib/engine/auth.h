/* SPDX-License-Identifier: MIT */
#ifndef MW_ENGINE_AUTH_H
#define MW_ENGINE_AUTH_H

/* Logging in, whatever the protocol (RFC 4422): which mechanism, what is said when, and what a
   refusal leads to. An engine has login(), and tells what came back:

     mw_auth_start -> login (name) ... mw_auth_challenge -> login (NULL) ... mw_auth_accepted
                                                                         or mw_auth_refused */

#include "engine/engine.h"
#include "sasl/scram.h"

/* --- auth.c: for the engines --- */

/* The server offers a mechanism of that name. */
void mw_auth_offer(mw_session *s, const char *p, size_t n);

/* What is next is a mechanism: the best there is, or the next best. Nothing is in flight. Returns
   MW_AGAIN. */
int mw_auth_start(mw_session *s);
/* The same behind the oldest command, which is answered (mw_taken). */
int mw_auth_next(mw_session *s);

/* What an engine's login() does: ends the line begun in t, as mw_out_end. name: of the mechanism,
   in a command that may be so long; NULL: all of the line is a response to a challenge. */
int mw_auth_line(mw_session *s, struct mw_text *t, int kind, const char *name, size_t max_bytes);

/* The held bytes are a challenge, which answers the oldest command. As pull(). */
int mw_auth_challenge(mw_session *s);

/* The server says yes. MW_OK, or why that cannot be. */
int mw_auth_accepted(mw_session *s);

/* The server says no: s->err was made of its words, code being what they mean; MW_E_PROTOCOL is an
   error of syntax. As pull(): another try, a question to the caller, or the end. */
int mw_auth_refused(mw_session *s, int code);

/* Goes on where no input is needed. As pull(); MW_WAIT. */
int mw_auth_go(mw_session *s);

/* --- between auth.c and the following --- */

/* As the challenge's decoded length: it is no base64, or longer than the buffer. */
#define MW_AUTH_NO_BASE64 SIZE_MAX

/* What mw_auth_go does, not in its own stack, which is under all work: the best mechanism that is
   left begins; more of the response is put. As pull(). */
int mw_auth_begin(mw_session *s);
int mw_auth_fill(mw_session *s);
/* Whether there is another mechanism to try, code being why the present one was refused. */
int mw_auth_another(mw_session *s, int code);
/* The response of the present step; as pull(). */
int mw_auth_respond(mw_session *s);
/* Puts what it is, before base64, from s->progress on. Returns how long all of it is. */
size_t mw_auth_say(const mw_session *s, char *out, size_t room);

/* auth_hash.c: s->mechanism is one of MW_AUTH_HASHED. */
int mw_auth_hash_begin(mw_session *s);
/* MW_OK: the response is ready; MW_WAIT: there is work before; or why it fails. */
int mw_auth_hash_challenge(mw_session *s, char *p, size_t n);
int mw_auth_hash_work(mw_session *s);

/* auth_own.c: it is MW_AUTH_OWN. */
int mw_auth_own_begin(mw_session *s);
int mw_auth_own_challenge(mw_session *s, const char *p, size_t n);

/* auth_secret.c: a token was refused. 1: the event at hand asks the caller for another. */
int mw_auth_ask(mw_session *s);
/* The caller has none. As pull(). */
int mw_auth_given_up(mw_session *s);

/* reason.c: what p[0 .. n) says beyond the code. */
int mw_reason(const char *p, size_t n, int code);
/* What it says of the account, though logging in was answered by yes: Exchange's "BAD User is
   authenticated but not connected." */
int mw_reason_later(const char *p, size_t n, int code);
/* The same as mw_reason of s->err's text; sets its scope and wait_s. */
int mw_reason_of(mw_session *s, int code);

#endif
