/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "bench/imap_box.h"
#include "bench/peer.h"

#include <libetpan/libetpan.h>
#include <stdio.h>
#include <string.h>

/* libetpan as its own samples use it. Modes:

     list   mailimap_uid_fetch, then all that it made is walked over
     first  the same, as it gives nothing before it has all; it does not log out */

struct app {
    struct imap_sums sums;
};

/* --- reading --- */

static void read_text(struct app *a, const char *text)
{
    a->sums.text += text ? strlen(text) : 0;
}

static void read_addresses(struct app *a, clist *list)
{
    clistiter *i;

    for (i = list ? clist_begin(list) : NULL; i; i = clist_next(i)) {
        struct mailimap_address *address = clist_content(i);

        if (!address->ad_host_name)
            continue;
        a->sums.addresses++;
        read_text(a, address->ad_personal_name);
        read_text(a, address->ad_mailbox_name);
        read_text(a, address->ad_host_name);
    }
}

static void read_envelope(struct app *a, struct mailimap_envelope *env)
{
    read_text(a, env->env_subject);
    read_addresses(a, env->env_from ? env->env_from->frm_list : NULL);
    read_addresses(a, env->env_sender ? env->env_sender->snd_list : NULL);
    read_addresses(a, env->env_reply_to ? env->env_reply_to->rt_list : NULL);
    read_addresses(a, env->env_to ? env->env_to->to_list : NULL);
    read_addresses(a, env->env_cc ? env->env_cc->cc_list : NULL);
    read_addresses(a, env->env_bcc ? env->env_bcc->bcc_list : NULL);
    read_text(a, env->env_in_reply_to);
    read_text(a, env->env_message_id);
}

static const char *media_name(const struct mailimap_media_basic *media)
{
    switch (media->med_type) {
    case MAILIMAP_MEDIA_BASIC_APPLICATION:
        return "application";
    case MAILIMAP_MEDIA_BASIC_AUDIO:
        return "audio";
    case MAILIMAP_MEDIA_BASIC_IMAGE:
        return "image";
    case MAILIMAP_MEDIA_BASIC_MESSAGE:
        return "message";
    case MAILIMAP_MEDIA_BASIC_VIDEO:
        return "video";
    default:
        return media->med_basic_type;
    }
}

static void read_body(struct app *a, struct mailimap_body *body);

static void read_one(struct app *a, struct mailimap_body_type_1part *part)
{
    struct mailimap_body_fields *fields;

    switch (part->bd_type) {
    case MAILIMAP_BODY_TYPE_1PART_BASIC:
        fields = part->bd_data.bd_type_basic->bd_fields;
        read_text(a, media_name(part->bd_data.bd_type_basic->bd_media_basic));
        read_text(a, part->bd_data.bd_type_basic->bd_media_basic->med_subtype);
        break;
    case MAILIMAP_BODY_TYPE_1PART_MSG:
        fields = part->bd_data.bd_type_msg->bd_fields;
        read_text(a, "message");
        read_text(a, "rfc822");
        read_envelope(a, part->bd_data.bd_type_msg->bd_envelope);
        read_body(a, part->bd_data.bd_type_msg->bd_body);
        break;
    default:
        fields = part->bd_data.bd_type_text->bd_fields;
        read_text(a, "text");
        read_text(a, part->bd_data.bd_type_text->bd_media_text);
        break;
    }
    a->sums.octets += fields->bd_size;
}

static void read_body(struct app *a, struct mailimap_body *body)
{
    clistiter *i;

    a->sums.parts++;
    if (body->bd_type == MAILIMAP_BODY_1PART) {
        read_one(a, body->bd_data.bd_body_1part);
        return;
    }
    read_text(a, body->bd_data.bd_body_mpart->bd_media_subtype);
    for (i = clist_begin(body->bd_data.bd_body_mpart->bd_list); i; i = clist_next(i))
        read_body(a, clist_content(i));
}

/* Seconds since 1970, of a date in UTC: days by the civil calendar. */
static uint64_t seconds_of(const struct mailimap_date_time *date)
{
    uint64_t year = (uint64_t)date->dt_year - (date->dt_month <= 2);
    uint64_t month = (uint64_t)(date->dt_month + 9) % 12;
    uint64_t days = year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 +
                    (uint64_t)date->dt_day - 1 - 719468;

    return ((days * 24 + (uint64_t)date->dt_hour) * 60 + (uint64_t)date->dt_min) * 60 +
           (uint64_t)date->dt_sec;
}

static void read_static(struct app *a, struct mailimap_msg_att_static *item)
{
    switch (item->att_type) {
    case MAILIMAP_MSG_ATT_UID:
        a->sums.uids += item->att_data.att_uid;
        break;
    case MAILIMAP_MSG_ATT_RFC822_SIZE:
        a->sums.sizes += item->att_data.att_rfc822_size;
        break;
    case MAILIMAP_MSG_ATT_INTERNALDATE:
        a->sums.times += seconds_of(item->att_data.att_internal_date);
        break;
    case MAILIMAP_MSG_ATT_ENVELOPE:
        read_envelope(a, item->att_data.att_env);
        break;
    case MAILIMAP_MSG_ATT_BODYSTRUCTURE:
        read_body(a, item->att_data.att_bodystructure);
        break;
    default:
        break;
    }
}

static void read_message(struct app *a, struct mailimap_msg_att *message)
{
    clistiter *i;

    a->sums.messages++;
    for (i = clist_begin(message->att_list); i; i = clist_next(i)) {
        struct mailimap_msg_att_item *item = clist_content(i);

        if (item->att_type == MAILIMAP_MSG_ATT_ITEM_STATIC)
            read_static(a, item->att_data.att_static);
        else if (item->att_data.att_dyn->att_list)
            a->sums.flags += (uint64_t)clist_count(item->att_data.att_dyn->att_list);
    }
}

/* --- the session --- */

static struct mailimap_fetch_type *items(void)
{
    struct mailimap_fetch_type *type = mailimap_fetch_type_new_fetch_att_list_empty();

    mailimap_fetch_type_new_fetch_att_list_add(type, mailimap_fetch_att_new_uid());
    mailimap_fetch_type_new_fetch_att_list_add(type, mailimap_fetch_att_new_flags());
    mailimap_fetch_type_new_fetch_att_list_add(type, mailimap_fetch_att_new_internaldate());
    mailimap_fetch_type_new_fetch_att_list_add(type, mailimap_fetch_att_new_rfc822_size());
    mailimap_fetch_type_new_fetch_att_list_add(type, mailimap_fetch_att_new_envelope());
    mailimap_fetch_type_new_fetch_att_list_add(type, mailimap_fetch_att_new_bodystructure());
    return type;
}

static int fetch(mailimap *imap, struct app *a)
{
    struct mailimap_fetch_type *type = items();
    struct mailimap_set *set = mailimap_set_new_interval(1, 0);
    clist *list = NULL;
    clistiter *i;
    int rc;

    rc = mailimap_uid_fetch(imap, set, type, &list);
    for (i = rc == 0 ? clist_begin(list) : NULL; i; i = clist_next(i))
        read_message(a, clist_content(i));
    if (rc == 0 && list)
        mailimap_fetch_list_free(list);
    mailimap_set_free(set);
    mailimap_fetch_type_free(type);
    return rc;
}

static unsigned run(const struct peer_job *job)
{
    mailimap *imap = mailimap_new(0, NULL);
    struct app a;
    int rc;

    memset(&a, 0, sizeof a);
    rc = mailimap_socket_connect(imap, "127.0.0.1", job->port);
    if (rc == MAILIMAP_NO_ERROR_NON_AUTHENTICATED)
        rc = mailimap_login(imap, "ann", "sesame");
    if (rc == MAILIMAP_NO_ERROR)
        rc = mailimap_select(imap, "INBOX");
    if (rc == MAILIMAP_NO_ERROR)
        rc = fetch(imap, &a);
    if (rc != MAILIMAP_NO_ERROR)
        fprintf(stderr, "libetpan: error %d\n", rc);
    if (strcmp(job->mode, "first") != 0)
        mailimap_logout(imap);
    mailimap_free(imap);
    imap_sums_print(&a.sums);
    return (unsigned)a.sums.messages;
}

int main(int argc, char **argv)
{
    return peer_imap_main(argc, argv, run);
}
