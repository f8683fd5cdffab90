"""How do the paths of a journey look? (A drawing, and the same told in words.)"""

from selfassessment.engine.drawing.layout import draw
from selfassessment.engine.drawing.model import Drawing, Labels
from selfassessment.engine.drawing.outline import Entry, outline
from selfassessment.engine.drawing.svg import svg

__all__ = ["Drawing", "Entry", "Labels", "draw", "outline", "svg"]
