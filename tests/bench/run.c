/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "bench/run.h"
#include "bench/loopback.h"
#include "bench/replay_pop3.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[512];

void run_folder(const char *argv0)
{
    const char *slash = strrchr(argv0, '/');

    snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - argv0) : 1, slash ? argv0 : ".");
}

static void program_path(const char *program, char *path, size_t size)
{
    snprintf(path, size, "%s/%s", folder, program);
}

int run_has(const char *program)
{
    char path[600];

    program_path(program, path, sizeof path);
    return access(path, X_OK) == 0;
}

int run_can(const struct run_client *c)
{
    return run_has(c->program);
}

/* --- starting --- */

static void become_client(const struct run *r, uint16_t port, int traced)
{
    char path[600], numbers[5][16];
    const unsigned values[5] = {port, r->messages, r->bytes, r->client.commands,
                                r->client.out_bytes};
    int i;

    program_path(r->client.program, path, sizeof path);
    for (i = 0; i < 5; i++)
        snprintf(numbers[i], sizeof numbers[i], "%u", values[i]);
    if (traced)
        ptrace(PTRACE_TRACEME, 0, NULL, NULL);
    execl(path, path, numbers[0], numbers[1], numbers[2], RUN_FROM, RUN_TO, numbers[3], numbers[4],
          *r->ca ? r->ca : (char *)NULL, (char *)NULL);
    _exit(127);
}

static int replay_begin(struct run *r, const char *message)
{
    const struct run_client *c = &r->client;
    unsigned flags = (c->no_chunking ? REPLAY_NO_CHUNKING : 0) |
                     (c->no_pipelining ? REPLAY_NO_PIPELINING : 0);
    int fd;

    if (!c->is_pop3)
        return replay_start(&r->replay_process, flags, message, r->bytes);
    if (r->tls) {
        strcpy(r->ca, "/tmp/mw-bench-XXXXXX");
        fd = mkstemp(r->ca);
        if (fd < 0)
            return -1;
        close(fd);
    }
    return replay_pop3_start(&r->replay_process, flags, message, r->bytes, r->messages,
                             r->tls ? r->ca : NULL);
}

/* The port to connect to; 0: something could not be started. */
static uint16_t servers_begin(struct run *r)
{
    char *message = peer_message(r->bytes, RUN_FROM, RUN_TO);
    uint16_t port = r->target ? r->target->port[r->client.no_chunking] : 0;
    int rc = message ? 0 : -1;

    if (rc == 0 && !r->target) {
        rc = replay_begin(r, message);
        port = r->replay_process.port;
    }
    if (rc == 0 && r->delay_ms) {
        rc = proxy_start(&r->proxy_process, port, r->delay_ms);
        port = r->proxy_process.port;
    }
    free(message);
    return rc == 0 ? port : 0;
}

static void begin(struct run *r, int traced)
{
    int ends[2];
    uint16_t port;

    r->problem = NULL;
    r->ca[0] = '\0';
    r->pid = 0;
    r->output = -1;
    fflush(stdout); /* or the children would write it again */
    port = servers_begin(r);
    if (!port || pipe2(ends, O_CLOEXEC) != 0) {
        r->problem = "the servers could not be started";
        return;
    }
    r->pid = loopback_fork();
    if (r->pid == 0) {
        dup2(ends[1], STDOUT_FILENO);
        become_client(r, port, traced);
    }
    close(ends[1]);
    r->output = ends[0];
}

/* --- ending --- */

/* What the peer printed, as far as it comes within the limit. */
static void read_output(int fd, char *text, size_t size, unsigned limit_s)
{
    uint64_t end_ns = loopback_now_ns() + limit_s * (uint64_t)1000000000u;
    struct pollfd p = {fd, POLLIN, 0};
    size_t len = 0;
    ssize_t n = 1;

    while (n > 0 && len < size - 1) {
        uint64_t now_ns = loopback_now_ns();

        if (now_ns >= end_ns || poll(&p, 1, (int)((end_ns - now_ns) / 1000000u)) <= 0)
            break;
        n = read(fd, text + len, size - 1 - len);
        len += n > 0 ? (size_t)n : 0;
    }
    text[len] = '\0';
}

static const char *judge(const struct run *r)
{
    if (r->result.accepted != r->messages)
        return "not all messages were accepted";
    if (!r->target && r->server.messages != r->messages)
        return "another number of messages arrived";
    return r->server.damaged ? "messages arrived changed" : NULL;
}

static void end(struct run *r, unsigned limit_s)
{
    char text[256];

    if (r->output >= 0) {
        read_output(r->output, text, sizeof text, limit_s);
        close(r->output);
        if (peer_read(&r->result, text) != 0)
            r->problem = "the peer did not come to its end";
    }
    loopback_stop(&r->pid);
    if (r->delay_ms && r->proxy_process.counts)
        memcpy(&r->proxy, (const void *)r->proxy_process.counts, sizeof r->proxy);
    if (!r->target && r->replay_process.counts)
        memcpy(&r->server, (const void *)r->replay_process.counts, sizeof r->server);
    proxy_stop(&r->proxy_process);
    replay_stop(&r->replay_process);
    if (*r->ca)
        unlink(r->ca);
    if (!r->problem)
        r->problem = judge(r);
}

void run_begin(struct run *r)
{
    begin(r, 0);
}

void run_end(struct run *r, unsigned limit_s)
{
    end(r, limit_s);
}

int run_program(const char *program, char *const *args, char *text, size_t size, unsigned limit_s)
{
    char path[600];
    int ends[2];
    pid_t pid;

    *text = '\0';
    program_path(program, path, sizeof path);
    fflush(stdout); /* or the child would write it again */
    if (pipe2(ends, O_CLOEXEC) != 0)
        return -1;
    pid = loopback_fork();
    if (pid == 0) {
        loopback_pin(1);
        dup2(ends[1], STDOUT_FILENO);
        execv(path, args);
        _exit(127);
    }
    close(ends[1]);
    read_output(ends[0], text, size, limit_s);
    close(ends[0]);
    loopback_stop(&pid);
    return *text ? 0 : -1;
}

/* --- system calls --- */

/* Each call stops the traced process twice: on entry and on return. */
static uint64_t count_stops(pid_t pid, uint64_t end_ns)
{
    uint64_t stops = 0;
    int status;

    if (waitpid(pid, &status, 0) != pid || !WIFSTOPPED(status))
        return 0;
    ptrace(PTRACE_SETOPTIONS, pid, NULL, (void *)(size_t)PTRACE_O_TRACESYSGOOD);
    ptrace(PTRACE_SYSCALL, pid, NULL, NULL);
    while (loopback_now_ns() < end_ns && waitpid(pid, &status, 0) == pid && WIFSTOPPED(status)) {
        int is_call = WSTOPSIG(status) == (SIGTRAP | 0x80);

        stops += (uint64_t)is_call;
        ptrace(PTRACE_SYSCALL, pid, NULL, (void *)(size_t)(is_call ? 0 : WSTOPSIG(status)));
    }
    return stops;
}

void run_traced(struct run *r, unsigned limit_s)
{
    begin(r, 1);
    if (r->pid > 0)
        r->syscalls = count_stops(r->pid, loopback_now_ns() + limit_s * (uint64_t)1000000000u) / 2;
    end(r, 1);
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

double run_median(double *values, unsigned count)
{
    if (count == 0)
        return -1;
    qsort(values, count, sizeof *values, by_size);
    return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}
