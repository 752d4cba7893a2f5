/* SPDX-License-Identifier: MIT */
#include "wire/imap_value.h"

#include <string.h>

/* threads = *thread
   thread  = "(" (members / nested) ")"
   members = number *(SP number) [SP nested]          ; each the parent of the next
   nested  = 2*thread                                 ; siblings; RFC 5256 5

   How deep the siblings in an open list are is kept for MW_THREAD_DEPTH lists. */

void mw_imap_threads_begin(mw_imap_threads *w, const char *data, size_t len, uint32_t refuse)
{
    memset(w, 0, sizeof *w);
    mw_data_begin(&w->cursor, data, len, refuse);
}

/* A list that begins with a list has a first member that is not there. */
static void enter(mw_imap_threads *w, uint32_t level)
{
    if (level == 0) {
        w->thread++;
        w->next = 0;
    } else {
        w->next += w->opened;
    }
    w->opened = 1;
    if (level < MW_THREAD_DEPTH)
        w->base[level] = w->next;
    else
        w->cursor.quirks |= MW_DATA_QUIRK_DEPTH;
}

static void leave(mw_imap_threads *w, uint32_t level)
{
    w->next = w->base[level < MW_THREAD_DEPTH ? level : MW_THREAD_DEPTH - 1];
    w->opened = 0;
}

int mw_imap_thread_next(mw_imap_threads *w, mw_thread *thread)
{
    mw_imap_cursor *c = &w->cursor;
    mw_value v;

    memset(thread, 0, sizeof *thread);
    while (mw_data_token(c, &v))
        if (v.type == MW_VALUE_LIST)
            enter(w, v.depth);
        else if (v.type == MW_VALUE_LIST_END)
            leave(w, v.depth);
        else if (v.type != MW_VALUE_NUMBER || v.depth == 0)
            c->quirks |= v.depth ? MW_DATA_QUIRK_NUMBER : MW_DATA_QUIRK_EXTRA;
        else
            break;
    if (v.type == 0)
        return mw_data_verdict(c, 0);
    thread->number = v.number;
    thread->depth = w->next++;
    thread->thread = w->thread;
    w->opened = 0;
    return mw_data_verdict(c, 1);
}
