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
                '--signatures\u00a0: il manque pyHanko, qui vérifie les signatures\u00a0: pip install "segur-check[signatures]"',
                '--signatures: pyHanko, which verifies signatures, is missing: pip install "segur-check[signatures]"',
            )
    if fast and find_spec("pypdfium2") is None:
        raise UsageFault(
            '--fast\u00a0: il manque pypdfium2, qui lit les PDF plus vite\u00a0: pip install "segur-check[fast]"',
            '--fast: pypdfium2, which reads PDFs faster, is missing: pip install "segur-check[fast]"',
        )


def require_workbooks() -> None:
    """Stop a run that asks for a workbook which nothing here can write.

    Raises:
        UsageFault: what is missing, and the command that installs it.
    """
    if find_spec("xlsxwriter") is None:
        raise UsageFault(
            '--output xlsx\u00a0: il manque XlsxWriter, qui écrit les classeurs\u00a0: pip install "segur-check[xlsx]"',
            '--output xlsx: XlsxWriter, which writes workbooks, is missing: pip install "segur-check[xlsx]"',
        )
