# Without SASL-IR, PLAIN would wait for a challenge: LOGIN says the same in one round trip.
protocol: imap
flags: clear
user: ann
secret: s3cret "\\
S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=LOGIN] hello
C: A1 LOGIN "ann" "s3cret \\"\\\\"
S: A1 OK [CAPABILITY IMAP4rev1] hi ann
! READY 1 0 "hi ann"
