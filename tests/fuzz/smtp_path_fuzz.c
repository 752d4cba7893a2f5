/* SPDX-License-Identifier: MIT */
/* An address that is taken is one path for any server: no control byte, no way out of its angle
   brackets. The first byte chooses what is allowed. */

#include "wire/smtp_path.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const char *p)
{
    int quoted = 0;

    for (; *p; p++) {
        if ((unsigned char)*p < 0x20 || *p == 0x7f || (!quoted && strchr("<> ", *p)))
            abort();
        if (*p == '"')
            quoted = !quoted;
        else if (*p == '\\' && quoted)
            p++;
    }
    if (quoted)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *p = malloc(size + 1);

    if (!p || size < 1) {
        free(p);
        return 0;
    }
    memcpy(p, data + 1, size - 1);
    p[size - 1] = 0;
    if (mw_smtp_is_mailbox(p, data[0] & 3))
        check(p);
    free(p);
    return 0;
}
