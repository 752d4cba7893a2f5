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

static void need_qresync(struct imap_line *l)
{
    if (!((l->m->enabled | l->m->asked) & MW_IMAP_ON_QRESYNC))
        mw_imap_wrong(l, MW_E_USAGE);
}

static void put_qresync(struct imap_line *l, const mw_select *how)
{
    need_qresync(l);
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
    mw_imap_put(&l, "%r %m", verb, mailbox && *mailbox ? mailbox : NULL);
    if (o.uidvalidity)
        put_qresync(&l, &o);
    else if (o.condstore)
        mw_imap_put_condstore(&l, " (CONDSTORE)", 0);
    return mw_imap_submit(&l, IMAP_SELECT, IMAP_CMD_KEEPS);
}

int mw_imap_select(mw_session *s, const char *mailbox_utf8, const mw_select *how)
{
    return open_mailbox(s, "SELECT", mailbox_utf8, how);
}

int mw_imap_examine(mw_session *s, const char *mailbox_utf8, const mw_select *how)
{
    return open_mailbox(s, "EXAMINE", mailbox_utf8, how);
}

/* --- FETCH --- */

/* In the order of MW_IMAP_FLAGS ...; of bodies there is more to say. */
static const uint8_t item_caps[] = {
    0, 0, 0, 0, 0, 0, 0, IMAP_CAP(CONDSTORE), IMAP_CAP(PREVIEW), IMAP_CAP(SAVEDATE),
    IMAP_CAP(OBJECTID), IMAP_CAP(OBJECTID), IMAP_CAP(X_GM_EXT_1), IMAP_CAP(BINARY),
    IMAP_CAP(BINARY),
};
#if IMAP_RARE
#define RARE_ITEMS "PREVIEW\0SAVEDATE\0EMAILID\0THREADID\0X-GM-MSGID X-GM-THRID X-GM-LABELS\0"
#else /* none of them is offered */
#define RARE_ITEMS "\0\0\0\0\0"
#endif
static const struct imap_words items = {
    "FLAGS\0RFC822.SIZE\0INTERNALDATE\0ENVELOPE\0BODYSTRUCTURE\0\0\0MODSEQ\0" RARE_ITEMS "\0",
    item_caps, sizeof item_caps
};

#define BODIES (MW_IMAP_BODY | MW_IMAP_BINARY | MW_IMAP_BINARY_SIZE)

/* "BINARY.SIZE[1] BODY.PEEK[section]<offset.length> "; a length of 4 GB is as far as RFC 3501 can
   say "all". */
static void put_bodies(struct imap_line *l, const mw_fetch *f)
{
    const char *section = f->section ? f->section : "";

    if (!mw_imap_is_section(section, !(f->items & (MW_IMAP_BINARY | MW_IMAP_BINARY_SIZE))))
        mw_imap_wrong(l, MW_E_ARG);
    if (f->items & MW_IMAP_BINARY_SIZE)
        mw_imap_put(l, "BINARY.SIZE[%r] ", section);
    if (!(f->items & (MW_IMAP_BODY | MW_IMAP_BINARY)))
        return;
    mw_imap_put(l, f->items & MW_IMAP_MARK_SEEN ? "%r[%r]" : "%r.PEEK[%r]",
                f->items & MW_IMAP_BINARY ? "BINARY" : "BODY", section);
    if (f->offset || f->length)
        mw_imap_put(l, "<%d.%d>", f->offset, f->length ? f->length : (uint64_t)UINT32_MAX);
    mw_text_byte(&l->t, ' ');
}

#if IMAP_RARE
void mw_imap_put_partial(struct imap_line *l, int64_t from, int64_t to)
{
    int from_end = from < 0;

    mw_imap_need(l, IMAP_CAP(PARTIAL));
    if (from_end != (to < 0) || !to)
        mw_imap_wrong(l, MW_E_ARG);
    mw_imap_put(l, from_end ? "PARTIAL -%d:-%d " : "PARTIAL %d:%d ",
                from_end ? 0 - (uint64_t)from : (uint64_t)from,
                from_end ? 0 - (uint64_t)to : (uint64_t)to);
}
#else
void mw_imap_put_partial(struct imap_line *l, int64_t from, int64_t to)
{
    (void)from;
    (void)to;
    mw_imap_wrong(l, MW_E_NOT_OFFERED);
}
#endif

/* "(CHANGEDSINCE n VANISHED PARTIAL 1:9)" */
static void put_modifiers(struct imap_line *l, const mw_fetch *f)
{
    mw_imap_put(l, " (");
    if (f->changedsince)
        mw_imap_put_condstore(l, f->vanished ? "CHANGEDSINCE %d VANISHED " : "CHANGEDSINCE %d ",
                      f->changedsince);
    if (f->partial_from)
        mw_imap_put_partial(l, f->partial_from, f->partial_to);
    mw_imap_put_close(l);
}

static void check(struct imap_line *l, const mw_fetch *f)
{
    if ((!(f->items & ~MW_IMAP_MARK_SEEN) && !f->more) ||
        (f->items & (MW_IMAP_BODY | MW_IMAP_BINARY)) == (MW_IMAP_BODY | MW_IMAP_BINARY) ||
        (f->vanished && !f->changedsince) || (f->numbers && (f->vanished || f->partial_from)))
        mw_imap_wrong(l, MW_E_ARG);
    if (f->vanished)
        need_qresync(l);
}

int mw_imap_fetch(mw_session *s, const mw_fetch *what)
{
    struct imap_line l;
    unsigned flags = IMAP_EXPECTS;
    mw_fetch f;

    mw_imap_options(&f, sizeof f, what);
    mw_imap_line(&l, s);
    check(&l, &f);
    mw_imap_put(&l, f.numbers ? "FETCH %u (UID " : "UID FETCH %u (", f.uids);
    mw_imap_put_words(&l, &items, f.items);
    if (f.items & BODIES)
        put_bodies(&l, &f);
    if (f.more)
        mw_imap_put(&l, "%w ", f.more);
    mw_imap_put_close(&l);
    if (f.changedsince || f.partial_from) {
        put_modifiers(&l, &f);
        flags = 0;
    }
    if (f.numbers)
        flags |= IMAP_CMD_NUMBERS | IMAP_CMD_KEEPS;
    return mw_imap_submit(&l,
                          (f.items & (MW_IMAP_BODY | MW_IMAP_BINARY)) &&
                                  (f.items & MW_IMAP_MARK_SEEN)
                              ? IMAP_FETCH_SEEN
                              : IMAP_FETCH,
                          flags);
}
