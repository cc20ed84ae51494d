"""The catalogue of diagnostics: one `Code` per kind of mistake. The documentation page is generated from this list.

Each sentence says what is wrong and what to do. `why` is for the catalogue: why it is refused at all.
"""

from hundralapp.codes import claims, fetch, figures, files, households, population, proposals, reforms, revenue, serving
from hundralapp.codes.claims import *  # noqa: F403  (the catalogue is the union of its parts)
from hundralapp.codes.fetch import *  # noqa: F403
from hundralapp.codes.figures import *  # noqa: F403
from hundralapp.codes.files import *  # noqa: F403
from hundralapp.codes.households import *  # noqa: F403
from hundralapp.codes.population import *  # noqa: F403
from hundralapp.codes.proposals import *  # noqa: F403
from hundralapp.codes.reforms import *  # noqa: F403
from hundralapp.codes.revenue import *  # noqa: F403
from hundralapp.codes.serving import *  # noqa: F403
from hundralapp.diagnostics import Code

PARTS = (claims, fetch, figures, files, households, population, proposals, reforms, revenue, serving)
CODES: tuple[Code, ...] = tuple(value for part in PARTS for value in vars(part).values() if isinstance(value, Code))
BY_NAME: dict[str, Code] = {each.name: each for each in CODES}
