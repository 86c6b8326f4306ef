#!/bin/sh
# HEARTH_API is the address that the hub has opened for this app alone.
exec node "$(dirname "$0")/../lib/main.mjs" "${HEARTH_API:?the hub sets it}"
