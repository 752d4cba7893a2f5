/* SPDX-License-Identifier: MIT */
#include "base/ascii.h"
#include "base/wipe.h"
#include "session/session.h"

#include <string.h>

/* One block of memory: the engine's struct, the queue, the strings, the two buffers. */

#define BUFFER_MAX_BYTES 0x40000000u

struct plan {
    mw_config cfg;
    size_t queue_at, strings_at, in_at, out_at, end;
};

static size_t aligned(size_t n)
{
    return (n + sizeof(uint64_t) - 1) & ~(sizeof(uint64_t) - 1);
}

static size_t string_size(const char *string)
{
    return (string ? strlen(string) : 0) + 1;
}

static uint32_t or_default(uint32_t value, uint32_t fallback)
{
    return value ? value : fallback;
}

static int in_range(uint32_t value, uint32_t least, uint32_t most)
{
    return value >= least && value <= most;
}

static int is_valid(const mw_config *c)
{
    return c->host && *c->host && c->security <= MW_TLS && c->port <= 65535 &&
           !mw_has_control(c->host) && !mw_has_control(c->address) && !mw_has_control(c->user) &&
           !mw_has_control(c->secret) && !mw_has_control(c->hello) &&
           (!c->hello || !memchr(c->hello, ' ', strlen(c->hello))) &&
           in_range(c->in_bytes, 64, BUFFER_MAX_BYTES) &&
           in_range(c->out_bytes, 128, BUFFER_MAX_BYTES) && in_range(c->commands, 4, 65535);
}

/* 1: p is filled in. The caller's struct may be shorter than ours. */
static int make_plan(struct plan *p, const mw_config *cfg, size_t own)
{
    mw_config *c = &p->cfg;
    size_t strings;

    memset(c, 0, sizeof *c);
    if (!cfg)
        return 0;
    memcpy(c, cfg, cfg->size < sizeof *c ? cfg->size : sizeof *c);
    c->in_bytes = or_default(c->in_bytes, 4096);
    c->out_bytes = or_default(c->out_bytes, 1024);
    c->commands = or_default(c->commands, 32);
    if (!is_valid(c))
        return 0;
    c->address = c->address ? c->address : c->host;
    c->hello = c->hello ? c->hello : "[127.0.0.1]";
    strings = string_size(c->host) + string_size(c->address) + string_size(c->hello) +
              string_size(c->user) + string_size(c->secret);
    p->queue_at = aligned(own);
    p->strings_at = p->queue_at + c->commands * sizeof(struct mw_command); /* mw_session_string */
    p->in_at = p->strings_at + strings;
    p->out_at = p->in_at + c->in_bytes;
    p->end = p->out_at + c->out_bytes;
    return p->end >= strings;
}

size_t mw_session_size(const mw_config *cfg, size_t own)
{
    struct plan p;

    return make_plan(&p, cfg, own) ? p.end : 0;
}

static char *copy_string(char *to, const char *string)
{
    size_t n = string_size(string);

    memcpy(to, string ? string : "", n);
    return to + n;
}

static void copy_strings(char *to, const mw_config *c)
{
    to = copy_string(to, c->host);
    to = copy_string(to, c->address);
    to = copy_string(to, c->hello);
    to = copy_string(to, c->user);
    copy_string(to, c->secret);
}

static void fill_in(mw_session *s, const struct plan *p, const struct mw_engine *engine)
{
    const mw_config *c = &p->cfg;
    char *block = (char *)s;

    s->engine = engine;
    s->transport = c->transport;
    s->timeouts = c->timeouts;
    s->queue = (struct mw_command *)(void *)(block + p->queue_at);
    s->queue_cap = (uint16_t)c->commands;
    s->in = block + p->in_at;
    s->in_cap = c->in_bytes;
    s->out = block + p->out_at;
    s->out_cap = c->out_bytes;
    s->port = (uint16_t)or_default(c->port, engine->port[c->security]);
    s->security = (uint8_t)c->security;
    s->config = (uint8_t)c->flags;
    s->auth = (uint8_t)c->auth;
    s->flags = c->user ? MW_S_LOGIN : 0;
    s->next_id = s->oldest_id = MW_OPEN_ID;
    s->err.text = s->err.word = s->err.advice = "";
    mw_event_set(s, 0, 0, "", 0);
}

int mw_session_init(mw_session **s, void *mem, size_t len, const mw_config *cfg, size_t own,
                    const struct mw_engine *engine)
{
    struct plan p;

    if (!s || !mem || (uintptr_t)mem % sizeof(uint64_t) || !make_plan(&p, cfg, own))
        return MW_E_ARG;
    if (p.end > len)
        return MW_E_MEMORY;
    memset(mem, 0, p.strings_at);
    *s = mem;
    copy_strings((char *)mem + p.strings_at, &p.cfg);
    fill_in(*s, &p, engine);
    return MW_OK;
}

void mw_session_own(mw_session *s, void (*release)(void *block))
{
    s->release = release;
}

void mw_free(mw_session *s)
{
    const mw_transport *t;
    void (*release)(void *block);

    if (!s)
        return;
    t = s->transport;
    release = s->release;
    if (t && t->close && s->state != MW_ST_NEW && s->state != MW_ST_ENDED)
        t->close(t->ctx);
    mw_wipe(s, (size_t)(s->out + s->out_cap - (char *)s));
    if (release)
        release(s);
}
