/** What the stand-in's own page runs in the browser: it shows the state and works the switches. */
export const HOME_SCRIPT = `
const byId = (id) => document.getElementById(id);
const cell = (text, className) => {
  const td = document.createElement("td");
  // Long names and addresses may break after their punctuation.
  td.textContent = text.replace(/([._@/])/g, "$1\\u200b");
  if (className) td.className = className;
  return td;
};
const fill = (id, rows) => byId(id).replaceChildren(...(rows.length ? rows : [[cell("Nothing yet")]]).map((cells) => {
  const tr = document.createElement("tr");
  tr.append(...cells);
  return tr;
}));
const time = (iso) => new Date(iso).toLocaleTimeString();
const say = (text, bad) => { byId("said").textContent = text; byId("said").classList.toggle("bad", bad); };

async function call(method, path, body) {
  const answer = await fetch("/_standin/" + path, {
    method,
    headers: { "Content-Type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
  const result = await answer.json();
  if (!answer.ok) throw new Error(result.message);
  return result;
}
async function attempt(work) {
  try { say(await work(), false); } catch (error) { say(error.message, true); }
  await refresh();
}

async function refresh() {
  const state = await call("GET", "state");
  for (const name of ["users", "activeSessions", "events"]) byId(name).textContent = state[name].toLocaleString();
  fill("endpoints", state.endpoints.map((e) => [cell(e.url), cell(e.status)]));
  fill("signedIn", state.signedIn.map((s) => [cell(time(s.at)), cell(s.email), cell(s.method)]));
  fill("lastEvents", state.lastEvents.map((e) => [cell(time(e.at)), cell(e.event), cell(e.about)]));
  fill("lastDeliveries", state.lastDeliveries.map((d) => [
    cell(time(d.at)),
    cell(d.event),
    cell(d.outcome + (d.status ? " " + d.status : ""), d.outcome === "delivered" ? "good" : "bad"),
    cell(d.attempt > 1 || d.retryInMs !== null ? "try " + d.attempt + (d.retryInMs === null ? "" : ", again in " + d.retryInMs / 1000 + " s") : ""),
  ]));
  fill("errorPages", state.errorPages.map((v) => [cell(time(v.at)), cell(v.reason), cell(v.request)]));
  if (!byId("faults").contains(document.activeElement)) showFaults(state.faults);
}
function showFaults(faults) {
  for (const field of byId("faults").elements) {
    const [area, name] = field.name.split(".");
    if (name) field.value = faults[area][name];
  }
}
// Only a field that says what it means when it is empty may be empty.
const readNumber = ({ value, placeholder }) => (value === "" && placeholder ? null : Number(value));
function readFaults() {
  const change = { api: {}, webhooks: {} };
  for (const field of byId("faults").elements) {
    const [area, name] = field.name.split(".");
    if (name) change[area][name] = field.type === "number" ? readNumber(field) : field.value;
  }
  return change;
}

for (const button of document.querySelectorAll("[data-action]"))
  button.onclick = () => attempt(async () => (await call("POST", "actions/" + button.dataset.action)).done);
byId("faults").onchange = () => attempt(async () => { await call("POST", "faults", readFaults()); return "Faults changed."; });
byId("heal").onclick = () => attempt(async () => { await call("DELETE", "faults"); return "Everything works again."; });
const keepWatching = () => refresh()
  .catch(() => say("The stand-in does not answer.", true))
  .finally(() => setTimeout(keepWatching, 1500));
keepWatching();
`;
