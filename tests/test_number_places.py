"""Numbers on paper: no element stands around them, and their page is found all the same."""

from __future__ import annotations

from types import SimpleNamespace
from xml.etree.ElementTree import Element

from pipeline.render.number_places import pages_of_numbers, without_marks

DATA = '<data data-anker="{}" value="5" data-cel="a.b">{}</data>'


def test_a_number_is_text_and_the_element_around_it_says_where():
    """Letters and digits of its own text count; what stands in elements inside does not."""
    page = f"<p>Er <b>zijn</b> &amp; er komen {DATA.format('c1', '1.234')} kinderen.</p>"
    bare, marks = without_marks(page)
    assert bare == '<p data-cijfers="c1@9">Er <b>zijn</b> &amp; er komen 1.234 kinderen.</p>'
    assert marks == DATA.format("c1", "1.234") + "\n"


def test_several_numbers_void_elements_and_scripts():
    """Nothing inside a style counts, a line break is no element to go into."""
    page = (
        f'<style>p {{ }}</style><ul><li class="x">a<br>b {DATA.format("c1", "5")} c '
        f"{DATA.format('c2', '6')}</li></ul><img src='x'><td>{DATA.format('t', '−3')}</td>"
    )
    bare, marks = without_marks(page)
    assert 'class="x" data-cijfers="c1@2 c2@4"' in bare
    assert '<td data-cijfers="t@0">−3</td>' in bare
    assert marks.count("\n") == 3
    assert "<data" not in bare


def test_words_that_a_hyphen_could_divide_keep_an_element():
    """€ 1,5 miljoen stays in one piece as it did."""
    bare, _ = without_marks(f"<p>Dat is {DATA.format('c1', '€ 1,5 miljoen')}.</p>")
    assert bare == '<p>Dat is <span class="ongedeeld" data-cijfers="c1@0">€ 1,5 miljoen</span>.</p>'


def test_a_sign_with_words_for_a_screen_reader_keeps_its_elements():
    """What stands inside a number stays."""
    inside = '<span class="teken">x</span><span class="stil">niet getoond</span>'
    bare, marks = without_marks(f"<td>{DATA.format('t', inside)}</td>")
    assert bare == f'<td data-cijfers="t@0">{inside}</td>'
    assert inside in marks


def box(element, text="", tag="p"):
    """Return a box as far as it is looked at."""
    return SimpleNamespace(element=element, element_tag=tag, **({"text": text} if text else {}))


def test_the_page_is_where_the_text_reaches_the_number():
    """A paragraph over two pages, hyphens at line ends, generated text, and a sign without text."""
    paragraph = Element("p", {"data-cijfers": "a@3 b@10 c@13"})
    sign, plain = Element("td", {"data-cijfers": "t@0"}), Element("p")
    first = [box(paragraph), box(paragraph, "9) ", "p::before"), box(paragraph, "abc-"), box(plain)]
    second = [box(paragraph), box(paragraph, "1defghi 2jk"), box(sign, tag="td"), box(None)]
    third = [box(paragraph, "l3"), box(sign, tag="td")]
    found = pages_of_numbers([first, second, third])
    assert found == {"a": 2, "b": 2, "c": 3, "t": 2}
