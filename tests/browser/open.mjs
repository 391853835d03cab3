// A browser for the tests here: npm ci --prefix tests/browser brings what drives it.
import { existsSync } from "node:fs";

const path = process.env.CHROMIUM ?? "/usr/bin/chromium";
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function skip(reason) {
  console.log(`skipped: ${reason}`);
  process.exit(77);
}

export async function openBrowser() {
  const { chromium } = await import("playwright-core").catch(() =>
    skip("playwright-core is not installed (npm ci --prefix tests/browser)"),
  );
  if (!existsSync(path)) skip(`${path} is not installed`);
  return chromium.launch({ executablePath: path, args: flags });
}
