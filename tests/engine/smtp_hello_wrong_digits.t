# Digits, but no reply code of SMTP.
S: 120 later
! FAILED stage=GREETING
