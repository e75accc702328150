@mid
Feature: The user as whom the Windows service logs on
  Only LocalSystem and the members of the local Administrator group may replace the files of a service and start it again.
  A MID Server whose service logs on as anybody else would find that out in the middle of an upgrade. Who belongs to the
  group is what "net user" prints.
  Documentation: MID Server upgrades, "Pre-upgrade tests" and "Errors that block the upgrade".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 2 on Windows

  @PRE-LOGON
  Rule: A Windows service that runs neither as LocalSystem nor as a local administrator blocks the upgrade

    Scenario Outline: An ordinary user holds the upgrade back until the service logs on as LocalSystem
      Given the service of "berlin" runs as <account>, an ordinary user
      When "berlin" is asked to upgrade to <assigned> <way>
      Then an issue of "berlin" says "MID Server Windows Service is not running as LocalSystem or a local Administrator"
      And "berlin" upgrades to <assigned> once all is well, and not before

      Examples:
        | case                         | account                | assigned                 | way          |
        | domain\user, hour            | "CORP\bob"             | Orlando Patch 3          | at the hour  |
        | user@domain, hour, older     | "bob@corp.example.com" | Orlando Patch 1          | at the hour  |
        | domain\user, hour, hotfix    | "CORP\bob"             | Orlando Patch 2 Hotfix 1 | at the hour  |
        | user@domain, the next family | "bob@corp.example.com" | Paris Patch 1            | at the hour  |
        | domain\user, command, older  | "CORP\bob"             | Orlando Patch 1          | by command   |
        | user@domain, click           | "bob@corp.example.com" | Orlando Patch 3          | by hand      |
        | domain\user, start           | "CORP\bob"             | Orlando Patch 3          | at its start |
        | user@domain, pin             | "bob@corp.example.com" | Orlando Patch 4          | by its pin   |

    Scenario Outline: What only resembles a local administrator blocks the upgrade as well
      Given the service of "berlin" runs as <account>, <who>
      When "berlin" is asked to upgrade to Orlando Patch 3 at the hour
      Then an issue of "berlin" says "MID Server Windows Service is not running as LocalSystem or a local Administrator"
      And "berlin" upgrades to Orlando Patch 3 once all is well, and not before

      Examples:
        | case                     | account                | who                                                |
        | no group                 | "CORP\bob"             | a user                                             |
        | Remote Desktop Users     | "CORP\bob"             | a user in Users and Remote Desktop Users           |
        | Hyper-V Administrators   | "bob@corp.example.com" | a user in Hyper-V Administrators and Users         |
        | a name that begins alike | "CORP\bob"             | a user in Administrators Berlin                    |
        | full name                | "CORP\bob"             | an ordinary user with the full name Administrators |
        | comment                  | "CORP\bob"             | an ordinary user with the comment Administrators   |
        | comment like a group     | "CORP\bob"             | an ordinary user with the comment *Administrators  |
        | user name                | "CORP\Administrators"  | an ordinary user                                   |
        | LocalSystem of a domain  | "CORP\LocalSystem"     | an ordinary user                                   |

    Scenario Outline: LocalSystem and local administrators upgrade without a word
      Given the service of "berlin" runs as <account>
      When "berlin" is asked to upgrade to <assigned> <way>
      Then "berlin" has run Orlando Patch 2, then <assigned>, and has no open issue

      Examples: LocalSystem
        | case            | account       | assigned        | way         |
        | LocalSystem     | "LocalSystem" | Orlando Patch 3 | at the hour |
        | click, older    | "LocalSystem" | Orlando Patch 1 | by hand     |
        | family, command | "LocalSystem" | Paris Patch 1   | by command  |

      Examples: Administrators
        | case                             | account                                                                  | assigned                 | way          |
        | domain\user                      | "CORP\bob", an administrator                                             | Orlando Patch 3          | at the hour  |
        | user@domain                      | "bob@corp.example.com", an administrator                                 | Orlando Patch 3          | at the hour  |
        | domain administrator             | "CORP\bob", a domain administrator in Administrators                     | Paris Patch 1            | at the hour  |
        | first of two groups, command     | "CORP\bob", a user in Administrators and Users                           | Orlando Patch 1          | by command   |
        | second of two groups, click      | "bob@corp.example.com", a user in Users and Administrators               | Orlando Patch 3          | by hand      |
        | third, on a continued line       | "CORP\bob", a user in Users, Remote Desktop Users and Administrators     | Orlando Patch 2 Hotfix 1 | at the hour  |
        | behind a name that is cut, start | "CORP\bob", a user in Remote Management Users and Administrators         | Orlando Patch 3          | at its start |
        | fourth of four, pin              | "CORP\bob", a user in Users, Guests, Backup Operators and Administrators | Orlando Patch 4          | by its pin   |

    Scenario: On Linux it does not matter as whom the service runs
      Given the MID Server "munich" runs Orlando Patch 2 on Linux
      And the service of "munich" runs as "bob", an ordinary user
      When "munich" is asked to upgrade to Orlando Patch 3 at the hour
      Then "munich" has run Orlando Patch 2, then Orlando Patch 3, and has no open issue

    Scenario: An ordinary user who is made an administrator upgrades, and the issue is resolved
      Given the service of "berlin" runs as "CORP\bob", an ordinary user
      And "berlin" is asked to upgrade to Orlando Patch 3 at the hour
      When the service of "berlin" runs as "CORP\bob", a user in Users and Administrators
      And the next check is over
      Then "berlin" has run Orlando Patch 2, then Orlando Patch 3, and has no open issue

    Scenario: An administrator who has become an ordinary user blocks the next upgrade
      Given the service of "berlin" runs as "CORP\bob", an administrator
      And "berlin" is asked to upgrade to Orlando Patch 3 at the hour
      When the service of "berlin" runs as "CORP\bob", an ordinary user
      And "berlin" is asked to upgrade to Orlando Patch 4 at the hour
      Then an issue of "berlin" says "MID Server Windows Service is not running as LocalSystem or a local Administrator"
      And "berlin" has run Orlando Patch 2, then Orlando Patch 3
      And "berlin" upgrades to Orlando Patch 4 once all is well

    Scenario: An ordinary user is still reported after three days, and at every check
      Given the service of "berlin" runs as "CORP\bob", an ordinary user
      And Orlando Patch 3 is assigned
      When 3 days pass
      Then an issue of "berlin" from its pre-upgrade tests was detected again, at least 50 times by now
      And "berlin" upgrades to Orlando Patch 3 once all is well, and not before

    Scenario: The account of one service is no issue of another MID Server
      Given the MID Server "berlina" runs Orlando Patch 2 on Windows
      And the service of "berlina" runs as "CORP\bob", an ordinary user
      When "berlin" is asked to upgrade to Orlando Patch 3 at the hour
      Then an issue of "berlina" says "MID Server Windows Service is not running as LocalSystem or a local Administrator"
      And "berlina" has run Orlando Patch 2
      And "berlin" has run Orlando Patch 2, then Orlando Patch 3, and has no open issue

  @PRE-LOGON-NESTED
  Rule: Who belongs to the local Administrator group by way of another group belongs to it

    Scenario Outline: A domain administrator needs no entry of his own
      Given the service of "berlin" runs as <account>, a domain administrator
      When "berlin" is asked to upgrade to <assigned> <way>
      Then "berlin" has run Orlando Patch 2, then <assigned>, and has no open issue

      Examples:
        | case                       | account                 | assigned        | way          |
        | domain\user, hour          | "CORP\dora"             | Orlando Patch 3 | at the hour  |
        | user@domain, hour, older   | "dora@corp.example.com" | Orlando Patch 1 | at the hour  |
        | domain\user, start, family | "CORP\dora"             | Paris Patch 1   | at its start |

    Scenario: A domain user whose groups are no members of the group blocks the upgrade
      Given the service of "berlin" runs as "CORP\dora", a user
      When "berlin" is asked to upgrade to Orlando Patch 3 at the hour
      Then an issue of "berlin" says "MID Server Windows Service is not running as LocalSystem or a local Administrator"
      And "berlin" upgrades to Orlando Patch 3 once all is well, and not before

  @PRE-SCRIPT-OUTPUT
  Rule: Output of the script that is no account is a warning, and the test passes

    Scenario Outline: Whatever is printed instead of an account, an issue warns of it and the upgrade goes on
      Given the service of "berlin" runs as "CORP\bob", an ordinary user
      And the script that asks for the account of "berlin" <outcome>
      When "berlin" is asked to upgrade to <assigned> <way>
      Then "berlin" has run Orlando Patch 2, then <assigned>
      And an issue of "berlin" from its pre-upgrade tests is open

      Examples:
        | case                         | outcome                  | assigned                 | way          |
        | nothing, hour                | prints nothing           | Orlando Patch 3          | at the hour  |
        | two lines, hour, older       | prints two lines of text | Orlando Patch 1          | at the hour  |
        | noise, hour, hotfix          | prints noise             | Orlando Patch 2 Hotfix 1 | at the hour  |
        | nothing, the next family     | prints nothing           | Paris Patch 1            | at the hour  |
        | two lines, the family before | prints two lines of text | New York Patch 9         | by command   |
        | noise, click                 | prints noise             | Orlando Patch 3          | by hand      |
        | nothing, start               | prints nothing           | Orlando Patch 3          | at its start |
        | two lines, pin               | prints two lines of text | Orlando Patch 4          | by its pin   |

    Scenario: The warning about the script comes with every upgrade
      Given the script that asks for the account of "berlin" prints noise
      And "berlin" is asked to upgrade to Orlando Patch 3 by command
      When "berlin" is asked to upgrade to Orlando Patch 4 by command
      Then "berlin" has run Orlando Patch 2, then Orlando Patch 3, then Orlando Patch 4
      And an issue of "berlin" from its pre-upgrade tests was detected again, at least 2 times by now
