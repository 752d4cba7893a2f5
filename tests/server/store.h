/* SPDX-License-Identifier: MIT */
#ifndef SERVER_STORE_H
#define SERVER_STORE_H

/* Messages in memory, one mailbox (INBOX) a user, byte for byte. Safe among threads. */

#include "buf.h"

#include <stddef.h>
#include <stdint.h>
#include <time.h>

#define STORE_SEEN 0x01u
#define STORE_ANSWERED 0x02u
#define STORE_FLAGGED 0x04u
#define STORE_DELETED 0x08u
#define STORE_DRAFT 0x10u

struct content { /* one message's bytes, shared by its recipients */
    char *data;
    size_t len;
    unsigned refs; /* the store's lock guards it */
};

struct message { /* everything but flags and refs stays as it is */
    struct content *content;
    uint32_t uid;
    unsigned flags;     /* read with store_flags */
    time_t received;
    char *mail_from;    /* "" for the null sender and for what a test put in */
    char *mail_params;  /* "SIZE=12 BODY=8BITMIME" as sent */
    char *rcpt_to;
    char *rcpt_params;
    unsigned refs;
};

struct envelope {
    const char *mail_from;
    const char *mail_params;
    const char *rcpt_to;
    const char *rcpt_params;
};

struct store;

struct store *store_new(void);
void store_free(struct store *s);
void store_add_user(struct store *s, const char *user);
int store_has_user(struct store *s, const char *user); /* names without regard to case */

/* Takes over what the buffer holds. The caller has one reference. */
struct content *content_new(struct buf *data);
void store_drop(struct store *s, struct content *c);

/* The new message's UID, 0: no such user. env may be NULL. */
uint32_t store_deliver(struct store *s, const char *user, struct content *c,
                       const struct envelope *env);
uint32_t store_put(struct store *s, const char *user, const void *data, size_t len);

size_t store_count(struct store *s, const char *user);
size_t store_uids(struct store *s, const char *user, uint32_t **uids); /* ascending; free() it */
uint32_t store_next_uid(struct store *s, const char *user);
/* A message stays readable until it is released, expunged or not. NULL: not there (any more). */
struct message *store_hold(struct store *s, const char *user, uint32_t uid);
void store_release(struct store *s, struct message *m);
struct message *store_newest(struct store *s, const char *user); /* held; NULL: none */

unsigned store_flags(struct store *s, const struct message *m);
void store_set_flags(struct store *s, struct message *m, unsigned set, unsigned clear);
int store_expunge(struct store *s, const char *user, uint32_t uid); /* 1: was there */
void store_clear(struct store *s, const char *user);

/* 1 as soon as the user has count messages or more, 0 when timeout_ms have passed. */
int store_wait(struct store *s, const char *user, size_t count, unsigned timeout_ms);

#endif
