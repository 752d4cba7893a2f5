# The server offers it and will not have it.
protocol: pop3
flags: clear utf8
user: ann
secret: s3cret
S: +OK
C: CAPA
S: +OK
S: USER
S: UTF8
S: .
C: UTF8
S: -ERR not today
C: USER ann
S: +OK
C: PASS s3cret
S: +OK
! READY 1
C: CAPA
S: -ERR
> retr 1
C: RETR 1
S: -ERR [UTF8] this one is for UTF-8 mode
! REFUSED 2 REPLY_PERM "[UTF8] this one is for UTF-8 mode" word=UTF8 reply=6 retry=0 wait=0
> caps -UTF8_ON +UTF8
