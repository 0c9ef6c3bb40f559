"""What --ocr, --signatures, --fast and -o xlsx need beyond the tool itself: said at once, before the work starts."""

from importlib.util import find_spec

from segur_check.errors import UsageFault


def require_extras(*, ocr: bool, signatures: bool, fast: bool = False) -> None:
    """Stop a run that asks for what is not installed.

    Raises:
        UsageFault: what is missing, and the command that installs it.
    """
    if ocr:
        from segur_check.pieces.scans.needs import require  # noqa: PLC0415 - for this option only

        require()
    if signatures:
        from segur_check.pieces.signing.integrity import available  # noqa: PLC0415 - for this option only

        if not available():
            raise UsageFault(
                '--signatures\u00a0: il manque pyHanko, qui vérifie les signatures\u00a0: pipx inject segur-check "pyhanko<0.39" (ou pip install "pyhanko<0.39")',
                '--signatures: pyHanko, which verifies signatures, is missing: pipx inject segur-check "pyhanko<0.39" (or pip install "pyhanko<0.39")',
            )
    if fast and find_spec("pypdfium2") is None:
        raise UsageFault(
            "--fast\u00a0: il manque pypdfium2, qui lit les PDF plus vite\u00a0: pipx inject segur-check pypdfium2 (ou pip install pypdfium2)",
            "--fast: pypdfium2, which reads PDFs faster, is missing: pipx inject segur-check pypdfium2 (or pip install pypdfium2)",
        )


def require_workbooks() -> None:
    """Stop a run that asks for a workbook which nothing here can write.

    Raises:
        UsageFault: what is missing, and the command that installs it.
    """
    if find_spec("xlsxwriter") is None:
        raise UsageFault(
            "--output xlsx\u00a0: il manque XlsxWriter, qui écrit les classeurs\u00a0: pipx inject segur-check xlsxwriter (ou pip install xlsxwriter)",
            "--output xlsx: XlsxWriter, which writes workbooks, is missing: pipx inject segur-check xlsxwriter (or pip install xlsxwriter)",
        )
