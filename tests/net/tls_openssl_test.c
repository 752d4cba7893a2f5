/* SPDX-License-Identifier: MIT */
#define _DEFAULT_SOURCE
/* TLS over TCP with another implementation, `openssl s_server`: RSA, old versions, weak keys. */

#include "net/rig.h"

#include "server/pki.h"

#include <mbedtls/version.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>

#define WORDS 40

static struct pki_set *pki;
static char dir[] = "/tmp/mailwire-tls-XXXXXX";
static int have_openssl;

struct peer {
    pid_t pid;
    int out; /* its standard output */
    int in;  /* its standard input, which it must not see closed */
    uint16_t port;
};

/* Runs a program to its end in `dir`, quietly; words: separated by blanks. */
static pid_t spawn(const char *words, int out, int in)
{
    char copy[1024];
    char *argv[WORDS];
    char *word;
    size_t n = 0;
    pid_t pid;
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);

    assert_true(strlen(words) < sizeof copy);
    strcpy(copy, words);
    for (word = strtok(copy, " "); word != NULL && n + 1 < WORDS; word = strtok(NULL, " "))
        argv[n++] = word;
    argv[n] = NULL;
    pid = fork();
    if (pid == 0) {
        dup2(in >= 0 ? in : null, 0);
        dup2(out >= 0 ? out : null, 1);
        dup2(null, 2);
        if (chdir(dir) == 0)
            execvp(argv[0], argv);
        _exit(127);
    }
    close(null);
    return pid;
}

static int run(const char *words)
{
    pid_t pid = spawn(words, -1, -1);
    int status = -1;

    return pid > 0 && waitpid(pid, &status, 0) == pid ? status : -1;
}

static void put_file(const char *name, const char *text)
{
    char path[128];
    FILE *f;

    snprintf(path, sizeof path, "%s/%s", dir, name);
    f = fopen(path, "w");
    assert_non_null(f);
    fputs(text, f);
    assert_int_equal(fclose(f), 0);
}

static void put_cert(const char *name, enum pki_choice choice)
{
    const struct pki_cert *cert = pki_get(pki, choice);
    char file[64];

    assert_non_null(cert);
    snprintf(file, sizeof file, "%s.crt", name);
    put_file(file, cert->pem);
    snprintf(file, sizeof file, "%s.key", name);
    put_file(file, cert->key_pem);
}

#define SELF_SIGNED                                                                                \
    "openssl req -x509 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost "

static int make_all(void **state)
{
    (void)state;
    if (mkdtemp(dir) == NULL || (pki = pki_set_new()) == NULL)
        return -1;
    have_openssl = run("openssl version") == 0;
    if (!have_openssl)
        return 0;
    put_cert("good", PKI_GOOD);
    put_cert("client-use", PKI_CLIENT_USE);
    put_cert("odd", PKI_ODD_CRITICAL);
    put_file("ca.crt", pki_ca_pem(pki));
    if (run(SELF_SIGNED "-newkey rsa:2048 -sha256 -keyout rsa.key -out rsa.crt") != 0 ||
        run(SELF_SIGNED "-newkey rsa:1024 -sha256 -keyout short.key -out short.crt") != 0 ||
        run(SELF_SIGNED "-newkey rsa:2048 -sha1 -keyout sha1.key -out sha1.crt") != 0)
        return -1;
    return 0;
}

static int remove_all(void **state)
{
    DIR *list = opendir(dir);
    struct dirent *e;
    char path[sizeof dir + 256];

    (void)state;
    pki_set_free(pki);
    while (list != NULL && (e = readdir(list)) != NULL) {
        snprintf(path, sizeof path, "%s/%s", dir, e->d_name);
        unlink(path);
    }
    if (list != NULL)
        closedir(list);
    return rmdir(dir);
}

/* Waits for the line "ACCEPT 127.0.0.1:PORT". */
static uint16_t read_port(int fd)
{
    char text[512];
    size_t len = 0;
    uint64_t end = rig_now_ms() + 10000;

    while (len + 1 < sizeof text && rig_now_ms() < end) {
        struct pollfd p = { fd, POLLIN, 0 };
        const char *at;
        ssize_t n = poll(&p, 1, 1000) == 1 ? read(fd, text + len, sizeof text - 1 - len) : 0;

        len += n > 0 ? (size_t)n : 0;
        text[len] = '\0';
        at = strstr(text, "ACCEPT ");
        if (at != NULL && strchr(at, '\n') != NULL)
            return (uint16_t)atoi(strrchr(at, ':') + 1);
    }
    return 0;
}

/* words: a program that tells its port as s_server does. */
static void start_peer(struct peer *p, const char *words)
{
    int out[2], in[2];

    assert_int_equal(pipe(out), 0);
    assert_int_equal(pipe(in), 0);
    p->pid = spawn(words, out[1], in[0]);
    assert_true(p->pid > 0);
    close(out[1]);
    close(in[0]);
    p->out = out[0];
    p->in = in[1];
    p->port = read_port(p->out);
    if (p->port == 0)
        kill(p->pid, SIGKILL);
    assert_int_not_equal(p->port, 0);
}

static void stop_peer(struct peer *p)
{
    int status;

    kill(p->pid, SIGKILL);
    waitpid(p->pid, &status, 0);
    close(p->out);
    close(p->in);
}

static int secured(mw_transport *t, const char *host)
{
    uint64_t end = rig_now_ms() + 10000;
    int rc;

    while (rig_is_want(rc = t->secure(t->ctx, host)) && rig_now_ms() < end)
        t->wait(t->ctx, rc == MW_WANT_READ ? MW_POLL_READ : MW_POLL_WRITE, 1000);
    return rc;
}

/* "hello" comes back reversed. */
static int talk(mw_transport *t)
{
    char buf[64];
    size_t n = 0;
    int rc = t->send(t->ctx, "hello\n", 6, &n);

    if (rc == MW_OK)
        rc = rig_recv(t, buf, sizeof buf, &n);
    if (rc == MW_OK)
        assert_memory_equal(buf, "olleh", 5);
    return rc;
}

/* One connection to a peer, as far as its handshake goes. */
struct meeting {
    struct peer peer;
    mw_tls_context *context;
    mw_transport *tcp, *tls;
};

/* ca: file of the only CA trusted. */
static int begin(struct meeting *m, const char *words, const char *ca)
{
    mw_tls opts = MW_TLS_INIT;
    char path[128];

    start_peer(&m->peer, words);
    snprintf(path, sizeof path, "%s/%s", dir, ca);
    opts.ca_file = path;
    assert_int_equal(mw_tls_context_new(&m->context, &opts), MW_OK);
    assert_int_equal(mw_tcp_new(&m->tcp), MW_OK);
    assert_int_equal(mw_tls_over(&m->tls, m->tcp, m->context), MW_OK);
    assert_int_equal(rig_open(m->tls, "127.0.0.1", m->peer.port, 5000), MW_OK);
    return secured(m->tls, "localhost");
}

static void end(struct meeting *m)
{
    m->tls->close(m->tls->ctx);
    mw_transport_free(m->tls);
    mw_transport_free(m->tcp);
    mw_tls_context_free(m->context);
    stop_peer(&m->peer);
}

static int meet(const char *cert, const char *more, const char *ca, mw_error *err)
{
    struct meeting m;
    char words[512];
    int rc;

    if (!have_openssl)
        skip();
    snprintf(words, sizeof words,
             "openssl s_server -accept 127.0.0.1:0 -cert %s.crt -key %s.key -cert_chain %s.crt "
             "-naccept 1 -rev %s",
             cert, cert, cert, more);
    rc = begin(&m, words, ca);
    if (rc == MW_OK)
        rc = talk(m.tls);
    memset(err, 0, sizeof *err);
    err->code = rc;
    m.tls->explain(m.tls->ctx, err);
    end(&m);
    return rc;
}

static void test_agree(void **state)
{
    mw_error err;

    (void)state;
    assert_int_equal(meet("good", "-tls1_2", "ca.crt", &err), MW_OK);
    assert_int_equal(meet("rsa", "-tls1_2", "rsa.crt", &err), MW_OK); /* with RSA-PSS on offer */
    assert_int_equal(meet("good", "", "ca.crt", &err), MW_OK);
    assert_int_equal(meet("rsa", "", "rsa.crt", &err), MW_OK);
    if (!(mw_features() & MW_FEATURE_TLS13))
        return;
    assert_int_equal(meet("good", "-tls1_3", "ca.crt", &err), MW_OK);
    assert_int_equal(meet("rsa", "-tls1_3", "rsa.crt", &err), MW_OK);
}

static void test_nothing_in_common(void **state)
{
    mw_error err;

    (void)state;
    assert_int_equal(meet("good", "-tls1_1 -cipher DEFAULT@SECLEVEL=0", "ca.crt", &err),
                     MW_E_TLS_VERSION);
    /* an ECDSA key, and only RSA suites */
    assert_int_equal(meet("good", "-tls1_2 -cipher ECDHE-RSA-AES128-GCM-SHA256", "ca.crt", &err),
                     MW_E_TLS_VERSION);
    assert_int_equal(-err.backend, 0x7780 + 40);
    if (!(mw_features() & MW_FEATURE_TLS13)) {
        assert_int_equal(meet("good", "-tls1_3", "ca.crt", &err), MW_E_TLS_VERSION);
        assert_int_equal(-err.backend, 0x7780 + 70);
    }
}

static void test_weak(void **state)
{
    mw_error err;

    (void)state;
    assert_int_equal(meet("short", "-cipher DEFAULT@SECLEVEL=0", "short.crt", &err),
                     MW_E_CERT_WEAK);
    assert_int_equal(err.cert, MW_CERT_WEAK);
    /* nobody's CA: its signature is looked at, too */
    assert_int_equal(meet("sha1", "-cipher DEFAULT@SECLEVEL=0", "ca.crt", &err),
                     MW_E_CERT_UNTRUSTED);
    assert_int_equal(meet("client-use", "-tls1_2", "ca.crt", &err), MW_E_CERT_WEAK);
    assert_int_equal(err.cert, MW_CERT_WEAK);
    assert_int_equal(meet("client-use", "", "ca.crt", &err), MW_E_CERT_WEAK);
}

/* A critical extension nobody knows: such a certificate is not even parsed. */
static void test_odd_extension(void **state)
{
    mw_error err;

    (void)state;
    assert_int_equal(meet("odd", "", "ca.crt", &err), MW_E_TLS);
    assert_int_not_equal(err.backend, 0);
}

/* The server wants a certificate and we have none. It says so by alert; with TLS 1.3 only after
   the handshake was over for us. */
static void test_client_certificate_missing(void **state)
{
    mw_error err;

    (void)state;
    assert_int_equal(meet("good", "-tls1_2 -Verify 1 -verify_return_error", "ca.crt", &err),
                     MW_E_TLS);
    assert_int_equal(-err.backend, 0x7780 + 40);
    if (!(mw_features() & MW_FEATURE_TLS13))
        return;
    assert_int_equal(meet("good", "-tls1_3 -Verify 1 -verify_return_error", "ca.crt", &err),
                     MW_E_TLS);
    assert_int_equal(-err.backend, 0x7780 + 116);
}

/* --- channel bindings ----------------------------------------------------------------------- */

/* Reads hexadecimal digits, which may have colons between them, that come behind `mark`. */
static size_t read_hex(int fd, const char *mark, unsigned char *out, size_t cap)
{
    uint64_t end = rig_now_ms() + 10000;
    char text[16384];
    const char *at = NULL;
    size_t len = 0, n = 0;
    unsigned byte;

    while (len + 1 < sizeof text && rig_now_ms() < end) {
        struct pollfd p = { fd, POLLIN, 0 };
        ssize_t got = poll(&p, 1, 1000) == 1 ? read(fd, text + len, sizeof text - 1 - len) : 0;

        len += got > 0 ? (size_t)got : 0;
        text[len] = '\0';
        at = strstr(text, mark);
        if (at != NULL && strchr(at, '\n') != NULL)
            break;
    }
    if (at == NULL)
        return 0;
    for (at += strlen(mark); n < cap && sscanf(at, "%2x", &byte) == 1; at += at[2] == ':' ? 3 : 2)
        out[n++] = (unsigned char)byte;
    return n;
}

static void same_binding(mw_transport *t, int kind, const unsigned char *there, size_t len)
{
    unsigned char here[64];
    size_t n;

    assert_int_equal(t->binding(t->ctx, kind, here, sizeof here, &n), MW_OK);
    assert_int_equal(n, len);
    assert_memory_equal(here, there, n);
    assert_int_equal(t->binding(t->ctx, kind, here, len - 1, &n), MW_E_ARG);
}

/* OpenSSL exports in TLS 1.2, too; we do not. */
static void test_exporter(void **state)
{
    static const char peer[] = "openssl s_server -accept 127.0.0.1:0 -cert good.crt -key good.key "
                               "-naccept 1 -keymatexport EXPORTER-Channel-Binding "
                               "-keymatexportlen 32 ";
    const char *const versions[] = { "-tls1_2", "-tls1_3" };
    const int has_it = MBEDTLS_VERSION_NUMBER >= 0x03060400;
    int v;

    (void)state;
    if (!have_openssl)
        skip();
    for (v = 0; v < (mw_features() & MW_FEATURE_TLS13 ? 2 : 1); v++) {
        unsigned char there[64], here[64];
        char words[512];
        struct meeting m;
        size_t n;

        snprintf(words, sizeof words, "%s%s", peer, versions[v]);
        assert_int_equal(begin(&m, words, "ca.crt"), MW_OK);
        n = read_hex(m.peer.out, "Keying material: ", there, sizeof there);
        assert_int_equal(n, 32);
        if (v == 1 && has_it)
            same_binding(m.tls, MW_BINDING_EXPORTER, there, 32);
        else
            assert_int_equal(m.tls->binding(m.tls->ctx, MW_BINDING_EXPORTER, here, 64, &n),
                             MW_E_NOT_OFFERED);
        if (v == 1)
            assert_int_equal(m.tls->binding(m.tls->ctx, MW_BINDING_UNIQUE, here, 64, &n),
                             MW_E_NOT_OFFERED);
        end(&m);
    }
}

static void test_unique(void **state)
{
    unsigned char there[64], here[64];
    struct meeting m;
    size_t n;

    (void)state;
    if (!have_openssl || run("python3 --version") != 0)
        skip();
    put_file("peer.py",
             "import ssl, socket\n"
             "c = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)\n"
             "c.load_cert_chain('good.crt', 'good.key')\n"
             "c.maximum_version = ssl.TLSVersion.TLSv1_2\n"
             "s = socket.create_server(('127.0.0.1', 0))\n"
             "print('ACCEPT 127.0.0.1:%d' % s.getsockname()[1], flush=True)\n"
             "t = c.wrap_socket(s.accept()[0], server_side=True)\n"
             "print('unique', t.get_channel_binding('tls-unique').hex(), flush=True)\n"
             "t.recv(1)\n");
    assert_int_equal(begin(&m, "python3 peer.py", "ca.crt"), MW_OK);
    n = read_hex(m.peer.out, "unique ", there, sizeof there);
    assert_int_equal(n, 12);
    same_binding(m.tls, MW_BINDING_UNIQUE, there, n);
    assert_int_equal(m.tls->binding(m.tls->ctx, MW_BINDING_EXPORTER, here, sizeof here, &n),
                     MW_E_NOT_OFFERED);
    end(&m);
}

/* The digest that openssl takes of a certificate. */
static size_t fingerprint(const char *cert, const char *hash, unsigned char *out)
{
    char words[128];
    int fds[2];
    pid_t pid;
    size_t n;

    snprintf(words, sizeof words, "openssl x509 -in %s.crt -noout -fingerprint -%s", cert, hash);
    assert_int_equal(pipe(fds), 0);
    pid = spawn(words, fds[1], -1);
    close(fds[1]);
    n = read_hex(fds[0], "Fingerprint=", out, 64);
    close(fds[0]);
    waitpid(pid, NULL, 0);
    return n;
}

static void test_end_point(void **state)
{
    static const struct {
        const char *cert, *hash, *make;
    } cases[] = {
        { "good", "sha256", NULL },
        { "r384", "sha384", "-newkey rsa:2048 -sha384" },
        { "r512", "sha512", "-newkey rsa:2048 -sha512" },
        { "pss", "sha384",
          "-newkey rsa:2048 -sha384 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:-1" },
        { "e384", "sha384", "-newkey ec -pkeyopt ec_paramgen_curve:secp384r1 -sha384" },
    };
    size_t i;

    (void)state;
    if (!have_openssl)
        skip();
    for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        unsigned char digest[64];
        char words[512], ca[32];
        struct meeting m;
        size_t n;

        if (cases[i].make != NULL) {
            snprintf(words, sizeof words, SELF_SIGNED "%s -keyout %s.key -out %s.crt",
                     cases[i].make, cases[i].cert, cases[i].cert);
            assert_int_equal(run(words), 0);
        }
        n = fingerprint(cases[i].cert, cases[i].hash, digest);
        assert_true(n >= 32);
        snprintf(ca, sizeof ca, "%s.crt", cases[i].make != NULL ? cases[i].cert : "ca");
        snprintf(words, sizeof words,
                 "openssl s_server -accept 127.0.0.1:0 -cert %s.crt -key %s.key -naccept 1",
                 cases[i].cert, cases[i].cert);
        if (begin(&m, words, ca) != MW_OK)
            fail_msg("%s", cases[i].cert);
        same_binding(m.tls, MW_BINDING_SERVER_END_POINT, digest, n);
        end(&m);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_agree),
        cmocka_unit_test(test_nothing_in_common),
        cmocka_unit_test(test_weak),
        cmocka_unit_test(test_odd_extension),
        cmocka_unit_test(test_client_certificate_missing),
        cmocka_unit_test(test_exporter),
        cmocka_unit_test(test_unique),
        cmocka_unit_test(test_end_point),
    };

    return cmocka_run_group_tests_name("tls with openssl", tests, make_all, remove_all);
}
