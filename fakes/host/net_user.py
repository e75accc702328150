"""What `net user` and `net localgroup` print about the users of a Windows host.

Sources: listings of real installations in English, German and French. Values stand in a column; names of groups are cut
at 21 characters, two stand on a line, and what follows continues below them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

ADMINISTRATORS, DOMAIN_ADMINS = "Administrators", "Domain Admins"
DOMAIN, DNS_DOMAIN = "CORP", "corp.example.com"
LINE_END = "\r\n"
GROUP_LENGTH = 21
FAILED = 2
"""The exit code of `net`."""


@dataclass(frozen=True)
class Printed:
    """What a command has printed."""

    output: str
    exit_code: int = 0


@dataclass(frozen=True)
class User:
    """Somebody whom the host knows, or its domain."""

    name: str
    local_groups: tuple[str, ...] = ()
    global_groups: tuple[str, ...] = ("None",)
    is_of_domain: bool = False
    full_name: str = ""
    comment: str = ""


@dataclass(frozen=True)
class Language:
    """How Windows prints a listing in a language."""

    column: int
    """Where values begin, counted from 0."""
    labels: Sequence[str]
    """Name, full name, comment, account active, password last set, logon hours, local groups, global groups."""
    yes: str
    all: str
    groups_per_line: int
    done: str
    unknown_group: str
    groups: dict[str, str] = field(default_factory=dict)
    """Groups that are called otherwise than in English."""


ENGLISH = Language(
    29,
    (
        "User name",
        "Full Name",
        "Comment",
        "Account active",
        "Password last set",
        "Logon hours allowed",
        "Local Group Memberships",
        "Global Group memberships",
    ),
    "Yes",
    "All",
    2,
    "The command completed successfully.",
    "System error 1376 has occurred.\r\n\r\nThe specified local group does not exist.",
)
GERMAN = Language(
    35,
    (
        "Benutzername",
        "Vollständiger Name",
        "Beschreibung",
        "Konto aktiv",
        "Letztes Setzen des Kennworts",
        "Erlaubte Anmeldezeiten",
        "Lokale Gruppenmitgliedschaften",
        "Globale Gruppenmitgliedschaften",
    ),
    "Ja",
    "Alle",
    1,
    "Der Befehl wurde erfolgreich ausgeführt.",
    "Systemfehler 1376 aufgetreten.\r\n\r\nDie angegebene lokale Gruppe ist nicht vorhanden.",
    {ADMINISTRATORS: "Administratoren", "Users": "Benutzer", "None": "Kein"},
)
FRENCH = Language(
    46,
    (
        "Nom d’utilisateur",  # noqa: RUF001 - as Windows prints it
        "Nom complet",
        "Commentaire",
        "Compte : actif",
        "Mot de passe : dernier changmt.",
        "Heures d’accès autorisé",  # noqa: RUF001 - as Windows prints it
        "Appartient aux groupes locaux",
        "Appartient aux groupes globaux",
    ),
    "Oui",
    "Tout",
    2,
    "La commande s’est terminée correctement.",  # noqa: RUF001 - as Windows prints it
    "L’erreur système 1376 s’est produite.\r\n\r\nLe groupe local spécifié n’existe pas.",  # noqa: RUF001
    {ADMINISTRATORS: "Administrateurs", "Users": "Utilisateurs", "None": "Aucun"},
)
NO_SUCH_USER = Printed(f"The user name could not be found.{LINE_END}", FAILED)
ACCESS_DENIED = Printed(f"System error 5 has occurred.{LINE_END * 2}Access is denied.{LINE_END}", FAILED)


def listing(user: User, language: Language = ENGLISH) -> Printed:
    """What `net user` prints of somebody; of a user of the domain the domain controller's word comes first."""
    preamble = [f"The request will be processed at a domain controller for domain {DNS_DOMAIN}.", ""]
    lines = [*_about(user, language), *_groups(user, language), language.done, "", ""]
    return Printed(LINE_END.join([*(preamble if user.is_of_domain else []), *lines]))


def without_groups(user: User) -> Printed:
    """The listing of a user as if there were no groups."""
    return Printed(LINE_END.join([*_about(user, ENGLISH), ENGLISH.done, ""]))


def cut_short(user: User) -> Printed:
    """The listing of a user up to the middle of a line before the groups."""
    whole = LINE_END.join(_about(user, ENGLISH)).rstrip()
    return Printed(whole[: -len(ENGLISH.all)].rstrip())


def with_noise(user: User) -> Printed:
    """The listing of a user between lines that have nothing to do with it."""
    about = listing(user)
    before, after = f"Active code page: 437{LINE_END * 2}", f"Elapsed time: 0.2 s{LINE_END}"
    return replace(about, output=f"{before}{about.output}{after}")


def members(group: str, users: Iterable[User], language: Language = ENGLISH) -> Printed:
    """What `net localgroup` prints of the group Administrators: its users, and the domain's administrators.

    The group has another name in another language. No other group is known.
    """
    if group.lower() != language.groups.get(ADMINISTRATORS, ADMINISTRATORS).lower():
        return Printed(f"{language.unknown_group}{LINE_END}", FAILED)
    inside = [user for user in users if ADMINISTRATORS in user.local_groups]
    names = [f"{DOMAIN}\\{user.name}" if user.is_of_domain else user.name for user in inside]
    about = [f"Alias name     {group}", "Comment", "", "Members", "", "-" * 79]
    everybody = ["Administrator", f"{DOMAIN}\\{DOMAIN_ADMINS}", *names]
    return Printed(LINE_END.join([*about, *everybody, language.done, ""]))


def _about(user: User, language: Language) -> list[str]:
    name, full_name, comment, active, password, hours, *_ = language.labels
    values = {
        name: user.name,
        full_name: user.full_name,
        comment: user.comment,
        active: language.yes,
        password: "7/1/2020 9:00:00 AM",
        hours: language.all,
    }
    lines = [f"{label:{language.column}}{value}" for label, value in values.items()]
    return [*lines[:4], "", lines[4], "", lines[5], ""]


def _groups(user: User, language: Language) -> list[str]:
    *_, local_label, global_label = language.labels
    return [
        *_column(local_label, user.local_groups, language),
        *_column(global_label, user.global_groups, language),
    ]


def _column(label: str, groups: Sequence[str], language: Language) -> list[str]:
    """A label and the names behind it; without any the line has a label alone."""
    names = [language.groups.get(each, each)[:GROUP_LENGTH] for each in groups]
    cells = [f"*{name:{GROUP_LENGTH}}" for name in names]
    size = language.groups_per_line
    rows = ["".join(cells[begin : begin + size]) for begin in range(0, len(cells), size)] or [""]
    return [f"{label if number == 0 else '':{language.column}}{row}" for number, row in enumerate(rows)]
