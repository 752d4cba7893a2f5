/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE

/* Peers that never stop (R14, R15): each flood meets a limit with a name, or is handed on to the
   caller as it comes; and the memory in use does not depend on how much came. */

#include "safety/rig.h"

#include <unistd.h>

/* A flood of 40 to 70 MiB would show. A sanitizer keeps what was freed for a while. */
#ifdef __SANITIZE_ADDRESS__
#define GROWTH_BYTES (20u << 20)
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define GROWTH_BYTES (20u << 20)
#endif
#endif
#ifndef GROWTH_BYTES
#define GROWTH_BYTES (3u << 20)
#endif

struct flood {
    const char *name;
    enum rig_protocol protocol;
    unsigned security;
    const char *deeds, *ends;
    int code;
    unsigned mib;
    const char *text; /* over and over */
    const char *before[16];
};

#define MAIL_GOES "C: MAIL FROM", "S: 250 ok", "C: RCPT TO", "S: 250 ok", "C: DATA"

static const struct flood floods[] = {
    { "SMTP: lines in the greeting", RIG_SMTP, ALL_MODES & ~TLS, "", "", MW_E_FLOOD, 40,
      "220-x\\r\\n", { NULL } },
    { "SMTP: the greeting is a line without end", RIG_SMTP, ALL_MODES & ~TLS, "", "", MW_E_FLOOD,
      40, "x", { "R: 220 " } },
    { "SMTP: the greeting is a line without end, under TLS", RIG_SMTP, TLS, "", "", MW_E_FLOOD, 40,
      "x", { "@hello", "R: 220 " } },
    { "SMTP: the greeting is all zero bytes", RIG_SMTP, PLAIN, "", "", MW_E_WRONG_SERVICE, 40,
      "\\0\\0\\0\\0", { NULL } },
    { "SMTP: lines in the reply to EHLO", RIG_SMTP, ALL_MODES & ~TLS, "", "", MW_E_FLOOD, 40,
      "250-XCAPABILITY abc\\r\\n", { "S: 220 ready", "C: EHLO" } },
    { "SMTP: a keyword without end", RIG_SMTP, ALL_MODES & ~TLS, "", "", MW_E_FLOOD, 40, "X",
      { "S: 220 ready", "C: EHLO", "R: 250-" } },
    { "SMTP: mechanisms without end", RIG_SMTP, TLS, "", "", MW_E_FLOOD, 40, " X",
      { "@hello", "S: 220 ready", "C: EHLO", "R: 250-AUTH" } },
    { "SMTP: lines in the reply to STARTTLS", RIG_SMTP, STARTTLS, "", "", MW_E_FLOOD, 40,
      "220-x\\r\\n", { "S: 220 ready", "C: EHLO", "S: 250-x", "S: 250 STARTTLS", "C: STARTTLS" } },
    { "SMTP: lines in the reply to AUTH", RIG_SMTP, TLS, "", "", MW_E_FLOOD, 40, "235-x\\r\\n",
      { "@hello", "S: 220 ready", "C: EHLO", "S: 250-a", "S: 250 AUTH PLAIN", "C: AUTH" } },
    { "SMTP: lines in a reply", RIG_SMTP, ALL_MODES, "n", "A", MW_E_FLOOD, 40, "250-x\\r\\n",
      { "@ready", "C: NOOP" } },
    { "SMTP: empty lines in a reply", RIG_SMTP, PLAIN, "n", "A", MW_E_FLOOD, 40, "250-\\n",
      { "@ready", "C: NOOP" } },
    { "SMTP: a reply is a line without end", RIG_SMTP, PLAIN | TLS, "n", NULL, MW_E_FLOOD, 40, "x",
      { "@ready", "C: NOOP", "R: 250 " } },
    { "SMTP: lines in the verdict", RIG_SMTP, PLAIN, "mrd", "DDU", MW_E_FLOOD, 40, "250-x\\r\\n",
      { "@ready", MAIL_GOES, "S: 354 go", "! skip ." } },
    { "SMTP: replies that nobody asked for", RIG_SMTP, PLAIN | TLS, "n", NULL, MW_E_PROTOCOL, 40,
      "250 x\\r\\n", { "@ready", "C: NOOP" } },
    { "SMTP: farewells without end", RIG_SMTP, PLAIN | TLS, "n", NULL, MW_E_SERVER_BYE, 40,
      "421 x\\r\\n", { "@ready", "C: NOOP" } },

    { "IMAP: the greeting is a line without end", RIG_IMAP, ALL_MODES & ~TLS, "", "", MW_E_FLOOD,
      70, "x", { "R: * OK " } },
    { "IMAP: the greeting is a code without end", RIG_IMAP, ALL_MODES & ~TLS, "", "", MW_E_FLOOD,
      70, "x", { "R: * OK [" } },
    { "IMAP: capabilities without end", RIG_IMAP, ALL_MODES & ~TLS, "", "", MW_E_FLOOD, 40, " X",
      { "S: * OK ready", "C: $TAG CAPABILITY", "R: * CAPABILITY" } },
    { "IMAP: CAPABILITY responses without end", RIG_IMAP, ALL_MODES & ~TLS, "", "", MW_E_FLOOD, 40,
      "* CAPABILITY IMAP4rev1\\r\\n", { "S: * OK ready", "C: $TAG CAPABILITY" } },
    { "IMAP: untagged data before TLS", RIG_IMAP, STARTTLS, "", "", MW_E_FLOOD, 40,
      "* 1 EXISTS EVIL\\r\\n", { "S: * OK ready", "C: $TAG CAPABILITY" } },
    { "IMAP: untagged OK behind STARTTLS", RIG_IMAP, STARTTLS, "", "", MW_E_FLOOD, 40,
      "* OK EVIL\\r\\n", { "S: * OK ready", "C: $TAG CAPABILITY", "S: * CAPABILITY STARTTLS",
      "S: $TAG OK", "C: $TAG STARTTLS" } },
    { "IMAP: untagged OK instead of the login's answer", RIG_IMAP, TLS, "", "", MW_E_FLOOD, 40,
      "* OK still here\\r\\n", { "@hello", "S: * OK [CAPABILITY IMAP4rev1] x", "C: $TAG LOGIN" } },
    { "IMAP: unknown data", RIG_IMAP, PLAIN | TLS, "n", "A", MW_E_FLOOD, 40, "* XYZ abc\\r\\n",
      { "@ready", "C: $TAG NOOP" } },
    { "IMAP: news of the mailbox", RIG_IMAP, PLAIN, "n", "A", MW_E_FLOOD, 40, "* 1 EXISTS\\r\\n",
      { "@ready", "C: $TAG NOOP" } },
    { "IMAP: messages that nobody asked for", RIG_IMAP, PLAIN, "n", "A", MW_E_FLOOD, 40,
      "* 1 FETCH (FLAGS ())\\r\\n", { "@ready", "C: $TAG NOOP" } },
    { "IMAP: empty lines", RIG_IMAP, PLAIN, "n", "A", MW_E_FLOOD, 40, "\\r\\n",
      { "@ready", "C: $TAG NOOP" } },
    { "IMAP: continuation requests", RIG_IMAP, PLAIN | TLS, "n", "A", MW_E_FLOOD, 40, "+ x\\r\\n",
      { "@ready", "C: $TAG NOOP" } },
    { "IMAP: a literal of an unknown response", RIG_IMAP, PLAIN, "n", "A", MW_E_FLOOD, 70, "x",
      { "@ready", "C: $TAG NOOP", "R: * XYZ {99999999999}\\r\\n" } },
    { "IMAP: an unknown response without end", RIG_IMAP, PLAIN, "n", "A", MW_E_FLOOD, 70, "x",
      { "@ready", "C: $TAG NOOP", "R: * XYZ " } },
    { "IMAP: a tag without end", RIG_IMAP, PLAIN, "n", "A", MW_E_PROTOCOL, 40, "1",
      { "@ready", "C: $TAG NOOP", "R: A" } },
    { "IMAP: the text of an answer without end", RIG_IMAP, PLAIN | TLS, "n", "A", MW_E_FLOOD, 70,
      "x", { "@ready", "C: $TAG NOOP", "R: $TAG OK " } },
    { "IMAP: an alert without end", RIG_IMAP, PLAIN, "n", "A", MW_E_FLOOD, 70, "x",
      { "@ready", "C: $TAG NOOP", "R: * OK [ALERT] " } },
    { "IMAP: spaces without end", RIG_IMAP, PLAIN, "n", "A", MW_E_FLOOD, 70, " ",
      { "@ready", "C: $TAG NOOP", "R: * " } },
    { "IMAP: items of one message without end", RIG_IMAP, PLAIN, "f", "A", MW_E_FLOOD, 40, "X Y ",
      { "@ready", "C: $TAG UID FETCH", "R: * 1 FETCH (" } },
    { "IMAP: the name of an item without end", RIG_IMAP, PLAIN, "f", "A", MW_E_FLOOD, 70, "X",
      { "@ready", "C: $TAG UID FETCH", "R: * 1 FETCH (" } },
    { "IMAP: flags without end", RIG_IMAP, PLAIN, "f", "A", MW_E_FLOOD, 70, "X ",
      { "@ready", "C: $TAG UID FETCH", "R: * 1 FETCH (FLAGS (" } },
    { "IMAP: a quoted value without end", RIG_IMAP, PLAIN, "f", "A", MW_E_FLOOD, 70, "X",
      { "@ready", "C: $TAG UID FETCH", "R: * 1 FETCH (INTERNALDATE \"" } },
    { "IMAP: parentheses open without end", RIG_IMAP, PLAIN | TLS, "f", "A", MW_E_FLOOD, 40, "(",
      { "@ready", "C: $TAG UID FETCH", "R: * 1 FETCH (BODYSTRUCTURE " } },
    { "IMAP: parentheses open without end in what nobody asked for", RIG_IMAP, PLAIN, "n", "A",
      MW_E_FLOOD, 70, "(", { "@ready", "C: $TAG NOOP", "R: * XYZ " } },

    { "POP3: the greeting is a line without end", RIG_POP3, ALL_MODES & ~TLS, "", "", MW_E_FLOOD,
      40, "x", { "R: +OK " } },
    { "POP3: capabilities without end", RIG_POP3, ALL_MODES & ~TLS, "", "", MW_E_FLOOD, 40,
      "XCAPABILITY\\r\\n", { "S: +OK ready", "C: CAPA", "S: +OK" } },
    { "POP3: empty capabilities without end", RIG_POP3, ALL_MODES & ~TLS, "", "", MW_E_FLOOD, 40,
      "\\n", { "S: +OK ready", "C: CAPA", "S: +OK" } },
    { "POP3: a capability without end", RIG_POP3, ALL_MODES & ~TLS, "", "", MW_E_FLOOD, 40, "X",
      { "S: +OK ready", "C: CAPA", "S: +OK" } },
    { "POP3: mechanisms without end", RIG_POP3, TLS, "", "", MW_E_FLOOD, 40, " X",
      { "@hello", "S: +OK ready", "C: CAPA", "S: +OK", "R: SASL" } },
    { "POP3: the reply to STLS is a line without end", RIG_POP3, STARTTLS, "", "", MW_E_INJECTED,
      40, "x", { "S: +OK ready", "C: CAPA", "S: +OK", "S: STLS", "S: .", "C: STLS", "R: +OK " } },
    { "POP3: the reply to PASS is a line without end", RIG_POP3, TLS, "", "", 0, 40, "x",
      { "@hello", "S: +OK ready", "C: CAPA", "S: +OK", "S: .", "C: USER", "S: +OK", "C: PASS",
        "R: -ERR " } },
    { "POP3: a status line without end", RIG_POP3, PLAIN | TLS, "s", NULL, MW_E_FLOOD, 40, "1",
      { "@ready", "C: STAT", "R: +OK " } },
    { "POP3: a unique-id without end", RIG_POP3, PLAIN, "u", "A", MW_E_FLOOD, 40, "x",
      { "@ready", "C: UIDL", "S: +OK", "R: 1 " } },
    { "POP3: replies that nobody asked for", RIG_POP3, PLAIN | TLS, "n", NULL, MW_E_PROTOCOL, 40,
      "+OK\\r\\n", { "@ready", "C: NOOP" } },
    /* What was asked for is handed on as it comes, for as long as it comes: then the end. */
    { "POP3: a message of 64 MiB that is cut off", RIG_POP3, PLAIN | TLS, "f", "A", MW_E_TRUNCATED,
      64, "abcdefghijklmnopqrstuvwxyz abcdefghijklmnopqrstuvwxyz\\r\\n", { "@ready", "C: RETR",
      "S: +OK" } },
    { "POP3: a message that is one line of 64 MiB", RIG_POP3, PLAIN, "f", "A", MW_E_TRUNCATED, 64,
      "x", { "@ready", "C: RETR", "S: +OK" } },
    { "POP3: a message of stuffed dots", RIG_POP3, PLAIN, "f", "A", MW_E_TRUNCATED, 16, "..\\r\\n",
      { "@ready", "C: RETR", "S: +OK" } },
    { "POP3: a listing of two million empty lines", RIG_POP3, PLAIN, "u", "A", MW_E_TRUNCATED, 2,
      "\\n", { "@ready", "C: UIDL", "S: +OK" } },
    { "POP3: a listing of 40 MiB that is cut off", RIG_POP3, PLAIN, "u", "A", MW_E_TRUNCATED, 40,
      "4294967295 abcdefghijklmnopqrstuvwxyz-abcdefghijklmnopqrstuvwxyz-0123456789\\r\\n",
      { "@ready", "C: UIDL", "S: +OK" } },
    { "IMAP: a literal of 4 GB, 64 MiB of which come", RIG_IMAP, PLAIN | TLS, "f", "A",
      MW_E_TRUNCATED, 64, "abcdefghijklmnopqrstuvwxyz\\r\\n", { "@ready", "C: $TAG UID FETCH",
      "S: * 1 FETCH (BODY[] {4294967296}" } },
    { "IMAP: a quoted body of 40 MiB", RIG_IMAP, PLAIN, "f", "A", MW_E_TRUNCATED, 40, "abc def ",
      { "@ready", "C: $TAG UID FETCH", "R: * 1 FETCH (BODY[] \"" } },
    { "IMAP: messages that were asked for, 40 MiB of them", RIG_IMAP, PLAIN, "f", "A",
      MW_E_TRUNCATED, 40,
      "* 1 FETCH (UID 1 BODY[] {52}\\r\\n"
      "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz)\\r\\n",
      { "@ready", "C: $TAG UID FETCH" } },
};

static size_t resident_bytes(void)
{
    unsigned long pages = 0;
    FILE *f = fopen("/proc/self/statm", "r");

    if (f == NULL || fscanf(f, "%*u %lu", &pages) != 1)
        pages = 0;
    if (f != NULL)
        fclose(f);
    return (size_t)pages * (size_t)sysconf(_SC_PAGESIZE);
}

static int play(const struct flood *f, unsigned mode, unsigned mib, int small, int whole)
{
    struct attack a = { f->name, f->protocol, f->security, f->deeds, f->ends, f->code, 0, NO_MATCH,
                        { NULL } };
    struct rig_way way = { mode, 0, NULL, (uint32_t)small, small ? 256u : 0u, 0, 0, &rig_limits };
    struct rig_script sc = { { NULL }, 0 };
    struct rig *r = calloc(1, sizeof *r);
    struct hst_result res;
    const char *fault;
    char step[200];

    assert_non_null(r);
    snprintf(step, sizeof step, "! flood %u %s", mib, f->text);
    rig_expand(&sc, f->before, f->protocol, mode);
    rig_step(&sc, step);
    rig_step(&sc, "! close");
    rig_run(r, f->protocol, &way, sc.step, f->deeds);
    assert_true(hst_wait(r->h, 1, 6000));
    assert_int_equal(hst_result(r->h, 0, &res), 0);
    fault = rig_common_fault(r, &way, &res);
    if (fault == NULL && whole && f->code != 0)
        fault = rig_attack_fault(&a, r, &res);
    if (fault != NULL) {
        rig_say(r, f->name, fault);
        print_error("mode %u, %u MiB, %s buffers, %llu events\n", mode, mib,
                    small ? "small" : "large", (unsigned long long)r->events);
    }
    hst_result_free(&res);
    hst_stop(r->h);
    free(r);
    return fault != NULL;
}

/* Some of it first, so that whatever is needed at all is there. */
static void flood(void **state)
{
    const struct flood *f = *state;
    unsigned mode;

    for (mode = PLAIN; mode <= TLS; mode <<= 1) {
        size_t before, after;

        if (!(f->security & mode))
            continue;
        play(f, mode, 1, 1, 0);
        before = resident_bytes();
        assert_int_equal(play(f, mode, f->mib, 0, 1), 0);
        after = resident_bytes();
        assert_true(before > 0);
        if (after > before + GROWTH_BYTES)
            print_error("%s: from %zu to %zu bytes\n", f->name, before, after);
        assert_true(after <= before + GROWTH_BYTES);
    }
}

int main(void)
{
    static struct rig_tests t;
    size_t i;

    for (i = 0; i < RIG_COUNT(floods); i++)
        rig_add(&t, floods[i].name, flood, &floods[i]);
    return rig_main("flood", &t);
}
