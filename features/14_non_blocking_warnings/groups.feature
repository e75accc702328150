@mid
Feature: Groups that cannot be looked up
  Who belongs to the local Administrator group is what "net user" prints. Where it prints something else nobody knows, and an
  upgrade is not held back for that: it goes on with a warning.
  Documentation: MID Server upgrades, "Non-blocking warnings".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 2 on Windows

  @WARN-GROUPS
  Rule: An unexpected listing of a user is a warning, and the upgrade goes on

    Scenario Outline: A listing that names no groups is warned of, and the MID Server upgrades
      Given the service of "berlin" runs as <account>
      And "net user" on the host of "berlin" prints <listing>
      When "berlin" is asked to upgrade to <assigned> <way>
      Then "berlin" has run Orlando Patch 2, then <assigned>
      And an issue of "berlin" says "WARN: Unable to look up Log On As user's groups"

      Examples: Listings
        | case                   | account                                  | listing                               | assigned                 | way         |
        | nothing                | "CORP\bob", an ordinary user             | nothing                               | Orlando Patch 3          | at the hour |
        | an error               | "bob@corp.example.com", an ordinary user | the text of an error                  | Orlando Patch 1          | at the hour |
        | no groups              | "CORP\bob", an ordinary user             | a listing without groups              | Orlando Patch 2 Hotfix 1 | at the hour |
        | cut                    | "CORP\bob", an ordinary user             | a listing that ends before the groups | Orlando Patch 3          | at the hour |
        | no such user           | "bob@corp.example.com", an ordinary user | that there is no such user            | Orlando Patch 3          | at the hour |
        | no groups, next family | "CORP\bob", an ordinary user             | a listing without groups              | Paris Patch 1            | at the hour |

      Examples: Occasions
        | case                                  | account                                  | listing                               | assigned         | way          |
        | nothing, command                      | "CORP\bob", an ordinary user             | nothing                               | Orlando Patch 3  | by command   |
        | an error, click                       | "CORP\bob", an ordinary user             | the text of an error                  | Orlando Patch 3  | by hand      |
        | cut, start                            | "bob@corp.example.com", an ordinary user | a listing that ends before the groups | Orlando Patch 3  | at its start |
        | no such user, pin                     | "CORP\bob", an ordinary user             | that there is no such user            | Orlando Patch 4  | by its pin   |
        | no groups, command, the family before | "CORP\bob", an ordinary user             | a listing without groups              | New York Patch 9 | by command   |

    Scenario Outline: A user of the domain is looked up by name, without the domain
      Given the service of "berlin" runs as <account>, an administrator
      When "berlin" is asked to upgrade to Orlando Patch 3 at the hour
      Then "berlin" has run Orlando Patch 2, then Orlando Patch 3, and has no open issue

      Examples:
        | case        | account                |
        | domain\user | "CORP\bob"             |
        | user@domain | "bob@corp.example.com" |

    Scenario: An error blocks the upgrade with a warning beside it, and the warning alone does not
      Given the service of "berlin" runs as "CORP\bob", an ordinary user
      And "net user" on the host of "berlin" prints nothing
      And the host of "berlin" has 0.5 GB of free disk space
      And "berlin" is asked to upgrade to Orlando Patch 3 at the hour
      When the host of "berlin" has 50 GB of free disk space
      And "berlin" is asked to upgrade to Orlando Patch 4 at the hour
      Then "berlin" has run Orlando Patch 2, then Orlando Patch 4
      And an issue of "berlin" says "WARN: Unable to look up Log On As user's groups"

    Scenario: The warning about groups comes with every upgrade
      Given the service of "berlin" runs as "CORP\bob", an ordinary user
      And "net user" on the host of "berlin" prints nothing
      And "berlin" is asked to upgrade to Orlando Patch 3 by command
      When "berlin" is asked to upgrade to Orlando Patch 4 by command
      Then "berlin" has run Orlando Patch 2, then Orlando Patch 3, then Orlando Patch 4
      And an issue of "berlin" from its pre-upgrade tests was detected again, at least 2 times by now

    Scenario: What is printed on one host is no warning for another MID Server
      Given the MID Server "berlina" runs Orlando Patch 2 on Windows
      And the service of "berlina" runs as "CORP\bob", an ordinary user
      And "net user" on the host of "berlina" prints nothing
      When "berlin" and "berlina" are asked to upgrade to Orlando Patch 3 at the hour
      Then an issue of "berlina" says "WARN: Unable to look up Log On As user's groups"
      And "berlin" and "berlina" have run Orlando Patch 2, then Orlando Patch 3
      And no issue of "berlin" is open

  @WARN-GROUPS-LOCALE
  Rule: An administrator is not blocked because of the language in which Windows prints, or of noise around it

    Scenario Outline: An administrator upgrades whether such a listing is read or warned of
      Given the service of "berlin" runs as <account>
      And "net user" on the host of "berlin" prints <listing>
      When "berlin" is asked to upgrade to <assigned> <way>
      Then "berlin" has run Orlando Patch 2, then <assigned>

      Examples:
        | case           | account                                        | listing                                   | assigned        | way         |
        | German, hour   | "CORP\bob", a user in Users and Administrators | a listing in German                       | Orlando Patch 3 | at the hour |
        | German, click  | "bob@corp.example.com", an administrator       | a listing in German                       | Orlando Patch 1 | by hand     |
        | French, hour   | "CORP\bob", a user in Users and Administrators | a listing in French                       | Orlando Patch 3 | at the hour |
        | French, family | "bob@corp.example.com", an administrator       | a listing in French                       | Paris Patch 1   | at the hour |
        | noise, hour    | "CORP\bob", a user in Users and Administrators | a listing with noise before and behind it | Orlando Patch 3 | at the hour |
        | noise, command | "bob@corp.example.com", an administrator       | a listing with noise before and behind it | Orlando Patch 3 | by command  |
