# While a chunk is being filled it is the caller who is silent: nothing runs out.
out_bytes: =4096
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250-PIPELINING
S: 250 CHUNKING
! READY 1
> mail a@b
> rcpt c@d
> data
C: MAIL FROM:<a@b>
C: RCPT TO:<c@d>
S: 250 ok
! DONE 2
S: 250 ok
! DONE 3
> write one\r\n
> timeout never
> time 10000000
> write two\r\n
> time 10000000
> end
C: BDAT 10 LAST
C: one
C: two
> timeout 600000
S: 250 ok
! DONE 4
