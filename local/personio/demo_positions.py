"""The positions of the demo's customers: each shows something that real feeds were seen to contain."""

from local.personio.positions import Position, Salary

ACME_BACKEND = 1000001
ACME_ONLY_ENGLISH = 1000003
ACME_DRAFT = 1000090
ACME_ARCHIVED = 1000091
GLOBEX_PLATFORM = 2000001

_BENEFITS_DE = (
    "Wir bieten",
    (
        "<ul><li>30 Tage Urlaub</li><li>Arbeiten von überall in der EU, bis zu 8&nbsp;Wochen</li>"
        "<li>Ein Budget für Weiterbildung &amp; Konferenzen</li></ul>"
    ),
)
_BENEFITS_EN = (
    "What we offer",
    (
        "<ul><li>30 days of holiday</li><li>Work from anywhere in the EU for up to 8&nbsp;weeks</li>"
        "<li>A budget for training &amp; conferences</li></ul>"
    ),
)

ACME_POSITIONS = (
    Position(
        id=ACME_BACKEND,
        name="Senior Backend Engineer Python (m/w/d)",
        subcompany="Acme Software GmbH",
        office="Berlin",
        additional_offices=("Hamburg", "Remote"),
        department="Engineering",
        recruiting_category="Tech",
        years_of_experience="5-7",
        keywords="Python,FastAPI ,PostgreSQL, Google Cloud",
        salary=Salary(min="75000.00", max="95000.00"),
        created_at="2026-09-14T08:30:00+00:00",
        texts={
            "de": (
                (
                    "Deine Aufgaben",
                    (
                        "<p>Du baust die Dienste, die täglich Millionen Messwerte annehmen.</p>"
                        "<ul><li>Entwurf und Betrieb von Diensten in <strong>Python</strong></li>"
                        "<li>Datenmodelle in PostgreSQL</li><li>Code-Reviews im Team</li></ul>"
                    ),
                ),
                (
                    "Dein Profil",
                    (
                        "<ul><li>Mindestens 5 Jahre Python</li><li>Sicher in SQL und in der Cloud</li>"
                        "<li>Gutes Deutsch oder Englisch</li></ul>"
                    ),
                ),
                _BENEFITS_DE,
                ("CONTACT_PERSON", "<p>Petra Beispiel, recruiting@acme.example, +49 30 1234567</p>"),
            ),
            "en": (
                (
                    "Your tasks",
                    (
                        "<p>You build the services that take millions of readings every day.</p>"
                        "<ul><li>Design and run services in <strong>Python</strong></li>"
                        "<li>Data models in PostgreSQL</li><li>Code reviews within the team</li></ul>"
                    ),
                ),
                (
                    "Your profile",
                    "<ul><li>At least 5 years of Python</li><li>At home in SQL and in the cloud</li></ul>",
                ),
                _BENEFITS_EN,
            ),
        },
    ),
    Position(
        id=1000002,
        name="Frontend Developer React (m/w/d)",
        subcompany="Acme Software GmbH",
        office="München",
        department="Engineering",
        recruiting_category="Tech",
        schedule="full-or-part-time",
        years_of_experience="2-5",
        keywords="TypeScript ,React,CSS",
        occupation="web_and_ui_and_ux_design",
        salary=Salary(min="60000.00", max=""),
        texts={
            "de": (
                (
                    "Deine Aufgaben",
                    (
                        "Du entwickelst unsere Oberfläche weiter:<br>• &nbsp;Komponenten in React<br>"
                        "• &nbsp;Barrierefreiheit<br>• &nbsp;Tests"
                    ),
                ),
                _BENEFITS_DE,
            )
        },
    ),
    Position(
        id=ACME_ONLY_ENGLISH,
        name="Site Reliability Engineer (f/m/x)",
        office="Remote",
        department="Platform",
        recruiting_category="Tech",
        years_of_experience="7-10",
        keywords="Kubernetes,Terraform, Go",
        occupation="network_and_server_administration",
        created_at="2026-10-02T16:05:10+0200",
        texts={
            "en": (
                (
                    "Your tasks",
                    "<ul><li>Keep 300 nodes of Kubernetes calm</li><li>Error budgets &amp; on-call</li></ul>",
                ),
                _BENEFITS_EN,
            )
        },
    ),
    Position(
        id=1000004,
        name="Werkstudent Softwareentwicklung (m/w/d)",
        subcompany="Acme Software GmbH",
        office="Berlin",
        department="Engineering",
        employment_type="working_student",
        seniority="student",
        schedule="part-time",
        years_of_experience="lt-1",
        texts={"de": (("Über die Stelle", "<p>20 Stunden in der Woche, nah an echten Kunden.</p>"),)},
    ),
    Position(
        id=1000005,
        name="Lead Data Engineer (m/w/d)",
        subcompany="Acme Data GmbH",
        office="Hamburg",
        additional_offices=("Berlin",),
        department="Data",
        recruiting_category="Tech",
        seniority="executive",
        years_of_experience="10-15",
        occupation="database_development_and_administration",
        salary=Salary(min="", max="120000.00"),
        texts={
            "de": (("Deine Aufgaben", "<p>Du leitest ein Team von sechs Menschen.</p>"), _BENEFITS_DE),
            "en": (("Your tasks", "<p>You lead a team of six people.</p>"), _BENEFITS_EN),
        },
    ),
    Position(
        id=1000006,
        name="IT-Projektleiter (m/w/d) <Automotive & Energie>",
        office="Stuttgart",
        department="Consulting",
        occupation="it_project_management",
        employment_type="temporary",
        texts={"de": (("Deine Aufgaben", '<p>Siehe <a href="https://acme.example/jobs">hier</a>.</p>'),)},
    ),
    Position(
        id=1000007,
        name="QA Engineer (m/w/d)",
        office="Berlin",
        department="Engineering",
        employment_type="project_based",
        seniority="senior-plus",
        schedule="four-day-week",
        years_of_experience="ht15",
        occupation="software_quality_assurance",
        texts={
            "de": (("Deine Aufgaben", "<p>Du findest, was andere übersehen.</p>"),),
            "en": (("Your tasks", "<p>You find what others overlook.</p>"),),
        },
    ),
    Position(
        id=1000008,
        name="Freelance Security Engineer",
        employment_type="freelance",
        schedule=None,
        years_of_experience="gt-15",
        occupation="computer_and_network_security",
        texts={"en": (("Your tasks", "<p>Three months of penetration tests.</p>"),)},
    ),
    Position(
        id=1000009,
        name="Ausbildung Fachinformatiker Anwendungsentwicklung (m/w/d)",
        office="Berlin",
        employment_type="trainee",
        seniority="entry-level",
        years_of_experience="lt-1",
        texts={"de": (("Die Ausbildung", "<p>Drei Jahre, ab September.</p>"),)},
    ),
    Position(
        id=1000010,
        name="Compliance Manager (m/w/d)",
        subcompany="Acme Holding SE",
        office="Frankfurt am Main",
        department="Legal",
        keywords="Compliance ,Immigration",
        occupation="other",
        occupation_category="administrative_and_clerical",
        texts={"de": (("Deine Aufgaben", "<p>Lorem ipsum dolor sit amet.</p>"),)},
    ),
    Position(
        id=1000011,
        name="Initiativbewerbung / General Application",
        office="Berlin",
        occupation=None,
        occupation_category=None,
        seniority=None,
        schedule=None,
        employment_type=None,
        texts={
            "de": (("Keine passende Stelle dabei?", "<p>Wir freuen uns trotzdem.</p>"),),
            "en": (("Nothing that fits?", "<p>We would like to hear from you anyway.</p>"),),
        },
    ),
    Position(
        id=1000012,
        name="Développeur logiciel embarqué (H/F)",
        office="Strasbourg",
        department="Engineering",
        keywords="C++,Rust",
        texts={"fr": (("Missions", "<p>Vous développez le logiciel de nos capteurs.</p>"),)},
    ),
    Position(
        id=ACME_DRAFT,
        name="Staff Engineer (Entwurf)",
        state="draft",
        office="Berlin",
        texts={"de": (("Deine Aufgaben", "<p>Noch nicht fertig.</p>"),)},
    ),
    Position(
        id=ACME_ARCHIVED,
        name="PHP-Entwickler (m/w/d)",
        state="archived",
        office="Berlin",
        texts={"de": (("Deine Aufgaben", "<p>Besetzt.</p>"),)},
    ),
)

GLOBEX_POSITIONS = (
    Position(
        id=GLOBEX_PLATFORM,
        name="Platform Engineer",
        subcompany="Globex Ltd",
        office="Dublin",
        department="Platform",
        years_of_experience="2-5",
        salary=Salary(min="70000.00", max="85000.00"),
        texts={
            "en": (("The role", "<p>You build what the other teams build on.</p>"), _BENEFITS_EN),
            "de": (("Die Rolle", "<p>Du baust, worauf die anderen bauen.</p>"), _BENEFITS_DE),
        },
    ),
    Position(
        id=2000002,
        name="Android Developer",
        subcompany="Globex Ltd",
        office="Remote",
        department="Mobile",
        texts={"en": (("The role", "<p>Kotlin, Compose and a calm release train.</p>"),)},
    ),
    Position(
        id=2000003,
        name="Engineering Manager",
        subcompany="Globex Ltd",
        office="Dublin",
        additional_offices=("Cork",),
        seniority="executive",
        texts={"en": (("The role", "<p>You look after eight engineers.</p>"),)},
    ),
)
