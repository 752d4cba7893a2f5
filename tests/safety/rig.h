/* SPDX-License-Identifier: MIT */
#ifndef TESTS_SAFETY_RIG_H
#define TESTS_SAFETY_RIG_H

/* Real sessions over sockets against the hostile server. An attack is a row: what the server
   plays, what the session does, what must come out of it; besides that, what must hold of every
   session is checked in each. Include after _DEFAULT_SOURCE is defined.

   A step "@ready" of a script stands for all up to the session's READY, "@hello" for what comes
   before the first words under TLS (or before the greeting, without STARTTLS), each as the
   protocol and the security of the row want it. Words that the server says before TLS and that
   nobody may believe contain EVIL. */

#include "server/hostile.h"
#include "server/server.h"

#include <mailwire/net.h>

#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include <cmocka.h>

#define RIG_USER "ann-of-nowhere"
#define RIG_SECRET "correct horse 7 battery"
#define RIG_HARD_LIMIT_MS 8000 /* no session may take longer, whatever the server does */
#define RIG_SCRIPT_MAX 64
#define RIG_IDS_MAX 64

enum rig_protocol { RIG_SMTP, RIG_IMAP, RIG_POP3, RIG_PROTOCOLS };

/* attack.security: in which modes it is played. */
#define PLAIN 1u
#define STARTTLS 2u
#define TLS 4u
#define ENCRYPTED (STARTTLS | TLS)
#define ALL_MODES (PLAIN | ENCRYPTED)

/* attack.flags */
#define IN_CLEAR 0x01u   /* log in without TLS, too: the secret may be seen */
#define LMTP 0x04u
#define BIG_ONLY 0x08u   /* not with the small buffers */
#define EITHER_TLS 0x10u /* MW_E_TLS or MW_E_PORT_IS_PLAIN will do as well as the code */
#define NO_MATCH 0x20u   /* the client does not follow the script to its end, nor should it */
#define NO_LOGIN 0x40u
#define UNSENT 0x80u     /* the secret must not leave under TLS either */

struct attack {
    const char *name;
    enum rig_protocol protocol;
    unsigned security; /* a mask of the above */
    /* What is submitted from READY on, each when the one before is over, with a + before it at
       once: m mail, r rcpt, d data, v vrfy, n noop, q quit, s select or stat, u uidl,
       f fetch or retr, x dele. */
    const char *deeds;
    const char *ends; /* how they end: D R A U, E not taken; NULL: not compared */
    int code;         /* that the session fails with; 0: CLOSED */
    int stage;        /* 0: any */
    unsigned flags;
    const char *script[28];
};

/* What came of a session. */
struct rig {
    struct hst *h;
    mw_session *s;
    enum rig_protocol protocol;
    const char *deeds;
    const char *body; /* of a mail; NULL: a short one */
    size_t body_len;
    int last; /* MW_EV_CLOSED or _FAILED; 0: it did not end */
    mw_error err;
    char err_text[512];
    uint64_t caps; /* at READY */
    char ends[RIG_IDS_MAX];
    int32_t ids[RIG_IDS_MAX];
    size_t count;
    uint64_t events, data_bytes;
    unsigned seen[32]; /* by type */
    unsigned damaged;  /* events that say so */
    uint64_t top_num, top_uid; /* the largest of the others */
    char said[16384];  /* the data of events, but for TRACE and FAILED */
    size_t said_len;
    int under_tls; /* a TRACE event said so */
    uint64_t started_ms, took_ms;
    char fault[512]; /* what must never be; "": nothing */
};

/* What a session is made with, besides its protocol. */
struct rig_way {
    unsigned security; /* PLAIN, STARTTLS or TLS */
    unsigned flags;
    const char *host;
    uint32_t trace, in_bytes, out_bytes, deadline_ms;
    const mw_timeouts *timeouts;
};

/* So that a session that waits for nothing ends soon, with another code than it should. */
static const mw_timeouts rig_limits = { sizeof(mw_timeouts), 2000, 2000, 2000, 2000,
                                        2000,                2000, 2000, 2000 };
static struct pki_set *rig_pki;
static mw_tls_context *rig_context;
static volatile sig_atomic_t rig_sigpipes;

static inline uint64_t rig_ms(void)
{
    struct timespec ts;

    clock_gettime(CLOCK_MONOTONIC, &ts);
    return (uint64_t)ts.tv_sec * 1000 + (uint64_t)ts.tv_nsec / 1000000;
}

static inline void rig_on_sigpipe(int number)
{
    (void)number;
    rig_sigpipes++;
}

static inline int rig_setup(void **state)
{
    mw_tls opts = MW_TLS_INIT;

    (void)state;
    signal(SIGPIPE, rig_on_sigpipe);
    rig_pki = pki_set_new();
    if (rig_pki == NULL)
        return -1;
    opts.ca_pem = pki_ca_pem(rig_pki);
    opts.ca_len = strlen(pki_ca_pem(rig_pki));
    return mw_tls_context_new(&rig_context, &opts);
}

static inline int rig_teardown(void **state)
{
    (void)state;
    mw_tls_context_free(rig_context);
    pki_set_free(rig_pki);
    return 0;
}

/* --- scripts -------------------------------------------------------------------------------- */

static const char *const rig_open_plain[RIG_PROTOCOLS][12] = {
    { "S: 220 mail.example.test ESMTP", "C: EHLO", "S: 250-mail.example.test",
      "S: 250-SIZE 1000000", "S: 250 8BITMIME" },
    { "S: * OK ready", "C: $TAG CAPABILITY", "S: * CAPABILITY IMAP4rev1", "S: $TAG OK done" },
    { "S: +OK ready", "C: CAPA", "S: +OK", "S: UIDL", "S: ." },
};

static const char *const rig_greeting[RIG_PROTOCOLS] = {
    "S: 220 mail.example.test ESMTP", "S: * OK ready", "S: +OK ready"
};

static const char *const rig_starttls[RIG_PROTOCOLS][12] = {
    { "S: 220 mail.example.test ESMTP", "C: EHLO", "S: 250-mail.example.test", "S: 250 STARTTLS",
      "C: STARTTLS", "S: 220 go ahead", "! tls good" },
    { "S: * OK ready", "C: $TAG CAPABILITY", "S: * CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED",
      "S: $TAG OK done", "C: $TAG STARTTLS", "S: $TAG OK go ahead", "! tls good" },
    { "S: +OK ready", "C: CAPA", "S: +OK", "S: STLS", "S: .", "C: STLS", "S: +OK go ahead",
      "! tls good" },
};

static const char *const rig_login[RIG_PROTOCOLS][16] = {
    { "C: EHLO", "S: 250-mail.example.test", "S: 250 AUTH PLAIN LOGIN", "C: AUTH PLAIN ",
      "S: 235 2.7.0 in" },
    { "C: $TAG CAPABILITY", "S: * CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR", "S: $TAG OK done",
      "C: $TAG AUTHENTICATE PLAIN ", "S: $TAG OK [CAPABILITY IMAP4rev1] in" },
    { "C: CAPA", "S: +OK", "S: USER", "S: UIDL", "S: .", "C: USER ", "S: +OK", "C: PASS ",
      "S: +OK in", "C: CAPA", "S: +OK", "S: UIDL", "S: ." },
};

struct rig_script {
    const char *step[RIG_SCRIPT_MAX + 1];
    size_t count;
};

static inline void rig_step(struct rig_script *sc, const char *step)
{
    assert_true(sc->count < RIG_SCRIPT_MAX);
    sc->step[sc->count++] = step;
    sc->step[sc->count] = NULL;
}

static inline void rig_steps(struct rig_script *sc, const char *const *steps)
{
    for (; *steps != NULL; steps++)
        rig_step(sc, *steps);
}

static inline void rig_hello(struct rig_script *sc, enum rig_protocol p, unsigned security)
{
    if (security == STARTTLS)
        rig_steps(sc, rig_starttls[p]);
    if (security == TLS)
        rig_step(sc, "! tls good");
}

static inline void rig_ready(struct rig_script *sc, enum rig_protocol p, unsigned security)
{
    if (security == PLAIN) {
        rig_steps(sc, rig_open_plain[p]);
        return;
    }
    rig_hello(sc, p, security);
    if (security == TLS)
        rig_step(sc, rig_greeting[p]);
    rig_steps(sc, rig_login[p]);
}

static inline void rig_expand(struct rig_script *sc, const char *const *steps,
                              enum rig_protocol p, unsigned security)
{
    for (; *steps != NULL; steps++) {
        if (strcmp(*steps, "@ready") == 0)
            rig_ready(sc, p, security);
        else if (strcmp(*steps, "@hello") == 0)
            rig_hello(sc, p, security);
        else
            rig_step(sc, *steps);
    }
}

/* --- what must hold of every event ---------------------------------------------------------- */

static inline void rig_fault(struct rig *r, const char *what, const mw_event *ev)
{
    if (r->fault[0] == '\0')
        snprintf(r->fault, sizeof r->fault, "%s (event %d, id %d, \"%.*s\")", what, ev->type,
                 (int)ev->id, (int)(ev->len < 200 ? ev->len : 200), ev->data);
}

static inline int rig_contains(const char *p, size_t n, const char *word)
{
    return memmem(p, n, word, strlen(word)) != NULL;
}

static inline char rig_end_letter(int type)
{
    return type == MW_EV_DONE      ? 'D'
           : type == MW_EV_REFUSED ? 'R'
           : type == MW_EV_ABORTED ? 'A'
           : type == MW_EV_UNKNOWN ? 'U'
                                   : '\0';
}

/* Each id ends once, and nothing of it comes later. */
static inline void rig_watch_id(struct rig *r, const mw_event *ev)
{
    char letter = rig_end_letter(ev->type);
    size_t i;

    if (ev->id == 0) {
        if (letter != '\0' || ev->type == MW_EV_READY)
            rig_fault(r, "an end of no id", ev);
        return;
    }
    if (ev->id == 1) {
        if (ev->type != MW_EV_READY || r->seen[MW_EV_READY] > 1)
            rig_fault(r, "odd event of mw_open's id", ev);
        return;
    }
    for (i = 0; i < r->count && r->ids[i] != ev->id; i++)
        ;
    if (i == r->count)
        rig_fault(r, "an id that was never given out", ev);
    else if (r->ends[i] != '?')
        rig_fault(r, "an event of an id that has ended", ev);
    else if (letter != '\0')
        r->ends[i] = letter;
}

static inline void rig_watch_trace(struct rig *r, const mw_event *ev)
{
    int before = (ev->flags & MW_EVF_BEFORE_TLS) != 0;

    if (before && r->under_tls)
        rig_fault(r, "TRACE says before TLS again", ev);
    r->under_tls |= !before;
    if (!before && rig_contains(ev->data, ev->len, "EVIL"))
        rig_fault(r, "TRACE does not say that it came before TLS", ev);
    if (srv_leaks(ev->data, ev->len, RIG_SECRET))
        rig_fault(r, "the secret in a TRACE", ev);
}

/* Words are shown to people: no byte that a terminal obeys. A reply of several lines has LF. */
static inline void rig_watch_words(struct rig *r, const mw_event *ev)
{
    size_t i;

    for (i = 0; i < ev->len; i++)
        if (((unsigned char)ev->data[i] < 0x20 && ev->data[i] != '\n') || ev->data[i] == 0x7f)
            rig_fault(r, "a control byte in the server's words", ev);
}

static inline void rig_watch_numbers(struct rig *r, const mw_event *ev)
{
    int is_data = ev->type >= MW_EV_MSG && ev->type <= MW_EV_ITEM;

    if (ev->type == MW_EV_DATA)
        r->data_bytes += ev->len;
    r->damaged += (ev->flags & MW_EVF_DAMAGED) != 0;
    if (!is_data || (ev->flags & MW_EVF_DAMAGED))
        return;
    if (ev->num > r->top_num)
        r->top_num = ev->num;
    if (ev->uid > r->top_uid)
        r->top_uid = ev->uid;
}

static inline void rig_watch(struct rig *r, const mw_event *ev)
{
    size_t n = ev->len;

    r->events++;
    r->seen[ev->type < 32 ? ev->type : 31]++;
    if (ev->type == MW_EV_TRACE) {
        rig_watch_trace(r, ev);
        return;
    }
    rig_watch_id(r, ev);
    if (ev->type >= MW_EV_DONE || ev->type == MW_EV_READY ||
        (ev->type == MW_EV_MAILBOX && ev->item >= MW_ITEM_ALERT))
        rig_watch_words(r, ev);
    rig_watch_numbers(r, ev);
    if (ev->type == MW_EV_FAILED || ev->type == MW_EV_ABORTED || ev->type == MW_EV_UNKNOWN)
        return;
    if (rig_contains(ev->data, n, "EVIL"))
        rig_fault(r, "words from before TLS were handed over", ev);
    if (n > sizeof r->said - 1 - r->said_len)
        n = sizeof r->said - 1 - r->said_len;
    memcpy(r->said + r->said_len, ev->data, n);
    r->said_len += n;
}

/* --- what the session does ------------------------------------------------------------------ */

static inline int rig_submit(struct rig *r, char deed)
{
    mw_fetch what = MW_FETCH_INIT;

    switch (deed) {
    case 'm':
        return mw_smtp_mail(r->s, "ann@example.test", NULL);
    case 'r':
        return mw_smtp_rcpt(r->s, "bob@example.test", NULL);
    case 'd':
        return mw_smtp_data(r->s);
    case 'v':
        return mw_smtp_vrfy(r->s, "bob");
    case 's':
        return r->protocol == RIG_IMAP ? mw_imap_select(r->s, "INBOX", 0) : mw_pop3_stat(r->s);
    case 'u':
        return mw_pop3_uidl(r->s, 0);
    case 'f':
        what.items = MW_IMAP_BODY | MW_IMAP_FLAGS;
        return r->protocol == RIG_IMAP ? mw_imap_fetch(r->s, &what) : mw_pop3_retr(r->s, 1);
    case 'x':
        return mw_pop3_dele(r->s, 1);
    case 'n':
        return mw_noop(r->s);
    default:
        return mw_quit(r->s);
    }
}

static inline void rig_go_on(struct rig *r)
{
    int at_once = 1;

    while (*r->deeds != '\0' && at_once) {
        int id = rig_submit(r, *r->deeds++);

        assert_true(r->count < RIG_IDS_MAX);
        r->ids[r->count] = id;
        r->ends[r->count++] = id > 0 ? '?' : 'E';
        at_once = *r->deeds == '+' || id <= 0;
        r->deeds += *r->deeds == '+';
    }
}

static inline int rig_all_ended(const struct rig *r)
{
    return memchr(r->ends, '?', r->count) == NULL;
}

static inline int rig_is_over(const mw_event *ev)
{
    return ev->type == MW_EV_READY || ev->type == MW_EV_DONE || ev->type == MW_EV_REFUSED;
}

static inline void rig_write(struct rig *r)
{
    static const char mail[] = "Subject: hello\r\n\r\nworld\r\n";
    size_t taken = 0;

    if (r->body == NULL) {
        r->body = mail;
        r->body_len = sizeof mail - 1;
    }
    if (mw_write(r->s, r->body, r->body_len, &taken) != MW_OK)
        return;
    r->body += taken;
    r->body_len -= taken;
    if (r->body_len == 0)
        mw_write_end(r->s);
}

static inline void rig_keep_error(struct rig *r)
{
    r->err = *mw_last_error(r->s);
    snprintf(r->err_text, sizeof r->err_text, "%.*s", (int)r->err.text_len, r->err.text);
    r->caps = r->seen[MW_EV_READY] ? r->caps : mw_caps(r->s);
}

static inline void rig_wait(const mw_session *s)
{
    uint32_t want = mw_want(s), ms = mw_timeout(s);
    struct pollfd p;

    p.fd = (int)mw_handle(s);
    p.events = (short)((want & MW_POLL_READ ? POLLIN : 0) | (want & MW_POLL_WRITE ? POLLOUT : 0));
    p.revents = 0;
    poll(&p, 1, ms < 1000 ? (int)ms : 1000);
}

/* From mw_open to the end. */
static inline void rig_drive(struct rig *r, uint32_t deadline_ms)
{
    assert_int_equal(mw_open(r->s), 1);
    if (deadline_ms != 0)
        mw_deadline(r->s, deadline_ms);
    r->started_ms = rig_ms();
    while (r->last == 0 && rig_ms() - r->started_ms < RIG_HARD_LIMIT_MS) {
        const mw_event *ev = mw_next(r->s);

        if (ev == NULL) {
            rig_wait(r->s);
            continue;
        }
        rig_watch(r, ev);
        if (ev->flags & MW_EVF_LAST)
            r->last = ev->type;
        if (ev->type == MW_EV_READY)
            r->caps = mw_caps(r->s);
        if (ev->type == MW_EV_WRITE)
            rig_write(r);
        else if (rig_is_over(ev) && rig_all_ended(r))
            rig_go_on(r);
    }
    r->took_ms = rig_ms() - r->started_ms;
    rig_keep_error(r);
}

static inline int rig_new(mw_session **s, enum rig_protocol p, const mw_config *cfg)
{
    return p == RIG_SMTP   ? mw_net_smtp(s, cfg)
           : p == RIG_IMAP ? mw_net_imap(s, cfg)
                           : mw_net_pop3(s, cfg);
}

static inline mw_config rig_config(const struct rig_way *way, int port)
{
    mw_config cfg = MW_CONFIG_INIT;

    cfg.security = way->security == PLAIN      ? MW_PLAIN
                   : way->security == STARTTLS ? MW_STARTTLS
                                               : MW_TLS;
    cfg.flags = (way->trace ? MW_FLAG_TRACE : 0u) |
                (way->flags & IN_CLEAR ? MW_FLAG_SECRET_IN_CLEAR : 0u) |
                (way->flags & LMTP ? MW_FLAG_LMTP : 0u);
    cfg.host = way->host != NULL ? way->host : "localhost";
    cfg.address = "127.0.0.1";
    cfg.tls = rig_context;
    cfg.timeouts = way->timeouts;
    cfg.port = (uint32_t)port;
    cfg.in_bytes = way->in_bytes;
    cfg.out_bytes = way->out_bytes;
    if ((way->security != PLAIN || (way->flags & IN_CLEAR)) && !(way->flags & NO_LOGIN)) {
        cfg.user = RIG_USER;
        cfg.secret = RIG_SECRET;
    }
    return cfg;
}

/* Starts the server and the session, and drives it to its end. r->h stays. */
static inline void rig_run(struct rig *r, enum rig_protocol p, const struct rig_way *way,
                           const char *const *script, const char *deeds)
{
    struct hst_opts opts = { 0 };
    mw_config cfg;

    opts.pki = rig_pki;
    opts.limit_ms = 4000;
    r->protocol = p;
    r->deeds = deeds != NULL ? deeds : "";
    r->h = hst_start(script, &opts);
    assert_non_null(r->h);
    cfg = rig_config(way, hst_port(r->h));
    assert_int_equal(rig_new(&r->s, p, &cfg), MW_OK);
    rig_drive(r, way->deadline_ms);
    mw_free(r->s);
    r->s = NULL;
}

/* --- what must hold of every session -------------------------------------------------------- */

/* Before TLS nothing is said but what asks for it, and behind that nothing. */
static inline int rig_is_innocent(const struct hst_result *res)
{
    static const char *const allowed[] = { "EHLO ", "LHLO ", "A1 CAPABILITY", "CAPA", NULL };
    static const char *const last[] = { "STARTTLS\r\n", "A1 STARTTLS\r\n", "A2 STARTTLS\r\n",
                                        "STLS\r\n", NULL };
    const char *p = res->clear, *lf;
    int i;

    for (; *p != '\0' && *p != 0x16; p = lf + 1) {
        lf = strchr(p, '\n');
        if (lf == NULL)
            return 0;
        for (i = 0; last[i] != NULL; i++)
            if (strncmp(p, last[i], strlen(last[i])) == 0)
                return p[strlen(last[i])] == '\0' || p[strlen(last[i])] == 0x16;
        for (i = 0; allowed[i] != NULL && strncmp(p, allowed[i], strlen(allowed[i])) != 0; i++)
            ;
        if (allowed[i] == NULL)
            return 0;
    }
    return 1;
}

static inline void rig_say(const struct rig *r, const char *name, const char *what)
{
    print_error("%s: %s; code %d (%s) stage %d text \"%s\", ids \"%.*s\", %llu ms, %s\n", name,
                what, (int)r->err.code, mw_strerror(r->err.code), r->err.stage, r->err_text,
                (int)r->count, r->ends, (unsigned long long)r->took_ms,
                r->fault[0] != '\0' ? r->fault : "no other fault");
}

/* What all sessions have in common; returns what is wrong, NULL: nothing. */
static inline const char *rig_common_fault(struct rig *r, const struct rig_way *way,
                                           const struct hst_result *res)
{
    if (r->last == 0)
        return "the session does not end";
    if (r->fault[0] != '\0')
        return r->fault;
    if (!rig_all_ended(r))
        return "an id has not ended";
    if (hst_count(r->h) != 1)
        return "there was not one connection";
    if (!(way->flags & IN_CLEAR) && (hst_leaks_in_clear(r->h, RIG_SECRET) ||
                                     hst_leaks_in_clear(r->h, RIG_USER)))
        return "user or secret left in clear";
    if (way->security == STARTTLS && !rig_is_innocent(res))
        return "more was said before TLS than what asks for it";
    if (rig_sigpipes != 0)
        return "a SIGPIPE";
    return NULL;
}

static inline int rig_code_fits(const struct attack *a, int code)
{
    return code == a->code || ((a->flags & EITHER_TLS) &&
                               (code == MW_E_TLS || code == MW_E_PORT_IS_PLAIN));
}

static inline const char *rig_attack_fault(const struct attack *a, struct rig *r,
                                           const struct hst_result *res)
{
    if (r->last != (a->code == MW_OK ? MW_EV_CLOSED : MW_EV_FAILED))
        return a->code == MW_OK ? "it is not CLOSED" : "it is not FAILED";
    if (!rig_code_fits(a, r->err.code))
        return "another code";
    if (a->stage != 0 && r->err.stage != a->stage)
        return "another stage";
    if (a->ends != NULL && (strlen(a->ends) != r->count || memcmp(a->ends, r->ends, r->count) != 0))
        return "ids end in another way";
    if (res->end == HST_MISMATCH && !(a->flags & NO_MATCH)) {
        snprintf(r->fault, sizeof r->fault, "the client said \"%.400s\"", res->last_line);
        return r->fault;
    }
    if ((a->flags & UNSENT) && hst_leaks(r->h, RIG_SECRET))
        return "the secret was sent";
    return NULL;
}

static inline void rig_play(const struct attack *a, const struct rig_way *way)
{
    struct rig *r = calloc(1, sizeof *r);
    struct rig_script sc = { { NULL }, 0 };
    struct hst_result res;
    const char *fault;

    assert_non_null(r);
    rig_expand(&sc, a->script, a->protocol, way->security);
    rig_run(r, a->protocol, way, sc.step, a->deeds);
    assert_true(hst_wait(r->h, 1, 6000));
    assert_int_equal(hst_result(r->h, 0, &res), 0);
    fault = rig_common_fault(r, way, &res);
    if (fault == NULL)
        fault = rig_attack_fault(a, r, &res);
    if (fault != NULL) {
        rig_say(r, a->name, fault);
        print_error("in %s, %s; before TLS \"%s\", under TLS \"%s\"\n",
                    way->security == PLAIN ? "clear" : way->security == TLS ? "TLS" : "STARTTLS",
                    way->trace ? "small buffers" : "large buffers", res.clear, res.tls);
    }
    hst_result_free(&res);
    hst_stop(r->h);
    free(r);
    if (fault != NULL)
        fail();
}

/* A cmocka test: an attack in each of its modes, with large buffers, and with small ones and the
   trace on. */
static inline void rig_attack(void **state)
{
    const struct attack *a = *state;
    unsigned mode;
    int small;

    for (mode = PLAIN; mode <= TLS; mode <<= 1)
        for (small = 0; small < 2 - ((a->flags & BIG_ONLY) != 0); small++) {
            struct rig_way way = { mode, a->flags, NULL, (uint32_t)small, small ? 256u : 0u,
                                   small ? 256u : 0u, 0, &rig_limits };

            if (a->security & mode)
                rig_play(a, &way);
        }
}

/* Runs tables of attacks, a test each, and other tests. */
struct rig_tests {
    struct CMUnitTest test[400];
    size_t count;
};

static inline void rig_add(struct rig_tests *t, const char *name, CMUnitTestFunction f,
                           const void *row)
{
    const struct CMUnitTest test = { name, f, NULL, NULL, (void *)(uintptr_t)row };

    if (t->count == sizeof t->test / sizeof *t->test)
        abort();
    memcpy(&t->test[t->count++], &test, sizeof test);
}

static inline void rig_add_attacks(struct rig_tests *t, const struct attack *a, size_t count)
{
    for (; count > 0; count--, a++)
        rig_add(t, a->name, rig_attack, a);
}

#define RIG_COUNT(array) (sizeof(array) / sizeof *(array))

static inline int rig_main(const char *group, const struct rig_tests *t)
{
    return _cmocka_run_group_tests(group, t->test, t->count, rig_setup, rig_teardown);
}

#endif
