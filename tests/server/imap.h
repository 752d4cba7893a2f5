/* SPDX-License-Identifier: MIT */
#ifndef SERVER_IMAP_H
#define SERVER_IMAP_H

/* One IMAP session, shared by imap_srv.c, imap_args.c, imap_box.c and imap_fetch.c. */

#include "session.h"

#define IMAP_UIDVALIDITY 1000000001u

struct imap {
    struct session *s;
    struct buf command;   /* the whole command, literals included, without tag */
    char tag[64];
    int quit;
    int selected;
    int read_only;
    uint32_t *uids;       /* what the client knows: message n has uids[n - 1] */
    size_t count;
};

/* ---- reading arguments: each returns 1 and moves on, or 0 --------------------------------- */

struct args {
    const char *p;
    const char *end;
};

int args_space(struct args *a);
int args_end(const struct args *a);
int args_char(struct args *a, char c);
int args_word(struct args *a, struct buf *out);    /* up to space, bracket, parenthesis, end */
int args_astring(struct args *a, struct buf *out);
int args_literal(struct args *a, const char **data, size_t *len);
int args_number(struct args *a, uint64_t *n);      /* up to 2^63 - 1 */

struct range {
    uint32_t low; /* "*" is UINT32_MAX */
    uint32_t high;
};
struct set {
    struct range *all;
    size_t count;
};
int args_set(struct args *a, struct set *set);     /* set_free it in any case */
void set_free(struct set *set);
int set_has(const struct set *set, uint32_t n, uint32_t biggest);

/* ---- replies ------------------------------------------------------------------------------ */

void imap_ok(struct imap *m, const char *text);
void imap_no(struct imap *m, const char *text);
void imap_bad(struct imap *m, const char *text); /* a fault, too */

/* ---- the mailbox -------------------------------------------------------------------------- */

void imap_select(struct imap *m, struct args *a, int read_only);
void imap_unselect(struct imap *m);
/* Tells the client what others changed; EXPUNGE only where RFC 9051 7.5.1 lets it. */
void imap_sync(struct imap *m, int may_expunge);
void imap_expunge(struct imap *m, struct args *a, int by_uid);
void imap_expunge_quietly(struct imap *m); /* CLOSE */
void imap_status(struct imap *m, struct args *a);
void imap_list(struct imap *m, struct args *a, const char *verb);
void imap_append(struct imap *m, struct args *a);

/* The messages a set names, as places in uids; NULL and a BAD sent if it is wrong.
   free() it; (*n) may be 0. */
size_t *imap_places(struct imap *m, const struct set *set, int by_uid, size_t *n);

void imap_fetch(struct imap *m, struct args *a, int by_uid);
void imap_store(struct imap *m, struct args *a, int by_uid);
void imap_search(struct imap *m, struct args *a, int by_uid);
void imap_envelope(struct io *io, const struct content *c);

void imap_flags_text(unsigned flags, char *text, size_t cap); /* "(\Seen \Deleted)" */
int args_flags(struct args *a, unsigned *flags);              /* "(\Seen)"; keywords are ignored */

#endif
