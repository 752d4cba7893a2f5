# Microsoft: milliseconds.
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
S: A1 BAD Request is throttled. Suggested Backoff Time: 92415 milliseconds
! FAILED AUTH_THROTTLED stage=AUTH wait=93 scope=1
