# What a code of the refusal says is handed over: Gmail.
protocol: imap
flags: clear
user: ann
secret: pass
S: * OK [CAPABILITY IMAP4rev1] hello
C: A1 LOGIN "ann" "pass"
S: A1 NO [WEBALERT https://example.com/a?b=c] Web login required.
! MAILBOX 0 WEBALERT item=39 "https://example.com/a?b=c"
! FAILED AUTH_LOCKED "Web login required." word=WEBALERT
