# Deleting may take long: longer than an idle QUIT is waited for.
protocol: pop3
flags: clear
user: ann
secret: s3cret
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
> dele 1
C: DELE 1
S: +OK
! DONE 2
> quit
C: QUIT
> timeout 300000
> time 299000
> timeout 1000
> time 1000
! UNKNOWN 3 TIMEOUT
! FAILED TIMEOUT stage=QUIT
