# The lines of a reply bear one code.
S: 220-old.example.org welcomes
S: 554 nobody
! FAILED PROTOCOL stage=GREETING
