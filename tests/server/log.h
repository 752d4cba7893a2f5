/* SPDX-License-Identifier: MIT */
#ifndef SERVER_LOG_H
#define SERVER_LOG_H

/* What a server remembers for the test that runs it. Safe among threads. */

#include "io.h"
#include "server.h"

struct wire_log;
struct log;

struct log *log_new(size_t bytes_each);
void log_free(struct log *l);

struct wire_log *log_open(struct log *l, enum srv_protocol p, enum srv_mode m);
void log_bytes(void *wire, const char *data, size_t len); /* an io.tap */
void log_tls(struct wire_log *w, const struct tls *t, int worked);
void log_end(struct wire_log *w, int how);

void log_command(struct log *l, const char *line, size_t len);
void log_fault(struct log *l, const char *text);
void log_login(struct log *l, int worked);
void log_message(struct log *l, size_t bytes);

void log_totals(struct log *l, struct srv_totals *t);
size_t log_command_count(struct log *l, const char *prefix);
char *log_command_text(struct log *l, const char *prefix, size_t n);
char *log_fault_text(struct log *l, size_t n);
size_t log_wire_count(struct log *l);
int log_wire(struct log *l, size_t n, struct srv_wire *w);
int log_wait_idle(struct log *l, unsigned timeout_ms); /* UINT_MAX: for ever */

#endif
