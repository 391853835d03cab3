// An MDX page as HTML: node mdx.mjs PAGE.mdx
import { readFileSync } from "node:fs";
import { evaluate } from "@mdx-js/mdx";
import { createElement } from "react";
import * as runtime from "react/jsx-runtime";
import { renderToStaticMarkup } from "react-dom/server";

const page = await evaluate(readFileSync(process.argv[2], "utf8"), runtime);
const style = "body { width: 640px; margin: 40px auto }";
const body = renderToStaticMarkup(createElement(page.default));
process.stdout.write(`<!DOCTYPE html>\n<meta charset="utf-8"><style>${style}</style>\n${body}\n`);
