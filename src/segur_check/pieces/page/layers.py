"""The layers of a file that a viewer does not show when it opens it (optional content, ISO 32000-1, 8.11)."""

from typing import Any

from segur_check.pieces.pdf.form import PdfObject, array, at, dictionary, resolved

_LAYERS_MOST = 1_000


class Layers:
    """Which parts of a file's contents are off."""

    def __init__(self, pdf: Any) -> None:  # noqa: ANN401 - a reader of pypdf
        root = dictionary(getattr(pdf, "root_object", None))
        settings = dictionary(at(dictionary(at(root, "/OCProperties")), "/D"))
        self._all_off = at(settings, "/BaseState") == "/OFF"
        key = "/ON" if self._all_off else "/OFF"
        self._named = {id(resolved(one)) for one in array(settings, key)[:_LAYERS_MOST]}

    def hides(self, holder: object) -> bool:
        """Whether what belongs to a layer, or to several (membership), is not shown."""
        layer = dictionary(holder)
        if not layer or not (self._named or self._all_off):
            return False
        if at(layer, "/Type") == "/OCMD":
            return self._hides_all(layer)
        return (id(layer) in self._named) is not self._all_off

    def _hides_all(self, membership: PdfObject) -> bool:
        """Of several layers, one that is on is enough, where nothing else is said."""
        held = at(membership, "/OCGs")
        layers = held if isinstance(held, list) else [held]
        # A membership among its own layers is none.
        groups = [dictionary(one) for one in layers[:_LAYERS_MOST]]
        off = [self.hides(one) for one in groups if one and at(one, "/Type") != "/OCMD"]
        policy = at(membership, "/P") or "/AnyOn"
        found = {
            "/AnyOn": all(off),
            "/AllOn": any(off),
            "/AnyOff": not any(off),
            "/AllOff": not all(off),
        }
        return bool(off) and found.get(str(policy), False)
