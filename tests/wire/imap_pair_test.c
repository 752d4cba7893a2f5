/* SPDX-License-Identifier: MIT */
#include "support/readers.h"
#include "support/unit.h"

#include <mailwire/error.h>

#include <stdio.h>

/* Strings at the start, then "NAME=VALUE" each. */
static void expect(const char *data, unsigned strings, uint32_t quirks, const char *want)
{
    char got[512] = "";
    mw_imap_cursor c;
    mw_pair pair;
    mw_slice s;
    size_t at = 0, n = strlen(data);

    mw_data_begin(&c, data, n, 0);
    for (; strings; strings--) {
        assert_int_equal(mw_imap_string_next(&c, &s), 1);
        at += (size_t)snprintf(got + at, sizeof got - at, "%s ", readers_text(s));
    }
    while (mw_imap_pair_next(&c, &pair) == 1)
        at += (size_t)snprintf(got + at, sizeof got - at, "%s=%s ", readers_text(pair.name),
                               readers_text(pair.value));
    assert_string_equal(got, want);
    assert_int_equal(c.quirks, quirks);
    assert_int_equal(mw_imap_pair_next(&c, &pair), 0);
    c.refuse = MW_DATA_STRICT;
    assert_int_equal(mw_imap_pair_next(&c, &pair), quirks ? MW_E_PROTOCOL : 0);
    readers_damage(data, n);
}

static void pairs(void **state)
{
    (void)state;
    /* ID: RFC 2971 3.2 */
    expect("(\"name\" \"Cyrus\" \"version\" \"1.5\" \"os\" NIL)", 0, 0,
           "name=Cyrus version=1.5 os=NIL ");
    expect("NIL", 0, 0, "");
    expect("()", 0, 0, "");
    expect("", 0, 0, "");
    expect("(\"NAME\" \"Coremail\" \"a\"b\" \"c\")", 0, MW_DATA_QUIRK_QUOTE,
           "NAME=Coremail a\"b=c ");
    expect("(\"name\")", 0, MW_DATA_QUIRK_MISSING, "name=NIL ");
    expect("(NIL \"x\" \"y\" \"z\")", 0, MW_DATA_QUIRK_NIL, "NIL=x y=z ");
    /* ACL, MYRIGHTS, LISTRIGHTS: RFC 4314 3.6 to 3.8 */
    expect("INBOX Fred rwipslda test lrs", 1, 0, "INBOX Fred=rwipslda test=lrs ");
    expect("\"a b\" \"c d\" lrs", 1, 0, "a b c d=lrs ");
    expect("INBOX", 1, 0, "INBOX ");
    expect("INBOX rwiptsldaex", 2, 0, "INBOX rwiptsldaex ");
    expect("~/Mail/saved smith la r swicdkxtea", 5, 0, "~/Mail/saved smith la r swicdkxtea ");
    /* METADATA: RFC 5464 4.4 */
    expect("\"INBOX\" (/shared/comment \"Shared\" /private/comment NIL)", 1, 0,
           "INBOX /shared/comment=Shared /private/comment=NIL ");
    expect("\"\" (/shared/admin {4}\r\na\r\nb)", 1, 0, " /shared/admin=a\r\nb ");
    /* QUOTAROOT: RFC 9208 4.2.2 */
    expect("INBOX \"\"", 2, 0, "INBOX  ");
    /* EXTENDED LIST data */
    expect("(\"CHILDINFO\" (\"SUBSCRIBED\") X 5)", 0, 0, "CHILDINFO=(\"SUBSCRIBED\") X=5 ");
    expect("((\"a\") b)", 0, MW_DATA_QUIRK_EXTRA, "NIL=b ");
}

static void expect_quota(const char *data, uint32_t quirks, const char *want)
{
    char got[512];
    mw_imap_cursor c;
    mw_quota quota;
    mw_slice root;
    size_t at, n = strlen(data);

    mw_data_begin(&c, data, n, 0);
    mw_imap_string_next(&c, &root);
    at = (size_t)snprintf(got, sizeof got, "%s ", readers_text(root));
    while (mw_imap_quota_next(&c, &quota) == 1)
        at += (size_t)snprintf(got + at, sizeof got - at, "%s %ld of %ld ",
                               readers_text(quota.resource), (long)quota.usage, (long)quota.limit);
    assert_string_equal(got, want);
    assert_int_equal(c.quirks, quirks);
    readers_damage(data, n);
}

/* RFC 9208 4.2.1 */
static void quotas(void **state)
{
    (void)state;
    expect_quota("\"\" (STORAGE 10 512)", 0, " STORAGE 10 of 512 ");
    expect_quota("#user/alice (MESSAGE 42 1000 STORAGE 4294967296 9007199254740993)", 0,
                 "#user/alice MESSAGE 42 of 1000 STORAGE 4294967296 of 9007199254740993 ");
    expect_quota("\"!partition/sda4\" ()", 0, "!partition/sda4 ");
    expect_quota("a (STORAGE -1 NIL)", MW_DATA_QUIRK_NUMBER, "a STORAGE -1 of -1 ");
    expect_quota("a (STORAGE 1)", MW_DATA_QUIRK_MISSING, "a STORAGE 1 of -1 ");
    expect_quota("a (STORAGE)", MW_DATA_QUIRK_MISSING, "a STORAGE -1 of -1 ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pairs),
        cmocka_unit_test(quotas),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
