/* SPDX-License-Identifier: MIT */
#ifndef TESTS_LIVE_POST_H
#define TESTS_LIVE_POST_H

/* Messages to send, and libcurl as the witness of what arrived. */

#include <stddef.h>

/* A message in the making, or one that arrived. */
struct post {
    char *data;
    size_t len, room;
};

void post_add(struct post *p, const void *data, size_t len);
void post_text(struct post *p, const char *text);
void post_free(struct post *p);

/* The kinds of bodies; post_kinds[i] is NULL at the end. */
extern const char *const post_kinds[];

/* Header fields and a body of that kind, as a caller would write it. The token names it: the header
   has "X-Live: token". `size` is that of the body where the kind does not fix it. */
struct post post_make(const char *kind, const char *token, size_t size);
/* A new token: no other message of this run has it. */
const char *post_token(void);
/* What must arrive: every CRLF, CR and LF is CRLF, and there is one in the end. */
struct post post_expected(const struct post *sent);

/* --- what arrived, by libcurl --- */

/* The whole message with that token in the INBOX of user, read by IMAP over TLS; waits for it. */
struct post post_read(const char *user, const char *token);
/* The same by POP3: the newest message of the mailbox. */
struct post post_read_pop3(const char *user);
/* Its UID; 0: it is not there (now). */
unsigned post_uid(const char *user, const char *token);
/* 1: *found is the message that has the token in its text, not in its header. */
int post_find(const char *user, const char *token, struct post *found);
/* How many messages with that token are there now. */
unsigned post_count(const char *user, const char *token);

/* What arrived ends with what was sent; servers only put fields in front. */
void post_same(const struct post *arrived, const struct post *sent);
/* Reads and compares. */
void post_arrived(const char *user, const char *token, const struct post *sent);

#endif
