/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "bench/imap_box.h"
#include "bench/peer.h"

#include <mailwire/imap_data.h>
#include <mailwire/net.h>
#include <stdio.h>
#include <string.h>

/* mailwire as its README shows it: a session of mw_net_imap, blocking calls, typed readers.
   Modes, with TLS where there is a CA file, by STARTTLS if that is in the mode's name:

     list   all that a listing needs of all messages; every field is read
     body   BODY[] of all messages
     first  the same as list, left when the first data is there */

struct app {
    struct imap_sums sums;
    uint64_t body_bytes;
};

static void complain(mw_session *s, const char *what, int rc)
{
    const mw_error *err = mw_last_error(s);

    fprintf(stderr, "mailwire: %s: %s: %.*s\n", what, mw_strerror(rc), (int)err->text_len,
            err->text);
}

/* --- reading --- */

static void read_text(struct app *a, mw_slice string)
{
    char text[512];

    a->sums.text += mw_imap_string_copy(string, text, sizeof text);
}

static void read_addresses(struct app *a, mw_slice list)
{
    mw_imap_cursor c;
    mw_address address;

    mw_data_begin(&c, list.p, list.len, 0);
    while (mw_address_next(&c, &address) == 1) {
        if (address.kind != MW_ADDRESS_MAILBOX)
            continue;
        a->sums.addresses++;
        read_text(a, address.name);
        read_text(a, address.mailbox);
        read_text(a, address.host);
    }
}

static void read_envelope(struct app *a, const char *p, size_t n)
{
    mw_envelope env;

    if (mw_imap_envelope_read(p, n, 0, &env) != MW_OK)
        return;
    read_text(a, env.subject);
    read_addresses(a, env.from);
    read_addresses(a, env.sender);
    read_addresses(a, env.reply_to);
    read_addresses(a, env.to);
    read_addresses(a, env.cc);
    read_addresses(a, env.bcc);
    read_text(a, env.in_reply_to);
    read_text(a, env.message_id);
}

static void read_structure(struct app *a, const char *p, size_t n)
{
    mw_imap_parts w;
    mw_part part;

    mw_imap_parts_begin(&w, p, n, 0);
    while (mw_imap_part_next(&w, &part) == 1) {
        a->sums.parts++;
        if (!(part.flags & MW_PART_MULTIPART))
            read_text(a, part.type);
        read_text(a, part.subtype);
        if (part.octets != MW_UNKNOWN)
            a->sums.octets += part.octets;
        if (part.flags & MW_PART_MESSAGE)
            read_envelope(a, part.envelope.p, part.envelope.len);
    }
}

static void read_attr(struct app *a, const mw_event *ev)
{
    mw_imap_cursor c;
    mw_flag flag;
    mw_date date;

    switch (ev->item) {
    case MW_ITEM_FLAGS:
        mw_data_begin(&c, ev->data, ev->len, 0);
        while (mw_imap_flag_next(&c, &flag) == 1)
            a->sums.flags++;
        break;
    case MW_ITEM_SIZE:
        a->sums.sizes += ev->num;
        break;
    case MW_ITEM_DATE:
        if (mw_imap_date_read(ev->data, ev->len, 0, &date) == MW_OK)
            a->sums.times += (uint64_t)date.seconds;
        break;
    case MW_ITEM_ENVELOPE:
        read_envelope(a, ev->data, ev->len);
        break;
    case MW_ITEM_STRUCTURE:
        read_structure(a, ev->data, ev->len);
        break;
    default:
        break;
    }
}

static void take(struct app *a, const mw_event *ev)
{
    switch (ev->type) {
    case MW_EV_ATTR:
        read_attr(a, ev);
        break;
    case MW_EV_DATA:
        a->body_bytes += ev->len;
        break;
    case MW_EV_MSG_END:
        a->sums.messages++;
        a->sums.uids += ev->uid;
        break;
    default:
        break;
    }
}

/* --- the session --- */

static int open_session(const struct peer_job *job, mw_session **s, mw_tls_context **tls)
{
    mw_config cfg = MW_CONFIG_INIT;
    mw_tls opt = MW_TLS_INIT;
    int rc;

    cfg.host = "localhost";
    cfg.address = "127.0.0.1";
    cfg.port = job->port;
    cfg.security = MW_PLAIN;
    cfg.user = "ann";
    cfg.secret = "sesame";
    if (job->ca) {
        opt.ca_file = job->ca;
        cfg.security = strstr(job->mode, "starttls") ? MW_STARTTLS : MW_TLS;
        rc = mw_tls_context_new(tls, &opt);
        if (rc != MW_OK)
            return rc;
        cfg.tls = *tls;
    } else {
        cfg.flags = MW_FLAG_SECRET_IN_CLEAR;
    }
    rc = mw_net_imap(s, &cfg);
    return rc == MW_OK ? mw_run(*s, mw_open(*s)) : rc;
}

static void fetch(mw_session *s, const struct peer_job *job, struct app *a)
{
    mw_fetch what = MW_FETCH_INIT;
    const mw_event *ev;
    int id, is_first = strstr(job->mode, "first") != NULL, rc = mw_imap_examine(s, "INBOX", NULL);

    what.items = MW_IMAP_BODY;
    if (!strstr(job->mode, "body"))
        what.items = MW_IMAP_FLAGS | MW_IMAP_DATE | MW_IMAP_SIZE | MW_IMAP_ENVELOPE |
                     MW_IMAP_STRUCTURE;
    id = rc > 0 ? mw_imap_fetch(s, &what) : rc; /* in the same flight */
    while ((ev = mw_each(s, id)) != NULL) {
        take(a, ev);
        if (is_first && ev->type == MW_EV_ATTR) {
            a->sums.messages = job->messages;
            return;
        }
    }
    rc = mw_run(s, id);
    if (rc != MW_OK)
        complain(s, "FETCH", rc);
    else
        mw_run(s, mw_quit(s));
}

static unsigned run(const struct peer_job *job)
{
    mw_tls_context *tls = NULL;
    mw_session *s = NULL;
    struct app a;
    int rc;

    memset(&a, 0, sizeof a);
    rc = open_session(job, &s, &tls);
    if (rc == MW_OK)
        fetch(s, job, &a);
    else if (s)
        complain(s, "cannot log in", rc);
    mw_free(s);
    mw_tls_context_free(tls);
    imap_sums_print(&a.sums);
    printf("bytes %llu\n", (unsigned long long)a.body_bytes);
    return (unsigned)a.sums.messages;
}

int main(int argc, char **argv)
{
    return peer_imap_main(argc, argv, run);
}
