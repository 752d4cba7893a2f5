# No secret leaves without TLS.
protocol: imap
user: ann
secret: s3cret
S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] hello
! FAILED AUTH_NEEDS_TLS stage=AUTH
