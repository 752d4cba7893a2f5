# A server that overlooked the initial response asks for the user again.
security: tls
user: ann
secret: hunter22
! SECURE
> secure ok
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 AUTH LOGIN
C: AUTH LOGIN YW5u
S: 334 VXNlciBOYW1lAA==
C: YW5u
S: 334 UGFzc3dvcmQ6
C: aHVudGVyMjI=
S: 235 ok
! READY 1 235
