# Bytes behind the STARTTLS reply (CVE-2011-0411, CVE-2020-15953, CVE-2020-15685).
input: whole
security: starttls
user: ann
secret: hunter22
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 STARTTLS
C: STARTTLS
s: 220 go\r\n250 AUTH PLAIN\r\n
! FAILED INJECTED stage=STARTTLS
