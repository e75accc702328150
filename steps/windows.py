"""Steps about the Windows of a host: as whom the service logs on, and what PowerShell and `net user` say of that."""

from dataclasses import replace

from pytest_bdd import given, when

from fakes.host.net_user import Printed
from fakes.host.windows import Failure, PowerShell
from fakes.world import World
from steps.words.accounts import Account, Listing
from steps.words.phrase import phrase


@given(phrase('the service of "{mid:Name}" runs as {account:Account}'))
@when(phrase('the service of "{mid:Name}" runs as {account:Account}'))
def runs_as(world: World, mid: str, account: Account) -> None:
    """From now on the service logs on with this account, and `net user` finds the user, if one is described.

    A MID Server that runs is restarted by hand and has 10 minutes to come Up. In all other scenarios it is LocalSystem.
    """
    server = world.mid(mid)
    server.use_windows(replace(server.host.windows, account=account.text, users=account.users))


@given(phrase('PowerShell of "{mid:Name}" is {powershell:PowerShell}'))
@when(phrase('PowerShell of "{mid:Name}" is {powershell:PowerShell}'))
def powershell_is(world: World, mid: str, powershell: PowerShell) -> None:
    """From now on the host has this version of PowerShell, or none for the user of the service; else it is 5.1.

    A MID Server that runs is restarted by hand and has 10 minutes to come Up.
    """
    server = world.mid(mid)
    server.use_windows(replace(server.host.windows, powershell=powershell))


@given(phrase('"net user" on the host of "{mid:Name}" prints {listing:Listing}'))
def net_user_prints(world: World, mid: str, listing: Listing) -> None:
    """From now on `net user` prints this of a user that the host knows.

    A MID Server that runs is restarted by hand and has 10 minutes to come Up.
    """
    server = world.mid(mid)
    server.use_windows(replace(server.host.windows, show=listing.show, language=listing.language))


@given(phrase('the script that asks for the account of "{mid:Name}" {outcome:ScriptOutcome}'))
def script_comes_to(world: World, mid: str, outcome: Printed | Failure) -> None:
    """From now on this comes of every command line that begins with powershell, whatever the account is.

    A MID Server that runs is restarted by hand and has 10 minutes to come Up.
    """
    server = world.mid(mid)
    server.use_windows(replace(server.host.windows, told=outcome))
