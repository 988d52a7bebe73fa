// Every page through axe and pa11y (HTML_CodeSniffer), wide and narrow, in light and dark, two pages at a time:
//   node accessibility.mjs NODE_MODULES CHROMIUM URL…     → JSON on stdout: the faults as [url, look, rule, what, where]
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [modules, executablePath, ...urls] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const pa11y = require("pa11y");
const puppeteer = require("puppeteer");
const axeSource = readFileSync(`${modules}/axe-core/axe.min.js`, "utf8");

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
// What a change of the light alone can spoil.
const COLOURS = ["color-contrast", "link-in-text-block"];
const LOOKS = [
  { width: 1280, scheme: "light", rules: RULES },
  { width: 320, scheme: "light", rules: RULES },
  { width: 320, scheme: "dark", rules: COLOURS },
  { width: 1280, scheme: "dark", rules: COLOURS },
];

const found = [];
const browser = await puppeteer.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });

async function examine(url) {
  const page = await browser.newPage();
  await page.setBypassCSP(true);
  await page.goto(url);
  await page.evaluate(axeSource);
  for (const { width, scheme, rules } of LOOKS) {
    const look = `${width} ${scheme}`;
    await page.setViewport({ width, height: 900 });
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    const options = { runOnly: rules, resultTypes: ["violations"] };
    const { violations } = await page.evaluate((asked) => window.axe.run(document, asked), options);
    found.push(...violations.map((one) => [url, look, one.id, one.help, String(one.nodes[0].target)]));
    const { issues } = await pa11y(url, { browser, page, ignoreUrl: true, runners: ["htmlcs"], standard: "WCAG2AA" });
    found.push(...issues.map((one) => [url, look, one.code, one.message, one.selector]));
  }
  await page.close();
}

async function work() {
  for (let url = urls.pop(); url; url = urls.pop()) await examine(url);
}

await Promise.all([work(), work()]);
await browser.close();
process.stdout.write(JSON.stringify(found));
