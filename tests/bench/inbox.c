/* SPDX-License-Identifier: MIT */
#include "bench/inbox.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char subject[] = "Subject: ";

void inbox_number(char *message, unsigned number)
{
    char digits[16];

    snprintf(digits, sizeof digits, "%08u", number);
    memcpy(strstr(message, subject) + sizeof subject - 1, digits, 8);
}

int inbox_open(struct inbox *in, const struct peer_job *job)
{
    memset(in, 0, sizeof *in);
    in->expected = malloc(job->bytes + 1);
    in->bytes = job->bytes;
    if (!in->expected)
        return -1;
    memcpy(in->expected, job->message, job->bytes);
    in->expected[job->bytes] = '\0';
    return 0;
}

void inbox_begin(struct inbox *in, unsigned number)
{
    inbox_number(in->expected, number);
    in->at = 0;
    in->differs = 0;
}

void inbox_add(struct inbox *in, const char *data, size_t len)
{
    if (len > in->bytes - in->at || memcmp(in->expected + in->at, data, len) != 0)
        in->differs = 1;
    else
        in->at += len;
}

void inbox_end(struct inbox *in)
{
    in->read += !in->differs && in->at == in->bytes;
}

void inbox_close(struct inbox *in)
{
    free(in->expected);
}
