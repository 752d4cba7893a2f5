/* SPDX-License-Identifier: MIT */
/* COMPRESS=DEFLATE with real servers: a large message there and back, byte for byte. */

#include "live/live.h"
#include "live/post.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BOX "Compressed"
#define BODY_BYTES 3000000

struct plan {
    const char *server;
    uint32_t security;
    int way;
};

static struct live live;

static void collect(void *ctx, const mw_event *ev)
{
    if (ev->type == MW_EV_DATA)
        post_add(ctx, ev->data, ev->len);
}

static void done(int id)
{
    live_is(&live, live_id(&live, id), MW_EV_DONE, 0);
}

/* Several commands in flight behind it: those wait for the answer, and leave compressed. */
static void compress(void)
{
    int first = live_id(&live, mw_imap_compress(live.s));
    int second = live_id(&live, mw_noop(live.s));

    live_is(&live, first, MW_EV_DONE, 0);
    live_is(&live, second, MW_EV_DONE, 0);
    assert_int_equal(mw_imap_compress(live.s), MW_E_USAGE);
}

static void append(const struct post *message)
{
    mw_append how = MW_APPEND_INIT;
    int id;

    how.bytes = message->len;
    id = live_id(&live, mw_imap_append(live.s, BOX, &how));
    live_run(&live, id);
    if (!live.end[id].times)
        assert_int_equal(live_body(&live, message->data, message->len), MW_OK);
    live_is(&live, id, MW_EV_DONE, 0);
}

static void there_and_back(void **state)
{
    const struct plan *plan = *state;
    mw_fetch what = MW_FETCH_INIT;
    struct post sent, message, seen;
    mw_config cfg;

    live_need(plan->server);
    if (!(mw_features() & MW_FEATURE_COMPRESS))
        live_skip("built without zlib");
    cfg = live_config(plan->server, plan->security);
    live_start(&live, LIVE_IMAP, &cfg, plan->way);
    if (!(mw_caps(live.s) & MW_IMAP_CAP_COMPRESS_DEFLATE)) {
        live_quit(&live);
        live_skip("the server has no COMPRESS=DEFLATE");
    }
    sent = post_make("large", post_token(), BODY_BYTES);
    message = post_expected(&sent);
    memset(&seen, 0, sizeof seen);
    post_text(&seen, "");
    compress();
    live_run(&live, live_id(&live, mw_imap_delete(live.s, BOX))); /* of a run before */
    done(mw_imap_create(live.s, BOX, NULL));
    append(&message);
    done(mw_imap_select(live.s, BOX, NULL));
    live.watch = collect;
    live.ctx = &seen;
    what.uids = "1";
    what.items = MW_IMAP_BODY;
    done(mw_imap_fetch(live.s, &what));
    assert_int_equal(seen.len, message.len);
    assert_memory_equal(seen.data, message.data, message.len);
    done(mw_imap_unselect(live.s));
    done(mw_imap_delete(live.s, BOX));
    live_quit(&live);
    post_free(&sent);
    post_free(&message);
    post_free(&seen);
}

#define PLAN(server, security, way)                                                               \
    {                                                                                             \
        "there_and_back " server " " #way, there_and_back, NULL, NULL,                            \
            &(struct plan) { server, MW_##security, LIVE_##way }                                  \
    }

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLAN("DOVECOT_IMAP", STARTTLS, BLOCKING),
        PLAN("DOVECOT_IMAP", STARTTLS, POLLED),
        PLAN("DOVECOT_IMAPS", TLS, BLOCKING),
        PLAN("DOVECOT_IMAPS", TLS, POLLED),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
