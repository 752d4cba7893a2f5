# STARTTLS is not offered: nothing is said.
protocol: imap
security: starttls
user: ann
secret: x
S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] hello
! FAILED NO_STARTTLS stage=GREETING
