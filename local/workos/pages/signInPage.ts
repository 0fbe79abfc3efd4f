import { FAILURE_KINDS, METHOD_NAMES, SIGN_IN_METHODS } from "../model/methods";
import type { Authorization } from "../model/signIns";
import type { User } from "../model/types";
import { Html, html } from "./html";
import { layout } from "./layout";

export interface SignInForm {
  readonly authorization: Authorization;
  readonly people: readonly User[];
  readonly email: string;
  readonly error: string | null;
}

const STYLE = new Html(`
fieldset { border: 0; padding: 0; margin: .75rem 0 0; } legend { font-weight: 500; padding: 0; margin-bottom: .35rem; }
.methods { display: flex; flex-wrap: wrap; gap: .4rem; }
.methods label { margin: 0; font-weight: 400; border: 1px solid var(--line); border-radius: 99px; padding: .3rem .75rem; cursor: pointer; }
.methods input { position: absolute; opacity: 0; }
.methods label:has(:checked) { border-color: var(--accent); background: var(--tint); }
.methods label:has(:focus-visible) { outline: 2px solid var(--accent); outline-offset: 2px; }
.people { list-style: none; margin: 0; padding: 0; border-top: 1px solid var(--line); }
.people li { border-bottom: 1px solid var(--line); }
.people button { width: 100%; border: 0; border-radius: 0; background: none; text-align: left; padding: .5rem .25rem; display: flex; flex-direction: column; }
.people button:hover { background: var(--tint); } .people span { overflow-wrap: anywhere; }
details { margin-top: .9rem; } summary { cursor: pointer; color: var(--soft); }
`);

/** AuthKit's page: type an e-mail or pick a person, choose a method, and how it ends. */
export function signInPage(form: SignInForm | { readonly expired: string }): string {
  if ("expired" in form)
    return layout(
      "Sign in",
      html`<main>
        <h1>Sign in</h1>
        <p class="notice error" role="alert">${form.expired}</p>
      </main>`,
    );
  const { authorization, error } = form;
  const isSignUp = authorization.screen === "sign-up";
  const title = isSignUp ? "Sign up" : "Sign in";
  return layout(
    title,
    html`<style>
        ${STYLE}
      </style>
      <main>
        <h1>${title}</h1>
        <p class="notice">
          Local stand-in for WorkOS AuthKit: pick who you are. No password is asked.
        </p>
        ${error !== null && html`<p class="notice error" role="alert">${error}</p>`}
        <form method="post" action="/authkit/${authorization.screen}">
          <input type="hidden" name="authorization" value="${authorization.id}" />
          <div class="card">
            ${emailField(form)} ${isSignUp && NAME_FIELDS} ${methodField(authorization)}
            <button class="primary" type="submit">Continue</button>
            ${!isSignUp && OUTCOME_FIELD}
          </div>
          ${!isSignUp && peopleList(form.people)}
        </form>
        ${switchLink(authorization)}
      </main>`,
  );
}

function emailField({ email }: SignInForm): Html {
  return html`<label for="email">Email</label>
    <input id="email" type="email" name="email" value="${email}" autocomplete="email" autofocus />`;
}

const NAME_FIELDS = html`<label for="first_name">First name</label>
  <input id="first_name" type="text" name="first_name" autocomplete="given-name" />
  <label for="last_name">Last name</label>
  <input id="last_name" type="text" name="last_name" autocomplete="family-name" />`;

function methodField({ method }: Authorization): Html {
  const chosen = method ?? "password";
  return html`<fieldset>
    <legend>With</legend>
    <div class="methods">
      ${METHOD_NAMES.map(
        (name) =>
          html`<label
            ><input
              type="radio"
              name="method"
              value="${name}"
              ${name === chosen && "checked"}
            />${SIGN_IN_METHODS[name].label}</label
          >`,
      )}
    </div>
  </fieldset>`;
}

const OUTCOME_FIELD = html`<details>
  <summary>Make it fail</summary>
  <label for="outcome">How this attempt ends</label>
  <select id="outcome" name="outcome">
    <option value="">It works</option>
    ${Object.entries(FAILURE_KINDS).map(
      ([kind, label]) => html`<option value="${kind}">${label}</option>`,
    )}
  </select>
</details>`;

function peopleList(people: readonly User[]): Html | null {
  if (people.length === 0) return null;
  return html`<h2>Or pick someone</h2>
    <ul class="people">
      ${people.map(
        ({ id, name, email }) =>
          html`<li>
            <button type="submit" name="user_id" value="${id}">
              <span>${name ?? email}</span>${name !== null && html`<small>${email}</small>`}
            </button>
          </li>`,
      )}
    </ul>`;
}

function switchLink({ id, screen }: Authorization): Html {
  return screen === "sign-up"
    ? html`<p class="soft">
        Have an account? <a href="/authkit/sign-in?authorization=${id}">Sign in</a>
      </p>`
    : html`<p class="soft">
        Someone new? <a href="/authkit/sign-up?authorization=${id}">Sign up</a>
      </p>`;
}
