# No string can carry a command.
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250-SMTPUTF8
S: 250 DSN
! READY 1
> mail "a@b\r\nRCPT TO:<eve@example.org>" = ARG
> mail "a@b>" = ARG
> mail "a@b> SIZE=1" = ARG
> mail "<a@b>" = ARG
> mail "a@b\n" = ARG
> mail "a@b\r" = ARG
> mail "a b@c" = ARG
> mail "a@b c" = ARG
> mail "a@" = ARG
> mail "@b" = ARG
> mail "a" = ARG
> mail "a@b@c" = ARG
> mail "\"a\r\n\"@b" = ARG
> mail "\"a@b" = ARG
> mail "\"a\\\"@b" = ARG
> mail "a@[1.2.3.4" = ARG
> mail "a@[1.2.3.4]]" = ARG
> mail "a@[]" = ARG
> mail "a@b..c" = ARG
> mail "a@.b" = ARG
> mail "a@b." = ARG
> mail "a\x7f@b" = ARG
> mail "a\x01@b" = ARG
> mail "\xff@b" utf8 = ARG
> mail "a@b\xc0\xbc" utf8 = ARG
> mail "\xed\xa0\x80@b" utf8 = ARG
> vrfy "" = ARG
> vrfy "a\r\nDATA" = ARG
> vrfy "a\x01" = ARG
> rcpt a@b = USAGE
> data = USAGE
> write x = USAGE
> end = USAGE
> mail "\"a \\\" > b\"@[IPv6:::1]"
C: MAIL FROM:<"a \\" > b"@[IPv6:::1]>
S: 250 ok
! DONE 2
> mail a@b = USAGE
> data = USAGE
> rcpt "" = ARG
> rcpt "a@b\r\nDATA" = ARG
> rcpt "a@b>" = ARG
> rcpt "a@b> NOTIFY=NEVER" = ARG
> rcpt "a\nb@c" = ARG
> rcpt "Postmasters" = ARG
> rcpt PostMaster
C: RCPT TO:<PostMaster>
S: 250 ok
! DONE 3
