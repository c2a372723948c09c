"""What a column's header may be called: offices' own headers, as seen in exports, and what a person would type,
in French, English and Arabic.
"""

import re

from corpora.parsing.entities import undone
from corpora.tables.statuses import key_of


def header_key(name: str) -> str:
    """Return a header without accents, vowel signs, case and punctuation: "Date de dépôt" → "date_de_depot",
    "CompanyName" → "company_name".
    """
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name)
    return key_of(undone(parted)).replace(" ", "_")


def _by_header(table: dict[str, str]) -> dict[str, str]:
    return {header_key(name): ours for ours, names in table.items() for name in (ours, *names.split(";"))}


MARKS = _by_header(
    {
        "id": "identifiant;identifier;المعرف",
        "office": "office code;bureau;registre;registration office;المكتب;datenbestand;office de dépôt;office of filing;code office",
        "right": "type de droit;nature du droit;نوع الحق",
        "application_number": "numéro de dépôt;numéro dépôt;no dépôt;n dépôt;n° dépôt;numéro demande;numéro de demande;n° demande;aktenzeichen;serial number;number;numéro;n° de dépôt;no de dépôt;n° de demande;n° de la demande;n° national;numéro national;application no;application nr;appl no;serial no;filing number;dépôt n°;réf;référence;رقم الملف;الرقم;aktenzeichen registernummer;n°;no;عدد الإيداع;numéro de la marque;n° de la marque"
        ";n° certificat négatif;numéro certificat négatif;رقم الطلب;رقم الإيداع;رقم الشهادة السلبية",
        "registration_number": "numéro enregistrement;numéro d'enregistrement;no enregistrement;n° rc;rc;numéro rc;registre de commerce;registre du commerce;ice;company number;n° d'enregistrement;n° enregistrement;no d'enregistrement;registration no;reg no;company no;numéro de registre;رقم القيد;رقم التسجيل;siren;numéro siren;siret;international registration number;ir number;n° d'enregistrement international"
        ";رقم السجل التجاري;السجل التجاري",
        "court": "tribunal;greffe;court of registration;المحكمة",
        "text": "mark;trademark;trade mark;mark text;marque;signe;dénomination;dénomination sociale;nom;nom de la marque;name;markendarstellung;word mark;verbal element;élément verbal;اسم العلامة;nom de marque;libellé;libellé de la marque;trade mark text;trade mark name;brand name;brand;marke;marque demandée;العلامة التجارية"
        ";raison sociale;nom commercial;enseigne;company name;trade name;business name;التسمية;الاسم;الاسم التجاري;التسمية الاجتماعية;عنوان الشركة;اسم الشركة;العلامة",
        "acronym": "sigle;acronyme;abbreviation;abréviation;المختصر;الرمز المختصر",
        "kind": "mark feature;type de marque;type;category of mark;mark type",
        "nice_classes": "classes;classe;class;nice;nice class;classes de nice;classe de nice;int class;cl;classes nice;int classes;international class;international classes;nice classification;الفئة;الفئات;الصنف;classe s;class es;international class es;classes internationales;classification de nice;classes de produits et services;الأصناف;klassen",
        "goods": "goods services;goods and services;produits;produits et services;produits services;specification;السلع والخدمات;المنتجات والخدمات;البضائع;produits services;liste des produits",
        "activity": "activité;activité principale;secteur;secteur d'activité;objet;objet social;business activity;النشاط;نشاط الشركة;الغرض;siccode sic text 1;nature of business;sic text",
        "activity_code": "code activité;code naf;naf;ape;isic;isic code;nace;رمز النشاط;sic code;sic;code ape;code isic;code nace",
        "legal_form": "forme juridique;forme;legal status;الشكل القانوني;company category;company type;type de société",
        "city": "ville;commune;localité;siège;town;المدينة;المقر;post town;reg address post town;town city",
        "vienna_codes": "vienna;vienne;codes de vienne;classification de vienne;code s vienne;codes vienne;code vienne;vienna code s;vienna classification;code de vienne;تصنيف فيينا",
        "status": "statut;état;état de la marque;aktenzustand;situation;الحالة;الوضعية;company status;état du dossier;statut juridique;statut de la marque;حالة العلامة;live dead",
        "filing_date": "filed;date de dépôt;date dépôt;dépôt;application date;date de la demande;date demande;تاريخ الطلب;تاريخ الإيداع;date of application;date of filing;anmeldetag",
        "priority_date": "date de priorité;priorité",
        "publication_date": "published;date de publication;publication",
        "registration_date": "registered;date d'enregistrement;date enregistrement;date d'immatriculation;date immatriculation;date de création;incorporation date;تاريخ التسجيل;تاريخ القيد;date of incorporation;date d'inscription;registered date;reg date;enregistrement;تاريخ التقييد;date d'immat",
        "expiry_date": "expired;renewal due date;date d'expiration;date expiration;échéance;date échéance;date d'échéance;renewal date;expiration;date de fin;تاريخ الانتهاء;تاريخ انتهاء الحماية;expiration date",
        "reserved_until": "réservé jusqu'au;date d'expiration de la réservation;validité;fin de validité;valable jusqu'au;صالح إلى غاية;تاريخ انتهاء الصلاحية",
        "first_use_date": "date de premier usage;date de première utilisation;date du premier usage;début d'exploitation;date of first use;first use;first use date;تاريخ أول استعمال;تاريخ بداية الاستغلال",
        "holders": "holder;owner;applicant;titulaire;titulaires;déposant;propriétaire;demandeur;owner name;applicant name;nom du titulaire;titulaire s;déposants;propriétaires;holders names;صاحب العلامة;المالك;المودع;déposant s;nom du déposant;propriétaire s;déposant titulaire;titulaire déposant;مالك العلامة;inhaber",
        "holder_country": "pays du titulaire;pays titulaire;pays du déposant;owner country;applicant country;holder country;country of owner;بلد المالك;بلد صاحب العلامة",
        "disclaimed": "disclaimer;disclaimers;renonciation;éléments non revendiqués",
        "territories": "territory;territoires;territoire;pays;country;designated country;pays désignés;pays de protection;البلد;designated countries;designated contracting parties;pays désignés par l'enregistrement",
        "image": "logo",
        "translations": "translation;traduction",
        "transliterations": "transliteration;translittération;nom arabe;nom en arabe;dénomination arabe;dénomination en arabe;arabic name;الاسم بالعربية;marque arabe;marque en arabe;العلامة بالعربية",
    }
)

PATENTS = _by_header(
    {
        "publication_number": "numéro de publication;numéro publication;no publication;publication",
        "application_number": "numéro de demande;numéro demande",
        "title": "titre",
        "abstract": "abrégé;résumé",
        "claims": "revendications",
        "description": "",
        "cpc": "",
        "ipc": "cib;classification",
        "filing_date": "date de dépôt",
        "priority_date": "date de priorité",
        "publication_date": "date de publication",
        "applicants": "applicant;déposants;déposant;assignee",
        "inventors": "inventor;inventeurs;inventeur",
        "citations": "documents cités",
        "family_id": "family;famille",
        "language": "langue",
    }
)

REQUESTS = _by_header(
    {
        "id": "identifiant;n° demande;numéro demande;numéro de demande;n° de demande;number;numéro;رقم الطلب",
        "name_1": "nom 1;nom1;name1;choix 1;premier choix;1er choix;dénomination 1;proposition 1;الاسم 1;الاسم الأول;الاختيار الأول",
        "name_2": "nom 2;nom2;name2;choix 2;deuxième choix;2e choix;dénomination 2;proposition 2;الاسم 2;الاسم الثاني;الاختيار الثاني",
        "name_3": "nom 3;nom3;name3;choix 3;troisième choix;3e choix;dénomination 3;proposition 3;الاسم 3;الاسم الثالث;الاختيار الثالث",
        "activity": "activité;activité principale;secteur;secteur d'activité;objet;objet social;النشاط;نشاط الشركة",
        "code": "code activité;code naf;naf;isic;رمز النشاط",
        "acronym": "sigle;acronyme;المختصر",
        "city": "ville;commune;المدينة",
        "as_of": "date de la demande;date demande;date de dépôt;request date;تاريخ الطلب",
    }
)
