/* SPDX-License-Identifier: MIT */
#include "engine/imap_line.h"

#include <string.h>

/* Commands about mailboxes by name, RFC 9051 6.3. */

int mw_imap_create(mw_session *s, const char *mailbox_utf8, const char *use)
{
    return use ? mw_imap_command(s, MW_IMAP_CAP_CREATE_SPECIAL_USE, IMAP_CHANGE,
                                 "CREATE %m (USE (%f))", mailbox_utf8, *use ? use : NULL)
               : mw_imap_command(s, 0, IMAP_CHANGE, "CREATE %m", mailbox_utf8);
}

int mw_imap_delete(mw_session *s, const char *mailbox_utf8)
{
    return mw_imap_command(s, 0, IMAP_CHANGE, "DELETE %m", mailbox_utf8);
}

int mw_imap_rename(mw_session *s, const char *from_utf8, const char *to_utf8)
{
    return mw_imap_command(s, 0, IMAP_CHANGE, "RENAME %m %m", from_utf8, to_utf8);
}

int mw_imap_subscribe(mw_session *s, const char *mailbox_utf8)
{
    return mw_imap_command(s, 0, IMAP_CHANGE, "SUBSCRIBE %m", mailbox_utf8);
}

int mw_imap_unsubscribe(mw_session *s, const char *mailbox_utf8)
{
    return mw_imap_command(s, 0, IMAP_CHANGE, "UNSUBSCRIBE %m", mailbox_utf8);
}

int mw_imap_namespace(mw_session *s)
{
    return mw_imap_command(s, MW_IMAP_CAP_NAMESPACE, IMAP_NAMESPACE, "NAMESPACE");
}

/* --- STATUS --- */

/* Words for the bits of a mask, each with the number of the capability it needs; 0: none. */
struct words {
    const char *words;
    const uint8_t *needs;
    unsigned count;
};

/* In the order of MW_STATUS_MESSAGES ... */
static const uint8_t status_needs[] = { 0, 0, 0, 0, 0, 0, 34, 14, 49, 35 };
static const struct words status_words = {
    "MESSAGES\0UIDNEXT\0UIDVALIDITY\0UNSEEN\0RECENT\0DELETED\0SIZE\0HIGHESTMODSEQ\0APPENDLIMIT\0"
    "MAILBOXID",
    status_needs, sizeof status_needs
};

/* of MW_LIST_SUBSCRIBED ..., */
static const uint8_t choose_needs[] = { 21, 21, 21, 23 };
static const struct words choose_words = {
    "SUBSCRIBED\0REMOTE\0RECURSIVEMATCH\0SPECIAL-USE", choose_needs, sizeof choose_needs
};

/* and of MW_LIST_TELL_SUBSCRIBED ... */
static const uint8_t tell_needs[] = { 21, 21, 23, 43 };
static const struct words tell_words = {
    "SUBSCRIBED\0CHILDREN\0SPECIAL-USE\0MYRIGHTS", tell_needs, sizeof tell_needs
};

/* The words for the bits, each with a space behind it. */
static void put_words(struct imap_line *l, const struct words *w, uint32_t bits)
{
    const char *word = w->words;
    uint64_t need = 0;
    unsigned i;

    if (bits >> w->count)
        mw_imap_wrong(l, MW_E_ARG);
    for (i = 0; i < w->count; i++, bits >>= 1, word += strlen(word) + 1)
        if (bits & 1) {
            need |= UINT64_C(1) << w->needs[i];
            mw_text_string(&l->t, word);
            mw_text_byte(&l->t, ' ');
        }
    if (!mw_imap_offers(l->m, need & ~MW_IMAP_CAP_IMAP4REV1))
        mw_imap_wrong(l, MW_E_NOT_OFFERED);
}

/* A parenthesis in place of the last space. */
static void end_list(struct imap_line *l)
{
    l->t.len--;
    mw_text_byte(&l->t, ')');
}

int mw_imap_status(mw_session *s, const char *mailbox_utf8, uint32_t items)
{
    struct imap_line l;

    mw_imap_line(&l, s, 0);
    if (!items)
        mw_imap_wrong(&l, MW_E_ARG);
    mw_imap_put(&l, "STATUS %m (", mailbox_utf8);
    put_words(&l, &status_words, items);
    end_list(&l);
    return mw_imap_submit(&l, IMAP_STATUS, 0);
}

/* --- LIST --- */

/* RETURN (CHILDREN STATUS (MESSAGES) METADATA (/shared/comment)) */
static void put_return(struct imap_line *l, const mw_list *o)
{
    mw_imap_put(l, " RETURN (");
    put_words(l, &tell_words, o->tell);
    if (o->status) {
        if (!mw_imap_offers(l->m, MW_IMAP_CAP_LIST_STATUS))
            mw_imap_wrong(l, MW_E_NOT_OFFERED);
        mw_imap_put(l, "STATUS (");
        put_words(l, &status_words, o->status);
        end_list(l);
        mw_text_byte(&l->t, ' ');
    }
    if (o->metadata) {
        if (!mw_imap_offers(l->m, MW_IMAP_CAP_LIST_METADATA))
            mw_imap_wrong(l, MW_E_NOT_OFFERED);
        mw_imap_put(l, "METADATA (%w) ", o->metadata);
    }
    end_list(l);
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
    if (imap_of(s)->enabled & MW_IMAP_ON_REV2)
        return MW_E_NOT_OFFERED;
    return mw_imap_command(s, MW_IMAP_CAP_IMAP4REV1, IMAP_LSUB, "LSUB %m %m", o->reference,
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
    mw_imap_line(&l, s, 0);
    if (!is_choice(o.choose))
        mw_imap_wrong(&l, MW_E_ARG);
    mw_imap_put(&l, o.choose ? "LIST (" : "LIST ");
    put_words(&l, &choose_words, o.choose);
    if (o.choose) {
        end_list(&l);
        mw_text_byte(&l.t, ' ');
    }
    mw_imap_put(&l, "%m %m", o.reference, o.pattern);
    if (o.tell || o.status || o.metadata)
        put_return(&l, &o);
    return mw_imap_submit(&l, IMAP_LIST, 0);
}
