// node lib.js ACTION FILE...: what pdf-lib makes.
// "draw" FILE.json: its blocks, beside it as .pdf. The others change FILE.pdf in place: "fill" and "flatten"
// the form (its values stand in FILE.json), "embed" its pages as form XObjects in a new file, "stamp" the pages
// of FILE.stamp.pdf over its own.
import fs from "node:fs";
import { PDFDocument, StandardFonts } from "pdf-lib";

const plain = (text) => text.replace(/[\u202f\u2009]/g, "\u00a0");

const actions = {
  async draw(file) {
    const pdf = await PDFDocument.create();
    const fonts = [await pdf.embedFont(StandardFonts.Helvetica), await pdf.embedFont(StandardFonts.HelveticaBold)];
    const page = pdf.addPage([595.28, 841.89]);
    let y = 800;
    for (const block of JSON.parse(fs.readFileSync(file, "utf8"))) {
      block.rows.forEach((row, line) => {
        const bold = block.kind === "title" || (block.kind === "table" && line === 0);
        const size = block.kind === "title" ? 14 : 9;
        row.forEach((cell, at) => {
          const text = plain(cell);
          const width = fonts[+bold].widthOfTextAtSize(text, size);
          const right = 250 + (305 * at) / (row.length - 1 || 1);
          page.drawText(text, { x: at ? right - width : 40, y, size, font: fonts[+bold] });
        });
        y -= size * 1.5;
      });
      y -= 9;
    }
    fs.writeFileSync(file.replace(/\.json$/, ".pdf"), await pdf.save());
  },

  async fill(file, pdf) {
    const form = pdf.getForm();
    for (const { name, text } of JSON.parse(fs.readFileSync(file.replace(/\.pdf$/, ".json"), "utf8"))) {
      form.getTextField(name).setText(plain(text));
    }
    form.updateFieldAppearances(await pdf.embedFont(StandardFonts.Helvetica));
    return pdf;
  },

  async flatten(file, pdf) {
    pdf.getForm().flatten({ updateFieldAppearances: false });
    return pdf;
  },

  async embed(file, pdf) {
    const made = await PDFDocument.create();
    for (const one of await made.embedPdf(pdf, pdf.getPageIndices())) {
      made.addPage([595.28, 841.89]).drawPage(one, { x: 20, y: 28, xScale: 0.93, yScale: 0.93 });
    }
    return made;
  },

  async stamp(file, pdf) {
    const over = await pdf.embedPdf(fs.readFileSync(file.replace(/\.pdf$/, ".stamp.pdf")));
    over.forEach((one, at) => pdf.getPage(at).drawPage(one));
    return pdf;
  },
};

const [action, ...files] = process.argv.slice(2);
for (const file of files) {
  if (action === "draw") {
    await actions.draw(file);
  } else {
    const made = await actions[action](file, await PDFDocument.load(fs.readFileSync(file)));
    fs.writeFileSync(file, await made.save());
  }
}
