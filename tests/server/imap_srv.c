/* SPDX-License-Identifier: MIT */
#include "imap.h"

#include "sasl.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINE_MAX_BYTES 65536
#define LITERAL_MAX_BYTES 65536 /* APPEND apart */
#define IDLE_LOOK_MS 20

/* ---- replies ------------------------------------------------------------------------------ */

static void tagged(struct imap *m, const char *word, const char *text)
{
    io_printf(&m->s->io, "%s %s %s\r\n", m->tag, word, text);
}

void imap_ok(struct imap *m, const char *text)
{
    tagged(m, "OK", text);
}

void imap_no(struct imap *m, const char *text)
{
    tagged(m, "NO", text);
}

void imap_bad(struct imap *m, const char *text)
{
    session_fault(m->s, "IMAP command refused (%s): %.200s", text,
                  m->command.p != NULL ? m->command.p : "");
    tagged(m, "BAD", text);
}

/* ---- capabilities ------------------------------------------------------------------------- */

static void capability_text(struct imap *m, struct buf *b)
{
    static const struct {
        unsigned bit;
        const char *word;
    } words[] = {
        {SRV_IMAP_LITERAL_PLUS, " LITERAL+"},
        {SRV_IMAP_IDLE, " IDLE"},
        {SRV_IMAP_UIDPLUS, " UIDPLUS"},
    };
    struct session *s = m->s;
    size_t i;

    buf_str(b, "CAPABILITY IMAP4rev1 UNSELECT");
    for (i = 0; i < sizeof words / sizeof words[0]; i++) {
        buf_str(b, s->opts->imap_off & words[i].bit ? "" : words[i].word);
    }
    if (s->mode == SRV_STARTTLS && !s->under_tls) {
        buf_str(b, " STARTTLS");
    }
    if (!session_may_login(s)) {
        buf_str(b, " LOGINDISABLED");
    } else if (s->user == NULL) {
        buf_str(b, s->opts->imap_off & SRV_IMAP_SASL_IR ? "" : " SASL-IR");
        sasl_list(s, " AUTH=", b);
    }
}

static void cmd_capability(struct imap *m, struct args *a)
{
    struct buf b = {0};

    (void)a;
    capability_text(m, &b);
    io_printf(&m->s->io, "* %s\r\n", b.p);
    imap_ok(m, "done");
    buf_free(&b);
}

static void greet(struct imap *m)
{
    struct buf b = {0};

    capability_text(m, &b);
    if (m->s->opts->imap_off & SRV_IMAP_GREETING_CAPABILITY) {
        io_text(&m->s->io, "* OK " SRV_HOST " IMAP test server\r\n");
    } else {
        io_printf(&m->s->io, "* OK [%s] " SRV_HOST " IMAP test server\r\n", b.p);
    }
    buf_free(&b);
}

/* ---- logging in --------------------------------------------------------------------------- */

static void welcome(struct imap *m)
{
    struct buf b = {0};

    if (m->s->opts->imap_off & SRV_IMAP_LOGIN_CAPABILITY) {
        imap_ok(m, "welcome");
        return;
    }
    buf_chr(&b, '[');
    capability_text(m, &b);
    buf_str(&b, "] welcome");
    imap_ok(m, b.p);
    buf_free(&b);
}

static int clear_refused(struct imap *m)
{
    if (session_may_login(m->s)) {
        return 0;
    }
    session_fault(m->s, "password in clear");
    imap_no(m, "[PRIVACYREQUIRED] TLS first");
    return 1;
}

static void cmd_login(struct imap *m, struct args *a)
{
    struct buf name = {0};
    struct buf password = {0};

    if (!args_space(a) || !args_astring(a, &name) || !args_space(a) ||
        !args_astring(a, &password) || !args_end(a)) {
        imap_bad(m, "name and password expected");
    } else if (!clear_refused(m)) {
        if (strlen(password.p) == password.len && session_login(m->s, name.p, password.p, 0)) {
            welcome(m);
        } else {
            imap_no(m, "[AUTHENTICATIONFAILED] wrong name or password");
        }
    }
    buf_free(&name);
    buf_free(&password);
}

static int ask_sasl(struct session *s, const char *challenge, struct buf *answer)
{
    io_printf(&s->io, "+ %s\r\n", challenge);
    return io_line(&s->io, answer, LINE_MAX_BYTES);
}

static void authenticate(struct imap *m, const char *mechanism, const char *initial)
{
    switch (sasl_run(m->s, mechanism, initial, ask_sasl)) {
    case SASL_OK:
        welcome(m);
        break;
    case SASL_REFUSED:
        imap_no(m, "[AUTHENTICATIONFAILED] wrong name or secret");
        break;
    case SASL_CANCELLED:
        tagged(m, "BAD", "cancelled");
        break;
    case SASL_SYNTAX:
        imap_bad(m, "cannot decode that");
        break;
    case SASL_UNKNOWN:
        imap_no(m, "no such mechanism");
        break;
    case SASL_IO:
        break;
    }
}

static void cmd_authenticate(struct imap *m, struct args *a)
{
    struct buf mechanism = {0};
    struct buf initial = {0};
    int has_initial = 0;
    int ok = args_space(a) && args_word(a, &mechanism);

    if (ok && args_space(a)) {
        has_initial = 1;
        ok = !(m->s->opts->imap_off & SRV_IMAP_SASL_IR) && args_astring(a, &initial);
    }
    if (!ok || !args_end(a)) {
        imap_bad(m, "mechanism expected");
    } else if (!clear_refused(m)) {
        authenticate(m, mechanism.p, has_initial ? initial.p : NULL);
    }
    buf_free(&mechanism);
    buf_free(&initial);
}

static void cmd_starttls(struct imap *m, struct args *a)
{
    struct session *s = m->s;

    if (s->mode != SRV_STARTTLS || s->under_tls || !args_end(a)) {
        imap_bad(m, "no STARTTLS here");
        return;
    }
    if (io_more(&s->io)) {
        imap_bad(m, "bytes behind STARTTLS");
        m->quit = 1;
        return;
    }
    imap_ok(m, "go ahead");
    session_start_tls(s);
}

/* ---- the rest ----------------------------------------------------------------------------- */

static void cmd_noop(struct imap *m, struct args *a)
{
    (void)a;
    imap_sync(m, 1);
    imap_ok(m, "done");
}

static void cmd_logout(struct imap *m, struct args *a)
{
    (void)a;
    io_text(&m->s->io, "* BYE see you\r\n");
    imap_ok(m, "done");
    m->quit = 1;
}

static void cmd_select(struct imap *m, struct args *a)
{
    imap_select(m, a, 0);
}

static void cmd_examine(struct imap *m, struct args *a)
{
    imap_select(m, a, 1);
}

static void cmd_close(struct imap *m, struct args *a)
{
    (void)a;
    imap_expunge_quietly(m);
    imap_unselect(m);
    imap_ok(m, "closed");
}

static void cmd_unselect(struct imap *m, struct args *a)
{
    (void)a;
    imap_unselect(m);
    imap_ok(m, "closed");
}

static void cmd_list(struct imap *m, struct args *a)
{
    imap_list(m, a, "LIST");
}

static void cmd_lsub(struct imap *m, struct args *a)
{
    imap_list(m, a, "LSUB");
}

static void cmd_fetch(struct imap *m, struct args *a)
{
    imap_fetch(m, a, 0);
    imap_sync(m, 0);
}

static void cmd_store(struct imap *m, struct args *a)
{
    imap_store(m, a, 0);
}

static void cmd_search(struct imap *m, struct args *a)
{
    imap_search(m, a, 0);
}

static void cmd_expunge(struct imap *m, struct args *a)
{
    imap_expunge(m, a, 0);
}

static void cmd_uid(struct imap *m, struct args *a)
{
    struct buf word = {0};

    if (!args_space(a) || !args_word(a, &word)) {
        imap_bad(m, "UID of what?");
    } else if (text_eq(word.p, "FETCH")) {
        imap_fetch(m, a, 1);
    } else if (text_eq(word.p, "STORE")) {
        imap_store(m, a, 1);
    } else if (text_eq(word.p, "SEARCH")) {
        imap_search(m, a, 1);
    } else if (text_eq(word.p, "EXPUNGE") && !(m->s->opts->imap_off & SRV_IMAP_UIDPLUS)) {
        imap_expunge(m, a, 1);
    } else {
        imap_bad(m, "no such UID command");
    }
    buf_free(&word);
}

static void cmd_idle(struct imap *m, struct args *a)
{
    struct io *io = &m->s->io;
    struct buf line = {0};
    unsigned waited_ms = 0;

    if ((m->s->opts->imap_off & SRV_IMAP_IDLE) || !args_end(a)) {
        imap_bad(m, "no IDLE here");
        return;
    }
    io_text(io, "+ idling\r\n");
    while (io_flush(io) == IO_OK && !io_more(io) && io->failed == IO_OK) {
        if (io_wait(io, POLLIN, IDLE_LOOK_MS) == IO_STOPPED || waited_ms > io->idle_ms) {
            io->failed = IO_TIMEOUT;
        }
        waited_ms += IDLE_LOOK_MS;
        imap_sync(m, 1);
    }
    if (io_line(io, &line, LINE_MAX_BYTES) == IO_OK) {
        if (text_eq(line.p, "DONE")) {
            imap_ok(m, "done");
        } else {
            imap_bad(m, "DONE expected");
        }
    }
    buf_free(&line);
}

enum state { ANY, NOT_LOGGED_IN, LOGGED_IN, SELECTED };

static const struct verb {
    const char *name;
    enum state state;
    void (*run)(struct imap *m, struct args *a);
} verbs[] = {
    {"CAPABILITY", ANY, cmd_capability},
    {"NOOP", ANY, cmd_noop},
    {"LOGOUT", ANY, cmd_logout},
    {"STARTTLS", NOT_LOGGED_IN, cmd_starttls},
    {"LOGIN", NOT_LOGGED_IN, cmd_login},
    {"AUTHENTICATE", NOT_LOGGED_IN, cmd_authenticate},
    {"SELECT", LOGGED_IN, cmd_select},
    {"EXAMINE", LOGGED_IN, cmd_examine},
    {"LIST", LOGGED_IN, cmd_list},
    {"LSUB", LOGGED_IN, cmd_lsub},
    {"STATUS", LOGGED_IN, imap_status},
    {"APPEND", LOGGED_IN, imap_append},
    {"IDLE", LOGGED_IN, cmd_idle},
    {"CHECK", SELECTED, cmd_noop},
    {"CLOSE", SELECTED, cmd_close},
    {"UNSELECT", SELECTED, cmd_unselect},
    {"EXPUNGE", SELECTED, cmd_expunge},
    {"FETCH", SELECTED, cmd_fetch},
    {"STORE", SELECTED, cmd_store},
    {"SEARCH", SELECTED, cmd_search},
    {"UID", SELECTED, cmd_uid},
};

static int state_fits(const struct imap *m, enum state wanted)
{
    switch (wanted) {
    case NOT_LOGGED_IN:
        return m->s->user == NULL;
    case LOGGED_IN:
        return m->s->user != NULL;
    case SELECTED:
        return m->selected;
    case ANY:
        break;
    }
    return 1;
}

static void run_command(struct imap *m)
{
    struct args a;
    struct buf word = {0};
    size_t i;

    a.p = m->command.p;
    a.end = m->command.p + m->command.len;
    args_word(&a, &word);
    for (i = 0; i < sizeof verbs / sizeof verbs[0]; i++) {
        if (text_eq(word.p, verbs[i].name)) {
            break;
        }
    }
    if (i == sizeof verbs / sizeof verbs[0]) {
        imap_bad(m, "command not known");
    } else if (!state_fits(m, verbs[i].state)) {
        imap_bad(m, "not in this state");
    } else {
        verbs[i].run(m, &a);
    }
    buf_free(&word);
}

/* ---- reading a command -------------------------------------------------------------------- */

/* 1 if the line ends in {n} or {n+}. */
static int ends_in_literal(const char *line, size_t len, uint64_t *n, int *sync)
{
    size_t at = len;

    if (len < 3 || line[len - 1] != '}') {
        return 0;
    }
    at = len - 1;
    *sync = line[at - 1] != '+';
    at -= *sync ? 0 : 1;
    while (at > 0 && line[at - 1] >= '0' && line[at - 1] <= '9') {
        at--;
    }
    if (at == 0 || line[at - 1] != '{' || len - at > 20) {
        return 0;
    }
    *n = strtoull(line + at, NULL, 10);
    return 1;
}

static int skip(struct imap *m, uint64_t n)
{
    const char *data;
    size_t len;

    while (n > 0) {
        int rc = io_peek(&m->s->io, &data, &len);

        if (rc != IO_OK) {
            return rc;
        }
        len = len < n ? len : (size_t)n;
        io_consume(&m->s->io, len);
        n -= len;
    }
    return IO_OK;
}

static uint64_t literal_limit(const struct imap *m)
{
    return text_starts(m->command.p, "APPEND ") ? m->s->opts->size_max_bytes : LITERAL_MAX_BYTES;
}

/* A literal that is too long: a synchronising one is simply not asked for. */
static int refuse_literal(struct imap *m, uint64_t n, int sync)
{
    int rc = sync ? IO_OK : skip(m, n);
    struct buf rest = {0};

    if (rc == IO_OK && !sync) {
        rc = io_line(&m->s->io, &rest, LINE_MAX_BYTES);
    }
    if (rc == IO_OK) {
        imap_no(m, "[TOOBIG] literal too long");
    }
    buf_free(&rest);
    return rc == IO_OK ? IO_LONG : rc;
}

/* Adds the literal and the line behind it to the command. */
static int read_literal(struct imap *m, uint64_t n, int sync)
{
    struct buf rest = {0};
    int rc;

    if (!sync && (m->s->opts->imap_off & SRV_IMAP_LITERAL_PLUS)) {
        session_fault(m->s, "non-synchronising literal without LITERAL+");
    }
    if (n > literal_limit(m)) {
        return refuse_literal(m, n, sync);
    }
    if (sync) {
        io_text(&m->s->io, "+ go ahead\r\n");
    }
    buf_str(&m->command, "\r\n");
    rc = io_exact(&m->s->io, &m->command, (size_t)n);
    if (rc == IO_OK) {
        rc = io_line(&m->s->io, &rest, LINE_MAX_BYTES);
        buf_add(&m->command, rest.p, rest.len);
    }
    buf_free(&rest);
    return rc;
}

static void take_tag(struct imap *m, const struct buf *line)
{
    size_t len = strcspn(line->p, " ");

    snprintf(m->tag, sizeof m->tag, "%.*s", (int)(len < 60 ? len : 60), line->p);
    buf_reset(&m->command);
    if (len < line->len) {
        buf_add(&m->command, line->p + len + 1, line->len - len - 1);
    } else {
        buf_add(&m->command, "", 0);
    }
}

/* Passwords are not remembered; of a literal only its announcement is. */
static void note_command(struct imap *m)
{
    const char *text = m->command.p;
    const char *space = text_starts(text, "AUTHENTICATE ") ? strchr(text + 13, ' ') : NULL;
    struct buf kept = {0};

    if (text_starts(text, "LOGIN ")) {
        buf_str(&kept, "LOGIN *");
    } else if (space != NULL) {
        buf_add(&kept, text, (size_t)(space - text) + 1);
        buf_chr(&kept, '*');
    } else {
        buf_add(&kept, text, strcspn(text, "\r\n"));
    }
    session_command(m->s, kept.p, kept.len);
    buf_free(&kept);
}

static int read_command(struct imap *m)
{
    struct buf line = {0};
    uint64_t n;
    int sync;
    int rc = io_line(&m->s->io, &line, LINE_MAX_BYTES);
    size_t from = 0;

    if (rc == IO_LONG) {
        snprintf(m->tag, sizeof m->tag, "*");
        session_fault(m->s, "IMAP line over %d bytes", LINE_MAX_BYTES);
        imap_no(m, "line too long");
    }
    if (rc == IO_OK) {
        if (m->s->io.bare_lf) {
            session_fault(m->s, "IMAP line ends in a bare LF");
        }
        take_tag(m, &line);
        while (rc == IO_OK &&
               ends_in_literal(m->command.p + from, m->command.len - from, &n, &sync)) {
            from = m->command.len + 2 + (size_t)n;
            rc = read_literal(m, n, sync);
        }
    }
    buf_free(&line);
    return rc;
}

void imap_serve(struct session *s)
{
    struct imap m = {0};
    int rc;

    m.s = s;
    greet(&m);
    while (!m.quit && s->io.failed == IO_OK) {
        rc = read_command(&m);
        if (rc == IO_OK) {
            note_command(&m);
            run_command(&m);
        }
    }
    if (s->io.failed == IO_TIMEOUT) {
        io_text(&s->io, "* BYE you were silent for too long\r\n");
    }
    imap_unselect(&m);
    buf_free(&m.command);
}
