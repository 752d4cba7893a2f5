/* SPDX-License-Identifier: MIT */
/* Lists the mailboxes of an IMAP account. With a name and words, says which messages of that
   mailbox have the words in their subject; with a file on standard input, appends it there first.

     MAIL_PASSWORD=... mailboxes imap.example.org 993 tls ann
     MAIL_PASSWORD=... mailboxes imap.example.org 993 tls ann Archive "to do"
     MAIL_PASSWORD=... mailboxes imap.example.org 993 tls ann Archive "to do" append <letter */

#include "options.h"

static int list(mw_session *s)
{
    const mw_event *ev;
    mw_mailbox found;
    char raw[1024], name[2048];
    int id;

    for (id = mw_imap_list(s, NULL); (ev = mw_each(s, id)) != NULL;) {
        if (ev->item != MW_ITEM_LIST || mw_imap_list_read(ev->data, ev->len, 0, &found) != MW_OK)
            continue;
        mw_imap_string_copy(found.name, raw, sizeof raw);
        mw_imap_utf7_decode(name, sizeof name, raw, strlen(raw));
        printf("%s\n", name);
    }
    return mw_run(s, id);
}

static int search(mw_session *s, const char *mailbox, const char *words)
{
    char memory[512];
    const char *criteria;
    const mw_event *ev;
    mw_criteria q;
    int id, rc;

    mw_criteria_init(&q, memory, sizeof memory);
    mw_criteria_text(&q, MW_KEY_SUBJECT, words);
    if ((rc = mw_criteria_end(&q, &criteria)) != MW_OK ||
        (rc = mw_run(s, mw_imap_examine(s, mailbox, NULL))) != MW_OK)
        return rc;
    for (id = mw_imap_search(s, criteria, NULL); (ev = mw_each(s, id)) != NULL;)
        if (ev->item == MW_ITEM_SEARCH)
            printf("UIDs %lu to %lu\n", (unsigned long)ev->uid, (unsigned long)ev->num);
    return mw_run(s, id);
}

/* APPEND wants to know how long the message is before it begins. */
static int append(mw_session *s, const char *mailbox)
{
    static char letter[1 << 20];
    mw_append how = MW_APPEND_INIT;
    int rc;

    how.bytes = fread(letter, 1, sizeof letter, stdin);
    how.flags = "\\Seen";
    rc = mw_run(s, mw_imap_append(s, mailbox, &how));
    if (rc == MW_OK)
        rc = mw_write_all(s, letter, (size_t)how.bytes);
    return rc == MW_OK ? mw_run(s, mw_write_end(s)) : rc;
}

int main(int argc, char **argv)
{
    char **rest = argv + OPTIONS_COUNT + 1;
    mw_config cfg;
    mw_session *s;
    int rc;

    if (argc < OPTIONS_COUNT + 1 || !options(&cfg, argv + 1)) {
        fprintf(stderr, "usage: mailboxes " OPTIONS " [MAILBOX WORDS [append <FILE]]\n");
        return 2;
    }
    if (mw_net_imap(&s, &cfg) != MW_OK)
        return 2;
    rc = mw_run(s, mw_open(s));
    if (rc == MW_OK && argc > OPTIONS_COUNT + 3)
        rc = append(s, rest[0]);
    if (rc == MW_OK)
        rc = argc > OPTIONS_COUNT + 2 ? search(s, rest[0], rest[1]) : list(s);
    if (rc != MW_OK)
        complain(s);
    else
        mw_run(s, mw_quit(s));
    mw_free(s);
    options_free(&cfg);
    return rc != MW_OK;
}
