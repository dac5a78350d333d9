// The graph page: a map of all tools as dots, grouped by source; one tool with its neighbours; and the reasons beside it.

const KINDS = [
  ["FEEDS", "feeds", "an output of the one can fill an input of the other"], ["SHARES_INPUT", "shares an input", "inputs that mean the same"],
  ["SIMILAR", "similar", "easily confused"], ["CO_USED", "used together", "seen one after the other in traces"],
];
const EFFECTS = { read: "--accent", write: "--result", destructive: "--bad" };
const GAP = 7; // pixels between dots of the map
const A_SIDE = 18; // neighbours drawn on each side; half as many on a narrow screen
const STREAMS = 600; // strongest ties between sources that the map draws
const LISTED = 30; // neighbours listed at first
let graph, stage, chosen = -1;

start((data) => {
  graph = new Graph(data);
  byId("title").textContent = data.title;
  byId("sizes").textContent = `${plural(graph.n, "tool")} of ${plural(data.sources.length, "source")}, ${plural(data.fits.length / 6, "link")} · ${data.where}`;
  themeButton(byId("theme"));
  drawFilters(data);
  stage = new Stage(byId("canvas"));
  new Finder();
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement !== byId("search")) { event.preventDefault(); byId("search").focus(); }
    if (event.key === "Escape" && document.activeElement !== byId("search")) choose(-1);
  });
  addEventListener("hashchange", () => choose(graph.at.get(decodeURIComponent(location.hash.slice(1))) ?? -1));
  choose(graph.at.get(decodeURIComponent(location.hash.slice(1))) ?? data.focus);
});

class Graph {
  constructor(data) {
    Object.assign(this, { id: data.id, name: data.name, source: data.source, effect: data.effect, text: data.text, sources: data.sources, paths: data.paths, reasons: data.reasons, fits: data.fits });
    this.n = data.id.length;
    // Where every name begins with its source, the source need not be said again.
    const stems = data.sources.map((source) => `${source.replace(/\.(json|ya?ml)$/, "")}.`);
    this.label = data.name.map((name, at) => (name.replaceAll("~", "-").startsWith(stems[data.source[at]]) ? name.slice(stems[data.source[at]].length) : name));
    this.at = new Map(data.id.map((id, at) => [id, at]));
    this.edges = data.edges;
    this.near = {}; // kind -> for each tool [[other, score, outgoing], ...]
    this.degree = new Uint32Array(this.n);
    for (const [kind] of KINDS) {
      const near = Array.from({ length: this.n }, () => []);
      const flat = data.edges[kind];
      for (let i = 0; i < flat.length; i += 3) {
        near[flat[i]].push([flat[i + 1], flat[i + 2], true]);
        near[flat[i + 1]].push([flat[i], flat[i + 2], false]);
        this.degree[flat[i]] += 1;
        this.degree[flat[i + 1]] += 1;
      }
      this.near[kind] = near;
    }
    this.why = new Map(); // "from to" as one number -> places in fits
    for (let i = 0; i < this.fits.length; i += 6) {
      const key = this.fits[i] * this.n + this.fits[i + 1];
      if (this.why.has(key)) this.why.get(key).push(i); else this.why.set(key, [i]);
    }
    this.hay = data.id.map((id, at) => `${id} ${data.name[at]} ${data.text[at]}`.toLowerCase());
  }

  neighbours(tool, kind, outgoing = null) {
    const least = Number(byId("least").value);
    const source = byId("source").value;
    if (!byId(`kind-${kind}`).checked) return [];
    return this.near[kind][tool].filter(([other, score, out]) => score >= least && (outgoing === null || out === outgoing)
      && (source === "" || this.source[other] === Number(source))).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  }

  search(text) {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    if (!words.length) return [];
    const found = [];
    for (let at = 0; at < this.n; at += 1) {
      if (!words.every((w) => this.hay[at].includes(w))) continue;
      const name = this.name[at].toLowerCase();
      const rank = name === words[0] ? 0 : name.startsWith(words[0]) ? 1 : words.every((w) => name.includes(w)) ? 2 : 3;
      found.push([rank, -this.degree[at], at]);
    }
    return found.sort((a, b) => a[0] - b[0] || a[1] - b[1]).map((f) => f[2]);
  }
}

function drawFilters(data) {
  for (const [kind, label, title] of KINDS) {
    const count = data.edges[kind].length / 3;
    byId("kinds").append(el("label", { class: "kind", title }, el("input", { type: "checkbox", id: `kind-${kind}`, checked: true, disabled: !count, onchange: refresh }), el("span", {}, label), el("i", {}, number(count))));
  }
  byId("source").append(el("option", { value: "" }, "all"), ...data.sources.map((name, at) => el("option", { value: at }, name)));
  byId("source").addEventListener("change", refresh);
  byId("least").addEventListener("input", () => { byId("least-shown").textContent = (byId("least").value / 100).toFixed(2); refresh(); });
  const used = new Set(data.effect);
  byId("legend").append(...Object.entries(EFFECTS).filter(([effect]) => used.has(effect)).map(([effect, colour]) =>
    el("li", {}, el("i", { style: `background:var(${colour})` }), { read: "reads", write: "changes something", destructive: "deletes, cancels or pays" }[effect])));
  byId("to-map").addEventListener("click", () => choose(-1));
  byId("fit").addEventListener("click", () => stage.fit());
}

function refresh() {
  drawPanel();
  stage.flow();
  stage.show(chosen);
}

function choose(tool) {
  const before = chosen;
  chosen = tool;
  history.replaceState(null, "", tool < 0 ? location.pathname + location.search : `#${encodeURIComponent(graph.id[tool])}`);
  byId("to-map").hidden = tool < 0;
  drawPanel();
  byId("panel").scrollTop = 0;
  stage.show(tool, before !== tool);
}

// ---- finding a tool

class Finder {
  constructor() {
    this.input = byId("search");
    this.list = byId("hits");
    this.input.addEventListener("input", () => this.find());
    this.input.addEventListener("focus", () => this.find());
    this.input.addEventListener("blur", () => setTimeout(() => this.open([]), 150));
    this.input.addEventListener("keydown", (event) => this.key(event));
  }

  find() { this.open(graph.search(this.input.value)); }

  open(found) {
    this.found = found;
    this.pick = 0;
    const asked = this.input.value.trim() && document.activeElement === this.input;
    this.list.hidden = !asked;
    this.input.setAttribute("aria-expanded", String(Boolean(asked)));
    this.list.replaceChildren(...found.slice(0, 40).map((tool, at) => el("li", { id: `hit-${at}`, role: "option", onmousedown: (event) => { event.preventDefault(); this.take(tool); } },
      ...breakable(graph.label[tool]), el("small", {}, `${graph.sources[graph.source[tool]]} · ${graph.text[tool]}`))));
    if (asked && !found.length) this.list.append(el("li", { class: "quiet" }, "No tool has all of that."));
    this.mark();
  }

  mark() {
    [...this.list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === this.pick)));
    if (this.found.length) this.input.setAttribute("aria-activedescendant", `hit-${this.pick}`);
    else this.input.removeAttribute("aria-activedescendant");
    this.list.children[this.pick]?.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      this.pick = Math.min(Math.max(this.pick + step, 0), Math.min(this.found.length, 40) - 1);
      this.mark();
    } else if (event.key === "Enter" && this.found.length) this.take(this.found[this.pick]);
    else if (event.key === "Escape") { this.input.value = ""; this.input.blur(); byId("canvas").focus(); }
  }

  take(tool) {
    this.open([]);
    this.list.hidden = true;
    this.input.blur();
    choose(tool);
    byId("panel").querySelector("h2")?.focus();
  }
}

// ---- the panel

function drawPanel() {
  byId("panel").replaceChildren(...(chosen < 0 ? overview() : card(chosen)));
}

function overview() {
  const source = byId("source").value;
  const inside = [...graph.id.keys()].filter((at) => source === "" || graph.source[at] === Number(source));
  const top = inside.sort((a, b) => graph.degree[b] - graph.degree[a] || a - b).slice(0, LISTED);
  return [el("h2", {}, source === "" ? "The map" : graph.sources[source]),
    el("p", { class: "quiet small" }, "A dot is a tool, a cluster is a source; tools with most edges stand in its middle. Choose one to see what feeds it and why."),
    el("h3", {}, "Tools with most edges"), el("ul", {}, top.map((tool) => el("li", { class: "next" }, el("div", { class: "row" },
      el("button", { class: "go", type: "button", onclick: () => choose(tool) }, ...breakable(graph.label[tool])), el("span", { class: "score quiet" }, number(graph.degree[tool]))),
    el("div", { class: "why quiet" }, graph.sources[graph.source[tool]]))))];
}

function card(tool) {
  const sections = [["Fed by", "FEEDS", false], ["Feeds", "FEEDS", true], ["Shares an input with", "SHARES_INPUT", null], ["Similar to", "SIMILAR", null], ["Used before it", "CO_USED", false], ["Used after it", "CO_USED", true]];
  return [el("h2", { tabindex: -1 }, ...breakable(graph.name[tool])), el("p", { class: "id" }, graph.id[tool]), el("p", { class: "small" }, graph.text[tool], " ", el("span", { class: "effect" }, graph.effect[tool])),
    ...sections.flatMap(([label, kind, outgoing]) => neighbourList(tool, label, kind, outgoing))];
}

function neighbourList(tool, label, kind, outgoing) {
  const found = graph.neighbours(tool, kind, outgoing);
  if (!found.length) return kind === "FEEDS" ? [el("h3", {}, label), el("p", { class: "quiet small" }, "Nothing, with these filters.")] : [];
  const list = el("ul", {}, found.slice(0, LISTED).map((entry) => neighbour(tool, kind, entry)));
  const more = found.length > LISTED && el("button", { class: "plain small more", type: "button", onclick: (event) => {
    list.append(...found.slice(LISTED).map((entry) => neighbour(tool, kind, entry)));
    event.currentTarget.remove();
  } }, `Show all ${number(found.length)}`);
  return [el("h3", {}, `${label} (${number(found.length)})`), list, ...(more ? [more] : [])];
}

function neighbour(tool, kind, [other, score, outgoing]) {
  const why = kind === "FEEDS" ? graph.why.get(outgoing ? tool * graph.n + other : other * graph.n + tool) ?? [] : [];
  return el("li", { class: "next" }, el("div", { class: "row" },
    el("button", { class: "go", type: "button", onclick: () => choose(other), onmouseenter: () => stage.point(other), onmouseleave: () => stage.point(-1), onfocus: () => stage.point(other) }, ...breakable(graph.label[other])),
    el("span", { class: "score" }, (score / 100).toFixed(2))),
  el("div", { class: "why quiet" }, graph.sources[graph.source[other]]),
  why.slice().sort((a, b) => graph.fits[b + 4] - graph.fits[a + 4]).slice(0, 5).map((i) => el("div", { class: "why" },
    el("code", {}, graph.paths[graph.fits[i + 2]] || "the result"), " → ", el("code", {}, graph.paths[graph.fits[i + 3]]), ` ${(graph.fits[i + 4] / 100).toFixed(2)} `,
    el("span", { class: "reasons" }, graph.reasons[graph.fits[i + 5]].split(" ").map((r) => r.replaceAll("_", " ")).join(", ")))),
  why.length > 5 && el("div", { class: "why quiet" }, `and ${plural(why.length - 5, "more link")}`));
}

// ---- the drawing

class Stage {
  constructor(canvas) {
    this.canvas = canvas;
    this.pen = canvas.getContext("2d");
    this.view = d3.zoomIdentity;
    this.hovered = -1;
    this.map = placeMap();
    this.zoom = d3.zoom().scaleExtent([0.03, 12]).on("zoom", (event) => { this.view = event.transform; this.draw(); });
    d3.select(canvas).call(this.zoom).on("dblclick.zoom", null);
    canvas.addEventListener("mousemove", (event) => this.move(event));
    canvas.addEventListener("mouseleave", () => this.point(-1));
    canvas.addEventListener("click", (event) => { const tool = this.under(event); if (tool >= 0) choose(tool); });
    canvas.addEventListener("keydown", (event) => this.key(event));
    new ResizeObserver(() => this.resize()).observe(canvas);
    document.addEventListener("theme", () => { this.colours(); this.draw(); });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { this.colours(); this.draw(); });
    this.colours();
    this.layout = this.map;
    this.flow();
    this.resize();
  }

  // How many edges run between two sources, under the filters: the map's streams.
  flow() {
    const counts = new Map();
    const least = Number(byId("least").value);
    for (const [kind] of KINDS) {
      if (!byId(`kind-${kind}`).checked) continue;
      const flat = graph.edges[kind];
      for (let i = 0; i < flat.length; i += 3) {
        const [a, b] = [graph.source[flat[i]], graph.source[flat[i + 1]]];
        if (a === b || flat[i + 2] < least) continue;
        const key = Math.min(a, b) * graph.sources.length + Math.max(a, b);
        counts.set(key, (counts.get(key) || 0) + 1);
      }
    }
    const most = Math.max(1, ...counts.values());
    this.streams = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, STREAMS).map(([key, count]) =>
      [this.map.clusters[Math.floor(key / graph.sources.length)], this.map.clusters[key % graph.sources.length], Math.sqrt(count / most)]);
  }

  colours() {
    // A canvas knows no light-dark(): what the page resolved is asked back.
    const probe = el("i");
    document.body.append(probe);
    const resolve = (name) => { probe.style.color = `var(${name})`; return getComputedStyle(probe).color; };
    this.colour = Object.fromEntries(["--ink", "--soft", "--hair", "--paper", "--card", "--accent", "--result", "--bad", "--clock", "--user", "--context", "--disc"].map((name) => [name, resolve(name)]));
    probe.remove();
  }

  resize() {
    const ratio = devicePixelRatio || 1;
    this.width = this.canvas.clientWidth;
    this.height = this.canvas.clientHeight;
    this.canvas.width = this.width * ratio;
    this.canvas.height = this.height * ratio;
    this.ratio = ratio;
    this.fit();
  }

  show(tool, again = false) {
    const before = this.layout;
    this.layout = tool < 0 ? this.map : placeNear(tool);
    this.hovered = -1;
    byId("hover").hidden = true;
    this.canvas.setAttribute("aria-label", tool < 0 ? `Map of ${plural(graph.n, "tool")}` : `${graph.name[tool]} with ${this.layout.tools.length - 1} neighbours; the list beside it says the same`);
    if (again || before === this.map !== (this.layout === this.map)) this.fit(); else this.draw();
  }

  fit() {
    if (!this.width || !this.height) return;
    const [x0, y0, x1, y1] = this.layout.box;
    const most = this.layout === this.map ? 3 : 1.25;
    const k = Math.max(0.03, Math.min(most, this.width / (x1 - x0), this.height / (y1 - y0)));
    const to = d3.zoomIdentity.translate(this.width / 2 - (k * (x0 + x1)) / 2, this.height / 2 - (k * (y0 + y1)) / 2).scale(k);
    d3.select(this.canvas).call(this.zoom.transform, to);
  }

  under(event) {
    const [x, y] = this.view.invert([event.offsetX, event.offsetY]);
    const found = this.layout.index.find(x, y, this.layout === this.map ? Math.max(GAP, 8 / this.view.k) : 26);
    return found ? found.tool : -1;
  }

  move(event) {
    const tool = this.under(event);
    const tip = byId("hover");
    tip.hidden = tool < 0;
    if (tool >= 0) {
      tip.textContent = graph.id[tool];
      tip.style.left = `${Math.min(event.offsetX + 14, this.width - 170)}px`;
      tip.style.top = `${event.offsetY + 14}px`;
    }
    this.point(tool);
  }

  point(tool) {
    if (tool === this.hovered) return;
    this.hovered = tool;
    this.canvas.classList.toggle("pointing", tool >= 0);
    this.draw();
  }

  key(event) {
    const [dx, dy] = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] }[event.key] ?? [0, 0];
    const by = { "+": 1.3, "=": 1.3, "-": 1 / 1.3 }[event.key];
    if (dx || dy) d3.select(this.canvas).call(this.zoom.translateBy, dx / this.view.k, dy / this.view.k);
    else if (by) d3.select(this.canvas).call(this.zoom.scaleBy, by);
    else return;
    event.preventDefault();
  }

  draw() {
    // At most once a frame, however fast the pointer moves.
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      const { pen, ratio, view } = this;
      pen.setTransform(1, 0, 0, 1, 0, 0);
      pen.clearRect(0, 0, this.canvas.width, this.canvas.height);
      pen.setTransform(ratio * view.k, 0, 0, ratio * view.k, ratio * view.x, ratio * view.y);
      if (this.layout === this.map) this.drawMap(); else this.drawNear();
    });
  }

  drawMap() {
    const { pen, view, colour } = this;
    const { x, y } = this.map;
    const only = byId("source").value;
    for (const [from, to, weight] of this.streams) {
      if (only === "" || String(from.source) === only || String(to.source) === only) {
        this.curve(from.x, from.y, to.x, to.y, "--soft", 0.08 + 0.3 * weight, (0.6 + 3.4 * weight) / Math.min(1, view.k * 1.5));
      }
    }
    pen.lineWidth = 1 / view.k;
    for (const cluster of this.map.clusters) {
      pen.beginPath();
      pen.arc(cluster.x, cluster.y, cluster.r, 0, 2 * Math.PI);
      pen.fillStyle = colour["--disc"];
      pen.fill();
      if (String(cluster.source) === only) { pen.strokeStyle = colour["--accent"]; pen.stroke(); }
    }
    if (this.hovered >= 0) this.drawLinksOf(this.hovered);
    const size = Math.max(2.1, Math.min(3.2, 1.1 / view.k));
    const tiny = size * view.k < 2; // nobody sees the corners, and squares are drawn several times as fast
    for (const [effect, name] of Object.entries(EFFECTS)) {
      for (const inside of [true, false]) {
        pen.beginPath();
        for (let at = 0; at < graph.n; at += 1) {
          if (graph.effect[at] !== effect || (only === "" || graph.source[at] === Number(only)) !== inside) continue;
          if (tiny) { pen.rect(x[at] - 0.9 * size, y[at] - 0.9 * size, 1.8 * size, 1.8 * size); continue; }
          pen.moveTo(x[at] + size, y[at]);
          pen.arc(x[at], y[at], size, 0, 2 * Math.PI);
        }
        pen.globalAlpha = inside ? 0.9 : 0.12;
        pen.fillStyle = colour[name];
        pen.fill();
      }
    }
    pen.globalAlpha = 1;
    this.drawNames();
    if (this.hovered >= 0) this.ring(x[this.hovered], y[this.hovered], size + 2);
  }

  drawLinksOf(tool) {
    const { x, y } = this.map;
    for (const [kind] of KINDS) {
      for (const [other, score, out] of graph.neighbours(tool, kind)) {
        this.curve(x[tool], y[tool], x[other], y[other], kindColour(kind, out), 0.25 + score / 200, 1.4 / this.view.k);
      }
    }
  }

  curve(ax, ay, bx, by, name, alpha, width) {
    const { pen } = this;
    const bend = 0.12;
    pen.beginPath();
    pen.moveTo(ax, ay);
    pen.quadraticCurveTo((ax + bx) / 2 + bend * (by - ay), (ay + by) / 2 - bend * (bx - ax), bx, by);
    pen.strokeStyle = this.colour[name];
    pen.globalAlpha = alpha;
    pen.lineWidth = width;
    pen.stroke();
    pen.globalAlpha = 1;
  }

  ring(x, y, radius) {
    this.pen.beginPath();
    this.pen.arc(x, y, radius, 0, 2 * Math.PI);
    this.pen.strokeStyle = this.colour["--ink"];
    this.pen.lineWidth = 2 / this.view.k;
    this.pen.stroke();
  }

  drawNames() {
    const { pen, view, colour } = this;
    const [sans] = ["system-ui, sans-serif"];
    pen.textAlign = "center";
    pen.fillStyle = colour["--soft"];
    for (const cluster of this.map.clusters) {
      const wide = 2 * cluster.r * view.k;
      if (wide < 46) continue;
      pen.font = `${Math.min(14, Math.max(10, wide / 9)) / view.k}px ${sans}`;
      this.write(short(graph.sources[cluster.source], Math.max(14, Math.floor(wide / 6))), cluster.x, cluster.y + cluster.r + 13 / view.k, 3 / view.k);
    }
    if (view.k < 3.2) return;
    pen.textAlign = "left";
    pen.fillStyle = colour["--ink"];
    pen.font = `${10 / view.k}px ${sans}`;
    const [x0, y0] = view.invert([0, 0]);
    const [x1, y1] = view.invert([this.width, this.height]);
    const room = Math.floor((GAP * view.k) / 5);
    for (let at = 0; at < graph.n; at += 1) {
      const [px, py] = [this.map.x[at], this.map.y[at]];
      if (px > x0 && px < x1 && py > y0 && py < y1) pen.fillText(short(graph.label[at], Math.max(8, room)), px + 3.4, py + 3 / view.k);
    }
  }

  drawNear() {
    const { pen, colour } = this;
    const { tools, centre, lines, more } = this.layout;
    for (const [from, to, kind, out, score] of lines) {
      const hot = this.hovered < 0 || this.hovered === centre.tool || this.hovered === from.tool || this.hovered === to.tool;
      pen.beginPath();
      pen.moveTo(from.x, from.y);
      if (Math.abs(from.x - to.x) < 10) pen.lineTo(to.x, to.y);
      else pen.bezierCurveTo((from.x + to.x) / 2, from.y, (from.x + to.x) / 2, to.y, to.x, to.y);
      pen.strokeStyle = colour[kindColour(kind, out)];
      pen.globalAlpha = (hot ? 0.35 + score / 180 : 0.12);
      pen.lineWidth = 0.8 + score / 45;
      pen.stroke();
      pen.globalAlpha = 1;
    }
    for (const node of tools) this.drawNode(node, node === centre);
    pen.fillStyle = colour["--soft"];
    pen.font = "12px system-ui, sans-serif";
    for (const [text, x, y, align] of more) {
      pen.textAlign = align;
      this.write(text, x, y);
    }
  }

  drawNode(node, big) {
    const { pen, colour } = this;
    pen.beginPath();
    pen.arc(node.x, node.y, big ? 11 : 6, 0, 2 * Math.PI);
    pen.fillStyle = colour[EFFECTS[graph.effect[node.tool]] ?? "--accent"];
    pen.fill();
    if (node.tool === this.hovered || big) this.ring(node.x, node.y, big ? 14 : 9);
    pen.font = `${big ? "600 15" : "13"}px system-ui, sans-serif`;
    pen.textAlign = node.align;
    const x = node.align === "right" ? node.x - 14 : node.align === "left" ? node.x + 14 : node.x;
    const y = node.align === "center" ? node.y + (big ? 32 : 24) : node.y + 4.5;
    const text = short(graph.label[node.tool], big ? this.layout.middle : this.layout.letters);
    pen.fillStyle = colour["--ink"];
    this.write(text, x, y);
  }

  // Text over lines, with a rim in the colour of the page.
  write(text, x, y, rim = 4) {
    const { pen } = this;
    pen.lineJoin = "round";
    pen.lineWidth = rim;
    pen.strokeStyle = this.colour["--paper"];
    pen.strokeText(text, x, y);
    pen.fillText(text, x, y);
  }
}

// A long name breaks between its words, not within one.
const breakable = (name) => name.split(/(?<=[_.~/:-]|[a-z0-9](?=[A-Z]))/).flatMap((part, at) => (at ? [el("wbr"), part] : [part]));
// A name that is too long loses what stands before its last dot, slash or so, which many names share, then its end.
function short(text, most) {
  const name = text.length <= most ? text : text.slice(Math.max(...[..."./:~"].map((mark) => text.lastIndexOf(mark, text.length - 2))) + 1);
  return name.length <= most ? name : `${name.slice(0, Math.max(1, most - 1))}…`;
}
const kindColour = (kind, out) => ({ FEEDS: out ? "--result" : "--user", SHARES_INPUT: "--context", SIMILAR: "--clock", CO_USED: "--soft" })[kind];

// Sources as discs of dots, the busiest tool in the middle, pushed apart until none overlap.
function placeMap() {
  const members = graph.sources.map(() => []);
  for (let at = 0; at < graph.n; at += 1) members[graph.source[at]].push(at);
  const clusters = members.map((tools, source) => ({ source, tools, r: GAP * Math.sqrt(tools.length) * 0.62 + 9, x: 0, y: 0 }));
  const turn = Math.PI * (3 - Math.sqrt(5));
  [...clusters].sort((a, b) => b.r - a.r).forEach((cluster, rank) => {
    const far = 1.6 * d3.max(clusters, (c) => c.r) * Math.sqrt(rank);
    cluster.x = far * Math.cos(rank * turn);
    cluster.y = far * Math.sin(rank * turn);
  });
  d3.forceSimulation(clusters).force("apart", d3.forceCollide((c) => c.r + 12).iterations(3)).force("x", d3.forceX().strength(0.09))
    .force("y", d3.forceY().strength(0.13)).stop().tick(clusters.length > 100 ? 90 : 220);
  const x = new Float32Array(graph.n);
  const y = new Float32Array(graph.n);
  for (const cluster of clusters) {
    cluster.tools.sort((a, b) => graph.degree[b] - graph.degree[a] || a - b).forEach((tool, rank) => {
      const far = GAP * 0.6 * Math.sqrt(rank + 0.5);
      x[tool] = cluster.x + far * Math.cos(rank * turn);
      y[tool] = cluster.y + far * Math.sin(rank * turn);
    });
  }
  const index = d3.quadtree(graph.id.map((_, tool) => ({ tool, x: x[tool], y: y[tool] })), (p) => p.x, (p) => p.y);
  const edge = (sign, axis) => sign * d3.max(clusters, (c) => sign * c[axis] + c.r + 24);
  return { clusters, x, y, index, box: [edge(-1, "x"), edge(-1, "y"), edge(1, "x"), edge(1, "y")] };
}

// One tool in the middle: what feeds it on the left, what it feeds on the right, its likes below.
function placeNear(tool) {
  const narrow = byId("canvas").clientWidth < 560;
  const side = narrow ? 172 : 190;
  // On a narrow screen names stand inside the columns, over the lines.
  const [leftAlign, rightAlign] = narrow ? ["left", "right"] : ["right", "left"];
  const centre = { tool, x: 0, y: 0, align: "center" };
  const tools = [centre];
  const lines = [];
  const more = [];
  const seen = new Set([tool]);
  const put = (found, kind, place) => {
    const fresh = found.filter(([other]) => !seen.has(other));
    const drawn = fresh.slice(0, narrow ? A_SIDE / 2 : A_SIDE);
    drawn.forEach(([other, score, out], at) => {
      const node = { tool: other, ...place(at, drawn.length) };
      seen.add(other);
      tools.push(node);
      lines.push([out ? centre : node, out ? node : centre, kind, out, score]);
    });
    return [drawn.length, fresh.length - drawn.length];
  };
  const column = (x, align) => (at, of) => ({ x, y: (at - (of - 1) / 2) * 26, align });
  const [left, leftMore] = put(graph.neighbours(tool, "FEEDS", false), "FEEDS", column(-side, leftAlign));
  const [right, rightMore] = put(graph.neighbours(tool, "FEEDS", true), "FEEDS", column(side, rightAlign));
  let below = 13 * Math.max(left, right) + 46;
  if (leftMore > 0) more.push([`and ${number(leftMore)} more in the list`, -side, below - 20, leftAlign]);
  if (rightMore > 0) more.push([`and ${number(rightMore)} more in the list`, side, below - 20, rightAlign]);
  if (left) more.push(["fed by", -side, -13 * left - 12, leftAlign]);
  if (right) more.push(["feeds", side, -13 * right - 12, rightAlign]);
  below = Math.max(below, 90);
  for (const [kind, label] of KINDS.slice(1)) {
    const start = below + 24;
    const [count] = put(graph.neighbours(tool, kind).slice(0, 9), kind, (at, of) => ({ x: (at % 3 - (Math.min(of, 3) - 1) / 2) * (narrow ? 122 : 210), y: start + 48 * Math.floor(at / 3), align: "center" }));
    if (count) { more.push([label, 0, below, "center"]); below = start + 48 * Math.ceil(count / 3) + 16; }
  }
  const index = d3.quadtree(tools, (n) => n.x, (n) => n.y);
  const tall = 13 * Math.max(left, right, 4) + 40;
  const wide = narrow ? 190 : 430;
  return { tools, centre, lines, more, index, letters: narrow ? 16 : 27, middle: narrow ? 14 : 34, box: [-wide, -tall - (narrow ? 44 : 0), wide, below + 20] };
}
