// Accessibility, best practices and SEO of some pages as Lighthouse marks them, out of 100:
//   node lighthouse.mjs NODE_MODULES CHROMIUM URL…     → JSON on stdout: the categories below 100 as [url, category, score, audits]
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [modules, chromePath, ...urls] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const load = (name) => import(pathToFileURL(require.resolve(name)));
const lighthouse = (await load("lighthouse")).default;
const { launch } = await load("chrome-launcher");

const onlyCategories = ["accessibility", "best-practices", "seo"];
const chrome = await launch({ chromePath, chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu"] });
const found = [];
for (const url of urls) {
  const { lhr } = await lighthouse(url, { port: chrome.port, logLevel: "error", onlyCategories });
  for (const { id, score, auditRefs } of Object.values(lhr.categories)) {
    const failed = auditRefs.filter((ref) => ref.weight && (lhr.audits[ref.id].score ?? 1) < 1);
    if (score !== 1) found.push([url, id, Math.round((score ?? 0) * 100), failed.map((ref) => ref.id)]);
  }
}
await chrome.kill();
process.stdout.write(JSON.stringify(found));
