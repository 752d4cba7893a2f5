/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "bench/imap_box.h"
#include "bench/peer.h"

#include <curl/curl.h>
#include <stdio.h>
#include <string.h>

/* libcurl, one easy handle that keeps the connection. It has no parser: what it gives are the
   server's lines, without what is in literals. Modes:

     list   the same items for 20 messages a command: with more it fails ("Too large response
            headers"); lines are counted, nothing is read
     body   BODY[] of each message by a URL of its own, which is what it can
     first  list of one message */

#define SLICE 20u

struct app {
    struct imap_sums sums;
    uint64_t body_bytes;
};

static size_t take_line(char *p, size_t size, size_t count, void *ctx)
{
    struct app *a = ctx;

    a->sums.messages += *p == '*' && memmem(p, size * count, " FETCH (", 8) != NULL;
    return size * count;
}

static size_t take_body(char *p, size_t size, size_t count, void *ctx)
{
    struct app *a = ctx;

    (void)p;
    a->body_bytes += size * count;
    return size * count;
}

static CURLcode list(CURL *c, const struct peer_job *job)
{
    CURLcode rc = CURLE_OK;
    char url[64], command[160];
    unsigned from, to;

    snprintf(url, sizeof url, "imap://127.0.0.1:%u/INBOX", job->port);
    curl_easy_setopt(c, CURLOPT_URL, url);
    for (from = 1; from <= job->messages && rc == CURLE_OK; from = to + 1) {
        to = from + SLICE - 1 < job->messages ? from + SLICE - 1 : job->messages;
        snprintf(command, sizeof command,
                 "UID FETCH %u:%u (UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE BODYSTRUCTURE)",
                 from * 3, to * 3);
        curl_easy_setopt(c, CURLOPT_CUSTOMREQUEST, command);
        rc = curl_easy_perform(c);
    }
    return rc;
}

static CURLcode bodies(CURL *c, const struct peer_job *job, struct app *a)
{
    CURLcode rc = CURLE_OK;
    char url[96];
    unsigned n;

    for (n = 1; n <= job->messages && rc == CURLE_OK; n++) {
        snprintf(url, sizeof url, "imap://127.0.0.1:%u/INBOX;UID=%u", job->port, n * 3);
        curl_easy_setopt(c, CURLOPT_URL, url);
        rc = curl_easy_perform(c);
        a->sums.messages += rc == CURLE_OK;
    }
    return rc;
}

static unsigned run(const struct peer_job *job)
{
    CURL *c;
    CURLcode rc = CURLE_FAILED_INIT;
    struct app a;

    memset(&a, 0, sizeof a);
    curl_global_init(CURL_GLOBAL_DEFAULT);
    c = curl_easy_init();
    if (c) {
        curl_easy_setopt(c, CURLOPT_USERPWD, "ann:sesame");
        curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, take_body);
        curl_easy_setopt(c, CURLOPT_WRITEDATA, &a);
        if (strcmp(job->mode, "body") == 0) {
            rc = bodies(c, job, &a);
        } else {
            curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, take_line);
            curl_easy_setopt(c, CURLOPT_HEADERDATA, &a);
            rc = list(c, job);
        }
    }
    if (rc != CURLE_OK)
        fprintf(stderr, "libcurl: %s\n", curl_easy_strerror(rc));
    curl_easy_cleanup(c);
    curl_global_cleanup();
    imap_sums_print(&a.sums);
    printf("bytes %llu\n", (unsigned long long)a.body_bytes);
    return (unsigned)a.sums.messages;
}

int main(int argc, char **argv)
{
    return peer_imap_main(argc, argv, run);
}
