"""What the demonstration shares and says around its guides, in Spanish."""

from demo.content.build import Block, contact, country, identified, p, ul
from demo.content.shared import MEXICO, Answer, Plain
from demo.content.sources import cite

LANGUAGE = "es"

HOME_SLUG = "inicio"
HOME_TITLE = "Demostración de Guidepost"
HOME_INTRODUCTION = p(
    """Las preguntas difíciles sobre la salud merecen respuestas tranquilas, claras y comprobadas. Aquí
    encontrará guías que dicen qué se sabe, qué no se sabe y qué conviene preguntar después.""",
    """<b>Esto es una demostración.</b> Las guías se basan en fuentes públicas que usted puede consultar.
    Ningún profesional de la medicina las ha revisado, y las personas que las firman son inventadas.""",
)
INDEX_SLUG = "guias"
INDEX_TITLE = "Guías"
INDEX_INTRODUCTION = p(
    """Cada guía trata un tema desde la primera pregunta hasta el siguiente paso. Por ahora hay una en
    español."""
)
ABOUT = Plain(
    "acerca-de-estas-guias",
    "Acerca de estas guías",
    p("Cómo se escribe, se revisa y se corrige una guía, y qué es aquí solo un ejemplo."),
    "<h2>Antes que nada: esto es una demostración</h2>"
    + p(
        """Las guías se escribieron con cuidado a partir de fuentes públicas, que cada una enumera. Ningún
        médico las ha revisado. Las personas que aparecen como autoras no existen: muestran dónde un sitio
        real pondría las suyas. No use estas páginas para tomar decisiones sobre su salud."""
    )
    + "<h2>Cómo se escribe una guía</h2>"
    + ul(
        "Empezamos por lo que preguntan los lectores y respondemos en la primera frase.",
        "Preferimos los organismos reguladores, las guías nacionales y las revisiones sistemáticas.",
        "Decimos cuán sólidas son las pruebas, y también cuándo nadie lo sabe.",
        "Nunca prometemos una cura ni decimos qué debe tomar usted.",
    )
    + "<h2>Cómo se corrige</h2>"
    + p(
        """Cuando algo está mal o ha quedado anticuado, se cambia en cuanto se advierte, y la fecha cambia
        con ello. Se conserva cada versión publicada."""
    ),
)

TOPICS: dict[str, tuple[str, str]] = {
    "Depression": ("Depresión", "depresion"),
    "Treatment choices": ("Opciones de tratamiento", "opciones-de-tratamiento"),
    "Talking with your care team": ("Hablar con su equipo médico", "hablar-con-su-equipo-medico"),
}

INVENTED = "Esta persona es inventada para la demostración. "
#: Credentials, role and biography, by name.
PEOPLE: dict[str, tuple[str, str, str]] = {
    "Maya Example": (
        "Colaboradora de ejemplo",
        "Psiquiatra inventada, revisora médica",
        INVENTED + "En un sitio real leería aquí que es psiquiatra, dónde trabaja, qué comprueba en una guía y "
        "si alguna empresa le paga.",
    ),
    "Jonas Sample": (
        "Colaborador de ejemplo",
        "Redactor de salud inventado",
        INVENTED + "En un sitio real leería aquí qué ha escrito antes, cómo encuentra sus fuentes y cómo "
        "comunicarle un error.",
    ),
}

ANSWERS: dict[str, Answer] = {
    "side-effects": Answer(
        "¿Qué efectos secundarios tienen la ketamina y la esketamina?",
        p(
            """Poco después de una dosis es frecuente sentir mareo, náuseas, sueño, ansiedad o desconexión del
            propio cuerpo, y la presión arterial sube. La respiración puede volverse demasiado lenta. Por eso
            debe vigilarle personal capacitado."""
        )
        + p(
            f"""No conduzca durante al menos 24 horas después de la ketamina: su
            {cite("ketalar-label", "ficha técnica")} dice 24 horas o más, según la dosis y lo demás que se haya
            administrado. Después de la esketamina, no conduzca hasta el día siguiente, tras un sueño reparador,
            como dice su {cite("spravato-label", "ficha técnica")}."""
        )
        + p(
            f"""El uso frecuente puede causar dependencia y dañar la vejiga y el hígado. Nadie sabe todavía si
            muchos años de tratamiento son seguros. Hay listas más largas, en inglés,
            {cite("mayo", "para la ketamina")} y {cite("medlineplus", "para la esketamina")}. Llame al número de
            emergencias si le cuesta respirar, le duele el pecho, se desmaya o tiene una convulsión."""
        ),
    ),
}

DISCLAIMER = p(
    """Esto es un ejemplo que ningún profesional de la medicina ha revisado, con personas inventadas. Es
    información general, no consejo médico. Hable con un profesional de la salud antes de empezar, cambiar o
    dejar un tratamiento."""
)
URGENT_HEADING = "¿Necesita ayuda ahora?"
URGENT_TEXT = p(
    """Si piensa en hacerse daño, o le preocupa otra persona, en Estados Unidos puede hablar con alguien a
    cualquier hora."""
)


def urgent_contacts() -> list[Block]:
    """Return the contacts of the banner, as its Spanish readers are told of them."""
    return [
        contact("Llame al 988", "Línea de prevención del suicidio; oprima 2 para español", "tel:988"),
        contact("Llame al 911", "En una emergencia", "tel:911"),
    ]


def urgent_countries() -> list[Block]:
    """Return whom to call in other countries."""
    return [
        country(
            "Canadá",
            "https://988.ca/",
            contact("Llame al 988", "Prevención del suicidio, día y noche, en inglés y francés", "tel:988"),
            contact("Llame al 911", "En una emergencia", "tel:911"),
        ),
        country(
            "España",
            "https://www.sanidad.gob.es/linea024/home.htm",
            contact("Llame al 024", "Atención a la conducta suicida, día y noche", "tel:024"),
            contact("Llame al 112", "En una emergencia", "tel:112"),
        ),
        country(
            "Francia",
            "https://3114.fr/",
            contact("Llame al 3114", "Prevención del suicidio, día y noche, en francés", "tel:3114"),
            contact("Llame al 15", "En una emergencia", "tel:15"),
        ),
        country(
            "México",
            MEXICO,
            contact("Llame al 800 911 2000", "Línea de la Vida, día y noche", "tel:8009112000"),
            contact("Llame al 911", "En una emergencia", "tel:911"),
        ),
        country(
            "Reino Unido",
            "https://www.samaritans.org/how-we-can-help/contact-samaritan/",
            contact("Llame al 116 123", "Samaritans, día y noche, en inglés", "tel:116123"),
            contact("Llame al 999", "En una emergencia", "tel:999"),
        ),
    ]


def site_words() -> list[Block]:
    """Return what the site says beside every guide, as its settings hold it for Spanish."""
    words = {
        "language": LANGUAGE,
        "disclaimer": DISCLAIMER,
        "urgent_help_heading": URGENT_HEADING,
        "urgent_help_text": URGENT_TEXT,
        "urgent_help_contacts": urgent_contacts(),
        "urgent_help_countries": urgent_countries(),
    }
    return identified([{"type": "language", "name": LANGUAGE, "value": words}], "settings/translations")
