/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "live/post.h"
#include "live/live.h"

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ARRIVAL_MS 20000

void post_add(struct post *p, const void *data, size_t len)
{
    if (p->len + len + 1 > p->room) {
        p->room = (p->len + len + 1) * 2;
        p->data = realloc(p->data, p->room);
        assert_non_null(p->data);
    }
    memcpy(p->data + p->len, data, len);
    p->len += len;
    p->data[p->len] = '\0';
}

void post_text(struct post *p, const char *text)
{
    post_add(p, text, strlen(text));
}

void post_free(struct post *p)
{
    free(p->data);
    memset(p, 0, sizeof *p);
}

const char *post_token(void)
{
    static char token[32];
    static unsigned count;

    snprintf(token, sizeof token, "t%ld-%u", (long)getpid(), ++count);
    return token;
}

/* --- bodies --- */

static void fill(struct post *p, size_t size, const char *line)
{
    size_t n = strlen(line), end = p->len + size;

    while (p->len + n <= end)
        post_add(p, line, n);
}

static void plain(struct post *p, size_t size)
{
    (void)size;
    post_text(p, "hello\r\n\r\nFrom here on\r\n\ttabs and  blanks  \r\n \r\n\r\n\r\n");
}

static void large(struct post *p, size_t size)
{
    char line[80];
    unsigned i;
    size_t end = p->len + size;

    for (i = 0; p->len < end; i++) {
        snprintf(line, sizeof line, "%.*s%08u the quick brown fox jumps over the lazy dog %u\r\n",
                 (int)(i % 3), "..", i, i * 2654435761u);
        post_text(p, line);
    }
}

static void dots(struct post *p, size_t size)
{
    post_text(p, ".\r\n..\r\n.\r\n...\r\n.\r\n.\r\n");
    fill(p, size, ".\r\n");
    post_text(p, ".");
}

static void eight_bit(struct post *p, size_t size)
{
    unsigned c, i;
    char byte;

    (void)size;
    for (i = 0; i < 64; i++) {
        for (c = 1; c < 256; c++) {
            byte = (char)c;
            if (c != '\r' && c != '\n')
                post_add(p, &byte, 1);
        }
        post_text(p, "\r\n");
    }
}

/* RFC 5321 4.5.3.1.6: 1000 octets with CRLF; with dots in front, which are doubled on the way. */
static void long_lines(struct post *p, size_t size)
{
    char line[998];
    int i;

    (void)size;
    for (i = 0; i < 40; i++) {
        memset(line, 'a' + i % 26, sizeof line);
        if (i % 4 == 3)
            line[0] = '.';
        post_add(p, line, i % 4 == 3 ? 997 : 998);
        post_text(p, "\r\n");
    }
}

static void empty(struct post *p, size_t size)
{
    (void)p;
    (void)size;
}

static void unfinished(struct post *p, size_t size)
{
    (void)size;
    post_text(p, "first\r\nlast without an end");
}

static void bare(struct post *p, size_t size)
{
    (void)size;
    post_text(p, "lf\ncr\rcrlf\r\n\n\r\r\r\n.\n.\r.\r\n\n.\nMAIL FROM:<x@example.test>\r.\r");
}

static const struct {
    const char *name;
    void (*make)(struct post *p, size_t size);
} bodies[] = { { "plain", plain },           { "dots", dots },
               { "8-bit", eight_bit },       { "998 octets", long_lines },
               { "empty", empty },           { "no newline", unfinished },
               { "bare CR and LF", bare },   { "large", large } };

const char *const post_kinds[] = { "plain", "dots",       "8-bit",          "998 octets",
                                   "empty", "no newline", "bare CR and LF", NULL };

struct post post_make(const char *kind, const char *token, size_t size)
{
    struct post p = { NULL, 0, 0 };
    char header[600];
    size_t i;

    snprintf(header, sizeof header,
             "From: Alice <alice@example.test>\r\nTo: undisclosed-recipients:;\r\n"
             "Date: Sat, 21 Nov 2026 22:00:00 +0000\r\nMessage-ID: <%s@client.example.test>\r\n"
             "Subject: %s\r\n folded\r\nX-Live: %s\r\nMIME-Version: 1.0\r\n"
             "Content-Type: text/plain; charset=utf-8\r\n"
             "Content-Transfer-Encoding: 8bit\r\n\r\n",
             token, kind, token);
    post_text(&p, header);
    for (i = 0; i < sizeof bodies / sizeof *bodies; i++)
        if (strcmp(bodies[i].name, kind) == 0)
            bodies[i].make(&p, size);
    return p;
}

struct post post_expected(const struct post *sent)
{
    struct post p = { NULL, 0, 0 };
    size_t i, from = 0;

    for (i = 0; i < sent->len; i++) {
        char c = sent->data[i];

        if (c != '\r' && c != '\n')
            continue;
        post_add(&p, sent->data + from, i - from);
        post_text(&p, "\r\n");
        i += c == '\r' && i + 1 < sent->len && sent->data[i + 1] == '\n';
        from = i + 1;
    }
    if (from < sent->len) {
        post_add(&p, sent->data + from, sent->len - from);
        post_text(&p, "\r\n");
    }
    return p;
}

/* --- libcurl --- */

static size_t collect(char *data, size_t size, size_t count, void *to)
{
    post_add(to, data, size * count);
    return count;
}

/* One request as user; the handle keeps an IMAP connection until another user comes. */
static struct post ask(const char *scheme, const char *server, const char *user, const char *path,
                       const char *request)
{
    static CURL *curl;
    struct post answer = { NULL, 0, 0 };
    char url[300], connect_to[80], why[CURL_ERROR_SIZE] = "";
    struct curl_slist *to = NULL;
    CURLcode rc;

    if (!curl) {
        curl_global_init(CURL_GLOBAL_DEFAULT);
        curl = curl_easy_init();
        assert_non_null(curl);
    }
    post_text(&answer, "");
    snprintf(url, sizeof url, "%s://" LIVE_HOST ":%d/%s", scheme, live_port(server), path);
    snprintf(connect_to, sizeof connect_to, LIVE_HOST ":%d:127.0.0.1:", live_port(server));
    to = curl_slist_append(to, connect_to);
    curl_easy_reset(curl);
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_CONNECT_TO, to);
    curl_easy_setopt(curl, CURLOPT_CAINFO, live_path("tls/ca.pem"));
    curl_easy_setopt(curl, CURLOPT_USERNAME, user);
    curl_easy_setopt(curl, CURLOPT_PASSWORD, live_password(user));
    curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, collect);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, 30L);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    /* a POP3 session does not see what changes meanwhile */
    curl_easy_setopt(curl, CURLOPT_FRESH_CONNECT, scheme[0] == 'p' ? 1L : 0L);
    curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, scheme[0] == 'p' ? 1L : 0L);
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, why);
    rc = curl_easy_perform(curl);
    curl_slist_free_all(to);
    if (rc != CURLE_OK)
        fail_msg("libcurl: %s %s: %s %s", user, path, curl_easy_strerror(rc), why);
    return answer;
}

/* NOOP makes Dovecot look for what others than itself have put into the mailbox. */
static struct post search(const char *user, const char *what, const char *text)
{
    char request[200];
    struct post fresh = ask("imaps", "DOVECOT_IMAPS", user, "INBOX", "NOOP");

    post_free(&fresh);
    snprintf(request, sizeof request, "UID SEARCH %s \"%s\"", what, text);
    return ask("imaps", "DOVECOT_IMAPS", user, "INBOX", request);
}

/* The first UID of a search; 0: none. */
static unsigned search_uid(const char *user, const char *what, const char *text)
{
    struct post answer = search(user, what, text);
    const char *list = strstr(answer.data, "SEARCH ");
    unsigned uid = list ? (unsigned)strtoul(list + 7, NULL, 10) : 0;

    post_free(&answer);
    return uid;
}

unsigned post_uid(const char *user, const char *token)
{
    return search_uid(user, "HEADER X-Live", token);
}

static struct post fetch(const char *user, unsigned uid)
{
    char path[60];

    snprintf(path, sizeof path, "INBOX;UID=%u", uid);
    return ask("imaps", "DOVECOT_IMAPS", user, path, NULL);
}

int post_find(const char *user, const char *token, struct post *found)
{
    unsigned uid = search_uid(user, "NOT HEADER X-Live \"\" BODY", token);

    if (uid)
        *found = fetch(user, uid);
    return uid != 0;
}

unsigned post_count(const char *user, const char *token)
{
    struct post answer = search(user, "HEADER X-Live", token);
    const char *p = strstr(answer.data, "SEARCH");
    unsigned n = 0;

    for (; p && *p && *p != '\r'; p++)
        n += *p == ' ';
    post_free(&answer);
    return n;
}

struct post post_read(const char *user, const char *token)
{
    uint64_t deadline = live_now_ms() + ARRIVAL_MS;
    unsigned uid;

    while ((uid = post_uid(user, token)) == 0)
        live_pause(deadline);
    return fetch(user, uid);
}

struct post post_read_pop3(const char *user)
{
    struct post list = ask("pop3s", "DOVECOT_POP3S", user, "", NULL);
    char path[20] = "";
    char *line = list.data;

    for (; line && *line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL)
        snprintf(path, sizeof path, "%lu", strtoul(line, NULL, 10));
    post_free(&list);
    return ask("pop3s", "DOVECOT_POP3S", user, path, NULL);
}

void post_same(const struct post *arrived, const struct post *sent)
{
    struct post wanted = post_expected(sent);
    size_t front, i;

    if (arrived->len < wanted.len)
        fail_msg("%zu bytes arrived of %zu", arrived->len, wanted.len);
    front = arrived->len - wanted.len;
    for (i = 0; i < wanted.len && arrived->data[front + i] == wanted.data[i]; i++)
        ;
    if (i < wanted.len)
        fail_msg("byte %zu of %zu: %.40s", i, wanted.len, arrived->data + front + i);
    assert_true(front > 2 && memcmp(arrived->data + front - 2, "\r\n", 2) == 0);
    post_free(&wanted);
}

void post_arrived(const char *user, const char *token, const struct post *sent)
{
    struct post arrived = post_read(user, token);

    post_same(&arrived, sent);
    post_free(&arrived);
}
