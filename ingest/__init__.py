"""From a file to facts with a place.

In: the path of a report. Out: a ``Report`` (outline, passages, offsets, pages) and its ``Event`` s.
Refuses to know of indexes, questions and answers.
"""

from ingest.atlas import country_name
from ingest.corrections import FieldCorrection, apply_corrections, check_correction, corrections_digest
from ingest.dates import DateContext, context_of, find_dates
from ingest.discover import FoundFile, FoundFiles, Rejected, find_files
from ingest.event import (
    Country,
    DateRange,
    Event,
    EventKind,
    EventPhoto,
    Figure,
    Kind,
    Mention,
    Person,
    Precision,
    SubDate,
)
from ingest.events import extract_events
from ingest.figures import find_figures
from ingest.fold import fold, fold_key
from ingest.lasting import days_in_a_row
from ingest.limits import Limits
from ingest.names import find_people
from ingest.numerals import whole_number
from ingest.organisations import find_organisations
from ingest.place_words import (
    allies,
    city_country,
    city_names,
    country_codes,
    region_codes,
    region_names,
)
from ingest.places import Place, find_cities, find_countries, find_places
from ingest.reader import build_report, read_report, read_text, report_id_for
from ingest.report import (
    Block,
    BlockKind,
    Cell,
    Identity,
    Page,
    PageOrigin,
    Passage,
    Photo,
    Report,
    Section,
    Span,
    Table,
)
from ingest.run import Ingested, ingest_file
from ingest.segment import Token, dictionary_hash, segment, words_for_search
from ingest.side_files import file_digest
from ingest.surnames import plain_surname
from ingest.table_figures import TotalFinding, check_totals, table_figures

__all__ = [
    "Block",
    "BlockKind",
    "Cell",
    "Country",
    "DateContext",
    "DateRange",
    "Event",
    "EventKind",
    "EventPhoto",
    "FieldCorrection",
    "Figure",
    "FoundFile",
    "FoundFiles",
    "Identity",
    "Ingested",
    "Kind",
    "Limits",
    "Mention",
    "Page",
    "PageOrigin",
    "Passage",
    "Person",
    "Photo",
    "Place",
    "Precision",
    "Rejected",
    "Report",
    "Section",
    "Span",
    "SubDate",
    "Table",
    "Token",
    "TotalFinding",
    "allies",
    "apply_corrections",
    "build_report",
    "check_correction",
    "check_totals",
    "city_country",
    "city_names",
    "context_of",
    "corrections_digest",
    "country_codes",
    "country_name",
    "days_in_a_row",
    "dictionary_hash",
    "extract_events",
    "file_digest",
    "find_cities",
    "find_countries",
    "find_dates",
    "find_figures",
    "find_files",
    "find_organisations",
    "find_people",
    "find_places",
    "fold",
    "fold_key",
    "ingest_file",
    "plain_surname",
    "read_report",
    "read_text",
    "region_codes",
    "region_names",
    "report_id_for",
    "segment",
    "table_figures",
    "whole_number",
    "words_for_search",
]
