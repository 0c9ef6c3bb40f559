"""DEM: the papers of an enrolment, pilots, a completion statement, a cancellation."""

from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType

import pytest

from checks.made_documents import plain
from checks.papers import blank, columns, lines, truetype
from conftest import Cli, Said

pytestmark = pytest.mark.usefixtures("frozen_tables")

Papers = dict[str, bytes]
Judged = Callable[..., Said]

REPRESENTATIVE = {"identite.pdf", "rib.pdf"}
DPI_DEFINITIVE = REPRESENTATIVE | {"certificat_referencement.pdf", "certificat_hds.pdf"}
DEFINITIVE = {"nature": '"definitif"', "depositaire": '"representant-legal"'}
NOBODY_ELSE = {"distributeur": "false", "assujetti_tva": "true"}
FILER = DEFINITIVE | NOBODY_ELSE


@pytest.fixture
def paper(dossiers: ModuleType) -> bytes:
    """Any PDF that opens."""
    found: bytes = next(iter(dossiers.MDV.avance().pieces.values()))
    return found


@pytest.fixture
def judged(cli: Cli, tmp_path: Path) -> Judged:
    """Check papers as a step of a SONS, with tables of dossier.toml."""

    def call(
        phase: str,
        sons: str,
        papers: Papers,
        depot: str | None = "2025-03-10T10:00:00",
        settings: str = "",
        **tables: dict[str, str],
    ) -> Said:
        lines = [f'sons = "{sons}"', f'phase = "{phase}"']
        lines += [f"depot = {depot}"] if depot else []
        for name, table in tables.items():
            lines += [f"[{name}]", *(f"{key} = {value}" for key, value in table.items())]
        (tmp_path / "pieces").mkdir()
        (tmp_path / "dossier.toml").write_text("\n".join(lines), encoding="utf-8")
        if settings:
            (tmp_path / "segur-check.toml").write_text(settings, encoding="utf-8")
        for name, data in papers.items():
            (tmp_path / "pieces" / name).write_bytes(data)
        return cli("check", tmp_path, "-o", "json")

    return call


def lacking(said: Said, code: str) -> set[str]:
    """The papers that a control says are missing, as it writes them in French."""
    return {one["expected"] for one in said.findings(code)}


def each(names: Iterable[str], paper: bytes) -> Papers:
    return dict.fromkeys(names, paper)


# DEM001


@pytest.mark.parametrize(
    ("sons", "papers", "told", "expected"),
    [
        ("HOP-DPI-Va2", DPI_DEFINITIVE, FILER, set()),
        (
            "HOP-DPI-Va2",
            DPI_DEFINITIVE - {"certificat_hds.pdf"} | {"attestation_non_hds.pdf"},
            FILER,
            set(),
        ),
        (
            "HOP-DPI-Va2",
            DPI_DEFINITIVE - {"certificat_hds.pdf"},
            FILER,
            {
                (
                    "certificat d'hébergement de données de santé (HDS), "
                    "attestation de non-hébergement de données de santé"
                )
            },
        ),
        ("HOP-PFI-Va2", DPI_DEFINITIVE - {"certificat_hds.pdf"}, FILER, set()),
        (
            "HOP-PFI-Va2",
            REPRESENTATIVE,
            FILER,
            {"certificat de référencement de l'ANS"},
        ),
        ("HOP-PFI-Va2", REPRESENTATIVE, FILER | {"nature": '"anticipe"'}, set()),
        ("HOP-DPI-Va2", REPRESENTATIVE, FILER | {"nature": '"anticipe"'}, set()),
        (
            "HOP-DPI-Va2",
            {"certificat_referencement.pdf", "certificat_hds.pdf"},
            FILER | {"nature": '"complement"', "distributeur": "true"},
            set(),
        ),
        (
            "HOP-DPI-Va2",
            {"certificat_hds.pdf"},
            {"nature": '"complement"'},
            {"certificat de référencement de l'ANS"},
        ),
        (
            "HOP-DPI-Va2",
            DPI_DEFINITIVE,
            FILER | {"depositaire": '"employe"'},
            {"mandat avec délégation de signature", "pièce d'identité du dépositaire"},
        ),
        (
            "HOP-DPI-Va2",
            DPI_DEFINITIVE,
            FILER | {"depositaire": '"tiers"'},
            {"contrat de prestation avec la structure tierce", "pièce d'identité du dépositaire"},
        ),
        (
            "HOP-DPI-Va2",
            DPI_DEFINITIVE,
            FILER | {"distributeur": "true"},
            {"mandat de l'éditeur"},
        ),
        (
            "HOP-DPI-Va2",
            DPI_DEFINITIVE,
            FILER | {"assujetti_tva": "false"},
            {"attestation de non-assujettissement à la TVA"},
        ),
        # Wave 1: the identity of who files, be it the legal representative.
        (
            "MDV-LGC-Va1",
            {"cni_depositaire.pdf", "rib.pdf", "rapport_referencement.pdf"},
            FILER,
            set(),
        ),
        (
            "MDV-LGC-Va1",
            {"cni_depositaire.pdf", "rib.pdf", "rapport_referencement.pdf"},
            FILER | {"depositaire": '"tiers"'},
            {
                "pièce d'identité du représentant légal",
                "contrat de prestation avec la structure tierce",
            },
        ),
        # No text of wave 1 asks a mandate of a distributor.
        (
            "MDV-LGC-Va1",
            REPRESENTATIVE | {"rapport_referencement.pdf"},
            FILER | {"distributeur": "true"},
            set(),
        ),
    ],
)
def test_an_enrolment_asks_the_papers_of_its_nature_and_of_who_files(
    sons: str,
    papers: set[str],
    told: dict[str, str],
    expected: set[str],
    judged: Judged,
    paper: bytes,
) -> None:
    depot = "2025-03-10T10:00:00" if sons.endswith("2") else "2022-03-10T10:00:00"

    said = judged("enrolement", sons, each(papers, paper), depot, enrolement=told)

    assert expected == lacking(said, "DEM001")
    assert {"a-modifier"} >= {one["severity"] for one in said.findings("DEM001")}
    assert "DEM001" not in said.not_checked


@pytest.mark.parametrize(
    ("missing", "key"),
    [
        ("nature", "nature"),
        ("depositaire", "depositaire"),
        ("distributeur", "distributeur"),
        ("assujetti_tva", "assujetti_tva"),
    ],
)
def test_what_dossier_toml_does_not_tell_of_an_enrolment_is_not_checked(
    missing: str, key: str, judged: Judged, paper: bytes
) -> None:
    told = {name: value for name, value in FILER.items() if name != missing}
    papers = each(DPI_DEFINITIVE - {"rib.pdf"} if missing == "nature" else DPI_DEFINITIVE, paper)

    said = judged("enrolement", "HOP-DPI-Va2", papers, enrolement=told)

    reasons = [
        one["reason"]
        for request in said.report["requests"]
        for one in request["not_checked"]
        if one["code"] == "DEM001"
    ]
    assert 1 == len(reasons)
    assert key in reasons[0]
    assert [] == said.findings("DEM001")


def test_the_settings_tell_whether_the_supplier_is_liable_to_vat(
    judged: Judged, paper: bytes
) -> None:
    told = {name: value for name, value in FILER.items() if name != "assujetti_tva"}

    said = judged(
        "enrolement",
        "HOP-DPI-Va2",
        each(DPI_DEFINITIVE, paper),
        settings="[fournisseur]\nassujetti_tva = false\n",
        enrolement=told,
    )

    assert {"attestation de non-assujettissement à la TVA"} == lacking(said, "DEM001")


def test_a_paper_whose_name_says_nothing_may_be_the_one_that_is_missing(
    judged: Judged, paper: bytes
) -> None:
    papers = each(DPI_DEFINITIVE - {"rib.pdf"} | {"scan-0012.pdf"}, paper)

    said = judged("enrolement", "HOP-DPI-Va2", papers, enrolement=FILER)

    assert "non-fourni" == said.not_checked["DEM001"]
    assert [] == said.findings("DEM001")


def test_the_type_of_a_paper_is_taken_from_dossier_toml(judged: Judged, paper: bytes) -> None:
    papers = each(DPI_DEFINITIVE - {"rib.pdf"} | {"scan-0012.pdf"}, paper)

    said = judged(
        "enrolement",
        "HOP-DPI-Va2",
        papers,
        enrolement=FILER,
        types={'"scan-0012.pdf"': '"RIB"'},
    )

    assert "DEM001" not in said.not_checked
    assert 0 == said.code


def test_no_text_of_wave_1_speaks_of_an_anticipated_enrolment(judged: Judged, paper: bytes) -> None:
    papers = each(REPRESENTATIVE, paper)
    told = FILER | {"nature": '"anticipe"'}

    said = judged("enrolement", "HOP-DPI-Va1", papers, "2022-03-10T10:00:00", enrolement=told)

    assert "non-publie" == said.not_checked["DEM001"]


NAMES = DPI_DEFINITIVE - {"rib.pdf", "certificat_hds.pdf"}


@pytest.mark.parametrize(
    ("papers", "told", "expected", "kind"),
    [
        (NAMES | {"certificat_hds.pdf", "releve_identite_bancaire.pdf"}, FILER, set(), None),
        (
            DPI_DEFINITIVE - {"identite.pdf"} | {"releve_identite_bancaire.pdf"},
            FILER,
            {"pièce d'identité du représentant légal"},
            None,
        ),
        (NAMES | {"attestation_non_hebergement.pdf", "rib.pdf"}, FILER, set(), None),
        (
            NAMES | {"attestation_sur_l_honneur_non_hebergement.pdf", "rib.pdf"},
            FILER,
            set(),
            "non-fourni",
        ),
        (
            DPI_DEFINITIVE - {"certificat_referencement.pdf"} | {"attestation_ANS.pdf"},
            FILER,
            set(),
            "non-fourni",
        ),
        (
            DPI_DEFINITIVE | {"cni_martin.pdf"},
            FILER | {"depositaire": '"employe"'},
            {"mandat avec délégation de signature"},
            "non-fourni",
        ),
        (
            DPI_DEFINITIVE | {"mandat_signature.pdf"},
            FILER | {"depositaire": '"employe"'},
            {"pièce d'identité du dépositaire"},
            None,
        ),
    ],
    ids=[
        "bank details in full",
        "bank details are no identity",
        "non-hosting",
        "non-hosting on one's honour",
        "a vague certificate",
        "two identities",
        "one identity counts once",
    ],
)
def test_a_vague_name_makes_no_paper_missing(
    papers: set[str],
    told: dict[str, str],
    expected: set[str],
    kind: str | None,
    judged: Judged,
    paper: bytes,
) -> None:
    said = judged("enrolement", "HOP-DPI-Va2", each(papers, paper), enrolement=told)

    assert expected == lacking(said, "DEM001")
    assert kind == said.not_checked.get("DEM001")


# DEM002


@pytest.mark.parametrize(
    ("nature", "expected"),
    [("definitif", {"DEM002": "rejet"}), ("complement", {"DEM002": "non-publie"})],
)
def test_no_closing_is_published_for_a_completion(
    nature: str, expected: dict[str, str], judged: Judged, paper: bytes
) -> None:
    told = FILER | {"nature": f'"{nature}"'}

    said = judged(
        "enrolement", "HOP-PFI-Va2", each(DPI_DEFINITIVE, paper), "2025-10-01", enrolement=told
    )

    found = said.severities | said.not_checked
    assert expected == {code: how for code, how in found.items() if code == "DEM002"}


@pytest.mark.parametrize(
    ("sons", "depot", "found"),
    [
        ("HOP-DPI-Va2", "2024-06-20T13:59:59", True),
        ("HOP-DPI-Va2", "2024-06-20T14:00:00", False),
        ("HOP-DPI-Va2", "2025-12-17T12:00:00", False),
        ("HOP-DPI-Va2", "2025-12-17T12:00:01", True),
        ("HOP-PFI-Va2", "2025-09-17T12:00:00", False),
        ("HOP-PFI-Va2", "2025-09-17T12:00:01", True),
        ("IMG-DB-Va2", "2025-05-15T13:59:59", True),
        ("IMG-DB-Va2", "2025-05-15T14:00:00", False),
        ("MDV-LGC-Va1", "2021-11-01T23:59:59", True),
        ("MDV-LGC-Va1", "2021-11-02T00:00:00", False),
    ],
)
def test_an_enrolment_is_filed_inside_its_window(
    sons: str,
    depot: str,
    found: bool,  # noqa: FBT001 - a parameter of pytest
    judged: Judged,
    paper: bytes,
) -> None:
    said = judged("enrolement", sons, each(DPI_DEFINITIVE, paper), depot, enrolement=FILER)

    assert (["rejet"] if found else []) == [one["severity"] for one in said.findings("DEM002")]


def test_an_enrolment_without_deposit_is_judged_as_of_now(judged: Judged, paper: bytes) -> None:
    said = judged("enrolement", "HOP-PFI-Va2", each(DPI_DEFINITIVE, paper), None, enrolement=FILER)

    assert ["Enrôlement\u00a0: dépôt clos à ce jour"] == [
        one["title"] for one in said.findings("DEM002")
    ]


@pytest.mark.parametrize("sons", ["IMG-DB-Va2", "MDV-LGC-Va2", "MS1"])
def test_an_unpublished_bound_of_the_enrolment_is_not_checked(
    sons: str, judged: Judged, paper: bytes
) -> None:
    said = judged("enrolement", sons, each(DPI_DEFINITIVE, paper), enrolement=FILER)

    assert "non-publie" == said.not_checked["DEM002"]


@pytest.mark.parametrize(("depot", "early"), [("2021-11-01", True), ("2021-11-02", False)])
@pytest.mark.parametrize("sons", ["MS1", "MS2-PDS", "PHA-LGO-Va1"])
def test_no_enrolment_is_older_than_the_portal(
    sons: str,
    depot: str,
    early: bool,  # noqa: FBT001 - a parameter of pytest
    judged: Judged,
    paper: bytes,
) -> None:
    papers = each(REPRESENTATIVE | {"rapport_referencement.pdf"}, paper)

    said = judged("enrolement", sons, papers, depot, enrolement=FILER)

    assert (["rejet"] if early else []) == [one["severity"] for one in said.findings("DEM002")]
    reasons = [
        one["reason"]
        for request in said.report["requests"]
        for one in request["not_checked"]
        if one["code"] == "DEM002"
    ]
    assert (1 if early else 2) == len(reasons)


# DEM011

VALIDATED = "« Validée »"
WAITING = "« Validation partielle : En attente de certificat(s) »"
ANTICIPATED = {"nature": '"anticipe"'}
INITIAL, COMPLEMENTARY = {"rang": '"initial"'}, {"rang": '"complementaire"'}
COMPLETED = {"nature": '"complement"'}

ENROLMENTS: dict[str, tuple[dict[str, str], str, str]] = {
    "case 1": (FILER | INITIAL, "Cas 1 :", VALIDATED),
    "case 2": (FILER | ANTICIPATED | INITIAL, "Cas 2 :", WAITING),
    "case 3": (FILER | COMPLEMENTARY, "Cas 3 :", VALIDATED),
    "case 4": (FILER | ANTICIPATED | COMPLEMENTARY, "Cas 4 :", WAITING),
    "case 2, completed": (COMPLETED | INITIAL, "Cas 2 :", VALIDATED),
    "case 4, completed": (COMPLETED | COMPLEMENTARY, "Cas 4 :", VALIDATED),
    "definitive": (FILER, "Cas 1 ou 3 :", VALIDATED),
    "anticipated": (FILER | ANTICIPATED, "Cas 2 ou 4 :", WAITING),
    "completed": (COMPLETED, "Cas 2 ou 4 :", VALIDATED),
    "of no nature": (NOBODY_ELSE | INITIAL, "Type de cet enrôlement", WAITING),
}


@pytest.mark.parametrize(("told", "title", "status"), ENROLMENTS.values(), ids=ENROLMENTS)
def test_an_enrolment_is_one_of_four_cases(
    told: dict[str, str], title: str, status: str, judged: Judged, paper: bytes
) -> None:
    said = judged("enrolement", "HOP-DPI-Va2", each(DPI_DEFINITIVE, paper), enrolement=told)

    (found,) = said.findings("DEM011")
    plain = {part: found[part].replace("\u00a0", " ") for part in ("title", "message", "action")}
    assert ("info", "A") == (found["severity"], found["source"]["certainty"])
    assert plain["title"].startswith(title)
    assert status in plain["message"]
    assert ("aucune demande de financement" in plain["message"]) is (status == WAITING)
    both = "rang" not in told and told.get("nature") != '"complement"'
    assert ("[enrolement]" in plain["action"]) is (both or "nature" not in told)


@pytest.mark.parametrize("told", [FILER, FILER | INITIAL, FILER | COMPLEMENTARY])
def test_which_enrolment_it_is_changes_no_verdict(
    told: dict[str, str], judged: Judged, dossiers: ModuleType
) -> None:
    (paper,) = dossiers.DPI.avance().pieces.values()  # a certificate of wave 1 would be another's

    said = judged("enrolement", "HOP-DPI-Va2", each(DPI_DEFINITIVE, paper), enrolement=told)

    assert (0, "sans-anomalie") == (said.code, said.report["verdict"])


@pytest.mark.parametrize("sons", ["MDV-LGC-Va1", "PHA-LGO-Va1", "MS1", "SAS"])
def test_no_text_tells_four_enrolments_outside_of_wave_2(
    sons: str, judged: Judged, paper: bytes
) -> None:
    papers = each(REPRESENTATIVE | {"rapport_referencement.pdf"}, paper)

    said = judged("enrolement", sons, papers, "2022-03-10", enrolement=FILER | INITIAL)

    assert "DEM011" not in said.severities | said.not_checked


@pytest.mark.parametrize(
    ("nature", "missing", "expected"),
    [
        ("definitif", "rib.pdf", {"relevé d'identité bancaire (RIB)"}),
        ("definitif", "certificat_referencement.pdf", {"certificat de référencement de l'ANS"}),
        ("anticipe", "rib.pdf", {"relevé d'identité bancaire (RIB)"}),
        ("anticipe", "certificat_referencement.pdf", set()),
        ("complement", "rib.pdf", set()),
        ("complement", "certificat_referencement.pdf", {"certificat de référencement de l'ANS"}),
    ],
)
@pytest.mark.parametrize("rank", [INITIAL, COMPLEMENTARY])
def test_the_papers_depend_on_the_nature_of_an_enrolment_and_not_on_its_rank(
    nature: str,
    missing: str,
    expected: set[str],
    rank: dict[str, str],
    judged: Judged,
    paper: bytes,
) -> None:
    told = FILER | {"nature": f'"{nature}"'} | rank

    said = judged(
        "enrolement", "HOP-DPI-Va2", each(DPI_DEFINITIVE - {missing}, paper), enrolement=told
    )

    assert expected == lacking(said, "DEM001")


@pytest.mark.parametrize("rank", [INITIAL, COMPLEMENTARY])
@pytest.mark.parametrize(
    ("depot", "late"), [("2025-09-17T12:00:00", False), ("2025-09-17T12:00:01", True)]
)
def test_the_closing_is_the_same_for_a_supplier_enrolled_before(
    rank: dict[str, str],
    depot: str,
    late: bool,  # noqa: FBT001 - a parameter of pytest
    judged: Judged,
    paper: bytes,
) -> None:
    papers = each(DPI_DEFINITIVE, paper)

    said = judged("enrolement", "HOP-PFI-Va2", papers, depot, enrolement=FILER | rank)

    assert ("DEM002" in said.severities) is late


def test_another_rank_of_an_enrolment_is_an_error_of_usage(judged: Judged, paper: bytes) -> None:
    told = FILER | {"rang": '"second"'}

    said = judged("enrolement", "HOP-DPI-Va2", each(DPI_DEFINITIVE, paper), enrolement=told)

    assert 2 == said.code
    assert "enrolement.rang" in said.err
    assert "initial, complementaire" in said.err


# DEM003


def report(client: str, dossiers: ModuleType, name: str = "") -> bytes:
    """A pilot report of a client, by its number."""
    import documents  # noqa: PLC0415 - of examples/, in reach once `dossiers` is

    made: bytes = documents.document(
        title=f"Procès-verbal d'installation pilote {name}",
        issuer=dossiers.SUPPLIER,
        facts=(("FINESS", client),) if client else (("Client", "voir l'annexe"),),
    )
    return made


CLIENTS = ("330781196", "210780581", "560023210")


@pytest.mark.parametrize(
    ("clients", "codes"),
    [
        (CLIENTS, {}),
        (CLIENTS[:2], {"DEM003": "a-modifier"}),
        ((), {"DEM003": "a-modifier"}),
        ((*CLIENTS[:2], CLIENTS[0]), {"DEM003": "a-modifier"}),
        ((*CLIENTS, CLIENTS[0]), {"DEM003": "a-modifier"}),
        ((*CLIENTS, ""), {"DEM003": "illisible"}),
        ((*CLIENTS[:2], ""), {"DEM003": "illisible"}),
        ((*CLIENTS[:2], f"{CLIENTS[0]} {CLIENTS[2]}"), {"DEM003": "illisible"}),
    ],
    ids=[
        "three",
        "two",
        "none",
        "three with a twin",
        "four with a twin",
        "four, one without number",
        "three, one without number",
        "three, one with two numbers",
    ],
)
def test_pilots_are_three_clients_that_their_reports_name(
    clients: tuple[str, ...], codes: dict[str, str], judged: Judged, dossiers: ModuleType
) -> None:
    papers = {
        f"pv_pilote_{rank}.pdf": report(client, dossiers, str(rank))
        for rank, client in enumerate(clients)
    }

    said = judged("pilotes", "HOP-DPI-Va2", papers)

    told = said.severities | said.not_checked
    assert codes == {code: how for code, how in told.items() if code == "DEM003"}


@pytest.mark.parametrize(
    "texts",
    [
        ["443322110 00018 CH de A", "443322110 00018 CH de B", "443322110 00018 CH de C"],
        ["A, FINESS juridique 330781196", "B, FINESS EJ 330781196", "C, FINESS J 330781196"],
    ],
    ids=["the number of the supplier alone", "the legal entity of three places"],
)
def test_what_stands_in_every_report_tells_no_client(
    texts: list[str], judged: Judged, dossiers: ModuleType
) -> None:
    papers = {
        f"pv_pilote_{rank}.pdf": report(text, dossiers, str(rank))
        for rank, text in enumerate(texts)
    }

    said = judged("pilotes", "HOP-DPI-Va2", papers)

    assert "DEM003" not in said.severities
    assert "illisible" == said.not_checked["DEM003"]


@pytest.mark.parametrize("sons", ["HOP-DPI-Va2", "IMG-RIS-Va2"])
def test_three_reports_of_one_place_are_one_client(
    sons: str, judged: Judged, dossiers: ModuleType
) -> None:
    papers = {
        f"pv_pilote_{rank}.pdf": report(f"330781196 {rpps}", dossiers, str(rank))
        for rank, rpps in enumerate(("10998877665", "10776655440", "10000001916"))
    }

    said = judged("pilotes", sons, papers)

    titles = [one["title"] for one in said.findings("DEM003")]
    assert 2 == titles.count("Même client pilote deux fois")
    assert ("Trop peu de clients pilotes" in titles) == (sons == "HOP-DPI-Va2")


NOTE = "Note de transmission", "Les procès-verbaux suivront par un prochain envoi."
LETTERS: dict[str, tuple[str, bytes, str]] = {
    "a note": ("note.pdf", lines(*NOTE), "a-modifier"),
    "a scan": ("note.pdf", blank(), "non-fourni"),
    "no PDF": ("note.pdf", b"Bonjour", "non-fourni"),
    "a report of another name": (
        "carhaix.pdf",
        lines("Procès-verbal d'installation", "Le client le signe."),
        "non-fourni",
    ),
    "the words of a report": (
        "carhaix.pdf",
        lines("Le client atteste la mise en service."),
        "non-fourni",
    ),
    "a report named as a statement": (
        "attestation_carhaix.pdf",
        lines("Procès-verbal d'installation", "Le client le signe."),
        "non-fourni",
    ),
}


@pytest.mark.parametrize(("name", "paper", "expected"), LETTERS.values(), ids=LETTERS)
@pytest.mark.parametrize("sons", ["HOP-PFI-Va2", "IMG-RIS-Va2", "IMG-DB-Va2"])
def test_a_step_of_pilots_holds_a_report_whatever_their_number(
    name: str, paper: bytes, expected: str, sons: str, judged: Judged
) -> None:
    said = judged("pilotes", sons, {name: paper})

    assert expected == (said.severities | said.not_checked)["DEM003"]
    assert said.report["verdict"] in {"a-modifier", "a-verifier"}


def test_two_copies_of_a_report_are_told_as_such(judged: Judged, dossiers: ModuleType) -> None:
    papers = dict.fromkeys(("pv_pilote_1.pdf", "pv_pilote_2.pdf"), report("sans numéro", dossiers))

    said = judged("pilotes", "HOP-DPI-Va2", papers)

    messages = [one["message"] for one in said.findings("DEM003")]
    assert "deux copies du même fichier" in messages[0]


@pytest.mark.parametrize("client", ["", "CH de A", "123", "330781197"])
def test_a_pilot_client_is_an_identifier(client: str, judged: Judged, paper: bytes) -> None:
    said = judged("pilotes", "HOP-DPI-Va2", {"pv.pdf": paper}, pilotes={'"pv.pdf"': f'"{client}"'})

    assert 2 == said.code
    assert "[pilotes], pv.pdf" in said.err


def test_the_client_of_a_pilot_is_taken_from_dossier_toml_first(
    judged: Judged, dossiers: ModuleType
) -> None:
    papers = {f"pv-{rank}.pdf": report("", dossiers, str(rank)) for rank in range(3)}
    told = {f'"pv-{rank}.pdf"': f'"{client}"' for rank, client in enumerate(CLIENTS)}

    assert 0 == judged("pilotes", "HOP-DPI-Va2", papers, pilotes=told).code


def test_one_client_given_to_two_reports_is_a_client_twice(
    judged: Judged, dossiers: ModuleType
) -> None:
    papers = {f"pv-{rank}.pdf": report("", dossiers, str(rank)) for rank in range(3)}
    told = {f'"pv-{rank}.pdf"': f'"{CLIENTS[rank % 2]}"' for rank in range(3)}

    said = judged("pilotes", "HOP-DPI-Va2", papers, pilotes=told)

    assert ["Même client pilote deux fois", "Trop peu de clients pilotes"] == [
        one["title"] for one in said.findings("DEM003")
    ]
    assert "certaine" == said.findings("DEM003")[0]["confidence"]


def test_the_same_report_twice_counts_once(judged: Judged, dossiers: ModuleType) -> None:
    twin = report(CLIENTS[0], dossiers)
    papers = {
        "pv_pilote_1.pdf": twin,
        "pv_pilote_2.pdf": twin,
        "pv_pilote_3.pdf": report(CLIENTS[1], dossiers),
    }

    assert 2 == len(judged("pilotes", "HOP-DPI-Va2", papers).findings("DEM003"))


def test_the_supplier_s_own_number_is_no_pilot(judged: Judged, dossiers: ModuleType) -> None:
    siret = dossiers.SUPPLIER.siret
    papers = {
        f"pv_pilote_{rank}.pdf": report(f"{client} {siret}", dossiers, str(rank))
        for rank, client in enumerate(CLIENTS)
    }

    assert 0 == judged("pilotes", "HOP-DPI-Va2", papers).code


def test_the_number_of_pilots_of_imaging_is_not_published(
    judged: Judged, dossiers: ModuleType
) -> None:
    papers = {"pv_pilote_1.pdf": report(CLIENTS[0], dossiers)}

    said = judged("pilotes", "IMG-DB-Va2", papers)

    assert (0, "non-publie") == (said.code, said.not_checked["DEM003"])


def test_no_text_of_wave_1_speaks_of_pilots(judged: Judged, paper: bytes) -> None:
    said = judged("pilotes", "MS1", {"pv_pilote_1.pdf": paper})

    assert (0, "non-publie") == (said.code, said.not_checked["ELI001"])
    assert "DEM003" not in said.severities | said.not_checked


@pytest.mark.parametrize(
    ("step", "sons"),
    [
        ("enrolement", "SAS"),
        ("pilotes", "SAS"),
        ("attestation-fin", "SAS"),
        ("annulation", "SAS"),
        ("attestation-fin", "MS1"),
        ("attestation-fin", "IMG-RIS-Va2"),
        ("attestation-fin", "MDV-LGC-Va2"),
    ],
)
def test_a_step_of_which_no_rule_is_known_is_to_verify_at_best(
    step: str, sons: str, judged: Judged, paper: bytes
) -> None:
    said = judged(step, sons, {"attestation_fin.pdf": paper})

    assert "non-publie" == said.not_checked["ELI001"]
    assert "a-verifier" == said.report["verdict"]


# DEM004, DEM005

STATEMENT, RENUNCIATION = "attestation_honneur.pdf", "attestation_renonciation.pdf"


@pytest.mark.parametrize(
    ("papers", "agreed", "expected", "kind"),
    [
        ({STATEMENT, RENUNCIATION}, "true", set(), None),
        ({STATEMENT}, "false", set(), None),
        ({STATEMENT}, "true", {"attestation de renonciation du client"}, None),
        ({RENUNCIATION}, "true", {"attestation sur l'honneur"}, None),
        ({STATEMENT}, None, set(), "non-fourni"),
        ({STATEMENT, RENUNCIATION}, None, set(), None),
    ],
)
def test_a_cancellation_asks_a_statement_and_what_the_client_agreed(
    papers: set[str],
    agreed: str | None,
    expected: set[str],
    kind: str | None,
    judged: Judged,
    paper: bytes,
) -> None:
    told = {"portee": '"totale"', "avance_percue": "true"}
    told |= {"accord_client": agreed} if agreed else {}

    said = judged("annulation", "MS1", each(papers, paper), annulation=told)

    assert expected == lacking(said, "DEM004")
    assert kind == said.not_checked.get("DEM004")


@pytest.mark.parametrize(
    ("portee", "paid", "depot", "title"),
    [
        ("totale", "true", "2025-03-10", "Cas 1"),
        ("partielle", "true", "2025-03-10", "Cas 2"),
        ("totale", "false", "2025-03-10", "Cas 3"),
        ("partielle", "false", "2022-11-16T23:59:59", "Cas 4"),
        ("partielle", "false", "2022-11-17T00:00:00", "Cas 4"),
    ],
)
def test_a_cancellation_is_one_of_four_cases(
    portee: str, paid: str, depot: str, title: str, judged: Judged, paper: bytes
) -> None:
    told = {"portee": f'"{portee}"', "avance_percue": paid, "accord_client": "false"}

    said = judged("annulation", "HOP-DPI-Va1", {STATEMENT: paper}, depot, annulation=told)

    (found,) = said.findings("DEM005")
    assert "info" == found["severity"]
    assert found["title"].startswith(title)
    before = depot < "2022-11-17"
    assert ("l'ASP rejette la demande" in found["message"]) is (title == "Cas 4" and before)


@pytest.mark.parametrize("missing", ["portee", "avance_percue"])
def test_a_case_that_is_not_told_is_not_checked(missing: str, judged: Judged, paper: bytes) -> None:
    told = {"portee": '"totale"', "avance_percue": "true", "accord_client": "false"}
    del told[missing]

    said = judged("annulation", "MS1", {STATEMENT: paper}, annulation=told)

    assert "non-fourni" == said.not_checked["DEM005"]


# DEM006


def statement(sons: str, dossiers: ModuleType) -> bytes:
    import documents  # noqa: PLC0415 - see `report`

    made: bytes = documents.document(
        title=f"Attestation de fin de prestation {sons}",
        issuer=dossiers.SUPPLIER,
        facts=(("N° de dossier ASP", "ASP-000123"),),
    )
    return made


@pytest.mark.parametrize(
    ("sons", "depot", "found"),
    [
        ("HOP-DPI-Va2", "2026-06-17T12:00:00", set()),
        ("HOP-DPI-Va2", "2026-06-17T12:00:01", {"DEM006"}),
        ("HOP-PFI-Va2", "2026-03-18T12:00:01", {"DEM006"}),
        ("MDV-LGC-Va1", "2023-09-20T14:00:00", set()),
        ("MDV-LGC-Va1", "2023-09-20T14:00:01", {"CAL010"}),
        ("MDV-LGC-Va1", "2023-09-21T00:00:00", {"DEM006"}),
        ("BIO-LOINC-Va1", "2023-10-31T23:59:59", set()),
        ("BIO-LOINC-Va1", "2023-11-01T00:00:00", {"DEM006"}),
        ("HOP-DPI-Va2", "2026-06-17", {"CAL010"}),
    ],
)
def test_a_completion_statement_is_in_time_or_not(
    sons: str, depot: str, found: set[str], judged: Judged, dossiers: ModuleType
) -> None:
    said = judged(
        "attestation-fin", sons, {"attestation_fin.pdf": statement(sons, dossiers)}, depot
    )

    assert found == {"DEM006", "CAL010"} & set(said.severities)
    assert "DEM006" not in said.severities or "rejet" == said.severities["DEM006"]


@pytest.mark.parametrize(
    ("sons", "depot", "expected"),
    [
        ("MDV-LGC-Va1", "2023-04-09T23:59:59", "alerte"),
        ("MDV-LGC-Va1", "2023-04-10T00:00:00", None),
        ("HOP-DPI-Va2", "2025-01-02T10:00:00", None),
    ],
    ids=["the eve", "the day", "no opening published"],
)
def test_a_completion_statement_waits_for_its_opening(
    sons: str, depot: str, expected: str | None, judged: Judged, dossiers: ModuleType
) -> None:
    said = judged(
        "attestation-fin", sons, {"attestation_fin.pdf": statement(sons, dossiers)}, depot
    )

    assert expected == said.severities.get("DEM006")


@pytest.mark.parametrize(
    ("named", "found"),
    [
        ("HOP-DPI-Va2", False),
        ("hop dpi va2", False),
        ("HOP-DPI", False),
        ("", False),
        ("HOP-PFI-Va2 et HOP-DPI-Va2", False),
        ("HOP-PFI-Va2", True),
        ("HOP-DPI-Va1", True),
        ("BIO – SGL", True),
    ],
)
def test_a_statement_that_names_another_sons_is_told(
    named: str,
    found: bool,  # noqa: FBT001 - a parameter of pytest
    judged: Judged,
    dossiers: ModuleType,
) -> None:
    papers = {"attestation_fin.pdf": statement(named, dossiers)}

    said = judged("attestation-fin", "HOP-DPI-Va2", papers, "2026-06-01T10:00:00")

    assert (["alerte"] if found else []) == [one["severity"] for one in said.findings("DEM006")]
    assert {"probable"} >= {one["confidence"] for one in said.findings("DEM006")}


@pytest.mark.parametrize(
    ("name", "code"), [("attestation_fin.pdf", "DOC001"), ("numerisation-3.pdf", "DEM006")]
)
def test_a_scanned_statement_is_to_be_read_by_eye(
    name: str, code: str, judged: Judged, dossiers: ModuleType
) -> None:
    import documents  # noqa: PLC0415 - see `report`

    assert dossiers
    papers = {name: documents.scan(300, 420)}

    said = judged("attestation-fin", "HOP-DPI-Va2", papers, "2026-06-01T10:00:00")

    assert [code] == [one for one, kind in said.not_checked.items() if kind == "illisible"]


@pytest.mark.parametrize("sons", ["MS1", "MS2-PDS", "IMG-DB-Va2", "IMG-RIS-Va2"])
def test_whether_a_statement_exists_is_not_published_everywhere(
    sons: str, judged: Judged, dossiers: ModuleType
) -> None:
    papers = {"attestation_fin.pdf": statement(sons, dossiers)}

    said = judged("attestation-fin", sons, papers, "2030-01-01T10:00:00")

    assert "DEM006" not in said.severities
    assert "non-publie" in said.not_checked.values()


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("attestation_fin.pdf", "Bonjour", None),
        ("courrier.pdf", "Attestation de fin de prestation", None),
        ("courrier.pdf", "Bonjour", "non-fourni"),
    ],
)
def test_a_statement_that_is_not_there_is_not_checked(
    name: str, text: str, kind: str | None, judged: Judged, dossiers: ModuleType
) -> None:
    said = judged("attestation-fin", "HOP-PFI-Va2", {name: report(text, dossiers)})

    assert kind == said.not_checked.get("DEM006")


# DEM007, DEM008

SUPPLIER = """
[fournisseur]
raison_sociale = "Logiciels du Lac SAS"
siret = "12345678200010"

[[solutions]]
numero_ans = "0123456789"
sons = "HOP-DPI-Va2"
"""
RIGHT, FALSE = "FR14 2004 1010 0505 0001 3M02 606", "FR41 2004 1010 0505 0001 3M02 606"
OURS = "Titulaire du compte : LOGICIELS DU LAC"
BANK = "Relevé d'identité bancaire, Banque de la Roya"
RIBS: dict[str, tuple[tuple[str, ...], str]] = {
    "right": ((OURS, f"IBAN : {RIGHT}"), ""),
    "right, in one piece": ((OURS, "IBAN", RIGHT.replace(" ", "")), ""),
    "right, before the BIC": ((OURS, f"IBAN {RIGHT} BIC EXMPFRPP"), ""),
    "false": ((OURS, f"IBAN : {FALSE}"), "IBAN faux"),
    "false, in one piece": ((OURS, "IBAN", FALSE.replace(" ", "")), "IBAN faux"),
    "false, before the BIC": ((OURS, f"IBAN {FALSE} BIC EXMPFRPP"), "IBAN faux"),
    "false, foreign": ((OURS, "IBAN DE98 3704 0044 0532 0130 00"), "IBAN faux"),
    "right, foreign": ((OURS, "IBAN DE89 3704 0044 0532 0130 00"), ""),
    "foreign shape, not called an IBAN": ((OURS, "Dossier NO12 3456 7890 123"), ""),
    "one right, one false": ((OURS, f"IBAN {FALSE}", f"IBAN {RIGHT}"), ""),
    "cut short": ((OURS, f"IBAN : {FALSE[:-4]}"), ""),
    "masked": ((OURS, "IBAN : FR76 XXXX XXXX XXXX XXXX XXXX 606"), ""),
    "a BIC alone": ((OURS, "BIC : EXMPFRPP"), ""),
    "neither": (
        (OURS, "Code banque Guichet N° de compte Clé RIB", "20041 01005 0500013M026 06"),
        "sans IBAN ni BIC",
    ),
    "neither, in capitals": (
        ("TITULAIRE DU COMPTE : LOGICIELS DU LAC SAS", "DOMICILIATION : ANNECY"),
        "sans IBAN ni BIC",
    ),
    "a BIC without its name": ((OURS, "Banque de la Roya, EXMPFRPPXXX"), ""),
    "an IBAN without its name": ((OURS, RIGHT), ""),
    "an IBAN, spaced out": ((OURS, " ".join(RIGHT.replace(" ", ""))), ""),
    "in English": ((OURS, "International Bank Account Number: see below"), ""),
    "another holder": (
        ("Titulaire : Garage de la Roya SARL", f"IBAN : {RIGHT}"),
        "autre titulaire",
    ),
    "another holder, below": (
        ("Titulaire du compte", "Garage de la Roya SARL", f"IBAN : {RIGHT}"),
        "autre titulaire",
    ),
    "ours, below": (("Titulaire du compte", "Lac Logiciels", f"IBAN : {RIGHT}"), ""),
    "ours, in one word": (("Intitulé du compte : LOGICIELSDULAC", f"IBAN : {RIGHT}"), ""),
    "its initials": (("Titulaire : SAS LL", f"IBAN : {RIGHT}"), ""),
    "columns, where the next heading follows": (
        ("Titulaire du compte Domiciliation", "Garage de la Roya", f"IBAN : {RIGHT}"),
        "",
    ),
    "no holder": ((f"IBAN : {RIGHT}",), ""),
    "a factor": (("Titulaire : Factor de la Roya", f"IBAN : {RIGHT}"), ""),
    "a trade name": (
        ("Titulaire : Roya Santé", "Roya Santé, nom commercial de l'éditeur", f"IBAN : {RIGHT}"),
        "",
    ),
}


@pytest.mark.parametrize(("texts", "title"), RIBS.values(), ids=RIBS)
@pytest.mark.parametrize("drawn", [lines, truetype])
def test_bank_details_are_those_of_the_supplier(
    texts: tuple[str, ...], title: str, drawn: Callable[..., bytes], judged: Judged
) -> None:
    papers = {"rib.pdf": drawn(BANK, *texts)}

    said = judged("enrolement", "HOP-DPI-Va2", papers, settings=SUPPLIER, enrolement=FILER)

    titles = [one["title"] for one in said.findings("DEM007")]
    assert bool(title) == bool(titles)
    assert all(title in shown for shown in titles)
    assert {"alerte"} >= {one["severity"] for one in said.findings("DEM007")}
    assert FALSE not in said.out


def test_an_account_is_asked_of_wave_2_alone(judged: Judged) -> None:
    papers = {"rib.pdf": lines(BANK, OURS)}

    settings = SUPPLIER.replace("HOP-DPI-Va2", "MDV-LGC-Va1")
    said = judged("enrolement", "MDV-LGC-Va1", papers, "2022-06-10T10:00:00", settings)

    assert "DEM007" not in said.codes


def test_scanned_bank_details_are_to_be_read_by_eye(judged: Judged) -> None:
    said = judged("enrolement", "HOP-DPI-Va2", {"rib.pdf": blank()}, settings=SUPPLIER)

    assert "DEM007" not in said.severities
    assert "illisible" == said.not_checked["DOC001"]


CERTIFICATE = "Certificat de référencement délivré par l'Agence du numérique en santé"
HOSTING = "Certificat d'hébergeur de données de santé"
CERTIFICATES: dict[str, tuple[str, tuple[str, ...], str]] = {
    "ours": ("certificat_referencement.pdf", (CERTIFICATE, "SONS : HOP-DPI-Va2"), ""),
    "ours among others": (
        "certificat_referencement.pdf",
        (CERTIFICATE, "SONS : HOP-PFI-Va2, HOP-DPI-Va2"),
        "",
    ),
    "ours without its wave": ("certificat_referencement.pdf", (CERTIFICATE, "HOP-DPI"), ""),
    "none": ("certificat_referencement.pdf", (CERTIFICATE,), ""),
    "another SONS": (
        "certificat_referencement.pdf",
        (CERTIFICATE, "SONS : HOP-PFI-Va2"),
        "autre SONS",
    ),
    "another wave": ("certificat_referencement.pdf", (CERTIFICATE, "HOP-DPI-Va1"), "autre SONS"),
    "another wave, in words": (
        "certificat_referencement.pdf",
        (CERTIFICATE, "Couloir : Hôpital – Dossier patient informatisé (DPI) – Vague 1"),
        "autre vague",
    ),
    "another wave, beside our SONS": (
        "certificat_referencement.pdf",
        (CERTIFICATE, "HOP-DPI, 1re vague du Ségur"),
        "autre vague",
    ),
    "our wave, in words": (
        "certificat_referencement.pdf",
        (CERTIFICATE, "Couloir : Hôpital – DPI – Vague 2"),
        "",
    ),
    "both waves": (
        "certificat_referencement.pdf",
        (CERTIFICATE, "DPI – Vague 2 (solution déjà référencée en vague 1 depuis 2022)"),
        "",
    ),
    "both waves at once": (
        "certificat_referencement.pdf",
        (CERTIFICATE, "Ségur, vague 1 et vague 2"),
        "",
    ),
    "both waves, short": (
        "certificat_referencement.pdf",
        (CERTIFICATE, "DPI Va2", "Solution déjà référencée en vague 1"),
        "",
    ),
    "both waves, in letters": (
        "certificat_referencement.pdf",
        (CERTIFICATE, "Première et deuxième vagues du Ségur"),
        "",
    ),
    "another holder": (
        "certificat_referencement.pdf",
        (CERTIFICATE, "Titulaire : Éditions de la Roya", "HOP-DPI-Va2"),
        "",
    ),
    "our number, in groups": (
        "certificat_referencement.pdf",
        (CERTIFICATE, "N° de référencement ANS : 01 23 45 67 89"),
        "",
    ),
    "another number": (
        "certificat_referencement.pdf",
        (CERTIFICATE, "N° de référencement : 9876543210"),
        "autre solution",
    ),
    "both numbers": (
        "certificat_referencement.pdf",
        (CERTIFICATE, "N° de référencement : 9876543210", "Solution 0123456789"),
        "",
    ),
    "a telephone number": ("certificat_referencement.pdf", (CERTIFICATE, "Tél. 0298000000"), ""),
    "hosting, ended": (
        "certificat_hds.pdf",
        (HOSTING, "Délivré le 01/03/2022", "Valable jusqu'au 09/03/2025"),
        "expiré",
    ),
    "hosting, ended, below": (
        "certificat_hds.pdf",
        (HOSTING, "Date de fin de validité", "09/03/2025"),
        "expiré",
    ),
    "hosting, ended after a span": (
        "certificat_hds.pdf",
        (HOSTING, "Valable du 10/03/2022 au 9 mars 2025"),
        "expiré",
    ),
    "hosting, ends that day": ("certificat_hds.pdf", (HOSTING, "Valable jusqu'au 10/03/2025"), ""),
    "hosting, renewed": (
        "certificat_hds.pdf",
        (HOSTING, "Valable jusqu'au 09/03/2025", "Renouvelé jusqu'au 09/03/2028"),
        "",
    ),
    "hosting, begins": ("certificat_hds.pdf", (HOSTING, "Valable à compter du 01/03/2025"), ""),
    "hosting, issued": ("certificat_hds.pdf", (HOSTING, "Délivré le 01/03/2022"), ""),
}


@pytest.mark.parametrize(("name", "texts", "title"), CERTIFICATES.values(), ids=CERTIFICATES)
@pytest.mark.parametrize("drawn", [lines, truetype])
def test_certificates_are_those_of_the_solution_and_still_valid(
    name: str, texts: tuple[str, ...], title: str, drawn: Callable[..., bytes], judged: Judged
) -> None:
    papers = {name: drawn(*texts)}

    said = judged("enrolement", "HOP-DPI-Va2", papers, settings=SUPPLIER, enrolement=FILER)

    titles = [one["title"] for one in said.findings("DEM008")]
    assert bool(title) == bool(titles)
    assert all(title in shown for shown in titles)
    assert {"alerte"} >= {one["severity"] for one in said.findings("DEM008")}


ENDS: dict[str, tuple[list[str], list[str], str]] = {
    "headings above": (
        ["Date de décision", "12 février 2022"],
        ["Date d'expiration", "13 février 2025"],
        "13/02/2025",
    ),
    "the end first": (
        ["Date d'expiration", "13/02/2025"],
        ["Date initiale", "14/02/2024"],
        "13/02/2025",
    ),
    "labels before": (
        ["Date d'expiration : 13/02/2024"],
        ["Date d'audit : 01/03/2025"],
        "13/02/2024",
    ),
    "a span beside its label": (["Validité"], ["3 ans, du 14/02/2022 au 13/02/2025"], "13/02/2025"),
    "still valid": (
        ["Date de décision", "12 février 2025"],
        ["Date d'expiration", "13 février 2028"],
        "",
    ),
    "decided, without an end": (["Date de décision", "12 février 2022"], ["Organisme", "X"], ""),
    "under its years": (["Validité : 3 ans", "le 12/02/2022"], [], ""),
}


@pytest.mark.parametrize(("left", "right", "end"), ENDS.values(), ids=ENDS)
def test_the_end_of_a_certificate_is_the_date_of_its_own_column(
    left: list[str], right: list[str], end: str, judged: Judged
) -> None:
    papers = {"certificat_hds.pdf": columns([HOSTING, *left], ["", *right])}

    said = judged("enrolement", "HOP-DPI-Va2", papers, settings=SUPPLIER, enrolement=FILER)

    shown = [plain(one["message"]) for one in said.findings("DEM008")]
    assert bool(end) == bool(shown)
    assert all(f"valable jusqu'au {end} ;" in message for message in shown)
