/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "bench/inbox.h"

#include <curl/curl.h>
#include <stdio.h>

/* libcurl as its documentation recommends for one message after the other: one easy handle, used
   again, which keeps the connection. */

static size_t take(char *data, size_t size, size_t count, void *ctx)
{
    inbox_add(ctx, data, size * count);
    return size * count;
}

static void set_up(CURL *c, const struct peer_job *job, struct inbox *in)
{
    curl_easy_setopt(c, CURLOPT_USERNAME, INBOX_USER);
    curl_easy_setopt(c, CURLOPT_PASSWORD, INBOX_SECRET);
    curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(c, CURLOPT_WRITEDATA, in);
    if (job->ca)
        curl_easy_setopt(c, CURLOPT_CAINFO, job->ca);
}

static void read_all(CURL *c, const struct peer_job *job, struct inbox *in)
{
    CURLcode rc = CURLE_OK;
    unsigned i;
    char url[64];

    for (i = 1; i <= job->messages && rc == CURLE_OK; i++) {
        snprintf(url, sizeof url, "pop3%s://127.0.0.1:%u/%u", job->ca ? "s" : "", job->port, i);
        curl_easy_setopt(c, CURLOPT_URL, url);
        inbox_begin(in, i);
        rc = curl_easy_perform(c);
        inbox_end(in);
    }
    if (rc != CURLE_OK)
        fprintf(stderr, "libcurl: %s\n", curl_easy_strerror(rc));
}

static unsigned run(const struct peer_job *job)
{
    struct inbox in;
    CURL *c;

    curl_global_init(CURL_GLOBAL_DEFAULT);
    c = curl_easy_init();
    if (c && inbox_open(&in, job) == 0) {
        set_up(c, job, &in);
        read_all(c, job, &in);
        inbox_close(&in);
    }
    curl_easy_cleanup(c);
    curl_global_cleanup();
    return c ? in.read : 0;
}

int main(int argc, char **argv)
{
    return peer_main(argc, argv, run);
}
