"""Driftbudgeten: committees, their activities, fees and targeted grants, up to the net cost of operations.

Amounts are positive costs. A committee's *frame* (ram, anslag) is what the budget gives it; decisions in a proposal come on
top as *changes* and *uplift*, so that the official frame stays as printed. Not modelled: internal sales between committees,
other than a row of role `elimination`.
"""

from hundralapp.graph.rule import figure, given, lever, optional, rule, total
from hundralapp.graph.trace import HUNDRED_PERCENT, where

KL11_6 = "11 kap. 6 § kommunallagen (2017:725)"
LKBR10 = "10 kap. LKBR (2018:597)"

GIVEN = (
    given("committee.{committee}.frame", "SEK"),
    given("committee.{committee}.cost", "SEK"),
    given("committee.{committee}.income", "SEK"),
    given("committee.{committee}.changes", "SEK"),
    given("committee.{committee}.uplift", "percent"),
    given("committee.{committee}.activity.{activity}.frame", "SEK"),
    given("committee.{committee}.activity.{activity}.cost", "SEK"),
    given("committee.{committee}.activity.{activity}.income", "SEK"),
    given("committee.{committee}.fee.{fee}.volume", None),
    given("committee.{committee}.fee.{fee}.price", None),
    given("committee.{committee}.fee.{fee}.revenue", "SEK"),
    given("committee.{committee}.targeted_grant.{targeted_grant}.amount", "SEK"),
    given("operating.frames", "SEK"),
    given("operating.undistributed_changes", "SEK"),
    given("operating.depreciation_in_frames", "SEK"),
    given("initiative.{initiative}.amount", "SEK"),
)


@rule("committee.{committee}.fee.{fee}.revenue", unit="SEK", complete=True)
def fee_revenue(volume, price):
    """Avgiftsintäkt: volume times fee."""
    return volume * price


@rule("committee.{committee}.activity.{activity}.frame", unit="SEK", law=LKBR10)
def activity_frame(cost, income):
    """Verksamhetens nettokostnad: cost less income."""
    return cost - income


@rule("committee.{committee}.cost", unit="SEK", law=LKBR10, fallback=True)
def committee_cost(
    parts=total("committee.{committee}.activity.*.cost", "committee.{committee}.service.*.cost"),
):
    """Nämndens kostnader: its activities and its services."""
    return parts


@rule("committee.{committee}.fees_and_grants", unit="SEK", law=LKBR10)
def committee_fees_and_grants(
    parts=total("committee.{committee}.fee.*.revenue", "committee.{committee}.targeted_grant.*.amount"),
):
    """Taxor, avgifter och riktade statsbidrag: what the committee takes in for its services."""
    return parts


@rule("committee.{committee}.income", unit="SEK", law=LKBR10, fallback=True)
def committee_income(
    parts=total(
        "committee.{committee}.fee.*.revenue",
        "committee.{committee}.targeted_grant.*.amount",
        "committee.{committee}.activity.*.income",
    ),
):
    """Nämndens intäkter: fees, targeted grants and its activities' other income."""
    return parts


@rule("committee.{committee}.frame", unit="SEK", law=KL11_6)
def committee_frame_from_parts(
    parts=total("committee.{committee}.activity.*.frame", "committee.{committee}.service.*.cost"),
    fees_and_grants=optional("committee.{committee}.fees_and_grants"),
):
    """Nämndens ram: its activities and services, less fees and targeted grants."""
    return parts - fees_and_grants


@rule("committee.{committee}.frame", unit="SEK", law=KL11_6)
def committee_frame_from_gross(cost, income):
    """Nämndens ram: its costs less its own income."""
    return cost - income


@rule("committee.{committee}.decided", unit="SEK")
def committee_decided(
    frame=optional("committee.{committee}.frame"),
    changes=lever("committee.{committee}.changes"),
    uplift=lever("committee.{committee}.uplift"),
):
    """Beslutade ändringar: what decisions add, in amounts and as uplift. Without uplift the frame may be unknown."""
    return changes + where(uplift == 0, 0, frame * uplift / HUNDRED_PERCENT)


@rule("committee.{committee}.net_cost", unit="SEK", law=LKBR10)
def committee_net_cost(frame, decided):
    """Nämndens nettokostnad: its frame, and what decisions add to it."""
    return frame + decided


@rule("operating.frames", unit="SEK", law=KL11_6)
def operating_frames(frames=total("committee.*.frame")):
    """Nämndernas ramar: the sum of all frames, central items among them."""
    return frames


@rule("operating.committee_changes", unit="SEK")
def operating_committee_changes(decided=total("committee.*.decided")):
    """Beslutade ändringar i nämnderna: their sum."""
    return decided


@rule("operating.changes", unit="SEK")
def operating_changes(committees=optional("operating.committee_changes"), undistributed=lever("operating.undistributed_changes")):
    """Beslutade ändringar: in committees, and those that no committee has been given."""
    return committees + undistributed


@rule("operating.net_cost", unit="SEK", law=LKBR10)
def operating_net_cost(frames, changes):
    """Verksamhetens nettokostnad enligt driftbudgeten: all frames and all decided changes."""
    return frames + changes


@rule("operating.depreciation_in_frames", unit="SEK", fallback=True)
def depreciation_in_frames(depreciation=figure("result.depreciation")):
    """Avskrivningar som ingår i ramarna: all of it, where nothing else is stated (positive)."""
    return -depreciation


RULES = (
    fee_revenue,
    activity_frame,
    committee_cost,
    committee_fees_and_grants,
    committee_income,
    committee_frame_from_parts,
    committee_frame_from_gross,
    committee_decided,
    committee_net_cost,
    operating_frames,
    operating_committee_changes,
    operating_changes,
    operating_net_cost,
    depreciation_in_frames,
)
