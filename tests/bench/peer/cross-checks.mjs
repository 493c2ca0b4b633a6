// What a schema cannot say of an agreement: one pass over each list, names in one Map.

const TOLERANCE = 0.001; // of shares that should make 100 %: three thirds
const MONTH = 30.4375;
const DAY = 86_400_000;

export const dayOf = (text) => Date.UTC(+text.slice(0, 4), +text.slice(5, 7) - 1, +text.slice(8, 10)) / DAY;

const monthsOf = (from, to) => (to - from) / MONTH;
const sumsToWhole = (sum) => Math.abs(sum - 1) <= TOLERANCE;

export function crossCheck(agreement) {
  const errors = [];
  const model = readNames(agreement, errors);
  model.term = { from: dayOf(agreement.term.from), to: dayOf(agreement.term.to) };
  if (model.term.to < model.term.from) errors.push("the term ends before it begins");
  model.errors = errors;
  checkParties(model);
  checkObjectives(model);
  checkKpis(model);
  checkChannels(model);
  checkBudget(model);
  checkWork(model);
  checkApprovals(model);
  checkReviews(model);
  checkPhases(model);
  checkReturn(model);
  return { errors, model };
}

// ---- names ----

function readNames(agreement, errors) {
  const names = new Map();
  const declare = (kind, entity, side = null) => {
    if (names.has(entity.name)) errors.push(`${entity.name} is declared twice`);
    names.set(entity.name, { kind, entity, side });
  };
  declare("client", agreement.client, "client");
  declare("agency", agreement.agency, "agency");
  for (const side of ["client", "agency"])
    for (const person of agreement[side].persons) declare("person", person, side);
  for (const goal of agreement.goals) declare("goal", goal);
  for (const objective of agreement.objectives) declare("objective", objective);
  for (const kpi of agreement.kpis) declare("kpi", kpi);
  for (const content of agreement.contents) declare("content", content);
  for (const channel of agreement.channels) declare("channel", channel);
  declare("budget", agreement.budget);
  for (const line of agreement.budget.lines) declare("line", line);
  for (const action of agreement.actions) declare("action", action);
  for (const deliverable of agreement.deliverables) declare("deliverable", deliverable);
  for (const duty of agreement.duties) declare("duty", duty);
  for (const approval of agreement.approvals) declare("approval", approval);
  for (const phase of agreement.phases) declare("phase", phase);
  for (const review of agreement.reviews) declare("review", review);
  for (const diagnosis of agreement.diagnoses) declare("diagnosis", diagnosis);
  return { agreement, names };
}

// The thing of that name if it is of one of the kinds; a fault and null if not.
function resolve(model, from, name, ...kinds) {
  const found = model.names.get(name);
  if (!found) model.errors.push(`${from} names ${name}, which is unknown`);
  else if (!kinds.includes(found.kind)) model.errors.push(`${from} names ${name}, which is a ${found.kind}`);
  else return found;
  return null;
}

function resolveAll(model, from, names, ...kinds) {
  const found = [];
  for (const name of names ?? []) {
    const one = resolve(model, from, name, ...kinds);
    if (one) found.push(one);
  }
  return found;
}

const isClients = (found) => found?.side === "client";

// ---- people, goals, objectives ----

function checkParties(model) {
  const { agreement } = model;
  for (const side of ["client", "agency"]) {
    const party = agreement[side];
    if (!party.contact) model.errors.push(`${party.name} has no contact`);
    else if (resolve(model, party.name, party.contact, "person")?.side !== side) {
      model.errors.push(`${party.contact} is not of ${party.name}`);
    }
  }
  resolveAll(model, "change", agreement.change?.requires, "person");
  for (const crisis of agreement.brand?.crisis ?? []) resolveAll(model, "brand", crisis.by, "person");
  if (!agreement.change) model.errors.push("nobody may sign an amendment");
  if (!agreement.notice) model.errors.push("no notice");
  if (agreement.contents.length && !agreement.brand) model.errors.push("contents, and no brand");
}

function checkObjectives(model) {
  const { agreement, errors, term } = model;
  const served = new Set();
  model.objectives = new Map();
  for (const goal of agreement.goals) resolve(model, goal.name, goal.owner, "person");
  for (const objective of agreement.objectives) {
    const { name, returns, endorsed } = objective;
    model.objectives.set(name, { objective, kpis: [], weights: 0, weighted: 0, deadline: null, proxies: new Set() });
    if (!objective.serves) errors.push(`${name} serves no goal`);
    for (const goal of resolveAll(model, name, objective.serves, "goal")) served.add(goal.entity.name);
    resolve(model, name, objective.owner, "person");
    if (!objective.aim || !objective.problem) errors.push(`${name} has no aim or no problem`);
    if (!returns) errors.push(`${name} does not say what it returns`);
    if (!endorsed || !isClients(resolve(model, name, endorsed.by, "person")) || dayOf(endorsed.on) > term.from) {
      errors.push(`${name} is not endorsed by the client before the term`);
    }
  }
  for (const goal of agreement.goals) if (!served.has(goal.name)) errors.push(`no objective serves ${goal.name}`);
}

// ---- KPIs ----

const sign = (form) => (form === "at most" || form === "reduce" ? -1 : 1);

// What the target asks for, in the KPI's unit: the least or, for `at most` and `reduce`, the most.
export function figureOf(target, baseline) {
  if (target.form === "grow" || target.form === "reduce") {
    if (baseline === undefined) return null;
    return baseline + sign(target.form) * ("share" in target ? baseline * target.share : target.value);
  }
  return target.form === "between" ? target.low : (target.value ?? null);
}

export const dateOf = (target, term) => (target.by ? dayOf(target.by) : term.to);

function unitPowers(unit, scale = 1, powers = new Map()) {
  const add = (word, power) => {
    const sum = (powers.get(word) ?? 0) + power * scale;
    if (sum) powers.set(word, sum);
    else powers.delete(word);
  };
  if (unit.of[0] !== "percent") add(unit.of[0], 1);
  if (unit.per) add(singular(unit.per[0]), -1);
  return powers;
}
const singular = (word) => (word.endsWith("s") ? word : `${word}s`);

function checkFormula(model, kpi) {
  const operandUnit = (operand) => {
    if (typeof operand === "object") {
      return resolve(model, kpi.name, operand.spent, "line") ? { of: [model.agreement.currency] } : null;
    }
    return resolve(model, kpi.name, operand, "kpi")?.entity.unit ?? null;
  };
  const [left, operator, right] = kpi.formula;
  const first = operandUnit(left);
  const second = operandUnit(right);
  if (!first || !second) return;
  const result = unitPowers(first);
  if (operator === "*" || operator === "/") unitPowers(second, operator === "/" ? -1 : 1, result);
  const wanted = unitPowers(kpi.unit);
  // a count for a count may be called percent
  if (kpi.unit.of[0] === "percent" && result.size === 2) return;
  if (result.size !== wanted.size || [...wanted].some(([word, power]) => result.get(word) !== power)) {
    model.errors.push(`the formula of ${kpi.name} does not give its unit`);
  }
}

function checkMilestones(model, kpi, goal, due) {
  let before = -Infinity;
  let figureBefore = kpi.baseline?.value;
  for (const milestone of [...(kpi.milestones ?? [])].sort((a, b) => (a.by < b.by ? -1 : 1))) {
    const on = dayOf(milestone.by);
    const figure = figureOf(milestone, kpi.baseline?.value);
    const way = sign(kpi.target.form);
    if (on <= before || on > due) model.errors.push(`a milestone of ${kpi.name} comes after what it leads to`);
    if (on < model.term.from || on > model.term.to)
      model.errors.push(`a milestone of ${kpi.name} lies outside the term`);
    if (figureBefore !== undefined && way * (figure - figureBefore) < 0)
      model.errors.push(`a milestone of ${kpi.name} goes back`);
    if (goal !== null && way * (goal - figure) < 0)
      model.errors.push(`a milestone of ${kpi.name} lies beyond the target`);
    before = on;
    figureBefore = figure;
  }
}

function checkPace(model, kpi, goal, due) {
  const base = kpi.baseline?.value;
  if (!(base > 0) || goal === null || goal <= base || kpi.tally === "sum" || kpi.costs) return;
  const months = monthsOf(dayOf(kpi.baseline.on), due);
  const pace = (goal / base) ** (1 / months) - 1;
  if (pace > (months <= 3 ? 0.4 : 0.15))
    model.errors.push(`${kpi.name} would have to grow ${(pace * 100).toFixed(1)} % a month`);
}

const LEAST_MONTHS = { seo: 4, brand: 6, content: 3, social: 2, email: 1, ads: 1 };

function checkTarget(model, kpi) {
  const { errors, term } = model;
  const base = kpi.baseline?.value;
  const goal = figureOf(kpi.target, base);
  const due = dateOf(kpi.target, term);
  const relative = kpi.target.form === "grow" || kpi.target.form === "reduce";
  if (relative && base === undefined) errors.push(`${kpi.name} is to grow from a baseline that it has not`);
  if (due < term.from || due > term.to) errors.push(`the target of ${kpi.name} lies outside the term`);
  if (base !== undefined && goal !== null && kpi.tally !== "sum" && sign(kpi.target.form) * (base - goal) >= 0) {
    errors.push(`${kpi.name} is at its target already`);
  }
  if (kpi.baseline && monthsOf(dayOf(kpi.baseline.on), term.from) > 6)
    errors.push(`the baseline of ${kpi.name} is stale`);
  if (kpi.unit.of[0] === "score" && (goal < kpi.unit.low || goal > kpi.unit.high))
    errors.push(`${kpi.name} leaves its scale`);
  if (monthsOf(term.from, due) < (LEAST_MONTHS[kpi.discipline] ?? 0))
    errors.push(`the target of ${kpi.name} comes too soon`);
  checkMilestones(model, kpi, goal, due);
  checkPace(model, kpi, goal, due);
  return { goal, due };
}

function checkKpis(model) {
  const { agreement, errors, objectives } = model;
  model.targets = new Map();
  for (const kpi of agreement.kpis) {
    const target = checkTarget(model, kpi);
    model.targets.set(kpi.name, target);
    for (const { entity } of resolveAll(model, kpi.name, kpi.measures, "objective")) {
      const entry = objectives.get(entity.name);
      entry.kpis.push(kpi);
      if (kpi.weight !== undefined) entry.weighted++;
      entry.weights += kpi.weight ?? 0;
      if (kpi.proxy) entry.proxies.add(kpi.proxy);
      if (kpi.target.form !== "observe") entry.deadline = Math.max(entry.deadline ?? 0, target.due);
    }
    if (kpi.formula) checkFormula(model, kpi);
    else if (!kpi.source || !kpi.reported) errors.push(`${kpi.name} has no source, or nobody reports it`);
    if (kpi.reported) resolve(model, kpi.name, kpi.reported.by, "person");
    if (kpi.costs) resolve(model, kpi.name, kpi.costs.from, "line");
    if (kpi.unit.of[0] === "percent" && !kpi.formula && !kpi.means) errors.push(`${kpi.name}: a share of what?`);
  }
  checkMeasured(model);
}

function checkMeasured(model) {
  const { errors } = model;
  for (const [name, { objective, kpis, weights, weighted, deadline, proxies }] of model.objectives) {
    if (kpis.length === 0) errors.push(`nothing measures ${name}`);
    if (deadline === null) errors.push(`${name} has no deadline`);
    if (weighted && (weighted < kpis.length || !sumsToWhole(weights)))
      errors.push(`the weights of ${name} make ${weights}`);
    for (const kind of objective.returns?.indirect ?? []) {
      if (!proxies.has(kind)) errors.push(`no KPI stands for the ${kind} of ${name}`);
    }
    if (objective.returns?.direct && !kpis.some((kpi) => kpi.worth))
      errors.push(`${name} returns nothing that is worth money`);
  }
}

// ---- what is published ----

function checkMix(model, channel) {
  let least = 0;
  let most = 0;
  for (const item of channel.mix) {
    const content = resolve(model, channel.name, item.content, "content");
    if (content) model.mixed.add(item.content);
    if (item.most < item.least) model.errors.push(`the share of ${item.content} ends below its start`);
    least += item.least;
    most += item.most;
  }
  const fixed = channel.mix.every((item) => item.least === item.most);
  if (fixed && !sumsToWhole(least)) model.errors.push(`the mix of ${channel.name} makes ${least}`);
  if (!fixed && (least > 1 + TOLERANCE || most < 1 - TOLERANCE))
    model.errors.push(`the mix of ${channel.name} cannot make 100 %`);
}

function checkChannels(model) {
  const { agreement, errors } = model;
  const reached = new Set();
  model.mixed = new Set();
  model.access = new Map();
  for (const content of agreement.contents) {
    if (!content.serves) errors.push(`${content.name} serves nothing`);
    resolveAll(model, content.name, content.serves, "objective");
  }
  for (const channel of agreement.channels) {
    if (!channel.suits || !channel.audience) errors.push(`${channel.name} suits nothing, or nobody`);
    for (const found of resolveAll(model, channel.name, channel.suits, "objective")) reached.add(found.entity.name);
    if (channel.mix) checkMix(model, channel);
    const access = new Set([...(channel.access ?? []), ...(channel.account?.admin ?? [])]);
    resolveAll(model, channel.name, [...access], "person");
    model.access.set(channel.name, access);
    if (channel.account && !isClients(resolve(model, channel.name, channel.account.owner, "client", "agency"))) {
      errors.push(`the account of ${channel.name} is not the client's`);
    }
    if (channel.account && !(channel.account.admin ?? []).some((name) => isClients(model.names.get(name)))) {
      errors.push(`nobody of the client administers ${channel.name}`);
    }
  }
  for (const { name } of agreement.contents) if (!model.mixed.has(name)) errors.push(`no mix holds ${name}`);
  for (const { name } of agreement.objectives) if (!reached.has(name)) errors.push(`no channel suits ${name}`);
}

// ---- money ----

export function monthsOfTerm(term) {
  const from = new Date(term.from * DAY);
  const to = new Date(term.to * DAY);
  return (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth() + 1;
}

function checkSplits(model) {
  const { budget } = model.agreement;
  model.splits = new Map();
  for (const { line, shares } of budget.splits ?? []) {
    resolve(model, budget.name, line, "line");
    let sum = 0;
    const of = new Map();
    for (const { objective, share } of shares) {
      resolve(model, `the split of ${line}`, objective, "objective");
      of.set(objective, share);
      sum += share;
    }
    if (!sumsToWhole(sum)) model.errors.push(`the split of ${line} makes ${sum}`);
    model.splits.set(line, of);
  }
}

// Actions' and KPIs' costs against the line that they come from.
function checkSpent(model) {
  const { agreement, errors, wholes } = model;
  const spent = new Map();
  const add = (line, cost) => spent.set(line, (spent.get(line) ?? 0) + cost);
  for (const { name, cost } of agreement.actions)
    if (cost && resolve(model, name, cost.from, "line")) add(cost.from, cost.amount);
  for (const kpi of agreement.kpis) {
    if (!kpi.costs) continue;
    const { goal } = model.targets.get(kpi.name);
    const cost = (goal - (kpi.baseline?.value ?? 0)) * kpi.costs.each;
    const split = model.splits.get(kpi.costs.from);
    const part = split ? kpi.measures.reduce((sum, name) => sum + (split.get(name) ?? 0), 0) : 1;
    const room = (wholes.get(kpi.costs.from) ?? 0) * part;
    if (cost > room) errors.push(`${kpi.name} would cost ${cost}, and ${room} is there for it`);
    add(kpi.costs.from, cost);
  }
  for (const [line, sum] of spent)
    if (sum > (wholes.get(line) ?? 0)) errors.push(`${line} is spent ${sum - wholes.get(line)} over`);
}

function checkBudget(model) {
  const { agreement, errors, term } = model;
  const { budget } = agreement;
  const paid = new Set();
  model.wholes = new Map();
  let sum = 0;
  for (const line of budget.lines) {
    const whole = line.amount * (line.per_month ? monthsOfTerm(term) : 1);
    model.wholes.set(line.name, whole);
    sum += whole;
    if (line.to) resolve(model, line.name, line.to, "agency", "client");
    for (const name of resolveAll(model, line.name, line.for, "channel")) paid.add(name.entity.name);
  }
  if (sum > budget.total) errors.push(`the lines come to ${sum}, ${sum - budget.total} over the total`);
  if (sum < budget.total * 0.9) errors.push(`the lines leave ${budget.total - sum} of the total`);
  for (const payment of budget.payments ?? []) resolve(model, budget.name, payment.line, "line");
  for (const { name, media } of agreement.channels) {
    if (media === "paid" && !paid.has(name)) errors.push(`no line is for ${name}`);
  }
  checkSplits(model);
  checkSpent(model);
}

function checkReturn(model) {
  const { agreement, errors, term, wholes } = model;
  const { roi } = agreement;
  if (!roi) return;
  let value = 0;
  for (const { entity } of resolveAll(
    model,
    "roi",
    roi.counts ?? agreement.kpis.filter((k) => k.worth).map((k) => k.name),
    "kpi",
  )) {
    const { goal } = model.targets.get(entity.name);
    if (entity.worth && goal !== null) value += (goal - (entity.baseline?.value ?? 0)) * entity.worth;
  }
  let cost = 0;
  for (const name of roi.costs ?? wholes.keys()) cost += wholes.get(name) ?? 0;
  if (value <= 0) errors.push("a return is expected of KPIs that are worth nothing");
  else if ((value - cost) / cost < roi.expect) errors.push(`even at target the return is ${(value - cost) / cost}`);
  if (monthsOf(term.from, dayOf(roi.judge ?? roi.by)) < 5) errors.push("the return is judged too soon");
}

// ---- what is done ----

function inTerm(model, name, text, before = 0, after = 0) {
  const day = dayOf(text);
  if (day < model.term.from - before || day > model.term.to + after)
    model.errors.push(`${name} lies outside the term`);
  return day;
}

function checkActions(model) {
  for (const action of model.agreement.actions) {
    const { name } = action;
    if (!action.for) model.errors.push(`${name} serves nothing`);
    if (!action.by) model.errors.push(`nobody does ${name}`);
    else if (action.by.length > 2) model.errors.push(`${name} is done by more than two`);
    resolveAll(model, name, action.for, "objective");
    resolveAll(model, name, action.by, "person");
    for (const { entity } of resolveAll(model, name, action.on, "channel")) {
      const access = model.access.get(entity.name);
      for (const person of action.by ?? [])
        if (!access.has(person)) model.errors.push(`${person} has no access to ${entity.name}`);
    }
    const start = action.due ?? action.from;
    if (start) inTerm(model, name, start);
    if (action.to && inTerm(model, name, action.to) < dayOf(action.from))
      model.errors.push(`${name} ends before it begins`);
    for (const { entity } of resolveAll(model, name, action.after, "action")) {
      const end = entity.due ?? entity.to;
      if (start && end && dayOf(start) < dayOf(end))
        model.errors.push(`${name} starts before ${entity.name} is done`);
    }
    for (const expected of action.expects ?? []) resolve(model, name, expected.kpi, "kpi");
  }
}

function checkDeliverables(model) {
  const { agreement, errors } = model;
  let fromClient = false;
  for (const deliverable of agreement.deliverables) {
    const { name } = deliverable;
    const from = resolve(model, name, deliverable.from, "client", "agency", "person");
    resolve(model, name, deliverable.to, "client", "agency", "person");
    fromClient ||= isClients(from);
    if (!deliverable.accepted) errors.push(`nobody accepts ${name}`);
    else resolve(model, name, deliverable.accepted.by, "person");
    if (from?.side === "agency" && deliverable.revisions === undefined)
      errors.push(`${name} may be revised for ever`);
    if (deliverable.due) inTerm(model, name, deliverable.due, 30, 90);
    for (const { entity } of resolveAll(model, name, deliverable.needs, "deliverable", "action")) {
      if (deliverable.due && entity.due && deliverable.due < entity.due)
        errors.push(`${name} comes before ${entity.name}, which it needs`);
    }
  }
  if (!fromClient) errors.push("the client delivers nothing");
}

function checkDuties(model) {
  const { agreement, errors } = model;
  const included = new Set();
  for (const duty of agreement.duties) {
    const { name } = duty;
    if (duty.accountable?.length !== 1)
      errors.push(`${name} has ${duty.accountable?.length ?? 0} accountable persons, not one`);
    if (!duty.responsible) errors.push(`nobody is responsible for ${name}`);
    else if (duty.responsible.length > 2) errors.push(`more than two are responsible for ${name}`);
    const accountable = resolveAll(model, name, duty.accountable, "person");
    resolveAll(model, name, duty.responsible, "person");
    resolveAll(model, name, duty.consulted, "person");
    resolveAll(model, name, duty.informed, "person");
    if (duty.nature === "core" && !accountable.every(isClients))
      errors.push(`${name} is core, and its accountable person is not the client's`);
    for (const { entity } of resolveAll(model, name, duty.includes, "action", "deliverable", "channel"))
      included.add(entity.name);
  }
  for (const list of [agreement.actions, agreement.deliverables]) {
    for (const { name } of list) if (!included.has(name)) errors.push(`no duty includes ${name}`);
  }
}

function checkWork(model) {
  checkActions(model);
  checkDeliverables(model);
  checkDuties(model);
}

// ---- approvals, reviews, phases ----

function checkSteps(model, approval) {
  const { errors } = model;
  const { name, steps, silence, delegated } = approval;
  const asked = new Set();
  if (!steps === !delegated) errors.push(`${name} has steps and is delegated, or neither`);
  for (const step of steps ?? [])
    for (const found of resolveAll(model, name, step.by, "person")) asked.add(found.entity.name);
  if (steps && steps.length > 2) errors.push(`${name} has more than two steps`);
  if (steps && !silence) errors.push(`${name} does not say what silence means`);
  if (silence?.escalates && resolve(model, name, silence.escalates, "person") && asked.has(silence.escalates)) {
    errors.push(`${name} escalates to somebody who was asked before`);
  }
  if (delegated) resolve(model, name, delegated, "agency", "client");
}

// The amounts that approvals of one line leave out, or cover twice.
function checkSpend(model, limits) {
  const { errors, agreement } = model;
  for (const [line, list] of limits) {
    list.sort((a, b) => (a.over ?? 0) - (b.over ?? 0));
    let covered = 0;
    for (const { over = 0, up_to = Infinity } of list) {
      if (over > covered) errors.push(`nobody approves spend from ${covered} to ${over} on ${line}`);
      if (over < covered) errors.push(`spend from ${over} to ${covered} on ${line} is approved twice`);
      covered = up_to;
    }
    if (covered < agreement.budget.total) errors.push(`nobody approves spend over ${covered} on ${line}`);
  }
  for (const line of agreement.budget.lines) {
    if (!line.to && !line.internal && !limits.has(line.name)) errors.push(`nobody approves spend on ${line.name}`);
  }
}

function checkApprovals(model) {
  const { agreement, errors } = model;
  const covered = new Set();
  const limits = new Map();
  for (const approval of agreement.approvals) {
    checkSteps(model, approval);
    for (const { entity } of resolveAll(model, approval.name, approval.covers, "content", "deliverable", "action")) {
      if (covered.has(entity.name)) errors.push(`${entity.name} is covered twice`);
      covered.add(entity.name);
    }
    if (approval.spend && resolve(model, approval.name, approval.spend.on, "line")) {
      const line = approval.spend.on;
      if (!limits.has(line)) limits.set(line, []);
      limits.get(line).push(approval.spend);
    }
  }
  for (const { name } of agreement.contents) if (!covered.has(name)) errors.push(`nobody releases ${name}`);
  checkSpend(model, limits);
}

function checkReviews(model) {
  const { agreement, errors, term } = model;
  const reviewed = new Set();
  let monthly = false;
  for (const review of agreement.reviews) {
    monthly ||= review.every === "month" || review.every === "week";
    if (review.on) inTerm(model, review.name, review.on, 30, 90);
    if (review.chair) resolve(model, review.name, review.chair, "person");
    resolveAll(model, review.name, review.attended, "person");
    for (const question of review.asks ?? []) resolveAll(model, review.name, question.by, "person");
    for (const found of resolveAll(model, review.name, review.covers, "kpi", "duty", "deliverable", "action")) {
      if (found.kind === "kpi") reviewed.add(found.entity.name);
    }
  }
  if (!monthly && monthsOf(term.from, term.to) >= 2) errors.push("no review at least once a month");
  for (const { name } of agreement.kpis) if (!reviewed.has(name)) errors.push(`no review looks at ${name}`);
  for (const diagnosis of agreement.diagnoses) {
    for (const { kpi } of diagnosis.when) resolve(model, diagnosis.name, kpi, "kpi");
    for (const { by } of diagnosis.then) resolveAll(model, diagnosis.name, by, "person");
  }
}

function checkPhases(model) {
  const phases = [...model.agreement.phases].sort((a, b) => (a.from < b.from ? -1 : 1));
  let next = model.term.from;
  for (const { name, from, to } of phases) {
    inTerm(model, name, from);
    if (dayOf(from) > next) model.errors.push(`days before ${name} lie in no phase`);
    if (dayOf(from) < next) model.errors.push(`${name} overlaps the phase before it`);
    next = inTerm(model, name, to) + 1;
  }
  if (phases.length && next <= model.term.to) model.errors.push("the end of the term lies in no phase");
}
