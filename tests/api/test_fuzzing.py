"""Whatever a program sends, the API answers as its OpenAPI document says, and never with a fault of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import Case, Config, GenerationMode
from schemathesis.checks import CheckFunction
from schemathesis.openapi import from_asgi
from schemathesis.specs.openapi.checks import negative_data_rejection
from schemathesis.specs.openapi.schemas import OpenApiSchema

from tests.api.world import RECORDS, World, app_of

# A well-formed question may name a place, a term, a record or a page that does not exist (any more).
WELL_FORMED_IS_NOT_KNOWN = {
    "positive_data_acceptance": {"expected-statuses": ["2xx", "3xx", "400", "404", "410", "422"]}
}
WITH_PARAMETERS = (
    "search",
    "search_privately",
    "suggest",
    "get_offer",
    "get_organisation",
    "get_partnership",
    "find_places",
    "get_zone",
    "get_zone_shape",
    "list_zone_shapes",
    "get_vocabulary",
    "get_term",
    "propose_casemanagers",
    "advise_perinatal",
    "propose_teams",
    "get_zone_overview",
    "get_quality",
    "list_broken_records",
    "find_addresses",
    "complete_streets",
)
ALL = (
    *WITH_PARAMETERS,
    "list_zones",
    "list_vocabularies",
    "list_sector_terms",
    "list_abbreviations",
    "list_helplines",
    "list_problems",
    "health_live",
    "health_ready",
    "health_freshness",
)
# A value in JSON that can mean only one thing is taken as that, as it is in an address: "34" or true for a number.
TAKEN_AS_MEANT: dict[str, list[CheckFunction]] = {"search_privately": [negative_data_rejection]}
FEW, MANY = 12, 150
PATIENT = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])

TEXTS = st.text(max_size=40)
WORDS = (
    st.sampled_from(("huur", "schulden", "onthaal", "Aalst", "OR", '"', "*", "ouders\x00", "praten in Aalst")) | TEXTS
)
PLACES = st.sampled_from(("9300", "Aalst", "50.94,4.04", "nergens", "Pittem 8740", "0,0", "nan,nan")) | TEXTS
MOMENTS = st.sampled_from(("2026-11-23T10:00", "2026-11-23T10:00:00Z", "0001-01-01", "9999-12-31T23:59", "1e9"))
QUESTIONS = st.fixed_dictionaries(
    {},
    optional={
        "q": WORDS,
        "place": PLACES,
        "radius_km": st.sampled_from((0.001, 15, 300)),
        "zone": st.sampled_from(("regio-aalst", "elz36")) | TEXTS,
        "bbox": st.sampled_from(("3.9,50.8,4.2,51.0", "-180,-90,180,90", "4,51,3,50", "1,2,3", "nan,0,1,2")) | TEXTS,
        "serves": st.sampled_from(("41002", "99999")),
        "theme": st.lists(st.sampled_from(("wonen", "geld-en-administratie")) | TEXTS, max_size=3),
        "mode": st.lists(st.sampled_from(("onsite", "phone")), max_size=3),
        "accessibility": st.lists(st.sampled_from(("step_free", "lift")), max_size=2),
        "language": st.lists(st.sampled_from(("nl", "vgt")), max_size=2),
        "age": st.sampled_from((0, 34, 150)),
        "open_now": st.booleans(),
        "at": MOMENTS,
        "free": st.booleans(),
        "intake_open": st.booleans(),
        "sort": st.sampled_from(("relevance", "distance", "name", "checked")),
        "lang": st.sampled_from(("nl", "en", "zz")),
        "size": st.sampled_from((1, 50)),
        "cursor": st.sampled_from(("", "W10", "WzEsMSwxLDEsIngiXQ")) | TEXTS,
        "explain": st.booleans(),
    },
)


@pytest.fixture(scope="module")
def openapi(world: World) -> OpenApiSchema:
    config = Config.from_dict({"checks": WELL_FORMED_IS_NOT_KNOWN})
    return from_asgi("/api/v1/openapi.json", app_of(world.context), config=config)


def test_no_operation_is_forgotten(openapi: OpenApiSchema) -> None:
    operations = {one["operationId"] for path in openapi.raw_schema["paths"].values() for one in path.values()}
    assert operations == set(ALL)


def fuzz(openapi: OpenApiSchema, operation_id: str, mode: GenerationMode, examples: int) -> None:
    """Send what fits the schema of the operation (or what does not), and hold each answer against the document."""

    @settings(PATIENT, max_examples=examples)
    @given(case=openapi.find_operation_by_id(operation_id).as_strategy(generation_mode=mode))
    def answers_as_promised(case: Case[Any]) -> None:
        response = case.call_and_validate(excluded_checks=TAKEN_AS_MEANT.get(operation_id, []))
        assert response.status_code < 500

    answers_as_promised()


def ask(client: TestClient, examples: int) -> None:
    """Send questions that make sense, mixed with some that do not, both ways; both ways answer the same."""

    @settings(PATIENT, max_examples=examples)
    @given(question=QUESTIONS)
    def answers_the_same_both_ways(question: dict[str, Any]) -> None:
        by_get = client.get("/api/v1/search", params=question)
        by_post = client.post("/api/v1/search", json=question)
        assert by_get.status_code in (200, 400, 410, 422)
        assert by_post.status_code == by_get.status_code
        assert by_post.json() == by_get.json()

    answers_the_same_both_ways()


def test_questions_never_break_the_search_and_get_and_post_agree(client: TestClient) -> None:
    ask(client, 60)


@pytest.mark.long
def test_many_questions_never_break_the_search(client: TestClient) -> None:
    ask(client, 3000)


@pytest.mark.parametrize("operation_id", ALL)
def test_what_fits_the_schema_is_answered_as_promised(openapi: OpenApiSchema, operation_id: str) -> None:
    fuzz(openapi, operation_id, GenerationMode.POSITIVE, FEW)


@pytest.mark.parametrize("operation_id", WITH_PARAMETERS)
def test_what_does_not_fit_the_schema_is_refused_as_promised(openapi: OpenApiSchema, operation_id: str) -> None:
    fuzz(openapi, operation_id, GenerationMode.NEGATIVE, FEW)


@pytest.mark.long
@pytest.mark.parametrize("mode", GenerationMode)
@pytest.mark.parametrize("operation_id", WITH_PARAMETERS)
def test_much_more_of_both(openapi: OpenApiSchema, operation_id: str, mode: GenerationMode) -> None:
    fuzz(openapi, operation_id, mode, MANY)


FOLDERS = {"offer": "offers", "organisation": "organisations", "partnership": "partnerships"}
REAL: Sequence[str] = (
    *(f"/api/v1/{FOLDERS[row['kind']]}/{row['id']}" for row in RECORDS if row["kind"] in FOLDERS),
    "/api/v1/search?q=huur&place=Aalst&explain=true",
    "/api/v1/suggest?q=on&place=Aalst",
    "/api/v1/places?q=Aalst",
    "/api/v1/zones/regio-aalst",
    "/api/v1/vocabulary/theme",
)


@pytest.mark.parametrize("path", REAL)
def test_real_answers_fit_the_document_too(openapi: OpenApiSchema, client: TestClient, path: str) -> None:
    operation = openapi.find_operation_by_path("GET", path.partition("?")[0])
    assert operation is not None
    operation.validate_response(client.get(path))
