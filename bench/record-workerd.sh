#!/bin/sh
# Stands in for workerd once: what Miniflare gives it is kept beside the process id, to start workerd by itself later.
folder=$(dirname "$USHER_WORKERD_PID_FILE")
cat > "$folder/workerd.config"
printf '%s\n' "$@" > "$folder/workerd.arguments"
exec "$(dirname "$0")/../scripts/workerd.sh" "$@" < "$folder/workerd.config"
