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
        "Dose-related effects of ketamine for antidepressant-resistant symptoms of posttraumatic stress disorder in "
        "veterans and active duty military: a double-blind, randomized, placebo-controlled multi-center clinical trial",
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
    "zarate": Source(
        "Zarate and others, Archives of General Psychiatry, 2006",
        "A randomized trial of an N-methyl-D-aspartate antagonist in treatment-resistant major depression",
        "https://jamanetwork.com/journals/jamapsychiatry/article-abstract/668195",
    ),
    "murrough": Source(
        "Murrough and others, American Journal of Psychiatry, 2013",
        "Antidepressant efficacy of ketamine in treatment-resistant major depression: a two-site randomized controlled "
        "trial",
        "https://pubmed.ncbi.nlm.nih.gov/23982301/",
    ),
    "nine-trials": Source(
        "Wilkinson and others, Neuropsychopharmacology, 2019",
        "Impact of midazolam vs. saline on effect size estimates in controlled trials of ketamine as a rapid-acting "
        "antidepressant",
        "https://doi.org/10.1038/s41386-019-0317-8",
    ),
    "karma-dep": Source(
        "Jelovac and others, JAMA Psychiatry, 2025",
        "Serial ketamine infusions as adjunctive therapy to inpatient care for depression: the KARMA-Dep 2 randomized "
        "clinical trial",
        "https://doi.org/10.1001/jamapsychiatry.2025.3019",
    ),
    "transform": Source(
        "Turkoz and others, Journal of Clinical Psychiatry, 2021",
        "Treatment response with esketamine nasal spray plus an oral antidepressant in patients with "
        "treatment-resistant depression without evidence of early response: a pooled post hoc analysis of the "
        "TRANSFORM studies",
        "https://www.psychiatrist.com/jcp/depression/response-to-esketamine-after-initial-nonresponse/",
    ),
    "sustain": Source(
        "Daly and others, JAMA Psychiatry, 2019",
        "Efficacy of esketamine nasal spray plus oral antidepressant treatment for relapse prevention in patients with "
        "treatment-resistant depression: a randomized clinical trial",
        "https://doi.org/10.1001/jamapsychiatry.2019.1189",
    ),
    "feder": Source(
        "Feder and others, American Journal of Psychiatry, 2021",
        "A randomized controlled trial of repeated ketamine administration for chronic posttraumatic stress disorder",
        "https://doi.org/10.1176/appi.ajp.2020.20050596",
    ),
    "ocd-trial": Source(
        "Rodriguez and others, Neuropsychopharmacology, 2013",
        "Randomized controlled crossover trial of ketamine in obsessive-compulsive disorder: proof-of-concept",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC3799067",
    ),
    "anxiety-trial": Source(
        "Taylor and others, Neuropsychopharmacology, 2018",
        "Ketamine for social anxiety disorder: a randomized, placebo-controlled crossover trial",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC5729569",
    ),
    "lactmed": Source(
        "Drugs and Lactation Database (LactMed), US National Library of Medicine",
        "Esketamine",
        "https://pubmed.ncbi.nlm.nih.gov/31038855/",
    ),
    "ema": Source(
        "European Medicines Agency",
        "Spravato: product information, with the leaflet for patients",
        "https://www.ema.europa.eu/en/medicines/human/EPAR/spravato",
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
