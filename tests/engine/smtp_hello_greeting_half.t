s: 220 mail.exam
> eof
! FAILED TRUNCATED stage=GREETING
