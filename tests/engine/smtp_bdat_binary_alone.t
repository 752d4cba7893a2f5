# Binary without PIPELINING and with small buffers: by BDAT, each command waiting for its reply.
out_bytes: =256
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250-BINARYMIME
S: 250 CHUNKING
! READY 1
> mail a@b body=binary
C: MAIL FROM:<a@b> BODY=BINARYMIME
S: 250 ok
! DONE 2
> rcpt c@d
C: RCPT TO:<c@d>
S: 250 ok
! DONE 3
> data
> write ab\x00
> end
C: BDAT 3 LAST
c: ab\x00
S: 250 ok
! DONE 4
