# STLS; what was learnt before TLS is dropped and asked again (RFC 2595 4).
protocol: pop3
security: starttls
user: ann
secret: s3cret
S: +OK [SYS/PERM] believe nothing of this
C: CAPA
S: +OK
S: PIPELINING
S: SASL LOGIN
S: STLS
S: .
C: STLS
S: +OK begin TLS
! SECURE
> caps none
> secure ok
C: CAPA
S: +OK
S: TOP
! CAP 0 "TOP" flags=NONE
S: USER
! CAP 0 "USER"
S: .
C: USER ann
S: +OK
C: PASS s3cret
S: +OK in
! READY 1 0 "in"
C: CAPA
S: -ERR
> caps +TOP +USER -STLS -PIPELINING -AUTH=login
> noop
> noop
C: NOOP
S: +OK
! DONE 2
C: NOOP
S: +OK
! DONE 3
> quit
C: QUIT
S: +OK
! DONE 4
! CLOSED
