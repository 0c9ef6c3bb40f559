"""Layouts with what a reader must leave aside: others' numbers and amounts, conditions, fields."""

from datetime import timedelta

from reportlab.platypus import Paragraph

from corpus.layouts_tables import detail, ruled
from corpus.paper import Paper
from corpus.pens import FpdfPen, ReportlabPen
from corpus.spelling import NBSP
from corpus.statement import FIGURES

# Numbers with right keys that aren't the client's: a bank, a host, an adviser, a declaration.
_LETTERHEAD = (
    f"Société au capital de 50{NBSP}000{NBSP}€ - Tél. 04 99 00 11 22 - contact@logiciel.example",
    f"Logiciel en abonnement, à partir de 199{NBSP}€/mois - Nouveau : la télétranmission à 9,90{NBSP}€ HT",
)
_LEGAL = (
    "Hébergeur de données de santé : Nuagerie Certifiée, SIRET 920 000 379 00023, FINESS 100780519",
    "Banque : Crédit des Alpages, SIREN 950000679 - IBAN FR76 9999 9000 0101 0000 0001 097",
    "Conseil médical : Dr Sacha Inventé, RPPS 10100000032 - Formation déclarée sous le n° 99101000024",
    f"Retard : intérêts de 12{NBSP}% l'an et indemnité forfaitaire de recouvrement de 40{NBSP}€ (D441-5).",
)
_CONDITIONS = (
    "CONDITIONS GÉNÉRALES",
    f"1. Prix. Tarifs au 1er janvier 2024. Tout déplacement est facturé 180,00{NBSP}€ HT.",
    f"2. Maintenance. L'heure supplémentaire est due au prix de 95{NBSP}€ HT, soit 114{NBSP}€ TTC.",
    f"3. Responsabilité. Elle est limitée à 10{NBSP}000{NBSP}€ par sinistre et par an.",
    f"4. Révision. Les prix sont révisés chaque année, dans la limite de 3{NBSP}%.",
    "5. Financement. Arrêté du 11 août 2021 ; convention du 30/09/2021 ; dépôt avant le 31/12/2026.",
    f"6. Retard. Intérêts au taux de 12{NBSP}% et indemnité de 40{NBSP}€.",
)
_RATES = (
    f"7. TVA. Taux en vigueur : 20{NBSP}% en métropole, 8,5{NBSP}% à La Réunion et aux Antilles."
)


def letterhead(paper: Paper) -> None:
    """A letterhead and a foot full of amounts and of others' numbers."""
    paper.begin(y=30)
    for line in _LETTERHEAD:
        paper.write(line, size=7)
    paper.y += 8
    paper.head()
    ruled(paper, *detail(paper))
    for label, value in paper.totals():
        paper.pen.text(300, paper.y, label)
        paper.write(value, x=520, right=True)
    paper.foot()
    for line in _LEGAL:
        paper.write(line, size=6.5)


def conditions(paper: Paper) -> None:
    """A second page of conditions with amounts, rates and dates of their own."""
    paper.begin()
    paper.head()
    for label, value in paper.totals():
        paper.pen.text(45, paper.y, label)
        paper.write(value, x=330, right=True)
    paper.foot()
    paper.begin()
    for line in (*_CONDITIONS, *([] if "rate" in paper.hidden else [_RATES])):
        paper.write(line, size=8)


def second_page(paper: Paper) -> None:
    """The parties on the first page, the figures and the signature on the second."""
    paper.begin()
    paper.head()
    paper.write("Les prix et la signature figurent en page 2.")
    paper.begin(y=60)
    paper.write(f"{paper.title} {paper.truth.number}, page 2")
    ruled(paper, *detail(paper))
    ruled(paper, paper.totals(), [170, 90], x=280)
    paper.foot()


def two_signatures(paper: Paper) -> None:
    """A quote before the order, a delivery after it, and the supplier signs on a day of its own."""
    truth, style = paper.truth, paper.style
    signed = truth.order_date
    paper.begin()
    paper.head()
    paper.write(paper.said("Devis accepté du", style.day(signed - timedelta(days=40))))
    paper.write(paper.said("Livraison prévue le", style.day(signed + timedelta(days=75))))
    ruled(paper, *detail(paper))
    ruled(paper, paper.totals(), [170, 90], x=280)
    for mention in paper.mentions():
        paper.write(mention)
    top = paper.y + 20
    supplier = paper.said("Date", style.day(signed - timedelta(days=5)))
    paper.block(["Pour le fournisseur", "Nom : Camille Inventée", supplier], x=45, y=top)
    client = paper.said(paper.words.signed, paper.when())
    paper.block(["Pour le client", f"Nom : {truth.client}", client], x=300, y=top)


def form_fields(paper: Paper) -> None:
    """A fillable form: the labels are of the page, the values in its fields (ReportLab only)."""
    pen = paper.pen
    assert isinstance(pen, ReportlabPen)
    paper.begin()
    paper.write(paper.title, size=14, bold=True)
    pairs = [
        *paper.references(),
        (paper.words.client, paper.truth.client),
        *paper.numbers(),
        ("Désignation", paper.truth.designation),
        *paper.pairs(*FIGURES),
    ]
    if paper.truth.kind == "order":
        pairs.append((paper.words.signed, paper.when()))
    for at, (label, value) in enumerate(pairs):
        paper.pen.text(45, paper.y + 12, label)
        pen.said.append(value)
        pen.canvas.acroForm.textfield(
            name=f"champ-{at}", value=value, x=260, y=pen.top - paper.y - 16, width=280, height=18,
            fontSize=9, borderWidth=0,
        )  # fmt: skip
        paper.y += 22
    one = paper.truth.supplier
    paper.write(f"{one.name} - SIREN {one.siret[:9]}", size=6.5)


def flowing(paper: Paper) -> None:
    """The figures in a justified paragraph, cut where the library cuts it."""
    paper.begin()
    paper.head()
    ht, rate, vat, ttc = (paper.figure(one) for one in FIGURES)
    tax = f", TVA{f' au taux de {rate}' if rate else ''} : {vat}" if vat else ""
    text = (
        f"Le fournisseur s'engage à réaliser la prestation « {paper.truth.designation} » pour un "
        f"montant hors taxes (HT) de {ht}{tax}, soit un montant toutes taxes comprises (TTC) de "
        f"{ttc}, que l'État règle au fournisseur au titre du Ségur du numérique en santé."
    )
    pen = paper.pen
    pen.said.append(text)
    if isinstance(pen, ReportlabPen):
        paragraph = Paragraph(text)
        paragraph.style.fontName, paragraph.style.alignment = pen.fonts[0], 4
        _, height = paragraph.wrapOn(pen.canvas, 330, 400)
        paragraph.drawOn(pen.canvas, 45, pen.top - paper.y - height)
        paper.y += height + 12
    elif isinstance(pen, FpdfPen):
        pen.pdf.set_font(pen.family, size=10)
        pen.pdf.set_xy(45, paper.y)
        pen.pdf.multi_cell(330, 13, pen.written(text), align="J")
        paper.y = pen.pdf.get_y() + 12
    paper.foot()
