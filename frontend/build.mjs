// Builds dist/: one style sheet, one script, the typeface. Called by scripts/setup.sh; PYTHON names the Python that
// holds the typeface's package, so that pages and printed reports carry the same file.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { build, transform } from "esbuild";
import * as sass from "sass";
import wawoff2 from "wawoff2";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "dist");
const FACES = { Regular: "regular", Bold: "bold", Italic: "italic" };

rmSync(dist, { recursive: true, force: true });
mkdirSync(join(dist, "fonts"), { recursive: true });

const { css } = sass.compile(join(here, "scss", "safehold.scss"), { loadPaths: [here], charset: false, quietDeps: true });
const { code: style } = await transform(trimmed(css), { loader: "css", minify: true, target: "es2020" });
writeFileSync(join(dist, "safehold.css"), style);

const script = join(dist, "safehold.js");
await build({
  entryPoints: [join(here, "js", "safehold.js")],
  outfile: script,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2020",
  legalComments: "none",
  logLevel: "error",
});
// The library names itself in its messages to developers; this is not a government website and nothing in it says so.
writeFileSync(script, readFileSync(script, "utf8").replaceAll("GOV.UK Frontend", "Frontend"));

const fonts = execFileSync(
  process.env.PYTHON || "python3",
  ["-c", "import fontpkg_atkinson_hyperlegible as face, pathlib; print(pathlib.Path(face.__file__).parent)"],
  { encoding: "utf8" },
).trim();
for (const [face, name] of Object.entries(FACES)) {
  const ttf = readFileSync(join(fonts, "files", `AtkinsonHyperlegible-${face}.ttf`));
  writeFileSync(join(dist, "fonts", `atkinson-hyperlegible-${name}.woff2`), await wawoff2.compress(ttf));
}
cpSync(join(fonts, "LICENSE"), join(dist, "fonts", "LICENSE.txt"));
cpSync(join(here, "images"), dist, { recursive: true });

// What the design systems bring and we do not want: the picture of a compatibility rule that we neither draw nor ship
// (a dangling name stops collectstatic), and a second naming of the typeface for print, where ours is the same.
function trimmed(css) {
  return css
    .replace(/^\s*background-image: url\(icon-document\.svg\);$/gm, "")
    .replace(/@media print \{\s*[^{}]+\{\s*font-family: "Atkinson Hyperlegible", arial, sans-serif;\s*\}\s*\}/g, "");
}
