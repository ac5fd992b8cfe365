"""What people see who see colours otherwise, or none. Simulation: Machado, Oliveira and Fernandes 2009, full severity."""

from itertools import combinations

import pytest

from safehold.charts.palette import GRID, INK, LOOKS, PAPER, QUIET, look, patterned

SEEN_AS = {
    "any": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def linear(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def luminance(colour):
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True))


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lab(rgb):
    """CIE L*a*b* of linear sRGB, white D65."""
    x = (0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.9505
    y = 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]
    z = (0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.089
    fx, fy, fz = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def apart(one, other, matrix):
    seen = []
    for colour in (one, other):
        parts = linear(colour)
        mixed = [sum(weight * part for weight, part in zip(row, parts, strict=True)) for row in matrix]
        seen.append(lab([min(1, max(0, part)) for part in mixed]))
    return sum((a - b) ** 2 for a, b in zip(*seen, strict=True)) ** 0.5


@pytest.mark.parametrize("each", LOOKS, ids=lambda each: each.colour)
def test_every_colour_stands_out_from_the_paper(each):
    assert contrast(each.colour, PAPER) >= 3


def test_words_are_darker_still_and_the_grid_is_not():
    assert min(contrast(colour, PAPER) for colour in (INK, QUIET)) >= 4.5
    assert contrast(GRID, PAPER) < 3, "the control: a colour that would not pass"


@pytest.mark.parametrize("vision", SEEN_AS)
def test_no_two_neighbouring_colours_look_alike_to_anyone(vision):
    # 11 in CIE76 is several times what the eye can just tell apart; dash, shape and pattern come on top.
    pairs = list(combinations([each.colour for each in LOOKS[:4]], 2))
    assert min(apart(*pair, SEEN_AS[vision]) for pair in pairs) >= 11


def test_red_and_green_of_equal_weight_would_look_alike():
    """The control: the distance does find colours that are mistaken for each other."""
    assert apart("#b05050", "#7d7a4b", SEEN_AS["deuteranopia"]) < 11


@pytest.mark.parametrize("what", ["dash", "shape", "pattern"])
def test_every_series_is_told_apart_without_colour(what):
    assert len({getattr(each, what) for each in LOOKS}) == len(LOOKS)


def test_there_is_no_seventh_look():
    with pytest.raises(ValueError, match="at most six series"):
        look(6)


def test_a_pattern_lies_over_the_shapes_of_its_colour_only():
    svg = '<svg><path d="M0,0" fill="#28A197"/><path d="M1,1" fill="#12436D"/></svg>'

    dressed = patterned(svg, {"#28A197": "rising", "#12436D": "solid"}, prefix="p1")

    assert dressed.count("<pattern") == 1
    assert '<path d="M0,0" fill="#28A197"/><path d="M0,0" fill="url(#p1-rising)"/>' in dressed
    assert dressed.count("M1,1") == 1
