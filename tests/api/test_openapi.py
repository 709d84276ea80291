"""The OpenAPI document is one that a stranger can build a client from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator
from schemathesis.openapi import from_dict

Document = dict[str, Any]


@pytest.fixture(scope="module")
def document(client: TestClient) -> Document:
    found: Document = client.get("/api/v1/openapi.json").json()
    return found


def operations(document: Document) -> Iterator[tuple[str, Document]]:
    for path, item in document["paths"].items():
        for method, operation in item.items():
            yield f"{method.upper()} {path}", operation


def test_the_document_is_valid_openapi(document: Document) -> None:
    from_dict(document).validate()


def test_no_server_is_named_so_that_it_holds_wherever_it_is_served(document: Document) -> None:
    assert "servers" not in document


def test_every_operation_has_words_a_tag_and_an_id_of_its_own(document: Document) -> None:
    ids = [operation["operationId"] for _, operation in operations(document)]
    assert len(ids) == len(set(ids))
    for name, operation in operations(document):
        assert operation["summary"], name
        assert operation["description"], name
        assert len(operation["tags"]) == 1, name


def test_every_parameter_says_what_it_is_and_gives_an_example(document: Document) -> None:
    for name, operation in operations(document):
        for parameter in operation.get("parameters", []):
            assert parameter.get("description"), (name, parameter["name"])
            assert parameter["schema"].get("examples"), (name, parameter["name"])


def test_every_field_of_a_question_in_json_says_what_it_is_and_gives_an_example(document: Document) -> None:
    for name, field in document["components"]["schemas"]["SearchWithArea"]["properties"].items():
        assert field["description"], name
        assert field["examples"], name


def test_the_limits_of_a_question_stand_in_the_document(document: Document) -> None:
    parameters = {one["name"]: one["schema"] for one in document["paths"]["/api/v1/search"]["get"]["parameters"]}
    assert parameters["size"]["maximum"] == 50
    assert parameters["q"]["maxLength"] == 500
    assert parameters["theme"]["maxItems"] == 50


def test_every_answer_in_json_gives_an_example_that_fits_its_schema(document: Document) -> None:
    for name, operation in operations(document):
        (content,) = operation["responses"]["200"]["content"].values()
        schema = Draft202012Validator({**content["schema"], "components": document["components"]})
        assert [error.message for error in schema.iter_errors(content["example"])] == [], name


def test_problems_are_told_as_problem_details_everywhere(document: Document) -> None:
    for name, operation in operations(document):
        told = {status: one for status, one in operation["responses"].items() if status not in ("200", "301", "304")}
        assert {"429", "default"} <= told.keys(), name
        for status, one in told.items():
            if (name, status) == ("GET /health/ready", "503"):
                continue  # tells its reasons in the form of the 200
            problem = one["content"]["application/problem+json"]
            assert problem["schema"] == {"$ref": "#/components/schemas/Problem"}, (name, status)
            assert status == "default" or problem["examples"], (name, status)


@pytest.mark.parametrize(
    ("operation", "statuses"),
    [
        ("GET /api/v1/search", {"400", "410", "422", "503"}),
        ("POST /api/v1/search", {"400", "410", "413", "422", "503"}),
        ("GET /api/v1/offers/{id}", {"301", "304", "404", "410"}),
        ("GET /api/v1/zones/{id}", {"301", "304", "404"}),
    ],
)
def test_what_can_be_expected_is_declared(document: Document, operation: str, statuses: set[str]) -> None:
    assert statuses <= dict(operations(document))[operation]["responses"].keys()


def test_the_error_shape_of_the_framework_is_nowhere(document: Document) -> None:
    assert "HTTPValidationError" not in str(document)
