/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "bench/loopback.h"
#include "bench/peer.h"
#include "server/tls.h"

#include <mbedtls/version.h>

#include <mbedtls/ssl.h>
#include <mbedtls/x509_crt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* No client at all: all commands at once, then recv() or mbedtls_ssl_read() into a buffer as large
   as mailwire's until the server closes. Nothing is looked at: this is the limit. */

#define BUFFER_BYTES 32768u

static const char commands[] = "A1 LOGIN ann sesame\r\nA2 EXAMINE INBOX\r\n"
                               "A3 UID FETCH 1:* (BODY.PEEK[])\r\nA4 LOGOUT\r\n";

static char buffer[BUFFER_BYTES];

static uint64_t plain(int fd)
{
    uint64_t bytes = 0;
    ssize_t n = send(fd, commands, sizeof commands - 1, MSG_NOSIGNAL);

    while (n > 0) {
        n = recv(fd, buffer, sizeof buffer, 0);
        bytes += n > 0 ? (uint64_t)n : 0;
    }
    return bytes;
}

/* --- TLS --- */

static int tls_put(void *ctx, const unsigned char *p, size_t n)
{
    ssize_t sent = send(*(int *)ctx, p, n, MSG_NOSIGNAL);

    return sent > 0 ? (int)sent : -1;
}

static int tls_get(void *ctx, unsigned char *p, size_t cap)
{
    ssize_t n = recv(*(int *)ctx, p, cap, 0);

    return n >= 0 ? (int)n : -1;
}

static int configure(mbedtls_ssl_config *conf, mbedtls_x509_crt *ca, const char *ca_file)
{
    int rc = tls_ready();

    if (rc == 0)
        rc = mbedtls_ssl_config_defaults(conf, MBEDTLS_SSL_IS_CLIENT, MBEDTLS_SSL_TRANSPORT_STREAM,
                                         MBEDTLS_SSL_PRESET_DEFAULT);
#if MBEDTLS_VERSION_NUMBER < 0x04000000
    mbedtls_ssl_conf_rng(conf, tls_random, NULL);
#endif
    if (rc == 0)
        rc = mbedtls_x509_crt_parse_file(ca, ca_file);
    mbedtls_ssl_conf_ca_chain(conf, ca, NULL);
    return rc;
}

static uint64_t read_all(mbedtls_ssl_context *ssl)
{
    uint64_t bytes = 0;
    int rc;

    rc = mbedtls_ssl_write(ssl, (const unsigned char *)commands, sizeof commands - 1);
    while (rc > 0 || rc == MBEDTLS_ERR_SSL_WANT_READ) {
        rc = mbedtls_ssl_read(ssl, (unsigned char *)buffer, sizeof buffer);
        bytes += rc > 0 ? (uint64_t)rc : 0;
#ifdef MBEDTLS_ERR_SSL_RECEIVED_NEW_SESSION_TICKET
        if (rc == MBEDTLS_ERR_SSL_RECEIVED_NEW_SESSION_TICKET)
            rc = MBEDTLS_ERR_SSL_WANT_READ;
#endif
    }
    return bytes;
}

static uint64_t secured(int fd, const char *ca_file)
{
    mbedtls_ssl_config conf;
    mbedtls_ssl_context ssl;
    mbedtls_x509_crt ca;
    uint64_t bytes = 0;
    int rc;

    mbedtls_ssl_config_init(&conf);
    mbedtls_ssl_init(&ssl);
    mbedtls_x509_crt_init(&ca);
    rc = configure(&conf, &ca, ca_file);
    if (rc == 0)
        rc = mbedtls_ssl_setup(&ssl, &conf);
    if (rc == 0)
        rc = mbedtls_ssl_set_hostname(&ssl, "localhost");
    mbedtls_ssl_set_bio(&ssl, &fd, tls_put, tls_get, NULL);
    if (rc == 0)
        rc = mbedtls_ssl_handshake(&ssl);
    if (rc == 0)
        bytes = read_all(&ssl);
    else
        fprintf(stderr, "raw: TLS: -0x%x\n", (unsigned)-rc);
    mbedtls_ssl_free(&ssl);
    mbedtls_ssl_config_free(&conf);
    mbedtls_x509_crt_free(&ca);
    return bytes;
}

static unsigned run(const struct peer_job *job)
{
    int fd = loopback_connect(job->port);
    uint64_t bytes;

    if (fd < 0)
        return 0;
    bytes = job->ca ? secured(fd, job->ca) : plain(fd);
    close(fd);
    printf("bytes %llu\n", (unsigned long long)bytes);
    return bytes ? job->messages : 0;
}

int main(int argc, char **argv)
{
    return peer_imap_main(argc, argv, run);
}
