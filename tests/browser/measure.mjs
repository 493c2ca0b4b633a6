// Opens pictures in a browser and measures their texts, since only there is known how wide they really are.
//
//     node measure.mjs BROWSER FOLDER PICTURE…
//
// One line a case: "ok NAME" or "not ok NAME: why". Pictures and PDFs are left in FOLDER.
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";
import puppeteer from "puppeteer-core";

const [browserPath, folder, ...pictures] = process.argv.slice(2);
const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const screens = [
  { name: "desktop", width: 1280, height: 900, scheme: "light" },
  { name: "phone", width: 360, height: 740, scheme: "light" },
  { name: "dark", width: 1280, height: 900, scheme: "dark" },
];
// The browser's own, and wide and narrow ones that people have.
const faces = [null, "DejaVu Sans", "Liberation Sans", "Noto Sans"];
const browser = await puppeteer.launch({ executablePath: browserPath, args: ["--no-sandbox", "--disable-gpu"] });

async function open(file, screen) {
  const page = await browser.newPage();
  const noted = [];
  const url = `file://${path.resolve(file)}`;
  page.on("console", (message) => noted.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => noted.push(`error: ${error}`));
  page.on("dialog", (dialog) => { noted.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => { if (request.url() !== url) noted.push(`asked for ${request.url()}`); });
  await page.setViewport({ width: screen.width, height: screen.height });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: screen.scheme }]);
  await page.goto(url, { waitUntil: "load" });
  return { page, noted };
}

// Each line of words within its box, and those beside boxes within the picture.
const widths = (face) => {
  if (face) for (const text of document.querySelectorAll("text")) text.style.fontFamily = `"${face}", sans-serif`;
  const found = [];
  for (const line of document.querySelectorAll("tspan, text:not(:has(tspan))")) {
    const rect = line.closest("g[role=listitem]")?.querySelector("rect").getBBox();
    const start = Number(line.getAttribute("x"));
    const length = line.getComputedTextLength();
    const room = rect ? rect.x + rect.width - 4 - start : line.closest("text").matches(".end") ? start : 1120 - start;
    if (length > room) found.push(`${face}: "${line.textContent}" is ${Math.round(length)} wide, and has ${Math.round(room)}`);
  }
  return found;
};

// Words against what lies behind them, by their computed colours.
const contrasts = () => {
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\d.]+/g).slice(0, 3).map((v) => v / 255).map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
  const page = getComputedStyle(document.documentElement).backgroundColor;
  const found = new Set();
  for (const text of document.querySelectorAll("text")) {
    const rect = text.closest("g[role=listitem]")?.querySelector("rect");
    const fill = rect ? getComputedStyle(rect).fill : "none";
    const value = ratio(getComputedStyle(text).fill, fill === "none" ? page : fill);
    if (value < 4.5) found.add(`words at ${value.toFixed(1)}`);
  }
  for (const line of document.querySelectorAll(".line, .influence, .box")) {
    const value = ratio(getComputedStyle(line).stroke, page);
    if (value < 3) found.add(`a line at ${value.toFixed(1)}`);
  }
  return [...found];
};

async function screenFaults(file, screen) {
  const { page, noted } = await open(file, screen);
  await page.screenshot({ path: path.join(folder, `${path.basename(file)}.${screen.name}.png`), fullPage: true });
  const world = page.mainFrame().isolatedRealm();
  const faults = [...noted, ...(await world.evaluate(contrasts))];
  for (const face of faces) faults.push(...(await world.evaluate(widths, face)));
  await world.evaluate(axe);
  faults.push(...await world.evaluate(async () => (await axe.run(document)).violations
    .filter((v) => v.tags.some((tag) => /^wcag/.test(tag)) && !["html-has-lang", "document-title"].includes(v.id)) // of HTML alone
    .map((v) => `${v.id}: ${v.help}: ${v.nodes[0].html.slice(0, 160)}`)));
  await page.close();
  return faults;
}

// A page of paper for each page of the picture.
async function paperFaults(file) {
  const { page, noted } = await open(file, screens[0]);
  const wanted = await page.mainFrame().isolatedRealm().evaluate(() => Math.ceil(document.documentElement.viewBox.baseVal.height / 768));
  const made = path.join(folder, `${path.basename(file)}.pdf`);
  await page.pdf({ path: made, preferCSSPageSize: true });
  await page.close();
  const pages = fs.readFileSync(made, "latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  return pages === wanted ? noted : [...noted, `${pages} pages of paper, not ${wanted}`];
}

function say(name, faults) {
  console.log(faults.length ? `not ok ${name}: ${faults.slice(0, 8).join("; ").replaceAll("\n", " ")}` : `ok ${name}`);
}

for (const file of pictures) {
  for (const screen of screens) say(`${path.basename(file)} ${screen.name}`, await screenFaults(file, screen));
  say(`${path.basename(file)} paper`, await paperFaults(file));
}
await browser.close();
