"""The pages that the footer leads to: what they say is true of the demonstration, and an editor can change it."""

from demo.content.build import p, ul
from demo.content.shared import Plain

NOT_A_SERVICE = p(
    """This is a demonstration of software. Nobody runs it as a service: whoever has started it, perhaps you on your own
    machine, is the one behind it. What stands here is true of the software as it comes. A real site adds its own."""
)

ACCESSIBILITY = Plain(
    "accessibility",
    "Accessibility statement",
    p("What we did so that everybody can read these guides, what was tested, and what was not."),
    p("The aim is the Web Content Accessibility Guidelines (WCAG) 2.2 at level AA. It covers what readers see.")
    + "<h2>What was tested</h2>"
    + p("Last written on November 28, 2026. These tests are part of the software, and whoever changes it runs them:")
    + ul(
        """The home page, the list of guides, the long guide with all its questions open, this page, and a page that is
        not there are checked with axe-core in Chromium, in light and in dark. It finds no fault.""",
        "A guide's questions and the form for errors are checked with it, too, and what an empty one answers.",
        "The long guide is checked with it on a screen 320 pixels wide, too, with its contents open.",
        "With letters of twice the size, a phone 390 pixels wide shows pages without scrolling sideways.",
        "All of a guide can be read without JavaScript, and on paper. Everything can be sent without it.",
        "Nothing on a page moves while it loads.",
    )
    + "<h2>What was not tested</h2>"
    + ul(
        "Nobody with a disability has tested these pages yet, and nobody has with a screen reader.",
        "Only Chromium was used. There are no tests in Firefox or Safari.",
        "A tool finds only some of the faults that there can be.",
    )
    + "<h2>If something gets in your way</h2>"
    + p("A real site says here whom to tell, and how soon they answer.")
    + NOT_A_SERVICE,
)

PRIVACY = Plain(
    "privacy",
    "Privacy",
    p("What is known about you when you read here, and what is kept when you write."),
    "<h2>When you read</h2>"
    + ul(
        "Pages set no cookie for readers.",
        "Everything comes from this site, fonts and pictures, too. No other company is told that you were here.",
        "There is no advertising and no counting of visitors.",
        """What you search for is in the address of the page that answers. A web server usually writes down addresses
        that it is asked for, and where from. A real site says here for how long it keeps them.""",
        "The words of searches are counted, without whose they were, for 90 days: editors see what was not found.",
    )
    + "<h2>When you keep a guide</h2>"
    + p(
        """A guide that you keep stays on your own device, with its pictures, until you remove it. Nobody is told. When
        you read another guide here, your browser asks whether a newer edition of those that you keep is there: the
        site is asked for a page, as whenever you read one. One that was withdrawn is removed then."""
    )
    + "<h2>When you say whether an answer helped, or report an error</h2>"
    + ul(
        "Editors see how often an answer helped, and the words that were added. No name and no email goes with them.",
        "Where it was sent from is kept for 30 days, in a form from which the address cannot be read.",
        "What you said is removed after a year. It changes nothing about which answers are shown, or where.",
        """A report of an error is shown to no other reader. Your email, if you give it, is seen by moderators and
        administrators alone. A report is removed 30 days after it is done.""",
    )
    + "<h2>When you leave a reply</h2>"
    + ul(
        "Your name and your words are shown to everybody once a moderator has approved them.",
        "Your email is never shown. Moderators and administrators see it, and nobody else.",
        "Where a reply was sent from is kept for 30 days, in a form from which the address cannot be read.",
        "A reply that was rejected, or is spam, or was deleted, is removed after 30 days.",
        "An approved reply stays until somebody asks for it to be removed.",
    )
    + p("Whoever runs a site can hand out all that is kept of a person, and can erase it.")
    + "<h2>When you sign in</h2>"
    + p("People who work on the guides sign in. They do get cookies, to stay signed in.")
    + NOT_A_SERVICE,
)

CONTACT = Plain(
    "contact",
    "Contact",
    p("How to reach the people behind a guide."),
    p(
        """<b>If you are in danger, or may harm yourself, do not write here.</b> Nobody reads replies at once. In the
        United States call 911 in an emergency, and call or text 988 to reach the Suicide &amp; Crisis Lifeline."""
    )
    + p(
        """Under a guide you can leave a reply. It is read by a moderator before anybody else sees it. Please do not
        write what others should not know about you."""
    )
    + p("A real site gives its name, its address and its email here, and says how soon it answers.")
    + NOT_A_SERVICE,
)

CORRECTIONS = Plain(
    "corrections",
    "Corrections",
    p("What happens when a guide is wrong."),
    "<h2>How a guide is corrected</h2>"
    + ul(
        "An editor changes the words and publishes the guide again. Its date changes with it.",
        "Each publication is an edition with a number of its own, which stands at the end of the guide.",
        "An edition is never changed afterward. What a guide said on a given day can be looked up.",
        """An edition that must not be shown any more can be withdrawn, with a reason. Apps that show guides are told
        of it.""",
        "An answer that several guides share is corrected once, and all of them follow.",
    )
    + "<h2>If you have found an error</h2>"
    + p(
        """Follow the link at the end of the section, and say which sentence you mean. The editors read it, and nobody
        else is shown it."""
    )
    + NOT_A_SERVICE,
)

PAGES: tuple[Plain, ...] = (ACCESSIBILITY, PRIVACY, CONTACT, CORRECTIONS)
