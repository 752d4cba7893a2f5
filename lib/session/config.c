/* SPDX-License-Identifier: MIT */
#include "base/ascii.h"
#include "base/wipe.h"
#include "engine/auth.h"
#include "session/session.h"

#include <string.h>

/* One block of memory: the engine's struct, the queue, the strings, the two buffers. */

#define BUFFER_MAX_BYTES 0x3fffffffu
#define SECRET_MAX_BYTES 0x100000u

#define TRIES 3
#define FLAGS_KNOWN                                                                               \
    (MW_FLAG_TRACE | MW_FLAG_LMTP | MW_FLAG_SECRET_IN_CLEAR | MW_FLAG_STRICT | MW_FLAG_RAW_NAMES | \
     MW_FLAG_UTF8 | MW_FLAG_ASK)
#define AUTH_KNOWN 0xdfffu /* all of MW_AUTH_... */

static uint32_t or_default(uint32_t value, uint32_t fallback)
{
    return value ? value : fallback;
}

static int is_valid(const mw_config *c)
{
    return c->host && *c->host && c->security <= MW_TLS && !(c->flags & ~FLAGS_KNOWN) &&
           !(c->auth & ~AUTH_KNOWN) && c->tries <= UINT8_MAX &&
           c->secret_bytes <= SECRET_MAX_BYTES && c->in_bytes >= 64 && c->out_bytes >= 128 &&
           (c->in_bytes | c->out_bytes) <= BUFFER_MAX_BYTES && c->commands >= 4 &&
           (c->commands | c->port) <= UINT16_MAX && *c->hello &&
           !memchr(c->hello, ' ', strlen(c->hello));
}

/* One of the strings, by MW_STR_..., which is their order in mw_config. */
static const char *string_of(const mw_config *c, int which)
{
    const char *p = (&c->host)[which];

    return p ? p : "";
}

static size_t strings_at(const mw_config *c, const struct mw_engine *engine)
{
    return engine->own_bytes + c->commands * engine->each_bytes;
}

/* More room behind the secret. */
static size_t spare_bytes(const mw_config *c)
{
    size_t n = strlen(string_of(c, MW_STR_SECRET));

    return c->secret_bytes > n ? c->secret_bytes - n : 0;
}

/* Behind that stands what logging in needs, if there are hashes or a mechanism, aligned. */
#define ALIGNMENT 8

static size_t text_bytes(const mw_config *c)
{
    return mw_scram_text_bytes(string_of(c, MW_STR_AUTHZID), string_of(c, MW_STR_USER));
}

static size_t login_bytes(const mw_config *c)
{
    return c->hash || c->mechanism ? sizeof(struct mw_login) + text_bytes(c) + ALIGNMENT : 0;
}

/* Makes c of the caller's, which may be shorter than ours. Returns what a session needs; 0: it is
   not valid. */
static size_t plan(mw_config *c, const mw_config *cfg, const struct mw_engine *engine)
{
    size_t strings = 0, end;
    int i;

    if (!cfg)
        return 0;
    memset(c, 0, sizeof *c);
    memcpy(c, cfg, cfg->size < sizeof *c ? cfg->size : sizeof *c);
    c->in_bytes = or_default(c->in_bytes, 4096);
    c->out_bytes = or_default(c->out_bytes, 1024);
    c->commands = or_default(c->commands, 32);
    if (!c->address)
        c->address = c->host;
    if (!c->hello)
        c->hello = "[127.0.0.1]";
    if (!is_valid(c))
        return 0;
    for (i = 0; i < MW_STRINGS; i++) {
        if (mw_has_control(string_of(c, i)))
            return 0;
        strings += strlen(string_of(c, i)) + 1;
    }
    end = strings + strings_at(c, engine) + spare_bytes(c) + login_bytes(c) + c->in_bytes +
          c->out_bytes;
    return end < strings ? 0 : end;
}

size_t mw_session_size(const mw_config *cfg, const struct mw_engine *engine)
{
    mw_config c;

    return plan(&c, cfg, engine);
}

/* Returns where they end. */
static char *copy_strings(char *to, const mw_config *c)
{
    const char *from;
    int i;

    for (i = 0; i < MW_STRINGS; i++)
        for (from = string_of(c, i); (*to++ = *from) != 0; from++)
            ;
    return to;
}

/* What may be used of what the caller allows. */
static unsigned allowed(const mw_config *c)
{
    unsigned mask = c->auth ? c->auth : MW_AUTH_DEFAULT;

    if (mask & MW_AUTH_PLAIN)
        mask |= MW_AUTH_COMMAND;
    if (!c->hash)
        mask &= ~MW_AUTH_HASHED;
    return *string_of(c, MW_STR_AUTHZID) ? mask & MW_AUTH_AUTHZID : mask;
}

static void fill_in_login(mw_session *s, const mw_config *c, char *at)
{
    struct mw_login *l = (void *)(at + (0 - (uintptr_t)at) % ALIGNMENT);

    memset(l, 0, sizeof *l + text_bytes(c));
    s->with = l;
    l->own = allowed(c) & MW_AUTH_OWN ? c->mechanism : NULL;
    l->x.h.hash = c->hash;
    l->x.text = (char *)(l + 1);
    l->x.text_cap = (uint32_t)text_bytes(c);
}

static void fill_in(mw_session *s, const mw_config *c, const struct mw_engine *engine)
{
    char *strings = (char *)s + strings_at(c, engine);

    memset(s, 0, (size_t)(strings - (char *)s));
    s->engine = engine;
    s->transport = c->transport;
    s->timeouts = c->timeouts;
    s->queue_cap = (uint16_t)c->commands;
    s->out = copy_strings(strings, c) + spare_bytes(c);
    if (c->hash || c->mechanism)
        fill_in_login(s, c, s->out);
    s->out += login_bytes(c);
    s->in = s->out + c->out_bytes;
    s->in_cap = c->in_bytes;
    s->port = (uint16_t)or_default(c->port, engine->port[c->security]);
    s->security = (uint8_t)c->security;
    s->config = (uint8_t)c->flags;
    if (c->user) /* never nothing then: of its own there is none that is not allowed */
        s->auth = (uint16_t)(allowed(c) | MW_AUTH_OWN);
    s->tries = (uint8_t)or_default(c->tries, TRIES);
    s->next_id = s->oldest_id = MW_OPEN_ID;
    mw_error_set(s, MW_OK);
    mw_event_set(s, 0, 0);
}

int mw_session_init(mw_session **s, void *mem, size_t len, const mw_config *cfg,
                    const struct mw_engine *engine)
{
    mw_config c;
    size_t need;

    if (!s || !mem || (uintptr_t)mem % sizeof(uint64_t))
        return MW_E_ARG;
    need = plan(&c, cfg, engine);
    if (need == 0)
        return MW_E_ARG;
    if (need > len)
        return MW_E_MEMORY;
    *s = mem;
    fill_in(mem, &c, engine);
    return MW_OK;
}

void mw_free(mw_session *s)
{
    const mw_transport *t;
    void (*release)(void *block) = NULL;

    if (!s)
        return;
    t = s->transport;
    if (s->flags & MW_S_OWNED)
        memcpy(&release, s->in + s->in_cap, sizeof release);
    if (t && t->close && s->state != MW_ST_NEW && s->state != MW_ST_ENDED)
        t->close(t->ctx);
    mw_wipe(s, (size_t)(s->in + s->in_cap - (char *)s));
    if (release)
        release(s);
}
