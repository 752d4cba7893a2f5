# Data before a mailbox can be open means nothing.
protocol: imap
flags: clear
user: ann
secret: s3cret
S: * OK [CAPABILITY IMAP4rev1] hello
C: A1 LOGIN "ann" "s3cret"
S: * 5 EXISTS
S: * LIST () "/" INBOX
S: * 1 FETCH (FLAGS ())
S: * OK still here
! MAILBOX 0 TEXT item=30 "still here"
S: A1 OK [CAPABILITY IMAP4rev1] hi ann
! READY 1 0 "hi ann"
