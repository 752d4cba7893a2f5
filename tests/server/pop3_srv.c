/* SPDX-License-Identifier: MIT */
#include "session.h"

#include "sasl.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINE_MAX_BYTES 12288 /* AUTH; other commands are short */

struct entry {
    struct message *message; /* held while the session lasts */
    int deleted;
};

struct pop3 {
    struct session *s;
    char *name;        /* from USER */
    struct entry *all; /* NULL: not logged in */
    size_t count;
    int quit;
};

static void ok(struct pop3 *p, const char *text)
{
    io_printf(&p->s->io, "+OK %s\r\n", text);
}

static void err(struct pop3 *p, const char *text)
{
    io_printf(&p->s->io, "-ERR %s\r\n", text);
}

static void wrong(struct pop3 *p, const char *text)
{
    session_fault(p->s, "POP3 command refused: %s", text);
    err(p, text);
}

/* ---- the maildrop ------------------------------------------------------------------------- */

static void open_maildrop(struct pop3 *p)
{
    uint32_t *uids;
    size_t n = store_uids(p->s->store, p->s->user, &uids);
    size_t i;

    p->all = mem_new((n + 1) * sizeof *p->all);
    for (i = 0; i < n; i++) {
        p->all[p->count].message = store_hold(p->s->store, p->s->user, uids[i]);
        p->count += p->all[p->count].message != NULL ? 1 : 0;
    }
    free(uids);
}

static void close_maildrop(struct pop3 *p, int update)
{
    size_t i;

    for (i = 0; i < p->count; i++) {
        if (update && p->all[i].deleted) {
            store_expunge(p->s->store, p->s->user, p->all[i].message->uid);
        }
        store_release(p->s->store, p->all[i].message);
    }
    free(p->all);
    p->all = NULL;
    p->count = 0;
}

/* "3" or "3 10"; second NULL: only one number may come. NULL: replied already. */
static struct entry *pick(struct pop3 *p, const char *args, unsigned long *second)
{
    char *end;
    unsigned long n = strtoul(args, &end, 10);

    if (end == args || *args == '-' || *args == '+') {
        wrong(p, "message number expected");
        return NULL;
    }
    if (second != NULL) {
        const char *from = end;

        *second = strtoul(from, &end, 10);
        if (end == from) {
            wrong(p, "number of lines expected");
            return NULL;
        }
    }
    if (*end != '\0') {
        wrong(p, "too many arguments");
        return NULL;
    }
    if (n == 0 || n > p->count || p->all[n - 1].deleted) {
        err(p, "no such message");
        return NULL;
    }
    return &p->all[n - 1];
}

/* ---- before log-in ------------------------------------------------------------------------ */

static void cmd_capa(struct pop3 *p, const char *args)
{
    const struct srv_opts *o = p->s->opts;
    struct buf b = {0};

    (void)args;
    if (o->pop3_off & SRV_POP3_CAPA) {
        err(p, "no CAPA here");
        return;
    }
    buf_str(&b, "+OK\r\nRESP-CODES\r\nAUTH-RESP-CODE\r\nEXPIRE NEVER\r\n");
    buf_str(&b, o->pop3_off & SRV_POP3_TOP ? "" : "TOP\r\n");
    buf_str(&b, o->pop3_off & SRV_POP3_UIDL ? "" : "UIDL\r\n");
    buf_str(&b, o->pop3_off & SRV_POP3_PIPELINING ? "" : "PIPELINING\r\n");
    if (p->s->mode == SRV_STARTTLS && !p->s->under_tls) {
        buf_str(&b, "STLS\r\n");
    }
    if (session_may_login(p->s)) {
        buf_str(&b, o->pop3_off & SRV_POP3_USER ? "" : "USER\r\n");
        if ((o->sasl_off & SRV_SASL_ALL) != SRV_SASL_ALL) {
            buf_str(&b, "SASL");
            sasl_list(p->s, " ", &b);
            buf_str(&b, "\r\n");
        }
    }
    buf_str(&b, ".\r\n");
    io_write(&p->s->io, b.p, b.len);
    buf_free(&b);
}

static void cmd_stls(struct pop3 *p, const char *args)
{
    struct session *s = p->s;

    if (s->mode != SRV_STARTTLS || s->under_tls || p->all != NULL || *args != '\0') {
        wrong(p, "no STLS here");
        return;
    }
    if (io_more(&s->io)) {
        wrong(p, "bytes behind STLS");
        p->quit = 1;
        return;
    }
    ok(p, "go ahead");
    session_start_tls(s);
    mem_free(p->name);
    p->name = NULL;
}

static int clear_refused(struct pop3 *p)
{
    if (session_may_login(p->s)) {
        return 0;
    }
    wrong(p, "TLS first: no passwords in clear");
    return 1;
}

static void welcome(struct pop3 *p)
{
    open_maildrop(p);
    io_printf(&p->s->io, "+OK %zu messages\r\n", p->count);
}

static void cmd_user(struct pop3 *p, const char *args)
{
    if (p->s->opts->pop3_off & SRV_POP3_USER) {
        wrong(p, "no USER here");
    } else if (!clear_refused(p)) {
        mem_free(p->name);
        p->name = mem_text(args, strlen(args));
        ok(p, "and the password?");
    }
}

static void cmd_pass(struct pop3 *p, const char *args)
{
    if (clear_refused(p)) {
        return;
    }
    if (p->name == NULL) {
        wrong(p, "USER first");
        return;
    }
    if (session_login(p->s, p->name, args, 0)) {
        welcome(p);
    } else {
        err(p, "[AUTH] wrong name or password");
    }
    mem_free(p->name);
    p->name = NULL;
}

static int ask_sasl(struct session *s, const char *challenge, struct buf *answer)
{
    io_printf(&s->io, "+ %s\r\n", challenge);
    return io_line(&s->io, answer, LINE_MAX_BYTES);
}

static void reply_sasl(struct pop3 *p, enum sasl_status status)
{
    switch (status) {
    case SASL_OK:
        welcome(p);
        break;
    case SASL_REFUSED:
        err(p, "[AUTH] wrong name or secret");
        break;
    case SASL_CANCELLED:
        err(p, "cancelled");
        break;
    case SASL_SYNTAX:
        wrong(p, "cannot decode that");
        break;
    case SASL_UNKNOWN:
        err(p, "no such mechanism");
        break;
    case SASL_IO:
        break;
    }
}

static void cmd_auth(struct pop3 *p, const char *args)
{
    size_t len = strcspn(args, " ");
    char *mechanism;

    if (*args == '\0') {
        wrong(p, "mechanism expected");
    } else if (!clear_refused(p)) {
        const char *initial = args[len] == ' ' ? args + len + 1 : NULL;

        mechanism = mem_text(args, len);
        reply_sasl(p, sasl_run(p->s, mechanism, initial, ask_sasl));
        mem_free(mechanism);
    }
}

/* ---- after log-in ------------------------------------------------------------------------- */

static void cmd_stat(struct pop3 *p, const char *args)
{
    unsigned long long bytes = 0;
    size_t n = 0;
    size_t i;

    (void)args;
    for (i = 0; i < p->count; i++) {
        if (!p->all[i].deleted) {
            n += 1;
            bytes += p->all[i].message->content->len;
        }
    }
    io_printf(&p->s->io, "+OK %zu %llu\r\n", n, bytes);
}

static void line_for(struct pop3 *p, const struct entry *e, int uidl, const char *before)
{
    size_t n = (size_t)(e - p->all) + 1;

    if (uidl) {
        io_printf(&p->s->io, "%s%zu uid%08x\r\n", before, n, (unsigned)e->message->uid);
    } else {
        io_printf(&p->s->io, "%s%zu %zu\r\n", before, n, e->message->content->len);
    }
}

static void list(struct pop3 *p, const char *args, int uidl)
{
    struct entry *e;
    size_t i;

    if (*args != '\0') {
        e = pick(p, args, NULL);
        if (e != NULL) {
            line_for(p, e, uidl, "+OK ");
        }
        return;
    }
    ok(p, "listing follows");
    for (i = 0; i < p->count; i++) {
        if (!p->all[i].deleted) {
            line_for(p, &p->all[i], uidl, "");
        }
    }
    io_text(&p->s->io, ".\r\n");
}

static void cmd_list(struct pop3 *p, const char *args)
{
    list(p, args, 0);
}

static void cmd_uidl(struct pop3 *p, const char *args)
{
    if (p->s->opts->pop3_off & SRV_POP3_UIDL) {
        wrong(p, "no UIDL here");
        return;
    }
    list(p, args, 1);
}

/* Doubles the dots that lead a line; only CRLF begins a new line. */
static void put_text(struct io *io, const char *data, size_t len)
{
    const char *end = data + len;
    const char *from = data;
    const char *p = data;

    if (len > 0 && *data == '.') {
        io_text(io, ".");
    }
    while ((p = memchr(p, '\n', (size_t)(end - p))) != NULL) {
        p++;
        if (p < end && *p == '.' && p - data >= 2 && p[-2] == '\r') {
            io_write(io, from, (size_t)(p - from));
            io_text(io, ".");
            from = p;
        }
    }
    io_write(io, from, (size_t)(end - from));
    if (len < 2 || memcmp(end - 2, "\r\n", 2) != 0) {
        io_text(io, "\r\n");
    }
    io_text(io, ".\r\n");
}

static void cmd_retr(struct pop3 *p, const char *args)
{
    struct entry *e = pick(p, args, NULL);

    if (e != NULL) {
        io_printf(&p->s->io, "+OK %zu octets\r\n", e->message->content->len);
        put_text(&p->s->io, e->message->content->data, e->message->content->len);
    }
}

/* Bytes of the header, its empty line and so many lines of the body. */
static size_t top_len(const struct content *c, unsigned long lines)
{
    int in_body = 0;
    size_t at = 0;

    while (at < c->len && (!in_body || lines > 0)) {
        const char *lf = memchr(c->data + at, '\n', c->len - at);
        size_t next = lf != NULL ? (size_t)(lf - c->data) + 1 : c->len;

        if (in_body) {
            lines--;
        } else {
            in_body = next - at == 2 && c->data[at] == '\r';
        }
        at = next;
    }
    return at;
}

static void cmd_top(struct pop3 *p, const char *args)
{
    unsigned long lines;
    struct entry *e;

    if (p->s->opts->pop3_off & SRV_POP3_TOP) {
        wrong(p, "no TOP here");
        return;
    }
    e = pick(p, args, &lines);
    if (e != NULL) {
        ok(p, "top follows");
        put_text(&p->s->io, e->message->content->data, top_len(e->message->content, lines));
    }
}

static void cmd_dele(struct pop3 *p, const char *args)
{
    struct entry *e = pick(p, args, NULL);

    if (e != NULL) {
        e->deleted = 1;
        ok(p, "marked");
    }
}

static void cmd_rset(struct pop3 *p, const char *args)
{
    size_t i;

    (void)args;
    for (i = 0; i < p->count; i++) {
        p->all[i].deleted = 0;
    }
    ok(p, "marks removed");
}

static void cmd_noop(struct pop3 *p, const char *args)
{
    (void)args;
    ok(p, "done");
}

static void cmd_quit(struct pop3 *p, const char *args)
{
    (void)args;
    if (p->all != NULL) {
        close_maildrop(p, 1);
    }
    ok(p, "bye");
    p->quit = 1;
}

enum when { BEFORE, AFTER, ALWAYS };

static const struct verb {
    const char *name;
    enum when when;
    void (*run)(struct pop3 *p, const char *args);
} verbs[] = {
    {"CAPA", ALWAYS, cmd_capa}, {"STLS", BEFORE, cmd_stls}, {"USER", BEFORE, cmd_user},
    {"PASS", BEFORE, cmd_pass}, {"AUTH", BEFORE, cmd_auth}, {"STAT", AFTER, cmd_stat},
    {"LIST", AFTER, cmd_list},  {"UIDL", AFTER, cmd_uidl},  {"RETR", AFTER, cmd_retr},
    {"TOP", AFTER, cmd_top},    {"DELE", AFTER, cmd_dele},  {"RSET", AFTER, cmd_rset},
    {"NOOP", AFTER, cmd_noop},  {"QUIT", ALWAYS, cmd_quit},
};

#define VERBS (sizeof verbs / sizeof verbs[0])

static const struct verb *find_verb(const char *line, const char **args)
{
    size_t i;

    for (i = 0; i < VERBS; i++) {
        size_t len = strlen(verbs[i].name);

        if (text_starts(line, verbs[i].name) && (line[len] == '\0' || line[len] == ' ')) {
            *args = line[len] == ' ' ? line + len + 1 : line + len;
            return &verbs[i];
        }
    }
    return NULL;
}

static void note_command(struct pop3 *p, const struct buf *line)
{
    const char *space = text_starts(line->p, "AUTH ") ? strchr(line->p + 5, ' ') : NULL;
    struct buf kept = {0};

    if (text_starts(line->p, "PASS ")) {
        buf_str(&kept, "PASS *");
    } else if (space != NULL) {
        buf_add(&kept, line->p, (size_t)(space - line->p) + 1);
        buf_chr(&kept, '*');
    } else {
        buf_add(&kept, line->p, line->len);
    }
    session_command(p->s, kept.p, kept.len);
    buf_free(&kept);
}

static void one_command(struct pop3 *p, const struct buf *line)
{
    const char *args;
    const struct verb *verb = find_verb(line->p, &args);

    note_command(p, line);
    if (p->s->io.bare_lf || strlen(line->p) != line->len) {
        session_fault(p->s, "POP3 line with bare LF or NUL");
    }
    if (verb == NULL) {
        wrong(p, "command not known");
        return;
    }
    if ((p->s->opts->pop3_off & SRV_POP3_PIPELINING) && verb->run != cmd_stls &&
        io_more(&p->s->io)) {
        session_fault(p->s, "bytes sent behind %s without waiting", verb->name);
    }
    if (verb->when != ALWAYS && (verb->when == AFTER) != (p->all != NULL)) {
        wrong(p, "not in this state");
        return;
    }
    verb->run(p, args);
}

void pop3_serve(struct session *s)
{
    struct pop3 p = {0};
    struct buf line = {0};

    p.s = s;
    ok(&p, SRV_HOST " POP3 test server");
    while (!p.quit && s->io.failed == IO_OK) {
        int rc = io_line(&s->io, &line, LINE_MAX_BYTES);

        if (rc == IO_OK) {
            one_command(&p, &line);
        } else if (rc == IO_LONG) {
            wrong(&p, "line too long");
        }
    }
    close_maildrop(&p, 0);
    mem_free(p.name);
    buf_free(&line);
}
