"""The layers of a file that a viewer hides when it opens it (optional content, ISO 32000-1, 8.11)."""

from typing import Any

from segur_check.pieces.pdf.objects import PdfObject, array, at, dictionary, resolved

_LAYERS_MOST = 1_000


class Layers:
    """Which layers of a file are off."""

    def __init__(self, pdf: Any) -> None:  # noqa: ANN401 - a reader of pypdf
        root = dictionary(getattr(pdf, "root_object", None))
        settings = dictionary(at(dictionary(at(root, "/OCProperties")), "/D"))
        self._all_off = at(settings, "/BaseState") == "/OFF"
        key = "/ON" if self._all_off else "/OFF"
        # The exceptions to the base state, by their place in memory.
        self._named = {id(resolved(layer)) for layer in array(settings, key)[:_LAYERS_MOST]}

    def hides(self, holder: object) -> bool:
        """Whether what belongs to a layer, or to several (membership), is hidden."""
        layer = dictionary(holder)
        if not layer or not (self._named or self._all_off):
            return False
        if at(layer, "/Type") == "/OCMD":
            return self._hides_members(layer)
        return (id(layer) in self._named) is not self._all_off

    def _hides_members(self, membership: PdfObject) -> bool:
        """Of several layers, a single one that is on is enough, unless the file says otherwise."""
        held = at(membership, "/OCGs")
        layers = held if isinstance(held, list) else [held]
        members = [dictionary(layer) for layer in layers[:_LAYERS_MOST]]
        # A membership among its own layers counts for nothing.
        off = [self.hides(layer) for layer in members if layer and at(layer, "/Type") != "/OCMD"]
        policy = at(membership, "/P") or "/AnyOn"
        hidden_by = {
            "/AnyOn": all(off),
            "/AllOn": any(off),
            "/AnyOff": not any(off),
            "/AllOff": not all(off),
        }
        return bool(off) and hidden_by.get(str(policy), False)
