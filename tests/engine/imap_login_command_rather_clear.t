# Without TLS LOGIN tells the secret as PLAIN would.
protocol: imap
user: ann
secret: s3cret
S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] hello
! FAILED AUTH_NEEDS_TLS stage=AUTH
