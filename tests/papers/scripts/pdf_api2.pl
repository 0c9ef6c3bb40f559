# perl pdf_api2.pl FILE.json...: each file's blocks set by PDF::API2, beside it as .pdf.
use strict;
use warnings;
use utf8;
use JSON::PP;
use PDF::API2;

for my $file (@ARGV) {
    open(my $in, '<:raw', $file) or die $!;
    my $blocks = decode_json(do { local $/; <$in> });
    my $pdf = PDF::API2->new();
    my ($plain, $bold) = ($pdf->corefont('Helvetica', -encode => 'cp1252'), $pdf->corefont('Helvetica-Bold', -encode => 'cp1252'));
    my $page = $pdf->page();
    $page->mediabox('A4');
    my $text = $page->text();
    my $y = 800;
    for my $block (@$blocks) {
        my $line = 0;
        for my $row (@{$block->{rows}}) {
            my $title = $block->{kind} eq 'title';
            my $head = $block->{kind} eq 'table' && !$line++;
            $text->font($title || $head ? $bold : $plain, $title ? 14 : 9);
            my $last = $#$row;
            for my $at (0 .. $last) {
                # Windows-1252 has no narrow blank.
                (my $cell = $row->[$at]) =~ tr/\x{202f}\x{2009}/\x{a0}\x{a0}/;
                $text->translate($at ? 250 + 300 * $at / $last : 40, $y);
                $at ? $text->text_right($cell) : $text->text($cell);
            }
            $y -= $title ? 20 : 14;
        }
        $y -= 9;
    }
    (my $to = $file) =~ s/\.json$/.pdf/;
    $pdf->saveas($to);
}
