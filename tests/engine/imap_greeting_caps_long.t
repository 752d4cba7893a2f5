# A list of capabilities longer than the buffer is taken word by word.
protocol: imap
in_bytes: =64
S: * OK [CAPABILITY IMAP4rev1 ACL RIGHTS=kxte QUOTA LITERAL+ NAMESPACE UIDPLUS X-A-WORD-THAT-IS-LONGER-THAN-THE-WHOLE-BUFFER-OF-64-BYTES-WHICH-IS-MUCH AUTH=PLAIN sasl-ir ] a text that is longer than the buffer, so that its end is cut
! CAP "IMAP4rev1"
! CAP "ACL"
! CAP "RIGHTS=kxte"
! CAP "QUOTA"
! CAP "LITERAL+"
! CAP "NAMESPACE"
! CAP "UIDPLUS"
! CAP "X-A-WORD-THAT-IS-LONGER-THAN-THE-WHOLE-BUFFER-OF-64-BYTES-WHICH-" flags=CUT
! CAP "AUTH=PLAIN"
! CAP "sasl-ir"
! READY 1 0 "a text that is longer than the buffer, so that its end is cut" flags=NONE
> caps +SASL_IR +LITERAL_PLUS +AUTH=plain
