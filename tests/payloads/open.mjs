// What a browser with scripts on makes of pages: the elements with the names of their attributes, the words, and all that
// the page did which no page of ours does.
//
//     node open.mjs BROWSER PAGE…        one JSON object a line
import path from "node:path";
import puppeteer from "puppeteer-core";

const [browserPath, ...files] = process.argv.slice(2);
const browser = await puppeteer.launch({ executablePath: browserPath, args: ["--no-sandbox", "--disable-gpu"] });

async function read(file) {
  const page = await browser.newPage();
  const url = `file://${path.resolve(file)}`;
  const noted = [];
  page.on("console", (message) => noted.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => noted.push(`error: ${error}`));
  page.on("dialog", (dialog) => { noted.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => { if (request.url() !== url && !request.url().startsWith("data:")) noted.push(`asked for ${request.url()}`); });
  await page.goto(url, { waitUntil: "load" });
  // The page's own policy may forbid scripts: these run in a world apart. Everything is pointed at and clicked, and what
  // that sets off has its turn, before the page is read.
  const world = page.mainFrame().isolatedRealm();
  await world.evaluate(() => {
    document.addEventListener("submit", (event) => event.preventDefault());
    for (const element of (document.body ?? document.documentElement).querySelectorAll("a, [onclick], [onmouseover], b, i, img, svg, td, span"))
      for (const type of ["mouseover", "focus", "mousedown", "click"]) element.dispatchEvent(new MouseEvent(type, { bubbles: false, cancelable: true }));
  });
  await new Promise((resolve) => setTimeout(resolve, 100));
  const found = await world.evaluate(() => {
    const all = [...document.querySelectorAll("*")];
    const shape = all.map((element) => [element.localName, ...element.getAttributeNames().sort()]);
    const read = (document.body ?? document.documentElement).cloneNode(true);
    for (const script of read.querySelectorAll("script")) script.remove(); // data of a page that works, which no reader sees
    return { shape, words: read.textContent.replace(/\s+/gu, "") };
  });
  await page.close();
  return { ...found, noted };
}

for (const file of files) console.log(JSON.stringify({ file, ...(await read(file)) }));
await browser.close();
