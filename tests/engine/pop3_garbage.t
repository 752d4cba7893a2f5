# Not a reply at all.
protocol: pop3
flags: clear
user: ann
secret: s3cret
S: +OK
C: CAPA
S: +OK
S: USER
S: .
C: USER ann
S: +OK
C: PASS s3cret
S: +OK
! READY 1
C: CAPA
S: -ERR
> noop
C: NOOP
S: * OK hm
! ABORTED 2 PROTOCOL
! FAILED PROTOCOL "* OK hm"
