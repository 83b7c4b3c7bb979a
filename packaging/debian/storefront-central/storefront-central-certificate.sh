#!/bin/sh
# Makes a key and a certificate of ten years for the names and addresses of this machine, and has the centre use them.
set -eu
if [ $# -eq 0 ] || [ "$(id -u)" -ne 0 ]; then
    echo "usage, as root: storefront-central-certificate NAME-OR-ADDRESS ..." >&2
    exit 2
fi
folder=/etc/storefront/tls
settings=/etc/storefront/central.conf
if [ -e "$folder/central-key.pem" ]; then
    echo "$folder/central-key.pem is there already; registers trust the certificate that goes with it." >&2
    exit 1
fi
names=
for name in "$@"; do
    case $name in
    *:*) kind=IP ;;
    *[!0-9.]*) kind=DNS ;;
    *) kind=IP ;;
    esac
    names="$names${names:+,}$kind:$name"
done
install -d -m 750 -o root -g storefront-central "$folder"
(umask 077 && openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 3650 -subj "/CN=$1" \
    -addext "subjectAltName=$names" -addext "basicConstraints=critical,CA:TRUE,pathlen:0" \
    -keyout "$folder/central-key.pem" -out "$folder/central.pem" 2>/dev/null)
chown root:storefront-central "$folder/central-key.pem"
chmod 640 "$folder/central-key.pem"
chmod 644 "$folder/central.pem"
sed -i -e '/^#* *CENTRAL_CERTIFICATE=/d' -e '/^#* *CENTRAL_PRIVATE_KEY=/d' "$settings"
printf 'CENTRAL_CERTIFICATE=%s\nCENTRAL_PRIVATE_KEY=%s\n' "$folder/central.pem" "$folder/central-key.pem" >>"$settings"
cat <<END
The centre speaks TLS from its next start: systemctl restart storefront-central
On each register, so that it trusts this centre:
  copy $folder/central.pem to /usr/local/share/ca-certificates/storefront-central.crt
  sudo update-ca-certificates
END
