#!/bin/sh
# Stands in for workerd: three files per open object need more descriptors than the usual soft limit,
# and whoever starts it needs its process id to take it down when they are killed themselves.
ulimit -n "$(ulimit -Hn)" 2>/dev/null
echo $$ > "$USHER_WORKERD_PID_FILE"
exec "$USHER_WORKERD" "$@"
