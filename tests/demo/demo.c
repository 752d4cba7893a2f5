/* SPDX-License-Identifier: MIT */
#include "server/server.h"

#include <mailwire/mailwire.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* `make demo`: a message goes out by SMTP and comes back by IMAP and by POP3, over the project's
   own mail server on loopback, and what is shown is what happens. */

static const char letter[] = "From: Ann <ann@example.test>\r\n"
                             "To: Bob <bob@example.test>\r\n"
                             "Subject: A letter with corners\r\n"
                             "\r\n"
                             "The next line is a single dot, the classic way to lose the rest:\r\n"
                             ".\r\n"
                             "..and these two dots shall stay two.\r\n"
                             "Gr\xc3\xbc\xc3\x9f" "e!\r\n";

struct demo {
    struct srv *server;
    mw_tls_context *tls;
    int faults;
};

struct copy { /* what came back */
    char bytes[2 * sizeof letter];
    size_t len;
};

static void say(const char *words)
{
    printf("  %s\n", words);
}

static void step(const char *words)
{
    printf("\n%s\n", words);
    fflush(stdout);
}

/* Every outcome is printed; one that was not expected makes the demo fail. */
static void outcome(struct demo *d, int good, const char *words)
{
    printf("  %s %s\n", good ? "ok:" : "FAILED:", words);
    d->faults += !good;
}

static mw_config config(struct demo *d, enum srv_protocol protocol, enum srv_mode mode,
                        const char *user, const char *password)
{
    mw_config c = MW_CONFIG_INIT;

    c.host = SRV_HOST;
    c.address = "127.0.0.1";
    c.port = (uint32_t)srv_port(d->server, protocol, mode);
    c.security = mode == SRV_TLS ? MW_TLS : mode == SRV_STARTTLS ? MW_STARTTLS : MW_PLAIN;
    c.user = user;
    c.secret = password;
    c.tls = d->tls;
    c.flags = MW_FLAG_TRACE;
    return c;
}

/* mw_run, and the dialogue is shown. */
static int run(mw_session *s, int id)
{
    const mw_event *ev;

    while ((ev = mw_each(s, id)) != NULL)
        if (ev->type == MW_EV_TRACE)
            printf("    %s %.*s%s%s\n", ev->name, (int)ev->len, ev->data,
                   ev->flags & MW_EVF_REDACTED ? "[secret]" : "",
                   ev->flags & MW_EVF_BEFORE_TLS ? "   (not yet encrypted)" : "");
    return mw_run(s, id);
}

static void say_error(const mw_session *s)
{
    const mw_error *e = mw_last_error(s);

    printf("    %s. %s\n", mw_strerror(e->code), e->advice);
}

/* --- out --- */

static int send_message(mw_session *s)
{
    int rc = run(s, mw_open(s));

    if (rc == MW_OK)
        rc = run(s, mw_smtp_mail(s, "ann@example.test", NULL));
    if (rc == MW_OK)
        rc = run(s, mw_smtp_rcpt(s, "bob@example.test", NULL));
    if (rc == MW_OK)
        rc = run(s, mw_smtp_data(s));
    if (rc == MW_OK)
        rc = mw_write_all(s, letter, sizeof letter - 1);
    if (rc == MW_OK)
        rc = run(s, mw_write_end(s));
    if (rc == MW_OK)
        printf("    the server took it: \"%.*s\"\n", (int)mw_last_event(s)->len,
               mw_last_event(s)->data);
    if (rc == MW_OK)
        rc = run(s, mw_quit(s));
    return rc;
}

static void smtp(struct demo *d)
{
    mw_config c = config(d, SRV_SMTP, SRV_STARTTLS, "ann", "ann-password");
    mw_session *s;
    int rc;

    step("2. Ann sends Bob a message by SMTP, with STARTTLS:");
    rc = mw_net_smtp(&s, &c);
    if (rc == MW_OK)
        rc = send_message(s);
    if (rc != MW_OK && s)
        say_error(s);
    outcome(d, rc == MW_OK, "the message went out");
    mw_free(s);
}

/* --- back --- */

/* Runs a command whose DATA events are the message. */
static int collect(mw_session *s, int id, struct copy *copy)
{
    const mw_event *ev;

    copy->len = 0;
    while ((ev = mw_each(s, id)) != NULL) {
        if (ev->type == MW_EV_TRACE)
            printf("    %s %.*s\n", ev->name, (int)ev->len, ev->data);
        if (ev->type != MW_EV_DATA || ev->len > sizeof copy->bytes - copy->len)
            continue;
        memcpy(copy->bytes + copy->len, ev->data, ev->len);
        copy->len += ev->len;
    }
    return mw_run(s, id);
}

/* The server may have put trace headers (RFC 5321 4.4) in front. */
static int is_letter(const struct copy *copy)
{
    size_t n = sizeof letter - 1;

    return copy->len >= n && memcmp(copy->bytes + copy->len - n, letter, n) == 0;
}

static void imap(struct demo *d, struct copy *copy)
{
    mw_config c = config(d, SRV_IMAP, SRV_TLS, "bob", "bob-password");
    mw_fetch what = MW_FETCH_INIT;
    mw_session *s;
    int rc;

    step("3. Bob reads it by IMAP, over TLS from the first byte:");
    what.items = MW_IMAP_FLAGS | MW_IMAP_BODY;
    rc = mw_net_imap(&s, &c);
    if (rc == MW_OK)
        rc = run(s, mw_open(s));
    if (rc == MW_OK)
        rc = run(s, mw_imap_select(s, "INBOX", NULL));
    if (rc == MW_OK)
        rc = collect(s, mw_imap_fetch(s, &what), copy);
    if (rc == MW_OK)
        rc = run(s, mw_quit(s));
    if (rc != MW_OK && s)
        say_error(s);
    outcome(d, rc == MW_OK && is_letter(copy), "every byte is as Ann wrote it");
    mw_free(s);
}

static void pop3(struct demo *d, struct copy *copy)
{
    mw_config c = config(d, SRV_POP3, SRV_STARTTLS, "bob", "bob-password");
    mw_session *s;
    int rc;

    step("4. Bob fetches it once more by POP3, with STLS, and deletes it:");
    rc = mw_net_pop3(&s, &c);
    if (rc == MW_OK)
        rc = run(s, mw_open(s));
    if (rc == MW_OK)
        rc = collect(s, mw_pop3_retr(s, 1), copy);
    if (rc == MW_OK)
        rc = run(s, mw_pop3_dele(s, 1));
    if (rc == MW_OK)
        rc = run(s, mw_quit(s));
    if (rc != MW_OK && s)
        say_error(s);
    outcome(d, rc == MW_OK && is_letter(copy), "every byte is as Ann wrote it, and it is deleted");
    mw_free(s);
}

/* --- when something is wrong --- */

static void wrong(struct demo *d, const char *what, mw_config c, int expected)
{
    mw_session *s;
    int rc;

    c.flags = 0;
    rc = mw_net_smtp(&s, &c);
    if (rc == MW_OK)
        rc = mw_run(s, mw_open(s));
    printf("  %s:\n", what);
    if (s)
        say_error(s);
    if (rc != expected)
        outcome(d, 0, "that was not the error that was expected");
    mw_free(s);
}

static void errors(struct demo *d)
{
    mw_config c = config(d, SRV_SMTP, SRV_STARTTLS, "ann", "typed wrong");

    step("5. And when something is wrong, it says what, and what to do:");
    wrong(d, "a wrong password", c, MW_E_AUTH);
    c.secret = "ann-password";
    c.host = "mail.example.org";
    wrong(d, "a name that the certificate does not bear", c, MW_E_CERT_HOST);
    c.host = SRV_HOST;
    c.tls = NULL;
    wrong(d, "a certificate of nobody the system knows", c, MW_E_CERT_UNTRUSTED);
    c.tls = d->tls;
    c.security = MW_TLS;
    wrong(d, "TLS on a port for STARTTLS", c, MW_E_PORT_IS_PLAIN);
    c.port = (uint32_t)srv_port(d->server, SRV_IMAP, SRV_TLS);
    wrong(d, "the port of another service", c, MW_E_WRONG_SERVICE);
    c.port = 1;
    wrong(d, "a port where nobody listens", c, MW_E_CONN_REFUSED);
}

static int begin(struct demo *d)
{
    struct srv_opts opts;
    mw_tls tls = MW_TLS_INIT;

    memset(&opts, 0, sizeof opts);
    step("1. A certificate authority is made, and a mail server started on loopback:");
    d->server = srv_start(&opts);
    if (!d->server)
        return -1;
    tls.ca_pem = srv_ca_pem(d->server);
    tls.ca_len = strlen(srv_ca_pem(d->server));
    printf("  SMTP on port %d, IMAP on %d, POP3 on %d\n",
           srv_port(d->server, SRV_SMTP, SRV_STARTTLS), srv_port(d->server, SRV_IMAP, SRV_TLS),
           srv_port(d->server, SRV_POP3, SRV_STARTTLS));
    return mw_tls_context_new(&d->tls, &tls);
}

int main(void)
{
    struct demo d = { NULL, NULL, 0 };
    struct copy copy;

    printf("mailwire " MW_VERSION_STRING ": lines with C are what it says, lines with S what the "
           "server says.\n");
    if (begin(&d) != 0) {
        say("FAILED: the demo's server does not start");
        return 1;
    }
    smtp(&d);
    imap(&d, &copy);
    pop3(&d, &copy);
    errors(&d);
    step(d.faults ? "Something above FAILED." : "All went as it should.");
    mw_tls_context_free(d.tls);
    srv_stop(d.server);
    return d.faults != 0;
}
