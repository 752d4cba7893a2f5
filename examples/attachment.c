/* SPDX-License-Identifier: MIT */
/* Streams one attachment of a message to standard output, as it was transferred, and says on
   standard error which one: the first of the media subtype that is asked for.

     MAIL_PASSWORD=... attachment imap.example.org 993 tls ann INBOX 4711 pdf >base64 */

#include "options.h"

/* The number of the first part of that subtype; 0: there is none. */
static int find(const mw_event *ev, const char *subtype, char *section)
{
    mw_imap_parts w;
    mw_part part;
    mw_slice name;
    char text[256];

    mw_imap_parts_begin(&w, ev->data, ev->len, 0);
    while (mw_imap_part_next(&w, &part) == 1)
        if (mw_imap_string_is(part.subtype, subtype)) {
            mw_imap_part_name(&part, &name);
            mw_imap_string_copy(name, text, sizeof text);
            fprintf(stderr, "part %s, %lu bytes, %s\n", part.section, (unsigned long)part.octets,
                    text);
            strcpy(section, part.section);
            return 1;
        }
    return 0;
}

static int stream(mw_session *s, const char *mailbox, const char *uid, const char *subtype)
{
    char section[MW_SECTION_BYTES] = "";
    mw_fetch what = MW_FETCH_INIT;
    const mw_event *ev;
    int id, found = 0, rc = mw_run(s, mw_open(s));

    if (rc == MW_OK)
        rc = mw_run(s, mw_imap_examine(s, mailbox, NULL));
    if (rc != MW_OK)
        return rc;
    what.uids = uid;
    what.items = MW_IMAP_STRUCTURE;
    for (id = mw_imap_fetch(s, &what); (ev = mw_each(s, id)) != NULL;)
        if (ev->type == MW_EV_ATTR && ev->item == MW_ITEM_STRUCTURE)
            found = find(ev, subtype, section);
    if ((rc = mw_run(s, id)) != MW_OK)
        return rc;
    if (!found) {
        fprintf(stderr, "no such attachment\n");
        return MW_OK;
    }
    what.items = MW_IMAP_BODY;
    what.section = section;
    for (id = mw_imap_fetch(s, &what); (ev = mw_each(s, id)) != NULL;)
        if (ev->type == MW_EV_DATA)
            fwrite(ev->data, 1, ev->len, stdout);
    return mw_run(s, id);
}

int main(int argc, char **argv)
{
    mw_config cfg;
    mw_session *s;
    int failed;

    if (argc != OPTIONS_COUNT + 4 || !options(&cfg, argv + 1)) {
        fprintf(stderr, "usage: attachment " OPTIONS " MAILBOX UID SUBTYPE >PART\n");
        return 2;
    }
    if (mw_net_imap(&s, &cfg) != MW_OK)
        return 2;
    argv += OPTIONS_COUNT + 1;
    failed = stream(s, argv[0], argv[1], argv[2]) != MW_OK;
    if (failed)
        complain(s);
    else
        mw_run(s, mw_quit(s));
    mw_free(s);
    options_free(&cfg);
    return failed;
}
