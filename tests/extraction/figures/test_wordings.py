"""Whole sentences and every quantity in them, written "value unit" with its bound and change where it has any."""

import pytest

from app.extraction.read_article import read_article
from app.facts.figure import Bound, Figure, Role
from app.facts.reading import ArticleContext
from tests.extraction.figures.figure_reading import ends_of, figures_of


def written(figure: Figure) -> str:
    low, high = ends_of(figure)
    value = f"{low:f}" if low == high else f"{low:f}..{high:f}"
    marks = [figure.quantity.bound.value] if figure.quantity.bound not in (Bound.EXACT, Bound.RANGE) else []
    marks += [figure.change.value] if figure.change else []
    return " ".join([value, figure.quantity.unit or "-", *marks])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The wing has 14 F-18s, and three Su-25s were lost.", "14 F-18; 3 Su-25"),
        ("The maker delivered six A321s.", "6 A321"),
        ("The slugger drove in 71 RBIs.", "71 RBI"),
        ("Nurses gave 9,000 doses.", "9000 dose"),
        ("He is “97.5” percent certain.", "97.5 percent"),
        ('The "3 million-plus" refugees came back.', "3000000 refugee at_least"),
        ("The league rules over 190 pledged delegates.", "190 delegate more_than"),
        ("Only some 8,000 or so islanders remain.", "8000 islander about"),
        ("They printed a half a million posters.", "500000 poster"),
        ("The yacht cost a quarter of a billion dollars.", "250000000 USD"),
        ("The estate lost three quarters of a million pounds.", "750000 GBP down"),
        ("The pipe runs for a third of a mile.", "0.3333333333333333333333333333 mi"),
        ("One in twelve pupils skips lunch.", "0.08333333333333333333333333333 pupil"),
        ("One in 16 boats leaks.", "0.0625 boat"),
        ("Voters between the ages of 30 and 44 chose her.", "30..44 year"),
        ("The quiz is for 12-to-15-year-olds.", "12..15 year"),
        ("The quiz is for 12- to 15-year-olds.", "12..15 year"),
        ("My bride was 22.", "22 year"),
        ("The box measures 20 x 15 x 9cm.", "20 cm; 15 cm; 9 cm"),
        ("The hall is 12 by 7 metres.", "12 m; 7 m"),
        ("She won the 4x100m relay in 41.2 seconds.", "41.2 second"),
        ("A magnitude-6.1 quake shook the island.", "6.1 -"),
        ("The index gained 31.5 points, or 0.4 percent, to 7,210.", "31.5 point up; 0.4 percent up; 7210 -"),
        ("Zinc fell 9 dollars (0.3%) to $2,710.", "9 USD down; 0.3 percent down; 2710 USD"),
        ("A dozen others were rescued.", "12 -"),
        ("Each oak takes in 19kg of carbon dioxide a year.", "19 kg/year"),
        ("Tenants will pay £180 more a year.", "180 GBP/year"),
        ("Staff was down by 2,200 to 61,000.", "2200 - down; 61000 -"),
        ("Wages rose by 3 to 4 percent.", "3..4 percent up"),
        ("Some 1.4 million pilgrims came, compared with 1.7m last year.", "1400000 pilgrim about; 1700000 pilgrim"),
        ("Rovers won two of their last nine games.", "2 game; 9 game"),
        ("Rents increased by an average of 4.6 percent.", "4.6 percent up"),
        ("Tin was off 0.7 percent at $29,400 a tonne.", "0.7 percent down; 29400 USD/t"),
        ("The fee was raised to 14 cents per litre from 9 cents.", "0.14 USD/l; 0.09 USD/l"),
        ("The plague killed 25 million.", "25000000 person"),
        ("Between one-fifth and one-third of tenants left.", "0.2..0.3333333333333333333333333333 tenant"),
        ("Anywhere from 400 to 500 posts could go.", "400..500 post"),
        ("He won the 50m backstroke and the 800m title.", "50 m; 800 m"),
        ("The index lost 1.2 percent, or 88.5 points.", "1.2 percent down; 88.5 point down"),
        ("Output grew at an annual rate of 2.6 percent.", "2.6 percent up"),
        ("The mine cost R450,000.", "450000 ZAR"),
        ("The mean age was 47. Life expectancy is about 71.", "47 year; 71 year about"),
        ("The death toll rose to 1,212.", "1212 person"),
        ("The airline flies 40 Airbus 320s.", "40 Airbus 320"),
        ("A gill is 1/4 of a US pint, and he drank two pints.", "0.25 pint; 2 pint"),
    ],
)
def test_quantities_are_read_whole(text: str, wanted: str) -> None:
    assert "; ".join(written(figure) for figure in figures_of(text)) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "The poll was taken Nov. 6 to 10 by telephone.",
        "The talks ran from March 3 to 7.",
        "The fair is on May 3 and 4.",
        "The survey was done between 3 and 7 April.",
        "The vote was 5 to 4.",
        "The board backed it by a vote of 9 to 2.",
        "Bookmakers make her the 3-to-1 favourite.",
        "The deal ran into seven figures.",
        "The film made the top 10 list.",
        "Neighbours called 911.",
    ],
)
def test_dates_votes_odds_and_idioms_are_no_quantities(text: str) -> None:
    assert figures_of(text) == ()


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Military spending rose to 2.4% of GDP.", "Military spending"),
        ("Profits reached 12 percent of sales.", "Profits"),
        ("Debt is 71% of GDP.", "Debt"),
        ("Analysts had forecast $2.1bn.", None),
        ("Ministers want to cut the deficit to 3% of GDP.", "deficit"),
        ("The group sold a stake for about $70 million.", "stake"),
        ("Spending increased by an average of 3.6 percent.", "Spending"),
        ("Life expectancy increased by 2.4 years.", "Life expectancy"),
        ("The S&P 500 lost 0.9%.", "S&P 500"),
        ("The death toll rose to 1,212.", "death toll"),
        ("The fire was 80% contained.", "fire"),
    ],
)
def test_the_subject_is_what_is_measured_not_its_yardstick_or_forecaster(text: str, subject: str | None) -> None:
    (figure,) = figures_of(text)
    assert (figure.subject and figure.subject.name) == subject


@pytest.mark.parametrize("base", ["from a year ago", "than in 2019", "from its March peak", "compared with 2019"])
def test_the_time_that_a_change_starts_from_is_not_its_period(base: str) -> None:
    (figure,) = figures_of(f"Rents are up 20 percent {base}.")
    assert figure.period is None


def test_a_share_of_those_who_speak_is_a_claim() -> None:
    reading = read_article("Nearly six in ten respondents said they would not vote.", ArticleContext())
    assert [figure.role for figure in reading.figures] == [Role.CLAIM]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Pyongyang set the fare at 500 won.", "KPW"),
        ("Rice costs 5,000 won a kilo in North Korea.", "KPW/kg"),
        ("Seoul and Pyongyang met; the South will pay 3 trillion won.", "KRW"),
        ("A Seoul institute says North Korea's shells were worth 3 trillion won.", "KRW"),
        ("The fare is 1,400 won.", "KRW"),
        ("A kilo of onions costs 120 rupees in Pakistan.", "PKR"),
        ("Indian shops want 90 rupees.", "INR"),
        ("The Argentine state owes 3 billion pesos.", "ARS"),
        ("Norway's fund lost 300 billion crowns.", "NOK"),
        ("The British firm paid 20 million pounds for the mine in Sudan.", "GBP"),
        ("It cost 12 francs.", "CHF"),
    ],
)
def test_a_bare_currency_is_that_of_the_only_fitting_country_named(text: str, unit: str) -> None:
    assert [figure.quantity.unit for figure in figures_of(text)] == [unit]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Hart lost the runoff by 14 points.", "14 point"),
        ("The premier lost 57 percent to 43 percent.", "57 percent; 43 percent"),
        ("The tanker firm lost 54 percent of its value.", "54 percent down"),
        ("She has opened up a 12-point lead.", "12 point"),
        ("His bloc gained a 40-seat majority.", "40 seat"),
        ("The chain dropped $2 million worth of adverts.", "2000000 USD"),
        ("Lund averaged 7.5 rebounds and 4.5 assists per game.", "7.5 rebound; 4.5 assist/game"),
        ("The council approved a 4.5% tax rise and 200 new homes.", "4.5 percent up; 200 home"),
        ("The cellar doubles as a shelter.", ""),
        ("Prices doubled as a result of the war.", "2 times up"),
    ],
)
def test_a_contest_a_lead_or_a_thing_named_like_a_change_is_no_rise_or_fall(text: str, wanted: str) -> None:
    assert "; ".join(map(written, figures_of(text))) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("They erased tens of thousands of “private” messages.", "10000..100000 message"),
        ("The survey found 40 “safe” houses.", "40 house"),
        ("The institute asked 1,240 freshly-trained junior drivers.", "1240 driver"),
        ("It was one of the first small-town, fully funded clinics.", "1 clinic"),
        ("They care for 2 million dark-haired neighbours - taxpayers too.", "2000000 neighbour"),
        ("Only four governors, of 27 total, signed.", "4 governor; 27 governor"),
        ("It found 40 safe houses and 30 empty ones.", "40 house; 30 house"),
        ("The order affects 1,200 of the firm's staff.", "1200 staff"),
        ("The airline flies 20 Airbus A320s.", "20 Airbus A320"),
        ("He shot a 4-under 68.", ""),
        ("They met at a Group of 20 meeting.", ""),
    ],
)
def test_the_unit_is_the_head_of_what_is_counted(text: str, wanted: str) -> None:
    assert "; ".join(map(written, figures_of(text))) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Oats added 6 1/2 cents.", "0.065 USD up"),
        ("He led the choir for 2-1/2 years.", "2.5 year"),
        ("Output stayed above the 50 mark.", "50 mark more_than"),
        ("The fee rose from 40 to 45 cents.", "0.4 USD; 0.45 USD"),
        ("The van can tow 7,500 pounds.", "7500 lb"),
        ("The van's price is 38,000 pounds.", "38000 GBP"),
        ("A payload worth 38,000 pounds was lost.", "38000 GBP"),
    ],
)
def test_coins_marks_pounds_and_mixed_fractions_keep_their_worth(text: str, wanted: str) -> None:
    assert "; ".join(map(written, figures_of(text))) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The gap grew $40 million to $310 million.", "40000000 USD up; 310000000 USD"),
        ("The number of claimants fell 12,000 to 1.3 million.", "12000 claimant down; 1300000 claimant"),
        ("Prices rose 3 to 4 percent.", "3..4 percent up"),
        ("The toll would fall $2 to $3.", "2..3 USD down"),
    ],
)
def test_a_step_and_the_level_that_it_leads_to_are_no_range(text: str, wanted: str) -> None:
    assert "; ".join(map(written, figures_of(text))) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Exports saw a 3.1 percent year-on-year rise.", "3.1 percent up"),
        ("Stocks in Lisbon gave up 0.8 percent.", "0.8 percent down"),
        ("They gave up 20 percent of the land.", "20 percent"),
        ("The zloty was 0.3% firmer and the krona 0.2% weaker.", "0.3 percent up; 0.2 percent down"),
        ("The new signal was 2.5 times stronger.", "2.5 times"),
        ("The union rallied hundreds of nurses.", "100..1000 nurse"),
    ],
)
def test_the_words_of_markets_tell_rises_and_falls(text: str, wanted: str) -> None:
    assert "; ".join(map(written, figures_of(text))) == wanted
