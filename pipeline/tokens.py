"""What stands for an insertion in a composed text, until a page is made of it.

U+E000 n U+E001, where n counts in the publication.
"""

from __future__ import annotations

import re

INLINE = re.compile("\ue000(\\d+)\ue001")
