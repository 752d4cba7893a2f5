# Not offered: stripped, or an old server. No secret, no message (CVE-2021-39272).
security: starttls
user: ann
secret: hunter22
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 AUTH PLAIN
! FAILED NO_STARTTLS stage=HELLO
