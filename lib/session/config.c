/* SPDX-License-Identifier: MIT */
#include "base/ascii.h"
#include "base/wipe.h"
#include "session/session.h"

#include <string.h>

/* One block of memory: the engine's struct, the queue, the strings, the two buffers. */

#define BUFFER_MAX_BYTES 0x3fffffffu

#define SECRET_MAX_BYTES 0x100000u

/* All of MW_AUTH_.... */
#define AUTH_KNOWN 0xdfffu

#define STRINGS 5 /* in the order of MW_STR_ */

struct plan {
    mw_config cfg;
    const char *string[STRINGS];
    size_t strings_at, in_at, end;
};

static uint32_t or_default(uint32_t value, uint32_t fallback)
{
    return value ? value : fallback;
}

static int is_valid(const mw_config *c)
{
    return c->host && *c->host && c->security <= MW_TLS &&
           !(c->auth & ~AUTH_KNOWN) && c->tries <= UINT8_MAX &&
           c->secret_bytes <= SECRET_MAX_BYTES &&
           c->in_bytes >= 64 && c->out_bytes >= 128 &&
           (c->in_bytes | c->out_bytes) <= BUFFER_MAX_BYTES && c->commands >= 4 &&
           (c->commands | c->port) <= UINT16_MAX &&
           !(c->hello && (!*c->hello || memchr(c->hello, ' ', strlen(c->hello))));
}

/* 1: p->string is filled in, and *size the bytes of all with their NULs. */
static int plan_strings(struct plan *p, size_t *size)
{
    const mw_config *c = &p->cfg;
    int i, faults = 0;

    p->string[MW_STR_HOST] = c->host;
    p->string[MW_STR_ADDRESS] = c->address ? c->address : c->host;
    p->string[MW_STR_HELLO] = c->hello ? c->hello : "[127.0.0.1]";
    p->string[MW_STR_USER] = c->user ? c->user : "";
    p->string[MW_STR_SECRET] = c->secret ? c->secret : "";
    *size = 0;
    for (i = 0; i < STRINGS; i++) {
        faults |= mw_has_control(p->string[i]);
        *size += strlen(p->string[i]) + 1;
    }
    return !faults;
}

/* 1: p is filled in. The caller's struct may be shorter than ours. */
static int make_plan(struct plan *p, const mw_config *cfg, size_t own)
{
    mw_config *c = &p->cfg;
    size_t strings;

    if (!cfg)
        return 0;
    memset(c, 0, sizeof *c);
    memcpy(c, cfg, cfg->size < sizeof *c ? cfg->size : sizeof *c);
    c->in_bytes = or_default(c->in_bytes, 4096);
    c->out_bytes = or_default(c->out_bytes, 1024);
    c->commands = or_default(c->commands, 32);
    if (!is_valid(c) || !plan_strings(p, &strings))
        return 0;
    p->strings_at = own + c->commands * sizeof(struct mw_command);
    p->in_at = p->strings_at + strings;
    p->end = p->in_at + c->in_bytes + c->out_bytes;
    return p->end >= strings;
}

size_t mw_session_size(const mw_config *cfg, size_t own)
{
    struct plan p;

    return make_plan(&p, cfg, own) ? p.end : 0;
}

size_t mw_session_commands(const mw_config *cfg)
{
    struct plan p;

    return make_plan(&p, cfg, 0) ? p.cfg.commands : 0;
}

static void copy_strings(char *to, const struct plan *p)
{
    size_t n;
    int i;

    for (i = 0; i < STRINGS; i++, to += n) {
        n = strlen(p->string[i]) + 1;
        memcpy(to, p->string[i], n);
    }
}

static void fill_in(mw_session *s, const struct plan *p, size_t own,
                    const struct mw_engine *engine)
{
    const mw_config *c = &p->cfg;
    char *block = (char *)s;

    s->engine = engine;
    s->transport = c->transport;
    s->timeouts = c->timeouts;
    s->queue = (struct mw_command *)(void *)(block + own);
    s->queue_cap = (uint16_t)c->commands;
    s->in = block + p->in_at;
    s->in_cap = c->in_bytes;
    s->out = s->in + c->in_bytes;
    s->out_cap = c->out_bytes;
    s->port = (uint16_t)or_default(c->port, engine->port[c->security]);
    s->security = (uint8_t)c->security;
    s->config = (uint8_t)c->flags;
    s->auth = (uint16_t)c->auth;
    s->login = c->user != NULL;
    s->next_id = s->oldest_id = MW_OPEN_ID;
    mw_error_set(s, MW_OK, 0);
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
    copy_strings((char *)mem + p.strings_at, &p);
    fill_in(*s, &p, own, engine);
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
