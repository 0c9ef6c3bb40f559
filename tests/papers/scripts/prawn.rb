# ruby prawn.rb FILE.json...: each file's blocks set by Prawn and its tables, beside it as .pdf.
require "json"
require "prawn"
require "prawn/table"

Prawn::Fonts::AFM.hide_m17n_warning = true
# The standard Helvetica is in Windows-1252, which has no narrow blank.
def plain(text) = text.tr("\u202f\u2009", "\u00a0")

ARGV.each do |file|
  Prawn::Document.generate(file.sub(/\.json\z/, ".pdf"), page_size: "A4") do |pdf|
    pdf.font_size 9
    JSON.parse(File.read(file)).each do |block|
      rows = block["rows"].map { |row| row.map { |cell| plain(cell) } }
      case block["kind"]
      when "title" then pdf.text rows[0][0], size: 14, style: :bold
      when "line" then rows.each { |row| pdf.text row[0] }
      else
        ruled = block["kind"] == "table" && block["ruled"]
        pdf.table(rows, width: pdf.bounds.width, cell_style: { borders: ruled ? %i[top bottom left right] : [], padding: 3 }) do
          columns(1..-1).align = :right
          row(0).font_style = :bold if ruled
        end
      end
      pdf.move_down 9
    end
  end
end
