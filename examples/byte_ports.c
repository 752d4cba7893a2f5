/* SPDX-License-Identifier: MIT */
/* With a socket of one's own: the session gets and gives bytes and knows of nothing else. So it
   fits into asyncio, Go, Node, a modem or a test, and TLS is whatever you have there. This program
   has none, so it can only go where none is needed: a relay inside the house, a test server.

     byte_ports localhost 25 plain - ann@example.org bob@example.net <letter */

#define _POSIX_C_SOURCE 200809L
#include "options.h"

#include <netdb.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static int dial(const char *host, const char *port)
{
    struct addrinfo hints = { 0 }, *all, *a;
    int fd = -1;

    hints.ai_socktype = SOCK_STREAM;
    if (getaddrinfo(host, port, &hints, &all) != 0)
        return -1;
    for (a = all; a && fd < 0; a = a->ai_next) {
        fd = socket(a->ai_family, a->ai_socktype, a->ai_protocol);
        if (fd >= 0 && connect(fd, a->ai_addr, a->ai_addrlen) != 0) {
            close(fd);
            fd = -1;
        }
    }
    freeaddrinfo(all);
    return fd;
}

/* Takes what the session wants to send. */
static void send_bytes(mw_session *s, int fd)
{
    const void *p;
    size_t len;
    ssize_t n;

    while (mw_out(s, &p, &len) == MW_OK) {
        n = send(fd, p, len, MSG_NOSIGNAL);
        if (n < 0) {
            mw_broken(s, MW_E_CONN_LOST);
            return;
        }
        mw_out_done(s, (size_t)n);
    }
}

/* Gives it what the server says. */
static void receive_bytes(mw_session *s, int fd)
{
    void *p;
    size_t cap;
    ssize_t n;

    if (mw_in(s, &p, &cap) != MW_OK)
        return;
    n = recv(fd, p, cap, 0);
    if (n < 0)
        mw_broken(s, MW_E_CONN_LOST);
    else
        mw_in_done(s, (size_t)n); /* 0: the end */
}

static void set_clock(mw_session *s)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    mw_set_now(s, (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000);
}

static void write_some(mw_session *s)
{
    static char buf[1024];
    static size_t at, len;
    size_t n = 1;

    while (n > 0) {
        if (at == len) {
            at = 0;
            len = fread(buf, 1, sizeof buf, stdin);
        }
        if (len == 0) {
            mw_write_end(s);
            return;
        }
        mw_write(s, buf + at, len - at, &n);
        at += n;
    }
}

static int on_event(mw_session *s, const mw_event *ev, char **address)
{
    static int id;

    switch (ev->type) {
    case MW_EV_SECURE: /* with a TLS library: the handshake, then MW_OK */
        mw_secured(s, MW_E_TLS);
        break;
    case MW_EV_READY:
        mw_smtp_mail(s, address[0], NULL);
        mw_smtp_rcpt(s, address[1], NULL);
        id = mw_smtp_data(s);
        break;
    case MW_EV_WRITE:
        write_some(s);
        break;
    case MW_EV_REFUSED:
    case MW_EV_FAILED:
        complain(s);
        break;
    }
    if (ev->id == id && (ev->type == MW_EV_DONE || ev->type == MW_EV_REFUSED))
        mw_quit(s);
    return ev->id == id && ev->type == MW_EV_DONE;
}

int main(int argc, char **argv)
{
    const mw_event *ev;
    mw_config cfg;
    mw_session *s;
    int fd, sent = 0;

    if (argc < OPTIONS_COUNT + 3 || !options(&cfg, argv + 1)) {
        fprintf(stderr, "usage: byte_ports " OPTIONS " FROM TO <MESSAGE\n");
        return 2;
    }
    if (mw_smtp_new(&s, &cfg) != MW_OK)
        return 2;
    set_clock(s);
    mw_open(s);
    fd = dial(argv[1], argv[2]);
    if (fd < 0)
        mw_broken(s, MW_E_CONN_REFUSED);
    do {
        set_clock(s);
        while ((ev = mw_next(s)) == NULL) {
            send_bytes(s, fd);
            if (mw_want(s) & MW_POLL_READ)
                receive_bytes(s, fd);
        }
        sent |= on_event(s, ev, argv + OPTIONS_COUNT + 1);
    } while (!(ev->flags & MW_EVF_LAST));
    mw_free(s);
    if (fd >= 0)
        close(fd);
    options_free(&cfg);
    return !sent;
}
