/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE

/* STARTTLS and STLS under attack: rules R1 to R9 of a safe client, after "Why TLS Is Better Without
   STARTTLS" (USENIX Security 2021). The server, or somebody in the middle, plays the part before
   TLS; whatever it says, no secret leaves and no word of it is believed. */

#include "safety/rig.h"

#define SMTP_UP "S: 220 mail.example.test EVIL", "C: EHLO", "S: 250-mail.example.test"
#define SMTP_ASKED SMTP_UP, "S: 250 STARTTLS", "C: STARTTLS"
#define IMAP_UP "S: * OK ready EVIL", "C: $TAG CAPABILITY"
#define IMAP_ASKED \
    IMAP_UP, "S: * CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED", "S: $TAG OK done", \
        "C: $TAG STARTTLS"
#define POP3_UP "S: +OK ready EVIL", "C: CAPA"
#define POP3_ASKED POP3_UP, "S: +OK", "S: STLS", "S: .", "C: STLS"

#define REFUSED(p, what, code, stage, ...) \
    { what, p, STARTTLS, NULL, "", code, stage, 0, { __VA_ARGS__, NULL } }
#define INJECTED(p, what, ...) REFUSED(p, what, MW_E_INJECTED, MW_AT_STARTTLS, __VA_ARGS__)

/* R4: bytes behind the reply, before the handshake. */
static const struct attack injections[] = {
    INJECTED(RIG_SMTP, "CVE-2020-15953 (SMTP): a line behind the reply to STARTTLS", SMTP_ASKED,
             "S: 220 go ahead", "S: 250 EVIL", "! tls good"),
    INJECTED(RIG_SMTP, "SMTP: half a line behind the reply to STARTTLS", SMTP_ASKED,
             "S: 220 go ahead", "R: 250-EV", "! tls good"),
    INJECTED(RIG_SMTP, "SMTP: one byte behind the reply to STARTTLS", SMTP_ASKED, "S: 220 go",
             "R: \\n", "! tls good"),
    INJECTED(RIG_SMTP, "SMTP: a whole EHLO reply and more behind the reply to STARTTLS", SMTP_ASKED,
             "S: 220 go ahead", "S: 250-EVIL", "S: 250 AUTH PLAIN", "S: 235 EVIL", "! tls good"),
    INJECTED(RIG_SMTP, "SMTP: a TLS record behind the reply to STARTTLS", SMTP_ASKED,
             "S: 220 go ahead", "R: \\x15\\x03\\x03\\x00\\x02\\x01\\x00", "! tls good"),
    INJECTED(RIG_IMAP, "CVE-2020-15685: a response behind the tagged OK to STARTTLS", IMAP_ASKED,
             "S: $TAG OK go ahead", "S: * OK [ALERT] EVIL", "! tls good"),
    INJECTED(RIG_IMAP, "CVE-2020-15953 (IMAP): half a line behind the tagged OK to STARTTLS",
             IMAP_ASKED, "S: $TAG OK go ahead", "R: * CAPABILITY EV", "! tls good"),
    INJECTED(RIG_IMAP, "IMAP: capabilities and the answer to a login behind the tagged OK",
             IMAP_ASKED, "S: $TAG OK go ahead", "S: * CAPABILITY IMAP4rev1 AUTH=EVIL",
             "S: A3 OK EVIL", "S: A4 OK EVIL", "! tls good"),
    INJECTED(RIG_IMAP, "IMAP: one byte behind the tagged OK to STARTTLS", IMAP_ASKED,
             "S: $TAG OK go ahead", "R: *", "! tls good"),
    INJECTED(RIG_POP3, "CVE-2020-15953 (POP3): a line behind the reply to STLS", POP3_ASKED,
             "S: +OK go ahead", "S: +OK EVIL", "! tls good"),
    INJECTED(RIG_POP3, "POP3: half a line behind the reply to STLS", POP3_ASKED, "S: +OK go ahead",
             "R: +O", "! tls good"),
    INJECTED(RIG_POP3, "POP3: a whole CAPA reply behind the reply to STLS", POP3_ASKED,
             "S: +OK go ahead", "S: +OK", "S: SASL EVIL", "S: .", "! tls good"),
    INJECTED(RIG_POP3, "POP3: one byte behind the reply to STLS", POP3_ASKED, "S: +OK go ahead",
             "R: +", "! tls good"),
};

/* The same in a segment of its own: it may be there before the session looks, or during the
   handshake. The first step of the drip is the whole reply. */
#define LATER(p, what, ...) \
    { what, p, STARTTLS, NULL, "", MW_E_INJECTED, 0, EITHER_TLS, { __VA_ARGS__, NULL } }

static const struct attack later_injections[] = {
    LATER(RIG_SMTP, "SMTP: a line in the segment behind the reply to STARTTLS", SMTP_ASKED,
          "! drip 14 20", "R: 220 go ahead\r\n250 EVIL\r\n", "! tls good"),
    LATER(RIG_SMTP, "SMTP: half a line in the segment behind the reply to STARTTLS", SMTP_ASKED,
          "! drip 14 20", "R: 220 go ahead\r\n250", "! tls good"),
    LATER(RIG_SMTP, "SMTP: a flood behind the reply to STARTTLS", SMTP_ASKED, "S: 220 go ahead",
          "! repeat 9000 250 EVIL\r\n", "! tls good"),
    LATER(RIG_IMAP, "IMAP: a line in the segment behind the reply to STARTTLS", IMAP_ASKED,
          "! drip 16 20", "R: $TAG OK go ahead\r\n* OK EVIL\r\n", "! tls good"),
    LATER(RIG_IMAP, "IMAP: half a line in the segment behind the reply to STARTTLS", IMAP_ASKED,
          "! drip 16 20", "R: $TAG OK go ahead\r\n* O", "! tls good"),
    LATER(RIG_POP3, "POP3: a line in the segment behind the reply to STLS", POP3_ASKED,
          "! drip 14 20", "R: +OK go ahead\r\n+OK EVIL\r\n", "! tls good"),
    LATER(RIG_POP3, "POP3: half a line in the segment behind the reply to STLS", POP3_ASKED,
          "! drip 14 20", "R: +OK go ahead\r\n+O", "! tls good"),
};

#define NOT_OFFERED(p, what, ...) REFUSED(p, what, MW_E_NO_STARTTLS, MW_AT_HELLO, __VA_ARGS__)

/* R3: stripped, or hidden behind something alike. */
static const struct attack stripped[] = {
    NOT_OFFERED(RIG_SMTP, "SMTP: STARTTLS is stripped", SMTP_UP, "S: 250 AUTH PLAIN LOGIN"),
    NOT_OFFERED(RIG_SMTP, "SMTP: STARTTLS is not a word of its own", SMTP_UP, "S: 250-XSTARTTLS",
                "S: 250-STARTTLSX", "S: 250-STARTTLS-2", "S: 250-AUTH STARTTLS", "S: 250 STARTTL"),
    NOT_OFFERED(RIG_SMTP, "SMTP: EHLO is refused, HELO must not follow", "S: 220 EVIL", "C: EHLO",
                "S: 502 EVIL"),
    NOT_OFFERED(RIG_SMTP, "CVE-2021-39272 (SMTP): EHLO is refused with 550", "S: 220 EVIL",
                "C: EHLO", "S: 550 EVIL"),
    REFUSED(RIG_SMTP, "SMTP: EHLO is refused with 421", MW_E_SERVER_BYE, MW_AT_HELLO,
            "S: 220 EVIL", "C: EHLO", "S: 421 EVIL"),
    REFUSED(RIG_SMTP, "SMTP: EHLO is answered with 235", MW_E_PROTOCOL, MW_AT_HELLO, "S: 220 EVIL",
            "C: EHLO", "S: 235 EVIL"),
    NOT_OFFERED(RIG_IMAP, "IMAP: STARTTLS is stripped", IMAP_UP,
                "S: * CAPABILITY IMAP4rev1 AUTH=PLAIN", "S: $TAG OK done"),
    NOT_OFFERED(RIG_IMAP, "IMAP: STARTTLS is not a word of its own", IMAP_UP,
                "S: * CAPABILITY IMAP4rev1 XSTARTTLS STARTTLS2 STARTTL AUTH=STARTTLS",
                "S: $TAG OK done"),
    REFUSED(RIG_IMAP, "IMAP: STARTTLS is stripped from the greeting's capabilities",
            MW_E_NO_STARTTLS, 0, "S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] EVIL"),
    NOT_OFFERED(RIG_IMAP, "IMAP: CAPABILITY is answered NO", IMAP_UP, "S: $TAG NO EVIL"),
    NOT_OFFERED(RIG_IMAP, "IMAP: CAPABILITY is answered BAD", IMAP_UP, "S: $TAG BAD EVIL"),
    NOT_OFFERED(RIG_IMAP, "IMAP: CAPABILITY brings no data at all", IMAP_UP, "S: $TAG OK EVIL"),
    NOT_OFFERED(RIG_POP3, "POP3: STLS is stripped", POP3_UP, "S: +OK", "S: USER", "S: ."),
    NOT_OFFERED(RIG_POP3, "CVE-2021-39272 (POP3): CAPA is refused", POP3_UP, "S: -ERR EVIL"),
    NOT_OFFERED(RIG_POP3, "POP3: STLS is not a word of its own", POP3_UP, "S: +OK", "S: XSTLS",
                "S: STLS-X", "S: STLSX", "S: STL", "S: SASL XSTLS", "S: ."),
    NOT_OFFERED(RIG_POP3, "POP3: the capabilities are empty", POP3_UP, "S: +OK", "S: ."),
};

/* R2: only one reply is a yes. */
#define SMTP_SAYS(reply, code) \
    REFUSED(RIG_SMTP, "SMTP: STARTTLS is answered with " reply, code, MW_AT_STARTTLS, SMTP_ASKED, \
            "S: " reply, "! tls good")
#define IMAP_SAYS(reply, code) \
    REFUSED(RIG_IMAP, "IMAP: STARTTLS is answered with " reply, code, MW_AT_STARTTLS, IMAP_ASKED, \
            "S: " reply, "! tls good")
#define POP3_SAYS(reply, code) \
    REFUSED(RIG_POP3, "POP3: STLS is answered with " reply, code, MW_AT_STARTTLS, POP3_ASKED, \
            "S: " reply, "! tls good")

static const struct attack refusals[] = {
    SMTP_SAYS("454 EVIL", MW_E_NO_STARTTLS),
    SMTP_SAYS("502 EVIL", MW_E_NO_STARTTLS),
    SMTP_SAYS("530 EVIL", MW_E_NO_STARTTLS),
    SMTP_SAYS("554 EVIL", MW_E_NO_STARTTLS),
    SMTP_SAYS("250 EVIL", MW_E_NO_STARTTLS),
    SMTP_SAYS("221 EVIL", MW_E_NO_STARTTLS),
    SMTP_SAYS("235 EVIL", MW_E_NO_STARTTLS),
    SMTP_SAYS("354 EVIL", MW_E_NO_STARTTLS),
    SMTP_SAYS("334 EVIL", MW_E_NO_STARTTLS),
    SMTP_SAYS("421 EVIL", MW_E_SERVER_BYE),
    SMTP_SAYS("120 EVIL", MW_E_PROTOCOL),
    SMTP_SAYS("2200 EVIL", MW_E_PROTOCOL),
    SMTP_SAYS("22 EVIL", MW_E_PROTOCOL),
    SMTP_SAYS("+OK EVIL", MW_E_PROTOCOL),
    SMTP_SAYS("EVIL", MW_E_PROTOCOL),
    REFUSED(RIG_SMTP, "SMTP: STARTTLS is answered with two codes", MW_E_PROTOCOL, MW_AT_STARTTLS,
            SMTP_ASKED, "S: 220-EVIL", "S: 250 EVIL", "! tls good"),
    REFUSED(RIG_SMTP, "SMTP: STARTTLS is answered with the end", MW_E_CONN_LOST, MW_AT_STARTTLS,
            SMTP_ASKED, "! close"),
    REFUSED(RIG_SMTP, "SMTP: the reply to STARTTLS is cut", MW_E_TRUNCATED, MW_AT_STARTTLS,
            SMTP_ASKED, "R: 220", "! close"),
    IMAP_SAYS("$TAG NO EVIL", MW_E_NO_STARTTLS),
    IMAP_SAYS("$TAG BAD EVIL", MW_E_NO_STARTTLS),
    IMAP_SAYS("$TAG NO [REFERRAL imap://evil.example.test/] EVIL", MW_E_NO_STARTTLS),
    IMAP_SAYS("$TAG OKAY EVIL", MW_E_PROTOCOL),
    IMAP_SAYS("$TAG O EVIL", MW_E_PROTOCOL),
    IMAP_SAYS("$TAG PREAUTH EVIL", MW_E_PROTOCOL),
    IMAP_SAYS("$TAG BYE EVIL", MW_E_PROTOCOL),
    IMAP_SAYS("$TAG", MW_E_PROTOCOL),
    IMAP_SAYS("$TAG5 OK EVIL", MW_E_PROTOCOL),
    IMAP_SAYS("A OK EVIL", MW_E_PROTOCOL),
    IMAP_SAYS("A1 OK EVIL", MW_E_PROTOCOL),
    IMAP_SAYS("a2 OK EVIL", MW_E_PROTOCOL),
    IMAP_SAYS("A02 OK EVIL", MW_E_PROTOCOL),
    IMAP_SAYS("A4294967298 OK EVIL", MW_E_PROTOCOL),
    IMAP_SAYS("OK EVIL", MW_E_PROTOCOL),
    IMAP_SAYS("+ EVIL", MW_E_PROTOCOL),
    IMAP_SAYS("+", MW_E_PROTOCOL),
    IMAP_SAYS("+OK EVIL", MW_E_PROTOCOL),
    IMAP_SAYS("220 EVIL", MW_E_PROTOCOL),
    IMAP_SAYS("* BYE EVIL", MW_E_SERVER_BYE),
    IMAP_SAYS("* PREAUTH EVIL", MW_E_PROTOCOL),
    REFUSED(RIG_IMAP, "IMAP: STARTTLS is answered with an untagged OK and the end", MW_E_CONN_LOST,
            MW_AT_STARTTLS, IMAP_ASKED, "S: * OK EVIL", "! close"),
    REFUSED(RIG_IMAP, "IMAP: STARTTLS is answered with the end", MW_E_CONN_LOST, MW_AT_STARTTLS,
            IMAP_ASKED, "! close"),
    REFUSED(RIG_IMAP, "IMAP: the reply to STARTTLS is cut", MW_E_TRUNCATED, MW_AT_STARTTLS,
            IMAP_ASKED, "R: $TAG OK", "! close"),
    POP3_SAYS("-ERR EVIL", MW_E_NO_STARTTLS),
    POP3_SAYS("+OKAY EVIL", MW_E_PROTOCOL),
    POP3_SAYS("+OK-EVIL", MW_E_PROTOCOL),
    POP3_SAYS("+O EVIL", MW_E_PROTOCOL),
    POP3_SAYS("+ EVIL", MW_E_PROTOCOL),
    POP3_SAYS("+", MW_E_PROTOCOL),
    POP3_SAYS("OK EVIL", MW_E_PROTOCOL),
    POP3_SAYS("* OK EVIL", MW_E_PROTOCOL),
    POP3_SAYS("220 EVIL", MW_E_PROTOCOL),
    REFUSED(RIG_POP3, "POP3: STLS is answered with the end", MW_E_CONN_LOST, MW_AT_STARTTLS,
            POP3_ASKED, "! close"),
    REFUSED(RIG_POP3, "POP3: the reply to STLS is cut", MW_E_TRUNCATED, MW_AT_STARTTLS, POP3_ASKED,
            "R: +OK", "! close"),
};

/* R7: a connection that is logged in before TLS. */
#define PREAUTH(what, code, ...) REFUSED(RIG_IMAP, what, code, 0, __VA_ARGS__)

static const struct attack preauth[] = {
    PREAUTH("CVE-2020-14093: PREAUTH where STARTTLS is wanted", MW_E_PREAUTH,
            "S: * PREAUTH EVIL"),
    PREAUTH("CVE-2020-14929: PREAUTH with STARTTLS offered", MW_E_PREAUTH,
            "S: * PREAUTH [CAPABILITY IMAP4rev1 STARTTLS] EVIL"),
    PREAUTH("CVE-2021-39272 (IMAP): PREAUTH with no STARTTLS offered", MW_E_PREAUTH,
            "S: * PREAUTH [CAPABILITY IMAP4rev1] EVIL"),
    PREAUTH("PREAUTH and a mailbox at once", MW_E_PREAUTH, "S: * PREAUTH EVIL", "S: * 3 EXISTS",
            "S: * OK [ALERT] EVIL"),
    PREAUTH("PREAUTH behind the greeting", MW_E_PROTOCOL, "S: * OK ready", "S: * PREAUTH EVIL"),
    PREAUTH("PREAUTH in the answer to CAPABILITY", MW_E_PROTOCOL, IMAP_UP, "S: * PREAUTH EVIL",
            "S: * CAPABILITY IMAP4rev1 STARTTLS", "S: $TAG OK EVIL"),
    { "PREAUTH under TLS is fine, and no login follows", RIG_IMAP, TLS, "q", "D", MW_OK, 0, 0,
      { "! tls good", "S: * PREAUTH [CAPABILITY IMAP4rev1] welcome", "C: $TAG LOGOUT", "S: * BYE",
        "S: $TAG OK", "! bye", NULL } },
};

/* R6, R8: what was said before TLS is neither handed over nor remembered. */
#define FORGOTTEN(p, what, ...) { what, p, STARTTLS, "q", "D", MW_OK, 0, 0, { __VA_ARGS__, NULL } }
#define SMTP_IN "C: EHLO", "S: 250-a", "S: 250 AUTH PLAIN", "C: AUTH PLAIN ", "S: 235 in", \
    "C: QUIT", "S: 221 bye", "! bye"
#define IMAP_IN "C: $TAG CAPABILITY", "S: * CAPABILITY LOGINDISABLED AUTH=PLAIN", "S: $TAG OK", \
    "C: $TAG AUTHENTICATE PLAIN", "R: + \\r\\n", "C:", "S: A4 OK [CAPABILITY IMAP4rev1] in", \
    "C: $TAG LOGOUT", "S: * BYE bye", "S: $TAG OK", "! bye"
#define POP3_IN "C: CAPA", "S: +OK", "S: USER", "S: .", "C: USER", "S: +OK", "C: PASS", \
    "S: +OK in", "C: CAPA", "S: -ERR", "C: QUIT", "S: +OK", "! bye"

static const struct attack forgotten[] = {
    FORGOTTEN(RIG_SMTP, "SMTP: all extensions and mechanisms before TLS, few under it",
              "S: 220 EVIL", "C: EHLO", "S: 250-EVIL", "S: 250-STARTTLS", "S: 250-PIPELINING",
              "S: 250-CHUNKING", "S: 250-SIZE 17", "S: 250-AUTH=LOGIN XOAUTH2",
              "S: 250 AUTH LOGIN EVIL", "C: STARTTLS", "S: 220 EVIL", "! tls good", SMTP_IN),
    FORGOTTEN(RIG_SMTP, "SMTP: a reply of many lines to STARTTLS", SMTP_ASKED, "S: 220-EVIL",
              "S: 220-EVIL", "S: 220 EVIL", "! tls good", SMTP_IN),
    FORGOTTEN(RIG_IMAP, "CVE-2021-38370, CVE-2021-29969: mailbox data, lists and alerts before TLS",
              "S: * OK [ALERT] EVIL", "C: $TAG CAPABILITY", "S: * 1 EXISTS",
              "S: * LIST () \"/\" EVIL",
              "S: * 1 FETCH (FLAGS (EVIL))", "S: * CAPABILITY IMAP4rev1 STARTTLS AUTH=LOGIN",
              "S: * OK [ALERT] EVIL", "S: $TAG OK EVIL", "C: $TAG STARTTLS", "S: * FLAGS (EVIL)",
              "S: * NO EVIL", "S: $TAG OK EVIL", "! tls good", IMAP_IN),
    FORGOTTEN(RIG_IMAP, "IMAP: capabilities inside the OK to STARTTLS choose nothing", IMAP_ASKED,
              "S: $TAG OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=LOGIN LITERAL+ AUTH=XOAUTH2] EVIL",
              "! tls good", IMAP_IN),
    FORGOTTEN(RIG_IMAP, "IMAP: capabilities in the greeting choose nothing",
              "S: * OK [CAPABILITY IMAP4rev1 STARTTLS SASL-IR AUTH=LOGIN LITERAL+ EVIL] EVIL",
              "C: $TAG STARTTLS", "S: * CAPABILITY SASL-IR EVIL", "S: $TAG OK go", "! tls good",
              "C: $TAG CAPABILITY", "S: * CAPABILITY LOGINDISABLED AUTH=PLAIN", "S: $TAG OK",
              "C: $TAG AUTHENTICATE PLAIN", "R: + \\r\\n", "C:",
              "S: A3 OK [CAPABILITY IMAP4rev1] in", "C: $TAG LOGOUT", "S: * BYE", "S: $TAG OK",
              "! bye"),
    FORGOTTEN(RIG_POP3, "POP3: all capabilities before TLS, few under it", "S: +OK EVIL <1@EVIL>",
              "C: CAPA", "S: +OK EVIL", "S: STLS", "S: SASL LOGIN XOAUTH2", "S: PIPELINING",
              "S: UIDL", "S: EVIL", "S: .", "C: STLS", "S: +OK [EVIL] EVIL", "! tls good", POP3_IN),
};

/* R22: the list under TLS is the one that counts, also when it is empty. */
#define NO_WAY_IN(p, what, ...) \
    { what, p, ENCRYPTED, NULL, "", MW_E_AUTH_MECHANISM, 0, 0, { __VA_ARGS__, NULL } }

static const struct attack only_before[] = {
    { "SMTP: AUTH is offered before TLS only", RIG_SMTP, STARTTLS, NULL, "", MW_E_AUTH_MECHANISM, 0,
      0, { SMTP_UP, "S: 250-AUTH PLAIN LOGIN", "S: 250 STARTTLS", "C: STARTTLS", "S: 220 go",
        "! tls good", "C: EHLO", "S: 250 mail.example.test", NULL } },
    { "SMTP: EHLO is refused under TLS, HELO must not follow", RIG_SMTP, STARTTLS, NULL, "",
      MW_E_REPLY_PERM, 0, NO_MATCH, { "@hello", "C: EHLO", "S: 502 what", "C: HELO", NULL } },
    { "IMAP: LOGIN is disabled and AUTH gone under TLS", RIG_IMAP, STARTTLS, NULL, "",
      MW_E_AUTH_MECHANISM, 0, 0,
      { IMAP_UP, "S: * CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN AUTH=LOGIN", "S: $TAG OK",
        "C: $TAG STARTTLS", "S: $TAG OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] EVIL", "! tls good",
        "C: $TAG CAPABILITY", "S: * CAPABILITY IMAP4rev1 LOGINDISABLED", "S: $TAG OK", NULL } },
    NO_WAY_IN(RIG_POP3, "POP3: the only mechanisms are not ours", "@hello", "S: +OK ready",
              "C: CAPA", "S: +OK", "S: SASL GSSAPI", "S: .") ,
};

/* Rule 2 of the design: STARTTLS is never sent once TLS runs. */
static const struct attack twice[] = {
    { "SMTP: STARTTLS is offered again under TLS", RIG_SMTP, STARTTLS, "q", "D", MW_OK, 0, 0,
      { "@hello", "C: EHLO", "S: 250-mail.example.test", "S: 250-STARTTLS", "S: 250 AUTH PLAIN",
        "C: AUTH PLAIN", "S: 235 in", "C: QUIT", "S: 221 bye", "! bye", NULL } },
    { "IMAP: STARTTLS is offered again under TLS", RIG_IMAP, STARTTLS, "q", "D", MW_OK, 0, 0,
      { "@hello", "C: $TAG CAPABILITY",
        "S: * CAPABILITY IMAP4rev1 STARTTLS SASL-IR AUTH=PLAIN", "S: $TAG OK",
        "C: $TAG AUTHENTICATE", "S: $TAG OK [CAPABILITY STARTTLS] in", "C: $TAG LOGOUT",
        "S: * BYE", "S: $TAG OK", "! bye", NULL } },
    { "POP3: STLS is offered again under TLS", RIG_POP3, STARTTLS, "q", "D", MW_OK, 0, 0,
      { "@hello", "C: CAPA", "S: +OK", "S: STLS", "S: USER", "S: .", "C: USER", "S: +OK",
        "C: PASS", "S: +OK", "C: CAPA", "S: -ERR", "C: QUIT", "S: +OK", "! bye", NULL } },
};

/* Mechanisms and extensions as they were said under TLS, and only those. */
static void caps_are_those_under_tls(void **state)
{
    static const uint64_t want[RIG_PROTOCOLS] = {
        MW_SMTP_CAP_EHLO | MW_SMTP_CAP_AUTH, MW_IMAP_CAP_IMAP4REV1,
        MW_POP3_CAP_USER
    };
    size_t i;

    (void)state;
    for (i = 0; i < RIG_COUNT(forgotten); i++) {
        struct rig_way way = { STARTTLS, 0, NULL, 0, 0, 0, 0, &rig_limits };
        struct rig *r = calloc(1, sizeof *r);

        assert_non_null(r);
        rig_run(r, forgotten[i].protocol, &way, forgotten[i].script, "q");
        assert_int_equal(r->last, MW_EV_CLOSED);
        assert_int_equal(r->caps, want[forgotten[i].protocol]);
        hst_stop(r->h);
        free(r);
    }
}

int main(void)
{
    static struct rig_tests t;

    rig_add_attacks(&t, injections, RIG_COUNT(injections));
    rig_add_attacks(&t, later_injections, RIG_COUNT(later_injections));
    rig_add_attacks(&t, stripped, RIG_COUNT(stripped));
    rig_add_attacks(&t, refusals, RIG_COUNT(refusals));
    rig_add_attacks(&t, preauth, RIG_COUNT(preauth));
    rig_add_attacks(&t, forgotten, RIG_COUNT(forgotten));
    rig_add_attacks(&t, only_before, RIG_COUNT(only_before));
    rig_add_attacks(&t, twice, RIG_COUNT(twice));
    rig_add(&t, "capabilities are those of under TLS", caps_are_those_under_tls, NULL);
    return rig_main("starttls", &t);
}
