# Another service answers.
protocol: imap
s: SSH-2.0-OpenSSH
! FAILED WRONG_SERVICE stage=GREETING
