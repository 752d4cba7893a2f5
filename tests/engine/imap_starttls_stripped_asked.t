# STARTTLS is not offered.
protocol: imap
security: starttls
user: ann
secret: x
S: * OK hello
C: A1 CAPABILITY
S: * CAPABILITY IMAP4rev1 XSTARTTLS STARTTLSX
S: A1 OK
! FAILED NO_STARTTLS stage=HELLO
