/* SPDX-License-Identifier: MIT */
/* Output, queue and gate against a plain model of them: a list of commands and a string of bytes.
   The places in the stream of all bytes ever sent run over 32 bits, the queue runs round its
   ring. */

#include "engine/engine.h"
#include "support/guard.h"
#include "support/unit.h"

#define COMMANDS_MAX 8

static struct guard out_guard, session_guard;
static const struct mw_engine engine = { .own_bytes = sizeof(mw_session),
                                         .each_bytes = sizeof(struct mw_command) };

/* The queue stands behind it. */
static mw_session *session(uint32_t out_cap, uint16_t queue_cap, uint32_t start)
{
    size_t bytes = sizeof(mw_session) + queue_cap * sizeof(struct mw_command);
    mw_session *s = (void *)guard_end(&session_guard, bytes);

    memset(s, 0, bytes);
    s->engine = &engine;
    s->state = MW_ST_READY;
    s->out = guard_end(&out_guard, out_cap);
    s->in = s->out + out_cap;
    s->queue_cap = queue_cap;
    s->sent = s->gate = s->put = start;
    s->next_id = s->oldest_id = 2;
    return s;
}

/* --- the model --- */

struct model {
    struct {
        size_t bytes; /* not yet sent */
        int last, kind;
        char letter;
    } command[COMMANDS_MAX];
    size_t count, cap, released;
    size_t out_cap;
    int pipeline;
};

static size_t waiting(const struct model *m)
{
    size_t i, n = 0;

    for (i = 0; i < m->count; i++)
        n += m->command[i].bytes;
    return n;
}

static void model_release(struct model *m)
{
    while (m->released < m->count &&
           (m->released == 0 || (m->pipeline && !m->command[m->released - 1].last)))
        m->released++;
}

static size_t model_sendable(const struct model *m)
{
    size_t i, n = 0;

    for (i = 0; i < m->released; i++)
        n += m->command[i].bytes;
    return n;
}

/* --- the two side by side --- */

static uint32_t seed;

static uint32_t dice(uint32_t sides)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % sides;
}

static void same(const mw_session *s, const struct model *m)
{
    const char *p = s->out;
    size_t i, k;

    assert_int_equal(s->queue_count, m->count);
    assert_int_equal(s->released, m->released);
    assert_int_equal(s->put - s->sent, waiting(m));
    assert_int_equal(s->gate - s->sent, model_sendable(m));
    assert_int_equal(mw_out_empty(s), waiting(m) == 0);
    assert_true(waiting(m) <= mw_out_bytes(s));
    for (i = 0; i < m->count; i++) {
        struct mw_command *c = mw_queue_at(s, (unsigned)i);

        assert_int_equal(c->kind, m->command[i].kind);
        if (i < m->released)
            assert_int_equal(mw_command_sent(s, c), m->command[i].bytes == 0);
        for (k = 0; k < m->command[i].bytes; k++)
            assert_int_equal(*p++, m->command[i].letter);
    }
    assert_ptr_equal(mw_queue_front(s), m->released ? mw_queue_at(s, 0) : NULL);
    if (m->count)
        assert_ptr_equal(mw_queue_newest(s), mw_queue_at(s, (unsigned)m->count - 1));
}

static void submit(mw_session *s, struct model *m, int step)
{
    char text[64];
    size_t n = 1 + dice((uint32_t)m->out_cap + 2);
    int last = dice(4) == 0, want;

    memset(text, 'a' + step % 26, n);
    text[n] = 0;
    want = n > m->out_cap                                           ? MW_E_TOO_LONG
           : n > m->out_cap - waiting(m) || m->count == m->cap ? MW_WANT_WRITE
                                                                    : MW_OK;
    assert_int_equal(mw_out_string(s, text, step & 63, last ? MW_CMD_LAST : 0), want);
    if (want != MW_OK)
        return;
    m->command[m->count].bytes = n;
    m->command[m->count].last = last;
    m->command[m->count].kind = step & 63;
    m->command[m->count++].letter = text[0];
}

/* Some of what may go is sent. */
static void send_some(mw_session *s, struct model *m)
{
    size_t n = dice((uint32_t)model_sendable(m) + 1), i, part;

    s->sent += (uint32_t)n;
    memmove(s->out, s->out + n, s->put - s->sent);
    for (i = 0; n; i++, n -= part) {
        part = m->command[i].bytes < n ? m->command[i].bytes : n;
        m->command[i].bytes -= part;
    }
}

static void answer(mw_session *s, struct model *m)
{
    if (m->released == 0 || m->command[0].bytes)
        return;
    mw_queue_pop(s);
    m->count--;
    m->released--;
    memmove(m->command, m->command + 1, m->count * sizeof *m->command);
}

/* More bytes for the newest command. */
static void grow(mw_session *s, struct model *m)
{
    size_t room = mw_out_room(s), n;
    char *end = s->out + (s->put - s->sent);

    assert_int_equal(room, m->out_cap - waiting(m));
    if (m->count == 0)
        return;
    n = dice((uint32_t)room + 1);
    memset(end, m->command[m->count - 1].letter, n);
    mw_out_grow(s, n);
    m->command[m->count - 1].bytes += n;
}

static void play(uint32_t start, uint32_t out_cap, uint16_t queue_cap, int pipeline)
{
    mw_session *s = session(out_cap, queue_cap, start);
    struct model m;
    int step;

    memset(&m, 0, sizeof m);
    m.cap = queue_cap;
    m.out_cap = out_cap;
    m.pipeline = pipeline;
    s->pipeline = (uint8_t)pipeline;
    for (step = 0; step < 3000; step++) {
        switch (dice(6)) {
        case 0:
        case 1:
            submit(s, &m, step);
            break;
        case 2:
            assert_int_equal(mw_gate_move(s), 0);
            model_release(&m);
            break;
        case 3:
            send_some(s, &m);
            break;
        case 4:
            answer(s, &m);
            break;
        default:
            grow(s, &m);
        }
        same(s, &m);
    }
}

static void against_the_model(void **state)
{
    static const uint32_t starts[] = { 0, UINT32_MAX - 100, INT32_MAX - 100u, UINT32_MAX };
    uint32_t out_cap;
    uint16_t queue_cap;
    size_t i;

    (void)state;
    for (i = 0; i < 4; i++)
        for (out_cap = 1; out_cap < 60; out_cap += 7)
            for (queue_cap = 4; queue_cap <= COMMANDS_MAX; queue_cap++) {
                play(starts[i], out_cap, queue_cap, 0);
                play(starts[i], out_cap, queue_cap, 1);
            }
}

/* --- what the model leaves out --- */

static void may_submit(void **state)
{
    mw_session *s = session(100, 4, 0);
    int st;

    (void)state;
    for (st = MW_ST_NEW; st <= MW_ST_ENDED; st++) {
        s->state = (uint8_t)st;
        assert_int_equal(mw_submit_check(s, 1), st == MW_ST_READY ? MW_OK : MW_E_USAGE);
    }
    s->state = MW_ST_READY;
    s->body = MW_BODY_OPEN;
    assert_int_equal(mw_submit_check(s, 1), MW_E_USAGE);
    s->body = MW_BODY_DUE;
    assert_int_equal(mw_submit_check(s, 1), MW_E_USAGE);
    s->body = MW_BODY_NONE;
    assert_int_equal(mw_submit_check(s, 4), MW_OK);
    assert_int_equal(mw_submit_check(s, 5), MW_WANT_WRITE);
    s->queue_count = 4;
    assert_int_equal(mw_submit_check(s, 1), MW_WANT_WRITE);
    assert_int_equal(mw_id_new(s), 2);
    assert_int_equal(mw_id_new(s), 3);
}

/* The gate stays closed before a command that is not complete, and behind a farewell. */
static void held_back(void **state)
{
    mw_session *s = session(100, 8, 0);

    (void)state;
    s->pipeline = 1;
    mw_out_string(s, "A", 1, 0);
    mw_out_string(s, "B", 2, MW_CMD_HOLD);
    mw_out_string(s, "C", 3, 0);
    assert_int_equal(mw_gate_move(s), 0);
    assert_int_equal(s->gate, 1);
    mw_queue_at(s, 1)->flags = 0;
    s->bye = 1;
    mw_gate_move(s);
    assert_int_equal(s->gate, 1);
    s->bye = 0;
    mw_gate_move(s);
    assert_int_equal(s->gate, 3);
}

/* A command whose bytes are still to come is not sent, however far sending is. */
static void open_ended(void **state)
{
    mw_session *s = session(100, 4, 0);
    struct mw_command *c;

    (void)state;
    mw_out_string(s, "A", 1, MW_CMD_OPEN);
    mw_gate_move(s);
    c = mw_queue_front(s);
    assert_non_null(c);
    s->sent = s->put;
    assert_int_equal(mw_command_sent(s, c), 0);
    c->flags = 0;
    assert_int_equal(mw_command_sent(s, c), 1);
}

static void trace_is(const mw_session *s, const char *text, unsigned flags)
{
    assert_int_equal(s->ev.type, MW_EV_TRACE);
    assert_string_equal(s->ev.name, "C");
    assert_int_equal(s->ev.len, strlen(text));
    assert_memory_equal(s->ev.data, text, strlen(text));
    assert_int_equal(s->ev.flags, flags);
}

/* Each command is a TRACE event before it may go; of a secret one only what is to be shown. */
static void traces(void **state)
{
    mw_session *s = session(100, 8, UINT32_MAX - 3);

    (void)state;
    s->config = MW_FLAG_TRACE;
    s->pipeline = s->secure = 1;
    mw_out_string(s, "NOOP\r\n", 1, 0);
    mw_out_string(s, "AUTH PLAIN AGFubgBzM2NyZXQ=\r\n", 2, MW_CMD_SECRET);
    mw_queue_newest(s)->head = 11;
    mw_out_string(s, "czNjcmV0\r\n", 3, MW_CMD_SECRET);
    mw_out_string(s, "body", 4, MW_CMD_TRACED);
    assert_int_equal(mw_gate_move(s), 1);
    trace_is(s, "NOOP", 0);
    assert_int_equal(s->gate, s->sent);
    assert_int_equal(mw_gate_move(s), 1);
    trace_is(s, "AUTH PLAIN ", MW_EVF_REDACTED);
    assert_int_equal(s->gate - s->sent, 6);
    s->secure = 0;
    assert_int_equal(mw_gate_move(s), 1);
    trace_is(s, "", MW_EVF_REDACTED | MW_EVF_BEFORE_TLS);
    assert_int_equal(mw_gate_move(s), 0);
    assert_int_equal(s->gate, s->put);
}

/* Ids: the oldest open one moves on with each that ends; one may end early. */
static void ids(void **state)
{
    mw_session *s = session(100, 8, 0);

    (void)state;
    mw_out_string(s, "h", 1, MW_CMD_HIDDEN);
    mw_out_string(s, "a", 1, 0);
    mw_out_string(s, "b", 1, MW_CMD_EARLY);
    mw_out_string(s, "c", 1, 0);
    s->next_id = 5;
    assert_int_equal(mw_id_command(s, 2)->flags & MW_CMD_EARLY, 0);
    assert_true(mw_id_command(s, 3)->flags & MW_CMD_EARLY);
    assert_int_equal(mw_id_command(s, 4)->flags & MW_CMD_EARLY, 0);
    assert_null(mw_id_command(s, 5));
    mw_id_over(s, 3, MW_E_REPLY_PERM);
    assert_int_equal(s->oldest_id, 2);
    assert_int_equal(s->over_id, 3);
    assert_int_equal(s->over_code, MW_E_REPLY_PERM);
    mw_id_over(s, 2, MW_OK);
    assert_int_equal(s->oldest_id, 3);
    assert_int_equal(s->over_code, MW_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(against_the_model), cmocka_unit_test(may_submit),
        cmocka_unit_test(held_back),         cmocka_unit_test(open_ended),
        cmocka_unit_test(traces),            cmocka_unit_test(ids),
    };
    int failed;

    guard_new(&out_guard, 4096);
    guard_new(&session_guard, 4096);
    failed = cmocka_run_group_tests_name("engine/command", tests, NULL, NULL);
    guard_free(&out_guard);
    guard_free(&session_guard);
    return failed;
}
