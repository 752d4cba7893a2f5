/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L

#include "io.h"

#include "clock.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define OUT_MAX 65536
#define GOODBYE_MS 2000

void io_init(struct io *io, int fd, int stop_fd, unsigned idle_ms)
{
    int on = 1;

    memset(io, 0, sizeof *io);
    io->fd = fd;
    io->stop_fd = stop_fd;
    io->idle_ms = idle_ms;
    fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

int io_wait(struct io *io, short events, unsigned timeout_ms)
{
    struct pollfd p[2] = {{0}};
    int n;

    p[0].fd = io->fd;
    p[0].events = events;
    p[1].fd = io->stop_fd;
    p[1].events = POLLIN;
    do {
        n = poll(p, 2, (int)timeout_ms);
    } while (n < 0 && errno == EINTR);
    if (n == 0) {
        return IO_TIMEOUT;
    }
    if (n < 0) {
        return IO_ERROR;
    }
    return p[1].revents != 0 ? IO_STOPPED : IO_OK;
}

static int fail(struct io *io, int why)
{
    if (io->failed == IO_OK) {
        io->failed = why;
    }
    return io->failed;
}

static int tls_outcome(enum tls_status s)
{
    switch (s) {
    case TLS_CLOSED:
        return IO_EOF;
    case TLS_CUT:
        return IO_CUT;
    default:
        return IO_TLS;
    }
}

/* One attempt; IO_TIMEOUT stands for "nothing yet", *want says what to wait for. */
static int try_read(struct io *io, short *want)
{
    size_t room = sizeof io->in - io->in_len;
    size_t got = 0;
    ssize_t n;

    *want = POLLIN;
    if (io->tls != NULL) {
        enum tls_status s = tls_read(io->tls, io->in + io->in_len, room, &got);

        if (s == TLS_WANT_READ || s == TLS_WANT_WRITE) {
            *want = s == TLS_WANT_READ ? POLLIN : POLLOUT;
            return IO_TIMEOUT;
        }
        if (s != TLS_OK) {
            return fail(io, tls_outcome(s));
        }
    } else {
        n = recv(io->fd, io->in + io->in_len, room, 0);
        if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)) {
            return IO_TIMEOUT;
        }
        if (n <= 0) {
            return fail(io, n == 0 ? IO_EOF : IO_ERROR);
        }
        got = (size_t)n;
    }
    if (io->tap != NULL) {
        io->tap(io->tap_ctx, io->in + io->in_len, got);
    }
    io->in_len += got;
    return IO_OK;
}

static void make_room(struct io *io)
{
    if (io->in_pos > 0) {
        memmove(io->in, io->in + io->in_pos, io->in_len - io->in_pos);
        io->in_len -= io->in_pos;
        io->in_pos = 0;
    }
}

static int fill(struct io *io)
{
    short want;
    int rc = io_flush(io);

    if (rc != IO_OK) {
        return rc;
    }
    make_room(io);
    for (;;) {
        rc = try_read(io, &want);
        if (rc != IO_TIMEOUT) {
            return rc;
        }
        rc = io_wait(io, want, io->idle_ms);
        if (rc != IO_OK) {
            return fail(io, rc);
        }
    }
}

int io_peek(struct io *io, const char **data, size_t *len)
{
    int rc = io->in_pos == io->in_len ? fill(io) : IO_OK;

    *data = io->in + io->in_pos;
    *len = io->in_len - io->in_pos;
    return rc;
}

void io_consume(struct io *io, size_t len)
{
    io->in_pos += len;
}

/* Adds what is in hand up to the LF; 1 when the line is complete. */
static int take_line(struct io *io, struct buf *line, const char *data, size_t len, size_t max)
{
    const char *lf = memchr(data, '\n', len);
    size_t n = lf != NULL ? (size_t)(lf - data) + 1 : len;

    if (line->len <= max) {
        buf_add(line, data, n);
    }
    io_consume(io, n);
    return lf != NULL;
}

int io_line(struct io *io, struct buf *line, size_t max)
{
    const char *data;
    size_t len;
    int rc;

    buf_reset(line);
    do {
        rc = io_peek(io, &data, &len);
        if (rc != IO_OK) {
            return rc;
        }
    } while (!take_line(io, line, data, len, max));
    if (line->len > max) {
        return IO_LONG;
    }
    io->bare_lf = line->len < 2 || line->p[line->len - 2] != '\r';
    line->len -= io->bare_lf ? 1 : 2;
    line->p[line->len] = '\0';
    return IO_OK;
}

int io_exact(struct io *io, struct buf *into, size_t len)
{
    const char *data;
    size_t n;

    while (len > 0) {
        int rc = io_peek(io, &data, &n);

        if (rc != IO_OK) {
            return rc;
        }
        n = n < len ? n : len;
        buf_add(into, data, n);
        io_consume(io, n);
        len -= n;
    }
    return IO_OK;
}

int io_more(struct io *io)
{
    short want;

    if (io->in_pos != io->in_len) {
        return 1;
    }
    if (io->failed != IO_OK) {
        return 0;
    }
    make_room(io);
    return try_read(io, &want) == IO_OK;
}

static int send_some(struct io *io, const char *data, size_t len, size_t *put, short *want)
{
    ssize_t n;

    *want = POLLOUT;
    if (io->tls != NULL) {
        enum tls_status s = tls_write(io->tls, data, len, put);

        if (s == TLS_WANT_READ || s == TLS_WANT_WRITE) {
            *want = s == TLS_WANT_READ ? POLLIN : POLLOUT;
            return IO_TIMEOUT;
        }
        return s == TLS_OK ? IO_OK : fail(io, tls_outcome(s));
    }
    n = send(io->fd, data, len, MSG_NOSIGNAL);
    if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)) {
        return IO_TIMEOUT;
    }
    if (n < 0) {
        return fail(io, IO_ERROR);
    }
    *put = (size_t)n;
    return IO_OK;
}

static int send_all(struct io *io, const char *data, size_t len)
{
    while (len > 0) {
        size_t put = 0;
        short want;
        int rc = send_some(io, data, len, &put, &want);

        if (rc == IO_TIMEOUT) {
            rc = io_wait(io, want, io->idle_ms);
            if (rc != IO_OK) {
                return fail(io, rc);
            }
        } else if (rc != IO_OK) {
            return rc;
        }
        data += put;
        len -= put;
    }
    return IO_OK;
}

int io_flush(struct io *io)
{
    int rc = io->failed;

    if (rc == IO_OK && io->out.len != 0) {
        if (io->delay_ms != 0) {
            io_wait(io, 0, io->delay_ms);
        }
        rc = send_all(io, io->out.p, io->out.len);
    }
    buf_reset(&io->out);
    return rc;
}

void io_write(struct io *io, const void *data, size_t len)
{
    if (io->out.len + len <= OUT_MAX) {
        buf_add(&io->out, data, len);
        return;
    }
    if (io_flush(io) == IO_OK) {
        send_all(io, data, len);
    }
}

void io_text(struct io *io, const char *text)
{
    io_write(io, text, strlen(text));
}

void io_printf(struct io *io, const char *format, ...)
{
    char small[1024];
    va_list args;
    int n;

    va_start(args, format);
    n = vsnprintf(small, sizeof small, format, args);
    va_end(args);
    if (n < 0) {
        return;
    }
    if ((size_t)n >= sizeof small) {
        char *big = mem_new((size_t)n + 1);

        va_start(args, format);
        vsnprintf(big, (size_t)n + 1, format, args);
        va_end(args);
        io_write(io, big, (size_t)n);
        free(big);
    } else {
        io_write(io, small, (size_t)n);
    }
}

int io_start_tls(struct io *io, struct tls_ctx *ctx)
{
    enum tls_status s;
    int rc = io_flush(io);

    if (rc != IO_OK) {
        return rc;
    }
    io->tls = tls_new(ctx, io->fd);
    if (io->tls == NULL) {
        return fail(io, IO_TLS);
    }
    while ((s = tls_handshake(io->tls)) != TLS_OK) {
        if (s != TLS_WANT_READ && s != TLS_WANT_WRITE) {
            return fail(io, IO_TLS);
        }
        rc = io_wait(io, s == TLS_WANT_READ ? POLLIN : POLLOUT, io->idle_ms);
        if (rc != IO_OK) {
            return fail(io, rc);
        }
    }
    return IO_OK;
}

/* Closing while bytes of the client are unread would send RST and could take our last reply
   away from it. */
static void drain(struct io *io)
{
    long long end = clock_ms() + GOODBYE_MS;
    char waste[4096];

    for (;;) {
        long long left = end - clock_ms();
        ssize_t n = recv(io->fd, waste, sizeof waste, 0);

        if (n == 0 || left <= 0 || (n < 0 && errno != EAGAIN && errno != EWOULDBLOCK)) {
            return;
        }
        if (n < 0 && io_wait(io, POLLIN, (unsigned)left) != IO_OK) {
            return;
        }
    }
}

void io_close(struct io *io)
{
    if (io_flush(io) == IO_OK && io->tls != NULL) {
        tls_close_notify(io->tls);
    }
    if (io->failed != IO_STOPPED) {
        shutdown(io->fd, SHUT_WR);
        drain(io);
    }
    io_abort(io, 0);
}

void io_abort(struct io *io, int reset)
{
    struct linger hard = {1, 0};

    if (io->fd < 0) {
        return;
    }
    if (reset) {
        setsockopt(io->fd, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    }
    close(io->fd);
    io->fd = -1;
    tls_free(io->tls);
    io->tls = NULL;
    buf_free(&io->out);
}
