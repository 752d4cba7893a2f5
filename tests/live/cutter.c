/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "live/cutter.h"
#include "live/live.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static struct sockaddr_in loopback(int port)
{
    struct sockaddr_in sa;

    memset(&sa, 0, sizeof sa);
    sa.sin_family = AF_INET;
    sa.sin_port = htons((uint16_t)port);
    sa.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return sa;
}

static int listen_at(int *port, int backlog)
{
    struct sockaddr_in sa = loopback(0);
    socklen_t len = sizeof sa;
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    assert_true(fd >= 0);
    assert_int_equal(bind(fd, (struct sockaddr *)&sa, sizeof sa), 0);
    assert_int_equal(getsockname(fd, (struct sockaddr *)&sa, &len), 0);
    if (backlog >= 0)
        assert_int_equal(listen(fd, backlog), 0);
    *port = ntohs(sa.sin_port);
    return fd;
}

static int write_all(int fd, const char *p, size_t n)
{
    while (n) {
        ssize_t put = write(fd, p, n);

        if (put <= 0)
            return 0;
        p += put;
        n -= (size_t)put;
    }
    return 1;
}

/* Passes on what there is to read, but not the line with the word. 0: the end, or the word. */
static int pass(int from, int to, const char *word)
{
    char buf[16384], *at;
    ssize_t n = read(from, buf, sizeof buf - 1);

    if (n <= 0)
        return 0;
    buf[n] = '\0';
    at = word ? strstr(buf, word) : NULL;
    if (at) {
        while (at > buf && at[-1] != '\n')
            at--;
        write_all(to, buf, (size_t)(at - buf));
        return 0;
    }
    return write_all(to, buf, (size_t)n);
}

static void relay(int client, int server, const char *word)
{
    struct pollfd fd[2] = { { client, POLLIN, 0 }, { server, POLLIN, 0 } };
    int on = 1;

    while (on && poll(fd, 2, 20000) > 0) {
        if (fd[0].revents)
            on = pass(client, server, NULL);
        if (on && fd[1].revents)
            on = pass(server, client, word);
    }
}

int cutter_start(struct cutter *c, int server_port, const char *word)
{
    struct sockaddr_in sa = loopback(server_port);
    int listener = listen_at(&c->port, 1);

    c->pid = fork();
    assert_true(c->pid >= 0);
    if (c->pid == 0) {
        int client, server = socket(AF_INET, SOCK_STREAM, 0);

        alarm(30);
        client = accept(listener, NULL, NULL);
        if (client >= 0 && connect(server, (struct sockaddr *)&sa, sizeof sa) == 0)
            relay(client, server, word);
        _exit(0);
    }
    close(listener);
    return c->port;
}

void cutter_signal(const struct cutter *c, int number)
{
    kill(c->pid, number);
}

void cutter_stop(struct cutter *c)
{
    kill(c->pid, SIGKILL);
    waitpid(c->pid, NULL, 0);
}

int port_refused(void)
{
    int port, fd = listen_at(&port, -1);

    close(fd);
    return port;
}

int port_silent(int *fd)
{
    int port;

    *fd = listen_at(&port, 100);
    return port;
}

/* With a backlog of 0 one connection is taken, and the rest hears nothing. */
int port_full(int *fd, int *filler)
{
    struct sockaddr_in sa;
    int port;

    *fd = listen_at(&port, 0);
    sa = loopback(port);
    *filler = socket(AF_INET, SOCK_STREAM, 0);
    assert_int_equal(connect(*filler, (struct sockaddr *)&sa, sizeof sa), 0);
    return port;
}
