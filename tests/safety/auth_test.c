/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE

/* Logging in: what is offered is obeyed (R22), a secret leaves only where it may (R1), challenges
   end (R14), referrals are not followed (R10), and the server's words are only words (R23). */

#include "safety/rig.h"

#define ROW(p, modes, what, code, flags, ...) \
    { what, p, modes, "q", NULL, code, 0, flags, { __VA_ARGS__, NULL } }

#define SMTP_OFFERS(words) "@hello", "S: 220 ready", "C: EHLO", "S: 250-a", "S: 250 " words
#define IMAP_OFFERS(words) \
    "@hello", "S: * OK ready", "C: $TAG CAPABILITY", "S: * CAPABILITY IMAP4rev1 " words, \
        "S: $TAG OK done"
#define POP3_OFFERS(...) "@hello", "S: +OK ready", "C: CAPA", "S: +OK", __VA_ARGS__, "S: ."

/* In clear, with a secret and no leave to show it; and leave that does not help. */
static const struct attack in_clear[] = {
    ROW(RIG_SMTP, PLAIN, "SMTP: EHLO is refused where a login is wanted: no HELO",
        MW_E_AUTH_MECHANISM, IN_CLEAR | UNSENT | NO_MATCH, "S: 220 ready", "C: EHLO", "S: 502 no",
        "C: HELO"),
    ROW(RIG_SMTP, PLAIN, "SMTP: no AUTH is offered where a login is wanted", MW_E_AUTH_MECHANISM,
        IN_CLEAR | UNSENT, "S: 220 ready", "C: EHLO", "S: 250 mail.example.test"),
    ROW(RIG_IMAP, PLAIN, "IMAP: LOGINDISABLED counts in clear, too", MW_E_AUTH_NEEDS_TLS,
        IN_CLEAR | UNSENT, IMAP_OFFERS("LOGINDISABLED AUTH=PLAIN")),
    ROW(RIG_IMAP, PLAIN, "IMAP: LOGINDISABLED in the greeting counts", MW_E_AUTH_NEEDS_TLS,
        IN_CLEAR | UNSENT, "S: * OK [CAPABILITY IMAP4rev1 LOGINDISABLED] ready"),
};

static const struct attack offers[] = {
    ROW(RIG_SMTP, TLS, "SMTP: no mechanism in common", MW_E_AUTH_MECHANISM, UNSENT,
        SMTP_OFFERS("AUTH GSSAPI DIGEST-MD5 PLAINX XPLAIN PLAI")),
    ROW(RIG_SMTP, TLS, "SMTP: AUTH without mechanisms", MW_E_AUTH_MECHANISM, UNSENT,
        SMTP_OFFERS("AUTH")),
    ROW(RIG_SMTP, TLS, "SMTP: a mechanism that nobody asked for (XOAUTH2)", MW_E_AUTH_MECHANISM,
        UNSENT, SMTP_OFFERS("AUTH XOAUTH2")),
    ROW(RIG_IMAP, TLS, "IMAP: LOGINDISABLED and no mechanism", MW_E_AUTH_MECHANISM, UNSENT,
        IMAP_OFFERS("LOGINDISABLED")),
    ROW(RIG_IMAP, TLS, "IMAP: LOGINDISABLED and no mechanism in common", MW_E_AUTH_MECHANISM,
        UNSENT, IMAP_OFFERS("LOGINDISABLED AUTH=GSSAPI AUTH=XOAUTH2 AUTH=PLAINX AUTH=")),
    ROW(RIG_POP3, TLS, "POP3: USER is not offered, nor a mechanism of ours", MW_E_AUTH_MECHANISM,
        UNSENT, POP3_OFFERS("S: SASL GSSAPI XOAUTH2")),
};

#define SMTP_AUTH SMTP_OFFERS("AUTH PLAIN"), "C: AUTH PLAIN"
#define SMTP_LOGIN SMTP_OFFERS("AUTH LOGIN"), "C: AUTH LOGIN"
#define IMAP_AUTH IMAP_OFFERS("AUTH=PLAIN SASL-IR LOGINDISABLED"), "C: $TAG AUTHENTICATE PLAIN"

static const struct attack challenges[] = {
    ROW(RIG_SMTP, TLS, "SMTP: a challenge to PLAIN, which has none", MW_E_PROTOCOL, 0, SMTP_AUTH,
        "S: 334 "),
    ROW(RIG_SMTP, TLS, "SMTP: challenges without end to LOGIN", MW_E_PROTOCOL, 0, SMTP_LOGIN,
        "S: 334 UGFzc3dvcmQ6", "C:", "S: 334 UGFzc3dvcmQ6", "C:", "S: 334 UGFzc3dvcmQ6"),
    ROW(RIG_SMTP, TLS, "SMTP: the user name is asked for without end", MW_E_PROTOCOL, NO_MATCH,
        SMTP_LOGIN, "S: 334 VXNlcm5hbWU6", "C:", "S: 334 VXNlcm5hbWU6", "C:",
        "S: 334 VXNlcm5hbWU6", "C:", "S: 334 VXNlcm5hbWU6", "C:", "S: 334 VXNlcm5hbWU6", "C:",
        "S: 334 VXNlcm5hbWU6", "C:", "S: 334 VXNlcm5hbWU6"),
    ROW(RIG_SMTP, TLS, "CVE-2025-61962: a bare 334", MW_E_PROTOCOL, 0, SMTP_AUTH, "S: 334"),
    ROW(RIG_SMTP, TLS, "CVE-2026-113868: challenges that are not base64", MW_E_PROTOCOL, 0,
        SMTP_LOGIN, "R: 334 \\x00\\xff!!==\\r\\n", "C:", "S: 334 =", "C:", "S: 334 ="),
    ROW(RIG_SMTP, TLS, "SMTP: a challenge of many lines", MW_E_PROTOCOL, 0, SMTP_AUTH,
        "! repeat 900 334-QUJD\\r\\n", "S: 334 QUJD"),
    ROW(RIG_SMTP, TLS, "SMTP: a huge challenge", MW_E_FLOOD, BIG_ONLY, SMTP_LOGIN, "R: 334 ",
        "! flood 1 QUJD", "S: "),
    ROW(RIG_SMTP, TLS, "SMTP: 250 to AUTH is no success", MW_E_PROTOCOL, 0, SMTP_AUTH, "S: 250 in"),
    ROW(RIG_SMTP, TLS, "SMTP: 354 to AUTH is no success", MW_E_PROTOCOL, 0, SMTP_AUTH, "S: 354 in"),
    ROW(RIG_IMAP, TLS, "IMAP: a challenge to PLAIN, which has none", MW_E_PROTOCOL, 0, IMAP_AUTH,
        "S: +"),
    ROW(RIG_IMAP, TLS, "IMAP: challenges without end to PLAIN", MW_E_PROTOCOL, NO_MATCH,
        IMAP_OFFERS("AUTH=PLAIN LOGINDISABLED"), "C: $TAG AUTHENTICATE PLAIN", "S: + ", "C:",
        "S: + ", "C:", "S: + ", "C:", "S: + "),
    ROW(RIG_IMAP, TLS, "IMAP: challenges without end to LOGIN", MW_E_PROTOCOL, NO_MATCH,
        IMAP_OFFERS("AUTH=LOGIN LOGINDISABLED"), "C: $TAG AUTHENTICATE LOGIN", "S: + ", "C:",
        "S: + ", "C:", "S: + ", "C:", "S: + "),
    ROW(RIG_IMAP, TLS, "IMAP: a challenge that is not base64", MW_E_PROTOCOL, 0, IMAP_AUTH,
        "R: + \\x00\\xff{99}!!==\\r\\n"),
    ROW(RIG_IMAP, TLS, "IMAP: a huge challenge", MW_E_FLOOD, BIG_ONLY, IMAP_AUTH, "R: + ",
        "! flood 66 QUJD", "S: "),
    ROW(RIG_IMAP, TLS, "IMAP: a challenge before the command", MW_E_PROTOCOL, 0,
        IMAP_OFFERS("AUTH=PLAIN SASL-IR"), "S: + "),
    ROW(RIG_IMAP, TLS, "IMAP: a continuation request to LOGIN, which has no literal",
        MW_E_PROTOCOL, 0, IMAP_OFFERS(""), "C: $TAG LOGIN", "S: + go on"),
    ROW(RIG_POP3, TLS, "POP3: a continuation request to USER", MW_E_PROTOCOL, UNSENT,
        POP3_OFFERS("S: USER"), "C: USER", "S: + "),
    ROW(RIG_POP3, TLS, "POP3: a continuation request to PASS", MW_E_PROTOCOL, 0,
        POP3_OFFERS("S: USER"), "C: USER", "S: +OK", "C: PASS", "S: + "),
};

/* R10: one connection, whatever the server says; and each refusal has its code. */
static const struct attack referrals[] = {
    ROW(RIG_IMAP, TLS, "IMAP: the login is refused with a referral", MW_E_AUTH, 0, IMAP_AUTH,
        "S: $TAG NO [REFERRAL imap://ann;AUTH=*@evil.example.test/] elsewhere"),
    ROW(RIG_IMAP, TLS, "IMAP: the login is accepted with a referral", MW_OK, 0, IMAP_AUTH,
        "S: $TAG OK [REFERRAL imap://evil.example.test/] elsewhere", "C: $TAG CAPABILITY",
        "S: * CAPABILITY IMAP4rev1", "S: $TAG OK", "C: $TAG LOGOUT", "S: * BYE", "S: $TAG OK",
        "! bye"),
    ROW(RIG_IMAP, TLS, "IMAP: the greeting is a referral", MW_E_SERVER_BYE, UNSENT, "@hello",
        "S: * BYE [REFERRAL imap://evil.example.test/] elsewhere"),
    ROW(RIG_IMAP, PLAIN | STARTTLS, "IMAP: the greeting in clear is a referral", MW_E_SERVER_BYE,
        UNSENT, "S: * BYE [REFERRAL imap://evil.example.test/] elsewhere"),
    ROW(RIG_SMTP, TLS, "SMTP: the login is refused with another server's name", MW_E_AUTH, 0,
        SMTP_AUTH, "S: 535 5.7.8 smtp://evil.example.test/"),
    { "SMTP: a recipient is elsewhere, says 551", RIG_SMTP, ALL_MODES, "mrq", "DRD", MW_OK, 0, 0,
      { "@ready", "C: MAIL", "S: 250 ok", "C: RCPT", "S: 551 try <bob@evil.example.test>",
        "C: QUIT", "S: 221 bye", "! bye", NULL } },
    ROW(RIG_POP3, TLS, "POP3: the login is refused with another server's name", MW_E_AUTH, 0,
        POP3_OFFERS("S: USER"), "C: USER", "S: +OK", "C: PASS",
        "S: -ERR [AUTH] pop://evil.example.test"),
};

/* R23. What a terminal obeys is '?' in words that are shown; rig_watch_words looks. */
static const struct attack words[] = {
    { "SMTP: control characters and format strings in the server's words", RIG_SMTP, ALL_MODES,
      "nnq", "DRD", MW_OK, 0, 0,
      { "@ready", "C: NOOP", "R: 250 \\x1b]0;%s%n\\x07\\x00\\x7f\\x08 \\r\\r\\n", "C: NOOP",
        "R: 550 \\x1b[2J%s%n\\x00\\r\\n", "C: QUIT", "R: 221 \\x1b[2J\\r\\n", "! bye", NULL } },
    { "IMAP: control characters in an alert, in words and in the verdict", RIG_IMAP, ALL_MODES,
      "nnq", "DRD", MW_OK, 0, 0,
      { "@ready", "C: $TAG NOOP", "R: * OK [ALERT] \\x1b[2J\\x07%s%n\\x00\\x7f\\r\\n",
        "R: * NO \\x1b]0;x\\x07 disk\\r\\n", "R: $TAG OK \\x1b[2J\\r\\n", "C: $TAG NOOP",
        "R: $TAG NO [ALERT] \\x1b[2J%s\\r\\n", "C: $TAG LOGOUT", "R: * BYE \\x1b[2J\\r\\n",
        "R: $TAG OK \\x1b\\r\\n", "! bye", NULL } },
    { "IMAP: control characters in a farewell", RIG_IMAP, ALL_MODES, "n", "A", MW_E_SERVER_BYE, 0,
      0, { "@ready", "C: $TAG NOOP", "R: * BYE [ALERT] \\x1b[2J\\x07\\x00\\r\\n", NULL } },
    { "POP3: control characters and format strings in the server's words", RIG_POP3, ALL_MODES,
      "nnq", "DRD", MW_OK, 0, 0,
      { "@ready", "C: NOOP", "R: +OK \\x1b]0;%s%n\\x07\\x00\\x7f\\x08\\r\\n", "C: NOOP",
        "R: -ERR [SYS/TEMP] \\x1b[2J%s%n\\r\\n", "C: QUIT", "R: +OK \\x1b[2J\\r\\n", "! bye",
        NULL } },
};

/* Without TLS and without leave the session ends before a word of the login. */
static void needs_tls(void **state)
{
    static const char *const script[RIG_PROTOCOLS][8] = {
        { "S: 220 ready", "C: EHLO", "S: 250-a", "S: 250 AUTH PLAIN LOGIN" },
        { "S: * OK ready", "C: $TAG CAPABILITY", "S: * CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR",
          "S: $TAG OK done" },
        { "S: +OK ready", "C: CAPA", "S: +OK", "S: USER", "S: SASL PLAIN", "S: ." },
    };
    int p;

    (void)state;
    for (p = 0; p < RIG_PROTOCOLS; p++) {
        struct hst_opts opts = { 0 };
        struct hst *h = hst_start(script[p], &opts);
        mw_config cfg = MW_CONFIG_INIT;
        mw_session *s;

        assert_non_null(h);
        cfg.security = MW_PLAIN;
        cfg.host = "127.0.0.1";
        cfg.port = (uint32_t)hst_port(h);
        cfg.user = RIG_USER;
        cfg.secret = RIG_SECRET;
        assert_int_equal(rig_new(&s, (enum rig_protocol)p, &cfg), MW_OK);
        assert_int_equal(mw_run(s, mw_open(s)), MW_E_AUTH_NEEDS_TLS);
        mw_free(s);
        assert_true(hst_wait(h, 1, 5000));
        assert_false(hst_leaks(h, RIG_SECRET));
        assert_false(hst_leaks(h, RIG_USER));
        hst_stop(h);
    }
}

int main(void)
{
    static struct rig_tests t;

    rig_add(&t, "a secret without TLS and without leave", needs_tls, NULL);
    rig_add_attacks(&t, in_clear, RIG_COUNT(in_clear));
    rig_add_attacks(&t, offers, RIG_COUNT(offers));
    rig_add_attacks(&t, challenges, RIG_COUNT(challenges));
    rig_add_attacks(&t, referrals, RIG_COUNT(referrals));
    rig_add_attacks(&t, words, RIG_COUNT(words));
    return rig_main("auth", &t);
}
