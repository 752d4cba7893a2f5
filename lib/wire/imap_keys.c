/* SPDX-License-Identifier: MIT */
#include "base/ascii.h"
#include "base/text.h"
#include "wire/imap_args.h"
#include "wire/imap_date_print.h"
#include "wire/imap_days.h"
#include "wire/imap_utf7.h"
#include "wire/utf8.h"

#include <mailwire/imap_build.h>
#include <string.h>

/* Criteria of a search, RFC 9051 6.4.4 and 9:

     criteria   = search-key *(SP search-key)
     search-key = word / word SP argument / "NOT" SP search-key / "FUZZY" SP search-key /
                  "OR" SP search-key SP search-key / sequence-set / "(" criteria ")"
     argument   = quoted / atom / number / date / sequence-set

   Keys are only ever appended. Each open group knows how many keys its operators still wait for;
   parentheses that nothing needs are not written, or taken out again. */

/* Of MW_KEY_ALL ...; the last one has no word. */
static const char words[] =
    "ALL\0ANSWERED\0DELETED\0DRAFT\0FLAGGED\0SEEN\0UNANSWERED\0UNDELETED\0UNDRAFT\0UNFLAGGED\0"
    "UNSEEN\0NEW\0OLD\0RECENT\0$\0SAVEDATESUPPORTED\0NOT\0FUZZY\0OR\0BEFORE\0ON\0SINCE\0"
    "SENTBEFORE\0SENTON\0SENTSINCE\0SAVEDBEFORE\0SAVEDON\0SAVEDSINCE\0LARGER\0SMALLER\0MODSEQ\0"
    "YOUNGER\0OLDER\0X-GM-MSGID\0X-GM-THRID\0BCC\0BODY\0CC\0FROM\0SUBJECT\0TEXT\0TO\0X-GM-RAW\0"
    "X-GM-LABELS\0KEYWORD\0UNKEYWORD\0EMAILID\0THREADID\0FILTER\0UID\0";

void mw_criteria_init(mw_criteria *q, char *memory, size_t len)
{
    memset(q, 0, sizeof *q);
    q->text = memory;
    q->capacity = len < UINT32_MAX ? (uint32_t)len : UINT32_MAX;
    q->error = memory ? len ? MW_OK : MW_E_MEMORY : MW_E_ARG;
    if (q->error == MW_OK)
        *memory = 0;
}

static int fail(mw_criteria *q, int code)
{
    if (q->error == MW_OK)
        q->error = code;
    if (q->text && q->capacity)
        q->text[q->length] = 0; /* without what was begun */
    return q->error;
}

/* --- groups and operators --- */

/* A key, or an operator with all of its keys, is complete. */
static void count_key(mw_criteria *q)
{
    uint8_t *operands = &q->operands[q->depth], *keys = &q->keys[q->depth];

    if (*operands && --*operands)
        return;
    *keys = (uint8_t)(*keys ? 2 : 1);
}

/* Begins a key behind what is there. Only a group's parenthesis can end in one. */
static void begin(mw_criteria *q, struct mw_text *t)
{
    t->p = q->text;
    t->len = q->length;
    t->cap = q->capacity;
    if (q->length && q->text[q->length - 1] != '(')
        mw_text_byte(t, ' ');
}

/* Takes what was appended. */
static int end(mw_criteria *q, const struct mw_text *t)
{
    if (t->len >= q->capacity)
        return fail(q, MW_E_MEMORY);
    q->length = (uint32_t)t->len;
    q->text[q->length] = 0;
    return MW_OK;
}

static int end_key(mw_criteria *q, const struct mw_text *t)
{
    if (end(q, t) == MW_OK)
        count_key(q);
    return q->error;
}

/* Waits for `more` keys. */
static int end_operator(mw_criteria *q, const struct mw_text *t, unsigned more)
{
    unsigned operands = q->operands[q->depth];

    operands = operands ? operands - 1 + more : more;
    if (operands > UINT8_MAX)
        return fail(q, MW_E_ARG);
    q->operands[q->depth] = (uint8_t)operands;
    return end(q, t);
}

int mw_criteria_begin_group(mw_criteria *q)
{
    struct mw_text t;
    int is_shown = q->operands[q->depth] > 0;

    if (q->error != MW_OK)
        return q->error;
    if (q->depth == MW_CRITERIA_DEPTH_MAX)
        return fail(q, MW_E_ARG);
    if (is_shown) {
        begin(q, &t);
        mw_text_byte(&t, '(');
        if (end(q, &t) != MW_OK)
            return q->error;
    }
    q->depth++;
    q->starts[q->depth] = is_shown ? q->length : 0;
    q->keys[q->depth] = q->operands[q->depth] = 0;
    return MW_OK;
}

/* The keys of a group without parentheses are its neighbours'. */
static void leave_plain(mw_criteria *q, unsigned keys)
{
    while (keys--)
        count_key(q);
}

int mw_criteria_end_group(mw_criteria *q)
{
    struct mw_text t;
    uint32_t start = q->starts[q->depth];
    unsigned keys = q->keys[q->depth];

    if (q->error != MW_OK)
        return q->error;
    if (q->depth == 0 || keys == 0 || q->operands[q->depth])
        return fail(q, MW_E_ARG);
    q->depth--;
    if (start == 0) {
        leave_plain(q, keys);
        return MW_OK;
    }
    begin(q, &t);
    t.len = q->length;
    if (keys > 1) {
        mw_text_byte(&t, ')');
    } else { /* a single one needs none */
        memmove(q->text + start - 1, q->text + start, q->length - start);
        t.len--;
    }
    return end_key(q, &t);
}

int mw_criteria_end(mw_criteria *q, const char **criteria)
{
    if (criteria)
        *criteria = NULL;
    if (q->error == MW_OK && (q->depth || q->operands[0]))
        fail(q, MW_E_ARG);
    if (q->error == MW_OK && q->length == 0)
        mw_criteria_key(q, MW_KEY_ALL);
    if (criteria && q->error == MW_OK)
        *criteria = q->text;
    return q->error;
}

/* --- keys --- */

static const char *word(uint32_t key)
{
    const char *p = words;

    while (key--)
        p += strlen(p) + 1;
    return p;
}

/* Begins a key from one number to another. */
static int begin_key(mw_criteria *q, struct mw_text *t, uint32_t key, uint32_t from, uint32_t to)
{
    if (q->error == MW_OK && (key < from || key > to))
        fail(q, MW_E_ARG);
    if (q->error != MW_OK)
        return q->error;
    begin(q, t);
    if (key == MW_KEY_NUMBERS)
        return MW_OK;
    mw_text_string(t, word(key));
    if (key >= MW_KEY_BEFORE)
        mw_text_byte(t, ' ');
    return MW_OK;
}

int mw_criteria_key(mw_criteria *q, uint32_t key)
{
    struct mw_text t;

    if (begin_key(q, &t, key, MW_KEY_ALL, MW_KEY_OR) != MW_OK)
        return q->error;
    if (key >= MW_KEY_NOT)
        return end_operator(q, &t, key == MW_KEY_OR ? 2 : 1);
    return end_key(q, &t);
}

static int is_text(const char *p)
{
    return p && !mw_has_control(p) && mw_is_utf8(p, strlen(p));
}

static int is_argument(uint32_t key, const char *text)
{
    if (!is_text(text))
        return 0;
    if (key < MW_KEY_KEYWORD)
        return 1;
    if (key < MW_KEY_UID)
        return mw_imap_is_atom(text);
    return mw_imap_is_set(text) || mw_same(text, strlen(text), "$");
}

int mw_criteria_text(mw_criteria *q, uint32_t key, const char *text)
{
    struct mw_text t;

    if (begin_key(q, &t, key, MW_KEY_BCC, MW_KEY_NUMBERS) != MW_OK)
        return q->error;
    if (!is_argument(key, text))
        return fail(q, MW_E_ARG);
    if (key == MW_KEY_GM_LABELS)
        mw_imap_mailbox(&t, text, 0);
    else if (key < MW_KEY_KEYWORD)
        mw_imap_quote(&t, text, strlen(text));
    else
        mw_text_string(&t, text);
    return end_key(q, &t);
}

/* A field's name: RFC 5322 2.2. */
static int is_field(const char *p)
{
    const char *start = p;

    while (*p > ' ' && *p < 0x7f && *p != ':')
        p++;
    return p != start && !*p;
}

int mw_criteria_header(mw_criteria *q, const char *field, const char *text)
{
    struct mw_text t;

    if (q->error != MW_OK)
        return q->error;
    if (!field || !is_field(field) || !is_text(text))
        return fail(q, MW_E_ARG);
    begin(q, &t);
    mw_text_string(&t, "HEADER ");
    if (mw_imap_is_atom(field)) /* some servers (iCloud, Courier) take no other */
        mw_text_string(&t, field);
    else
        mw_imap_quote(&t, field, strlen(field));
    mw_text_byte(&t, ' ');
    mw_imap_quote(&t, text, strlen(text));
    return end_key(q, &t);
}

int mw_criteria_date(mw_criteria *q, uint32_t key, uint32_t year, uint32_t month, uint32_t day)
{
    struct mw_text t;

    if (begin_key(q, &t, key, MW_KEY_BEFORE, MW_KEY_SAVEDSINCE) != MW_OK)
        return q->error;
    if (year > 9999 || month < 1 || month > 12 || day < 1 || day > mw_days_in(year, month))
        return fail(q, MW_E_ARG);
    mw_imap_put_date(&t, year, month, day);
    return end_key(q, &t);
}

int mw_criteria_number(mw_criteria *q, uint32_t key, uint64_t number)
{
    struct mw_text t;
    int is_seconds = key == MW_KEY_YOUNGER || key == MW_KEY_OLDER;

    if (begin_key(q, &t, key, MW_KEY_LARGER, MW_KEY_GM_THRID) != MW_OK)
        return q->error;
    if ((key < MW_KEY_GM_MSGID && number > INT64_MAX) ||
        (is_seconds && (number == 0 || number > UINT32_MAX)))
        return fail(q, MW_E_ARG);
    mw_text_number(&t, number);
    return end_key(q, &t);
}

int mw_criteria_set(mw_criteria *q, uint32_t key, mw_imap_set *set)
{
    struct mw_text t;
    uint32_t at = 0;
    int rc;

    if (!set)
        return fail(q, MW_E_ARG);
    if (begin_key(q, &t, key, MW_KEY_UID, MW_KEY_NUMBERS) != MW_OK)
        return q->error;
    if (t.len + MW_IMAP_SET_TEXT_MIN > t.cap)
        return fail(q, MW_E_MEMORY);
    rc = mw_imap_set_next(set, &at, t.p + t.len, t.cap - t.len);
    if (rc == MW_EOF)
        return fail(q, MW_E_ARG);
    if (at != set->count + (set->star != 0)) /* there is more */
        return fail(q, MW_E_MEMORY);
    t.len += strlen(t.p + t.len);
    return end_key(q, &t);
}
