/* SPDX-License-Identifier: MIT */
/* All readers of IMAP values over the same bytes. */

#include "support/readers.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *p = malloc(size ? size : 1); /* so that the sanitizer knows its end */

    if (!p)
        return 0;
    if (size)
        memcpy(p, data, size);
    readers_all(p, size);
    free(p);
    return 0;
}
