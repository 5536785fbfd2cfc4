// An item marks its evidence, a marked passage shows its items. Escape goes back to where one came from.
const marks = [...document.querySelectorAll(".mark")];
const items = [...document.querySelectorAll(".item")];
const told = document.getElementById("told");
let cameFrom = null;

const itemsOf = (mark) => mark.dataset.items.split(" ");
const marksOf = (number) => marks.filter((mark) => itemsOf(mark).includes(number));
const show = (node) => node?.scrollIntoView({ block: "center", behavior: smooth });
const each = (number, one, many) => `${number} ${number === 1 ? one : many}`;

const choose = (numbers) => {
  for (const item of items) {
    const on = numbers.includes(item.dataset.item);
    item.classList.toggle("on", on);
    const pick = item.querySelector(".pick");
    if (on) pick?.setAttribute("aria-current", "true");
    else pick?.removeAttribute("aria-current");
  }
  for (const mark of marks) {
    const on = itemsOf(mark).some((number) => numbers.includes(number));
    mark.classList.toggle("on", on);
    if (on) mark.setAttribute("aria-current", "true");
    else mark.removeAttribute("aria-current");
  }
  const address = numbers.length ? `#item-${numbers[0]}` : location.pathname + location.search;
  history.replaceState(null, "", address);
};

const chooseItem = (item, line) => {
  const number = item.dataset.item;
  choose([number]);
  const own = marksOf(number);
  const wanted = line ? own.find((mark) => mark.closest("li").id === line) : own[0];
  show(wanted ?? own[0]);
  told.textContent = `${each(own.length, "passage", "passages")} marked in the notes`;
  return wanted ?? own[0];
};

const chooseMark = (mark) => {
  const numbers = itemsOf(mark);
  choose(numbers);
  const first = document.getElementById(`item-${numbers[0]}`);
  show(first);
  told.textContent = `${each(numbers.length, "item", "items")} of the summary, from here`;
  return first.querySelector(".pick");
};

document.addEventListener("click", (event) => {
  const mark = event.target.closest(".mark");
  const pick = event.target.closest(".pick, .place");
  if (mark) {
    event.preventDefault();
    cameFrom = mark;
    chooseMark(mark)?.focus({ preventScroll: true });
  } else if (pick) {
    event.preventDefault();
    const passage = chooseItem(pick.closest(".item"), pick.classList.contains("place") && pick.hash.slice(1));
    if (pick.classList.contains("place")) {
      cameFrom = pick;
      passage?.focus({ preventScroll: true });
    }
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  choose([]);
  told.textContent = "Nothing is marked";
  show(cameFrom);
  cameFrom?.focus({ preventScroll: true });
  cameFrom = null;
});

const obey = () => {
  const item = items.find((each) => `#${each.id}` === location.hash);
  if (item) chooseItem(item);
};
addEventListener("hashchange", obey);
obey();
performance.mark("interactive");
