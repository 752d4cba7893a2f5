# A binary body goes as it is.
out_bytes: =4096
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250-PIPELINING
S: 250-BINARYMIME
S: 250 CHUNKING
! READY 1
> mail a@b body=binary
> rcpt c@d
> data
> write \r\x00\n.\n\r\r\n.\xff
> end
C: MAIL FROM:<a@b> BODY=BINARYMIME
C: RCPT TO:<c@d>
C: BDAT 10 LAST
c: \r\x00\n.\n\r\r\n.\xff
S: 250 ok
! DONE 2
S: 250 ok
! DONE 3
S: 250 ok
! DONE 4
