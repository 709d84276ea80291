"""JSON for programs: search, records, zones, places and terms under `/api/v1`, health, and how errors are told."""

from api.context import ApiContext
from api.health import Freshness, freshness_of
from api.problems import Problem, problem_of, problem_response
from api.routes import api_routes

__all__ = ["ApiContext", "Freshness", "Problem", "api_routes", "freshness_of", "problem_of", "problem_response"]
