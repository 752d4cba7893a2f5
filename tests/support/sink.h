/* SPDX-License-Identifier: MIT */
#ifndef TESTS_SUPPORT_SINK_H
#define TESTS_SUPPORT_SINK_H

/* An SMTP server without a network: a transport whose other end takes messages and keeps their
   bytes. It never answers a byte before the client waits, and takes and gives in small pieces, so
   that whatever waits for the wrong thing stands still. */

#include <mailwire/transport.h>

struct sink {
    mw_transport transport;
    const char *ehlo;   /* the lines of the reply to EHLO, with CRLF */
    size_t piece;       /* most bytes that send and recv take at once */
    size_t window;      /* most bytes it holds before it reads on, when the client waits */
    unsigned refuse;    /* every n-th recipient is refused; 0: none */

    char in[65536]; /* came, but is not read yet */
    size_t in_len;
    char out[65536]; /* replies, of which the first out_ready bytes can be received */
    size_t out_len, out_ready;

    char *body; /* of all messages, one behind the other */
    size_t body_len, body_cap;
    size_t chunk_left; /* of the BDAT chunk that comes */
    int in_data, last, at;
    unsigned mails, rcpts, accepted, messages, chunks;
    unsigned trips; /* how often the client had to wait for an answer */
    int idle;       /* waits in which nothing moved */
};

void sink_new(struct sink *k, const char *ehlo);
void sink_free(struct sink *k);

#endif
