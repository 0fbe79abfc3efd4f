import { Html, html } from "./html";

const STYLE = new Html(`
:root { color-scheme: light dark; --paper: #f7f5f0; --card: #fffefb; --ink: #23211d; --soft: #69645a;
  --line: #ded9ce; --accent: #1d6b5c; --on-accent: #fff; --tint: #e8f0ed; --bad: #a83a22; --bad-tint: #fbece7; }
@media (prefers-color-scheme: dark) { :root { --paper: #14181d; --card: #1b2026; --ink: #e6e4df; --soft: #a2a6ab;
  --line: #323941; --accent: #6cc0ac; --on-accent: #0d1c18; --tint: #1f2d2c; --bad: #f0937c; --bad-tint: #33211d; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: var(--width, 27rem); margin: 0 auto; padding: 2.5rem 1rem 3rem; }
h1 { font-size: 1.4rem; font-weight: 600; margin: 0 0 .25rem; letter-spacing: -.01em; }
h2 { font-size: .95rem; font-weight: 600; margin: 1.75rem 0 .5rem; }
p { margin: .25rem 0 .75rem; } .soft, small { color: var(--soft); }
a { color: var(--accent); }
.notice { border-left: 3px solid var(--accent); background: var(--tint); padding: .5rem .75rem; margin: 0 0 1.25rem; }
.error { border-left-color: var(--bad); background: var(--bad-tint); color: var(--bad); }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 1rem; }
label { display: block; font-weight: 500; margin: .75rem 0 .25rem; } .card > label:first-child { margin-top: 0; }
input[type=email], input[type=text], select { width: 100%; font: inherit; color: inherit; background: var(--paper);
  border: 1px solid var(--line); border-radius: 6px; padding: .5rem .65rem; min-height: 40px; }
button { font: inherit; cursor: pointer; border-radius: 6px; min-height: 40px; padding: .4rem .9rem;
  border: 1px solid var(--line); background: var(--card); color: inherit; }
button:hover { border-color: var(--accent); }
button.primary { width: 100%; margin-top: .9rem; background: var(--accent); color: var(--on-accent);
  border-color: var(--accent); font-weight: 600; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
code { font: .85em ui-monospace, monospace; overflow-wrap: anywhere; }
`);

/** Wraps a body into a whole page, light or dark as the reader's system is. */
export function layout(title: string, body: Html): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="icon" href="data:," />
        <title>${title}</title>
        <style>
          ${STYLE}
        </style>
      </head>
      <body>
        ${body}
      </body>
    </html>`.text;
}
