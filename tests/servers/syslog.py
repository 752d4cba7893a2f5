#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""usage: syslog.py SOCKET >> FILE

Servers in a root of their own speak to syslog only: makes the socket, writes a line for each
message, and ends when it is killed."""

import os
import socket
import sys

path = sys.argv[1]
if os.path.exists(path):
    os.unlink(path)
log = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
log.bind(path)
os.chmod(path, 0o666)
while True:
    print(log.recv(65536).decode('utf-8', 'replace').rstrip('\0\n'), flush=True)
