/* SPDX-License-Identifier: MIT */
#include "support/readers.h"
#include "support/unit.h"

#include <mailwire/error.h>

#include <stdio.h>

/* What is read as "ATTRIBUTES DELIMITER CHILDINFO NAME|OLDNAME". */
static void expect(const char *data, uint32_t quirks, const char *want)
{
    char got[512];
    mw_mailbox list;
    size_t n = strlen(data);

    assert_int_equal(mw_imap_list_read(data, n, 0, &list), MW_OK);
    snprintf(got, sizeof got, "%x %c %x %s|%s", list.attributes,
             list.delimiter ? (char)list.delimiter : '0', list.childinfo, readers_text(list.name),
             readers_text(list.old_name));
    assert_string_equal(got, want);
    assert_int_equal(list.quirks, quirks);
    assert_int_equal(mw_imap_list_read(data, n, ~quirks, &list), MW_OK);
    assert_int_equal(mw_imap_list_read(data, n, MW_DATA_STRICT, &list),
                     quirks ? MW_E_PROTOCOL : MW_OK);
    readers_damage(data, n);
}

/* RFC 9051 6.3.9, 7.3.1 */
static void of_the_rfc(void **state)
{
    (void)state;
    expect("(\\Noselect) \"/\" foo", 0, "2 / 0 foo|NIL");
    expect("() \"/\" \"foo bar\"", 0, "0 / 0 foo bar|NIL");
    expect("() NIL INBOX", 0, "0 0 0 INBOX|NIL");
    expect("() \"\\\\\" a", 0, "0 \\ 0 a|NIL");
    expect("() \"/\" nil", 0, "0 / 0 nil|NIL");
    expect("() \"/\" {7}\r\na (b) c", 0, "0 / 0 a (b) c|NIL");
    expect("() \"/\" 2012", 0, "0 / 0 2012|NIL");
    expect("(\\Marked \\NoInferiors \\Other) \"/\" \"inbox\"", 0, "5 / 0 inbox|NIL");
    expect("(\\UnMarked \\HasChildren \\HasNoChildren \\NonExistent \\Subscribed \\Remote) \".\" a",
           0, "1f8 . 0 a|NIL");
    expect("(\\All \\Archive \\Drafts \\Flagged \\Junk \\Sent \\Trash \\Important) \".\" a", 0,
           "1fe00 . 0 a|NIL");
    expect("() \"/\" \"Foo\" (\"CHILDINFO\" (\"SUBSCRIBED\"))", 0, "0 / 1 Foo|NIL");
    expect("() \"/\" Foo (CHILDINFO (\"REMOTE\" \"SPECIAL-USE\") X (1 (2)))", 0, "0 / 6 Foo|NIL");
    expect("(\\Subscribed) \"/\" \"NewMailbox\" (\"OLDNAME\" (\"OldMailbox\"))", 0,
           "80 / 0 NewMailbox|OldMailbox");
}

static void of_servers(void **state)
{
    (void)state;
    /* Exchange: field.md 4.2 */
    expect("(\\HasNoChildren) \"/\" a\tb c", MW_DATA_QUIRK_ATOM, "20 / 0 a\tb c|NIL");
    expect("() \"/\" My Folder", MW_DATA_QUIRK_ATOM, "0 / 0 My Folder|NIL");
    expect("() \"/\" (a) b ", MW_DATA_QUIRK_ATOM | MW_DATA_QUIRK_SPACE, "0 / 0 (a) b|NIL");
    expect("() \"/\" a) b", MW_DATA_QUIRK_ATOM, "0 / 0 a) b|NIL");
    expect("() \"/\" a b (OLDNAME (\"c\"))", MW_DATA_QUIRK_ATOM, "0 / 0 a b|c");
    expect("() \"/\" a ", MW_DATA_QUIRK_SPACE, "0 / 0 a|NIL");
    expect("() \"\\\" a", MW_DATA_QUIRK_BACKSLASH, "0 \\ 0 a|NIL");
    expect("() / a", MW_DATA_QUIRK_ATOM, "0 / 0 a|NIL");
    expect("() \"\" a", MW_DATA_QUIRK_DELIMITER, "0 0 0 a|NIL");
    expect("() \"//\" a", MW_DATA_QUIRK_DELIMITER, "0 0 0 a|NIL");
    expect("NIL \"/\" a", MW_DATA_QUIRK_NIL, "0 / 0 a|NIL");
    expect("\"/\" a", MW_DATA_QUIRK_MISSING, "0 / 0 a|NIL");
    expect("(\"\\\\Sent\") \"/\" a", 0, "4000 / 0 a|NIL");
    expect("() \"/\" \"a\"b\"", MW_DATA_QUIRK_QUOTE, "0 / 0 a\"b|NIL");
    expect("() \"/\" \"a\" x", MW_DATA_QUIRK_EXTRA, "0 / 0 a|NIL");
    expect("() \"/\"", MW_DATA_QUIRK_MISSING, "0 / 0 NIL|NIL");
    expect("", MW_DATA_QUIRK_MISSING, "0 0 0 NIL|NIL");
    expect("() \"/\" &-b&\xff", 0, "0 / 0 &-b&\xff|NIL");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_the_rfc),
        cmocka_unit_test(of_servers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
