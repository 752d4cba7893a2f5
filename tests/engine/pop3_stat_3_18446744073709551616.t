# Numbers are digits; what is none is not known (MailKit 872).
protocol: pop3
flags: clear
user: ann
secret: s3cret
modes: chunks
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
> stat
C: STAT
S: +OK 3 18446744073709551616
! ITEM 2 num=3 uid=0 flags=DAMAGED "3 18446744073709551616"
! DONE 2 0 ""
