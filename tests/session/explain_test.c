/* SPDX-License-Identifier: MIT */
/* Each code of error.h has a name, and a sentence that tells a person what to do; different
   troubles have different ones (promise 10). */

#include "session/port.h"
#include "session/session.h"
#include "support/unit.h"
#include "support/words.h"

#include <stdio.h>
#include <stdlib.h>

#define HEADER "include/mailwire/error.h"
#define CODES_MAX 100

static struct code {
    char name[40];
    int value;
} codes[CODES_MAX];
static size_t count;

/* Reads "#define MW_E_NAME (-100)" and their like. */
static int read_header(void **state)
{
    FILE *f = fopen(HEADER, "r");
    struct code *c = codes;
    char line[300];

    (void)state;
    if (!f) {
        print_error("%s cannot be read: run this where it is\n", HEADER);
        return -1;
    }
    for (; fgets(line, sizeof line, f); count = (size_t)(c - codes))
        if (sscanf(line, "#define MW_%39[A-Z0-9_] (%d)", c->name, &c->value) == 2 && c->value < 0)
            if (++c == codes + CODES_MAX)
                break;
    fclose(f);
    return count < 40 || count == CODES_MAX;
}

/* What the names' table of the tests knows is what the header has. */
static void all_are_known(void **state)
{
    size_t i, n = 0;

    (void)state;
    while (words_codes[n].name)
        n++;
    assert_int_equal(n, count + 1); /* MW_OK */
    for (i = 0; i < count; i++) {
        const char *name = codes[i].name + (strncmp(codes[i].name, "E_", 2) == 0 ? 2 : 0);

        assert_string_equal(words_name(words_codes, codes[i].value), name);
    }
}

/* Words for a person: printable, neither empty nor endless. */
static void is_text(const char *text, size_t most)
{
    size_t n = strlen(text);

    assert_true(n > 1 && n <= most);
    for (; *text; text++)
        assert_true(*text >= ' ' && *text <= '~');
}

static void names(void **state)
{
    const char *unknown = mw_strerror(1);
    size_t i, k;

    (void)state;
    is_text(unknown, 21);
    is_text(mw_strerror(MW_OK), 21);
    assert_true(strcmp(mw_strerror(MW_OK), unknown) != 0);
    for (i = 0; i < count; i++) {
        const char *name = mw_strerror(codes[i].value);

        is_text(name, 21);
        if (strcmp(name, unknown) == 0)
            fail_msg("%s has no name", codes[i].name);
        for (k = 0; k < i; k++)
            if (strcmp(name, mw_strerror(codes[k].value)) == 0)
                fail_msg("%s and %s are called the same", codes[i].name, codes[k].name);
    }
}

/* No other number has a name. */
static void no_names(void **state)
{
    const char *unknown = mw_strerror(1);
    int code, named = 0;

    (void)state;
    for (code = -70000; code <= 70000; code++) /* also what is the same in 16 bits */
        named += strcmp(mw_strerror(code), unknown) != 0;
    assert_int_equal(named, count + 1);
    assert_string_equal(mw_strerror(INT32_MIN), unknown);
    assert_string_equal(mw_strerror(INT32_MAX), unknown);
}

/* --- advice --- */

static struct port p;

static const char *advice(int code, int stage)
{
    mw_error err;

    memset(&err, 0, sizeof err);
    err.code = code;
    err.stage = (uint8_t)stage;
    return mw_advice(p.s, &err);
}

static int session_new(void **state)
{
    mw_config cfg = port_config();

    (void)state;
    port_new(&p, &protocols[0], &cfg);
    return 0;
}

static int session_free(void **state)
{
    (void)state;
    port_free(&p);
    return 0;
}

static void is_sentence(const char *text)
{
    is_text(text, 160);
    assert_true(*text >= 'A' && *text <= 'Z');
    assert_non_null(strchr(".?", text[strlen(text) - 1]));
    assert_non_null(strchr(text, ' '));
}

static void advices(void **state)
{
    size_t i, k;

    (void)state;
    for (i = 0; i < count; i++) {
        const char *text = advice(codes[i].value, MW_AT_COMMAND);

        if (codes[i].value >= MW_EOF) { /* not errors */
            assert_string_equal(text, "");
            continue;
        }
        if (!*text)
            fail_msg("%s has no advice", codes[i].name);
        is_sentence(text);
        for (k = 0; k < i; k++)
            if (strcmp(text, advice(codes[k].value, MW_AT_COMMAND)) == 0)
                fail_msg("%s and %s have the same advice", codes[i].name, codes[k].name);
    }
    assert_string_equal(advice(0, 0), "");
    assert_string_equal(advice(4711, 0), "");
}

/* What the server's response code says is what the advice is about. */
static void mailbox_in_use(void **state)
{
    mw_error err;

    (void)state;
    memset(&err, 0, sizeof err);
    err.code = MW_E_AUTH_LATER;
    err.reply = MW_POP3_CODE_IN_USE;
    is_sentence(mw_advice(p.s, &err));
    assert_non_null(strstr(mw_advice(p.s, &err), "mailbox"));
    err.reply = MW_POP3_CODE_SYS_TEMP;
    assert_null(strstr(mw_advice(p.s, &err), "mailbox"));
}

/* One word each advice must have, so that it is about that trouble. */
static void troubles(void **state)
{
    static const struct {
        int code;
        const char *word;
    } table[] = {
        { MW_E_CERT_EXPIRED, "expired" },      { MW_E_CERT_HOST, "another host" },
        { MW_E_CERT_UNTRUSTED, "CA" },         { MW_E_CERT_NOT_YET, "clock" },
        { MW_E_PORT_IS_PLAIN, "STARTTLS" },    { MW_E_PORT_IS_TLS, "TLS" },
        { MW_E_WRONG_SERVICE, "port" },        { MW_E_CONN_TIMEOUT, "firewall" },
        { MW_E_CONN_REFUSED, "port" },         { MW_E_NO_STARTTLS, "encryption" },
        { MW_E_AUTH, "password" },             { MW_E_AUTH_APP_PASSWORD, "application password" },
        { MW_E_AUTH_LATER, "later" },          { MW_E_REPLY_TEMP, "later" },
        { MW_E_DNS, "name" },                  { MW_E_INJECTED, "network" },
        { MW_E_AUTH_NEEDS_TLS, "in clear" },   { MW_E_TLS_CA, "CA" },
        { MW_E_UNREACHABLE, "network" },       { MW_E_TOO_LONG, "out_bytes" },
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof table / sizeof *table; i++)
        if (!strstr(advice(table[i].code, MW_AT_COMMAND), table[i].word))
            fail_msg("%s: \"%s\"", mw_strerror(table[i].code), advice(table[i].code, 0));
}

/* Silence and loss mean different things at different moments. */
static void moments(void **state)
{
    static const int stages[] = { MW_AT_GREETING, MW_AT_DATA_END, MW_AT_COMMAND };
    size_t i, k;

    (void)state;
    for (i = 0; i < 3; i++)
        for (k = 0; k < i; k++)
            assert_string_not_equal(advice(MW_E_TIMEOUT, stages[i]),
                                    advice(MW_E_TIMEOUT, stages[k]));
    for (i = 0; i < 14; i++) {
        is_sentence(advice(MW_E_TIMEOUT, (int)i));
        is_sentence(advice(MW_E_CONN_LOST, (int)i));
    }
    assert_non_null(strstr(advice(MW_E_CONN_LOST, MW_AT_DATA_END), "delivered"));
    assert_non_null(strstr(advice(MW_E_TIMEOUT, MW_AT_DATA_END), "delivered"));
    assert_null(strstr(advice(MW_E_CONN_LOST, MW_AT_BODY), "delivered"));
}

/* A port that begins with TLS is silent towards who waits for a greeting. */
static void silent_ports(void **state)
{
    static const struct {
        uint32_t security, port;
        int stage;
        const char *word;
    } table[] = {
        { MW_PLAIN, 465, MW_AT_GREETING, "begins with TLS" },
        { MW_STARTTLS, 993, MW_AT_GREETING, "begins with TLS" },
        { MW_STARTTLS, 995, MW_AT_GREETING, "begins with TLS" },
        { MW_STARTTLS, 587, MW_AT_GREETING, "does not greet" },
        { MW_TLS, 465, MW_AT_GREETING, "does not greet" },
        { MW_TLS, 587, MW_AT_TLS, "STARTTLS" },
        { MW_STARTTLS, 587, MW_AT_TLS, "silent" },
    };
    mw_config cfg = port_config();
    struct port outer = p;
    size_t i;

    (void)state;
    for (i = 0; i < sizeof table / sizeof *table; i++) {
        cfg.security = table[i].security;
        cfg.port = table[i].port;
        port_new(&p, &protocols[0], &cfg);
        is_sentence(advice(MW_E_TIMEOUT, table[i].stage));
        assert_non_null(strstr(advice(MW_E_TIMEOUT, table[i].stage), table[i].word));
        port_free(&p);
    }
    p = outer;
}

static int is_passing(int code)
{
    return (code <= MW_E_DNS && code > MW_E_TLS) || code == MW_E_REPLY_TEMP ||
           code == MW_E_AUTH_LATER || code == MW_E_AUTH_THROTTLED || code == MW_E_SERVER_BYE;
}

/* Whatever ends a session, its error is filled in; ways to the server may work later. */
static void failures(void **state)
{
    mw_config cfg = port_config();
    struct port outer = p;
    const mw_error *err;
    size_t i;

    (void)state;
    for (i = 0; i < count; i++) {
        if (codes[i].value >= MW_EOF)
            continue;
        port_new(&p, &protocols[0], &cfg);
        mw_open(p.s);
        port_drive(&p);
        mw_broken(p.s, codes[i].value);
        port_drive(&p);
        err = mw_last_error(p.s);
        assert_int_equal(mw_last_event(p.s)->code, codes[i].value);
        assert_int_equal(err->code, codes[i].value);
        assert_int_equal(err->stage, codes[i].value <= MW_E_AUTH && codes[i].value > MW_E_PROTOCOL
                                         ? MW_AT_AUTH
                                         : MW_AT_GREETING);
        assert_int_equal(err->retry, is_passing(codes[i].value));
        is_sentence(err->advice);
        assert_string_equal(err->text, "");
        assert_string_equal(err->word, "");
        port_free(&p);
    }
    p = outer;
}

/* The server's words are marked where anybody may have said them: before TLS that must come. */
static void words_before_tls(void **state)
{
    static const char *const refusals[PROTOCOLS] = { "554 go away\r\n", "* BYE go away\r\n",
                                                     "-ERR go away\r\n" };
    struct port outer = p;
    uint32_t security;
    size_t i;

    (void)state;
    for (i = 0; i < PROTOCOLS; i++)
        for (security = MW_PLAIN; security <= MW_TLS; security++) {
            mw_config cfg = port_config();
            const mw_error *err;

            cfg.security = security;
            port_new(&p, &protocols[i], &cfg);
            mw_open(p.s);
            port_drive(&p);
            if (security == MW_TLS)
                mw_secured(p.s, MW_OK);
            port_drive(&p);
            port_say(&p, refusals[i]);
            err = mw_last_error(p.s);
            assert_true(err->text_len >= 7);
            assert_int_equal(err->before_tls, security == MW_STARTTLS);
            port_free(&p);
        }
    p = outer;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_are_known), cmocka_unit_test(names),
        cmocka_unit_test(no_names),
        cmocka_unit_test_setup_teardown(advices, session_new, session_free),
        cmocka_unit_test_setup_teardown(mailbox_in_use, session_new, session_free),
        cmocka_unit_test_setup_teardown(troubles, session_new, session_free),
        cmocka_unit_test_setup_teardown(moments, session_new, session_free),
        cmocka_unit_test_setup_teardown(silent_ports, session_new, session_free),
        cmocka_unit_test_setup_teardown(failures, session_new, session_free),
        cmocka_unit_test_setup_teardown(words_before_tls, session_new, session_free),
    };

    return cmocka_run_group_tests_name("session/explain", tests, read_header, NULL);
}
