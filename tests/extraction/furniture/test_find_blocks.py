"""An article's own text is told from headlines and page furniture."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extraction.blocks import BlockRole
from app.extraction.furniture.find_blocks import find_blocks

BODY = "The harbour authority said on Tuesday that 40 ships had been turned away since the spring."
MORE_BODY = "Its director, Ana Lund, told reporters that the quay would stay closed until the repairs were paid for."


def roles_of(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(block.role.value, text[block.start : block.end]) for block in find_blocks(text, title)]


def role_of(line: str, text: str, title: str | None = None) -> str:
    return next(role for role, words in roles_of(text, title) if words == line)


def amid_body(line: str) -> str:
    return f"{BODY}\n{line}\n{MORE_BODY}"


@pytest.mark.parametrize(
    "line",
    [
        "Share on Twitter",
        "• Share on LINE",
        "Facebook Twitter WhatsApp Email Print",
        "Share this article via email",
        "12 Shares",
        "Advertisement",
        "ADVERTISEMENT - CONTINUE READING BELOW",
        "Home » World » Ports",
        "Home > News > Shipping",
        "[Cranes at the northern quay. Photo credit: Pixabay]",
        "(Photo: Harbour Authority)",
        "Photo by Ola Berg/Coastal Press",
        "PHOTO. Coastal Press/Nordfoto",
        "Image credit: Ola Berg",
        "Photo Gallery",
        "Photo Gallery3 total",
        "View gallery",
        "See more photos",
        "1/12",
        "By Ola Berg",
        "By OLA BERG, Maritime Correspondent",
        "Ola Berg, Director of the Quay Institute and Editorial Writer",
        "Written by Ola Berg and Ida Holm",
        "Published: 12 May 2024, 10:30",
        "Updated 3 hours ago",
        "May 12, 2024 10:30 AM EDT",
        "2024-05-12 14:33",
        "4 min read",
        "This website uses cookies to give you the best experience.",
        "We use cookies to improve our pages and measure visits.",
        "By continuing to browse our site you agree to our use of cookies.",
        "Accept all cookies",
        "Sign up for our morning newsletter",
        "Get the latest harbour news in your inbox.",
        "Subscribe now",
        "© 2024 Coastal Press. All rights reserved.",
        "Copyright 2024 Coastal Press",
        "Tags: harbour, quay, repairs",
        "Read more: Fishermen count the cost",
        "RELATED: Fishermen count the cost",
        "Skip to content",
        "Next article",
        "This site uses Akismet to reduce spam.",
        "(Reporting by Ola Berg; Editing by Ida Holm)",
        "Follow us on Facebook",
        "* * *",
        "3 Comments",
    ],
)
def test_lines_of_the_page_are_furniture(line: str) -> None:
    assert role_of(line, amid_body(line)) == BlockRole.FURNITURE


@pytest.mark.parametrize(
    "line",
    [
        "The company admitted that it uses cookies to follow readers from page to page.",
        "Cookies are stored for 30 days, the regulator found.",
        "Share prices fell by 3 percent after the notice.",
        "Sharing the quay with the navy has cost the port 4 million euros, she said.",
        "Copyright law would have to change first, the lawyers argued.",
        "“We will not leave,” said Berg.",
        "Lund: “Nobody asked us.”",
        "Q: How many ships were turned away?",
        "A: Forty, and two more yesterday.",
        "How many ships were turned away?",
        "- 40 ships turned away since spring",
        "• two cranes out of order",
        "-Two cranes are out of order, a pilot says [CP]",
        "“The quay that nobody wanted” ― Ana Lund",
        "He listed three demands:",
        "By Tuesday, 40 ships had been turned away.",
        "By using satellite photos of the site, analysts agree on 40 ships.",
        "Photos of the quay show 40 ships at anchor, the authority said.",
        "A photo taken on Monday shows 12 cranes.",
        "Reported by the harbour authority, the figure of 40 ships was later denied.",
        "Related costs rose to 3 million euros last year.",
        "More articles of the treaty will be dropped, the ministry said.",
        "The authority counted 5 comments on its plan.",
        "Subscribe was the word that the minister used, twice.",
        "No redistribution of land was planned, she said.",
        "May 12 was the day on which the quay closed.",
        "(c) the third point concerns 12 cranes.",
        "It closed on May 12, 2024.",
    ],
)
def test_sentences_of_the_article_stay_body(line: str) -> None:
    assert role_of(line, amid_body(line)) == BlockRole.BODY


def test_first_line_without_full_stop_is_headline() -> None:
    text = f"Port turns away 40 ships\n{BODY}"
    assert roles_of(text) == [("headline", "Port turns away 40 ships"), ("body", BODY)]


def test_headline_printed_again_is_furniture() -> None:
    text = f"Port turns away 40 ships\n\nPort turns away 40 ships\n\n{BODY}"
    assert [role for role, _ in roles_of(text)] == ["headline", "furniture", "body"]


def test_site_name_is_cut_off_a_headline_that_is_printed_again() -> None:
    headline = "Director: “We will not open the quay.”"
    text = f"{headline} | COAST DIGITAL\n\n{headline}\n\n{BODY}"
    assert roles_of(text) == [
        ("headline", headline),
        ("furniture", "| COAST DIGITAL"),
        ("furniture", headline),
        ("body", BODY),
    ]


def test_line_like_the_given_title_is_headline() -> None:
    text = f"Port turns away forty ships.\n{BODY}"
    assert roles_of(text, "Port turns away forty ships.")[0][0] == BlockRole.HEADLINE


def test_given_title_later_in_the_text_is_furniture() -> None:
    text = f"Port turns away 40 ships\n{BODY}\nPort turns away 40 ships\n{MORE_BODY}"
    assert [role for role, _ in roles_of(text, "Port turns away 40 ships")] == ["headline", "body", "furniture", "body"]


def test_body_sentence_close_to_the_title_stays_body() -> None:
    text = f"Port turns away 40 ships, authority says.\n{BODY}"
    assert roles_of(text, "Port turns away 40 ships, authority says")[1][0] == BlockRole.BODY


def test_subhead_amid_the_body_is_headline() -> None:
    assert role_of("A quay without cranes", amid_body("A quay without cranes")) == BlockRole.HEADLINE


def test_row_of_a_table_is_body() -> None:
    assert role_of("Ships turned away\t40", amid_body("Ships turned away\t40")) == BlockRole.BODY


def test_text_of_one_line_is_body() -> None:
    assert roles_of("Port turns away 40 ships") == [("body", "Port turns away 40 ships")]


def test_lines_that_would_all_be_headlines_are_body() -> None:
    assert [role for role, _ in roles_of("Lund said 40 ships had left\nBerg said there were 50")] == ["body", "body"]


def test_hard_wrapped_paragraphs_are_body() -> None:
    text = (
        "The harbour authority said on\nTuesday that 40 ships had been\nturned away since the spring and\n"
        "that the quay would stay\nclosed until the repairs were\npaid for by the state.\n"
    )
    assert {role for role, _ in roles_of(text)} == {"body"}


def test_interview_lines_are_body() -> None:
    text = f"{BODY}\nQ: Will it open\nLund: Not before winter\nQ: Why\nLund: Money\n{MORE_BODY}"
    assert {role for role, _ in roles_of(text)} == {"body"}


def test_all_after_the_heading_of_comments_is_furniture() -> None:
    text = f"{BODY}\n{MORE_BODY}\n2 Comments\nQuayRat\nThey turned away 400 ships, not 40, you know.\nMole\nThey lie."
    assert [role for role, _ in roles_of(text)] == ["body", "body", *["furniture"] * 5]


def test_comments_after_a_single_paragraph_are_furniture() -> None:
    text = f"{BODY}\n1 Comment\nQuayRat\nThey turned away 400 ships, not 40, you know."
    assert [role for role, _ in roles_of(text)] == ["body", *["furniture"] * 3]


def test_leave_a_comment_ends_the_article() -> None:
    text = f"{BODY}\n{MORE_BODY}\nLeave a Comment\nThe last one to write here was a sailor from the north."
    assert [role for role, _ in roles_of(text)] == ["body", "body", "furniture", "furniture"]


def test_count_of_comments_above_the_article_hides_nothing() -> None:
    text = f"Port turns away 40 ships\n5 Comments\n{BODY}\n{MORE_BODY}"
    assert [role for role, _ in roles_of(text)] == ["headline", "furniture", "body", "body"]


def test_subhead_comments_amid_the_body_hides_nothing() -> None:
    text = f"{BODY}\nComments\n{MORE_BODY}\n{BODY} It gave no reason."
    assert [role for role, _ in roles_of(text)] == ["body", "headline", "body", "body"]


def test_links_after_their_heading_are_furniture_until_a_sentence() -> None:
    text = f"{BODY}\nRelated Articles\nFishermen count the cost of 300 lost days\nWho pays for the quay?\n{MORE_BODY}"
    assert [role for role, _ in roles_of(text)] == ["body", "furniture", "furniture", "furniture", "body"]


def test_school_byline_at_the_end_is_furniture() -> None:
    text = f"{BODY}\n{MORE_BODY}\n- Ola (Sam) Berg / Grade 7\n- Quay Street Academy"
    assert [role for role, _ in roles_of(text)] == ["body", "body", "furniture", "furniture"]


def test_list_at_the_end_is_body() -> None:
    text = f"{BODY}\nThe following took part:\n- Ana Lund\n- Ola Berg"
    assert {role for role, _ in roles_of(text)} == {"body"}


def test_note_on_the_author_at_the_end_is_furniture() -> None:
    text = f"{BODY}\n{MORE_BODY}\nIda Holm is a reporter at the Coast Courier covering ports."
    assert [role for role, _ in roles_of(text)][-1] == BlockRole.FURNITURE


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        (f"Related Articles{BODY}", [("furniture", "Related Articles"), ("body", BODY)]),
        (f"Photo Gallery1 total{BODY}", [("furniture", "Photo Gallery1 total"), ("body", BODY)]),
        (f"Home » World » Ports » {BODY}", [("furniture", "Home » World » Ports »"), ("body", BODY)]),
        (f"{BODY} [사진 제공 항만청]", [("body", BODY), ("furniture", "[사진 제공 항만청]")]),
        (f"{BODY} (Photo: Coastal Press)", [("body", BODY), ("furniture", "(Photo: Coastal Press)")]),
        (f"{BODY} © 2024 Coastal Press", [("body", BODY), ("furniture", "© 2024 Coastal Press")]),
        (f"{BODY}Related Articles", [("body", BODY), ("furniture", "Related Articles")]),
        (
            f"{BODY} Photo taken in May ’19 (PHOTO: Coastal/Nordfoto)",
            [("body", BODY), ("furniture", "Photo taken in May ’19 (PHOTO: Coastal/Nordfoto)")],
        ),
        ("Ships at anchor off the quay (Photo: Coastal Press)", None),
    ],
)
def test_furniture_glued_to_a_line_is_cut_off(line: str, parts: list[tuple[str, str]] | None) -> None:
    found = roles_of(f"{line}\n{MORE_BODY}")[:-1]
    assert found == parts if parts else {role for role, _ in found} == {"furniture"}


def test_comments_glued_to_the_last_sentence_are_furniture() -> None:
    text = f"{BODY} {MORE_BODY} 2 Comments QuayRat They turned away 400 ships, not 40, you know."
    assert [role for role, _ in roles_of(text)] == ["body", "furniture", "furniture"]


def test_brackets_that_are_no_credit_stay_in_the_sentence() -> None:
    line = "The authority counted 40 ships (12 of them tankers)"
    assert role_of(line, f"{BODY}\n{line}.\n{MORE_BODY}".replace(f"{line}.", f"{line}"), None) != BlockRole.FURNITURE


PIECES = st.sampled_from(
    (BODY, MORE_BODY, "Port turns away 40 ships", "Related Articles", "Home » World » ", "2 Comments", "Share on X")
) | st.sampled_from(
    ("[Photo: A/B]", "(Photo: C)", " | SITE", "\n", "\r\n", "\n\n", " ", "\t", "\u2028", "\x0b", "•", "“", "©", "»")
)


@given(st.lists(st.one_of(PIECES, st.text(max_size=12))).map("".join), st.none() | st.text(max_size=40))
def test_blocks_are_stripped_lie_in_one_line_stand_in_order_and_miss_no_words(text: str, title: str | None) -> None:
    blocks = find_blocks(text, title)
    printed = [text[block.start : block.end] for block in blocks]
    assert all(words and words == words.strip() and len(words.splitlines()) == 1 for words in printed)
    assert all(left.end <= right.start for left, right in pairwise(blocks))
    assert "".join("".join(printed).split()) == "".join(text.split())


@pytest.mark.parametrize("piece", ["“", "Related Articles", "Home » ", "a b. 2 Comments", "[", "(Photo ", "A ", "x"])
def test_huge_lines_are_cut_in_bounded_time(piece: str) -> None:
    assert find_blocks(piece * (400_000 // len(piece)), None)


def test_what_stands_under_a_signature_separator_is_furniture() -> None:
    footer = "Lofoten Wire, feed 2 of 9. You get this message because your desk reads it every day."
    assert role_of(footer, f"{BODY}\n\n{MORE_BODY}\n\n-- \n{footer}") == "furniture"


def test_long_text_under_two_hyphens_is_the_articles_own() -> None:
    text = f"{BODY}\n\n--\n\n" + "\n\n".join([MORE_BODY] * 13)
    assert roles_of(text)[-1] == ("body", MORE_BODY)
