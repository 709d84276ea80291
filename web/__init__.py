"""Pages for people: server-rendered HTML that works without a script, on a phone, enlarged and on paper.

Texts stand in `templates/` (inside `_()`) and in `messages`, `labels`, `words`, `hours`, `numbers`, `team.messages` and
`team.overview`, which hold nothing but how Dutch says things: another language is a catalogue for the first and another
set of the second.
"""

from web.context import PageContext
from web.errors import error_page
from web.pages import pages
from web.security import CONTENT_SECURITY_POLICY

__all__ = ["CONTENT_SECURITY_POLICY", "PageContext", "error_page", "pages"]
