"use strict";
/* What follows from figures: statuses, ways gone, scores, money. Limits and plans come worked out from the compiler, so that
 * nothing here but comparing, adding and dividing is left to do; all of it exact. Nothing here knows the page.
 *
 * `typed` maps the name of a field (`kpi/followers/2026-01-31`) to its figure; shares are fractions. */
const scoring = (() => {
  const { zero, one, add, subtract, multiply, divide, compare, absolute, sum, exact, whole, dayNumber } = figures;

  /* ---- Data ---- */

  /* A number that hangs on a baseline is a line between what it is at 0 and at 1. */
  const numberOf = (written) => {
    if (written === undefined || written === null) return null;
    if (!Array.isArray(written)) return { at: exact(written) };
    const at = exact(written[0]);
    return { at, slope: subtract(exact(written[1]), at) };
  };

  const at = (number, baseline) => {
    if (!number || !number.slope) return number && number.at;
    return baseline && add(number.at, multiply(number.slope, baseline));
  };

  const limitsOf = (data) => ({
    least: numberOf(data.least), most: numberOf(data.most), amberLeast: numberOf(data.amberLeast), amberMost: numberOf(data.amberMost),
  });

  const dayOf = (data) => ({ ...data, ...limitsOf(data), unmeasured: data.unmeasured && limitsOf(data.unmeasured) });

  const pathOf = (data) => ({
    way: data.way, start: numberOf(data.start), targetLeast: numberOf(data.targetLeast), targetMost: numberOf(data.targetMost),
  });

  const kpiOf = (data) => ({
    ...data, ...pathOf(data), unmeasured: data.unmeasured && pathOf(data.unmeasured), days: data.days.map(dayOf),
    scale: exact(data.scale ?? "1"), greenLeast: numberOf(data.greenLeast), greenMost: numberOf(data.greenMost),
  });

  /* Where money and posts are filled in: by the first two parts of their names. */
  const groupRows = (rows) => {
    const groups = new Map();
    for (const name of rows) {
      const [kind, thing] = name.split("/");
      const key = `${kind}/${thing}`;
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push({ name, date: name.slice(name.lastIndexOf("/") + 1) });
    }
    return groups;
  };

  const model = (card, kpis) => {
    const list = kpis.map(kpiOf);
    return { card, kpis: list, byName: new Map(list.map((kpi) => [kpi.name, kpi])), groups: groupRows(card.rows) };
  };

  /* ---- Limits ---- */

  const isWithin = (figure, { least, most }) =>
    Boolean(least || most) && !(least && compare(figure, least) < 0) && !(most && compare(figure, most) > 0);

  /* `held` is what a KPI is held by: { kpi, baseline }, the baseline being null where there is none to be measured, or nobody
   * measured it. */
  const isUnmeasured = ({ kpi, baseline }) => Boolean(kpi.hangs) && !baseline;

  const path = (held) => (isUnmeasured(held) ? held.kpi.unmeasured : held.kpi);
  const limits = (held, day) => (isUnmeasured(held) ? day.unmeasured : day);

  const asked = (held, day) => {
    const { least, most } = limits(held, day);
    return { least: at(least, held.baseline), most: at(most, held.baseline) };
  };

  /* What is asked for at the target's date. */
  const target = (held) => {
    const { targetLeast, targetMost } = path(held);
    return { least: at(targetLeast, held.baseline), most: at(targetMost, held.baseline) };
  };

  const start = (held) => at(path(held).start, held.baseline);

  const green = (held, day) => {
    const { greenLeast, greenMost } = held.kpi;
    return greenLeast || greenMost ? { least: at(greenLeast), most: at(greenMost) } : asked(held, day);
  };

  /* Short of the plan by at most the tolerance of its way; not where that would ask for more than green does. */
  const followingAmber = (held, day, tolerance) => {
    const plan = asked(held, day), figure = plan.least ?? plan.most;
    const room = multiply(absolute(subtract(figure, start(held))), tolerance);
    if (room.over === 0n) return {};
    const limit = plan.least ? { least: subtract(figure, room) } : { most: add(figure, room) };
    const best = green(held, day), stated = held.kpi.greenLeast || held.kpi.greenMost;
    if (stated && limit.least && best.least && compare(limit.least, best.least) >= 0) return {};
    if (stated && limit.most && best.most && compare(limit.most, best.most) <= 0) return {};
    return limit;
  };

  const amber = (held, day, tolerance) => {
    if (day.amberFollows && held.baseline) return followingAmber(held, day, tolerance);
    const { amberLeast, amberMost } = limits(held, day);
    return { least: at(amberLeast), most: at(amberMost) };
  };

  /* ---- Figures ---- */

  const average = (list) => divide(sum(list), whole(list.length));

  const fieldOf = (kpi, part, date) => (part ? `kpi/${kpi.name}/${part}/${date}` : `kpi/${kpi.name}/${date}`);

  /* Of one thing that a KPI is counted on: what its rows come to after each of them. What lies before the term is no part of
   * what adds up in it. */
  const seriesOf = (state, kpi, part) => {
    let total = zero, count = 0, counted = null;
    const rows = [];
    for (const { to, excused } of kpi.days) {
      const figure = excused ? undefined : state.typed.get(fieldOf(kpi, part, to));
      if (figure === undefined) continue;
      if (to >= state.model.card.from) {
        total = add(total, figure);
        count++;
        counted = to;
      }
      rows.push({ to, figure, total, count, counted });
    }
    return rows;
  };

  const lastUntil = (rows, day) => {
    let low = 0, high = rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rows[middle].to <= day) low = middle + 1;
      else high = middle;
    }
    return low ? rows[low - 1] : null;
  };

  const tallyOf = (row, tally) => {
    if (!row || (tally !== "latest" && !row.count)) return null;
    if (tally === "latest") return { value: row.figure, date: row.to };
    return { value: tally === "sum" ? row.total : divide(row.total, whole(row.count)), date: row.counted };
  };

  /* Several things are added up, or averaged, each counting the same. */
  const together = (kpi, list) => (kpi.addsUp || list.length < 2 ? sum(list) : average(list));

  /* { value, date } of the rows up to a day; null without one. */
  const reportedAt = (state, kpi, day, tally = kpi?.tally) => {
    const found = resultOf(state, kpi?.name).series.map((rows) => tallyOf(lastUntil(rows, day), tally)).filter(Boolean);
    if (found.length === 0) return null;
    const dates = found.map(({ date }) => date).sort();
    return { value: together(kpi, found.map(({ value }) => value)), date: dates.at(-1) };
  };

  const spendRows = (state, line, until) => (state.model.groups.get(`spend/${line}`) ?? [])
    .filter((row) => (!until || row.date <= until) && state.typed.has(row.name));

  const spentUntil = (state, line, until) => {
    const rows = spendRows(state, line, until);
    return rows.length ? sum(rows.map((row) => state.typed.get(row.name))) : null;
  };

  /* ---- Formulas ---- */

  /* What a formula rests on, computed KPIs looked through: { kpis, lines }. */
  const leavesOf = (state, kpi) => {
    if (kpi.leaves) return kpi.leaves;
    const leaves = { kpis: new Set(), lines: new Set() }, seen = new Set();
    const look = (tree) => {
      if (!Array.isArray(tree)) return;
      const [word, ...of] = tree;
      if (word === "spent") leaves.lines.add(of[0]);
      else if (word !== "kpi") of.forEach(look);
      else if (!seen.has(of[0])) {
        seen.add(of[0]);
        const other = state.model.byName.get(of[0]);
        if (other?.formula) look(other.formula);
        else leaves.kpis.add(of[0]);
      }
    };
    look(kpi.formula);
    kpi.leaves = leaves;
    return leaves;
  };

  /* The last day of which everything has a figure; null where something has none. */
  const commonDate = (state, kpi, day) => {
    const { kpis, lines } = leavesOf(state, kpi);
    const dates = [...kpis].map((name) => reportedAt(state, state.model.byName.get(name), day)?.date);
    if (dates.includes(undefined)) return null;
    if (dates.length) return dates.sort()[0];
    const spent = [...lines].flatMap((line) => spendRows(state, line, day).map((row) => row.date)).sort();
    return spent.at(-1) ?? day;
  };

  const operations = {
    "+": (a, b) => add(a, b), "-": (a, b) => subtract(a, b), "*": (a, b) => multiply(a, b), "/": (a, b) => divide(a, b),
    negative: (a) => subtract(zero, a), sum: (...list) => sum(list),
    min: (...list) => list.reduce((a, b) => (compare(b, a) < 0 ? b : a)),
    max: (...list) => list.reduce((a, b) => (compare(b, a) > 0 ? b : a)),
  };

  /* In base units, minutes for times, of one day. Null where something that it needs is not there. */
  const value = (state, tree, date) => {
    if (tree === null) return null;
    if (typeof tree === "string") return exact(tree);
    const [word, ...of] = tree;
    if (word === "spent") return spentUntil(state, of[0], date);
    if (word === "kpi") return valueOfKpi(state, state.model.byName.get(of[0]), date);
    const values = of.map((part) => value(state, part, date));
    return values.includes(null) ? null : operations[word](...values);
  };

  /* Worked out once; a KPI that names itself by a detour has no figure. */
  const valueOfKpi = (state, kpi, date) => {
    const key = `${kpi?.name}/${date}`;
    if (!kpi) return null;
    if (!kpi.formula) {
      const found = reportedAt(state, kpi, date);
      return found && multiply(found.value, kpi.scale);
    }
    if (!state.values.has(key)) {
      state.values.set(key, null);
      state.values.set(key, value(state, kpi.formula, date));
    }
    return state.values.get(key);
  };

  /* What a KPI comes to on a day: { value, date } of its last row, or null. */
  const figureAt = (state, kpi, day) => {
    if (!kpi.formula) return reportedAt(state, kpi, day);
    const date = commonDate(state, kpi, day), found = date && valueOfKpi(state, kpi, date);
    return found && { value: divide(found, kpi.scale), date };
  };

  /* The last figure up to the day by which a baseline is to be measured. */
  const baselineOf = (state, kpi) => {
    if (!kpi.measured || !state.asOf || state.asOf < kpi.measured) return null;
    const found = kpi.formula ? figureAt(state, kpi, kpi.measured) : reportedAt(state, kpi, kpi.measured, "latest");
    return found && found.value;
  };

  /* What the path starts from: a baseline that meets the target already counts as the target. */
  const countedBaseline = (kpi, baseline) => {
    if (!baseline || !kpi.clamped) return baseline;
    const { least, most } = target({ kpi, baseline });
    const meets = least ? compare(baseline, least) > 0 : compare(baseline, most) < 0;
    return meets ? least ?? most : baseline;
  };

  /* ---- What a figure means ---- */

  /* How far a figure has come from where it began to where it is to be. */
  const wayOf = (held, figure) => {
    const { way } = path(held), bounds = target(held), aim = bounds.least ?? bounds.most, from = start(held);
    const inside = isWithin(figure, bounds) ? one : zero;
    if (way === "within") return inside;
    if (way === "start") return compare(from, aim) === 0 ? inside : divide(subtract(figure, from), subtract(aim, from));
    if (aim.over <= 0n) return inside;
    if (way === "of") return divide(figure, aim);
    return figure.over <= 0n ? inside : divide(aim, figure);
  };

  const plannedWay = (held, plan) => (held.kpi.shape === "level" ? one : wayOf(held, plan.least ?? plan.most));

  const byBands = (held, day, figure, tolerance) => {
    if (isWithin(figure, green(held, day))) return "on_track";
    return isWithin(figure, amber(held, day, tolerance)) ? "at_risk" : "off_track";
  };

  /* The day that broke what is to be maintained: null where none did. */
  const brokenOn = (state, held) => {
    const { kpi } = held;
    if (!kpi.maintain || !isKnown(held)) return null;
    const bounds = target(held), all = kpi.floorAtEnd ? { most: bounds.most } : bounds;
    if (!all.least && !all.most) return null;
    for (const { to, between, excused, early } of kpi.days) {
      if (between || excused || early || to > state.asOf) continue;
      if (kpi.until && to > kpi.until) break;
      const found = figureAt(state, kpi, to);
      if (found && !isWithin(found.value, all)) return to;
    }
    return null;
  };

  const isKnown = (held) => {
    const { targetLeast, targetMost } = path(held);
    return Boolean(targetLeast || targetMost);
  };

  const stateOf = (held, judged) => {
    const { kpi } = held, { day, figure, row, broken, tolerance } = judged;
    if (!kpi.shape) return "observe";
    if (!kpi.judged || day < kpi.judged) return "not_due";
    if (!figure || !isKnown(held)) return "no_data";
    if (broken && broken <= day) return "missed";
    const met = isWithin(figure.value, target(held));
    if (day >= kpi.by) return met ? "met" : "missed";
    return met && kpi.forGood ? "met" : byBands(held, row, figure.value, tolerance);
  };

  const scoreOf = (held, now) => {
    const { kpi } = held, { state, figure, way, plan, day } = now;
    if (state === "no_data") return kpi.due && day >= kpi.due ? zero : null;
    if (state === "observe" || state === "not_due") return null;
    if (kpi.maintain && state === "missed") return zero;
    if (isWithin(figure.value, plan)) return one;
    const planned = plannedWay(held, plan);
    if (planned.over <= 0n) return zero;
    const score = divide(way, planned);
    return compare(score, zero) < 0 ? zero : compare(score, one) > 0 ? one : score;
  };

  /* Nothing is due before the day of the baseline; where nobody measured it the path has none. */
  const hasBegun = (held, day) => {
    const { shape, begins, measured } = held.kpi;
    return Boolean(shape) && (!begins || day >= begins || (isUnmeasured(held) && day >= measured));
  };

  /* How a KPI stands on a day: its figure against the plan of the figure's own day. */
  const judge = (state, held, broken, day) => {
    const { kpi } = held;
    const figure = figureAt(state, kpi, kpi.until && kpi.until < day ? kpi.until : day);
    const row = lastUntil(kpi.days, figure ? figure.date : day) ?? kpi.days[0];
    const judged = { day, figure, row, broken, tolerance: state.tolerance };
    const plan = hasBegun(held, day) ? asked(held, row) : {}, due = Boolean(plan.least || plan.most);
    const now = { ...judged, plan, state: stateOf(held, judged), way: due && figure ? wayOf(held, figure.value) : null };
    return { ...now, score: scoreOf(held, now) };
  };

  /* ---- A KPI ---- */

  /* What was typed of a day; of several things, together. */
  const figureOn = (state, kpi, to) => {
    if (kpi.formula) return to <= state.asOf ? figureAt(state, kpi, to)?.value ?? null : null;
    const names = (kpi.parts ?? [null]).map((part) => fieldOf(kpi, part, to));
    const rows = names.map((name) => state.typed.get(name)).filter((figure) => figure !== undefined);
    return rows.length ? together(kpi, rows) : null;
  };

  /* A line for each period: what was typed, what that came to when the period had ended, and how the KPI stood then. */
  const lineOf = (state, held, broken, day) => {
    const { kpi } = held, { to } = day, figure = figureOn(state, kpi, to), then = judge(state, held, broken, to);
    return { day, to, figure, tally: then.figure && then.figure.value, state: day.excused && kpi.shape ? "excused" : then.state };
  };

  const isLacking = (kpi, { day, figure }, asOf) =>
    !kpi.formula && Boolean(asOf) && (day.due ?? day.to) <= asOf && !day.excused && !figure;

  const evaluate = (state, kpi, result) => {
    const baseline = baselineOf(state, kpi), held = { kpi, baseline: countedBaseline(kpi, baseline) };
    const broken = state.asOf ? brokenOn(state, held) : null;
    const lines = kpi.days.filter((day) => !day.between).map((day) => lineOf(state, held, broken, day));
    const none = { state: kpi.shape ? "not_due" : "observe", figure: null, way: null, score: null, plan: {} };
    return { ...result, measured: baseline, held, lines, now: state.asOf ? judge(state, held, broken, state.asOf) : none,
             latest: state.asOf ? figureAt(state, kpi, state.asOf) : null,
             lacking: lines.filter((line) => isLacking(kpi, line, state.asOf)).length };
  };

  /* One of which no figure is ever due is not on the page. */
  const absent = { series: [], lines: [], latest: null, measured: null, lacking: 0,
                   now: { state: "not_due", figure: null, way: null, score: null, plan: {} } };

  /* Worked out once. */
  const resultOf = (state, name) => {
    if (!state.model.byName.has(name)) return absent;
    if (!state.results.has(name)) {
      const kpi = state.model.byName.get(name);
      const series = kpi.formula ? [] : (kpi.parts ?? [null]).map((part) => seriesOf(state, kpi, part));
      state.results.set(name, { kpi, series });
      state.results.set(name, evaluate(state, kpi, { kpi, series }));
    }
    return state.results.get(name);
  };

  /* What a period's line shows: nothing before it is over. */
  const shownState = (line, kpi, asOf) => {
    if (!kpi.shape || !asOf || line.to > asOf) return null;
    return line.state === "excused" || line.state === "not_due" || line.figure ? line.state : "no_figure";
  };

  /* ---- Objectives ---- */

  const mean = (items) => {
    const weight = sum(items.map((item) => item.weight));
    return weight.over === 0n ? null : divide(sum(items.map((item) => multiply(item.weight, item.score))), weight);
  };

  /* By the weights of those that have a score, or, where these come to nothing, each alike. */
  const objectiveScore = (state, objective) => {
    const scored = objective.kpis
      .map((name, i) => ({ weight: objective.weights ? exact(objective.weights[i]) : one, score: resultOf(state, name).now.score }))
      .filter((item) => item.score);
    return mean(scored) ?? mean(scored.map(({ score }) => ({ weight: one, score })));
  };

  /* ---- Money ---- */

  const days = (from, to) => dayNumber(to) - dayNumber(from) + 1;

  /* What was spent; where nothing is filled in, the line's share of the term that has passed. */
  const costOf = (state, line) => {
    const spent = spentUntil(state, line.name, state.asOf);
    if (spent || line.whole === undefined) return spent;
    const { from, until } = state.model.card, length = days(from, until);
    const gone = Math.max(0, Math.min(length, days(from, state.asOf)));
    return divide(multiply(exact(line.whole), whole(gone)), whole(length));
  };

  /* Of all figures up to the day; what the baseline of a sum makes from the term's first day to the figure's own. */
  const gainOf = (state, item) => {
    const { latest, measured } = resultOf(state, item.kpi), { from } = state.model.card;
    if (!item.told || !latest || (item.measured && !measured) || (item.over && latest.date < from)) return null;
    let base = item.measured ? measured : exact(item.base);
    if (item.over) base = divide(multiply(base, whole(days(from, latest.date))), whole(item.over));
    return item.less ? subtract(base, latest.value) : subtract(latest.value, base);
  };

  const returnOf = (state) => {
    const { card } = state.model;
    const gains = card.returns.map((item) => ({ kpi: item.kpi, gain: gainOf(state, item), each: exact(item.value) }));
    const values = gains.map(({ kpi, gain, each }) => ({ kpi, value: gain && multiply(gain, each) }));
    const told = values.filter((item) => item.value);
    const total = told.length ? sum(told.map((item) => item.value)) : null;
    const lines = card.lines.filter((line) => card.costs.includes(line.name));
    const costs = state.asOf ? lines.map((line) => costOf(state, line)).filter(Boolean) : [];
    const cost = costs.length ? sum(costs) : null;
    return { values, total, cost, roi: total && cost && divide(subtract(total, cost), cost) };
  };

  /* ---- Conditions ---- */

  const comparisons = {
    "<": (order) => order < 0, "<=": (order) => order <= 0, ">": (order) => order > 0, ">=": (order) => order >= 0,
    "=": (order) => order === 0,
  };

  const holds = (state, condition) => {
    if (condition === null) return false;
    const [word, ...of] = condition;
    if (word === "not") return !holds(state, of[0]);
    if (word === "and") return of.every((part) => holds(state, part));
    if (word === "or") return of.some((part) => holds(state, part));
    const { now, latest } = resultOf(state, of[0]);
    if (word === "state") return of[1] === "behind" ? ["at_risk", "off_track", "missed"].includes(now.state) : now.state === of[1];
    return Boolean(latest) && comparisons[word](compare(latest.value, exact(of[1])));
  };

  /* ---- All of it ---- */

  const latestOf = (typed) => {
    let latest = null;
    for (const name of typed.keys()) {
      const date = name.slice(name.lastIndexOf("/") + 1);
      if (latest === null || date > latest) latest = date;
    }
    return latest;
  };

  /* Results of KPIs are kept from `before` where neither the day nor a figure of theirs has changed. */
  const work = (ofModel, typed, asOf, before = null, changed = null) => {
    const state = { model: ofModel, typed, asOf: asOf || latestOf(typed), tolerance: exact(ofModel.card.tolerance), results: new Map(),
                    values: new Map() };
    if (before && changed && before.asOf === state.asOf)
      for (const [name, result] of before.results)
        if (!changed.has(name) && !ofModel.byName.get(name).formula) state.results.set(name, result);
    for (const kpi of ofModel.kpis) resultOf(state, kpi.name);
    return state;
  };

  return { model, work, resultOf, shownState, asked, amber, objectiveScore, spentUntil, returnOf, holds };
})();
