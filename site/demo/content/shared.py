"""What the demonstration guides share: people, topics, a library answer, pages and settings."""

from typing import NamedTuple

from demo.content.build import Block, contact, country, fixed_id, identified, p, ul
from demo.content.sources import cite


class Person(NamedTuple):
    """A contributor, invented."""

    name: str
    credentials: str
    role: str
    biography: str
    picture: str


class Answer(NamedTuple):
    """An answer in the FAQ library."""

    question: str
    answer: str


class Plain(NamedTuple):
    """A plain page."""

    slug: str
    title: str
    introduction: str
    body: str


INVENTED = "This person is invented for the demonstration. "

PEOPLE: tuple[Person, ...] = (
    Person(
        "Maya Example",
        "Example contributor",
        "Invented psychiatrist, medical reviewer",
        INVENTED + "On a real site you would read here that she is a psychiatrist, where she "
        "works, what she checks in a guide, and whether a company pays her.",
        "portrait-maya",
    ),
    Person(
        "Jonas Sample",
        "Example contributor",
        "Invented health writer",
        INVENTED + "On a real site you would read here what he has written before, how he finds "
        "his sources, and how to reach him about a mistake.",
        "portrait-jonas",
    ),
    Person(
        "Inés Specimen",
        "Example contributor",
        "Invented pharmacist, medicines reviewer",
        INVENTED + "On a real site you would read here that she is a clinical pharmacist who "
        "checks every dose, warning and interaction before a guide is published.",
        "portrait-ines",
    ),
)

TOPICS: dict[str, str] = {
    "Depression": "depression",
    "Medicines": "medicines",
    "Treatment choices": "treatment-choices",
    "Talking with your care team": "talking-with-your-care-team",
}

ANSWERS: dict[str, Answer] = {
    "side-effects": Answer(
        "What are the side effects of ketamine and esketamine?",
        p(
            """Soon after a dose, people often feel dizzy, sick, sleepy, anxious, or cut off from
            their body, and their blood pressure goes up. Breathing can become too slow. These
            effects are why trained staff should watch you."""
        )
        + p(
            f"""Do not drive for at least 24 hours after ketamine: its
            {cite("ketalar-label", "label")} says 24 hours or more, depending on the dose and on what
            else was given. After esketamine, do not drive until the next day, after a restful sleep,
            as its {cite("spravato-label", "label")} says."""
        )
        + p(
            f"""Frequent use can lead to dependence and can harm the bladder and the liver. Nobody
            knows yet how safe many years of treatment are. There are longer lists
            {cite("mayo", "for ketamine")} and {cite("medlineplus", "for esketamine")}. Call 911 for
            trouble breathing, chest pain, fainting or a seizure."""
        ),
    ),
}

HOME_TITLE = "Guidepost demonstration"
HOME_INTRODUCTION = p(
    """Long questions about health deserve calm, clear and checked answers. Here you find guides
    that say what is known, what is not, and what to ask next.""",
    """<b>This is a demonstration.</b> The guides rest on public sources that you can look up. Nobody
    medically reviewed them, and the people who sign them are invented.""",
)

INDEX_SLUG = "guides"
INDEX_TITLE = "Guides"
INDEX_INTRODUCTION = p(
    """Each guide takes one subject from the first question to the next step. Read it through, or
    go straight to the part that you need."""
)

ABOUT = Plain(
    "about-these-guides",
    "About these guides",
    p("How a guide is written, checked and corrected, and what is only an example here."),
    "<h2>First of all: this is a demonstration</h2>"
    + p(
        """The guides were written with care from public sources, which each of them lists. No
        physician has reviewed them. The contributors who are named on them do not exist: they show
        where a real site would put its own. Please do not use these pages to make decisions about
        your health."""
    )
    + "<h2>How a guide is written</h2>"
    + ul(
        "We begin with what readers ask, and answer it in the first sentence.",
        """We use regulators, national guidelines and systematic reviews before single studies, and
        studies before opinions.""",
        "We say how strong the evidence is, and we say so when nobody knows.",
        "We use short sentences and everyday words, and explain those that are not.",
        "We never promise a cure, and never tell you what to take.",
    )
    + "<h2>How it is checked</h2>"
    + p(
        """On a real site, a second person with training in the subject reads each guide before it
        is published, and checks every claim against its source. The names of writer and reviewer
        stand at the top, with the date of the last change."""
    )
    + "<h2>How it is corrected</h2>"
    + p(
        """When something is wrong or out of date, it is changed as soon as it is noticed, and the
        date changes with it. Every published wording is kept, so that it can always be shown what
        a guide said on a given day."""
    )
    + "<h2>Pictures</h2>"
    + p("The illustrations were drawn by code, for this demonstration."),
)

DISCLAIMER = p(
    """This is an example that nobody medically reviewed, with invented contributors. It is general
    information, not medical advice. Talk with a health professional before you start, change or stop a treatment."""
)
URGENT_HEADING = "Need help now?"
URGENT_TEXT = p(
    """If you may harm yourself, or are worried about someone else, you can reach a person at any
    hour in the United States."""
)


MEXICO = (
    "https://www.eluniversal.com.mx/nacion/promueven-la-linea-de-la-vida-tras-presentar-encuesta-sobre-consumo-de-"
    "drogas-asi-puedes-pedir-ayuda/"
)
MEXICO_CONTACTS = (
    contact("Call 800 911 2000", "Línea de la Vida, day and night", "tel:8009112000"),
    contact("Call 911", "In an emergency", "tel:911"),
)


def urgent_contacts() -> list[Block]:
    """Return the contacts of the banner that stands on every page."""
    return identified(
        [
            contact("Call or text 988", "Suicide & Crisis Lifeline", "tel:988"),
            contact("Call 911", "In an emergency", "tel:911"),
        ],
        "settings/urgent-help",
    )


def urgent_countries() -> list[Block]:
    """Return whom to call in other countries, by name, each with where it can be looked up."""
    return identified(
        [
            country(
                "Australia",
                "https://www.lifeline.org.au/",
                contact("Call 13 11 14", "Lifeline, day and night", "tel:131114"),
                contact("Call 000", "In an emergency", "tel:000"),
            ),
            country(
                "Canada",
                "https://988.ca/",
                contact("Call or text 988", "Suicide Crisis Helpline, day and night", "tel:988"),
                contact("Call 911", "In an emergency", "tel:911"),
            ),
            country(
                "France",
                "https://3114.fr/",
                contact("Call 3114", "Suicide prevention, day and night", "tel:3114"),
                contact("Call 15", "In an emergency", "tel:15"),
            ),
            country(
                "Ireland",
                "https://www.samaritans.org/ireland/",
                contact("Call 116 123", "Samaritans, day and night", "tel:116123"),
                contact("Call 112", "In an emergency", "tel:112"),
            ),
            country("Mexico", MEXICO, *MEXICO_CONTACTS),
            country(
                "New Zealand",
                "https://1737.org.nz/",
                contact("Call or text 1737", "Need to talk?, day and night", "tel:1737"),
                contact("Call 111", "In an emergency", "tel:111"),
            ),
            country(
                "Spain",
                "https://www.sanidad.gob.es/linea024/home.htm",
                contact("Call 024", "Suicide prevention, day and night", "tel:024"),
                contact("Call 112", "In an emergency", "tel:112"),
            ),
            country(
                "United Kingdom",
                "https://www.samaritans.org/how-we-can-help/contact-samaritan/",
                contact("Call 116 123", "Samaritans, day and night", "tel:116123"),
                contact("Call 111", "England and Wales: choose option 2 for urgent mental health help", "tel:111"),
                contact("Call 999", "In an emergency", "tel:999"),
            ),
        ],
        "settings/urgent-help-countries",
    )


def page_key(name: str) -> str:
    """Return the fixed translation key of a demonstration page.

    It stays with the page whatever an editor makes of its title, slug or place.
    """
    return str(fixed_id(f"page/{name}"))


OUTLINE = {
    "name": "A treatment",
    "description": "What it is, whom it helps, what it risks, and what people ask.",
    "parts": [
        {"type": "section", "value": "What it is"},
        {"type": "section", "value": "Whom it helps"},
        {"type": "section", "value": "What to expect"},
        {"type": "section", "value": "Risks"},
        {
            "type": "faq",
            "value": {
                "heading": "What people ask",
                "questions": [
                    {"type": "question", "value": words}
                    for words in ("How soon does it work?", "Is it safe?", "May I drive?", "What does it cost?", "")
                ],
            },
        },
    ],
}
