// What the page's rules make of figures: reads { pages: { name: { card, kpis } }, cases: [{ page, typed, as_of }] } from standard
// input and writes a list of what follows in each case, every number as an exact fraction.
import fs from "node:fs";
import { load } from "./load.mjs";

const { figures, scoring } = load();
const { pages, cases } = JSON.parse(fs.readFileSync(0, "utf8"));
const models = Object.fromEntries(Object.entries(pages).map(([name, page]) => [name, scoring.model(page.card, page.kpis)]));
const text = (value) => (value ? `${value.over}/${value.under}` : null);

function outcome(model, given) {
  const typed = new Map(Object.entries(given.typed).map(([name, value]) => [name, figures.exact(value)]));
  const state = scoring.work(model, typed, given.as_of);
  const kpis = {};
  for (const [name, { kpi, now, lines, lacking }] of state.results)
    kpis[name] = {
      state: now.state, figure: text(now.figure?.value), way: text(now.way), score: text(now.score), lacking,
      periods: lines.map((line) => [line.to, scoring.shownState(line, kpi, state.asOf), text(line.tally)]),
    };
  const objectives = Object.fromEntries(model.card.objectives.map((o) => [o.name, text(scoring.objectiveScore(state, o))]));
  const spent = Object.fromEntries(model.card.lines.map(({ name }) => [name, text(scoring.spentUntil(state, name, state.asOf))]));
  const { total, cost, roi } = scoring.returnOf(state);
  const holding = (conditions) => Object.entries(conditions).filter(([, when]) => scoring.holds(state, when)).map(([name]) => name);
  return { as_of: state.asOf, kpis, objectives, spent, return: { value: text(total), cost: text(cost), roi: text(roi) },
           diagnoses: holding(model.card.diagnoses), incentives: holding(model.card.incentives) };
}

console.log(JSON.stringify(cases.map((given) => outcome(models[given.page], given))));
