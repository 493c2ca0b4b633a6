// The scorecard's rows as CSV: the same sections, rows and columns as `remit build --emit scorecard.csv` writes.
import { dateOf, dayOf, figureOf, monthsOfTerm } from "./cross-checks.mjs";
import { Sheet } from "./sheet.mjs";

const DAY = 86_400_000;
const TOLERANCE = 0.1;
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const RETURNS = {
  thought_leadership: "Thought leadership",
  relationships: "Relationships",
  word_of_mouth: "Word of mouth",
  reputation: "Reputation",
  authority: "Authority",
  indirect_sales: "Indirect sales",
  service_savings: "Service savings",
  messaging: "Messaging",
};
const UNIT_WORDS = { workdays: ["working day", "working days"], workhours: ["working hour", "working hours"] };
const STATES = {
  met: "is met",
  missed: "is missed",
  on_track: "is on track",
  at_risk: "is at risk",
  off_track: "is off track",
  behind: "is behind its plan",
};
const INTRODUCTION =
  "Fill in the shaded cells when a period is over. A figure on its plan or better is green; one that is short of it by at most 10 % of the way that the plan has come is amber; any other is red. Where a KPI states limits of its own, those hold. From the date of its target on it is met or missed.";
const RETURN_WORDS =
  "Return on investment is the value of what was gained less its cost, divided by its cost. The plan shows what it comes to when every target is met exactly.";

// ---- words ----

const grouped = (value) => String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
const dayWords = (text) => `${+text.slice(8, 10)} ${MONTHS[+text.slice(5, 7) - 1]} ${text.slice(0, 4)}`;
const dayText = (day) => new Date(day * DAY).toISOString().slice(0, 10);
const percentOf = (share) => `${+(share * 100).toFixed(1)}%`;
const percentWords = (share) => `${+(share * 100).toFixed(1)} %`;
const capital = (word) => word[0].toUpperCase() + word.slice(1);

function unitWords(unit) {
  if (unit.of[0] === "percent") return "per cent";
  if (unit.of[0] === "score") return `score from ${unit.low} to ${unit.high}`;
  return unitShort(unit);
}

const unitShort = (unit) =>
  unit.of[0] === "percent" || unit.of[0] === "score"
    ? ""
    : unit.per
      ? `${unit.of[0]} per ${unit.per[0]}`
      : unit.of[0];

function durationWords({ amount, unit }) {
  const [one, many] = UNIT_WORDS[unit] ?? [unit.slice(0, -1), unit];
  return `${amount} ${amount === 1 ? one : many}`;
}

function recurrenceWords(r) {
  if (r.weekday) return `every ${r.every} on ${capital(r.weekday)}`;
  if (r.workday) return `every ${r.every} on working day ${r.workday}`;
  if (r.day) return `every ${r.every} on day ${r.day}`;
  return `every ${r.every}`;
}

const bare = (value, isShare) => (isShare ? percentOf(value) : String(value));

// What a target asks for, as a figure: `at least 54000`; with words about its unit where it is said in a sentence.
function aim(model, kpi, target, sentence = false) {
  const isShare = kpi.unit.of[0] === "percent";
  const say = (value) => (sentence ? (isShare ? percentWords(value) : grouped(value)) : bare(value, isShare));
  const unit = sentence && unitShort(kpi.unit) ? ` ${unitShort(kpi.unit)}` : "";
  if (target.form === "between") return `${say(target.low)} to ${say(target.high)}${unit}`;
  const figure = +figureOf(target, kpi.baseline?.value).toFixed(6);
  const less = target.form === "at most" || target.form === "reduce";
  return `${less ? "at most" : "at least"} ${say(figure)}${unit}`;
}

// ---- the plan ----

function periodEnds(term) {
  const ends = [];
  const from = new Date(term.from * DAY);
  const count = monthsOfTerm(term);
  for (let i = 1; i <= count; i++)
    ends.push(Math.min(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + i, 0) / DAY, term.to));
  return ends;
}

// The points between which the plan is a straight line.
function pathOf(model, kpi, goal, due) {
  const points = [];
  if (kpi.tally === "sum") points.push([model.term.from - 1, 0]);
  else if (kpi.baseline) points.push([dayOf(kpi.baseline.on), kpi.baseline.value]);
  for (const milestone of kpi.milestones ?? [])
    points.push([dayOf(milestone.by), figureOf(milestone, kpi.baseline?.value)]);
  points.push([due, goal]);
  return points;
}

function plannedAt(points, day) {
  let before = points[0];
  for (const point of points) {
    if (point[0] >= day) {
      return point === before
        ? point[1]
        : before[1] + ((point[1] - before[1]) * (day - before[0])) / (point[0] - before[0]);
    }
    before = point;
  }
  return before[1];
}

// So many places that the steps of the plan can be told apart.
function placesOf(points, isShare) {
  const way = Math.abs(points.at(-1)[1] - points[0][1]) || Math.abs(points[0][1]);
  if (isShare) return 1;
  return way >= 100 ? 0 : way >= 20 ? 1 : way >= 2 ? 2 : 3;
}

function planRows(sheet, model, kpi) {
  const { goal, due } = model.targets.get(kpi.name);
  const isShare = kpi.unit.of[0] === "percent";
  const unit = unitShort(kpi.unit);
  const head = (word) => (unit ? `${word} (${unit})` : word);
  sheet.row("Plan and figures");
  if (kpi.target.form === "between") {
    const range = aim(model, kpi, kpi.target);
    sheet.row("Period to", "Planned", "Actual", "Status");
    for (const day of model.periods) sheet.row(day.text, range, "", "");
    return;
  }
  const points = pathOf(model, kpi, goal, due);
  const places = points.length > 1 ? placesOf(points, isShare) : 0;
  const less = kpi.target.form === "at most" || kpi.target.form === "reduce";
  const scale = 10 ** places;
  const met = less ? (value) => Math.floor(value * scale + 1e-6) : (value) => Math.ceil(value * scale - 1e-6); // who reaches what is shown is on plan
  const shown = (value) =>
    isShare ? `${(met(value * 100) / scale).toFixed(1)}%` : (met(value) / scale).toFixed(places);
  sheet.row("Period to", head("Planned"), head(less ? "Amber up to" : "Amber from"), head("Actual"), "Status");
  for (const { day, text } of model.periods) {
    const planned = plannedAt(points, day);
    const gone = points.length > 1 ? planned - points[0][1] : less ? -planned : planned;
    sheet.row(text, shown(planned), day < due ? shown(planned - gone * TOLERANCE) : "", "", "");
  }
}

// ---- sections ----

const titleOf = (model, name) => model.names.get(name).entity.title;

function writeHead(sheet, { agreement, fingerprint }) {
  const { client, agency } = agreement;
  sheet.row("Scorecard", agreement.title);
  sheet.row(agreement.mission);
  sheet.gap();
  sheet.row("Client", client.title, "", `contact: ${client.persons.find((p) => p.name === client.contact).title}`);
  sheet.row("Agency", agency.title, "", `contact: ${agency.persons.find((p) => p.name === agency.contact).title}`);
  sheet.row("Term", `${dayWords(agreement.term.from)} to ${dayWords(agreement.term.to)}`);
  sheet.row("Version", agreement.version);
  sheet.row("Fingerprint", fingerprint, "", "SHA-256 of its text, first 12 digits");
  sheet.gap();
  sheet.row("Summary");
  sheet.row(`${agreement.objectives.length} objectives, measured by ${agreement.kpis.length} KPIs.`);
  sheet.gap();
  const { expect, by } = agreement.roi;
  sheet.row(`The money spent is to bring a return of at least ${percentWords(expect)} by ${dayWords(by)}.`);
  sheet.gap();
  sheet.row(INTRODUCTION);
  sheet.gap();
}

function writeGlance(sheet, model, objectives) {
  sheet.row("All KPIs at a glance");
  sheet.row("KPI", "Baseline", "Target", "By when", "Weight", "Latest", "Status");
  for (const { objective, kpis } of objectives) {
    sheet.row(objective.title);
    for (const kpi of kpis) {
      const isShare = kpi.unit.of[0] === "percent";
      const baseline = kpi.baseline ? bare(kpi.baseline.value, isShare) : "";
      sheet.row(
        kpi.title,
        baseline,
        aim(model, kpi, kpi.target),
        dayText(model.targets.get(kpi.name).due),
        percentOf(kpi.weight),
        "",
        "",
      );
    }
  }
  sheet.gap();
}

function sharesOf(model, objective) {
  const parts = [];
  for (const { line, objective: name, share } of model.splitsOf.get(objective.name) ?? []) {
    if (name)
      parts.push(
        `${grouped(Math.round(share * model.wholes.get(line)))} ${model.agreement.currency} from the budget line ${titleOf(model, line)} (${percentWords(share)} of it)`,
      );
  }
  return parts;
}

function writeObjective(sheet, model, { objective, kpis, deadline }) {
  const { agreement } = model;
  sheet.row(`Objective, priority ${objective.priority}`, objective.title);
  sheet.row("Serves", objective.serves.map((name) => titleOf(model, name)).join("; "));
  sheet.row("Owner", titleOf(model, objective.owner));
  sheet.row("Deadline", dayText(deadline));
  sheet.row(
    "Returns",
    objective.returns.direct ? "Direct sales" : objective.returns.indirect.map((kind) => RETURNS[kind]).join("; "),
  );
  sheet.gap();
  sheet.row("Problem", objective.problem);
  sheet.row("Cost of doing nothing", `${grouped(objective.inaction)} ${agreement.currency} a year`);
  sheet.gap();
  sheet.row("What makes this objective SMART");
  sheet.row("SMART", "What it rests on");
  sheet.row("Specific", objective.aim);
  sheet.row(
    "Measurable",
    kpis
      .map(
        (kpi) =>
          `${kpi.title}: ${aim(model, kpi, kpi.target, true)} by ${dayWords(dayText(model.targets.get(kpi.name).due))}`,
      )
      .join("; "),
  );
  const endorsed = `Endorsed by ${titleOf(model, objective.endorsed.by)} on ${dayWords(objective.endorsed.on)}`;
  sheet.row("Achievable", [endorsed, ...sharesOf(model, objective)].join("; "));
  sheet.row("Relevant", `Serves the goal: ${objective.serves.map((name) => titleOf(model, name)).join("; ")}`);
  sheet.row("Time-bound", `by ${dayWords(dayText(deadline))}, the latest date of its KPIs' targets`);
  sheet.gap();
}

function targetNote(kpi, due) {
  const by = `by ${dayWords(dayText(due))}`;
  if (kpi.target.form !== "grow" && kpi.target.form !== "reduce") return by;
  const amount =
    "share" in kpi.target ? percentWords(kpi.target.share) : `${grouped(kpi.target.value)} ${unitShort(kpi.unit)}`;
  return `${kpi.target.form} by ${amount}, ${by}`;
}

function formulaWords(model, formula) {
  const part = (operand) =>
    typeof operand === "object"
      ? `money spent on ${titleOf(model, operand.spent)}`
      : model.names.has(operand)
        ? titleOf(model, operand)
        : operand === "/"
          ? "÷"
          : operand;
  return formula.map(part).join(" ");
}

const TALLIES = { latest: "the latest figure", sum: "all figures added up", average: "the average of all figures" };

function writeKpi(sheet, model, kpi) {
  const { agreement } = model;
  const isShare = kpi.unit.of[0] === "percent";
  const unit = unitShort(kpi.unit);
  sheet.row("KPI", kpi.title);
  if (kpi.means) {
    sheet.row(kpi.means);
    sheet.gap();
  }
  if (kpi.baseline) sheet.row("Baseline", bare(kpi.baseline.value, isShare), unit, `on ${dayWords(kpi.baseline.on)}`);
  sheet.row("Target", aim(model, kpi, kpi.target), unit, targetNote(kpi, model.targets.get(kpi.name).due));
  sheet.row("Weight", percentOf(kpi.weight), "", "of its objective");
  sheet.gap();
  planRows(sheet, model, kpi);
  sheet.gap();
  sheet.row("Counted in", unitWords(kpi.unit));
  if (kpi.formula) {
    sheet.row("Reported", "worked out from other figures");
    sheet.row("Worked out as", formulaWords(model, kpi.formula));
  } else {
    sheet.row("Read from", kpi.source);
    sheet.row("Reported", `${recurrenceWords(kpi.reported)} by ${titleOf(model, kpi.reported.by)}`);
    sheet.row("Held against the target", TALLIES[kpi.tally ?? "latest"]);
  }
  if (kpi.worth) sheet.row("Worth", `${grouped(kpi.worth)} ${agreement.currency} each`);
  if (kpi.costs)
    sheet.row(
      "Expected cost",
      `${grouped(kpi.costs.each)} ${agreement.currency} each, from ${titleOf(model, kpi.costs.from)}`,
    );
  if (kpi.proxy) sheet.row("Stands for", RETURNS[kpi.proxy]);
  if (kpi.milestones) {
    sheet.row("Milestones", kpi.milestones.map((m) => `${aim(model, kpi, m, true)} by ${dayWords(m.by)}`).join("; "));
  }
  sheet.gap();
}

function writeContent(sheet, model) {
  sheet.row("Content mix");
  for (const channel of model.agreement.channels) {
    if (!channel.mix) continue;
    const { least, most, per } = channel.posts;
    sheet.row("Channel", channel.title);
    sheet.row("Audience", channel.audience);
    sheet.row("Suits", channel.suits.map((name) => titleOf(model, name)).join("; "));
    sheet.gap();
    sheet.row("What is posted, planned and actual");
    sheet.row("Content", "Planned share", `Planned (posts per ${per})`, "Posts so far", "Share so far");
    for (const item of channel.mix) {
      const share =
        item.least === item.most ? percentOf(item.least) : `${percentOf(item.least)} to ${percentOf(item.most)}`;
      sheet.row(
        titleOf(model, item.content),
        share,
        `${+(least * item.least).toFixed(2)} to ${+(most * item.most).toFixed(2)}`,
        "",
        "",
      );
    }
    sheet.row("All posts", "", `${least} to ${most}`, "", "");
    sheet.gap();
  }
}

function writeBudget(sheet, model) {
  const { agreement, wholes, splits } = model;
  const { budget, currency } = agreement;
  let all = 0;
  sheet.row("Budget");
  sheet.row("Total", budget.total, currency);
  sheet.gap();
  sheet.row("Lines, planned and spent");
  sheet.row(
    "Line",
    "Goes to",
    `Planned (${currency})`,
    "Of the total",
    `Spent so far (${currency})`,
    `Left (${currency})`,
  );
  for (const line of budget.lines) {
    const whole = wholes.get(line.name);
    const goes = line.to
      ? titleOf(model, line.to)
      : line.internal
        ? "own cost"
        : (line.for ?? []).map((name) => titleOf(model, name)).join("; ");
    sheet.row(line.title, goes, whole, percentOf(whole / budget.total), "", "");
    all += whole;
  }
  sheet.row("All lines", "", all, "", "", "");
  sheet.gap();
  sheet.row("How lines are divided between objectives");
  sheet.row("Objective", "Share", `Planned (${currency})`);
  for (const [line, shares] of splits) {
    sheet.row(titleOf(model, line));
    for (const [objective, share] of shares)
      sheet.row(titleOf(model, objective), percentOf(share), Math.round(share * wholes.get(line)));
  }
  sheet.gap();
  return all;
}

function writeReturn(sheet, model, cost) {
  const { agreement } = model;
  const { roi, currency } = agreement;
  let value = 0;
  sheet.row("Return");
  sheet.row("Expected return on investment", `at least ${percentOf(roi.expect)}`, "", `by ${dayWords(roi.by)}`);
  sheet.row("Judged from", roi.judge);
  sheet.gap();
  sheet.row(RETURN_WORDS);
  sheet.gap();
  sheet.row("Direct return");
  sheet.row(
    "KPI",
    "Gain at target",
    `Worth each (${currency})`,
    `Value planned (${currency})`,
    `Value so far (${currency})`,
  );
  for (const name of roi.counts) {
    const kpi = model.names.get(name).entity;
    const gain = model.targets.get(name).goal - (kpi.baseline?.value ?? 0);
    sheet.row(kpi.title, gain, kpi.worth, gain * kpi.worth, "");
    value += gain * kpi.worth;
  }
  sheet.row("Value", "", "", value, "");
  sheet.row("Cost", "", "", cost, "");
  sheet.row("Return on investment", "", "", percentOf((value - cost) / cost), "");
  sheet.gap();
  sheet.row("Indirect returns are not given in money and are never added to the direct one: a KPI stands for each.");
  sheet.gap();
  sheet.row("Indirect return, by kind");
  sheet.row("KPI that stands for it", "Baseline", "Target", "Latest");
  for (const [kind, title] of Object.entries(RETURNS)) {
    const kpis = model.byProxy.get(kind);
    if (!kpis) continue;
    sheet.row(title);
    for (const kpi of kpis)
      sheet.row(kpi.title, bare(kpi.baseline.value, kpi.unit.of[0] === "percent"), aim(model, kpi, kpi.target), "");
  }
  sheet.gap();
}

function tailRows(sheet, model, tails) {
  sheet.row("Question or task", "Who", "By when", "Answer");
  for (const { text, by, within } of tails) {
    sheet.row(
      text,
      (by ?? []).map((name) => titleOf(model, name)).join("; "),
      within ? `within ${durationWords(within)}` : "",
      "",
    );
  }
  sheet.gap();
}

function writeDiagnoses(sheet, model) {
  sheet.row("Diagnoses");
  sheet.row("When figures disagree, these are the questions to ask before anything else is done.");
  sheet.gap();
  for (const diagnosis of model.agreement.diagnoses) {
    sheet.row("Diagnosis", diagnosis.title);
    sheet.row(
      "When",
      diagnosis.when.map(({ kpi, state }) => `${titleOf(model, kpi)} ${STATES[state]}`).join(" and "),
    );
    sheet.gap();
    sheet.row("Then");
    tailRows(sheet, model, diagnosis.then);
  }
}

const timeOf = (thing) =>
  thing.due ??
  (thing.every
    ? recurrenceWords(typeof thing.every === "object" ? thing.every : thing)
    : thing.from
      ? `${dayWords(thing.from)} to ${dayWords(thing.to)}`
      : "");

// Each person's part, collected in one pass over what names persons.
function collectParts(model) {
  const { agreement } = model;
  const parts = new Map();
  const add = (person, title, part, when = "") => {
    if (!parts.has(person)) parts.set(person, []);
    parts.get(person).push([title, part, when]);
  };
  for (const goal of agreement.goals) add(goal.owner, goal.title, "owns it");
  for (const { objective, deadline } of model.objectives.values())
    add(objective.owner, objective.title, "owns it", dayText(deadline));
  for (const duty of agreement.duties) {
    for (const role of ["responsible", "accountable", "consulted", "informed"]) {
      for (const person of duty[role] ?? []) add(person, duty.title, role);
    }
  }
  for (const action of agreement.actions)
    for (const person of action.by) add(person, action.title, "does it", timeOf(action));
  for (const deliverable of agreement.deliverables) {
    const when = timeOf(deliverable);
    add(deliverable.from, deliverable.title, "delivers it", when);
    add(deliverable.accepted.by, deliverable.title, "accepts it", when);
  }
  for (const kpi of agreement.kpis)
    if (kpi.reported) add(kpi.reported.by, kpi.title, "reports the figure", recurrenceWords(kpi.reported));
  for (const review of agreement.reviews) {
    if (review.chair) add(review.chair, review.title, "chairs it", review.on ?? recurrenceWords(review));
    for (const { text, by } of review.asks ?? []) for (const person of by ?? []) add(person, text, "answers");
  }
  for (const diagnosis of agreement.diagnoses) {
    for (const { text, by, within } of diagnosis.then)
      for (const person of by ?? []) add(person, text, "answers", within ? `within ${durationWords(within)}` : "");
  }
  return parts;
}

function writePeople(sheet, model) {
  const parts = collectParts(model);
  const rows = (name) => {
    sheet.row("What", "Part", "When", "Done, or remarks");
    for (const [title, part, when] of parts.get(name) ?? []) sheet.row(title, part, when, "");
    sheet.gap();
  };
  sheet.row("Who does what");
  sheet.row("Each person's part, to be looked at one by one.");
  sheet.gap();
  for (const side of ["client", "agency"]) {
    const party = model.agreement[side];
    sheet.row(party.title);
    sheet.row("What is delivered");
    rows(party.name);
    for (const person of party.persons) {
      sheet.row(party.title, person.title);
      sheet.row("Duties, actions and figures");
      rows(person.name);
    }
  }
}

function writeReviews(sheet, model) {
  sheet.row("Reviews");
  for (const review of model.agreement.reviews) {
    sheet.row("Review", review.title);
    sheet.row("When", review.on ?? recurrenceWords(review));
    if (review.chair) sheet.row("Chair", titleOf(model, review.chair));
    if (review.attended) sheet.row("Attended by", review.attended.map((name) => titleOf(model, name)).join("; "));
    sheet.gap();
    if (!review.asks) continue;
    sheet.row("Questions of the review");
    tailRows(sheet, model, review.asks);
  }
}

function writeCustomers(sheet) {
  sheet.row("What customers say");
  sheet.row(
    "Figures do not tell why a product sells or does not. Write down what people say about the product itself, in their own words.",
  );
  sheet.gap();
  sheet.row("What do customers say about the product or service itself?");
  sheet.gap();
  sheet.row("What do they ask for that we do not offer?");
  sheet.gap();
  sheet.row("What follows for product, price or service, and who takes it up?");
  sheet.gap();
}

function prepare(model) {
  const { agreement } = model;
  model.periods = periodEnds(model.term).map((day) => ({ day, text: dayText(day) }));
  model.byProxy = new Map();
  for (const kpi of agreement.kpis) {
    if (!kpi.proxy) continue;
    if (!model.byProxy.has(kpi.proxy)) model.byProxy.set(kpi.proxy, []);
    model.byProxy.get(kpi.proxy).push(kpi);
  }
  model.splitsOf = new Map();
  for (const [line, shares] of model.splits) {
    for (const [objective, share] of shares) {
      if (!model.splitsOf.has(objective)) model.splitsOf.set(objective, []);
      model.splitsOf.get(objective).push({ line, objective, share });
    }
  }
}

export function scorecard(model) {
  const sheet = new Sheet();
  prepare(model);
  const objectives = [...model.objectives.values()].sort((a, b) => a.objective.priority - b.objective.priority);
  writeHead(sheet, model);
  writeGlance(sheet, model, objectives);
  for (const entry of objectives) {
    writeObjective(sheet, model, entry);
    for (const kpi of entry.kpis) writeKpi(sheet, model, kpi);
  }
  writeContent(sheet, model);
  const cost = writeBudget(sheet, model);
  writeReturn(sheet, model, cost);
  writeDiagnoses(sheet, model);
  writePeople(sheet, model);
  writeReviews(sheet, model);
  writeCustomers(sheet);
  return sheet.text();
}
