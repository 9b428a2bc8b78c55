// Reads formulas in TeX, by MathJax. Standard input and output are JSON: {draw, width, formulas: [[tex, display], …]}
// gives for each either {error}, or {mathml}, or, where they are to be drawn, {pieces: [[gap, svg], …]}, parted where a line may
// break, by gaps in em. Only packages that neither define commands nor reach beyond the formula are loaded.
import {readFileSync} from 'node:fs';
import {pathToFileURL} from 'node:url';

console.warn = console.info = console.log = () => {};
const asked = JSON.parse(readFileSync(0, 'utf8'));
const {default: MathJax} = await import(pathToFileURL(process.argv[2]));
const packages = ['base', 'ams', 'boldsymbol', 'braket', 'cases', 'mathtools', 'upgreek', 'centernot'];
await MathJax.init({
  loader: {
    load: ['input/tex-base', ...packages.slice(1).map((name) => `[tex]/${name}`), 'adaptors/liteDOM',
      ...(asked.draw ? ['output/svg'] : [])],
  },
  tex: {packages, tags: 'none', maxBuffer: 16384, formatError: (_, error) => { throw error; }},
  ...(asked.draw ? {
    output: {font: 'mathjax-stix2'},
    svg: {fontCache: 'none', linebreaks: {inline: true}, displayOverflow: 'linebreak'},
  } : {}),
});

const EM = 16; // pixels
const EX = 0.473; // of the face's em, so that nothing is scaled
const GAPS = [0, 1 / 9, 1 / 6, 2 / 9, 5 / 18, 1 / 3]; // of the sizes of its breaks, in em
const {adaptor} = MathJax.startup;
// What MathJax knows, but gives no number or place in a book for; and \U, which makes any character of its number.
const refused = ['\\label', '\\tag', '\\ref', '\\eqref', '\\U'];

async function answer([tex, display]) {
  const command = refused.find((name) => new RegExp(`\\${name}(?![A-Za-z])`).test(tex));
  if (command) return {error: `${command} in a formula`};
  try {
    if (!asked.draw) return {mathml: await MathJax.tex2mmlPromise(tex, {display})};
    const metrics = {em: EM, ex: EX * EM, containerWidth: asked.width * EM};
    const drawn = await MathJax.tex2svgPromise(tex, {display, ...metrics});
    const pieces = [];
    let gap = 0;
    for (const node of adaptor.childNodes(drawn)) {
      if (adaptor.kind(node) === 'mjx-break') gap = GAPS[adaptor.getAttribute(node, 'size')] ?? 0;
      if (adaptor.kind(node) === 'svg') pieces.push([gap, adaptor.outerHTML(node)]);
    }
    return {pieces};
  } catch (error) {
    return {error: error.message};
  }
}

const answers = [];
for (const formula of asked.formulas) answers.push(await answer(formula));
process.stdout.write(JSON.stringify(answers));
