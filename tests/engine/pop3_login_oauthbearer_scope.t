# A token for something else: a fresh one does not help.
protocol: pop3
security: tls
in_bytes: 256
user: ann
secret: hunter22
auth: oauthbearer
! SECURE
> secure ok
S: +OK hi
C: CAPA
S: +OK
S: SASL OAUTHBEARER
S: .
C: AUTH OAUTHBEARER
S: + 
C: bixhPWFubiwBaG9zdD1tYWlsLmV4YW1wbGUub3JnAXBvcnQ9OTk1AWF1dGg9QmVhcmVyIGh1bnRlcjIyAQE=
S: + eyAic2NvcGUiIDogInNtdHAiLCAic3RhdHVzIiA6ICJpbnN1ZmZpY2llbnRfc2NvcGUiIH0=
! OAUTH 0 "{ \"scope\" : \"smtp\", \"status\" : \"insufficient_scope\" }"
C: AQ==
S: -ERR no
! FAILED AUTH_DISABLED stage=AUTH
