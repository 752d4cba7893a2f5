/* SPDX-License-Identifier: MIT */
/* As firmware does it: no thread, no wait, no heap for the session, and one loop that does
   everything. Each call of mw_next is bounded: it moves what can be moved at once and gives one
   event at most. The transport here is this machine's TCP; on a microcontroller it is yours
   (transport.h).

     MAIL_PASSWORD=... superloop mail.example.org 465 tls ann ann@example.org bob@example.net */

#include "options.h"

static const char letter[] = "Subject: the tank is empty\r\n"
                             "\r\n"
                             "Please fill it.\r\n";

/* Everything a session needs; mw_smtp_size says how much that is. */
static union {
    uint64_t align;
    unsigned char bytes[3072];
} mem;

static size_t written;
static int id_of_message, sent;

/* What else the machine has to do. */
static unsigned long turns;
static void read_sensors(void)
{
    turns++;
}

static void on_event(mw_session *s, const mw_event *ev, char **address)
{
    size_t n;

    switch (ev->type) {
    case MW_EV_READY:
        mw_smtp_mail(s, address[0], NULL);
        mw_smtp_rcpt(s, address[1], NULL);
        id_of_message = mw_smtp_data(s);
        mw_deadline(s, 60000); /* for all that follows */
        break;
    case MW_EV_WRITE:
        mw_write(s, letter + written, sizeof letter - 1 - written, &n);
        written += n;
        if (written == sizeof letter - 1)
            mw_write_end(s);
        break;
    case MW_EV_DONE:
        sent |= ev->id == id_of_message;
        if (ev->id == id_of_message)
            mw_quit(s);
        break;
    case MW_EV_REFUSED:
        complain(s);
        if (ev->id == id_of_message)
            mw_quit(s);
        break;
    case MW_EV_FAILED:
        complain(s);
        break;
    }
}

static int run(const mw_config *cfg, char **address)
{
    const mw_event *ev;
    mw_session *s;

    if (mw_smtp_init(&s, &mem, sizeof mem, cfg) != MW_OK) {
        fprintf(stderr, "%lu bytes are needed\n", (unsigned long)mw_smtp_size(cfg));
        return 0;
    }
    mw_open(s);
    for (;;) {
        read_sensors();
        ev = mw_next(s);
        if (ev)
            on_event(s, ev, address);
        if (ev && (ev->flags & MW_EVF_LAST))
            break;
    }
    mw_free(s);
    return sent;
}

int main(int argc, char **argv)
{
    mw_transport *tcp, *tls = NULL;
    mw_config cfg;
    int ok;

    if (argc < OPTIONS_COUNT + 3 || !options(&cfg, argv + 1)) {
        fprintf(stderr, "usage: superloop " OPTIONS " FROM TO\n");
        return 2;
    }
    if (mw_tcp_new(&tcp) != MW_OK)
        return 2;
    if (cfg.tls && mw_tls_over(&tls, tcp, (mw_tls_context *)(uintptr_t)cfg.tls) != MW_OK)
        return 2;
    cfg.transport = tls ? tls : tcp;
    cfg.in_bytes = 512;
    cfg.out_bytes = 512;
    cfg.commands = 8;
    ok = run(&cfg, argv + OPTIONS_COUNT + 1);
    printf("%lu turns of the loop\n", turns);
    mw_transport_free(tls);
    mw_transport_free(tcp);
    options_free(&cfg);
    return !ok;
}
