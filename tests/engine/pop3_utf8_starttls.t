# No STLS behind UTF8 (RFC 6856 2.1).
protocol: pop3
security: starttls
flags: utf8
user: ann
secret: s3cret
S: +OK
C: CAPA
S: +OK
S: UTF8
S: STLS
S: .
C: STLS
S: +OK
! SECURE
> secure ok
C: CAPA
S: +OK
S: UTF8
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
S: UTF8
S: .
> noop
C: NOOP
S: +OK
! DONE 2
> caps +UTF8 +UTF8_ON
