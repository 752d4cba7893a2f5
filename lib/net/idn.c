/* SPDX-License-Identifier: MIT */
#include "net/host.h"
#include <mailwire/error.h>

#ifdef MW_HAVE_IDN2

#include <idn2.h>
#include <string.h>

int mw_idn_to_ascii(const char *utf8, char *out, size_t cap)
{
    char *ascii = NULL;
    size_t len;
    int rc = idn2_to_ascii_8z(utf8, &ascii, IDN2_NONTRANSITIONAL);

    if (rc != IDN2_OK)
        return rc == IDN2_MALLOC ? MW_E_MEMORY : MW_E_ARG;
    len = strlen(ascii);
    rc = len > 0 && len < cap ? MW_OK : MW_E_ARG;
    if (rc == MW_OK)
        memcpy(out, ascii, len + 1);
    idn2_free(ascii);
    return rc;
}

#else

int mw_idn_to_ascii(const char *utf8, char *out, size_t cap)
{
    (void)utf8;
    (void)out;
    (void)cap;
    return MW_E_ARG;
}

#endif
