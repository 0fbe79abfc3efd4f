import { securityHeaders, STRICT_TRANSPORT_SECURITY } from "./headers";
import { ASKED_EACH_TIME, ASSETS, CACHED_FOREVER, NOT_FOUND_PAGE, PAGE } from "./paths";
import type { Reach } from "./reach";

/** What an installation changes in the site: the container's start script replaces these. */
export const NGINX_SITE = { listen: "8080", root: "/usr/share/nginx/html" } as const;

/** What nginx compresses beside HTML. Fonts and pictures are compressed already. */
const COMPRESSED = [
  ...["application/javascript", "application/json", "image/svg+xml"],
  ...["text/css", "text/javascript"],
];

/**
 * The site, for the http level of nginx (`/etc/nginx/conf.d/`). All headers stand at the server's level:
 * a location with one of its own would inherit none. What is not the same everywhere is a variable.
 */
export function nginxSite(reach: Reach): string {
  const { name, value } = STRICT_TRANSPORT_SECURITY;
  return `# An answer that is not there must not be kept for a year.
map "$status:$uri" $gatehouse_cache {
    ~^(200|206|304):${ASSETS} "${CACHED_FOREVER}";
    default "${ASKED_EACH_TIME}";
}

# Said over https only, also where https ends in front of this server.
map "$scheme,$http_x_forwarded_proto" $gatehouse_transport {
    ~https "${value}";
    default "";
}

server {
    listen ${NGINX_SITE.listen};
    server_name _;
    server_tokens off;
    root ${NGINX_SITE.root};

    gzip on;
    gzip_vary on;
    gzip_proxied any;
    gzip_min_length 1024;
    gzip_types ${COMPRESSED.join(" ")};

${headerLines(securityHeaders(reach))}
    add_header ${name} $gatehouse_transport always;
    add_header Cache-Control $gatehouse_cache always;

    location / {
        try_files $uri ${PAGE};
    }
    location ${ASSETS} {
        try_files $uri =404;
    }
    error_page 404 ${NOT_FOUND_PAGE};
}
`;
}

function headerLines(headers: Readonly<Record<string, string>>): string {
  return Object.entries(headers)
    .map(([name, value]) => `    add_header ${name} "${value}" always;`)
    .join("\n");
}

/** Where the container keeps what it writes: one folder, so that the rest can be read-only. */
export const RUN_DIR = "/tmp/gatehouse";

/** The kinds of files a build of the console has. */
const TYPES = [
  ["text/html", "html"],
  ["text/css", "css"],
  ["text/javascript", "js"],
  ["application/json", "json"],
  ["image/svg+xml", "svg"],
  ["font/woff2", "woff2"],
] as const;

/** nginx's own settings in the container: no root, nothing written outside {@link RUN_DIR}. */
export function nginxMain(): string {
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  return `worker_processes auto;
pid ${RUN_DIR}/nginx.pid;
error_log stderr warn;

events {
    worker_connections 1024;
}

http {
    types {
${TYPES.map(([type, extension]) => `        ${type} ${extension};`).join("\n")}
    }
    default_type application/octet-stream;
    sendfile on;
${temporary.map((name) => `    ${name}_temp_path ${RUN_DIR}/${name};`).join("\n")}

    # Without the query: at /callback it is a sign-in code.
    map $request_uri $gatehouse_path {
        ~^(?<gatehouse_before>[^?]*) $gatehouse_before;
    }
    log_format gatehouse '$remote_addr [$time_iso8601] "$request_method $gatehouse_path" $status $body_bytes_sent';
    access_log /dev/stdout gatehouse;

    include ${RUN_DIR}/site.conf;
}
`;
}
