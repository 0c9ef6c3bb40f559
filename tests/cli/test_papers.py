"""Papers alone, through the front door: steps without JSON, and SAS without one."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import jsonschema
import pytest

from conftest import EXAMPLES, Cli, Said

STEPS = ["enrolement", "pilotes", "attestation-fin", "annulation"]
SAS_PAPERS = ("formulaire.pdf", "pv_mes.pdf", "declaration_honneur.pdf", "cgu.pdf")
Put = Callable[..., Path]


@pytest.fixture
def put(tmp_path: Path, dossiers: ModuleType) -> Put:
    """A folder of papers of these names, and files of text; those of the SAS say what they must."""
    paper = next(iter(dossiers.MDV.avance().pieces.values()))
    own = next(one for one in dossiers.CORRIDORS if one.sons == "SAS").avance().pieces

    def call(*names: str, **files: str) -> Path:
        folder = tmp_path / "papiers"
        folder.mkdir()
        for rank, name in enumerate(names):
            (folder / name).write_bytes(own.get(name, paper) + b"\n%" + str(rank).encode())
        for stem, text in files.items():
            (folder / f"{stem}.toml").write_text(text, encoding="utf-8")
        return folder

    return call


def refused(said: Said, code: int) -> str:
    assert code == said.code
    assert "" == said.out
    assert 1 == len(said.err.splitlines())
    return said.err


def test_sas_papers_need_no_json(put: Put, cli: Cli) -> None:
    said = cli(
        "check", put(*SAS_PAPERS), "--sons", "SAS", "--phase", "avance", "--depot", "2024-05-14",
        "-o", "json",
    )  # fmt: skip

    assert 0 == said.code
    (request,) = said.report["requests"]
    assert (None, "SAS", "avance") == (request["line"], request["sons"], request["phase"])
    assert {"PIE018", "DOC016"} == {one["code"] for one in request["findings"]}


def test_a_paper_that_is_missing_from_the_sas_is_told(put: Put, cli: Cli) -> None:
    folder = put("formulaire.pdf", "declaration_honneur.pdf", "cgu.pdf")

    said = cli("check", folder, "--sons", "SAS", "--phase", "avance", "-o", "json")

    assert (1, "a-modifier") == (said.code, said.severities["PIE008"])


def test_a_zip_of_papers_is_read_as_a_folder_is(put: Put, cli: Cli, tmp_path: Path) -> None:
    folder, place = put(*SAS_PAPERS), tmp_path / "papiers.zip"
    with zipfile.ZipFile(place, "w") as archive:
        for one in sorted(folder.iterdir()):
            archive.write(one, one.name)

    options = ("--sons", "SAS", "--phase", "avance", "--depot", "2024-05-14", "-o", "json")
    here, there = cli("check", folder, *options), cli("check", place, *options)

    assert 0 == there.code
    assert here.codes == there.codes


def test_the_papers_may_stand_elsewhere(put: Put, cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "dossier").mkdir()
    (tmp_path / "dossier" / "dossier.toml").write_text(
        'sons = "SAS"\nphase = "avance"\ndepot = 2024-05-14\n', encoding="utf-8"
    )

    said = cli("check", tmp_path / "dossier", "--pieces", put(*SAS_PAPERS), "-o", "json")

    assert 0 == said.code


def test_no_paper_at_all_is_not_checked(put: Put, cli: Cli) -> None:
    folder = put(dossier='sons = "HOP-DPI-Va2"\nphase = "pilotes"\n')

    said = cli("check", folder, "-o", "json")

    assert (0, "non-fourni") == (said.code, said.not_checked["PIE016"])
    assert "DEM003" not in said.severities


@pytest.mark.parametrize("step", STEPS)
def test_a_broken_paper_is_told_at_every_step(step: str, put: Put, cli: Cli) -> None:
    folder = put("rib.pdf")
    (folder / "vide.pdf").write_bytes(b"")
    (folder / "note.pdf").write_bytes(b"bonjour")

    said = cli("check", folder, "--sons", "HOP-DPI-Va2", "--phase", step, "-o", "json")

    assert {"PIE004", "PIE005"} <= set(said.codes)
    assert 1 == said.code


@pytest.mark.parametrize("step", STEPS)
def test_the_report_of_papers_validates_and_points_at_no_json(
    step: str, put: Put, cli: Cli
) -> None:
    schema = json.loads(cli("schema", "report").out)
    folder = put("rib.pdf", "scan.pdf")

    said = cli("check", folder, "--sons", "HOP-PFI-Va2", "--phase", step, "-o", "json")

    jsonschema.Draft202012Validator(schema).validate(said.report)
    assert {None} == {
        place["pointer"]
        for request in said.report["requests"]
        for one in request["findings"]
        for place in one["locations"]
    }
    assert ["rib.pdf", "scan.pdf"] == [Path(one["path"]).name for one in said.report["inputs"]]


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("form", ["text", "concise"])
def test_a_report_of_papers_names_its_step_and_no_simulator(form: str, lang: str, cli: Cli) -> None:
    folder = EXAMPLES / "accepted" / "enrolement-HOP-DPI-Va2"

    said = cli("check", folder, "-o", form, "--lang", lang)

    assert 0 == said.code
    assert "imulat" not in said.out
    if form == "text":
        assert {"fr": "enrôlement", "en": "enrolment"}[lang] in said.out


# Who says what


def test_a_folder_without_json_nor_step_is_nothing_to_check(put: Put, cli: Cli) -> None:
    said = refused(cli("check", put("rib.pdf", "scan.pdf")), 3)

    assert (
        "2 PDF trouvés, pas de JSON : ajoutez-le, ou, pour une étape sans JSON, donnez --phase "
        "enrolement (pilotes, attestation-fin, annulation) ; pour lire un PDF : segur-check read FICHIER"
    ) in said


def test_an_empty_folder_is_told_to_need_a_json_or_a_step(tmp_path: Path, cli: Cli) -> None:
    (tmp_path / "vide").mkdir()

    said = refused(cli("check", tmp_path / "vide", "--lang", "en"), 3)

    assert "no JSON file in this folder: add it, or, for a step without a JSON, give" in said
    assert "PDF" not in said


def test_a_pdf_given_as_the_json_is_told_to_be_one(put: Put, cli: Cli) -> None:
    said = cli("check", put("rib.pdf") / "rib.pdf", "--sons", "MS1", "-o", "concise")

    assert 1 == said.code
    assert "C'est un PDF, pas un JSON" in said.out
    assert "segur-check read FICHIER" in said.out


def test_a_sons_that_needs_a_json_is_nothing_to_check_without(put: Put, cli: Cli) -> None:
    told = cli("check", put("rib.pdf"), "--sons", "MS1", "--phase", "solde")

    assert "1 PDF trouvé, pas de JSON" in refused(told, 3)


def test_sas_papers_without_a_step_ask_for_it(put: Put, cli: Cli) -> None:
    told = refused(cli("check", put(*SAS_PAPERS), "--sons", "SAS"), 2)

    assert "--phase" in told


def test_papers_without_a_sons_ask_for_it(put: Put, cli: Cli) -> None:
    assert "--sons" in refused(cli("check", put("rib.pdf"), "--phase", "enrolement"), 2)


def test_the_settings_tell_the_sons_of_papers_when_there_is_one(put: Put, cli: Cli) -> None:
    folder = put("rib.pdf")
    settings = folder / "segur-check.toml"
    one = '[[solutions]]\nnumero_ans = "1"\nsons = "HOP-PFI-Va2"\n'
    settings.write_text(one, encoding="utf-8")

    said = cli("check", folder, "--phase", "annulation", "-o", "json")
    settings.write_text(one + one.replace("PFI", "DPI"), encoding="utf-8")
    two = cli("check", folder, "--phase", "annulation")

    assert {"HOP-PFI-Va2"} == {request["sons"] for request in said.report["requests"]}
    assert "--sons" in refused(two, 2)


def test_two_steps_that_disagree_are_refused(put: Put, cli: Cli) -> None:
    folder = put("rib.pdf", dossier='sons = "MS1"\nphase = "annulation"\n')

    assert "annulation" in refused(cli("check", folder, "--phase", "enrolement"), 2)


@pytest.mark.parametrize("inside", ["folder", "zip"])
def test_a_json_among_the_papers_of_a_step_without_is_refused(
    inside: str, cli: Cli, dossiers: ModuleType, tmp_path: Path
) -> None:
    dossier = dossiers.MDV.avance()
    dossier.write(tmp_path / "d")
    place = tmp_path / "d"
    if inside == "zip":
        place = tmp_path / "d.zip"
        with zipfile.ZipFile(place, "w") as archive:
            archive.write(tmp_path / "d" / "avance.json", "avance.json")

    told = refused(cli("check", place, "--sons", "MDV-LGC-Va1", "--phase", "annulation"), 2)

    assert "annulation" in told
    assert "avance.json" in told


def test_avance_goes_with_no_step_without_json(put: Put, cli: Cli, tmp_path: Path) -> None:
    folder = put("rib.pdf")

    said = cli(
        "check", folder, "--sons", "MS1", "--phase", "annulation", "--avance", tmp_path / "a.json"
    )

    assert "--avance" in refused(said, 2)


@pytest.mark.parametrize("step", ["pilotes", "enrolement"])
def test_a_step_that_no_text_knows_for_a_sons_says_so(step: str, put: Put, cli: Cli) -> None:
    said = cli("check", put("rib.pdf"), "--sons", "SAS", "--phase", step, "-o", "json")

    assert (0, {"non-publie"}) == (said.code, set(said.not_checked.values()))
    assert {"pilotes": "ELI001", "enrolement": "DEM001"}[step] in said.not_checked


def test_a_clean_verdict_says_that_a_number_was_not_published(cli: Cli) -> None:
    said = cli("check", EXAMPLES / "accepted" / "pilotes-IMG-RIS-Va2", "-o", "concise")

    assert "1 des points ci-dessus n'est pas vérifié, faute de texte publié" in said.out.replace(
        "\u00a0", " "
    )


@pytest.mark.parametrize(("options", "code"), [((), 0), (("--strict",), 4)])
def test_a_step_without_a_published_rule_is_to_verify(
    options: tuple[str, ...], code: int, put: Put, cli: Cli
) -> None:
    said = cli(
        "check", put("rib.pdf"), "--sons", "SAS", "--phase", "pilotes", "-o", "json", *options
    )

    assert (code, "a-verifier") == (said.code, said.report["verdict"])


def test_an_unknown_type_in_dossier_toml_offers_the_nearest(put: Put, cli: Cli) -> None:
    folder = put(
        "scan.pdf", dossier='sons = "MS1"\nphase = "annulation"\n[types]\n"scan.pdf" = "RIBB"\n'
    )

    assert "RIB" in refused(cli("check", folder), 2)


def test_a_file_that_dossier_toml_names_and_that_is_not_there_is_told(put: Put, cli: Cli) -> None:
    folder = put(
        "rib.pdf",
        dossier='sons = "MS1"\nphase = "annulation"\n[types]\n"rib.PDF" = "RIB"\n"rib.pdf" = "RIB"\n',
    )

    fr = " ".join(cli("check", folder, "-o", "text").out.replace("\u00a0", " ").split())
    en = " ".join(cli("check", folder, "-o", "text", "--lang", "en").out.split())

    assert "dossier.toml, [types] : « rib.PDF » n'est pas parmi les pièces" in fr
    assert "« rib.pdf » n'est pas parmi les pièces" not in fr
    assert "dossier.toml, [types]: “rib.PDF” is not among the attachments" in en


@pytest.mark.parametrize(
    ("unknown", "fr", "en"),
    [
        (20, None, None),
        (21, "et 1 autre remarque de cette sorte", "and 1 more note like these"),
        (2_020, "et 2000 autres remarques de cette sorte", "and 2000 more notes like these"),
    ],
)
def test_of_many_files_that_are_not_there_the_first_are_told_and_the_others_counted(
    unknown: int, fr: str | None, en: str | None, put: Put, cli: Cli
) -> None:
    names = "".join(f'"absent-{rank}.pdf" = "RIB"\n' for rank in range(unknown))
    folder = put("rib.pdf", dossier=f'sons = "MS1"\nphase = "annulation"\n[types]\n{names}')

    for lang, more in (("fr", fr), ("en", en)):
        said = cli("check", folder, "-o", "text", "--lang", lang).out.replace("\u00a0", " ")
        out = " ".join(said.split())
        assert out.count("« absent-" if lang == "fr" else "“absent-") == 20
        assert "absent-19.pdf" in out
        if more is None:
            assert "de cette sorte" not in out
            assert "like these" not in out
        else:
            assert more in out


# init


@pytest.mark.parametrize("step", STEPS)
def test_init_prepares_a_step_without_json(step: str, cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "d"

    made = cli("init", folder, "--sons", "HOP-DPI-Va2", "--phase", step)
    said = cli("check", folder, "-o", "json")

    assert 0 == made.code
    assert ["LISEZ-MOI.html", "dossier.toml", "pieces"] == sorted(
        one.name for one in folder.iterdir()
    )
    assert {("HOP-DPI-Va2", step)} == {
        (one["sons"], one["phase"]) for one in said.report["requests"]
    }


def test_init_lists_the_papers_and_when_they_are_asked(cli: Cli, tmp_path: Path) -> None:
    cli("init", tmp_path / "d", "--sons", "HOP-DPI-Va2", "--phase", "enrolement")

    told = (tmp_path / "d" / "LISEZ-MOI.html").read_text(encoding="utf-8")

    row = told[told.index("<code>MANDAT_EDITEUR</code>") :].split("</tr>")[0]
    assert "si le fournisseur est distributeur" in row
    row = told[told.index("<code>CERTIFICAT_HDS</code>") :].split("</tr>")[0]
    assert "ATTESTATION_NON_HDS" in row


def test_init_of_the_sas_has_no_block_of_a_client(cli: Cli, tmp_path: Path) -> None:
    cli("init", tmp_path / "d", "--sons", "SAS", "--phase", "avance")

    tree = json.loads((tmp_path / "d" / "avance.json").read_text(encoding="utf-8"))

    assert "beneficiaires" not in tree["lignesImport"][0]
