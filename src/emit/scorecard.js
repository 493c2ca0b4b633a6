"use strict";
/* The scorecard's page: it reads what is typed, shows what follows, and moves figures to and from CSV. All words come from
 * the page's data; whatever is made here is marked, so that a page that was saved and opened again is made anew. */
const scorecard = (() => {
  const { exact, multiply, divide, subtract, add, sum, compare, whole, rounded, digitsOf, fill, inLanguage } = figures;
  const CHARTS_MOST = 250, FIRST_MOST = 8, LINES_MOST = 40;
  const HUNDRED = whole(100);
  const tones = { on_track: "good", met: "good", at_risk: "middling", off_track: "bad", missed: "bad", no_data: "bad" };
  const worst = ["missed", "off_track", "no_data", "at_risk"];

  let card, model, state, words;
  const fields = new Map(); /* by name: what is filled in */
  const results = new Map(); /* by name: where what follows is shown */
  const anchors = new Map(); /* by KPI: the address of its part */
  const typed = new Map(), wrong = new Map();
  let before = null; /* an import: what stood in the fields */

  /* ---- Elements ---- */

  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };

  const byId = (id) => document.getElementById(id);

  const say = (...children) => byId("said").replaceChildren(...children);

  /* ---- Words ---- */

  const share = (value, places = 0) =>
    fill(card.percent, inLanguage(rounded(multiply(value, HUNDRED), places), card));

  const date = (iso) => {
    const [year, month, day] = iso.split("-").map(Number);
    return fill(card.date, String(day), card.months[month - 1], String(year));
  };

  const number = (value) => inLanguage(digitsOf(value, 2), card);
  const amount = (value) => `${inLanguage(rounded(value, 2), card)}`;
  const money = (value) => `${amount(value)} ${card.currency}`.trim();

  /* A KPI's figure; a limit is rounded so that a figure which reaches what is shown reaches what is meant. */
  const figure = (kpi, value, way = null) => {
    const percent = kpi.unit === "percent";
    const shown = percent ? multiply(value, HUNDRED) : value;
    const places = percent ? Math.max(kpi.places - 2, 0) : kpi.places;
    const text = inLanguage(way ? rounded(shown, places, way) : digitsOf(shown, places), card);
    return percent ? fill(card.percent, text) : text;
  };

  const plan = (kpi, bounds) => {
    if (bounds.least && bounds.most) return fill(words.between, figure(kpi, bounds.least, "up"), figure(kpi, bounds.most, "down"));
    if (bounds.least) return figure(kpi, bounds.least, "up");
    return bounds.most ? figure(kpi, bounds.most, "down") : "";
  };

  const labelled = (label, value) => fill(words.labelled, label, value);

  /* ---- Fields ---- */

  const partsOf = (name) => name.split("/");
  const kindOf = (name) => partsOf(name)[0];
  const kpiOf = (name) => (kindOf(name) === "kpi" ? model.byName.get(partsOf(name)[1]) : undefined);
  const isShare = (name) => ["action", "deliverable"].includes(kindOf(name)) || kpiOf(name)?.unit === "percent";

  const example = (digits) => inLanguage(digits, card);

  /* What is wrong with a figure; null: nothing. */
  const outside = (name, value) => {
    const kpi = kpiOf(name);
    const between = (low, high, show) => (compare(value, low) < 0 || compare(value, high) > 0
      ? fill(words.wrongBetween, show(low), show(high)) : null);
    if (kindOf(name) === "posts") return value.under !== 1n || value.over < 0n ? words.wrongCount : null;
    if (["action", "deliverable"].includes(kindOf(name))) return between(figures.zero, figures.one, share);
    if (kpi?.unit === "score") return between(exact(kpi.low), exact(kpi.high), number);
    if (kpi?.unit === "time" && value.over < 0n) return fill(words.wrongFrom, "0");
    return null;
  };

  /* { value } or { fault } of what was read; a share is typed in per cent. */
  const valueOf = (name, parsed, fault) => {
    if (!parsed || (parsed.percent && !isShare(name))) return { fault };
    const plain = exact(parsed.digits), value = isShare(name) ? divide(plain, HUNDRED) : plain;
    const out = outside(name, value);
    return out ? { fault: out } : { value };
  };

  const noteFault = (field, fault) => {
    const id = `wrong-${field.name}`;
    byId(id)?.remove();
    if (!fault) {
      field.removeAttribute("aria-invalid");
      field.removeAttribute("aria-describedby");
      return;
    }
    field.after(make("span", { id, class: "wrong", "data-made": "" }, fault));
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", id);
  };

  /* Takes over what stands in a field. */
  const readField = (field) => {
    const { name } = field, text = field.value.trim();
    const known = wrong.get(name);
    typed.delete(name);
    wrong.delete(name);
    if (text !== "") {
      const fault = fill(words.wrongNumber, example("1250"), example("12.5"));
      const found = valueOf(name, figures.read(text, card), fault);
      if (found.fault) wrong.set(name, found.fault);
      else typed.set(name, found.value);
    }
    if (known !== wrong.get(name)) noteFault(field, wrong.get(name));
  };

  const showNote = (field) => {
    const id = `note-${field.name}`;
    byId(id)?.remove();
    if (field.dataset.note) field.after(make("span", { id, class: "note", "data-made": "" }, field.dataset.note));
  };

  const setField = (field, value, note) => {
    field.value = value;
    keep.keepField(field);
    if (note) field.dataset.note = note;
    else delete field.dataset.note;
    readField(field);
    showNote(field);
  };

  /* ---- Results ---- */

  const put = (key, text) => {
    for (const element of results.get(key) ?? []) if (element.textContent !== text) element.textContent = text;
  };

  const putState = (key, code, way) => {
    for (const element of results.get(key) ?? []) {
      if (!code) {
        element.replaceChildren();
        continue;
      }
      const shown = make("span", { class: `state ${tones[code] ?? "neutral"}` }, words[code]);
      element.replaceChildren(shown, ...(way ? [" ", make("span", { class: "note" }, share(way))] : []));
    }
  };

  const showLine = (result, line) => {
    const { kpi, held } = result, key = `${kpi.name}/${line.to}`;
    const code = scoring.shownState(line, kpi, state.asOf);
    putState(`status/${key}`, code);
    put(`latest/${key}`, line.figure && line.tally && !line.day.excused ? figure(kpi, line.tally) : "");
    put(`figure/${key}`, line.figure ? figure(kpi, line.figure) : "");
    if (!results.has(`planned/${key}`)) return;
    const known = Boolean(state.asOf) && state.asOf >= kpi.judged; /* the baseline has been measured, or it is too late */
    put(`planned/${key}`, (known && plan(kpi, scoring.asked(held, line.day))) || words.notKnown);
    put(`amber/${key}`, known ? plan(kpi, scoring.amber(held, line.day, state.tolerance)) : "");
  };

  const showKpi = (result) => {
    const { kpi, now } = result, { name } = kpi;
    putState(`status/${name}`, state.asOf ? now.state : null);
    put(`latest/${name}`, now.figure ? figure(kpi, now.figure.value) : "");
    put(`planned/${name}`, plan(kpi, now.plan));
    put(`way/${name}`, now.way ? share(now.way) : "");
    put(`score/${name}`, now.score ? share(now.score) : "");
    put(`lacking/${name}`, state.asOf ? String(result.lacking) : "");
    for (const line of result.lines) showLine(result, line);
    if (model.kpis.length <= CHARTS_MOST) chart(result);
  };

  const showMoney = () => {
    const { card: { lines, budget } } = model;
    const spent = lines.map((line) => scoring.spentUntil(state, line.name, state.asOf));
    const any = spent.some((value) => value), total = sum(spent.filter((value) => value));
    const known = lines.every((line) => line.whole !== undefined);
    lines.forEach((line, i) => {
      put(`spent/${line.name}`, spent[i] ? amount(spent[i]) : "");
      put(`left/${line.name}`, spent[i] && line.whole !== undefined ? amount(subtract(exact(line.whole), spent[i])) : "");
    });
    put(`spent/${budget}`, any ? amount(total) : "");
    const left = any && known ? subtract(sum(lines.map((line) => exact(line.whole))), total) : null;
    put(`left/${budget}`, left ? amount(left) : "");
    return left;
  };

  const showReturn = () => {
    const found = scoring.returnOf(state);
    for (const { kpi, value } of found.values) put(`value/${kpi}`, value ? amount(value) : "");
    put("return/value", found.total ? amount(found.total) : "");
    put("return/cost", found.cost ? amount(found.cost) : "");
    put("return/roi", found.roi ? share(found.roi, 1) : "");
    return found.roi;
  };

  /* What is posted of each content on each channel, and its share of all. */
  const showPosts = () => {
    for (const [key, rows] of model.groups) {
      const [kind, channel] = partsOf(key), counts = new Map();
      if (kind !== "posts") continue;
      for (const { name } of rows.filter((row) => typed.has(row.name))) {
        const content = partsOf(name).slice(2, -1).join("/");
        counts.set(content, add(counts.get(content) ?? figures.zero, typed.get(name)));
      }
      const total = sum([...counts.values()]);
      put(`posted/${channel}`, counts.size ? number(total) : "");
      for (const { name } of rows) {
        const content = partsOf(name).slice(2, -1).join("/"), count = counts.get(content);
        if (content === "") continue;
        put(`posted/${channel}/${content}`, count ? number(count) : "");
        put(`share/${channel}/${content}`, counts.size && total.over > 0n ? share(divide(count ?? figures.zero, total), 1) : "");
      }
    }
  };

  const showDone = () => {
    for (const [key, rows] of model.groups) {
      const [kind, thing] = partsOf(key);
      if (kind !== "action" && kind !== "deliverable") continue;
      const last = rows.filter((row) => typed.has(row.name)).pop();
      put(`done/${thing}`, last ? `${share(typed.get(last.name))} (${date(last.date)})` : "");
    }
  };

  const showConditions = () => {
    for (const [name, when] of Object.entries(card.diagnoses))
      put(`holds/${name}`, state.asOf ? words[scoring.holds(state, when) ? "yes" : "no"] : "");
    for (const [name, when] of Object.entries(card.incentives))
      put(`due/${name}`, state.asOf ? words[scoring.holds(state, when) ? "due" : "notDue"] : "");
  };

  /* ---- What is at stake, on one screen ---- */

  const link = (kpi) => make("a", { href: anchors.get(kpi.name) ?? "#" }, kpi.label);
  const nowOf = (name) => scoring.resultOf(state, name).now;

  const fact = (label, value) => make("div", {}, make("dt", {}, label), make("dd", {}, value));

  const facts = (left, roi) => {
    const lacking = [...state.results.values()].reduce((count, result) => count + result.lacking, 0);
    const list = [fact(words.judged, date(state.asOf))];
    if (roi) list.push(fact(words.roi, share(roi, 1)));
    if (left) list.push(fact(words.left, money(left)));
    list.push(fact(words.lacking, number(whole(lacking))));
    return make("dl", { class: "facts large" }, ...list);
  };

  const stateCounts = (objective) => {
    const counts = new Map();
    for (const name of objective.kpis) counts.set(nowOf(name).state, (counts.get(nowOf(name).state) ?? 0) + 1);
    const order = [...worst, "on_track", "met", "not_due", "observe"];
    return order.filter((code) => counts.has(code)).map((code) =>
      make("span", { class: `state ${tones[code] ?? "neutral"}` }, labelled(words[code], String(counts.get(code)))));
  };

  const objectiveItem = (objective) => {
    const score = scoring.objectiveScore(state, objective);
    const shown = score ? [" ", make("b", {}, labelled(words.score, share(score)))] : [];
    return make("li", {}, make("a", { href: `#objective-${objective.name}` }, objective.label), ...shown,
                make("span", { class: "states" }, ...stateCounts(objective)));
  };

  const firstItem = ({ kpi, now }) => {
    const bounds = plan(kpi, now.plan);
    const actual = now.figure ? figure(kpi, now.figure.value) : "";
    const shown = actual && bounds ? fill(words.ofPlanned, actual, bounds) : actual;
    return make("li", {}, make("span", { class: `state ${tones[now.state]}` }, words[now.state]), " ", link(kpi),
                ...(shown ? [" ", make("span", { class: "note" }, shown)] : []));
  };

  const first = () => {
    const score = ({ now }) => (now.score ? Number(rounded(now.score, 6)) : 1);
    const bad = [...state.results.values()].filter((result) => worst.includes(result.now.state));
    bad.sort((a, b) => worst.indexOf(a.now.state) - worst.indexOf(b.now.state) || score(a) - score(b));
    if (bad.length === 0) return [make("p", {}, words.nothingFirst)];
    const items = bad.slice(0, FIRST_MOST).map(firstItem), more = bad.length - items.length;
    if (more > 0) items.push(make("li", {}, fill(words.more, String(more))));
    return [make("ul", { class: "plain" }, ...items)];
  };

  const showPanel = (left, roi) => {
    const shown = byId("standing-now");
    if (!state.asOf) {
      shown.replaceChildren(make("p", {}, words.noFigures));
      return;
    }
    const columns = [make("div", {}, make("h3", {}, words.first), ...first())];
    if (card.objectives.length)
      columns.unshift(make("div", {}, make("h3", {}, words.objectives),
                           make("ul", { class: "plain" }, ...card.objectives.map(objectiveItem))));
    shown.replaceChildren(facts(left, roi), make("div", { class: "columns" }, ...columns));
  };

  /* ---- Charts ---- */

  const draw = (name, attributes, ...children) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };

  const WIDE = 640, HIGH = 140, EDGE = 8;

  /* Where a figure lies between the least and the most of all; only here a figure is no longer exact. */
  const places = (values) => {
    const numbers = values.map((value) => Number(rounded(value, 6)));
    const low = Math.min(...numbers), high = Math.max(...numbers), span = high - low || 1;
    return (value) => (HIGH - EDGE - ((Number(rounded(value, 6)) - low) / span) * (HIGH - 2 * EDGE)).toFixed(1);
  };

  const seriesOf = (result) => {
    const bounds = result.lines.map((line) => (result.kpi.shape && !line.day.early ? scoring.asked(result.held, line.day) : {}));
    return [["plan", bounds.map((b) => b.least ?? null)], ["plan", bounds.map((b) => b.most ?? null)],
            ["actual", result.lines.map((line) => (line.figure && !line.day.excused ? line.tally : null))]];
  };

  const drawSeries = (kind, values, x, y) => {
    const points = values.map((value, i) => value && [x(i), y(value)]).filter(Boolean);
    if (points.length === 0) return [];
    const line = draw("polyline", { class: kind, points: points.map((point) => point.join(",")).join(" ") });
    return kind === "actual" ? [line, ...points.map(([cx, cy]) => draw("circle", { class: "dot", cx, cy, r: 3.5 }))] : [line];
  };

  const chart = (result) => {
    const place = results.get(`chart/${result.kpi.name}`)?.[0], series = seriesOf(result);
    if (!place) return;
    const values = series.flatMap(([, list]) => list.filter(Boolean)), steps = Math.max(result.lines.length - 1, 1);
    if (!series[2][1].some(Boolean)) {
      place.replaceChildren();
      return;
    }
    const x = (i) => (EDGE + (i / steps) * (WIDE - 2 * EDGE)).toFixed(1), y = places(values);
    const label = fill(words.chart, result.kpi.label);
    place.replaceChildren(
      draw("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, role: "img", "aria-label": label, class: "chart" },
           ...series.flatMap(([kind, list]) => drawSeries(kind, list, x, y))),
      make("p", { class: "keys note" }, make("span", { class: "key" }, words.actual), " ",
           ...(result.kpi.shape ? [make("span", { class: "key planned" }, words.planned)] : [])));
  };

  /* ---- From figures to results ---- */

  const changedKpis = (name) => new Set(kpiOf(name) ? [partsOf(name)[1]] : []);

  /* Everything that follows; where one field has changed only what hangs on it. */
  const refresh = (name = null) => {
    const last = state;
    state = scoring.work(model, typed, byId("as_of").value, name ? last : null, name ? changedKpis(name) : null);
    for (const [kpi, result] of state.results) if (last?.results.get(kpi) !== result) showKpi(result);
    showPosts();
    showDone();
    showConditions();
    showPanel(showMoney(), showReturn());
  };

  /* ---- CSV ---- */

  const HEAD = ["kind", "name", "date", "value", "note"];

  const plainValue = (name) => {
    if (!typed.has(name)) return "";
    const value = typed.get(name);
    return isShare(name) ? `${digitsOf(multiply(value, HUNDRED), 12)}%` : digitsOf(value, 12);
  };

  const sheet = () => {
    const lines = card.rows.map((name, i) => {
      const parts = partsOf(name), note = fields.get(name)?.dataset.note ?? (i === 0 ? card.madeFrom : "");
      return [parts[0], parts.slice(1, -1).join("/"), parts.at(-1), plainValue(name), note]
        .map((cell, k) => (k === 3 ? cell : figures.cellOf(cell))).join(",");
    });
    return `\ufeff${[HEAD.join(","), ...lines].join("\r\n")}\r\n`;
  };

  const exportSheet = () => {
    if (wrong.size) {
      say(make("p", {}, fill(words.exportWrong, String(wrong.size))));
      fields.get(wrong.keys().next().value).focus();
      return;
    }
    const name = keep.pageName(".html").replace(/(\.scorecard)?\.html$/, ".actuals.csv");
    keep.download(name, "text/csv;charset=utf-8", sheet());
    say(make("p", {}, fill(words.exported, name, String(typed.size))));
  };

  /* What a line of the file says: { field, text, note }, or { fault }; null: it has no figure. */
  const readLine = (row, columns, seen) => {
    const cell = (name) => figures.wordsOf((row.cells[columns[name]] ?? "").trim());
    const [kind, name, day, value, note] = HEAD.map(cell), field = `${kind}/${name}/${day}`;
    if (!["kpi", "spend", "posts", "action", "deliverable"].includes(kind)) return { fault: fill(words.noKind, kind) };
    if (!figures.isDate(day)) return { fault: fill(words.noDate, day, "2026-03-31") };
    if (!fields.has(field)) return { fault: fill(words.noField, `${kind} ${name}`, day) };
    if (seen.has(field)) return { fault: fill(words.twice, String(seen.get(field))) };
    seen.set(field, row.line);
    if (value === "") return null;
    const parsed = figures.readPlain(value), wanted = isShare(field) ? "12.5%" : "12.5";
    const fault = fill(words.noValue, value, wanted);
    const found = parsed && parsed.percent === isShare(field) ? valueOf(field, parsed, fault) : { fault };
    if (found.fault) return { fault: found.fault };
    return { field, text: inLanguage(figures.rounded(exact(parsed.digits), 12), card), note };
  };

  /* { taken, faults: [words], other }: what can be taken over, and what is said of the rest. */
  const readSheet = (text) => {
    const { rows, open } = figures.readCsv(text), faults = [], taken = [], seen = new Map();
    const fault = (line, what) => faults.push(fill(words.line, String(line), what));
    const sep = rows[0]?.cells[0]?.startsWith("sep=") ? 1 : 0, head = rows[sep];
    const columns = Object.fromEntries(HEAD.map((name) => [name, head ? head.cells.map((c) => c.trim()).indexOf(name) : -1]));
    if (HEAD.slice(0, 4).some((name) => columns[name] < 0)) {
      fault(1, fill(words.noHead, HEAD.slice(0, 4).join(", ")));
      return { taken, faults };
    }
    for (const row of rows.slice(sep + 1)) {
      const found = readLine(row, columns, seen);
      if (found?.fault) fault(row.line, found.fault);
      else if (found) taken.push(found);
    }
    if (open) fault(open, words.openQuotes);
    const made = rows[sep + 1]?.cells[columns.note] ?? "", print = /(?<![0-9a-z])[0-9a-f]{12}(?![0-9a-z])/.exec(made)?.[0];
    const own = Boolean(print) && taken[0]?.note === made.trim();
    if (own) taken[0].note = "";
    return { taken, faults, other: print && print !== card.fingerprint ? print : null };
  };

  const remember = () => new Map([...fields].map(([name, field]) => [name, { value: field.value, note: field.dataset.note }]));

  const report = (name, found) => {
    const lines = found.faults.slice(0, LINES_MOST), more = found.faults.length - lines.length;
    if (more > 0) lines.push(fill(words.more, String(more)));
    const said = [make("p", {}, fill(words.imported, name, String(found.taken.length), String(found.faults.length)))];
    if (found.other) said.push(make("p", { class: "notice" }, fill(words.otherText, found.other, card.fingerprint)));
    if (lines.length) said.push(make("ul", {}, ...lines.map((line) => make("li", {}, line))));
    say(...said);
  };

  const importSheet = (name, text) => {
    const found = readSheet(text);
    if (found.taken.length) {
      before = remember();
      for (const { field, text: value, note } of found.taken) {
        const own = fields.get(field);
        setField(own, value, note || own.dataset.note);
      }
      keep.touch();
      refresh();
      button("undo").hidden = false;
    }
    report(name, found);
  };

  const undo = () => {
    for (const [name, { value, note }] of before) {
      const field = fields.get(name);
      if (field.value !== value || field.dataset.note !== note) setField(field, value, note);
    }
    before = null;
    refresh();
    button("undo").hidden = true;
    button("import").focus();
    say(make("p", {}, words.undone));
  };

  /* ---- The page ---- */

  const button = (does) => document.querySelector(`#standing [data-do=${does}]`);

  /* What a person who does not see the page hears of the figure that was just typed. */
  const hear = (name) => {
    const kpi = kpiOf(name);
    if (kpi && state.asOf) byId("heard").textContent = labelled(kpi.label, words[nowOf(kpi.name).state]);
  };

  const typedIn = ({ target }) => {
    if (target.id === "as_of") refresh();
    if (!fields.has(target.name)) return;
    readField(target);
    refresh(target.name);
  };

  const listen = () => {
    const file = byId("file");
    document.addEventListener("input", typedIn);
    document.addEventListener("change", ({ target }) => { if (fields.has(target.name)) hear(target.name); });
    button("save").addEventListener("click", () => say(make("p", {}, fill(words.saved, keep.save()))));
    button("export").addEventListener("click", exportSheet);
    button("import").addEventListener("click", () => file.click());
    button("undo").addEventListener("click", undo);
    file.addEventListener("change", async () => {
      const [chosen] = file.files;
      if (chosen) importSheet(chosen.name, await chosen.text());
      file.value = "";
    });
  };

  const findFields = () => {
    const named = new Set(card.rows);
    for (const field of document.querySelectorAll("input[name]")) if (named.has(field.name)) fields.set(field.name, field);
    for (const element of document.querySelectorAll("[data-follows]")) {
      const key = element.dataset.follows;
      if (results.has(key)) results.get(key).push(element);
      else results.set(key, [element]);
    }
  };

  const readKpi = (element) => {
    const data = JSON.parse(element.textContent), place = make("div", { "data-made": "" });
    anchors.set(data.name, `#${element.closest("section[id]")?.id ?? ""}`);
    element.before(place);
    results.set(`chart/${data.name}`, [place]);
    return data;
  };

  const start = () => {
    for (const made of document.querySelectorAll("[data-made]")) made.remove();
    card = JSON.parse(document.querySelector("script.card").textContent);
    words = card.words;
    findFields();
    model = scoring.model(card, [...document.querySelectorAll("script.kpi")].map(readKpi));
    for (const field of fields.values()) {
      readField(field);
      showNote(field);
    }
    say();
    byId("standing").hidden = false;
    document.body.classList.add("live");
    button("undo").hidden = true;
    refresh();
    listen();
  };

  if (typeof document !== "undefined") start();
  return { state: () => state, typed, wrong, fields, sheet, importSheet };
})();
