# The server does not want us.
protocol: imap
S: * BYE [UNAVAILABLE] come\x1bback later
! FAILED SERVER_BYE "come?back later" word=UNAVAILABLE retry=1 stage=GREETING
