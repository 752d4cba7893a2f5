/* SPDX-License-Identifier: MIT */
#include "session/port.h"
#include "support/unit.h"
#include "support/words.h"

#include <stdio.h>

const struct protocol protocols[PROTOCOLS] = {
    { mw_smtp_size, mw_smtp_init, "220 mail.example.org\r\n", { 25, 587, 465 } },
    { mw_imap_size, mw_imap_init, "* OK [CAPABILITY IMAP4rev1] ready\r\n", { 143, 143, 993 } },
    { mw_pop3_size, mw_pop3_init, "+OK ready\r\n", { 110, 110, 995 } },
};

mw_config port_config(void)
{
    mw_config cfg = MW_CONFIG_INIT;

    cfg.security = MW_PLAIN;
    cfg.host = "mail.example.org";
    cfg.in_bytes = 256;
    cfg.out_bytes = 256;
    cfg.commands = 8;
    return cfg;
}

void port_new(struct port *p, const struct protocol *of, const mw_config *cfg)
{
    memset(p, 0, sizeof *p);
    p->out_bytes = cfg->out_bytes;
    p->need = of->size(cfg);
    assert_true(p->need > 0);
    guard_new(&p->guard, p->need + sizeof(uint64_t));
    p->block = guard_end(&p->guard, (p->need + 7) & ~(size_t)7);
    memset(p->block, 0xa5, p->need);
    assert_int_equal(of->init(&p->s, p->block, p->need, cfg), MW_OK);
}

void port_free(struct port *p)
{
    size_t i;

    mw_free(p->s);
    for (i = 0; i < p->need; i++)
        assert_int_equal(p->block[i], 0);
    guard_free(&p->guard);
}

/* --- what is noted --- */

static void note(struct port *p, const mw_event *ev)
{
    size_t room = sizeof p->log - p->log_len;
    int n;

    assert_non_null(ev->name);
    assert_non_null(ev->data);
    assert_true(ev->id >= 0 && ev->id < PORT_IDS_MAX);
    assert_ptr_equal(mw_last_event(p->s), ev);
    if (ev->type == MW_EV_READY || ev->type == MW_EV_DONE ||
        (ev->type >= MW_EV_REFUSED && ev->type <= MW_EV_UNKNOWN))
        assert_int_equal(p->ends[ev->id]++, 0);
    n = snprintf(p->log + p->log_len, room, "%s:%d", words_name(words_events, ev->type),
                 (int)ev->id);
    if (ev->code)
        n += snprintf(p->log + p->log_len + n, room - (size_t)n, "=%d", (int)ev->code);
    n += snprintf(p->log + p->log_len + n, room - (size_t)n, " ");
    assert_true((size_t)n < room);
    p->log_len += (size_t)n;
}

/* 1: there was something to send. */
static int take_output(struct port *p)
{
    const void *out;
    size_t n;
    int moved = 0;

    while (mw_out(p->s, &out, &n) == MW_OK) {
        assert_true(n > 0 && n < sizeof p->sent - p->sent_len && n <= p->out_bytes);
        memcpy(p->sent + p->sent_len, out, n);
        p->sent_len += n;
        mw_out_done(p->s, n);
        moved = 1;
    }
    assert_int_equal(n, 0);
    return moved;
}

void port_drive(struct port *p)
{
    const mw_event *ev;

    do {
        while (!p->last && (ev = mw_next(p->s)) != NULL) {
            note(p, ev);
            p->last = (ev->flags & MW_EVF_LAST) != 0;
        }
    } while (take_output(p) || (!p->last && mw_timeout(p->s) == 0)); /* it has work to do */
}

void port_say(struct port *p, const char *text)
{
    size_t n = strlen(text), cap;
    void *in;

    while (n && !p->last) {
        assert_int_equal(mw_in(p->s, &in, &cap), MW_OK);
        assert_true(cap > 0);
        cap = n < cap ? n : cap;
        memcpy(in, text, cap);
        mw_in_done(p->s, cap);
        text += cap;
        n -= cap;
        port_drive(p);
    }
}

void port_eof(struct port *p)
{
    mw_in_done(p->s, 0);
    port_drive(p);
}

void port_ready(struct port *p, const char *ehlo)
{
    assert_int_equal(mw_open(p->s), 1);
    port_drive(p);
    port_say(p, protocols[0].greeting);
    assert_string_equal(port_sent(p), "EHLO [127.0.0.1]\r\n");
    port_say(p, ehlo);
    assert_non_null(strstr(port_log(p), "READY:1"));
}

const char *port_sent(struct port *p)
{
    p->sent[p->sent_len] = 0;
    p->sent_len = 0;
    return p->sent;
}

const char *port_log(struct port *p)
{
    p->log[p->log_len] = 0;
    p->log_len = 0;
    return p->log;
}

int port_holds(const struct port *p, const void *bytes, size_t n)
{
    size_t i;

    for (i = 0; i + n <= p->need; i++)
        if (memcmp(p->block + i, bytes, n) == 0)
            return 1;
    return 0;
}
