# The server closes without a word.
> eof
! FAILED CONN_LOST stage=GREETING retry=1
