S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250 x
! READY 1
> eof
! FAILED CONN_LOST stage=IDLE retry=1
