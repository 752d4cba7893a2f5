# A literal is refused.
protocol: imap
flags: clear
user: \xc3\xa4nn
secret: pass
S: * OK [CAPABILITY IMAP4rev1] hello
C: A1 LOGIN {4}
S: A1 NO [AUTHENTICATIONFAILED] no literals
! FAILED AUTH word=AUTHENTICATIONFAILED "no literals" stage=AUTH
