/* SPDX-License-Identifier: MIT */
#ifndef MW_ENGINE_IMAP_LINE_H
#define MW_ENGINE_IMAP_LINE_H

/* Encodes one command. Everything is checked on the way, and the first thing that is wrong stays:
   mw_imap_submit then returns it, and not a byte is in the output.

     struct imap_line l;

     mw_imap_line(&l, s, 0);
     mw_imap_put(&l, "RENAME %m %m", from, to);
     return mw_imap_submit(&l, IMAP_CHANGE, 0);

   A string that cannot be quoted is a literal (RFC 7888). Where it has to wait for a continuation
   request, what follows its header is a piece of its own, which stands in the output behind its
   length: four bytes that are never sent. The gate stops in front of them (mw_command.head), and
   nothing may follow the command until its last piece was let out.

     out:  A7 RENAME {3} CRLF | 0 0 0 9 | n<o>_ {3} CRLF | 0 0 0 5 | <o>  CRLF | A8 ...          */

#include "engine/imap.h"

struct imap_line {
    struct mw_text t;
    struct imap *m;
    int rc;
    uint32_t literals; /* bytes of t that are no part of the line */
    uint32_t head;     /* bytes in front of the first pause; 0: there is none */
    uint32_t piece;    /* where the piece at hand begins; 0: it is the first */
};

/* Begins a command with its tag. */
void mw_imap_line(struct imap_line *l, mw_session *s);
/* The server must offer this, IMAP_CAP (...); 0 is nothing. */
void mw_imap_need(struct imap_line *l, unsigned cap);
/* Goes on with it. In the format, besides bytes that are sent as they are:
     %m  const char *  a mailbox's name        %s  const char *  a string
     %u  const char *  a set                   %w  const char *  words as they are, framed well
     %d  uint64_t      a number                %r  const char *  as it is, checked already
   NULL is MW_E_ARG. */
void mw_imap_put(struct imap_line *l, const char *format, ...);
/* A string of n bytes, any. */
void mw_imap_put_string(struct imap_line *l, const char *p, size_t n);
/* A literal's header, and the pause behind it if it has to wait; n bytes must follow. */
void mw_imap_put_literal(struct imap_line *l, size_t n);
/* Whether strings may have UTF-8 in them. */
int mw_imap_takes_utf8(const struct imap *m);
/* The header of a literal of n bytes. 1: it has to wait. */
int mw_imap_put_header(const struct imap *m, struct mw_text *t, uint64_t n);
/* What follows waits for a continuation request. */
void mw_imap_put_pause(struct imap_line *l);
/* What needs CONDSTORE: %d is the number. */
void mw_imap_put_condstore(struct imap_line *l, const char *format, uint64_t number);
/* "PARTIAL 1:100 " (RFC 9394). */
void mw_imap_put_partial(struct imap_line *l, int64_t from, int64_t to);
/* Copies the caller's options, which begin with their size: what they do not have is 0, as all is
   for NULL. */
void mw_imap_options(void *to, size_t cap, const void *from);
/* Notes an error, unless there is one. */
void mw_imap_wrong(struct imap_line *l, int code);
/* Into the queue, with MW_CMD_... and IMAP_CMD_... flags, and IMAP_EXPECTS. MW_OK, or what was
   wrong. */
int mw_imap_queue(struct imap_line *l, int kind, unsigned flags);
/* The same, with an id, which it returns. */
int mw_imap_submit(struct imap_line *l, int kind, unsigned flags);
/* All at once. what: the kind, with IMAP_NEEDS (...) what the server must offer. */
int mw_imap_command(mw_session *s, unsigned what, const char *format, ...);
#define IMAP_NEEDS(word) (IMAP_CAP(word) << 8)

/* Words for the bits of a mask, each with what the server must offer for it. */
struct imap_words {
    const char *words; /* each with its NUL; an empty one is not said */
    const uint8_t *caps;
    unsigned count;
};
/* Those of the bits, with a space behind each; but 0 is MW_E_ARG. */
void mw_imap_put_words(struct imap_line *l, const struct imap_words *w, uint32_t bits);
/* A parenthesis takes the place of the space at the end. */
void mw_imap_put_close(struct imap_line *l);

/* imap_append.c */
/* Goes on with the command at hand, which wants IMAP_APPEND_PARTS, or with 0 a message. */
void mw_imap_more(struct imap_line *l, mw_session *s, unsigned state);
/* Its id, or what was wrong; there is still room for what follows a literal. */
int mw_imap_more_end(struct imap_line *l);
/* A literal's header is at the end of the output. */
void mw_imap_literal_begins(struct imap *m, int waits, uint64_t bytes);
/* The literal is whole: what follows it is encoded. MW_OK; MW_E_USAGE; MW_WANT_WRITE. */
int mw_imap_append_finish(mw_session *s);

/* It has message numbers in it: it waits until nothing in flight can change them. */
#define IMAP_CMD_NUMBERS 0x100u
/* Nothing that comes while it is in flight changes them (RFC 9051 5.5). */
#define IMAP_CMD_KEEPS 0x200u

#endif
