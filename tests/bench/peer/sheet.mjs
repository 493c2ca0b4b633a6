// CSV as the scorecard has it: quoted where a reader needs it, and no text can start a formula.

const quotedFor = /[",;\t\r\n]|^ | $/;
const startsFormula = /^[\s]*[=+\-@]/;

function cell(value) {
  if (typeof value === "number") return String(value);
  if (value === null || value === undefined) return "";
  const text = startsFormula.test(value) && Number.isNaN(Number(value)) ? `'${value}` : value;
  return quotedFor.test(text) || text !== value ? `"${text.replaceAll('"', '""')}"` : text;
}

export class Sheet {
  parts = ["\ufeff"];

  row(...cells) {
    this.parts.push(cells.map(cell).join(","), "\r\n");
  }

  gap() {
    this.parts.push("\r\n");
  }

  text() {
    return this.parts.join("");
  }
}
