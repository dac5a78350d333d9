// The report page: figures above, the browser of dialogues below.

const SOURCES = {
  user: ["U", "the user's words"], result: ["R", "an earlier result"], context: ["X", "the context"],
  clock: ["C", "the clock"], default: ["D", "a declared default"],
};
const FORMATS = {
  share: (v) => `${(100 * v).toFixed(v > 0 && v < 0.0995 || (v > 0.995 && v < 1) ? 1 : 0)}%`,
  number: (v) => (Number.isInteger(v) ? number(v) : v.toFixed(2)),
  bits: (v) => v.toFixed(2),
  fine: (v) => v.toFixed(3),
};
const format = (v, unit) => (v == null ? "–" : FORMATS[unit](v));
const words = (name) => name.replaceAll("_", " ");

start((data) => {
  themeButton(byId("theme"));
  drawHead(data);
  drawTables(data);
  drawMixes(data);
  drawCoverage(data);
  drawRejects(data);
  new Browser(data);
});

function drawHead(data) {
  byId("title").textContent = data.title;
  byId("key").append(...data.key.map(([value, label]) => el("div", {}, el("dt", {}, label), el("dd", {}, value))));
  byId("notes").append(...data.notes.map((note) => el("p", { class: "note small" }, note)));
  byId("facts").append(...data.made.map(([label, value]) => el("div", {}, el("dt", {}, label), el("dd", {}, value))));
}

function legend(...entries) {
  return el("ul", { class: "legend" }, entries.map(([kind, style, label]) =>
    el("li", {}, el("i", { class: kind, style }), label)));
}

function drawTables(data) {
  const hasTarget = data.shape.some((row) => row.target != null);
  const hasBase = data.shape.some((row) => row.baseline != null);
  const baseline = "the baseline draws tools at random from the same graph and makes one call a turn";
  byId("shape-lead").textContent = (hasTarget ? "Measured, beside what the mix asks for. " : "")
    + (hasBase ? `As everywhere on this page, ${baseline}.` : "");
  byId("quality-lead").textContent = hasBase
    ? "Beside the baseline, made in the same run. Figures that fall as a set grows compare sets of one size." : "";
  byId("shape-table").before(legend(["", "background:var(--accent)", "this run"],
    ...(hasTarget ? [["tick", "", "target of the mix"]] : []),
    ...(hasBase ? [["dot", "background:var(--rival)", "baseline"]] : [])));
  figureTable(byId("shape-table"), data.shape, hasTarget, hasBase);
  figureTable(byId("quality-table"), data.quality, false, hasBase);
  const names = [["turns", "Turns a dialogue"], ["calls", "Calls a dialogue"], ["chain", "Calls in the chain"]];
  byId("histograms").append(...names.map(([key, label]) => histogram(label, data.histograms.map((h) => h[key]))));
}

function figureTable(table, rows, hasTarget, hasBase) {
  const heads = [["", ""], ["", ""], ["this run", "n"], ...(hasTarget ? [["target", "n"]] : []), ...(hasBase ? [["baseline", "n"]] : [])];
  table.append(el("thead", {}, el("tr", {}, heads.map(([text, kind]) => el("th", { class: kind, scope: "col" }, text)))));
  const cell = (value, unit, label, kind = "n") => el("td", { class: kind, "data-label": label }, format(value, unit));
  table.append(el("tbody", {}, rows.map((row) => el("tr", {},
    el("td", { class: "label" }, row.label + (row.better === "lower" ? " ↓" : ""), row.help && el("span", { class: "help" }, row.help)),
    el("td", { class: "plot" }, bullet(row)),
    cell(row.value, row.unit, "this run", "n ours"),
    hasTarget && cell(row.target, row.unit, "target"),
    hasBase && cell(row.baseline, row.unit, "baseline")))));
}

function bullet(row) {
  const known = [row.value, row.target, row.baseline].filter((v) => v != null);
  const most = row.unit === "share" && Math.max(...known) > 0.5 ? 1 : 1.15 * Math.max(...known, 1e-9);
  const x = d3.scaleLinear([0, most], [0, 100]);
  const svg = d3.select(document.createElementNS("http://www.w3.org/2000/svg", "svg"));
  svg.attr("aria-hidden", "true");
  svg.append("rect").attr("class", "track").attr("width", "100%").attr("height", 10).attr("y", 5).attr("rx", 2);
  if (row.value != null) {
    svg.append("rect").attr("class", "ours-fill").attr("width", `${x(row.value)}%`).attr("height", 10).attr("y", 5).attr("rx", 2);
  }
  if (row.baseline != null) svg.append("circle").attr("class", "rival-fill").attr("cx", `${x(row.baseline)}%`).attr("cy", 10).attr("r", 5)
    .attr("stroke", "var(--paper)").attr("stroke-width", 1.5);
  if (row.target != null) svg.append("line").attr("class", "target").attr("x1", `${x(row.target)}%`).attr("x2", `${x(row.target)}%`).attr("y1", 0).attr("y2", 20);
  return svg.node();
}

function chart(caption, width = 340, height = 190) {
  const svg = d3.select(document.createElementNS("http://www.w3.org/2000/svg", "svg"));
  svg.attr("viewBox", `0 0 ${width} ${height}`).attr("role", "img").attr("aria-label", caption);
  return [el("figure", {}, el("figcaption", {}, caption), svg.node()), svg];
}

function axes(svg, bottom, left, height, edge) {
  svg.append("g").attr("class", "axis").attr("transform", `translate(0,${height - 24})`).call(bottom.tickSizeOuter(0));
  svg.append("g").attr("class", "axis").attr("transform", `translate(${edge},0)`).call(left.tickSizeOuter(0));
}

function histogram(caption, counts) {
  const [figure, svg] = chart(caption);
  const keys = counts.flatMap((c) => Object.keys(c).map(Number));
  const domain = d3.ticks(Math.min(...keys), Math.max(...keys), 40).filter(Number.isInteger);
  const shares = counts.map((c) => {
    const total = Object.values(c).reduce((a, b) => a + b, 0) || 1;
    return domain.map((key) => (c[key] || 0) / total);
  });
  const x = d3.scaleBand(domain, [38, 336]).padding(0.18);
  const y = d3.scaleLinear([0, d3.max(shares.flat())], [166, 8]).nice();
  const few = domain.filter((key, at) => at % Math.ceil(domain.length / 10) === 0);
  axes(svg, d3.axisBottom(x).tickValues(few), d3.axisLeft(y).ticks(4, "%"), 190, 38);
  svg.selectAll(".ours-fill").data(domain).join("rect").attr("class", "ours-fill").attr("x", x).attr("width", x.bandwidth())
    .attr("y", (key, at) => y(shares[0][at])).attr("height", (key, at) => 166 - y(shares[0][at]))
    .append("title").text((key, at) => `${key}: ${plural(counts[0][key] || 0, "dialogue")}`);
  if (shares[1]) {
    svg.selectAll(".rival-fill").data(domain.filter((key, at) => shares[1][at])).join("circle").attr("class", "rival-fill").attr("r", 4)
      .attr("stroke", "var(--paper)").attr("cx", (key) => x(key) + x.bandwidth() / 2).attr("cy", (key) => y(shares[1][domain.indexOf(key)]));
  }
  return figure;
}

function drawMixes(data) {
  byId("provenance").append(...mix("Argument values by source", data.provenance, (key) => SOURCES[key]?.[1] ?? key, (key) => `var(--${key})`));
  byId("acts").append(...mix("Turns by act", data.acts, words, () => "var(--accent)"));
}

function mix(title, sides, label, colour) {
  const keys = [...new Set(sides.flatMap(Object.keys))];
  const x = d3.scaleLinear([0, d3.max(sides.flatMap(Object.values)) || 1], [0, 98]);
  const grid = el("div", { class: "mix" }, el("span"), el("span"), el("span", { class: "n head" }, "this run"), el("span", { class: "n head" }, sides[1] ? "baseline" : ""));
  for (const key of keys) {
    const svg = d3.select(document.createElementNS("http://www.w3.org/2000/svg", "svg")).attr("aria-hidden", "true");
    svg.append("rect").attr("height", 10).attr("y", 2).attr("rx", 2).attr("width", `${x(sides[0][key] || 0)}%`).style("fill", colour(key));
    if (sides[1]) svg.append("circle").attr("class", "rival-fill").attr("r", 4).attr("cy", 7).attr("cx", `${x(sides[1][key] || 0)}%`).attr("stroke", "var(--paper)");
    grid.append(el("span", {}, label(key)), svg.node(), el("span", { class: "n" }, format(sides[0][key] || 0, "share")),
      el("span", { class: "n quiet" }, sides[1] ? format(sides[1][key] || 0, "share") : ""));
  }
  return [el("h3", {}, title), grid];
}

function drawCoverage(data) {
  const of = ([used, all], word) => `${plural(used, word)}${all ? ` of ${number(all)} (${format(used / all, "share")})` : ""}`;
  byId("coverage-lead").textContent = `Chains use ${of(data.tools, "different tool")} and ${of(data.links, "different link")}.`;
  const [figure, svg] = chart("Different tools after so many dialogues", 460, 250);
  const all = [...data.curve, ...data.curve_baseline];
  if (all.length) {
    const x = d3.scaleLinear([0, d3.max(all, (p) => p[0])], [44, 450]);
    const y = d3.scaleLinear([0, d3.max(all, (p) => p[1])], [226, 8]).nice();
    axes(svg, d3.axisBottom(x).ticks(6), d3.axisLeft(y).ticks(5), 250, 44);
    const path = d3.line((p) => x(p[0]), (p) => y(p[1]));
    svg.append("path").attr("class", "curve").attr("d", path([[0, 0], ...data.curve]));
    if (data.curve_baseline.length) svg.append("path").attr("class", "curve rival").attr("d", path([[0, 0], ...data.curve_baseline]));
    if (data.curve_baseline.length) {
      figure.querySelector("figcaption").after(legend(["line", "", "this run"], ["line rival", "", "baseline"]));
    }
    byId("curve").append(figure);
  }
  const rows = data.sources.map((s) => el("tr", {}, el("td", {}, s.name), el("td", { class: "plot" },
    bullet({ unit: "share", value: s.tools ? s.used / s.tools : null, target: null, baseline: null })),
  el("td", { class: "n" }, s.tools == null ? number(s.used) : `${number(s.used)} of ${number(s.tools)}`)));
  const shown = data.sources.some((s) => s.tools != null);
  byId("sources").append(el("figure", {}, el("figcaption", {}, `Tools in chains, by source (${number(data.sources.length)})`),
    el("div", { class: "fold" }, el("table", { class: shown ? "by-source" : "by-source no-plot" }, el("tbody", {}, rows)))));
}

function drawRejects(data) {
  const warnings = Object.entries(data.warnings);
  const table = (heads, rows) => el("table", { class: "rejects" }, el("thead", {}, el("tr", {}, heads.map((h, at) => el("th", { class: at ? "" : "count", scope: "col" }, h)))),
    el("tbody", {}, rows.map((row) => el("tr", {}, row.map((value) => el("td", {}, value))))));
  byId("rejected").append(
    data.rejects.length
      ? table(["Chains", "Fell in", "Reason", "For example"], data.rejects.map((r) => [number(r.count), r.stage, words(r.code), r.example]))
      : el("p", { class: "lead" }, "No chain was rejected."),
    el("p", { class: "lead", style: "margin-top:1.4rem" }, warnings.length
      ? "Kept with a warning, which is a matter of taste: " + warnings.map(([code, n]) => `${words(code)} ${number(n)}`).join(", ") + "."
      : "No kept dialogue has a warning."));
}

// ---- the browser of dialogues

class Browser {
  constructor(data) {
    this.all = data.dialogues.map((d) => ({ ...d, hay: hay(d) }));
    this.list = byId("list");
    this.reader = byId("reader");
    const fallen = this.all.filter((d) => d.rejected.length).length;
    const kept = this.all.length - fallen;
    const part = (kept < data.total ? `${number(kept)} of ${plural(data.total, "dialogue")}, spread evenly over the run` : `All ${plural(kept, "dialogue")}`)
      + (fallen ? `, and ${number(fallen)} that the check rejected. ` : ". ");
    byId("dialogues-lead").textContent = `${part}Choose a value in a call to see where it came from.`;
    options(byId("act"), "any act", this.all.flatMap((d) => d.turns.map((t) => t.act)), ["rejected"].filter(() => this.all.some((d) => d.rejected.length)));
    options(byId("motif"), "any motif", this.all.map((d) => d.motif));
    for (const id of ["search", "act", "motif"]) byId(id).addEventListener("input", () => this.filter());
    this.list.addEventListener("keydown", (event) => this.listKey(event));
    document.addEventListener("keydown", (event) => this.anyKey(event));
    this.filter();
    const wanted = this.all.find((d) => location.hash === `#d=${d.id}`);
    if (wanted ?? this.found[0]) this.choose(wanted ?? this.found[0], Boolean(wanted));
    if (wanted) byId("dialogues").scrollIntoView();
  }

  filter() {
    const wanted = byId("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    const act = byId("act").value;
    const motif = byId("motif").value;
    this.found = this.all.filter((d) => (!motif || d.motif === motif) && wanted.every((w) => d.hay.includes(w))
      && (!act || (act === "rejected" ? d.rejected.length > 0 : d.turns.some((t) => t.act === act))));
    byId("found").textContent = this.found.length ? plural(this.found.length, "dialogue") : "No dialogue has all of that.";
    this.list.replaceChildren(...this.found.map((d) => el("li", {
      id: `d-${d.id}`, role: "option", "aria-selected": String(d === this.chosen), onclick: () => this.choose(d, true),
    }, el("b", {}, d.goal), el("small", {}, `${d.motif ? words(d.motif) + " · " : ""}${plural(d.turns.length, "turn")}${d.rejected.length ? " · rejected" : ""}`))));
    this.mark();
  }

  mark() {
    for (const item of this.list.children) item.setAttribute("aria-selected", String(item.id === `d-${this.chosen?.id}`));
    if (this.chosen && byId(`d-${this.chosen.id}`)) this.list.setAttribute("aria-activedescendant", `d-${this.chosen.id}`);
    else this.list.removeAttribute("aria-activedescendant");
  }

  choose(dialogue, open) {
    this.chosen = dialogue;
    this.mark();
    new Reading(this.reader, dialogue, () => this.close());
    if (open) {
      byId("browser").classList.add("open");
      history.replaceState(null, "", `#d=${dialogue.id}`);
      if (this.list.offsetParent === null) { this.reader.scrollIntoView(); this.reader.focus({ preventScroll: true }); }
    }
  }

  close() {
    byId("browser").classList.remove("open");
    byId(`d-${this.chosen.id}`)?.scrollIntoView({ block: "center" });
    this.list.focus({ preventScroll: true });
  }

  listKey(event) {
    const step = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 }[event.key];
    if (step && this.found.length) {
      event.preventDefault();
      const at = Math.min(Math.max(this.found.indexOf(this.chosen) + step, 0), this.found.length - 1);
      this.choose(this.found[at], false);
      byId(`d-${this.chosen.id}`).scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter" && this.chosen) {
      this.choose(this.chosen, true);
      this.reader.focus({ preventScroll: true });
      this.reader.scrollIntoView({ block: "start" });
    }
  }

  anyKey(event) {
    if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) {
      event.preventDefault();
      byId("search").focus();
    } else if (event.key === "Escape" && this.reader.contains(document.activeElement)) {
      this.close();
    } else if (event.key === "Enter" && document.activeElement === byId("search") && this.found.length) {
      this.choose(this.found[0], false);
      this.list.focus();
    }
  }
}

function options(select, none, values, more = []) {
  const counts = new Map();
  for (const value of values) if (value) counts.set(value, (counts.get(value) || 0) + 1);
  select.append(el("option", { value: "" }, none),
    ...[...counts.keys()].sort().concat(more).map((value) => el("option", { value }, words(value))));
}

const hay = (d) => [d.id, d.goal, d.who, d.motif, ...d.warnings, ...d.chain, ...d.messages.flatMap((m) =>
  [m.text, ...(m.calls || []).map((c) => `${c.name} ${JSON.stringify(c.args)}`)])].join("\n").toLowerCase();

// One dialogue, laid out; keeps which value is traced.
class Reading {
  constructor(place, dialogue, back) {
    this.d = dialogue;
    this.place = place;
    this.texts = new Map(); // index of message -> element of its text
    this.results = new Map(); // id of call -> its <details>
    this.origin = new Map(dialogue.values.map((v) => [`${v.call} ${v.path}`, v]));
    this.trace = el("p", { class: "trace", role: "status", hidden: true });
    place.replaceChildren(el("button", { class: "plain small back", type: "button", onclick: back }, "← All dialogues"),
      this.head(), ...this.turns(), this.trace);
  }

  head() {
    const d = this.d;
    const chips = [d.motif && words(d.motif), d.model === "offline" ? "words from templates" : d.model, ...d.warnings.map((w) => `warning: ${words(w)}`)].filter(Boolean);
    const used = [...new Set(d.values.map((v) => v.from))];
    return el("header", {},
      el("h3", {}, d.goal[0].toUpperCase() + d.goal.slice(1)),
      el("p", { class: "quiet small" }, `${d.who} · ${d.mood}`),
      chips.map((chip) => el("span", { class: "chip" }, chip)),
      d.rejected.map(([code, path, detail]) => el("p", { class: "fault" }, `Rejected, ${words(code)}: ${detail} (${path})`)),
      el("details", { class: "about" }, el("summary", {}, `Chain of ${plural(d.chain.length, "call")}, ${plural(d.offered.length, "tool")} offered`),
        el("ol", {}, d.chain.map((tool, at) => el("li", {}, tool, el("ul", {}, d.flow.filter((f) => f[2] === at).map(
          ([from, field, , parameter]) => el("li", {}, `${parameter} ← ${from + 1}. ${field || "result"}`)))))),
        el("p", {}, "Offered beside them: ", d.offered.filter((t) => t[2]).map((t) => t[0]).join(", ") || "nothing", ".")),
      el("p", { class: "sources" }, Object.entries(SOURCES).filter(([key]) => used.includes(key)).map(([key, [letter, label]]) =>
        el("span", {}, el("b", { class: `${key}-src` }, letter), ` ${label}`))));
  }

  turns() {
    const starts = new Map(this.d.turns.map((t) => [t.at, t]));
    const made = [];
    let body = null;
    this.d.messages.forEach((message, at) => {
      if (starts.has(at) || !body) {
        const turn = starts.get(at);
        body = el("div", { class: "said" });
        made.push(el("section", { class: "turn" }, el("div", { class: "act", title: turn?.goal || "" }, turn ? words(turn.act) : message.role), body));
      }
      body.append(...this.message(message, at));
    });
    return made;
  }

  message(message, at) {
    if (message.role === "tool") return [this.result(message)];
    const made = [];
    if (message.text) {
      const text = el("p", {}, message.text);
      this.texts.set(at, text);
      made.push(el("div", { class: message.role }, message.role !== "system" && el("span", { class: "who" }, message.role), text));
    }
    for (const call of message.calls || []) {
      made.push(el("div", { class: message.wrong ? "call wrong" : "call" },
        el("span", { class: "name" }, call.name), message.wrong && el("span", { class: "quiet" }, " put right below, not trained on"),
        Object.keys(call.args).length ? Object.entries(call.args).map(([key, value]) =>
          el("div", { class: "arg" }, el("span", { class: "key-name" }, `${key}: `), this.argument(call, key, value))) : el("span", { class: "quiet" }, "()")));
    }
    return made;
  }

  argument(call, path, value) {
    const origin = this.origin.get(`${call.id} ${path}`);
    if (origin || value === null || typeof value !== "object" || !Object.keys(value).length) {
      const text = JSON.stringify(value);
      if (!origin) return el("span", {}, text);
      return el("button", { class: `val ${origin.from}-src`, type: "button", "aria-pressed": "false", "data-path": path,
        title: `from ${SOURCES[origin.from][1]}`, onclick: (event) => this.show(event.currentTarget, origin, call) }, text, el("sup", {}, SOURCES[origin.from][0]));
    }
    const inner = Array.isArray(value) ? value.map((v, i) => [`${path}[${i}]`, i, v]) : Object.entries(value).map(([k, v]) => [`${path}.${k}`, k, v]);
    return el("span", {}, inner.map(([where, key, v]) => el("div", { class: "arg" },
      el("span", { class: "key-name" }, Array.isArray(value) ? "– " : `${key}: `), this.argument(call, where, v))));
  }

  result(message) {
    let value = message.text;
    try { value = JSON.parse(message.text); } catch { /* shown as it is: the check says so too */ }
    const details = el("details", { class: "result" }, el("summary", {}, `→ ${message.text.slice(0, 160)}`));
    const fill = () => { if (details.children.length === 1) details.append(el("div", { class: "tree" }, tree(value, ""), message.cut && el("p", { class: "quiet" }, `… ${number(message.cut)} characters in all`))); };
    details.addEventListener("toggle", fill);
    details.fill = fill;
    this.results.set(message.answers, details);
    return details;
  }

  clear() {
    for (const pressed of this.place.querySelectorAll(".val[aria-pressed=true]")) pressed.setAttribute("aria-pressed", "false");
    for (const marked of this.place.querySelectorAll(".marked")) marked.classList.remove("marked");
    for (const [at, text] of this.texts) if (text.querySelector("mark")) text.replaceChildren(this.d.messages[at].text);
  }

  show(button, origin, call) {
    const again = button.getAttribute("aria-pressed") === "true";
    this.clear();
    this.trace.hidden = again;
    if (again) return;
    button.setAttribute("aria-pressed", "true");
    const [target, told] = this.source(origin, button);
    this.trace.replaceChildren(el("b", {}, `${origin.path} of ${call.name}`), ` ${told} `,
      target !== button && el("button", { class: "plain small", type: "button", onclick: () => { button.scrollIntoView({ block: "center" }); button.focus(); } }, "Back to the call"));
    target.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  }

  source(origin, button) {
    if (origin.from === "default") return [button, "is the default that the tool declares."];
    if (origin.from === "result") return this.fromResult(origin);
    const system = this.d.messages.findIndex((m) => m.role === "system");
    const at = origin.at ?? system;
    if (at < 0 || !this.texts.has(at)) return [button, `comes from ${SOURCES[origin.from][1]}.`];
    const said = this.markText(at, origin.span);
    const how = { user: "is what the user said", clock: "follows from the clock", context: "stands in the context" }[origin.from];
    return [said, origin.span ? `${how}: “${said.textContent}”.` : `${how}.`];
  }

  markText(at, span) {
    const element = this.texts.get(at);
    const text = this.d.messages[at].text;
    const [start, end] = span ?? [0, text.length];
    const mark = el("mark", {}, text.slice(start, end));
    element.replaceChildren(text.slice(0, start), mark, text.slice(end));
    return mark;
  }

  fromResult(origin) {
    const details = this.results.get(origin.call_from);
    if (!details) return [this.place, "comes from a result that is not shown."];
    details.open = true;
    details.fill();
    const leaf = [...details.querySelectorAll("[data-path]")].find((node) => node.dataset.path === origin.field) ?? details.lastChild;
    leaf.classList.add("marked");
    const giver = this.d.messages.flatMap((m) => m.calls || []).find((c) => c.id === origin.call_from);
    return [leaf, `is ${origin.field || "the result"} of ${giver?.name ?? origin.call_from}.`];
  }
}

function tree(value, path) {
  if (value === null || typeof value !== "object") return el("span", { "data-path": path }, JSON.stringify(value));
  const entries = Array.isArray(value) ? value.map((v, i) => [`[${i}]`, `${path}[${i}]`, v]) : Object.entries(value).map(([k, v]) => [k, path ? `${path}.${k}` : k, v]);
  if (!entries.length) return el("span", { "data-path": path }, Array.isArray(value) ? "[]" : "{}");
  return el("div", { "data-path": path }, entries.map(([key, where, v]) => el("div", {}, el("span", { class: "k" }, `${key}: `), tree(v, where))));
}
