"""Numbers by which states know people: by their check digits or their own shape, or by the word that announces one."""

import re
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import NamedTuple

from notesllm._regex import regex
from notesllm.privacy.hit import Hit


class Scheme(NamedTuple):
    """A way to write one, and the module of ``stdnum`` that knows its check digits."""

    shape: str
    module: str


# Only shapes that nothing else in notes has once the check digits are right; plain runs of digits need a cue.
SCHEMES = (
    Scheme(r"\d{3}-\d{2}-\d{4}", "us.ssn"),
    Scheme(r"[12]\s?\d\d\s?(?:0[1-9]|[1-9]\d)\s?(?:\d\d|2[AB])\s?\d{3}\s?\d{3}\s?\d\d", "fr.nir"),
    Scheme(r"\d{8}[ -]?[A-HJ-NP-TV-Z]", "es.dni"),
    Scheme(r"[XYZ][ -]?\d{7}[ -]?[A-HJ-NP-TV-Z]", "es.nie"),
    Scheme(r"[A-Z]{6}\d\d[A-EHLMPR-T]\d\d[A-Z]\d{3}[A-Z]", "it.codicefiscale"),
    Scheme(r"\d{3}\.\d{3}\.\d{3}-\d\d", "br.cpf"),
    Scheme(r"\d\d\.\d{3}\.\d{3}/\d{4}-\d\d", "br.cnpj"),
    Scheme(r"756\.\d{4}\.\d{4}\.\d\d", "ch.ssn"),
    Scheme(r"\d\d\.\d\d\.\d\d-\d{3}\.\d\d", "be.nn"),
    Scheme(r"\d{6}[-+]\d{4}", "se.personnummer"),
    Scheme(r"\d{2}\s?\d{3}\s?\d{3}\s?\d{3}", "de.idnr"),
    Scheme(r"[2-9]\d{3}\s\d{4}\s\d{4}", "in_.aadhaar"),
    Scheme(
        r"(?:AT|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FI|FR|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK)\s?[A-Z0-9]{8,12}",
        "eu.vat",
    ),
    Scheme(r"CHE-?\d{3}\.?\d{3}\.?\d{3}", "ch.uid"),
)
SHAPED = regex("|".join(rf"(?<![\w.-])(?:{scheme.shape})(?![\w-]|[.,/]\d)" for scheme in SCHEMES))
# Shapes without a public check digit: a British insurance number, a German pension insurance number
OWN = regex(
    r"(?<![\w-])(?:(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\s?\d\d\s?\d\d\s?\d\d\s?[A-D]|\d\d\s?\d{6}\s?[A-Z]\s?\d{3})(?![\w-])"
)
CALLED = regex(
    r"(?<!\w)(?:passports?|SSN|social\ssecurity|national\s(?:id|insurance)|NINO?|tax(?:payer)?\s?id|TIN|EIN|driver['’]?s?\slicen[cs]e"
    r"|driving\slicen[cs]e|ID\scard|identity\scard|meeting[ -]id|webinar\sid|NHS|medicare|SIN|TFN|VAT|employee\sid"
    r"|(?:Reise)?pass|Personalausweis(?:nummer)?|Ausweis(?:nummer)?|Reisepassnummer|Passnummer|Sozialversicherungsnummer|SV-Nummer"
    r"|Steuer-?(?:ID|nummer|identifikationsnummer)|Führerschein|USt-?Id(?:Nr)?|Meeting-ID"
    r"|passeport|carte\sd['’]identité|sécurité\ssociale|permis\sde\sconduire|numéro\sfiscal"
    r"|pasaporte|DNI|NIE|NIF|seguridad\ssocial|permiso\sde\sconducir|passaporto|codice\sfiscale|carta\sd['’]identità|patente"
    r"|paspoort|BSN|burgerservicenummer|rijbewijs|identiteitskaart|passaporte|CPF|RG|cartão\sde\scidadão|carta\sde\scondução|NISS)"
    r"(?:[-\s](?:no|nr|nummer|number|num|numéro|número|numero|id|card|is|ist|est|es|è|é|n°|nº|n\.º|de|n))*\.?\s?[:#=]?\s?[*`]{0,3}"
    r"((?=[A-Z0-9 ./-]{0,24}\d[A-Z0-9 ./-]{0,24}\d)(?-i:[A-Z]{0,3})[ -]?\d(?:[ ./-]?(?-i:[A-Z0-9])){4,18})(?![\w%])",
    re.IGNORECASE,
)
DIGITS = regex(r"\d(?:[ ./-]?\d)")  # each has two together, at least
DAY = regex(r"(?:19|20)\d\d[-./]\d\d?(?:[-./]\d\d?)?\b|\d\d?[-./]\d\d?[-./](?:19|20)?\d\d\b")


def identities(text: str) -> Iterator[Hit]:
    if not DIGITS.search(text):
        return
    for match in SHAPED.finditer(text):
        if any(_is_valid(scheme, match[0]) for scheme in SCHEMES):
            yield Hit(match.start(), match.end(), "ID")
    for match in OWN.finditer(text):
        yield Hit(match.start(), match.end(), "ID")
    for match in CALLED.finditer(text):
        if not DAY.match(match[1].strip()):
            yield Hit(*match.span(1), "ID")


def _is_valid(scheme: Scheme, written: str) -> bool:
    if not re.fullmatch(scheme.shape, written):
        return False
    is_valid: Callable[[str], bool] = import_module(f"stdnum.{scheme.module}").is_valid
    return is_valid(written)
