/* SPDX-License-Identifier: MIT */
#include "support/readers.h"
#include "support/unit.h"

#include <mailwire/error.h>

#include <stdio.h>

/* The flags as "NAME=BIT" each. */
static void expect(const char *data, uint32_t quirks, const char *want)
{
    char got[1024] = "";
    mw_imap_cursor c;
    mw_flag flag;
    size_t at = 0, n = strlen(data);
    uint32_t all = 0, bits, seen;

    mw_data_begin(&c, data, n, 0);
    while (mw_imap_flag_next(&c, &flag) == 1) {
        at += (size_t)snprintf(got + at, sizeof got - at, "%s=%x ", readers_text(flag.name),
                               flag.bit);
        all |= flag.bit;
    }
    assert_string_equal(got, want);
    assert_int_equal(mw_imap_flags_read(data, n, 0, &bits, &seen), MW_OK);
    assert_int_equal(bits, all);
    assert_int_equal(seen, quirks);
    assert_int_equal(mw_imap_flags_read(data, n, MW_DATA_STRICT, &bits, NULL),
                     quirks ? MW_E_PROTOCOL : MW_OK);
    readers_damage(data, n);
}

static void of_the_rfc(void **state)
{
    (void)state;
    expect("()", 0, "");
    expect("(\\Answered \\Flagged \\Deleted \\Seen \\Draft \\*)", 0,
           "\\Answered=1 \\Flagged=2 \\Deleted=4 \\Seen=8 \\Draft=10 \\*=40 ");
    expect("(\\RECENT \\seen)", 0, "\\RECENT=20 \\seen=8 ");
    expect("($Forwarded $MDNSent $Junk $NotJunk $Phishing $Important $SubmitPending $Submitted)", 0,
           "$Forwarded=80 $MDNSent=100 $Junk=200 $NotJunk=400 $Phishing=800 $Important=1000 "
           "$SubmitPending=2000 $Submitted=4000 ");
    expect("(Seen \\Other a$b keyword_that_is_longer_than_any_word)", 0,
           "Seen=0 \\Other=0 a$b=0 keyword_that_is_longer_than_any_word=0 ");
}

static void of_servers(void **state)
{
    (void)state;
    expect("NIL", MW_DATA_QUIRK_NIL, "");
    expect("(\"\\\\Seen\")", MW_DATA_QUIRK_STRING, "\\Seen=8 ");
    expect("(\"\\Seen\")", MW_DATA_QUIRK_STRING, "\\Seen=8 ");
    expect("(\\Seen )", MW_DATA_QUIRK_SPACE, "\\Seen=8 ");
    expect("(\\Seen NIL \\Draft)", MW_DATA_QUIRK_NIL, "\\Seen=8 NIL=0 \\Draft=10 ");
    expect("([Gmail]/x \\a[b] +1)", 0, "[Gmail]/x=0 \\a[b]=0 +1=0 ");
    expect("(\\Seen", MW_DATA_QUIRK_CUT, "\\Seen=8 ");
    /* X-GM-LABELS */
    expect("(\\Inbox \\Sent Important {15}\r\nMuy Importante!)", 0,
           "\\Inbox=0 \\Sent=0 Important=0 Muy Importante!=0 ");
    expect("(\"Muy Importante\")", MW_DATA_QUIRK_STRING, "Muy Importante=0 ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_the_rfc),
        cmocka_unit_test(of_servers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
