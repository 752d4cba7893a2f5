# Another service answers.
protocol: imap
s: 220 mail.example.org ESMTP
! FAILED WRONG_SERVICE stage=GREETING
