# Unless the caller says so loudly.
flags: clear
user: ann
secret: hunter22
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 AUTH PLAIN LOGIN
C: AUTH PLAIN AGFubgBodW50ZXIyMg==
S: 235 ok
! READY 1
