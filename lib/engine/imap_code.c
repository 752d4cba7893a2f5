/* SPDX-License-Identifier: MIT */
#include "base/ascii.h"
#include "engine/imap.h"
#include "wire/imap_word.h"

#include <string.h>

/* What every response may say about itself or a command, RFC 9051 7.1:

     status = ("OK" / "NO" / "BAD" / "BYE" / "PREAUTH") SP ["[" code "]" SP] text
     code   = word [SP arguments]

   The code's word is held in front of the text until the response is done, as it tells why a
   command was refused. */

#define CAPS_MAX 1000 /* words of one list */
#define WORD_MAX 32   /* a longer code is not remembered */

/* in the order of MW_ITEM_UIDVALIDITY ...; CAPABILITY stands where no code has a number */
static const char codes[] = "UIDVALIDITY\0UIDNEXT\0UNSEEN\0PERMANENTFLAGS\0READ-ONLY\0READ-WRITE\0"
                            "ALERT\0CAPABILITY\0HIGHESTMODSEQ\0NOMODSEQ\0CLOSED\0MAILBOXID\0"
                            "UIDNOTSTICKY\0APPENDUID\0COPYUID\0MODIFIED\0";
#define CODE_CAPABILITY 8

/* hMailServer's name of IMAP4rev1, and the second half of its "LITERAL +". */
static const char aliases[] = "IMAPREV1\0+\0";
#define ALIAS_IMAP4REV1 1

/* Whose code it is, besides the tagged command's. */
static void own(struct imap_reader *r, const char *p, size_t n)
{
    if (r->tagged)
        return;
    if (r->item == MW_ITEM_COPYUID) /* RFC 6851 4.3 */
        mw_imap_own(r, 1u << IMAP_MOVE);
    else if (r->item == MW_ITEM_CLOSED)
        mw_imap_no_mailbox(r->m);
    else if (IMAP_RARE && r->item == MW_ITEM_CODE && n && *p == '(') /* INPROGRESS (RFC 9585 4) */
        mw_imap_own_tag(r, p + 1, n - 1);
}

/* Whether a code with n bytes of arguments is an event. Before READY one is that tells more than
   mw_error.word: Gmail's "NO [WEBALERT https://...]". */
static int is_told(const struct imap_reader *r, size_t n)
{
    if (r->item == 0 || r->item == MW_ITEM_ALERT)
        return 0;
    if (!mw_imap_is_open(r->m))
        return n && r->item == MW_ITEM_CODE && r->tagged && mw_imap_is_trusted(r->m);
    return n || r->item != MW_ITEM_CODE || r->status == IMAP_OK ||
           !(r->tagged || r->status == IMAP_BYE);
}

/* The code, with its arguments, the n bytes at hand, as an event. The word stays held. */
static int tell_code(struct imap_reader *r, const char *p, size_t n, int next)
{
    mw_session *s = &r->m->s;
    uint16_t word = r->word;
    int rc;

    if (!is_told(r, n))
        return mw_imap_take(r, n, next);
    own(r, p, n);
    rc = mw_imap_value(r, p, n, next);
    if (!r->cut) {
        s->held -= (uint32_t)n;
        s->scan = (uint32_t)n;
        s->given = 0;
        r->word = word;
    }
    return rc;
}

static int read_code_word(struct imap_reader *r, char *p, size_t n)
{
    mw_session *s = &r->m->s;
    unsigned code;
    char end = (char)(r->cut ? 0 : p[n]);

    if (n > WORD_MAX || (end != ' ' && end != ']'))
        return mw_imap_take(r, n, IMAP_AT_CODE_DATA);
    code = mw_imap_find(codes, p, n, &r->name);
    if (code == CODE_CAPABILITY)
        return mw_imap_caps_begin(r, n);
    r->item = (uint8_t)(code ? MW_ITEM_UIDVALIDITY - 1 + code : MW_ITEM_CODE);
    p[n++] = 0;
    r->word = (uint16_t)n;
    s->held = (uint32_t)n;
    s->scan = 0;
    s->step = IMAP_AT_CODE_DATA;
    return end == ']' ? tell_code(r, p + n, 0, IMAP_AT_TEXT) : MW_AGAIN;
}

static int read_code_data(struct imap_reader *r, const char *p, size_t n)
{
    return tell_code(r, p, r->cut ? n : mw_imap_bare(p, n), IMAP_AT_CODE_END);
}

static int read_code_end(struct imap_reader *r, const char *p)
{
    mw_session *s = &r->m->s;
    size_t n = s->scan;

    s->step = IMAP_AT_TEXT;
    return mw_imap_skip(r, n + (p[n] == ']'));
}

int mw_imap_caps_begin(struct imap_reader *r, size_t n)
{
    r->m->s.caps = r->m->s.mechanisms = 0;
    r->name = NULL;
    r->id = 0; /* it is not about the command */
    return mw_imap_take(r, n, IMAP_AT_CAPS);
}

static int read_caps(struct imap_reader *r, const char *p, size_t n)
{
    mw_session *s = &r->m->s;
    unsigned alias;

    if (n == 0) {
        s->has |= IMAP_HAS_CAPS;
        if (r->status == IMAP_NONE)
            return mw_imap_pass(r);
        return mw_imap_take(r, *p == ']', IMAP_AT_TEXT);
    }
    if (++s->lines > CAPS_MAX)
        return MW_E_FLOOD;
    if (!r->cut) {
        mw_imap_capability(r->m, p, n);
        alias = mw_imap_find(aliases, p, n, NULL);
        if (alias && mw_quirk_allowed(s, MW_IMAP_QUIRK_CAPABILITY))
            s->caps |= alias == ALIAS_IMAP4REV1 ? MW_IMAP_CAP_IMAP4REV1 : MW_IMAP_CAP_LITERAL_PLUS;
    }
    if (!mw_imap_is_trusted(r->m))
        return mw_imap_take(r, n, IMAP_AT_CAPS);
    return mw_imap_give(r, MW_EV_CAP, n, IMAP_AT_CAPS);
}

/* --- text --- */

/* A text longer than the buffer: its beginning is kept. */
static int cut_text(mw_session *s, char *p)
{
    uint32_t keep = s->in_cap / 4 * 3;

    mw_line_clean(p, keep - s->held);
    s->held = keep;
    s->in_len = s->in_off + keep;
    s->scan = 0;
    s->cut = 1;
    return MW_AGAIN;
}

static int read_text(struct imap_reader *r, char *p, size_t n)
{
    mw_session *s = &r->m->s;
    const char *lf;
    size_t text;

    if (!r->coded) {
        r->coded = 1;
        if (*p == '[')
            return mw_imap_take(r, 1, IMAP_AT_CODE_WORD);
    }
    lf = memchr(p + s->scan, '\n', n - s->scan);
    if (lf) {
        n = (size_t)(lf + 1 - p);
        s->step = IMAP_AT_DONE;
    }
    if (s->cut)
        return mw_imap_skip(r, n);
    if (!lf) {
        s->scan = (uint32_t)n;
        r->spaces = 1; /* the rest may be but a line's end */
        return mw_imap_is_full(s) ? cut_text(s, p) : MW_WANT_READ;
    }
    text = mw_imap_bare(p, n - 1);
    if (mw_imap_line_end(r, n - 1 != text) != MW_AGAIN)
        return MW_E_PROTOCOL;
    mw_line_clean(p, text);
    s->held += (uint32_t)text;
    mw_input_drop(s, n - text);
    return MW_AGAIN;
}

/* --- the response is here --- */

/* An untagged OK, NO or BAD, or an alert with whatever it came, as an event. */
static int tell_words(struct imap_reader *r)
{
    struct imap *m = r->m;
    mw_session *s = &m->s;
    int is_alert = r->item == MW_ITEM_ALERT;

    mw_imap_words(m, MW_EV_MAILBOX, 0, MW_OK);
    s->given = 0; /* they are needed again */
    r->told |= IMAP_TOLD_WORDS;
    s->ev.item = is_alert ? MW_ITEM_ALERT : MW_ITEM_TEXT;
    s->ev.name = is_alert ? r->name : "TEXT";
    s->ev.code = r->status == IMAP_OK ? MW_OK : mw_imap_refusal(m);
    return MW_OK;
}

/* Gmail: "A7 OK Success [THROTTLED]". */
static int is_throttled(const struct imap_reader *r)
{
    static const char code[] = "[throttled]";
    const mw_session *s = &r->m->s;
    size_t n = sizeof code - 1;

    return s->held - r->word >= n && !(r->told & IMAP_TOLD_HIDDEN) && mw_imap_is_open(r->m) &&
           mw_same(s->in + s->in_off + s->held - n, n, code);
}

/* BYE is the first half of the answer to LOGOUT, and the end in any other case. */
static int is_bye(const mw_session *s)
{
    const struct mw_command *c = mw_queue_front(s);

    return !c || c->kind != IMAP_LOGOUT || !mw_command_sent(s, c);
}

int mw_imap_done(struct imap_reader *r)
{
    struct imap *m = r->m;
    mw_session *s = &m->s;
    int is_greeting = mw_imap_is_greeting(m);
    int is_data = !r->tagged && r->status != IMAP_PLUS && !is_greeting;

    if (is_throttled(r) && mw_quirk_allowed(s, MW_IMAP_QUIRK_CODE_IN_TEXT)) {
        r->told |= IMAP_TOLD_HIDDEN;
        mw_event_set(s, MW_EV_MAILBOX, r->id);
        s->ev.item = MW_ITEM_CODE;
        s->ev.name = "THROTTLED";
        return MW_OK;
    }
    if (mw_imap_is_trusted(m) && !(r->told & IMAP_TOLD_WORDS) &&
        (r->item == MW_ITEM_ALERT || (is_data && r->status <= IMAP_BAD &&
                                      (!r->told || r->item == MW_ITEM_CODE))))
        return tell_words(r);
    if (is_data) {
        if (r->status == IMAP_BYE && is_bye(s))
            return mw_imap_fail(m, MW_E_SERVER_BYE);
        if (r->status == IMAP_PREAUTH)
            return mw_imap_fail(m, MW_E_PROTOCOL);
        mw_input_release(s);
        return mw_imap_over(r);
    }
    s->step = IMAP_AT_START;
    s->line_traced = s->inside = 0;
    if (r->status == IMAP_PLUS)
        return mw_imap_continue(m);
    return is_greeting ? mw_imap_greeting(m) : mw_imap_tagged(m);
}

int mw_imap_code_read(struct imap_reader *r, char *p, size_t n)
{
    switch (r->m->s.step) {
    case IMAP_AT_CODE_WORD:
        return read_code_word(r, p, n);
    case IMAP_AT_CODE_DATA:
        return read_code_data(r, p, n);
    case IMAP_AT_CODE_END:
        return read_code_end(r, p);
    case IMAP_AT_CAPS:
        return read_caps(r, p, n);
    default:
        return read_text(r, p, n);
    }
}
