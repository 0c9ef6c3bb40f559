"""The campaign ends with what its worst files cost."""

import pytest

from hostile.reading import Outcome

_COSTS = pytest.StashKey[dict[str, Outcome]]()
_ROWS = 15


@pytest.fixture
def costs(pytestconfig: pytest.Config) -> dict[str, Outcome]:
    """What each file cost, by its name; to be filled."""
    return pytestconfig.stash.setdefault(_COSTS, {})


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Write the table."""
    costs = config.stash.get(_COSTS, {})
    for unit, decimals in (("seconds", 2), ("megabytes", 0)) if costs else ():
        terminalreporter.section(f"the worst of {len(costs)} files, {unit}")
        worst = sorted(costs.items(), key=lambda row: -row[1].get(unit, 0))[:_ROWS]
        for name, told in worst:
            cost, state = told.get(unit, 0), told.get("state")
            terminalreporter.write_line(f"{cost:8.{decimals}f}  {state:<10}  {name}")
