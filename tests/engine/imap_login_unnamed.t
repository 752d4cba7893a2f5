# A mechanism without a name is none, and not the caller's own, as there is no such.
security: tls
protocol: imap
user: ann
secret: hunter22
auth: plain
! SECURE
> secure ok
S: * OK [CAPABILITY IMAP4rev1 LOGINDISABLED AUTH=] hi
! CAP 0 "IMAP4rev1"
! CAP 0 "LOGINDISABLED"
! CAP 0 "AUTH="
! FAILED AUTH_MECHANISM stage=AUTH
