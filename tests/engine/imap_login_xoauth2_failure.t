# A token is refused: the failure wants an answer.
protocol: imap
in_bytes: 256
auth: xoauth2
flags: clear
user: ann
secret: s3cret
S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=XOAUTH2] hello
C: A1 AUTHENTICATE XOAUTH2 dXNlcj1hbm4BYXV0aD1CZWFyZXIgczNjcmV0AQE=
S: + eyJzdGF0dXMiOiI0MDAiLCJzY2hlbWVzIjoiQmVhcmVyIiwic2NvcGUiOiJodHRwczovL21haWwuZXhhbXBsZS8ifQ==
! OAUTH 0 "{\"status\":\"400\",\"schemes\":\"Bearer\",\"scope\":\"https://mail.example/\"}"
C:
S: A1 NO SASL authentication failed
! FAILED AUTH_EXPIRED "SASL authentication failed" stage=AUTH
