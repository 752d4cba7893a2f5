/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE

/* Strings of the caller that would be commands (R20), and messages that would end themselves (R21).
   What is refused leaves no byte on the wire; what is sent is exactly one argument, or exactly one
   message. */

#include "safety/rig.h"

#include "server/store.h"

/* --- strings -------------------------------------------------------------------------------- */

static const char *const bad_addresses[] = {
    "a@b\r\nRCPT TO:<evil@x>", "a@b\n", "a@b\r", "\r\na@b", "a\r\nDATA\r\n@b", "a b@c", "a@b c",
    "a@b> SIZE=1", "a@b>\r\nQUIT", "<a@b>", "a@b>", "<a@b", "a@b <c@d", "a@b,c@d>", "\"a\r\n\"@b",
    "\"a\n\"@b", "\"a\\\r\"@b", "\"a\\\r\nRCPT TO:<x@y>\"@b", "\"a\"b@c", "\"a@b", "a@b\t", "a@",
    "@b", "a", " ", "a@[1.2.3.4]\r\n", "a@[1.2\r\n]", "a@[1.2]>", "\x7f@b", "a@b\x01", "a\xc3@b",
    "a@b\xc0\x80", "a\xe2\x80\xa8@b", "\"a\x1b\"@b",
};

static const char *const bad_values[] = { "a\r\nRSET", "a\n", "a\r", "\x01", "\x7f", "\r\n.\r\n" };

static const char *const bad_mailboxes[] = {
    "a\r\nA9 LOGOUT", "a\n", "a\r", "\x01", "\x7f", "\xff", "INBOX\r\n", "\"\r\n",
};

static const char *const bad_sets[] = {
    "", " ", "1\r\n", "1\n", "1 FLAGS", "1)", "(1", "0", "0:1", "1:0", "1,,2", ",1", "1,", "1:",
    ":1",
    "1:2:3", "a", "-1", "+1", "4294967296", "1:4294967296", "99999999999999999999", "1;2", "*\r\n",
    "1 (FLAGS)\r\nA9 LOGOUT\r\n", "$\r\n", "1*", "**",
};

static const char *const bad_sections[] = {
    "\r\n", "TEXT\r\n", "]", "TEXT]", "HEADER] FLAGS BODY[", "1.0", "0", "1..2", ".1", "1.", "\"",
    "HEADER.FIELDS (A\r\n)", "HEADER.FIELDS (A) B", "HEADER.FIELDS (", "HEADER.FIELDS ()",
    "HEADER.FIELDS (A{3})", "HEADER.FIELDS (\"A\")", "{3}", "TEXT<0.5>", "1 2", "\x80",
};

/* What a session is refused for; each field in turn. */
static void in_the_configuration(void **state)
{
    static const char *const bad[] = { "a\r\nQUIT", "a\n", "a\r", "\r\n", "a\x01", "a\x7f" };
    struct hst_opts opts = { 0 };
    static const char *const script[] = { "S: 220 ready", NULL };
    struct hst *h = hst_start(script, &opts);
    size_t i;
    int p, field;

    (void)state;
    assert_non_null(h);
    for (i = 0; i < RIG_COUNT(bad); i++)
        for (p = 0; p < RIG_PROTOCOLS; p++)
            for (field = 0; field < 5; field++) {
                struct rig_way way = { PLAIN, IN_CLEAR, "localhost", 0, 0, 0, 0, NULL };
                mw_config cfg = rig_config(&way, hst_port(h));
                mw_session *s = NULL;
                const char **fields[5];

                fields[0] = &cfg.host;
                fields[1] = &cfg.address;
                fields[2] = &cfg.user;
                fields[3] = &cfg.secret;
                fields[4] = &cfg.hello;
                *fields[field] = bad[i];
                assert_int_equal(rig_new(&s, (enum rig_protocol)p, &cfg), MW_E_ARG);
                assert_null(s);
            }
    assert_int_equal(hst_count(h), 0);
    hst_stop(h);
}

/* A session that is READY in clear, against a script. */
struct line {
    struct hst *h;
    mw_session *s;
};

static void get_ready(struct line *l, enum rig_protocol p, const char *const *script)
{
    struct rig_way way = { PLAIN, 0, NULL, 0, 0, 0, 0, &rig_limits };
    struct hst_opts opts = { 0 };
    mw_config cfg;

    l->h = hst_start(script, &opts);
    assert_non_null(l->h);
    cfg = rig_config(&way, hst_port(l->h));
    assert_int_equal(rig_new(&l->s, p, &cfg), MW_OK);
    assert_int_equal(mw_run(l->s, mw_open(l->s)), MW_OK);
}

/* The rest of the dialogue, and what the server was sent in all. */
static void leave(struct line *l, const char *want)
{
    struct hst_result res;

    assert_int_equal(mw_run(l->s, mw_noop(l->s)), MW_OK);
    assert_int_equal(mw_run(l->s, mw_quit(l->s)), MW_OK);
    mw_free(l->s);
    assert_true(hst_wait(l->h, 1, 5000));
    assert_int_equal(hst_result(l->h, 0, &res), 0);
    assert_string_equal(res.clear, want);
    assert_int_equal(res.clear_len, strlen(want));
    hst_result_free(&res);
    hst_stop(l->h);
}

#define IS_REFUSED(call, string) \
    do { \
        int rc_ = (call); \
        if (rc_ != MW_E_ARG) \
            print_error("\"%s\" gives %d in %s\n", string, rc_, #call); \
        assert_int_equal(rc_, MW_E_ARG); \
    } while (0)

static void in_smtp(void **state)
{
    static const char *const script[] = {
        "S: 220 ready", "C: EHLO", "S: 250-a", "S: 250-SMTPUTF8", "S: 250-DSN",
        "S: 250-FUTURERELEASE 9 9", "S: 250-RRVS", "S: 250-AUTH PLAIN", "S: 250 SIZE",
        "C: MAIL FROM:<a@b>", "S: 250 ok", "C: RSET", "S: 250 ok", "C: NOOP", "S: 250 ok",
        "C: QUIT", "S: 221 bye", NULL
    };
    mw_mail utf8 = MW_MAIL_INIT;
    struct line l;
    size_t i;
    int id;

    (void)state;
    utf8.flags = MW_MAIL_UTF8;
    get_ready(&l, RIG_SMTP, script);
    for (i = 0; i < RIG_COUNT(bad_addresses); i++)
        IS_REFUSED(mw_smtp_mail(l.s, bad_addresses[i], NULL), bad_addresses[i]);
    IS_REFUSED(mw_smtp_mail(l.s, "a\xc3@b", &utf8), "broken UTF-8");
    IS_REFUSED(mw_smtp_mail(l.s, "\xc3\xa4\r\n@b", &utf8), "UTF-8 and a line end");
    assert_int_equal(mw_run(l.s, mw_smtp_mail(l.s, "a@b", NULL)), MW_OK);
    for (i = 0; i < RIG_COUNT(bad_addresses); i++)
        if (strcmp(bad_addresses[i], "a\xe2\x80\xa8@b") != 0)
            IS_REFUSED(mw_smtp_rcpt(l.s, bad_addresses[i], NULL), bad_addresses[i]);
    assert_int_equal(mw_run(l.s, mw_smtp_rset(l.s)), MW_OK);
    for (i = 0; i < RIG_COUNT(bad_values); i++) {
        mw_mail mail = MW_MAIL_INIT;

        mail.envid = bad_values[i];
        IS_REFUSED(mw_smtp_mail(l.s, "a@b", &mail), bad_values[i]);
        IS_REFUSED(mw_smtp_vrfy(l.s, bad_values[i]), bad_values[i]);
    }
    id = mw_smtp_vrfy(l.s, "");
    assert_int_equal(id, MW_E_ARG);
    leave(&l, "EHLO [127.0.0.1]\r\nMAIL FROM:<a@b>\r\nRSET\r\nNOOP\r\nQUIT\r\n");
}

/* The options of RCPT are looked at in a transaction only. */
static void in_smtp_parameters(void **state)
{
    static const char *const script[] = {
        "S: 220 ready", "C: EHLO", "S: 250-a", "S: 250-DSN", "S: 250-FUTURERELEASE 9 9",
        "S: 250-RRVS", "S: 250 AUTH PLAIN", "C: MAIL FROM:<a@b>", "S: 250 ok", "C: NOOP",
        "S: 250 ok", "C: QUIT", "S: 221 bye", NULL
    };
    mw_rcpt rcpt = MW_RCPT_INIT;
    struct line l;
    size_t i;

    (void)state;
    get_ready(&l, RIG_SMTP, script);
    assert_int_equal(mw_run(l.s, mw_smtp_mail(l.s, "a@b", NULL)), MW_OK);
    for (i = 0; i < RIG_COUNT(bad_values); i++) {
        rcpt.orcpt = bad_values[i];
        rcpt.rrvs = NULL;
        IS_REFUSED(mw_smtp_rcpt(l.s, "a@b", &rcpt), bad_values[i]);
        rcpt.orcpt = NULL;
        rcpt.rrvs = bad_values[i];
        IS_REFUSED(mw_smtp_rcpt(l.s, "a@b", &rcpt), bad_values[i]);
    }
    leave(&l, "EHLO [127.0.0.1]\r\nMAIL FROM:<a@b>\r\nNOOP\r\nQUIT\r\n");
}

static void in_imap(void **state)
{
    static const char *const script[] = {
        "S: * OK [CAPABILITY IMAP4rev1] ready", "C: $TAG SELECT", "S: $TAG OK", "C: $TAG NOOP",
        "S: $TAG OK", "C: $TAG LOGOUT", "S: * BYE", "S: $TAG OK", NULL
    };
    struct line l;
    size_t i;

    (void)state;
    get_ready(&l, RIG_IMAP, script);
    for (i = 0; i < RIG_COUNT(bad_mailboxes); i++)
        IS_REFUSED(mw_imap_select(l.s, bad_mailboxes[i], NULL), bad_mailboxes[i]);
    for (i = 0; i < RIG_COUNT(bad_sets); i++) {
        mw_fetch what = MW_FETCH_INIT;

        what.items = MW_IMAP_FLAGS;
        what.uids = bad_sets[i];
        IS_REFUSED(mw_imap_fetch(l.s, &what), bad_sets[i]);
    }
    for (i = 0; i < RIG_COUNT(bad_sections); i++) {
        mw_fetch what = MW_FETCH_INIT;

        what.items = MW_IMAP_BODY;
        what.section = bad_sections[i];
        IS_REFUSED(mw_imap_fetch(l.s, &what), bad_sections[i]);
    }
    /* what is odd but no control character is quoted, and remains one word */
    assert_int_equal(mw_run(l.s, mw_imap_select(l.s, "a\"b\\c {3+} (d) & ]%*", NULL)), MW_OK);
    leave(&l, "A1 SELECT \"a\\\"b\\\\c {3+} (d) &- ]%*\"\r\nA2 NOOP\r\nA3 LOGOUT\r\n");
}

static void in_pop3(void **state)
{
    static const char *const script[] = { "S: +OK", "C: CAPA", "S: -ERR", "C: NOOP", "S: +OK",
                                          "C: QUIT", "S: +OK", NULL };
    struct line l;

    (void)state;
    get_ready(&l, RIG_POP3, script);
    assert_int_equal(mw_pop3_retr(l.s, 0), MW_E_ARG);
    assert_int_equal(mw_pop3_dele(l.s, 0), MW_E_ARG);
    leave(&l, "CAPA\r\nNOOP\r\nQUIT\r\n");
}

/* --- names and secrets in the login ----------------------------------------------------------- */

struct login {
    const char *name;
    enum rig_protocol protocol;
    const char *user, *secret;
    const char *want; /* in clear, from the login on */
    const char *script[20];
};

#define ODD_USER "a\"b\\c {3+}"
#define ODD_SECRET "\\\"p (w)* %n"

static const struct login logins[] = {
    { "IMAP LOGIN quotes what needs it", RIG_IMAP, ODD_USER, ODD_SECRET,
      "A1 LOGIN \"a\\\"b\\\\c {3+}\" \"\\\\\\\"p (w)* %n\"\r\n",
      { "S: * OK [CAPABILITY IMAP4rev1] x", "C: $TAG LOGIN",
        "S: $TAG OK [CAPABILITY IMAP4rev1]" } },
    { "IMAP LOGIN waits for the leave to send a literal", RIG_IMAP, "\xc3\xa4", "\xc3\xb6x",
      "A1 LOGIN {2}\r\n\xc3\xa4 {3}\r\n\xc3\xb6x\r\n",
      { "S: * OK [CAPABILITY IMAP4rev1] x", "C: $TAG LOGIN {2}", "S: + go", "C:", "S: + go", "C:",
        "S: A1 OK [CAPABILITY IMAP4rev1]" } },
    { "IMAP LOGIN does not wait where LITERAL+ is offered", RIG_IMAP, "\xc3\xa4", "\xc3\xb6x",
      "A1 LOGIN {2+}\r\n\xc3\xa4 {3+}\r\n\xc3\xb6x\r\n",
      { "S: * OK [CAPABILITY IMAP4rev1 LITERAL+] x", "C: $TAG LOGIN {2+}", "C:", "C:",
        "S: A1 OK [CAPABILITY IMAP4rev1]" } },
    { "IMAP LOGIN: a literal is refused, nothing of it is sent", RIG_IMAP, "\xc3\xa4", "x",
      "A1 LOGIN {2}\r\n",
      { "S: * OK [CAPABILITY IMAP4rev1] x", "C: $TAG LOGIN {2}", "S: $TAG NO no" } },
    { "POP3 sends names and secrets as they are", RIG_POP3, ODD_USER, ODD_SECRET,
      "USER a\"b\\c {3+}\r\nPASS \\\"p (w)* %n\r\n",
      { "S: +OK", "C: CAPA", "S: -ERR", "C: USER", "S: +OK", "C: PASS", "S: +OK" } },
};

static void login_line(void **state)
{
    const struct login *row = *state;
    struct rig_way way = { PLAIN, IN_CLEAR, NULL, 0, 0, 0, 0, &rig_limits };
    struct hst_opts opts = { 0 };
    struct hst *h = hst_start(row->script, &opts);
    struct hst_result res;
    mw_config cfg;
    mw_session *s;
    const char *at;

    assert_non_null(h);
    cfg = rig_config(&way, hst_port(h));
    cfg.user = row->user;
    cfg.secret = row->secret;
    assert_int_equal(rig_new(&s, row->protocol, &cfg), MW_OK);
    mw_run(s, mw_open(s));
    mw_free(s);
    assert_true(hst_wait(h, 1, 5000));
    assert_int_equal(hst_result(h, 0, &res), 0);
    at = row->protocol == RIG_POP3 ? strstr(res.clear, "USER") : res.clear;
    assert_non_null(at);
    assert_string_equal(at, row->want);
    hst_result_free(&res);
    hst_stop(h);
}

/* --- messages ------------------------------------------------------------------------------- */

#define LITERAL(s) { s, sizeof s - 1 }

static const struct body {
    const char *p;
    size_t n;
} bodies[] = {
    LITERAL(""), LITERAL("."), LITERAL(".."), LITERAL(".\r\n"), LITERAL("\r\n."), LITERAL("\n."),
    LITERAL("\r."), LITERAL("\r\n.\r\n"), LITERAL("\n.\n"), LITERAL("\r.\r"), LITERAL("\r.\n"),
    LITERAL("\n.\r\n"), LITERAL("\r\n.\n"), LITERAL("\r\n.\r"), LITERAL("\r\r\n.\r\r\n"),
    LITERAL("x\r\n.\r\nMAIL FROM:<evil@x>\r\nRCPT TO:<evil@x>\r\nDATA\r\nx\r\n.\r\n"),
    LITERAL("x\n.\nMAIL FROM:<evil@x>\n"), LITERAL("x\r.\rMAIL FROM:<evil@x>\r"),
    LITERAL("x\n.\r\nMAIL FROM:<evil@x>\r\n"), LITERAL("x\r\n.\nMAIL FROM:<evil@x>\r\n"),
    LITERAL("x\r\n\0.\r\nMAIL FROM:<evil@x>\r\n"), LITERAL("x\0\r\n.\0\r\n"), LITERAL("\0.\r\n"),
    LITERAL("BDAT 5 LAST\r\nhello"), LITERAL("x\r\nBDAT 0 LAST\r\n"), LITERAL("\r\n\r\n\r\n."),
    LITERAL("x\r\n..\r\n...\r\n.x\r\n"), LITERAL("\n\n\r\r\n\n.\r"),
};

/* The same with CRLF line ends only, which is what the server must have in the end. */
static size_t proper(char *to, const struct body *b)
{
    size_t i, n = 0;

    for (i = 0; i < b->n; i++) {
        if (b->p[i] != '\r' && b->p[i] != '\n') {
            to[n++] = b->p[i];
            continue;
        }
        i += b->p[i] == '\r' && i + 1 < b->n && b->p[i + 1] == '\n';
        to[n++] = '\r';
        to[n++] = '\n';
    }
    if (n > 0 && to[n - 1] != '\n') {
        to[n++] = '\r';
        to[n++] = '\n';
    }
    return n;
}

/* The body in pieces of `chunk` bytes. */
static void send_body(mw_session *s, const struct body *b, size_t chunk)
{
    size_t at;

    for (at = 0; at < b->n; at += chunk)
        assert_int_equal(mw_write_all(s, b->p + at, b->n - at < chunk ? b->n - at : chunk), MW_OK);
}

static void send_one(mw_session *s, const struct body *b, size_t chunk)
{
    int id;

    assert_int_equal(mw_run(s, mw_smtp_mail(s, "ann@example.test", NULL)), MW_OK);
    assert_int_equal(mw_run(s, mw_smtp_rcpt(s, "bob@example.test", NULL)), MW_OK);
    id = mw_smtp_data(s);
    assert_int_equal(mw_run(s, id), MW_OK);
    send_body(s, b, chunk);
    assert_int_equal(mw_run(s, mw_write_end(s)), MW_OK);
}

/* DATA: what stands between 354 and the verdict is one message, dots doubled, and no bare CR or
   LF. Returns what is behind it. */
static const char *judge_data(const char *p, const struct body *b)
{
    char want[400];
    size_t n = proper(want, b), i;

    for (i = 0; i < n; i++) {
        if (want[i] == '.' && (i == 0 || want[i - 1] == '\n'))
            assert_int_equal(*p++, '.');
        assert_int_equal(*p++, want[i]);
    }
    assert_memory_equal(p, ".\r\n", 3);
    return p + 3;
}

/* BDAT: the same by its lengths. */
static const char *judge_bdat(const char *p, const struct body *b)
{
    char want[400], got[400];
    size_t n = proper(want, b), have = 0, size;
    int last = 0;

    while (!last) {
        char *end;

        assert_memory_equal(p, "BDAT ", 5);
        size = strtoul(p + 5, &end, 10);
        last = strncmp(end, " LAST\r\n", 7) == 0;
        assert_true(last || strncmp(end, "\r\n", 2) == 0);
        assert_true(have + size <= sizeof got);
        memcpy(got + have, strchr(end, '\n') + 1, size);
        p = strchr(end, '\n') + 1 + size;
        have += size;
    }
    assert_int_equal(have, n);
    assert_memory_equal(got, want, n);
    return p;
}

static void no_message_ends_itself(void **state)
{
    static const size_t chunks[] = { 1, 2, 3, 1000 };
    int with_bdat = *state != NULL;
    static const char mail[] = "MAIL FROM:<ann@example.test>";
    struct srv_opts opts = { 0 };
    struct srv *srv;
    struct srv_wire w;
    mw_config cfg = MW_CONFIG_INIT;
    mw_session *s;
    const char *p;
    size_t i, j, sent = 0;

    opts.protocols = 1u << SRV_SMTP;
    opts.modes = 1u << SRV_PLAIN;
    opts.pki = rig_pki;
    opts.smtp_off = with_bdat ? 0 : SRV_CHUNKING;
    srv = srv_start(&opts);
    assert_non_null(srv);
    cfg.security = MW_PLAIN;
    cfg.host = "127.0.0.1";
    cfg.port = (uint32_t)srv_port(srv, SRV_SMTP, SRV_PLAIN);
    cfg.timeouts = &rig_limits;
    assert_int_equal(mw_net_smtp(&s, &cfg), MW_OK);
    assert_int_equal(mw_run(s, mw_open(s)), MW_OK);
    for (j = 0; j < RIG_COUNT(chunks); j++)
        for (i = 0; i < RIG_COUNT(bodies); i++, sent++)
            send_one(s, &bodies[i], chunks[j]);
    assert_int_equal(mw_run(s, mw_quit(s)), MW_OK);
    mw_free(s);
    assert_true(srv_wait_idle(srv, 5000));
    assert_int_equal(srv_wire(srv, 0, &w), 0);
    p = w.data;
    for (i = 0; i < sent; i++) {
        const struct body *b = &bodies[i % RIG_COUNT(bodies)];

        p = memmem(p, w.len - (size_t)(p - w.data), mail, sizeof mail - 1);
        assert_non_null(p);
        p = strchr(strchr(p, '\n') + 1, '\n') + 1;
        if (!with_bdat)
            assert_memory_equal(p, "DATA\r\n", 6);
        p = with_bdat ? judge_bdat(p, b) : judge_data(p + 6, b);
    }
    assert_string_equal(p, "QUIT\r\n");
    assert_int_equal(srv_wire_count(srv), 1);
    srv_wire_free(&w);
    srv_stop(srv);
}

int main(void)
{
    static struct rig_tests t;
    size_t i;

    rig_add(&t, "strings of the configuration", in_the_configuration, NULL);
    rig_add(&t, "SMTP: addresses and values", in_smtp, NULL);
    rig_add(&t, "SMTP: parameters of RCPT", in_smtp_parameters, NULL);
    rig_add(&t, "IMAP: mailboxes, sets and sections", in_imap, NULL);
    rig_add(&t, "POP3: message numbers", in_pop3, NULL);
    for (i = 0; i < RIG_COUNT(logins); i++)
        rig_add(&t, logins[i].name, login_line, &logins[i]);
    rig_add(&t, "no message ends itself (DATA)", no_message_ends_itself, NULL);
    rig_add(&t, "no message ends itself (BDAT)", no_message_ends_itself, "with BDAT");
    return rig_main("injection", &t);
}
