/* SPDX-License-Identifier: MIT */
#include "support/play.h"
#include "support/words.h"

#include <stdlib.h>
#include <string.h>

/* The `>` lines. */

/* The value of "key=value" among the words of a call; NULL: not there. */
const char *play_option(const struct script_item *it, const char *key)
{
    size_t n = strlen(key);
    int i;

    for (i = 1; i < it->words; i++)
        if (strncmp(it->word[i], key, n) == 0 && (it->word[i][n] == '=' || it->word[i][n] == 0))
            return it->word[i] + n + (it->word[i][n] == '=');
    return NULL;
}

int64_t play_number_option(const struct script_item *it, const char *key)
{
    const char *value = play_option(it, key);

    return value ? strtoll(value, NULL, 10) : 0;
}

int64_t play_word_option(const struct script_item *it, const char *key, const struct word *table)
{
    const char *value = play_option(it, key);
    int64_t n = 0;

    if (value && !words_mask(table, value, &n))
        n = strtoll(value, NULL, 10);
    return n;
}

const char *play_argument(const struct script_item *it)
{
    return it->words > 1 ? it->word[1] : "";
}

static uint32_t count_argument(const struct script_item *it)
{
    return (uint32_t)strtoul(play_argument(it), NULL, 10);
}

/* --- submissions: they return an id --- */

static int do_mail(struct play *p, const struct script_item *it)
{
    static const struct word bodies[] = { { "auto", MW_BODY_AUTO },
                                          { "7bit", MW_BODY_7BIT },
                                          { "8bit", MW_BODY_8BIT },
                                          { "binary", MW_BODY_BINARY },
                                          { NULL, 0 } };
    static const struct word rets[] = {{"full", MW_RET_FULL}, {"hdrs", MW_RET_HDRS}, {NULL, 0}};
    static const struct word modes[] = { { "return", MW_BY_RETURN },
                                         { "notify", MW_BY_NOTIFY },
                                         { NULL, 0 } };
    mw_mail o = MW_MAIL_INIT;

    o.flags = (play_option(it, "utf8") ? MW_MAIL_UTF8 : 0) |
              (play_option(it, "requiretls") ? MW_MAIL_REQUIRETLS : 0) |
              (play_option(it, "by_trace") ? MW_MAIL_BY_TRACE : 0);
    o.bytes = play_option(it, "bytes") ? strtoull(play_option(it, "bytes"), NULL, 10) : 0;
    o.body = (uint32_t)play_word_option(it, "body", bodies);
    o.ret = (uint32_t)play_word_option(it, "ret", rets);
    o.envid = play_option(it, "envid");
    o.by_mode = (uint32_t)play_word_option(it, "by_mode", modes);
    o.by_seconds = (int32_t)play_number_option(it, "by");
    o.hold_seconds = (uint32_t)play_number_option(it, "hold");
    o.hold_until = play_option(it, "until");
    o.priority = (int32_t)play_number_option(it, "priority");
    o.with_priority = play_option(it, "priority") != NULL;
    o.auth = play_option(it, "auth");
    return mw_smtp_mail(p->s, play_argument(it), it->words > 2 ? &o : NULL);
}

static int do_rcpt(struct play *p, const struct script_item *it)
{
    static const struct word notify[] = { { "success", MW_NOTIFY_SUCCESS },
                                          { "failure", MW_NOTIFY_FAILURE },
                                          { "delay", MW_NOTIFY_DELAY },
                                          { "never", MW_NOTIFY_NEVER },
                                          { NULL, 0 } };
    mw_rcpt o = MW_RCPT_INIT;

    o.notify = (uint32_t)play_word_option(it, "notify", notify);
    o.orcpt = play_option(it, "orcpt");
    o.rrvs = play_option(it, "rrvs");
    return mw_smtp_rcpt(p->s, play_argument(it), it->words > 2 ? &o : NULL);
}

int play_body(struct play *p, int rc)
{
    if (rc > 0) {
        p->body_id = rc;
        p->body_open = 1;
        p->write_due = 0;
    }
    return rc;
}

static int do_data(struct play *p, const struct script_item *it)
{
    int rc = mw_smtp_data(p->s);

    (void)it;
    return play_body(p, rc);
}

static int do_noop(struct play *p, const struct script_item *it)
{
    (void)it;
    return mw_noop(p->s);
}

static int do_quit(struct play *p, const struct script_item *it)
{
    (void)it;
    return mw_quit(p->s);
}

static int do_rset(struct play *p, const struct script_item *it)
{
    (void)it;
    return p->sc->protocol == SCRIPT_POP3 ? mw_pop3_rset(p->s) : mw_smtp_rset(p->s);
}

static int do_vrfy(struct play *p, const struct script_item *it)
{
    return mw_smtp_vrfy(p->s, play_argument(it));
}

static int do_stat(struct play *p, const struct script_item *it)
{
    (void)it;
    return mw_pop3_stat(p->s);
}

static int do_list(struct play *p, const struct script_item *it)
{
    return mw_pop3_list(p->s, count_argument(it));
}

static int do_uidl(struct play *p, const struct script_item *it)
{
    return mw_pop3_uidl(p->s, count_argument(it));
}

static int do_last(struct play *p, const struct script_item *it)
{
    (void)it;
    return mw_pop3_last(p->s);
}

static int do_lang(struct play *p, const struct script_item *it)
{
    return mw_pop3_lang(p->s, it->words > 1 ? it->word[1] : NULL);
}

static int do_top(struct play *p, const struct script_item *it)
{
    return mw_pop3_top(p->s, count_argument(it),
                       it->words > 2 ? (uint32_t)strtoul(it->word[2], NULL, 10) : 0);
}

static int do_retr(struct play *p, const struct script_item *it)
{
    return mw_pop3_retr(p->s, count_argument(it));
}

static int do_dele(struct play *p, const struct script_item *it)
{
    return mw_pop3_dele(p->s, count_argument(it));
}

/* --- a body: 1: done, 0: not now --- */

int play_check_code(struct play *p, const struct script_item *it, int rc)
{
    if (rc != (it->rc == 1 ? MW_OK : it->rc))
        play_fail(p, it->line, "%s returned %d (%s)", it->word[0], rc,
                  words_name(words_codes, rc));
    return 1;
}

static int write_all(struct play *p, const struct script_item *it)
{
    size_t at, n;
    int rc = MW_OK;

    p->deferred = 1; /* what comes behind it may come before it returns */
    for (at = 0; at < it->len && rc == MW_OK; at += n) {
        n = it->len - at;
        if (p->way.write_chunk && n > p->way.write_chunk)
            n = p->way.write_chunk;
        rc = mw_write_all(p->s, it->data + at, n);
    }
    return play_check_code(p, it, rc);
}

static int do_write(struct play *p, const struct script_item *it)
{
    size_t n, taken;
    int rc;

    if (it->rc != 1)
        return play_check_code(p, it, mw_write(p->s, it->data, it->len, &taken));
    if (!p->write_due)
        return 0;
    if (p->way.how >= PLAY_EACH)
        return write_all(p, it);
    while (p->written < it->len) {
        n = it->len - p->written;
        if (p->way.write_chunk && n > p->way.write_chunk)
            n = p->way.write_chunk;
        rc = mw_write(p->s, it->data + p->written, n, &taken);
        if (rc != MW_OK)
            return play_check_code(p, it, rc);
        p->written += taken;
        p->steps += taken > 0;
        if (taken < n) {
            p->write_due = 0;
            return 0;
        }
    }
    p->written = 0;
    return 1;
}

static int do_end(struct play *p, const struct script_item *it)
{
    int rc;

    if (it->rc == 1 && !p->write_due)
        return 0; /* an empty body, too, waits until it may begin */
    rc = mw_write_end(p->s);
    if (rc == MW_WANT_WRITE && it->rc == 1)
        return 0;
    if (it->rc == 1 ? rc != p->body_id : rc != it->rc)
        play_fail(p, it->line, "mw_write_end returned %d, not %d", rc, p->body_id);
    p->write_due = 0;
    p->body_open = p->body_more;
    return 1;
}

/* --- the world outside --- */

static int code_argument(const struct script_item *it)
{
    int64_t rc = MW_E_CONN_LOST;

    words_find(words_codes, play_argument(it), strlen(play_argument(it)), &rc);
    return (int)rc;
}

static int do_secure(struct play *p, const struct script_item *it)
{
    int64_t rc = MW_OK;

    if (it->words > 1 && strcmp(it->word[1], "ok") != 0)
        rc = code_argument(it);
    if (p->way.how == PLAY_PORTS)
        mw_secured(p->s, (int)rc);
    else
        p->secure_rc = (int)rc;
    return 1;
}

static int do_eof(struct play *p, const struct script_item *it)
{
    (void)it;
    if (p->way.how == PLAY_PORTS)
        mw_in_done(p->s, 0);
    p->eof = 1;
    return 1;
}

static int do_broken(struct play *p, const struct script_item *it)
{
    if (p->way.how == PLAY_PORTS)
        mw_broken(p->s, code_argument(it));
    p->broken = code_argument(it);
    return 1;
}

static int do_time(struct play *p, const struct script_item *it)
{
    p->now_ms += count_argument(it);
    mw_set_now(p->s, p->now_ms);
    return 1;
}

static int do_deadline(struct play *p, const struct script_item *it)
{
    mw_deadline(p->s, count_argument(it));
    return 1;
}

static int do_cancel(struct play *p, const struct script_item *it)
{
    (void)it;
    mw_cancel(p->s);
    return 1;
}

/* --- questions --- */

static int do_timeout(struct play *p, const struct script_item *it)
{
    uint32_t expected = strcmp(play_argument(it), "never") == 0 ? UINT32_MAX : count_argument(it);

    if (mw_timeout(p->s) != expected)
        play_fail(p, it->line, "mw_timeout is %u", (unsigned)mw_timeout(p->s));
    return 1;
}

static int do_max_bytes(struct play *p, const struct script_item *it)
{
    if (mw_smtp_max_bytes(p->s) != (uint64_t)strtoull(play_argument(it), NULL, 10))
        play_fail(p, it->line, "mw_smtp_max_bytes is %llu",
                  (unsigned long long)mw_smtp_max_bytes(p->s));
    return 1;
}

/* "+SIZE -DSN": offered, not offered; "none"; mechanisms as "+AUTH=plain". */
static int do_caps(struct play *p, const struct script_item *it)
{
    int64_t bit;
    int i;

    for (i = 1; i < it->words; i++) {
        const char *word = it->word[i], *name = word + 1;
        const struct word *table = words_caps[p->sc->protocol];
        uint64_t has = mw_caps(p->s);

        if (strncmp(name, "AUTH=", 5) == 0) {
            name += 5;
            table = words_auth;
            has = mw_mechanisms(p->s);
        }
        if (strcmp(word, "none") == 0) {
            if (has || mw_mechanisms(p->s))
                play_fail(p, it->line, "caps are 0x%llx", (unsigned long long)has);
        } else if (!words_find(table, name, strlen(name), &bit)) {
            play_fail(p, it->line, "no such capability: %s", word);
        } else if (((has & (uint64_t)bit) != 0) != (*word == '+')) {
            play_fail(p, it->line, "not so: %s (bits are 0x%llx)", word, (unsigned long long)has);
        }
    }
    return 1;
}

/* "LF 2": tolerated so often. */
static int do_quirk(struct play *p, const struct script_item *it)
{
    const char *name = play_argument(it);
    int64_t quirk;

    if (!words_find(words_quirks[p->sc->protocol], name, strlen(name), &quirk))
        play_fail(p, it->line, "no such quirk: %s", name);
    else if (it->words != 3 || mw_quirk(p->s, (unsigned)quirk) != strtoul(it->word[2], NULL, 10))
        play_fail(p, it->line, "tolerated %u times", mw_quirk(p->s, (unsigned)quirk));
    return 1;
}

static int do_secret(struct play *p, const struct script_item *it)
{
    const char *secret = play_argument(it);
    int rc = mw_set_secret(p->s, strcmp(secret, "none") == 0 ? NULL : secret);

    if (rc != (it->rc == 1 ? MW_OK : it->rc))
        play_fail(p, it->line, "mw_set_secret returned %s", words_name(words_codes, rc));
    return 1;
}

static const struct play_command submissions[] = {
    { "mail", do_mail },     { "rcpt", do_rcpt }, { "data", do_data },     { "noop", do_noop },
    { "quit", do_quit },     { "rset", do_rset }, { "vrfy", do_vrfy },
    { "stat", do_stat }, { "uidl", do_uidl }, { "list", do_list },
    { "last", do_last }, { "lang", do_lang }, { "top", do_top },     { "retr", do_retr },
    { "dele", do_dele },     { NULL, NULL },
};

static const struct play_command others[] = {
    { "write", do_write },   { "end", do_end },           { "secure", do_secure },
    { "eof", do_eof },       { "broken", do_broken },     { "time", do_time },
    { "cancel", do_cancel }, { "deadline", do_deadline }, { "timeout", do_timeout },
    { "secret", do_secret },
    { "caps", do_caps },     { "max_bytes", do_max_bytes }, { "quirk", do_quirk },
    { NULL, NULL },
};

static const struct play_command *find(const struct play_command *table, const char *name)
{
    while (table->name && strcmp(table->name, name) != 0)
        table++;
    return table->name ? table : NULL;
}

/* 1: submitted, or refused as expected; 0: no room now. */
static int submit(struct play *p, const struct script_item *it, const struct play_command *call)
{
    int rc = call->function(p, it);

    if (rc == MW_WANT_WRITE && it->rc == 1)
        return 0;
    if (it->rc != 1 ? rc != it->rc : rc != p->newest_id + 1) {
        play_fail(p, it->line, "%s returned %d (%s), not %d", it->word[0], rc,
                  words_name(words_codes, rc), it->rc != 1 ? it->rc : p->newest_id + 1);
        return 1;
    }
    if (rc > 0) {
        p->newest_id = rc;
        if (rc >= PLAY_IDS_MAX)
            play_fail(p, it->line, "too many ids");
        else if (strcmp(it->word[0], "quit") != 0)
            p->call_of[rc] = p->call_at;
    }
    return 1;
}

static const struct play_command *find_submission(const struct play *p, const char *name)
{
    const struct play_command *call =
        p->sc->protocol == SCRIPT_IMAP ? find(play_imap_submissions, name) : NULL;

    return call ? call : find(submissions, name);
}

int play_is_body(const struct play *p, size_t at)
{
    const char *word = p->sc->item[at].word[0];

    return strcmp(word, "write") == 0 || strcmp(word, "end") == 0;
}

int play_is_submission(const struct play *p, size_t at)
{
    const struct script_item *it = &p->sc->item[at];

    return at < p->sc->count && (it->kind == '>') &&
           (find_submission(p, it->word[0]) || play_is_body(p, at) ||
            strcmp(it->word[0], "append_next") == 0 || strcmp(it->word[0], "part") == 0);
}

int play_call(struct play *p)
{
    const struct script_item *it = &p->sc->item[p->call_at];
    const struct play_command *call = find_submission(p, it->word[0]);
    int done;

    if (call) {
        done = submit(p, it, call);
    } else {
        call = find(others, it->word[0]);
        call = call ? call : find(play_imap_others, it->word[0]);
        if (!call)
            play_fail(p, it->line, "no such call: %s", it->word[0]);
        done = call ? call->function(p, it) : 1;
    }
    if (done) {
        p->call_at = play_find(p, p->call_at + 1, '>');
        p->steps++;
    }
    return done;
}
