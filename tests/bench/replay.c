/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "bench/replay.h"
#include "bench/loopback.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#define IN_BYTES 65536u
#define OUT_BYTES 4096u
#define MESSAGE_BYTES (1024u * 1024)
#define FINAL_DOT "\r\n.\r\n"

enum mode { COMMANDS, DATA, CHUNK };

struct server {
    struct replay_counts *counts;
    const char *body; /* what must stand behind a header */
    size_t body_len;
    unsigned flags;
    int fd;
    int quit;

    char *in; /* [in_off, in_len) is not looked at yet */
    size_t in_off, in_len;
    char out[OUT_BYTES];
    size_t out_len;

    enum mode mode;
    char *message; /* as far as it has come */
    size_t message_len;
    size_t chunk_left;
    int chunk_last;
};

/* --- answers --- */

static void flush(struct server *s)
{
    size_t done = 0;

    if (s->out_len)
        s->counts->writes++;
    while (done < s->out_len) {
        ssize_t n = send(s->fd, s->out + done, s->out_len - done, MSG_NOSIGNAL);

        if (n <= 0) {
            s->quit = 1;
            break;
        }
        done += (size_t)n;
    }
    s->out_len = 0;
}

static void answer(struct server *s, const char *text)
{
    size_t n = strlen(text);

    if (s->out_len + n > sizeof s->out)
        flush(s);
    memcpy(s->out + s->out_len, text, n);
    s->out_len += n;
}

static void ehlo(struct server *s)
{
    answer(s, "250-mail.example.test\r\n");
    if (!(s->flags & REPLAY_NO_PIPELINING))
        answer(s, "250-PIPELINING\r\n");
    answer(s, "250-SIZE 20971520\r\n250-VRFY\r\n250-ETRN\r\n250-ENHANCEDSTATUSCODES\r\n"
              "250-8BITMIME\r\n250-DSN\r\n");
    answer(s,
           s->flags & REPLAY_NO_CHUNKING ? "250 SMTPUTF8\r\n" : "250-SMTPUTF8\r\n250 CHUNKING\r\n");
}

/* --- messages --- */

static void append(struct server *s, const char *p, size_t n)
{
    if (s->message_len + n > MESSAGE_BYTES)
        n = MESSAGE_BYTES - s->message_len;
    memcpy(s->message + s->message_len, p, n);
    s->message_len += n;
}

/* Takes the doubled dots out, in place. */
static void remove_dots(struct server *s)
{
    char *from = s->message, *end = from + s->message_len, *to = from, *lf;

    while (from < end) {
        from += *from == '.';
        lf = memchr(from, '\n', (size_t)(end - from));
        lf = lf ? lf + 1 : end;
        memmove(to, from, (size_t)(lf - from));
        to += lf - from;
        from = lf;
    }
    s->message_len = (size_t)(to - s->message);
}

static void message_end(struct server *s)
{
    const char *body = memmem(s->message, s->message_len, "\r\n\r\n", 4);
    size_t len = body ? s->message_len - (size_t)(body - s->message) : 0;
    char text[64];

    s->counts->messages++;
    s->counts->damaged += len != s->body_len || memcmp(body, s->body, len) != 0;
    snprintf(text, sizeof text, "250 2.0.0 Ok: queued as 4Bench%08X\r\n",
             (unsigned)s->counts->messages);
    answer(s, text);
    s->message_len = 0;
    s->mode = COMMANDS;
}

/* All of a DATA body up to its final dot that is there. Returns 1 when more could be done. */
static int take_data(struct server *s)
{
    size_t had = s->message_len, back = had < 4 ? had : 4;
    char *end;

    append(s, s->in + s->in_off, s->in_len - s->in_off);
    end = memmem(s->message + had - back, s->message_len - had + back, FINAL_DOT, 5);
    if (!end) {
        s->in_off = s->in_len;
        return 0;
    }
    s->in_off += (size_t)(end + 5 - s->message) - had;
    s->message_len = (size_t)(end + 2 - s->message);
    s->counts->commands++;
    remove_dots(s);
    message_end(s);
    return 1;
}

static int take_chunk(struct server *s)
{
    size_t n = s->in_len - s->in_off;
    char text[64];

    if (n > s->chunk_left)
        n = s->chunk_left;
    append(s, s->in + s->in_off, n);
    s->in_off += n;
    s->chunk_left -= n;
    if (s->chunk_left)
        return 0;
    s->mode = COMMANDS;
    if (s->chunk_last) {
        message_end(s);
        return 1;
    }
    snprintf(text, sizeof text, "250 2.0.0 Ok: %zu bytes\r\n", s->message_len);
    answer(s, text);
    return 1;
}

/* --- commands --- */

static void bdat(struct server *s, const char *line)
{
    char *end;

    s->chunk_left = strtoul(line + 4, &end, 10);
    s->chunk_last = strncasecmp(end, " LAST", 5) == 0;
    s->counts->chunks++;
    s->mode = CHUNK;
}

static void command(struct server *s, const char *line)
{
    s->counts->commands++;
    if (!strncasecmp(line, "MAIL", 4)) {
        answer(s, "250 2.1.0 Ok\r\n");
    } else if (!strncasecmp(line, "RCPT", 4)) {
        answer(s, "250 2.1.5 Ok\r\n");
    } else if (!strncasecmp(line, "BDAT", 4)) {
        bdat(s, line);
    } else if (!strncasecmp(line, "DATA", 4)) {
        answer(s, "354 End data with <CR><LF>.<CR><LF>\r\n");
        s->mode = DATA;
    } else if (!strncasecmp(line, "RSET", 4) || !strncasecmp(line, "NOOP", 4)) {
        s->message_len = 0;
        answer(s, "250 2.0.0 Ok\r\n");
    } else if (!strncasecmp(line, "EHLO", 4)) {
        ehlo(s);
    } else if (!strncasecmp(line, "QUIT", 4)) {
        answer(s, "221 2.0.0 Bye\r\n");
        s->quit = 1;
    } else {
        answer(s, "502 5.5.2 Error: command not recognized\r\n");
    }
}

static int take_command(struct server *s)
{
    char *line = s->in + s->in_off, *lf = memchr(line, '\n', s->in_len - s->in_off);

    if (!lf)
        return 0;
    *lf = '\0';
    s->in_off += (size_t)(lf + 1 - line);
    command(s, line);
    return !s->quit;
}

/* --- connections --- */

static int step(struct server *s)
{
    if (s->mode == DATA)
        return take_data(s);
    return s->mode == CHUNK ? take_chunk(s) : take_command(s);
}

static void connection(struct server *s)
{
    ssize_t n;

    s->in_off = s->in_len = s->message_len = 0;
    s->mode = COMMANDS;
    s->quit = 0;
    answer(s, "220 mail.example.test ESMTP Postfix\r\n");
    while (!s->quit) {
        flush(s);
        memmove(s->in, s->in + s->in_off, s->in_len - s->in_off);
        s->in_len -= s->in_off;
        s->in_off = 0;
        n = loopback_recv(s->fd, s->in + s->in_len, IN_BYTES - s->in_len);
        if (n <= 0)
            return;
        s->in_len += (size_t)n;
        while (step(s))
            ;
    }
    flush(s);
}

static void serve(struct server *s, int listener)
{
    s->in = malloc(IN_BYTES);
    s->message = malloc(MESSAGE_BYTES);
    while (s->in && s->message && (s->fd = loopback_accept(listener)) >= 0) {
        connection(s);
        close(s->fd);
    }
}

int replay_start(struct replay *r, unsigned flags, const char *expected, size_t len)
{
    static struct server s;
    int listener = loopback_listen(&r->port);

    memset(&s, 0, sizeof s);
    s.flags = flags;
    s.body = memmem(expected, len, "\r\n\r\n", 4);
    s.body_len = s.body ? len - (size_t)(s.body - expected) : 0;
    s.counts = loopback_share(sizeof *s.counts);
    r->counts = s.counts;
    r->pid = 0;
    if (listener < 0 || !s.counts)
        return -1;
    r->pid = loopback_fork();
    if (r->pid == 0) {
        serve(&s, listener);
        _exit(0);
    }
    close(listener);
    return r->pid < 0 ? -1 : 0;
}

void replay_stop(struct replay *r)
{
    loopback_stop(&r->pid);
}
