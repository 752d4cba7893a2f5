# A token for something else: a fresh one does not help.
protocol: imap
security: tls
in_bytes: 256
user: ann
secret: hunter22
auth: oauthbearer
! SECURE
> secure ok
S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=OAUTHBEARER] hi
C: A1 AUTHENTICATE OAUTHBEARER bixhPWFubiwBaG9zdD1tYWlsLmV4YW1wbGUub3JnAXBvcnQ9OTkzAWF1dGg9QmVhcmVyIGh1bnRlcjIyAQE=
S: + eyAic2NvcGUiIDogInNtdHAiLCAic3RhdHVzIiA6ICJpbnN1ZmZpY2llbnRfc2NvcGUiIH0=
! OAUTH 0 "{ \"scope\" : \"smtp\", \"status\" : \"insufficient_scope\" }"
C: AQ==
S: A1 NO no
! FAILED AUTH_DISABLED stage=AUTH
