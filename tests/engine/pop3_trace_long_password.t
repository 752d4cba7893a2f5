# Nothing of it is shown.
protocol: pop3
out_bytes: =128
flags: clear trace
user: nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn
secret: 0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789
S: +OK
! TRACE S "+OK"
! TRACE C "CAPA"
C: CAPA
S: -ERR
! TRACE S "-ERR"
! TRACE C "USER " flags=REDACTED,BEFORE_TLS
C: USER nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn
S: +OK
! TRACE S "+OK"
! TRACE C "PASS " flags=REDACTED,BEFORE_TLS
C: PASS 0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789
S: +OK
! TRACE S "+OK"
! READY 1
