/* SPDX-License-Identifier: MIT */
#include "smtp.h"

#include "sasl.h"

#include <stdio.h>
#include <string.h>

#define LINE_MAX_BYTES 4096 /* RFC 5321's 512 and what the extensions add */
#define AUTH_LINE_MAX_BYTES 12288

void smtp_reply(struct smtp *m, int code, const char *enhanced, const char *text)
{
    if (enhanced != NULL && smtp_offers(m, SRV_ENHANCEDSTATUSCODES)) {
        io_printf(&m->s->io, "%d %s %s\r\n", code, enhanced, text);
    } else {
        io_printf(&m->s->io, "%d %s\r\n", code, text);
    }
}

int smtp_offers(const struct smtp *m, unsigned extension)
{
    unsigned off = m->s->opts->smtp_off;

    if (off & SRV_CHUNKING) {
        off |= SRV_BINARYMIME;
    }
    return !(off & extension) && (extension != SRV_REQUIRETLS || m->s->under_tls);
}

void smtp_forget(struct smtp *m)
{
    size_t i;

    for (i = 0; i < m->rcpt_count; i++) {
        mem_free(m->rcpts[i].address);
        mem_free(m->rcpts[i].user);
        mem_free(m->rcpts[i].params);
    }
    mem_free(m->rcpts);
    mem_free(m->mail_from);
    mem_free(m->mail_params);
    buf_free(&m->data);
    m->rcpts = NULL;
    m->rcpt_count = 0;
    m->mail_from = NULL;
    m->mail_params = NULL;
    m->body = BODY_NONE;
    m->utf8 = m->bdat = m->too_big = 0;
    m->data_bytes = 0;
}

/* ---- EHLO --------------------------------------------------------------------------------- */

static void offer_numbers(struct smtp *m, struct buf *b)
{
    char text[160];

    if (smtp_offers(m, SRV_SIZE)) {
        snprintf(text, sizeof text, "SIZE %llu\n",
                 (unsigned long long)m->s->opts->size_max_bytes);
        buf_str(b, text);
    }
    if (smtp_offers(m, SRV_LIMITS)) {
        snprintf(text, sizeof text, "LIMITS RCPTMAX=%u MAILMAX=10000\n", m->s->opts->rcpt_max);
        buf_str(b, text);
    }
}

static void offer_access(struct smtp *m, struct buf *b)
{
    if (m->s->mode == SRV_STARTTLS && !m->s->under_tls) {
        buf_str(b, "STARTTLS\n");
    }
    if (smtp_offers(m, SRV_AUTH) && session_may_login(m->s)) {
        buf_str(b, "AUTH");
        sasl_list(m->s, " ", b);
        buf_chr(b, '\n');
    }
}

static void offer_words(struct smtp *m, struct buf *b)
{
    static const struct {
        unsigned bit;
        const char *words;
    } plain[] = {
        {SRV_PIPELINING, "PIPELINING\n"},
        {SRV_8BITMIME, "8BITMIME\n"},
        {SRV_SMTPUTF8, "SMTPUTF8\n"},
        {SRV_CHUNKING, "CHUNKING\n"},
        {SRV_BINARYMIME, "BINARYMIME\n"},
        {SRV_DSN, "DSN\n"},
        {SRV_DELIVERBY, "DELIVERBY 60\n"},
        {SRV_FUTURERELEASE, "FUTURERELEASE 2592000 2099-12-31T23:59:59Z\n"},
        {SRV_MT_PRIORITY, "MT-PRIORITY MIXER\n"},
        {SRV_REQUIRETLS, "REQUIRETLS\n"},
        {SRV_RRVS, "RRVS\n"},
        {SRV_VRFY, "VRFY\n"},
        {SRV_ENHANCEDSTATUSCODES, "ENHANCEDSTATUSCODES\n"},
    };
    size_t i;

    for (i = 0; i < sizeof plain / sizeof plain[0]; i++) {
        if (smtp_offers(m, plain[i].bit)) {
            buf_str(b, plain[i].words);
        }
    }
}

static void send_offer(struct smtp *m)
{
    struct buf b = {0};
    char *line;

    buf_str(&b, SRV_HOST "\n");
    offer_words(m, &b);
    offer_numbers(m, &b);
    offer_access(m, &b);
    for (line = b.p; *line != '\0';) {
        char *end = strchr(line, '\n');

        *end = '\0';
        io_printf(&m->s->io, "250%c%s\r\n", end[1] != '\0' ? '-' : ' ', line);
        line = end + 1;
    }
    buf_free(&b);
}

static void hello(struct smtp *m, const char *name, int extended)
{
    if (name[strspn(name, " ")] == '\0') {
        smtp_reply(m, 501, "5.5.4", "who are you?");
        return;
    }
    smtp_forget(m);
    m->greeted = 1;
    m->extended = extended;
    if (m->s->opts->ehlo_after_auth_forgets) {
        session_logout(m->s);
    }
    if (extended) {
        send_offer(m);
    } else {
        smtp_reply(m, 250, NULL, SRV_HOST);
    }
}

static void cmd_ehlo(struct smtp *m, const char *args)
{
    if (m->lmtp || !smtp_offers(m, SRV_EHLO)) {
        smtp_reply(m, m->lmtp ? 500 : 502, "5.5.1", "command not known here");
        return;
    }
    hello(m, args, 1);
}

static void cmd_lhlo(struct smtp *m, const char *args)
{
    if (!m->lmtp) {
        smtp_reply(m, 500, "5.5.1", "this is not LMTP");
        return;
    }
    hello(m, args, 1);
}

static void cmd_helo(struct smtp *m, const char *args)
{
    if (m->lmtp) {
        smtp_reply(m, 500, "5.5.1", "this is LMTP");
        return;
    }
    hello(m, args, 0);
}

/* ---- the transaction ---------------------------------------------------------------------- */

/* "FROM:<path> params" or "TO:<path> params"; NULL and a reply of its own when it is not. */
static char *take_path(struct smtp *m, const char *args, const char *word, const char **params)
{
    const char *path = args + strlen(word);
    const char *p;
    int quoted = 0;

    if (!text_starts(args, word) || *path != '<') {
        session_fault(m->s, "no %s<path>: %s", word, args);
        smtp_reply(m, 501, "5.5.4", "syntax");
        return NULL;
    }
    for (p = path + 1; *p != '\0' && (quoted || *p != '>'); p++) {
        if (*p == '\\' && quoted && p[1] != '\0') {
            p++;
        } else if (*p == '"') {
            quoted = !quoted;
        }
    }
    if (*p != '>' || (p[1] != '\0' && p[1] != ' ')) {
        session_fault(m->s, "path without end: %s", args);
        smtp_reply(m, 501, "5.5.4", "syntax");
        return NULL;
    }
    *params = p[1] == ' ' ? p + 2 : p + 1;
    return mem_text(path + 1, (size_t)(p - path - 1));
}

static int has_8bit(const char *text)
{
    while (*text != '\0' && (unsigned char)*text < 0x80) {
        text++;
    }
    return *text != '\0';
}

static int refuse_8bit(struct smtp *m, const char *address)
{
    if (m->utf8 || !has_8bit(address)) {
        return 0;
    }
    session_fault(m->s, "8-bit address without SMTPUTF8: %s", address);
    smtp_reply(m, 553, "5.6.7", "address needs SMTPUTF8");
    return 1;
}

static void cmd_mail(struct smtp *m, const char *args)
{
    const char *params;
    char *path;

    if (!m->greeted || m->mail_from != NULL) {
        smtp_reply(m, 503, "5.5.1", m->greeted ? "nested MAIL" : "say hello first");
        return;
    }
    if (m->s->opts->auth_required && m->s->user == NULL) {
        smtp_reply(m, 530, "5.7.0", "authentication required");
        return;
    }
    path = take_path(m, args, "FROM:", &params);
    if (path == NULL) {
        return;
    }
    if (!smtp_mail_params(m, params) || refuse_8bit(m, path)) {
        mem_free(path);
        smtp_forget(m);
        return;
    }
    m->mail_from = path;
    m->mail_params = mem_text(params, strlen(params));
    smtp_reply(m, 250, "2.1.0", "sender ok");
}

/* "ann" of ann@example.test and "ann"@Example.Test; NULL: not of this domain. A bare postmaster
   is the first user. */
static char *local_user(const struct smtp *m, const char *address)
{
    const char *first = m->s->opts->users[0].name;
    const char *at = strrchr(address, '@');

    if (at == NULL) {
        return text_eq(address, "postmaster") ? mem_text(first, strlen(first)) : NULL;
    }
    if (!text_eq(at + 1, SRV_DOMAIN)) {
        return NULL;
    }
    if (at - address > 2 && address[0] == '"' && at[-1] == '"') {
        return mem_text(address + 1, (size_t)(at - address) - 2);
    }
    return mem_text(address, (size_t)(at - address));
}

static void add_rcpt(struct smtp *m, const char *address, const char *user, const char *params)
{
    struct rcpt *all = mem_new((m->rcpt_count + 1) * sizeof *all);
    struct rcpt *r = &all[m->rcpt_count];

    if (m->rcpt_count != 0) {
        memcpy(all, m->rcpts, m->rcpt_count * sizeof *all);
    }
    mem_free(m->rcpts);
    m->rcpts = all;
    m->rcpt_count += 1;
    r->address = mem_text(address, strlen(address));
    r->user = mem_text(user, strlen(user));
    r->params = mem_text(params, strlen(params));
    smtp_reply(m, 250, "2.1.5", "recipient ok");
}

static void judge_rcpt(struct smtp *m, const char *address, const char *params)
{
    char *user = local_user(m, address);

    if (user == NULL) {
        smtp_reply(m, 550, "5.7.1", "no relaying");
    } else if (text_eq(user, "full")) {
        smtp_reply(m, 452, "4.2.2", "mailbox full");
    } else if (!store_has_user(m->s->store, user)) {
        smtp_reply(m, 550, "5.1.1", "no such user");
    } else if (m->rcpt_count >= m->s->opts->rcpt_max) {
        smtp_reply(m, 452, "4.5.3", "too many recipients");
    } else {
        add_rcpt(m, address, user, params);
    }
    mem_free(user);
}

static void cmd_rcpt(struct smtp *m, const char *args)
{
    const char *params;
    char *path;

    if (m->mail_from == NULL || m->bdat) {
        smtp_reply(m, 503, "5.5.1", "not now");
        return;
    }
    path = take_path(m, args, "TO:", &params);
    if (path != NULL && !refuse_8bit(m, path) && smtp_rcpt_params(m, params)) {
        judge_rcpt(m, path, params);
    }
    mem_free(path);
}

static void cmd_data(struct smtp *m, const char *args)
{
    if (*args != '\0') {
        smtp_reply(m, 501, "5.5.4", "DATA takes no argument");
    } else if (m->mail_from == NULL || m->bdat || m->body == BODY_BINARYMIME) {
        smtp_reply(m, 503, "5.5.1", "not now");
    } else if (m->rcpt_count == 0) {
        smtp_reply(m, 554, "5.5.1", "no valid recipients");
    } else {
        smtp_data(m);
    }
}

static void cmd_bdat(struct smtp *m, const char *args)
{
    smtp_bdat(m, args);
}

/* ---- the rest ----------------------------------------------------------------------------- */

static void cmd_starttls(struct smtp *m, const char *args)
{
    struct session *s = m->s;

    if (s->mode != SRV_STARTTLS || s->under_tls || *args != '\0') {
        smtp_reply(m, 503, "5.5.1", "no STARTTLS here");
        return;
    }
    if (io_more(&s->io)) {
        session_fault(s, "bytes behind STARTTLS");
        smtp_reply(m, 554, "5.5.1", "bytes behind STARTTLS");
        m->quit = 1;
        return;
    }
    smtp_reply(m, 220, "2.0.0", "go ahead");
    if (session_start_tls(s) == IO_OK) {
        smtp_forget(m);
        session_logout(s);
        m->greeted = 0;
    }
}

static int ask_auth(struct session *s, const char *challenge, struct buf *answer)
{
    io_printf(&s->io, "334 %s\r\n", challenge);
    return io_line(&s->io, answer, AUTH_LINE_MAX_BYTES);
}

static void reply_auth(struct smtp *m, enum sasl_status status)
{
    switch (status) {
    case SASL_OK:
        smtp_reply(m, 235, "2.7.0", "welcome");
        break;
    case SASL_REFUSED:
        smtp_reply(m, 535, "5.7.8", "authentication credentials invalid");
        break;
    case SASL_CANCELLED:
        smtp_reply(m, 501, "5.7.0", "authentication cancelled");
        break;
    case SASL_SYNTAX:
        session_fault(m->s, "malformed authentication exchange");
        smtp_reply(m, 501, "5.5.2", "cannot decode that");
        break;
    case SASL_UNKNOWN:
        smtp_reply(m, 504, "5.5.4", "unknown mechanism");
        break;
    case SASL_IO:
        break;
    }
}

static void cmd_auth(struct smtp *m, const char *args)
{
    const char *space = strchr(args, ' ');
    size_t len = space != NULL ? (size_t)(space - args) : strlen(args);
    char *mechanism;

    if (!m->extended || !smtp_offers(m, SRV_AUTH)) {
        smtp_reply(m, 502, "5.5.1", "no AUTH here");
    } else if (m->mail_from != NULL || m->s->user != NULL) {
        smtp_reply(m, 503, "5.5.1", "not now");
    } else if (!session_may_login(m->s)) {
        session_fault(m->s, "AUTH in clear");
        smtp_reply(m, 538, "5.7.11", "encryption required");
    } else {
        mechanism = mem_text(args, len);
        reply_auth(m, sasl_run(m->s, mechanism, space != NULL ? space + 1 : NULL, ask_auth));
        mem_free(mechanism);
    }
}

static void cmd_vrfy(struct smtp *m, const char *args)
{
    char *user;

    if (!smtp_offers(m, SRV_VRFY)) {
        smtp_reply(m, 502, "5.5.1", "no VRFY here");
        return;
    }
    user = strchr(args, '@') != NULL ? local_user(m, args) : mem_text(args, strcspn(args, " "));
    if (user != NULL && store_has_user(m->s->store, user)) {
        io_printf(&m->s->io, "250 %s<%s@" SRV_DOMAIN ">\r\n",
                  smtp_offers(m, SRV_ENHANCEDSTATUSCODES) ? "2.1.5 " : "", user);
    } else {
        smtp_reply(m, 550, "5.1.1", "no such user");
    }
    mem_free(user);
}

static void cmd_rset(struct smtp *m, const char *args)
{
    (void)args;
    smtp_forget(m);
    smtp_reply(m, 250, "2.0.0", "forgotten");
}

static void cmd_noop(struct smtp *m, const char *args)
{
    (void)args;
    smtp_reply(m, 250, "2.0.0", "ok");
}

static void cmd_quit(struct smtp *m, const char *args)
{
    (void)args;
    smtp_reply(m, 221, "2.0.0", "bye");
    m->quit = 1;
}

static const struct verb {
    const char *name;
    int last; /* RFC 2920: nothing may follow it in a flight */
    void (*run)(struct smtp *m, const char *args);
} verbs[] = {
    {"EHLO", 1, cmd_ehlo}, {"HELO", 1, cmd_helo}, {"LHLO", 1, cmd_lhlo},
    {"MAIL", 0, cmd_mail}, {"RCPT", 0, cmd_rcpt}, {"DATA", 1, cmd_data},
    {"BDAT", 0, cmd_bdat}, {"RSET", 0, cmd_rset}, {"NOOP", 1, cmd_noop},
    {"VRFY", 1, cmd_vrfy}, {"QUIT", 1, cmd_quit}, {"AUTH", 1, cmd_auth},
    {"STARTTLS", 1, cmd_starttls},
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

/* "AUTH PLAIN secret" is remembered as "AUTH PLAIN *". */
static void note_command(struct smtp *m, const struct buf *line)
{
    const char *space = text_starts(line->p, "AUTH ") ? strchr(line->p + 5, ' ') : NULL;
    struct buf kept = {0};

    if (space == NULL) {
        session_command(m->s, line->p, line->len);
        return;
    }
    buf_add(&kept, line->p, (size_t)(space - line->p) + 1);
    buf_chr(&kept, '*');
    session_command(m->s, kept.p, kept.len);
    buf_free(&kept);
}

static void check_line(struct smtp *m, const struct buf *line)
{
    if (m->s->io.bare_lf) {
        session_fault(m->s, "command ends in a bare LF: %s", line->p);
    }
    if (strlen(line->p) != line->len) {
        session_fault(m->s, "NUL in a command");
    }
    if (strchr(line->p, '\r') != NULL) {
        session_fault(m->s, "bare CR in a command");
    }
    if (line->len > 0 && line->p[line->len - 1] == ' ') {
        session_fault(m->s, "space at the end of: %s", line->p);
    }
}

static void check_flight(struct smtp *m, const struct verb *verb)
{
    /* BDAT's chunk may follow it at once, and STARTTLS complains for itself. */
    if (verb->run == cmd_bdat || verb->run == cmd_starttls) {
        return;
    }
    if ((verb->last || !m->extended || !smtp_offers(m, SRV_PIPELINING)) && io_more(&m->s->io)) {
        session_fault(m->s, "bytes sent behind %s without waiting", verb->name);
    }
}

static void one_command(struct smtp *m, const struct buf *line)
{
    const struct verb *verb;
    const char *args;

    note_command(m, line);
    check_line(m, line);
    verb = find_verb(line->p, &args);
    if (verb == NULL) {
        session_fault(m->s, "unknown command: %s", line->p);
        smtp_reply(m, 500, "5.5.1", "command not known");
        return;
    }
    check_flight(m, verb);
    verb->run(m, args);
}

void smtp_serve(struct session *s)
{
    struct smtp m = {0};
    struct buf line = {0};
    int rc = IO_OK;

    m.s = s;
    m.lmtp = s->protocol == SRV_LMTP;
    io_printf(&s->io, "220 " SRV_HOST " %s test server\r\n", m.lmtp ? "LMTP" : "ESMTP");
    while (!m.quit && s->io.failed == IO_OK) {
        rc = io_line(&s->io, &line, AUTH_LINE_MAX_BYTES);
        if (rc == IO_OK && (line.len <= LINE_MAX_BYTES || text_starts(line.p, "AUTH "))) {
            one_command(&m, &line);
        } else if (rc == IO_OK || rc == IO_LONG) {
            session_fault(s, "command line over %d bytes", LINE_MAX_BYTES);
            smtp_reply(&m, 500, "5.5.6", "line too long");
        }
    }
    if (s->io.failed == IO_TIMEOUT) {
        smtp_reply(&m, 421, "4.4.2", "you were silent for too long");
    }
    smtp_forget(&m);
    buf_free(&line);
}
