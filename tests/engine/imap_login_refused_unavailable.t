# Logging in is refused.
protocol: imap
flags: clear
user: ann
secret: s3cret
S: * OK [CAPABILITY IMAP4rev1] hello
C: A1 LOGIN "ann" "s3cret"
S: A1 NO [UNAVAILABLE] Temporary authentication failure.
! FAILED AUTH_LATER "Temporary authentication failure." word=UNAVAILABLE retry=1 stage=AUTH
