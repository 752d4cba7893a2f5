/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "bench/imap_run.h"
#include "bench/run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void take(struct imap_run *r, const char *text)
{
    const char *bytes = strstr(text, "bytes ");

    memset(&r->sums, 0, sizeof r->sums);
    imap_sums_read(&r->sums, text);
    r->bytes = bytes ? strtoull(bytes + 6, NULL, 10) : 0;
    if (peer_read(&r->result, text) != 0)
        r->problem = "the client did not come to its end";
    else if (r->result.accepted != r->messages)
        r->problem = "not all messages were read";
}

void imap_run(struct imap_run *r, unsigned limit_s)
{
    char port[16], messages[16], text[1024], program[64], mode[64], ca_file[128];
    char *args[] = { program, port, messages, mode, ca_file, NULL };
    struct proxy proxy;

    memset(&proxy, 0, sizeof proxy);
    memset(&r->proxy, 0, sizeof r->proxy);
    r->problem = NULL;
    if (r->delay_ms && proxy_start(&proxy, r->port, r->delay_ms) != 0) {
        r->problem = "the proxy could not be started";
        return;
    }
    snprintf(program, sizeof program, "%s", r->client->program);
    snprintf(port, sizeof port, "%u", r->delay_ms ? proxy.port : r->port);
    snprintf(messages, sizeof messages, "%u", r->messages);
    snprintf(mode, sizeof mode, "%s", r->mode);
    snprintf(ca_file, sizeof ca_file, "%s", r->ca_file ? r->ca_file : "");
    run_program(program, args, text, sizeof text, limit_s);
    take(r, text);
    if (r->delay_ms)
        memcpy(&r->proxy, (const void *)proxy.counts, sizeof r->proxy);
    proxy_stop(&proxy);
}

double imap_run_cpu(const struct imap_run *r)
{
    return r->result.user_s + r->result.system_s;
}
