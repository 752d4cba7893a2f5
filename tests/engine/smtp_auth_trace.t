# No secret in any trace, in any form; challenges neither.
security: starttls
flags: trace
user: ann
secret: hunter22
auth: login
in_bytes: 128
S: 220 mail.example.org
! TRACE S flags=BEFORE_TLS "220 mail.example.org"
! TRACE C flags=BEFORE_TLS "EHLO [127.0.0.1]"
C: EHLO [127.0.0.1]
S: 250-x
! TRACE S flags=BEFORE_TLS "250-x"
S: 250 STARTTLS
! TRACE S flags=BEFORE_TLS "250 STARTTLS"
! TRACE C flags=BEFORE_TLS "STARTTLS"
C: STARTTLS
S: 220 go
! TRACE S flags=BEFORE_TLS "220 go"
! SECURE
> secure ok
! TRACE C flags=NONE "EHLO [127.0.0.1]"
C: EHLO [127.0.0.1]
S: 250-x
! TRACE S flags=NONE "250-x"
S: 250 AUTH LOGIN
! TRACE S flags=NONE "250 AUTH LOGIN"
! TRACE C flags=NONE "AUTH LOGIN"
C: AUTH LOGIN
S: 334 VXNlcm5hbWU6
! TRACE S flags=REDACTED "334"
! TRACE C flags=REDACTED ""
C: YW5u
S: 334 UGFzc3dvcmQ6aHVudGVyMjI=
! TRACE S flags=REDACTED "334"
! TRACE C flags=REDACTED ""
C: aHVudGVyMjI=
S: 235 2.7.0 welcome
! TRACE S flags=NONE "235 2.7.0 welcome"
! READY 1
> mail a@b
> rcpt c@d
> data
! TRACE C "MAIL FROM:<a@b>"
C: MAIL FROM:<a@b>
S: 250 ok
! TRACE S "250 ok"
! DONE 2
! TRACE C "RCPT TO:<c@d>"
C: RCPT TO:<c@d>
S: 250 ok
! TRACE S "250 ok"
! DONE 3
! TRACE C "DATA"
C: DATA
S: 354 go
! TRACE S "354 go"
> write this is confidential
> end
C: this is confidential
C: .
S: 250 ok
! TRACE S "250 ok"
! DONE 4
> quit
! TRACE C "QUIT"
C: QUIT
S: 221 bye
! TRACE S "221 bye"
! DONE 5
! CLOSED
