/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE

/* Numbers that are too large, negative, zero or none (R16), literals of such lengths, and nesting
   (R15). A number that is none marks its item as damaged; a length that is none ends the
   session. */

#include "safety/rig.h"

struct number {
    const char *name;
    enum rig_protocol protocol;
    const char *deeds, *ends;
    int code;
    unsigned damaged;  /* how many events say so */
    unsigned bodies;   /* BODY events */
    uint64_t top;      /* no number or UID is larger, but in what is damaged */
    const char *script[16];
};

#define FETCHED(what, code, damaged, bodies, ...) \
    { "IMAP: " what, RIG_IMAP, "fq", code ? "A" : "DD", code, damaged, bodies, UINT32_MAX, \
      { "@ready", "C: $TAG UID FETCH", __VA_ARGS__ } }
#define IMAP_END "S: $TAG OK", "C: $TAG LOGOUT", "S: * BYE", "S: $TAG OK", "! bye"
#define STATED(what, damaged, line) \
    { "POP3: STAT says " what, RIG_POP3, "sq", "DD", MW_OK, damaged, 0, UINT32_MAX, \
      { "@ready", "C: STAT", line, "C: QUIT", "S: +OK", "! bye" } }
#define LISTED(what, damaged, line) \
    { "POP3: UIDL says " what, RIG_POP3, "uq", "DD", MW_OK, damaged, 0, UINT32_MAX, \
      { "@ready", "C: UIDL", "S: +OK", line, "S: .", "C: QUIT", "S: +OK", "! bye" } }
#define OFFERED(what, line) \
    { "SMTP: EHLO says " what, RIG_SMTP, "mq", "DD", MW_OK, 0, 0, UINT32_MAX, \
      { "S: 220 ready", "C: EHLO", "S: 250-a", line, "C: MAIL", "S: 250 ok", "C: QUIT", \
        "S: 221 bye", "! bye" } }
#define ANSWERED(what, line) \
    { "SMTP: the reply's code is " what, RIG_SMTP, "nn", "A", MW_E_PROTOCOL, 0, 0, UINT32_MAX, \
      { "@ready", "C: NOOP", line } }

static const struct number numbers[] = {
    FETCHED("a literal of {99999999999999999999} bytes", MW_E_PROTOCOL, 0, 0,
            "S: * 1 FETCH (UID 7 BODY[] {99999999999999999999}", "S: abc)", IMAP_END),
    FETCHED("a literal of {18446744073709551616} bytes", MW_E_PROTOCOL, 0, 0,
            "S: * 1 FETCH (BODY[] {18446744073709551616}", "S: abc)", IMAP_END),
    FETCHED("a literal of {18446744073709551615} bytes", MW_E_PROTOCOL, 0, 0,
            "S: * 1 FETCH (FLAGS () BODY[] {18446744073709551615}", "S: abc)", "! close"),
    FETCHED("a literal of {9223372036854775807} bytes", MW_E_TRUNCATED, 0, 1,
            "S: * 1 FETCH (FLAGS () BODY[] {9223372036854775807}", "S: abc)", "! close"),
    FETCHED("CVE-2021-3657: a literal of {2147483648} bytes", MW_E_TRUNCATED, 0, 1,
            "S: * 1 FETCH (BODY[] {2147483648}", "S: abc)", "! close"),
    FETCHED("a literal of {4294967297} bytes is not one of 1", MW_E_TRUNCATED, 0, 1,
            "S: * 1 FETCH (BODY[] {4294967297}", "S: a)", "! close"),
    FETCHED("a literal of {-5} bytes", MW_OK, 1, 0, "S: * 1 FETCH (UID 7 BODY[] {-5})", IMAP_END),
    FETCHED("a literal of {-5} bytes, which come", MW_E_PROTOCOL, 0, 0,
            "S: * 1 FETCH (UID 7 BODY[] {-5}", "S: abc)", IMAP_END),
    FETCHED("a literal of {} bytes", MW_OK, 1, 0, "S: * 1 FETCH (UID 7 BODY[] {})", IMAP_END),
    FETCHED("a literal of {0x10} bytes", MW_OK, 1, 0, "S: * 1 FETCH (UID 7 BODY[] {0x10})",
            IMAP_END),
    FETCHED("CVE-2017-1000257: a literal of {0} bytes", MW_OK, 0, 1,
            "S: * 1 FETCH (UID 7 BODY[] {0}", "S: )", IMAP_END),
    FETCHED("a literal's length in a quoted string is none", MW_OK, 0, 0,
            "S: * 1 FETCH (UID 7 INTERNALDATE \"{99999}\")", IMAP_END),
    FETCHED("a giant literal in an unknown item", MW_E_PROTOCOL, 0, 0,
            "S: * 1 FETCH (UID 7 X-ITEM {99999999999999999999}", "S: abc)", IMAP_END),
    FETCHED("a giant literal in an unknown response", MW_E_PROTOCOL, 0, 0,
            "S: * XYZ {99999999999999999999}", "S: abc", IMAP_END),
    FETCHED("message 0", MW_OK, 0, 0, "S: * 0 FETCH (UID 7 FLAGS ())", IMAP_END),
    FETCHED("message 4294967296", MW_OK, 0, 0, "S: * 4294967296 FETCH (UID 7 FLAGS ())", IMAP_END),
    FETCHED("message 99999999999999999999", MW_OK, 0, 0,
            "S: * 99999999999999999999 FETCH (UID 7 FLAGS ())", IMAP_END),
    FETCHED("CVE-2007-3257: message -1", MW_OK, 0, 0, "S: * -1 FETCH (UID 7 FLAGS ())", IMAP_END),
    FETCHED("UID 0", MW_OK, 1, 0, "S: * 1 FETCH (UID 0 FLAGS ())", IMAP_END),
    FETCHED("UID 4294967296", MW_OK, 1, 0, "S: * 1 FETCH (UID 4294967296 FLAGS ())", IMAP_END),
    FETCHED("UID -1", MW_OK, 1, 0, "S: * 1 FETCH (UID -1 FLAGS ())", IMAP_END),
    FETCHED("UID 18446744073709551617", MW_OK, 1, 0,
            "S: * 1 FETCH (UID 18446744073709551617 FLAGS ())", IMAP_END),
    FETCHED("two UIDs", MW_E_PROTOCOL, 0, 0, "S: * 1 FETCH (UID 7 FLAGS () UID 8)", IMAP_END),
    FETCHED("CVE-2018-14358: a size of 99999999999999999999", MW_OK, 1, 0,
            "S: * 1 FETCH (UID 7 RFC822.SIZE 99999999999999999999)", IMAP_END),
    FETCHED("a size of -1", MW_OK, 1, 0, "S: * 1 FETCH (UID 7 RFC822.SIZE -1)", IMAP_END),
    FETCHED("-1 messages exist", MW_OK, 0, 0, "S: * -1 EXISTS", IMAP_END),
    FETCHED("99999999999999999999 messages exist", MW_OK, 0, 0, "S: * 99999999999999999999 EXISTS",
            IMAP_END),
    FETCHED("message 0 is expunged", MW_OK, 0, 0, "S: * 0 EXPUNGE", IMAP_END),
    FETCHED("UIDVALIDITY 99999999999999999999", MW_OK, 1, 0,
            "S: * OK [UIDVALIDITY 99999999999999999999] x", IMAP_END),
    FETCHED("UIDNEXT -1", MW_OK, 1, 0, "S: * OK [UIDNEXT -1] x", IMAP_END),
    FETCHED("CVE-2018-14350: a date of 2,000 letters", MW_OK, 0, 0,
            "R: * 1 FETCH (UID 7 INTERNALDATE \"", "! repeat 2000 x", "S: \")", IMAP_END),
    FETCHED("parentheses 60,000 deep", MW_OK, 0, 0, "R: * 1 FETCH (UID 7 BODYSTRUCTURE ",
            "! repeat 60000 (", "! repeat 60000 )", "S: )", IMAP_END),
    FETCHED("parentheses that close too often", MW_E_PROTOCOL, 0, 0,
            "S: * 1 FETCH (UID 7 FLAGS ()))", IMAP_END),
    FETCHED("a list that does not close", MW_E_PROTOCOL, 0, 0, "S: * 1 FETCH (UID 7 FLAGS (a)",
            "S: * 2 FETCH (UID 8)", IMAP_END),
    FETCHED("CVE-2005-2933: a quote that does not close", MW_E_PROTOCOL, 1, 0,
            "S: * 1 FETCH (UID 7 INTERNALDATE \"abc)", "S: * 2 FETCH (UID 8)", IMAP_END),

    STATED("4294967296 messages", 1, "S: +OK 4294967296 1"),
    STATED("99999999999999999999 messages", 1, "S: +OK 99999999999999999999 1"),
    STATED("-1 messages", 1, "S: +OK -1 1"),
    STATED("18446744073709551616 octets", 1, "S: +OK 1 18446744073709551616"),
    STATED("-1 octets", 1, "S: +OK 1 -1"),
    STATED("nothing", 1, "S: +OK"),
    STATED("hexadecimal numbers", 1, "S: +OK 0x10 0x20"),
    LISTED("message 0", 1, "S: 0 abc"),
    LISTED("message 4294967296", 1, "S: 4294967296 abc"),
    LISTED("message 4294967297, which is not 1", 1, "S: 4294967297 abc"),
    LISTED("message -1", 1, "S: -1 abc"),
    LISTED("message 99999999999999999999", 1, "S: 99999999999999999999 abc"),
    LISTED("CVE-2018-14356: a message with no unique-id", 1, "S: 1"),
    LISTED("nothing", 1, "S: "),

    OFFERED("SIZE 99999999999999999999", "S: 250 SIZE 99999999999999999999"),
    OFFERED("SIZE -1", "S: 250 SIZE -1"),
    OFFERED("SIZE 18446744073709551617", "S: 250 SIZE 18446744073709551617"),
    OFFERED("SIZE 0x10", "S: 250 SIZE 0x10"),
    OFFERED("limits of 0 and without measure",
            "S: 250 LIMITS RCPTMAX=0 MAILMAX=99999999999999999999 RCPTDOMAINMAX=-1"),
    ANSWERED("99999999999999999999", "S: 99999999999999999999 ok"),
    ANSWERED("-250", "S: -250 ok"),
    ANSWERED("000", "S: 000 ok"),
    ANSWERED("199", "S: 199 ok"),
    ANSWERED("600", "S: 600 ok"),
    ANSWERED("25", "S: 25 ok"),
    ANSWERED("2 5", "S: 2 5 ok"),
    ANSWERED("of letters", "S: abc ok"),
    ANSWERED("of one digit and a NUL", "R: 2\\x00\\x00 ok\\r\\n"),
};

static const char *judge(const struct number *n, const struct rig *r)
{
    if (r->last != (n->code == MW_OK ? MW_EV_CLOSED : MW_EV_FAILED) || r->err.code != n->code)
        return "another code";
    if (strlen(n->ends) != r->count || memcmp(n->ends, r->ends, r->count) != 0)
        return "ids end in another way";
    if (r->damaged != n->damaged)
        return "another number of damaged items";
    if (r->seen[MW_EV_BODY] != n->bodies)
        return "another number of bodies";
    if (r->top_uid > n->top || (r->top_num > n->top && n->bodies == 0))
        return "a number that is too large";
    return NULL;
}

static void number(void **state)
{
    const struct number *n = *state;
    unsigned mode;

    for (mode = PLAIN; mode <= TLS; mode <<= 2) {
        struct rig_way way = { mode, 0, NULL, mode != PLAIN, 0, 0, 0, &rig_limits };
        struct rig_script sc = { { NULL }, 0 };
        struct rig *r = calloc(1, sizeof *r);
        struct hst_result res;
        const char *fault;

        assert_non_null(r);
        if (mode == TLS && strcmp(n->script[0], "@ready") != 0) {
            free(r);
            continue;
        }
        rig_expand(&sc, n->script, n->protocol, mode);
        rig_run(r, n->protocol, &way, sc.step, n->deeds);
        assert_true(hst_wait(r->h, 1, 6000));
        assert_int_equal(hst_result(r->h, 0, &res), 0);
        fault = rig_common_fault(r, &way, &res);
        if (fault == NULL)
            fault = judge(n, r);
        if (fault != NULL) {
            rig_say(r, n->name, fault);
            print_error("damaged %u, bodies %u, num %llu, uid %llu, said \"%s\"\n", r->damaged,
                        r->seen[MW_EV_BODY], (unsigned long long)r->top_num,
                        (unsigned long long)r->top_uid, r->said);
        }
        hst_result_free(&res);
        hst_stop(r->h);
        free(r);
        assert_null(fault);
    }
}

int main(void)
{
    static struct rig_tests t;
    size_t i;

    for (i = 0; i < RIG_COUNT(numbers); i++)
        rig_add(&t, numbers[i].name, number, &numbers[i]);
    return rig_main("number", &t);
}
