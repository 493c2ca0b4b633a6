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

  const periodOf = (data) => ({
    to: data.to, excused: data.excused === true, early: data.early === true, amberFollows: data.amberFollows === true,
    least: numberOf(data.least), most: numberOf(data.most), amberLeast: numberOf(data.amberLeast), amberMost: numberOf(data.amberMost),
  });

  const kpiOf = (data) => ({
    ...data, periods: data.periods.map(periodOf), scale: exact(data.scale ?? "1"), start: numberOf(data.start),
    target: numberOf(data.target), greenLeast: numberOf(data.greenLeast), greenMost: numberOf(data.greenMost),
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

  const within = (figure, least, most) =>
    Boolean(least || most) && !(least && compare(figure, least) < 0) && !(most && compare(figure, most) > 0);

  const asked = (period, baseline) => ({ least: at(period.least, baseline), most: at(period.most, baseline) });

  const green = (kpi, period, baseline) => {
    if (kpi.greenLeast || kpi.greenMost) return { least: at(kpi.greenLeast), most: at(kpi.greenMost) };
    return asked(period, baseline);
  };

  /* Short of the plan by at most the tolerance of its way; not where that would ask for more than green does. */
  const followingAmber = (kpi, period, baseline, tolerance) => {
    const plan = asked(period, baseline), figure = plan.least ?? plan.most;
    const room = multiply(absolute(subtract(figure, at(kpi.start, baseline))), tolerance);
    if (room.over === 0n) return {};
    const limit = plan.least ? { least: subtract(figure, room) } : { most: add(figure, room) };
    const held = green(kpi, period, baseline), stated = kpi.greenLeast || kpi.greenMost;
    if (stated && limit.least && held.least && compare(limit.least, held.least) >= 0) return {};
    if (stated && limit.most && held.most && compare(limit.most, held.most) <= 0) return {};
    return limit;
  };

  const amber = (kpi, period, baseline, tolerance) => {
    if (period.amberFollows) return baseline ? followingAmber(kpi, period, baseline, tolerance) : {};
    return { least: at(period.amberLeast), most: at(period.amberMost) };
  };

  /* ---- Figures ---- */

  const isCounted = (kpi) => ["count", "money", "plain"].includes(kpi.unit);
  const average = (rows) => divide(sum(rows), whole(rows.length));

  /* The rows of one day: one, or one for each thing that the KPI is counted on. */
  const rowsOn = (kpi, date, typed) => {
    const names = kpi.parts ? kpi.parts.map((part) => `kpi/${kpi.name}/${part}/${date}`) : [`kpi/${kpi.name}/${date}`];
    return names.map((name) => typed.get(name)).filter((figure) => figure !== undefined);
  };

  /* The figure of a day; of several rows that are told apart all must be there, unless they are added up anyway. */
  const figureOn = (kpi, date, typed) => {
    const rows = rowsOn(kpi, date, typed);
    if (rows.length === 0) return null;
    if (!kpi.parts) return rows[0];
    if (kpi.tally === "latest" && rows.length < kpi.parts.length) return null;
    return kpi.tally === "sum" || (kpi.tally === "latest" && isCounted(kpi)) ? sum(rows) : average(rows);
  };

  const baselineOf = (kpi, typed) => {
    if (!kpi.measured) return null;
    const days = [kpi.measured, ...kpi.periods.map((period) => period.to).filter((to) => to < kpi.measured).reverse()];
    for (const day of days) {
      const figure = figureOn(kpi, day, typed);
      if (figure) return figure;
    }
    return null;
  };

  /* What the path starts from: a baseline that meets the target already counts as the target. */
  const countedBaseline = (kpi, baseline) => {
    if (!baseline || !kpi.clamped) return baseline;
    const target = at(kpi.target, baseline), order = compare(baseline, target);
    return (kpi.less ? order < 0 : order > 0) ? target : baseline;
  };

  const spentUntil = (state, line, until) => {
    const rows = (state.model.groups.get(`spend/${line}`) ?? [])
      .filter((row) => (!until || row.date <= until) && state.typed.has(row.name));
    return rows.length ? sum(rows.map((row) => state.typed.get(row.name))) : null;
  };

  /* ---- Formulas ---- */

  const heldUntil = (result, date) => {
    let held = null;
    for (const line of result.lines) if (line.to <= date) held = line.tally;
    return held;
  };

  const operations = {
    "+": (a, b) => add(a, b), "-": (a, b) => subtract(a, b), "*": (a, b) => multiply(a, b), "/": (a, b) => divide(a, b),
    negative: (a) => subtract(zero, a), sum: (...list) => sum(list),
    min: (...list) => list.reduce((a, b) => (compare(b, a) < 0 ? b : a)),
    max: (...list) => list.reduce((a, b) => (compare(b, a) > 0 ? b : a)),
  };

  /* In base units: minutes for times. Null where something that it needs is not there. */
  const value = (state, tree, date) => {
    if (tree === null) return null;
    if (typeof tree === "string") return exact(tree);
    const [word, ...of] = tree;
    if (word === "spent") return spentUntil(state, of[0], date);
    if (word === "kpi") {
      const held = heldUntil(resultOf(state, of[0]), date);
      return held && multiply(held, state.model.byName.get(of[0]).scale);
    }
    const values = of.map((part) => value(state, part, date));
    return values.includes(null) ? null : operations[word](...values);
  };

  const computed = (state, kpi, date) => {
    const found = date <= state.asOf ? value(state, kpi.formula, date) : null;
    return found && divide(found, kpi.scale);
  };

  /* ---- A period ---- */

  const beforeTarget = (kpi, line, baseline, state) => {
    const { period, tally } = line;
    const target = at(kpi.target, baseline);
    if (kpi.forGood && target && compare(tally, target) >= 0) return "met";
    const first = green(kpi, period, baseline), second = amber(kpi, period, baseline, state.tolerance);
    if (within(tally, first.least, first.most)) return "on_track";
    return within(tally, second.least, second.most) ? "at_risk" : "off_track";
  };

  const stateOf = (kpi, line, baseline, state) => {
    if (!kpi.shape) return "observe";
    if (line.period.excused) return "excused";
    if (line.period.early) return "not_due";
    if (!line.tally) return "no_data";
    const plan = asked(line.period, baseline);
    if (!plan.least && !plan.most) return "not_due";
    if (kpi.maintain && line.broken) return "missed";
    if (line.to >= kpi.by) return within(line.tally, plan.least, plan.most) ? "met" : "missed";
    return beforeTarget(kpi, line, baseline, state);
  };

  /* How far a figure has come from where it began to where it is to be. */
  const wayOf = (kpi, figure, baseline) => {
    const target = at(kpi.target, baseline), start = at(kpi.start, baseline);
    const level = kpi.shape === "level" && kpi.periods.find((period) => !period.early);
    const bounds = level ? asked(level, baseline) : kpi.less ? { most: target } : { least: target };
    const inside = () => (within(figure, bounds.least, bounds.most) ? one : zero);
    if (kpi.way === "of") return divide(figure, target);
    if (kpi.way === "to") return figure.over === 0n ? one : divide(target, figure);
    if (kpi.way === "within" || !start || !target || compare(start, target) === 0) return inside();
    return divide(subtract(figure, start), subtract(target, start));
  };

  const plannedWay = (kpi, period, baseline) => {
    const plan = asked(period, baseline), start = at(kpi.start, baseline), target = at(kpi.target, baseline);
    if (kpi.way === "within" || (kpi.way === "start" && start && target && compare(start, target) === 0)) return one;
    return wayOf(kpi, plan.least ?? plan.most, baseline);
  };

  /* ---- A KPI ---- */

  /* A line for each period: what was typed, what is held against the target, and what that means. */
  const linesOf = (state, kpi, baseline) => {
    let count = 0, total = zero, tally = null, broken = false;
    return kpi.periods.map((period) => {
      const figure = kpi.formula ? computed(state, kpi, period.to) : figureOn(kpi, period.to, state.typed);
      if (figure && !period.excused) {
        const rows = kpi.formula ? [figure] : rowsOn(kpi, period.to, state.typed);
        count += rows.length;
        total = add(total, sum(rows));
        tally = kpi.tally === "latest" ? figure : kpi.tally === "sum" ? total : divide(total, whole(count));
        const plan = asked(period, baseline), least = kpi.tally === "sum" ? null : plan.least; /* until it has added up */
        if (kpi.maintain && !period.early && (least || plan.most)) broken = broken || !within(tally, least, plan.most);
      }
      const line = { period, to: period.to, figure, tally, broken };
      return { ...line, state: stateOf(kpi, line, baseline, state) };
    });
  };

  const scoreOf = (kpi, now, baseline) => {
    if (now.state === "no_data" || (kpi.maintain && now.state === "missed")) return zero;
    if (!now.way) return null;
    const plan = plannedWay(kpi, now.line.period, baseline);
    if (!plan || plan.over <= 0n) return null;
    const score = divide(now.way, plan);
    return compare(score, zero) < 0 ? zero : compare(score, one) > 0 ? one : score;
  };

  const nowOf = (kpi, lines, baseline, asOf) => {
    const line = lines.filter((other) => asOf && other.to <= asOf && !other.period.excused).pop();
    if (!line) return { line: null, state: kpi.shape ? "not_due" : "observe", figure: null, way: null, score: null, plan: {} };
    const judged = kpi.shape && line.state !== "not_due";
    const now = { line, state: line.state, figure: line.tally, plan: judged ? asked(line.period, baseline) : {},
                  way: judged && line.tally ? wayOf(kpi, line.tally, baseline) : null };
    return { ...now, score: judged ? scoreOf(kpi, now, baseline) : null };
  };

  const isLacking = (kpi, line, asOf) => !kpi.formula && asOf && line.to <= asOf && !line.period.excused && !line.figure;

  const evaluate = (state, kpi) => {
    const baseline = baselineOf(kpi, state.typed), counted = countedBaseline(kpi, baseline);
    const lines = linesOf(state, kpi, counted);
    return { kpi, measured: baseline, baseline: counted, lines, now: nowOf(kpi, lines, counted, state.asOf),
             lacking: lines.filter((line) => isLacking(kpi, line, state.asOf)).length };
  };

  /* Worked out once; a KPI that names itself by a detour has no figure. */
  const resultOf = (state, name) => {
    if (!state.results.has(name)) {
      state.results.set(name, { lines: [], now: {}, lacking: 0 });
      state.results.set(name, evaluate(state, state.model.byName.get(name)));
    }
    return state.results.get(name);
  };

  /* What a period's line shows: nothing before it is over. */
  const shownState = (line, kpi, asOf) => {
    if (!kpi.shape || !asOf || line.to > asOf) return null;
    return line.state === "excused" || line.state === "not_due" || line.figure ? line.state : "no_figure";
  };

  /* ---- Objectives ---- */

  const objectiveScore = (state, objective) => {
    const scored = objective.kpis
      .map((name, i) => ({ weight: objective.weights ? exact(objective.weights[i]) : one, score: resultOf(state, name).now.score }))
      .filter((item) => item.score);
    const weight = sum(scored.map((item) => item.weight));
    return weight.over === 0n ? null : divide(sum(scored.map((item) => multiply(item.weight, item.score))), weight);
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

  const gainOf = (state, item) => {
    const { now, measured } = resultOf(state, item.kpi);
    if (!item.told || !now.figure || (item.measured && !measured)) return null;
    let base = item.measured ? measured : exact(item.base);
    if (item.over) base = divide(multiply(base, whole(days(state.model.card.from, now.line.to))), whole(item.over));
    return item.less ? subtract(base, now.figure) : subtract(now.figure, base);
  };

  const returnOf = (state) => {
    const { card } = state.model;
    const gains = card.returns.map((item) => ({ kpi: item.kpi, gain: gainOf(state, item), each: exact(item.value) }));
    const values = gains.map(({ kpi, gain, each }) => ({ kpi, value: gain && multiply(gain, each) }));
    const told = values.filter((item) => item.value);
    const total = told.length ? sum(told.map((item) => item.value)) : null;
    const lines = card.lines.filter((line) => card.costs.includes(line.name));
    const cost = state.asOf && lines.length ? sum(lines.map((line) => costOf(state, line) ?? zero)) : null;
    const roi = total && cost && cost.over > 0n ? divide(subtract(total, cost), cost) : null;
    return { values, total, cost, roi };
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
    const { now } = resultOf(state, of[0]);
    if (word === "state") return of[1] === "behind" ? ["at_risk", "off_track", "missed"].includes(now.state) : now.state === of[1];
    return Boolean(now.figure) && comparisons[word](compare(now.figure, exact(of[1])));
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
    const state = { model: ofModel, typed, asOf: asOf || latestOf(typed), tolerance: exact(ofModel.card.tolerance), results: new Map() };
    if (before && changed && before.asOf === state.asOf)
      for (const [name, result] of before.results)
        if (!changed.has(name) && !ofModel.byName.get(name).formula) state.results.set(name, result);
    for (const kpi of ofModel.kpis) resultOf(state, kpi.name);
    return state;
  };

  return { model, work, resultOf, shownState, asked, amber, objectiveScore, spentUntil, returnOf, holds };
})();
