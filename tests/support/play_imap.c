/* SPDX-License-Identifier: MIT */
#include "support/play.h"
#include "support/words.h"

#include <stdlib.h>
#include <string.h>

/* The `>` lines of IMAP. */

static const struct word status_items[] = {
    { "messages", MW_STATUS_MESSAGES },       { "uidnext", MW_STATUS_UIDNEXT },
    { "uidvalidity", MW_STATUS_UIDVALIDITY }, { "unseen", MW_STATUS_UNSEEN },
    { "recent", MW_STATUS_RECENT },           { "deleted", MW_STATUS_DELETED },
    { "size", MW_STATUS_SIZE },               { "modseq", MW_STATUS_HIGHESTMODSEQ },
    { "appendlimit", MW_STATUS_APPENDLIMIT }, { "mailboxid", MW_STATUS_MAILBOXID },
    { NULL, 0 },
};

/* The n-th word behind the call's name; NULL: there is none, or it is "-". */
static const char *word_at(const struct script_item *it, int n)
{
    return n < it->words && strcmp(it->word[n], "-") != 0 ? it->word[n] : NULL;
}

static uint32_t has(const struct script_item *it, const char *key)
{
    return play_option(it, key) != NULL;
}

/* "partial=1:100" */
static void partial(const struct script_item *it, int64_t *from, int64_t *to)
{
    const char *value = play_option(it, "partial"), *colon = value ? strchr(value, ':') : NULL;

    *from = value ? strtoll(value, NULL, 10) : 0;
    *to = colon ? strtoll(colon + 1, NULL, 10) : 0;
}

/* --- the mailbox that is open --- */

static int do_select(struct play *p, const struct script_item *it)
{
    mw_select o = MW_SELECT_INIT;

    o.condstore = has(it, "condstore");
    o.uidvalidity = (uint32_t)play_number_option(it, "uidvalidity");
    o.modseq = (uint64_t)play_number_option(it, "modseq");
    o.known_uids = play_option(it, "known");
    return has(it, "examine") ? mw_imap_examine(p->s, play_argument(it), it->words > 3 ? &o : NULL)
                              : mw_imap_select(p->s, play_argument(it), it->words > 2 ? &o : NULL);
}

static int do_fetch(struct play *p, const struct script_item *it)
{
    mw_fetch f = MW_FETCH_INIT;

    f.uids = word_at(it, 1);
    f.items = (uint32_t)play_word_option(it, "items", words_fetch);
    f.section = play_option(it, "section") ? play_option(it, "section") : "";
    f.offset = (uint64_t)play_number_option(it, "offset");
    f.length = (uint64_t)play_number_option(it, "length");
    f.changedsince = (uint64_t)play_number_option(it, "changedsince");
    f.vanished = has(it, "vanished");
    f.numbers = has(it, "numbers");
    f.more = play_option(it, "more");
    partial(it, &f.partial_from, &f.partial_to);
    return mw_imap_fetch(p->s, &f);
}

static int do_store(struct play *p, const struct script_item *it)
{
    static const struct word hows[] = { { "set", MW_STORE_SET },
                                        { "add", MW_STORE_ADD },
                                        { "remove", MW_STORE_REMOVE },
                                        { NULL, 0 } };
    mw_store o = MW_STORE_INIT;

    o.uids = word_at(it, 1);
    o.flags = word_at(it, 2);
    o.how = (uint32_t)play_word_option(it, "how", hows);
    o.unchangedsince = (uint64_t)play_number_option(it, "unchangedsince");
    o.silent = has(it, "silent");
    o.labels = has(it, "labels");
    o.numbers = has(it, "numbers");
    return mw_imap_store(p->s, &o);
}

static int do_search(struct play *p, const struct script_item *it)
{
    static const struct word tells[] = { { "min", MW_SEARCH_MIN },     { "max", MW_SEARCH_MAX },
                                         { "all", MW_SEARCH_ALL },     { "count", MW_SEARCH_COUNT },
                                         { "save", MW_SEARCH_SAVE },   { NULL, 0 } };
    mw_search o = MW_SEARCH_INIT;

    o.tell = (uint32_t)play_word_option(it, "tell", tells);
    o.numbers = has(it, "numbers");
    o.sort = play_option(it, "sort");
    o.thread = play_option(it, "thread");
    partial(it, &o.partial_from, &o.partial_to);
    return mw_imap_search(p->s, word_at(it, 1), it->words > 2 ? &o : NULL);
}

static int do_copy(struct play *p, const struct script_item *it)
{
    return mw_imap_copy(p->s, word_at(it, 1), word_at(it, 2));
}

static int do_move(struct play *p, const struct script_item *it)
{
    return mw_imap_move(p->s, word_at(it, 1), word_at(it, 2));
}

static int do_expunge(struct play *p, const struct script_item *it)
{
    return mw_imap_expunge(p->s, word_at(it, 1));
}

/* --- mailboxes --- */

static int do_list(struct play *p, const struct script_item *it)
{
    static const struct word chooses[] = { { "subscribed", MW_LIST_SUBSCRIBED },
                                           { "remote", MW_LIST_REMOTE },
                                           { "recursivematch", MW_LIST_RECURSIVEMATCH },
                                           { "special_use", MW_LIST_SPECIAL_USE },
                                           { NULL, 0 } };
    static const struct word tells[] = { { "subscribed", MW_LIST_TELL_SUBSCRIBED },
                                         { "children", MW_LIST_TELL_CHILDREN },
                                         { "special_use", MW_LIST_TELL_SPECIAL_USE },
                                         { "myrights", MW_LIST_TELL_MYRIGHTS },
                                         { NULL, 0 } };
    mw_list o = MW_LIST_INIT;

    o.pattern = word_at(it, 1);
    o.reference = play_option(it, "reference");
    o.choose = (uint32_t)play_word_option(it, "choose", chooses);
    o.tell = (uint32_t)play_word_option(it, "tell", tells);
    o.status = (uint32_t)play_word_option(it, "status", status_items);
    o.metadata = play_option(it, "metadata");
    o.lsub = has(it, "lsub");
    return mw_imap_list(p->s, it->words > 1 ? &o : NULL);
}

static int do_status(struct play *p, const struct script_item *it)
{
    return mw_imap_status(p->s, word_at(it, 1),
                          (uint32_t)play_word_option(it, "items", status_items));
}

static int do_create(struct play *p, const struct script_item *it)
{
    return mw_imap_create(p->s, word_at(it, 1), play_option(it, "use"));
}

static int do_rename(struct play *p, const struct script_item *it)
{
    return mw_imap_rename(p->s, word_at(it, 1), word_at(it, 2));
}

static int do_set_acl(struct play *p, const struct script_item *it)
{
    return mw_imap_set_acl(p->s, word_at(it, 1), word_at(it, 2), word_at(it, 3));
}

static int do_delete_acl(struct play *p, const struct script_item *it)
{
    return mw_imap_delete_acl(p->s, word_at(it, 1), word_at(it, 2));
}

static int do_list_rights(struct play *p, const struct script_item *it)
{
    return mw_imap_list_rights(p->s, word_at(it, 1), word_at(it, 2));
}

static int do_set_quota(struct play *p, const struct script_item *it)
{
    return mw_imap_set_quota(p->s, word_at(it, 1), word_at(it, 2));
}

static int do_metadata(struct play *p, const struct script_item *it)
{
    return mw_imap_metadata(p->s, word_at(it, 1), word_at(it, 2),
                            (uint32_t)play_number_option(it, "depth"),
                            (uint64_t)play_number_option(it, "max"));
}

/* The value is the third word, of len= bytes: "" has a NUL behind it. */
static int do_set_metadata(struct play *p, const struct script_item *it)
{
    const char *value = word_at(it, 3);
    size_t n = value ? strlen(value) : 0;

    if (has(it, "len"))
        n = (size_t)play_number_option(it, "len");
    return mw_imap_set_metadata(p->s, word_at(it, 1), word_at(it, 2), value, n);
}

/* --- the session --- */

static int do_id(struct play *p, const struct script_item *it)
{
    const char *fields[SCRIPT_WORDS_MAX + 2];
    int i;

    for (i = 1; i < it->words; i++)
        fields[i - 1] = word_at(it, i);
    fields[i - 1] = NULL;
    return mw_imap_id(p->s, it->words > 1 ? fields : NULL);
}

/* Functions of a session, and of one string besides. */
struct plain {
    const char *name;
    int (*alone)(mw_session *);
    int (*with)(mw_session *, const char *);
};

static const struct plain plain[] = {
    { "close", mw_imap_close, NULL },
    { "unselect", mw_imap_unselect, NULL },
    { "check", mw_imap_check, NULL },
    { "namespace", mw_imap_namespace, NULL },
    { "idle", mw_imap_idle, NULL },
    { "compress", mw_imap_compress, NULL },
    { "unauthenticate", mw_imap_unauthenticate, NULL },
    { "jmap_access", mw_imap_jmap_access, NULL },
    { "enable", NULL, mw_imap_enable },
    { "notify", NULL, mw_imap_notify },
    { "language", NULL, mw_imap_language },
    { "raw", NULL, mw_imap_raw },
    { "delete", NULL, mw_imap_delete },
    { "subscribe", NULL, mw_imap_subscribe },
    { "unsubscribe", NULL, mw_imap_unsubscribe },
    { "quota", NULL, mw_imap_quota },
    { "quota_root", NULL, mw_imap_quota_root },
    { "acl", NULL, mw_imap_acl },
    { "my_rights", NULL, mw_imap_my_rights },
    { NULL, NULL, NULL },
};

static int do_plain(struct play *p, const struct script_item *it)
{
    const struct plain *f = plain;

    while (strcmp(f->name, it->word[0]) != 0)
        f++;
    return f->alone ? f->alone(p->s) : f->with(p->s, word_at(it, 1));
}

/* --- bodies --- */

static void append_options(const struct script_item *it, mw_append *o)
{
    o->more = has(it, "more");
    o->bytes = (uint64_t)play_number_option(it, "bytes");
    o->flags = play_option(it, "flags");
    o->date = play_option(it, "date");
    o->binary = has(it, "binary");
    o->utf8 = has(it, "utf8");
    o->catenate = has(it, "catenate");
    o->replace_uid = (uint32_t)play_number_option(it, "replace");
}

static int do_append(struct play *p, const struct script_item *it)
{
    mw_append o = MW_APPEND_INIT;
    int rc;

    append_options(it, &o);
    rc = mw_imap_append(p->s, word_at(it, 1), &o);
    if (rc > 0)
        p->body_more = o.more || o.catenate;
    return play_body(p, rc);
}

/* 1: it went as the transcript says; 0: no room now. */
static int same_id(struct play *p, const struct script_item *it, int rc)
{
    if (rc == MW_WANT_WRITE && it->rc == 1)
        return 0;
    if (rc != (it->rc == 1 ? p->body_id : it->rc))
        play_fail(p, it->line, "%s returned %d, not %d", it->word[0], rc, p->body_id);
    return 1;
}

static int do_append_next(struct play *p, const struct script_item *it)
{
    mw_append o = MW_APPEND_INIT;
    int rc;

    append_options(it, &o);
    rc = mw_imap_append(p->s, NULL, &o);
    if (rc > 0) {
        p->body_more = o.more || o.catenate;
        p->write_due = 0;
    }
    return same_id(p, it, rc);
}

static int do_part(struct play *p, const struct script_item *it)
{
    const char *url = play_option(it, "url");
    int rc = mw_imap_part(p->s, url, (uint64_t)play_number_option(it, "bytes"),
                          (int)has(it, "more"));

    if (rc > 0) {
        p->body_more = (int)has(it, "more");
        p->body_open = !url || p->body_more;
        p->write_due = 0;
    }
    return same_id(p, it, rc);
}

static int do_idle_done(struct play *p, const struct script_item *it)
{
    int rc = mw_imap_idle_done(p->s);

    if (rc != (it->rc == 1 ? p->newest_id : it->rc))
        play_fail(p, it->line, "mw_imap_idle_done returned %d, not %d", rc, p->newest_id);
    return 1;
}

/* "enabled CONDSTORE UTF8": all that is; without words: nothing. */
static int do_enabled(struct play *p, const struct script_item *it)
{
    static const struct word words[] = { { "CONDSTORE", MW_IMAP_ON_CONDSTORE },
                                         { "QRESYNC", MW_IMAP_ON_QRESYNC },
                                         { "UTF8", MW_IMAP_ON_UTF8 },
                                         { "REV2", MW_IMAP_ON_REV2 },
                                         { "UIDONLY", MW_IMAP_ON_UIDONLY },
                                         { NULL, 0 } };
    int64_t mask = 0, bit;
    int i;

    for (i = 1; i < it->words; i++)
        if (words_find(words, it->word[i], strlen(it->word[i]), &bit))
            mask |= bit;
    if (mw_imap_enabled(p->s) != (uint32_t)mask)
        play_fail(p, it->line, "enabled is 0x%x", (unsigned)mw_imap_enabled(p->s));
    return 1;
}

static int do_append_limit(struct play *p, const struct script_item *it)
{
    if (mw_imap_max_bytes(p->s) != (uint64_t)strtoull(play_argument(it), NULL, 10))
        play_fail(p, it->line, "mw_imap_max_bytes is %llu",
                  (unsigned long long)mw_imap_max_bytes(p->s));
    return 1;
}

const struct play_command play_imap_submissions[] = {
    { "select", do_select },         { "fetch", do_fetch },
    { "store", do_store },           { "search", do_search },
    { "copy", do_copy },             { "move", do_move },
    { "expunge", do_expunge },       { "list", do_list },
    { "status", do_status },         { "create", do_create },
    { "rename", do_rename },         { "set_acl", do_set_acl },
    { "delete_acl", do_delete_acl }, { "list_rights", do_list_rights },
    { "set_quota", do_set_quota },   { "metadata", do_metadata },
    { "id", do_id },                 { "set_metadata", do_set_metadata },
    { "append", do_append },         { "close", do_plain },
    { "unselect", do_plain },        { "check", do_plain },
    { "namespace", do_plain },       { "idle", do_plain },
    { "compress", do_plain },        { "unauthenticate", do_plain },
    { "jmap_access", do_plain },     { "enable", do_plain },
    { "notify", do_plain },          { "language", do_plain },
    { "raw", do_plain },             { "delete", do_plain },
    { "subscribe", do_plain },       { "unsubscribe", do_plain },
    { "quota", do_plain },           { "quota_root", do_plain },
    { "acl", do_plain },             { "my_rights", do_plain },
    { NULL, NULL },
};

const struct play_command play_imap_others[] = {
    { "append_next", do_append_next },   { "part", do_part },
    { "idle_done", do_idle_done },       { "enabled", do_enabled },
    { "append_limit", do_append_limit }, { NULL, NULL },
};
