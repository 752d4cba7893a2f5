# Nothing is said where STLS is not offered: no STLS, no USER.
protocol: pop3
security: starttls
flags: clear
user: ann
secret: s3cret
S: +OK
C: CAPA
S: +OK
S: TOP
S: STLSX
S: X-STLS STLS
S: USER
S: .
! FAILED NO_STARTTLS err=NO_STARTTLS stage=HELLO retry=0
