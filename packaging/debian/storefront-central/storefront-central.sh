#!/bin/sh
# A command of the centre, over the service's settings and as the service's user.
CENTRAL_SETTINGS_FILE=${CENTRAL_SETTINGS_FILE:-/etc/storefront/central.conf}
export CENTRAL_SETTINGS_FILE
program=/usr/lib/storefront-central/storefront-central
if [ "$(id -u)" -eq 0 ]; then
    exec runuser -u storefront-central -- "$program" "$@"
fi
exec "$program" "$@"
