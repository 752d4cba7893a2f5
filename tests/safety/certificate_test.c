/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE

/* Certificates of every kind and other troubles of the handshake (R11, R12): the same verdict
   behind STARTTLS as with TLS from the first byte, for all protocols, and not a word of the
   login. */

#include "safety/rig.h"

struct certificate {
    const char *tls; /* the script's step */
    const char *host;
    int code;
    uint32_t bits;
};

static const struct certificate certificates[] = {
    { "! tls good", "localhost", MW_OK, 0 },
    { "! tls good", "mail.example.test", MW_OK, 0 },
    { "! tls good", "a.wild.example.test", MW_OK, 0 },
    { "! tls good", "127.0.0.1", MW_OK, 0 },
    { "! tls good", "::1", MW_OK, 0 },
    { "! tls good", "[::1]", MW_OK, 0 },
    { "! tls intermediate", "localhost", MW_OK, 0 },
    { "! tls good", "a.b.wild.example.test", MW_E_CERT_HOST, MW_CERT_HOST },
    { "! tls good", "evil.test", MW_E_CERT_HOST, MW_CERT_HOST },
    { "! tls good", "localhost.evil.test", MW_E_CERT_HOST, MW_CERT_HOST },
    { "! tls good", "ocalhost", MW_E_CERT_HOST, MW_CERT_HOST },
    { "! tls good", "127.0.0.2", MW_E_CERT_HOST, MW_CERT_HOST },
    { "! tls good", "::2", MW_E_CERT_HOST, MW_CERT_HOST },
    { "! tls other-host", "localhost", MW_E_CERT_HOST, MW_CERT_HOST },
    { "! tls expired", "localhost", MW_E_CERT_EXPIRED, MW_CERT_EXPIRED },
    { "! tls not-yet", "localhost", MW_E_CERT_NOT_YET, MW_CERT_NOT_YET },
    { "! tls expired-other", "localhost", MW_E_CERT_HOST, MW_CERT_HOST | MW_CERT_EXPIRED },
    { "! tls self-signed", "localhost", MW_E_CERT_UNTRUSTED, MW_CERT_UNTRUSTED },
    { "! tls unknown-ca", "localhost", MW_E_CERT_UNTRUSTED, MW_CERT_UNTRUSTED },
    { "! tls unknown-ca", "evil.test", MW_E_CERT_UNTRUSTED, MW_CERT_UNTRUSTED | MW_CERT_HOST },
    { "! tls no-intermediate", "localhost", MW_E_CERT_UNTRUSTED, MW_CERT_UNTRUSTED },
    { "! tls issuer-not-ca", "localhost", MW_E_CERT_UNTRUSTED, MW_CERT_UNTRUSTED },
    { "! tls path-too-long", "localhost", MW_E_CERT_UNTRUSTED, MW_CERT_UNTRUSTED },
    { "! tls cn-only", "localhost", MW_E_CERT_HOST, MW_CERT_HOST },
    { "! tls dns-only", "127.0.0.1", MW_E_CERT_HOST, MW_CERT_HOST },
    { "! tls nul-name", "localhost", MW_E_CERT_HOST, MW_CERT_HOST },
    { "! tls client-use", "localhost", MW_E_CERT_WEAK, MW_CERT_WEAK },
    { "! tls odd-critical", "localhost", MW_E_TLS, 0 },
};

/* The script up to READY and its end, with another handshake. */
static void expand(struct rig_script *sc, enum rig_protocol p, unsigned security, const char *tls)
{
    static const char *const quit[RIG_PROTOCOLS][6] = {
        { "C: QUIT", "S: 221 bye", "! bye" },
        { "C: $TAG LOGOUT", "S: * BYE", "S: $TAG OK", "! bye" },
        { "C: QUIT", "S: +OK", "! bye" },
    };
    size_t i;

    rig_ready(sc, p, security);
    rig_steps(sc, quit[p]);
    for (i = 0; i < sc->count; i++)
        if (strcmp(sc->step[i], "! tls good") == 0)
            sc->step[i] = tls;
}

/* NULL: as it should be. */
static const char *judge(struct rig *r, const struct certificate *c, const struct rig_way *way)
{
    struct hst_result res;
    const char *fault;

    assert_true(hst_wait(r->h, 1, 6000));
    assert_int_equal(hst_result(r->h, 0, &res), 0);
    fault = rig_common_fault(r, way, &res);
    if (fault == NULL && r->err.code != c->code)
        fault = "another code";
    if (fault == NULL && c->code != MW_OK && r->err.stage != MW_AT_TLS)
        fault = "another stage";
    if (fault == NULL && (r->err.cert & ~MW_CERT_NO_CLOCK) != c->bits && c->bits != 0)
        fault = "other bits";
    if (fault == NULL && c->code != MW_OK && (res.tls_len != 0 || hst_leaks(r->h, RIG_SECRET)))
        fault = "something was said under TLS";
    if (fault == NULL && c->code != MW_OK && (r->err.advice == NULL || *r->err.advice == '\0'))
        fault = "no advice";
    /* RFC 6066 3: no addresses in SNI */
    if (fault == NULL && (strcmp(res.sni, c->host) == 0) == (strpbrk(c->host, ":") != NULL ||
                                                               c->host[0] == '1'))
        fault = "SNI";
    hst_result_free(&res);
    return fault;
}

static void certificate(void **state)
{
    const struct certificate *c = *state;
    int p;
    unsigned mode;

    for (p = 0; p < RIG_PROTOCOLS; p++)
        for (mode = STARTTLS; mode <= TLS; mode <<= 1) {
            struct rig_way way = { mode, 0, c->host, 0, 0, 0, 0, &rig_limits };
            struct rig_script sc = { { NULL }, 0 };
            struct rig *r = calloc(1, sizeof *r);
            const char *fault;

            assert_non_null(r);
            expand(&sc, (enum rig_protocol)p, mode, c->tls);
            rig_run(r, (enum rig_protocol)p, &way, sc.step, "q");
            fault = judge(r, c, &way);
            if (fault != NULL) {
                rig_say(r, c->tls, fault);
                print_error("for %s, protocol %d, mode %u, bits %x\n", c->host, p, mode,
                            (unsigned)r->err.cert);
            }
            hst_stop(r->h);
            free(r);
            assert_null(fault);
        }
}

/* R24: a context that many sessions share carries no trust from one to the next. */
static void another_server_with_the_same_context(void **state)
{
    static const struct certificate good = { "! tls good", "localhost", MW_OK, 0 };
    static const struct certificate other = { "! tls other-host", "localhost", MW_E_CERT_HOST,
                                              MW_CERT_HOST };
    int i;

    (void)state;
    for (i = 0; i < 4; i++) {
        void *row = (void *)(uintptr_t)(i & 1 ? &other : &good);

        certificate(&row);
    }
}

/* What is no TLS, or an old one. */
static void no_tls_there(void **state)
{
    static const struct { const char *name, *step; int code; } cases[] = {
        { "text", "R: HTTP/1.1 400 Bad Request\\r\\n\\r\\n", MW_E_PORT_IS_PLAIN },
        { "an alert: protocol_version", "R: \\x15\\x03\\x03\\x00\\x02\\x02\\x46",
          MW_E_TLS_VERSION },
        { "an alert: handshake_failure", "R: \\x15\\x03\\x03\\x00\\x02\\x02\\x28",
          MW_E_TLS_VERSION },
        { "a record of 65535 bytes", "R: \\x16\\x03\\x03\\xff\\xff\\x02", MW_E_TLS },
        { "an old server hello", "R: \\x16\\x03\\x01\\x00\\x2c\\x02\\x00\\x00\\x28\\x03\\x01"
          "01234567890123456789012345678901\\x00\\x00\\x2f\\x00\\x00\\x00", MW_E_TLS_VERSION },
        { "an anonymous suite", "R: \\x16\\x03\\x03\\x00\\x2a\\x02\\x00\\x00\\x26\\x03\\x03"
          "01234567890123456789012345678901\\x00\\x00\\x34\\x00", MW_E_TLS },
        { "a NULL suite", "R: \\x16\\x03\\x03\\x00\\x2a\\x02\\x00\\x00\\x26\\x03\\x03"
          "01234567890123456789012345678901\\x00\\x00\\x3b\\x00", MW_E_TLS },
        { "application data", "R: \\x17\\x03\\x03\\x00\\x05abcde", MW_E_TLS },
        { "the end", "! close", MW_E_CONN_LOST },
        { "a reset", "! rst", MW_E_CONN_LOST },
    };
    size_t i;
    int p, faults = 0;
    unsigned mode;

    (void)state;
    for (i = 0; i < RIG_COUNT(cases); i++)
        for (p = 0; p < RIG_PROTOCOLS; p++)
            for (mode = STARTTLS; mode <= TLS; mode <<= 1) {
                struct certificate c = { cases[i].step, "localhost", cases[i].code, 0 };
                /* Where the server had agreed to TLS, text is no wrong port any more. */
                int is_text = c.code == MW_E_PORT_IS_PLAIN && mode == STARTTLS;
                int code = is_text ? MW_E_INJECTED : c.code;
                struct rig_way way = { mode, 0, NULL, 0, 0, 0, 0, &rig_limits };
                struct rig_script sc = { { NULL }, 0 };
                struct rig *r = calloc(1, sizeof *r);
                size_t at;

                assert_non_null(r);
                expand(&sc, (enum rig_protocol)p, mode, "! tls good");
                for (at = 0; strcmp(sc.step[at], "! tls good") != 0; at++)
                    ;
                sc.step[at] = "! take 11"; /* some of the client's hello */
                sc.step[at + 1] = c.tls;
                sc.step[at + 2] = "! silent 5000";
                sc.step[at + 3] = NULL;
                rig_run(r, (enum rig_protocol)p, &way, sc.step, "q");
                if (r->last != MW_EV_FAILED || r->err.code != code ||
                    r->err.stage != MW_AT_TLS || hst_leaks(r->h, RIG_SECRET)) {
                    rig_say(r, cases[i].name, mode == TLS ? "with TLS" : "with STARTTLS");
                    faults++;
                }
                hst_stop(r->h);
                free(r);
            }
    assert_int_equal(faults, 0);
}

int main(void)
{
    static struct rig_tests t;
    static char name[RIG_COUNT(certificates)][80];
    size_t i;

    for (i = 0; i < RIG_COUNT(certificates); i++) {
        snprintf(name[i], sizeof name[i], "certificate %s for %s", certificates[i].tls + 6,
                 certificates[i].host);
        rig_add(&t, name[i], certificate, &certificates[i]);
    }
    rig_add(&t, "another server with the same context", another_server_with_the_same_context,
            NULL);
    rig_add(&t, "no TLS there", no_tls_there, NULL);
    return rig_main("certificate", &t);
}
