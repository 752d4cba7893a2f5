# Nobody in particular.
protocol: imap
user: sirhc
auth: anonymous
S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=ANONYMOUS] hi
C: A1 AUTHENTICATE ANONYMOUS c2lyaGM=
S: A1 OK [CAPABILITY IMAP4rev1] in
! READY 1 0 "in"
