/* SPDX-License-Identifier: MIT */
#include "support/readers.h"
#include "support/unit.h"

#include <mailwire/error.h>

#include <stdio.h>

#define RFC_ADDRESS "((\"Terry Gray\" NIL \"gray\" \"cac.washington.edu\"))"
/* RFC 9051 8 */
#define RFC_ENVELOPE                                                                               \
    "(\"Wed, 17 Jul 1996 02:23:25 -0700 (PDT)\" \"IMAP4rev2 WG mtg summary and "                   \
    "minutes\" " RFC_ADDRESS " " RFC_ADDRESS " " RFC_ADDRESS                                       \
    " ((NIL NIL \"imap\" \"cac.washington.edu\")) "                                                \
    "((NIL NIL \"minutes\" \"CNRI.Reston.VA.US\")(\"John Klensin\" NIL \"KLENSIN\" \"MIT.EDU\")) " \
    "NIL NIL \"<B27397-0100000@cac.washington.edu>\")"

/* Reads; *env is checked for its quirks, and refused if there are any. */
static void read_it(const char *data, uint32_t quirks, mw_envelope *env)
{
    mw_envelope strict;

    assert_int_equal(mw_imap_envelope_read(data, strlen(data), 0, env), MW_OK);
    assert_int_equal(env->quirks, quirks);
    assert_int_equal(mw_imap_envelope_read(data, strlen(data), MW_DATA_STRICT, &strict),
                     quirks ? MW_E_PROTOCOL : MW_OK);
    assert_int_equal(mw_imap_envelope_read(data, strlen(data), ~quirks, &strict), MW_OK);
    readers_damage(data, strlen(data));
}

/* The addresses of the list as "[KIND]NAME|ADL|MAILBOX|HOST " each. */
static void expect_addresses(mw_slice list, uint32_t quirks, const char *want)
{
    char got[1024] = "";
    mw_imap_cursor c;
    mw_address a;
    size_t at = 0;

    mw_data_begin(&c, list.p, list.len, 0);
    while (mw_address_next(&c, &a) == 1)
        at += (size_t)snprintf(got + at, sizeof got - at, "[%u]%s|%s|%s|%s ", a.kind,
                               readers_text(a.name), readers_text(a.adl), readers_text(a.mailbox),
                               readers_text(a.host));
    assert_string_equal(got, want);
    assert_int_equal(c.quirks, quirks);
    assert_int_equal(mw_address_next(&c, &a), 0);
}

static void expect_list(const char *data, uint32_t quirks, const char *want)
{
    mw_slice list;

    list.p = data;
    list.len = strlen(data);
    expect_addresses(list, quirks, want);
    readers_damage(data, strlen(data));
}

static void of_the_rfc(void **state)
{
    mw_envelope env;

    (void)state;
    read_it(RFC_ENVELOPE, 0, &env);
    assert_string_equal(readers_text(env.date), "Wed, 17 Jul 1996 02:23:25 -0700 (PDT)");
    assert_string_equal(readers_text(env.subject), "IMAP4rev2 WG mtg summary and minutes");
    expect_addresses(env.from, 0, "[0]Terry Gray|NIL|gray|cac.washington.edu ");
    expect_addresses(env.sender, 0, "[0]Terry Gray|NIL|gray|cac.washington.edu ");
    expect_addresses(env.reply_to, 0, "[0]Terry Gray|NIL|gray|cac.washington.edu ");
    expect_addresses(env.to, 0, "[0]NIL|NIL|imap|cac.washington.edu ");
    expect_addresses(env.cc, 0,
                     "[0]NIL|NIL|minutes|CNRI.Reston.VA.US "
                     "[0]John Klensin|NIL|KLENSIN|MIT.EDU ");
    assert_null(env.bcc.p);
    assert_null(env.in_reply_to.p);
    assert_string_equal(readers_text(env.message_id), "<B27397-0100000@cac.washington.edu>");
}

static void literals(void **state)
{
    mw_envelope env;

    (void)state;
    read_it("({3}\r\na)b {7}\r\n\"x\" (\r\n NIL NIL NIL NIL NIL NIL {0}\r\n \"\")", 0, &env);
    assert_string_equal(readers_text(env.date), "a)b");
    assert_string_equal(readers_text(env.subject), "\"x\" (\r\n");
    assert_string_equal(readers_text(env.in_reply_to), "");
    assert_string_equal(readers_text(env.message_id), "");
    read_it("(~{2}\nab {1+}\r\nc NIL NIL NIL NIL NIL NIL NIL NIL)", 0, &env);
    assert_string_equal(readers_text(env.date), "ab");
    assert_string_equal(readers_text(env.subject), "c");
    read_it("({-5} {x}\r\n NIL NIL NIL NIL NIL NIL NIL NIL)",
            MW_DATA_QUIRK_ATOM | MW_DATA_QUIRK_SPACE, &env);
    assert_string_equal(readers_text(env.date), "{-5}");
    read_it("(NIL {9}\r\nabc", MW_DATA_QUIRK_CUT | MW_DATA_QUIRK_MISSING, &env);
    assert_string_equal(readers_text(env.subject), "abc");
}

static void missing_fields(void **state)
{
    mw_envelope env;

    (void)state;
    /* QQ: nine fields, field.md 4.5 */
    read_it("(\"d\" \"s\" ((NIL NIL \"f\" \"h\")) NIL NIL NIL NIL NIL \"r\")",
            MW_DATA_QUIRK_MISSING, &env);
    assert_string_equal(readers_text(env.in_reply_to), "r");
    assert_null(env.message_id.p);
    read_it("(\"d\" \"s\")", MW_DATA_QUIRK_MISSING, &env);
    assert_string_equal(readers_text(env.subject), "s");
    /* no subject */
    read_it("(\"d\" ((NIL NIL \"f\" \"h\")) NIL NIL NIL NIL NIL \"r\" \"i\")",
            MW_DATA_QUIRK_MISSING, &env);
    assert_null(env.subject.p);
    expect_addresses(env.from, 0, "[0]NIL|NIL|f|h ");
    assert_string_equal(readers_text(env.message_id), "i");
    /* one list too few */
    read_it("(\"d\" \"s\" ((NIL NIL \"f\" \"h\")) NIL NIL NIL NIL \"r\" \"i\")",
            MW_DATA_QUIRK_MISSING, &env);
    assert_string_equal(readers_text(env.in_reply_to), "r");
    assert_string_equal(readers_text(env.message_id), "i");
    read_it("()", MW_DATA_QUIRK_MISSING, &env);
    read_it("", MW_DATA_QUIRK_MISSING, &env);
    read_it("NIL", MW_DATA_QUIRK_MISSING, &env);
}

static void too_much(void **state)
{
    mw_envelope env;

    (void)state;
    read_it("(NIL NIL NIL NIL NIL NIL NIL NIL NIL \"i\" \"x\" (1 2))", MW_DATA_QUIRK_EXTRA, &env);
    assert_string_equal(readers_text(env.message_id), "i");
    read_it("(NIL NIL atom NIL NIL NIL NIL NIL NIL NIL \"i\")", MW_DATA_QUIRK_EXTRA, &env);
    assert_string_equal(readers_text(env.message_id), "i");
    read_it("(NIL NIL NIL NIL NIL NIL NIL NIL (\"x\") NIL \"i\")", MW_DATA_QUIRK_EXTRA, &env);
    assert_string_equal(readers_text(env.message_id), "i");
    /* Domino: field.md 4.7 */
    read_it("((NIL \"s\" NIL NIL NIL NIL NIL NIL NIL \"i\"))", MW_DATA_QUIRK_PARENS, &env);
    assert_string_equal(readers_text(env.subject), "s");
    read_it("(NIL \"s\" NIL NIL NIL NIL NIL NIL NIL \"i\") \"x\"", MW_DATA_QUIRK_EXTRA, &env);
    read_it("(NIL \"s\" () () NIL NIL NIL NIL NIL NIL)", MW_DATA_QUIRK_EMPTY, &env);
    assert_null(env.from.p);
    read_it("(17 yes NIL NIL NIL NIL NIL NIL NIL nil)", MW_DATA_QUIRK_ATOM, &env);
    assert_string_equal(readers_text(env.subject), "yes");
    read_it("(NIL NIL NIL  NIL NIL NIL NIL NIL NIL NIL)", MW_DATA_QUIRK_SPACE, &env);
    read_it("(NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL ) ", MW_DATA_QUIRK_SPACE, &env);
    read_it("( NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL)", MW_DATA_QUIRK_SPACE, &env);
}

static void quotes(void **state)
{
    mw_envelope env;

    (void)state;
    read_it("(NIL \"a \\\"b\\\" (c) \\\\\" NIL NIL NIL NIL NIL NIL NIL NIL)", 0, &env);
    assert_string_equal(readers_text(env.subject), "a \"b\" (c) \\");
    /* iCloud: field.md 4.4 */
    read_it("(NIL NIL NIL NIL NIL NIL NIL NIL NIL \"<\"abc\"@x>\")", MW_DATA_QUIRK_QUOTE, &env);
    assert_string_equal(readers_text(env.message_id), "<\"abc\"@x>");
    read_it("(NIL \"Re: \"foo\" bar\" NIL NIL NIL NIL NIL NIL NIL NIL)", MW_DATA_QUIRK_QUOTE, &env);
    assert_string_equal(readers_text(env.subject), "Re: \"foo\" bar");
    read_it("(NIL \"\"foo\" is 12\" ((NIL NIL \"f\" \"h\")) NIL NIL NIL NIL NIL NIL \"i\")",
            MW_DATA_QUIRK_QUOTE, &env);
    assert_string_equal(readers_text(env.subject), "\"foo\" is 12");
    assert_string_equal(readers_text(env.message_id), "i");
    /* QQ: field.md 4.5 */
    read_it("(NIL \"s\" ((NIL NIL \"a\" \"qq.com\\\")) ((NIL NIL \"b\" \"sina.com\\\")) NIL "
            "((NIL NIL \"c\" \"d\")) NIL NIL NIL \"i\")",
            MW_DATA_QUIRK_BACKSLASH, &env);
    expect_addresses(env.from, MW_DATA_QUIRK_BACKSLASH, "[0]NIL|NIL|a|qq.com\\ ");
    expect_addresses(env.sender, MW_DATA_QUIRK_BACKSLASH, "[0]NIL|NIL|b|sina.com\\ ");
    expect_addresses(env.to, 0, "[0]NIL|NIL|c|d ");
    assert_string_equal(readers_text(env.message_id), "i");
    read_it("(NIL NIL ((NIL NIL \"a\" \"qq.com\\\")) NIL NIL NIL NIL NIL NIL NIL)",
            MW_DATA_QUIRK_BACKSLASH, &env);
    expect_addresses(env.from, MW_DATA_QUIRK_BACKSLASH, "[0]NIL|NIL|a|qq.com\\ ");
    read_it("(NIL \"never ended", MW_DATA_QUIRK_CUT | MW_DATA_QUIRK_MISSING, &env);
    assert_string_equal(readers_text(env.subject), "never ended");
}

static void addresses(void **state)
{
    (void)state;
    expect_list("NIL", 0, "");
    expect_list("", 0, "");
    expect_list("()", 0, "");
    expect_list("((NIL NIL \"a\" \"b\")(NIL NIL \"c\" \"d\"))", 0,
                "[0]NIL|NIL|a|b [0]NIL|NIL|c|d ");
    expect_list("((NIL NIL \"a\" \"b\") (NIL NIL \"c\" \"d\"))", 0,
                "[0]NIL|NIL|a|b [0]NIL|NIL|c|d ");
    expect_list("((\"n\" \"@x,@y\" \"a\" \"b\"))", 0, "[0]n|@x,@y|a|b ");
    /* a group: RFC 9051 7.5.2 */
    expect_list(
        "((NIL NIL \"list\" NIL)(NIL NIL \"a\" \"b\")(NIL NIL NIL NIL)(NIL NIL \"c\" \"d\"))", 0,
        "[1]NIL|NIL|list|NIL [0]NIL|NIL|a|b [2]NIL|NIL|NIL|NIL [0]NIL|NIL|c|d ");
    /* Gmail: field.md 4.1 */
    expect_list("((NIL NIL \"list\" NIL))", MW_DATA_QUIRK_GROUP, "[1]NIL|NIL|list|NIL ");
    expect_list("((NIL NIL NIL NIL))", MW_DATA_QUIRK_GROUP, "[2]NIL|NIL|NIL|NIL ");
    expect_list("((NIL NIL \"l\" NIL)(NIL NIL \"m\" NIL)(NIL NIL NIL NIL))", MW_DATA_QUIRK_GROUP,
                "[1]NIL|NIL|l|NIL [1]NIL|NIL|m|NIL [2]NIL|NIL|NIL|NIL ");
    /* SmarterMail: field.md 4.7 */
    expect_list("(NIL (NIL NIL \"a\" \"b\") NIL)", MW_DATA_QUIRK_NIL, "[0]NIL|NIL|a|b ");
    expect_list("(\"x\" (NIL NIL \"a\" \"b\"))", MW_DATA_QUIRK_EXTRA, "[0]NIL|NIL|a|b ");
    expect_list("((NIL NIL \"a\" \"b\" \"c\" (\"d\")))", MW_DATA_QUIRK_EXTRA, "[0]NIL|NIL|a|b ");
    expect_list("((\"n\" \"a\"))", MW_DATA_QUIRK_MISSING | MW_DATA_QUIRK_GROUP, "[2]n|a|NIL|NIL ");
    expect_list("((\"n\" NIL a b.c))", MW_DATA_QUIRK_ATOM, "[0]n|NIL|a|b.c ");
    expect_list("((\"n\" NIL (\"x\") \"b\"))", MW_DATA_QUIRK_EXTRA, "[0]n|NIL|NIL|b ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_the_rfc), cmocka_unit_test(literals), cmocka_unit_test(missing_fields),
        cmocka_unit_test(too_much),   cmocka_unit_test(quotes),   cmocka_unit_test(addresses),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
