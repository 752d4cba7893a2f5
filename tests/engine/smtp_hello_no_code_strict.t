# What smtp_hello_no_code.t tolerates is broken for the strict.
flags: strict
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-Nice to meet you
S: 8BITMIME
! FAILED PROTOCOL stage=HELLO
> quirk NO_CODE 0
