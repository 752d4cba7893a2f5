# Nothing of before TLS is believed or handed on.
protocol: imap
security: starttls
S: * OK [CAPABILITY IMAP4rev1 STARTTLS] hello
C: A1 STARTTLS
S: * OK [ALERT] Pay here: http://192.0.2.1/
S: * NO [UIDVALIDITY 666] bad
S: * 99 EXISTS
S: * FLAGS (\\Evil)
S: * LIST () "/" {5}
S: A1 OK
S: * 1 FETCH (UID 666 BODY[] {8}
S: A1 OK \r\n)
S: * CAPABILITY IMAP4rev1 LITERAL+ AUTH=PLAIN
S: * SEARCH 1 2
S: A1 OK [ALERT] begin
! SECURE
> secure ok
C: A2 CAPABILITY
S: * CAPABILITY IMAP4rev1
! CAP "IMAP4rev1"
S: A2 OK done
! READY 1 0 "done"
> caps +IMAP4REV1 -LITERAL_PLUS -AUTH=plain -STARTTLS
