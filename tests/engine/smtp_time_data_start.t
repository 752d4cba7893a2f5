# Silence after DATA.
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250 x
! READY 1
> mail a@b
C: MAIL FROM:<a@b>
S: 250 ok
! DONE 2
> rcpt c@d
C: RCPT TO:<c@d>
S: 250 ok
! DONE 3
> data
C: DATA
> timeout 120000
> time 120000
! ABORTED 4 TIMEOUT
! FAILED TIMEOUT stage=DATA_START
