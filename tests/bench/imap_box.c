/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "bench/imap_box.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_SECOND INT64_C(1577836800) /* 1-Jan-2020 */

struct line {
    char *text; /* behind "* N FETCH (UID N " */
    size_t len;
    struct imap_sums sums; /* without messages, uids */
};

static struct line lines[IMAP_BOX_KINDS];

/* --- writing --- */

struct out {
    char text[IMAP_BOX_LINE_MAX];
    size_t len;
    struct imap_sums sums;
    uint32_t dice;
};

static uint32_t throw(struct out *o, uint32_t sides)
{
    o->dice = o->dice * 1664525u + 1013904223u;
    return (o->dice >> 8) % sides;
}

static void put(struct out *o, const char *form, ...)
{
    va_list args;
    int n;

    va_start(args, form);
    n = vsnprintf(o->text + o->len, sizeof o->text - o->len, form, args);
    va_end(args);
    if (n < 0 || (size_t)n >= sizeof o->text - o->len) {
        fputs("imap_box: a line is too long\n", stderr);
        exit(1);
    }
    o->len += (size_t)n;
}

/* A string that counts: quoted, now and then a literal. */
static void put_text(struct out *o, const char *text, int as_literal)
{
    size_t n = strlen(text);

    o->sums.text += n;
    if (as_literal) {
        put(o, "{%zu}\r\n%s", n, text);
        return;
    }
    put(o, "\"");
    for (; *text; text++)
        put(o, *text == '"' || *text == '\\' ? "\\%c" : "%c", *text);
    put(o, "\"");
}

#define PICK(o, list) (list)[throw((o), sizeof(list) / sizeof *(list))]

/* --- ENVELOPE --- */

static const char *const subjects[] = {
    "Re: minutes of Tuesday's meeting",
    "[mailwire-devel] Re: [PATCH v3 2/7] imap: read literals by their length",
    "=?UTF-8?Q?Rechnung_Nr=2E_4711_f=C3=BCr_Oktober?=",
    "=?utf-8?B?44GK5pSv5omV44GE44Gu44GK55+l44KJ44Gb?= =?utf-8?B?77yI6YeN6KaB77yJ?=",
    "Your order #302-4711-0815 has been shipped and will arrive on Thursday",
    "She said \"never again\" (and meant it)",
    "AW: WG: Re: Re: Einladung zum Sommerfest der Abteilung \\ Terminabstimmung",
    "",
    "Build failed: main 4f1c2ab, 3 tests of 12,408",
    "Fwd: photos",
};

static const char *const names[] = {
    "Ann Example",      "=?UTF-8?Q?J=C3=B6rg_M=C3=BCller?=", "Bob \"Bobby\" O'Hara",
    "Support (no-reply)", "=?ISO-2022-JP?B?GyRCO0VNTRsoQg==?=", "Carol, Dept. of Things",
};

static const char *const locals[] = { "ann", "joerg.mueller", "bob+lists", "no-reply", "c.o",
                                      "devel-bounces", "x-4711" };

static const char *const hosts[] = { "example.org", "mail.example.net", "lists.example.com",
                                     "xn--bcher-kva.example",
                                     "a.very.long.department.example.edu" };

static void put_address(struct out *o)
{
    o->sums.addresses++;
    put(o, "(");
    if (throw(o, 4))
        put_text(o, PICK(o, names), 0);
    else
        put(o, "NIL");
    put(o, " NIL ");
    put_text(o, PICK(o, locals), 0);
    put(o, " ");
    put_text(o, PICK(o, hosts), 0);
    put(o, ")");
}

static void put_addresses(struct out *o, uint32_t count)
{
    if (count == 0) {
        put(o, " NIL");
        return;
    }
    put(o, " (");
    while (count--)
        put_address(o);
    put(o, ")");
}

static void put_to(struct out *o)
{
    uint32_t kind = throw(o, 100);

    if (kind < 3)
        put(o, " ((NIL NIL \"undisclosed-recipients\" NIL)(NIL NIL NIL NIL))");
    else
        put_addresses(o, kind < 5 ? 40 : kind < 20 ? 1 + throw(o, 6) : 1);
}

static void put_message_id(struct out *o)
{
    char id[96];

    snprintf(id, sizeof id, "<%08x.%08x@%s>", throw(o, UINT32_MAX), throw(o, UINT32_MAX),
             PICK(o, hosts));
    put(o, " ");
    put_text(o, id, 0);
}

static void put_envelope(struct out *o)
{
    put(o, "(\"Mon, %u Jun 2020 %02u:%02u:00 +0200\" ", 1 + throw(o, 28), throw(o, 24),
        throw(o, 60));
    put_text(o, PICK(o, subjects), throw(o, 20) == 0);
    put_addresses(o, 1);                   /* from */
    put_addresses(o, 1);                   /* sender */
    put_addresses(o, 1);                   /* reply-to */
    put_to(o);
    put_addresses(o, throw(o, 10) < 3 ? 1 + throw(o, 5) : 0); /* cc */
    put_addresses(o, 0);                   /* bcc */
    if (throw(o, 2))
        put_message_id(o);
    else
        put(o, " NIL");
    put_message_id(o);
    put(o, ")");
}

/* --- BODYSTRUCTURE --- */

static uint32_t put_type(struct out *o, const char *type, const char *subtype)
{
    o->sums.parts++;
    put(o, "(");
    put_text(o, type, 0);
    put(o, " ");
    put_text(o, subtype, 0);
    return 100 + throw(o, 400000);
}

static void put_leaf_text(struct out *o, const char *subtype)
{
    uint32_t octets = put_type(o, "text", subtype);

    o->sums.octets += octets;
    put(o, " (\"charset\" \"%s\"%s) NIL NIL \"%s\" %u %u NIL NIL NIL NIL)",
        throw(o, 3) ? "utf-8" : "iso-8859-1", throw(o, 5) ? "" : " \"format\" \"flowed\"",
        throw(o, 2) ? "quoted-printable" : "7bit", octets, octets / 60);
}

static const char *const files[] = { "invoice-4711.pdf", "=?utf-8?Q?Angebot_f=C3=BCr_Sie.pdf?=",
                                     "IMG_20200611_101112.jpg", "minutes \"final\" (2).docx" };

static void put_file(struct out *o, const char *type, const char *subtype, const char *disposition)
{
    const char *file = PICK(o, files);
    uint32_t octets = put_type(o, type, subtype);
    int is_extended = throw(o, 4) == 0;

    o->sums.octets += octets;
    put(o, " (\"name\" \"%s\") ", *file == 'm' ? "minutes \\\"final\\\" (2).docx" : file);
    if (throw(o, 2))
        put(o, "\"<part%u@example.org>\"", throw(o, 1000));
    else
        put(o, "NIL");
    put(o, " NIL \"base64\" %u NIL (\"%s\" (", octets, disposition);
    if (is_extended)
        put(o, "\"filename*\" \"utf-8''Angebot%%20f%%C3%%BCr%%20Sie.pdf\" ");
    put(o, "\"filename\" \"x\" \"size\" \"%u\")) NIL NIL)", octets / 4 * 3);
}

static void end_multipart(struct out *o, const char *subtype)
{
    o->sums.parts++;
    put(o, " ");
    put_text(o, subtype, 0);
    put(o, " (\"boundary\" \"----=_Part_%u_%u.%u\") NIL NIL NIL)", throw(o, 99999), throw(o, 9999),
        throw(o, UINT32_MAX));
}

static void put_alternative(struct out *o)
{
    put(o, "(");
    put_leaf_text(o, "plain");
    put_leaf_text(o, "html");
    end_multipart(o, "alternative");
}

static void put_related(struct out *o)
{
    uint32_t i, images = 1 + throw(o, 6);

    put(o, "(");
    put_alternative(o);
    for (i = 0; i < images; i++)
        put_file(o, "image", "png", "inline");
    end_multipart(o, "related");
}

static void put_mixed(struct out *o)
{
    uint32_t i, attachments = 1 + throw(o, 3);

    put(o, "(");
    if (throw(o, 2))
        put_alternative(o);
    else
        put_related(o);
    for (i = 0; i < attachments; i++)
        put_file(o, "application", "pdf", "attachment");
    end_multipart(o, "mixed");
}

static void put_forwarded(struct out *o)
{
    uint32_t octets;

    put(o, "(");
    put_leaf_text(o, "plain");
    octets = put_type(o, "message", "rfc822");
    o->sums.octets += octets;
    put(o, " NIL NIL NIL \"8bit\" %u ", octets);
    put_envelope(o);
    put(o, " ");
    put_alternative(o);
    put(o, " %u NIL (\"attachment\" NIL) NIL NIL)", octets / 60);
    end_multipart(o, "mixed");
}

static void put_report(struct out *o)
{
    put(o, "(");
    put_leaf_text(o, "plain");
    put_file(o, "message", "delivery-status", "inline");
    put_leaf_text(o, "rfc822-headers");
    end_multipart(o, "report");
}

static void put_signed(struct out *o)
{
    put(o, "(");
    put_mixed(o);
    put_file(o, "application", "pkcs7-signature", "attachment");
    end_multipart(o, "signed");
}

static void put_structure(struct out *o)
{
    uint32_t kind = throw(o, 100);

    if (kind < 25)
        put_leaf_text(o, "plain");
    else if (kind < 60)
        put_alternative(o);
    else if (kind < 80)
        put_mixed(o);
    else if (kind < 88)
        put_related(o);
    else if (kind < 92)
        put_forwarded(o);
    else if (kind < 95)
        put_report(o);
    else
        put_signed(o);
}

/* --- lines --- */

static void put_flags(struct out *o)
{
    static const char *const flags[] = { "\\Seen", "\\Answered", "\\Flagged", "$Forwarded",
                                         "NonJunk", "$label1" };
    uint32_t i, bits = throw(o, 4) ? 1u | (throw(o, 64) & throw(o, 64)) : 0;
    const char *space = "";

    put(o, "FLAGS (");
    for (i = 0; i < 6; i++)
        if (bits >> i & 1) {
            put(o, "%s%s", space, flags[i]);
            space = " ";
            o->sums.flags++;
        }
    put(o, ")");
}

static void put_date(struct out *o)
{
    uint32_t day = throw(o, 28), second = throw(o, 86400);

    o->sums.times = (uint64_t)FIRST_SECOND + day * 86400 + second;
    put(o, " INTERNALDATE \"%2u-Jan-2020 %02u:%02u:%02u +0000\"", day + 1, second / 3600,
        second / 60 % 60, second % 60);
}

static void make(struct out *o, struct line *l, uint32_t kind)
{
    memset(&o->sums, 0, sizeof o->sums);
    o->len = 0;
    o->dice = kind * 2654435761u;
    put_flags(o);
    put_date(o);
    o->sums.sizes = 500 + throw(o, 3000000);
    put(o, " RFC822.SIZE %u ENVELOPE ", (unsigned)o->sums.sizes);
    put_envelope(o);
    put(o, " BODYSTRUCTURE ");
    put_structure(o);
    put(o, ")\r\n");
    l->sums = o->sums;
    l->len = o->len;
    l->text = malloc(o->len);
    if (!l->text)
        exit(1);
    memcpy(l->text, o->text, o->len);
}

void imap_box_make(void)
{
    struct out *o = malloc(sizeof *o);
    uint32_t i;

    if (!o)
        exit(1);
    for (i = 0; i < IMAP_BOX_KINDS && !lines[i].text; i++)
        make(o, &lines[i], i);
    free(o);
}

static unsigned uid_of(unsigned n)
{
    return n * 3;
}

size_t imap_box_line(char *out, unsigned n)
{
    const struct line *l = &lines[n % IMAP_BOX_KINDS];
    int head = sprintf(out, "* %u FETCH (UID %u ", n, uid_of(n));

    memcpy(out + head, l->text, l->len);
    return (size_t)head + l->len;
}

void imap_box_sums(struct imap_sums *sums, unsigned n)
{
    memset(sums, 0, sizeof *sums);
    for (; n; n--) {
        const struct imap_sums *s = &lines[n % IMAP_BOX_KINDS].sums;

        sums->messages++;
        sums->uids += uid_of(n);
        sums->sizes += s->sizes;
        sums->times += s->times;
        sums->flags += s->flags;
        sums->addresses += s->addresses;
        sums->parts += s->parts;
        sums->octets += s->octets;
        sums->text += s->text;
    }
}

#define SUMS 9

void imap_sums_print(const struct imap_sums *s)
{
    const uint64_t all[SUMS] = { s->messages,  s->uids,  s->sizes,  s->times, s->flags,
                                 s->addresses, s->parts, s->octets, s->text };
    int i;

    printf("sums");
    for (i = 0; i < SUMS; i++)
        printf(" %llu", (unsigned long long)all[i]);
    printf("\n");
}

int imap_sums_read(struct imap_sums *s, const char *text)
{
    uint64_t *const all[SUMS] = { &s->messages,  &s->uids,  &s->sizes,  &s->times, &s->flags,
                                  &s->addresses, &s->parts, &s->octets, &s->text };
    const char *p = strstr(text, "sums ");
    char *end;
    int i;

    if (!p)
        return -1;
    for (p += 4, i = 0; i < SUMS; i++, p = end) {
        *all[i] = strtoull(p, &end, 10);
        if (end == p)
            return -1;
    }
    return 0;
}
