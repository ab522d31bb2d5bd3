#!/bin/sh
# Makes a Debian 12 base image without any registry: `scripts/base_image.sh [NAME]`.
# Needs root, debootstrap and a running Docker engine.
set -eu
name=${1:-scenewright/base}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT INT TERM
debootstrap --variant=minbase --include=ca-certificates bookworm "$folder" >/dev/null
if [ -d /usr/local/share/ca-certificates ]; then
  cp -r /usr/local/share/ca-certificates/. "$folder/usr/local/share/ca-certificates/"
  chroot "$folder" update-ca-certificates >/dev/null
fi
# The names by which pip, uv and Node find the system's certificates, a network's own included.
certificates=/etc/ssl/certs/ca-certificates.crt
tar -C "$folder" --one-file-system -c . | docker import \
  --change 'ENV LANG=C.UTF-8' \
  --change "ENV SSL_CERT_FILE=$certificates PIP_CERT=$certificates NODE_EXTRA_CA_CERTS=$certificates" \
  - "$name"
