// The shape of an agreement as JSON, for ajv. Compiled once a process.

const text = { type: "string", minLength: 1 };
const name = { type: "string", minLength: 1, maxLength: 200 };
const names = { type: "array", items: name, minItems: 1, uniqueItems: true };
const date = { type: "string", format: "date" };
const amount = { type: "number", minimum: 0 };
const share = { type: "number", minimum: 0, maximum: 1 };
const timeUnit = { enum: ["minutes", "hours", "days", "weeks", "months", "workhours", "workdays"] };
const weekday = { enum: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] };
const time = { type: "string", pattern: "^([01][0-9]|2[0-4]):[0-5][0-9]$" };

function object(required, optional = {}) {
  return {
    type: "object",
    additionalProperties: false,
    required: Object.keys(required),
    properties: { ...required, ...optional },
  };
}
const list = (items) => ({ type: "array", items });

const duration = object({ amount, unit: timeUnit });
const every = { enum: ["day", "workday", "week", "month", "quarter"] };
const spot = {
  weekday,
  day: { type: "integer", minimum: 1, maximum: 31 },
  workday: { type: "integer", minimum: 1, maximum: 23 },
};
const recurrence = object({ every }, spot);
const target = { form: { enum: ["at least", "at most", "between", "grow", "reduce", "maintain", "observe"] } };
const targetFigures = {
  value: { type: "number" },
  share: { type: "number" },
  low: { type: "number" },
  high: { type: "number" },
  by: date,
};
const tail = object({ text }, { by: names, within: duration, due: date });
const account = object({ owner: name }, { admin: names });
const returnKinds = [
  "thought_leadership",
  "relationships",
  "word_of_mouth",
  "reputation",
  "authority",
  "indirect_sales",
  "service_savings",
  "messaging",
];
const titled = { name, title: text };

const person = object(titled, { role: text, email: text });
const party = object({ ...titled, persons: { ...list(person), minItems: 1 } }, { contact: name });

const objective = object(
  { ...titled, owner: name },
  {
    serves: names,
    problem: text,
    aim: text,
    priority: { type: "integer", minimum: 1 },
    returns: object({}, { direct: { const: true }, indirect: { ...list({ enum: returnKinds }), minItems: 1 } }),
    inaction: amount,
    endorsed: object({ by: name, on: date }),
  },
);

const unit = object({ of: names }, { per: names, low: { type: "number" }, high: { type: "number" } });
const operand = { anyOf: [name, object({ spent: name })] };
const kpi = object(
  { ...titled, measures: names, unit, target: object(target, targetFigures) },
  {
    weight: share,
    means: text,
    tally: { enum: ["latest", "sum", "average"] },
    formula: { type: "array", items: operand, minItems: 3, maxItems: 3 },
    baseline: object({ value: { type: "number" }, on: date }),
    milestones: list(object({ ...target, by: date }, targetFigures)),
    source: text,
    reported: object({ every, by: name }, spot),
    worth: amount,
    costs: object({ each: amount, from: name }),
    discipline: { enum: ["seo", "ads", "social", "content", "email", "brand", "sales", "service", "web"] },
    proxy: { enum: returnKinds },
  },
);

const content = object(
  { ...titled },
  {
    serves: names,
    purpose: { enum: ["promote", "engage", "inform", "serve", "trend"] },
    reacts: duration,
  },
);
const channel = object(
  { ...titled, media: { enum: ["owned", "paid", "earned"] } },
  {
    audience: text,
    suits: names,
    posts: object({ least: amount, most: amount, per: { enum: ["week", "month"] } }),
    mix: { ...list(object({ content: name, least: share, most: share })), minItems: 1 },
    crosspost: { enum: ["allowed", "adapted", "forbidden"] },
    account,
    access: names,
  },
);

const budget = object(
  {
    ...titled,
    total: amount,
    lines: list(
      object(
        { ...titled, amount },
        {
          per_month: { type: "boolean" },
          to: name,
          for: names,
          internal: { type: "boolean" },
        },
      ),
    ),
  },
  {
    splits: list(object({ line: name, shares: list(object({ objective: name, share })) })),
    payments: list(object({ line: name, every }, { ...spot, within: duration })),
  },
);

const action = object(
  { ...titled },
  {
    for: names,
    on: names,
    by: names,
    due: date,
    from: date,
    to: date,
    every: recurrence,
    after: names,
    needs: names,
    cost: object({ amount, from: name }),
    expects: list(object({ kpi: name, ...target }, targetFigures)),
  },
);
const deliverable = object(
  { ...titled, from: name, to: name },
  {
    due: date,
    every: recurrence,
    needs: names,
    accepted: object({ by: name, within: duration }),
    revisions: { type: "integer", minimum: 0 },
  },
);
const duty = object(
  { ...titled, nature: { enum: ["core", "specialist", null] } },
  {
    responsible: names,
    accountable: names,
    consulted: names,
    informed: names,
    includes: names,
  },
);
const approval = object(
  { ...titled },
  {
    covers: names,
    spend: object({}, { over: amount, up_to: amount, on: name }),
    steps: list(object({ by: names, within: duration })),
    silence: object({}, { escalates: name, within: duration, rejects: { const: true }, approves: { const: true } }),
    delegated: name,
  },
);
const review = object(
  { ...titled, covers: names },
  {
    every,
    ...spot,
    on: date,
    chair: name,
    attended: names,
    asks: list(tail),
  },
);
const state = { enum: ["met", "missed", "on_track", "at_risk", "off_track", "behind"] };
const diagnosis = object({ ...titled, when: list(object({ kpi: name, state })), then: list(tail) });

export const schema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  ...object(
    {
      ...titled,
      term: object({ from: date, to: date }),
      currency: { type: "string", pattern: "^[A-Z]{3}$" },
      client: party,
      agency: party,
      goals: list(object({ ...titled, owner: name }, { because: text })),
      objectives: list(objective),
      kpis: list(kpi),
      contents: list(content),
      channels: list(channel),
      budget,
      actions: list(action),
      deliverables: list(deliverable),
      duties: list(duty),
      approvals: list(approval),
      phases: list(object({ ...titled, from: date, to: date })),
      reviews: list(review),
      diagnoses: list(diagnosis),
    },
    {
      version: text,
      tax: object({}, { plus: share, including: share }),
      language: { enum: ["en", "zh-Hant", "bg", "vi"] },
      timezone: text,
      mission: text,
      excludes: list(text),
      assumes: list(text),
      change: object({ requires: names, within: duration }),
      notice: duration,
      calendar: object(
        {
          workdays: object({ from: weekday, to: weekday }),
          hours: object({ from: time, to: time }),
          holidays: list(object({ from: date, to: date, title: text })),
        },
        { closed: { enum: ["next", "previous"] } },
      ),
      policy: { type: "object", additionalProperties: { type: "number" } },
      brand: object(
        {},
        { voice: text, always: list(text), never: list(text), crisis: list(object({ by: names, within: duration })) },
      ),
      roi: object({ expect: { type: "number" }, by: date }, { counts: names, costs: names, judge: date }),
    },
  ),
};
