/* SPDX-License-Identifier: MIT */
#include "base/ascii.h"
#include "engine/auth.h"

#include <string.h>

/* What providers say in words and in no code. -DMW_NO_ADVICE leaves it out, as who has nobody to
   tell a sentence to does not need its meaning. */

#ifdef MW_NO_ADVICE

int mw_reason(const char *p, size_t n, int code)
{
    (void)p;
    (void)n;
    return code;
}

int mw_reason_of(mw_session *s, int code)
{
    (void)s;
    return code;
}

int mw_reason_later(const char *p, size_t n, int code)
{
    (void)p;
    (void)n;
    return code;
}

#else

struct meaning {
    int16_t code;
    char words[24]; /* in lower case */
};

/* The first that is found counts. */
static const struct meaning meanings[] = {
    { MW_E_AUTH_APP_PASSWORD, "application-specific" },
    { MW_E_AUTH_APP_PASSWORD, "app password" },
    { MW_E_AUTH_APP_PASSWORD, "app-specific" },
    { MW_E_AUTH_APP_PASSWORD, "application password" },
    { MW_E_AUTH_APP_PASSWORD, "authorization code" }, /* QQ, NetEase */
    { MW_E_AUTH_THROTTLED, "too many" },
    { MW_E_AUTH_THROTTLED, "throttled" },
    { MW_E_AUTH_THROTTLED, "rate limit" },
    { MW_E_AUTH_THROTTLED, "bandwidth limit" },
    { MW_E_AUTH_THROTTLED, "concurrent" },
    { MW_E_AUTH_THROTTLED, "simultaneous" },
    { MW_E_AUTH_THROTTLED, "backoff" },
    { MW_E_AUTH_LOCKED, "web browser" },
    { MW_E_AUTH_LOCKED, "web login" },
    { MW_E_AUTH_LOCKED, "locked" },
    { MW_E_AUTH_LOCKED, "suspended" },
    { MW_E_AUTH_DISABLED, "is disabled" },
    { MW_E_AUTH_DISABLED, "not enabled" },
    { MW_E_AUTH_DISABLED, "disabled for" },
    { MW_E_AUTH_DISABLED, "insufficient_scope" }, /* RFC 6750 3.1 */
    { MW_E_AUTH_MECHANISM, "bad protocol" }, /* Cyrus SASL: as for a binding it does not know */
    { MW_E_AUTH_EXPIRED, "invalid_token" },
    { MW_E_AUTH_EXPIRED, "expired" },
    { MW_E_AUTH_LATER, "try again later" },
    { MW_E_AUTH_LATER, "temporar" },
};

/* Where the word begins in p[0 .. n); n: nowhere. */
static size_t find(const char *p, size_t n, const char *word)
{
    size_t i;

    for (i = 0; i < n; i++)
        if (mw_starts(p + i, n - i, word))
            return i;
    return n;
}

/* The seconds of a unit; 0: none. *ms: it is a thousandth of one. */
static uint32_t unit_s(const char *p, size_t n, int *ms)
{
    *ms = mw_starts(p, n, "ms") || mw_starts(p, n, "millis");
    return *ms || mw_starts(p, n, "sec") ? 1
           : mw_starts(p, n, "min")      ? 60
           : mw_starts(p, n, "hour")     ? 3600
                                         : 0;
}

/* "92415 milliseconds", "in 5 minutes", "Retry after 30 sec": rounded up. 0: no such words. */
static uint16_t seconds_in(const char *p, size_t n)
{
    uint64_t value;
    uint32_t many, per;
    size_t digits;
    int ms;

    for (; n; p += digits, n -= digits) {
        digits = mw_number(p, n, &value);
        if (digits == 0) {
            digits = 1;
            continue;
        }
        p += digits;
        n -= digits;
        digits = n && *p == ' ';
        per = unit_s(p + digits, n - digits, &ms);
        if (per == 0)
            continue;
        many = value < UINT32_MAX / 2 ? (uint32_t)value : UINT32_MAX / 2;
        if (ms)
            many = (many + 999) / 1000;
        return (uint16_t)(many <= UINT16_MAX / per ? many * per : UINT16_MAX);
    }
    return 0;
}

int mw_reason(const char *p, size_t n, int code)
{
    size_t i;

    for (i = 0; i < sizeof meanings / sizeof *meanings; i++)
        if (find(p, n, meanings[i].words) < n)
            return meanings[i].code;
    return code;
}

int mw_reason_later(const char *p, size_t n, int code)
{
    return find(p, n, "is authenticated but not connected") < n ? MW_E_AUTH_DISABLED : code;
}

int mw_reason_of(mw_session *s, int code)
{
    mw_error *err = &s->err;
    const char *p = err->text;
    size_t n = err->text_len;
    uint16_t wait_s;

    code = mw_reason(p, n, code);
    if (code != MW_E_AUTH_THROTTLED && code != MW_E_AUTH_LATER)
        return code;
    err->retry = 1;
    wait_s = seconds_in(p, n);
    if (wait_s)
        err->wait_s = wait_s;
    if (code == MW_E_AUTH_THROTTLED)
        err->scope = find(p, n, "connection") < n ? MW_SCOPE_CONNECTION : MW_SCOPE_ACCOUNT;
    return code;
}

#endif
