// java -cp itext.jar Itext.java FILE...: what iText 2 makes.
// "draw" FILE.txt: its blocks (a line a row, cells parted by tabs, a blank line between blocks, the first word
// of a block its kind), beside it as .pdf. "fill" FILE.pdf in place: the form filled with the names and values
// of FILE.txt, then flattened.
import com.lowagie.text.Document;
import com.lowagie.text.Font;
import com.lowagie.text.Element;
import com.lowagie.text.Paragraph;
import com.lowagie.text.Phrase;
import com.lowagie.text.pdf.PdfPCell;
import com.lowagie.text.pdf.PdfPTable;
import com.lowagie.text.pdf.PdfReader;
import com.lowagie.text.pdf.PdfStamper;
import com.lowagie.text.pdf.PdfWriter;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

public class Itext {
    // The standard Helvetica is in Windows-1252, which has no narrow blank.
    static String plain(String text) {
        return text.replace('\u202f', '\u00a0').replace('\u2009', '\u00a0');
    }

    static void draw(Path file) throws Exception {
        Document document = new Document();
        String to = file.toString().replaceFirst("\\.txt$", ".pdf");
        PdfWriter.getInstance(document, Files.newOutputStream(Path.of(to)));
        document.open();
        Font body = new Font(Font.HELVETICA, 9);
        for (String block : plain(Files.readString(file)).split("\n\n")) {
            List<String> rows = block.lines().toList();
            String kind = rows.get(0);
            if (kind.equals("title") || kind.equals("line")) {
                Font font = kind.equals("title") ? new Font(Font.HELVETICA, 14, Font.BOLD) : body;
                for (String row : rows.subList(1, rows.size())) document.add(new Paragraph(row, font));
                continue;
            }
            int columns = rows.get(1).split("\t", -1).length;
            PdfPTable table = new PdfPTable(columns);
            table.setWidthPercentage(100);
            table.setSpacingBefore(9);
            for (String row : rows.subList(1, rows.size())) {
                String[] cells = row.split("\t", -1);
                for (int at = 0; at < columns; at++) {
                    PdfPCell cell = new PdfPCell(new Phrase(cells[at], body));
                    if (at > 0) cell.setHorizontalAlignment(Element.ALIGN_RIGHT);
                    if (kind.equals("pairs")) cell.setBorder(0);
                    table.addCell(cell);
                }
            }
            document.add(table);
        }
        document.close();
    }

    static void fill(Path file) throws Exception {
        ByteArrayOutputStream made = new ByteArrayOutputStream();
        PdfReader reader = new PdfReader(Files.readAllBytes(file));
        PdfStamper stamper = new PdfStamper(reader, made);
        Path values = Path.of(file.toString().replaceFirst("\\.pdf$", ".txt"));
        for (String line : plain(Files.readString(values)).lines().toList()) {
            String[] named = line.split("\t", -1);
            stamper.getAcroFields().setField(named[0], named[1]);
        }
        stamper.setFormFlattening(true);
        stamper.close();
        Files.write(file, made.toByteArray());
    }

    public static void main(String[] words) throws Exception {
        for (int at = 1; at < words.length; at++) {
            if (words[0].equals("draw")) draw(Path.of(words[at]));
            else fill(Path.of(words[at]));
        }
    }
}
