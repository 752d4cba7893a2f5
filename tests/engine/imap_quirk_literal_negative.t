# A literal of less than nothing: a framing error, whatever it is in. Free.fr.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
S: * LIST () "/" {-5}
! FAILED PROTOCOL
