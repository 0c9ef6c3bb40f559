// node draw.js LIBRARY FILE.json...: each file's blocks set by a library of npm, beside it as .pdf.
// A block has a kind ("title", "line", "pairs", "table"), rows of cells, a side and rules or none.
"use strict";

const fs = require("node:fs");

const LEFT = 40;
const WHOLE = 515;
const HALF = 250;
const SIZE = 9;

const isTable = (block) => block.kind === "pairs" || block.kind === "table";
const isFigure = (cell) => /^[-€ ]*\d/.test(cell);
const widthOf = (block) => (block.side ? HALF : WHOLE);
const leftOf = (block) => (block.side === "right" ? LEFT + WHOLE - HALF : LEFT);

// Columns of figures stand at the right, those of text at the left.
function alignments(block) {
  const body = block.kind === "table" && block.rows.length > 1 ? block.rows.slice(1) : block.rows;
  return block.rows[0].map((_, at) => {
    const cells = body.map((row) => row[at]).filter(Boolean);
    return cells.length && cells.every(isFigure) ? "right" : "left";
  });
}

// The blocks in rows of one or two: one at the right goes beside one at the left before it.
function rowsOf(blocks) {
  const rows = [];
  for (const block of blocks) {
    const last = rows[rows.length - 1];
    if (block.side === "right" && last && last.length === 1 && last[0].side === "left") {
      last.push(block);
    } else {
      rows.push([block]);
    }
  }
  return rows;
}

const libraries = {
  // Its own tables and columns, in the Roboto that it ships.
  async pdfmake(blocks, file) {
    const pdfmake = require("pdfmake");
    pdfmake.addFonts(require("pdfmake/fonts/Roboto.js"));
    const one = (block) => {
      if (!isTable(block)) {
        const style = block.kind === "title" ? { fontSize: 14, bold: true } : {};
        return { stack: block.rows.map(([text]) => ({ text, ...style })), margin: [0, 0, 0, 8] };
      }
      const sides = alignments(block);
      const cells = (row, number) =>
        row.map((text, at) => ({
          text,
          alignment: sides[at],
          bold: block.kind === "table" && number === 0,
        }));
      const texts = sides.map((side, at) => (side === "left" ? at : -1)).filter((at) => at >= 0);
      const longest = texts.sort((a, b) => length(block, b) - length(block, a))[0];
      return {
        table: {
          headerRows: block.kind === "table" ? 1 : 0,
          widths: sides.map((_, at) => (at === longest ? "*" : "auto")),
          body: block.rows.map(cells),
        },
        layout: block.kind === "table" && block.ruled ? undefined : "noBorders",
        margin: [0, 0, 0, 8],
      };
    };
    const content = rowsOf(blocks).map((row) => {
      if (!row[0].side) return one(row[0]);
      const columns = row[0].side === "left" ? row : [null, ...row];
      return { columns: columns.map((block) => (block ? one(block) : { text: "" })), columnGap: 15 };
    });
    const definition = { pageSize: "A4", content, defaultStyle: { fontSize: SIZE } };
    await pdfmake.createPdf(definition).write(file);
  },

  // Texts at places, in the standard Helvetica.
  pdfkit(blocks, file) {
    const PDFDocument = require("pdfkit");
    const doc = new PDFDocument({ size: "A4", margin: LEFT });
    const done = new Promise((resolve) => doc.pipe(fs.createWriteStream(file)).on("finish", resolve));
    let y = 40;
    const text = (block, top) => {
      doc.font(block.kind === "title" ? "Helvetica-Bold" : "Helvetica");
      doc.fontSize(block.kind === "title" ? 14 : SIZE);
      let at = top;
      for (const [line] of block.rows) {
        doc.text(line, leftOf(block), at, { width: widthOf(block) });
        at = doc.y;
      }
      return at;
    };
    const table = (block, top) => {
      const sides = alignments(block);
      doc.fontSize(SIZE).font("Helvetica-Bold");
      const widths = sides.map((_, at) =>
        Math.max(...block.rows.map((row) => doc.widthOfString(row[at]))) + 14);
      const over = widthOf(block) - widths.reduce((sum, one) => sum + one, 0);
      const texts = sides.map((side, at) => (side === "left" ? at : -1)).filter((at) => at >= 0);
      const widest = (texts.length ? texts : sides.map((_, at) => at))
        .sort((a, b) => widths[b] - widths[a])[0];
      widths[widest] += over;
      let at = top;
      block.rows.forEach((row, number) => {
        const bold = block.kind === "table" && number === 0;
        doc.font(bold ? "Helvetica-Bold" : "Helvetica");
        let x = leftOf(block);
        let bottom = at;
        row.forEach((cell, column) => {
          doc.text(cell, x + 4, at + 4, { width: widths[column] - 8, align: sides[column] });
          bottom = Math.max(bottom, cell ? doc.y : at + 14);
          x += widths[column];
        });
        if (block.kind === "table" && block.ruled) {
          doc.moveTo(leftOf(block), bottom + 2).lineTo(x, bottom + 2).stroke();
        }
        at = bottom + 3;
      });
      return at;
    };
    for (const row of rowsOf(blocks)) {
      if (y > 720) {
        doc.addPage();
        y = 40;
      }
      y = Math.max(...row.map((block) => (isTable(block) ? table : text)(block, y))) + 8;
    }
    doc.end();
    return done;
  },

  // Texts at places and the tables of jspdf-autotable, in the standard Helvetica.
  jspdf(blocks, file) {
    const { jsPDF } = require("jspdf");
    const { autoTable } = require("jspdf-autotable");
    const doc = new jsPDF({ unit: "pt", format: "a4" });
    let y = 50;
    const text = (block, top) => {
      doc.setFont("helvetica", block.kind === "title" ? "bold" : "normal");
      doc.setFontSize(block.kind === "title" ? 14 : SIZE);
      let at = top;
      for (const [line] of block.rows) {
        for (const part of doc.splitTextToSize(line, widthOf(block))) {
          doc.text(part, leftOf(block), at);
          at += block.kind === "title" ? 18 : 12;
        }
      }
      return at;
    };
    const table = (block, top) => {
      const head = block.kind === "table" && block.rows.length > 1;
      autoTable(doc, {
        startY: top - 8,
        margin: { left: leftOf(block) },
        tableWidth: widthOf(block),
        head: head ? [block.rows[0]] : [],
        body: head ? block.rows.slice(1) : block.rows,
        theme: block.kind === "table" && block.ruled ? "grid" : "plain",
        styles: { fontSize: SIZE, cellPadding: 3 },
        columnStyles: Object.fromEntries(
          alignments(block).map((halign, at) => [at, { halign, cellWidth: "auto" }])),
      });
      return doc.lastAutoTable.finalY + 14;
    };
    for (const row of rowsOf(blocks)) {
      if (y > 740) {
        doc.addPage();
        y = 50;
      }
      y = Math.max(...row.map((block) => (isTable(block) ? table : text)(block, y))) + 6;
    }
    fs.writeFileSync(file, Buffer.from(doc.output("arraybuffer")));
  },
};

const length = (block, at) => Math.max(...block.rows.map((row) => row[at].length));

async function main([library, ...files]) {
  for (const file of files) {
    const blocks = JSON.parse(fs.readFileSync(file, "utf8"));
    await libraries[library](blocks, file.replace(/\.json$/, ".pdf"));
  }
}

main(process.argv.slice(2));
