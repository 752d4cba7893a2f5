# BYE while nothing is in flight.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
S: * BYE Disconnected for inactivity.
! FAILED SERVER_BYE "Disconnected for inactivity." stage=IDLE retry=1
