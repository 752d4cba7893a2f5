# A token is refused: the failure wants an answer.
protocol: imap
auth: xoauth2
flags: clear
user: ann
secret: s3cret
S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=XOAUTH2] hello
C: A1 AUTHENTICATE XOAUTH2 dXNlcj1hbm4BYXV0aD1CZWFyZXIgczNjcmV0AQE=
S: + eyJzdGF0dXMiOiI0MDAiLCJzY2hlbWVzIjoiQmVhcmVyIiwic2NvcGUiOiJodHRwczovL21haWwuZXhhbXBsZS8ifQ==
C:
S: A1 NO SASL authentication failed
! FAILED AUTH "SASL authentication failed" stage=AUTH
