"""The second demonstration guide in Spanish."""

from demo.content.build import (
    Block,
    Lookup,
    body,
    callout,
    contact,
    explained,
    faq,
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
from demo.content.next_steps import AUTHORS, HERO, REVIEWERS
from demo.content.next_steps import SLUG as KEY
from demo.content.next_steps import TOPICS as TOPICS_IN_ENGLISH
from demo.content.sources import SOURCES, cite

__all__ = ["AUTHORS", "HERO", "KEY", "REVIEWERS", "TOPICS_IN_ENGLISH"]

SLUG = "depresion-resistente-al-tratamiento"
TITLE = "Depresión resistente al tratamiento: los siguientes pasos"
HERO_ALT = (
    "Piedras redondas cruzan un estanque tranquilo bajo un sol pálido. Una persona está de pie en la segunda y mira "
    "hacia la otra orilla."
)
SUMMARY = (
    "Cuando dos o más antidepresivos no han ayudado, todavía queda mucho por probar. Esta guía explica qué "
    "comprobar, de qué opciones hablar y cómo preparar la conversación."
)


def guide_body(find: Lookup) -> list[Block]:
    """Return the raw body, section by section that of the English guide: its blocks have the same ids."""
    return body(
        KEY,
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
        "Qué significa «resistente al tratamiento»",
        text(
            p(
                """Las palabras suenan definitivas. No lo son. Los médicos suelen hablar de depresión resistente
                al tratamiento cuando al menos dos antidepresivos, cada uno en la dosis adecuada y durante el
                tiempo suficiente, no han ayudado bastante.""",
                """El término describe los tratamientos probados hasta ahora. No es un juicio sobre usted, ni
                significa que nada vaya a funcionar. Muchas personas mejoran con un tratamiento posterior, o con
                dos a la vez.""",
            )
        ),
    )


def checks(find: Lookup) -> Block:
    """Return what to go over before adding anything."""
    return section(
        "checks",
        "Compruebe primero lo básico",
        text(
            p("Antes de añadir algo nuevo, repase estos puntos con su médico:"),
            ul(
                """<b>Tiempo y dosis.</b> Los antidepresivos suelen necesitar de cuatro a ocho semanas. ¿Tomó
                cada uno el tiempo suficiente y en una dosis lo bastante alta?""",
                """<b>Dosis olvidadas.</b> Los efectos secundarios, el precio y el simple olvido son motivos
                frecuentes. Puede decirlo sin temor.""",
                f"""<b>El diagnóstico.</b> El {explained(find, "bipolar", "trastorno bipolar")}, un trauma, el
                alcohol, un problema de tiroides
                o el mal sueño pueden parecer depresión, o alimentarla.""",
                "<b>Otros medicamentos</b> que pueden bajar el ánimo o estorbar el tratamiento.",
            ),
        ),
        callout(
            "warning",
            "No lo deje de golpe",
            p(
                """Dejar un antidepresivo de repente puede hacer que se sienta mal y que vuelva la depresión.
                Pregunte cómo dejarlo poco a poco."""
            ),
        ),
    )


def options(find: Lookup) -> Block:
    """Return the treatments worth a talk."""
    guide = page_link(find.page("ketamine-therapy"), "nuestra guía sobre la ketamina, en inglés,")
    return section(
        "options",
        "Opciones de las que hablar",
        text(p("Ninguna opción sirve para todos. Cada una tiene beneficios, riesgos y aspectos que no se conocen.")),
        subheading("Medicamentos y psicoterapia"),
        text(
            p(
                f"""Su médico puede cambiar la dosis, pasar a otro antidepresivo o añadir un segundo medicamento.
                Las psicoterapias, como la {explained(find, "cbt", "terapia cognitivo-conductual")}, pueden
                ayudar por sí solas o junto con
                los medicamentos. Si un tipo no le convenció, quizá otro sí."""
            )
        ),
        subheading("Estimulación cerebral"),
        text(
            p(
                f"""{cite("nimh-stimulation", "Dos tratamientos")} actúan sobre el cerebro desde fuera de la cabeza.
                La {explained(find, "tms", "estimulación magnética transcraneal")} (EMT) usa pulsos magnéticos
                mientras usted está despierto. La
                {explained(find, "ect", "terapia electroconvulsiva")} (TEC) se hace con anestesia. Es uno de los
                tratamientos más eficaces para
                la depresión grave, y puede afectar a la memoria durante un tiempo o, en cuanto a algunos
                hechos, para siempre."""
            )
        ),
        subheading("Esketamina y ketamina"),
        text(
            p(
                f"""La esketamina en aerosol nasal está aprobada en Estados Unidos por la FDA para adultos con depresión
                resistente al tratamiento, y solo se administra en lugares certificados. La ketamina en sí no está
                aprobada para ningún trastorno psiquiátrico, y las reglas de una y otra son distintas, también sobre
                cuándo puede volver a conducir. Lea {guide} para saber qué se conoce de ambas."""
            )
        ),
    )


def preparing(find: Lookup) -> Block:
    """Return how to make the most of the appointment."""
    return section(
        "preparing",
        "Prepare la cita",
        picture(
            find,
            "questions",
            "Una página de notas hace buena parte del trabajo por usted.",
            alt="Un escritorio visto desde arriba: un cuaderno con una lista de preguntas, dos de ellas marcadas, un "
            "lápiz, una taza de té y unas ramitas con hojas.",
        ),
        text(
            ol(
                """Anote cada tratamiento que ha tenido: el nombre, la dosis, cuánto duró, qué efecto tuvo y por
                qué terminó.""",
                "Describa un día malo y un día mejor, con dos frases cada uno.",
                "Elija lo que más le importa: dormir, trabajar, tener energía, estar con su familia.",
                "Escriba tres preguntas, la más importante primero.",
                "Vaya con alguien, o pida permiso para grabar la conversación con el teléfono.",
            )
        ),
        callout(
            "tip",
            "Una frase para empezar",
            p(
                """«He probado dos medicamentos y sigo sin estar bien. Me gustaría que repasáramos juntos qué
                queda por probar, y qué me propondría usted ahora y por qué.»"""
            ),
        ),
    )


def meanwhile() -> Block:
    """Return what helps while waiting, and where to turn."""
    return section(
        "meanwhile",
        "Mientras tanto, cuídese",
        text(
            p(
                """Encontrar el tratamiento adecuado puede llevar meses, y esperar es duro. Las cosas pequeñas no
                sustituyen al tratamiento, pero pueden hacer la espera más llevadera: levantarse a la misma hora,
                algo de luz del día, un paseo corto, menos alcohol y una persona que sepa cómo está usted de
                verdad."""
            )
        ),
        urgent_help(
            "Si se le hace demasiado",
            p(
                """Si piensa en quitarse la vida, o no se siente a salvo, pida ayuda ahora. En Estados Unidos puede
                hacerlo a cualquier hora y sin costo. Más arriba encontrará los números de otros países."""
            ),
            contact("Llame al 988", "Prevención del suicidio, día y noche; oprima 2 para español", "tel:988"),
            contact("Llame al 911", "Si una vida corre peligro ahora", "tel:911"),
        ),
    )


def questions(find: Lookup) -> Block:
    """Return three questions of its own and the shared one."""
    return faq(
        "questions",
        "Preguntas que la gente hace",
        p("Respuestas breves a lo que más se pregunta en este momento."),
        question(
            "my-fault",
            "¿Es culpa mía que el tratamiento no haya funcionado?",
            p(
                """No. Las personas responden de modo muy distinto al mismo medicamento, y nadie puede predecir
                todavía a quién le irá bien con cuál. A menudo hace falta más de un intento."""
            ),
        ),
        question(
            "second-opinion",
            "¿Puedo pedir una segunda opinión?",
            p(
                """Sí. Es una petición normal, y a un buen médico no le molestará. Pida un psiquiatra con
                experiencia en depresión difícil de tratar, y lleve la lista de sus tratamientos anteriores."""
            ),
        ),
        question(
            "how-long",
            "¿Cuánto tiempo debo probar un tratamiento nuevo?",
            p(
                """Depende del tratamiento. Pregunte dos cosas al empezar: ¿cuándo deberíamos notar un primer
                cambio?, y ¿en qué fecha decidimos si seguimos?"""
            ),
        ),
        library_question(find, "side-effects"),
    )


def sources() -> Block:
    """Return what the guide rests on: titles are as they were published."""
    names = (
        "nimh-depression",
        "nimh-stimulation",
        "va-depression",
        "spravato-label",
        "ketalar-label",
        "fda-warning",
        "lifeline",
    )
    return section(
        "sources",
        "Fuentes",
        text(
            p("Todas están en inglés."),
            ul(*(f"{link(SOURCES[name].url, SOURCES[name].title)}. {SOURCES[name].publisher}." for name in names)),
        ),
    )
