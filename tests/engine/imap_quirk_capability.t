# Odd names of what is offered: hMailServer.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
S: * CAPABILITY IMAPrev1 idle LITERAL +
> caps +IMAP4REV1
> caps +IDLE
> caps +LITERAL_PLUS
> quirk CAPABILITY 2
