/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L

/* mailserver [-c certificate] [-a] [-q] [-s script] [CA-FILE]
   Prints its ports as shell assignments (SMTP_PORT=... SMTPS_PORT=... CA_FILE=...) and serves
   until SIGTERM or SIGINT, with -q also until the end of its standard input. With -s it plays
   the lines of that file at every client instead (see hostile.h) and prints PORT=... */

#include "hostile.h"
#include "server.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t stopped;

static void on_signal(int number)
{
    (void)number;
    stopped = 1;
}

static int usage(void)
{
    unsigned i;

    fputs("usage: mailserver [-c certificate] [-a] [-q] [-s script] [CA-FILE]\n"
          "  -a  MAIL needs AUTH   -q  end when standard input ends\n  certificates:",
          stderr);
    for (i = 0; i < PKI_CLIENT; i++) {
        fprintf(stderr, " %s", pki_name((enum pki_choice)i));
    }
    fputc('\n', stderr);
    return 2;
}

static void print_ports(const struct srv *s, const char *ca_file)
{
    static const char *const protocols[SRV_PROTOCOLS] = {"SMTP", "LMTP", "IMAP", "POP3"};
    static const char *const modes[SRV_MODES] = {"", "S", "_PLAIN"};
    unsigned p;
    unsigned m;

    for (p = 0; p < SRV_PROTOCOLS; p++) {
        for (m = 0; m < SRV_MODES; m++) {
            printf("%s%s_PORT=%d\n", protocols[p], modes[m],
                   srv_port(s, (enum srv_protocol)p, (enum srv_mode)m));
        }
    }
    printf("CA_FILE=%s\n", ca_file);
    fflush(stdout);
}

static void wait_for_end(int until_eof)
{
    struct pollfd in = {0, POLLIN, 0};
    char waste[256];

    in.fd = until_eof ? STDIN_FILENO : -1;
    while (!stopped) {
        if (poll(&in, 1, 1000) > 0 && read(STDIN_FILENO, waste, sizeof waste) <= 0) {
            return;
        }
    }
}

static void print_totals(struct srv *s)
{
    struct srv_totals t;
    char *text;
    size_t i;

    srv_totals(s, &t);
    fprintf(stderr, "%u connections, %u with TLS, %llu messages, %u faults\n", t.connections,
            t.tls_handshakes, (unsigned long long)t.messages, t.faults);
    for (i = 0; (text = srv_fault(s, i)) != NULL; i++) {
        fprintf(stderr, "fault: %s\n", text);
        free(text);
    }
}

static int serve(const struct srv_opts *opts, const char *ca_file, int until_eof)
{
    struct srv *s = srv_start(opts);

    if (s == NULL) {
        return 1;
    }
    if (pki_write_ca(srv_pki(s), ca_file) != 0) {
        perror(ca_file);
        srv_stop(s);
        return 1;
    }
    print_ports(s, ca_file);
    wait_for_end(until_eof);
    print_totals(s);
    srv_stop(s);
    return 0;
}

/* ---- a script ----------------------------------------------------------------------------- */

#define STEPS_MAX 1000

/* Empty lines and lines that begin with # are left out. */
static size_t read_script(const char *path, char **steps)
{
    FILE *f = fopen(path, "r");
    char *line = NULL;
    size_t cap = 0;
    size_t n = 0;
    ssize_t len;

    if (f == NULL) {
        perror(path);
        return 0;
    }
    while (n < STEPS_MAX && (len = getline(&line, &cap, f)) > 0) {
        line[len - 1] = line[len - 1] == '\n' ? '\0' : line[len - 1];
        if (line[0] != '\0' && line[0] != '#') {
            steps[n++] = strdup(line);
        }
    }
    free(line);
    fclose(f);
    return n;
}

static void print_results(struct hst *h)
{
    static const char *const ends[] = {"playing",  "done",       "mismatch", "client-left",
                                       "time-out", "tls-failed", "stopped"};
    struct hst_result r;
    size_t i;

    for (i = 0; hst_result(h, i, &r) == 0; i++) {
        fprintf(stderr, "connection %zu: %s after %zu steps, tls %d, sni '%s'\n", i, ends[r.end],
                r.steps, r.tls_started, r.sni);
        fprintf(stderr, "clear:\n%s\ntls:\n%s\n", r.clear, r.tls);
        if (r.end == HST_MISMATCH) {
            fprintf(stderr, "instead: %s\n", r.last_line);
        }
        hst_result_free(&r);
    }
}

static int play_steps(char **steps, const char *ca_file, int until_eof)
{
    struct pki_set *pki = pki_set_new();
    struct hst_opts opts = {0};
    struct hst *h = NULL;

    opts.pki = pki;
    if (pki != NULL && pki_write_ca(pki, ca_file) == 0) {
        h = hst_start((const char *const *)steps, &opts);
    }
    if (h != NULL) {
        printf("PORT=%d\nCA_FILE=%s\n", hst_port(h), ca_file);
        fflush(stdout);
        wait_for_end(until_eof);
        print_results(h);
        hst_stop(h);
    }
    pki_set_free(pki);
    return h != NULL ? 0 : 1;
}

static int play(const char *script, const char *ca_file, int until_eof)
{
    char *steps[STEPS_MAX + 1] = {NULL};
    size_t n = read_script(script, steps);
    int rc = n > 0 ? play_steps(steps, ca_file, until_eof) : 1;

    while (n > 0) {
        free(steps[--n]);
    }
    return rc;
}

static void catch_signals(void)
{
    struct sigaction act;

    memset(&act, 0, sizeof act);
    act.sa_handler = on_signal;
    sigaction(SIGTERM, &act, NULL);
    sigaction(SIGINT, &act, NULL);
}

int main(int argc, char **argv)
{
    struct srv_opts opts = {0};
    const char *script = NULL;
    const char *ca_file = "mailserver-ca.pem";
    int until_eof = 0;
    int c;

    while ((c = getopt(argc, argv, "c:aqs:")) != -1) {
        if (c == '?' || (c == 'c' && pki_find(optarg, &opts.cert) != 0)) {
            return usage();
        }
        opts.auth_required |= c == 'a';
        until_eof |= c == 'q';
        script = c == 's' ? optarg : script;
    }
    ca_file = optind < argc ? argv[optind] : ca_file;
    catch_signals();
    return script != NULL ? play(script, ca_file, until_eof) : serve(&opts, ca_file, until_eof);
}
