# Each phase has its own clock.
timeouts: greeting=1000 command=2000 data_start=3000 body=4000 data_end=5000 quit=600
> timeout 1000
> time 999
S: 220 mail.example.org
C: EHLO [127.0.0.1]
> timeout 2000
> time 1999
S: 250 x
! READY 1
> timeout never
> time 100000000
> mail a@b
C: MAIL FROM:<a@b>
> timeout 2000
> time 1999
S: 250 ok
! DONE 2
> rcpt c@d
C: RCPT TO:<c@d>
> time 1999
S: 250 ok
! DONE 3
> timeout never
> data
C: DATA
> timeout 3000
> time 2999
S: 354 go
> time 100000
> write x
> end
C: x
C: .
> timeout 5000
> time 4999
> timeout 1
S: 250 ok
! DONE 4
> quit
C: QUIT
> timeout 600
> time 600
! DONE 5
! CLOSED
