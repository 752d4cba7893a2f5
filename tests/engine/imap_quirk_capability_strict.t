# The same, strictly.
protocol: imap
flags: strict
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
S: * CAPABILITY IMAPrev1 idle LITERAL +
> caps -IMAP4REV1
> caps +IDLE
> caps -LITERAL_PLUS
