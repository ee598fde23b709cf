"""Words that the demonstration guides explain, in English and Spanish."""

from typing import NamedTuple


class Meaning(NamedTuple):
    """A word, how else it is written, and what it means."""

    term: str
    also: str
    definition: str


#: In English, by the name that the guides have for them.
MEANINGS: dict[str, Meaning] = {
    "anesthetic": Meaning(
        "anesthetic",
        "anaesthetic",
        "A medicine that takes feeling away, so that an operation does not hurt. Some also make people unconscious.",
    ),
    "cbt": Meaning(
        "cognitive behavioral therapy",
        "CBT",
        "A talking therapy. Together with a therapist you look at thoughts and habits that keep a problem going, and "
        "try out others.",
    ),
    "bipolar": Meaning(
        "bipolar disorder",
        "manic depression",
        "An illness with times of depression and times of unusually high or irritable mood. Some antidepressants can "
        "make it worse.",
    ),
    "dissociation": Meaning(
        "dissociation",
        "",
        "A feeling of being cut off from your body, your thoughts or what is around you, as in a dream. After a dose "
        "it mostly passes within about two hours.",
    ),
    "ect": Meaning(
        "electroconvulsive therapy",
        "ECT",
        "A treatment for severe illness. While you are asleep under anesthesia, a short electric current sets off a "
        "brief, controlled seizure in the brain.",
    ),
    "infusion": Meaning(
        "infusion",
        "drip, IV",
        "A medicine that runs slowly into a vein through a thin tube. This is called intravenous. It can be slowed or "
        "stopped at any time.",
    ),
    "mania": Meaning(
        "mania",
        "manic episode",
        "A time of unusually high or irritable mood, with much energy and little sleep. People may take risks that "
        "they would not take otherwise.",
    ),
    "opioid": Meaning(
        "opioid",
        "opiate",
        "A strong painkiller of the family of morphine. It can slow breathing, and people can become dependent on it.",
    ),
    "placebo": Meaning(
        "placebo",
        "dummy",
        "A treatment that looks real and has no active medicine in it. It shows how many people would have got better "
        "without the medicine.",
    ),
    "psychosis": Meaning(
        "psychosis",
        "",
        "A state in which it is hard to tell what is real. People may hear or see what others do not, or be sure of "
        "things that are not so.",
    ),
    "tms": Meaning(
        "transcranial magnetic stimulation",
        "TMS",
        "A treatment in which a coil held to the head sends magnetic pulses to a part of the brain. You are awake, "
        "and need no anesthesia.",
    ),
}

IN_SPANISH: dict[str, Meaning] = {
    "bipolar": Meaning(
        "trastorno bipolar",
        "",
        "Una enfermedad con épocas de depresión y épocas de ánimo demasiado alto o irritable. Algunos antidepresivos "
        "pueden empeorarla.",
    ),
    "cbt": Meaning(
        "terapia cognitivo-conductual",
        "TCC",
        "Una psicoterapia. Junto con un terapeuta, usted mira los pensamientos y las costumbres que mantienen un "
        "problema, y prueba otros.",
    ),
    "ect": Meaning(
        "terapia electroconvulsiva",
        "TEC",
        "Un tratamiento para enfermedades graves. Mientras usted duerme con anestesia, una corriente eléctrica corta "
        "provoca en el cerebro una convulsión breve y controlada.",
    ),
    "tms": Meaning(
        "estimulación magnética transcraneal",
        "EMT",
        "Un tratamiento en el que una bobina junto a la cabeza envía pulsos magnéticos a una parte del cerebro. Usted "
        "está despierto y no necesita anestesia.",
    ),
}
