// Links within the page leave its address to the filters, and find lines that are not drawn yet.
const goTo = (id) => {
  const list = lists.find((each) => each.entries.some((entry) => entry.id === id));
  if (list) {
    const entry = list.entries.find((each) => each.id === id);
    if (!list.matching.includes(entry)) change({ q: "", owner: "", meeting: "", status: "" });
    list.reveal(entry);
    if (list.group.localName === "details") list.group.open = true;
    const details = entry.node.querySelector("details");
    details.open = true;
    details.querySelector("summary").focus({ preventScroll: true });
    entry.node.scrollIntoView({ block: "center", behavior: smooth });
    return;
  }
  const target = document.getElementById(id);
  if (!target) return;
  if (target.hidden) change({ q: "", owner: "", meeting: "", status: "" });
  const heading = target.querySelector("h2") ?? target;
  target.scrollIntoView({ block: "start", behavior: smooth });
  heading.focus({ preventScroll: true });
};

document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  if (!link) return;
  event.preventDefault();
  goTo(link.getAttribute("href").slice(1));
});

const obey = () => {
  const anchor = location.hash.slice(1);
  if (anchor && !anchor.includes("=")) goTo(anchor);
  else if (takeAddress() || !reset.hidden) apply();
};

startFilters();
for (const list of lists) list.tellMore();
addEventListener("hashchange", obey);
obey();
performance.mark("interactive");
