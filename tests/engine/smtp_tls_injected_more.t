# A reply of many lines, and more behind.
input: whole
security: starttls
user: ann
secret: hunter22
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 STARTTLS
C: STARTTLS
s: 220-ready\r\n220 go\r\n235 2.7.0 welcome\r\n
! FAILED INJECTED stage=STARTTLS
