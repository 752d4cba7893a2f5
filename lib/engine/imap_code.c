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
#define CODE_CAPABILITY 7

/* hMailServer's name of IMAP4rev1, and the second half of its "LITERAL +". */
static const char aliases[] = "IMAPREV1\0+\0";

static int read_code(struct imap *m, const char *p)
{
    m->s.step = IMAP_AT_TEXT;
    return *p == '[' ? mw_imap_take(m, 1, IMAP_AT_CODE_WORD) : MW_AGAIN;
}

/* Whose code it is, besides the tagged command's. */
static void own(struct imap *m, const char *p, size_t n)
{
    if (m->r.tagged)
        return;
    if (m->r.item == MW_ITEM_COPYUID) /* RFC 6851 4.3 */
        mw_imap_own(m, 1u << IMAP_MOVE | 1u << IMAP_RAW);
    else if (m->r.item == MW_ITEM_CODE && n && *p == '(') /* INPROGRESS (RFC 9585 4) */
        mw_imap_own_tag(m, p + 1, n - 1);
    else if (m->r.item == MW_ITEM_CLOSED)
        mw_imap_no_mailbox(m);
}

/* Whether a code with n bytes of arguments is an event. Before READY one is that tells more than
   mw_error.word: Gmail's "NO [WEBALERT https://...]". */
static int is_told(const struct imap *m, size_t n)
{
    if (m->r.item == 0 || m->r.item == MW_ITEM_ALERT)
        return 0;
    if (!mw_imap_is_open(m))
        return n && m->r.item == MW_ITEM_CODE && m->r.tagged && mw_imap_is_trusted(m);
    return n || m->r.item != MW_ITEM_CODE || m->r.status == IMAP_OK ||
           !(m->r.tagged || m->r.status == IMAP_BYE);
}

/* The code, with its arguments, the n bytes at hand, as an event. The word stays held. */
static int tell_code(struct imap *m, const char *p, size_t n, int next)
{
    mw_session *s = &m->s;
    uint16_t word = m->r.word;
    int rc;

    if (!is_told(m, n))
        return mw_imap_take(m, n, next);
    own(m, p, n);
    rc = mw_imap_value(m, MW_EV_MAILBOX, p, n, next);
    if (!m->cut) {
        s->held -= (uint32_t)n;
        s->scan = (uint32_t)n;
        s->given = 0;
        m->r.word = word;
    }
    return rc;
}

static int read_code_word(struct imap *m, char *p, size_t n)
{
    mw_session *s = &m->s;
    unsigned place;
    char end = (char)(m->cut ? 0 : p[n]);

    if (n > WORD_MAX || (end != ' ' && end != ']'))
        return mw_imap_take(m, n, IMAP_AT_CODE_DATA);
    m->r.name = mw_imap_find(codes, p, n, &place);
    if (m->r.name && place == CODE_CAPABILITY)
        return mw_imap_caps_begin(m, n);
    m->r.item = (uint8_t)(m->r.name ? MW_ITEM_UIDVALIDITY + place : MW_ITEM_CODE);
    p[n++] = 0;
    m->r.word = (uint16_t)n;
    s->held = (uint32_t)n;
    s->scan = 0;
    s->step = IMAP_AT_CODE_DATA;
    return end == ']' ? tell_code(m, p + n, 0, IMAP_AT_TEXT) : MW_AGAIN;
}

static int read_code_data(struct imap *m, const char *p, size_t n)
{
    n -= n && !m->cut && p[n - 1] == '\r';
    return tell_code(m, p, n, IMAP_AT_CODE_END);
}

static int read_code_end(struct imap *m, const char *p)
{
    size_t n = m->s.scan;

    m->s.step = IMAP_AT_TEXT;
    return mw_imap_skip(m, n + (p[n] == ']'));
}

int mw_imap_caps_begin(struct imap *m, size_t n)
{
    m->s.caps = m->s.mechanisms = 0;
    m->r.name = "";
    m->r.id = 0; /* it is not about the command */
    return mw_imap_take(m, n, IMAP_AT_CAPS);
}

static int read_caps(struct imap *m, const char *p, size_t n)
{
    mw_session *s = &m->s;
    unsigned place;

    if (n == 0) {
        s->has |= IMAP_HAS_CAPS;
        if (m->r.status == IMAP_NONE)
            return mw_imap_pass(m);
        return mw_imap_take(m, *p == ']', IMAP_AT_TEXT);
    }
    if (++s->lines > CAPS_MAX)
        return MW_E_FLOOD;
    if (!m->cut) {
        mw_imap_capability(m, p, n);
        if (mw_imap_find(aliases, p, n, &place) && mw_quirk_allowed(s, MW_IMAP_QUIRK_CAPABILITY))
            s->caps |= place ? MW_IMAP_CAP_LITERAL_PLUS : MW_IMAP_CAP_IMAP4REV1;
    }
    if (!mw_imap_is_trusted(m))
        return mw_imap_take(m, n, IMAP_AT_CAPS);
    m->r.item = 0;
    return mw_imap_give(m, MW_EV_CAP, n, IMAP_AT_CAPS);
}

/* --- text --- */

/* A text longer than the buffer: its beginning is kept. */
static int cut_text(struct imap *m)
{
    mw_session *s = &m->s;
    uint32_t keep = s->in_cap / 4 * 3;

    mw_line_clean(s->in + s->in_off + s->held, keep - s->held);
    s->held = keep;
    s->in_len = s->in_off + keep;
    s->scan = 0;
    s->cut = 1;
    m->s.step = IMAP_AT_TEXT_REST;
    return MW_AGAIN;
}

static int read_text(struct imap *m, char *p, size_t n)
{
    mw_session *s = &m->s;
    const char *lf = memchr(p + s->scan, '\n', n - s->scan);

    if (!lf) {
        s->scan = (uint32_t)n;
        return s->in_len - s->in_off == s->in_cap ? cut_text(m) : MW_WANT_READ;
    }
    n = (size_t)(lf - p);
    n -= n && lf[-1] == '\r';
    if (mw_imap_line_end(m, lf != p + n) != MW_AGAIN)
        return MW_E_PROTOCOL;
    mw_line_clean(p, n);
    s->held += (uint32_t)n;
    mw_input_drop(s, (size_t)(lf + 1 - p) - n);
    m->s.step = IMAP_AT_DONE;
    return MW_AGAIN;
}

static int read_text_rest(struct imap *m, const char *p, size_t n)
{
    const char *lf = memchr(p, '\n', n);

    if (lf)
        m->s.step = IMAP_AT_DONE;
    return mw_imap_skip(m, lf ? (size_t)(lf + 1 - p) : n);
}

/* --- the response is here --- */

/* An untagged OK, NO or BAD, or an alert with whatever it came, as an event. */
static int tell_words(struct imap *m)
{
    mw_session *s = &m->s;
    int is_alert = m->r.item == MW_ITEM_ALERT;

    mw_imap_words(m, MW_EV_MAILBOX, 0);
    s->given = 0; /* they are needed again */
    m->r.told |= IMAP_TOLD_WORDS;
    s->ev.item = is_alert ? MW_ITEM_ALERT : MW_ITEM_TEXT;
    s->ev.name = is_alert ? "ALERT" : "TEXT";
    s->ev.code = m->r.status == IMAP_OK ? MW_OK : mw_imap_refusal(m);
    return MW_OK;
}

/* Gmail: "A7 OK Success [THROTTLED]". */
static int is_throttled(const struct imap *m)
{
    static const char code[] = "[throttled]";
    const mw_session *s = &m->s;
    size_t n = sizeof code - 1;

    return s->held - m->r.word >= n && !(m->r.told & IMAP_TOLD_HIDDEN) && mw_imap_is_open(m) &&
           mw_same(s->in + s->in_off + s->held - n, n, code);
}

/* BYE is the first half of the answer to LOGOUT, and the end in any other case. */
static int bye(struct imap *m)
{
    const struct mw_command *c = mw_queue_front(&m->s);

    if (!c || c->kind != IMAP_LOGOUT || !mw_command_sent(&m->s, c))
        return mw_imap_fail(m, MW_E_SERVER_BYE);
    mw_input_release(&m->s);
    return mw_imap_over(m);
}

int mw_imap_done(struct imap *m)
{
    mw_session *s = &m->s;
    int is_data = !m->r.tagged && m->r.status != IMAP_PLUS && !mw_imap_is_greeting(m);
    int is_own = is_data && m->r.status <= IMAP_BAD;

    if (is_throttled(m) && mw_quirk_allowed(s, MW_IMAP_QUIRK_CODE_IN_TEXT)) {
        m->r.told |= IMAP_TOLD_HIDDEN;
        mw_event_set(s, MW_EV_MAILBOX, m->r.id);
        s->ev.item = MW_ITEM_CODE;
        s->ev.name = "THROTTLED";
        return MW_OK;
    }
    if (mw_imap_is_trusted(m) && !(m->r.told & IMAP_TOLD_WORDS) &&
        ((is_own && (!m->r.told || m->r.item == MW_ITEM_CODE)) || m->r.item == MW_ITEM_ALERT))
        return tell_words(m);
    if (is_data) {
        if (m->r.status == IMAP_BYE)
            return bye(m);
        if (m->r.status == IMAP_PREAUTH)
            return mw_imap_fail(m, MW_E_PROTOCOL);
        mw_input_release(s);
        return mw_imap_over(m);
    }
    m->s.step = IMAP_AT_START;
    s->line_traced = s->inside = 0;
    if (m->r.status == IMAP_PLUS)
        return mw_imap_continue(m);
    return mw_imap_is_greeting(m) ? mw_imap_greeting(m) : mw_imap_tagged(m);
}

int mw_imap_code_read(struct imap *m, char *p, size_t n)
{
    switch (m->s.step) {
    case IMAP_AT_CODE:
        return read_code(m, p);
    case IMAP_AT_CODE_WORD:
        return read_code_word(m, p, n);
    case IMAP_AT_CODE_DATA:
        return read_code_data(m, p, n);
    case IMAP_AT_CODE_END:
        return read_code_end(m, p);
    case IMAP_AT_CAPS:
        return read_caps(m, p, n);
    case IMAP_AT_TEXT:
        return read_text(m, p, n);
    default:
        return read_text_rest(m, p, n);
    }
}
