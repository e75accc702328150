@mid
Feature: Accounts that cannot be parsed
  The script of the tests tells as whom the Windows service logs on. Where that is neither user@domain.company.com nor
  domain\user nobody can be looked up. That may be an oversight of somebody who has set the service up, and is no reason to
  hold an upgrade back.
  Documentation: MID Server upgrades, "Non-blocking warnings".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 2 on Windows

  @WARN-PARSE
  Rule: An account of neither form is a warning, and the upgrade goes on

    Scenario Outline: An account without one of its parts is warned of, and the MID Server upgrades
      Given the service of "berlin" runs as <account>
      When "berlin" is asked to upgrade to <assigned> <way>
      Then "berlin" has run Orlando Patch 2, then <assigned>
      And an issue of "berlin" says "WARN: Unable to parse $logOnAsUser"

      Examples: Accounts
        | case                | account                  | assigned                 | way         |
        | bare name           | "bob", an ordinary user  | Orlando Patch 3          | at the hour |
        | bare, administrator | "bob", an administrator  | Orlando Patch 1          | at the hour |
        | user@               | "bob@", an ordinary user | Orlando Patch 2 Hotfix 1 | at the hour |
        | @domain             | "@corp.example.com"      | Orlando Patch 3          | at the hour |
        | domain\             | "CORP\"                  | Orlando Patch 3          | at the hour |
        | \user               | "\bob", an ordinary user | Orlando Patch 3          | at the hour |
        | like LocalSystem    | "LocalSystemBerlin"      | Orlando Patch 3          | at the hour |

      Examples: Occasions
        | case               | account                  | assigned        | way          |
        | bare name, command | "bob", an ordinary user  | Orlando Patch 1 | by command   |
        | user@, click       | "bob@", an ordinary user | Orlando Patch 3 | by hand      |
        | \user, start       | "\bob", an ordinary user | Orlando Patch 3 | at its start |
        | domain\, pin       | "CORP\"                  | Orlando Patch 4 | by its pin   |

    Scenario Outline: On the way to another family the warning is no failure
      Given the service of "berlin" runs as <account>
      When "berlin" is asked to upgrade to <assigned> <way>
      Then "berlin" has run Orlando Patch 2, then <assigned>
      And "berlin" has never been Upgrade Failed
      And an issue of "berlin" says "WARN: Unable to parse $logOnAsUser"

      Examples:
        | case                   | account                 | assigned         | way         |
        | bare name, next family | "bob", an ordinary user | Paris Patch 1    | at the hour |
        | domain\, family before | "CORP\"                 | New York Patch 9 | by command  |

    Scenario: The warning about the account comes with every upgrade
      Given the service of "berlin" runs as "bob", an ordinary user
      And "berlin" is asked to upgrade to Orlando Patch 3 by command
      When "berlin" is asked to upgrade to Orlando Patch 4 by command
      Then "berlin" has run Orlando Patch 2, then Orlando Patch 3, then Orlando Patch 4
      And an issue of "berlin" from its pre-upgrade tests was detected again, at least 2 times by now

    Scenario: The warning is resolved by the upgrade that finds an administrator
      Given the service of "berlin" runs as "bob", an administrator
      And "berlin" is asked to upgrade to Orlando Patch 3 at the hour
      When the service of "berlin" runs as "CORP\bob", an administrator
      And "berlin" is asked to upgrade to Orlando Patch 4 at the hour
      Then "berlin" has run Orlando Patch 2, then Orlando Patch 3, then Orlando Patch 4, and has no open issue

    Scenario: The account of one service is warned of for its own MID Server alone
      Given the MID Server "berlina" runs Orlando Patch 2 on Windows
      And the service of "berlina" runs as "bob", an ordinary user
      When "berlin" is asked to upgrade to Orlando Patch 3 at the hour
      Then an issue of "berlina" says "WARN: Unable to parse $logOnAsUser"
      And "berlin" and "berlina" have run Orlando Patch 2, then Orlando Patch 3
      And no issue of "berlin" is open

  @WARN-PARSE-EDGE
  Rule: A dot is a domain, two backslashes and an empty account are of no form

    Scenario Outline: A user of the host itself is judged as any other
      Given the service of "berlin" runs as ".\bob", a user in Users and Administrators
      When "berlin" is asked to upgrade to <assigned> <way>
      Then "berlin" has run Orlando Patch 2, then <assigned>, and has no open issue

      Examples:
        | case          | assigned        | way         |
        | hour          | Orlando Patch 3 | at the hour |
        | family, click | Paris Patch 1   | by hand     |

    Scenario: Two backslashes are one too many, and a warning
      Given the service of "berlin" runs as "CORP\berlin\bob", an ordinary user
      When "berlin" is asked to upgrade to Orlando Patch 1 at the hour
      Then "berlin" has run Orlando Patch 2, then Orlando Patch 1
      And an issue of "berlin" says "WARN: Unable to parse $logOnAsUser"

    Scenario: An account without a character is a warning
      Given the service of "berlin" runs as ""
      When "berlin" is asked to upgrade to Orlando Patch 3 at the hour
      Then "berlin" has run Orlando Patch 2, then Orlando Patch 3
      And an issue of "berlin" from its pre-upgrade tests is open
