"""A model's server on loopback that answers by script: what tests use where a real provider would answer.

``with Server(script) as server`` serves ``script``: one :class:`Answer`, a row of them (the last one stays), or
a function of the :class:`Request`; ``server.base_url`` is the address for a client, ``server.requests`` what arrived.
"""

from servers.answers import Answer, answered_json, completion, failed
from servers.faults import BEFORE_ANY_SERVER, FAULTS, Fault
from servers.loopback import Request, Script, Server, refusing_port

__all__ = [
    "BEFORE_ANY_SERVER",
    "FAULTS",
    "Answer",
    "Fault",
    "Request",
    "Script",
    "Server",
    "answered_json",
    "completion",
    "failed",
    "refusing_port",
]
