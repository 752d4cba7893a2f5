# 220 for STARTTLS comes with the reply to EHLO.
input: whole
security: starttls
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 STARTTLS
S: 220 go
! FAILED PROTOCOL
