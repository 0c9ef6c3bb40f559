// node react.js FILE.json...: each file's blocks set by react-pdf, beside it as .pdf.
import fs from "node:fs";
import React from "react";
import { Document, Page, Text, View, renderToFile } from "@react-pdf/renderer";

const make = React.createElement;
// The standard Helvetica of a PDF has no narrow blank.
const plain = (text) => text.replace(/[\u202f\u2009]/g, "\u00a0");
const cell = (text, at, bold) =>
  make(Text, {
    key: at,
    style: {
      flex: at ? 1 : 2,
      padding: 3,
      textAlign: at ? "right" : "left",
      fontFamily: bold ? "Helvetica-Bold" : "Helvetica",
    },
  }, plain(text));

function blockOf(block, number) {
  const lines = block.rows.map((row, line) => {
    if (block.kind === "title") return make(Text, { key: line, style: { fontSize: 14 } }, plain(row[0]));
    if (block.kind === "line") return make(Text, { key: line, style: { padding: 1 } }, plain(row[0]));
    const head = block.kind === "table" && line === 0;
    const style = { flexDirection: "row", borderBottomWidth: block.kind === "table" ? 0.5 : 0 };
    return make(View, { key: line, style }, row.map((text, at) => cell(text, at, head)));
  });
  return make(View, { key: number, style: { marginBottom: 9 } }, lines);
}

for (const file of process.argv.slice(2)) {
  const blocks = JSON.parse(fs.readFileSync(file, "utf8"));
  const page = make(Page, { size: "A4", style: { padding: 40, fontSize: 9 } }, blocks.map(blockOf));
  await renderToFile(make(Document, null, page), file.replace(/\.json$/, ".pdf"));
}
