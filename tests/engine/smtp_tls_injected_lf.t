# Even a line end alone.
input: whole
security: starttls
user: ann
secret: hunter22
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 STARTTLS
C: STARTTLS
s: 220 go\r\n\n
! FAILED INJECTED stage=STARTTLS
