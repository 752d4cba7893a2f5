# What the server offers comes by itself.
protocol: imap
flags: clear
user: ann
secret: s3cret
S: * OK [CAPABILITY IMAP4rev1] hello
C: A1 LOGIN "ann" "s3cret"
S: * CAPABILITY IMAP4rev1 LITERAL+
S: A1 OK hi ann
! READY 1 0 "hi ann"
> caps +LITERAL_PLUS
