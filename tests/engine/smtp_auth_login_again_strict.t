# Not in strict mode.
security: tls
user: ann
secret: hunter22
flags: strict
! SECURE
> secure ok
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 AUTH LOGIN
C: AUTH LOGIN YW5u
S: 334 VXNlcm5hbWU6
C: aHVudGVyMjI=
S: 535 no
! FAILED AUTH
