#!/bin/sh
# Opens the store app when this person's session begins, over the whole screen, and again whenever it ends.
set -u
place=${XDG_CONFIG_HOME:-$HOME/.config}/autostart
case ${1-} in
on)
    mkdir -p "$place"
    cp /usr/share/storefront/storefront-kiosk.desktop "$place/"
    echo "The store app opens by itself at the next sign-on to this computer. To end that: storefront-kiosk off"
    ;;
off)
    rm -f "$place/storefront-kiosk.desktop"
    systemctl --user stop storefront-kiosk.service 2>/dev/null
    echo "The store app no longer opens by itself."
    ;;
run)
    # The services of a session know its screen only when they are told.
    systemctl --user import-environment DISPLAY WAYLAND_DISPLAY XAUTHORITY XDG_CURRENT_DESKTOP XDG_SESSION_TYPE 2>/dev/null
    exec systemctl --user start storefront-kiosk.service
    ;;
*)
    echo "usage: storefront-kiosk on | off" >&2
    exit 2
    ;;
esac
