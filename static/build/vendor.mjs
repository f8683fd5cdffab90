// Makes what `static/` serves from packages and from our own sources. Run by `make vendor`.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import postcss from "postcss";
import rtlcss from "postcss-rtlcss";
import * as sass from "sass";
import subsetFont from "subset-font";

const here = dirname(fileURLToPath(import.meta.url));
const css = join(here, "..", "css");
const fonts = join(here, "..", "fonts");
const packages = join(here, "node_modules");
const fixtures = join(here, "..", "..", "tests", "samples", "govuk-fixtures");

// The components that have a template in site/core/templates/components/.
const shipped = [
  "back-link", "breadcrumbs", "button", "character-count", "checkboxes", "date-input", "details",
  "error-message", "error-summary", "fieldset", "hint", "input", "inset-text", "label",
  "notification-banner", "pagination", "panel", "phase-banner", "radios", "select", "skip-link",
  "summary-list", "tag", "task-list", "textarea", "warning-text",
];

// Urdu's letters, the marks above and below them, its figures and stops, and what joins them.
const urdu = [
  "اآأؤئءبپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھۂۃیےۓ",
  "\u064B\u064C\u064D\u064E\u064F\u0650\u0651\u0652\u0653\u0654\u0655\u0670\u0640",
  "\u060C\u061B\u061F\u06D4\u066A\u066B\u066C\u0614",
  "۰۱۲۳۴۵۶۷۸۹ \u200C\u200D\u200E\u200F\u2010\u2011",
].join("");

function stylesheet() {
  const { css: text } = sass.compile(join(here, "govuk.scss"), {
    loadPaths: [packages],
    style: "compressed",
    charset: false,
    quietDeps: true,
    silenceDeprecations: ["if-function"],
  });
  if (/@font-face|https?:\/\/[a-z]/.test(text)) {
    throw new Error("govuk.css holds a font or an address");
  }
  writeFileSync(join(css, "govuk.css"), text + "\n");
  return text;
}

async function rightToLeft(text) {
  const { css: turned } = await postcss([rtlcss({ mode: "diff" })]).process(text, { from: undefined });
  const small = sass.compileString(turned, { style: "compressed", charset: false }).css;
  writeFileSync(join(css, "govuk-rtl.css"), small + "\n");
}

function look() {
  const parts = readdirSync(join(css, "look")).filter((name) => name.endsWith(".css")).sort();
  const whole = parts.map((name) => readFileSync(join(css, "look", name), "utf8")).join("\n");
  const plain = whole.replaceAll("url(../../", "url(../").replace(/\/\*[^]*?\*\/\n?/g, "").replace(/\n{2,}/g, "\n");
  writeFileSync(
    join(css, "look.css"),
    "/* Made from static/css/look/ by `make vendor`: change it there. */\n" + plain.trimStart(),
  );
}

async function letters() {
  const source = (family, file) => join(packages, "@fontsource", family, "files", file);
  copyFileSync(
    source("noto-sans", "noto-sans-latin-700-normal.woff2"),
    join(fonts, "noto-sans-latin-700-normal.woff2"),
  );
  const whole = readFileSync(source("noto-nastaliq-urdu", "noto-nastaliq-urdu-arabic-400-normal.woff2"));
  const cut = await subsetFont(whole, urdu, { targetFormat: "woff2" });
  writeFileSync(join(fonts, "noto-nastaliq-urdu-400.woff2"), cut);
  return cut.length;
}

function examples() {
  mkdirSync(fixtures, { recursive: true });
  for (const name of shipped) {
    const from = join(packages, "govuk-frontend", "dist", "govuk", "components", name, "fixtures.json");
    const kept = JSON.parse(readFileSync(from, "utf8")).fixtures.map(({ name, options, html }) => ({ name, options, html }));
    writeFileSync(join(fixtures, `${name}.json`), JSON.stringify(kept, null, 1) + "\n");
  }
}

// The map: without its pictures, which our own markers replace, and without what only IE understood.
function map() {
  const leaflet = join(packages, "leaflet");
  const js = join(here, "..", "js");
  const script = readFileSync(join(leaflet, "dist", "leaflet.js"), "utf8");
  writeFileSync(join(js, "leaflet.js"), script.replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n"));
  const sheet = readFileSync(join(leaflet, "dist", "leaflet.css"), "utf8").replace(/\r/g, "");
  writeFileSync(join(css, "leaflet.css"), sheet.replace(/^[ \t]*(?:background-image|behavior): url\(.*\);\n/gm, ""));
  copyFileSync(join(leaflet, "LICENSE"), join(js, "leaflet.LICENCE.txt"));
}

const text = stylesheet();
await rightToLeft(text);
look();
const size = await letters();
examples();
map();
for (const script of ["icons.py", "draw.py"]) {
  execFileSync("python3", [join(here, script)], { stdio: "inherit" });
}
console.log(`style sheets made; Urdu font ${Math.round(size / 1024)} kB`);
