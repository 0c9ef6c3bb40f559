"""Who can mend what is found."""

from typing import Literal, get_args

Actor = Literal["client", "comptabilite", "commandes", "fournisseur", "asp", "ans"]
"""The client, the supplier's accounts, its order desk, its management, the ASP, the ANS."""
ACTORS: tuple[Actor, ...] = get_args(Actor)
