/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L

#include "store.h"

#include "clock.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct mailbox {
    char *user;
    struct message **all;
    size_t count;
    size_t cap;
    uint32_t next_uid;
    struct mailbox *next;
};

struct store {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct mailbox *boxes;
};

struct store *store_new(void)
{
    struct store *s = mem_new(sizeof *s);

    pthread_mutex_init(&s->lock, NULL);
    pthread_cond_init(&s->changed, NULL);
    return s;
}

static void drop_content(struct content *c)
{
    c->refs -= 1;
    if (c->refs == 0) {
        free(c->data);
        free(c);
    }
}

static void drop_message(struct message *m)
{
    m->refs -= 1;
    if (m->refs == 0) {
        drop_content(m->content);
        free(m->mail_from);
        free(m->mail_params);
        free(m->rcpt_to);
        free(m->rcpt_params);
        free(m);
    }
}

static void empty_box(struct mailbox *box)
{
    size_t i;

    for (i = 0; i < box->count; i++) {
        drop_message(box->all[i]);
    }
    box->count = 0;
}

void store_free(struct store *s)
{
    while (s->boxes != NULL) {
        struct mailbox *box = s->boxes;

        s->boxes = box->next;
        empty_box(box);
        free(box->all);
        free(box->user);
        free(box);
    }
    pthread_cond_destroy(&s->changed);
    pthread_mutex_destroy(&s->lock);
    free(s);
}

static struct mailbox *find(struct store *s, const char *user)
{
    struct mailbox *box = s->boxes;

    while (box != NULL && !text_eq(box->user, user)) {
        box = box->next;
    }
    return box;
}

void store_add_user(struct store *s, const char *user)
{
    struct mailbox *box;

    pthread_mutex_lock(&s->lock);
    if (find(s, user) == NULL) {
        box = mem_new(sizeof *box);
        box->user = mem_text(user, strlen(user));
        box->next_uid = 1;
        box->next = s->boxes;
        s->boxes = box;
    }
    pthread_mutex_unlock(&s->lock);
}

int store_has_user(struct store *s, const char *user)
{
    int there;

    pthread_mutex_lock(&s->lock);
    there = find(s, user) != NULL;
    pthread_mutex_unlock(&s->lock);
    return there;
}

struct content *content_new(struct buf *data)
{
    struct content *c = mem_new(sizeof *c);

    buf_add(data, "", 0);
    c->data = data->p;
    c->len = data->len;
    c->refs = 1;
    memset(data, 0, sizeof *data);
    return c;
}

void store_drop(struct store *s, struct content *c)
{
    pthread_mutex_lock(&s->lock);
    drop_content(c);
    pthread_mutex_unlock(&s->lock);
}

static char *copy(const char *text)
{
    return text != NULL ? mem_text(text, strlen(text)) : mem_text("", 0);
}

static struct message *new_message(struct content *c, const struct envelope *env)
{
    static const struct envelope none = {NULL, NULL, NULL, NULL};
    struct message *m = mem_new(sizeof *m);

    env = env != NULL ? env : &none;
    c->refs += 1;
    m->content = c;
    m->received = time(NULL);
    m->refs = 1;
    m->mail_from = copy(env->mail_from);
    m->mail_params = copy(env->mail_params);
    m->rcpt_to = copy(env->rcpt_to);
    m->rcpt_params = copy(env->rcpt_params);
    return m;
}

static void append(struct mailbox *box, struct message *m)
{
    if (box->count == box->cap) {
        size_t cap = box->cap != 0 ? box->cap * 2 : 16;
        struct message **all = mem_new(cap * sizeof *all);

        if (box->count != 0) {
            memcpy(all, box->all, box->count * sizeof *all);
        }
        free(box->all);
        box->all = all;
        box->cap = cap;
    }
    m->uid = box->next_uid++;
    box->all[box->count++] = m;
}

uint32_t store_deliver(struct store *s, const char *user, struct content *c,
                       const struct envelope *env)
{
    struct mailbox *box;
    uint32_t uid = 0;

    pthread_mutex_lock(&s->lock);
    box = find(s, user);
    if (box != NULL) {
        append(box, new_message(c, env));
        uid = box->all[box->count - 1]->uid;
        pthread_cond_broadcast(&s->changed);
    }
    pthread_mutex_unlock(&s->lock);
    return uid;
}

uint32_t store_put(struct store *s, const char *user, const void *data, size_t len)
{
    struct buf b = {0};
    struct content *c;
    uint32_t uid;

    buf_add(&b, data, len);
    c = content_new(&b);
    uid = store_deliver(s, user, c, NULL);
    store_drop(s, c);
    return uid;
}

size_t store_count(struct store *s, const char *user)
{
    struct mailbox *box;
    size_t n;

    pthread_mutex_lock(&s->lock);
    box = find(s, user);
    n = box != NULL ? box->count : 0;
    pthread_mutex_unlock(&s->lock);
    return n;
}

size_t store_uids(struct store *s, const char *user, uint32_t **uids)
{
    struct mailbox *box;
    size_t i;
    size_t n;

    pthread_mutex_lock(&s->lock);
    box = find(s, user);
    n = box != NULL ? box->count : 0;
    *uids = mem_new(n * sizeof **uids);
    for (i = 0; i < n; i++) {
        (*uids)[i] = box->all[i]->uid;
    }
    pthread_mutex_unlock(&s->lock);
    return n;
}

uint32_t store_next_uid(struct store *s, const char *user)
{
    struct mailbox *box;
    uint32_t uid;

    pthread_mutex_lock(&s->lock);
    box = find(s, user);
    uid = box != NULL ? box->next_uid : 0;
    pthread_mutex_unlock(&s->lock);
    return uid;
}

/* Index of the first message with this UID or a higher one. */
static size_t place(const struct mailbox *box, uint32_t uid)
{
    size_t low = 0;
    size_t high = box->count;

    while (low < high) {
        size_t mid = low + (high - low) / 2;

        if (box->all[mid]->uid < uid) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return low;
}

struct message *store_hold(struct store *s, const char *user, uint32_t uid)
{
    struct message *m = NULL;
    struct mailbox *box;
    size_t i;

    pthread_mutex_lock(&s->lock);
    box = find(s, user);
    i = box != NULL ? place(box, uid) : 0;
    if (box != NULL && i < box->count && box->all[i]->uid == uid) {
        m = box->all[i];
        m->refs += 1;
    }
    pthread_mutex_unlock(&s->lock);
    return m;
}

struct message *store_newest(struct store *s, const char *user)
{
    struct message *m = NULL;
    struct mailbox *box;

    pthread_mutex_lock(&s->lock);
    box = find(s, user);
    if (box != NULL && box->count > 0) {
        m = box->all[box->count - 1];
        m->refs += 1;
    }
    pthread_mutex_unlock(&s->lock);
    return m;
}

void store_release(struct store *s, struct message *m)
{
    pthread_mutex_lock(&s->lock);
    drop_message(m);
    pthread_mutex_unlock(&s->lock);
}

unsigned store_flags(struct store *s, const struct message *m)
{
    unsigned flags;

    pthread_mutex_lock(&s->lock);
    flags = m->flags;
    pthread_mutex_unlock(&s->lock);
    return flags;
}

void store_set_flags(struct store *s, struct message *m, unsigned set, unsigned clear)
{
    pthread_mutex_lock(&s->lock);
    m->flags = (m->flags & ~clear) | set;
    pthread_mutex_unlock(&s->lock);
}

int store_expunge(struct store *s, const char *user, uint32_t uid)
{
    struct mailbox *box;
    int there = 0;
    size_t i;

    pthread_mutex_lock(&s->lock);
    box = find(s, user);
    i = box != NULL ? place(box, uid) : 0;
    if (box != NULL && i < box->count && box->all[i]->uid == uid) {
        drop_message(box->all[i]);
        memmove(&box->all[i], &box->all[i + 1], (box->count - i - 1) * sizeof *box->all);
        box->count -= 1;
        there = 1;
    }
    pthread_mutex_unlock(&s->lock);
    return there;
}

void store_clear(struct store *s, const char *user)
{
    struct mailbox *box;

    pthread_mutex_lock(&s->lock);
    box = find(s, user);
    if (box != NULL) {
        empty_box(box);
    }
    pthread_mutex_unlock(&s->lock);
}

int store_wait(struct store *s, const char *user, size_t count, unsigned timeout_ms)
{
    struct mailbox *box;
    struct deadline end = clock_deadline(timeout_ms);
    int rc = 0;
    int enough;

    pthread_mutex_lock(&s->lock);
    box = find(s, user);
    while (box != NULL && box->count < count && rc == 0) {
        rc = clock_wait(&end, &s->changed, &s->lock);
    }
    enough = box != NULL && box->count >= count;
    pthread_mutex_unlock(&s->lock);
    return enough;
}
