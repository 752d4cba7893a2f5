# 8-bit bytes, NUL and long lines pass as they are.
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 PIPELINING
! READY 1
> mail a@b
> rcpt c@d
> data
C: MAIL FROM:<a@b>
C: RCPT TO:<c@d>
C: DATA
S: 250 ok
! DONE 2
S: 250 ok
! DONE 3
S: 354 go
> write \x00\x01\xff\xfe\x80\r\n
> write*998 x
> write \r\n
> write*3000 y
> end
c: \x00\x01\xff\xfe\x80\r\n
c*998: x
c: \r\n
c*3000: y
c: \r\n.\r\n
S: 250 ok
! DONE 4
