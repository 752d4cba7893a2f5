/* SPDX-License-Identifier: MIT */
#include "base/ascii.h"
#include "base/text.h"

#include <mailwire/imap_build.h>
#include <string.h>

/* Sets of numbers, RFC 9051 9:

     sequence-set = (seq-number / seq-range) ["," sequence-set]
     seq-range    = seq-number ":" seq-number
     seq-number   = nz-number / "*"

   Ranges are pairs of numbers in memory of the caller's. The first `sorted` ones are in order,
   with gaps between; what is added out of order waits behind them. "n:*" is no pair but the set's
   `star`; sorting takes into it what is at or above n. */

#define FEW 16 /* pairs out of order that are put in one by one */

static uint32_t *pair(const mw_imap_set *set, uint32_t i)
{
    return set->ranges + 2 * (size_t)i;
}

void mw_imap_set_init(mw_imap_set *set, uint32_t *memory, uint32_t pairs)
{
    memset(set, 0, sizeof *set);
    set->ranges = memory;
    set->capacity = memory ? pairs : 0;
}

/* --- sorting --- */

/* The first pair of a sorted set that ends at or behind the number. */
static uint32_t find(const mw_imap_set *set, uint32_t number)
{
    uint32_t low = 0, high = set->count, middle;

    while (low < high) {
        middle = low + (high - low) / 2;
        if (pair(set, middle)[1] < number)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Puts a range into a sorted set. */
static int insert(mw_imap_set *set, uint32_t first, uint32_t last)
{
    uint32_t at = find(set, first - 1), end = at, *p;

    if (set->capacity == 0)
        return MW_E_MEMORY;
    p = pair(set, at);
    for (; end < set->count && pair(set, end)[0] - 1 <= last; end++)
        last = pair(set, end)[1] > last ? pair(set, end)[1] : last;
    if (end == at && set->count == set->capacity)
        return MW_E_MEMORY;
    if (end > at && p[0] < first)
        first = p[0];
    memmove(p + 2, pair(set, end), (set->count - end) * 2 * sizeof *p);
    p[0] = first;
    p[1] = last;
    set->count = set->sorted = set->count + 1 - (end - at);
    return MW_OK;
}

/* Lets a pair sink in a heap of n, the highest on top. */
static void sink(mw_imap_set *set, uint32_t at, uint32_t n)
{
    uint32_t first = pair(set, at)[0], last = pair(set, at)[1], child;

    while (at < n / 2) {
        child = 2 * at + 1;
        if (child + 1 < n && pair(set, child + 1)[0] > pair(set, child)[0])
            child++;
        if (pair(set, child)[0] <= first)
            break;
        memcpy(pair(set, at), pair(set, child), 2 * sizeof first);
        at = child;
    }
    pair(set, at)[0] = first;
    pair(set, at)[1] = last;
}

static void heap_sort(mw_imap_set *set)
{
    uint32_t i, top[2];

    for (i = set->count / 2; i-- > 0;)
        sink(set, i, set->count);
    for (i = set->count; i-- > 1;) {
        memcpy(top, pair(set, 0), sizeof top);
        memcpy(pair(set, 0), pair(set, i), sizeof top);
        memcpy(pair(set, i), top, sizeof top);
        sink(set, 0, i);
    }
}

/* Makes one pair of those that touch; they are in order. */
static void merge(mw_imap_set *set)
{
    uint32_t i, n = 0;
    uint32_t *last, *p;

    for (i = 0; i < set->count; i++) {
        p = pair(set, i);
        last = pair(set, n ? n - 1 : 0);
        if (n && p[0] - 1 <= last[1])
            last[1] = p[1] > last[1] ? p[1] : last[1];
        else
            memmove(pair(set, n++), p, 2 * sizeof *p);
    }
    set->count = set->sorted = n;
}

void mw_imap_set_sort(mw_imap_set *set)
{
    uint32_t i, n = set->count, *p;

    if (n - set->sorted > FEW) {
        heap_sort(set);
        merge(set);
    } else {
        set->count = set->sorted;
        for (i = set->sorted; i < n; i++) { /* insert moves up to here at most */
            p = pair(set, i);
            (void)insert(set, p[0], p[1]);
        }
    }
    while (set->star && set->count && pair(set, set->count - 1)[1] >= set->star - 1) {
        p = pair(set, --set->count);
        set->star = p[0] < set->star ? p[0] : set->star;
    }
    set->sorted = set->count;
}

/* --- adding --- */

/* Whether the range touches the pair that was added last, which then takes it in. */
static int extend(mw_imap_set *set, uint32_t first, uint32_t last)
{
    uint32_t n = set->count, *p = n ? pair(set, n - 1) : NULL;

    if (!p || first - 1 > p[1] || last < p[0] - 1)
        return 0;
    p[1] = last > p[1] ? last : p[1];
    if (first < p[0]) {
        p[0] = first;
        if (set->sorted == n && n > 1 && first - 1 <= pair(set, n - 2)[1])
            set->sorted--;
    }
    return 1;
}

int mw_imap_set_add(mw_imap_set *set, uint32_t first, uint32_t last)
{
    uint32_t *p, low;

    if (first == 0 || last == 0) {
        first = first | last ? first | last : UINT32_MAX;
        set->star = set->star && set->star < first ? set->star : first;
        return MW_OK;
    }
    if (first > last) {
        low = last;
        last = first;
        first = low;
    }
    if (extend(set, first, last))
        return MW_OK;
    if (set->count == set->capacity) {
        mw_imap_set_sort(set);
        return insert(set, first, last);
    }
    p = pair(set, set->count);
    p[0] = first;
    p[1] = last;
    set->sorted += set->sorted == set->count && (set->count == 0 || first > p[-1]);
    set->count++;
    return MW_OK;
}

/* A number, 0 for "*", at *p, which moves behind it. */
static int read_number(const char **p, const char *end, uint32_t *number)
{
    uint64_t value = 0;
    size_t n = 1;

    if (*p == end)
        return 0;
    if (**p != '*') {
        n = mw_number(*p, (size_t)(end - *p), &value);
        if (value == 0 || value > UINT32_MAX)
            return 0;
    }
    *number = (uint32_t)value;
    *p += n;
    return 1;
}

/* A range with the comma behind it; 0: it is broken. */
static int read_range(const char **p, const char *end, uint32_t *first, uint32_t *last)
{
    if (!read_number(p, end, first))
        return 0;
    *last = *first;
    if (*p != end && **p == ':') {
        ++*p;
        if (!read_number(p, end, last))
            return 0;
    }
    return *p == end || (*(*p)++ == ',' && *p != end);
}

int mw_imap_set_add_text(mw_imap_set *set, const char *text, size_t len)
{
    const char *p = text, *end = p ? p + len : p;
    uint32_t first, last;
    int rc = MW_OK;

    if (!text)
        return MW_E_ARG;
    while (p != end)
        if (!read_range(&p, end, &first, &last))
            return MW_E_ARG;
    for (p = text; p != end && rc == MW_OK; rc = mw_imap_set_add(set, first, last))
        read_range(&p, end, &first, &last);
    return rc;
}

/* --- taking out --- */

/* The ranges of a sorted set, "n:*" among them. */
static uint32_t range_count(const mw_imap_set *set)
{
    return set->count + (set->star != 0);
}

static void range(const mw_imap_set *set, uint32_t i, uint32_t *first, uint32_t *last)
{
    *first = i < set->count ? pair(set, i)[0] : set->star;
    *last = i < set->count ? pair(set, i)[1] : UINT32_MAX;
}

/* What is left of a set, written from its start while it is read from `in`. */
struct rest {
    mw_imap_set left;
    const mw_imap_set *in;
    uint32_t unread; /* pairs of `in` */
    int writes;      /* 0: only whether there is room for it */
};

static int keep(struct rest *r, uint32_t first, uint32_t last)
{
    if (last == UINT32_MAX && r->unread == 0 && r->in->star) {
        r->left.star = first;
        return MW_OK;
    }
    if (r->left.count + r->unread == r->left.capacity)
        return MW_E_MEMORY;
    if (r->writes) {
        pair(&r->left, r->left.count)[0] = first;
        pair(&r->left, r->left.count)[1] = last;
    }
    r->left.count++;
    return MW_OK;
}

/* Keeps what of the range is not in the other set, of which *k is the first that matters. */
static int keep_range(struct rest *r, uint32_t first, uint32_t last, const mw_imap_set *other,
                      uint32_t *k)
{
    uint32_t from, to, n = range_count(other);
    int rc = MW_OK;

    for (; *k < n && rc == MW_OK; ++*k) {
        range(other, *k, &from, &to);
        if (from > last)
            break;
        if (to < first)
            continue;
        if (from > first)
            rc = keep(r, first, from - 1);
        if (to >= last)
            return rc;
        first = to + 1;
    }
    return rc == MW_OK ? keep(r, first, last) : rc;
}

static int keep_rest(struct rest *r, const mw_imap_set *in, const mw_imap_set *other)
{
    uint32_t i, k = 0, first, last, n = range_count(in);
    int rc = MW_OK;

    r->in = in;
    r->left.count = r->left.star = 0;
    for (i = 0; i < n && rc == MW_OK; i++) {
        range(in, i, &first, &last);
        r->unread = i < in->count ? in->count - i - 1 : 0;
        rc = keep_range(r, first, last, other, &k);
    }
    return rc;
}

int mw_imap_set_subtract(mw_imap_set *set, mw_imap_set *other)
{
    struct rest r;
    mw_imap_set in;
    int rc;

    if (set == other) {
        set->count = set->sorted = set->star = 0;
        return MW_OK;
    }
    mw_imap_set_sort(set);
    mw_imap_set_sort(other);
    memset(&r, 0, sizeof r);
    in = r.left = *set;
    rc = keep_rest(&r, &in, other);
    if (rc != MW_OK)
        return rc;
    if (set->count) {
        in.ranges = pair(set, set->capacity - set->count);
        memmove(in.ranges, set->ranges, set->count * 2 * sizeof *in.ranges);
    }
    r.writes = 1;
    rc = keep_rest(&r, &in, other);
    *set = r.left;
    set->sorted = set->count;
    return rc;
}

/* --- asking --- */

static int in_pairs(const mw_imap_set *set, uint32_t number)
{
    uint32_t at = find(set, number);

    return number && at < set->count && pair(set, at)[0] <= number;
}

int mw_imap_set_contains(mw_imap_set *set, uint32_t number, uint32_t star)
{
    mw_imap_set_sort(set);
    return in_pairs(set, number) ||
           (number && set->star && (number == star || number >= set->star));
}

uint64_t mw_imap_set_numbers(mw_imap_set *set, uint32_t star)
{
    uint64_t numbers = 0;
    uint32_t i;

    mw_imap_set_sort(set);
    for (i = 0; i < set->count; i++)
        numbers += (uint64_t)pair(set, i)[1] - pair(set, i)[0] + 1;
    if (set->star && star >= set->star)
        numbers += star - set->star + 1;
    else if (set->star && star)
        numbers += !in_pairs(set, star);
    return numbers;
}

uint32_t mw_imap_set_after(mw_imap_set *set, uint32_t number, uint32_t star)
{
    uint32_t at, next = number + 1, found = 0;

    mw_imap_set_sort(set);
    if (next == 0)
        return 0;
    at = find(set, next);
    if (at < set->count)
        found = pair(set, at)[0] > next ? pair(set, at)[0] : next;
    if (set->star && star >= next) {
        if (star >= set->star)
            star = next > set->star ? next : set->star;
        found = found && found < star ? found : star;
    }
    return found;
}

/* --- writing --- */

static void put_range(struct mw_text *t, const mw_imap_set *set, uint32_t i)
{
    uint32_t first, last;

    range(set, i, &first, &last);
    if (i == set->count && first == UINT32_MAX) {
        mw_text_byte(t, '*');
        return;
    }
    mw_text_number(t, first);
    if (i == set->count) {
        mw_text_string(t, ":*");
    } else if (first != last) {
        mw_text_byte(t, ':');
        mw_text_number(t, last);
    }
}

int mw_imap_set_next(mw_imap_set *set, uint32_t *at, char *out, size_t cap)
{
    struct mw_text t = { NULL, 0, 0 };
    size_t fits = 0;

    if (!at || !out || cap < MW_IMAP_SET_TEXT_MIN)
        return MW_E_ARG;
    t.p = out;
    t.cap = cap;
    mw_imap_set_sort(set);
    for (; *at < range_count(set); ++*at) {
        if (fits)
            mw_text_byte(&t, ',');
        put_range(&t, set, *at);
        if (t.len >= cap)
            break;
        fits = t.len;
    }
    out[fits] = 0;
    return fits ? MW_OK : MW_EOF;
}
