/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "bench/peer.h"
#include "bench/loopback.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

static const char lines[][80] = {
    "Those who came by sea in the spring wrote of clear nights and little wind.\r\n",
    "The second ship was late; her cargo of wool and iron was sold in two days.\r\n",
    ".hidden files and other lines that begin with a dot do occur in real mail\r\n",
    "Nothing of it was written down at the time, and what is told now differs.\r\n",
    "\r\n",
    "It is said that the harbour master kept a list. No list was ever found, or\r\n",
    "if it was, nobody knew what to make of it.\r\n",
};

char *peer_message(size_t bytes, const char *from, const char *to)
{
    char *text = malloc(bytes + 1);
    size_t at, i;
    int n;

    if (!text)
        return NULL;
    n = snprintf(text, bytes + 1,
                 "Date: Mon, 02 Jan 2023 10:00:00 +0000\r\nFrom: <%s>\r\nTo: <%s>\r\n"
                 "Subject: what was told\r\nMessage-ID: <1@bench.example.test>\r\n\r\n",
                 from, to);
    at = n > 0 && (size_t)n < bytes ? (size_t)n : bytes;
    for (i = 0; at + strlen(lines[i % 7]) + 82 < bytes; i++) {
        memcpy(text + at, lines[i % 7], strlen(lines[i % 7]));
        at += strlen(lines[i % 7]);
    }
    memset(text + at, '-', bytes - at); /* at most 160 dashes: within RFC 5321 4.5.3.1.6 */
    memcpy(text + bytes - 2, "\r\n", 3);
    return text;
}

static long peak_kb(void)
{
    FILE *f = fopen("/proc/self/status", "r");
    char line[128];
    long kb = -1;

    while (f && kb < 0 && fgets(line, sizeof line, f))
        if (strncmp(line, "VmHWM:", 6) == 0)
            kb = strtol(line + 6, NULL, 10);
    if (f)
        fclose(f);
    return kb;
}

static double seconds(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static void measure(const struct peer_job *job, unsigned (*run)(const struct peer_job *))
{
    struct peer_result r;
    struct rusage before, after;
    uint64_t begin_ns;

    r.start_kb = peak_kb();
    getrusage(RUSAGE_SELF, &before);
    begin_ns = loopback_now_ns();
    r.accepted = run(job);
    r.wall_s = (double)(loopback_now_ns() - begin_ns) / 1e9;
    getrusage(RUSAGE_SELF, &after);
    r.peak_kb = peak_kb();
    r.user_s = seconds(after.ru_utime) - seconds(before.ru_utime);
    r.system_s = seconds(after.ru_stime) - seconds(before.ru_stime);
    printf("result %u %.6f %.6f %.6f %ld %ld\n", r.accepted, r.wall_s, r.user_s, r.system_s,
           r.peak_kb, r.start_kb);
}

int peer_read(struct peer_result *r, const char *line)
{
    const char *result = strstr(line, "result ");
    int n = sscanf(result ? result : "", "result %u %lf %lf %lf %ld %ld", &r->accepted,
                   &r->wall_s, &r->user_s, &r->system_s, &r->peak_kb, &r->start_kb);

    return n == 6 ? 0 : -1;
}

static unsigned number(char **argv, int argc, int i, unsigned otherwise)
{
    return i < argc ? (unsigned)strtoul(argv[i], NULL, 10) : otherwise;
}

int peer_main(int argc, char **argv, unsigned (*run)(const struct peer_job *job))
{
    struct peer_job job = {0};
    char *message;

    if (argc < 6) {
        fprintf(stderr, "usage: %s PORT MESSAGES BYTES FROM TO [COMMANDS OUT_BYTES [CA]]\n",
                argv[0]);
        return 2;
    }
    job.port = (uint16_t)number(argv, argc, 1, 0);
    job.messages = number(argv, argc, 2, 0);
    job.bytes = number(argv, argc, 3, 0);
    job.from = argv[4];
    job.to = argv[5];
    job.commands = number(argv, argc, 6, 0);
    job.out_bytes = number(argv, argc, 7, 0);
    job.ca = argc > 8 ? argv[8] : NULL;
    message = job.bytes >= 300 ? peer_message(job.bytes, job.from, job.to) : NULL;
    job.message = message;
    if (!message)
        return 2;
    signal(SIGPIPE, SIG_IGN);
    measure(&job, run);
    free(message);
    return 0;
}

int peer_imap_main(int argc, char **argv, unsigned (*run)(const struct peer_job *job))
{
    struct peer_job job = {0};

    if (argc < 4) {
        fprintf(stderr, "usage: %s PORT MESSAGES MODE [CA]\n", argv[0]);
        return 2;
    }
    job.port = (uint16_t)number(argv, argc, 1, 0);
    job.messages = number(argv, argc, 2, 0);
    job.mode = argv[3];
    job.ca = argc > 4 && *argv[4] ? argv[4] : NULL;
    signal(SIGPIPE, SIG_IGN);
    measure(&job, run);
    return 0;
}
