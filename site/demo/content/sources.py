"""The sources that the guides cite, each once: publisher, title, address."""

from typing import NamedTuple

from demo.content.build import link, ul


class Source(NamedTuple):
    """A document that anyone can look up."""

    publisher: str
    title: str
    url: str


SOURCES: dict[str, Source] = {
    "fda-warning": Source(
        "US Food and Drug Administration, October 10, 2023",
        "FDA warns patients and health care providers about potential risks associated with "
        "compounded ketamine products, including oral formulations, for the treatment of "
        "psychiatric disorders",
        "https://www.fda.gov/drugs/human-drug-compounding/"
        "fda-warns-patients-and-health-care-providers-about-potential-risks-associated-"
        "compounded-ketamine",
    ),
    "spravato-label": Source(
        "DailyMed, US National Library of Medicine",
        "Spravato (esketamine) nasal spray: prescribing information",
        "https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid=d81a6a79-a74a-44b7-822c-0dfa3036eaed",
    ),
    "ketalar-label": Source(
        "DailyMed, US National Library of Medicine",
        "Ketalar (ketamine hydrochloride) injection: prescribing information",
        "https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid=14e8f864-8b8a-4e7e-8439-e510d3107063",
    ),
    "spravato-rems": Source(
        "Spravato REMS",
        "The safety program for esketamine nasal spray",
        "https://www.spravatorems.com/",
    ),
    "medlineplus": Source(
        "MedlinePlus, US National Library of Medicine",
        "Esketamine nasal spray: information for patients",
        "https://medlineplus.gov/druginfo/meds/a619017.html",
    ),
    "mayo": Source(
        "Mayo Clinic; drug information by Merative, Micromedex",
        "Ketamine (injection route): precautions",
        "https://www.mayoclinic.org/drugs-supplements/ketamine-injection-route/precautions/drg-20075559",
    ),
    "consensus": Source(
        "Sanacora and others for the American Psychiatric Association, JAMA Psychiatry, 2017",
        "A consensus statement on the use of ketamine in the treatment of mood disorders",
        "https://doi.org/10.1001/jamapsychiatry.2017.0080",
    ),
    "cochrane": Source(
        "Cochrane Library, 2021",
        "Ketamine and other glutamate receptor modulators for depression in adults with unipolar "
        "major depressive disorder",
        "https://doi.org/10.1002/14651858.CD011612.pub3",
    ),
    "va-depression": Source(
        "US Departments of Veterans Affairs and Defense, 2022",
        "Clinical practice guideline: management of major depressive disorder",
        "https://www.healthquality.va.gov/guidelines/MH/mdd/",
    ),
    "va-ptsd": Source(
        "US Departments of Veterans Affairs and Defense, 2023",
        "Clinical practice guideline: management of posttraumatic stress disorder",
        "https://www.healthquality.va.gov/guidelines/MH/ptsd/",
    ),
    "veterans-trial": Source(
        "Abdallah and others, Neuropsychopharmacology, 2022",
        "A dose-ranging trial of repeated ketamine in veterans and service members with PTSD",
        "https://www.nature.com/articles/s41386-022-01266-9",
    ),
    "pain": Source(
        "Cohen and others, Regional Anesthesia and Pain Medicine, 2018",
        "Consensus guidelines on the use of intravenous ketamine infusions for chronic pain",
        "https://doi.org/10.1097/AAP.0000000000000808",
    ),
    "nice": Source(
        "National Institute for Health and Care Excellence, 2022",
        "Esketamine nasal spray for treatment-resistant depression (TA854)",
        "https://www.nice.org.uk/guidance/ta854",
    ),
    "liver": Source(
        "Cotter and others, Drug Safety, 2021",
        "Repeated or continuous medically supervised ketamine administration associated with "
        "hepatobiliary adverse events",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC8546385/",
    ),
    "livertox": Source(
        "LiverTox, US National Institutes of Health",
        "Ketamine",
        "https://www.ncbi.nlm.nih.gov/books/n/livertox/Ketamine/",
    ),
    "ect-trial": Source(
        "Anand and others, New England Journal of Medicine, 2023",
        "Ketamine versus ECT for nonpsychotic treatment-resistant major depression",
        "https://doi.org/10.1056/NEJMoa2302399",
    ),
    "trials": Source(
        "US National Library of Medicine",
        "ClinicalTrials.gov, the register of clinical studies",
        "https://clinicaltrials.gov/",
    ),
    "nimh-depression": Source(
        "US National Institute of Mental Health",
        "Depression",
        "https://www.nimh.nih.gov/health/publications/depression",
    ),
    "nimh-stimulation": Source(
        "US National Institute of Mental Health",
        "Brain stimulation therapies",
        "https://www.nimh.nih.gov/health/topics/brain-stimulation-therapies/brain-stimulation-therapies",
    ),
    "lifeline": Source(
        "988 Suicide & Crisis Lifeline",
        "Call, text or chat",
        "https://988lifeline.org/",
    ),
}


def cite(name: str, words: str) -> str:
    """Return a link with these words to a source."""
    return link(SOURCES[name].url, words)


def source_list(*names: str) -> str:
    """Return the sources as a list, titles linked."""
    return ul(*(f"{link(SOURCES[n].url, SOURCES[n].title)}. {SOURCES[n].publisher}." for n in names))
