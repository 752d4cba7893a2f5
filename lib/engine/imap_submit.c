/* SPDX-License-Identifier: MIT */
#include "base/ascii.h"
#include "engine/imap.h"
#include "wire/imap_args.h"

#include <string.h>

/* The commands a caller submits. Everything is checked before a byte of it is in the output. */

static int submit(struct imap *m, struct mw_text *t, int kind)
{
    int rc = mw_imap_end(m, t, kind, 0);

    return rc == MW_OK ? mw_id_new(&m->s) : rc;
}

static int open_mailbox(mw_session *s, const char *verb, const char *mailbox_utf8)
{
    struct mw_text t;
    int rc = mw_submit_check(s, 1);

    if (rc != MW_OK)
        return rc;
    if (!mailbox_utf8 || !*mailbox_utf8)
        return MW_E_ARG;
    mw_imap_begin(imap_of(s), &t);
    mw_text_string(&t, verb);
    if (mw_imap_mailbox(&t, mailbox_utf8, 0) != MW_QUOTED)
        return MW_E_ARG;
    return submit(imap_of(s), &t, IMAP_SELECT);
}

int mw_imap_select(mw_session *s, const char *mailbox_utf8, const mw_select *how)
{
    (void)how;
    return open_mailbox(s, "SELECT ", mailbox_utf8);
}

int mw_imap_examine(mw_session *s, const char *mailbox_utf8, const mw_select *how)
{
    (void)how;
    return open_mailbox(s, "EXAMINE ", mailbox_utf8);
}

/* BODY[section]<offset.length>; a length of 4 GB is as far as RFC 3501 can say "all". */
static void body_item(struct mw_text *t, const mw_fetch *f)
{
    mw_text_string(t, f->items & MW_IMAP_MARK_SEEN ? "BODY[" : "BODY.PEEK[");
    mw_text_string(t, f->section ? f->section : "");
    mw_text_byte(t, ']');
    if (f->offset == 0 && f->length == 0)
        return;
    mw_text_byte(t, '<');
    mw_text_number(t, f->offset);
    mw_text_byte(t, '.');
    mw_text_number(t, f->length ? f->length : UINT32_MAX);
    mw_text_byte(t, '>');
}

/* In the order of MW_IMAP_FLAGS ...; the body comes last. */
static const char items[] = "FLAGS\0RFC822.SIZE\0INTERNALDATE\0ENVELOPE\0BODYSTRUCTURE\0";

static void fetch_items(struct mw_text *t, const mw_fetch *f)
{
    const char *item = items;
    uint32_t bits = f->items;

    for (; *item; item += strlen(item) + 1, bits >>= 1)
        if (bits & 1) {
            mw_text_string(t, item);
            mw_text_byte(t, ' ');
        }
    if (f->items & MW_IMAP_BODY)
        body_item(t, f);
    else
        t->len--; /* the last space */
    mw_text_byte(t, ')');
}

#define ITEMS_ALL (MW_IMAP_MARK_SEEN * 2 - 1)

int mw_imap_fetch(mw_session *s, const mw_fetch *what)
{
    struct mw_text t;
    mw_fetch f;
    int rc = mw_submit_check(s, 1), marks;

    memset(&f, 0, sizeof f);
    if (what)
        memcpy(&f, what, what->size < sizeof f ? what->size : sizeof f);
    if (rc != MW_OK)
        return rc;
    if (!(f.items & (MW_IMAP_MARK_SEEN - 1)) || f.items > ITEMS_ALL || !f.uids ||
        !mw_imap_is_set(f.uids) || (f.section && !mw_imap_is_section(f.section)))
        return MW_E_ARG;
    marks = (f.items & MW_IMAP_BODY) && (f.items & MW_IMAP_MARK_SEEN);
    mw_imap_begin(imap_of(s), &t);
    mw_text_string(&t, "UID FETCH ");
    mw_text_string(&t, f.uids);
    mw_text_string(&t, " (");
    fetch_items(&t, &f);
    return submit(imap_of(s), &t, marks ? IMAP_FETCH_SEEN : IMAP_FETCH);
}
