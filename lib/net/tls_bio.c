/* SPDX-License-Identifier: MIT */
#include "net/tls.h"
#include <string.h>

void mw_bio_init(mw_tls_bio *bio, const mw_transport *under)
{
    bio->under = under;
    bio->want = 0;
    bio->recv_code = bio->send_code = 0;
    bio->owed = 0;
    bio->first_len = 0;
    bio->start = bio->used = 0;
}

static int is_want(int rc)
{
    return rc == MW_WANT_READ || rc == MW_WANT_WRITE;
}

int mw_bio_send(void *ctx, const unsigned char *buf, size_t len)
{
    mw_tls_bio *bio = ctx;
    size_t put = 0;
    int rc;

    /* It failed before, and the caller knows: now only reading goes on, and TLS 1.3 would not let
       it before the rest is sent. */
    if (bio->send_code != 0)
        return (int)len;
    rc = bio->under->send(bio->under->ctx, buf, len, &put);
    /* Mbed TLS comes back with exactly the rest, before anything else. */
    bio->owed = len - put;
    if (rc == MW_OK)
        return (int)put;
    if (is_want(rc)) {
        bio->want = rc;
        return MBEDTLS_ERR_SSL_WANT_WRITE;
    }
    bio->send_code = rc;
    return MW_BIO_BROKEN;
}

static int fill(mw_tls_bio *bio)
{
    size_t got = 0;
    size_t keep;
    int rc = bio->recv_code;

    if (rc == MW_OK)
        rc = bio->under->recv(bio->under->ctx, bio->buf, sizeof bio->buf, &got);
    if (rc == MW_OK) {
        bio->start = 0;
        bio->used = got;
        keep = sizeof bio->first - bio->first_len;
        if (keep > got)
            keep = got;
        memcpy(bio->first + bio->first_len, bio->buf, keep);
        bio->first_len += keep;
    } else if (is_want(rc)) {
        bio->want = rc;
    } else {
        bio->recv_code = rc;
    }
    return rc;
}

int mw_bio_recv(void *ctx, unsigned char *buf, size_t len)
{
    mw_tls_bio *bio = ctx;

    if (bio->used == 0) {
        int rc = fill(bio);

        if (is_want(rc))
            return MBEDTLS_ERR_SSL_WANT_READ;
        if (rc == MW_EOF || rc == MW_E_TRUNCATED)
            return 0;
        if (rc != MW_OK)
            return MW_BIO_BROKEN;
    }
    if (len > bio->used)
        len = bio->used;
    memcpy(buf, bio->buf + bio->start, len);
    bio->start += len;
    bio->used -= len;
    return (int)len;
}

/* Every TLS record begins with a byte from 20 to 24. A reading peer that never saw TLS may have
   closed before we read what it said, so look once more. */
int mw_bio_is_text(mw_tls_bio *bio)
{
    if (bio->first_len == 0 && bio->used == 0)
        fill(bio);
    return bio->first_len > 0 && bio->first[0] >= ' ' && bio->first[0] < 0x7f;
}
