export function scorecard(model) { return ""; }
