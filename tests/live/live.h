/* SPDX-License-Identifier: MIT */
#ifndef TESTS_LIVE_LIVE_H
#define TESTS_LIVE_LIVE_H

/* Sessions with the real servers of tests/servers. MW_SERVERS names the folder they were started
   in; a test whose server does not run is skipped with the reason. Everything is done in one of
   two ways: blocking (mw_each, mw_write_all), or with mw_next and poll(). */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <mailwire/mailwire.h>

#define LIVE_HOST "mail.example.test"

/* --- the servers --- */

/* 0: it does not run. */
int live_port(const char *server);
/* Skips the test unless the server runs. */
void live_need(const char *server);
/* Skips the test, saying why. */
void live_skip(const char *reason);
/* DIR/name, good until the eighth call from now. */
const char *live_path(const char *name);
/* The bytes of a file there, for free(); ends the test when it cannot be read. */
char *live_file(const char *name, size_t *len);
uint64_t live_now_ms(void);
/* Between two looks at something that takes a moment. Ends the test past the deadline. */
void live_pause(uint64_t deadline_ms);

/* The password of alice, bob, ...; NULL: no such user. */
const char *live_password(const char *user);
/* A context that trusts the test authority; shared by all. */
mw_tls_context *live_tls(void);
/* For the host above on 127.0.0.1, logging in as alice unless the server has no log-in; the time
   limits are short. */
mw_config live_config(const char *server, uint32_t security);
/* The same with security and log-in as the server wants them; MW_FLAG_LMTP for the LMTP ones. */
mw_config live_usual(const char *server);

/* --- a session --- */

#define LIVE_BLOCKING 0
#define LIVE_POLLED 1
#define LIVE_IDS 8192

/* How an id ended. */
struct live_end {
    uint16_t type; /* MW_EV_...; 0: not yet */
    uint16_t times;
    int32_t code; /* reply code, or MW_E_... */
    uint32_t enhanced;
    int32_t error; /* REFUSED: mw_last_error's code */
    int retry;
};

struct live {
    mw_session *s;
    int way;
    int newest; /* id */
    int oldest; /* id that has not ended */
    struct live_end end[LIVE_IDS];
    int last;          /* CLOSED or FAILED */
    mw_error err;      /* of FAILED, or of the last REFUSED */
    char text[512];    /* its text; err.text is not valid */
    char done[512];    /* the words of the DONE last seen */
    unsigned verdicts; /* LMTP: RCPT events of the message that had the last one */
    int verdicts_id;
    int32_t verdict[8];
    uint32_t verdict_enhanced[8];
    void (*watch)(void *ctx, const mw_event *ev); /* every event; NULL: nobody */
    void *ctx;
};

#define LIVE_SMTP 0
#define LIVE_IMAP 1
#define LIVE_POP3 2

/* Makes the session, opens nothing. */
void live_new(struct live *l, int protocol, const mw_config *cfg, int way);
/* The same, and until it is READY. */
void live_start(struct live *l, int protocol, const mw_config *cfg, int way);
/* The same, but it must fail with this code, at this stage (0: any); l->err has the rest. */
void live_fails(struct live *l, int protocol, const mw_config *cfg, int way, int code, int stage);
/* QUIT must succeed, every id must have ended once; frees. */
void live_quit(struct live *l);
void live_free(struct live *l);
/* Every id handed out ended exactly once. */
void live_check_ends(const struct live *l);

/* Takes down an id that a submission returned (or its error), and returns it. */
int live_id(struct live *l, int id);
/* Until id is over: ended, wants its body, or the session is over. */
const struct live_end *live_run(struct live *l, int id);
/* Until CLOSED or FAILED: the code. */
int live_last(struct live *l);

/* --- messages --- */

/* These wait while the queue is full. */
int live_mail(struct live *l, const char *from, const mw_mail *opt);
int live_rcpt(struct live *l, const char *to, const mw_rcpt *opt);
int live_data(struct live *l);
/* Body and end; what ended the session, else MW_OK. */
int live_body(struct live *l, const void *data, size_t len);
/* A whole message for one recipient, in one flight. Returns the id of its data. */
int live_send(struct live *l, const char *to, const void *data, size_t len);
/* Ended in DONE or REFUSED with that reply code. */
void live_is(struct live *l, int id, int type, int code);

#endif
