// Packs the flags of country-flag-icons for the program: a line for each, sorted by its code, with
// tabs between ISO 3166-1 alpha-2 (or what the package calls it), alpha-3 (all that are in use, with
// blanks between), number and drawing, 300 wide and 200 high. Compressed, because most runs never look at it.
// usage: node flags.mjs NODE_MODULES OUTPUT
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const [modules, output] = process.argv.slice(2);
const folder = `${modules}/country-flag-icons/3x2`;
const codes = new Map(JSON.parse(readFileSync(`${modules}/i18n-iso-countries/codes.json`))
  .map(([two, three, number]) => [two, [three ?? '', number ?? '']]));

// Kosovo has no code of the standard; most tables write XKX.
codes.get('XK')[0] = 'XKX XKK';

// What the program is prepared to draw: shapes without ids, links, styles and scripts.
const elements = /^(circle|ellipse|g|path|polygon|rect)$/;
const attributes =
  /^(clip-rule|cx|cy|d|fill|fill-rule|height|opacity|points|r|rx|ry|stroke|stroke-linejoin|stroke-miterlimit|stroke-width|transform|width|x|y)$/;

function drawing(name, svg) {
  const whole = /^<svg\b[^>]*\bviewBox="([\d. ]+)"[^>]*>(.*)<\/svg>\s*$/s.exec(svg);
  if (!whole) throw new Error(`${name}: no svg with a view box`);
  const body = whole[2].replace(/\s*[\r\n]\s*/g, ' ').replace(/>\s+</g, '><').trim()
    .replace(/ class="[^"]*"/g, '');
  for (const [, element, rest] of body.matchAll(/<([a-zA-Z]+)([^>]*)>/g)) {
    if (!elements.test(element)) throw new Error(`${name}: element ${element}`);
    for (const [, attribute] of rest.matchAll(/([\w:-]+)="[^"]*"/g))
      if (!attributes.test(attribute)) throw new Error(`${name}: attribute ${attribute}`);
  }
  // Not left to the viewBox of a symbol: LibreOffice and Word draw that in its own size.
  const [left, top, width] = whole[1].split(' ').map(Number);
  const steps = [`scale(${+(300 / width).toFixed(5)})`];
  if (left !== 0 || top !== 0) steps.push(`translate(${-left} ${-top})`);
  return `<g transform="${steps.join('')}">${body}</g>`;
}

function line(code) {
  const [three, number] = codes.get(code) ?? ['', ''];
  const body = drawing(code, readFileSync(`${folder}/${code}.svg`, 'utf8'));
  return [code, three, number, body].join('\t') + '\n';
}

const names = readdirSync(folder).filter(file => /^[A-Z-]+\.svg$/.test(file));
const lines = names.map(name => name.slice(0, -4)).sort().map(line);
writeFileSync(output, gzipSync(lines.join(''), { level: 9 }));
