"""The first demonstration guide: ketamine therapy."""

from demo.content.build import (
    Block,
    Lookup,
    body,
    callout,
    contact,
    explained,
    faq,
    figure,
    figures,
    library_question,
    link,
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
from demo.content.sources import SOURCES, cite, source_list

SLUG = "ketamine-therapy"
TITLE = "Ketamine therapy: what is known, and what to ask first"
SUMMARY = (
    "Ketamine is an anesthetic that some clinics now use for depression and other conditions. "
    "This guide explains what it may do, what can go wrong, what nobody knows yet, and what to "
    "ask before you decide."
)
HERO = "dawn"
TOPICS = ("Depression", "Medicines", "Treatment choices")
AUTHORS = ("Jonas Sample",)
LABEL = SOURCES["spravato-label"].url
REVIEWERS = ("Maya Example", "Inés Specimen")


def guide_body(find: Lookup) -> list[Block]:
    """Return the raw body: introduction, eight sections, conclusion, questions, sources."""
    return body(
        SLUG,
        introduction(find),
        what_it_is(),
        how_it_works(find),
        what_it_is_used_for(find),
        a_session(find),
        risks(find),
        without_shame(find),
        choosing(find),
        research(find),
        conclusion(),
        questions(find),
        sources(),
    )


def introduction(find: Lookup) -> Block:
    """Return the short version, and what the guide is for."""
    about = page_link(find.page("about-these-guides"), "how our guides are written and checked")
    return section(
        "introduction",
        "The short version",
        text(
            p(
                """If you are reading about ketamine, you may have lived with depression, anxiety
                or pain for a long time. You may have tried several treatments already. You deserve
                plain answers, and they come in four parts:"""
            ),
            ul(
                f"""Ketamine is an {explained(find, "anesthetic", "anesthetic")}. The US Food and Drug
                Administration (FDA) approved it as
                one in 1970. It has <b>not</b> approved it for depression or any other psychiatric
                disorder.""",
                """A related medicine, esketamine nasal spray (brand name Spravato), <b>is</b>
                approved for adults whose depression has not improved with other treatments. It
                is given only in certified settings.""",
                """In studies, both can ease depression within hours or days. The relief often
                fades unless treatment goes on.""",
                """Both have serious risks, above all when they are used often, at home, or with
                nobody watching over you.""",
            ),
        ),
        callout(
            "note",
            "What this guide can and cannot do",
            p(
                f"""It can help you understand the subject and prepare for a talk with a
                professional. It cannot tell you whether a treatment is right for you. You can read
                {about}."""
            ),
        ),
    )


def what_it_is() -> Block:
    """Return what ketamine is, and what regulators have said of it."""
    return section(
        "what-it-is",
        "What ketamine is, and what it is approved for",
        text(
            p(
                """Ketamine is a medicine that blocks pain and cuts people off from what is going
                on around them. Hospitals use it for operations and in emergencies. At a full dose
                a person is unconscious. At a much lower dose people stay awake, but feel changed
                for a while. Ketamine therapy uses these lower doses.""",
                """Ketamine is also taken as a street drug, and can be habit-forming. In the United
                States it is a controlled substance (Schedule III), so there are rules about who
                may prescribe and store it. One drug can be both useful and risky. The dose, the
                source, and who is in the room with you make a great difference.""",
            )
        ),
        subheading("Ketamine and esketamine"),
        text(
            p(
                """Ketamine is a mix of two forms of one molecule, which mirror each other like a
                left and a right hand. Esketamine is one of the two, made into a nasal spray. They
                are close relatives, but the law and the evidence treat them as two different
                medicines."""
            )
        ),
        subheading("What the FDA has decided"),
        text(
            ul(
                f"""<b>Ketamine</b> is approved {cite("ketalar-label", "as an anesthetic")}, and
                for no psychiatric disorder. A doctor may still prescribe it for one. This is
                called <i>off-label</i> use. It is legal and common in medicine, but it means that
                the FDA has not weighed the benefits and risks for that purpose.""",
                f"""<b>Esketamine</b> ({cite("spravato-label", "Spravato")}) was approved in March
                2019 for adults with treatment-resistant depression, together with an antidepressant
                taken by mouth. In January 2025 the FDA also allowed it to be used by itself.""",
                """Esketamine is approved, too, with an antidepressant, for depressive symptoms in
                adults with major depression who have urgent suicidal thoughts. Its label says
                that it has not been shown to prevent suicide or to reduce those thoughts.""",
                f"""Because of its risks, esketamine comes with a required safety program, a
                {cite("spravato-rems", "REMS")}. You use the spray in a certified setting, staff
                watch you for at least two hours after every dose, and you cannot take it
                home.""",
            ),
            p(
                f"""Other countries have decided differently. In England, the body that advises the
                health service {cite("nice", "did not recommend")} esketamine for
                treatment-resistant depression in 2022."""
            ),
        ),
    )


def how_it_works(find: Lookup) -> Block:
    """Return what is thought about the mechanism, and how sure anyone is."""
    return section(
        "how-it-works",
        "How it seems to work",
        text(
            p(
                """Brain cells pass messages to each other with chemicals. Most familiar
                antidepressants act on messengers such as serotonin. Ketamine takes another route.
                It acts on <b>glutamate</b>, the messenger that brain cells use most to stir one
                another into action.""",
                """Glutamate works by fitting into docking points, called receptors. Ketamine
                blocks one kind of them, the <b>NMDA receptor</b>. That much is well
                established.""",
            )
        ),
        picture(
            find,
            "synapse",
            "Where two brain cells meet, messengers cross a tiny gap. Ketamine blocks some of the "
            "places where one of them, glutamate, would dock.",
        ),
        text(
            p(
                """The next steps are less sure. In animals, the block seems to set off a short
                burst of glutamate elsewhere, and brain cells then grow new contact points. Long
                stress and depression can thin these contacts out. So it may be that mood lifts
                because some of them come back. Much of this has been seen in mice and rats, and
                far less directly in people."""
            )
        ),
        subheading("What is still a puzzle"),
        text(
            ul(
                "How much other systems in the brain, such as the opioid system, have a part in it.",
                "Whether the dreamlike state matters, or just happens at the same time.",
                "Why some people feel much better, and others feel nothing or feel worse.",
                "Why the effect wears off, often within days.",
            )
        ),
        callout(
            "note",
            "A neat story is not proof",
            p(
                """An explanation can sound convincing and still be wrong or incomplete. Be careful
                with anyone who says that they know just how ketamine works."""
            ),
        ),
    )


def what_it_is_used_for(find: Lookup) -> Block:
    """Return the uses, each with how strong its evidence is."""
    return section(
        "evidence",
        "What it is used for, and how good the evidence is",
        text(
            p(
                """Clinics offer ketamine for a long list of conditions. The list is longer than
                the evidence. It helps to look at each condition by itself."""
            )
        ),
        picture(
            find,
            "scales",
            "For some uses there is a fair amount of evidence. For many there is very little.",
        ),
        subheading("Depression that has not improved with other treatments"),
        text(
            p(
                f"""This is where the evidence is strongest. Doctors speak of treatment-resistant
                depression when at least two antidepressants, taken properly and for long enough,
                have not helped. In trials such as {cite("zarate", "one from 2006")} and
                {cite("murrough", "one from 2013")}, a single low dose into a vein eased symptoms within a
                day for many of these people. After a single dose the benefit mostly fades within one to
                two weeks.""",
            ),
        ),
        figures(
            *of_trial(
                "nine-trials",
                ("45 in 100", "given ketamine", "felt much better a day after one dose into a vein."),
                ("18 in 100", "given a sedative", "felt much better after a day without any ketamine."),
            ),
            *of_trial(
                "transform",
                ("59 in 100", "given esketamine", "felt much better after 4 weeks, with a new antidepressant."),
                ("45 in 100", "given a dummy spray", "felt much better, too, with a new antidepressant alone."),
            ),
            *of_trial(
                "sustain",
                ("27 in 100", "who went on", "with esketamine became ill again, of those who had been well for weeks."),
                ("45 in 100", "who stopped it", "and kept their antidepressant became ill again."),
            ),
        ),
        text(
            p(
                """“Much better” means that a score of symptoms fell by half or more. So many people get
                better without the drug, and many do not get better with it.""",
                f"""Not every trial finds a benefit. In {cite("karma-dep", "a trial published in 2025")}, 65
                people in a hospital got up to eight {explained(find, "infusion", "infusions")} of ketamine or
                of a sedative. At the end the
                two groups did not differ clearly.""",
                f"""A {cite("cochrane", "Cochrane review from 2021")} found that ketamine and
                esketamine may work better than a {explained(find, "placebo", "placebo")} in the first day, but
                that it is not yet
                clear what this means for everyday care. One problem is that people in a trial can
                often tell that they were given the real drug, and hope itself can lift mood.
                {cite("va-depression", "Guidance for US veterans")} suggests ketamine or esketamine
                as one option, after several medicines have been given a fair try.""",
            )
        ),
        subheading("PTSD, OCD and anxiety"),
        text(
            p(
                f"""Here the evidence is limited and mixed. For post-traumatic stress disorder
                (PTSD), {cite("feder", "a trial with 30 people")} was hopeful, but a larger
                {cite("veterans-trial", "trial with 158 veterans and service members")} did not find
                that ketamine eased PTSD symptoms more than a placebo.
                {cite("va-ptsd", "The 2023 guideline")} of the Departments of Veterans Affairs and
                Defense suggests not using it for PTSD. For other conditions the trials were small:
                {cite("ocd-trial", "one had 15 people")} with obsessive-compulsive disorder (OCD), and
                {cite("anxiety-trial", "one had 18 people")} with social anxiety."""
            )
        ),
        subheading("Chronic pain"),
        text(
            p(
                f"""Pain specialists sometimes give ketamine by infusion. Their
                {cite("pain", "2018 guidelines")} found moderate evidence that it helps complex
                regional pain syndrome for up to 12 weeks. For most other kinds of lasting pain they
                found weak evidence or none."""
            )
        ),
        callout(
            "tip",
            "How to read a success story",
            p(
                """Ask three things. How many people took part? What was ketamine compared with?
                How long did anyone follow them? One person’s story can be true and still not tell
                you what to expect."""
            ),
        ),
    )


def of_trial(name: str, *numbers: tuple[str, str, str]) -> list[Block]:
    """Return the numbers of a trial, each with its publication. Those of the largest are drawn."""
    source, is_drawn = SOURCES[name], name == "transform"
    return [
        figure(number, unit, meaning, source.publisher, source.url, is_drawn=is_drawn)
        for number, unit, meaning in numbers
    ]


def a_session(find: Lookup) -> Block:
    """Return what happens before, during and after a session."""
    return section(
        "session",
        "What a session is like",
        picture(
            find,
            "clinic",
            "A calm room, equipment to check your blood pressure, and a trained person close by.",
        ),
        subheading("Before"),
        text(
            p(
                f"""Good care starts with an assessment, not with a dose. Expect questions about
                your mental and physical health, every medicine you take, pregnancy, alcohol and
                other drugs, and any history of {explained(find, "psychosis", "psychosis")}. Someone should
                measure your blood
                pressure. Someone should also explain the other options, the risks and the cost,
                and give you time to think. Ask when to stop eating and drinking, and arrange a ride
                home."""
            )
        ),
        subheading("How it is given"),
        text(
            ul(
                "<b>Into a vein</b>, slowly, often over about 40 minutes. Most studies used this way.",
                "<b>Into a muscle</b>, as an injection. Once given, it cannot be slowed or stopped.",
                """<b>As a nasal spray.</b> Esketamine is the only approved one. You spray it
                yourself while a health professional watches.""",
                """<b>By mouth</b>, as tablets or lozenges made to order. The amount that reaches
                the blood varies, there is less research, and the FDA has warned about it (see the
                section on risks).""",
            )
        ),
        subheading("During"),
        text(
            p(
                """Staff check your blood pressure, your breathing, and how awake you are. Within
                minutes, many people feel cut off from their body or their surroundings. Doctors
                call this <b>dissociation</b>. Sounds and colors may seem odd, time may stretch, and
                the room may feel far away. Some people find it peaceful. Others find it
                frightening. For most it passes within about two hours. Someone trained should
                stay near you, and you can say at any time that you want to stop."""
            )
        ),
        subheading("Afterward"),
        text(
            p(
                """After esketamine, staff must watch you for at least two hours, and until you are
                fit to leave. Ketamine has no such fixed time, as the FDA has not approved it for
                this use. Ask the clinic how long it watches people, and who decides when you may go.
                You may be tired, dizzy or unsteady. Go home with an adult whom you trust.""",
            )
        ),
        callout(
            "warning",
            "When you may drive again",
            ul(
                f"""<b>After ketamine:</b> not for at least 24 hours. Its {cite("ketalar-label", "label")}
                says 24 hours or more, depending on the dose and on what else you were given. So ask
                the clinic before you leave, and count from the end of the session. A night of sleep
                does not make the wait shorter.""",
                f"""<b>After esketamine:</b> not until the next day, after a restful sleep. That is
                what its {cite("spravato-label", "label")} says.""",
                """The same goes for machinery and anything else that needs your full attention. Wait
                longer if you still feel sleepy, dizzy or unlike yourself.""",
            ),
        ),
        text(
            p(
                """Esketamine is usually given twice a week for four weeks, and then less often.
                Courses of ketamine differ from clinic to clinic, as nobody has approved a
                schedule.""",
            )
        ),
    )


def risks(find: Lookup) -> Block:
    """Return side effects and how common they are, the boxed warning, who must take special care, where to turn, harm
    with frequent use, compounded ketamine, open questions."""
    return section(
        "risks",
        "Side effects, risks and open questions",
        text(
            p(
                """On the day, people often feel sick, dizzy, sleepy, numb, anxious or drunk, or
                have a headache. Most of this passes within hours. How often it happens is known for
                esketamine:"""
            ),
        ),
        figures(
            *of_label(
                ("41 in 100", "felt cut off", "from their body or surroundings. With a dummy spray it was 9 in 100."),
                ("29 in 100", "felt dizzy.", "With a dummy spray it was 8 in 100."),
                ("28 in 100", "felt sick.", "With a dummy spray it was 9 in 100."),
                ("10 in 100", "had a rise", "in blood pressure that was noted as a side effect. Else it was 3 in 100."),
            ),
        ),
        callout(
            "warning",
            "The boxed warning on esketamine",
            p(
                f"""The {cite("spravato-label", "label")} has the strongest kind of warning that the FDA asks
                for. It names five dangers:"""
            )
            + ul(
                "becoming very sleepy, even losing consciousness (sedation);",
                f"""feeling cut off from yourself or what is around you
                ({explained(find, "dissociation", "dissociation")});""",
                "breathing that becomes too slow;",
                "misuse and dependence;",
                """<b>thoughts of suicide.</b> Antidepressants made these more common in children, teenagers and
                adults under 25 in short studies. Everyone needs to be watched closely, most of all in the
                first months and when a dose changes.""",
            ),
        ),
        text(
            p("Before you decide, tell the clinic if any of these is true of you:"),
            ul(
                f"""<b>Blood pressure</b> goes up for some hours. People with certain diseases of the
                blood vessels or a past bleed in the brain {cite("spravato-label", "must not use")}
                esketamine. Ketamine {cite("ketalar-label", "must not be given")} to anyone whom a
                marked rise in blood pressure would put in serious danger. If your pressure is high, it
                should be under control first. Above 140/90 on the day, your doctor may put the session
                off.""",
                f"""<b>Breathing</b> can slow down, more so with {explained(find, "opioid", "opioids")},
                sleeping pills or
                alcohol.""",
                """<b>Other medicines.</b> Stimulants, such as those for ADHD, and MAO inhibitors, a group of
                antidepressants, can raise blood pressure further when they are taken with esketamine.""",
                f"""<b>{explained(find, "mania", "Mania")}, {explained(find, "bipolar", "bipolar disorder")} or
                psychosis,</b> now or in the past. The
                {cite("ema", "leaflet for patients in Europe")} asks you to tell your doctor of each. Mood can
                also get worse in a session, or when its effect fades.""",
                """<b>Liver disease.</b> Esketamine has not been studied in people whose liver works very
                poorly, and is not recommended for them.""",
                """<b>Age.</b> Esketamine is not approved for anyone under 18. Nor is ketamine for any
                psychiatric disorder, at whatever age.""",
                """<b>Pregnancy.</b> It may harm an unborn baby. Say so if you are pregnant, or
                could be.""",
                f"""<b>Breastfeeding.</b> The label of esketamine advises against it during treatment. It passes
                into milk, and {cite("lactmed", "nobody has studied")} what it does to a baby.""",
            ),
        ),
        urgent_help(
            "If you feel worse, or think about suicide",
            p(
                """You do not have to wait for an appointment, and you do not have to be sure that
                it is an emergency. In the United States, help is free at any hour."""
            ),
            contact("Call 988", "Suicide & Crisis Lifeline, day and night", "tel:988"),
            contact("Text 988", "The same Lifeline, by text message", "sms:988"),
            contact("Call 911", "If a life is in danger now", "tel:911"),
        ),
        subheading("Harm from frequent use"),
        text(
            ul(
                """<b>Dependence.</b> People can come to need more, or find that they cannot stop.
                The risk is higher if you have had trouble with alcohol or drugs before.""",
                """<b>Bladder.</b> Heavy use over months or years can scar the bladder. It brings
                pain, a constant urge to go, and blood in the urine, and it does not always
                heal.""",
                f"""<b>Liver and bile ducts.</b> {cite("livertox", "Damage has been seen")} mostly
                in people who misuse ketamine, but also in {cite("liver", "some patients")} who got
                it again and again as treatment.""",
                "<b>Memory and thinking</b> can suffer in people who use a lot for a long time.",
            )
        ),
        callout(
            "warning",
            "The FDA’s warning about compounded ketamine",
            p(
                f"""On October 10, 2023, the {cite("fda-warning", "FDA warned patients and doctors")}
                about compounded ketamine for psychiatric disorders, including products taken by
                mouth. A compounded drug is mixed by a pharmacy. The FDA has not checked that it is
                safe, that it works, or that it is well made. Using it at home adds danger, because
                nobody is there to notice if your blood pressure climbs or your breathing
                slows.""",
                """Call 911 for trouble breathing, chest pain, fainting, a seizure, or a sudden,
                severe headache.""",
            ),
        ),
        subheading("What nobody knows yet"),
        text(
            p(
                """Most trials lasted weeks, not years, and many were small. So nobody can say how
                many sessions are safe, how long a course should last, what low doses do to the
                bladder, liver or memory over many years, or what the best way to stop is. A
                provider who admits this is being honest with you."""
            )
        ),
    )


def of_label(*numbers: tuple[str, str, str]) -> list[Block]:
    """Return how many of 346 people given esketamine had a side effect, and of 222 without it, by its label."""
    return [
        figure(number, unit, meaning, "Spravato: prescribing information, table of adverse reactions", LABEL)
        for number, unit, meaning in numbers
    ]


def without_shame(find: Lookup) -> Block:
    """Return how to talk about it."""
    return section(
        "stigma",
        "Talking about it without shame",
        text(
            p(
                """Some people feel ashamed that other treatments have not worked for them. Others
                worry about what family or coworkers will think of a drug that they know from
                parties. Neither worry says anything about you. Depression is an illness. Looking
                for help is a sensible thing to do, and so is deciding against a treatment."""
            )
        ),
        picture(
            find,
            "conversation",
            "You choose whom to tell, how much, and when.",
        ),
        text(
            p(
                """Stigma does harm in a practical way: people who fear being judged leave things
                out. Tell your care team about all you take, including street drugs and anything
                that you bought online. They need it to keep you safe. With everyone else, you
                decide how much to share. If you want a way to begin, you could say:"""
            ),
            ul(
                "“I’m thinking about a treatment, and I’d like you to listen before you advise me.”",
                "“I’ll need a ride home, and some company that evening. Could you do that?”",
                "“If I seem worse afterward, please tell me, and help me call my doctor.”",
            ),
            p(
                """It also helps to be fair in the other direction. To question ketamine is not to
                look down on people who use it. You can respect someone’s choice and still ask for
                good evidence."""
            ),
        ),
    )


def choosing(find: Lookup) -> Block:
    """Return the questions to ask a provider, and the signs to walk away from."""
    return section(
        "choosing",
        "Choosing a provider: questions to ask",
        text(
            p(
                """Start with the doctor or therapist who knows you best. Ketamine is seldom the
                only option left, even if it feels that way. If you go on to visit a clinic, take
                this list:"""
            )
        ),
        picture(find, "questions", "Write your questions down. It is hard to recall them in the room."),
        text(
            ol(
                "What is my diagnosis, and which treatments have I not tried yet?",
                "Is this ketamine or esketamine? Is it approved for what I have?",
                "Who will assess me, who will be in the room, and what are they trained to do?",
                "What do you check, for how long, and what happens in an emergency?",
                "How will we measure whether it works, and when would we stop?",
                "What do you do about bladder, liver and blood pressure checks over time?",
                "How do you work with my own doctor or therapist?",
                "What will the whole course cost, and what will my insurance pay?",
            )
        ),
        callout(
            "warning",
            "Reasons to walk away",
            ul(
                "They promise a cure, or quote success rates without a source.",
                "They offer treatment without asking about your health and your medicines.",
                "They mail ketamine to you for use at home, with nobody to monitor you.",
                "They press you to pay for a long package up front.",
                "They have no plan for the days between sessions, or for how it ends.",
            ),
        ),
        text(
            p(
                f"""The American Psychiatric Association published a
                {cite("consensus", "consensus statement")} in 2017 on how ketamine should be given
                for mood disorders: careful selection, trained staff, monitoring, and follow-up. It
                gives you a fair idea of what good care includes."""
            )
        ),
    )


def research(find: Lookup) -> Block:
    """Return what is being studied."""
    return section(
        "research",
        "What researchers are working on",
        picture(find, "path", "Some of the way is clear. The rest has yet to be mapped."),
        text(
            p("Studies under way may answer some of the questions in this guide:"),
            ul(
                f"""<b>How it compares with other treatments.</b> In a
                {cite("ect-trial", "trial published in 2023")}, 55 in 100 people got much better with
                ketamine, and 41 in 100 with {explained(find, "ect", "electroconvulsive therapy")} (ECT). They had
                treatment-resistant depression without psychosis. Everyone knew which treatment they
                had, so it is not the last word.""",
                "<b>How to make relief last</b>, for example with talking therapy alongside.",
                "<b>Who is likely to benefit</b>, and who is likely to be harmed.",
                "<b>What happens over years</b>, with patients tracked in registers.",
                "<b>New drugs</b> that might help in the same way without the dreamlike state.",
            ),
            p(
                f"""You can look for studies at {cite("trials", "ClinicalTrials.gov")}. A proper
                study explains its risks, asks for your consent in writing, and lets you leave when
                you like."""
            ),
        ),
    )


def conclusion() -> Block:
    """Return what to take away."""
    return section(
        "conclusion",
        "Where this leaves you",
        text(
            p(
                """Ketamine is neither a miracle nor a menace. For some adults with depression that
                has not improved with other treatments, ketamine or esketamine brings real relief,
                at least for a time. For other conditions the case is still thin. The risks are
                real. They can be watched for and made smaller by careful people in a proper
                setting, though not made to vanish.""",
                """You do not have to decide today. Take your questions to someone who knows your
                history, ask what else is on the table, and bring a person you trust. Wanting to
                feel better is reason enough to ask.""",
            )
        ),
    )


def questions(find: Lookup) -> Block:
    """Return the five questions, one of them from the library."""
    return faq(
        "questions",
        "Questions people ask",
        p("Short answers. The sections above say more, and give the sources."),
        question(
            "what-is-it",
            "What is ketamine therapy?",
            p(
                """It is the use of low doses of ketamine, an anesthetic, to try to ease a mental
                health condition or lasting pain. A full course usually means several supervised
                sessions over some weeks. Ketamine is not approved by the FDA for any psychiatric
                disorder, so this use is off-label. Esketamine nasal spray is a related medicine
                that is approved for treatment-resistant depression in adults."""
            ),
        ),
        question(
            "how-does-it-work",
            "How does ketamine therapy work?",
            p(
                """Nobody knows for certain. Ketamine blocks NMDA receptors, which are docking
                points for the brain’s messenger glutamate. This may help brain cells grow new
                contacts with each other. Most antidepressants act on other messengers, which may be
                why ketamine acts faster."""
            ),
        ),
        question(
            "which-conditions",
            "Which conditions is it used for?",
            p(
                """Mostly depression that has not improved with at least two other treatments. That
                is also where there is the most evidence. Some clinics offer it for PTSD, OCD,
                anxiety or chronic pain. For these the evidence is limited, and for PTSD a US
                government guideline suggests not using it."""
            ),
        ),
        question(
            "what-happens",
            "What happens at a session?",
            p(
                """First come questions about your health and a blood pressure check. Then the
                medicine is given, into a vein, into a muscle or as a nasal spray. You rest while
                staff watch you. You may feel dreamlike or cut off from your body for an hour or
                two. Someone else takes you home. After ketamine you do not drive for at least 24
                hours, or longer if the clinic says so. After esketamine you do not drive until the
                next day, after a restful sleep."""
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
                "fda-warning",
                "ketalar-label",
                "spravato-label",
                "spravato-rems",
                "medlineplus",
                "mayo",
                "consensus",
                "zarate",
                "murrough",
                "nine-trials",
                "transform",
                "sustain",
                "karma-dep",
                "cochrane",
                "va-depression",
                "va-ptsd",
                "feder",
                "veterans-trial",
                "ocd-trial",
                "anxiety-trial",
                "pain",
                "nice",
                "livertox",
                "liver",
                "ema",
                "lactmed",
                "ect-trial",
            ),
            p(
                f"""If you or someone near you is in crisis, the
                {link("https://988lifeline.org/", "988 Suicide & Crisis Lifeline")} also answers
                online."""
            ),
        ),
    )
