/* SPDX-License-Identifier: MIT */
#include "base/ascii.h"
#include "base/wipe.h"
#include "engine/auth.h"
#include "session/session.h"

#include <string.h>

/* One block of memory: the engine's struct, the queue, the strings, the two buffers. */

#define BUFFER_MAX_BYTES 0x3fffffffu
#define SECRET_MAX_BYTES 0x100000u
#define STRING_MAX_BYTES 0x10000000u /* so that the sum of all strings cannot wrap */

#define ALIGNMENT 8 /* of the block, and of the struct that logging in needs */
#define TRIES 3
#define FLAGS_KNOWN                                                                               \
    (MW_FLAG_TRACE | MW_FLAG_LMTP | MW_FLAG_SECRET_IN_CLEAR | MW_FLAG_STRICT | MW_FLAG_RAW_NAMES | \
     MW_FLAG_UTF8 | MW_FLAG_ASK)
#define AUTH_KNOWN 0xdfffu /* all of MW_AUTH_... */

/* What a session is going to be: the config, no field of it missing, and where things lie.
   Strings that were not given point at `none`. */
struct plan {
    mw_config c;
    size_t strings, login, out;
    size_t text_bytes; /* behind mw_login, for SCRAM */
};

static const char none[] = "";

static uint32_t or_default(uint32_t value, uint32_t fallback)
{
    return value ? value : fallback;
}

static int is_valid(const mw_config *c)
{
    return *c->host && c->security <= MW_TLS && !(c->flags & ~FLAGS_KNOWN) &&
           !(c->auth & ~AUTH_KNOWN) && c->tries <= UINT8_MAX &&
           c->secret_bytes <= SECRET_MAX_BYTES && c->in_bytes >= 64 && c->out_bytes >= 128 &&
           (c->in_bytes | c->out_bytes) <= BUFFER_MAX_BYTES && c->commands >= 4 &&
           (c->commands | c->port) <= UINT16_MAX && *c->hello &&
           !memchr(c->hello, ' ', strlen(c->hello));
}

/* What may be used of what the caller allows. */
static unsigned allowed(const mw_config *c)
{
    unsigned mask = or_default(c->auth, MW_AUTH_DEFAULT);

    if (mask & MW_AUTH_PLAIN)
        mask |= MW_AUTH_COMMAND;
    if (!c->hash)
        mask &= ~MW_AUTH_HASHED;
    return *c->authzid ? mask & MW_AUTH_AUTHZID : mask;
}

/* Makes p of the caller's config, which may be shorter than ours. Returns what a session needs; 0:
   it is not valid. */
static size_t plan(struct plan *p, const mw_config *cfg, const struct mw_engine *engine)
{
    mw_config *c = &p->c;
    const char **string = &c->host;
    size_t n = 0, end;
    int i;

    if (!cfg)
        return 0;
    memset(p, 0, sizeof *p);
    memcpy(c, cfg, cfg->size < sizeof *c ? cfg->size : sizeof *c);
    c->in_bytes = or_default(c->in_bytes, 4096);
    c->out_bytes = or_default(c->out_bytes, 1024);
    c->commands = or_default(c->commands, 32);
    if (!c->address)
        c->address = c->host;
    if (!c->hello)
        c->hello = "[127.0.0.1]";
    end = engine->own_bytes + c->commands * engine->each_bytes;
    p->strings = end;
    for (i = 0; i < MW_STRINGS; i++) {
        if (!string[i])
            string[i] = none;
        if (mw_has_control(string[i]))
            return 0;
        n = strlen(string[i]);
        if (n > STRING_MAX_BYTES)
            return 0;
        end += n + 1;
    }
    if (!is_valid(c))
        return 0;
    c->auth = allowed(c);
    if (n < c->secret_bytes)
        end += c->secret_bytes - n;
    if (c->hash || c->mechanism) {
        p->login = end = (end + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        p->text_bytes = mw_scram_text_bytes(c->authzid, c->user);
        end += sizeof(struct mw_login) + p->text_bytes;
    }
    p->out = end;
    end += c->in_bytes + c->out_bytes;
    return end < p->out ? 0 : end;
}

size_t mw_session_size(const mw_config *cfg, const struct mw_engine *engine)
{
    struct plan p;

    return plan(&p, cfg, engine);
}

static void copy_strings(char *to, const char *const string[])
{
    const char *from;
    int i;

    for (i = 0; i < MW_STRINGS; i++)
        for (from = string[i]; (*to++ = *from) != 0; from++)
            ;
}

static void fill_in_login(mw_session *s, const struct plan *p)
{
    struct mw_login *l = (void *)((char *)s + p->login);

    s->with = l;
    if (p->c.auth & MW_AUTH_OWN)
        l->own = p->c.mechanism;
    l->hash = p->c.hash;
    l->text = (char *)(l + 1);
    l->text_cap = (uint32_t)p->text_bytes;
}

static void fill_in(mw_session *s, const struct plan *p, const struct mw_engine *engine)
{
    const mw_config *c = &p->c;

    memset(s, 0, p->out);
    s->engine = engine;
    s->transport = c->transport;
    s->timeouts = c->timeouts;
    s->queue_cap = (uint16_t)c->commands;
    copy_strings((char *)s + p->strings, &c->host);
    if (p->login)
        fill_in_login(s, p);
    s->out = (char *)s + p->out;
    s->in = s->out + c->out_bytes;
    s->in_cap = c->in_bytes;
    s->port = (uint16_t)or_default(c->port, engine->port[c->security]);
    s->security = (uint8_t)c->security;
    s->config = (uint8_t)c->flags;
    if (c->user != none) /* never nothing then: of its own there is none that is not allowed */
        s->auth = (uint16_t)(c->auth | MW_AUTH_OWN);
    s->tries = (uint8_t)or_default(c->tries, TRIES);
    s->next_id = s->oldest_id = MW_OPEN_ID;
    mw_error_set(s, MW_OK);
    mw_event_set(s, 0, 0);
}

int mw_session_init(mw_session **s, void *mem, size_t len, const mw_config *cfg,
                    const struct mw_engine *engine)
{
    struct plan p;
    size_t need;

    if (!s || !mem || (uintptr_t)mem % ALIGNMENT)
        return MW_E_ARG;
    need = plan(&p, cfg, engine);
    if (need == 0)
        return MW_E_ARG;
    if (need > len)
        return MW_E_MEMORY;
    *s = mem;
    fill_in(mem, &p, engine);
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
