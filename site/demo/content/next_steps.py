"""The second demonstration guide: what to do when the first treatments have not helped."""

from demo.content.build import (
    Block,
    Lookup,
    body,
    callout,
    contact,
    explained,
    faq,
    library_question,
    ol,
    p,
    page_link,
    picture,
    question,
    section,
    subheading,
    text,
    ul,
    urgent_help,
)
from demo.content.sources import cite, source_list

SLUG = "treatment-resistant-depression"
TITLE = "Treatment-resistant depression: the next steps"
SUMMARY = (
    "When two or more antidepressants have not helped, there is still a lot to try. This guide "
    "sets out what to check, which options to discuss, and how to prepare for the talk."
)
HERO = "stones"
TOPICS = ("Depression", "Treatment choices", "Talking with your care team")
AUTHORS = ("Jonas Sample",)
REVIEWERS = ("Maya Example",)


def guide_body(find: Lookup) -> list[Block]:
    """Return the raw body: five sections, questions, sources."""
    return body(
        SLUG,
        meaning(),
        checks(find),
        options(find),
        preparing(find),
        meanwhile(),
        questions(find),
        sources(),
    )


def meaning() -> Block:
    """Return what the term means, and what it does not."""
    return section(
        "meaning",
        "What “treatment-resistant” means",
        text(
            p(
                """The words sound final. They are not. Doctors usually speak of
                treatment-resistant depression when at least two antidepressants, each at a proper
                dose and for long enough, have not helped enough.""",
                """It describes the treatments so far. It is not a verdict on you, and it does not
                mean that nothing will work. Many people get better with a later treatment, or with
                two together.""",
            )
        ),
    )


def checks(find: Lookup) -> Block:
    """Return what to go over before adding anything."""
    return section(
        "checks",
        "Check the basics first",
        text(
            p("Before you add something new, go over these points with your doctor:"),
            ul(
                """<b>Time and dose.</b> Antidepressants often need four to eight weeks. Was each
                one given long enough, at a high enough dose?""",
                """<b>Missed doses.</b> Side effects, cost and plain forgetting are common reasons.
                It is safe to say so.""",
                f"""<b>The diagnosis.</b> {explained(find, "bipolar", "Bipolar disorder")}, trauma, alcohol,
                thyroid trouble or poor
                sleep can look like depression, or feed it.""",
                "<b>Other medicines</b> that may lower mood or get in the way of treatment.",
            ),
        ),
        callout(
            "warning",
            "Do not stop suddenly",
            p(
                """Stopping an antidepressant all at once can make you feel ill and can bring
                depression back. Ask how to come off it step by step."""
            ),
        ),
    )


def options(find: Lookup) -> Block:
    """Return the treatments worth a talk."""
    guide = page_link(find.page("ketamine-therapy"), "our guide to ketamine therapy")
    return section(
        "options",
        "Options to discuss",
        text(p("No option suits everyone. Each has benefits, risks and gaps in what is known.")),
        subheading("Medicines and talking therapy"),
        text(
            p(
                f"""Your doctor may change the dose, switch to another antidepressant, or add a
                second medicine. Talking therapies, such as
                {explained(find, "cbt", "cognitive behavioral therapy")}, can help
                by themselves or together with medicine. If one kind did not suit you, another
                might."""
            )
        ),
        subheading("Brain stimulation"),
        text(
            p(
                f"""{cite("nimh-stimulation", "Two treatments")} act on the brain from outside the
                head. {explained(find, "tms", "Transcranial magnetic stimulation")} (TMS) uses magnetic pulses
                while you are
                awake. {explained(find, "ect", "Electroconvulsive therapy")} (ECT) is given under anesthesia. It
                is one of the
                most effective treatments for severe depression, and it can affect memory for a
                time or, for some events, for good."""
            )
        ),
        subheading("Esketamine and ketamine"),
        text(
            p(
                f"""Esketamine nasal spray is approved by the FDA for adults with
                treatment-resistant depression, and is given only in certified settings. Ketamine
                itself is not approved for any psychiatric disorder, and the rules for the two
                differ, down to when you may drive again. Read {guide} for what is known
                about both."""
            )
        ),
    )


def preparing(find: Lookup) -> Block:
    """Return how to make the most of the appointment."""
    return section(
        "preparing",
        "Prepare for the appointment",
        picture(find, "questions", "A page of notes does a lot of the work for you."),
        text(
            ol(
                """List every treatment that you have had: the name, the dose, how long, what it
                did, and why it ended.""",
                "Describe a bad day and a better day in two sentences each.",
                "Choose what matters most to you: sleep, work, energy, being with your family.",
                "Write down three questions, with the most important one first.",
                "Bring someone, or ask to record the talk on your phone.",
            )
        ),
        callout(
            "tip",
            "One sentence to start with",
            p(
                """“I’ve tried two medicines and I’m still not well. I’d like us to go through what
                is left, and what you would suggest next and why.”"""
            ),
        ),
    )


def meanwhile() -> Block:
    """Return what helps while waiting, and where to turn."""
    return section(
        "meanwhile",
        "Look after yourself meanwhile",
        text(
            p(
                """Finding the right treatment can take months, and waiting is hard. Small things
                will not replace treatment, but they can make the wait easier: getting up at the
                same hour, some daylight, a short walk, less alcohol, and one person who knows how
                you really are."""
            )
        ),
        urgent_help(
            "If it gets too much",
            p(
                """If you think about ending your life, or do not feel safe, reach out now. In the
                United States you can do this at any hour, and it costs nothing."""
            ),
            contact("Call 988", "Suicide & Crisis Lifeline, day and night", "tel:988"),
            contact("Text 988", "The same Lifeline, by text message", "sms:988"),
            contact("Call 911", "If a life is in danger now", "tel:911"),
        ),
    )


def questions(find: Lookup) -> Block:
    """Return three questions of its own and one that it shares with the ketamine guide."""
    return faq(
        "questions",
        "Questions people ask",
        p("Short answers to what people ask most at this point."),
        question(
            "my-fault",
            "Is it my fault that treatment has not worked?",
            p(
                """No. People respond to the same medicine in very different ways, and nobody can
                yet predict who will do well on which. It often takes more than one try."""
            ),
        ),
        question(
            "second-opinion",
            "Can I ask for a second opinion?",
            p(
                """Yes. It is a normal request, and a good doctor will not mind. Ask for a
                psychiatrist with experience of depression that is hard to treat, and bring your
                list of past treatments."""
            ),
        ),
        question(
            "how-long",
            "How long should I try a new treatment?",
            p(
                """It depends on the treatment. Ask two things at the start: when should we see a
                first change, and on what date do we decide whether to go on?"""
            ),
        ),
        library_question(find, "side-effects"),
    )


def sources() -> Block:
    """Return what the guide rests on."""
    return section(
        "sources",
        "Sources",
        text(
            source_list(
                "nimh-depression",
                "nimh-stimulation",
                "va-depression",
                "spravato-label",
                "ketalar-label",
                "fda-warning",
                "lifeline",
            )
        ),
    )
