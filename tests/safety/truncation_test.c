/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE

/* The end of the stream at every byte a server says (R17): by FIN, under TLS with close_notify and
   without, and by a reset. Nothing is a success whose answer did not come whole; a message that was
   sent and has no verdict is UNKNOWN; behind QUIT an end is fine. */

#include "safety/rig.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

/* Steps as in a script, but "E:" is an "S:" that completes the next deed, "B:" one that completes
   a message, "F:" both; "M:" is a line within a reply. "! sent" is behind what may have an effect,
   and is left out. */
struct dialogue {
    const char *name;
    enum rig_protocol protocol;
    const char *deeds;
    const char *step[32];
};

static const struct dialogue dialogues[] = {
    { "SMTP", RIG_SMTP, "mrdq",
      { "@ready", "C: MAIL", "E: 250 2.1.0 ok", "C: RCPT", "E: 250 ok", "C: DATA", "S: 354 go",
        "! skip .", "! sent", "M: 250-2.0.0 queued", "E: 250 as 4711", "C: QUIT", "E: 221 bye" } },
    { "IMAP", RIG_IMAP, "sfq",
      { "@ready", "C: $TAG SELECT", "S: * 1 EXISTS", "S: * OK [UIDVALIDITY 3] ok",
        "E: $TAG OK [READ-WRITE] done", "C: $TAG UID FETCH",
        "M: * 1 FETCH (UID 7 FLAGS (a) BODY[] {12}", "M: Subject: x", "B: )", "E: $TAG OK done",
        "C: $TAG LOGOUT", "S: * BYE bye", "E: $TAG OK" } },
    { "POP3", RIG_POP3, "sufq",
      { "@ready", "C: STAT", "E: +OK 1 20", "C: UIDL", "M: +OK", "M: 1 abc", "E: .", "C: RETR 1",
        "M: +OK 20 octets", "M: Subject: x", "M: ", "M: ..", "M: a", "F: .", "C: QUIT",
        "E: +OK" } },
    { "POP3 with deletions", RIG_POP3, "xq",
      { "@ready", "C: DELE 1", "E: +OK", "C: QUIT", "! sent", "E: +OK" } },
};

/* What must hold of a dialogue that was cut. */
struct cut {
    struct rig_script script;
    char line[160];     /* the one that was cut */
    size_t complete;    /* deeds that are */
    int ready, body, sent, at_reply; /* READY came; the message; what has an effect was sent; the
                                        cut is right behind a reply */
    int inside;         /* of a line or a reply */
};

/* --- cutting -------------------------------------------------------------------------------- */

static int is_spoken(const char *step)
{
    return strchr("SEBFM", step[0]) != NULL && step[1] == ':';
}

/* The bytes of a line that can be cut; a tag counts as one. */
static size_t length(const char *step)
{
    const char *tag = strstr(step, "$TAG");

    return strlen(step + 3) - (tag != NULL ? 3 : 0) + 2;
}

static void cut_line(char *to, size_t cap, const char *step, size_t keep)
{
    const char *p = step + 3;
    size_t at = (size_t)snprintf(to, cap, "R: ");

    for (; keep > 0 && *p != '\0'; keep--) {
        if (strncmp(p, "$TAG", 4) == 0) {
            at += (size_t)snprintf(to + at, cap - at, "%s", keep > 1 ? "$TAG" : "A");
            p += 4;
        } else {
            to[at++] = *p++;
        }
    }
    to[at] = '\0';
    if (keep > 0)
        snprintf(to + at, cap - at, "%s", keep > 1 ? "\\r\\n" : "\\r");
}

/* All of a line goes into the script as it is. */
static const char *whole(const char *step, char *room, size_t cap)
{
    snprintf(room, cap, "S:%s", step + 2);
    return room;
}

static void note_line(struct cut *c, const char *step, size_t last_of_ready, size_t at)
{
    c->complete += step[0] == 'E' || step[0] == 'F';
    c->body |= step[0] == 'B' || step[0] == 'F';
    c->ready |= at == last_of_ready;
}

/* In which reply a line stands, beyond its mark: SMTP shows it, the others' openings have lists. */
static int goes_on(const char *step)
{
    return step[0] == 'M' || strncmp(step, "S: 250-", 7) == 0;
}

/* The dialogue up to its k-th spoken byte; 0: it has no more. Behind a whole reply the server may
   wait for the next command before it goes. */
static int cut_at(struct cut *c, const struct dialogue *d, unsigned security, size_t k, int wait,
                  const char *ending, char rooms[][160])
{
    struct rig_script all = { { NULL }, 0 };
    size_t i, last_of_ready;

    memset(c, 0, sizeof *c);
    rig_expand(&all, d->step, d->protocol, security);
    for (last_of_ready = 0; strncmp(all.step[last_of_ready], d->step[1], 3) != 0 ||
                            strcmp(all.step[last_of_ready], d->step[1]) != 0;
         last_of_ready++)
        ;
    last_of_ready--;
    for (i = 0; i < last_of_ready; i++) /* POP3 asks behind it what is offered now */
        if (strcmp(all.step[i], "S: +OK in") == 0)
            last_of_ready = i;
    for (i = 0; i < all.count; i++) {
        const char *step = all.step[i];

        if (strcmp(step, "! sent") == 0) {
            c->sent = 1;
        } else if (!is_spoken(step)) {
            rig_step(&c->script, step);
        } else if (k > length(step) || (k == length(step) && i + 1 < all.count)) {
            k -= length(step);
            rig_step(&c->script, whole(step, rooms[i], 160));
            note_line(c, step, last_of_ready, i);
            c->inside = goes_on(step);
            if (k == 0 && all.step[i + 1][0] == 'C' && !wait) {
                c->at_reply = 1;
                break;
            }
        } else {
            cut_line(c->line, sizeof c->line, step, k);
            rig_step(&c->script, c->line);
            if (k >= length(step))
                note_line(c, step, last_of_ready, i);
            c->body |= step[0] == 'B' && k > 0; /* the parenthesis ends it */
            c->inside |= k > 0 && k < length(step);
            break;
        }
    }
    rig_step(&c->script, ending);
    return i < all.count && !(i + 1 == all.count && k >= length(all.step[i]));
}

/* --- judging -------------------------------------------------------------------------------- */

/* The ends of deeds that are not complete. */
static const char *judge_ends(const struct dialogue *d, const struct cut *c, const struct rig *r,
                              int reset)
{
    size_t i;

    for (i = 0; i < r->count; i++) {
        char deed = d->deeds[i == 0 ? 0 : i], end = r->ends[i];
        int unclean = strchr(d->deeds, 'x') != NULL;
        int lasting = deed == 'd' || (deed == 'q' && unclean);

        if (i < c->complete && (end == 'D' || (reset && (end == 'A' || end == 'U'))))
            continue;
        if (i < c->complete)
            return "a deed whose answer came whole is not DONE";
        if (deed == 'q' && !unclean && end == 'D')
            continue;
        if (end != 'A' && end != 'U')
            return "a deed without its answer has succeeded";
        if (lasting && c->sent && i == c->complete && !c->at_reply && end != 'U' && !reset)
            return "what was sent and has no answer is not UNKNOWN";
        if (!lasting && end != 'A' && !(unclean && deed == 'x'))
            return "what has no effect is UNKNOWN";
    }
    return NULL;
}

static const char *judge(const struct dialogue *d, const struct cut *c, const struct rig *r,
                         int reset, int tls_cut)
{
    const char *fault = judge_ends(d, c, r, reset);

    if (fault != NULL)
        return fault;
    if (r->fault[0] != '\0')
        return r->fault;
    if (r->last == 0)
        return "it does not end";
    if (r->seen[MW_EV_READY] && !c->ready)
        return "READY without its answer";
    if (r->seen[MW_EV_MSG_END] && !c->body)
        return "half a message was called a whole one";
    if (r->last == MW_EV_CLOSED)
        return r->count > 0 && r->ends[r->count - 1] == 'D' ? NULL : "CLOSED without QUIT";
    if (r->err.code != MW_E_TRUNCATED && r->err.code != MW_E_CONN_LOST)
        return "another code";
    if (!reset && (c->inside || (tls_cut && !c->at_reply)) && r->err.code != MW_E_TRUNCATED)
        return "it is not called truncated";
    return NULL;
}

/* --- every byte ----------------------------------------------------------------------------- */

struct variant {
    const char *name;
    unsigned security;
    const char *ending;
    size_t from, stride; /* which bytes */
};

static const struct variant variants[] = {
    { "in clear, FIN", PLAIN, "! close", 0, 1 },
    { "in clear, reset", PLAIN, "! rst", 0, 1 },
    { "under TLS, close_notify", TLS, "! bye", 0, 4 },
    { "under TLS, FIN alone", TLS, "! close", 1, 4 },
    { "under TLS, reset", TLS, "! rst", 0, 11 },
    { "under STARTTLS, FIN", STARTTLS, "! close", 0, 11 },
};

struct plan {
    const struct dialogue *dialogue;
    const struct variant *variant;
};

static int play_cut(const struct plan *plan, size_t k, int wait, int *over, int *at_reply)
{
    static char rooms[RIG_SCRIPT_MAX][160];
    const struct variant *v = plan->variant;
    const struct dialogue *d = plan->dialogue;
    int reset = strcmp(v->ending, "! rst") == 0, tls_cut;
    struct rig_way way = { v->security, 0, NULL, k & 1, k & 2 ? 256u : 0u, 0, 0, &rig_limits };
    struct rig *r = calloc(1, sizeof *r);
    struct hst_result res;
    const char *fault;
    struct cut c;

    assert_non_null(r);
    *over = !cut_at(&c, d, v->security, k, wait, v->ending, rooms);
    *at_reply = c.at_reply;
    rig_run(r, d->protocol, &way, c.script.step, d->deeds);
    assert_true(hst_wait(r->h, 1, 6000));
    assert_int_equal(hst_result(r->h, 0, &res), 0);
    tls_cut = res.tls_started && strcmp(v->ending, "! close") == 0;
    fault = judge(d, &c, r, reset, tls_cut);
    if (fault == NULL)
        fault = rig_common_fault(r, &way, &res);
    if (fault == NULL && res.end == HST_MISMATCH)
        fault = "the client does not follow the script";
    if (fault != NULL) {
        rig_say(r, d->name, fault);
        print_error("%s, after %zu bytes, script ends in \"%s\"\n", v->name, k,
                    c.script.step[c.script.count - 2]);
    }
    hst_result_free(&res);
    hst_stop(r->h);
    free(r);
    return fault != NULL;
}

static void every_byte(void **state)
{
    const struct plan *plan = *state;
    size_t k = plan->variant->from;
    int over, at_reply, none, faults = 0;

    do {
        faults += play_cut(plan, k, 0, &over, &at_reply);
        if (at_reply)
            faults += play_cut(plan, k, 1, &none, &at_reply);
        k += plan->variant->stride;
    } while (!over && faults < 10);
    assert_int_equal(faults, 0);
}

/* --- every byte of TLS itself --------------------------------------------------------------- */

struct wire {
    int listener, server_port;
    uint16_t port;
    size_t limit; /* bytes from the server that pass */
    int reset;
    int over;     /* all passed, and the server was done */
};

static int connect_to(int port)
{
    struct sockaddr_in sa = { 0 };
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    sa.sin_family = AF_INET;
    sa.sin_port = htons((uint16_t)port);
    sa.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(fd, (struct sockaddr *)&sa, sizeof sa) != 0) {
        close(fd);
        return -1;
    }
    return fd;
}

/* Moves what there is; 0: that was the end. */
static int pass(int from, int to, size_t *left)
{
    char buf[4096];
    ssize_t n = recv(from, buf, *left < sizeof buf ? *left : sizeof buf, 0);

    if (n <= 0)
        return 0;
    *left -= (size_t)n;
    return send(to, buf, (size_t)n, MSG_NOSIGNAL) == n && *left > 0;
}

static void *wire(void *arg)
{
    struct wire *w = arg;
    struct linger linger = { 1, 0 };
    int client = accept(w->listener, NULL, NULL), server = connect_to(w->server_port), on = 1;
    struct pollfd p[2] = { { client, POLLIN, 0 }, { server, POLLIN, 0 } };
    size_t left = w->limit, any;

    while (on && left > 0 && poll(p, 2, 5000) > 0) {
        any = SIZE_MAX;
        if (p[0].revents)
            on = pass(client, server, &any);
        if (on && p[1].revents)
            on = pass(server, client, &left);
    }
    w->over = left > 0;
    if (w->reset)
        setsockopt(client, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
    else
        shutdown(client, SHUT_WR);
    while (!w->reset && poll(p, 1, 2000) > 0) {
        any = SIZE_MAX;
        if (!pass(client, server, &any))
            break;
    }
    close(client);
    close(server);
    return NULL;
}

static int listen_somewhere(uint16_t *port)
{
    struct sockaddr_in sa = { 0 };
    socklen_t len = sizeof sa;
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    sa.sin_family = AF_INET;
    sa.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    assert_int_equal(bind(fd, (struct sockaddr *)&sa, sizeof sa), 0);
    assert_int_equal(listen(fd, 1), 0);
    assert_int_equal(getsockname(fd, (struct sockaddr *)&sa, &len), 0);
    *port = ntohs(sa.sin_port);
    return fd;
}

/* One session with `limit` bytes of the server's TLS; how many deeds were DONE, -1: a fault. */
static int play_wire(struct wire *w, const struct dialogue *d, const struct hst *h)
{
    struct rig_way way = { TLS, 0, NULL, 0, 0, 0, 0, &rig_limits };
    struct rig *r = calloc(1, sizeof *r);
    mw_config cfg;
    pthread_t thread;
    int done = 0;
    size_t i;

    assert_non_null(r);
    w->listener = listen_somewhere(&w->port);
    w->server_port = hst_port(h);
    assert_int_equal(pthread_create(&thread, NULL, wire, w), 0);
    r->protocol = d->protocol;
    r->deeds = d->deeds;
    cfg = rig_config(&way, w->port);
    assert_int_equal(rig_new(&r->s, d->protocol, &cfg), MW_OK);
    rig_drive(r, 0);
    mw_free(r->s);
    pthread_join(thread, NULL);
    close(w->listener);
    for (i = 0; i < r->count; i++)
        done += r->ends[i] == 'D';
    if (r->fault[0] != '\0' || r->last == 0 || !rig_all_ended(r) ||
        (r->last == MW_EV_FAILED && r->err.code != MW_E_TRUNCATED &&
         r->err.code != MW_E_CONN_LOST)) {
        rig_say(r, d->name, "cut inside TLS");
        done = -1;
    }
    free(r);
    return done;
}

/* More bytes never bring less, and all of them bring all. */
static void inside_tls(void **state)
{
    const struct dialogue *d = *state;
    struct rig_script sc = { { NULL }, 0 };
    struct hst_opts opts = { 0 };
    static char rooms[RIG_SCRIPT_MAX][160];
    struct wire w;
    struct cut c;
    struct hst *h;
    size_t k;
    int done = 0, best = 0;

    assert_false(cut_at(&c, d, TLS, 100000, 0, "! bye", rooms));
    rig_steps(&sc, c.script.step);
    opts.pki = rig_pki;
    h = hst_start(sc.step, &opts);
    assert_non_null(h);
    memset(&w, 0, sizeof w);
    for (k = 0; !w.over; k += k < 1400 ? 37 : 11) {
        w.limit = k;
        w.reset = k & 1;
        done = play_wire(&w, d, h);
        assert_true(done >= 0);
        if (!w.reset)
            assert_true(done >= best);
        if (!w.reset)
            best = done;
    }
    assert_int_equal(done, strlen(d->deeds));
    hst_stop(h);
}

/* --- a peer that is gone while a message is written ----------------------------------------- */

/* Writing goes on into a socket that nobody reads any more: no SIGPIPE (R18), and no success. */
static void gone_in_mid_body(void **state)
{
    static const char *const endings[] = { "! close", "! bye", "! rst" };
    static char body[24 << 20];
    size_t i;

    (void)state;
    memset(body, 'x', sizeof body);
    for (i = 0; i < 2 * RIG_COUNT(endings); i++) {
        const char *const script[] = { "@ready", "C: MAIL", "S: 250 ok", "C: RCPT", "S: 250 ok",
                                       "C: DATA", "S: 354 go", "! take 100000", endings[i / 2],
                                       NULL };
        struct rig_way way = { i & 1 ? TLS : PLAIN, 0, NULL, 0, 0, 0, 0, &rig_limits };
        struct rig_script sc = { { NULL }, 0 };
        struct rig *r = calloc(1, sizeof *r);

        assert_non_null(r);
        r->body = body;
        r->body_len = sizeof body;
        rig_expand(&sc, script, RIG_SMTP, way.security);
        rig_run(r, RIG_SMTP, &way, sc.step, "mrdq");
        if (r->last != MW_EV_FAILED || memcmp(r->ends, "DDA", 3) != 0 || rig_sigpipes != 0 ||
            (r->err.code != MW_E_CONN_LOST && r->err.code != MW_E_TRUNCATED)) {
            rig_say(r, endings[i / 2], rig_sigpipes != 0 ? "a SIGPIPE" : "unexpected");
            fail();
        }
        hst_stop(r->h);
        free(r);
    }
}

int main(void)
{
    static struct rig_tests t;
    static struct plan plans[RIG_COUNT(dialogues)][RIG_COUNT(variants)];
    static char names[RIG_COUNT(dialogues)][RIG_COUNT(variants) + 1][80];
    size_t i, j;

    for (i = 0; i < RIG_COUNT(dialogues); i++) {
        for (j = 0; j < RIG_COUNT(variants); j++) {
            plans[i][j].dialogue = &dialogues[i];
            plans[i][j].variant = &variants[j];
            snprintf(names[i][j], sizeof names[i][j], "%s, cut at each byte: %s",
                     dialogues[i].name, variants[j].name);
            rig_add(&t, names[i][j], every_byte, &plans[i][j]);
        }
        snprintf(names[i][j], sizeof names[i][j], "%s, cut inside TLS", dialogues[i].name);
        rig_add(&t, names[i][j], inside_tls, &dialogues[i]);
    }
    rig_add(&t, "SMTP: the peer is gone in mid-body", gone_in_mid_body, NULL);
    return rig_main("truncation", &t);
}
