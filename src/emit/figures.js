"use strict";
/* Exact numbers, how a language writes them, and the sheet of figures as CSV. Nothing here knows the page: the tests run it
 * by itself. A number is a fraction of whole numbers of any length, { over, under }, in lowest terms. */
const figures = (() => {
  /* ---- Fractions ---- */

  const size = (a) => (a < 0n ? -a : a);

  const divisor = (a, b) => {
    while (b) [a, b] = [b, a % b];
    return a;
  };

  const fraction = (over, under = 1n) => {
    if (under < 0n) [over, under] = [-over, -under];
    const common = under === 1n ? 1n : divisor(size(over), under);
    return common === 1n ? { over, under } : { over: over / common, under: under / common };
  };

  const whole = (number) => fraction(BigInt(number));
  const zero = whole(0);
  const one = whole(1);
  const add = (a, b) => fraction(a.over * b.under + b.over * a.under, a.under * b.under);
  const subtract = (a, b) => fraction(a.over * b.under - b.over * a.under, a.under * b.under);
  const multiply = (a, b) => fraction(a.over * b.over, a.under * b.under);
  const divide = (a, b) => (b.over === 0n ? null : fraction(a.over * b.under, a.under * b.over));
  const compare = (a, b) => {
    const left = a.over * b.under, right = b.over * a.under;
    return left < right ? -1 : left > right ? 1 : 0;
  };
  const absolute = (a) => fraction(size(a.over), a.under);
  const sum = (list) => list.reduce(add, zero);

  /* `-12.5`, `38000/3`: as the compiler writes them. */
  const exact = (text) => {
    const [digits, under] = text.split("/");
    const [front, back = ""] = digits.split(".");
    return fraction(BigInt(front + back), 10n ** BigInt(back.length) * BigInt(under ?? 1));
  };

  /* ---- Rounding ---- */

  const quotients = {
    near: (over, under) => (2n * over + under) / (2n * under), /* halves away from zero, as sheets do */
    up: (over, under) => (over + under - 1n) / under,
    down: (over, under) => over / under,
  };

  /* To so many places: `near`, or `up` or `down`; gives plain digits. */
  const rounded = (a, places, way = "near") => {
    const negative = a.over < 0n;
    const turned = negative ? { up: "down", down: "up", near: "near" }[way] : way;
    const digits = quotients[turned](size(a.over) * 10n ** BigInt(places), a.under).toString().padStart(places + 1, "0");
    const front = digits.slice(0, digits.length - places), back = digits.slice(digits.length - places).replace(/0+$/, "");
    const shown = back ? `${front}.${back}` : front;
    return negative && shown !== "0" ? `-${shown}` : shown;
  };

  /* How many places it takes to write it whole; more than `most`: null. */
  const placesOf = (a, most) => {
    for (let places = 0, power = 1n; places <= most; places++, power *= 10n) if (power % a.under === 0n) return places;
    return null;
  };

  /* As it is where it has few decimals, else rounded to `places`. */
  const digitsOf = (a, places) => rounded(a, placesOf(a, 6) ?? Math.max(places, 2));

  /* ---- Languages: { point, mark, groupedFrom, percent } ---- */

  const fill = (pattern, ...values) => pattern.replace(/\{(\d)\}/g, (_, place) => values[place - 1]);

  const grouped = (digits, language) =>
    digits.length < Number(language.groupedFrom) ? digits : digits.replace(/\B(?=(\d{3})+$)/g, language.mark);

  /* Plain digits as the language writes them. */
  const inLanguage = (plain, language) => {
    const [, sign, front, back] = /^(-?)(\d+)\.?(\d*)$/.exec(plain);
    return sign + grouped(front, language) + (back ? language.point + back : "");
  };

  const quoted = (sign) => sign.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

  /* What a person typed: { digits, percent }; null where it is no number. Marks may stand between threes only, so that a
   * point that was meant is never taken for one. */
  const read = (typed, language) => {
    const mark = quoted(language.mark.normalize("NFKC")), point = quoted(language.point);
    const text = typed.normalize("NFKC").trim().replace(/^\u2212/, "-");
    const parts = new RegExp(`^([-+]?)(\\d+|\\d{1,3}(?:${mark}\\d{3})+|\\d{1,3}(?: \\d{3})+|)(?:${point}(\\d+))?( ?%)?$`, "u").exec(text);
    if (!parts || (parts[2] === "" && parts[3] === undefined)) return null;
    const front = parts[2].replace(/\D/g, "").replace(/^0+(?=\d)/, "") || "0";
    const digits = (parts[1] === "-" ? "-" : "") + front + (parts[3] ? `.${parts[3]}` : "");
    return { digits, percent: Boolean(parts[4]) };
  };

  /* The same of a file, which has a point in every language. */
  const readPlain = (text) => {
    const parts = /^([-+]?)(\d+(?:\.\d+)?)(%?)$/.exec(text.trim());
    return parts ? { digits: (parts[1] === "-" ? "-" : "") + parts[2], percent: parts[3] !== "" } : null;
  };

  /* ---- Dates ---- */

  const DAY = 86400000;
  const dayNumber = (iso) => Date.parse(`${iso}T00:00:00Z`) / DAY;
  const isDate = (text) => {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(dayNumber(text))) return false;
    return new Date(dayNumber(text) * DAY).toISOString().startsWith(text);
  };

  /* ---- CSV ---- */

  const separatorOf = (text) => {
    const head = text.slice(0, text.search(/[\r\n]|$/));
    const count = (sign) => head.split(sign).length;
    return [",", ";", "\t"].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
  };

  /* { rows: [{ line, cells }], open }: `open` is the line of a quotation mark that is never closed; else null. */
  const readCsv = (source) => {
    const text = source.replace(/^\ufeff/, "");
    const separator = separatorOf(text);
    const rows = [];
    let at = 0, line = 1;

    const readQuoted = () => {
      let cell = "";
      for (at++; at < text.length; at++) {
        if (text[at] === '"' && text[at + 1] === '"') at++;
        else if (text[at] === '"') { at++; return cell; }
        if (text[at] === "\n" || (text[at] === "\r" && text[at + 1] !== "\n")) line++;
        cell += text[at];
      }
      return null;
    };
    const readBare = () => {
      const from = at;
      while (at < text.length && text[at] !== separator && text[at] !== "\r" && text[at] !== "\n") at++;
      return text.slice(from, at);
    };

    const isFilled = (row) => row.cells.some((cell) => cell.trim() !== "");

    while (at < text.length) {
      const row = { line, cells: [] };
      for (;;) {
        const opened = line;
        const cell = text[at] === '"' ? readQuoted() : readBare();
        if (cell === null) return { rows: rows.filter(isFilled), open: opened };
        row.cells.push(cell + readBare()); /* what stands behind a closing quote belongs to the cell */
        if (text[at] !== separator) break;
        at++;
      }
      rows.push(row);
      if (text[at] === "\r") at++;
      if (text[at] === "\n") at++;
      line++;
    }
    return { rows: rows.filter(isFilled), open: null };
  };

  const startsFormula = (text) => /^[\s\p{Cf}\p{Cc}]*[=+\-@\u2212]/u.test(text.normalize("NFKC"));

  /* No words can start a formula: an apostrophe stands before those that would, and is taken away again. */
  const cellOf = (text) => {
    const safe = startsFormula(text) ? `'${text}` : text;
    return safe !== text || /[",;\t\r\n]|^ | $/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const wordsOf = (cell) => (cell.startsWith("'") && startsFormula(cell.slice(1)) ? cell.slice(1) : cell);

  return {
    fraction, whole, zero, one, add, subtract, multiply, divide, compare, absolute, sum, exact, rounded, digitsOf, fill,
    inLanguage, read, readPlain, dayNumber, isDate, readCsv, cellOf, wordsOf,
  };
})();
