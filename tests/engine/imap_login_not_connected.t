# Exchange says yes to the login of an account that has no mailbox for it, and this to the rest.
protocol: imap
user: alice
secret: secret
flags: clear
S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] hello
C: A1 AUTHENTICATE PLAIN AGFsaWNlAHNlY3JldA==
S: A1 OK [CAPABILITY IMAP4rev1] yes
! READY 1
> noop
C: A2 NOOP
S: A2 BAD User is authenticated but not connected.
! REFUSED 2 AUTH_DISABLED "User is authenticated but not connected."
> noop
C: A3 NOOP
S: A3 BAD User is not connected.
! REFUSED 3 REPLY_PERM
> noop
C: A4 NOOP
S: A4 OK fine, User is authenticated but not connected.
! DONE 4
