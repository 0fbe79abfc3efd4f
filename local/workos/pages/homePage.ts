import { API_FAULTS } from "../model/faults";
import { HOME_SCRIPT } from "./homeScript";
import { Html, html } from "./html";
import { layout } from "./layout";

const STYLE = new Html(`
:root { --width: 76rem; } .row { display: flex; flex-wrap: wrap; gap: .5rem; align-items: end; }
.numbers { display: flex; gap: 2rem; color: var(--soft); }
.numbers b { display: block; font-size: 1.5rem; font-weight: 600; color: var(--ink); font-variant-numeric: tabular-nums; }
.grid { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr)); gap: 0 2rem; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: 13px; font-variant-numeric: tabular-nums; }
td { border-bottom: 1px solid var(--line); padding: .3rem .5rem .3rem 0; vertical-align: top; overflow-wrap: break-word; }
td:first-child { white-space: nowrap; color: var(--soft); } .good { color: var(--accent); } .bad { color: var(--bad); }
#faults label { margin: 0; font-weight: 400; font-size: 13px; } #faults input, #faults select { width: 9.5rem; display: block; margin-top: .2rem;
  font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: 6px; padding: .4rem .5rem; min-height: 40px; }
#faults .row + .row { margin-top: .75rem; } #said { min-height: 1.5em; }
`);

const ACTION_LABELS = {
  "test-event": "Send a test event",
  "create-user": "Create a user",
  "rename-user": "Rename a random user",
  "delete-user": "Delete a random user",
  "sign-in": "Sign a random user in",
  "failed-sign-in": "Fail a sign-in",
  "login-loop": "Start a login loop",
} as const;

/** What of the API can be broken on its own. */
const AREAS = [
  "/",
  "/events",
  "/user_management/users",
  "/webhook_endpoints",
  "/sso/jwks",
] as const;

/** The stand-in's own page: what happens, and switches for what should go wrong. */
export function homePage(): string {
  return layout(
    "WorkOS stand-in",
    html`<style>
        ${STYLE}
      </style>
      <main>
        <h1>WorkOS stand-in</h1>
        <p class="soft">
          It plays WorkOS on this machine. Break something, and watch the console heal.
        </p>
        <p class="numbers">
          <span><b id="users">–</b> users</span
          ><span><b id="activeSessions">–</b> active sessions</span
          ><span><b id="events">–</b> events</span>
        </p>
        <div class="row">${Object.entries(ACTION_LABELS).map(actionButton)}</div>
        <p id="said" role="status"></p>
        <h2>Faults</h2>
        <form id="faults" class="card">
          <div class="row">
            <label
              >API answers
              <select name="api.answer">
                ${API_FAULTS.map(option)}
              </select></label
            >
            ${numberField("api.status", "with status")}
            ${numberField("api.retryAfterSeconds", "retry after s", "not said")}
            <label
              >on paths from <input type="text" name="api.path" list="areas" /><datalist id="areas">
                ${AREAS.map(option)}
              </datalist></label
            >
            ${numberField("api.delayMs", "after ms")}
          </div>
          <div class="row">
            ${numberField("webhooks.lose", "Deliveries lost (0–1)")}
            ${numberField("webhooks.double", "sent twice (0–1)")}
            ${numberField("webhooks.reorder", "swapped (0–1)")}
            ${numberField("webhooks.delayMs", "late by ms")}
            <button type="button" id="heal">Heal everything</button>
          </div>
        </form>
        <div class="grid">
          ${table("lastEvents", "Last events")} ${table("lastDeliveries", "Last deliveries")}
          ${table("signedIn", "Signed in last")} ${table("errorPages", "Ended on an error page")}
          ${table("endpoints", "Webhook endpoints")}
        </div>
      </main>
      <script>
        ${new Html(HOME_SCRIPT)};
      </script>`,
  );
}

function actionButton([name, label]: [string, string]): Html {
  return html`<button type="button" data-action="${name}">${label}</button>`;
}

function option(value: string): Html {
  return html`<option>${value}</option>`;
}

/** @param whenEmpty what an empty field means; without it there must be a number */
function numberField(name: string, label: string, whenEmpty = ""): Html {
  return html`<label
    >${label} <input type="number" name="${name}" step="any" min="0" placeholder="${whenEmpty}"
  /></label>`;
}

function table(id: string, title: string): Html {
  return html`<section>
    <h2>${title}</h2>
    <div class="scroll">
      <table>
        <tbody id="${id}"></tbody>
      </table>
    </div>
  </section>`;
}
