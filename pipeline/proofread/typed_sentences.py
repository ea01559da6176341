"""The sentences that stand in the text files, where an editor can change them."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.proofread.material import Material, Sentence


def typed_sentences(material: Material) -> Iterator[Sentence]:
    """Yield the sentences of a publication that somebody typed in a text file.

    The reasons of afwijkingen.yaml stand as footnotes behind the last line of a file; they are the
    business of whoever reads that file.
    """
    lines = {text.place.file: text.text.count("\n") + 1 for text in material.data.texts}
    for sentence in material.sentences:
        place = sentence.passage.place
        if place.line <= lines.get(place.file, place.line):
            yield sentence
