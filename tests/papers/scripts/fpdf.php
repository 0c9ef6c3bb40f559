<?php
// php fpdf.php FILE.json...: each file's blocks set by FPDF, beside it as .pdf, in the standard Helvetica.
declare(strict_types=1);

require '/usr/share/php/fpdf.php';

// FPDF writes in Windows-1252, which has no narrow blank.
function plain(string $text): string
{
    return iconv('UTF-8', 'CP1252//TRANSLIT', preg_replace('/[\x{202f}\x{2009}]/u', "\u{a0}", $text));
}

foreach (array_slice($argv, 1) as $file) {
    $pdf = new FPDF();
    $pdf->AddPage();
    foreach (json_decode(file_get_contents($file), true) as $block) {
        foreach ($block['rows'] as $line => $row) {
            $head = $block['kind'] === 'table' && $line === 0;
            $pdf->SetFont('Helvetica', $head || $block['kind'] === 'title' ? 'B' : '', $block['kind'] === 'title' ? 14 : 9);
            if (count($row) === 1) {
                $pdf->MultiCell(0, 5, plain($row[0]));
                continue;
            }
            $border = $block['kind'] === 'table' && $block['ruled'] ? 1 : 0;
            $width = 110 / (count($row) - 1);
            foreach ($row as $at => $cell) {
                $pdf->Cell($at ? $width : 80, 6, plain($cell), $border, 0, $at ? 'R' : 'L');
            }
            $pdf->Ln();
        }
        $pdf->Ln(3);
    }
    $pdf->Output('F', preg_replace('/\.json$/', '.pdf', $file));
}
