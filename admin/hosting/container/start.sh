#!/bin/sh
# Written by `npm run hosting` from admin/hosting/. Do not edit by hand.
set -eu

here="$(dirname "$0")"
run="${GATEHOUSE_RUN_DIR:-/tmp/gatehouse}"
listen="${GATEHOUSE_LISTEN:-8080}"
root="${GATEHOUSE_ROOT:-/usr/share/nginx/html}"
settings=""

refuse() {
  echo "gatehouse: $1" >&2
  exit 1
}

add() {
  settings="$settings${settings:+, }$1"
}

text() {
  case "$3" in
    "") return ;;
    sk_* | whsec_*) refuse "$2 holds what looks like a secret. Everybody can read the console's settings: take it out." ;;
    *[!A-Za-z0-9:/._~-]*) refuse "$2 has a character that no address and no name has. Put only the value there, without quotes or spaces." ;;
  esac
  add "\"$1\": \"$3\""
}

flag() {
  case "$3" in
    "") ;;
    true | false) add "\"$1\": $3" ;;
    *) refuse "$2 is neither true nor false. Put one of them, or leave it out." ;;
  esac
}

origin() {
  printf %s "$1" | sed -E 's|^(https?://[^/]+).*|\1|'
}

text convexUrl GATEHOUSE_CONVEX_URL "${GATEHOUSE_CONVEX_URL:-}"
text siteUrl GATEHOUSE_SITE_URL "${GATEHOUSE_SITE_URL:-}"
text clientId GATEHOUSE_CLIENT_ID "${GATEHOUSE_CLIENT_ID:-}"
text apiHostname GATEHOUSE_API_HOSTNAME "${GATEHOUSE_API_HOSTNAME:-}"
flag apiHttps GATEHOUSE_API_HTTPS "${GATEHOUSE_API_HTTPS:-}"
flag devMode GATEHOUSE_DEV_MODE "${GATEHOUSE_DEV_MODE:-}"
text redirectUri GATEHOUSE_REDIRECT_URI "${GATEHOUSE_REDIRECT_URI:-}"
text environment GATEHOUSE_ENVIRONMENT "${GATEHOUSE_ENVIRONMENT:-}"

# Where the page may connect to: exactly there, when that is known.
reach="https: wss:"
convex="$(origin "${GATEHOUSE_CONVEX_URL:-}")"
case "$convex" in
  "") ;;
  http://* | https://*)
    scheme=https
    [ "${GATEHOUSE_API_HTTPS:-}" = false ] && scheme=http
    site="$(origin "${GATEHOUSE_SITE_URL:-}")"
    case "$site,$convex" in
      ,*.convex.cloud) site="${convex%cloud}site" ;;
    esac
    reach="$convex ws${convex#http} $scheme://${GATEHOUSE_API_HOSTNAME:-api.workos.com}${site:+ }$site"
    ;;
  *) refuse "GATEHOUSE_CONVEX_URL does not begin with https://. Put the deployment's address, such as https://happy-animal-123.convex.cloud." ;;
esac

mkdir -p "$run"
rm -f "$run/gatehouse.json"
if [ -n "$settings" ]; then echo "{$settings}" >"$run/gatehouse.json"; fi
sed "s|/tmp/gatehouse|$run|g" "$here/nginx.conf" >"$run/nginx.conf"
sed -e "s|listen 8080;|listen $listen;|" -e "s|root /usr/share/nginx/html;|root $root;|" \
  -e "s|https: wss:|$reach|" "$here/site.conf" >"$run/site.conf"

exec nginx -e stderr -p "$run" -c "$run/nginx.conf" -g "daemon off;"
