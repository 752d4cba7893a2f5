#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""usage: greet.py SECONDS < "NAME PORT clear|tls" lines

Waits until each server has greeted. "NAME PORT" of those that did goes to stdout, "NAME: reason"
of the others to stderr. An open port alone proves nothing: Dovecot listens before its
authentication works.
"""
import socket
import ssl
import sys
import threading
import time

GREETINGS = (b'220', b'* OK', b'+OK', b'VERSION', b'421', b'554')


def context():
    ctx = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    ctx.check_hostname = False
    ctx.verify_mode = ssl.CERT_NONE
    return ctx


def greeting(port, kind, timeout_s):
    with socket.create_connection(('127.0.0.1', port), timeout_s) as conn:
        if kind == 'tls':
            conn = context().wrap_socket(conn, server_hostname='mail.example.test')
        with conn:
            line = b''
            while b'\n' not in line:
                data = conn.recv(512)
                if not data:
                    raise OSError('closed before the greeting')
                line += data
    if not line.startswith(GREETINGS):
        raise OSError('greeted with %r' % line)


def wait(name, port, kind, deadline, failures):
    while True:
        try:
            greeting(port, kind, max(0.1, deadline - time.monotonic()))
            return
        except OSError as error:
            if time.monotonic() > deadline:
                failures[name] = error
                return
            time.sleep(0.03)


def main():
    deadline = time.monotonic() + float(sys.argv[1])
    servers = [line.split() for line in sys.stdin]
    failures = {}
    threads = [threading.Thread(target=wait, args=(name, int(port), kind, deadline, failures))
               for name, port, kind in servers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for name, port, _ in servers:
        if name in failures:
            print('%s: %s' % (name, failures[name]), file=sys.stderr)
        else:
            print(name, port)
    return 1 if failures else 0


if __name__ == '__main__':
    sys.exit(main())
