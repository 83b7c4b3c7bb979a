#!/bin/sh
# The store app, or one of its commands: man storefront.
STOREFRONT_CENTRE=
STOREFRONT_OPTIONS=
if [ -r /etc/storefront/storefront.conf ]; then . /etc/storefront/storefront.conf; fi
case ${1-} in
-h | --help) ;;
"" | app | -*)
    [ "${1-}" != app ] || shift
    # shellcheck disable=SC2086 # options are words
    set -- app ${STOREFRONT_CENTRE:+--centre "$STOREFRONT_CENTRE"} $STOREFRONT_OPTIONS "$@"
    ;;
doctor)
    shift
    set -- doctor ${STOREFRONT_CENTRE:+--centre "$STOREFRONT_CENTRE"} "$@"
    ;;
esac
exec /usr/lib/storefront/storefront "$@"
