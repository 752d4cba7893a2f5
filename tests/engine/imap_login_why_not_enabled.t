# Google: IMAP is switched off.
protocol: imap
security: tls
in_bytes: 256
user: ann
secret: hunter22
tries: 1
! SECURE
> secure ok
S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN AUTH=LOGIN] hi
C: A1 AUTHENTICATE PLAIN AGFubgBodW50ZXIyMg==
S: A1 NO [ALERT] Your account is not enabled for IMAP use. Please visit your Gmail settings page
! MAILBOX 0 item=29 name=ALERT
! FAILED AUTH_DISABLED stage=AUTH
