#!/bin/sh
# The hub serves static/ itself; this process only shows it that the app is switched on.
exec tail -f /dev/null
