/* SPDX-License-Identifier: MIT */
#include "support/readers.h"
#include "support/unit.h"

#include <mailwire/error.h>

#include <stdio.h>

/* "MAILBOX ITEM=NUMBER ..."; of what has no number: its value. */
static void expect(const char *data, uint32_t quirks, const char *want)
{
    char got[512];
    mw_imap_cursor c;
    mw_status_item status;
    mw_slice name;
    size_t at, n = strlen(data);
    int rc;

    assert_int_equal(mw_imap_status_begin(&c, data, n, 0, &name), MW_OK);
    at = (size_t)snprintf(got, sizeof got, "%s", readers_text(name));
    while (mw_imap_status_next(&c, &status) == 1)
        if (status.number != MW_UNKNOWN)
            at += (size_t)snprintf(got + at, sizeof got - at, " %x=%lu", status.item,
                                   (unsigned long)status.number);
        else
            at += (size_t)snprintf(got + at, sizeof got - at, " %x=%s", status.item,
                                   readers_text(status.value));
    assert_string_equal(got, want);
    assert_int_equal(c.quirks, quirks);
    mw_imap_status_begin(&c, data, n, MW_DATA_STRICT, &name);
    while ((rc = mw_imap_status_next(&c, &status)) == 1)
        ;
    assert_int_equal(rc, quirks ? MW_E_PROTOCOL : 0);
    readers_damage(data, n);
}

/* RFC 9051 7.3.4, RFC 8474, RFC 7889, RFC 9208 */
static void of_the_rfcs(void **state)
{
    (void)state;
    expect("blurdybloop (MESSAGES 231 UIDNEXT 44292)", 0, "blurdybloop 1=231 2=44292");
    expect("\"a b\" (UIDVALIDITY 3 UNSEEN 4 RECENT 5 DELETED 6 SIZE 4294967296)", 0,
           "a b 4=3 8=4 10=5 20=6 40=4294967296");
    expect("{3}\r\na b (HIGHESTMODSEQ 7011231777 MAILBOXID (F2212ea8) X 1)", 0,
           "a b 80=7011231777 200=(F2212ea8) 0=1");
    expect("a (APPENDLIMIT NIL)", 0, "a 100=NIL");
    expect("a (APPENDLIMIT 257890 DELETED-STORAGE 8)", 0, "a 100=257890 400=8");
    expect("a ()", 0, "a");
}

/* field.md 4.2, 4.5, 4.7 */
static void of_servers(void **state)
{
    (void)state;
    expect("INBOX (MESSAGES 0) ", MW_DATA_QUIRK_SPACE, "INBOX 1=0");
    expect("INBOX (MESSAGES 0 )", MW_DATA_QUIRK_SPACE, "INBOX 1=0");
    expect("My Folder (MESSAGES 1)", MW_DATA_QUIRK_ATOM, "My Folder 1=1");
    expect("a (MESSAGES -1 SIZE 9.3736e+06)", MW_DATA_QUIRK_NUMBER, "a 1=-1 40=9.3736e+06");
    expect("a (HIGHESTMODSEQ (5))", 0, "a 80=5");
    expect("a (MESSAGES)", MW_DATA_QUIRK_MISSING, "a 1=NIL");
    expect("a", 0, "a");
    expect("", MW_DATA_QUIRK_MISSING, "NIL");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_the_rfcs),
        cmocka_unit_test(of_servers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
