/* SPDX-License-Identifier: MIT */
#ifndef TESTS_BENCH_PEER_H
#define TESTS_BENCH_PEER_H

#include <stddef.h>
#include <stdint.h>

/* What the programs that are compared have in common. Each uses one library, in a process of its
   own, so that its memory and CPU time are that library's and nobody else's:

     peer_NAME PORT MESSAGES BYTES FROM TO [COMMANDS OUT_BYTES [CA]]

   sends to 127.0.0.1:PORT, or reads from there, over one connection and prints how it went as one
   line. Those that read mailboxes print lines of their own before:

     peer_imap_NAME PORT MESSAGES MODE [CA] */

struct peer_job {
    uint16_t port;
    unsigned messages;
    size_t bytes;
    const char *from, *to;
    unsigned commands; /* mailwire's window and output buffer */
    unsigned out_bytes;
    const char *ca;      /* over TLS, which the authority in this file vouches for; NULL: plain */
    const char *message; /* CRLF line ends, `bytes` long */
    const char *mode;    /* peer_imap_NAME: only port, messages and ca are set besides */
};

/* What a run costs: from before the library is set up until it has said good-bye. */
struct peer_result {
    unsigned accepted; /* messages; of a mailbox: those that came as they are */
    double wall_s, user_s, system_s;
    long peak_kb;  /* VmHWM at the end */
    long start_kb; /* and before */
};

/* The main() of such a program. `run` returns the number of accepted messages and says on stderr
   why it is not all of them. */
int peer_main(int argc, char **argv, unsigned (*run)(const struct peer_job *job));

/* The same for peer_imap_NAME. */
int peer_imap_main(int argc, char **argv, unsigned (*run)(const struct peer_job *job));

/* What such a program printed. 0, or -1: that is not it. */
int peer_read(struct peer_result *r, const char *line);

/* A message of that many bytes as people send them: a short header, lines of prose, now and then
   one that begins with a dot. malloc'ed, NUL-terminated; NULL: no memory. At least 300 bytes. */
char *peer_message(size_t bytes, const char *from, const char *to);

#endif
