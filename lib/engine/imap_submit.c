/* SPDX-License-Identifier: MIT */
#include "engine/imap_line.h"
#include "wire/imap_args.h"

#include <string.h>

/* SELECT, EXAMINE and FETCH, RFC 9051 6.3.2 and 6.4.5. */

/* --- SELECT --- */

void mw_imap_put_condstore(struct imap_line *l, const char *format, uint64_t number)
{
    mw_imap_need(l, IMAP_CAP(CONDSTORE));
    mw_imap_put(l, format, number);
}

static void put_qresync(struct imap_line *l, const mw_select *how)
{
    if (!((l->m->enabled | l->m->asked) & MW_IMAP_ON_QRESYNC))
        mw_imap_wrong(l, MW_E_USAGE);
    if (!how->modseq)
        mw_imap_wrong(l, MW_E_ARG);
    mw_imap_put(l, " (QRESYNC (%d %d", (uint64_t)how->uidvalidity, how->modseq);
    if (how->known_uids)
        mw_imap_put(l, " %u", how->known_uids);
    mw_imap_put(l, "))");
}

static int open_mailbox(mw_session *s, const char *verb, const char *mailbox, const mw_select *how)
{
    struct imap_line l;
    mw_select o;

    mw_imap_options(&o, sizeof o, how);
    mw_imap_line(&l, s);
    mw_imap_put(&l, verb);
    mw_imap_put(&l, "%m", mailbox && *mailbox ? mailbox : NULL);
    if (o.uidvalidity)
        put_qresync(&l, &o);
    else if (o.condstore)
        mw_imap_put_condstore(&l, " (CONDSTORE)", 0);
    return mw_imap_submit(&l, IMAP_SELECT, 0);
}

int mw_imap_select(mw_session *s, const char *mailbox_utf8, const mw_select *how)
{
    return open_mailbox(s, "SELECT ", mailbox_utf8, how);
}

int mw_imap_examine(mw_session *s, const char *mailbox_utf8, const mw_select *how)
{
    return open_mailbox(s, "EXAMINE ", mailbox_utf8, how);
}

/* --- FETCH --- */

/* In the order of MW_IMAP_FLAGS ...; of bodies there is more to say. */
static const uint8_t item_caps[] = {
    0, 0, 0, 0, 0, 0, 0, IMAP_CAP(CONDSTORE), IMAP_CAP(PREVIEW), IMAP_CAP(SAVEDATE),
    IMAP_CAP(OBJECTID), IMAP_CAP(OBJECTID), IMAP_CAP(X_GM_EXT_1), IMAP_CAP(BINARY),
    IMAP_CAP(BINARY),
};
static const struct imap_words items = {
    "FLAGS\0RFC822.SIZE\0INTERNALDATE\0ENVELOPE\0BODYSTRUCTURE\0\0\0MODSEQ\0PREVIEW\0"
    "SAVEDATE\0EMAILID\0THREADID\0X-GM-MSGID X-GM-THRID X-GM-LABELS\0\0",
    item_caps, sizeof item_caps
};

#define BODIES (MW_IMAP_BODY | MW_IMAP_BINARY | MW_IMAP_BINARY_SIZE)

/* BODY.PEEK[section]<offset.length>; a length of 4 GB is as far as RFC 3501 can say "all". */
static void put_body(struct imap_line *l, const mw_fetch *f, const char *section)
{
    mw_text_string(&l->t, f->items & MW_IMAP_BINARY ? "BINARY" : "BODY");
    mw_text_string(&l->t, f->items & MW_IMAP_MARK_SEEN ? "[" : ".PEEK[");
    mw_text_string(&l->t, section);
    mw_text_byte(&l->t, ']');
    if (f->offset || f->length)
        mw_imap_put(l, "<%d.%d>", f->offset, f->length ? f->length : (uint64_t)UINT32_MAX);
    mw_text_byte(&l->t, ' ');
}

static void put_bodies(struct imap_line *l, const mw_fetch *f)
{
    const char *section = f->section ? f->section : "";

    if (!(f->items & (MW_IMAP_BINARY | MW_IMAP_BINARY_SIZE) ? mw_imap_is_part(section)
                                                            : mw_imap_is_section(section)))
        mw_imap_wrong(l, MW_E_ARG);
    if (f->items & MW_IMAP_BINARY_SIZE) {
        mw_text_string(&l->t, "BINARY.SIZE[");
        mw_text_string(&l->t, section);
        mw_text_string(&l->t, "] ");
    }
    if (f->items & (MW_IMAP_BODY | MW_IMAP_BINARY))
        put_body(l, f, section);
}

static void put_items(struct imap_line *l, const mw_fetch *f)
{
    mw_text_string(&l->t, f->numbers ? " (UID " : " (");
    mw_imap_put_words(l, &items, f->items);
    if (f->items & BODIES)
        put_bodies(l, f);
    if (f->more)
        mw_imap_put(l, "%w ", f->more);
    mw_imap_put_close(l);
}

static void put_number(struct imap_line *l, int64_t number)
{
    if (number < 0)
        mw_text_byte(&l->t, '-');
    mw_text_number(&l->t, number < 0 ? (uint64_t)-number : (uint64_t)number);
}

void mw_imap_put_partial(struct imap_line *l, int64_t from, int64_t to)
{
    mw_imap_need(l, IMAP_CAP(PARTIAL));
    if ((from < 0) != (to < 0) || !to)
        mw_imap_wrong(l, MW_E_ARG);
    mw_imap_put(l, "PARTIAL ");
    put_number(l, from);
    mw_text_byte(&l->t, ':');
    put_number(l, to);
}

/* "(CHANGEDSINCE n VANISHED PARTIAL 1:9)" */
static void put_modifiers(struct imap_line *l, const mw_fetch *f)
{
    mw_text_string(&l->t, " (");
    if (f->changedsince)
        mw_imap_put_condstore(l, f->vanished ? "CHANGEDSINCE %d VANISHED " : "CHANGEDSINCE %d ",
                      f->changedsince);
    if (f->partial_from) {
        mw_imap_put_partial(l, f->partial_from, f->partial_to);
        mw_text_byte(&l->t, ' ');
    }
    mw_imap_put_close(l);
}

static int is_good(const struct imap *m, const mw_fetch *f)
{
    if ((!(f->items & ~MW_IMAP_MARK_SEEN) && !f->more) ||
        ((f->items & MW_IMAP_BODY) && (f->items & MW_IMAP_BINARY)))
        return MW_E_ARG;
    if ((f->vanished && !f->changedsince) || (f->numbers && (f->vanished || f->partial_from)))
        return MW_E_ARG;
    return f->vanished && !((m->enabled | m->asked) & MW_IMAP_ON_QRESYNC) ? MW_E_USAGE : MW_OK;
}

int mw_imap_fetch(mw_session *s, const mw_fetch *what)
{
    struct imap_line l;
    mw_fetch f;
    int marks;

    mw_imap_options(&f, sizeof f, what);
    marks = (f.items & (MW_IMAP_BODY | MW_IMAP_BINARY)) && (f.items & MW_IMAP_MARK_SEEN);
    mw_imap_line(&l, s);
    mw_imap_wrong(&l, is_good(l.m, &f));
    mw_imap_put(&l, f.numbers ? "FETCH %u" : "UID FETCH %u", f.uids);
    put_items(&l, &f);
    if (f.changedsince || f.partial_from)
        put_modifiers(&l, &f);
    return mw_imap_submit(&l, marks ? IMAP_FETCH_SEEN : IMAP_FETCH,
                          (f.numbers ? IMAP_CMD_NUMBERS : 0) |
                              (f.changedsince || f.partial_from ? 0 : IMAP_EXPECTS));
}
