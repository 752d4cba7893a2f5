# LOGIN goes by order, whatever the prompts say.
security: tls
user: ann
secret: hunter22
! SECURE
> secure ok
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 AUTH LOGIN
C: AUTH LOGIN
S: 334 what is it
C: YW5u
S: 334 please type it now
C: aHVudGVyMjI=
S: 235 ok
! READY 1 235
