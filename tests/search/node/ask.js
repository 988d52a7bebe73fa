// Runs the search scripts of the theme outside a browser: reads one JSON object from stdin, writes one to stdout.
// { root: theme's assets, files: {path: text} or folder: a printed site, task, … } → what the task says below.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");
const zlib = require("node:zlib");

const job = JSON.parse(fs.readFileSync(0, "utf-8"));
globalThis.self = globalThis;
const run = (file) => vm.runInThisContext(fs.readFileSync(path.join(job.root, file), "utf-8"), { filename: file });
const PARTS = ["normalise", "segment", "grammar", "numbers", "files", "sets", "shelf", "ranking", "asking", "reading", "filters", "marks", "quotation", "engine"];
run("vendor/lunr-2.3.9.min.js");
for (const part of PARTS) run(`js/search/${part}.js`);
const tools = globalThis.searchTools;

// The files a question asks for, and how large they are as a host sends them.
const asked = [];
const sizes = new Map();
tools.bring = async (url) => {
  const name = decodeURIComponent(url.replace(/\?.*$/, "").replace("http://site/", ""));
  const text = job.folder ? fs.readFileSync(path.join(job.folder, name), "utf-8") : job.files[name];
  if (text === undefined) throw new Error(name);
  if (job.sizes && !sizes.has(name)) sizes.set(name, zlib.gzipSync(text).length);
  asked.push([name, sizes.get(name) || 0]);
  try {
    vm.runInThisContext(text);
  } catch {
    // A browser loads a script that is none, and says nothing to the page.
  }
};
// The pages of articles, where they are printed.
if (job.pages) {
  tools.fetched = async (url) => {
    const name = url.replace("http://site/", "");
    const html = fs.readFileSync(path.join(job.folder, name), "utf-8");
    if (job.sizes && !sizes.has(name)) sizes.set(name, zlib.gzipSync(html).length);
    asked.push([name, sizes.get(name) || 0]);
    const text = (part) => (part || "").replace(/<[^>]*>/g, "").replace(/&quot;/g, '"').replace(/&amp;/g, "&");
    const [head, body] = html.split(/<div class="body"[^>]*>/);
    return [text(head.split('<header class="article-head">')[1]), text((body || "").split('<aside class="rail">')[0].replace(/<a class="mark"[^]*?<\/a>/g, ""))];
  };
}
// The texts of articles by address, in place of their pages.
if (job.told) {
  tools.fetched = async (url) => {
    const name = url.replace("http://site/", "");
    asked.push([name, 0]);
    return job.told[name] || null;
  };
}
const open = () => globalThis.siteSearchEngine.open("http://site/search/");

async function shelf() {
  const files = tools.files("http://site/search/", () => undefined);
  const manifest = await files.read("manifest");
  return tools.shelf(manifest, files.read);
}

// A serialised index of lunr in lines; see `save` of tests/search/reference.py.
function inLines(bytes) {
  let at = 0;
  const next = () => {
    const end = bytes.indexOf(10, at);
    const line = bytes.toString("utf-8", at, end < 0 ? bytes.length : end);
    at = end + 1;
    return JSON.parse(line);
  };
  const head = next();
  const many = (number) => Array.from({ length: number }, next);
  return { ...head, fieldVectors: many(head.fieldVectors), invertedIndex: many(head.invertedIndex) };
}

const tasks = {
  // Each text normalised, as figures, its runs.
  normalise() {
    const normalise = tools.normaliser(job.folding);
    return job.texts.map((text) => {
      const plain = normalise(text);
      const squeezed = tools.squeeze(plain);
      return { plain, figures: tools.figures(plain), runs: tools.runs(plain), squeezed, pairs: tools.pairs(squeezed) };
    });
  },
  segment() {
    const words = tools.vocabulary(job.terms, job.classes);
    return job.runs.map((run) => tools.segment(run, words));
  },
  parse() {
    const normalise = tools.normaliser(job.folding);
    return job.texts.map((text) => tools.parse(text, normalise));
  },
  numbers() {
    return job.texts.map((text) => {
      const next = tools.numbers(text);
      const found = [];
      for (let number = next(); number >= 0; number = next()) found.push(number);
      return found;
    });
  },
  // Each question with its options: the answer, and the files it took.
  async find() {
    const engine = await open();
    if (engine.problem) return [{ opened: engine }];
    const answers = [];
    for (const [question, options] of job.questions) {
      const before = asked.length;
      const answer = await engine.find(question, options);
      answers.push(job.sizes ? { ...answer, files: asked.slice(before) } : answer);
    }
    return job.sizes ? { opened: asked.slice(0, asked.length - answers.reduce((sum, one) => sum + one.files.length, 0)), answers } : answers;
  },
  // The same, every question by a reader who has just arrived.
  async cold() {
    const answers = [];
    for (const [question, options] of job.questions) {
      asked.length = 0;
      const answer = await (await open()).find(question, options);
      answers.push({ ...answer, files: asked.slice() });
    }
    return answers;
  },
  async quote() {
    const engine = await open();
    const answers = [];
    for (const sentence of job.sentences) answers.push(await engine.quote(sentence));
    return answers;
  },
  // The first question over the files, the others after they were replaced by later ones.
  async renewed() {
    const engine = await open();
    const first = await engine.find(job.questions[0]);
    job.files = job.later;
    return [first, ...(await Promise.all(job.questions.slice(1).map((question) => engine.find(question))))];
  },
  // The question once for each set of files that are other than they should be: {path: text, or null for none}.
  async faults() {
    const whole = job.files;
    const answers = [];
    for (const others of job.others) {
      job.files = { ...whole };
      for (const [path, text] of Object.entries(others)) {
        if (text === null) delete job.files[path];
        else job.files[path] = text;
      }
      const engine = await open();
      answers.push(engine.problem ? { opened: engine } : await engine.find(job.question));
    }
    return answers;
  },
  // Twice the same question, the first time without a host.
  async online() {
    const engine = await open();
    const { files } = job;
    job.files = {};
    const offline = await engine.find(job.question);
    job.files = files;
    return [offline, await engine.find(job.question)];
  },
  async aborted() {
    const controller = new AbortController();
    const answer = (await open()).find(job.question, { signal: controller.signal });
    controller.abort();
    return answer;
  },
  align() {
    const normalise = tools.normaliser(job.folding);
    return job.pairs.map(([quoted, printed]) => tools.align(tools.spread(quoted, normalise), tools.spread(printed, normalise)));
  },
  async passages() {
    const engine = await open();
    const { hits, words } = await engine.find(job.question, {});
    return Promise.all(hits.map((hit) => engine.passage(hit, words)));
  },
  // Questions in lunr's own terms, by the shards: [total, [[number, score], …]].
  async lunr() {
    const open = await shelf();
    const asking = tools.asking(open, (text) => text, open.texts);
    const answers = [];
    for (const clauses of job.questions) {
      const terms = new Map();
      const scored = [];
      const sets = { must: [], not: [], may: [] };
      for (const { term, kind, fields, boost, presence } of clauses) {
        const words = kind ? await asking.expand({ kind, text: term }) : [term];
        const docs = [];
        for (const word of words) {
          const weights = await asking.weigh(word);
          if (!Object.keys(weights).length) continue;
          docs.push(...fields.filter((field) => weights[field]).map((field) => weights[field].docs));
          if (presence === "not") continue;
          terms.set(word, weights);
          scored.push({ term: word, fields, boost });
        }
        sets[presence].push(tools.either(docs));
      }
      const among = sets.must.length ? tools.every(sets.must) : tools.either(sets.may);
      const left = tools.without(among, tools.either(sets.not));
      answers.push([left.length, tools.rank(scored, terms, left, open.manifest.fields, 20)]);
    }
    return answers;
  },
  // lunr itself over a monolithic index, asked with the same clauses: [total, the first twenty as [number, score]].
  monolith() {
    const { lunr } = self;
    const index = lunr.Index.load(inLines(fs.readFileSync(job.index)));
    const presence = { must: lunr.Query.presence.REQUIRED, not: lunr.Query.presence.PROHIBITED, may: lunr.Query.presence.OPTIONAL };
    return job.questions.map((clauses) => {
      const found = index.query((query) => {
        for (const one of clauses) {
          const wildcard = one.kind === "prefix" ? lunr.Query.wildcard.TRAILING : lunr.Query.wildcard.NONE;
          // lunr takes an edit distance of 0 for a fuzzy word without wildcards.
          const fuzzy = one.kind === "fuzzy" ? { editDistance: 1 } : {};
          query.clause({ term: one.term, fields: one.fields, boost: one.boost, usePipeline: false, wildcard, presence: presence[one.presence], ...fuzzy });
        }
      });
      const hits = found.map((hit) => [Number(hit.ref), Math.floor(hit.score * 1e6 + 0.5) / 1e6]);
      return [found.length, hits.sort(([a, x], [b, y]) => y - x || b - a).slice(0, 20)];
    });
  },
  bits() {
    return job.rows.map(({ text, span }) => {
      const bits = tools.bits(text);
      const keys = bits.keys();
      const documents = keys.map(() => {
        const found = Array.from(bits.ascending(bits.positive(), span, 0));
        bits.even();
        return found;
      });
      return [keys, documents];
    });
  },
  marks() {
    const normalise = tools.normaliser(job.folding);
    return job.texts.map(([text, needles]) => {
      const places = tools.places(text, needles, normalise);
      return { pieces: tools.pieces(text, places), passage: tools.passage(text, places, job.length || 30) };
    });
  },
  // Milliseconds of CPU each question of a session took, twice: with what it had to read, and with all of it at hand.
  async cpu() {
    const engine = await open();
    const spent = async (question, options) => {
      const before = process.cpuUsage();
      await engine.find(question, options);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    };
    const taken = [];
    for (const [question, options] of job.questions) taken.push([await spent(question, options), await spent(question, options)]);
    return taken;
  },
  // What the search has in memory after a session, beyond what the program had before it.
  async heap() {
    const used = async () => {
      for (let time = 0; time < 3; time++) {
        await new Promise((resolve) => setTimeout(resolve));
        global.gc();
      }
      const { heapUsed, arrayBuffers } = process.memoryUsage();
      return heapUsed + arrayBuffers;
    };
    const before = await used();
    const engine = await open();
    for (const [question, options] of job.questions) await engine.find(question, options);
    return (await used()) - before;
  },
};

Promise.resolve(tasks[job.task]()).then((answer) => fs.writeFileSync(1, JSON.stringify(answer)));
