# SPDX-License-Identifier: MIT
"""Python's own mail clients against the test server; called by selftest.sh.

Prints "ok name" or "not ok name" lines.
"""
import base64
import imaplib
import poplib
import re
import smtplib
import socket
import ssl
import sys
import threading
import time

TIMEOUT_S = 20
SETTINGS = dict(line.strip().split("=", 1) for line in open(sys.argv[1], encoding="ascii"))
CONTEXT = ssl.create_default_context(cafile=SETTINGS["CA_FILE"])
FAILED = False


def port(name):
    return int(SETTINGS[name + "_PORT" if name else "PORT"])


def check(good, name):
    global FAILED
    FAILED |= not good
    print(("ok " if good else "not ok ") + name, flush=True)


def raises(kind, call):
    try:
        call()
    except kind:
        return True
    return False


def smtp_starttls():
    c = smtplib.SMTP("localhost", port("SMTP"), timeout=TIMEOUT_S)
    c.starttls(context=CONTEXT)
    return c


def smtp_tls():
    return smtplib.SMTP_SSL("localhost", port("SMTPS"), timeout=TIMEOUT_S, context=CONTEXT)


def imap_starttls():
    c = imaplib.IMAP4("localhost", port("IMAP"), timeout=TIMEOUT_S)
    c.starttls(CONTEXT)
    return c


def imap_tls():
    return imaplib.IMAP4_SSL("localhost", port("IMAPS"), ssl_context=CONTEXT, timeout=TIMEOUT_S)


def pop_starttls():
    c = poplib.POP3("localhost", port("POP3"), timeout=TIMEOUT_S)
    c.stls(CONTEXT)
    return c


def pop_tls():
    return poplib.POP3_SSL("localhost", port("POP3S"), context=CONTEXT, timeout=TIMEOUT_S)


def message(subject, body):
    head = "From: Ann <ann@example.test>\r\nTo: bob@example.test\r\nSubject: "
    return head.encode() + subject.encode() + b"\r\n\r\n" + body


def read_imap(connect):
    c = connect()
    c.login("bob", "bob-password")
    c.select("INBOX")
    _, found = c.uid("SEARCH", "ALL")
    uid = found[0].split()[-1].decode()
    _, data = c.uid("FETCH", uid, "(RFC822.SIZE BODY.PEEK[])")
    c.logout()
    size = int(re.search(rb"RFC822.SIZE (\d+)", data[0][0]).group(1))
    return data[0][1] if size == len(data[0][1]) else b"size differs"


def read_pop(connect):
    c = connect()
    c.user("bob@example.test")
    c.pass_("bob-password")
    count, _ = c.stat()
    _, lines, _ = c.retr(count)
    c.quit()
    return b"\r\n".join(lines) + b"\r\n"


def empty(user):
    c = imap_tls()
    c.login(user, user + "-password")
    c.select("INBOX")
    c.store("1:*", "+FLAGS", "\\Deleted") if c.uid("SEARCH", "ALL")[1][0] else None
    c.expunge()
    c.logout()


def round_trips():
    bodies = {
        "dots": b".\r\n..\r\n...\r\n.a\r\nb.\r\n\r\n.\r\n",
        "8-bit": bytes(i for i in range(1, 256) if i not in (10, 13)) + b"\r\n",
        "nothing": b"",
        "5 MB": (b"." + b"x" * 70 + b"\r\n") * 70000,
    }
    for name, body in bodies.items():
        for mode, send in (("STARTTLS", smtp_starttls), ("implicit TLS", smtp_tls)):
            sent = message(name, body)
            c = send()
            c.login("ann", "ann-password")
            c.sendmail("ann@example.test", ["bob@example.test"], sent, ["BODY=8BITMIME"])
            c.quit()
            check(read_imap(imap_starttls) == sent, "%s by SMTP %s, IMAP STARTTLS" % (name, mode))
            check(read_imap(imap_tls) == sent, "%s by SMTP %s, IMAP TLS" % (name, mode))
            check(read_pop(pop_starttls) == sent, "%s by SMTP %s, POP3 STLS" % (name, mode))
            check(read_pop(pop_tls) == sent, "%s by SMTP %s, POP3 TLS" % (name, mode))
    empty("bob")


def smtp_auth():
    for method in ("PLAIN", "LOGIN"):
        for initial in (True, False):
            c = smtp_tls()
            c.ehlo()
            c.user, c.password = "ann", "ann-password"
            call = getattr(c, "auth_" + method.lower())
            code, _ = c.auth(method, call, initial_response_ok=initial)
            check(code == 235, "AUTH %s, initial response %s" % (method, initial))
            c.quit()
    c = smtp_tls()
    c.ehlo()
    good = base64.b64encode(b"user=ann\1auth=Bearer ann-token\1\1").decode()
    bad = base64.b64encode(b"user=ann\1auth=Bearer old\1\1").decode()
    code, text = c.docmd("AUTH", "XOAUTH2 " + bad)
    check(code == 334 and b"status" in base64.b64decode(text), "XOAUTH2 says what is wrong")
    check(c.docmd("")[0] == 535, "XOAUTH2 refuses an old token")
    check(c.docmd("AUTH XOAUTH2")[0] == 334, "XOAUTH2 without initial response")
    check(c.docmd(good)[0] == 235, "XOAUTH2 takes the token")
    check(c.docmd("AUTH PLAIN AGFubgA=")[0] == 503, "no second AUTH")
    c.quit()
    c = smtp_tls()
    check(raises(smtplib.SMTPAuthenticationError, lambda: c.login("ann", "no")), "wrong password")
    c = smtplib.SMTP("localhost", port("SMTP"), timeout=TIMEOUT_S)
    c.ehlo()
    check(not c.has_extn("auth") and c.has_extn("starttls"), "no AUTH before TLS")
    check(c.docmd("AUTH PLAIN AGFubgA=")[0] == 538, "AUTH in clear is 538")
    c = smtplib.SMTP("localhost", port("SMTP_PLAIN"), timeout=TIMEOUT_S)
    c.ehlo()
    check(c.has_extn("auth") and not c.has_extn("starttls"), "the plain port has AUTH, no STARTTLS")


def smtp_rules():
    c = smtp_tls()
    c.ehlo()
    for name in ("pipelining", "size", "8bitmime", "smtputf8", "chunking", "binarymime", "dsn",
                 "deliverby", "futurerelease", "mt-priority", "requiretls", "rrvs", "limits",
                 "enhancedstatuscodes", "vrfy"):
        check(c.has_extn(name), "EHLO offers " + name)
    check(c.docmd("RCPT TO:<bob@example.test>")[0] == 503, "RCPT before MAIL is 503")
    check(c.docmd("MAIL FROM:<ann@example.test> FOO=1")[0] == 555, "unknown parameter is 555")
    check(c.docmd("MAIL FROM:<ann@example.test> SIZE=99999999999")[0] == 552, "SIZE too big is 552")
    params = ("SIZE=10 BODY=BINARYMIME SMTPUTF8 RET=HDRS ENVID=a+2Bb AUTH=<> BY=120;R HOLDFOR=60"
              " MT-PRIORITY=-3 REQUIRETLS")
    check(c.docmd("MAIL FROM:<ann@example.test> " + params)[0] == 250, "all MAIL parameters")
    for address, want in (("nobody@example.test", b"5.1.1"), ("full@example.test", b"4.2.2"),
                          ("ann@elsewhere.test", b"5.7.1"), ("who@example.test", b"5.1.1")):
        code, text = c.docmd("RCPT TO:<%s>" % address)
        check(code in (550, 452) and text.startswith(want), "%s is %d %s" %
              (address, code, text[:5].decode()))
    rcpt = "RCPT TO:<bob@example.test> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;b+40c"
    check(c.docmd(rcpt + " RRVS=2014-04-03T23:01:00Z")[0] == 250, "all RCPT parameters")
    check(c.docmd("DATA")[0] == 503, "DATA for BINARYMIME is 503")
    raw = b"Subject: raw\r\n\r\n\0\n\r.\r\n"
    c.send(b"BDAT %d\r\n" % 5 + raw[:5])
    check(c.getreply()[0] == 250, "BDAT")
    c.send(b"BDAT %d LAST\r\n" % (len(raw) - 5) + raw[5:])
    check(c.getreply()[0] == 250, "BDAT LAST")
    check(read_imap(imap_tls) == raw, "a binary message byte for byte by BDAT and IMAP")
    check(c.docmd("VRFY ann")[0] == 250 and c.docmd("VRFY x")[0] == 550, "VRFY")
    check(c.docmd("RSET")[0] == 250 and c.docmd("NOOP")[0] == 250, "RSET, NOOP")
    check(c.quit()[0] == 221, "QUIT")
    c = smtplib.SMTP("localhost", port("SMTP"), timeout=TIMEOUT_S)
    c.ehlo()
    check(not c.has_extn("requiretls"), "no REQUIRETLS without TLS")
    empty("bob")


def pipelined():
    c = smtp_tls()
    c.ehlo()
    c.send(b"MAIL FROM:<>\r\nRCPT TO:<nobody@example.test>\r\nRCPT TO:<bob@example.test>\r\n"
           b"DATA\r\n")
    codes = [c.getreply()[0] for _ in range(4)]
    check(codes == [250, 550, 250, 354], "a pipelined flight is answered in order")
    c.send(b"Subject: pipelined\r\n\r\n.\r\n")
    check(c.getreply()[0] == 250, "and its message is taken")
    empty("bob")


def lmtp():
    c = smtplib.LMTP("localhost", port("LMTP_PLAIN"))
    c.docmd("LHLO", "test")
    c.docmd("MAIL FROM:<a@b.test>")
    for user in ("ann", "nobody", "bob"):
        c.docmd("RCPT TO:<%s@example.test>" % user)
    c.docmd("DATA")
    c.send(b"Subject: lmtp\r\n\r\nhi\r\n.\r\n")
    replies = [c.getreply() for _ in range(2)]
    check([r[0] for r in replies] == [250, 250] and b"ann" in replies[0][1] and
          b"bob" in replies[1][1], "LMTP: one reply for each accepted recipient")
    check(c.docmd("EHLO x")[0] == 500, "LMTP knows no EHLO")
    empty("ann")
    empty("bob")


def imap_rules():
    c = imaplib.IMAP4("localhost", port("IMAP"), timeout=TIMEOUT_S)
    check("LOGINDISABLED" in c.capabilities and "STARTTLS" in c.capabilities,
          "IMAP: LOGINDISABLED before TLS")
    check(raises(imaplib.IMAP4.error, lambda: c.login("ann", "ann-password")), "no LOGIN in clear")
    c = imap_tls()
    check(raises(imaplib.IMAP4.error, lambda: c.login("ann", "no")), "IMAP: wrong password")
    c.authenticate("PLAIN", lambda _: b"\0ann\0ann-password")
    texts = [message("n %d" % i, b"body %d\r\n" % i) for i in range(3)]
    for text in texts:
        check(c.append("INBOX", "\\Flagged", None, text)[0] == "OK", "APPEND")
    check(c.select("INBOX")[1] == [b"3"], "SELECT counts")
    _, data = c.fetch("2", "(UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE BODY.PEEK[]<3.9>)")
    check(b"BODY[]<3> {9}" in data[0][0] and data[0][1] == texts[1][3:12], "partial FETCH")
    check(b"\\Flagged" in data[0][0] and b"INTERNALDATE" in data[0][0] and
          b'ENVELOPE (NIL "n 1" (("Ann" NIL "ann" "example.test"))' in data[0][0], "FETCH items")
    _, data = c.fetch("3", "(BODY[HEADER.FIELDS (subject to)] BODY.PEEK[TEXT])")
    check(data[0][1] == b"To: bob@example.test\r\nSubject: n 2\r\n\r\n" and
          data[1][1] == b"body 2\r\n", "header fields and text")
    check(b"\\Seen" in c.fetch("3", "FLAGS")[1][0], "BODY[ sets \\Seen")
    check(b"\\Seen" not in c.fetch("2", "FLAGS")[1][0], "BODY.PEEK[ does not")
    check(raises(imaplib.IMAP4.error, lambda: c.fetch("9", "FLAGS")), "no such number is BAD")
    check(c.uid("FETCH", "900", "FLAGS")[1] == [None], "no such UID is empty")
    uids = c.uid("SEARCH", "ALL")[1][0].split()
    c.uid("STORE", uids[1].decode(), "+FLAGS.SILENT", "(\\Deleted)")
    check(c.search(None, "DELETED")[1] == [b"2"], "UID STORE and SEARCH")
    check(c.expunge()[1] == [b"2"], "EXPUNGE")
    check(c.uid("SEARCH", "ALL")[1] == [uids[0] + b" " + uids[2]], "UIDs stay")
    check(c.select("INBOX", readonly=True)[0] == "OK" and
          c.store("1", "+FLAGS", "\\Seen")[0] == "NO", "EXAMINE is read-only")
    check(c.status("INBOX", "(MESSAGES UIDNEXT)")[1] ==
          [b"INBOX (MESSAGES 2 UIDNEXT %d)" % (int(uids[2]) + 1)], "STATUS")
    check(c.list()[1] == [b'() "/" INBOX'], "LIST")
    d = imap_starttls()
    d.login("ann", "ann-password")
    d.append("INBOX", None, None, texts[0])
    c.noop()
    check(c.untagged_responses["EXISTS"][-1] == b"3", "another session's mail is announced")
    c.send(b"x IDLE\r\n")
    check(c.readline().startswith(b"+"), "IDLE")
    d.append("INBOX", None, None, texts[0])
    check(c.readline() == b"* 4 EXISTS\r\n", "IDLE tells of new mail")
    c.send(b"DONE\r\n")
    check(c.readline().startswith(b"x OK"), "IDLE ends")
    c.logout()
    d.logout()
    empty("ann")


def pop_rules():
    c = poplib.POP3("localhost", port("POP3"), timeout=TIMEOUT_S)
    check("STLS" in c.capa() and "USER" not in c.capa(), "POP3: no USER before STLS")
    check(raises(poplib.error_proto, lambda: c.user("ann")), "no password in clear")
    d = imap_tls()
    d.login("ann", "ann-password")
    texts = [message("n %d" % i, b".one\r\ntwo\r\n") for i in range(3)]
    for text in texts:
        d.append("INBOX", None, None, text)
    c = pop_tls()
    check({"TOP", "UIDL", "PIPELINING", "SASL", "USER"} <= set(c.capa()), "CAPA")
    c.user("ann")
    check(raises(poplib.error_proto, lambda: c.pass_("no")), "POP3: wrong password")
    c.user("ann")
    c.pass_("ann-password")
    check(c.stat() == (3, sum(map(len, texts))), "STAT")
    check(c.list()[1] == [b"%d %d" % (i + 1, len(t)) for i, t in enumerate(texts)], "LIST")
    check(len(set(c.uidl()[1])) == 3 and c.uidl(2).endswith(c.uidl()[1][1]), "UIDL")
    check(c.top(1, 1)[1][-2:] == [b"", b".one"], "TOP")
    c.dele(2)
    check(raises(poplib.error_proto, lambda: c.retr(2)) and c.stat()[0] == 2, "DELE hides")
    c.rset()
    check(c.stat()[0] == 3, "RSET brings back")
    c.dele(1)
    c.quit()
    d.noop()
    d.select("INBOX")
    check(d.uid("SEARCH", "ALL")[1][0].count(b" ") == 1, "QUIT deletes")
    d.logout()
    empty("ann")


def many_at_once():
    errors = []

    def one(i):
        try:
            c = (smtp_starttls, smtp_tls)[i % 2]()
            c.sendmail("ann@example.test", ["ann@example.test"], message("m", b"x\r\n" * 1000))
            c.quit()
        except Exception as e:  # whatever went wrong is the answer
            errors.append(repr(e))

    threads = [threading.Thread(target=one, args=(i,)) for i in range(40)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    c = pop_tls()
    c.user("ann")
    c.pass_("ann-password")
    check(not errors and c.stat()[0] == 40, "40 senders at once " + " ".join(errors[:2]))
    c.quit()
    empty("ann")


def dialogue(s, *lines):
    replies = []
    for line in lines:
        s.sendall(line)
        time.sleep(0.05)  # not needed: makes the flights look like a person's
        replies.append(s.recv(4096))
    return replies


def bad_manners():
    """The server has to notice: selftest.sh looks for the faults."""
    s = socket.create_connection(("127.0.0.1", port("SMTP_PLAIN")), TIMEOUT_S)
    s.recv(4096)
    dialogue(s, b"EHLO x\r\n", b"MAIL FROM:<> SIZE=3\r\n", b"RCPT TO:<bob@example.test>\r\n")
    s.sendall(b"DATA\r\nSubject: x\r\n\r\nbare\nlf \xc3\xa9\r\n.unstuffed\r\n" + b"y" * 1200 +
              b"\r\nsmuggled\n.\nMAIL FROM:<a@b>\r\nsmuggled\n.\r\nMAIL FROM:<c@d>\r\n.\r\n")
    text = b""
    while b"250 2.0.0" not in text:
        text += s.recv(4096)
    s.sendall(b"QUIT\r\n")
    while b"\r\n221 " not in text:
        text += s.recv(4096)
    check(text.count(b"\r\n250 ") == 1, "neither LF.LF nor LF.CRLF ends a message")
    s.close()
    s = socket.create_connection(("127.0.0.1", port("SMTP")), TIMEOUT_S)
    s.recv(4096)
    dialogue(s, b"EHLO x\r\n")
    s.sendall(b"STARTTLS\r\nNOOP\r\n")
    check(s.recv(4096).startswith(b"554") and s.recv(4096) == b"", "bytes behind STARTTLS: no TLS")
    s.close()
    empty("bob")


def played():
    """Speaks with a script of selftest.sh and says how the stream ended."""
    s = socket.create_connection(("localhost", port("")), TIMEOUT_S)
    s.recv(4096)
    dialogue(s, b"EHLO x\r\n", b"STARTTLS\r\n")
    s = CONTEXT.wrap_socket(s, server_hostname="localhost", suppress_ragged_eofs=False)
    s.sendall(b"NOOP\r\n")
    text = b""
    end = "clean end"
    try:
        while True:
            part = s.recv(1)
            if not part:
                break
            text += part
    except ssl.SSLEOFError:
        end = "cut"
    except ConnectionResetError:
        end = "reset"
    s.close()
    print(text.decode().strip() + ", " + end)


if sys.argv[2:] == ["played"]:
    played()
    sys.exit(0)

for part in (round_trips, smtp_auth, smtp_rules, pipelined, lmtp, imap_rules, pop_rules,
             many_at_once, bad_manners):
    try:
        part()
    except Exception as error:  # a broken part must not hide the others
        check(False, "%s: %r" % (part.__name__, error))
sys.exit(1 if FAILED else 0)
