"""Our words for the registry's options as the terms of the vocabularies of the field.

Sources: DDI Alliance controlled vocabularies (TimeMethod, SamplingProcedure, ModeOfCollection,
AnalysisUnit), the CESSDA Topic Classification, the access words of info:eu-repo and COAR.
"""

DDI_VOCABULARIES = "https://vocabularies.cessda.eu/vocabulary/"
TIME_METHOD = {
    "cross-section": "CrossSection",
    "repeated": "Longitudinal.TrendRepeatedCrossSection",
    "panel": "Longitudinal.Panel",
    "other": "Other",
}
SAMPLING = {
    "probability": "Probability",
    "non-probability": "Nonprobability",
    "mixed": "MixedProbabilityNonprobability",
}
MODE = {  # by the code of the registry; face to face without more has none
    "": "Interview.FaceToFace",
    "7.2.1": "Interview.FaceToFace.PAPI",
    "7.2.2": "Interview.FaceToFace.CAPIorCAMI",
    "7.2.3": "Interview.Telephone",
    "7.2.4": "SelfAdministeredQuestionnaire.WebBased",
    "7.2.5": "SelfAdministeredQuestionnaire.Paper",
    "7.2.6": "SelfAdministeredQuestionnaire.Paper",
    "7.2.7": "Other",
}
# By the code of the registry. Every term is a code of version 4.2.2, checked against the lists of
# two programs that load the vocabulary; which topic of the registry each renders is our choice.
TOPIC = {
    "1.13.1": "Demography.Migration",
    "1.13.2": "LawCrimeAndLegalSystems.LegislationAndLegalSystems",
    "1.13.3": "Economics.ConsumptionAndConsumerBehaviour",
    "1.13.4": "Demography",
    "1.13.5": "SocialStratificationAndGroupings.EqualityInequalityAndSocialExclusion",
    "1.13.6": "Education",
    "1.13.7": "SocialStratificationAndGroupings.FamilyLifeAndMarriage",
    "1.13.8": "SocialStratificationAndGroupings.GenderAndGenderRoles",
    "1.13.9": "HousingAndLandUse.Housing",
    "1.13.10": "Health",
    "1.13.11": "LawCrimeAndLegalSystems.CrimeAndLawEnforcement",
    "1.13.12": "SocietyAndCulture.CulturalAndNationalIdentity",
    "1.13.13": "Economics.IncomePropertyAndInvestment",
    "1.13.14": "SocialStratificationAndGroupings.Minorities",
    "1.13.15": "LabourAndEmployment",
    "1.13.16": "MediaCommunicationAndLanguage.LanguageAndLinguistics",
    "1.13.17": "SocietyAndCulture.LeisureTourismAndSport",
    "1.13.18": "LawCrimeAndLegalSystems.LegislationAndLegalSystems",
    "1.13.19": "Demography.Migration",
    "1.13.20": "Politics.PoliticalBehaviourAndAttitudes",
    "1.13.21": "SocietyAndCulture.SocialBehaviourAndAttitudes",
    "1.13.22": "Demography.Migration",
    "1.13.23": "Demography.Migration",
    "1.13.24": "SocietyAndCulture.CommunityUrbanAndRuralLife",
    "1.13.25": "HousingAndLandUse.LandUseAndPlanning",
    "1.13.26": "SocietyAndCulture.TimeUse",
    "1.13.27": "Demography.Migration",
    "1.13.28": "SocialStratificationAndGroupings.Children",
    "1.13.29": "SocietyAndCulture.ReligionAndValues",
}
ACCESS = {  # info:eu-repo/semantics, COAR
    "public": ("openAccess", "http://purl.org/coar/access_right/c_abf2"),
    "cost-member": ("restrictedAccess", "http://purl.org/coar/access_right/c_16ec"),
    "request": ("restrictedAccess", "http://purl.org/coar/access_right/c_16ec"),
    "unavailable": ("closedAccess", "http://purl.org/coar/access_right/c_14cb"),
}


def of(table: dict[str, str], term: str) -> str:
    """Return the key whose term this is, or ""; the way back for reading."""
    folded = term.strip().casefold()
    return next((key for key, value in table.items() if value.casefold() == folded), "")
