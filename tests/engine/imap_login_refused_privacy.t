# Logging in is refused.
protocol: imap
flags: clear
user: ann
secret: s3cret
S: * OK [CAPABILITY IMAP4rev1] hello
C: A1 LOGIN "ann" "s3cret"
S: A1 NO [PRIVACYREQUIRED] no
! FAILED AUTH_NEEDS_TLS "no" word=PRIVACYREQUIRED retry=0 stage=AUTH
