/* SPDX-License-Identifier: MIT */
#ifndef SERVER_SASL_H
#define SERVER_SASL_H

#include "session.h"

enum sasl_status {
    SASL_OK,
    SASL_REFUSED,   /* wrong name or secret */
    SASL_CANCELLED, /* the client sent "*" */
    SASL_SYNTAX,    /* not base64, or not what the mechanism wants */
    SASL_UNKNOWN,   /* no such mechanism here */
    SASL_IO         /* the connection ended */
};

/* Sends a challenge (base64) the protocol's way and reads the client's line. An io_status. */
typedef int sasl_ask(struct session *s, const char *challenge, struct buf *answer);

/* initial NULL: none was sent; "=" stands for an empty one. */
enum sasl_status sasl_run(struct session *s, const char *mechanism, const char *initial,
                          sasl_ask *ask);
/* Adds prefix and the name of each mechanism offered: " AUTH=PLAIN AUTH=LOGIN". */
void sasl_list(const struct session *s, const char *prefix, struct buf *out);

#endif
