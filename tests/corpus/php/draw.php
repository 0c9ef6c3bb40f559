<?php
// php draw.php dompdf FILE.html... or tcpdf FILE.json...: each set by that library, beside it as .pdf.
declare(strict_types=1);

const LEFT = 14.0; // millimetres
const WHOLE = 182.0;
const HALF = 88.0;

// HTML and CSS in the standard Helvetica, which is what "sans-serif" is to it.
function dompdf(string $file, string $to): void
{
    $dompdf = new Dompdf\Dompdf(['defaultPaperSize' => 'a4']);
    $dompdf->loadHtml(file_get_contents($file), 'UTF-8');
    $dompdf->render();
    file_put_contents($to, $dompdf->output());
}

// Cells at places in the standard Helvetica.
function tcpdf(string $file, string $to): void
{
    $pdf = new TCPDF();
    $pdf->setPrintHeader(false);
    $pdf->setPrintFooter(false);
    $pdf->SetMargins(LEFT, 12);
    $pdf->SetAutoPageBreak(false);
    $pdf->AddPage();
    $y = 12.0;
    $top = $y;
    $before = '';
    foreach (json_decode(file_get_contents($file), true) as $block) {
        $beside = $block['side'] === 'right' && $before === 'left';
        if (!$beside && $y > 250) {
            $pdf->AddPage();
            $y = 12.0;
        }
        $top = $beside ? $top : $y;
        $bottom = block($pdf, $block, $top);
        $y = $beside ? max($y, $bottom) : $bottom;
        $before = $block['side'];
    }
    $pdf->Output($to, 'F');
}

function block(TCPDF $pdf, array $block, float $y): float
{
    $x = $block['side'] === 'right' ? LEFT + WHOLE - HALF : LEFT;
    $whole = $block['side'] === '' ? WHOLE : HALF;
    if ($block['kind'] === 'title' || $block['kind'] === 'line') {
        $title = $block['kind'] === 'title';
        $pdf->SetFont('helvetica', $title ? 'B' : '', $title ? 14 : 9);
        foreach ($block['rows'] as [$text]) {
            $pdf->SetXY($x, $y);
            $pdf->MultiCell($whole, 4, $text, 0, 'L');
            $y = $pdf->GetY();
        }
        return $y + 3;
    }
    $head = $block['kind'] === 'table';
    $body = $head && count($block['rows']) > 1 ? array_slice($block['rows'], 1) : $block['rows'];
    $pdf->SetFont('helvetica', 'B', 9);
    $widths = [];
    $sides = [];
    foreach (array_keys($block['rows'][0]) as $at) {
        $cells = array_filter(array_column($body, $at), fn($cell) => $cell !== '');
        $figures = $cells && !array_filter($cells, fn($cell) => !preg_match('/^[-€ ]*\d/u', $cell));
        $sides[$at] = $figures ? 'R' : 'L';
        $texts = array_column($block['rows'], $at);
        $widths[$at] = max(array_map(fn($text) => $pdf->GetStringWidth($text), $texts)) + 5;
    }
    $widest = array_search(max($widths), $widths, true);
    $widths[$widest] += $whole - array_sum($widths);
    $border = $head && $block['ruled'] ? 1 : 0;
    foreach ($block['rows'] as $number => $row) {
        $pdf->SetFont('helvetica', $head && $number === 0 ? 'B' : '', 9);
        $lines = 1;
        foreach ($row as $at => $cell) {
            $lines = max($lines, $pdf->getNumLines($cell, $widths[$at]));
        }
        $left = $x;
        foreach ($row as $at => $cell) {
            $pdf->MultiCell($widths[$at], 5 * $lines, $cell, $border, $sides[$at], false, 0, $left, $y);
            $left += $widths[$at];
        }
        $y += 5 * $lines;
    }
    return $y + 3;
}

[, $library] = $argv;
require $library === 'dompdf' ? '/usr/share/php/dompdf/autoload.php' : '/usr/share/php/tcpdf/tcpdf.php';
foreach (array_slice($argv, 2) as $file) {
    $library($file, preg_replace('/\.(html|json)$/', '.pdf', $file));
}
