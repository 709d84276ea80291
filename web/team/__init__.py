"""The page of /team: who can help someone together. A form in short steps, without a script and without a memory."""

from web.team.form import Form, read_form
from web.team.page import team_answered, team_start

__all__ = ["Form", "read_form", "team_answered", "team_start"]
