// Fills live scorecards in a browser as people do, and says what is wrong with what follows.
//
//     node live.mjs BROWSER FOLDER CASES.json
//
// CASES: [{ name, page, typed: { field: words }, as_of, wanted: { result: words }, csv, bad }]. One line a case: "ok NAME" or
// "not ok NAME: why". Pictures, PDFs, saved pages and exported sheets are left in FOLDER.
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";
import puppeteer from "puppeteer-core";

const [browserPath, folder, casesPath] = process.argv.slice(2);
const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const cases = JSON.parse(fs.readFileSync(casesPath, "utf8"));
const browser = await puppeteer.launch({ executablePath: browserPath, args: ["--no-sandbox", "--disable-gpu"] });
const downloads = path.join(path.resolve(folder), "downloads");
const wait = (ms) => new Promise((done) => setTimeout(done, ms));

function say(name, faults) {
  console.log(faults.length ? `not ok ${name}: ${faults.slice(0, 6).join("; ").replaceAll("\n", " ")}` : `ok ${name}`);
}

// A page with all that it asks for, says and tries noted.
async function open(file, screen = { width: 1280, height: 900 }) {
  const page = await browser.newPage(), noted = [], url = `file://${path.resolve(file)}`;
  page.on("console", (message) => noted.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => noted.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => { if (dialog.type() !== "beforeunload") noted.push(`dialog: ${dialog.message()}`); dialog.accept(); });
  page.on("request", (request) => { if (request.url() !== url && !/^(blob|data):/.test(request.url())) noted.push(`asked for ${request.url()}`); });
  await page.setViewport(screen);
  await page.goto(url, { waitUntil: "load" });
  const client = await page.createCDPSession();
  await client.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: downloads });
  return { page, noted };
}

// The first fields by the keys themselves, the others as their events come.
async function type(page, typed) {
  const names = Object.keys(typed);
  for (const name of names.slice(0, 3)) {
    await page.focus(`[name="${name}"]`);
    await page.keyboard.type(typed[name]);
  }
  await page.evaluate((given) => {
    for (const [name, words] of given) {
      const field = document.getElementsByName(name)[0];
      field.value = words;
      for (const event of ["input", "change"]) field.dispatchEvent(new Event(event, { bubbles: true }));
    }
  }, names.slice(3).map((name) => [name, typed[name]]));
}

async function setDay(page, day) {
  await page.evaluate((value) => {
    const field = document.getElementById("as_of");
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }, day);
}

// Every place where a result is shown, with its words; statuses without the share beside them.
const shown = (page) => page.evaluate(() => {
  const found = {};
  for (const element of document.querySelectorAll("[data-follows]"))
    found[element.dataset.follows] = (element.querySelector(".state") ?? element).textContent;
  for (const item of document.querySelectorAll("#standing-now .columns > div:first-child li"))
    found[`objective/${decodeURIComponent(item.querySelector("a").hash).slice("#objective-".length)}`] = item.querySelector("b")?.textContent ?? "";
  return found;
});

function differences(found, wanted) {
  return Object.entries(wanted).filter(([key, words]) => found[key] !== words)
    .map(([key, words]) => `${key} is ${JSON.stringify(found[key])}, should be ${JSON.stringify(words)}`);
}

// What a click lets be downloaded, under a name of its own.
async function download(page, does, name, as) {
  const from = path.join(downloads, name), to = path.join(folder, as);
  fs.rmSync(from, { force: true });
  await page.click(`#standing [data-do=${does}]`);
  for (let i = 0; i < 100 && !fs.existsSync(from); i++) await wait(50);
  await wait(50);
  fs.renameSync(from, to);
  return to;
}

async function violations(page) {
  const world = page.mainFrame().isolatedRealm();
  await world.evaluate(axe);
  return world.evaluate(async (tags) => (await axe.run(document, { runOnly: tags })).violations
    .map((v) => `${v.id}: ${v.help} (${v.nodes.length}): ${v.nodes[0].html.slice(0, 160)}`), rules);
}

const deadLinks = (page) => page.$$eval("a[href^='#']", (links) => links
  .filter((link) => !document.getElementById(decodeURIComponent(link.hash.slice(1)))).map((link) => `${link.hash} leads nowhere`));

const wider = (page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

async function fillAndKeep(given) {
  const { page, noted } = await open(given.page);
  await type(page, given.typed);
  if (given.as_of) await setDay(page, given.as_of);
  const first = await shown(page);
  say(`${given.name} typed`, [...noted, ...differences(first, given.wanted)]);

  const saved = await download(page, "save", path.basename(given.page), `${given.name}.saved.html`);
  const sheet = await download(page, "export", path.basename(given.page).replace(".scorecard.html", ".actuals.csv"), `${given.name}.actuals.csv`);
  await page.pdf({ path: path.join(folder, `${given.name}.pdf`), format: "A4", preferCSSPageSize: true });
  if (given.axe) say(`${given.name} axe`, await violations(page));
  say(`${given.name} links`, await deadLinks(page));
  await page.close();

  const again = await open(saved);
  const fields = await again.page.evaluate((names) => names.map((name) => document.getElementsByName(name)[0].value), Object.keys(given.typed));
  const lost = Object.values(given.typed).filter((words, i) => fields[i] !== words);
  say(`${given.name} saved and opened`, [...again.noted, ...lost.map((words) => `lost ${words}`), ...differences(await shown(again.page), first)]);
  await again.page.setViewport({ width: 360, height: 740 });
  const wide = await wider(again.page);
  say(`${given.name} phone`, wide > 0 ? [`${wide} px wider than the screen`] : []);
  await again.page.screenshot({ path: path.join(folder, `${given.name}.phone.png`) });
  const twice = await download(again.page, "save", `${given.name}.saved.html`, `${given.name}.twice.html`);
  const same = fs.readFileSync(saved, "utf8").length === fs.readFileSync(twice, "utf8").length;
  say(`${given.name} saved twice`, same ? [] : ["the page grows as it is saved again"]);
  await again.page.close();

  const fresh = await open(given.page);
  await (await fresh.page.$("#file")).uploadFile(sheet);
  await wait(200);
  if (given.as_of) await setDay(fresh.page, given.as_of);
  const imported = [...fresh.noted, ...differences(await shown(fresh.page), first)];
  if (await fresh.page.$("#said li")) imported.push(await fresh.page.$eval("#said", (e) => e.textContent));
  if (Object.keys(given.typed).length) {
    await fresh.page.click("#standing [data-do=undo]");
    const left = await fresh.page.evaluate(() => scorecard.typed.size);
    if (left > 0) imported.push(`${left} figures are left after the import was undone`);
  }
  say(`${given.name} exported and imported`, imported);
  await fresh.page.close();
}

// ---- Once ----

async function wrongFigures(given) {
  const { page, noted } = await open(given.page);
  const faults = [];
  for (const [name, words] of Object.entries(given.bad)) {
    await page.focus(`[name="${name}"]`);
    await page.keyboard.type(words);
    const found = await page.$eval(`[name="${name}"]`, (field) => ({
      value: field.value, invalid: field.getAttribute("aria-invalid"),
      said: document.getElementById(field.getAttribute("aria-describedby"))?.textContent ?? "",
    }));
    if (found.value !== words || found.invalid !== "true" || found.said.length < 10) faults.push(`${name} ${words}: ${JSON.stringify(found)}`);
    await page.keyboard.press("Backspace");
    for (let i = 1; i < words.length; i++) await page.keyboard.press("Backspace");
    if (await page.$eval(`[name="${name}"]`, (field) => field.hasAttribute("aria-invalid") || document.querySelector(".wrong") !== null))
      faults.push(`${name}: it is still called wrong when it is empty`);
  }
  for (const [name, words] of Object.entries(given.bad)) await type(page, { [name]: words });
  faults.push(...await violations(page));
  say("wrong figures are said beside their fields", [...noted, ...faults]);
  await page.close();
}

async function wrongSheet(given) {
  const { page, noted } = await open(given.page);
  const file = path.join(folder, "wrong.csv");
  fs.writeFileSync(file, given.csv.join("\r\n"));
  await (await page.$("#file")).uploadFile(file);
  await wait(200);
  const lines = await page.$$eval("#said li", (items) => items.map((item) => item.textContent));
  const numbers = lines.map((line) => Number(/\d+/.exec(line)));
  const faults = JSON.stringify(numbers) === JSON.stringify(given.lines) ? [] : [`lines ${JSON.stringify(lines)}`];
  if (!(await page.$("#said .notice"))) faults.push("nothing is said of the other text");
  if ((await page.evaluate(() => scorecard.typed.size)) !== given.taken) faults.push("not the right figures were taken over");
  faults.push(...await violations(page));
  say("a sheet with faults", [...noted, ...faults]);
  await page.close();
}

// No mouse: from the top to the first figures, a status heard, and on.
async function keyboard(given) {
  const { page, noted } = await open(given.page);
  const faults = [], seen = [];
  const focused = () => page.evaluate(() => document.activeElement.name || document.activeElement.dataset.do || document.activeElement.localName);
  for (let i = 0; i < 400 && seen.at(-1) !== given.last; i++) {
    await page.keyboard.press("Tab");
    seen.push(await focused());
    if (given.typed[seen.at(-1)]) await page.keyboard.type(given.typed[seen.at(-1)]);
  }
  for (const wanted of ["as_of", "save", "export", "import", ...Object.keys(given.typed)])
    if (!seen.includes(wanted)) faults.push(`the keyboard does not reach ${wanted}`);
  if (!(await page.$eval("#heard", (element) => element.textContent))) faults.push("no status is heard");
  const ringed = await page.$eval("[data-do=save]", (button) => { button.focus(); return getComputedStyle(button).outlineStyle; });
  if (ringed === "none") faults.push("it is not seen where one is");
  say("by the keyboard alone", [...noted, ...faults]);
  await page.close();
}

async function policy(given) {
  const { page, noted } = await open(given.page);
  const outcome = await page.evaluate(async () => {
    const blocked = [];
    document.addEventListener("securitypolicyviolation", (event) => blocked.push(event.effectiveDirective));
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    document.body.append(script);
    const button = document.createElement("button");
    button.setAttribute("onclick", "window.ran = true");
    document.body.append(button);
    button.click();
    await fetch("https://example.org/").catch(() => {});
    const picture = new Image();
    picture.src = "https://example.org/x.png";
    await new Promise((done) => setTimeout(done, 200));
    return { ran: window.ran === true, blocked };
  });
  const faults = outcome.ran ? ["a foreign script has run"] : [];
  for (const directive of ["script-src-elem", "script-src-attr", "connect-src", "img-src"])
    if (!outcome.blocked.includes(directive)) faults.push(`${directive} is not kept: ${outcome.blocked}`);
  faults.push(...noted.filter((note) => !/Content Security Policy|asked for https:\/\/example.org/.test(note)));
  say("the policy keeps others out", faults);
  await page.close();
}

async function withoutScripts(given) {
  const page = await browser.newPage();
  await page.setJavaScriptEnabled(false);
  await page.goto(`file://${path.resolve(given.page)}`);
  const world = page.mainFrame().isolatedRealm();
  const hidden = await world.evaluate(() => document.getElementById("standing").hidden && getComputedStyle(document.querySelector(".now")).display === "none");
  say("without scripts it is a form", hidden ? [] : ["what works only with scripts is shown"]);
  await page.close();
}

async function ticks(given) {
  const { page, noted } = await open(given.checklist);
  const boxes = await page.$$("input[type=checkbox]");
  for (const box of [boxes[0], boxes[3]]) await box.click();
  const from = path.join(downloads, path.basename(given.checklist));
  await page.click("#keep [data-do=save]");
  for (let i = 0; i < 100 && !fs.existsSync(from); i++) await wait(50);
  await page.close();
  const again = await open(from);
  const ticked = await again.page.$$eval("input[type=checkbox]", (all) => all.flatMap((box, i) => (box.checked ? [i] : [])));
  say("ticks are kept", [...noted, ...again.noted, ...(JSON.stringify(ticked) === "[0,3]" ? [] : [`ticked are ${ticked}`])]);
  await again.page.close();
}

const once = { wrongFigures, wrongSheet, keyboard, policy, withoutScripts, ticks };
for (const given of cases) await (given.once ? once[given.once](given) : fillAndKeep(given));
await browser.close();
