/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE

/* Replies that belong to nothing: too early, too many, of the wrong kind, of two minds. A reply
   belongs to a command only after the command was sent (R9), and only the exact positive answer
   to each step is a success (R19). */

#include "safety/rig.h"

#define ROW(p, modes, what, deeds, ends, code, ...) \
    { what, p, modes, deeds, ends, code, 0, 0, { __VA_ARGS__, NULL } }
#define NO_SECRET(p, modes, what, code, ...) \
    { what, p, modes, NULL, "", code, 0, UNSENT, { __VA_ARGS__, NULL } }

#define UNCOVERED (PLAIN | STARTTLS) /* in clear at first */
#define SMTP_CAPS "S: 250-mail.example.test", "S: 250 AUTH PLAIN LOGIN"
#define MAIL_GOES "C: MAIL FROM", "S: 250 ok", "C: RCPT TO", "S: 250 ok", "C: DATA"

/* Both in one write, so that the second is there before its command can have been sent. */
static const struct attack early[] = {
    NO_SECRET(RIG_SMTP, UNCOVERED, "SMTP: the reply to EHLO comes with the greeting", MW_E_PROTOCOL,
              "S: 220 ready", "S: 250 mail.example.test"),
    NO_SECRET(RIG_SMTP, TLS, "SMTP: the reply to EHLO comes with the greeting, under TLS",
              MW_E_PROTOCOL, "@hello", "S: 220 ready", SMTP_CAPS),
    NO_SECRET(RIG_SMTP, STARTTLS, "SMTP: the replies to EHLO and STARTTLS come with the greeting",
              MW_E_PROTOCOL, "S: 220 ready", "S: 250-EVIL", "S: 250 STARTTLS", "S: 220 EVIL"),
    NO_SECRET(RIG_SMTP, STARTTLS, "SMTP: the reply to STARTTLS comes with that to EHLO",
              MW_E_PROTOCOL, "S: 220 ready", "C: EHLO", "S: 250-EVIL", "S: 250 STARTTLS",
              "S: 220 EVIL"),
    ROW(RIG_SMTP, TLS, "SMTP: the reply to AUTH comes with that to EHLO", NULL, "", MW_E_PROTOCOL,
        "@hello", "S: 220 ready", "C: EHLO", SMTP_CAPS, "S: 235 in"),
    ROW(RIG_SMTP, ALL_MODES, "SMTP: the reply to NOOP comes before it", "n", "A", MW_E_PROTOCOL,
        "@ready", "S: 250 what for"),
    ROW(RIG_SMTP, ALL_MODES, "SMTP: MAIL is answered twice", "mr", "DA", MW_E_PROTOCOL, "@ready",
        "C: MAIL", "S: 250 ok", "S: 250 ok for the recipient, too"),
    ROW(RIG_SMTP, ALL_MODES, "SMTP: the verdict on the message comes with the 354", "mrdq", "DDA",
        MW_E_PROTOCOL, "@ready", MAIL_GOES, "S: 354 go", "S: 250 queued"),
    ROW(RIG_SMTP, ALL_MODES, "SMTP: all verdicts come with the reply to MAIL", "m+r+dq", NULL,
        MW_E_PROTOCOL, "@ready", "C: MAIL", "S: 250 ok", "S: 250 ok", "S: 354 go",
        "S: 250 queued"),
    ROW(RIG_SMTP, ALL_MODES, "SMTP: the message has two verdicts", "mrdn", "DDDA", MW_E_PROTOCOL,
        "@ready", MAIL_GOES, "S: 354 go", "! skip .", "S: 250 queued", "S: 250 queued again"),
    NO_SECRET(RIG_IMAP, UNCOVERED, "IMAP: the tagged OK comes with the greeting", MW_E_PROTOCOL,
              "S: * OK ready", "S: A1 OK EVIL"),
    NO_SECRET(RIG_IMAP, TLS, "IMAP: the tagged OK comes with the greeting, under TLS",
              MW_E_PROTOCOL, "@hello", "S: * OK ready", "S: * CAPABILITY IMAP4rev1 AUTH=PLAIN",
              "S: A1 OK"),
    NO_SECRET(RIG_IMAP, STARTTLS, "CVE-2026-42246: all tagged OKs come with the greeting",
              MW_E_PROTOCOL, "S: * OK ready", "S: * CAPABILITY IMAP4rev1 STARTTLS",
              "S: A1 OK EVIL", "S: A2 OK EVIL"),
    NO_SECRET(RIG_IMAP, STARTTLS, "CVE-2026-42246: STARTTLS is answered before it is sent",
              MW_E_PROTOCOL, "S: * OK ready", "C: $TAG CAPABILITY",
              "S: * CAPABILITY IMAP4rev1 STARTTLS", "S: A1 OK", "S: A2 OK EVIL"),
    NO_SECRET(RIG_IMAP, STARTTLS, "IMAP: STARTTLS is answered before CAPABILITY", MW_E_PROTOCOL,
              "S: * OK ready", "C: $TAG CAPABILITY", "S: A2 OK EVIL"),
    ROW(RIG_IMAP, TLS, "IMAP: the tagged OK to the login comes before it", NULL, "", MW_E_PROTOCOL,
        "@hello", "S: * OK ready", "C: $TAG CAPABILITY",
        "S: * CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR", "S: A1 OK", "S: A2 OK in"),
    ROW(RIG_IMAP, ALL_MODES, "IMAP: a tag that was never sent", "n", "A", MW_E_PROTOCOL, "@ready",
        "C: $TAG NOOP", "S: A77 OK"),
    ROW(RIG_IMAP, ALL_MODES, "IMAP: a command is answered twice", "nn", "DA", MW_E_PROTOCOL,
        "@ready", "C: $TAG NOOP", "S: $TAG OK", "S: $TAG OK"),
    ROW(RIG_IMAP, ALL_MODES, "IMAP: a second answer to the login", "n", "A", MW_E_PROTOCOL,
        "@ready", "S: $TAG OK again"),
    ROW(RIG_IMAP, ALL_MODES, "IMAP: a command's tag in other letters", "n", "A", MW_E_PROTOCOL,
        "@ready", "C: $TAG NOOP", "S: a3 OK"),
    NO_SECRET(RIG_POP3, UNCOVERED, "POP3: the reply to CAPA comes with the greeting", MW_E_PROTOCOL,
              "S: +OK ready", "S: +OK", "S: USER", "S: ."),
    NO_SECRET(RIG_POP3, TLS, "POP3: the reply to CAPA comes with the greeting, under TLS",
              MW_E_PROTOCOL, "@hello", "S: +OK ready", "S: +OK", "S: USER", "S: ."),
    NO_SECRET(RIG_POP3, STARTTLS, "POP3: the reply to STLS comes with that to CAPA", MW_E_PROTOCOL,
              "S: +OK ready", "C: CAPA", "S: +OK", "S: STLS", "S: .", "S: +OK EVIL"),
    NO_SECRET(RIG_POP3, TLS, "POP3: the reply to USER comes with that to CAPA", MW_E_PROTOCOL,
              "@hello", "S: +OK ready", "C: CAPA", "S: +OK", "S: USER", "S: .", "S: +OK"),
    NO_SECRET(RIG_POP3, TLS, "POP3: the reply to PASS comes with that to USER", MW_E_PROTOCOL,
              "@hello", "S: +OK ready", "C: CAPA", "S: +OK", "S: USER", "S: .", "C: USER", "S: +OK",
              "S: +OK in"),
    ROW(RIG_POP3, ALL_MODES, "POP3: the reply to STAT comes before it", "s", "A", MW_E_PROTOCOL,
        "@ready", "S: +OK 1 2"),
    ROW(RIG_POP3, ALL_MODES, "POP3: STAT is answered twice", "sf", "DA", MW_E_PROTOCOL, "@ready",
        "C: STAT", "S: +OK 1 2", "S: +OK and a message", "S: x", "S: ."),
    ROW(RIG_POP3, ALL_MODES, "POP3: more behind the final dot", "fn", "DA", MW_E_PROTOCOL, "@ready",
        "C: RETR 1", "S: +OK", "S: x", "S: .", "S: +OK"),
};

/* What stands where another kind of answer should. */
static const struct attack wrong[] = {
    ROW(RIG_SMTP, ALL_MODES, "SMTP: 250 to DATA, the 354 is missing", "mrdq", "DDA", MW_E_PROTOCOL,
        "@ready", MAIL_GOES, "S: 250 queued"),
    ROW(RIG_SMTP, ALL_MODES, "SMTP: 334 to DATA", "mrdq", "DDA", MW_E_PROTOCOL, "@ready", MAIL_GOES,
        "S: 334 go"),
    ROW(RIG_SMTP, ALL_MODES, "SMTP: 354 to MAIL", "mrdq", "A", MW_E_PROTOCOL, "@ready", "C: MAIL",
        "S: 354 go"),
    ROW(RIG_SMTP, ALL_MODES, "SMTP: 354 to RCPT", "mrdq", "DA", MW_E_PROTOCOL, "@ready", "C: MAIL",
        "S: 250 ok", "C: RCPT", "S: 354 go"),
    ROW(RIG_SMTP, ALL_MODES, "SMTP: 354 to the message", "mrdq", "DDU", MW_E_PROTOCOL, "@ready",
        MAIL_GOES, "S: 354 go", "! skip .", "S: 354 more"),
    ROW(RIG_SMTP, ALL_MODES, "SMTP: two codes in the reply to RCPT", "mrdq", "DA", MW_E_PROTOCOL,
        "@ready", "C: MAIL", "S: 250 ok", "C: RCPT", "S: 250-ok", "S: 550 no"),
    ROW(RIG_SMTP, ALL_MODES, "SMTP: two codes in the verdict, the good one last", "mrdq", "DDU",
        MW_E_PROTOCOL, "@ready", MAIL_GOES, "S: 354 go", "! skip .", "S: 550-no", "S: 250 ok"),
    ROW(RIG_SMTP, ALL_MODES, "SMTP: two codes in the verdict, the good one first", "mrdq", "DDU",
        MW_E_PROTOCOL, "@ready", MAIL_GOES, "S: 354 go", "! skip .", "S: 250-ok", "S: 550 no"),
    ROW(RIG_SMTP, ALL_MODES, "SMTP: a verdict with four digits", "mrdq", "DDU", MW_E_PROTOCOL,
        "@ready", MAIL_GOES, "S: 354 go", "! skip .", "S: 2500 ok"),
    ROW(RIG_SMTP, ALL_MODES, "SMTP: a verdict with no digits", "mrdq", "DDU", MW_E_PROTOCOL,
        "@ready", MAIL_GOES, "S: 354 go", "! skip .", "S: OK"),
    ROW(RIG_SMTP, ALL_MODES, "SMTP: a verdict out of range", "mrdq", "DDU", MW_E_PROTOCOL, "@ready",
        MAIL_GOES, "S: 354 go", "! skip .", "S: 650 ok"),
    ROW(RIG_SMTP, ALL_MODES, "SMTP: 1yz to the message", "mrdq", "DDU", MW_E_PROTOCOL, "@ready",
        MAIL_GOES, "S: 354 go", "! skip .", "S: 150 ok"),
    ROW(RIG_SMTP, ALL_MODES, "SMTP: the farewell instead of the verdict", "mrdn", "DDRA",
        MW_E_SERVER_BYE, "@ready", MAIL_GOES, "S: 354 go", "! skip .", "S: 421 no time"),
    ROW(RIG_SMTP, ALL_MODES, "SMTP: no recipient was taken, 354 and 250 all the same", "m+r+dq",
        "DRRD", MW_OK, "@ready", "C: MAIL", "S: 250 ok", "C: RCPT", "S: 550 no", "C: DATA",
        "S: 354 go", "C: .", "S: 250 queued", "C: QUIT", "S: 221 bye", "! bye"),
    ROW(RIG_SMTP, ALL_MODES, "SMTP: a farewell nobody asked for", "nn", NULL, MW_E_SERVER_BYE,
        "@ready", "C: NOOP", "S: 250 ok", "S: 421 bye"),
    ROW(RIG_SMTP, PLAIN, "SMTP: the greeting is 250", NULL, "", MW_E_PROTOCOL, "S: 250 ok"),
    ROW(RIG_SMTP, PLAIN, "SMTP: the greeting is 354", NULL, "", MW_E_PROTOCOL, "S: 354 ok"),
    ROW(RIG_SMTP, PLAIN, "SMTP: the greeting is another protocol's", NULL, "", MW_E_WRONG_SERVICE,
        "S: * OK IMAP4rev1"),
    ROW(RIG_IMAP, ALL_MODES, "IMAP: the tagged answer is PREAUTH", "n", "A", MW_E_PROTOCOL,
        "@ready", "C: $TAG NOOP", "S: $TAG PREAUTH"),
    ROW(RIG_IMAP, ALL_MODES, "IMAP: the tagged answer has no word", "n", "A", MW_E_PROTOCOL,
        "@ready", "C: $TAG NOOP", "S: $TAG"),
    ROW(RIG_IMAP, ALL_MODES, "IMAP: the tagged answer is an unknown word", "n", "A", MW_E_PROTOCOL,
        "@ready", "C: $TAG NOOP", "S: $TAG FINE"),
    ROW(RIG_IMAP, ALL_MODES, "IMAP: PREAUTH in the middle", "n", "A", MW_E_PROTOCOL, "@ready",
        "C: $TAG NOOP", "S: * PREAUTH hello"),
    ROW(RIG_IMAP, ALL_MODES, "CVE-2018-14349: NO without a text", "nq", "RD", MW_OK, "@ready",
        "C: $TAG NOOP", "S: $TAG NO", "C: $TAG LOGOUT", "S: * BYE", "S: $TAG OK", "! bye"),
    ROW(RIG_IMAP, ALL_MODES, "IMAP: BYE in the middle", "n", "A", MW_E_SERVER_BYE, "@ready",
        "C: $TAG NOOP", "S: * BYE [UNAVAILABLE] gone"),
    ROW(RIG_IMAP, ALL_MODES, "IMAP: a line of nothing known", "n", "A", MW_E_PROTOCOL, "@ready",
        "C: $TAG NOOP", "S: hello there"),
    ROW(RIG_IMAP, PLAIN, "IMAP: the greeting is tagged", NULL, "", MW_E_WRONG_SERVICE, "S: A1 OK"),
    ROW(RIG_IMAP, PLAIN, "IMAP: the greeting is data", NULL, "", MW_E_PROTOCOL,
        "S: * 3 EXISTS"),
    ROW(RIG_IMAP, PLAIN, "IMAP: the greeting is NO", NULL, "", MW_E_PROTOCOL, "S: * NO no"),
    ROW(RIG_POP3, ALL_MODES, "POP3: neither yes nor no to RETR", "f", "A", MW_E_PROTOCOL, "@ready",
        "C: RETR", "S: Subject: x", "S: .", "S: +OK"),
    ROW(RIG_POP3, ALL_MODES, "POP3: a continuation to STAT", "s", "A", MW_E_PROTOCOL, "@ready",
        "C: STAT", "S: + 1 2"),
    ROW(RIG_POP3, ALL_MODES, "POP3: a refused DELE is no deletion", "xq", "RD", MW_OK, "@ready",
        "C: DELE 1", "S: -ERR no", "C: QUIT", "S: +OK", "! bye"),
    ROW(RIG_POP3, ALL_MODES, "POP3: QUIT is refused after DELE", "xq", "DR", MW_OK, "@ready",
        "C: DELE 1", "S: +OK", "C: QUIT", "S: -ERR not all", "! bye"),
    ROW(RIG_POP3, PLAIN, "POP3: the greeting is another protocol's", NULL, "", MW_E_WRONG_SERVICE,
        "S: 220 smtp"),
};

/* LMTP has a verdict for each recipient that was taken. */
#define LMTP_GOES \
    "S: 220 ready", "C: LHLO", "S: 250 a", "C: MAIL", "S: 250 ok", "C: RCPT", "S: 250 ok", \
        "C: RCPT", "S: 250 ok", "C: DATA", "S: 354 go", "! skip ."
#define LMTP_ROW(what, ends, code, ...) \
    { "LMTP: " what, RIG_SMTP, PLAIN, "mrrdn", ends, code, 0, LMTP, \
      { LMTP_GOES, __VA_ARGS__, NULL } }

static const struct attack lmtp[] = {
    LMTP_ROW("one verdict for two recipients, and the end", "DDDU", MW_E_CONN_LOST, "S: 250 one",
             "! close"),
    LMTP_ROW("one verdict for two recipients, the other cut off", "DDDU", MW_E_TRUNCATED,
             "S: 250 one", "R: 25", "! close"),
    LMTP_ROW("three verdicts for two recipients", "DDDDA", MW_E_PROTOCOL, "S: 250 one",
             "S: 250 two", "S: 250 three"),
    LMTP_ROW("354 for the second recipient", "DDDU", MW_E_PROTOCOL, "S: 250 one", "S: 354 go"),
};

/* A verdict while the body is still on its way is never a success. The server says it and reads no
   more for a while, so that the session has to look. */
static void verdict_in_mid_body(void **state)
{
    static const struct {
        unsigned mode;
        const char *drip, *reply;
        int code;
        char end;
    } cases[] = {
        { PLAIN, "! drip 19 300", "R: 250 2.0.0 queued_\\r\\nx", MW_E_PROTOCOL, 'A' },
        { PLAIN, "! drip 15 300", "R: 354 go on____\\r\\nx", MW_E_PROTOCOL, 'A' },
        { PLAIN, "! drip 15 300", "R: 552 too big__\\r\\nx", MW_E_SERVER_BYE, 'R' },
        { PLAIN, "! drip 15 300", "R: 452 disk full\\r\\nx", MW_E_SERVER_BYE, 'R' },
        { PLAIN, "! drip 15 300", "R: 421 bye, bye_\\r\\nx", MW_E_SERVER_BYE, 'R' },
        { TLS, "! drip 19 1000", "R: 250 2.0.0 queued_\\r\\nx", MW_E_PROTOCOL, 'A' },
    };
    static char body[24 << 20];
    size_t i;

    (void)state;
    memset(body, 'x', sizeof body);
    for (i = 0; i < RIG_COUNT(cases); i++) {
        const char *const script[] = { "@ready", MAIL_GOES, "S: 354 go", "! take 1000",
                                       cases[i].drip, cases[i].reply, NULL };
        struct rig_way way = { cases[i].mode, 0, NULL, 0, 0, 0, 0, &rig_limits };
        struct rig_script sc = { { NULL }, 0 };
        struct rig *r = calloc(1, sizeof *r);

        assert_non_null(r);
        r->body = body;
        r->body_len = sizeof body;
        rig_expand(&sc, script, RIG_SMTP, cases[i].mode);
        rig_run(r, RIG_SMTP, &way, sc.step, "mrdn");
        if (r->last != MW_EV_FAILED || r->err.code != cases[i].code ||
            r->ends[2] != cases[i].end || r->fault[0] != '\0') {
            rig_say(r, cases[i].reply, "unexpected");
            fail();
        }
        hst_stop(r->h);
        free(r);
    }
}

int main(void)
{
    static struct rig_tests t;

    rig_add_attacks(&t, early, RIG_COUNT(early));
    rig_add_attacks(&t, wrong, RIG_COUNT(wrong));
    rig_add_attacks(&t, lmtp, RIG_COUNT(lmtp));
    rig_add(&t, "SMTP: a verdict in the middle of the body", verdict_in_mid_body, NULL);
    return rig_main("reply", &t);
}
