// Numbers as people type them, numbers as they are shown, and CSV as programs write it: numbers.mjs prints "ok NAME" or
// "not ok NAME: why" for each case.
import { load } from "./load.mjs";

const { figures } = load();
const EN = { point: ".", mark: ",", groupedFrom: "4", percent: "{1} %" };
const ZH = { point: ".", mark: ",", groupedFrom: "4", percent: "{1}%" };
const BG = { point: ",", mark: "\u00a0", groupedFrom: "5", percent: "{1}\u00a0%" };
const VI = { point: ",", mark: ".", groupedFrom: "4", percent: "{1}%" };

function same(name, found, wanted) {
  const left = JSON.stringify(found), right = JSON.stringify(wanted);
  console.log(left === right ? `ok ${name}` : `not ok ${name}: ${left}, wanted ${right}`);
}

const typed = [
  [EN, "1250", "1250"], [EN, " 1,250.5 ", "1250.5"], [EN, "1 250", "1250"], [EN, "-3", "-3"], [EN, "\u22123", "-3"], [EN, "+3", "3"],
  [EN, "007", "7"], [EN, "0", "0"], [EN, ".5", "0.5"], [EN, "12.50", "12.50"], [EN, "１２．５", "12.5"], [EN, "3.5%", "3.5"],
  [EN, "3.5 %", "3.5"], [EN, "1,234,567", "1234567"], [EN, "9007199254740993.1", "9007199254740993.1"],
  [EN, "1,25", null], [EN, "12,5", null], [EN, "1.250.000", null], [EN, "1e3", null], [EN, "", null], [EN, "-", null], [EN, ".", null],
  [EN, "abc", null], [EN, "12 5", null], [EN, "0x10", null], [EN, "Infinity", null], [EN, "5.", null], [EN, "1,,250", null],
  [ZH, "1,250", "1250"], [ZH, "３．５％", "3.5"],
  [BG, "12,5", "12.5"], [BG, "1\u00a0250,5", "1250.5"], [BG, "1 250", "1250"], [BG, "12.5", null], [BG, "1.250", null],
  [VI, "1.250", "1250"], [VI, "12,5", "12.5"], [VI, "12.5", null], [VI, "1.250,75", "1250.75"],
];
for (const [language, text, wanted] of typed)
  same(`typed ${JSON.stringify(text)} where the point is ${language.point}`, figures.read(text, language)?.digits ?? null, wanted);
same("a per cent sign is seen", figures.read("3 %", EN).percent, true);

const plain = [["12.5", "12.5"], ["-3", "-3"], ["3.5%", "3.5"], ["1,250", null], ["12,5", null], ["", null], ["1e3", null], [".5", null]];
for (const [text, wanted] of plain) same(`in a file ${JSON.stringify(text)}`, figures.readPlain(text)?.digits ?? null, wanted);

const shown = [
  ["12.5", 0, "near", "13"], ["-12.5", 0, "near", "-13"], ["12.4", 0, "near", "12"], ["1/3", 2, "near", "0.33"], ["1/3", 2, "up", "0.34"],
  ["-1/3", 2, "up", "-0.33"], ["-1/3", 2, "down", "-0.34"], ["-1/300", 1, "near", "0"], ["1250", 2, "near", "1250"], ["0.5", 3, "near", "0.5"],
];
for (const [value, places, way, wanted] of shown) same(`${value} ${way} to ${places}`, figures.rounded(figures.exact(value), places, way), wanted);
same("marks in English", figures.inLanguage("1234567.5", EN), "1,234,567.5");
same("no marks in four digits in Bulgarian", figures.inLanguage("1234.5", BG), "1234,5");
same("marks in Bulgarian", figures.inLanguage("-12345", BG), "-12\u00a0345");
same("decimals have no marks", figures.inLanguage("0.123456", EN), "0.123456");
for (const language of [EN, ZH, BG, VI])
  for (const digits of ["0", "7", "-12.5", "1234", "1234567.25"])
    same(`${digits} read back as shown where the point is ${language.point}`, figures.read(figures.inLanguage(digits, language), language).digits, digits);

const cells = (text) => figures.readCsv(text).rows.map((row) => [row.line, ...row.cells]);
same("commas and line ends of Windows", cells("a,b\r\nc,d\r\n"), [[1, "a", "b"], [2, "c", "d"]]);
same("semicolons", cells("a;b\nc;d,e"), [[1, "a", "b"], [2, "c", "d,e"]]);
same("tabs", cells("a\tb\nc\td"), [[1, "a", "b"], [2, "c", "d"]]);
same("a byte-order mark", cells("\ufeffa,b"), [[1, "a", "b"]]);
same("old line ends", cells("a,b\rc,d\r"), [[1, "a", "b"], [2, "c", "d"]]);
same("quotes", cells('a,b\n"x ""y"", z",2\n'), [[1, "a", "b"], [2, 'x "y", z', "2"]]);
same("a line end in quotes", cells('a,b\r\n"x\r\ny",2\r\nz,3'), [[1, "a", "b"], [2, "x\r\ny", "2"], [4, "z", "3"]]);
same("empty lines count and are left out", cells("a,b\n\n,\nc,d\n"), [[1, "a", "b"], [4, "c", "d"]]);
same("an empty file", cells(""), []);
same("quotes that stay open", figures.readCsv('a,b\n"c,d\n').open, 2);
same("an empty last cell", cells("a,b,\n"), [[1, "a", "b", ""]]);

for (const words of ["=1+1", " @x", "-5", "＝1", "+", "plain", 'a "b", c', "two\nlines", " edge ", ""])
  same(`words ${JSON.stringify(words)} there and back`, figures.wordsOf(figures.readCsv(`${figures.cellOf(words)},x`).rows[0].cells[0]), words);
for (const words of ["=1+1", " @x", "\u200b=1", "＋1", "\u22121"]) same(`${JSON.stringify(words)} starts no formula`, figures.cellOf(words).startsWith("\"'"), true);

same("a day", figures.isDate("2026-02-28"), true);
for (const text of ["2026-02-29", "2026-2-1", "28.02.2026", "2026-13-01", ""]) same(`no day: ${text}`, figures.isDate(text), false);
