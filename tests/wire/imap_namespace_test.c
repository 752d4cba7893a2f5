/* SPDX-License-Identifier: MIT */
#include "support/readers.h"
#include "support/unit.h"

#include <mailwire/error.h>

#include <stdio.h>

/* "KIND PREFIX DELIMITER|" each. */
static void expect(const char *data, uint32_t quirks, const char *want)
{
    char got[512] = "";
    mw_imap_cursor c;
    mw_namespace ns;
    size_t at = 0, n = strlen(data);
    int rc;

    mw_data_begin(&c, data, n, 0);
    while (mw_imap_namespace_next(&c, &ns) == 1)
        at += (size_t)snprintf(got + at, sizeof got - at, "%u %s %c|", ns.kind,
                               readers_text(ns.prefix), ns.delimiter ? (char)ns.delimiter : '0');
    assert_string_equal(got, want);
    assert_int_equal(c.quirks, quirks);
    mw_data_begin(&c, data, n, MW_DATA_STRICT);
    while ((rc = mw_imap_namespace_next(&c, &ns)) == 1)
        ;
    assert_int_equal(rc, quirks ? MW_E_PROTOCOL : 0);
    readers_damage(data, n);
}

/* RFC 2342 5 */
static void of_the_rfc(void **state)
{
    (void)state;
    expect("((\"\" \"/\")) NIL NIL", 0, "1  /|");
    expect("NIL NIL ((\"\" \".\"))", 0, "3  .|");
    expect("((\"\" \"/\")) NIL ((\"Public Folders/\" \"/\"))", 0, "1  /|3 Public Folders/ /|");
    expect(
        "((\"\" \"/\")) ((\"~\" \"/\")) ((\"#shared/\" \"/\")(\"#public/\" \"/\")(\"#ftp/\" \"/\")"
        "(\"#news.\" \".\"))",
        0, "1  /|2 ~ /|3 #shared/ /|3 #public/ /|3 #ftp/ /|3 #news. .|");
    expect("((\"\" \"/\")(\"#mh/\" \"/\" \"X-PARAM\" (\"FLAG1\" \"FLAG2\"))) NIL NIL", 0,
           "1  /|1 #mh/ /|");
    expect("((\"x\" NIL)) NIL NIL", 0, "1 x 0|");
    expect("NIL NIL NIL", 0, "");
}

static void of_servers(void **state)
{
    (void)state;
    /* Courier: field.md 4.6 */
    expect("((\"INBOX.\" \"..\")) NIL ((\"#shared.\" \"\"))", MW_DATA_QUIRK_DELIMITER,
           "1 INBOX. 0|3 #shared. 0|");
    expect("((\"a\" \"/\") x) NIL NIL", MW_DATA_QUIRK_EXTRA, "1 a /|");
    expect("() () ((\"a\" \"/\"))", 0, "3 a /|");
    expect("((\"a\")) NIL NIL", MW_DATA_QUIRK_MISSING, "1 a 0|");
    expect("NIL NIL NIL ((\"a\" \"/\"))", MW_DATA_QUIRK_EXTRA, "");
    expect("((\"a\" \"/\"))", 0, "1 a /|");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_the_rfc),
        cmocka_unit_test(of_servers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
