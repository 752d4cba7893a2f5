# Another service answers.
protocol: imap
s: +OK hello
! FAILED WRONG_SERVICE stage=GREETING
