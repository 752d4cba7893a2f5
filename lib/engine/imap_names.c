/* SPDX-License-Identifier: MIT */
#include "engine/imap_line.h"
#include "wire/imap_args.h"

#include <string.h>

/* Commands about mailboxes by name, RFC 9051 6.3. */

int mw_imap_create(mw_session *s, const char *mailbox_utf8, const char *use)
{
    if (!use)
        return mw_imap_command(s, IMAP_CHANGE, "CREATE %m", mailbox_utf8);
    return mw_imap_command(s, IMAP_CHANGE | IMAP_NEEDS(CREATE_SPECIAL_USE), "CREATE %m (USE (%r))",
                           mailbox_utf8, *use && mw_imap_is_flags(use) ? use : NULL);
}

int mw_imap_delete(mw_session *s, const char *mailbox_utf8)
{
    return mw_imap_command(s, IMAP_CHANGE, "DELETE %m", mailbox_utf8);
}

int mw_imap_rename(mw_session *s, const char *from_utf8, const char *to_utf8)
{
    return mw_imap_command(s, IMAP_CHANGE, "RENAME %m %m", from_utf8, to_utf8);
}

int mw_imap_subscribe(mw_session *s, const char *mailbox_utf8)
{
    return mw_imap_command(s, IMAP_CHANGE, "SUBSCRIBE %m", mailbox_utf8);
}

int mw_imap_unsubscribe(mw_session *s, const char *mailbox_utf8)
{
    return mw_imap_command(s, IMAP_CHANGE, "UNSUBSCRIBE %m", mailbox_utf8);
}

int mw_imap_namespace(mw_session *s)
{
    return mw_imap_command(s, IMAP_NAMESPACE | IMAP_NEEDS(NAMESPACE), "NAMESPACE");
}

/* --- STATUS --- */

/* In the order of MW_STATUS_MESSAGES ... */
static const uint8_t status_caps[] = {
    0, 0, 0, 0, 0, 0, IMAP_CAP(STATUS_SIZE), IMAP_CAP(CONDSTORE), IMAP_CAP(APPENDLIMIT),
    IMAP_CAP(OBJECTID),
};
static const struct imap_words status_words = {
    "MESSAGES\0UIDNEXT\0UIDVALIDITY\0UNSEEN\0RECENT\0DELETED\0SIZE\0HIGHESTMODSEQ\0APPENDLIMIT\0"
    "MAILBOXID",
    status_caps, sizeof status_caps
};

/* of MW_LIST_SUBSCRIBED ..., */
static const uint8_t choose_caps[] = { IMAP_CAP(LIST_EXTENDED), IMAP_CAP(LIST_EXTENDED),
                                       IMAP_CAP(LIST_EXTENDED), IMAP_CAP(SPECIAL_USE) };
static const struct imap_words choose_words = {
    "SUBSCRIBED\0REMOTE\0RECURSIVEMATCH\0SPECIAL-USE", choose_caps, sizeof choose_caps
};

/* and of MW_LIST_TELL_SUBSCRIBED ... */
static const uint8_t tell_caps[] = { IMAP_CAP(LIST_EXTENDED), IMAP_CAP(LIST_EXTENDED),
                                     IMAP_CAP(SPECIAL_USE), IMAP_CAP(LIST_MYRIGHTS) };
static const struct imap_words tell_words = {
    "SUBSCRIBED\0CHILDREN\0SPECIAL-USE\0MYRIGHTS", tell_caps, sizeof tell_caps
};

int mw_imap_status(mw_session *s, const char *mailbox_utf8, uint32_t items)
{
    struct imap_line l;

    mw_imap_line(&l, s);
    if (!items)
        mw_imap_wrong(&l, MW_E_ARG);
    mw_imap_put(&l, "STATUS %m (", mailbox_utf8);
    mw_imap_put_words(&l, &status_words, items);
    mw_imap_put_close(&l);
    return mw_imap_submit(&l, IMAP_STATUS, 0);
}

/* --- LIST --- */

/* RETURN (CHILDREN STATUS (MESSAGES) METADATA (/shared/comment)) */
static void put_return(struct imap_line *l, const mw_list *o)
{
    mw_imap_put(l, " RETURN (");
    mw_imap_put_words(l, &tell_words, o->tell);
    if (o->status) {
        mw_imap_need(l, IMAP_CAP(LIST_STATUS));
        mw_imap_put(l, "STATUS (");
        mw_imap_put_words(l, &status_words, o->status);
        mw_imap_put_close(l);
        mw_text_byte(&l->t, ' ');
    }
    if (o->metadata) {
        mw_imap_need(l, IMAP_CAP(LIST_METADATA));
        mw_imap_put(l, "METADATA (%w) ", o->metadata);
    }
    mw_imap_put_close(l);
}

/* RECURSIVEMATCH is about what another option chooses (RFC 5258 3). */
static int is_choice(uint32_t choose)
{
    return !(choose & MW_LIST_RECURSIVEMATCH) ||
           (choose & (MW_LIST_SUBSCRIBED | MW_LIST_SPECIAL_USE));
}

static int lsub(mw_session *s, const mw_list *o)
{
    if (o->choose || o->tell || o->status || o->metadata)
        return MW_E_ARG;
    if ((imap_of(s)->enabled & MW_IMAP_ON_REV2) || !(s->caps & MW_IMAP_CAP_IMAP4REV1))
        return MW_E_NOT_OFFERED;
    return mw_imap_command(s, IMAP_LSUB, "LSUB %m %m", o->reference,
                           o->pattern);
}

int mw_imap_list(mw_session *s, const mw_list *how)
{
    struct imap_line l;
    mw_list o;

    mw_imap_options(&o, sizeof o, how);
    o.reference = o.reference ? o.reference : "";
    o.pattern = o.pattern ? o.pattern : "*";
    if (o.lsub)
        return lsub(s, &o);
    mw_imap_line(&l, s);
    if (!is_choice(o.choose))
        mw_imap_wrong(&l, MW_E_ARG);
    mw_imap_put(&l, o.choose ? "LIST (" : "LIST ");
    mw_imap_put_words(&l, &choose_words, o.choose);
    if (o.choose) {
        mw_imap_put_close(&l);
        mw_text_byte(&l.t, ' ');
    }
    mw_imap_put(&l, "%m %m", o.reference, o.pattern);
    if (o.tell || o.status || o.metadata)
        put_return(&l, &o);
    return mw_imap_submit(&l, IMAP_LIST, 0);
}
