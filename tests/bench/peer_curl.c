/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "bench/peer.h"

#include <curl/curl.h>
#include <stdio.h>
#include <string.h>

/* libcurl as its documentation recommends for one message after the other: one easy handle, used
   again, which keeps the connection. */

struct source {
    const char *at;
    size_t left;
};

static size_t read_message(char *to, size_t size, size_t count, void *ctx)
{
    struct source *s = ctx;
    size_t n = size * count < s->left ? size * count : s->left;

    memcpy(to, s->at, n);
    s->at += n;
    s->left -= n;
    return n;
}

static CURL *prepare(const struct peer_job *job, struct curl_slist *to, struct source *s)
{
    CURL *c = curl_easy_init();
    char url[64];

    if (!c)
        return NULL;
    snprintf(url, sizeof url, "smtp://127.0.0.1:%u/client.example.test", job->port);
    curl_easy_setopt(c, CURLOPT_URL, url);
    curl_easy_setopt(c, CURLOPT_MAIL_FROM, job->from);
    curl_easy_setopt(c, CURLOPT_MAIL_RCPT, to);
    curl_easy_setopt(c, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(c, CURLOPT_READFUNCTION, read_message);
    curl_easy_setopt(c, CURLOPT_READDATA, s);
    curl_easy_setopt(c, CURLOPT_INFILESIZE_LARGE, (curl_off_t)job->bytes);
    return c;
}

static unsigned send_all(const struct peer_job *job, struct curl_slist *to)
{
    struct source s;
    CURL *c = prepare(job, to, &s);
    CURLcode rc = CURLE_OK;
    unsigned sent = 0;

    while (c && rc == CURLE_OK && sent < job->messages) {
        s.at = job->message;
        s.left = job->bytes;
        rc = curl_easy_perform(c);
        sent += rc == CURLE_OK;
    }
    if (rc != CURLE_OK)
        fprintf(stderr, "libcurl: %s\n", curl_easy_strerror(rc));
    curl_easy_cleanup(c);
    return sent;
}

static unsigned run(const struct peer_job *job)
{
    struct curl_slist *to;
    unsigned sent = 0;

    curl_global_init(CURL_GLOBAL_DEFAULT);
    to = curl_slist_append(NULL, job->to);
    if (to)
        sent = send_all(job, to);
    curl_slist_free_all(to);
    curl_global_cleanup();
    return sent;
}

int main(int argc, char **argv)
{
    return peer_main(argc, argv, run);
}
