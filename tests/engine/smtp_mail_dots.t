# Only dots, bare CR, bare LF, CR CR LF, a dot behind each; no smuggling (RFC 5321 2.3.8, 4.5.2).
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
> write .\r\n..\r\n.\n.\r.\r\r\n.\n\r.\r\n.\n\n.\r
> end
C: ..
C: ...
C: ..
C: ..
C: ..
C:
C: ..
C:
C: ..
C: ..
C:
C: ..
C: .
S: 250 ok
! DONE 4
