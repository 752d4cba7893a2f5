/* SPDX-License-Identifier: MIT */
#include "support/play.h"
#include "support/words.h"

#include <stdio.h>
#include <string.h>

/* Events against the `!` lines, and the rules that hold for all of them. */

static int is_ending(int type)
{
    return type == MW_EV_READY || type == MW_EV_DONE || type == MW_EV_REFUSED ||
           type == MW_EV_ABORTED || type == MW_EV_UNKNOWN;
}

/* CAP and TRACE count only where the transcript has some; WRITE never. */
unsigned play_compared(const struct script *sc)
{
    const unsigned optional = 1u << MW_EV_CAP | 1u << MW_EV_TRACE;
    unsigned seen = 0;
    size_t i;

    for (i = 0; i < sc->count; i++)
        if (sc->item[i].kind == '!')
            seen |= 1u << sc->item[i].want.type;
    return ~(optional & ~seen) & ~(1u << MW_EV_WRITE);
}

static int counts(const struct play *p, int type)
{
    return type > 31 || (p->compared >> type & 1);
}

size_t play_next_event(const struct play *p)
{
    size_t at = play_find(p, p->event_at, '!');

    while (at < p->sc->count && !counts(p, p->sc->item[at].want.type))
        at = play_find(p, at + 1, '!');
    return at;
}

/* --- what an event looks like --- */

static size_t escaped(char *to, size_t cap, const char *data, size_t n)
{
    size_t i, len = 0;

    for (i = 0; i < n && len + 6 < cap; i++) {
        unsigned char c = (unsigned char)data[i];

        if (c >= 0x20 && c < 0x7f && c != '\\' && c != '"')
            to[len++] = (char)c;
        else
            len += (size_t)snprintf(to + len, 5, c == '\r' ? "\\r" : c == '\n' ? "\\n" : "\\x%02x",
                                    c);
    }
    to[len] = 0;
    return len;
}

static void describe(char *to, size_t cap, const struct play *p, const mw_event *ev)
{
    const mw_error *err = mw_last_error(p->s);
    char data[400];
    int n;

    escaped(data, sizeof data, ev->data, ev->len);
    n = snprintf(to, cap, "%s %d %d num=%llu uid=%llu item=%u flags=%u len=%zu%s%s \"%s\"",
                 words_name(words_events, ev->type), (int)ev->id, (int)ev->code,
                 (unsigned long long)ev->num, (unsigned long long)ev->uid, ev->item,
                 (unsigned)ev->flags, ev->len, *ev->name ? " " : "", ev->name, data);
    if (n > 0 && (size_t)n < cap && (ev->type == MW_EV_FAILED || ev->type == MW_EV_REFUSED))
        snprintf(to + n, cap - (size_t)n, " err=%s stage=%s reply=%u enh=%d retry=%u cert=%u"
                 " wait=%u",
                 words_name(words_codes, err->code), words_name(words_stages, err->stage),
                 err->reply, (int)err->enhanced, err->retry, (unsigned)err->cert,
                 err->wait_s);
}

static void describe_want(char *to, size_t cap, const struct script_item *it)
{
    const struct script_want *w = &it->want;
    char data[400];
    int n = snprintf(to, cap, "%s", words_name(words_events, w->type));

#define PART(bit, format, value) \
    if ((w->has & (bit)) && n > 0 && (size_t)n < cap) \
    n += snprintf(to + n, cap - (size_t)n, format, value)
    PART(WANT_ID, " %lld", (long long)w->id);
    PART(WANT_CODE, " %lld", (long long)w->code);
    PART(WANT_NUM, " num=%lld", (long long)w->num);
    PART(WANT_UID, " uid=%lld", (long long)w->uid);
    PART(WANT_ITEM, " item=%lld", (long long)w->item);
    PART(WANT_FLAGS, " flags=%lld", (long long)w->flags);
    PART(WANT_LEN, " len=%lld", (long long)w->len);
    PART(WANT_NAME, " %s", w->name);
    PART(WANT_ERR, " err=%s", words_name(words_codes, w->err));
    PART(WANT_STAGE, " stage=%s", words_name(words_stages, w->stage));
    PART(WANT_REPLY, " reply=%lld", (long long)w->reply);
    PART(WANT_ENHANCED, " enh=%lld", (long long)w->enhanced);
    PART(WANT_RETRY, " retry=%lld", (long long)w->retry);
    PART(WANT_CERT, " cert=%lld", (long long)w->cert);
    PART(WANT_WAIT, " wait=%lld", (long long)w->wait_s);
    PART(WANT_SCOPE, " scope=%lld", (long long)w->scope);
    PART(WANT_WORD, " word=%s", w->word);
    if (w->has & WANT_DATA) {
        escaped(data, sizeof data, it->data, it->len);
        PART(WANT_DATA, " \"%s\"", data);
    }
#undef PART
}

/* --- comparing --- */

static int matches_error(const struct script_want *w, const mw_error *err)
{
    return (!(w->has & WANT_ERR) || err->code == w->err) &&
           (!(w->has & WANT_STAGE) || err->stage == w->stage) &&
           (!(w->has & WANT_RETRY) || err->retry == w->retry) &&
           (!(w->has & WANT_REPLY) || err->reply == w->reply) &&
           (!(w->has & WANT_ENHANCED) || err->enhanced == w->enhanced) &&
           (!(w->has & WANT_CERT) || err->cert == w->cert) &&
           (!(w->has & WANT_WAIT) || err->wait_s == w->wait_s) &&
           (!(w->has & WANT_SCOPE) || err->scope == w->scope) &&
           (!(w->has & WANT_WORD) || (strlen(w->word) == err->word_len &&
                                      memcmp(w->word, err->word, err->word_len) == 0));
}

static int matches(const struct script_item *it, const mw_event *ev, const mw_error *err)
{
    const struct script_want *w = &it->want;

    return w->type == ev->type && (!(w->has & WANT_ID) || ev->id == w->id) &&
           (!(w->has & WANT_CODE) || ev->code == w->code) &&
           (!(w->has & WANT_NUM) || (int64_t)ev->num == w->num) &&
           (!(w->has & WANT_UID) || (int64_t)ev->uid == w->uid) &&
           (!(w->has & WANT_ITEM) || ev->item == w->item) &&
           (!(w->has & WANT_NAME) || strcmp(ev->name, w->name) == 0) &&
           (!(w->has & WANT_FLAGS) || (ev->flags & ~MW_EVF_LAST) == w->flags) &&
           (!(w->has & WANT_LEN) || (int64_t)ev->len == w->len) &&
           (!(w->has & WANT_DATA) ||
            (ev->len == it->len && memcmp(ev->data, it->data, it->len) == 0)) &&
           matches_error(w, err);
}

static void differs(struct play *p, size_t at, const mw_event *ev, const char *what)
{
    char expected[700] = "nothing any more", got[700];
    int line = 0;

    if (at < p->sc->count) {
        describe_want(expected, sizeof expected, &p->sc->item[at]);
        line = p->sc->item[at].line;
    }
    describe(got, sizeof got, p, ev);
    play_fail(p, line, "%s\n  expected: ! %s\n  got:      ! %s", what, expected, got);
}

static void compare(struct play *p, const mw_event *ev)
{
    size_t at = play_next_event(p);

    if (at == p->sc->count || !matches(&p->sc->item[at], ev, mw_last_error(p->s))) {
        differs(p, at, ev, "another event");
        return;
    }
    if (at >= play_limit(p) || (p->s_at < at && p->s_off == 0)) {
        differs(p, at, ev, "the event came too early");
        return;
    }
    p->event_at = at + 1;
}

/* --- rules --- */

/* The '!' that ends this id; count: none. */
static size_t ending_of(const struct play *p, size_t from, int32_t id)
{
    const struct script *sc = p->sc;
    size_t at = play_find(p, from, '!');

    while (at < sc->count && !(is_ending(sc->item[at].want.type) && sc->item[at].want.id == id))
        at = play_find(p, at + 1, '!');
    return at;
}

/* Whether the id is a message's, and no other message was begun before item `to`. */
static int is_lone_message(const struct play *p, size_t from, size_t to)
{
    if (strcmp(p->sc->item[from].word[0], "data") != 0)
        return 0;
    for (from++; from < to; from++)
        if (p->sc->item[from].kind == '>' && strcmp(p->sc->item[from].word[0], "data") == 0)
            return 0;
    return 1;
}

/* How many messages were submitted since the client last spoke before `from`; *spoke behind it. */
static int earlier_messages(const struct play *p, size_t from, size_t *spoke)
{
    const struct script *sc = p->sc;
    size_t at;
    int n = 0;

    *spoke = 0;
    for (at = 0; at < from; at++) {
        if (sc->item[at].kind == 'C') {
            *spoke = at + 1;
            n = 0;
        }
        n += sc->item[at].kind == '>' && strcmp(sc->item[at].word[0], "data") == 0;
    }
    return n;
}

/* The item behind a message's last line, if `at` is its final dot or its BDAT LAST; else 0. */
static size_t message_end(const struct script *sc, size_t at)
{
    const struct script_item *it = &sc->item[at];
    size_t left;
    char word[8];

    if ((it->len == 3 && memcmp(it->data, ".\r\n", 3) == 0) ||
        (it->len > 5 && memcmp(it->data + it->len - 5, "\r\n.\r\n", 5) == 0))
        return at + 1;
    if (sscanf(it->data, "BDAT %zu %5s", &left, word) != 2 || strcmp(word, "LAST") != 0)
        return 0;
    for (at++; at < sc->count && left && sc->item[at].kind == 'C'; at++)
        left -= sc->item[at].len < left ? sc->item[at].len : left;
    return at;
}

/* Whether the body of the message submitted at `from` went out whole, before the reply at `to`. */
static int was_sent(const struct play *p, size_t from, size_t to)
{
    const struct script *sc = p->sc;
    size_t at = play_find(p, from, '>'), spoke, end;
    int skip = earlier_messages(p, from, &spoke);

    while (at < to && (strcmp(sc->item[at].word[0], "end") != 0 || sc->item[at].rc != 1))
        at = play_find(p, at + 1, '>');
    if (at >= to)
        return 0;
    for (at = play_find(p, spoke, 'C'); at < to; at = play_find(p, at + 1, 'C')) {
        end = message_end(sc, at);
        if (end && skip-- == 0)
            return p->c_at >= end;
    }
    return p->c_at > to;
}

/* After a fault an id must end as the bytes that moved before it allow. */
static void check_fate(struct play *p, const mw_event *ev)
{
    const struct script *sc = p->sc;
    size_t from = p->call_of[ev->id], at = ending_of(p, from, ev->id), s = at;
    const struct script_item *it = &sc->item[at];
    int said = ev->type == MW_EV_DONE || ev->type == MW_EV_REFUSED, replied;

    if (at == sc->count || (it->want.type != MW_EV_DONE && it->want.type != MW_EV_REFUSED))
        return;
    while (s > from && sc->item[s].kind != 'S')
        s--;
    if (s == from || (ev->flags & MW_EVF_CUT)) /* a cut reply counts before its end */
        return;
    replied = s < p->s_at;
    if (said && !replied)
        play_fail(p, it->line, "id %d ended in %s without its reply", (int)ev->id,
                  words_name(words_events, ev->type));
    else if (replied && ev->type != it->want.type && p->way.fault != FAULT_CANCEL)
        play_fail(p, it->line, "id %d had its reply, but ended in %s", (int)ev->id,
                  words_name(words_events, ev->type));
    else if (!said && !replied && is_lone_message(p, from, at) &&
             (ev->type == MW_EV_UNKNOWN) != was_sent(p, from, s))
        play_fail(p, it->line, "id %d was%s sent whole, but ended in %s", (int)ev->id,
                  was_sent(p, from, s) ? "" : " not", words_name(words_events, ev->type));
}

static void end_id(struct play *p, const mw_event *ev)
{
    if (ev->id <= 0 || ev->id > p->newest_id) {
        differs(p, p->sc->count, ev, "nobody has this id");
        return;
    }
    if (p->over[ev->id])
        differs(p, p->sc->count, ev, "this id has ended before");
    p->over[ev->id] = (char)ev->type;
    if (p->faulted && p->call_of[ev->id])
        check_fate(p, ev);
    if (ev->type == MW_EV_ABORTED || ev->type == MW_EV_UNKNOWN) {
        if (ev->code >= 0)
            differs(p, p->sc->count, ev, "this must say why");
    }
}

static void check_last(struct play *p, const mw_event *ev)
{
    const mw_error *err = mw_last_error(p->s);
    int32_t id;

    p->ended = 1;
    for (id = 2; id <= p->newest_id; id++)
        if (!p->over[id])
            play_fail(p, 0, "id %d did not end", (int)id);
    if (!(ev->flags & MW_EVF_LAST))
        play_fail(p, 0, "the last event does not say that it is");
    if (ev->type == MW_EV_FAILED && (err->code >= 0 || err->code != ev->code || !*err->advice))
        differs(p, p->sc->count, ev, "mw_last_error does not fit");
    if (mw_next(p->s) != ev || mw_noop(p->s) >= 0 || mw_open(p->s) >= 0 || mw_quit(p->s) >= 0)
        differs(p, p->sc->count, ev, "the end is not the end");
}

/* Nothing secret in what people are shown. */
static void check_secret(struct play *p, const mw_event *ev)
{
    const char *secret = p->sc->cfg.secret;
    size_t n = secret ? strlen(secret) : 0, i;

    if (n < 4 || ev->type != MW_EV_TRACE)
        return;
    for (i = 0; i + n <= ev->len; i++)
        if (memcmp(ev->data + i, secret, n) == 0)
            differs(p, p->sc->count, ev, "the secret is in a trace");
}

/* --- the log --- */

static void log_event(struct play *p, const mw_event *ev)
{
    char line[900];

    describe(line, sizeof line, p, ev);
    play_add(&p->log, line, strlen(line));
    play_add(&p->log, "\n", 1);
}

static void take(struct play *p, const mw_event *ev)
{
    if (ev->type != MW_EV_SECURE) /* transports have none */
        log_event(p, ev);
    if (counts(p, ev->type) && !p->faulted)
        compare(p, ev);
}

void play_flush_data(struct play *p)
{
    mw_event ev;

    if (!p->data.len)
        return;
    memset(&ev, 0, sizeof ev);
    ev.type = MW_EV_DATA;
    ev.id = p->data_id;
    ev.name = "";
    ev.data = p->data.p;
    ev.len = p->data.len;
    take(p, &ev);
    p->data.len = 0;
}

void play_event(struct play *p, const mw_event *ev)
{
    p->moved = 1;
    p->steps++;
    if (!ev->name || !ev->data) {
        play_fail(p, 0, "an event with a NULL");
        return;
    }
    check_secret(p, ev);
    if (ev->type == MW_EV_WRITE) {
        if (ev->id != p->body_id)
            differs(p, p->sc->count, ev, "WRITE for another id");
        p->write_due = 1;
        return;
    }
    if (ev->type == MW_EV_DATA && (!p->data.len || ev->id == p->data_id)) {
        p->data_id = ev->id;
        play_add(&p->data, ev->data, ev->len);
        return;
    }
    play_flush_data(p);
    if (ev->type == MW_EV_DATA) {
        play_event(p, ev);
        return;
    }
    if (is_ending(ev->type))
        end_id(p, ev);
    take(p, ev);
    if (ev->flags & MW_EVF_LAST)
        check_last(p, ev);
}

/* --- for the blocking calls --- */

int32_t play_awaited(const struct play *p)
{
    const struct script *sc = p->sc;
    size_t at = play_next_event(p), limit = play_limit(p);

    for (; at < limit; at++) {
        const struct script_want *w = &sc->item[at].want;

        if (sc->item[at].kind != '!')
            continue;
        if (w->id == p->body_id && p->body_open)
            return 0; /* "over" would be: it wants bytes */
        if (is_ending(w->type) && w->id > 0 && w->id <= p->newest_id && !p->over[w->id])
            return (int32_t)w->id;
        if (w->type == MW_EV_SECURE || w->type == MW_EV_CLOSED || w->type == MW_EV_FAILED)
            return w->type == MW_EV_FAILED && !p->over[1] ? 1 : 0;
    }
    return 0;
}

/* What mw_run dropped is taken as seen: all before `to`. */
static void drop(struct play *p, size_t to)
{
    const struct script *sc = p->sc;

    for (; p->event_at < to; p->event_at++) {
        const struct script_want *w = &sc->item[p->event_at].want;

        if (sc->item[p->event_at].kind == '!' && is_ending(w->type) && w->id > 0 &&
            w->id <= p->newest_id)
            p->over[w->id] = (char)w->type;
    }
    p->data.len = 0;
}

void play_ran(struct play *p, int32_t id, int rc)
{
    const struct script *sc = p->sc;
    const mw_event *ev = mw_last_event(p->s);
    int good = ev->type == MW_EV_DONE || ev->type == MW_EV_READY;
    size_t at = play_next_event(p);

    if (id == p->body_id && rc == MW_OK && !(is_ending(ev->type) && ev->id == id)) {
        drop(p, p->call_at); /* its WRITE may have been dropped while another id was waited for */
        p->write_due = p->moved = 1;
        p->steps++;
        return;
    }
    if (good != (rc == MW_OK))
        play_fail(p, 0, "mw_run of id %d returned %d", (int)id, rc);
    if (ev->flags & MW_EVF_LAST)
        while (at < sc->count && sc->item[at].want.type != ev->type)
            at = play_find(p, at + 1, '!');
    else
        at = ending_of(p, at, id);
    drop(p, at < sc->count ? at : p->event_at);
    if (!(ev->flags & MW_EVF_LAST) && mw_run(p->s, id) != rc)
        play_fail(p, 0, "mw_run of id %d said something else when asked again", (int)id);
    play_event(p, ev);
}
