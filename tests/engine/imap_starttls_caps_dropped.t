# What was offered before TLS is forgotten, even when nothing is offered after it.
protocol: imap
security: starttls
S: * OK [CAPABILITY IMAP4rev1 STARTTLS LITERAL+] hello
C: A1 STARTTLS
S: A1 OK go
! SECURE
> secure ok
C: A2 CAPABILITY
S: A2 OK done
! READY 1
> caps none
