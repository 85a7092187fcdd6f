// Looks at pages of the built site with axe-core in Chromium, in light and in dark, and for requests to anybody else:
//   npm install --prefix ~/axe axe-core playwright-core
//   cd ~/axe && node …/tests/docs/axe.mjs …/build/html index.html catalog/signs.html …
// Without names of pages it looks at all of them. It ends with 1 where something is found.
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { createRequire } from "node:module";

const require = createRequire(path.join(process.cwd(), "here.js"));
const { chromium } = require("playwright-core");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [root, ...named] = process.argv.slice(2);
const all = fs.readdirSync(root, { recursive: true }).filter((name) => name.endsWith(".html") && !name.startsWith("_"));
const TYPES = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml" };

const server = http.createServer((request, response) => {
  const file = path.join(root, decodeURIComponent(new URL(request.url, "http://x").pathname));
  if (!fs.existsSync(file) || fs.statSync(file).isDirectory()) return response.writeHead(404).end();
  response.writeHead(200, { "content-type": TYPES[path.extname(file)] ?? "application/octet-stream" });
  fs.createReadStream(file).pipe(response);
});
await new Promise((ready) => server.listen(0, ready));
const here = `http://localhost:${server.address().port}`;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"],
});
let found = 0;
for (const colorScheme of ["light", "dark"]) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, colorScheme });
  for (const name of named.length ? named : all.sort()) {
    const page = await context.newPage();
    page.on("request", (request) => {
      if (request.url().startsWith(here) || request.url().startsWith("data:")) return;
      console.log(`${name}: asks ${request.url()}`);
      found += 1;
    });
    await page.goto(`${here}/${name}`);
    await page.evaluate(axe);
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const { violations } = await page.evaluate((values) => axe.run(document, { runOnly: { type: "tag", values } }), tags);
    for (const { impact, id, nodes } of violations) {
      console.log(`${name} (${colorScheme}): ${impact}, ${id}, ${nodes.length} times: ${nodes[0].html.slice(0, 160)}`);
      found += 1;
    }
    await page.close();
  }
}
console.log(`${named.length || all.length} pages, light and dark: ${found} findings`);
await browser.close();
server.close();
process.exitCode = found ? 1 : 0;
