/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "bench/replay_imap.h"
#include "bench/imap_box.h"
#include "bench/loopback.h"
#include "server/pki.h"
#include "server/tls.h"

#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#define IN_BYTES 65536u
#define OUT_BYTES (256u * 1024)
#define CAPABILITIES                                                                               \
    "IMAP4rev1 LITERAL+ ID ENABLE IDLE NAMESPACE UIDPLUS ESEARCH CONDSTORE UNSELECT AUTH=PLAIN"

struct server {
    unsigned flags, messages, body_bytes;
    struct tls_ctx *tls_ctx;
    struct tls *tls; /* of the connection; NULL: plain */
    const char *body;
    int fd, ended;
    int left; /* by LOGOUT: the last words are due */
    int wants_response; /* to the challenge of AUTHENTICATE, with this tag */
    char tag[32];
    char in[IN_BYTES];
    size_t in_len;
    char out[OUT_BYTES];
    size_t out_len;
};

/* --- bytes --- */

static void wait_for(struct server *s, enum tls_status status)
{
    struct pollfd p = { 0, 0, 0 };

    p.fd = s->fd;
    p.events = status == TLS_WANT_READ ? POLLIN : POLLOUT;
    if (status != TLS_WANT_READ && status != TLS_WANT_WRITE)
        s->ended = 1;
    else
        poll(&p, 1, -1);
}

static size_t send_some(struct server *s, const char *p, size_t n)
{
    enum tls_status status;
    size_t put = 0;
    ssize_t sent;

    if (!s->tls) {
        sent = send(s->fd, p, n, MSG_NOSIGNAL);
        s->ended |= sent <= 0;
        return sent > 0 ? (size_t)sent : 0;
    }
    status = tls_write(s->tls, p, n, &put);
    if (status != TLS_OK)
        wait_for(s, status);
    return status == TLS_OK ? put : 0;
}

static void send_all(struct server *s, const char *p, size_t n)
{
    size_t put;

    while (n && !s->ended) {
        put = send_some(s, p, n);
        p += put;
        n -= put;
    }
}

static void flush(struct server *s)
{
    send_all(s, s->out, s->out_len);
    s->out_len = 0;
}

static void answer(struct server *s, const char *p, size_t n)
{
    if (s->out_len + n > sizeof s->out)
        flush(s);
    if (n > sizeof s->out) {
        send_all(s, p, n);
        return;
    }
    memcpy(s->out + s->out_len, p, n);
    s->out_len += n;
}

static void say(struct server *s, const char *text)
{
    answer(s, text, strlen(text));
}

static void receive(struct server *s)
{
    size_t room = sizeof s->in - 1 - s->in_len, got = 0;
    enum tls_status status;
    ssize_t n;

    if (!s->tls) {
        n = loopback_recv(s->fd, s->in + s->in_len, room);
        got = n > 0 ? (size_t)n : 0;
        s->ended |= n <= 0;
    } else {
        while ((status = tls_read(s->tls, s->in + s->in_len, room, &got)) != TLS_OK && !s->ended)
            wait_for(s, status);
    }
    s->in_len += got;
}

static void start_tls(struct server *s)
{
    enum tls_status status;

    fcntl(s->fd, F_SETFL, fcntl(s->fd, F_GETFL) | O_NONBLOCK);
    s->tls = tls_new(s->tls_ctx, s->fd);
    s->ended |= !s->tls;
    while (!s->ended && (status = tls_handshake(s->tls)) != TLS_OK)
        wait_for(s, status);
}

/* --- data --- */

static void say_capabilities(struct server *s)
{
    say(s, CAPABILITIES);
    if (!(s->flags & REPLAY_IMAP_NO_IR))
        say(s, " SASL-IR");
    if (s->flags & REPLAY_IMAP_STARTTLS && !s->tls)
        say(s, " STARTTLS");
}

static void tagged(struct server *s, const char *text)
{
    say(s, s->tag);
    say(s, text);
}

static void logged_in(struct server *s)
{
    tagged(s, " OK ");
    if (!(s->flags & REPLAY_IMAP_QUIET)) {
        say(s, "[CAPABILITY ");
        say_capabilities(s);
        say(s, "] ");
    }
    say(s, "Logged in\r\n");
}

static void greet(struct server *s)
{
    say(s, "* OK ");
    if (!(s->flags & REPLAY_IMAP_QUIET)) {
        say(s, "[CAPABILITY ");
        say_capabilities(s);
        say(s, "] ");
    }
    say(s, "ready.\r\n");
}

static void selected(struct server *s)
{
    char text[64];

    say(s, "* FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft $Forwarded NonJunk $label1)\r\n"
           "* OK [PERMANENTFLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft \\*)] Flags.\r\n");
    snprintf(text, sizeof text, "* %u EXISTS\r\n* 0 RECENT\r\n", s->messages);
    say(s, text);
    say(s, "* OK [UIDVALIDITY 1577836800] UIDs valid\r\n* OK [UIDNEXT 900001] Next UID\r\n");
    tagged(s, " OK [READ-WRITE] Select completed.\r\n");
}

static void body(struct server *s, unsigned n)
{
    char text[96];

    snprintf(text, sizeof text, "* %u FETCH (UID %u BODY[] {%u}\r\n", n, n * 3, s->body_bytes);
    say(s, text);
    answer(s, s->body, s->body_bytes);
    say(s, ")\r\n");
}

/* "UID FETCH 1:* (...)"; UIDs are three times the numbers. */
static void fetch(struct server *s, const char *args)
{
    unsigned long from, to;
    char *end;
    int is_list = strcasestr(args, "ENVELOPE") != NULL;

    from = strtoul(args, &end, 10);
    to = *end == ':' ? strtoul(end + 1, &end, 10) : from;
    if (to == 0 || to > s->messages * 3ul) /* 0: it was a * */
        to = s->messages * 3ul;
    for (from = (from + 2) / 3; from * 3 <= to && !s->ended; from++) {
        if (!is_list) {
            body(s, (unsigned)from);
            continue;
        }
        if (s->out_len + IMAP_BOX_LINE_MAX > sizeof s->out)
            flush(s);
        s->out_len += imap_box_line(s->out + s->out_len, (unsigned)from);
    }
    tagged(s, " OK Fetch completed.\r\n");
}

/* --- commands --- */

static void authenticate(struct server *s, const char *args)
{
    if (strchr(args, ' ')) {
        logged_in(s);
        return;
    }
    s->wants_response = 1;
    say(s, "+ \r\n");
}

static void command(struct server *s, const char *verb)
{
    if (!strncasecmp(verb, "UID FETCH ", 10)) {
        fetch(s, verb + 10);
    } else if (!strncasecmp(verb, "LOGIN ", 6)) {
        logged_in(s);
    } else if (!strncasecmp(verb, "AUTHENTICATE ", 13)) {
        authenticate(s, verb + 13);
    } else if (!strncasecmp(verb, "SELECT ", 7) || !strncasecmp(verb, "EXAMINE ", 8)) {
        selected(s);
    } else if (!strncasecmp(verb, "CAPABILITY", 10)) {
        say(s, "* CAPABILITY ");
        say_capabilities(s);
        say(s, "\r\n");
        tagged(s, " OK Done.\r\n");
    } else if (!strncasecmp(verb, "STARTTLS", 8)) {
        tagged(s, " OK Begin.\r\n");
        flush(s);
        start_tls(s);
    } else if (!strncasecmp(verb, "LOGOUT", 6)) {
        say(s, "* BYE Logging out\r\n");
        tagged(s, " OK Logout completed.\r\n");
        s->ended = s->left = 1;
    } else {
        tagged(s, strncasecmp(verb, "NOOP", 4) ? " BAD Unknown command.\r\n" : " OK Done.\r\n");
    }
}

static void line(struct server *s, char *text)
{
    char *space = strchr(text, ' ');

    if (s->wants_response) {
        s->wants_response = 0;
        logged_in(s);
        return;
    }
    snprintf(s->tag, sizeof s->tag, "%.*s", (int)(space ? space - text : 0), text);
    command(s, space ? space + 1 : "");
}

/* Takes all lines that are there. */
static void lines(struct server *s)
{
    char *lf;
    size_t n;

    while (!s->ended && (lf = memchr(s->in, '\n', s->in_len)) != NULL) {
        n = (size_t)(lf - s->in) + 1;
        *lf = '\0';
        if (n > 1 && lf[-1] == '\r')
            lf[-1] = '\0';
        line(s, s->in);
        memmove(s->in, s->in + n, s->in_len - n);
        s->in_len -= n;
    }
}

static void connection(struct server *s)
{
    s->in_len = s->out_len = 0;
    s->ended = s->left = s->wants_response = 0;
    s->tls = NULL;
    if (s->flags & REPLAY_IMAP_TLS)
        start_tls(s);
    greet(s);
    while (!s->ended) {
        flush(s);
        receive(s);
        lines(s);
    }
    s->ended = !s->left;
    flush(s);
    if (s->tls && s->left)
        tls_close_notify(s->tls);
    tls_free(s->tls);
}

static void serve(struct server *s, int listener, struct pki_set *pki)
{
    struct tls_opts opts;
    char *text = malloc(s->body_bytes + 1u);
    unsigned i;

    memset(&opts, 0, sizeof opts);
    if (pki) {
        opts.cert = pki_get(pki, PKI_GOOD);
        opts.no_tickets = 1;
        s->tls_ctx = tls_ctx_new(&opts);
    }
    if (!text || (pki && !s->tls_ctx))
        return;
    for (i = 0; i < s->body_bytes; i++)
        text[i] = i % 78 == 76 ? '\r' : i % 78 == 77 ? '\n' : (char)('A' + i % 57);
    s->body = text;
    while ((s->fd = loopback_accept(listener)) >= 0) {
        connection(s);
        close(s->fd);
    }
}

/* --- the process --- */

static struct pki_set *make_pki(struct replay_imap *r)
{
    struct pki_set *pki = pki_set_new();
    int fd;

    strcpy(r->ca_file, "/tmp/mailwire-bench-ca-XXXXXX");
    fd = mkstemp(r->ca_file);
    if (fd >= 0)
        close(fd);
    if (fd < 0 || !pki || pki_write_ca(pki, r->ca_file) != 0) {
        pki_set_free(pki);
        return NULL;
    }
    return pki;
}

int replay_imap_start(struct replay_imap *r, unsigned flags, unsigned messages,
                      unsigned body_bytes)
{
    struct server *s = calloc(1, sizeof *s);
    struct pki_set *pki = NULL;
    int listener;

    memset(r, 0, sizeof *r);
    imap_box_make();
    if (flags & (REPLAY_IMAP_TLS | REPLAY_IMAP_STARTTLS) && !(pki = make_pki(r))) {
        free(s);
        return -1;
    }
    listener = loopback_listen(&r->port);
    if (s && listener >= 0) {
        s->flags = flags;
        s->messages = messages;
        s->body_bytes = body_bytes;
        fflush(stdout); /* or the child would write it again */
        r->pid = loopback_fork();
        if (r->pid == 0) {
            loopback_pin(0);
            serve(s, listener, pki);
            _exit(0);
        }
    }
    close(listener);
    pki_set_free(pki);
    free(s);
    return r->pid > 0 ? 0 : -1;
}

void replay_imap_stop(struct replay_imap *r)
{
    loopback_stop(&r->pid);
    if (*r->ca_file)
        unlink(r->ca_file);
    *r->ca_file = '\0';
}
