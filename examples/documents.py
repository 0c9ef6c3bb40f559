"""Fictitious PDF attachments for the examples: orders, invoices, acceptance papers, statements.

Two layouts stand for two kinds of supplier software: ``lettre`` is a letter with label and value
lines (fpdf2), ``tableau`` is a form with ruled tables (reportlab). The same arguments always give
the same bytes with the same library versions: the dates written in the file are fixed (reportlab
follows SOURCE_DATE_EPOCH when it is set) and its identifier is a digest of its content. Nothing
checks the figures or the numbers passed in, so that a wrong document can be made on purpose. Every
page of text says that its data are invented.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from html import escape
from io import BytesIO
from typing import Literal, NotRequired, TypedDict, Unpack

from fpdf import FPDF
from PIL import Image, ImageDraw
from pypdf import PdfReader, PdfWriter
from reportlab import platypus
from reportlab.graphics.shapes import Drawing, PolyLine
from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas

Layout = Literal["lettre", "tableau"]
Identifiers = Sequence[tuple[str, str]]  # label and value: ("RPPS", "…")
FormerClient = tuple[str, Identifiers]  # name and identifiers of a beneficiary before a merger
Lines = tuple[tuple[str, str], ...]
Signatory = tuple[str, str, date]  # name, quality, day of the signature

NBSP = "\N{NO-BREAK SPACE}"
SEGUR = "Montant pris en charge par l'État au titre du Ségur de la santé"
SPECIMEN = "Spécimen établi avec des données fictives, sans valeur."
CLIENT_QUALITY = "Représentant du client"
SCOPE = (
    "La prestation comprend l'installation, le paramétrage, la formation et la maintenance "
    "corrective de la version référencée. Elle n'est liée à aucun réengagement ni à aucune option."
)
LATE_PAYMENT = (
    "Retard de paiement : pénalités au taux de trois fois l'intérêt légal et indemnité forfaitaire "
    f"de recouvrement de 40{NBSP}€."
)
VERIFIED = (
    "Le client soussigné a vérifié la solution installée et atteste la bonne réalisation de la "
    "Prestation Ségur, conformément au bon de commande."
)
IN_ORDER = (
    "La solution désignée ci-dessus est installée et paramétrée chez le client, ses utilisateurs "
    "sont formés : elle est déclarée en ordre de marche."
)
NOT_LIABLE = (
    "Le comptable public soussigné atteste que {name}, SIREN {siren}, n'est pas assujetti à la "
    "taxe sur la valeur ajoutée (TVA) pour les prestations qu'il facture. La présente attestation "
    "est délivrée à la demande de l'intéressé, pour servir et valoir ce que de droit."
)
MERGER = (
    "Par le présent traité, {former} transmettent à {client} l'ensemble de leur patrimoine, droits "
    "et obligations. {client} reprend les commandes passées au titre du Ségur de la santé."
)


@dataclass(frozen=True)
class Party:
    """A company, a practice or an establishment as its letterhead shows it."""

    name: str
    address: tuple[str, ...]
    siret: str | None = None
    vat_number: str | None = None
    extra: tuple[str, ...] = ()

    @property
    def registration(self) -> tuple[str, ...]:
        """SIRET, VAT number, then the free lines."""
        numbers = (("SIRET", self.siret), ("N° TVA", self.vat_number))
        return (*(f"{label} {value}" for label, value in numbers if value), *self.extra)

    @property
    def mentions(self) -> str:
        """The line at the foot of its papers."""
        return " - ".join((self.name, *self.registration))

    def block(self, identifiers: Identifiers = ()) -> str:
        """The lines under its name at the head of a paper."""
        numbers = (f"{label} : {value}" for label, value in identifiers)
        return "\n".join((*self.address, *self.registration, *numbers))


@dataclass(frozen=True)
class Money:
    """The amounts of a document, printed as given; ``rate`` is a percentage: 20, 8.5 or 0."""

    ht: Decimal
    rate: Decimal
    vat: Decimal
    ttc: Decimal
    exemption: str = "TVA non applicable, article 293 B du CGI"

    @property
    def totals(self) -> Lines:
        """The three lines of the totals."""
        vat = f"TVA {percent(self.rate)}"
        return (
            ("Total HT", euros(self.ht)),
            (vat, euros(self.vat)),
            ("Total TTC", euros(self.ttc)),
        )


class Acceptance(TypedDict):
    """What a VA or a MOM says; the two papers differ by their title and their statement."""

    layout: Layout
    client: Party
    client_identifiers: Identifiers
    signed_on: date
    signatory: str
    quality: NotRequired[str]
    solution: str
    numero_ans: str
    mss_address: str
    mss_case: str | None
    order_number: NotRequired[str]
    former_clients: NotRequired[Sequence[FormerClient]]


@dataclass(frozen=True)
class _Sheet:
    """One part of a document, which starts on a new page, before any layout."""

    title: str
    issuer: Party
    facts: Lines
    recipient: Party | None = None
    identifiers: Identifiers = ()  # the recipient's
    service: str = ""
    money: Money | None = None
    text: str = ""
    signatures: tuple[str, ...] = ()  # two at the most, side by side
    footer: tuple[str, ...] = ()
    state_pays: bool = True

    @property
    def notes(self) -> tuple[str, ...]:
        """The paragraphs: the State's share and the exemption if any, then the text."""
        paid = self.money if self.state_pays else None
        share = (f"{SEGUR} : {euros(paid.ttc)} TTC.",) if paid else ()
        exempt = (f"{self.money.exemption}.",) if self.money and self.money.rate == 0 else ()
        return (*exempt, *share, *((self.text,) if self.text else ()))


def euros(amount: Decimal) -> str:
    """Write an amount as French documents do: ``1 234,56 €`` with no-break spaces."""
    return f"{amount:,.2f}".replace(",", NBSP).replace(".", ",") + f"{NBSP}€"


def percent(rate: Decimal) -> str:
    """Write a rate as French documents do: ``20 %``, ``8,5 %``."""
    return f"{rate:.2f}".rstrip("0").rstrip(".").replace(".", ",") + f"{NBSP}%"


def day(value: date) -> str:
    """Write a date as French documents do: ``12/03/2025``."""
    return value.strftime("%d/%m/%Y")


def bon_de_commande(  # noqa: PLR0913 - a paper has as many mentions as the rules ask for
    *,
    layout: Layout,
    supplier: Party,
    client: Party,
    client_identifiers: Identifiers,
    number: str,
    signed_on: date,
    solution: str,
    numero_ans: str,
    profile: str,
    money: Money,
    service: str,
    signatory: str,
    quality: str = CLIENT_QUALITY,
    text: str = SCOPE,
    state_pays: bool = True,
) -> bytes:
    """Make an order signed by the client."""
    sheet = _Sheet(
        title=f"Bon de commande n° {number}",
        issuer=supplier,
        recipient=client,
        identifiers=client_identifiers,
        facts=(
            ("Date de commande", day(signed_on)),
            ("Solution commandée", solution),
            ("N° de référencement ANS", numero_ans),
            ("Profil de référencement", profile),
        ),
        service=service,
        money=money,
        text=text,
        signatures=(_signature(signatory, quality, signed_on),),
        footer=(supplier.mentions,),
        state_pays=state_pays,
    )
    return _render(layout, sheet)


def facture(  # noqa: PLR0913 - a paper has as many mentions as the rules ask for
    *,
    layout: Layout,
    supplier: Party,
    client: Party,
    client_identifiers: Identifiers,
    number: str,
    issued_on: date,
    order_number: str,
    money: Money,
    service: str,
    served_on: date | None = None,
    former_clients: Sequence[FormerClient] = (),
    merger_deed: bool = False,
    title: str = "Facture",
    late_payment: str = LATE_PAYMENT,
) -> bytes:
    """Make an invoice, served on its day if unsaid, then the merger deed of the client if asked."""
    sheet = _Sheet(
        title=f"{title} n° {number}",
        issuer=supplier,
        recipient=client,
        identifiers=client_identifiers,
        facts=(
            ("Date d'émission", day(issued_on)),
            ("Date de la prestation", day(served_on or issued_on)),
            ("Bon de commande n°", order_number),
            ("Nature de l'opération", "Prestation de services"),
            ("Règlement", f"Sans escompte, à 30 jours, le {day(issued_on + timedelta(days=30))}"),
            *_former(former_clients),
        ),
        service=service,
        money=money,
        footer=(*((late_payment,) if late_payment else ()), supplier.mentions),
    )
    if not merger_deed:
        return _render(layout, sheet)
    parties = (*former_clients, (client.name, client_identifiers))
    names = ", ".join(name for name, _ in former_clients) or "les entités apporteuses"
    deed = _Sheet(
        title="Traité de fusion",
        issuer=client,
        facts=tuple((f"{name}, {label}", value) for name, ids in parties for label, value in ids),
        text=MERGER.format(former=names, client=client.name),
        signatures=(_signature(client.name, "Entité absorbante", issued_on),),
    )
    return _render(layout, sheet, deed)


def _former(clients: Sequence[FormerClient]) -> Lines:
    """The lines that name the clients before a merger."""
    return tuple(
        (f"Ancien bénéficiaire, {label}", f"{value} ({name})")
        for name, identifiers in clients
        for label, value in identifiers
    )


def verification_aptitude(**terms: Unpack[Acceptance]) -> bytes:
    """Make a VA: the client states that what was ordered works as it should."""
    return _acceptance("Vérification d'aptitude (VA)", VERIFIED, terms)


def mise_en_ordre_de_marche(**terms: Unpack[Acceptance]) -> bytes:
    """Make a MOM: the solution is installed and in working order."""
    return _acceptance("Mise en ordre de marche (MOM)", IN_ORDER, terms)


def attestation_non_assujettissement(*, supplier: Party, issued_on: date) -> bytes:
    """Make the letter of a tax office saying that the supplier is not liable to VAT."""
    office = ("Service des impôts des entreprises", "2 place du Grenier", "99410 Aubette")
    siren = (supplier.siret or "")[:9]
    sheet = _Sheet(
        title="Attestation de non-assujettissement à la TVA",
        issuer=Party("Direction générale des finances publiques", office),
        recipient=supplier,
        facts=(("SIREN", siren), ("Date de l'attestation", day(issued_on))),
        text=NOT_LIABLE.format(name=supplier.name, siren=siren),
        signatures=(
            _signature("Armelle Quentinois", "Comptable des finances publiques", issued_on),
        ),
    )
    return _render("lettre", sheet)


def document(
    *,
    title: str,
    issuer: Party,
    facts: Lines,
    text: str = "",
    signed_by: Sequence[Signatory] = (),
    layout: Layout = "lettre",
) -> bytes:
    """Make any other paper: what it is about, what it states, who signs it."""
    sheet = _Sheet(
        title=title,
        issuer=issuer,
        facts=facts,
        text=text,
        signatures=tuple(_signature(*signatory) for signatory in signed_by),
        footer=(issuer.mentions,) if issuer.registration else (),
    )
    return _render(layout, sheet)


def fillable(*, title: str, lines: Lines, fields: Lines) -> bytes:
    """Make a form to fill in: printed lines, then a text field under each label, empty or not."""
    output = BytesIO()
    canvas = Canvas(output, invariant=1)
    canvas.setTitle(title)
    canvas.setProducer("Gestion commerciale de démonstration")
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(42, 790, title)
    canvas.setFont("Helvetica", 9)
    baseline = 766  # points from the bottom of the page
    for label, value in lines:
        canvas.drawString(42, baseline, f"{label} : {value}" if label else value)
        baseline -= 16
    for label, value in fields:
        canvas.drawString(42, baseline, label)
        canvas.acroForm.textfield(
            name=label, value=value, x=220, y=baseline - 5, width=300, height=16, fontSize=9
        )
        baseline -= 22
    canvas.drawString(42, 30, SPECIMEN)
    canvas.save()
    return output.getvalue()


def scan(width: int, height: int) -> bytes:
    """Make a page that only holds the picture of a paper, ``width`` by ``height`` pixels."""
    picture = Image.new("L", (width, height), 246)
    draw = ImageDraw.Draw(picture)
    line, letter = max(height // 48, 4), max(width // 90, 1)
    for row in range(4, 40):
        x = width // 9
        for word in range(3 + row * 5 % 9 if row % 6 else 0):
            end = x + (2 + (row * 7 + word * 11) % 6) * letter
            draw.rectangle((x, row * line, end, row * line + line // 3), fill=70)
            x = end + letter
    pdf = _LetterPdf()
    pdf.add_page()
    pdf.image(picture.rotate(0.6, fillcolor=225), x=0, y=0, w=pdf.w, h=pdf.h)
    return bytes(pdf.output())


def locked(pdf: bytes, password: str) -> bytes:
    """Put a password on the opening of a document.

    RC4 is chosen because it draws no random number: AES would change the bytes at each call.
    """
    writer = FixedWriter(clone_from=PdfReader(BytesIO(pdf)))
    writer.encrypt(password, algorithm="RC4-128")
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


class FixedWriter(PdfWriter):
    """A writer that keeps the identifier of the file it copies instead of drawing a new one."""

    def generate_file_identifiers(self) -> None:
        """Keep the one that is there."""
        if not self._ID:
            super().generate_file_identifiers()


def _acceptance(title: str, statement: str, terms: Acceptance) -> bytes:
    """Make a paper written by the client: its own letterhead, what it received, its signature."""
    order, case, address = terms.get("order_number"), terms["mss_case"], terms["mss_address"]
    quality = terms.get("quality", CLIENT_QUALITY)
    sheet = _Sheet(
        title=title,
        issuer=terms["client"],
        facts=(
            *terms["client_identifiers"],
            *_former(terms.get("former_clients", ())),
            *((("Bon de commande n°", order),) if order else ()),
            ("Solution installée", terms["solution"]),
            ("N° de référencement ANS", terms["numero_ans"]),
            *((("Adresse MSSanté utilisée", address),) if address else ()),
            *((("Déploiement MSS", case),) if case else ()),
        ),
        text=statement,
        signatures=(_signature(terms["signatory"], quality, terms["signed_on"]),),
    )
    return _render(terms["layout"], sheet)


def _signature(name: str, quality: str, signed_on: date) -> str:
    return f"{name}\n{quality}\nFait le {day(signed_on)}, signature :"


def _stroke(signature: str) -> list[tuple[float, float]]:
    """Draw a handwritten-like line for a signature, in a box of 40 by 12, from its bottom left."""
    codes = [ord(letter) for letter in signature if letter.isalpha()][:18]
    pace = 40 / len(codes)
    return [
        (rank * pace + code % 3, 6 + (-1) ** rank * (code % 7 - 0.5))
        for rank, code in enumerate(codes)
    ]


def _render(layout: Layout, *sheets: _Sheet) -> bytes:
    foot = "\n".join((*sheets[0].footer, SPECIMEN))
    return _letter(sheets, foot) if layout == "lettre" else _form(sheets, foot)


class _LetterPdf(FPDF):
    """A letter: pieces one under the other, the legal mentions at the foot of the first page."""

    def __init__(self, mentions: str = "") -> None:
        super().__init__()
        self.mentions = mentions
        self.core_fonts_encoding = "cp1252"
        self.set_creation_date(datetime(2000, 1, 1, tzinfo=UTC))
        self.set_producer("Éditique de démonstration")
        self.set_margins(20, 16)
        self.set_auto_page_break(auto=True, margin=26)

    def footer(self) -> None:
        mentions = self.mentions if self.page == 1 else SPECIMEN
        self.set_y(-8 - 3.5 * mentions.count("\n"))
        self.write_text(mentions, size=7)

    def write_text(
        self, text: str, *, x: float = 20, size: float = 10, bold: bool = False, width: float = 0
    ) -> None:
        self.set_x(x)
        self.set_font("Helvetica", "B" if bold else "", size)
        self.multi_cell(width, size / 2, text, align="L", new_x="LMARGIN", new_y="NEXT")

    def write_party(self, party: Party, identifiers: Identifiers, x: float) -> None:
        self.write_text(party.name, x=x, size=12, bold=True)
        self.write_text(party.block(identifiers), x=x, size=9)
        self.ln(8)

    def keep(self, height: float) -> None:
        if self.will_page_break(height):
            self.add_page()

    def write_lines(self, lines: Lines) -> None:
        for label, value in lines:
            self.keep(12)
            top = self.get_y()
            self.write_text(f"{label} :", width=62)
            bottom = self.get_y()
            self.set_y(top)
            self.write_text(value, x=82, bold=True)
            self.set_y(max(bottom, self.get_y()) + 1)

    def write_amounts(self, lines: Lines) -> None:
        self.keep(7 * len(lines))
        self.set_fill_color(232, 239, 247)
        for label, value in lines:
            self.cell(62, 7, label, fill=True)
            self.cell(0, 7, value, align="R", fill=True, new_x="LMARGIN", new_y="NEXT")

    def write_signatures(self, signatures: Sequence[str]) -> None:
        self.ln(10)
        self.keep(31)
        top = self.get_y()
        for x, signature in zip((115, 20), reversed(signatures), strict=False):
            self.set_y(top)
            self.write_text(signature, x=x)
            foot = self.get_y() + 16
            self.polyline([(x + 3 + along, foot - up) for along, up in _stroke(signature)])


def _letter(sheets: Sequence[_Sheet], foot: str) -> bytes:
    """Lay a document out as a letter, with fpdf2."""
    pdf = _LetterPdf(foot)
    pdf.set_title(sheets[0].title)
    pdf.set_draw_color(30, 60, 130)
    for sheet in sheets:
        pdf.add_page()
        pdf.write_party(sheet.issuer, (), x=20)
        if sheet.recipient:
            pdf.write_party(sheet.recipient, sheet.identifiers, x=115)
        pdf.write_text(sheet.title, size=14, bold=True)
        pdf.line(20, pdf.get_y() + 1, 190, pdf.get_y() + 1)
        pdf.ln(5)
        pdf.write_lines(sheet.facts)
        if sheet.money:
            unit = (("Quantité", "1"), ("Prix unitaire HT", euros(sheet.money.ht)))
            pdf.ln(4)
            pdf.write_lines((("Désignation", sheet.service), *unit))
            pdf.write_amounts(sheet.money.totals)
        for note in sheet.notes:
            pdf.ln(4)
            pdf.write_text(note)
        if sheet.signatures:
            pdf.write_signatures(sheet.signatures)
    return bytes(pdf.output())


def _form(sheets: Sequence[_Sheet], foot: str) -> bytes:
    """Lay a document out as a form with ruled tables, with reportlab."""

    def draw_foot(canvas: Canvas, _: platypus.SimpleDocTemplate) -> None:
        canvas.setProducer("Gestion commerciale de démonstration")
        mentions = _cell(foot if canvas.getPageNumber() == 1 else SPECIMEN, 6.5)
        mentions.wrapOn(canvas, 511, 60)
        mentions.drawOn(canvas, 42, 24)

    story: list[platypus.Flowable] = []
    for sheet in sheets:
        story += [*([platypus.PageBreak()] if story else []), *_form_story(sheet)]
    output = BytesIO()
    margins = {"leftMargin": 42, "rightMargin": 42, "topMargin": 36, "bottomMargin": 76}
    about = {"title": sheets[0].title, "author": sheets[0].issuer.name, "invariant": 1}
    form = platypus.SimpleDocTemplate(output, **about, **margins)
    form.build(story, onFirstPage=draw_foot, onLaterPages=draw_foot)
    return output.getvalue()


def _form_story(sheet: _Sheet) -> list[platypus.Flowable]:
    gap = platypus.Spacer(0, 12)
    client = _party("Client", sheet.recipient, sheet.identifiers) if sheet.recipient else ""
    facts = [(_cell(label), _cell(value, bold=True)) for label, value in sheet.facts]
    story = [
        _ruled([[_cell(sheet.title, 14, bold=True)]], [511], head=True),
        gap,
        _beside(_party("Émetteur", sheet.issuer), client),
        gap,
        _ruled(facts, [190, 321]),
        gap,
    ]
    totals = ""
    if sheet.money:
        heads = ("Désignation", "Quantité", "PU HT", "Taux TVA", "Montant HT")
        amount = euros(sheet.money.ht)
        item = (_cell(sheet.service), "1", amount, percent(sheet.money.rate), amount)
        story += [_ruled([heads, item], [225, 55, 80, 61, 90], head=True), gap]
        totals = _ruled(sheet.money.totals, [90, 108])
    notes = map(_cell, sheet.notes)
    signatures = [_signed(signature) for signature in sheet.signatures]
    right = signatures[1] if len(signatures) > 1 else totals
    return [*story, *notes, gap, _beside(signatures[0] if signatures else [], right)]


def _cell(text: str, size: float = 9, *, bold: bool = False) -> platypus.Paragraph:
    font = "Helvetica-Bold" if bold else "Helvetica"
    style = ParagraphStyle("", fontName=font, fontSize=size, leading=size * 1.35, spaceAfter=4)
    return platypus.Paragraph(escape(text, quote=False).replace("\n", "<br/>"), style)


def _ruled(
    rows: Sequence[Sequence[object]], widths: Sequence[int], *, head: bool = False
) -> platypus.Table:
    style: list[tuple[object, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.5, HexColor("#9AA5A0")),
        ("FONT", (0, 0), (-1, -1), "Helvetica", 9),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
    ]
    if head:
        style.append(("BACKGROUND", (0, 0), (-1, 0), HexColor("#DCE9E2")))
    return platypus.Table(rows, widths, style=style)


def _beside(left: object, right: object) -> platypus.Table:
    return platypus.Table([[left, right]], [301, 210], style=[("VALIGN", (0, 0), (-1, -1), "TOP")])


def _party(heading: str, party: Party, identifiers: Identifiers = ()) -> list[platypus.Flowable]:
    return [_cell(heading, 7), _cell(party.name, 10, bold=True), _cell(party.block(identifiers))]


def _signed(signature: str) -> list[platypus.Flowable]:
    picture = Drawing(160, 44)
    points = [(3 * x, 3 * y) for x, y in _stroke(signature)]
    picture.add(PolyLine(points, strokeColor=HexColor("#20308A"), strokeWidth=0.9))
    return [_cell(signature), picture]
