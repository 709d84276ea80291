"""`/api/v1/glossary`."""

from starlette.testclient import TestClient


def test_the_terms_come_with_their_meaning_per_sector(client: TestClient) -> None:
    terms = client.get("/api/v1/glossary/terms").json()["terms"]
    crisis = next(term for term in terms if term["term"] == "crisis")
    assert [one["sector"] for one in crisis["meanings"]] == ["GGZ volwassenen", "jeugdhulp", "CAW", "CKG"]
    assert [one["source"] is None for one in crisis["meanings"]] == [False, True, True, False]


def test_an_abbreviation_is_explained_only_by_a_source(client: TestClient) -> None:
    found = {one["abbreviation"]: one for one in client.get("/api/v1/glossary/abbreviations").json()["abbreviations"]}
    assert found["GBO"]["full"] == "geïntegreerd breed onthaal"
    assert found["GBO"]["source"] == "vvsg.be"
    assert found["IGO"]["explanation"] is None
    assert found["IGO"]["source"] is None
