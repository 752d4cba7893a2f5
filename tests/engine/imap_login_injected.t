# A tag that is not in flight.
protocol: imap
flags: clear
user: ann
secret: s3cret
modes: chunks
S: * OK [CAPABILITY IMAP4rev1] hello
C: A1 LOGIN "ann" "s3cret"
S: A2 OK hi
! FAILED PROTOCOL
