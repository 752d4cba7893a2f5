#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""usage: selftest.py DIR

Shows, with Python's own mail clients, that what start.sh DIR started works as README.md says:
log-ins, one mail sent and read back, the variants of extensions, replies and certificates. TAP on
stdout. When a live test of the library fails, this tells whether the servers are to blame.
"""
import base64
import hashlib
import hmac
import imaplib
import os
import poplib
import smtplib
import socket
import ssl
import sys
import time
import uuid

BOB = 'b0b p\\a"ss w£rd'
PASSWORDS = {'alice': 'alicepw', 'bob': BOB, 'carol': 'carolpw', 'quota': 'quotapw',
             'dave+x': 'davepw', 'empty': 'emptypw', 'eai': 'eaipw', 'jøran': 'pässwörd€',
             '用户': '密码'}
HOST = 'mail.example.test'
TIMEOUT_S = 20
ports = {}
directory = ''
count = 0
failed = 0


def report(ok, name, detail=''):
    global count, failed
    count += 1
    failed += not ok
    print('%sok %d - %s' % ('' if ok else 'not ', count, name), flush=True)
    if not ok and detail:
        print('# ' + str(detail).replace('\n', '\n# '), flush=True)


def check(name, needs, function):
    global count
    missing = [need for need in needs.split() if need not in ports]
    if missing:
        count += 1
        print('ok %d - %s # SKIP %s does not run' % (count, name, ', '.join(missing)), flush=True)
        return
    try:
        result = function()
        report(result is not False, name)
    except Exception as error:
        report(False, name, '%s: %s' % (type(error).__name__, error))


def expect(what, wanted):
    if what != wanted:
        raise AssertionError('%r instead of %r' % (what, wanted))


def contains(text, *words):
    for word in words:
        if word not in text:
            raise AssertionError('no %r in %r' % (word, text))


def lacks(text, *words):
    for word in words:
        if word in text:
            raise AssertionError('%r in %r' % (word, text))


def tls_file(name):
    return os.path.join(directory, 'tls', name)


def trusting(client=None):
    ctx = ssl.create_default_context(cafile=tls_file('ca.pem'))
    ctx.hostname_checks_common_name = False
    if client:
        ctx.load_cert_chain(tls_file('client-%s.pem' % client), tls_file('client-%s.key' % client))
    return ctx


def handshake(port, name=HOST, client=None):
    """the handshake with full verification; gives the open TLS socket"""
    raw = socket.create_connection(('127.0.0.1', ports[port]), TIMEOUT_S)
    try:
        return trusting(client).wrap_socket(raw, server_hostname=name)
    except Exception:
        raw.close()
        raise


def verify_error(port, name=HOST):
    try:
        handshake(port, name).close()
    except ssl.SSLCertVerificationError as error:
        return error.verify_code
    return 0


# --- SMTP ---------------------------------------------------------------------------------------

class Smtps(smtplib.SMTP_SSL):
    def _get_socket(self, host, port, timeout):
        raw = socket.create_connection((host, port), timeout)
        return self.context.wrap_socket(raw, server_hostname=HOST)


def smtp(port, tls=None):
    if tls == 'implicit':
        conn = Smtps('127.0.0.1', ports[port], timeout=TIMEOUT_S, context=trusting(),
                     local_hostname='client.example')
    else:
        conn = smtplib.SMTP('127.0.0.1', ports[port], timeout=TIMEOUT_S,
                            local_hostname='client.example')
        conn._host = HOST
    conn.ehlo()
    if tls == 'starttls':
        expect(conn.starttls(context=trusting())[0], 220)
        conn.ehlo()
    return conn


def auth_plain(conn, user):
    blob = ('\0%s\0%s' % (user, PASSWORDS[user])).encode()
    code, text = conn.docmd('AUTH PLAIN ' + base64.b64encode(blob).decode())
    expect((code, text if code != 235 else b''), (235, b''))


def message(subject, body='Grüße\r\n.\r\n..zwei Punkte\r\n'):
    return ('From: alice@example.test\r\nTo: bob@example.test\r\nSubject: %s\r\n'
            'MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n'
            'Content-Transfer-Encoding: 8bit\r\n\r\n%s' % (subject, body)).encode()


def keywords(conn):
    return conn.ehlo_resp.decode().upper()


def sent_and_read(port, tls, user, to, read, options=()):
    mark = uuid.uuid4().hex
    conn = smtp(port, tls)
    if user:
        auth_plain(conn, user)
    conn.sendmail('alice@example.test', ['%s@example.test' % to], message(mark), options)
    conn.quit()
    contains(read(to, mark), b'Gr\xc3\xbc\xc3\x9fe\r\n.\r\n..zwei Punkte\r\n')


def reply_to(port, command):
    """(code, text) of the command after MAIL"""
    conn = smtp(port)
    conn.mail('someone@elsewhere.test')
    answer = conn.docmd(command)
    conn.close()
    return answer[0], answer[1].decode()


# --- IMAP and POP3 ------------------------------------------------------------------------------

def imap(user, port='DOVECOT_IMAPS', tls='implicit'):
    if tls == 'implicit':
        conn = imaplib.IMAP4_SSL('localhost', ports[port], ssl_context=trusting(),
                                 timeout=TIMEOUT_S)
    else:
        conn = imaplib.IMAP4('localhost', ports[port], timeout=TIMEOUT_S)
        if tls == 'starttls':
            conn.starttls(trusting())
    if port.startswith('MAILUTILS'):  # ends its answer to AUTHENTICATE in LF alone
        conn.login(user, PASSWORDS[user])
        return conn
    blob = ('\0%s\0%s' % (user, PASSWORDS[user])).encode()
    conn.authenticate('PLAIN', lambda _: blob)
    return conn


def poll(attempt):
    end = time.monotonic() + TIMEOUT_S
    while time.monotonic() < end:
        found = attempt()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError('no mail in %d s' % TIMEOUT_S)


def imap_read(port='DOVECOT_IMAPS', tls='implicit'):
    def read(user, mark):
        conn = imap(user, port, tls)

        def attempt():
            conn.select('INBOX')
            found = conn.search(None, 'SUBJECT', mark)[1][0].split()
            return found and conn.fetch(found[-1], '(BODY.PEEK[])')[1][0][1]
        text = poll(attempt)
        conn.logout()
        return text
    return read


def pop3(user, port, tls):
    if tls == 'implicit':
        conn = poplib.POP3_SSL('localhost', ports[port], context=trusting(), timeout=TIMEOUT_S)
    else:
        conn = poplib.POP3('localhost', ports[port], timeout=TIMEOUT_S)
        if tls == 'starttls':
            conn.stls(trusting())
    conn.user(user)
    conn.pass_(PASSWORDS[user])
    return conn


def pop3_read(port, tls):
    def read(user, mark):
        def attempt():
            conn = pop3(user, port, tls)
            try:
                for number in range(len(conn.list()[1]), 0, -1):
                    text = b'\r\n'.join(conn.retr(number)[1]) + b'\r\n'
                    if mark.encode() in text:
                        return text
            finally:
                conn.quit()
            return None
        return poll(attempt)
    return read


# --- the tests ----------------------------------------------------------------------------------

def certificates():
    for name, code in (('POSTFIX_465', 0), ('POSTFIX_RSA', 0), ('POSTFIX_CHAIN', 0),
                       ('POSTFIX_TLS12', 0), ('POSTFIX_TLS13', 0), ('POSTFIX_WILDCARD', 0),
                       ('POSTFIX_EXPIRED', 10), ('POSTFIX_NOTYET', 9), ('POSTFIX_OTHERHOST', 62),
                       ('POSTFIX_UNKNOWN', 20), ('POSTFIX_SELFSIGNED', 18),
                       ('POSTFIX_HALFCHAIN', 20), ('POSTFIX_IPONLY', 62), ('POSTFIX_CNONLY', 62),
                       ('DOVECOT_IMAPS', 0), ('DOVECOT_POP3S', 0), ('DOVECOT_SUBMISSIONS', 0),
                       ('DOVECOT_EXPIRED_IMAPS', 10), ('DOVECOT_EXPIRED_POP3S', 10),
                       ('EXIM_465', 0), ('OPENSMTPD_465', 0)):
        check('%s: verification gives %d' % (name, code), name,
              lambda name=name, code=code: expect(verify_error(name), code))
    check('POSTFIX_IPONLY verifies as 127.0.0.1', 'POSTFIX_IPONLY',
          lambda: expect(verify_error('POSTFIX_IPONLY', '127.0.0.1'), 0))
    check('POSTFIX_OTHERHOST verifies as other.example.test', 'POSTFIX_OTHERHOST',
          lambda: expect(verify_error('POSTFIX_OTHERHOST', 'other.example.test'), 0))
    check('DOVECOT_IMAPS has another certificate for other.example.test', 'DOVECOT_IMAPS',
          lambda: expect(verify_error('DOVECOT_IMAPS', 'other.example.test'), 0))
    check('POSTFIX_465 verifies as a.wild.example.test', 'POSTFIX_465',
          lambda: expect(verify_error('POSTFIX_465', 'a.wild.example.test'), 0))
    for name, version in (('POSTFIX_TLS12', 'TLSv1.2'), ('POSTFIX_TLS13', 'TLSv1.3')):
        check('%s speaks %s' % (name, version), name,
              lambda name=name, version=version: expect(handshake(name).version(), version))
    check('POSTFIX_CLIENTCERT takes alice\'s certificate', 'POSTFIX_CLIENTCERT',
          lambda: contains(handshake('POSTFIX_CLIENTCERT', client='alice').recv(99), b'220 '))
    check('POSTFIX_CLIENTCERT refuses without', 'POSTFIX_CLIENTCERT',
          lambda: contains(handshake('POSTFIX_CLIENTCERT').recv(99), b'421 4.7.1'))


def round_trips():
    read = imap_read()
    for name, tls, user in (('POSTFIX_25', None, None), ('POSTFIX_25', 'starttls', None),
                            ('POSTFIX_25_PLAIN', None, None), ('POSTFIX_587', 'starttls', 'alice'),
                            ('POSTFIX_587', 'starttls', 'bob'),
                            ('POSTFIX_587', 'starttls', 'jøran'),
                            ('POSTFIX_465', 'implicit', 'alice'), ('POSTFIX_CLEAR', None, 'bob'),
                            ('POSTFIX_OLD', None, None), ('POSTFIX_NOPIPE', 'starttls', 'alice'),
                            ('POSTFIX_NOCHUNK', 'starttls', 'alice'),
                            ('POSTFIX_NO8BIT', 'starttls', 'alice'),
                            ('POSTFIX_AUTHEQ', None, 'alice'),
                            ('POSTFIX_TLS12', 'implicit', 'alice'),
                            ('POSTFIX_TLS13', 'implicit', 'alice'),
                            ('POSTFIX_RSA', 'implicit', 'alice'),
                            ('POSTFIX_CHAIN', 'implicit', 'alice'),
                            ('POSTFIX_WILDCARD', 'implicit', 'alice'),
                            ('DOVECOT_SUBMISSION', 'starttls', 'alice'),
                            ('DOVECOT_SUBMISSIONS', 'implicit', 'bob'),
                            ('EXIM_25', None, None), ('EXIM_25', 'starttls', None),
                            ('EXIM_587', 'starttls', 'alice'), ('EXIM_587', 'starttls', 'bob'),
                            ('EXIM_587', 'starttls', 'jøran'), ('EXIM_465', 'implicit', 'alice'),
                            ('OPENSMTPD_25', None, None), ('OPENSMTPD_25', 'starttls', None),
                            ('OPENSMTPD_587', 'starttls', 'alice'),
                            ('OPENSMTPD_587', 'starttls', 'bob'),
                            ('OPENSMTPD_465', 'implicit', 'alice')):
        check('%s (%s, %s): mail arrives' % (name, tls or 'clear', user or 'no log-in'),
              name + ' DOVECOT_IMAPS',
              lambda name=name, tls=tls, user=user:
              sent_and_read(name, tls, user, 'alice', read))
    for name, tls in (('DOVECOT_IMAP', None), ('DOVECOT_IMAP', 'starttls')):
        check('%s (%s): bob reads' % (name, tls or 'clear'), name + ' POSTFIX_25',
              lambda name=name, tls=tls:
              sent_and_read('POSTFIX_25', None, None, 'bob', imap_read(name, tls)))
    for name, tls in (('DOVECOT_POP3', None), ('DOVECOT_POP3', 'starttls'),
                      ('DOVECOT_POP3S', 'implicit')):
        check('%s (%s): bob reads' % (name, tls or 'clear'), name + ' POSTFIX_25',
              lambda name=name, tls=tls:
              sent_and_read('POSTFIX_25', None, None, 'bob', pop3_read(name, tls)))
    for user in ('carol', 'dave+x', 'eai', 'empty', 'quota', 'jøran', '用户'):
        check('%s logs in by IMAP and POP3' % user, 'DOVECOT_IMAPS DOVECOT_POP3S',
              lambda user=user: (imap(user).logout(),
                                 pop3(user, 'DOVECOT_POP3S', 'implicit').quit()))


def utf8_mail(sender, to, subject):
    conn = smtp('POSTFIX_587', 'starttls')
    auth_plain(conn, 'alice')
    mark = uuid.uuid4().hex
    conn.command_encoding = 'utf-8'
    expect(conn.docmd('MAIL FROM:<%s> SMTPUTF8 BODY=8BITMIME' % sender)[0], 250)
    expect(conn.docmd('RCPT TO:<%s@example.test>' % to)[0], 250)
    expect(conn.data(message('%s %s' % (mark, subject)))[0], 250)
    conn.quit()
    contains(imap_read()(to, mark), subject.encode())


def quota_bounces():
    mark = uuid.uuid4().hex
    conn = smtp('POSTFIX_25')
    conn.sendmail('carol@example.test', ['quota@example.test'],
                  message(mark, 'x' * 70 + '\r\n') + (b'y' * 70 + b'\r\n') * 2000)
    conn.quit()
    box = imap('carol')

    def attempt():
        box.select('INBOX')
        return box.search(None, 'BODY', mark, 'SUBJECT', 'Undelivered')[1][0]
    poll(attempt)
    expect(imap('quota').append('INBOX', None, None, b'z: y\r\n\r\n' + b'x' * 150000)[0], 'NO')


def replies():
    for user, code in (('reject', '550 5.1.1'), ('defer', '450 4.2.1'), ('full', '452 4.2.2'),
                       ('policy', '554 5.7.1'), ('drop', '421 4.3.2'), ('nobody', '550 5.1.1'),
                       ('alice', '250 2.1.5')):
        check('POSTFIX_25: RCPT %s gets %s' % (user, code), 'POSTFIX_25',
              lambda user=user, code=code:
              contains('%d %s' % reply_to('POSTFIX_25', 'RCPT TO:<%s@example.test>' % user), code))
    check('POSTFIX_25 refuses to relay', 'POSTFIX_25',
          lambda: contains('%d %s' % reply_to('POSTFIX_25', 'RCPT TO:<a@other.test>'), '554 5.7.1'))
    check('POSTFIX_SMALL refuses a big mail', 'POSTFIX_SMALL',
          lambda: expect(smtp('POSTFIX_SMALL').docmd('MAIL FROM:<a@b.test> SIZE=30000')[0], 552))
    check('POSTFIX_SMALL takes three recipients', 'POSTFIX_SMALL', small_recipients)
    check('POSTFIX_25 takes 1500 recipients and drops the mail', 'POSTFIX_25', many_recipients)
    check('POSTFIX_REJECT greets with 554', 'POSTFIX_REJECT',
          lambda: contains(first_line('POSTFIX_REJECT'), b'554 5.7.1'))
    check('POSTFIX_POSTSCREEN greets in two lines, 2 s apart', 'POSTFIX_POSTSCREEN', postscreen)
    check('POSTFIX_TIMEOUT says 421 after 2 s', 'POSTFIX_TIMEOUT', timeout)
    check('SINK_HELO knows HELO only', 'SINK_HELO', sink_helo)
    check('SINK_LMTP knows LHLO', 'SINK_LMTP',
          lambda: contains(talk('SINK_LMTP', b'LHLO a.test\r\n'), b'250'))
    check('SINK_FEW', 'SINK_FEW', lambda: lacks(keywords(smtp('SINK_FEW')), 'PIPELINING', '8BIT'))
    check('SINK_HANGUP goes at DATA', 'SINK_HANGUP',
          lambda: expect(talk('SINK_HANGUP', b'HELO a\r\n', b'MAIL FROM:<a@b.c>\r\n',
                              b'RCPT TO:<a@b.c>\r\n', b'DATA\r\n'), b''))
    check('SINK_421 goes at RCPT', 'SINK_421',
          lambda: contains(talk('SINK_421', b'HELO a\r\n', b'MAIL FROM:<a@b.c>\r\n',
                                b'RCPT TO:<a@b.c>\r\n'), b'421'))
    check('SINK_DOT500 refuses after the dot', 'SINK_DOT500',
          lambda: contains(talk('SINK_DOT500', b'HELO a\r\n', b'MAIL FROM:<a@b.c>\r\n',
                                b'RCPT TO:<a@b.c>\r\n', b'DATA\r\n', b'a: b\r\n.\r\n'), b'500'))


def first_line(port):
    with socket.create_connection(('127.0.0.1', ports[port]), TIMEOUT_S) as conn:
        return conn.recv(500)


def talk(port, *commands):
    """sends one command after the other; gives the last answer"""
    with socket.create_connection(('127.0.0.1', ports[port]), TIMEOUT_S) as conn:
        answer = conn.recv(4000)
        for command in commands:
            conn.sendall(command)
            answer = conn.recv(4000)
        return answer


def small_recipients():
    conn = smtp('POSTFIX_SMALL')
    conn.mail('a@b.test')
    codes = [conn.rcpt('alice@example.test')[0] for _ in range(5)]
    expect(codes, [250, 250, 250, 452, 452])


def many_recipients():
    conn = smtp('POSTFIX_25')
    expect(conn.sendmail('a@b.test', ['u%d@sink.example.test' % n for n in range(1500)],
                         message('many')), {})


def postscreen():
    with socket.create_connection(('127.0.0.1', ports['POSTFIX_POSTSCREEN']), TIMEOUT_S) as conn:
        contains(conn.recv(500), b'220-')
        contains(conn.recv(500), b'220 ')


def timeout():
    with socket.create_connection(('127.0.0.1', ports['POSTFIX_TIMEOUT']), TIMEOUT_S) as conn:
        contains(conn.recv(500), b'220 ')
        contains(conn.recv(500), b'421 ')


def sink_helo():
    contains(talk('SINK_HELO', b'EHLO a.test\r\n'), b'500')
    contains(talk('SINK_HELO', b'HELO a.test\r\n'), b'250')


def extensions():
    full = ('PIPELINING', 'SIZE 62914560', 'STARTTLS', '8BITMIME', 'DSN', 'SMTPUTF8', 'CHUNKING')
    for name, there, gone in (
            ('POSTFIX_25', full, ('AUTH',)), ('POSTFIX_25_PLAIN', (), ('AUTH', 'STARTTLS')),
            ('POSTFIX_587', full, ('AUTH',)), ('POSTFIX_CLEAR', ('AUTH PLAIN',), ('STARTTLS',)),
            ('POSTFIX_OLD', (), ('\n',)), ('POSTFIX_NOPIPE', full[1:], ('PIPELINING',)),
            ('POSTFIX_NOCHUNK', full[:-1], ('CHUNKING',)),
            ('POSTFIX_NO8BIT', full[:2], ('8BITMIME', 'SMTPUTF8', 'DSN')),
            ('POSTFIX_SMALL', ('SIZE 20000',), ()),
            ('POSTFIX_AUTHEQ', ('AUTH=PLAIN LOGIN',), ('PIPELINING',)),
            ('POSTFIX_SCRAM', ('AUTH SCRAM-SHA-256',), ('PLAIN',)),
            ('EXIM_25', ('PIPECONNECT', 'PRDR', 'STARTTLS'), ('AUTH',)),
            ('EXIM_NOPIPE', (), ('PIPE', 'CHUNKING', 'DSN')),
            ('OPENSMTPD_25', ('STARTTLS', 'DSN'), ('PIPELINING', 'CHUNKING'))):
        check('%s: extensions' % name, name,
              lambda name=name, there=there, gone=gone:
              (contains(keywords(smtp(name)), *there), lacks(keywords(smtp(name)), *gone)))
    check('127.0.0.2 is not taken for secured (LOGINDISABLED)', 'DOVECOT_IMAP', login_disabled)
    check('DOVECOT_OLD_IMAP announces IMAP4rev1 only', 'DOVECOT_OLD_IMAP', old_imap)
    check('DOVECOT_OLD_POP3: log-in', 'DOVECOT_OLD_POP3',
          lambda: pop3('bob', 'DOVECOT_OLD_POP3', None).quit())
    check('DOVECOT_LMTP knows its users', 'DOVECOT_LMTP', lmtp)
    check('OAUTHBEARER by a token', 'DOVECOT_IMAPS', bearer)
    check('EXTERNAL by a certificate', 'DOVECOT_IMAPS', external)
    check('CRAM-MD5', 'DOVECOT_IMAP', cram_md5)
    check('APOP', 'DOVECOT_POP3', apop)
    for algorithm in ('sha1', 'sha256'):
        check('SCRAM with %s' % algorithm, 'DOVECOT_IMAPS', lambda a=algorithm: scram(a))


def other_mailboxes():
    for name, word in (('DOVECOT24', 'UTF8=ACCEPT'), ('CYRUS', 'UIDONLY'),
                       ('COURIER', 'THREAD=REFERENCES'), ('MAILUTILS', 'IDLE')):
        for port, tls in (('_IMAPS', 'implicit'), ('_IMAP', 'starttls')):
            check('%s%s: a mail appended and read back' % (name, port), name + port,
                  lambda port=name + port, tls=tls, word=word: append_and_read(port, tls, word))
        for port, tls in (('_POP3S', 'implicit'), ('_POP3', 'starttls')):
            check('%s%s: log-in' % (name, port), name + port,
                  lambda port=name + port, tls=tls: pop3('alice', port, tls).quit())


def append_and_read(port, tls, word):
    conn = imap('alice', port, tls)
    contains(conn.capability()[1][0].decode().upper(), word)
    mark = uuid.uuid4().hex
    text = message(mark)
    expect(conn.append('INBOX', None, None, text)[0], 'OK')
    conn.logout()
    got = imap_read(port, tls)('alice', mark).replace(b'\r\n', b'\n')
    # an mbox keeps these in the message
    kept = [line for line in got.split(b'\n') if not line.startswith((b'X-UID:', b'X-IMAPbase:'))]
    expect(b'\n'.join(kept), text.replace(b'\r\n', b'\n'))


def login_disabled():
    with socket.create_connection(('127.0.0.2', ports['DOVECOT_IMAP']), TIMEOUT_S) as conn:
        contains(conn.recv(2000), b'LOGINDISABLED')


def old_imap():
    conn = imap('alice', 'DOVECOT_OLD_IMAP', None)
    expect(conn.capability()[1][0], b'IMAP4rev1')
    contains(conn.list()[1][0], b'"."')
    conn.logout()


def lmtp():
    contains(talk('DOVECOT_LMTP', b'LHLO a.test\r\n', b'MAIL FROM:<>\r\n',
                  b'RCPT TO:<alice@example.test>\r\n'), b'250 ')
    contains(talk('DOVECOT_LMTP', b'LHLO a.test\r\n', b'MAIL FROM:<>\r\n',
                  b'RCPT TO:<nobody@example.test>\r\n'), b'550 ')


def bearer():
    for name, status in (('alice', 'OK'), ('alice-expired', 'NO')):
        with open(os.path.join(directory, 'tokens', name), encoding='ascii') as file:
            blob = 'n,a=alice,\1auth=Bearer %s\1\1' % file.read()
        conn = imaplib.IMAP4_SSL('localhost', ports['DOVECOT_IMAPS'], ssl_context=trusting())
        answers = [blob.encode(), b'\1']
        try:
            got = conn.authenticate('OAUTHBEARER', lambda _: answers.pop(0))[0]
        except imaplib.IMAP4.error:
            got = 'NO'
        expect((name, got), (name, status))


def external():
    conn = imaplib.IMAP4_SSL('localhost', ports['DOVECOT_IMAPS'], ssl_context=trusting('alice'))
    expect(conn.authenticate('EXTERNAL', lambda _: b'alice')[0], 'OK')


def cram_md5():
    conn = imaplib.IMAP4('localhost', ports['DOVECOT_IMAP'], timeout=TIMEOUT_S)
    expect(conn.login_cram_md5('alice', PASSWORDS['alice'])[0], 'OK')
    conn.logout()


def apop():
    conn = poplib.POP3('localhost', ports['DOVECOT_POP3'], timeout=TIMEOUT_S)
    conn.apop('bob', BOB)
    conn.quit()


def scram(algorithm):
    """the whole dialogue of RFC 5802, with the server's proof checked"""
    def mac(key, text):
        return hmac.new(key, text, algorithm).digest()

    def answer(data):
        if not data:
            return b'n,,n=bob,r=nonce'
        fields = dict(field.split(b'=', 1) for field in data.split(b','))
        if b'v' in fields:
            expect(base64.b64decode(fields[b'v']), state['server'])
            return b''
        salted = hashlib.pbkdf2_hmac(algorithm, BOB.encode(), base64.b64decode(fields[b's']),
                                     int(fields[b'i']))
        bare = b'c=biws,r=' + fields[b'r']
        signed = b'n=bob,r=nonce,' + data + b',' + bare
        key = mac(salted, b'Client Key')
        proof = mac(hashlib.new(algorithm, key).digest(), signed)
        state['server'] = mac(mac(salted, b'Server Key'), signed)
        return bare + b',p=' + base64.b64encode(bytes(a ^ b for a, b in zip(key, proof)))

    state = {}
    conn = imaplib.IMAP4_SSL('localhost', ports['DOVECOT_IMAPS'], ssl_context=trusting())
    name = 'SCRAM-SHA-1' if algorithm == 'sha1' else 'SCRAM-SHA-256'
    expect(conn.authenticate(name, answer)[0], 'OK')
    contains(state, 'server')
    conn.logout()


def main():
    global directory
    directory = sys.argv[1]
    with open(os.path.join(directory, 'ports.txt'), encoding='ascii') as file:
        ports.update((name, int(port)) for name, port in map(str.split, file))
    certificates()
    round_trips()
    extensions()
    other_mailboxes()
    replies()
    for sender, to, subject in (('jøran@example.test', 'jøran', 'Grüße'),
                                ('jøran@example.test', 'alice', 'plain'),
                                ('alice@example.test', '用户', 'Grüße'),
                                ('alice@example.test', 'alice', 'Grüße')):
        check('SMTPUTF8 from %s to %s' % (sender, to), 'POSTFIX_587 DOVECOT_IMAPS',
              lambda sender=sender, to=to, subject=subject: utf8_mail(sender, to, subject))
    check('a mail beyond the quota bounces', 'POSTFIX_25 DOVECOT_IMAPS', quota_bounces)
    print('1..%d' % count)
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
