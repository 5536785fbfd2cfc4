"""What may stand in notes that is not to leave: one file a kind, and their order."""

from notesllm.privacy.detectors.addresses import addresses
from notesllm.privacy.detectors.cards import cards
from notesllm.privacy.detectors.emails import emails
from notesllm.privacy.detectors.ibans import ibans
from notesllm.privacy.detectors.identities import identities
from notesllm.privacy.detectors.keys import keys
from notesllm.privacy.detectors.money import money
from notesllm.privacy.detectors.organizations import organizations
from notesllm.privacy.detectors.passwords import passwords
from notesllm.privacy.detectors.phones import phones
from notesllm.privacy.detectors.urls import urls
from notesllm.privacy.hit import Detector

# Where two overlap, both are hidden as one, which is called what the earlier of them says.
DETECTORS: tuple[Detector, ...] = (
    keys,
    urls,
    passwords,
    emails,
    ibans,
    cards,
    identities,
    addresses,
    phones,
)
OPTIONAL: dict[str, Detector] = {"money": money, "organizations": organizations}

__all__ = ["DETECTORS", "OPTIONAL"]
