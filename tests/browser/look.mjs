// Opens pages in a browser as a reader would, on a desktop, on a phone, in the dark and on paper, and says what is wrong.
//
//     node look.mjs BROWSER FOLDER PAGE…
//
// One line a case: "ok NAME" or "not ok NAME: why". Pictures and PDFs are left in FOLDER.
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";
import puppeteer from "puppeteer-core";

const [browserPath, folder, ...pages] = process.argv.slice(2);
const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const screens = [
  { name: "desktop", width: 1280, height: 900, scheme: "light" },
  { name: "phone", width: 360, height: 740, scheme: "light" },
  { name: "dark", width: 1280, height: 900, scheme: "dark" },
];

const browser = await puppeteer.launch({ executablePath: browserPath, args: ["--no-sandbox", "--disable-gpu"] });

// A page with all that it asks for, says and tries noted.
async function open(file, screen) {
  const page = await browser.newPage();
  const noted = [];
  page.on("console", (message) => noted.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => noted.push(`error: ${error}`));
  page.on("dialog", (dialog) => { noted.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => { if (request.url() !== url && !request.url().startsWith("data:")) noted.push(`asked for ${request.url()}`); });
  const url = `file://${path.resolve(file)}`;
  await page.setViewport({ width: screen.width, height: screen.height });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: screen.scheme }]);
  await page.goto(url, { waitUntil: "load" });
  return { page, noted };
}

// Scripts of the page may be forbidden by its own policy: the rules run in a world apart.
async function violations(page) {
  const world = page.mainFrame().isolatedRealm();
  await world.evaluate(axe);
  return world.evaluate(async (tags) => {
    const found = await axe.run(document, { runOnly: tags });
    return found.violations.map((v) => `${v.id}: ${v.help} (${v.nodes.length}): ${v.nodes[0].html.slice(0, 160)}`);
  }, rules);
}

async function screenFaults(file, screen) {
  const { page, noted } = await open(file, screen);
  const wide = await page.mainFrame().isolatedRealm().evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  const faults = [...noted, ...(wide > 0 ? [`${wide} px wider than the screen`] : []), ...(await violations(page))];
  await page.screenshot({ path: path.join(folder, `${path.basename(file)}.${screen.name}.png`) });
  await page.close();
  return faults;
}

async function paperFaults(file) {
  const { page, noted } = await open(file, screens[0]);
  const made = path.join(folder, `${path.basename(file)}.pdf`);
  await page.pdf({ path: made, format: "A4", preferCSSPageSize: true });
  await page.close();
  const size = fs.statSync(made).size;
  return size > 5000 ? noted : [...noted, `a PDF of ${size} bytes`];
}

function say(name, faults) {
  console.log(faults.length ? `not ok ${name}: ${faults.join("; ").replaceAll("\n", " ")}` : `ok ${name}`);
}

for (const file of pages) {
  for (const screen of screens) say(`${path.basename(file)} ${screen.name}`, await screenFaults(file, screen));
  say(`${path.basename(file)} paper`, await paperFaults(file));
}
await browser.close();
