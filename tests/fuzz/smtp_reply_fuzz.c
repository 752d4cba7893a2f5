/* SPDX-License-Identifier: MIT */
/* One line of a reply: what is taken is within it, and in range. */

#include "wire/smtp_reply.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void expect(int truth)
{
    if (!truth)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *p = malloc(size ? size : 1); /* so that the sanitizer knows its end */
    struct mw_smtp_line line;

    if (!p)
        return 0;
    if (size)
        memcpy(p, data, size);
    if (mw_smtp_line(&line, p, size)) {
        expect(line.code >= 200 && line.code <= 599 && line.more <= 1);
        expect(line.text_at <= size);
        expect(line.enhanced >= 0 && line.enhanced <= 5 * 100000 + 999 * 1000 + 999);
        expect(line.enhanced == 0 || line.text_at > 4);
    }
    free(p);
    return 0;
}
