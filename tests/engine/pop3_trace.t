# A trace tells what was said, but no secret and no byte of a message.
protocol: pop3
security: starttls
flags: trace
user: ann
secret: s3cret
in_bytes: 128
S: +OK \x1b[2Jhello
! TRACE S "+OK ?[2Jhello" flags=BEFORE_TLS
! TRACE C "CAPA" flags=BEFORE_TLS
C: CAPA
S: +OK
! TRACE S "+OK" flags=BEFORE_TLS
S: STLS
! TRACE S "STLS" flags=BEFORE_TLS
S: .
! TRACE S "." flags=BEFORE_TLS
! TRACE C "STLS" flags=BEFORE_TLS
C: STLS
S: +OK
! TRACE S "+OK" flags=BEFORE_TLS
! SECURE
> secure ok
! TRACE C "CAPA" flags=NONE
C: CAPA
S: -ERR
! TRACE S "-ERR" flags=NONE
! TRACE C "USER " flags=REDACTED
C: USER ann
S: +OK
! TRACE S "+OK"
! TRACE C "PASS " flags=REDACTED
C: PASS s3cret
S: +OK in
! TRACE S "+OK in"
! READY 1
> retr 1
! TRACE C "RETR 1" flags=NONE
C: RETR 1
S: +OK
! TRACE S "+OK"
! MSG 2 num=1
S: Subject: private
S: .
! DATA "Subject: private\r\n"
! MSG_END 2
! DONE 2
> quit
! TRACE C "QUIT"
C: QUIT
S: +OK
! TRACE S "+OK"
! DONE 3
! CLOSED
