// Lines that do not stand in the page: drawn as its template draws the others. Text is only ever text, never markup.
const rest = document.getElementById("rest").textContent;
const canUnpack = typeof DecompressionStream === "function";

const readRest = async () => {
  if (!rest || !canUnpack) return { strings: [], lists: {} };
  const bytes = Uint8Array.from(atob(rest), (character) => character.charCodeAt(0));
  const text = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(text).json();
};

const { strings, lists: packed } = await readRest();
const unpack = (value) => (typeof value === "number" ? strings[value] : value);

const element = (tag, attributes, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
};
const said = (tag, className, text) => element(tag, { class: className, dir: "auto" }, text);
const pairs = (told) => told.reduce((all, each, at) => (at % 2 ? all[all.length - 1].push(each) : all.push([each]), all), []);

const meetings = [...document.querySelectorAll(".told-meetings li")].map((each) => ({
  title: each.querySelector("cite").textContent,
  day: each.querySelector("time")?.textContent ?? "",
}));

const readRow = ([id, text, who, when, badged, told, owners, statuses, proofs]) => {
  const shown = unpack(text);
  const pairsTold = pairs(told.map(unpack));
  const found = { id: unpack(id), text: shown, who: unpack(who), when: unpack(when), owners, proofs: [] };
  found.statuses = statuses.map(unpack);
  found.badges = pairsTold.slice(0, badged);
  found.facts = pairsTold.slice(badged);
  for (let at = 0; at < proofs.length; at += 3) {
    const quote = unpack(proofs[at + 2]).replace("\x7f", () => shown);
    found.proofs.push({ meeting: proofs[at], place: unpack(proofs[at + 1]), quote });
  }
  found.meetings = [...new Set(found.proofs.map((proof) => proof.meeting))].sort((a, b) => a - b);
  return found;
};

const labelled = (className, label, value) =>
  element("span", { class: className }, element("span", { class: "label" }, `${label}: `), said("span", "value", value));

const drawFact = ([label, value]) => {
  const name = label ? [element("span", { class: "name" }, `${label}: `)] : [];
  return element("span", { class: "fact" }, ...name, said("span", "value", value));
};

const drawProof = ({ meeting, place, quote }) => {
  const { title, day } = meetings[meeting];
  const cite = element("cite", { dir: "auto" }, title);
  const source = element("p", { class: "source" }, cite, `${day ? `, ${day}` : ""}, ${place}`);
  return element("li", {}, element("blockquote", { dir: "auto" }, quote), source);
};

const drawRow = (row, { who, when }) => {
  const badges = row.badges.map(([tone, label]) => element("span", { class: `badge ${tone}` }, label));
  const summary = element("summary", {}, element("span", { class: "what" }, said("span", "said", row.text), ...badges));
  if (row.who) summary.append(labelled("who", who, row.who));
  if (row.when) summary.append(labelled("when", when, row.when));
  if (row.facts.length) summary.append(element("span", { class: "facts" }, ...row.facts.map(drawFact)));
  const proofs = element("ul", { class: "proofs" }, ...row.proofs.map(drawProof));
  const keys = {
    class: "row",
    id: `line-${row.id}`,
    "data-owners": row.owners.join(" "),
    "data-meetings": row.meetings.join(" "),
    "data-statuses": row.statuses.join(" "),
  };
  return element("li", keys, element("details", {}, summary, proofs));
};
