# Another service answers.
protocol: imap
s: HTTP/1.1 400 Bad Request
! FAILED WRONG_SERVICE stage=GREETING
