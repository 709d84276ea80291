"""How Dutch text becomes tokens: one chain for both engines, on the index side and on the query side.

fold -> words -> stop words out -> stem (override, `dutch_porter`, repairs); compound words are also cut into their
parts. An engine gets the tokens joined by spaces and only splits at white space, so that every engine sees the same.
"""

from search.analysis.analyser import Analyser, QueryWord
from search.analysis.fold import fold
from search.analysis.tables import BadTableError

__all__ = ["Analyser", "BadTableError", "QueryWord", "fold"]
