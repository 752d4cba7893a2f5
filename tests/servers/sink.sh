# SPDX-License-Identifier: MIT
# smtp-sink: servers without state for what Postfix cannot be told to do; sourced by start.sh and
# stop.sh.

sink_ports()
{
    port SINK_HELO 70 clear
    port SINK_LMTP 71 clear
    port SINK_FEW 72 clear
    port SINK_HANGUP 73 clear
    port SINK_421 74 clear
    port SINK_DOT500 75 clear
}

sink_missing()
{
    missing_programs smtp-sink
}

# sink NAME PORT [option ...]
sink()
{
    sink_name=$1
    sink_port=$2
    shift 2
    SINK_OF="$DIR" setsid smtp-sink -u nobody -h mail.example.test "$@" "127.0.0.1:$sink_port" 100 \
        </dev/null >>"$LOG/sink.log" 2>&1 &
    echo $! >"$DIR/sink/$sink_name.pid"
}

sink_start()
{
    mkdir -p "$DIR/sink"
    sink helo "$SINK_HELO" -e
    sink lmtp "$SINK_LMTP" -L -a
    sink few "$SINK_FEW" -a -p -8
    sink hangup "$SINK_HANGUP" -a -q data
    sink 421 "$SINK_421" -a -Q rcpt
    sink dot500 "$SINK_DOT500" -a -f .
}

sink_stop()
{
    for file in "$DIR"/sink/*.pid; do
        stop_group "$file" "SINK_OF=$DIR"
    done
}
