# UTF-8 mode, before logging in (RFC 6856 2.1).
protocol: pop3
flags: clear utf8
user: ann
secret: s3cret
S: +OK
C: CAPA
S: +OK
S: USER
S: UTF8 USER
S: LOGIN-DELAY 60
S: .
C: UTF8
S: +OK
C: USER ann
S: +OK
C: PASS s3cret
S: +OK
! READY 1
C: CAPA
S: +OK
S: TOP
S: UTF8
S: .
> retr 1
C: RETR 1
S: +OK
! MSG 2 num=1
S: Subject: \xc3\xa4
S: .
! DATA 2 "Subject: \xc3\xa4\r\n"
! MSG_END 2
! DONE 2
> caps +UTF8_ON +UTF8 +TOP -USER
