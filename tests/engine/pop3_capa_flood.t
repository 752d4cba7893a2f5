# About itself no server has that much to say.
protocol: pop3
security: starttls
modes: chunks
in_bytes: =4096
S: +OK
C: CAPA
S: +OK
S*1025: X
! FAILED FLOOD stage=HELLO
