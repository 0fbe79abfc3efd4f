import { SETTING_KEYS, SETTINGS, SETTINGS_FILE, type SettingKey } from "../config/settings";
import { NGINX_SITE, RUN_DIR } from "./nginx";
import { ANYWHERE_SECURE } from "./reach";

/** The container's variable for a setting: convexUrl is GATEHOUSE_CONVEX_URL. */
export function containerVariable(key: SettingKey): string {
  return `GATEHOUSE_${key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

const read = (key: SettingKey) => `"\${${containerVariable(key)}:-}"`;

const settingLine = (key: SettingKey) =>
  `${SETTINGS[key].kind} ${key} ${containerVariable(key)} ${read(key)}`;

/**
 * The container's start: writes the settings file and nginx's configuration from the environment, then
 * becomes nginx. Only characters of addresses and names pass, so no value can end a text in JSON, in
 * nginx's configuration or in the policy.
 */
export function startScript(): string {
  return `set -eu

here="$(dirname "$0")"
run="\${GATEHOUSE_RUN_DIR:-${RUN_DIR}}"
listen="\${GATEHOUSE_LISTEN:-${NGINX_SITE.listen}}"
root="\${GATEHOUSE_ROOT:-${NGINX_SITE.root}}"
settings=""

refuse() {
  echo "gatehouse: $1" >&2
  exit 1
}

add() {
  settings="$settings\${settings:+, }$1"
}

text() {
  case "$3" in
    "") return ;;
    sk_* | whsec_*) refuse "$2 holds what looks like a secret. Everybody can read the console's settings: take it out." ;;
    *[!A-Za-z0-9:/._~-]*) refuse "$2 has a character that no address and no name has. Put only the value there, without quotes or spaces." ;;
  esac
  add "\\"$1\\": \\"$3\\""
}

flag() {
  case "$3" in
    "") ;;
    true | false) add "\\"$1\\": $3" ;;
    *) refuse "$2 is neither true nor false. Put one of them, or leave it out." ;;
  esac
}

origin() {
  printf %s "$1" | sed -E 's|^(https?://[^/]+).*|\\1|'
}

${SETTING_KEYS.map(settingLine).join("\n")}

# Where the page may connect to: exactly there, when that is known.
reach="${ANYWHERE_SECURE.join(" ")}"
convex="$(origin ${read("convexUrl")})"
case "$convex" in
  "") ;;
  http://* | https://*)
    scheme=https
    [ ${read("apiHttps")} = false ] && scheme=http
    site="$(origin ${read("siteUrl")})"
    case "$site,$convex" in
      ,*.convex.cloud) site="\${convex%cloud}site" ;;
    esac
    reach="$convex ws\${convex#http} $scheme://\${${containerVariable("apiHostname")}:-api.workos.com}\${site:+ }$site"
    ;;
  *) refuse "${containerVariable("convexUrl")} does not begin with https://. Put the deployment's address, such as https://happy-animal-123.convex.cloud." ;;
esac

mkdir -p "$run"
rm -f "$run${SETTINGS_FILE}"
if [ -n "$settings" ]; then echo "{$settings}" >"$run${SETTINGS_FILE}"; fi
sed "s|${RUN_DIR}|$run|g" "$here/nginx.conf" >"$run/nginx.conf"
sed -e "s|listen ${NGINX_SITE.listen};|listen $listen;|" -e "s|root ${NGINX_SITE.root};|root $root;|" \\
  -e "s|${ANYWHERE_SECURE.join(" ")}|$reach|" "$here/site.conf" >"$run/site.conf"

exec nginx -e stderr -p "$run" -c "$run/nginx.conf" -g "daemon off;"
`;
}
