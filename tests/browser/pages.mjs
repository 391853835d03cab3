// Figures as they stand in the pages of others.
import { execFileSync } from "node:child_process";

export function render(entente, figure, ...options) {
  return execFileSync(entente, ["render", figure, ...options], { encoding: "utf8" });
}

// Sentences as a report has them before and after a figure.
export function page(...figures) {
  const shown = figures.map((svg, at) => `<figure>${svg}<figcaption>Figure ${at + 1}.</figcaption></figure>`);
  return `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>A report</title></head>
<body><main><h1>A report</h1><p>What follows is drawn from tables.</p>
${shown.join("\n<p>And another one.</p>\n")}
</main></body></html>`;
}
