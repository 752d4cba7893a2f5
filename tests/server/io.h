/* SPDX-License-Identifier: MIT */
#ifndef SERVER_IO_H
#define SERVER_IO_H

/* One connection of the server: plain or TLS, blocking with time limits. */

#include "buf.h"
#include "tls.h"

#include <stddef.h>

enum io_status {
    IO_OK = 0,
    IO_EOF = -1,     /* the client closed as it should (under TLS: with close_notify) */
    IO_CUT = -2,     /* TLS, but TCP ended without close_notify */
    IO_TIMEOUT = -3,
    IO_STOPPED = -4, /* the server is being stopped */
    IO_ERROR = -5,
    IO_TLS = -6,     /* handshake or record failed */
    IO_LONG = -7     /* line over its limit; it has been skipped */
};

struct io {
    int fd;
    int stop_fd;       /* readable: give up; -1: none */
    unsigned idle_ms;  /* longest wait for one read or write */
    unsigned delay_ms; /* waited before output goes out: a round trip one can see */
    struct tls *tls;
    struct buf out;
    char in[16384];
    size_t in_pos;
    size_t in_len;
    int bare_lf;       /* the last line ended without CR */
    int failed;        /* an io_status, latched */
    /* Every byte the client sent, as the protocol sees it (decrypted). */
    void (*tap)(void *ctx, const char *data, size_t len);
    void *tap_ctx;
};

void io_init(struct io *io, int fd, int stop_fd, unsigned idle_ms); /* owns fd from here on */

/* The unread bytes in hand, waiting for some if there are none. Output goes out first. */
int io_peek(struct io *io, const char **data, size_t *len);
void io_consume(struct io *io, size_t len);
int io_line(struct io *io, struct buf *line, size_t max); /* without its line end */
int io_exact(struct io *io, struct buf *into, size_t len);
int io_more(struct io *io); /* 1: bytes are waiting that the client sent without being asked */

void io_write(struct io *io, const void *data, size_t len); /* kept until io_flush or a read */
void io_text(struct io *io, const char *text);
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void io_printf(struct io *io, const char *format, ...);
int io_flush(struct io *io);

int io_start_tls(struct io *io, struct tls_ctx *ctx);
int io_wait(struct io *io, short events, unsigned timeout_ms); /* IO_OK, _TIMEOUT, _STOPPED */

/* Says goodbye (close_notify, FIN), waits a little for the client to close, frees. */
void io_close(struct io *io);
void io_abort(struct io *io, int reset); /* closes at once, without close_notify; reset: RST */

#endif
