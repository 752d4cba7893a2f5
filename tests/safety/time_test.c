/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE

/* Time (R13): in each phase a peer that is silent, one that drips bytes, and one that does not read
   are left within that phase's own limit, whatever the others are; and within the caller's
   deadline even while data pours in. */

#include "safety/rig.h"

#define LIMIT_MS 100u
#define DEADLINE_MS 1000u /* of the whole session: logging in over TLS must fit in */
#define SLACK_MS 2000u    /* for a loaded machine and a sanitizer */

struct slow {
    struct attack a;
    size_t field;         /* of mw_timeouts; 0: it is the deadline that ends it */
    size_t secret_bytes;  /* 0: the usual secret */
    size_t body_bytes;    /* 0: the usual body */
};

#define SLOW(field, p, modes, what, deeds, ends, code, stage, ...) \
    { { what, p, modes, deeds, ends, code, stage, 0, { __VA_ARGS__, NULL } }, \
      offsetof(mw_timeouts, field), 0, 0 }
#define LONG "2500" /* ms; beyond any limit and its slack */
#define SILENT "! silent 4000"
#define DRIP "! drip 1 20"
#define MAIL_GOES "C: MAIL FROM", "S: 250 ok", "C: RCPT TO", "S: 250 ok", "C: DATA"
#define LINES_4(s) s "\\r\\n" s "\\r\\n" s "\\r\\n" s "\\r\\n"
#define LINES_8(s) LINES_4(s) LINES_4(s)
#define MANY \
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static const struct slow phases[] = {
    SLOW(tls_ms, RIG_SMTP, TLS, "handshake: silence", "", "", MW_E_TIMEOUT, MW_AT_TLS, SILENT),
    SLOW(tls_ms, RIG_IMAP, TLS, "handshake: a drip", "", "", MW_E_TIMEOUT, MW_AT_TLS, DRIP,
         "R: \\x16\\x03\\x03\\x3f\\x00\\x02\\x00\\x3e\\x00\\x03\\x03" MANY),
    SLOW(tls_ms, RIG_SMTP, STARTTLS, "handshake behind STARTTLS: silence", "", "", MW_E_TIMEOUT,
         MW_AT_TLS, "S: 220 ready", "C: EHLO", "S: 250-a", "S: 250 STARTTLS", "C: STARTTLS",
         "S: 220 go", SILENT),
    SLOW(tls_ms, RIG_POP3, STARTTLS, "handshake behind STLS: a drip", "", "", MW_E_TIMEOUT,
         MW_AT_TLS, "S: +OK", "C: CAPA", "S: +OK", "S: STLS", "S: .", "C: STLS", "S: +OK",
         "! take 20", DRIP, "R: \\x16\\x03\\x03\\x3f\\x00\\x02\\x00\\x3e\\x00\\x03\\x03" MANY),

    SLOW(greeting_ms, RIG_SMTP, ALL_MODES & ~TLS, "SMTP greeting: silence", "", "", MW_E_TIMEOUT,
         MW_AT_GREETING, SILENT),
    SLOW(greeting_ms, RIG_SMTP, ALL_MODES & ~TLS, "SMTP greeting: a drip", "", "", MW_E_TIMEOUT,
         MW_AT_GREETING, DRIP, "R: 220 " MANY),
    SLOW(greeting_ms, RIG_SMTP, TLS, "SMTP greeting: a drip of lines", "", "", MW_E_TIMEOUT,
         MW_AT_GREETING, "@hello", "! drip 7 20",
         "R: " LINES_8("220-x") LINES_8("220-x") LINES_8("220-x")),
    SLOW(greeting_ms, RIG_IMAP, ALL_MODES & ~TLS, "IMAP greeting: silence", "", "", MW_E_TIMEOUT,
         MW_AT_GREETING, SILENT),
    SLOW(greeting_ms, RIG_IMAP, ALL_MODES & ~TLS, "IMAP greeting: a drip", "", "", MW_E_TIMEOUT,
         MW_AT_GREETING, DRIP, "R: * OK " MANY),
    SLOW(greeting_ms, RIG_POP3, ALL_MODES & ~TLS, "POP3 greeting: silence", "", "", MW_E_TIMEOUT,
         MW_AT_GREETING, SILENT),
    SLOW(greeting_ms, RIG_POP3, ALL_MODES & ~TLS, "POP3 greeting: a drip", "", "", MW_E_TIMEOUT,
         MW_AT_GREETING, DRIP, "R: +OK " MANY),

    SLOW(command_ms, RIG_SMTP, ALL_MODES & ~TLS, "EHLO: silence", "", "", MW_E_TIMEOUT, MW_AT_HELLO,
         "S: 220 ready", "C: EHLO", SILENT),
    SLOW(command_ms, RIG_IMAP, ALL_MODES & ~TLS, "CAPABILITY: a drip", "", "", MW_E_TIMEOUT,
         MW_AT_HELLO, "S: * OK", "C: $TAG CAPABILITY", DRIP, "R: * CAPABILITY " MANY),
    SLOW(command_ms, RIG_POP3, ALL_MODES & ~TLS, "CAPA: a drip", "", "", MW_E_TIMEOUT, MW_AT_HELLO,
         "S: +OK", "C: CAPA", "S: +OK", DRIP, "R: " MANY),
    SLOW(command_ms, RIG_SMTP, STARTTLS, "STARTTLS: silence", "", "", MW_E_TIMEOUT, MW_AT_STARTTLS,
         "S: 220 ready", "C: EHLO", "S: 250-a", "S: 250 STARTTLS", "C: STARTTLS", SILENT),
    SLOW(command_ms, RIG_IMAP, STARTTLS, "IMAP STARTTLS: a drip of untagged data", "", "",
         MW_E_TIMEOUT, MW_AT_STARTTLS, "S: * OK", "C: $TAG CAPABILITY", "S: * CAPABILITY STARTTLS",
         "S: $TAG OK", "C: $TAG STARTTLS", "! drip 6 20",
         "R: " LINES_8("* OK") LINES_8("* OK") LINES_8("* OK")),
    SLOW(command_ms, RIG_POP3, STARTTLS, "STLS: a drip", "", "", MW_E_TIMEOUT, MW_AT_STARTTLS,
         "S: +OK", "C: CAPA", "S: +OK", "S: STLS", "S: .", "C: STLS", DRIP, "R: +OK " MANY),
    SLOW(command_ms, RIG_SMTP, TLS, "AUTH: silence", "", "", MW_E_TIMEOUT, MW_AT_AUTH, "@hello",
         "S: 220 ready", "C: EHLO", "S: 250-a", "S: 250 AUTH PLAIN", "C: AUTH", SILENT),
    SLOW(command_ms, RIG_IMAP, TLS, "LOGIN: a drip", "", "", MW_E_TIMEOUT, MW_AT_AUTH, "@hello",
         "S: * OK [CAPABILITY IMAP4rev1] x", "C: $TAG LOGIN", DRIP, "R: $TAG OK " MANY),
    SLOW(command_ms, RIG_POP3, TLS, "PASS: silence", "", "", MW_E_TIMEOUT, MW_AT_AUTH, "@hello",
         "S: +OK", "C: CAPA", "S: +OK", "S: .", "C: USER", "S: +OK", "C: PASS", SILENT),

    SLOW(command_ms, RIG_SMTP, PLAIN | TLS, "NOOP: silence", "n", "A", MW_E_TIMEOUT, MW_AT_COMMAND,
         "@ready", "C: NOOP", SILENT),
    SLOW(command_ms, RIG_SMTP, PLAIN | TLS, "MAIL: a drip", "m", "A", MW_E_TIMEOUT, MW_AT_COMMAND,
         "@ready", "C: MAIL", DRIP, "R: 250-" MANY),
    SLOW(command_ms, RIG_IMAP, PLAIN | TLS, "IMAP NOOP: a drip of untagged data", "n", "A",
         MW_E_TIMEOUT, MW_AT_COMMAND, "@ready", "C: $TAG NOOP", "! drip 6 20",
         "R: " LINES_8("* OK") LINES_8("* OK") LINES_8("* OK")),
    SLOW(command_ms, RIG_POP3, PLAIN | TLS, "UIDL: a drip", "u", "A", MW_E_TIMEOUT, MW_AT_COMMAND,
         "@ready", "C: UIDL", "S: +OK", DRIP, "R: 1 " MANY),

    SLOW(data_start_ms, RIG_SMTP, PLAIN | TLS, "DATA: silence", "mrd", "DDA", MW_E_TIMEOUT,
         MW_AT_DATA_START, "@ready", MAIL_GOES, SILENT),
    SLOW(data_start_ms, RIG_SMTP, PLAIN, "DATA: a drip", "mrd", "DDA", MW_E_TIMEOUT,
         MW_AT_DATA_START, "@ready", MAIL_GOES, DRIP, "R: 354 " MANY),
    SLOW(data_end_ms, RIG_SMTP, PLAIN | TLS, "the message's verdict: silence", "mrd", "DDU",
         MW_E_TIMEOUT, MW_AT_DATA_END, "@ready", MAIL_GOES, "S: 354 go", "! skip .", SILENT),
    SLOW(data_end_ms, RIG_SMTP, PLAIN, "the message's verdict: a drip", "mrd", "DDU", MW_E_TIMEOUT,
         MW_AT_DATA_END, "@ready", MAIL_GOES, "S: 354 go", "! skip .", DRIP, "R: 250-" MANY),
    SLOW(body_ms, RIG_POP3, PLAIN | TLS, "RETR: silence in the body", "f", "A", MW_E_TIMEOUT,
         MW_AT_BODY, "@ready", "C: RETR", "S: +OK", "S: Subject: x", SILENT),
    SLOW(body_ms, RIG_POP3, PLAIN | TLS, "RETR: a drip in the body", "f", "A", MW_E_TIMEOUT,
         MW_AT_BODY, "@ready", "C: RETR", "S: +OK", DRIP, "R: " MANY),
    SLOW(body_ms, RIG_IMAP, PLAIN | TLS, "FETCH: silence in the literal", "f", "A", MW_E_TIMEOUT,
         MW_AT_BODY, "@ready", "C: $TAG UID FETCH", "R: * 1 FETCH (BODY[] {100}\\r\\nabc", SILENT),
    SLOW(body_ms, RIG_IMAP, PLAIN | TLS, "FETCH: a drip in the literal", "f", "A", MW_E_TIMEOUT,
         MW_AT_BODY, "@ready", "C: $TAG UID FETCH", "R: * 1 FETCH (BODY[] {10000}\\r\\n", DRIP,
         "R: " MANY),
    SLOW(command_ms, RIG_IMAP, PLAIN | TLS, "FETCH: silence behind the literal", "f", "A",
         MW_E_TIMEOUT, MW_AT_COMMAND, "@ready", "C: $TAG UID FETCH",
         "R: * 1 FETCH (BODY[] {3}\\r\\nabc", SILENT),

    SLOW(quit_ms, RIG_SMTP, PLAIN | TLS, "SMTP QUIT: silence changes nothing", "q", "D", MW_OK, 0,
         "@ready", "C: QUIT", SILENT),
    SLOW(quit_ms, RIG_SMTP, PLAIN, "SMTP QUIT: a drip changes nothing", "q", "D", MW_OK, 0,
         "@ready", "C: QUIT", DRIP, "R: 221 " MANY),
    SLOW(quit_ms, RIG_IMAP, PLAIN | TLS, "LOGOUT: silence changes nothing", "q", "D", MW_OK, 0,
         "@ready", "C: $TAG LOGOUT", SILENT),
    SLOW(quit_ms, RIG_IMAP, PLAIN, "LOGOUT: a drip changes nothing", "q", "D", MW_OK, 0, "@ready",
         "C: $TAG LOGOUT", DRIP, "R: * OK " MANY),
    SLOW(quit_ms, RIG_POP3, PLAIN | TLS, "POP3 QUIT: silence changes nothing", "q", "D", MW_OK, 0,
         "@ready", "C: QUIT", SILENT),
    SLOW(command_ms, RIG_POP3, PLAIN | TLS, "POP3 QUIT with deletions: silence", "xq", "DU",
         MW_E_TIMEOUT, 0, "@ready", "C: DELE", "S: +OK", "C: QUIT", SILENT),

    SLOW(command_ms, RIG_SMTP, PLAIN, "half a reply that nobody asked for", "n", "A", MW_E_TIMEOUT,
         0, "@ready", "R: 250 ha", SILENT),
    SLOW(command_ms, RIG_SMTP, PLAIN, "a line of a reply that nobody asked for", "n", "A",
         MW_E_TIMEOUT, 0, "@ready", "S: 250-half", SILENT),
    SLOW(command_ms, RIG_POP3, PLAIN, "half a reply that nobody asked for (POP3)", "n", "A",
         MW_E_TIMEOUT, 0, "@ready", "R: +O", SILENT),
    SLOW(body_ms, RIG_SMTP, PLAIN, "half a verdict with the 354", "mrd", "DDA", MW_E_TIMEOUT,
         MW_AT_BODY, "@ready", MAIL_GOES, "S: 354 go", "R: 25", SILENT),

    /* a peer that does not read: the drip keeps it busy */
    { { "a body that nobody reads", RIG_SMTP, PLAIN | TLS, "mrd", "DDA", MW_E_TIMEOUT, MW_AT_BODY,
        NO_MATCH, { "@ready", MAIL_GOES, "S: 354 go", "! take 100", "! drip 1 " LONG, "R: 250",
        NULL } }, offsetof(mw_timeouts, body_ms), 0, 24u << 20 },
    { { "a secret that nobody reads (SMTP)", RIG_SMTP, TLS, "", "", MW_E_TIMEOUT, MW_AT_AUTH,
        NO_MATCH, { "@hello", "S: 220 ready", "C: EHLO", "S: 250-a", "S: 250 AUTH PLAIN",
        "C: AUTH PLAIN", "! drip 6 " LONG, "R: 334 \\r\\n2", NULL } },
      offsetof(mw_timeouts, command_ms), 24u << 20, 0 },
    { { "a secret that nobody reads (IMAP)", RIG_IMAP, TLS, "", "", MW_E_TIMEOUT, MW_AT_AUTH,
        NO_MATCH, { "@hello", "S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] x",
        "C: $TAG AUTHENTICATE PLAIN", "! drip 4 " LONG, "R: + \\r\\nA", NULL } },
      offsetof(mw_timeouts, command_ms), 24u << 20, 0 },

    /* the deadline, in the middle of plenty */
    { { "the deadline while a message pours in (POP3)", RIG_POP3, PLAIN | TLS, "f", "A",
        MW_E_TIMEOUT, MW_AT_BODY, BIG_ONLY, { "@ready", "C: RETR", "S: +OK",
        "! flood 4000 abcdefgh\\r\\n", NULL } }, 0, 0, 0 },
    { { "the deadline while a listing pours in (POP3)", RIG_POP3, PLAIN, "u", "A", MW_E_TIMEOUT, 0,
        BIG_ONLY, { "@ready", "C: UIDL", "S: +OK", "! flood 4000 1 " MANY "\\r\\n", NULL } }, 0,
      0, 0 },
    { { "the deadline while a message pours in (IMAP)", RIG_IMAP, PLAIN | TLS, "f", "A",
        MW_E_TIMEOUT, MW_AT_BODY, BIG_ONLY, { "@ready", "C: $TAG UID FETCH",
        "S: * 1 FETCH (BODY[] {4000000000}", "! flood 4000 abcdefgh\\r\\n", NULL } }, 0, 0, 0 },
};

static mw_timeouts limits_of(const struct slow *slow)
{
    mw_timeouts limits = { sizeof(mw_timeouts), 6000, 6000, 6000, 6000, 6000, 6000, 6000, 6000 };
    uint32_t ms = LIMIT_MS;

    if (slow->field != 0)
        memcpy((char *)&limits + slow->field, &ms, sizeof ms);
    return limits;
}

static char *plenty(size_t n)
{
    char *p = malloc(n + 1);

    assert_non_null(p);
    memset(p, 'x', n);
    p[n] = '\0';
    return p;
}

/* Runs it; what is wrong, NULL: nothing. */
static const char *run(const struct slow *slow, struct rig *r, struct rig_way *way)
{
    const struct attack *a = &slow->a;
    struct rig_script sc = { { NULL }, 0 };
    uint32_t limit_ms = slow->field == 0 ? DEADLINE_MS : LIMIT_MS;
    struct hst_opts opts = { 0 };
    char *secret = slow->secret_bytes ? plenty(slow->secret_bytes) : NULL;
    char *body = slow->body_bytes ? plenty(slow->body_bytes) : NULL;
    struct hst_result res;
    const char *fault;
    mw_config cfg;

    opts.pki = rig_pki;
    r->protocol = a->protocol;
    r->deeds = a->deeds;
    r->body = body;
    r->body_len = slow->body_bytes;
    rig_expand(&sc, a->script, a->protocol, way->security);
    r->h = hst_start(sc.step, &opts);
    assert_non_null(r->h);
    cfg = rig_config(way, hst_port(r->h));
    if (secret != NULL)
        cfg.secret = secret;
    assert_int_equal(rig_new(&r->s, a->protocol, &cfg), MW_OK);
    rig_drive(r, slow->field == 0 ? DEADLINE_MS : 0);
    mw_free(r->s);
    assert_true(hst_wait(r->h, 1, 6000));
    assert_int_equal(hst_result(r->h, 0, &res), 0);
    fault = rig_common_fault(r, way, &res);
    if (fault == NULL)
        fault = rig_attack_fault(a, r, &res);
    if (fault == NULL && (r->took_ms < limit_ms - 20 || r->took_ms > limit_ms + SLACK_MS))
        fault = "not within its limit";
    hst_result_free(&res);
    hst_stop(r->h);
    free(secret);
    free(body);
    return fault;
}

static void slow_peer(void **state)
{
    const struct slow *slow = *state;
    mw_timeouts limits = limits_of(slow);
    unsigned mode;

    for (mode = PLAIN; mode <= TLS; mode <<= 1) {
        struct rig_way way = { mode, slow->a.flags, NULL, 0, 0, 0, 0, &limits };
        struct rig *r = calloc(1, sizeof *r);
        const char *fault = NULL;

        assert_non_null(r);
        if (slow->a.security & mode)
            fault = run(slow, r, &way);
        if (fault != NULL)
            rig_say(r, slow->a.name, fault);
        free(r);
        assert_null(fault);
    }
}

int main(void)
{
    static struct rig_tests t;
    size_t i;

    for (i = 0; i < RIG_COUNT(phases); i++)
        rig_add(&t, phases[i].a.name, slow_peer, &phases[i]);
    return rig_main("time", &t);
}
