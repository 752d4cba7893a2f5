# It offers SASL-IR and does not know it: the response waits to be asked for.
protocol: imap
security: tls
user: ann
secret: hunter22
! SECURE
> secure ok
S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] hi
C: A1 AUTHENTICATE PLAIN AGFubgBodW50ZXIyMg==
S: A1 BAD Request not ending with
C: A2 AUTHENTICATE PLAIN
S: + 
C: AGFubgBodW50ZXIyMg==
S: A2 OK [CAPABILITY IMAP4rev1] in
! READY 1 0 "in"
