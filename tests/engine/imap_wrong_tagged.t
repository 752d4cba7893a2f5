# Another service answers.
protocol: imap
s: A0 OK hello
! FAILED WRONG_SERVICE stage=GREETING
