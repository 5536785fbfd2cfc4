// Each list of the page: all its lines, which of them match, and how many of those are shown.
const BATCH = 50; // as many as the page itself holds of a list

class Entry {
  constructor(node, raw) {
    this.node = node;
    this.raw = raw;
  }
  get id() {
    return this.node ? this.node.id : `line-${unpack(this.raw[0])}`;
  }
  get keys() {
    return (this.known ??= this.raw ? this.fromRaw() : this.fromNode());
  }
  fromNode() {
    const split = (name) => this.node.dataset[name].split(" ").filter(Boolean);
    const parts = [...this.node.querySelectorAll(".said, .badge, .value, blockquote, .source")];
    const words = parts.map((part) => part.textContent).join("\n").toLowerCase();
    return { owners: split("owners"), meetings: split("meetings"), statuses: split("statuses"), words };
  }
  fromRaw() {
    const row = readRow(this.raw);
    const parts = [row.text, ...row.badges.map(([, label]) => label), row.who, row.when];
    parts.push(...row.facts.map(([, value]) => value));
    for (const { meeting, place, quote } of row.proofs) {
      const { title, day } = meetings[meeting];
      parts.push(quote, `${title}${day ? `, ${day}` : ""}, ${place}`);
    }
    const words = parts.join("\n").toLowerCase();
    return { owners: row.owners.map(String), meetings: row.meetings.map(String), statuses: row.statuses, words };
  }
  draw(columns) {
    return (this.node ??= drawRow(readRow(this.raw), columns));
  }
}

class List {
  constructor(ul) {
    this.ul = ul;
    this.columns = { who: ul.dataset.who, when: ul.dataset.when };
    this.group = ul.closest(".group");
    this.counter = this.group.querySelector("h3 [data-count]");
    this.more = canUnpack ? this.group.querySelector(".more") : null;
    const further = packed[ul.id.slice("list-".length)] ?? [];
    this.entries = [...[...ul.children].map((node) => new Entry(node)), ...further.map((raw) => new Entry(null, raw))];
    this.matching = this.entries;
    this.most = BATCH;
    this.more?.querySelector("button").addEventListener("click", () => this.showMore());
  }
  filter(matches) {
    this.matching = this.entries.filter(matches);
    this.most = BATCH;
    this.show();
  }
  show() {
    const shown = this.matching.slice(0, this.most).map((entry) => entry.draw(this.columns));
    this.ul.replaceChildren(...shown);
    this.group.hidden = this.matching.length === 0;
    tellCount(this.counter, this.matching.length);
    this.tellMore();
  }
  tellMore() {
    if (!this.more) return;
    const left = this.matching.length - this.most;
    const number = this.matching.length.toLocaleString("en");
    this.more.hidden = left <= 0;
    this.more.querySelector(".told").textContent = `The first ${this.most} of ${number}.`;
    const button = this.more.querySelector("button");
    button.textContent = `Show ${Math.min(left, BATCH)} more`;
    button.hidden = false;
  }
  showMore() {
    const next = this.matching[this.most];
    this.most += BATCH;
    this.show();
    next?.node.querySelector("summary").focus();
  }
  reveal(entry) {
    const at = this.matching.indexOf(entry);
    while (at >= this.most) this.most += BATCH;
    this.show();
  }
}

const tellCount = (counter, number) => {
  if (!counter) return;
  const total = Number(counter.dataset.count);
  const whole = total.toLocaleString("en");
  counter.textContent = number === total ? whole : `${number.toLocaleString("en")} of ${whole}`;
};

const lists = [...document.querySelectorAll("ul.rows")].map((ul) => new List(ul));
