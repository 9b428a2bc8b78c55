"""Units of a translation memory find their segments by their source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from press.translations.exchange.units import Bundle, Incoming, Returned, UnitState


def resolved(returned: Returned, bundle: Bundle) -> Returned:
    """Give the units of a memory the ids of all segments of a bundle that have exactly their source.

    A unit that has an id keeps it, and no memory overrules it. Where a memory translates one source in several ways,
    the last is taken and counts as fuzzy: somebody has to choose. What no segment has is left out, for a memory may
    hold more than one publication.
    """
    named = [unit for unit in returned.units if unit.id]
    taken = {(unit.document, unit.id) for unit in named}
    memory: dict[str, list[Incoming]] = defaultdict(list)
    for unit in returned.units:
        if not unit.id and unit.target:
            memory[unit.source].append(unit)
    return replace(returned, units=(*named, *_matches(bundle, memory, taken)))


def _matches(bundle: Bundle, memory: dict[str, list[Incoming]], taken: set[tuple[str, str]]) -> Iterator[Incoming]:
    for file in bundle.files:
        for unit in file.units:
            if unit.source in memory and (file.document, unit.id) not in taken:
                yield replace(_chosen(memory[unit.source]), document=file.document, id=unit.id)


def _chosen(found: Sequence[Incoming]) -> Incoming:
    several = len({unit.target for unit in found}) > 1
    return replace(found[-1], state=UnitState.FUZZY) if several else found[-1]
