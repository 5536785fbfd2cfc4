// What is asked for: kept in the page's address, so that a link or a reload shows the same.
const form = document.getElementById("filters");
const outcome = document.getElementById("outcome");
const reset = document.getElementById("reset");
const NAMES = ["q", "owner", "meeting", "status"];
const tiles = [...document.querySelectorAll("[data-status]")];
const people = [...document.querySelectorAll("[data-owner]")];

const asked = () => Object.fromEntries(NAMES.map((name) => [name, form.elements[name].value.trim()]));
const isAsked = (wanted) => NAMES.some((name) => wanted[name]);

const matcher = ({ q, owner, meeting, status }) => {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  return (entry) =>
    (!owner || entry.keys.owners.includes(owner)) &&
    (!meeting || entry.keys.meetings.includes(meeting)) &&
    (!status || entry.keys.statuses.includes(status)) &&
    words.every((word) => entry.keys.words.includes(word));
};

const apply = () => {
  const wanted = asked();
  const some = isAsked(wanted);
  const matches = some ? matcher(wanted) : () => true;
  for (const list of lists) list.filter(matches);
  for (const part of document.querySelectorAll(".part:has(ul.rows)")) {
    const own = lists.filter((list) => part.contains(list.ul));
    const found = own.reduce((sum, list) => sum + list.matching.length, 0);
    part.hidden = found === 0;
    tellCount(part.querySelector("h2 [data-count]"), found);
    for (const fold of part.querySelectorAll("details.fold")) fold.open = some;
  }
  tell(some);
  for (const tile of tiles) tile.setAttribute("aria-pressed", String(tile.dataset.status === wanted.status));
  for (const person of people) person.setAttribute("aria-pressed", String(person.dataset.owner === wanted.owner));
};

const tell = (some) => {
  const total = lists.reduce((sum, list) => sum + list.entries.length, 0);
  const found = lists.reduce((sum, list) => sum + list.matching.length, 0);
  const lines = `${total.toLocaleString("en")} ${total === 1 ? "line" : "lines"}`;
  outcome.textContent = some ? `${found.toLocaleString("en")} of ${lines} ${found === 1 ? "matches" : "match"}` : lines;
  reset.hidden = !some;
};

const keep = () => {
  const wanted = asked();
  const kept = new URLSearchParams(NAMES.filter((name) => wanted[name]).map((name) => [name, wanted[name]]));
  const address = kept.size ? `#${kept}` : location.pathname + location.search;
  history.replaceState(null, "", address);
};

const change = (values) => {
  for (const [name, value] of Object.entries(values)) form.elements[name].value = value;
  keep();
  apply();
};

// True where the address asks for something, or asked for something else before.
const takeAddress = () => {
  const given = new URLSearchParams(location.hash.slice(1));
  for (const name of NAMES) form.elements[name].value = given.get(name) ?? "";
  return isAsked(asked());
};

const toggle = (name, value) => {
  const off = form.elements[name].value === value;
  change({ [name]: off ? "" : value });
  if (!off) form.parentElement.scrollIntoView({ block: "start", behavior: smooth });
};

const startFilters = () => {
  for (const [number, { title, day }] of meetings.entries()) {
    form.elements.meeting.append(element("option", { value: number }, day ? `${day}, ${title}` : title));
  }
  let waiting = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => change({}), 100);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    change({ q: "", owner: "", meeting: "", status: "" });
    form.elements.q.focus();
  });
  for (const tile of tiles) {
    tile.disabled = false;
    tile.addEventListener("click", () => toggle("status", tile.dataset.status));
  }
  for (const person of people) {
    person.disabled = false;
    person.addEventListener("click", () => toggle("owner", person.dataset.owner));
  }
  document.getElementById("scriptless").remove();
  form.hidden = false;
};
