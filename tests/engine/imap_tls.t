# TLS from the first byte; STARTTLS is never sent then.
protocol: imap
security: tls
user: ann
secret: s3cret
! SECURE
> secure ok
S: * OK [CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN] hello
C: A1 LOGIN "ann" "s3cret"
S: A1 OK hi ann
C: A2 CAPABILITY
S: * CAPABILITY IMAP4rev1
S: A2 OK done
! READY 1 0 "done"
