# CAPABILITY is refused.
protocol: imap
S: * OK ready
C: A1 CAPABILITY
S: A1 BAD what?
! FAILED REPLY_PERM "what?" stage=HELLO
