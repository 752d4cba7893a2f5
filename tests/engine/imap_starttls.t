# STARTTLS: what the server offers is asked again, and again known after logging in.
protocol: imap
security: starttls
user: ann
secret: s3cret
S: * OK [CAPABILITY IMAP4rev1 STARTTLS AUTH=X-BEFORE] hello
C: A1 STARTTLS
S: A1 OK [CAPABILITY IMAP4rev1 AUTH=PLAIN LOGINDISABLED] begin
! SECURE
> secure ok
C: A2 CAPABILITY
S: * CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN
! CAP "IMAP4rev1"
! CAP "SASL-IR"
! CAP "AUTH=PLAIN"
S: A2 OK done
C: A3 AUTHENTICATE PLAIN AGFubgBzM2NyZXQ=
S: A3 OK [CAPABILITY IMAP4rev1 IDLE LITERAL+] Logged in
! CAP "IMAP4rev1"
! CAP "IDLE"
! CAP "LITERAL+"
! READY 1 0 "Logged in"
> caps +LITERAL_PLUS -AUTH=plain -STARTTLS
