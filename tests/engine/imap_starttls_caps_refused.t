# CAPABILITY is refused where TLS is required.
protocol: imap
security: starttls
S: * OK hello
C: A1 CAPABILITY
S: A1 BAD what?
! FAILED NO_STARTTLS stage=HELLO
