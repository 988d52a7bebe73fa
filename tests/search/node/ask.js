// Runs the search scripts of the theme outside a browser, over the files of an index: reads one JSON object from stdin,
// writes one to stdout. { root: theme's assets, files: {path: text}, task, … } → what the task says below.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

const job = JSON.parse(fs.readFileSync(0, "utf-8"));
globalThis.self = globalThis;
const run = (file) => vm.runInThisContext(fs.readFileSync(path.join(job.root, file), "utf-8"), { filename: file });
run("vendor/lunr-2.3.9.min.js");
for (const part of ["normalise", "segment", "grammar", "engine", "marks"]) run(`js/search/${part}.js`);
const tools = globalThis.searchTools;

const values = new Map();
globalThis.siteSearch = (name, value) => values.set(name, value);
for (const [name, text] of Object.entries(job.files || {})) if (name.endsWith(".js")) vm.runInThisContext(text);

function open() {
  const manifest = values.get("manifest");
  const bodies = async () => manifest.texts.flatMap((part) => values.get(part.name));
  const [index, heads, folding] = ["index", "heads", "folding"].map((part) => values.get(manifest[part]));
  return { folding, index, engine: tools.engine(manifest, index, heads, folding, job.lost ? () => Promise.reject() : bodies) };
}

const tasks = {
  // Each text normalised, as figures, its runs.
  normalise() {
    const normalise = tools.normaliser(job.folding);
    return job.texts.map((text) => {
      const plain = normalise(text);
      return { plain, figures: tools.figures(plain), runs: tools.runs(plain), squeezed: tools.squeeze(plain) };
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
  async search() {
    const { engine } = open();
    const answers = [];
    for (const question of job.questions) answers.push(await engine.search(question));
    return answers;
  },
  // lunr itself, asked in its own language.
  lunr() {
    const index = self.lunr.Index.load(open().index.lunr);
    return job.questions.map((question) => index.search(question).map((found) => [found.ref, found.score]));
  },
  marks() {
    const normalise = tools.normaliser(job.folding);
    return job.texts.map(([text, needles]) => {
      const places = tools.places(text, needles, normalise);
      return { pieces: tools.pieces(text, places), passage: tools.passage(text, places, job.length || 30) };
    });
  },
};

Promise.resolve(tasks[job.task]()).then((answer) => fs.writeFileSync(1, JSON.stringify(answer)));
